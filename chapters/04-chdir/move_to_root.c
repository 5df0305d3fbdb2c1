/* SPDX-License-Identifier: 0BSD */
#include <unistd.h>

#include "steps.h"

/*
 * move_to_root -- make / the current directory.
 *
 * A process keeps the directory that it stands in: the file system cannot be
 * unmounted, and where the directory is removed, the process stands nowhere.
 * The root directory is always there. Every relative name must have been made
 * absolute before this step, or it would mean a file in /.
 *
 * Returns 0; or -1 with errno as chdir(2) sets it.
 * Source: APUE 3e 13.3, rule 4; daemon(7), step 11.
 */
int
move_to_root(void)
{
	return chdir("/");
}
