/* SPDX-License-Identifier: 0BSD */
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

/*
 * setuid(2) takes them from root, and not from a process that was given them
 * otherwise. Not every C library comes with linux/capability.h: this is its
 * header, a version and a pid, and its data, effective, permitted and
 * inheritable, twice.
 */
static int
drop_capabilities(void)
{
	const uint32_t header[2] = { CAPABILITY_VERSION_3, 0 };
	const uint32_t none[6] = { 0 };

	return (int)syscall(SYS_capset, header, none);
}

/*
 * drop_privileges -- become this user, for good.
 *
 * Root is needed to lock a file in root's directory, and for nothing that comes
 * after. Groups, group, user, in that order: whoever is no longer root may not
 * change the other two. A process that is that user already keeps the groups
 * that it has, for as a rule it may change none. Then it tries to become root
 * again: if that works, a real or saved id was left. It must come after
 * lock_pidfile(), so that the pidfile is root's and no other process can write
 * a pid into it; and before the log and the beat file are opened, so that what
 * this user may not open is told now and not at the first SIGHUP.
 *
 * Returns 0; or -1 with errno EINVAL if no such user is found, EPERM if root
 * could be had again, or as the calls set it: EPERM if we may not do this.
 * Source: daemon(7), step 13; setuid(2), credentials(7), capabilities(7).
 */
int
drop_privileges(const char *user)
{
	const struct passwd *entry = getpwnam(user);
	uid_t uid;
	gid_t gid;

	if (entry == NULL) {
		errno = EINVAL;
		return -1;
	}
	uid = entry->pw_uid;	/* as getpwnam(3) has it */
	gid = entry->pw_gid;
	if ((geteuid() != uid || getuid() != uid) &&
	    (initgroups(user, gid) == -1 || setgid(gid) == -1 ||
	    setuid(uid) == -1))
		return -1;
	if (uid == 0)
		return 0;	/* root was asked for */
	if (drop_capabilities() == -1)
		return -1;
	if (setuid(0) != -1 || (gid != 0 && setgid(0) != -1)) {
		errno = EPERM;	/* root could be had again */
		return -1;
	}
	return 0;
}
