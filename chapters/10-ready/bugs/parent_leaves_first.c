/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The parent does not wait.
 * SYMPTOM: When the command returns, there is no pidfile yet, or an empty one;
 *	and its status is always 0.
 * SEEN IN: nghttp2 #375, "just stop/start nghttpx several times".
 * CAUGHT BY: its command waits until it is ready, and then ends with 0
 */
#include "steps.h"

int
leave_waiting_parent(int patience)
{
	(void)patience;		/* it has none */
	return leave_parent();
}

int
report_ready(int starter)
{
	(void)starter;		/* it does not listen */
	return 0;
}
