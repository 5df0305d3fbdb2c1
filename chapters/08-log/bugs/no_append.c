/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is opened without O_APPEND.
 * SYMPTOM: It writes over what is there, from the beginning; who shares the log
 *	writes over its lines; and a log that is truncated begins with a hole.
 * SEEN IN: apache/airflow #25363, gravitational/teleport #9468: after
 *	logrotate(8)'s "copytruncate" the log began with ever more zero bytes.
 * CAUGHT BY: a log that is truncated while it runs begins anew, without a hole
 */
#include <fcntl.h>

#include "steps.h"

int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
}
