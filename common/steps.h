/* SPDX-License-Identifier: 0BSD */
/*
 * steps -- how a process becomes a daemon: the table of contents, in C.
 *
 * Each is the step that its chapter adds, in a file of its own name, and says
 * there what it does, why, and what must come before or after it. A step does
 * and does not decide: it returns 0 or a descriptor, or -1 with errno set, as
 * a system call does; main() says what a failure means.
 */
#ifndef STEPS_H
#define STEPS_H

#include <sys/types.h>

int leave_parent(void);				/* 1: fork */
int start_session(void);			/* 2: setsid */
void clear_umask(void);				/* 3: umask */
int move_to_root(void);				/* 4: chdir */
int close_inherited(void);			/* 5: fds */
int redirect_stdio(void);			/* 5: fds */
int lock_pidfile(const char *name);		/* 6: pidfile */
pid_t find_holder(const char *name);		/* 6: pidfile */

#endif
