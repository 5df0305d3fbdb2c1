/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: Only a fork(2) that failed ends the parent: else it goes on, too.
 * SYMPTOM: The prompt does not come back, and two processes beat.
 * SEEN IN: PowerDNS Recursor 4.9.0-beta1 and -rc1 (#12928): a clean-up had
 *	made "if (fork() < 0)" of the "if (fork())" of failed_fork_exits_0.
 * CAUGHT BY: the command returns at once, with status 0, while the daemon
 *	works on
 * ALSO FAILS: all -- two processes write into one file.
 */
#include <unistd.h>

#include "steps.h"

int
leave_parent(void)
{
	return fork() < 0 ? -1 : 0;
}
