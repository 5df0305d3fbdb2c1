/* SPDX-License-Identifier: 0BSD */
/* Each process makes two, for ever. */
#include <unistd.h>

#include "steps.h"

int
leave_parent(void)
{
	for (;;)
		if (fork() == -1)
			pause();
}
