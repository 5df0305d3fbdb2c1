/* SPDX-License-Identifier: 0BSD */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"

enum { LINE = PATH_MAX + 256 };	/* room for any name, and for what ails it */

static const char *program = "daemon";
static int sink = STDERR_FILENO;
static int answer = -1;		/* the pipe to the command that waits */

void
report_as(const char *name)
{
	const char *slash = strrchr(name, '/');

	program = slash != NULL ? slash + 1 : name;
}

void
report_to(int fd)
{
	sink = fd;
}

void
answer_through(int starter)
{
	answer = starter;
}

/* Where the text of a line ends: it is cut where the line is full. */
static size_t
end_of(size_t used, int more)
{
	size_t end = used + (more > 0 ? (size_t)more : 0);

	return end < LINE - 1 ? end : LINE - 1;
}

/* A command that waits is told the status in one byte, and then the line. */
static void
tell(int status, const char *line, size_t length)
{
	unsigned char byte = (unsigned char)status;

	if (status != STATUS_DONE && answer != -1 &&
	    write(answer, &byte, 1) == 1 && write(answer, line, length) != -1 &&
	    sink == STDERR_FILENO)
		return;		/* it is shown there, and once is enough */
	if (write(sink, line, length) == -1)
		return;		/* and nobody is left to be told */
}

static void report(int status, const char *before, const char *format,
    va_list arguments, const char *between, const char *after)
    __attribute__((format(printf, 3, 0)));

/*
 * before, between and after frame the message: "cannot ", ": " and a reason.
 * The status is the one that the process is about to end with, or STATUS_DONE.
 */
static void
report(int status, const char *before, const char *format, va_list arguments,
    const char *between, const char *after)
{
	char line[LINE];
	size_t used;

	used = end_of(0, snprintf(line, LINE, "%.255s[%ld]: %s", program,
	    (long)getpid(), before));
	used = end_of(used, vsnprintf(line + used, LINE - used, format,
	    arguments));
	used = end_of(used, snprintf(line + used, LINE - used, "%s%s", between,
	    after));
	for (size_t i = 0; i < used; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == '\177')
			line[i] = '?';
	line[used++] = '\n';
	tell(status, line, used);
}

/*
 * With O_NOFOLLOW, ELOOP means that the file is a symbolic link; the C
 * library's text for it speaks of many.
 */
static const char *
reason(int error)
{
	return error != ELOOP ? strerror(error) :
	    "It is a symbolic link, or too many lead there";
}

void
say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(STATUS_DONE, "", format, arguments, "", "");
	va_end(arguments);
}

_Noreturn void
die(int status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(status, "", format, arguments, "", "");
	va_end(arguments);
	exit(status);
}

int
must(int result, const char *action, ...)
{
	va_list arguments;

	if (result != -1)
		return result;
	va_start(arguments, action);
	report(STATUS_FAILED, "cannot ", action, arguments, ": ",
	    reason(errno));
	va_end(arguments);
	exit(STATUS_FAILED);
}

int
should(int result, const char *action, ...)
{
	va_list arguments;

	if (result != -1)
		return result;
	va_start(arguments, action);
	report(STATUS_DONE, "cannot ", action, arguments, ": ", reason(errno));
	va_end(arguments);
	return result;
}
