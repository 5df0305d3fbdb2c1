/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write this step, which so far tells nobody: one newline on the
 *	descriptor, and then nothing more, ever. A descriptor that cannot be
 *	written to is to be told, and -1 is none.
 * REPLACES: notify_newline
 * FAILS: with -n it writes one newline there when ready, and closes it
 */
#include "steps.h"

int
notify_newline(int fd)
{
	(void)fd;
	return 0;
}
