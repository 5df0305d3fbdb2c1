/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It asks kill(2) whether the pid in the file is in use, and takes yes to
 *	mean that the daemon is running.
 * SYMPTOM: Once the pid of a daemon that died is some other process's, the
 *	daemon cannot start.
 * SEEN IN: libdaemon 0.14, daemon_pid_file_is_running(). stellar-core #652: in
 *	a container the same pid comes again at each start.
 * CAUGHT BY: an old pid that is a living stranger's does not keep it from
 *	starting
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "steps.h"

/* EPERM: there is such a process, and we may not signal it. */
static int
is_running(int fd)
{
	char text[32] = "";
	long pid;

	if (pread(fd, text, sizeof text - 1, 0) == -1)
		return 0;
	pid = strtol(text, NULL, 10);
	return pid > 0 && pid <= INT_MAX &&
	    (kill((pid_t)pid, 0) == 0 || errno == EPERM);
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
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

	if (fd == -1)
		return -1;
	if (is_running(fd))
		return fail(fd, EAGAIN);
	return write_pid(fd) == 0 ? fd : fail(fd, errno);
}
