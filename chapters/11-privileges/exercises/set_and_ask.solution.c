/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The order is the same: groups, group, user. What was set is not
 *	believed, but asked for.
 * REPLACES: drop_privileges
 */
#define _GNU_SOURCE		/* setresuid(2): POSIX has it since 2024 */
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

/* become -- be this user, with its groups and no other, and make sure. */
static int
become(const char *user, uid_t uid, gid_t gid)
{
	uid_t uids[3];
	gid_t gids[3];

	if (initgroups(user, gid) == -1 || setresgid(gid, gid, gid) == -1 ||
	    setresuid(uid, uid, uid) == -1)
		return -1;
	if (getresuid(&uids[0], &uids[1], &uids[2]) == -1 ||
	    getresgid(&gids[0], &gids[1], &gids[2]) == -1)
		return -1;
	for (int i = 0; i < 3; i++)
		if (uids[i] != uid || gids[i] != gid) {
			errno = EPERM;
			return -1;
		}
	return 0;
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
		if (become(user, entry->pw_uid, entry->pw_gid) == -1)
			return -1;
	return entry->pw_uid == 0 ? 0 : drop_capabilities();
}
