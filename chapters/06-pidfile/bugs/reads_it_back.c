/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It opens the pidfile again, to see that the pid is in it, and closes it.
 * SYMPTOM: There is no lock. Closing any descriptor of a file drops every
 *	record lock that the process has on it.
 * SEEN IN: brunoczim/fslock #6: reading the locked file, in the same process,
 *	drops the lock. spack #24794 and transparency-dev/tessera #973 are
 *	repairs of code where the same could happen.
 * CAUGHT BY: it holds a record lock on the whole pidfile
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
holds_our_pid(const char *name)
{
	FILE *file = fopen(name, "r");
	long pid = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%ld", &pid) != 1)
		pid = 0;
	fclose(file);		/* read from: nothing can be lost */
	return pid == getpid();
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
		if (named == -1)
			return fail(fd, errno);
		if (named == 1) {
			if (write_pid(fd) == -1)
				return fail(fd, errno);
			return holds_our_pid(name) ? fd : fail(fd, EIO);
		}
		close(fd);	/* and with it a lock that protects nothing */
	}
	errno = EBUSY;
	return -1;
}
