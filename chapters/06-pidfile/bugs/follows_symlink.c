/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: A symbolic link in the pidfile's place is followed.
 * SYMPTOM: Whoever may create a file in the pidfile's directory chooses which
 *	file the daemon, as root, truncates and writes its pid into.
 * SEEN IN: CVE-2020-28935, unbound and NSD; ad38783 adds O_NOFOLLOW.
 * CAUGHT BY: it does not follow a symbolic link in the pidfile's place
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

	return fstat(fd, &ours) == 0 && stat(name, &named) == 0 &&
	    ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
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
		int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
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
