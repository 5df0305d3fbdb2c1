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
	const char *kind = argc == 3 ? argv[1] : "";
	int read = strcmp(kind, "read") == 0 || strcmp(kind, "ofd-read") == 0;
	int ofd = strncmp(kind, "ofd-", 4) == 0;
	struct flock lock = {
		.l_type = read ? F_RDLCK : F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = strcmp(kind, "end") == 0 ? 100 : 0,
	};
	int fd = argc == 3 ? open(argv[2], O_RDWR | O_CREAT, 0644) : -1;

	if (fcntl(fd, ofd ? F_OFD_SETLK : F_SETLK, &lock) == -1) {
		perror("hold_lock");
		return 1;
	}
	puts("held");
	fflush(stdout);
	for (;;)
		pause();
}
