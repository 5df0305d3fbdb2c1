/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: RELOADING=1 comes without the time.
 * SYMPTOM: With Type=notify-reload, systemd does not know which reload that is,
 *	ignores it, and systemctl reload hangs.
 * SEEN IN: patroni/patroni #3598; kanidm/kanidm #3540; tmds/Tmds.Systemd #54.
 * CAUGHT BY: it tells when a reload begins, at which time, and when it is over
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "steps.h"

/*
 * The name begins with / for a socket in a directory, or with @, in place of a
 * NUL, for an abstract one, which Linux keeps in no directory.
 */
static socklen_t
address_of(const char *name, struct sockaddr_un *address)
{
	size_t length = strlen(name);

	if ((name[0] != '/' && name[0] != '@') ||
	    length >= sizeof address->sun_path)
		return 0;
	address->sun_family = AF_UNIX;
	memcpy(address->sun_path, name, length + 1);
	if (name[0] == '@')
		address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

int
notify(const char *state)
{
	struct sockaddr_un address = { 0 };
	const char *name = getenv("NOTIFY_SOCKET");
	socklen_t length;
	int fd, error = 0;

	if (name == NULL)
		return 0;
	length = address_of(name, &address);
	if (length == 0) {
		errno = EINVAL;
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	    (struct sockaddr *)&address, length) == -1)
		error = errno;
	close(fd);		/* a message is sent whole, or not at all */
	errno = error;
	return error == 0 ? 0 : -1;
}
