/* SPDX-License-Identifier: 0BSD */
/*
 * foreground -- a leave_parent() and a leave_waiting_parent() that do not fork:
 * the command is the daemon, and the status it ends with, and all it says, reach
 * whoever started it.
 */
#include <fcntl.h>

#include "steps.h"

int
leave_parent(void)
{
	return 0;
}

int
leave_waiting_parent(int patience)
{
	(void)patience;		/* nobody waits */
	return open("/dev/null", O_WRONLY | O_CLOEXEC);
}
