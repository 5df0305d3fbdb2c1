/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It changes the user first, and then the group.
 * SYMPTOM: No root any more, it may not change the group: the start fails. (If
 *	the result were not checked, group 0 would stay.)
 * SEEN IN: daemonizr #4; ausbin/nsdo #7 puts setgid before setuid.
 * CAUGHT BY: all four of its group ids are those of its user
 */
#define _DEFAULT_SOURCE		/* initgroups(3), syscall(2) */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

enum { CAPABILITY_VERSION_3 = 0x20080522 };	/* of two words each */

static int
drop_capabilities(void)
{
	const uint32_t header[2] = { CAPABILITY_VERSION_3, 0 };
	const uint32_t none[6] = { 0 };

	return (int)syscall(SYS_capset, header, none);
}

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
		    setuid(entry->pw_uid) == -1 || setgid(entry->pw_gid) == -1)
			return -1;
	if (entry->pw_uid == 0)
		return 0;	/* root was asked for */
	if (drop_capabilities() == -1)
		return -1;
	if (setuid(0) == -1 && (entry->pw_gid == 0 || setgid(0) == -1))
		return 0;
	errno = EPERM;
	return -1;
}
