/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This step has a handler that notes which signal came, and it does
 *	not look before it sleeps, but sleeps and looks. Yet somebody sent
 *	SIGTERM, and it beats on. Find out how a signal is lost, and mend it.
 * REPLACES: wait_for_signal
 * FAILS: a SIGHUP beside a SIGTERM does not keep it from ending
 */
#define _GNU_SOURCE		/* ppoll(2): POSIX has it since 2024 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>

#include "steps.h"

static volatile sig_atomic_t noted;

static void
note(int signal)
{
	noted = signal;
}

/*
 * The signals are blocked but for as long as ppoll(2) sleeps: it takes the
 * empty mask and begins to sleep in one step.
 */
int
wait_for_signal(struct timespec interval)
{
	struct sigaction action = { .sa_handler = note };
	sigset_t none;

	sigemptyset(&action.sa_mask);
	sigemptyset(&none);
	if (sigaction(SIGTERM, &action, NULL) == -1 ||
	    sigaction(SIGHUP, &action, NULL) == -1)
		return -1;
	noted = 0;
	if (ppoll(NULL, 0, &interval, &none) == -1 && errno != EINTR)
		return -1;
	return noted;
}
