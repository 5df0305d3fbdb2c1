/* SPDX-License-Identifier: 0BSD */
/* options -- the command line, the same for every program in this book. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <time.h>

struct options {
	struct timespec interval;	/* -i: from one beat to the next */
	const char *pidfile;		/* -p: NULL for no lock */
	const char *log;		/* -l: NULL for no log */
	const char *beat_file;
};

/*
 * parse_options -- read the command line, or say what is wrong with it and end
 * the process with STATUS_USAGE.
 *
 * Every name it returns is absolute, so that it still means what its user
 * meant when the process stands in another directory.
 */
struct options parse_options(int argc, char *argv[]);

#endif
