/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The mask is left as the starter had it.
 * SYMPTOM: Started under umask 077, the beat file gets mode 0600: nobody but
 *	its owner may read it.
 * SEEN IN: shadowsocks 2.6 (134497c) to 2.9.1: its daemon.py never calls
 *	umask(2); Eclipse Mosquitto #2773.
 * CAUGHT BY: its file gets the mode it asked for, 0644, also under umask 077
 */
#include "steps.h"

void
clear_umask(void)
{
}
