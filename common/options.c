/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "options.h"
#include "report.h"

#define SHORTEST 0.001		/* seconds */
#define LONGEST 86400.0		/* seconds: a day */

static const char *const commands[] = {
	[START] = "start", [STOP] = "stop", [RESTART] = "restart",
	[RELOAD] = "reload", [STATUS] = "status"
};

static _Noreturn void
help(const char *program)
{
	printf("usage: %s [-i SECONDS] [-p PIDFILE] [-l LOG] [-t SECONDS]\n"
	    "       [-u USER] [-f [-n FD]] [COMMAND] BEATFILE\n"
	    "Append a line, local time and pid, to BEATFILE again and again.\n"
	    "  -i SECONDS  from one line to the next: %g to %g, default 1\n"
	    "  -p PIDFILE  lock it, so that only one runs (from chapter 6)\n"
	    "  -l LOG      write messages to LOG (from chapter 8)\n"
	    "  -t SECONDS  wait so long for a start (from chapter 10) and for a"
	    " stop\n"
	    "              (from chapter 12): %g to %g, default 10\n"
	    "  -u USER     become USER (from chapter 11)\n"
	    "  -f          stay in the foreground, for a supervisor"
	    " (from chapter 13)\n"
	    "  -n FD       with -f, write a newline there when ready"
	    " (from chapter 13)\n"
	    "  -h          show this\n", program, SHORTEST, LONGEST, SHORTEST,
	    LONGEST);
	printf("commands, from chapter 12 on, with -p: start (the default);"
	    " restart; and,\n"
	    "without BEATFILE, stop, reload, status\n"
	    "exit status: %d done, %d failed, %d usage, %d already running;\n"
	    "  of status: %d runs, %d dead with a pid in PIDFILE,"
	    " %d not running, %d unknown;\n"
	    "  of stop, restart and reload also: %d not allowed; of reload: %d"
	    " not running\n", STATUS_DONE, STATUS_FAILED, STATUS_USAGE,
	    STATUS_RUNNING, STATUS_DONE, STATUS_DEAD, STATUS_STOPPED,
	    STATUS_UNKNOWN, STATUS_DENIED, STATUS_NOT_RUNNING);
	must(fclose(stdout), "write the help");
	exit(STATUS_DONE);
}

static double
seconds_from(int option, const char *text)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end != '\0')
		die(STATUS_USAGE, "-%c takes a number of seconds, such as 0.5,"
		    " not '%s'", option, text);
	/* A NaN is in no range. */
	if (!(seconds >= SHORTEST && seconds <= LONGEST))
		die(STATUS_USAGE, "-%c takes %g to %g seconds, not '%s'",
		    option, SHORTEST, LONGEST, text);
	return seconds;
}

static struct timespec
timespec_from(double seconds)
{
	struct timespec result = { .tv_sec = (time_t)seconds };

	result.tv_nsec = (long)((seconds - (double)result.tv_sec) * 1e9);
	return result;
}

static int
descriptor_from(const char *text)
{
	char *end;
	long fd = strtol(text, &end, 10);

	if (end == text || *end != '\0' || fd < 0 || fd > INT_MAX)
		die(STATUS_USAGE, "-n takes the number of a descriptor, such as"
		    " 3, not '%s'", text);
	return (int)fd;
}

/*
 * Whether there is such a user: 0, or the errno that says why not. A child
 * asks, and what it opens ends with it. A module that looks names up
 * (nsswitch.conf(5)) may keep a connection open, and close its number when it
 * is called in another process, as by drop_privileges(). By then
 * close_inherited() has closed the connection, and the number is the lock's.
 */
