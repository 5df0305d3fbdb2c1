/* SPDX-License-Identifier: 0BSD */
/*
 * held_text -- a library to load before a program begins: it leaves a text in
 * stdio(3), unwritten, and a file "loaded", which says that it was there.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

__attribute__((constructor)) static void
hold(void)
{
	int fd = creat("loaded", 0644);

	if (fd != -1)
		close(fd);
	setvbuf(stdout, NULL, _IOFBF, BUFSIZ);
	printf("held\n");
}
