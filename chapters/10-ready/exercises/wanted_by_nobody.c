/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The author of this step thought: if the command is gone, nobody
 *	misses the answer, so that is no failure. Interrupt a start that takes
 *	its time. What runs then, who knows of it, and what will the next start
 *	say? Mend it.
 * REPLACES: report_ready
 * FAILS: a start that is interrupted leaves no daemon behind
 */
#include <errno.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
report_ready(int starter)
{
	const char ready = STATUS_DONE;

	if (write(starter, &ready, 1) == -1 && errno != EPIPE)
		return -1;
	answer_through(-1);
	close(starter);		/* it has been told: nothing may fail now */
	return 0;
}
