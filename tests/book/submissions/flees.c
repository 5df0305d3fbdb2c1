/* SPDX-License-Identifier: 0BSD */
/* It forks, and leaves, for ever: no pid of it lives long. */
#include <unistd.h>

#include "steps.h"

int
leave_parent(void)
{
	for (;;)
		if (fork() > 0)
			_exit(0);
}
