/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: The time that it tells is that of the calendar.
 * SYMPTOM: systemd compares it with the monotonic clock, which began when
 *	the machine did: every message is from the future.
 * SEEN IN: hashicorp/nomad #25636: it sent "the unix time".
 * CAUGHT BY: it tells when a reload begins, at which time, and when it is over
 */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
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
	struct timespec now;
	char message[256];
	int fd, error = 0, size;

	if (name == NULL)
		return 0;
	length = address_of(name, &address);
	if (length == 0) {
		errno = EINVAL;
		return -1;
	}
	if (clock_gettime(CLOCK_REALTIME, &now) == -1)
		return -1;
	size = snprintf(message, sizeof message, "%s\nMONOTONIC_USEC=%lld",
	    state, (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	if (size < 0 || (size_t)size >= sizeof message) {
		errno = EMSGSIZE;
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	if (sendto(fd, message, (size_t)size, MSG_NOSIGNAL,
	    (struct sockaddr *)&address, length) == -1)
		error = errno;
	close(fd);		/* a message is sent whole, or not at all */
	errno = error;
	return error == 0 ? 0 : -1;
}
