/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: pidfd_open(2), by which one may wait for a process that is no
 *	child, is of Linux alone. Wait for the lock instead: write
 *	wait_until_free(), which so far does not wait.
 * REPLACES: obey_command
 * FAILS: stop waits for a daemon that ends late
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
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

/*
 * wait_until_free -- wait until this process does not hold the lock any more,
 * but not much longer than the patience, which is in milliseconds.
 *
 * Returns 0, or -1 if it still holds the lock.
 */
static int
wait_until_free(const char *pidfile, pid_t pid, int patience)
{
	(void)pidfile;		/* yours comes here */
	(void)pid;
	(void)patience;
	return 0;
}

static int
stop(const char *pidfile, int patience)
{
	pid_t pid, other;
	int fd = signal_holder(pidfile, SIGTERM, &pid);

	if (fd == -1 && !none_runs())
		return refused("signal", pidfile);
	if (fd == -1) {
		say("not running");
		return STATUS_DONE;
	}
	close(fd);
	if (wait_until_free(pidfile, pid, patience) == -1) {
		say("pid %ld has not ended within %g seconds", (long)pid,
		    patience / 1000.0);
		return STATUS_FAILED;
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
restart(const char *pidfile, int patience)
{
	/* Who may not lock the pidfile could stop one, but not start one. */
	if (faccessat(AT_FDCWD, pidfile, R_OK | W_OK, AT_EACCESS) == -1 &&
	    (errno == EACCES || errno == EROFS)) {
		should(-1, "use %s", pidfile);
		return STATUS_DENIED;
	}
	return stop(pidfile, patience);
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
		return stop(pidfile, patience);
	case RESTART:
		return restart(pidfile, patience);
	case RELOAD:
		return reload(pidfile);
	case STATUS:
		return status(pidfile);
	case START:
		break;
	}
	return STATUS_DONE;
}
