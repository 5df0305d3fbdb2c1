/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: Descriptors are closed after the daemon has opened its own.
 * SYMPTOM: The beat file stays empty: its descriptor is closed.
 * SEEN IN: vnstat #82: as a daemon it ran, and wrote nothing to its database;
 *	e998e8a opens the database again after the closing.
 * CAUGHT BY: it writes a line with its own pid, at once and again each interval
 * ALSO FAILS: all -- the beat file is closed, so nothing beats.
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

	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(move_to_root(), "move to /");		/* chapter 4 */

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(close_inherited(), "close descriptors");	/* chapter 5 */
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	keep_beating(beat, o.interval);
}
