/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: A pidfd means the process that has the pid when it is opened, and
 *	that may be a stranger by then. So ask again: who holds the lock still
 *	is, or was, the one that the pidfd means.
 * REPLACES: signal_holder
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
		int fd, error = ESRCH;

		*holder = find_holder(pidfile);
		if (errno != 0)
			return -1;
		fd = (int)syscall(SYS_pidfd_open, *holder, 0U);
		if (fd == -1 && errno != ESRCH && errno != ENOENT &&
		    errno != EINVAL)
			return -1;
		if (fd == -1)	/* it has ended, or is but a thread by now */
			continue;
		if (find_holder(pidfile) == *holder && errno == 0) {
			if (syscall(SYS_pidfd_send_signal, fd, signal, NULL,
			    0U) == 0)
				return fd;
			error = errno;
		}
		close(fd);
		errno = error;
		if (error != ESRCH)
			return -1;
	}
	errno = EBUSY;
	return -1;
}
