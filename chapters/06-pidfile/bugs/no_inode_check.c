/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It does not look whether the file that it locked still has that name.
 * SYMPTOM: Where the file is removed or replaced between open(2) and lockf(3),
 *	it locks a file that nobody can find, and a second daemon locks the new.
 * SEEN IN: cashapp/hermit #423, werf/lockgate #48.
 * CAUGHT BY: a pidfile that is replaced between open and lock is not the one it
 *	locks
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "steps.h"

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
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

	if (fd == -1)
		return -1;
	if (lockf(fd, F_TLOCK, 0) == -1)	/* EACCES or EAGAIN */
		return fail(fd, errno == EACCES ? EAGAIN : errno);
	return write_pid(fd) == 0 ? fd : fail(fd, errno);
}
