/* SPDX-License-Identifier: 0BSD */
/* report -- what a program has to say, and the status it ends with. */
#ifndef REPORT_H
#define REPORT_H

/* The exit statuses of every program in this book. */
enum {
	STATUS_DONE = 0,	/* done (from chapter 10: ready) */
	STATUS_FAILED = 1,	/* something could not be done */
	STATUS_USAGE = 2,	/* the command line was wrong */
	STATUS_RUNNING = 75	/* refused: one is running already */
};

/* Chapter 12's commands end as the LSB has it for init scripts. */
enum {
	STATUS_DEAD = 1,	/* status: none runs; the pidfile has a pid */
	STATUS_STOPPED = 3,	/* status: none runs */
	STATUS_UNKNOWN = 4,	/* status: it cannot be known */
	STATUS_DENIED = 4,	/* stop, reload: not allowed to signal it */
	STATUS_NOT_RUNNING = 7	/* reload: none runs */
};

/*
 * say -- write one line to standard error, or to where report_to() has said:
 * "NAME[PID]: ", the message, a newline.
 *
 * It is one write(2), never stdio's buffer: fork(2) would copy what the buffer
 * holds, and both processes would say it. ASCII's control characters become
 * '?', so that a file's name cannot make two lines of one.
 */
void say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* die -- say it, and end the process with this status. */
_Noreturn void die(int status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * must -- end the process if a call failed.
 *
 * result is what the call returned: -1, with errno set, means that it failed.
 * The action completes "cannot ...", as in must(chdir(d), "move to %s", d).
 * Returns result.
 */
int must(int result, const char *action, ...)
    __attribute__((format(printf, 2, 3)));

/* should -- as must, but the process lives on. Returns result. */
int should(int result, const char *action, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * report_to -- write all that is said from now on to this descriptor.
 *
 * Each line is one write(2): on a descriptor that appends, no other process's
 * line comes between its parts.
 */
void report_to(int fd);

/*
 * answer_through -- while the command that started us waits for our answer, be
 * heard there: die() and must() send their status and their line through this
 * pipe. The command shows the line and ends with the status. -1 ends this.
 */
void answer_through(int starter);

/* report_as -- speak under the last part of this name: of argv[0]. */
void report_as(const char *name);

#endif
