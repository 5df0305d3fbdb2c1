/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This step believes the number in the pidfile, which may be old, or
 *	anybody's. Make it say which process holds the lock, or 0 if none does,
 *	whatever the file says.
 * REPLACES: find_holder
 * FAILS: a second start names the daemon even if its pidfile lies
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "steps.h"

pid_t
find_holder(const char *name)
{
	char text[32] = "";
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t length;

	if (fd == -1)
		return 0;
	length = read(fd, text, sizeof text - 1);
	close(fd);		/* read from, and not locked: nothing is lost */
	return length > 0 ? (pid_t)strtol(text, NULL, 10) : 0;
}
