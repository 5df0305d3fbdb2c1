/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: SIGPIPE is not ignored.
 * SYMPTOM: It writes into a pipe or a socket whose reader has left, and is
 *	gone, without a word.
 * SEEN IN: mangband #552: the handler had been commented out, and a client that
 *	disconnected ended the server.
 * CAUGHT BY: SIGPIPE does not end it
 */
#include <signal.h>
#include <stddef.h>

#include "steps.h"

int
catch_signals(void)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	return sigprocmask(SIG_BLOCK, &ours, NULL);
}
