/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It closes every number up to the hard limit, one by one.
 * SYMPTOM: As many close(2) as the limit is high: at 1,073,741,816, which some
 *	containers have, a start takes minutes.
 * SEEN IN: APUE 3e, figure 13.1, has this loop. postsrsd a0f5ffa (2017) added
 *	one to close a leak; in a container it ran for close to ten minutes,
 *	#122 (2022); 7ea9019 uses close_range(2).
 * CAUGHT BY: the system calls of a start do not grow with the limit on
 *	descriptors
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "steps.h"

enum { NO_LIMIT = 1024 };	/* how far to go where there is none */

int
close_inherited(void)
{
	struct rlimit limit;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDWR) == -1)	/* the lowest: fd */
			return -1;
	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return -1;
	if (limit.rlim_max == RLIM_INFINITY)
		limit.rlim_max = NO_LIMIT;
	for (rlim_t fd = STDERR_FILENO + 1; fd < limit.rlim_max; fd++)
		close((int)fd);		/* most are not open: that is fine */
	return 0;
}
