/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The -1 of a fork(2) that failed is taken for the parent's result.
 * SYMPTOM: Where no process can be made, nothing beats, nothing is said, and
 *	the status is 0.
 * SEEN IN: PowerDNS Recursor up to 4.8.4, "if (fork()) exit(0)";
 *	fiorix/go-daemon #11.
 * CAUGHT BY: a fork that fails is told at the prompt, with status 1
 */
#include <unistd.h>

#include "report.h"
#include "steps.h"

int
leave_parent(void)
{
	if (fork() != 0)
		_exit(STATUS_DONE);
	return 0;
}
