#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 1: fork. The shell has its prompt, and somebody else does the work.

load helper

@test "the command returns at once, with status 0, while the daemon works on" {
	likely "the parent does not end, or waits: leave_parent (chapter 1)"
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
	is "the processes" "$pid" "$(processes)"
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
	is "the processes" "$(printf '%s\n' "$first" "$pid" | sort)" "$(processes | sort)"
}

@test "the parent leaves it to the daemon to write what stdio holds" {
	likely "it ends by exit(3), which tidies up for both: leave_parent (chapter 1)"
	# glibc's loader tells when exit(3) tidies up; another one says nothing.
	launch bash -c 'LD_DEBUG=files exec "$@" 2>loader' bash "$program" -i "$interval" "$beat"
	beats
	returns
	is "how often exit(3) tidied up" 0 "$(grep -c "calling fini" loader)"
}

@test "a fork that fails is told at the prompt, with status 1" {
	likely "the result of fork(2) is not checked: leave_parent (chapter 1)"
	injecting clone,clone3,fork,vfork:error=EAGAIN
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot fork: Resource temporarily unavailable$" "$(<"$said")"
	is "the lines in its beat file" 0 "$(lines)"
}
