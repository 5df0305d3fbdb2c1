/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is opened before the pidfile is locked.
 * SYMPTOM: A start that is refused makes a log all the same, or has the log of
 *	the one that runs open.
 * SEEN IN: NeuracoreAI/neuracore #1032 moves it below the lock, so that "a
 *	launch that loses the race" does not open the winner's log.
 * CAUGHT BY: a start that is refused says so at the prompt, and makes no log
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
	int log = 0;
	int lock = 0;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(close_inherited(), "close descriptors");	/* chapter 5 */
	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(leave_parent(), "fork again");		/* chapter 7 */
	if (o.log != NULL)
		log = must(open_log(o.log), "open %s", o.log);	/* chapter 8 */
	must(move_to_root(), "move to /");		/* chapter 4 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	if (o.pidfile != NULL)
		must(lock, "lock %s", o.pidfile);

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	if (o.log != NULL)
		report_to(log);				/* chapter 8 */
	keep_beating(beat, o.interval);
}
