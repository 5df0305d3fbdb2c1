/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: What fails cleans up, and removes the file, whoever's it is.
 * SYMPTOM: A second start is refused, and has removed the pidfile of the daemon
 *	that runs; the third start finds none, and there are two daemons.
 * SEEN IN: libdaemon 0.14, examples/testd.c: of 20 simultaneous starts 3 to 8
 *	stayed.
 * CAUGHT BY: a second start leaves the pidfile and the daemon alone
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

	if (ftruncate(fd, 0) == -1)
		return -1;
	written = write(fd, line, (size_t)length);
	if (written == length)
		return 0;
	if (written != -1 && ftruncate(fd, 0) == 0)
		errno = ENOSPC;		/* a part of a pid reads as another's */
	return -1;
}

static int
fail(int fd, const char *name, int error)
{
	unlink(name);		/* it failed before: the first errno is told */
	close(fd);
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
			return fail(fd, name, errno == EACCES ? EAGAIN : errno);
		named = is_named(fd, name);
		if (named == -1)
			return fail(fd, name, errno);
		if (named == 1)
			return write_pid(fd) == 0 ? fd : fail(fd, name, errno);
		close(fd);	/* and with it a lock that protects nothing */
	}
	errno = EBUSY;
	return -1;
}
