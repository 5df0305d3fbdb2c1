/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The last close(2) closed 0, which is no copy but what open(2) gave.
 *	Only a number that is none of the three is to spare.
 * REPLACES: redirect_stdio
 */
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

int
redirect_stdio(void)
{
	int null;

	/* open(2) gives the lowest free number: make that one 0. */
	if (close(STDIN_FILENO) == -1)
		return -1;
	null = open("/dev/null", O_RDWR);
	if (null == -1)
		return -1;
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(null, fd) == -1)
			return -1;
	return null > STDERR_FILENO ? close(null) : 0;
}
