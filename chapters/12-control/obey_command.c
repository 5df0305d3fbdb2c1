/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"
#include "steps.h"

/*
 * Nobody holds the lock; or it is held for reading, and by no daemon; or
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

/*
 * obey_command -- stop, reload or tell the status of whoever holds the lock on
 * this file; for a restart, stop it.
 *
 * It must come before all steps, for it runs in the command that was typed,
 * which is to stay in the foreground until the answer is known. A stop is over
 * when the process is: then the kernel has freed its lock, and another may be
 * started. A daemon that does not run is stopped already, and that is no
 * failure. The patience is in milliseconds.
 *
 * Returns the exit status, as the LSB has it; for start, STATUS_DONE.
 * Source: LSB 5.0, Core, 22.2 "Init Script Actions"; signal_holder().
 */
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
