/* SPDX-License-Identifier: 0BSD */
/*
 * steps -- how a process becomes a daemon: the table of contents, in C.
 *
 * Each is the step that its chapter adds, in a file of its own name, and says
 * there what it does, why, and what must come before or after it. A step does
 * and does not decide: most return 0 or a descriptor, or -1 with errno set, as
 * a system call does (each says what); main() says what a failure means.
 */
#ifndef STEPS_H
#define STEPS_H

#include <sys/types.h>
#include <time.h>

#include "options.h"

int leave_parent(void);				/* 1: fork */
int start_session(void);			/* 2: setsid */
void clear_umask(void);				/* 3: umask */
int move_to_root(void);				/* 4: chdir */
int close_inherited(void);			/* 5: fds */
int redirect_stdio(void);			/* 5: fds */
int lock_pidfile(const char *name);		/* 6: pidfile */
pid_t find_holder(const char *name);		/* 6: pidfile */
int open_log(const char *name);			/* 8: log */
int reset_signals(void);			/* 9: signals */
int catch_signals(void);			/* 9: signals */
int wait_for_signal(struct timespec interval);	/* 9: signals */
int reopen(int fd, int fresh);			/* 9: signals */
int leave_waiting_parent(int patience);	/* 10: ready */
int report_ready(int starter);			/* 10: ready */
void clean_environment(void);			/* 11: privileges */
int drop_privileges(const char *user);		/* 11: privileges */
int signal_holder(const char *pidfile, int signal,
    pid_t *holder);				/* 12: control */
int obey_command(enum command command, const char *pidfile,
    int patience);			/* 12: control */
int notify(const char *state);			/* 13: supervised */
int notify_newline(int fd);			/* 13: supervised */

#endif
