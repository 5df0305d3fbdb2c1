/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This step has a pidfd, which means one process for ever, and still
 *	it has ended a stranger. Find out how, and mend it.
 * REPLACES: signal_holder
 * FAILS: a stranger who gets the daemon's pid before it is signalled is left
 *	alone
 */
#define _DEFAULT_SOURCE		/* syscall(2): C libraries may lack both */
#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

enum { ROUNDS = 100 };	/* each new one needs a holder to end meanwhile */

int
signal_holder(const char *pidfile, int signal, pid_t *holder)
{
	for (int i = 0; i < ROUNDS; i++) {
		int fd, error;

		*holder = find_holder(pidfile);
		if (errno != 0)
			return -1;
		fd = (int)syscall(SYS_pidfd_open, *holder, 0U);
		if (fd == -1 && errno != ESRCH && errno != ENOENT &&
		    errno != EINVAL)
			return -1;
		if (fd == -1)	/* it has ended, or is but a thread by now */
			continue;
		if (syscall(SYS_pidfd_send_signal, fd, signal, NULL, 0U) == 0)
			return fd;
		error = errno;
		close(fd);
		errno = error;
		if (error != ESRCH)
			return -1;
	}
	errno = EBUSY;
	return -1;
}
