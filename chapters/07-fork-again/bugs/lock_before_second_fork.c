/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It locks the pidfile in the process between the two forks.
 * SYMPTOM: The pid in the file is of a process that is gone, and with that went
 *	the lock: two daemons run.
 * SEEN IN: USBGuard (1477faa), which mends it with another lockf(3) in the
 *	last process, and so has no lock for a moment; MythTV #1130 and
 *	lsyncd #40 wrote the pid before they forked.
 * CAUGHT BY: the one process that is left holds the lock, and its pidfile
 *	names it
 * ALSO FAILS: all -- what chapter 6 says of the lock is undone by the fork.
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
	must(move_to_root(), "move to /");		/* chapter 4 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	must(lock, "lock %s", o.pidfile);
	must(leave_parent(), "fork again");		/* chapter 7 */

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	keep_beating(beat, o.interval);
}
