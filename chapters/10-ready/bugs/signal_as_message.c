/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The daemon sends its parent a signal when it is ready, and the parent
 *	waits for that.
 * SYMPTOM: Whoever sends the waiting command SIGTERM, to be rid of it, is told
 *	that the daemon is ready. A signal carries no reason; and by the time it
 *	is sent, the parent's pid may be another's.
 * SEEN IN: shadowsocks 2.6 (28347b6; by SIGINT in 134497c). There the
 *	child could even signal before the parent had its handler, mended in
 *	5ea8403: then the status was 143.
 * CAUGHT BY: a start that is interrupted leaves no daemon behind
 * ALSO FAILS: all -- a start that fails is told late, and as 0.
 */
#include <signal.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

static void
started(int signal)
{
	(void)signal;
	_exit(STATUS_DONE);
}

int
leave_waiting_parent(int patience)
{
	struct sigaction action = { .sa_handler = started };
	pid_t parent = getpid();
	pid_t child = fork();

	if (child > 0) {
		if (sigaction(SIGTERM, &action, NULL) == -1)
			return -1;
		sleep((unsigned)patience / 1000);
		_exit(STATUS_DONE);
	}
	return child == 0 ? parent : -1;
}

int
report_ready(int starter)
{
	return kill(starter, SIGTERM);
}
