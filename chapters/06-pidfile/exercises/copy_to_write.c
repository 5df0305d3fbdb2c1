/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This step locks the pidfile, writes the right pid, never closes the
 *	descriptor that it locked, and returns it. Yet there is no lock. Find
 *	out what takes it away, and mend it.
 * REPLACES: lock_pidfile
 * FAILS: it holds a record lock on the whole pidfile
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

/* fclose(3) closes what is below it: let that be a copy, and not fd. */
static int
write_pid(int fd)
{
	FILE *file;
	int copy;

	if (ftruncate(fd, 0) == -1)
		return -1;
	copy = dup(fd);
	if (copy == -1)
		return -1;
	file = fdopen(copy, "w");
	if (file == NULL)
		return -1;
	fprintf(file, "%ld\n", (long)getpid());
	return fclose(file) == 0 ? 0 : -1;	/* it is written here */
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
