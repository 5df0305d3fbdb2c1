/* SPDX-License-Identifier: 0BSD */
/*
 * hold_lock read|ofd-read|ofd-write|end FILE -- hold a lock of this kind on the
 * file, or one to write on a part at its end, and tell when it is held, by a line.
 * The tests put it in a daemon's way.
 */
#define _GNU_SOURCE		/* F_OFD_SETLK is Linux's */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char *argv[])
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
	int fd = argc == 3 ? open(argv[2], O_RDWR | O_CREAT, 0644) : -1;
	int ofd = fd != -1 && strncmp(argv[1], "ofd", 3) == 0;

	if (fd != -1 && strcmp(argv[1], "ofd-write") == 0)
		lock.l_type = F_WRLCK;
	if (fd != -1 && strcmp(argv[1], "end") == 0) {
		lock.l_type = F_WRLCK;
		lock.l_start = 100;
	}
	if (fcntl(fd, ofd ? F_OFD_SETLK : F_SETLK, &lock) == -1) {
		perror("hold_lock");
		return 1;
	}
	puts("held");
	fflush(stdout);
	for (;;)
		pause();
}
