/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "beat.h"
#include "report.h"

int
check_beat(const char *name)
{
	char directory[PATH_MAX];
	struct stat file;

	if (stat(name, &file) == 0) {
		if (!S_ISDIR(file.st_mode))
			return faccessat(AT_FDCWD, name, R_OK | W_OK,
			    AT_EACCESS);
		errno = EISDIR;
		return -1;
	}
	if (errno != ENOENT)
		return -1;
	if (lstat(name, &file) == 0)
		return 0;	/* a link to nothing: open(2) knows where */

	/*
	 * It can be had if it can be created. That the name is absolute is
	 * promised; that it is shorter than PATH_MAX, stat(2) has said.
	 */
	memcpy(directory, name, strlen(name) + 1);
	strrchr(directory, '/')[1] = '\0';
	return faccessat(AT_FDCWD, directory, W_OK | X_OK, AT_EACCESS);
}

int
check_beat_for(const char *user, const char *name)
{
	if (name == NULL)
		return 0;	/* chapter 12: a command that needs none */
	if (check_beat(name) == 0 || (user != NULL && errno == EACCES))
		return 0;
	return -1;
}

int
open_beat(const char *name)
{
	return open(name, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
}

int
write_beat(int fd)
{
	char line[64];
	time_t now = time(NULL);
	const struct tm *local = localtime(&now);
	size_t length;
	ssize_t written;

	if (local == NULL)
		return -1;
	length = strftime(line, sizeof line, "%Y-%m-%d %H:%M:%S", local);
	length += (size_t)snprintf(line + length, sizeof line - length,
	    " %ld\n", (long)getpid());
	written = write(fd, line, length);
	if (written == -1)
		return -1;
	if ((size_t)written < length) {
		errno = ENOSPC;	/* most likely; RLIMIT_FSIZE does it, too */
		return -1;
	}
	return 0;
}

_Noreturn void
keep_beating(int fd, struct timespec interval)
{
	must(write_beat(fd), "write the first beat");
	for (;;) {
		/* No signal is caught here, so none cuts the sleep short. */
		nanosleep(&interval, NULL);
		should(write_beat(fd), "write a beat");
	}
}
