/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The walk has a descriptor too, and reads through it: that one is
 *	closed last, by closedir(3).
 * REPLACES: close_inherited
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "steps.h"

/* close_listed -- close what the directory lists from 3 up, but not its own. */
static int
close_listed(DIR *list)
{
	for (;;) {
		struct dirent *entry;
		long fd;

		errno = 0;
		entry = readdir(list);
		if (entry == NULL)
			return errno == 0 ? 0 : -1;
		fd = strtol(entry->d_name, NULL, 10);	/* of "." it makes 0 */
		if (fd > STDERR_FILENO && fd != dirfd(list))
			close((int)fd);		/* gone, whatever it returns */
	}
}

int
close_inherited(void)
{
	DIR *list;
	int result, error;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDWR) == -1)	/* the lowest: fd */
			return -1;
	list = opendir("/proc/self/fd");
	if (list == NULL)
		return -1;
	result = close_listed(list);
	error = errno;
	if (closedir(list) == -1)
		return -1;
	errno = error;
	return result;
}
