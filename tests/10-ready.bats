#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 10: ready. The command ends with what is true of its daemon. A log that
# is a FIFO, which nobody reads, holds the daemon up where the test wants it.

load helper

# start_clock: another daemon, which only beats. Whoever waits in vain is seen to
# do so by its lines, and nobody waits for a deadline. Sets clock, its pid.
start_clock() {
	start
	returns
	clock=$pid pid=''
}

# starter: what runs the program, if not the test itself
starter=()

# held_up [ARGUMENT...]: start it, and wait until it has its lock; for its log it
# will wait. Sets pid, the daemon's.
held_up() {
	[ -p log ] || mkfifo log
	launch "${starter[@]}" "$program" -i "$interval" -p pidfile -l log "$@" "$home/late"
	eventually has_locked || :
	[ -n "$pid" ] || complain "that it locks its pidfile" yes no
	! has_returned || complain "the command, while its daemon waits for its log" "waits" "has returned"
}
has_locked() {
	local lock
	lock=$(holder_of pidfile)
	pid=${lock#POSIX } pid=${pid%% *}
	[ -n "$pid" ] || is_over
}

# let_on: the log has a reader now, and the daemon goes on
let_on() { exec {reader}<>log; }

# is_told STATUS PATTERN: the command has ended with that, and with one line that is
# like this
is_told() {
	local all
	returns
	[ -z "${tracer-}" ] || sed -i '/^strace: /d' "$said"
	is "the exit status" "$1" "$status"
	matches "its one line" "^${program##*/}\[[0-9]+\]: ($2)\$" "$(content_of "$said")"
	is "what it says on standard output" "" "$(<"$BATS_TEST_TMPDIR/out")"
	mapfile -t all <"$said"
	is "the lines that it says" 1 "${#all[@]}"
}

@test "its command waits until it is ready, and then ends with 0" {
	likely "the parent waits for a time, or for nothing, and not for an answer: leave_waiting_parent (chapter 10)"
	start_clock
	held_up
	now=$(lines)
	eventually returned_or_has_lines $((now + 10)) || :
	! has_returned || complain "the command, while its daemon is not ready" "waits" "has returned"
	is "the late daemon's lines" "" "$(content_of late)"
	let_on
	wind_clock
	returns
	is "the exit status" 0 "$status"
	matches "the late daemon's lines" " $pid\$" "$(content_of late)"
}
returned_or_has_lines() { has_returned || has_lines "$1"; }

@test "a script can use it in its next line" {
	likely "its command ends before the pidfile, the beat and the signals are there (chapter 10)"
	launch bash -c '
		for n in {1..20}; do
			"$@" -p "pidfile-$n" "beat-$n" || exit
			read -r pid <"pidfile-$n" && [ -s "beat-$n" ] || exit 3
			kill -HUP "$pid" || exit 4
		done' bash "$program"
	returns
	is "the exit status (3: no pid, or no beat; 4: not there)" 0 "$status"
	living=0
	for pidfile in pidfile-*; do ! runs "$(<"$pidfile")" || ((++living)); done
	is "the daemons that a SIGHUP has not ended" 20 "$living"
}

# bats test_tags=far
@test "a second start says at the prompt who runs, and ends with 75" {
	likely "the answer is not passed on: leave_waiting_parent (chapter 10)"
	patience=120 # more is to start than one
	launch bash -c '"$@" && "$@"' bash "$program" -i "$interval" -p pidfile "$beat"
	returns
	beats
	is_told 75 "already running, pid $(content_of pidfile)"
	left_alone "$pid"
}

@test "of 50 simultaneous starts one ends with 0, and 49 with 75" {
	likely "a status is not the daemon's: leave_waiting_parent (chapter 10)"
	patience=1000 # a busy machine takes its time for 50
	launch bash -c 'for i in {1..50}; do { "$@"; echo $? >>statuses; } & done; wait' bash \
		"$program" -i "$interval" -p pidfile "$beat"
	returns
	is "how many ended with what" "1 0 49 75" "$(sort -n statuses | uniq -c | xargs)"
	beats
	is "the starts that were told so" 49 "$(grep -c "already running, pid $pid\$" "$said")"
}

# fails_to_start REASON ARGUMENT...
fails_to_start() {
	launch "$program" -i "$interval" "${@:2}"
	is_told 1 "$1"
	is "the processes left" "" "$(processes)"
}

@test "what keeps it from starting is told at the prompt, once, with status 1" {
	likely "a status or a line does not reach the command: die, leave_waiting_parent (chapter 10)"
	mkdir directory
	fails_to_start "cannot lock $home/missing/pidfile: No such file or directory" -p missing/pidfile "$beat"
	fails_to_start "cannot lock $home/directory: Is a directory" -p directory -l log "$beat"
	is "the files of a start that has no lock" directory "$(ls)"
	fails_to_start "cannot open $home/missing/log: No such file or directory" -l missing/log "$beat"
	fails_to_start "cannot open $home/directory: Is a directory" -l directory "$beat"
	is "the files of a start that has no log" directory "$(ls)"
	fails_to_start "cannot write the first beat: No space left on device" -p pidfile /dev/full
	fails_to_start "cannot write the first beat: No space left on device" -p pidfile -l log /dev/full
	is "the lines in its log" 1 "$(grep -c "cannot write the first beat" log)"
	is "the lines in its log" 1 "$(grep -c "" log)"
}

@test "a full disk is told at the prompt, with status 1" {
	likely "a status or a line does not reach the command: die, leave_waiting_parent (chapter 10)"
	needs_mounts
	mkdir full
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs -o size=4k tmpfs full
		head -c 4096 /dev/zero >full/all
		exec '$program' -i $interval -p full/pidfile '$beat'
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	is_told 1 "cannot lock $home/full/pidfile: No space left on device"
	is "the processes left" "" "$(processes)"
}

@test "what it has open while it starts is closed on exec, its answer as well" {
	likely "pipe2(2) with O_CLOEXEC, or a program that it starts has its command wait: leave_waiting_parent (chapter 10)"
	held_up
	for fd in "/proc/$pid/fd"/*; do
		fd=${fd##*/}
		((fd < 3 || 0$(flags_of "$pid" "$fd") & 02000000)) ||
			complain "its descriptor $fd, $(descriptor_of "$pid" "$fd")" "closed on exec" "left open"
	done
}

