/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: At the end of its patience a stop is said to have succeeded.
 * SYMPTOM: The daemon still runs, and the script that stopped it goes on.
 * SEEN IN: sipeed/NanoKVM #883: the script says FAIL, and ends with 0; its
 *	caller then removes the script.
 * CAUGHT BY: stop says that the daemon has not ended, after -t seconds
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

/*
 * Nobody holds the lock; or somebody does for reading, who is no daemon; or
 * there is no such file, and so no lock.
 */
static int
none_runs(void)
{
	return errno == ESRCH || errno == EAGAIN || errno == ENOENT;
}

/* Say that the holder cannot be seen, or not be asked for or signalled. */
static int
refused(const char *action, const char *pidfile)
{
	int error = errno;	/* say() and should() may change it */

	if (error == EREMOTE)
		say("running, but its pid cannot be seen from here");
	else
		should(-1, "%s the holder of %s", action, pidfile);
	return error == EPERM || error == EACCES ? STATUS_DENIED :
	    STATUS_FAILED;
}

static int
stop(const char *pidfile, int patience)
{
	pid_t pid, other;
	struct pollfd end = { .events = POLLIN };
	int ended;

	end.fd = signal_holder(pidfile, SIGTERM, &pid);
	if (end.fd == -1 && !none_runs())
		return refused("signal", pidfile);
	if (end.fd == -1) {
		say("not running");
		return STATUS_DONE;
	}
	do
		ended = poll(&end, 1, patience);
	while (ended == -1 && errno == EINTR);	/* as POSIX allows */
	close(end.fd);		/* it was only to wait for */
	if (ended != 1) {
		say("pid %ld has not ended within %g seconds", (long)pid,
		    patience / 1000.0);
		return STATUS_DONE;
	}
	other = find_holder(pidfile);
	if (errno == 0) {
		say("stopped, pid %ld; but pid %ld has been started since",
		    (long)pid, (long)other);
		return STATUS_FAILED;
	}
	if (errno == EREMOTE)
		return refused("find", pidfile);
	say("stopped, pid %ld", (long)pid);
	return STATUS_DONE;
}

static int
reload(const char *pidfile)
{
	pid_t pid;
	int fd = signal_holder(pidfile, SIGHUP, &pid);

	if (fd == -1 && !none_runs())
		return refused("signal", pidfile);
	if (fd == -1) {
		say("not running");
		return STATUS_NOT_RUNNING;
	}
	close(fd);		/* nobody waits for it */
	return STATUS_DONE;
}

static int
status(const char *pidfile)
{
	struct stat file;
	int dead = 0;
	pid_t pid = find_holder(pidfile);

	/* One that starts meanwhile fills the file: so ask once more. */
	if (none_runs()) {
		dead = stat(pidfile, &file) == 0 && S_ISREG(file.st_mode) &&
		    file.st_size > 0;
		pid = find_holder(pidfile);
	}
	if (errno == 0) {
		say("running, pid %ld", (long)pid);
		return STATUS_DONE;
	}
	if (!none_runs()) {
		refused("find", pidfile);
		return STATUS_UNKNOWN;
	}
	say(dead ? "not running, but the pidfile is not empty" : "not running");
	return dead ? STATUS_DEAD : STATUS_STOPPED;
}

int
obey_command(enum command command, const char *pidfile, int patience)
{
	switch (command) {
	case STOP:
	case RESTART:
		return stop(pidfile, patience);
	case RELOAD:
		return reload(pidfile);
	case STATUS:
		return status(pidfile);
	case START:
		break;
	}
	return STATUS_DONE;
}
