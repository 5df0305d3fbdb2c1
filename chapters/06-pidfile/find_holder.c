/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

/*
 * find_holder -- ask the kernel which process holds the lock on this file.
 *
 * The number in the file may be old, or of a process that only bears it by
 * chance; the lock is neither. The daemon itself must not call this: closing
 * the descriptor would drop its own lock, of which F_GETLK does not tell it.
 *
 * Returns the pid, with errno 0, or EAGAIN if its lock is one for reading: that
 * is in the way of a start, but all who may read the file may take it; or
 * 0 with errno ESRCH if nobody holds the lock; EREMOTE, or EAGAIN for reading,
 * if its holder is no process (an OFD lock), is on another machine, or is not
 * visible from this pid namespace; or as open(2) and fcntl(2) set it.
 * Source: fcntl(2), F_GETLK.
 */
pid_t
find_holder(const char *name)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int error = 0;		/* not to wait: a FIFO may be in its place */

	if (fd == -1)
		return 0;
	if (fcntl(fd, F_GETLK, &lock) == -1)
		error = errno;
	else if (lock.l_type == F_UNLCK)
		error = ESRCH;
	else if (lock.l_type == F_RDLCK)
		error = EAGAIN;
	else if (lock.l_pid <= 0)	/* Linux: -1 for an OFD lock */
		error = EREMOTE;
	close(fd);		/* read from, and not locked: nothing is lost */
	errno = error;
	if ((error != 0 && error != EAGAIN) || lock.l_pid < 0)
		return 0;
	return lock.l_pid;
}
