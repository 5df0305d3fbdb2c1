/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: fork(2) returns twice, and 0 in the child. setsid(2) returns once,
 *	in the one process that called it: the new session's id, or -1.
 * REPLACES: start_session
 */
#include <unistd.h>

#include "steps.h"

int
start_session(void)
{
	if (setsid() == -1)
		return -1;
	return 0;
}