@test "a reason of thousands of characters arrives whole" {
	likely "what comes in two pieces is read once: leave_waiting_parent (chapter 10)"
	printf -v name '%0249d/' {1..14}
	fails_to_start "cannot lock $home/missing/${name}pidfile: No such file or directory" \
		-p "missing/${name}pidfile" "$beat"
}

@test "its status is the truth also where nobody hears the reason" {
	likely "the parent trusts in being heard: leave_waiting_parent (chapter 10)"
	for where in "2>/dev/full" "2>&-" "2> >(exit)"; do # the last is a pipe's
		launch bash -c "exec $where; wait \${!:-}; exec \"\$@\"" bash \
			"$program" -l missing/log "$beat"
		returns
		is "the exit status, with $where" 1 "$status"
	done
}

@test "if it is killed before it is ready, its command says so, with status 1" {
	likely "the end of the pipe is taken for an answer, or never comes: leave_waiting_parent (chapter 10)"
	start_clock
	held_up -t 60
	kill -KILL "$pid"
	wind_clock
	is_told 1 "the daemon ended before it was ready"
	is "the processes left" "$clock" "$(processes)"
}

@test "if the process between is killed, its command says so, with status 1" {
	likely "the end of the pipe is taken for an answer: leave_waiting_parent (chapter 10)"
	injecting setsid:signal=KILL -DDD
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	is_told 1 "the daemon ended before it was ready"
	is "the processes left" "" "$(processes)"
}

late="the daemon was not ready within 0.2 seconds, and has been ended"

