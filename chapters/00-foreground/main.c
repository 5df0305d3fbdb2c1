/* SPDX-License-Identifier: 0BSD */
/* 00-foreground -- only the work: nothing makes this process a daemon yet. */
#include "beat.h"
#include "options.h"
#include "report.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
