/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write move_to_root with open(2) and fchdir(2) in place of chdir(2).
 *	It leaves no descriptor open, and errno is that of the call that failed.
 * REPLACES: move_to_root
 * FAILS: the daemon stands in /
 */
#include <errno.h>

#include "steps.h"

int
move_to_root(void)
{
	errno = ENOSYS;		/* not written yet */
	return -1;
}
