/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The test of what the second fork(2) returned is the wrong way round: the
 *	child ends, and the parent goes on.
 * SYMPTOM: The process that beats leads its session, as if it had never forked;
 *	and its child is a zombie as long as it lives.
 * SEEN IN: gunicorn up to 0.12.0, #142, mended in cd726f6d.
 * CAUGHT BY: it does not lead its session
 */
#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

/* The one that ends is to be the other one. */
static int
leave_again(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(STATUS_DONE);
	return child > 0 ? 0 : -1;
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
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(leave_again(), "fork again");		/* chapter 7 */
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
