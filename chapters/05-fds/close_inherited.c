/* SPDX-License-Identifier: 0BSD */
#define _DEFAULT_SOURCE		/* syscall(2): musl 1.2.3 has no close_range */
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "steps.h"

/*
 * close_inherited -- close all descriptors from 3 up; see that 0 to 2 are open.
 *
 * What the starter had open is not the daemon's: a pipe whose reader waits for
 * its end, a lock, a socket. It must come before the first open(2) and before
 * every lock, or it closes what the daemon needs. A starter may also have
 * closed 0, 1 or 2; then the next file that is opened takes that number, and
 * what is meant for standard error goes into the file. So they are filled here,
 * and are still where messages go until redirect_stdio().
 *
 * Returns 0; or -1 with errno as open(2) sets it for /dev/null; or ENOSYS, for
 * close_range(2) is Linux's, since 5.9; or EPERM, where a container's filter of
 * system calls does not know it.
 * Source: APUE 3e 13.3, rule 5; daemon(7), step 1; close_range(2).
 */
int
close_inherited(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDWR) == -1)	/* the lowest: fd */
			return -1;
	return (int)syscall(SYS_close_range, STDERR_FILENO + 1U, ~0U, 0U);
}