@test "if it is not ready in time it is ended, and that is a failure" {
	likely "after the deadline, 0 or a daemon is left: leave_waiting_parent (chapter 10)"
	mkfifo log
	launch "$program" -i "$interval" -p pidfile -l log -t 0.2 "$beat"
	is_told 1 "$late"
	is "the processes left" "" "$(processes)"
	launch "$program" -i "$interval" -p pidfile "$beat"
	returns
	is "the exit status of the next start" 0 "$status"
}

@test "it is ended in time wherever it is: before its session, or stopped in it" {
	likely "after the deadline, not all are ended: leave_waiting_parent (chapter 10)"
	for how in setsid:delay_enter=600000 setsid:error=EPERM:signal=STOP setsid:signal=STOP \
		chdir,fchdir:signal=STOP write:signal=STOP:when=2; do
		injecting "$how" -DDD
		log=() # after its pid, it writes a status and a line, and is stopped between
		[[ $how != write:* ]] || log=(-p pidfile -l missing/log)
		launch "${tracer[@]}" "$program" -i "$interval" -t 0.2 "${log[@]}" "$beat"
		is_told 1 "$late"
		eventually none_runs_or_beats || : # strace lets it die only after the delay
		is "the processes left, with $how" "" "$(processes)"
	done
}
none_runs_or_beats() { none_runs || has_lines 1; }

@test "a part of a second is patience, too" {
	likely "milliseconds are cut to seconds: leave_waiting_parent (chapter 10)"
	injecting setsid:delay_enter=300000 -DDD
	launch "${tracer[@]}" "$program" -i "$interval" -t 0.9 "$beat"
	returns
	is "the exit status of a start that takes 0.3 of 0.9 seconds" 0 "$status"
	is "the first beat, when the command has returned" 1 "$(has_lines 1 && echo 1)"
}

@test "that it could not be ended after the deadline is told" {
	likely "it is said to have ended though its pipe has not: leave_waiting_parent (chapter 10)"
	mkfifo log
	injecting kill:retval=0 -DDD # and no signal is sent
	launch "${tracer[@]}" "$program" -i "$interval" -l log -t 0.2 "$beat"
	is_told 1 "${late/has been ended/has not ended yet}"
}

@test "a start that is interrupted leaves no daemon behind" {
	likely "nobody is told, and it stays all the same: report_ready (chapter 10)"
	for signal in INT TERM HUP KILL; do
		held_up
		kill -s "$signal" "$command"
		returns
		is "the exit status after SIG$signal" $((128 + $(kill -l "$signal"))) "$status"
		let_on
		eventually gone "$pid" || complain "the daemon of a start that SIG$signal ended" "ends" "lives on"
		read -r -t 5 line <&"$reader" || line=''
		matches "what its log says after SIG$signal" "cannot report ready: Broken pipe\$" "$line"
		left_alone
		exec {reader}>&-
		rm log
	done
}

@test "SIGTERM ends the command that waits, though its starter blocked and ignored it" {
	likely "reset_signals comes before the fork, for the parent, too: main (chapter 10)"
	needs_env
	start_clock
	starter=(env --ignore-signal=TERM --block-signal=TERM)
	held_up
	wind_clock
	kill -TERM "$command"
	returns
	is "the exit status" 143 "$status"
}

# bats test_tags=guard,why:before-this-chapter-standard-error-was-redirected-late-as-well
@test "standard error may be its log" {
	likely "open the log before redirect_stdio, which takes its name away: main (chapter 10)"
	start -l /dev/stderr
	returns
	ends
	matches "what it says at the end" "ended by SIGTERM\$" "$(<"$said")"
	likely "open the beat file before redirect_stdio: main (chapter 10)"
	beat=$BATS_TEST_TMPDIR/out # which is its standard output
	launch "$program" -i "$interval" /dev/stdout
	returns
	is "the exit status, with /dev/stdout as its beat file" 0 "$status"
	matches "what comes there" "^[0-9]" "$(content_of "$beat" | head -n 1)"
}

