/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: When the time is over, the parent says so, and lets the daemon go on.
 * SYMPTOM: The start has failed, says the status; and a while later a daemon is
 *	there after all, and refuses the next one.
 * SEEN IN: kaeawc/auto-mobile #5298; Gitlawb/zero #770. Both found in an audit.
 * CAUGHT BY: if it is not ready in time it is ended, and that is a failure
 */
#define _GNU_SOURCE		/* pipe2(2): POSIX has it since 2024 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

enum { ANSWER = PATH_MAX + 512 };	/* a status, and the longest line */

/* As read(2), or -1 with errno ETIMEDOUT after so many milliseconds. */
static ssize_t
read_within(int limit, int fd, char *buffer, size_t size)
{
	struct pollfd news = { .fd = fd, .events = POLLIN };
	int ready;

	do
		ready = poll(&news, 1, limit);
	while (ready == -1 && errno == EINTR);
	if (ready == 0)
		errno = ETIMEDOUT;
	return ready == 1 ? read(fd, buffer, size) : -1;
}

static _Noreturn void
give_up(int daemon, pid_t child, int patience)
{
	int error = errno;

	(void)daemon;
	(void)child;
	if (error == ETIMEDOUT)
		die(STATUS_FAILED, "the daemon was not ready within %g seconds,"
		    " and it may be yet", patience / 1000.0);
	die(STATUS_FAILED, "cannot hear the daemon: %s",
	    strerror(error));
}

/* Read one status, and for all but STATUS_DONE a line; end with that status. */
static _Noreturn void
pass_on_answer(int daemon, pid_t child, int patience)
{
	char answer[ANSWER];
	size_t length = 0;
	ssize_t more, shown;

	do {
		more = read_within(patience, daemon, answer + length,
		    ANSWER - length);
		length += more > 0 ? (size_t)more : 0;
		if (length > 0 && answer[0] == STATUS_DONE)
			_exit(STATUS_DONE);	/* not exit(3): chapter 1 */
	} while (more > 0);
	if (more == -1)
		give_up(daemon, child, patience);
	if (length == 0)
		die(STATUS_FAILED, "the daemon ended before it was ready");
	shown = write(STDERR_FILENO, answer + 1, length - 1);
	(void)shown;		/* if nobody hears it, the status is left */
	_exit(answer[0]);
}

int
leave_waiting_parent(int patience)
{
	static const struct sigaction ignore = { .sa_handler = SIG_IGN };
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	child = fork();
	if (child > 0) {
		sigaction(SIGPIPE, &ignore, NULL);	/* it may be unheard */
		close(ends[1]);	/* or the pipe would never end */
		pass_on_answer(ends[0], child, patience);
	}
	if (child == -1)
		return -1;	/* main() ends the process, and the pipe */
	close(ends[0]);		/* or nobody would hear that the parent left */
	answer_through(ends[1]);
	return ends[1];
}
