/* SPDX-License-Identifier: 0BSD */
/*
 * signal_before_sleep -- the C library's ways to sleep, as a program calls them;
 * but in the last moment before the first sleep of the process that beats, a
 * SIGTERM arrives. A daemon that hears it ends; one that has tested a flag before
 * sleeps on.
 */
#define _GNU_SOURCE		/* ppoll(2), getsid(2), syscall(2) */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pid_t session;

__attribute__((constructor)) static void
begin(void)
{
	session = getsid(0);
}

/* Whoever is still in the session of the start waits for the one that beats. */
static void
signal_once(void)
{
	static int sent;

	if (sent || getsid(0) == session)
		return;
	sent = 1;
	kill(getpid(), SIGTERM);
}

int
sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info,
    const struct timespec *restrict timeout)
{
	signal_once();
	return (int)syscall(SYS_rt_sigtimedwait, set, info, timeout,
	    _NSIG / 8);
}

int
nanosleep(const struct timespec *interval, struct timespec *left)
{
	int error;

	signal_once();
	error = clock_nanosleep(CLOCK_REALTIME, 0, interval, left);
	if (error == 0)
		return 0;
	errno = error;
	return -1;
}

int
pause(void)
{
	signal_once();
	return (int)syscall(SYS_ppoll, NULL, 0, NULL, NULL, _NSIG / 8);
}

int
sigsuspend(const sigset_t *mask)
{
	signal_once();
	return (int)syscall(SYS_rt_sigsuspend, mask, _NSIG / 8);
}

int
poll(struct pollfd *fds, nfds_t number, int limit)
{
	struct timespec left = { .tv_sec = limit / 1000,
	    .tv_nsec = limit % 1000 * 1000000L };

	signal_once();
	return (int)syscall(SYS_ppoll, fds, number, limit < 0 ? NULL : &left,
	    NULL, _NSIG / 8);
}

int
ppoll(struct pollfd *fds, nfds_t number, const struct timespec *timeout,
    const sigset_t *mask)
{
	struct timespec left = { 0 };

	signal_once();
	if (timeout != NULL)
		left = *timeout;	/* Linux writes what is left into it */
	return (int)syscall(SYS_ppoll, fds, number,
	    timeout != NULL ? &left : NULL, mask, _NSIG / 8);
}

int
sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info)
{
	return sigtimedwait(set, info, NULL);
}

int
pselect(int number, fd_set *restrict read, fd_set *restrict write,
    fd_set *restrict except, const struct timespec *restrict timeout,
    const sigset_t *restrict mask)
{
	struct timespec left = { 0 };
	struct {
		const sigset_t *mask;
		size_t size;
	} mask_and_size = { mask, _NSIG / 8 };

	signal_once();
	if (timeout != NULL)
		left = *timeout;	/* Linux writes what is left into it */
	return (int)syscall(SYS_pselect6, number, read, write, except,
	    timeout != NULL ? &left : NULL, &mask_and_size);
}

int
select(int number, fd_set *restrict read, fd_set *restrict write,
    fd_set *restrict except, struct timeval *restrict timeout)
{
	struct timespec left = { 0 };

	if (timeout != NULL) {
		left.tv_sec = timeout->tv_sec;
		left.tv_nsec = timeout->tv_usec * 1000L;
	}
	return pselect(number, read, write, except,
	    timeout != NULL ? &left : NULL, NULL);
}

int
epoll_pwait(int epoll, struct epoll_event *events, int number, int limit,
    const sigset_t *mask)
{
	signal_once();
	return (int)syscall(SYS_epoll_pwait, epoll, events, number, limit, mask,
	    _NSIG / 8);
}

int
epoll_wait(int epoll, struct epoll_event *events, int number, int limit)
{
	return epoll_pwait(epoll, events, number, limit, NULL);
}
