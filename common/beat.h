/* SPDX-License-Identifier: 0BSD */
/*
 * beat -- the daemon's work: once in a while it appends a line, local time and
 * its pid, to the file that its user named.
 */
#ifndef BEAT_H
#define BEAT_H

#include <time.h>

/*
 * check_beat -- ask whether the beat file can be had, and create nothing.
 *
 * For the start, while the exit status still reaches whoever typed the command.
 * It can only foresee: what changes before open_beat() is open_beat()'s to
 * report. The name is absolute, as parse_options() makes it.
 * Returns 0; or -1 with errno as open(2) would set it.
 */
int check_beat(const char *name);

/*
 * check_beat_for -- the same, for a start that is to become this user, or NULL.
 *
 * It is not that user who asks: what is EACCES now, open_beat() may get. In a
 * container, root may have been left without its capabilities.
 * Returns 0, also for a name of NULL, which is no file; or as check_beat().
 */
int check_beat_for(const char *user, const char *name);

/*
 * open_beat -- open the beat file to append to it; create it with mode 0644.
 *
 * It is opened for reading too, because Linux makes a terminal the controlling
 * terminal only of a process that opens it for reading: chapter 7 shows that.
 * Returns the descriptor, or -1 with errno as open(2) sets it.
 */
int open_beat(const char *name);

/*
 * write_beat -- append one line: local time, and this process's pid.
 *
 * Returns 0; or -1 with errno as write(2) sets it, ENOSPC if it wrote a part of
 * the line only, or EOVERFLOW if the clock tells no time of our calendar.
 */
int write_beat(int fd);

/*
 * keep_beating -- write the first line at once, and one more each interval.
 *
 * If the first cannot be written, the process ends, for then it has not
 * started. A daemon that serves does not end: a later failure is reported.
 * (Where standard error is a pipe that nobody reads, that ends it: until
 * chapter 5 it does not let go of the pipe.)
 */
_Noreturn void keep_beating(int fd, struct timespec interval);

#endif
