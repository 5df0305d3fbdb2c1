/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is truncated when it is opened.
 * SYMPTOM: A daemon that died and is started again has deleted what would tell
 *	why it died.
 * SEEN IN: facebook/netconsd #25, #27; apache/trafficcontrol #5604.
 * CAUGHT BY: what is in its log already stays there, before what it says
 */
#include <fcntl.h>

#include "steps.h"

int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0640);
}
