/* SPDX-License-Identifier: 0BSD */
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
fail(int fd, int error)
{
	close(fd);		/* it failed before: the first errno is told */
	errno = error;
	return -1;
}

/*
 * lock_pidfile -- lock the file of this name, and write the pid into it.
 *
 * The kernel gives the lock to one process, and takes it back when that
 * process ends, however it ends; what the file says is for people. It must come
 * after the last fork(2), which does not pass a record lock on, and after all
 * closing: closing any descriptor of the file drops the lock. (The command line
 * may not name a file that is open as 0, 1 or 2, or as what -n names, which are
 * closed later.) Only the one that has the lock may truncate the file, for
 * until then the pid in it may be another's.
 *
 * Returns the descriptor, which is to stay open as long as the daemon lives;
 * or -1 with errno EAGAIN if lockf(3) refuses the lock: another process holds
 * it, or, rarely, a security module forbids it; ELOOP if the file is a symbolic
 * link; EBUSY if it was replaced again and again; or as open(2), lockf(3),
 * ftruncate(2) and write(2) set it.
 * Source: APUE 3e 13.5; daemon(7), step 12; lockf(3), fcntl(2).
 */
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
