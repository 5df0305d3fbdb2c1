/* SPDX-License-Identifier: 0BSD */
/* Nothing is left to work. */
#include <stdlib.h>

#include "steps.h"

int
leave_parent(void)
{
	exit(0);
}
