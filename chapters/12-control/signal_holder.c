/* SPDX-License-Identifier: 0BSD */
#define _DEFAULT_SOURCE		/* syscall(2): C libraries may lack both */
#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

enum { ROUNDS = 100 };	/* each new one needs a holder to end meanwhile */

/*
 * signal_holder -- send a signal to the process that holds the lock on this
 * file, and to no other. (Not on a network file system: see chapter 6.)
 *
 * A pid is a number that is given to somebody else once its process has ended;
 * a pidfd means one process for ever. So it opens one for whoever holds the
 * lock, and then asks again. If that pid still holds it, then the pidfd means
 * the daemon, or a process that has ended, to which nothing can be sent: a
 * stranger with that pid would not hold the lock. What the file says is never
 * asked; and a lock for reading is not the daemon's. Linux: pidfd_open(2) is
 * there since 5.3. Of a number that is a thread's it says EINVAL, or ENOENT.
 *
 * Returns a pidfd, of which poll(2) tells POLLIN when the process has ended,
 * and sets *holder to its pid; or -1 with errno ESRCH if nobody holds the lock;
 * EAGAIN if somebody does, but for reading; EREMOTE if its holder cannot be
 * seen from here; EPERM if we may not signal it; EBUSY if whoever held it had
 * ended, again and again; or as open(2), pidfd_open(2) and
 * pidfd_send_signal(2) set it.
 * Source: pidfd_open(2), pidfd_send_signal(2); fcntl(2), F_GETLK.
 */
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
