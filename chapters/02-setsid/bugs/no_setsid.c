/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The daemon stays in the session, and in the group, of its starter.
 * SYMPTOM: Started by a shell without job control, it dies of ^C, and when
 *	the terminal is closed.
 * SEEN IN: shadowsocks 2.6 (134497c), mended in dae2624; sshfs #141: ^C on a
 *	later command unmounts the file system.
 * CAUGHT BY: the daemon is in another session than the shell that started it
 */
#include "steps.h"

int
start_session(void)
{
	return 0;
}
