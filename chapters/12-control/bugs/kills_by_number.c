/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It asks who holds the lock, and then sends the signal to that number.
 * SYMPTOM: The daemon ends between the two, and a stranger gets its pid, and
 *	the signal.
 * SEEN IN: giampaolo/psutil #2400: it looks whether the pid has been reused,
 *	and then calls kill(2).
 * CAUGHT BY: a stranger who gets the daemon's pid before it is signalled is
 *	left alone
 */
#define _DEFAULT_SOURCE		/* syscall(2): C libraries may lack both */
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

int
signal_holder(const char *pidfile, int signal, pid_t *holder)
{
	*holder = find_holder(pidfile);
	if (errno != 0 || kill(*holder, signal) == -1)
		return -1;
	return (int)syscall(SYS_pidfd_open, *holder, 0U);
}
