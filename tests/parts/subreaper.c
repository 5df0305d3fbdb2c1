/* SPDX-License-Identifier: 0BSD */
/*
 * subreaper COMMAND... -- start it, and be who takes in the orphans among all that
 * come of it, until somebody ends this.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int
main(int argc, char *argv[])
{
	pid_t child;

	if (argc < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1) == -1 ||
	    (child = fork()) == -1) {
		perror("subreaper");
		return 1;
	}
	if (child == 0) {
		execv(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	for (;;)
		pause();
}
