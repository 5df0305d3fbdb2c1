/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It takes for granted that 0, 1 and 2 are open.
 * SYMPTOM: Started with 2>&-, the beat file is descriptor 2, and
 *	redirect_stdio() puts /dev/null there: the daemon runs, and the file
 *	stays empty.
 * SEEN IN: bmc/daemonize #34 (log files opened as 0 or 1); CVE-2002-0572,
 *	FreeBSD: a privileged program started with 0, 1 or 2 closed.
 * CAUGHT BY: it works when it is started with 0, 1 and 2 closed, one, two or
 *	all
 */
#define _DEFAULT_SOURCE		/* syscall(2): musl 1.2.3 has no close_range */
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

int
close_inherited(void)
{
	return (int)syscall(SYS_close_range, STDERR_FILENO + 1U, ~0U, 0U);
}
