/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The pid is written over what the file held, and that is not cut off.
 * SYMPTOM: After a longer pid, the end of it is still there: kill $(cat
 *	pidfile) names two processes, and one is a stranger.
 * SEEN IN: apache/kvrocks #3598 and go-singleinstance #9: without a newline,
 *	678 over 12345 reads 67845. libslack's daemon_lock_pidfile(), 0.8.4.
 * CAUGHT BY: an old pidfile with a longer pid is overwritten whole
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
	char line[32];
	int length = snprintf(line, sizeof line, "%ld\n", (long)getpid());
	ssize_t written;

	written = write(fd, line, (size_t)length);
	if (written == length)
		return 0;
	if (written != -1 && ftruncate(fd, 0) == 0)
		errno = ENOSPC;		/* a part of a pid reads as another's */
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
