/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: connect(2) says to whom each write(2) goes. If nobody listens there
 *	it fails, and that is heard at the prompt.
 * REPLACES: open_log
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
	int fd, error;

	if (strlen(name) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, name, strlen(name) + 1);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	error = errno;
	close(fd);		/* it failed before: the first errno is told */
	errno = error;
	return -1;
}

int
open_log(const char *name)
{
	struct stat file;

	if (stat(name, &file) == 0 && S_ISSOCK(file.st_mode))
		return open_socket(name);
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}
