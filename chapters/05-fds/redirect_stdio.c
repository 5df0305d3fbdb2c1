/* SPDX-License-Identifier: 0BSD */
#include <fcntl.h>
#include <unistd.h>

#include "steps.h"

/*
 * redirect_stdio -- point descriptors 0, 1 and 2 to /dev/null.
 *
 * They are the terminal's, or a pipe whose reader waits until the last writer
 * has closed it. They are not closed: the next open(2) would take the number,
 * and a stray printf would write into that file. It comes as late as it can,
 * for until chapter 10 nobody sees at the prompt what fails after it.
 *
 * Returns 0; or -1 with errno as open(2) or dup2(2) set it.
 * Source: APUE 3e 13.3, rule 6; daemon(7), step 9.
 */
int
redirect_stdio(void)
{
	int null = open("/dev/null", O_RDWR);

	if (null == -1)
		return -1;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(null, fd) == -1)
			return -1;
	return null > STDERR_FILENO ? close(null) : 0;
}
