/* SPDX-License-Identifier: 0BSD */
#define _DEFAULT_SOURCE		/* NSIG is older than POSIX, which lacks it */
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "steps.h"

/*
 * reset_signals -- take back to the default what happens on each signal, and
 * block none.
 *
 * execve(2) keeps what is ignored and what is blocked. So the starter of our
 * starter has a say: nohup(1) ignores SIGHUP, a shell without job control
 * SIGINT and SIGQUIT for what it starts with '&', and a program that blocks
 * SIGTERM has daemons that cannot be stopped. It must come before all else: a
 * step that waits for a child needs SIGCHLD, and no step needs to know what
 * was before.
 *
 * Returns 0; or -1 with errno as sigaction(2) or sigprocmask(2) sets it, but
 * not for the signals that cannot be changed: EINVAL says that of SIGKILL,
 * SIGSTOP, and those that the C library keeps for itself.
 * Source: daemon(7), steps 2 and 3; signal(7), "Signal dispositions".
 */
int
reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int signal = 1; signal < NSIG; signal++)
		if (sigaction(signal, &action, NULL) == -1 && errno != EINVAL)
			return -1;
	sigemptyset(&none);
	return sigprocmask(SIG_SETMASK, &none, NULL);
}
