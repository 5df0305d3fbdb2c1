/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The session is started in the process that the shell started.
 * SYMPTOM: From a prompt: "cannot start a session: Operation not permitted".
 *	From a script it works: there the process leads no group.
 * SEEN IN: Firecracker's jailer --daemonize, until da92bf6d4 (#4259);
 *	DOMjudge #1886, which then made a warning of the error.
 * CAUGHT BY: the daemon starts from a shell with job control, which makes
 *	groups
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

	must(start_session(), "start a session");	/* chapter 2 */
	must(leave_parent(), "fork");			/* chapter 1 */

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
