/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The leader opened the terminal, and so it became its own. When the
 *	leader ends, for the second fork, the kernel sends SIGHUP to the group
 *	in front, which is its own, and its child's. So: fork, then open.
 * REPLACES: main
 */
#include <errno.h>
#include <stddef.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;
	int lock = 0;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(close_inherited(), "close descriptors");	/* chapter 5 */
	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(leave_parent(), "fork again");		/* chapter 7 */
	must(move_to_root(), "move to /");		/* chapter 4 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	must(lock, "lock %s", o.pidfile);

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	keep_beating(beat, o.interval);
}
