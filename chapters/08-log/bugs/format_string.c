/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The message, which is text by now, is taken for a format once more.
 * SYMPTOM: Whoever chooses a part of the message chooses what the daemon reads
 *	from its stack or, with %n, writes into its memory.
 * SEEN IN: ngircd #61 (2005), pmacct #8, nrpe #114: syslog(level, message);
 *	CVE-2000-0666, rpc.statd. Of a direct call the compiler warns; here a
 *	pointer to the function hides it.
 * CAUGHT BY: a percent sign in a message is a percent sign in its log
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

static int (*const print)(int fd, const char *format, ...) = dprintf;

static void
tell(int log, const char *name, const char *what)
{
	char message[PATH_MAX];

	snprintf(message, sizeof message, "%s[%ld]: cannot write %s: %s\n",
	    name, (long)getpid(), what, strerror(errno));
	print(log, message);
}

/* As keep_beating() does, with a log of its own. */
static _Noreturn void
beat_and_log(int fd, struct timespec interval, int log, const char *name)
{
	if (write_beat(fd) == -1) {
		tell(log, name, "the first beat");
		exit(STATUS_FAILED);
	}
	for (;;) {
		nanosleep(&interval, NULL);
		if (write_beat(fd) == -1)
			tell(log, name, "a beat");
	}
}

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	const char *slash = strrchr(argv[0], '/');
	int beat;
	int log = 0;
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

	if (o.log != NULL)
		log = must(open_log(o.log), "open %s", o.log);	/* chapter 8 */
	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	if (o.log != NULL)
		beat_and_log(beat, o.interval, log,
		    slash != NULL ? slash + 1 : argv[0]);
	keep_beating(beat, o.interval);
}
