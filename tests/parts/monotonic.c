/* SPDX-License-Identifier: 0BSD */
/* monotonic -- print the time of CLOCK_MONOTONIC, in microseconds. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <time.h>

int
main(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
		return 1;
	printf("%lld\n", (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	return 0;
}
