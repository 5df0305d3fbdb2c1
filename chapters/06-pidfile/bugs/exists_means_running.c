/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The file itself is the lock: where there is one, a daemon is running.
 * SYMPTOM: A daemon that is killed leaves its file behind, and none starts
 *	again until somebody removes it.
 * SEEN IN: getpaseo/paseo #4803: a daemon was killed before it had written its
 *	pid; 75 starts failed, in 6.8 hours.
 * CAUGHT BY: it starts again at once after kill -9
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
	int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0644);

	if (fd == -1) {
		if (errno == EEXIST)
			errno = EAGAIN;
		return -1;
	}
	return write_pid(fd) == 0 ? fd : fail(fd, errno);
}
