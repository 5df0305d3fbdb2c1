/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It writes the newline, and keeps the descriptor.
 * SYMPTOM: It holds a pipe for ever in which nobody reads; who waits for its
 *	end waits as long as the daemon lives.
 * SEEN IN: home-assistant/addons #4609, for MariaDB.
 * CAUGHT BY: with -n it writes one newline there when ready, and closes it
 */
#include <unistd.h>

#include "steps.h"

int
notify_newline(int fd)
{
	if (fd == -1)
		return 0;
	return write(fd, "\n", 1) == -1 ? -1 : 0;
}
