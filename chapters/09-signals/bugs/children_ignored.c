/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: SIGCHLD is ignored, as SIGPIPE is.
 * SYMPTOM: waitpid(2) fails: "No child processes". And execve(2) hands that on
 *	to whatever the daemon starts.
 * SEEN IN: gdnsd e6760666 (2022), "Robustness improvements": its daemonize
 *	command always failed. Found in #238 and #243, and taken back two years
 *	later, in 75ab1f71. bspwm #1534: what it started could see no child's
 *	status.
 * CAUGHT BY: it ignores SIGPIPE and no other signal, whatever its starter
 *	ignored
 * ALSO FAILS: it blocks and ignores the signals that its starter does --
 *	chapter 1 claims the same, but for what chapter 9 adds.
 */
#include <signal.h>
#include <stddef.h>

#include "steps.h"

int
catch_signals(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t ours;

	if (sigaction(SIGPIPE, &ignore, NULL) == -1 ||
	    sigaction(SIGCHLD, &ignore, NULL) == -1)
		return -1;
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	return sigprocmask(SIG_BLOCK, &ours, NULL);
}
