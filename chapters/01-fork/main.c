/* SPDX-License-Identifier: 0BSD */
/* 01-fork -- it leaves the process that the shell waits for. */
#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(leave_parent(), "fork");			/* chapter 1 */

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
