/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It writes to the descriptor what it would send to the socket.
 * SYMPTOM: s6 waits for the newline alone, and does not mind; others may, and
 *	it is no protocol of anybody's.
 * SEEN IN: swaywm/swaylock #312, mended in #317.
 * CAUGHT BY: with -n it writes one newline there when ready, and closes it
 */
#include <unistd.h>

#include "steps.h"

int
notify_newline(int fd)
{
	if (fd == -1)
		return 0;
	return write(fd, "READY=1\n", 8) == -1 ? -1 : close(fd);
}
