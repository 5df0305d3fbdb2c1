/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: 0, 1 and 2 are closed, and nothing is opened in their place.
 * SYMPTOM: The next files that the process opens get these numbers, and what
 *	is written to standard output or error goes into them.
 * SEEN IN: monero #6147: writes to descriptor 2 went into the block chain's
 *	database. #6148 is the repair.
 * CAUGHT BY: its descriptors 0, 1 and 2 are /dev/null
 */
#include <unistd.h>

#include "steps.h"

int
redirect_stdio(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (close(fd) == -1)
			return -1;
	return 0;
}