static int
look_up(const char *name)
{
	static const struct sigaction by_default = { .sa_handler = SIG_DFL };
	struct sigaction inherited;
	int status;
	pid_t child;

	/* Where SIGCHLD is ignored, nobody hears how a child ended. */
	sigaction(SIGCHLD, &by_default, &inherited);
	child = must(fork(), "fork");
	if (child == 0) {
		errno = 0;
		if (getpwnam(name) != NULL)
			_exit(0);
		_exit(errno != 0 ? errno : ENOENT);
	}
	must(waitpid(child, &status, 0), "wait");
	sigaction(SIGCHLD, &inherited, NULL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

static const char *
user_from(const char *name)
{
	errno = look_up(name);
	if (errno == 0)
		return name;
	if (errno != ENOENT && errno != ESRCH)
		must(-1, "look up the user %s", name);
	die(STATUS_USAGE, "-u takes the name of a user, and there is"
	    " no '%s' here", name);
}

/* result has room for PATH_MAX bytes, as every name that open(2) takes does. */
static const char *
absolute(const char *name, char *result)
{
	size_t here = 0;

	if (name[0] != '/' && strlen(name) < PATH_MAX) {
		must(getcwd(result, PATH_MAX) == NULL ? -1 : 0,
		    "find the current directory, where %s is to be", name);
		here = strlen(result);
		if (result[here - 1] != '/')	/* as / does */
			result[here++] = '/';
	}
	if (here + strlen(name) >= PATH_MAX) {
		errno = ENAMETOOLONG;
		must(-1, "use %.40s...", name);
	}
	memcpy(result + here, name, strlen(name) + 1);
	return result;
}

/* Where the last part of an absolute name begins. */
static size_t
last_part(const char *name)
{
	return (size_t)(strrchr(name, '/') + 1 - name);
}

static int
same_inode(const struct stat *one, const struct stat *other)
{
	return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/*
 * Two names mean one file if they lead to it, or would create it. A symbolic
 * link to nothing is not seen through: if that leads from the log to the
 * pidfile, to reopen the log is to lose the lock.
 */
static int
same_file(const char *one, const char *other)
{
	char parent[PATH_MAX];
	struct stat file[2];
	const char *name[2] = { one, other };

	if (one == NULL || other == NULL)
		return 0;
	if (stat(one, &file[0]) == 0 && stat(other, &file[1]) == 0)
		return S_ISREG(file[0].st_mode) &&
		    same_inode(&file[0], &file[1]);
	if (strcmp(one + last_part(one), other + last_part(other)) != 0)
		return 0;
	for (int i = 0; i < 2; i++) {
		memcpy(parent, name[i], last_part(name[i]));
		parent[last_part(name[i])] = '\0';
		if (stat(parent, &file[i]) == -1)
			return 0;
	}
	return same_inode(&file[0], &file[1]);
}

static int
is_open_as(int fd, const struct stat *named)
{
	struct stat opened;

	return fstat(fd, &opened) == 0 && same_inode(&opened, named);
}

/*
 * redirect_stdio() closes 0 to 2, and notify_newline() what -n names; and with
 * any descriptor of a file goes the lock on it.
 */
static void
refuse_open_pidfile(const struct options *o)
{
	struct stat named;

	if (o->pidfile == NULL || stat(o->pidfile, &named) == -1)
		return;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (is_open_as(fd, &named))
			die(STATUS_USAGE, "the pidfile is also descriptor 0, 1"
			    " or 2: its lock would be lost");
	if (is_open_as(o->ready, &named))
		die(STATUS_USAGE, "the pidfile is also descriptor %d, of -n:"
		    " its lock would be lost", o->ready);
}

/* Whether it is the name of a command; if so, *command is that. */
static int
is_command(const char *operand, enum command *command)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(operand, commands[i]) == 0) {
			*command = (enum command)i;
			return 1;
		}
	return 0;
}

static const char *
file_name(const char *text, const char *what, char *result)
{
	if (text[0] == '\0')
		die(STATUS_USAGE, "the name of the %s is empty; try -h", what);
	return absolute(text, result);
}

static void
parse_one(int option, struct options *o, char *argv[])
{
	static char pidfile[PATH_MAX], log[PATH_MAX];

	switch (option) {
	case 'f':
		o->foreground = 1;
		break;
	case 'h':
		help(argv[0]);
	case 'i':
		o->interval = timespec_from(seconds_from(option, optarg));
		break;
	case 'l':
		o->log = file_name(optarg, "log", log);
		break;
	case 'n':
		o->ready = descriptor_from(optarg);
		break;
	case 'p':
		o->pidfile = file_name(optarg, "pidfile", pidfile);
		break;
	case 't':
		o->patience = (int)(seconds_from(option, optarg) * 1000 + 0.5);
		break;
	case 'u':
		o->user = user_from(optarg);
		break;
	case ':':
		die(STATUS_USAGE, "-%c needs a value; try -h", optopt);
	default:
		die(STATUS_USAGE, "there is no option -%c; try -h", optopt);
	}
}

/* What is left of the command line when it is parsed: the operands. */
static void
parse_beat_file(int operands, char *operand[], struct options *o)
{
	static char beat_file[PATH_MAX];
	enum command command;

	if (operands > 0 && is_command(operand[0], &command))
		die(STATUS_USAGE, "'%s' is a command, from chapter 12 on; for a"
		    " file of that name say ./%s", operand[0], operand[0]);
	if (operands != 1)
		die(STATUS_USAGE, "name one beat file, not %d; try -h",
		    operands);
	o->beat_file = file_name(operand[0], "beat file", beat_file);
}

/* With one file in two parts, or open twice, the lock would be lost. */
static void
refuse_same_files(const struct options *o)
{
	if (same_file(o->pidfile, o->beat_file) ||
	    same_file(o->log, o->beat_file) || same_file(o->pidfile, o->log))
		die(STATUS_USAGE, "the beat file, the pidfile and the log are"
		    " to be different files");
	refuse_open_pidfile(o);
}

int
is_start(enum command command)
{
	return command == START || command == RESTART;
}

static struct options
parse(int argc, char *argv[])
{
	struct options o = { .interval = { .tv_sec = 1 },
	    .patience = 10000, .ready = -1 };
	int option;

	report_as(argc > 0 ? argv[0] : "daemon");
	opterr = 0;
	while ((option = getopt(argc, argv, ":fhi:l:n:p:t:u:")) != -1)
		parse_one(option, &o, argv);
	if (o.ready != -1 && !o.foreground)
		die(STATUS_USAGE, "-n is for a start with -f; try -h");
	if (o.ready != -1 && fcntl(o.ready, F_GETFD) == -1)
		die(STATUS_USAGE, "-n names descriptor %d, which is not open",
		    o.ready);
	return o;
}

struct options
parse_options(int argc, char *argv[])
{
	struct options o = parse(argc, argv);

	parse_beat_file(argc - optind, argv + optind, &o);
	refuse_same_files(&o);
	return o;
}

struct options
parse_command(int argc, char *argv[])
{
	struct options o = parse(argc, argv);
	int given = optind < argc && is_command(argv[optind], &o.command);
	const char *word = commands[o.command];

	optind += given;
	if (given && o.command != START && o.pidfile == NULL)
		die(STATUS_USAGE, "%s needs the pidfile: -p PIDFILE", word);
	if (is_start(o.command)) {
		parse_beat_file(argc - optind, argv + optind, &o);
		refuse_same_files(&o);
	} else if (optind != argc) {
		die(STATUS_USAGE, "%s takes no beat file; try -h", word);
	}
	return o;
}
