/* SPDX-License-Identifier: 0BSD */
/*
 * BUG: It signals the process whose pid is in the file, whoever that is.
 * SYMPTOM: A daemon that was killed has left its pid behind. The next stop ends
 *	the stranger who has that pid by now, and says "stopped".
 * SEEN IN: thuehlinger/daemons #30 ("my IDE spontaneously closed"); OpenIPC
 *	#2326; CVE-2018-16888 (systemd); shadowsocks 2.6 to 2.9.1,
 *	`daemon_stop`.
 * CAUGHT BY: a stranger whose pid is in the pidfile is left alone
 */
#define _DEFAULT_SOURCE		/* syscall(2): C libraries may lack both */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

static pid_t
read_pid(const char *pidfile)
{
	char text[32] = "";
	int fd = open(pidfile, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t length;

	if (fd == -1)
		return 0;
	length = read(fd, text, sizeof text - 1);
	close(fd);		/* read from, and not locked: nothing is lost */
	errno = ESRCH;
	return length > 0 ? (pid_t)strtol(text, NULL, 10) : 0;
}

int
signal_holder(const char *pidfile, int signal, pid_t *holder)
{
	int fd, error;

	*holder = read_pid(pidfile);
	if (*holder == 0)
		return -1;
	fd = (int)syscall(SYS_pidfd_open, *holder, 0U);
	if (fd == -1)
		return -1;
	if (syscall(SYS_pidfd_send_signal, fd, signal, NULL, 0U) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}
