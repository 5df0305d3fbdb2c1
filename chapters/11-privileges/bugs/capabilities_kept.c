/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It changes the user, and takes for granted that the capabilities go.
 * SYMPTOM: CapInh in /proc/PID/status is its starter's, and where that gave
 *	ambient ones to a user who is no root, all four sets are.
 * SEEN IN: CVE-2022-27651, buildah #4260; CVE-2022-27652, cri-o #5769:
 *	inheritable ones were left to what runs in a container.
 * CAUGHT BY: with -u it has no capability, though its starter, no root, gave it
 *	some
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
		    setgid(entry->pw_gid) == -1 || setuid(entry->pw_uid) == -1)
			return -1;
	if (entry->pw_uid == 0)
		return 0;	/* root was asked for */
	if (setuid(0) == -1 && (entry->pw_gid == 0 || setgid(0) == -1))
		return 0;
	errno = EPERM;
	return -1;
}
