/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: catch_signals() has blocked them, so they are pending until they
 *	are read. One is read at a time; what is left makes the next ppoll(2)
 *	return at once. The descriptor is made once, and is closed in what the
 *	daemon starts. read(2) does not wait: ppoll(2) does that.
 * REPLACES: wait_for_signal
 */
#define _GNU_SOURCE		/* ppoll(2): POSIX has it since 2024 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "steps.h"

int
wait_for_signal(struct timespec interval)
{
	static struct pollfd news = { .fd = -1, .events = POLLIN };
	struct signalfd_siginfo taken;
	sigset_t ours;
	int ready;

	if (news.fd == -1) {
		sigemptyset(&ours);
		sigaddset(&ours, SIGTERM);
		sigaddset(&ours, SIGHUP);
		news.fd = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
	}
	if (news.fd == -1)
		return -1;
	ready = ppoll(&news, 1, &interval, NULL);
	if (ready == -1 && errno != EINTR)
		return -1;
	if (ready <= 0)
		return 0;
	if (read(news.fd, &taken, sizeof taken) == -1)
		return errno == EAGAIN ? 0 : -1;
	return (int)taken.ssi_signo;
}
