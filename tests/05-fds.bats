#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 5: fds. The program is started by a shell that plants or closes
# descriptors first, and then becomes the program.

load helper

# start_with REDIRECTIONS [ARGUMENT...]
start_with() {
	local redirections=$1
	shift
	launch bash -c "exec \"\$@\" $redirections" bash \
		"$program" -i "$interval" "$@" "$beat"
	beats
}

@test "its descriptors 0, 1 and 2 are /dev/null" {
	likely "they were left as they were, or closed: redirect_stdio (chapter 5)"
	mkfifo in
	may=('[02]$' '[12]$' '[12]$') # read; write; write: O_RDWR is 2
	start_with "0<>in 1>>$BATS_TEST_TMPDIR/out 2>>$BATS_TEST_TMPDIR/err"
	for fd in 0 1 2; do
		is "its descriptor $fd" /dev/null "$(descriptor_of "$pid" "$fd")"
		flags=$(flags_of "$pid" "$fd")
		matches "what it may do with descriptor $fd" "${may[fd]}" "$flags"
		(((0$flags & 02000000) == 0)) ||
			complain "the flags of its descriptor $fd" "no O_CLOEXEC: what it starts needs it, too" "$flags"
	done
}

@test "it inherits no other descriptor of its starter's" {
	likely "not all were closed: close_inherited (chapter 5)"
	: >planted
	mkfifo pipe
	start_with '3<planted 4<>pipe 5<. 9>>planted 77</dev/zero'
	beats_on # from chapter 10 on, the first beat is a part of the start
	for fd in $(descriptors_of "$pid"); do
		open=$(descriptor_of "$pid" "$fd")
		((fd <= 2)) || is "what its descriptor $fd is open on" "$beat" "$open"
	done
}

