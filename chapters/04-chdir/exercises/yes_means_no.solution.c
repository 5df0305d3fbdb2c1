/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: A flag that is named for what it does not do turns every yes into
 *	a no. There is one place to go to, and so no flag is needed.
 * REPLACES: move_to_root
 */
#include <unistd.h>

#include "steps.h"

int
move_to_root(void)
{
	return chdir("/");
}
