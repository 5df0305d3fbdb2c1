/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: When one is taken out, the next has its place already. Only after
 *	one that is kept does the walk go on.
 * REPLACES: clean_environment
 */
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

/* Take one out of the list: those that follow it move up. */
static void
take_out(char **entry)
{
	memset(*entry, '\0', strlen(*entry));
	do
		entry[0] = entry[1];
	while (*entry++ != NULL);
}

void
clean_environment(void)
{
	char **entry = environ;

	while (*entry != NULL) {
		if (!is_kept(*entry))
			take_out(entry);
		else
			entry++;
	}
}
