/* SPDX-License-Identifier: 0BSD */
/* 13-supervised -- where a supervisor does all this, it leaves that to it. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

int
main(int argc, char *argv[])
{
	struct options o = parse_command(argc, argv);	/* chapter 12 */
	int beat;
	int log = 0;
	int lock = 0;
	int starter = -1;				/* chapter 13 */
	int status;

	must(check_beat_for(o.user, o.beat_file),
	    "use %s", o.beat_file);			/* chapter 11 */
	status = obey_command(o.command, o.pidfile,
	    o.patience);				/* chapter 12 */
	if (status != STATUS_DONE || !is_start(o.command))
		return status;				/* chapter 12 */

	must(reset_signals(), "reset signals");		/* chapter 9 */
	if (!o.foreground) {				/* chapter 13 */
		clean_environment();			/* chapter 11 */
		must(close_inherited(),
		    "close descriptors");		/* chapter 5 */
		clear_umask();				/* chapter 3 */
		starter = must(leave_waiting_parent(o.patience),
		    "fork");				/* chapter 10, for 1 */
		must(start_session(),
		    "start a session");			/* chapter 2 */
		must(leave_parent(), "fork again");	/* chapter 7 */
		must(move_to_root(), "move to /");	/* chapter 4 */
	}						/* chapter 13 */
	must(catch_signals(), "catch signals");		/* chapter 9 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	must(lock, "lock %s", o.pidfile);
	if (o.user != NULL)				/* chapter 11 */
		must(drop_privileges(o.user), "become %s", o.user);

	if (o.log != NULL)
		log = must(open_log(o.log), "open %s", o.log);	/* chapter 8 */
	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	if (!o.foreground)				/* chapter 13 */
		must(redirect_stdio(),
		    "redirect 0, 1 and 2");		/* chapter 5 */
	if (o.log != NULL)
		report_to(log);				/* chapter 8 */
	must(write_beat(beat), "write the first beat");	/* chapter 9 */
	if (!o.foreground)				/* chapter 13 */
		must(report_ready(starter),
		    "report ready");			/* chapter 10 */
	should(notify("READY=1\nSTATUS=beating"),
	    "notify the supervisor");			/* chapter 13 */
	should(notify_newline(o.ready),
	    "write to descriptor %d", o.ready);		/* chapter 13 */

	for (;;) {					/* chapter 9 */
		int signal = must(wait_for_signal(o.interval), "wait");

		if (signal == SIGHUP)			/* chapter 13 */
			should(notify("RELOADING=1\nSTATUS=reopening"),
			    "notify the supervisor");
		if (signal == SIGHUP && o.log != NULL)
			should(reopen(log, open_log(o.log)), "reopen %s",
			    o.log);
		if (signal == SIGHUP)
			should(reopen(beat, open_beat(o.beat_file)),
			    "reopen %s", o.beat_file);
		if (signal == SIGHUP)			/* chapter 13 */
			should(notify("READY=1\nSTATUS=beating"),
			    "notify the supervisor");
		should(write_beat(beat), "write a beat");
		if (signal == SIGTERM)
			break;
	}
	should(notify("STOPPING=1\nSTATUS=ended by SIGTERM"),
	    "notify the supervisor");			/* chapter 13 */
	if (o.pidfile != NULL)
		should(ftruncate(lock, 0), "empty %s", o.pidfile);
	say("ended by SIGTERM");
	return STATUS_DONE;
}
