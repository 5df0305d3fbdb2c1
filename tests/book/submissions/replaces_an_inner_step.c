/* SPDX-License-Identifier: 0BSD */
/*
 * main does not call this step, but obey_command does: it is a step all the
 * same, and so it is linked, which fails.
 */
#include "steps.h"

int not_to_be_had(void);

int
signal_holder(const char *pidfile, int signal, pid_t *holder)
{
	(void)pidfile;
	(void)signal;
	(void)holder;
	return not_to_be_had();
}
