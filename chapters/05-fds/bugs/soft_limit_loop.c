/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It closes every number up to the soft limit, and no other.
 * SYMPTOM: A descriptor that was opened before the limit was lowered stays
 *	open, if its number is not below the limit.
 * SEEN IN: TLPI, becomeDaemon(): descriptor 900 survives a limit of 256. The
 *	fallback of postsrsd 7ea9019 goes to 1024 and no further.
 * CAUGHT BY: it closes descriptors above a limit that was lowered after
 *	them
 */
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

enum { NO_LIMIT = 8192 };	/* how far to go where there is none */

int
close_inherited(void)
{
	long limit = sysconf(_SC_OPEN_MAX);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDWR) == -1)	/* the lowest: fd */
			return -1;
	if (limit == -1)
		limit = NO_LIMIT;
	for (int fd = STDERR_FILENO + 1; fd < limit; fd++)
		close(fd);		/* most are not open: that is fine */
	return 0;
}
