/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It drops the variables that are known to be dangerous, and keeps others.
 * SYMPTOM: A password stays, and what becomes dangerous with the next program
 *	or its next version.
 * SEEN IN: sudo: 096a289 (2005) adds SHELLOPTS to the list, 3c6d0cc (2005)
 *	PERLLIB, PERL5LIB and PERL5OPT, 17c8249 (2007) mends a name on it. Since
 *	efd9e88 (2007) the list is of what is kept.
 * CAUGHT BY: of its starter's environment it keeps the language and the time
 *	zone, and no more
 */
#include <stddef.h>
#include <string.h>

#include "steps.h"

extern char **environ;		/* POSIX declares it in no header */

/* The beginnings of their names. */
static const char *const dropped_names[] = { "LD_", "_RLD_", "IFS=", "CDPATH=",
    "ENV=", "BASH_ENV=", "SHELLOPTS=", "PS4=", "PERLLIB=", "PERL5LIB=",
    "PERL5OPT=", "PYTHONINSPECT=", "GCONV_PATH=", "NLSPATH=" };

static int
is_kept(const char *entry)
{
	for (size_t i = 0; i < sizeof dropped_names / sizeof dropped_names[0];
	    i++)
		if (strncmp(entry, dropped_names[i],
		    strlen(dropped_names[i])) == 0)
			return 0;
	return 1;
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
