/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The child, the leader of the session, ends when it has forked, with
 *	0; or with 1, if a step before that failed. waitpid(2) tells.
 * REPLACES: main
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

static int
leave_waiting(void)
{
	static const struct sigaction by_default = { .sa_handler = SIG_DFL };
	pid_t child, ended;
	int status;

	/* Of a child whose SIGCHLD is ignored, the kernel keeps no status. */
	if (sigaction(SIGCHLD, &by_default, NULL) == -1)
		return -1;
	child = fork();
	if (child <= 0)
		return child;
	do
		ended = waitpid(child, &status, 0);
	while (ended == -1 && errno == EINTR);
	_exit(ended == child && WIFEXITED(status) ? WEXITSTATUS(status) :
	    STATUS_FAILED);
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
