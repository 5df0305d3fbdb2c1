/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: After the move, the beat file is opened by the name that its user typed.
 * SYMPTOM: A relative name now means a file in /: root's daemon beats there,
 *	and anybody else's cannot open it.
 * SEEN IN: swtpm #671, rack #1813: both gave up the chdir(2) instead (#672,
 *	#1820); thesharp/daemonize #47.
 * CAUGHT BY: a relative beat file is where its user stood, and nowhere else
 * ALSO FAILS: a relative name means a file in the directory where the user
 *	stood -- chapter 0 claims the same, of a program that does not move.
 */
#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	const char *name = argv[argc - 1];
	int beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(move_to_root(), "move to /");		/* chapter 4 */

	beat = must(open_beat(name), "open %s", name);
	keep_beating(beat, o.interval);
}
