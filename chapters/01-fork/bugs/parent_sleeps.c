/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The parent sleeps, and hopes that the child is ready by then.
 * SYMPTOM: The prompt comes back after 5 seconds, ready or not, with status 0.
 * SEEN IN: USBGuard #200, as first proposed, usleep(2500); shadowsocks 2.6
 *	(134497c), sleep(5), which a signal from the child was to cut short.
 * CAUGHT BY: the command returns at once, with status 0, while the daemon
 *	works on
 */
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
leave_parent(void)
{
	pid_t child = fork();

	if (child > 0) {
		sleep(5);	/* seconds; it ends early only for a signal */
		_exit(STATUS_DONE);
	}
	return child == 0 ? 0 : -1;
}
