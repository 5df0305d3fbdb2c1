/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: SIGHUP is ignored from before fork(2) until the session has no
 *	terminal; the child inherits that. FreeBSD's daemon(3) does the same.
 * REPLACES: main
 */
#include <signal.h>
#include <stddef.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	int beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(sigaction(SIGHUP, &ignore, &before), "ignore SIGHUP");
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(sigaction(SIGHUP, &before, NULL), "restore SIGHUP");

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
