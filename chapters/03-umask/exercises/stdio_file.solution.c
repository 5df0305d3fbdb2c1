/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: fopen(3) asks for 0666, and a mask of 022 makes 0644 of it. The
 *	mask is the whole process's, so it is put back at once.
 * REPLACES: main
 */
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

/* Open it to read and append, close-on-exec; create it if there is none. */
static FILE *
open_stream(const char *name)
{
	mode_t before = umask(022);
	FILE *stream = fopen(name, "a+e");

	umask(before);		/* it sets no errno: that is still fopen(3)'s */
	return stream;
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
