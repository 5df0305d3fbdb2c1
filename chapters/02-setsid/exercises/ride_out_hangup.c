/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write the list of steps so that the daemon also survives the
 *	hang-up that comes between fork(2) and setsid(2), when the command that
 *	leaves is the leader of the terminal's session.
 * REPLACES: main
 * FAILS: the daemon is in another session than the shell that started
 *	it
 */
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

	die(STATUS_FAILED, "the list of steps is not written yet");

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
