/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: A check is the wrong way round: the reason to drop one is never true.
 * SYMPTOM: Each variable is another than one of those on the list, and so each
 *	is kept.
 * SEEN IN: OpenRC 7208da2 (2025) drops a name if it begins with RC_ and with
 *	SSD_; 9f1efaa, two months later, with the one or the other.
 * CAUGHT BY: of its starter's environment it keeps the language and the time
 *	zone, and no more
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

		if (strncmp(entry, kept_names[i], length) != 0 ||
		    entry[length] != '=')
			return 1;
	}
	return 0;
}

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
