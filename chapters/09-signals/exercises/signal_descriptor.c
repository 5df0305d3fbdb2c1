/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write wait_for_signal() with a descriptor from which signals are
 *	read, signalfd(2): so a server that waits for its clients with poll(2)
 *	waits for signals in the same call. So far it takes none.
 * REPLACES: wait_for_signal
 * FAILS: SIGTERM ends it with status 0
 */
#define _GNU_SOURCE		/* ppoll(2): POSIX has it since 2024 */
#include <errno.h>
#include <poll.h>
#include <stddef.h>

#include "steps.h"

int
wait_for_signal(struct timespec interval)
{
	if (ppoll(NULL, 0, &interval, NULL) == -1 && errno != EINTR)
		return -1;
	return 0;
}
