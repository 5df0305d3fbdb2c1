/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Write leave_waiting: a leave_parent whose parent waits until its
 *	child has ended, and ends with the child's status. Then the command is
 *	back when the daemon leads no session, and its own end can send no
 *	hang-up before setsid(2).
 * REPLACES: main
 * FAILS: it does not lead its session
 */
#include <errno.h>
#include <stddef.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

static int
leave_waiting(void)
{
	errno = ENOSYS;		/* not written yet */
	return -1;
}

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;
	int lock = 0;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(close_inherited(), "close descriptors");	/* chapter 5 */
	clear_umask();					/* chapter 3 */
	must(leave_waiting(), "fork");			/* chapter 1 */
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
