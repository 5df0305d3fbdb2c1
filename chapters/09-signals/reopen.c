/* SPDX-License-Identifier: 0BSD */
#define _GNU_SOURCE		/* dup3(2): POSIX has it since 2024 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

/*
 * reopen -- have this descriptor mean the file that was opened afresh.
 *
 * A descriptor means a file, not a name: when log rotation has given the file
 * another name, the daemon writes on into it until it opens the name again.
 * dup3(2) puts the new file in the old one's place in one step, and its number
 * stays, so nobody who knows the number need be told. If fresh is -1, open(2)
 * has failed: the old file is kept, for it is better than none.
 *
 * Returns 0; or -1 with errno as it was, or as dup3(2) or close(2) sets it. In
 * either case fresh is closed.
 * Source: APUE 3e 13.6; logrotate(8), "postrotate"; dup(2).
 */
int
reopen(int fd, int fresh)
{
	if (fresh == -1)
		return -1;
	if (dup3(fresh, fd, O_CLOEXEC) == -1) {
		int error = errno;

		close(fresh);	/* it failed before: the first errno is told */
		errno = error;
		return -1;
	}
	return close(fresh);
}
