/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: A chdir(2) that fails is passed over.
 * SYMPTOM: The daemon runs on in its starter's directory, and nobody is told.
 * SEEN IN: Naemon until #73; daemon(3) of glibc and of FreeBSD.
 * CAUGHT BY: a chdir that fails is told, and nothing beats
 */
#include <errno.h>
#include <unistd.h>

#include "steps.h"

int
move_to_root(void)
{
	if (chdir("/") == -1)
		errno = 0;	/* passed over */
	return 0;
}
