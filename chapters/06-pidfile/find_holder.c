/* SPDX-License-Identifier: 0BSD */
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
 * Returns the pid; or 0 if nobody holds the lock, if its holder is no process
 * (an OFD lock), is on another machine, or is not visible from this pid
 * namespace, or if the file cannot be opened.
 * Source: fcntl(2), F_GETLK.
 */
pid_t
find_holder(const char *name)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd == -1)
		return 0;
	if (fcntl(fd, F_GETLK, &lock) == -1 || lock.l_type == F_UNLCK ||
	    lock.l_pid < 0)	/* Linux's word for the first two of these */
		lock.l_pid = 0;
	close(fd);		/* read from, and not locked: nothing is lost */
	return lock.l_pid;
}
