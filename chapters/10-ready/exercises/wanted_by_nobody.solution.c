/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Who interrupts a start does not want the daemon, and by EPIPE the
 *	daemon hears of that: while nobody knows of it, it must not stay.
 * REPLACES: report_ready
 */
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
report_ready(int starter)
{
	const char ready = STATUS_DONE;

	if (write(starter, &ready, 1) == -1)
		return -1;
	answer_through(-1);
	close(starter);		/* it has been told: nothing may fail now */
	return 0;
}
