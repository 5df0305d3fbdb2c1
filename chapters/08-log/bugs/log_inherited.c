/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is opened without O_CLOEXEC.
 * SYMPTOM: The programs that the daemon starts hold the log open: the space of
 *	a rotated log that was deleted stays taken until the last one ends.
 * SEEN IN: ralphlange/procServ #62.
 * CAUGHT BY: its log is closed in every program that it starts
 */
#include <fcntl.h>

#include "steps.h"

int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_APPEND | O_CREAT, 0640);
}
