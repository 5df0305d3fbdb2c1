/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The parent waits for a time, and not for an answer.
 * SYMPTOM: On a machine that is busy, the command returns too early; on one
 *	that is not, too late. Its status is always 0.
 * SEEN IN: USBGuard #200, as first proposed: usleep(2500), and a reviewer's "Uh
 *	oh, magical constants".
 * CAUGHT BY: its command waits until it is ready, and then ends with 0
 * ALSO FAILS: the command does not sleep a while before it returns -- to wait
 *	for a time is to sleep.
 */
#include <stddef.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
leave_waiting_parent(int patience)
{
	struct timespec moment = { .tv_nsec = 2500000 };
	pid_t child = fork();

	(void)patience;		/* 2.5 milliseconds will do */
	if (child > 0) {
		nanosleep(&moment, NULL);
		_exit(STATUS_DONE);
	}
	return child == 0 ? 0 : -1;
}

int
report_ready(int starter)
{
	(void)starter;		/* it does not listen */
	return 0;
}
