/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The command ends with status 0 and says nothing; and nothing
 *	beats. Find out where the daemon ends, and mend it.
 * REPLACES: start_session
 * FAILS: the daemon is in another session than the shell that started it
 */
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
start_session(void)
{
	pid_t session = setsid();

	if (session != 0) {
		if (session == -1)
			return -1;
		_exit(STATUS_DONE);
	}
	return 0;
}
