/* SPDX-License-Identifier: 0BSD */
#include <unistd.h>

#include "report.h"
#include "steps.h"

/*
 * report_ready -- tell the command that waits that the daemon is ready, and let
 * go of it.
 *
 * It must come after everything that can fail: the lock, the log, the user, and
 * the first beat. From here on what fails goes to the log alone. A daemon whose
 * starter has been interrupted is wanted by nobody: then this fails, and main()
 * ends it. (SIGPIPE is ignored, so write(2) tells.)
 *
 * Returns 0; or -1 with errno EPIPE if the command does not wait any more, or
 * as write(2) sets it.
 * Source: daemon(7), step 14.
 */
int
report_ready(int starter)
{
	const char ready = STATUS_DONE;

	if (write(starter, &ready, 1) == -1)
		return -1;
	answer_through(-1);
	close(starter);		/* it has been told: nothing may fail now */
	return 0;
}
