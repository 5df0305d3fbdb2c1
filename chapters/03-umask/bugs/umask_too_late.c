/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The mask is cleared only after the file is made.
 * SYMPTOM: The daemon's mask is 0, and yet its file has the mode that its
 *	starter's mask left: 0640 under umask 027.
 * SEEN IN: the book "Linux System Programming Techniques", issue #5 of its
 *	code: my-daemon-v2.c makes the pidfile before it sets the mask.
 * CAUGHT BY: its file gets the mode it asked for, 0644, also under umask 027
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

	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	clear_umask();					/* chapter 3 */
	keep_beating(beat, o.interval);
}
