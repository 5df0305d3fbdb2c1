/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "steps.h"

/*
 * wait_for_signal -- sleep for so long, or until SIGTERM or SIGHUP is there.
 *
 * It sleeps and takes the signal in one call, so that none can come between
 * the two. Of each kind at most one is pending, however many were sent. It
 * needs catch_signals() before it: a signal that is not blocked does what it
 * does by default, and ends the daemon, also while it waits here. The interval
 * is in seconds and nanoseconds.
 *
 * Returns the signal; or 0 if the time is over, or, with glibc, if SIGCONT
 * after SIGSTOP has cut it short (musl begins to wait anew); or -1 with errno
 * as sigtimedwait(2) sets it.
 * Source: sigtimedwait(2), signal(7).
 */
int
wait_for_signal(struct timespec interval)
{
	sigset_t ours;
	int signal;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	signal = sigtimedwait(&ours, NULL, &interval);
	if (signal == -1 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return signal;
}
