/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The daemon starts, and it beats; and yet the command says that it
 *	could not fork, and ends with status 1. Find out why, and mend it.
 * REPLACES: leave_parent
 * FAILS: the command returns at once, with status 0, while the daemon works on
 */
#include <unistd.h>

#include "steps.h"

/* The child is to go on, and the parent is not. */
int
leave_parent(void)
{
	return fork() == 0 ? 0 : -1;
}
