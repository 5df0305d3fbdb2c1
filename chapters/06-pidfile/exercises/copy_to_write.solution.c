/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: fclose(3) dropped the lock: a process loses its record locks on a
 *	file when it closes any descriptor of that file, a copy as well.
 *	dprintf(3) writes through the descriptor that is there, and closes none.
 * REPLACES: lock_pidfile
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steps.h"

enum { TRIES = 100 };	/* each new one needs somebody to replace the file */

/* Whether the file that we opened still has the name: 1, 0, or -1, an error. */
static int
is_named(int fd, const char *name)
{
	struct stat ours, named;

	if (fstat(fd, &ours) == -1)
		return -1;
	if (lstat(name, &named) == -1)
		return errno == ENOENT ? 0 : -1;
	return ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

static int
write_pid(int fd)
{
	int error;

	if (ftruncate(fd, 0) == -1)
		return -1;
	if (dprintf(fd, "%ld\n", (long)getpid()) > 0)
		return 0;
	error = errno;
	if (ftruncate(fd, 0) == 0)	/* a part of a pid reads as another's */
		errno = error;
	return -1;
}

static int
fail(int fd, int error)
{
	close(fd);		/* it failed before: the first errno is told */
	errno = error;
	return -1;
}

int
lock_pidfile(const char *name)
{
	for (int i = 0; i < TRIES; i++) {
		int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		    0644);
		int named;

		if (fd == -1)
			return -1;
		if (lockf(fd, F_TLOCK, 0) == -1)	/* EACCES or EAGAIN */
			return fail(fd, errno == EACCES ? EAGAIN : errno);
		named = is_named(fd, name);
		if (named == -1 || (named == 1 && write_pid(fd) == -1))
			return fail(fd, errno);
		if (named == 1)
			return fd;
		close(fd);	/* and with it a lock that protects nothing */
	}
	errno = EBUSY;
	return -1;
}
