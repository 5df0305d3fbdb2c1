/* SPDX-License-Identifier: 0BSD */
#include <fcntl.h>

#include "steps.h"

/*
 * open_log -- open the log to append to it; create it with mode 0640.
 *
 * Once 0 to 2 are /dev/null, this is where a message is still heard. With
 * O_APPEND the kernel finds the end of the file and writes there in one step,
 * so that lines of several processes do not overwrite each other. With
 * O_CLOEXEC no program that the daemon starts gets it. The mode is explicit,
 * for the umask is 0, and not 0644: what a log tells is not for everybody. It
 * must come before redirect_stdio(): until chapter 10, nobody sees at the
 * prompt what fails after that.
 *
 * Returns the descriptor; or -1 with errno as open(2) sets it.
 * Source: APUE 3e 13.4; TLPI 37.5.
 */
int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}
