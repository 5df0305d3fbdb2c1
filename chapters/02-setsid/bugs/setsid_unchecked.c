/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The result of setsid(2) is not looked at.
 * SYMPTOM: Where setsid(2) refuses, the daemon runs on in its starter's
 *	session, and nobody is told.
 * SEEN IN: nsjail until #310: started by a shell with job control, it left
 *	what it jailed on the caller's terminal; the daemonize() of APUE 3e.
 * CAUGHT BY: a setsid that fails is told, and nothing beats
 */
#include <unistd.h>

#include "steps.h"

int
start_session(void)
{
	setsid();
	return 0;
}
