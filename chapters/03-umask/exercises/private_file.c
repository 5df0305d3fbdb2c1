/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: This daemon makes its beat file under another name first, so that
 *	nobody sees it half made. The mask is 0, and yet only its owner may
 *	read the file, under every mask. Find out why, and mend it.
 * REPLACES: main
 * FAILS: its file gets the mode it asked for, 0644, also under umask 077
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "beat.h"
#include "options.h"
#include "report.h"
#include "steps.h"

/* Make the file, if there is none. */
static int
make_file(const char *name)
{
	char temporary[PATH_MAX + sizeof ".XXXXXX"];
	struct stat file;
	int fd, linked, error;

	if (lstat(name, &file) == 0)
		return 0;	/* or a link that open_beat() follows */
	snprintf(temporary, sizeof temporary, "%s.XXXXXX", name);
	fd = mkstemp(temporary);
	if (fd == -1)
		return -1;
	linked = link(temporary, name);
	error = errno;
	unlink(temporary);	/* if it stays, it is empty and does no harm */
	close(fd);		/* nothing was written */
	errno = error;
	return linked == -1 && error != EEXIST ? -1 : 0;
}

int
main(int argc, char *argv[])
{
	struct options o = parse_options(argc, argv);
	int beat;

	must(check_beat(o.beat_file), "use %s", o.beat_file);

	clear_umask();					/* chapter 3 */
	must(leave_parent(), "fork");			/* chapter 1 */
	must(start_session(), "start a session");	/* chapter 2 */

	must(make_file(o.beat_file), "make %s", o.beat_file);
	beat = must(open_beat(o.beat_file), "open %s", o.beat_file);
	keep_beating(beat, o.interval);
}
