/* SPDX-License-Identifier: 0BSD */
#include <unistd.h>

#include "steps.h"

/*
 * start_session -- leave the session and the terminal, and lead a session of
 * its own that has no terminal.
 *
 * A terminal sends the signals of ^C and of its hang-up within the one session
 * that it controls; here they cannot reach. It must come after leave_parent():
 * setsid(2) refuses the leader of a process group, and a shell with job
 * control makes a leader of the first process of each pipeline.
 *
 * Returns 0; or -1 with errno EPERM if the process leads a process group, or
 * another is still in a group that has its number.
 * Source: APUE 3e 13.3, rule 3; daemon(7), step 6; setsid(2).
 */
int
start_session(void)
{
	return setsid() == -1 ? -1 : 0;
}
