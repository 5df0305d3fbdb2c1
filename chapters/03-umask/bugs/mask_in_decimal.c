/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The mask is written as if it were a mode, and without the 0 that makes
 *	a number octal.
 * SYMPTOM: Decimal 700 is octal 1274, and masks 0274: the beat file gets mode
 *	0400, and its own owner may not write it at the next start.
 * SEEN IN: GNS3 server #264: --daemon sets umask(700).
 * CAUGHT BY: the daemon's file mode creation mask is 0, whatever its starter's
 */
#include <sys/stat.h>

#include "steps.h"

void
clear_umask(void)
{
	umask(700);
}
