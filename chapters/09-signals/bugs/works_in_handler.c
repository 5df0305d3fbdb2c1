/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The work of SIGHUP is done in its handler.
 * SYMPTOM: The handler comes between any two instructions. Where it interrupts
 *	localtime(3), which holds a lock of the C library, it waits in
 *	write_beat() for that same lock: for ever.
 * SEEN IN: twitter/twemproxy #231, with this signal and this lock; redis #213;
 *	ppp #318, with syslog, twice in half an hour; sshd, CVE-2006-5051, and
 *	again CVE-2024-6387.
 * CAUGHT BY: a SIGHUP while it reads the clock does it no harm
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

static struct options o;
static int beat;
static int log_file;

static void
reopen_files(int signal)
{
	(void)signal;		/* SIGHUP */
	if (o.log != NULL)
		should(reopen(log_file, open_log(o.log)), "reopen %s", o.log);
	should(reopen(beat, open_beat(o.beat_file)), "reopen %s",
	    o.beat_file);
	should(write_beat(beat), "write a beat");
}

static int
handle_hangup(void)
{
	struct sigaction action = { .sa_handler = reopen_files };
	sigset_t hangup;

	sigemptyset(&hangup);
	sigaddset(&hangup, SIGHUP);
	if (sigaction(SIGHUP, &action, NULL) == -1)
		return -1;
	return sigprocmask(SIG_UNBLOCK, &hangup, NULL);
}

int
main(int argc, char *argv[])
{
	int lock = 0;

	o = parse_options(argc, argv);
	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(reset_signals(), "reset signals");		/* chapter 9 */
	must(close_inherited(), "close descriptors");	/* chapter 5 */
	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(leave_parent(), "fork again");		/* chapter 7 */
	must(move_to_root(), "move to /");		/* chapter 4 */
	must(catch_signals(), "catch signals");		/* chapter 9 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	must(lock, "lock %s", o.pidfile);

	if (o.log != NULL)
		log_file = must(open_log(o.log), "open %s",
		    o.log);				/* chapter 8 */
	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	if (o.log != NULL)
		report_to(log_file);			/* chapter 8 */
	must(handle_hangup(), "handle SIGHUP");
	must(write_beat(beat), "write the first beat");	/* chapter 9 */

	for (;;) {					/* chapter 9 */
		int signal = must(wait_for_signal(o.interval), "wait");

		if (signal == SIGHUP)
			reopen_files(SIGHUP);
		else
			should(write_beat(beat), "write a beat");
		if (signal == SIGTERM)
			break;
	}
	if (o.pidfile != NULL)
		should(ftruncate(lock, 0), "empty %s", o.pidfile);
	say("ended by SIGTERM");
	return STATUS_DONE;
}
