/* SPDX-License-Identifier: 0BSD */
/* options -- the command line, the same for every program in this book. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <time.h>

enum command { START, STOP, RESTART, RELOAD, STATUS };

struct options {
	enum command command;		/* START where none is given */
	struct timespec interval;	/* -i: from one beat to the next */
	int patience;			/* -t: milliseconds to start or stop */
	const char *pidfile;		/* -p: NULL for no lock */
	const char *log;		/* -l: NULL for no log */
	const char *user;		/* -u: NULL to stay who we are */
	int foreground;			/* -f: a supervisor has started us */
	int ready;			/* -n: tell here when ready, or -1 */
	const char *beat_file;		/* NULL where the command needs none */
};

/*
 * parse_options -- read the command line, or say what is wrong with it and end
 * the process with STATUS_USAGE.
 *
 * Every name it returns is absolute, so that it still means what its user
 * meant when the process stands in another directory.
 */
struct options parse_options(int argc, char *argv[]);

/* parse_command -- as parse_options, and the first operand may be a command. */
struct options parse_command(int argc, char *argv[]);

/* is_start -- whether it is to end with a daemon: start and restart are. */
int is_start(enum command command);

#endif