# by_a_leader COMMAND...: start it as the leader of a terminal's session, which is
# over as soon as the command is
by_a_leader() {
	local typed
	shows "$@"
	typed=$shown
	rm -f "$beat"
	patience=120 # there is more to start
	SHELL=/bin/sh launch script -qec "exec $(printf '%q ' "$@")" /dev/null
	shown="script -qec '$typed' /dev/null"
	returns
	needs_devpts "$said"
	eventually has_beaten || :
	[ -n "$pid" ] || complain "the daemon, when its starter is gone" "beats" "has ended"
	beats_on
}

@test "it survives, each of 10 times, a session leader that starts it and is gone" {
	likely "the leader ends before setsid, and SIGHUP comes: leave_waiting_parent (chapter 10)"
	for n in {1..10}; do
		by_a_leader "$program" -i "$interval" "$beat"
		ends # so that the next that does not survive leaves nothing running
	done
}

@test "it survives a session leader's end even if it is slow to leave the session" {
	likely "nobody waits, or the answer comes before setsid: then SIGHUP does (chapter 10)"
	injecting setsid:delay_enter=300000 -DDD
	by_a_leader "${tracer[@]}" "$program" -i "$interval" "$beat"
}

# fails_at REASON FAULT [OPTION...]
fails_at() {
	injecting "${@:2}" -DDD
	rm -f "$beat" pidfile
	: >log # -P wants it to be there
	launch "${tracer[@]}" "${starter[@]}" "$program" -i "$interval" \
		-p "$home/pidfile" -l "$home/log" "$beat"
	is_told 1 "$1: [A-Z][^:]*"
	is "the processes left" "" "$(processes)"
}

@test "a reason arrives as it was, whatever characters are in it" {
	likely "what comes through the pipe is no format: leave_waiting_parent (chapter 10)"
	fails_to_start "cannot lock $home/missing/100%s%d%n: No such file or directory" -p missing/100%s%d%n "$beat"
}

