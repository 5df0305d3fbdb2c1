/* SPDX-License-Identifier: 0BSD */
/*
 * stopwatch -- how long it takes until what was started is there.
 *
 *   stopwatch turns ROUNDS BEATFILE <COMMANDS
 *   stopwatch crowd NUMBER COMMAND [ARGUMENT...]
 *
 * turns starts the commands one after the other, again and again, so that what
 * else the machine does hits them alike. A line for each, its words separated by
 * tabs: a name, what to wait for, and the command. To wait for "end" is to wait
 * until the command returns; for "beat", until BEATFILE has its first line; for
 * "both", until both is so. The time is from before the command's fork. A start is
 * late if the command has returned and the line is not there: the file is looked
 * at as soon as wait(2) returns, so that some late ones may be missed, and none
 * is counted that is not. Waiting costs the others no time: it is wait(2), and
 * for a late one inotify(7). Prints of each the name; in microseconds the median,
 * and what a tenth of the starts were faster than, which tells more of a machine
 * that others use as well; and how many were late.
 *
 * crowd starts the command NUMBER times at once: all wait at a pipe until it is
 * closed. Prints the microseconds until the last has returned, and how many
 * ended with which status: "0:1 75:999".
 */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMMANDS = 64, WORDS = 32, LONGEST = 60 };	/* a start: seconds */

struct command {
	char *name, *until, *word[WORDS];
	double *took;		/* microseconds */
	int late;
};

static _Noreturn void
give_up(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static double
microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int
has_line(const char *beat)
{
	struct stat file;

	return stat(beat, &file) == 0 && file.st_size > 0;
}

/* All that the command left are our children now, for we are a subreaper. */
static void
end_daemon(const char *beat)
{
	FILE *file = fopen(beat, "r");
	pid_t daemon;

	if (file == NULL || fscanf(file, "%*s %*s %d", &daemon) != 1)
		give_up(beat);
	fclose(file);
	kill(daemon, SIGKILL);
	while (waitpid(-1, NULL, 0) != -1)
		continue;
}

static double
start(struct command *c, const char *beat, int news)
{
	char changes[4096];
	double before, took;
	int status;
	pid_t pid;

	alarm(LONGEST);
	unlink(beat);
	before = microseconds();
	if (posix_spawnp(&pid, c->word[0], NULL, NULL, c->word, environ) != 0)
		give_up(c->word[0]);
	if (strcmp(c->until, "beat") != 0 &&
	    (waitpid(pid, &status, 0) != pid || status != 0))
		give_up(c->name);
	if (strcmp(c->until, "end") == 0)
		return microseconds() - before;
	if (strcmp(c->until, "both") == 0)
		c->late += !has_line(beat);
	while (!has_line(beat))
		if (read(news, changes, sizeof changes) == -1)
			give_up("inotify");
	took = microseconds() - before;
	end_daemon(beat);
	return took;
}

static int
by_size(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

static void
take_turns(int rounds, char *beat)
{
	static struct command list[COMMANDS];
	char *line = NULL, *directory = strdup(beat);
	size_t size = 0;
	int count = 0, news = inotify_init1(IN_CLOEXEC);

	*strrchr(directory, '/') = '\0';
	if (inotify_add_watch(news, directory, IN_CREATE | IN_MODIFY) == -1)
		give_up(directory);
	while (count < COMMANDS && getline(&line, &size, stdin) != -1) {
		struct command *c = &list[count++];
		int words = 0;

		c->name = strtok(strdup(line), "\t\n");
		c->until = strtok(NULL, "\t\n");
		while (words < WORDS - 1 &&
		    (c->word[words] = strtok(NULL, "\t\n")) != NULL)
			words++;
		c->took = calloc((size_t)rounds, sizeof *c->took);
	}
	for (int i = 0; i < rounds; i++)
		for (struct command *c = list; c < list + count; c++)
			c->took[i] = start(c, beat, news);
	for (struct command *c = list; c < list + count; c++) {
		qsort(c->took, (size_t)rounds, sizeof *c->took, by_size);
		printf("%s\t%.1f\t%.1f\t%d\n", c->name, c->took[rounds / 2],
		    c->took[rounds / 10], c->late);
	}
}

static void
start_crowd(int number, char *command[])
{
	pid_t *crowd = calloc((size_t)number, sizeof *crowd);
	int gate[2], ended[256] = { 0 };
	double before;
	char none;

	if (pipe(gate) == -1)
		give_up("pipe");
	fflush(stdout);
	for (int i = 0; i < number; i++) {
		crowd[i] = fork();
		if (crowd[i] == -1)
			give_up("fork");
		if (crowd[i] == 0) {
			close(gate[1]);
			if (read(gate[0], &none, 1) == 0)
				execvp(command[0], command);
			_exit(127);
		}
	}
	alarm(LONGEST);
	before = microseconds();
	close(gate[1]);
	for (int i = 0; i < number; i++) {
		int status;

		if (waitpid(crowd[i], &status, 0) == -1)
			give_up("wait");
		ended[WIFEXITED(status) ? WEXITSTATUS(status) : 255]++;
	}
	printf("%.0f\t", microseconds() - before);
	for (int status = 0; status < 256; status++)
		if (ended[status] > 0)
			printf("%d:%d ", status, ended[status]);
	putchar('\n');
	while (waitpid(-1, NULL, WNOHANG) > 0)
		continue;	/* but for the daemon: it is the caller's */
}

int
main(int argc, char *argv[])
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (argc == 4 && strcmp(argv[1], "turns") == 0)
		take_turns(atoi(argv[2]), argv[3]);
	else if (argc > 3 && strcmp(argv[1], "crowd") == 0)
		start_crowd(atoi(argv[2]), argv + 3);
	else {
		fputs("usage: see the head of stopwatch.c\n", stderr);
		return 2;
	}
	return EXIT_SUCCESS;
}
