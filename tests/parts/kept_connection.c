/* SPDX-License-Identifier: 0BSD */
/*
 * kept_connection -- to be preloaded: getpwnam(3) with a module behind it that
 * keeps a connection open (nsswitch.conf(5)). In another process than the one that
 * has opened it, it closes that number, whatever it means by now, as samba's does
 * (nsswitch/wb_common.c).
 */
#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

__attribute__((constructor)) static void
begin(void)
{
	int fd = creat("loaded", 0644);

	if (fd != -1)
		close(fd);
}

struct passwd *
getpwnam(const char *name)
{
	static char text[16384];
	static struct passwd entry;
	static int connection = -1;
	static pid_t owner;
	struct passwd *result = NULL;

	if (connection != -1 && owner != getpid()) {
		close(connection);
		connection = -1;
	}
	if (connection == -1)
		connection = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	owner = getpid();
	getpwnam_r(name, &entry, text, sizeof text, &result);
	return result;
}
