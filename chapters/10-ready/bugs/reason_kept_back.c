/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The status is passed on, and the reason is not.
 * SYMPTOM: The command says that the start failed, and not why: that is in the
 *	log, if there is one by then.
 * SEEN IN: gdnsd #13.
 * CAUGHT BY: what keeps it from starting is told at the prompt, once, with
 *	status 1
 * ALSO FAILS: all -- nothing that fails after the fork is told.
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
enum { DYING = 1000 };			/* milliseconds to die of SIGKILL */

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

/*
 * The child first, so that it forks no more; then its group, in which the
 * daemon is once there is a session. It has not been waited for: the pid
 * cannot be another's. When both have ended, so has the pipe.
 */
static _Noreturn void
give_up(int daemon, pid_t child, int patience)
{
	int error = errno;
	const char *end;
	char late[ANSWER];
	ssize_t more;

	kill(child, SIGKILL);
	kill(-child, SIGKILL);	/* ESRCH: there is no session yet */
	do
		more = read_within(DYING, daemon, late, sizeof late);
	while (more > 0);
	end = more == 0 ? "has been ended" : "has not ended yet";
	if (error == ETIMEDOUT)
		die(STATUS_FAILED, "the daemon was not ready within %g seconds,"
		    " and %s", patience / 1000.0, end);
	die(STATUS_FAILED, "cannot hear the daemon, which %s: %s", end,
	    strerror(error));
}

/* Read one status, and for all but STATUS_DONE a line; end with that status. */
static _Noreturn void
pass_on_answer(int daemon, pid_t child, int patience)
{
	char answer[ANSWER];
	size_t length = 0;
	ssize_t more;

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
	die(answer[0], "the daemon could not start; its log may say why");
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
