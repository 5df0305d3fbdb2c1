/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It ignores SIGHUP, and takes that for leaving the terminal.
 * SYMPTOM: It survives that the terminal is closed, and dies of ^C.
 * SEEN IN: Jubatus, 4ee8abad (2013) to 0a1fecec (2016), #1072: all that its
 *	--daemon did was to ignore SIGHUP.
 * CAUGHT BY: ^C typed on the terminal does not reach the daemon
 * ALSO FAILS: it blocks and ignores the signals that its starter does -- to
 *	ignore one more is all that it does.
 */
#include <signal.h>

#include "steps.h"

int
start_session(void)
{
	return signal(SIGHUP, SIG_IGN) == SIG_ERR ? -1 : 0;
}
