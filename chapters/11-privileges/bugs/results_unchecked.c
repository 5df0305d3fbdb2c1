/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It does not look whether the calls succeed, nor what has come of it.
 * SYMPTOM: Where the user cannot be changed, the daemon serves on as root, and
 *	the command says that all is well.
 * SEEN IN: CVE-2008-0008, PulseAudio, pa_drop_root(); CVE-2011-3603, radvd,
 *	privsep_init(); netatalk #115, check_icmp #746.
 * CAUGHT BY: a user that it may not become is told at the prompt, and nothing
 *	runs
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
	if (geteuid() != entry->pw_uid || getuid() != entry->pw_uid) {
		initgroups(user, entry->pw_gid);
		setgid(entry->pw_gid);
		setuid(entry->pw_uid);
	}
	if (entry->pw_uid == 0)
		return 0;	/* root was asked for */
	return drop_capabilities();
}
