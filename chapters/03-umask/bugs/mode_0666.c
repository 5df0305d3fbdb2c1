/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The mask is 0, and the file is made by fopen(3), which asks for 0666.
 * SYMPTOM: Everybody may write the beat file, whatever the starter's mask.
 * SEEN IN: CVE-2001-1322 (xinetd 2.1.8: umask 0); gunicorn #196; uWSGI #2752:
 *	a pidfile that everybody may write.
 * CAUGHT BY: its file gets the mode it asked for, 0644, also under umask 022
 */
#include <stddef.h>
#include <stdio.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	FILE *beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */

	beat = fopen(o.beat_file, "a+");
	must(beat != NULL ? 0 : -1, "open %s", o.beat_file);
	keep_beating(fileno(beat), o.interval);
}
