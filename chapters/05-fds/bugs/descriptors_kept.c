/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: What the starter had open from 3 up stays open.
 * SYMPTOM: Whoever waits for the end of such a pipe waits for the daemon to
 *	die; a lock or a socket that the starter had is held on.
 * SEEN IN: postsrsd #65 (an installation waited for descriptor 4), bats-core
 *	#43 (bats waits for descriptor 3).
 * CAUGHT BY: it inherits no other descriptor of its starter's
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
	return 0;
}
