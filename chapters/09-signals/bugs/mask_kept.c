/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: What is ignored is reset, and what is blocked is not.
 * SYMPTOM: Started where SIGINT is blocked, it cannot be interrupted: SIGINT is
 *	pending for ever. So it is with every signal that wait_for_signal()
 *	does not take.
 * SEEN IN: from the starter's side, ralphlange/procServ #48: what it starts
 *	inherits its mask, and does not end on SIGTERM; canonical/multipass
 *	#4237: the dnsmasq that it starts had to be killed.
 * CAUGHT BY: SIGINT ends it, though its starter blocked it
 */
#define _DEFAULT_SOURCE		/* NSIG is older than POSIX, which lacks it */
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "steps.h"

int
reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	for (int signal = 1; signal < NSIG; signal++)
		if (sigaction(signal, &action, NULL) == -1 && errno != EINVAL)
			return -1;
	return 0;
}
