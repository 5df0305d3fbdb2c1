/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write open_stream, which opens the beat file with fopen(3). The
 *	file is to get mode 0644 all the same, and the daemon's mask is to be 0
 *	afterwards.
 * REPLACES: main
 * FAILS: its file gets the mode it asked for, 0644, also under umask 077
 */
#include <stddef.h>
#include <stdio.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

/* So far: open the file if it is there, and only to read. */
static FILE *
open_stream(const char *name)
{
	return fopen(name, "r");
}

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	FILE *beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */

	beat = open_stream(o.beat_file);
	must(beat != NULL ? 0 : -1, "open %s", o.beat_file);
	keep_beating(fileno(beat), o.interval);
}
