/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The pid in the file is the one that the process had before the fork.
 * SYMPTOM: The file names a process that is gone, and one day a stranger.
 * SEEN IN: lsyncd #40 (2011, and again in 2017); MythTV #1130 (2025).
 * CAUGHT BY: its pidfile holds exactly its pid and a newline
 */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

static int
write_pid(int fd, pid_t pid)
{
	char line[32];
	int length = snprintf(line, sizeof line, "%ld\n", (long)pid);

	if (ftruncate(fd, 0) == -1)
		return -1;
	return pwrite(fd, line, (size_t)length, 0) == length ? fd : -1;
}

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;
	int lock = 0;
	pid_t pid = getpid();

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	must(close_inherited(), "close descriptors");	/* chapter 5 */
	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */
	must(move_to_root(), "move to /");		/* chapter 4 */
	if (o.pidfile != NULL)
		lock = lock_pidfile(o.pidfile);		/* chapter 6 */
	if (lock > 0)
		lock = write_pid(lock, pid);
	if (lock == -1 && errno == EAGAIN)
		die(STATUS_RUNNING, "already running, pid %ld",
		    (long)find_holder(o.pidfile));	/* chapter 6 */
	must(lock, "lock %s", o.pidfile);

	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	must(redirect_stdio(), "redirect 0, 1 and 2");	/* chapter 5 */
	keep_beating(beat, o.interval);
}
