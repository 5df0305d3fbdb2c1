/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is created with mode 0666, as if the mask were still 022.
 * SYMPTOM: Everybody may read what the daemon tells, and write into its log, or
 *	empty it.
 * SEEN IN: gunicorn #196: its daemon mode set the mask to 0, and log and
 *	pidfile were world-writable.
 * CAUGHT BY: its log gets mode 0640, whatever its starter's umask
 */
#include <fcntl.h>

#include "steps.h"

int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
}
