#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 2: setsid. Most tests run under a terminal: only there are ^C and a
# hang-up, and without one nobody has a terminal.

load helper

@test "the daemon is in another session than the shell that started it" {
	likely "setsid(2) was not called, or failed unseen: start_session (chapter 2)"
	start_on_terminal
	is "the shell's session" "$leader" "$(session_of "$leader")"
	isnt "the daemon's session" "$leader" "$(session_of "$pid")"
}

@test "the daemon is in another process group than the shell that started it" {
	likely "setsid(2) was not called: start_session (chapter 2)"
	start_on_terminal
	isnt "the daemon's process group" "$(group_of "$leader")" "$(group_of "$pid")"
}

@test "the daemon has no terminal, though its starter has one" {
	likely "a new process group is not enough, it takes a session (chapter 2)"
	start_on_terminal
	isnt "the shell's terminal" "?" "$(terminal_of "$leader")"
	is "the daemon's terminal" "?" "$(terminal_of "$pid")"
}

@test "^C typed on the terminal does not reach the daemon" {
	likely "it is still in the terminal's foreground process group (chapter 2)"
	start_on_terminal
	type_interrupt
	beats_on
}

@test "the daemon lives on when the terminal is closed" {
	likely "it is still in the terminal's session (chapter 2)"
	start_on_terminal
	hang_up
	beats_on
}

@test "the daemon starts from a shell with job control, which makes groups" {
	likely "setsid(2) refuses the leader of a group: fork first (chapters 1 and 2)"
	launch bash -c 'set -m; "$@"; exit' bash "$program" -i "$interval" "$beat"
	beats
	isnt "the daemon's session" "$(session_of $$)" "$(session_of "$pid")"
}

@test "a setsid that fails is told, and nothing beats" {
	likely "the result of setsid(2) is not checked: start_session (chapter 2)"
	injecting setsid:error=EPERM
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	matches "its one line" "cannot start a session: Operation not permitted$" "$(<"$said")"
	is "the lines that it says" 1 "$(wc -l <"$said")"
	is "the files" "" "$(ls)"
	is "the processes left" "" "$(processes)"
}
