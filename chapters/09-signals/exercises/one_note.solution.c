/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: ppoll(2) lets in every signal that is pending, and their handlers
 *	run one after the other: the last overwrote the others' note. Each kind
 *	needs a note of its own, which is kept until it is taken; and who has
 *	one left does not sleep.
 * REPLACES: wait_for_signal
 */
#define _GNU_SOURCE		/* ppoll(2): POSIX has it since 2024 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>

#include "steps.h"

static volatile sig_atomic_t hung_up, terminated;

static void
note(int signal)
{
	if (signal == SIGHUP)
		hung_up = 1;
	else
		terminated = 1;
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
	if (!terminated && ppoll(NULL, 0, &interval, &none) == -1 &&
	    errno != EINTR)
		return -1;
	if (hung_up) {
		hung_up = 0;
		return SIGHUP;
	}
	return terminated ? SIGTERM : 0;
}
