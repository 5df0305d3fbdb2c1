/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The log is written through stdio's buffer, and not flushed.
 * SYMPTOM: The log of a daemon that runs stays empty until a buffer is full;
 *	that ends in the middle of a line, and who is killed before has said
 *	nothing.
 * SEEN IN: tj/mon #47; inspircd/inspircd #1290 ("partial log messages").
 * CAUGHT BY: a later beat that cannot be written is told in its log at once,
 *	and it beats on
 */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

/* As keep_beating() does, with a log of its own. */
static _Noreturn void
beat_and_log(int fd, struct timespec interval, FILE *log, const char *name)
{
	must(write_beat(fd), "write the first beat");
	for (;;) {
		nanosleep(&interval, NULL);
		if (write_beat(fd) == -1)
			fprintf(log, "%s[%ld]: cannot write a beat: %s\n", name,
			    (long)getpid(), strerror(errno));
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
	if (o.log != NULL) {
		FILE *stream = fdopen(log, "a");

		must(stream == NULL ? -1 : 0, "open %s", o.log);
		report_to(log);				/* chapter 8 */
		beat_and_log(beat, o.interval, stream,
		    slash != NULL ? slash + 1 : argv[0]);
	}
	keep_beating(beat, o.interval);
}
