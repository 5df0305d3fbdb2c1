/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Where the newline could not be written, errno is write(2)'s, and
 *	main() says so. In any case close(2) ends the pipe.
 * REPLACES: notify_newline
 */
#include <errno.h>
#include <unistd.h>

#include "steps.h"

int
notify_newline(int fd)
{
	int error;

	if (fd == -1)
		return 0;
	if (write(fd, "\n", 1) == 1)
		return close(fd);
	error = errno;
	close(fd);
	errno = error;
	return -1;
}
