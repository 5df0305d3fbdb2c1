/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It sets user and group, and leaves the other groups as they were.
 * SYMPTOM: Groups in /proc/PID/status are its starter's: what group 0 may read
 *	or write, the daemon still may.
 * SEEN IN: CVE-2009-3564, puppetmasterd; postsrsd #133, sslh #17, dnscap #210,
 *	nvidia-persistenced #13, fiorix/go-daemon #4.
 * CAUGHT BY: its other groups are its user's, and none of its starter's is
 *	left
 */
#define _DEFAULT_SOURCE		/* syscall(2) */
#include <errno.h>
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
		if (setgid(entry->pw_gid) == -1 || setuid(entry->pw_uid) == -1)
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
