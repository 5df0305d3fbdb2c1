/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "options.h"
#include "report.h"

#define SHORTEST 0.001		/* seconds */
#define LONGEST 86400.0		/* seconds: a day */

static _Noreturn void
help(const char *program)
{
	printf("usage: %s [-i SECONDS] [-p PIDFILE] [-l LOG] BEATFILE\n"
	    "Append a line, local time and pid, to BEATFILE again and again.\n"
	    "  -i SECONDS  from one line to the next: %g to %g, default 1\n"
	    "  -p PIDFILE  lock it, so that only one runs (from chapter 6)\n"
	    "  -l LOG      write messages to LOG (from chapter 8)\n"
	    "  -h          show this\n"
	    "exit status: %d done, %d failed, %d usage, %d already running\n",
	    program, SHORTEST, LONGEST, STATUS_DONE, STATUS_FAILED,
	    STATUS_USAGE, STATUS_RUNNING);
	must(fclose(stdout), "write the help");
	exit(STATUS_DONE);
}

static struct timespec
interval_from(const char *text)
{
	struct timespec interval;
	char *end;
	double seconds;

	seconds = strtod(text, &end);
	if (end == text || *end != '\0')
		die(STATUS_USAGE, "-i takes a number of seconds, such as 0.5,"
		    " not '%s'", text);
	/* A NaN is in no range. */
	if (!(seconds >= SHORTEST && seconds <= LONGEST))
		die(STATUS_USAGE, "-i takes %g to %g seconds, not '%s'",
		    SHORTEST, LONGEST, text);
	interval.tv_sec = (time_t)seconds;
	interval.tv_nsec = (long)((seconds - (double)interval.tv_sec) * 1e9);
	return interval;
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
 * link to nothing is not seen through.
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
	for (int i = 0; i < 2; i++) {
		memcpy(parent, name[i], last_part(name[i]));
		parent[last_part(name[i])] = '\0';
		if (stat(parent, &file[i]) == -1)
			return 0;
	}
	return same_inode(&file[0], &file[1]) &&
	    strcmp(one + last_part(one), other + last_part(other)) == 0;
}

/* The operand is a file; the words of chapter 12 are not, until then. */
static void
refuse_command(const char *operand)
{
	static const char *const commands[] =
	    { "start", "stop", "restart", "reload", "status" };

	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(operand, commands[i]) == 0)
			die(STATUS_USAGE, "'%s' is a command only from chapter"
			    " 12 on; for a file of that name say ./%s",
			    operand, operand);
}

static const char *
file_name(const char *text, const char *what, char *result)
{
	if (text[0] == '\0')
		die(STATUS_USAGE, "the name of the %s is empty; try -h", what);
	return absolute(text, result);
}

struct options
parse_options(int argc, char *argv[])
{
	static char pidfile[PATH_MAX], log[PATH_MAX], beat_file[PATH_MAX];
	struct options o = { .interval = { .tv_sec = 1 } };
	int option;

	report_as(argc > 0 ? argv[0] : "daemon");
	opterr = 0;
	while ((option = getopt(argc, argv, ":hi:p:l:")) != -1)
		switch (option) {
		case 'h':
			help(argv[0]);
		case 'i':
			o.interval = interval_from(optarg);
			break;
		case 'p':
			o.pidfile = file_name(optarg, "pidfile", pidfile);
			break;
		case 'l':
			o.log = file_name(optarg, "log", log);
			break;
		case ':':
			die(STATUS_USAGE, "-%c needs a value; try -h", optopt);
		default:
			die(STATUS_USAGE, "there is no option -%c; try -h",
			    optopt);
		}
	if (argc - optind != 1)
		die(STATUS_USAGE, "name one beat file, not %d; try -h",
		    argc - optind);
	refuse_command(argv[optind]);
	o.beat_file = file_name(argv[optind], "beat file", beat_file);
	if (same_file(o.pidfile, o.beat_file) || same_file(o.log, o.beat_file)
	    || same_file(o.pidfile, o.log))
		die(STATUS_USAGE, "the beat file, the pidfile and the log are"
		    " to be different files");
	return o;
}
