/* SPDX-License-Identifier: 0BSD */
#include <sys/stat.h>

#include "steps.h"

/*
 * clear_umask -- set the file mode creation mask to 0.
 *
 * The mask is inherited, and it takes permissions away from every file that
 * the process creates: a daemon started under 077 would write files that only
 * its owner may read, whatever mode its programmer meant. With 0, the mode
 * that open(2) is given is the mode that the file gets, unless its directory
 * has a default ACL; so every call that creates a file must give one, and
 * fopen(3), which asks for 0666, must not create any. It must come before the
 * first file is created.
 *
 * It cannot fail, and so it returns nothing: umask(2) returns the old mask.
 * Source: APUE 3e 13.3, rule 1; daemon(7), step 10; umask(2).
 */
void
clear_umask(void)
{
	umask(0);
}
