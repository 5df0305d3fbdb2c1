#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 1: fork. The shell has its prompt, and somebody else does the work.

load helper

@test "the command returns at once, with status 0, while the daemon works on" {
	likely "the parent does not end, or waits, or ends with a failure: leave_parent (chapter 1)"
	interval=0.2 patience=3 # lines: it is to return before the third
	start
	returns
	is "the exit status" 0 "$status"
	runs "$pid" || complain "process $pid" "runs" "is gone"
}

@test "the daemon works on after the command has returned" {
	likely "it ends with its parent: leave_parent (chapter 1)"
	start
	returns
	beats_on
}

@test "the daemon is not the process that was started" {
	likely "the parent does the work: leave_parent (chapter 1)"
	start
	isnt "the pid in the beat file" "$command" "$pid"
}

@test "the daemon is not a child of the shell that started it" {
	likely "the shell's child did not end: leave_parent (chapter 1)"
	start
	returns
	isnt "its parent" "$$" "$(parent_of "$pid")"
	isnt "its parent" "$BASHPID" "$(parent_of "$pid")"
	isnt "its parent" "$command" "$(parent_of "$pid")"
}

@test "one process is left, and it is the one that beats" {
	likely "the parent, or a process between, did not end (chapter 1)"
	start
	returns
	left_alone "$pid"
}

@test "each start has a process of its own" {
	likely "a second start takes the first one's place: leave_parent (chapter 1)"
	start
	returns
	first=$pid
	rm "$beat"
	start
	returns
	isnt "the second daemon's pid" "$first" "$pid"
	mapfile -t both < <(printf '%s\n' "$first" "$pid" | sort) # as /proc/* has them
	left_alone "${both[@]}"
}

@test "the parent leaves it to the daemon to write what stdio holds" {
	likely "it ends by exit(3), or fflush(3), which write it for both: leave_parent (chapter 1)"
	needs_plain
	preloaded held_text
	launch "${preloaded[@]}" "$program" -i "$interval" "$beat"
	beats
	returns
	needs_preloaded
	is "what the parent has written" "" "$(<"$BATS_TEST_TMPDIR/out")"
}

@test "the command does not sleep a while before it returns" {
	likely "a parent that sleeps is slow, and knows no more: leave_parent (chapter 1)"
	needs_strace
	launch strace -qq -o "$BATS_TEST_TMPDIR/slept" \
		-e 'trace=/^((clock_)?nanosleep|p?poll|p?select6?|epoll_p?wait2?|rt_sigtimedwait)' \
		"$program" -i "$interval" "$beat"
	beats
	returns
	is "how often the command itself slept" 0 "$(grep -cE 'nanosleep|Timeout|EAGAIN' "$BATS_TEST_TMPDIR/slept")"
}

# bats test_tags=guard,why:who-has-a-parent-is-no-orphan
@test "it beats also where a subreaper takes in the orphans, and not process 1" {
	likely "it waits for a parent of pid 1: leave_parent (chapter 1)"
	part subreaper
	launch "$part" "$program" -i "$interval" "$beat"
	disown "$command"
	beats
	eventually is_taken_in || :
	is "its parent" "$command" "$(parent_of "$pid")"
}
is_taken_in() { [ "$(parent_of "$pid")" = "$command" ] || overdue; }

@test "it leaves a parent that is process 1 as well" {
	likely "a parent of pid 1 does not say that it is a daemon already: leave_parent (chapter 1)"
	own_pids=(unshare -pf --kill-child)
	((EUID == 0)) || own_pids=(unshare -Urpf --kill-child)
	"${own_pids[@]}" true 2>/dev/null ||
		skip "needs leave to make a pid namespace: this machine refuses it"
	mkfifo stay
	launch "${own_pids[@]}" sh -c '"$@"; : >returned; read -r nothing <stay' sh \
		"$program" -i "$interval" "$beat"
	eventually told_or_overdue || :
	[ -e returned ] || complain "that the command returns" "at once" "it still runs"
	beats
	echo >stay
	returns
}
told_or_overdue() { [ -e returned ] || overdue; }

# bats test_tags=guard,why:the-program-before-leaves-neither
@test "it leaves its starter's process group and session to later chapters" {
	likely "setsid(2), setpgid(2) or daemon(3) is for later: a leader cannot call setsid (chapter 1)"
	start
	! is_one_of 01-01 || {
		is "its process group" "$(group_of $$)" "$(group_of "$pid")"
		is "its session" "$(session_of $$)" "$(session_of "$pid")"
	}
}

# bats test_tags=guard,why:the-program-before-changes-none-either
@test "it leaves its descriptors 0, 1 and 2 to chapter 5, and its priority and limits alone" {
	likely "a step changes what is not its own: leave_parent (chapter 1), start_session (chapter 2)"
	start
	! is_one_of 01-04 || for fd in 0:/dev/null "1:$BATS_TEST_TMPDIR/out" "2:$said"; do
		is "its descriptor ${fd%%:*}" "${fd#*:}" "$(descriptor_of "$pid" "${fd%%:*}")"
	done
	is "its nice value" "$(of_ps ni $$)" "$(of_ps ni "$pid")"
	is "its limits" "$(</proc/$$/limits)" "$(<"/proc/$pid/limits")"
}

# bats test_tags=guard,why:the-program-before-changes-none-either
@test "it blocks and ignores the signals that its starter does" {
	likely "signals were blocked or ignored around the fork, and not put back (chapters 1 and 2)"
	start
	# From chapter 9 on it takes SIGHUP and SIGTERM as they come, and ignores SIGPIPE.
	for kind in SigBlk:4001 SigIgn:1000; do
		before=$(without_inherited sed -n "s/^${kind%:*}:[[:space:]]*//p" /proc/self/status)
		after=$(status_of "$pid" "${kind%:*}")
		(((0x$after & ~0x$before & ~0x${kind#*:}) == 0)) ||
			complain "its ${kind%:*} in /proc/$pid/status" "its starter's, $before" "$after"
	done
	! is_one_of 01-08 || {
		read -r -a caught < <(signals_of "$pid" SigCgt)
		for signal in "${caught[@]}"; do # a sanitizer catches others
			[[ $signal != @(HUP|INT|QUIT|TERM|CHLD|PIPE) ]] || complain "the signals that it catches" none "$signal"
		done
	}
}

# bats test_tags=guard,why:the-program-before-changes-none-either
@test "it still ignores a signal that its starter ignores, until chapter 9" {
	likely "put back what was, and not the default (chapters 1, 2 and 7)"
	launch bash -c 'trap "" HUP INT QUIT USR1 TERM; exec "$@"' bash "$program" -i "$interval" "$beat"
	beats
	! is_one_of 01-08 ||
		matches "the signals that it ignores" "HUP INT QUIT (.* )?USR1 (.* )?TERM" "$(signals_of "$pid" SigIgn)"
}

# bats test_tags=guard,why:the-program-before-changes-none-either
@test "it still blocks a signal that its starter blocks, until chapter 9" {
	likely "put back what was, and not an empty mask (chapters 1, 2 and 7)"
	needs_env
	launch env --block-signal=USR1 "$program" -i "$interval" "$beat"
	beats
	! is_one_of 01-08 || matches "the signals that it blocks" USR1 "$(signals_of "$pid" SigBlk)"
}

@test "a fork that fails is told at the prompt, with status 1" {
	likely "the result of fork(2) is not checked: leave_parent (chapter 1)"
	injecting clone,clone3,fork,vfork:error=EAGAIN
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot fork: Resource temporarily unavailable$" "$(<"$said")"
	is "the files" "" "$(ls)"
}
