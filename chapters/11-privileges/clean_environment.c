/* SPDX-License-Identifier: 0BSD */
#include <stddef.h>
#include <string.h>

#include "steps.h"

extern char **environ;		/* POSIX declares it in no header */

/* TZ: for the time in a beat. The rest: for the language of what it starts. */
static const char *const kept_names[] =
    { "LANG", "LC_ALL", "LC_MESSAGES", "LC_TIME", "TZ" };

static int
is_kept(const char *entry)
{
	for (size_t i = 0; i < sizeof kept_names / sizeof kept_names[0]; i++) {
		size_t length = strlen(kept_names[i]);

		if (strncmp(entry, kept_names[i], length) == 0 &&
		    entry[length] == '=')
			return 1;
	}
	return 0;
}

/*
 * clean_environment -- keep the variables on a list, and wipe all others.
 *
 * The environment is the starter's: its PATH and LD_PRELOAD for every program
 * that the daemon starts, its HOME, and perhaps a password. What is kept is a
 * list, for nobody can list what to drop. The text of the others is overwritten
 * where it stands, or /proc/PID/environ would still show it. It must come
 * before the fork, so that the parent that waits holds no password either; and
 * it cannot change what the dynamic loader and glibc's getopt(3) have asked for
 * already.
 *
 * It cannot fail, and so it returns nothing.
 * Source: daemon(7), step 4; environ(7).
 */
void
clean_environment(void)
{
	char **kept = environ;

	for (char **entry = environ; *entry != NULL; entry++)
		if (is_kept(*entry))
			*kept++ = *entry;
		else
			memset(*entry, '\0', strlen(*entry));
	*kept = NULL;
}
