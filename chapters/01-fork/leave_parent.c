/* SPDX-License-Identifier: 0BSD */
#include <unistd.h>

#include "report.h"
#include "steps.h"

/*
 * leave_parent -- go on in a child process, and end the parent.
 *
 * The shell waits for the process that it started, so when the parent ends the
 * prompt is back. The child has a pid of its own and is in the process group
 * of the parent: it leads no group, and so setsid(2) cannot refuse it. Until
 * chapter 10, the exit status tells only of what fails before this step; every
 * record lock (chapter 6) comes after it, for fork(2) does not pass one on.
 *
 * Returns 0, in the child only; or -1, in the process that called it, with
 * errno as fork(2) sets it: EAGAIN (too many processes) or ENOMEM.
 * Source: APUE 3e 13.3, rule 2; daemon(7), steps 5 and 15.
 */
int
leave_parent(void)
{
	pid_t child = fork();

	if (child > 0)
		_exit(STATUS_DONE);	/* what stdio holds is the child's */
	return child == 0 ? 0 : -1;
}