@test "of the terminal that it is started on it keeps nothing open" {
	likely "what it opened before close_inherited, or in place of it, is open still (chapter 5)"
	start_on_terminal
	beats_on
	for fd in $(descriptors_of "$pid"); do
		open=$(descriptor_of "$pid" "$fd")
		[[ $open != /dev/tty && $open != /dev/pts/* ]] || complain "its descriptor $fd" "not the terminal" "$open"
	done
}

@test "it closes descriptors above a limit that was lowered after them" {
	likely "a loop to the limit does not reach them: close_inherited (chapter 5)"
	: >planted
	high=$(ulimit -Hn)
	((high <= 1048576)) 2>/dev/null || high=1048576
	launch bash -c 'ulimit -n "$0" && eval "exec $(($0 - 1))<planted 200<planted"
		ulimit -n 64; exec "$@"' "$high" "$program" -i "$interval" "$beat"
	beats
	for fd in 200 $((high - 1)); do
		is "its descriptor $fd" "" "$(descriptor_of "$pid" "$fd")"
	done
}

@test "it closes descriptors however many there are" {
	likely "a walk through a list closed what it reads the list through (chapter 5)"
	: >planted
	launch bash -c '
		ulimit -n 1024
		for ((fd = 10; fd < 1000; fd++)); do eval "exec $fd<planted"; done
		exec "$@"' bash "$program" -i "$interval" "$beat"
	beats
	is "its descriptors of the file" "" "$(find "/proc/$pid/fd" -lname "$home/planted")"
}

@test "a command substitution of its start ends at once" {
	likely "it still holds the pipe that the shell reads from (chapter 5)"
	launch bash -c 'said=$("$@" 2>&1); printf "%s" "$said"' bash \
		"$program" -i "$interval" "$beat"
	beats
	returns
	runs "$pid" || complain "process $pid" "runs" "is gone"
}

@test "a pipe from its start ends at once" {
	likely "it still holds the pipe that cat reads from (chapter 5)"
	launch bash -c '"$@" 2>&1 | cat' bash "$program" -i "$interval" "$beat"
	beats
	returns
	runs "$pid" || complain "process $pid" "runs" "is gone"
}

@test "it works when it is started with 0, 1 and 2 closed, one, two or all" {
	likely "a file took the number of a standard descriptor: close_inherited (chapter 5)"
	ways=("0<&-" "1>&-" "2>&-" "0<&- 1>&-" "0<&- 2>&-" "1>&- 2>&-" "0<&- 1>&- 2>&-" "")
	# All at once: the daemons beat while one after the other is looked at.
	for n in "${!ways[@]}"; do
		beat=$home/beat-$n
		start_with "${ways[n]}"
		started[n]=$shown
	done
	for n in "${!ways[@]}"; do
		beat=$home/beat-$n closed=${ways[n]:-all open} shown=${started[n]}
		beats
		eventually has_lines 3 || complain "with $closed, the lines" "3 or more" "$(lines)"
		for fd in 0 1 2; do
			is "with $closed, its descriptor $fd" /dev/null "$(descriptor_of "$pid" "$fd")"
		done
		mapfile -t all <"$beat"
		for line in "${all[@]}"; do
			matches "with $closed, a line in its beat file" "^[-0-9]+ [:0-9]+ $pid$" "$line"
		done
	done
}

# bats test_tags=guard,why:filling-0-and-1-must-spare-2
@test "its error is heard when only standard error is open" {
	likely "an open descriptor was filled or closed: close_inherited (chapter 5)"
	mkdir directory
	launch bash -c 'exec "$@" 0<&- 1>&-' bash "$program" directory
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "directory: Is a directory$" "$(<"$said")"
}

# is_settled: its start is over: one process is left, and sleeps
is_settled() { [ "$(processes)" = "$pid" ] && [[ $(status_of "$pid" State) == S* ]]; }

# calls_at LIMIT: count its system calls, from its start to its first sleep
calls_at() {
	rm -f "$beat"
	launch bash -c 'ulimit -n "$0" && exec "$@"' "$1" strace -f -c \
		-o "$BATS_TEST_TMPDIR/count" "$program" -i 3600 "$beat"
	beats
	eventually is_settled
	end_all
	eventually ended "$command"
	# A sleep is counted only if a signal interrupts it: the end of a wrong step's child.
	# The kernel goes on with it so: no new call.
	awk '$NF == "total" { calls += $4 }
		$NF ~ /^(restart_syscall|(clock_)?nanosleep.*|rt_sigtimedwait.*)$/ { calls -= $4 }
		END { print calls }' "$BATS_TEST_TMPDIR/count"
}

# bats test_tags=guard,why:who-closes-nothing-needs-no-loop
@test "the system calls of a start do not grow with the limit on descriptors" {
	likely "a loop closes each number up to the limit: close_inherited (chapter 5)"
	needs_strace
	high=$(ulimit -Hn)
	[ "$high" != unlimited ] || high=1048576
	few=$(calls_at 256) many=$(calls_at "$high")
	matches "the calls at a limit of 256" '^[1-9][0-9]*$' "$few"
	is "the calls at a limit of $high" "$few" "$many"
}

@test "a /dev/null that cannot be had is told, and nothing beats" {
	likely "the result of open(2) is not checked, or standard error is closed before it: redirect_stdio (chapter 5)"
	injecting open,openat:error=ENFILE -P /dev/null
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	if [[ $(<"$said") == *"cannot close descriptors: Too many open files in system" ]]; then
		# close_inherited opens it, too: in one process, the second time is redirect_stdio's
		companion foreground
		injecting open,openat:error=ENFILE:when=2+ -P /dev/null
		launch "${tracer[@]}" "$companion" -i "$interval" "$beat"
		returns
	fi
	matches "its one line" "cannot redirect 0, 1 and 2: Too many open files in system$" "$(<"$said")"
	is "the lines in its beat file" 0 "$(lines)"
	is "the processes left" "" "$(processes)"
	needs_mounts
	likely "a file is made where no device is: redirect_stdio (chapter 5)"
	launch "${own_mounts[@]}" sh -c 'mount -t tmpfs tmpfs /dev && exec "$@"' sh "$program" -i "$interval" "$beat"
	eventually said_or_beats || :
	matches "its one line, with an empty /dev" \
		"cannot (close descriptors|redirect 0, 1 and 2): No such file or directory$" "$(<"$said")"
}

@test "a dup2 that fails is told, or done without" {
	likely "the result of dup2(2) is not checked: redirect_stdio (chapter 5)"
	injecting dup2,dup3:error=EMFILE # of EBUSY musl tells nobody: it asks again
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	eventually said_or_beats || :
	if [ -s "$beat" ]; then
		beats
		for fd in 0 1 2; do
			is "its descriptor $fd" /dev/null "$(descriptor_of "$pid" "$fd")"
		done
	else
		matches "its one line" "cannot redirect 0, 1 and 2: (Too many open files|No file descriptors available)$" "$(<"$said")"
	fi
}

@test "a close_range that fails is told, or done without" {
	likely "the result of close_range(2) is not checked: close_inherited (chapter 5)"
	: >planted
	high=$(($(ulimit -n) - 1))
	((high <= 2000)) 2>/dev/null || high=2000
	for error in "EPERM:Operation not permitted" "ENOSYS:Function not implemented"; do
		injecting "close_range:error=${error%:*}"
		rm -f "$beat"
		launch bash -c 'eval "exec $0<planted"; ulimit -Sn 64; exec "$@" 9<planted' "$high" \
			"${tracer[@]}" "$program" -i "$interval" "$beat"
		eventually said_or_beats || :
		if [ -s "$beat" ]; then
			beats
			for fd in 9 "$high"; do
				is "with ${error%:*}, its descriptor $fd" "" "$(descriptor_of "$pid" "$fd")"
			done
			end_all
		else
			matches "its one line" "cannot close descriptors: ${error#*:}$" "$(<"$said")"
			eventually is_over_or_beats || :
			is "with ${error%:*}, the processes left" "" "$(processes)"
		fi
	done
}
is_over_or_beats() { has_lines 1 || is_over; }

@test "where there is no /proc, that is told, or done without" {
	likely "the result of opendir(3) is not checked: close_inherited (chapter 5)"
	needs_plain
	needs_mounts
	: >planted
	launch "${own_mounts[@]}" sh -c 'mount -t tmpfs tmpfs /proc && exec "$@" 9<planted' sh \
		"$program" -i "$interval" "$beat"
	eventually said_or_beats || :
	if [ -s "$beat" ]; then
		beats
		is "its descriptor 9" "" "$(descriptor_of "$pid" 9)"
	else
		matches "its one line" "cannot close descriptors: No such file or directory$" "$(<"$said")"
	fi
}

# bats test_tags=guard,why:the-program-before-has-no-limit-in-its-way
@test "its limit on descriptors is its starter's" {
	likely "to raise it is no way to close more: close_inherited (chapter 5)"
	launch bash -c 'ulimit -Sn 200; exec "$@"' bash "$program" -i "$interval" "$beat"
	beats
	is "its soft limit, and the hard one" "200 $(ulimit -Hn)" \
		"$(prlimit --noheadings --raw --output SOFT,HARD --nofile --pid "$pid")"
}

@test "a closed descriptor that cannot be filled is told" {
	likely "the result of open(2) is not checked: close_inherited (chapter 5)"
	injecting open,openat:error=ENFILE -P /dev/null
	launch bash -c 'exec "$@" 0<&-' bash "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	matches "its one line" "cannot close descriptors: Too many open files in system$" "$(<"$said")"
	is "the lines in its beat file" 0 "$(lines)"
}

# bats test_tags=guard,why:the-redirection-must-not-come-too-early
@test "a beat file that cannot be opened is told" {
	likely "0 to 2 are redirected too early: main (chapter 5)"
	injecting open,openat:error=EACCES -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	matches "its one line" "cannot open $beat: Permission denied$" "$(<"$said")"
	is "the processes left" "" "$(processes)"
}
