/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The mask is left as the starter had it.
 * SYMPTOM: Started under umask 077, the beat file gets mode 0600: nobody but
 *	its owner may read it.
 * SEEN IN: proftpd #1015; the book "Linux System Programming Techniques",
 *	issue #5, sets it only after the pidfile is made.
 * CAUGHT BY: its file gets the mode it asked for, 0644, also under umask 077
 */
#include "steps.h"

void
clear_umask(void)
{
}