@test "the longest reason arrives whole" {
	likely "it has no room for the longest line: leave_waiting_parent (chapter 10)"
	printf -v name '%0250d/' {1..16}
	name=missing/$name
	name=${name:0:$((4095 - ${#home} - 9))}/pidfile # with / and $home, 4095
	fails_to_start "cannot lock $home/$name: No such file or directory" -p "$name" "$beat"
}

# bats test_tags=guard,why:the-program-before-has-no-pipe
@test "when it is ready it has let go of the pipe to its command" {
	likely "close the pipe when it has been told: report_ready (chapter 10)"
	start -p pidfile -l log
	returns
	for fd in $(descriptors_of "$pid"); do
		open=$(descriptor_of "$pid" "$fd")
		[[ $open != pipe:* ]] || complain "its descriptor $fd" "closed" "$open"
		# A socket of another family is a server's own.
		[[ $open != socket:* ]] || ! grep -qw "${open//[^0-9]/}" /proc/net/unix ||
			complain "its descriptor $fd" "closed" "$open"
	done
}

@test "the process between keeps its pid as long as its command may signal it" {
	likely "who reaps it, or ignores SIGCHLD, may send SIGKILL to a stranger: leave_waiting_parent (chapter 10)"
	held_up -t 60
	eventually between_is_a_zombie ||
		complain "the process between, before its command ends" "a zombie" "gone, or at work"
}
between_is_a_zombie() { [[ $(ps -o stat= --ppid "$command") == Z* ]]; }

@test "its session cannot begin between the two signals that end it" {
	likely "end the process between first, so that it can fork no more, and then its group: leave_waiting_parent (chapter 10)"
	injecting setsid:delay_enter=400000 -e trace=setsid,kill -e inject=kill:delay_exit=800000:when=1 -DDD
	launch "${tracer[@]}" "$program" -i "$interval" -t 0.2 "$beat"
	returns
	is "the exit status" 1 "$status"
	eventually none_runs_or_beats || :
	is "the processes left" "" "$(processes)"
}

@test "it waits no longer than it is told to" {
	likely "-t is not what it waits, or a part of a second is made a whole one: leave_waiting_parent (chapter 10)"
	mkfifo log
	for _ in 1 2 3 4 5 6; do # a busy machine may be late a time or two
		from=${EPOCHREALTIME/[.,]/}
		launch "$program" -i "$interval" -l log -t 0.02 "$beat"
		is_told 1 "the daemon was not ready within 0.02 seconds, and has been ended"
		took=$((${EPOCHREALTIME/[.,]/} - from))
		((took >= 500000)) || break
	done
	((took < 500000)) || complain "each of six starts with -t 0.02" "less than 500000 us, once" "$took us"
}

@test "each system call of a start that fails is told by name, and leaves no process" {
	likely "a result is not checked, or not told: main, die, leave_waiting_parent (chapter 10)"
	local error='cannot hear the daemon, which has been ended' loader
	# Its writes: the pid, a beat, the answer. The loader's reads come before the parent's.
	needs_strace
	strace -qq -o "$BATS_TEST_TMPDIR/loader" -e trace=read "$program" -h >/dev/null
	loader=$(grep -c '^read' "$BATS_TEST_TMPDIR/loader" || :)
	fails_at "cannot fork" pipe2,socketpair:error=EMFILE
	fails_at "cannot fork" clone,clone3,fork,vfork:error=EAGAIN
	fails_at "cannot start a session" setsid:error=EPERM
	part spend_a_fork
	starter=("$part")
	fails_at "cannot fork again" clone,clone3,fork,vfork:error=EAGAIN:when=1
	starter=()
	fails_at "cannot move to /" chdir,fchdir:error=EACCES
	fails_at "cannot lock $home/pidfile" open,openat:error=EMFILE -P "$home/pidfile"
	fails_at "cannot lock $home/pidfile" fcntl:error=ENOLCK -P "$home/pidfile"
	fails_at "cannot lock $home/pidfile" ftruncate:error=EIO -P "$home/pidfile"
	fails_at "cannot open $home/log" open,openat:error=EROFS -P "$home/log"
	fails_at "cannot open $beat" open,openat:error=ENOSPC -P "$beat"
	fails_at "cannot redirect 0, 1 and 2" open,openat:error=ENFILE -P /dev/null
	fails_at "cannot redirect 0, 1 and 2" dup2,dup3:error=EMFILE
	fails_at "cannot write the first beat" write:error=EIO -P "$beat"
	fails_at "cannot report ready" write:error=EIO:when=3
	fails_at "$error" "/^(p?poll|select|pselect6|epoll_p?wait2?)(_time64)?\$:error=ENOMEM:when=1"
	fails_at "$error" read:error=EIO:when=$((loader + 1))
	# A sanitizer calls these, too, and does not forgive.
	grep -q __asan_init "$program" || {
		fails_at "cannot reset signals" rt_sigaction:error=EFAULT
		fails_at "cannot reset signals" rt_sigprocmask:error=EFAULT
		# EINVAL is no failure where all signals are reset.
		fails_at "cannot catch signals" rt_sigaction:error=EINVAL
	}
}

@test "a wait that a signal interrupts goes on" {
	likely "EINTR of poll(2) is taken for an answer: leave_waiting_parent (chapter 10)"
	injecting poll,ppoll:error=EINTR:when=1 -DDD
	launch "${tracer[@]}" "$program" -i "$interval" -p pidfile /dev/full
	is_told 1 "cannot write the first beat: No space left on device"
}

# bats test_tags=guard,why:where-there-is-no-pipe-no-close-fails
@test "what fails when the command has been told 0 does not end it" {
	likely "the result of the last close(2) ends it: report_ready (chapter 10)"
	needs_plain
	: >zone # read, and closed, for the local time: the third close is the pipe's
	injecting close:error=EIO:when=3+ -DDD
	TZ=:$home/zone launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	returns
	is "the exit status" 0 "$status"
	beats
	beats_on
}
