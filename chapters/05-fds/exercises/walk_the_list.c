/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Close what was inherited without close_range(2): the directory
 *	/proc/self/fd has an entry for each descriptor that is open. Walk
 *	through it, and close what is listed from 3 up.
 * REPLACES: close_inherited
 * FAILS: it inherits no other descriptor of its starter's
 */
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

int
close_inherited(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDWR) == -1)	/* the lowest: fd */
			return -1;
	/* Your walk comes here. */
	return 0;
}
