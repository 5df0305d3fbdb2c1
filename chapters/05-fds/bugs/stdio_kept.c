/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: 0, 1 and 2 are left as the starter had them.
 * SYMPTOM: Whoever reads what the daemon writes waits for its end, until the
 *	daemon dies: $(start), start | cat, ssh host start, a CI job.
 * SEEN IN: OpenRC #239 (ssh host service start never returns), lttng-tools #27
 *	(lttng create 2>&1 | wc hangs).
 * CAUGHT BY: a pipe from its start ends at once
 */
#include "steps.h"

int
redirect_stdio(void)
{
	return 0;
}
