/* SPDX-License-Identifier: 0BSD */
/*
 * spend_a_fork COMMAND... -- call fork(2), in which strace injects an error into
 * the first of each process; then become the command. So in the command the first
 * fork is the second, and goes well; and what fails is its child's.
 */
#include <stdio.h>
#include <unistd.h>

int
main(int argc, char *argv[])
{
	if (argc < 2 || fork() != -1)
		return 1;
	execv(argv[1], argv + 1);
	perror(argv[1]);
	return 127;
}
