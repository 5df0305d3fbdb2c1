/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It looks whether a signal was there, and then sleeps.
 * SYMPTOM: A signal that comes between the two is noted, and nobody looks
 *	before the sleep is over: an hour, where the interval is one.
 * SEEN IN: raforg/daemon #9 (2024): "There is a place between two lines of code
 *	at the top of the event loop where a signal would be lost"; it was there
 *	for 25 years.
 * CAUGHT BY: a SIGTERM in the last moment before it sleeps ends it
 */
#include <signal.h>
#include <stddef.h>
#include <time.h>

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

static int
taken(void)
{
	if (hung_up) {
		hung_up = 0;
		return SIGHUP;
	}
	return terminated ? SIGTERM : 0;
}

int
wait_for_signal(struct timespec interval)
{
	struct sigaction action = { .sa_handler = note };
	sigset_t ours;
	int signal;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	if (sigaction(SIGTERM, &action, NULL) == -1 ||
	    sigaction(SIGHUP, &action, NULL) == -1 ||
	    sigprocmask(SIG_UNBLOCK, &ours, NULL) == -1)
		return -1;
	signal = taken();
	if (signal == 0)
		nanosleep(&interval, NULL);	/* it may be cut short */
	return signal != 0 ? signal : taken();
}
