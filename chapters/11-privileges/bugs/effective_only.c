/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: seteuid(2) and setegid(2) change the effective ids alone.
 * SYMPTOM: Uid in /proc/PID/status is 0 65534 0 65534: whoever gets the daemon
 *	to call seteuid(0) is root.
 * SEEN IN: fiorix/go-daemon #6; shellinabox #48 keeps the saved one.
 * CAUGHT BY: all four of its user ids are those of its user
 */
#define _DEFAULT_SOURCE		/* initgroups(3) */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stddef.h>
#include <unistd.h>

#include "steps.h"

int
drop_privileges(const char *user)
{
	const struct passwd *entry = getpwnam(user);

	if (entry == NULL) {
		errno = EINVAL;
		return -1;
	}
	if (geteuid() != entry->pw_uid || getuid() != entry->pw_uid)
		if (initgroups(user, entry->pw_gid) == -1 ||
		    setegid(entry->pw_gid) == -1 ||
		    seteuid(entry->pw_uid) == -1)
			return -1;
	return 0;
}
