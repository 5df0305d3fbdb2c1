/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The current directory is kept without the descriptor that led
 *	there, so it is closed; close(2) may not hide why fchdir(2) failed.
 * REPLACES: move_to_root
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

int
move_to_root(void)
{
	int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int moved, error;

	if (root == -1)
		return -1;
	moved = fchdir(root);
	error = errno;
	close(root);		/* nothing was written */
	errno = error;
	return moved;
}
