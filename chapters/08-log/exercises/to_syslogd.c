/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: Let the log be the socket on which syslogd listens, as with
 *	-l /dev/log. open_socket() makes a socket, but nobody hears what is
 *	written to it: say to whom it leads.
 * REPLACES: open_log
 * FAILS: a log that is a socket hears it, or is refused at the prompt
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "steps.h"

/*
 * open_socket -- open a socket whose messages whoever serves this name reads:
 * each write(2) is one message.
 *
 * Returns the descriptor; or -1 with errno ENAMETOOLONG, or as socket(2) and
 * connect(2) set it.
 */
static int
open_socket(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (strlen(name) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, name, strlen(name) + 1);
	return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

int
open_log(const char *name)
{
	struct stat file;

	if (stat(name, &file) == 0 && S_ISSOCK(file.st_mode))
		return open_socket(name);
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}
