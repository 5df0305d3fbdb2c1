/* SPDX-License-Identifier: 0BSD */
/*
 * EXERCISE: The end is where it was when lseek(2) looked; a descriptor's offset
 *	does not move when others write to the file, or truncate it. With
 *	O_APPEND the kernel looks for the end at each write(2).
 * REPLACES: open_log
 */
#include <fcntl.h>

#include "steps.h"

int
open_log(const char *name)
{
	return open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}
