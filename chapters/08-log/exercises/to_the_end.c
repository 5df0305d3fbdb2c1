/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This step truncates nothing, and goes to the end of the log, so
 *	that the old lines stay. And yet lines get lost where two daemons share
 *	a log, and a log that is truncated is not empty for long. Find out why,
 *	and mend it.
 * REPLACES: open_log
 * FAILS: a log that is truncated while it runs begins anew, without a hole
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

int
open_log(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);

	if (fd == -1)
		return -1;
	if (lseek(fd, 0, SEEK_END) == -1 && errno != ESPIPE) {
		int error = errno;

		close(fd);	/* it failed before: the first errno is told */
		errno = error;
		return -1;
	}
	return fd;
}
