/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It makes a process group of its own, and no session.
 * SYMPTOM: ^C does not reach it, so it seems well; but its terminal is still
 *	its starter's, and what it writes to /dev/tty appears there.
 * SEEN IN: GoogleCloudPlatform/scion #634, which gives up Setsid and keeps
 *	Setpgid; ralphex until #110; jupyter_client until #109.
 * CAUGHT BY: the daemon has no terminal, though its starter has one
 */
#include <unistd.h>

#include "steps.h"

int
start_session(void)
{
	return setpgid(0, 0);
}
