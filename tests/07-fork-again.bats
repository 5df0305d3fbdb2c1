#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 7: fork again. Some tests give the daemon, as its beat file, a terminal
# that is of no session: the leader of its session has ended. What the daemon
# writes comes out at the other end, which script(1) has.

load helper

# in_a_session_of_its_own: what this chapter adds is nothing without chapter 2.
# Sets session.
in_a_session_of_its_own() {
	session=$(session_of "$pid")
	isnt "its session" "$(session_of $$)" "$session"
}

left_or_overdue() { gone "$session" || overdue; }

@test "it does not lead its session" {
	likely "no fork(2) comes after its setsid(2): two before it do not help (chapter 7)"
	start
	in_a_session_of_its_own
	[ -z "$(ps -o pid= --ppid "$pid")" ] ||
		likely "its child has ended, and it, the leader, goes on: end the parent (chapter 7)"
	isnt "the leader of its session" "$pid" "$session"
}

@test "the leader of its session has ended" {
	likely "the process between stays, or is the one that goes on: leave_parent (chapter 7)"
	start
	in_a_session_of_its_own
	eventually left_or_overdue || :
	gone "$session" || complain "process $session, the leader of its session" "is gone" "runs"
}

# free_terminal: sets free, the name of a terminal of no session; screen, the file
# in which that is which it shows; keys and terminal, as open_terminal does. script
# is not to see that the leader ends, or it would end, too: so SIGCHLD is ignored.
free_terminal() {
	local here=$BATS_TEST_TMPDIR leader=''
	screen=$here/screen
	mkfifo "$here/keys" "$here/leave"
	echo "echo \$\$ \$(tty) >'$here/leader'; read -r nothing <'$here/leave'" >"$here/session"
	(trap '' CHLD && SHELL=/bin/sh without_inherited script -qec \
		"exec sh '$here/session'" /dev/null <>"$here/keys" >"$screen" 2>&1) &
	terminal=$!
	exec {keys}<>"$here/keys"
	is_given_a_terminal
	read -r leader free <"$here/leader"
	exec {held}<>"$free" # or it would be closed when its leader ends
	echo >"$here/leave"
	eventually [ ! -e "/proc/$leader" ] ||
		complain "that the leader of the terminal's session ends" yes no
	is "who has the terminal" "" "$(ps -o pid= -t "$free")"
}

# start_on_free_terminal: let its beat file be one. Sets pid. What the daemon
# inherits does not ignore signals (nohup).
start_on_free_terminal() {
	local heard=(env "--default-signal=HUP,INT")
	"${heard[@]}" true 2>/dev/null || heard=()
	free_terminal
	launch "${heard[@]}" "$program" -i "$interval" "$free"
	shows "$program" -i "$interval" "$free"
	shown+="(a free terminal: see the lesson)"
	beat=$screen
	returns
	: >"$BATS_TEST_TMPDIR/returned"
	beats
	pid=${pid%$'\r'} # a line on a terminal ends so
	in_a_session_of_its_own
}

@test "a free terminal that it opens does not become its own" {
	likely "the leader of a session gets a terminal by opening it: fork again (chapter 7)"
	start_on_free_terminal
	is "its terminal" "?" "$(terminal_of "$pid")"
	beats_on # as a zombie it would have none, either
}

has_shown() { grep -qF "$1" "$screen"; }

@test "^C typed on a terminal that it has opened does not reach it" {
	likely "the terminal has become its own: fork again, after setsid(2) (chapter 7)"
	start_on_free_terminal
	printf '\003' >&"$keys"
	eventually has_shown '^C' || complain "what the terminal shows" "^C" ""
	beats_on
}

sleeps() { status_of "$pid" voluntary_ctxt_switches; }

# has_slept_since NUMBER: and that more than once: it was awake in between
has_slept_since() { (($(sleeps) > $1 + 1)); }
has_slept_or_is_gone() { gone "$pid" || has_slept_since "$1"; }

@test "it lives on when a terminal that it has opened is closed" {
	likely "its own terminal has hung up: fork again, after setsid(2) (chapter 7)"
	start_on_free_terminal
	close_terminal
	terminal=''
	before=$(sleeps)
	eventually has_slept_or_is_gone "${before:-0}" || :
	runs "$pid" || complain "the daemon, process $pid" "runs" "is gone"
}

@test "a second fork that fails is told, and nothing beats" {
	likely "the result of the second fork(2) is not looked at: main (chapter 7)"
	part spend_a_fork
	injecting clone,clone3,fork,vfork:error=ENOMEM:when=1
	launch "${tracer[@]}" "$part" "$program" -i "$interval" "$beat"
	shows "$program" -i "$interval" "$beat"
	eventually said_or_beats || :
	matches "its one line" "cannot fork again: (Cannot allocate|Out of) memory$" "$(<"$said")"
	likely "it tells that the second fork(2) has failed, and goes on: main (chapter 7)"
	returns
	is "the lines in its beat file" 0 "$(lines)"
	is "the processes left" "" "$(processes)"
}

@test "with a pidfile and a log, too, it leads no session, and stands in /" {
	likely "one way through main leaves out a step (chapter 7)"
	start -p pidfile -l log
	returns
	isnt "the leader of its session" "$pid" "$(session_of "$pid")"
	is "its directory" / "$(directory_of "$pid")"
}

# bats test_tags=guard,why:the-program-before-waits-for-nobody
@test "a starter that ignores SIGCHLD is told 0 as well, when it has started" {
	likely "where SIGCHLD is ignored, waitpid(2) fails with ECHILD: set it to SIG_DFL first (chapter 7)"
	launch bash -c 'trap "" CHLD; exec "$@"' bash "$program" -i "$interval" "$beat"
	beats
	returns
	is "the exit status" 0 "$status"
}

# bats test_tags=guard,why:no-step-before-the-lock-may-be-the-last-fork
@test "the one process that is left holds the lock, and its pidfile names it" {
	likely "the lock stays with the process between: fork again before it (chapter 7)"
	start -p pidfile
	returns
	left_alone "$pid"
	is "the pidfile" "$pid" "$(content_of pidfile)"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
}
