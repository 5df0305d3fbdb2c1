/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <unistd.h>

#include "steps.h"

/*
 * notify_newline -- tell the supervisor that we are ready, by a newline on the
 * descriptor that it waits at, and close it.
 *
 * s6 waits so: the file notification-fd in the service's directory holds the
 * number, and the command has that descriptor open. Nothing has to be named,
 * found or linked for it. It must come when the daemon is ready, and once only.
 *
 * Returns 0, also for -1, which says that nobody waits; or -1 with errno as
 * write(2) and close(2) set it.
 * Source: s6, "Service startup notifications".
 */
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
