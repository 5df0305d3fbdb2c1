/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The daemon stays in the directory where its user stood. Find out
 *	why, and mend it.
 * REPLACES: move_to_root
 * FAILS: the daemon stands in /
 */
#include <unistd.h>

#include "steps.h"

enum { NO, YES };

/* The flag is that of daemon(3). */
static int
change_directory(int nochdir)
{
	return nochdir ? 0 : chdir("/");
}

int
move_to_root(void)
{
	return change_directory(YES);
}
