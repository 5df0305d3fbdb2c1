/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: What is blocked is reset, and what is ignored is not.
 * SYMPTOM: Started in the background by a shell, it cannot be interrupted; and
 *	where SIGCHLD is ignored, who waits for a child is told that there is
 *	none.
 * SEEN IN: util-linux #4014: started with SIGCHLD ignored, dmesg says "waitpid
 *	failed".
 * CAUGHT BY: SIGINT ends it, though a shell started it in the background
 */
#include <signal.h>
#include <stddef.h>

#include "steps.h"

int
reset_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	return sigprocmask(SIG_SETMASK, &none, NULL);
}
