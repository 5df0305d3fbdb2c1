/* SPDX-License-Identifier: 0BSD */
#include <signal.h>
#include <stddef.h>

#include "steps.h"

/*
 * catch_signals -- keep SIGTERM and SIGHUP until wait_for_signal() takes them,
 * and ignore SIGPIPE.
 *
 * A blocked signal is not lost: it is pending until somebody asks for it. So
 * there is no handler, which could come between any two instructions, and no
 * moment between a test and a sleep in which a signal is overlooked. It must
 * come after reset_signals(), which would undo it, and before lock_pidfile(),
 * for then the pid is known, and its reader may send a signal. SIGPIPE is
 * ignored, so that a reader who has left is an error of write(2) and not the
 * end.
 *
 * Returns 0; or -1 with errno as sigaction(2) or sigprocmask(2) sets it.
 * Source: APUE 3e 13.6, figure 13.7; sigprocmask(2), signal(7).
 */
int
catch_signals(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t ours;

	if (sigaction(SIGPIPE, &ignore, NULL) == -1)
		return -1;
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	return sigprocmask(SIG_BLOCK, &ours, NULL);
}
