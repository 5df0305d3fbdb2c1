/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Where the newline could not be written, errno is write(2)'s, and
 *	main() says so. Where it could, close(2) ends the pipe.
 * REPLACES: notify_newline
 */
#include <unistd.h>

#include "steps.h"

int
notify_newline(int fd)
{
	if (fd == -1)
		return 0;
	return write(fd, "\n", 1) == -1 ? -1 : close(fd);
}
