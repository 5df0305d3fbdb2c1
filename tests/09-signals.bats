#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 9: signals. What its starter did with them does not reach the daemon;
# SIGTERM ends it tidily, SIGHUP reopens its files, and none is lost.

load helper

# log_says PATTERN: a line of its log is like it
log_says() { [ -e log ] && grep -qE -- "$1" log; }

# last_of_log: its last line
last_of_log() { content_of log | tail -n 1; }

# lets_go: what is to be seen when it has ended tidily: no lock (the kernel drops
# it only after /proc/PID/exe is gone), and a pidfile that names nobody
lets_go() {
	eventually unlocked || :
	is "the lock on the pidfile" "" "$(holder_of pidfile)"
	[ -e pidfile ] || complain "the pidfile" "is there" "is gone"
	is "what the pidfile holds" "" "$(content_of pidfile)"
}

# has_ended_tidily: by its log, too
has_ended_tidily() {
	is "the last line of its log" "${program##*/}[$pid]: ended by SIGTERM" "$(last_of_log)"
	lets_go
}

# rotate: give its files other names, as log rotation does, send SIGHUP, and wait
# for lines in the new beat file, or for too many in the old one
rotate() {
	local all
	mv "$beat" "$beat.1"
	[ ! -e log ] || mv log log.1
	mapfile -t all <"$beat.1"
	was=${#all[@]}
	kill -HUP "$pid"
	eventually reopened_or_not || :
	has_lines 1 || complain "the daemon, after SIGHUP" "writes to a new file" \
		"$(runs "$pid" && echo "writes on to the old one" || echo "is gone")"
	eventually has_lines_or_is_gone 2 || :
}
reopened_or_not() { has_lines 1 || gone "$pid" || old_has_lines $((was + patience)); }
old_has_lines() {
	local all
	mapfile -t all <"$beat.1"
	((${#all[@]} >= $1))
}

# open_on FILE: which of its descriptors are
open_on() {
	local fd
	for fd in $(descriptors_of "$pid"); do
		[ "$(descriptor_of "$pid" "$fd")" != "$1" ] || echo "$fd"
	done
}

# --- what its starter left ------------------------------------------------------

@test "it ignores SIGPIPE and no other signal, whatever its starter ignored" {
	likely "only SIGPIPE is to be ignored, and all else reset: reset_signals, catch_signals (chapter 9)"
	needs_env
	launch env --ignore-signal "$program" -i "$interval" "$beat"
	beats
	is "the signals that it ignores" PIPE "$(signals_of "$pid" SigIgn)"
	mask=$(status_of "$pid" SigIgn)
	# 32 to 34 are a C library's own, which it lets nobody change.
	is "all of them, by bit" 1000 "$(printf %x $((0x$mask & ~0x380000000)))"
}

@test "of the signals that its starter blocked it blocks none but those it waits for" {
	likely "the mask is not reset: reset_signals (chapter 9)"
	needs_env
	launch env --block-signal "$program" -i "$interval" "$beat"
	beats
	mask=$(status_of "$pid" SigBlk)
	is "what it blocks but SIGHUP and SIGTERM, by bit" 0 "$(printf %x $((0x$mask & ~0x4001)))"
}

@test "SIGTERM ends it, though its starter ignored and blocked it" {
	likely "what was inherited is not reset: reset_signals (chapter 9)"
	needs_env
	launch env --ignore-signal=TERM --block-signal=TERM "$program" -i "$interval" "$beat"
	beats
	ends TERM
}

@test "SIGINT ends it, though its starter blocked it" {
	likely "the mask is not reset: reset_signals (chapter 9)"
	needs_env
	launch env --block-signal=INT "$program" -i "$interval" "$beat"
	beats
	ends INT
}

@test "SIGINT ends it, though a shell started it in the background" {
	likely "a shell ignores SIGINT for what it starts with &: reset_signals (chapter 9)"
	launch sh -c '"$@" & wait' sh "$program" -i "$interval" "$beat"
	beats
	ends INT
}

@test "SIGHUP reopens its files, though nohup started it" {
	likely "nohup ignores SIGHUP for what it starts: reset_signals (chapter 9)"
	launch nohup "$program" -i "$interval" "$beat"
	beats
	rotate
}

# sleeper: start a daemon that sleeps for an hour, and another, which is the clock
# for at_once: half a second, on a machine that has time for both. Sets pid.
sleeper() {
	start
	beat=$home/sleeper interval=3600
	start
}
at_once() { beat=$home/beat patience=25; }
sleeper_has_beaten_or_overdue() { [ -s "$home/sleeper" ] || overdue; }

# --- SIGTERM ----------------------------------------------------------------------

@test "SIGTERM ends it with status 0" {
	likely "SIGTERM is not caught, or main returns something else (chapter 9)"
	companion foreground
	launch "$companion" -i "$interval" "$beat"
	beats
	kill -TERM "$pid"
	returns
	is "the exit status" 0 "$status"
}

@test "SIGTERM ends it at once, with a last line in its beat file" {
	likely "SIGTERM does not end the sleep, or nothing is written after it: main (chapter 9)"
	sleeper
	at_once
	ends
	beat=$home/sleeper
	is "the lines in its beat file" 2 "$(lines)"
	matches "the last" " $pid\$" "$(tail -n 1 "$beat")"
}

@test "after SIGTERM its log says so, its lock is free and its pidfile empty" {
	likely "it dies of SIGTERM, or cleans up nothing: main (chapter 9)"
	start -p pidfile -l log
	ends
	has_ended_tidily
}

@test "it starts again after SIGTERM, on the same pidfile" {
	likely "what SIGTERM left is in the way, or it did not end tidily: main (chapter 9)"
	start -p pidfile
	ends
	lets_go
	rm "$beat"
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

@test "a pidfile that cannot be emptied is told in its log" {
	likely "the result of ftruncate(2) is not checked: main (chapter 9)"
	injecting ftruncate:error=EIO:when=2 -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" -l log "$beat"
	beats
	ends
	log_says "cannot empty $home/pidfile: (Input/output|I/O) error$" ||
		complain "its log" "cannot empty $home/pidfile: ..." "$(content_of log)"
	is "its last line" "${program##*/}[$pid]: ended by SIGTERM" "$(last_of_log)"
}

@test "a last line that cannot be written does not keep it from ending tidily" {
	likely "a beat that fails ends it before the end: main (chapter 9)"
	interval=3600
	injecting write:error=ENOSPC:when=2 -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" -p pidfile -l log "$beat"
	beats
	ends
	log_says "cannot write a beat: No space left on device$" ||
		complain "its log" "cannot write a beat: ..." "$(content_of log)"
	has_ended_tidily
}

# bats test_tags=guard,why:the-program-before-keeps-to-it-as-well
@test "it keeps to an interval that is a part of a second" {
	likely "seconds and nanoseconds: wait_for_signal (chapter 9)"
	from=${EPOCHREALTIME/[.,]/} interval=0.1
	start
	eventually has_lines_or_is_gone 4 || :
	took=$((${EPOCHREALTIME/[.,]/} - from))
	((took >= 300000)) || complain "four lines with -i 0.1" "at least 300000 us" "$took us"
	eventually three_intervals_within 500000 ||
		complain "three intervals of 0.1 s" "once within 500000 us" "always longer"
	keeps_more_than_a_second
}

# --- SIGHUP -----------------------------------------------------------------------

@test "SIGHUP reopens its beat file: the old one gets no more lines" {
	likely "SIGHUP is not caught, or the file not reopened: main, reopen (chapter 9)"
	start
	rotate
	is "its descriptors of the old file" "" "$(open_on "$beat.1")"
	old=$(<"$beat.1")
	beats_on
	is "the old file" "$old" "$(<"$beat.1")"
}

@test "SIGHUP reopens its log: what it says next is in the new one" {
	likely "the log is not reopened: main, reopen (chapter 9)"
	start -l log
	rotate
	[ -e log ] || complain "the file of the log's name" "a new log" "none"
	is "its descriptors of the old log" "" "$(open_on "$home/log.1")"
	ends
	is "the new log" "${program##*/}[$pid]: ended by SIGTERM" "$(content_of log)"
	is "the old log" "" "$(content_of log.1)"
	is "the modes of the new beat file and log" "644 640" "$(stat -c %a "$beat" log | xargs)"
}

@test "log rotation by the lesson's rule gives both files new names, and it goes on" {
	likely "SIGHUP is not caught, or a file not reopened: main, reopen (chapter 9)"
	needs logrotate logrotate
	start -p pidfile -l log
	sed -n '/^\/var\/log\/.*{$/,/^}$/p' "$root/chapters/09-signals/README.md" |
		sed "s:/var/log/beatd\.log:$home/log:; s:/var/log/beatd:$beat:; s:/run/beatd\.pid:$home/pidfile:g" >rule
	was=$patience
	logrotate --force --state "$home/state" rule
	eventually reopened_or_not || :
	beats_on
	is "its descriptors of the old files" "" "$(open_on "$beat.1")$(open_on "$home/log.1")"
	ends
	has_ended_tidily
}

@test "SIGHUP at once wakes it, though the next beat is an hour away" {
	likely "SIGHUP does not end the sleep, or no beat follows it: wait_for_signal, main (chapter 9)"
	sleeper
	mv "$home/sleeper" "$home/sleeper.1"
	at_once
	wind_clock
	kill -HUP "$pid"
	eventually sleeper_has_beaten_or_overdue || :
	beat=$home/sleeper
	is "the lines in the new file" 1 "$(lines)"
}

@test "SIGHUP leaves it the same descriptors, each closed in what it starts" {
	likely "the fresh descriptor is not closed, or its flags are others: reopen, main (chapter 9)"
	start -l log -p pidfile
	beats_on # from chapter 10 on, the first beat is a part of the start
	stops
	before=$(descriptors_and_flags)
	kill -CONT "$pid"
	for _ in 1 2 3; do rotate; done
	stops
	is "its descriptors, and their flags" "$before" "$(descriptors_and_flags)"
	for fd in $(descriptors_of "$pid"); do
		((fd > 2)) || continue
		flags=$(flags_of "$pid" "$fd")
		((0$flags & 02000000)) || complain "the flags of its descriptor $fd" O_CLOEXEC "$flags"
	done
}
descriptors_and_flags() {
	local fd
	for fd in $(descriptors_of "$pid"); do echo "$fd $(flags_of "$pid" "$fd")"; done
}

@test "SIGHUP takes nothing out of files that nobody has renamed" {
	likely "open(2) with O_TRUNC: main (chapter 9)"
	start -l log
	echo "an old line" >>log
	first=$(head -n 1 "$beat")
	kill -HUP "$pid"
	beats_on
	is "the first line of its beat file" "$first" "$(head -n 1 "$beat")"
	is "its log" "an old line" "$(content_of log)"
}

@test "SIGHUP leaves it its lock, and its pid in the pidfile" {
	likely "whoever closes a descriptor of the pidfile drops the lock: main (chapter 9)"
	start -p pidfile -l log
	rotate
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

# told PATTERN: it is in its log, or it is gone, or should have been told by now
told_or_not() { log_says "$1" || gone "$pid" || has_lines $((was + patience)); }
is_told() {
	was=$(lines)
	kill -HUP "$pid"
	eventually told_or_not "$1" || :
	log_says "$1" || complain "its log after SIGHUP" "like $1" "$(content_of log)"
	beats_on
}

@test "a beat file that cannot be reopened is told in its log, and the old one kept" {
	likely "the result of open(2) is not checked: main, reopen (chapter 9)"
	start -l log
	name=$beat beat=$beat.1
	mv "$name" "$beat"
	mkdir "$name"
	is_told "cannot reopen $name: Is a directory$"
}

@test "a log that cannot be reopened is told in the old one, which is kept" {
	likely "the result of open(2) is not checked: main, reopen (chapter 9)"
	start -l log
	mv log log.1
	mkdir log
	log_says() { grep -qE -- "$1" log.1; }
	is_told "cannot reopen $home/log: Is a directory$"
}

@test "of a beat file that cannot be reopened the new log hears" {
	likely "the log is to be reopened first: main (chapter 9)"
	start -l log
	mv log log.1
	mv "$beat" old
	mkdir "$beat"
	kill -HUP "$pid"
	eventually told_of_reopening || :
	is "what the new log says" "${program##*/}[$pid]: cannot reopen $beat: Is a directory" "$(content_of log)"
}
told_of_reopening() { grep -qs "cannot reopen" log log.1 || gone "$pid"; }

@test "a log that cannot be reopened does not keep the beat file from it" {
	likely "the one is reopened only if the other was: main (chapter 9)"
	start -l log
	rm log
	mkdir log
	mv "$beat" "$beat.1"
	was=0
	kill -HUP "$pid"
	eventually reopened_or_not || :
	has_lines 1 || complain "the daemon, after SIGHUP" "writes to a new file" "writes on to the old one"
}

@test "a reopening that fails half-way is told in its log, and it beats on" {
	likely "the result of dup3(2) or close(2) is not checked: reopen (chapter 9)"
	for fault in dup2,dup3:error=EMFILE close:error=EIO; do
		rm -f "$beat" log
		injecting "$fault" -P "$beat"
		launch "${tracer[@]}" "$program" -i "$interval" -l log "$beat"
		beats
		is_told "cannot reopen $beat: (Too many open files|No file descriptors available|Input/output error|I/O error)$"
		[[ $fault != dup* ]] ||
			is "how many descriptors are open on the file" 1 "$(open_on "$beat" | wc -l)"
		end_all
	done
}

# --- none is lost, and none does harm ----------------------------------------------

@test "it empties its pidfile while it still has the lock" {
	likely "it is emptied by its name, or without the lock, and so may be the next one's: main (chapter 9)"
	injecting ftruncate:signal=SIGSTOP:when=2 -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" -l log "$beat"
	beats
	wind_clock
	kill "$pid"
	eventually stopped_or_overdue || :
	has_stopped || complain "that it makes a second call of ftruncate(2) on the pidfile" yes no
	is "what the pidfile holds" "" "$(content_of pidfile)"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
	likely "a second SIGTERM must not cut its end short: catch_signals, wait_for_signal (chapter 9)"
	kill "$pid"
	ends CONT
	is "the last line of its log" "${program##*/}[$pid]: ended by SIGTERM" "$(last_of_log)"
}

# bats test_tags=guard,why:what-ends-a-process-by-default-still-does
@test "a signal that it does not wait for ends it as before" {
	likely "it waits for more than SIGTERM and SIGHUP, or takes others for them: catch_signals (chapter 9)"
	companion foreground
	ulimit -c 0
	for signal in INT QUIT USR1 USR2 ALRM; do
		rm -f "$beat"
		launch bash -c "trap - $signal; exec \"\$@\"" bash "$companion" -i "$interval" -p pidfile -l log "$beat"
		beats
		kill -s "$signal" "$pid"
		returns
		is "the exit status after SIG$signal" $((128 + $(kill -l "$signal"))) "$status"
		is "what its log says" "" "$(content_of log)"
	done
}

@test "a SIGTERM in the last moment before it sleeps ends it" {
	likely "it looks for a signal, and then sleeps: wait_for_signal (chapter 9)"
	start -l log
	ends
	is "the last line of its log" "${program##*/}[$pid]: ended by SIGTERM" "$(last_of_log)"
	companion signal_before_sleep
	program=$companion interval=3600 asleep=0
	rm "$beat"
	start
	eventually gone_or_asleep || :
	gone "$pid" || complain "the daemon, signalled in the last moment before its sleep" \
		"ends" "sleeps"
}
# gone_or_asleep: it is seen to sleep many times: a good one does not even begin to
gone_or_asleep() {
	gone "$pid" && return
	[[ $(status_of "$pid" State) == S* ]] || asleep=0
	((++asleep > 50))
}

@test "a SIGHUP that a SIGTERM follows is not lost: its last lines are in the new files" {
	likely "SIGTERM is taken first, and SIGHUP then by nobody: wait_for_signal (chapter 9)"
	start -l log
	stops
	mv "$beat" "$beat.1"
	mv log log.1
	kill -HUP "$pid"
	kill -TERM "$pid"
	ends CONT
	matches "the last line of the new beat file" " $pid\$" "$(content_of "$beat" | tail -n 1)"
	is "the last line of the new log" "${program##*/}[$pid]: ended by SIGTERM" "$(last_of_log)"
}

@test "signals that come while it is stopped are not lost" {
	likely "a signal is lost, or SIGCONT taken for a failure: wait_for_signal (chapter 9)"
	start -p pidfile -l log
	stops
	kill -CONT "$pid"
	beats_on
	stops
	mv "$beat" "$beat.1"
	kill -HUP "$pid"
	kill -CONT "$pid"
	eventually has_lines_or_is_gone 1 || :
	beats_on
	stops
	kill -TERM "$pid"
	ends CONT
	has_ended_tidily
}

@test "a SIGHUP beside a SIGTERM does not keep it from ending" {
	likely "of two signals only the last is noted: wait_for_signal (chapter 9)"
	start -p pidfile -l log
	for order in "HUP TERM" "TERM HUP"; do
		stops
		for signal in $order; do kill -s "$signal" "$pid"; done
		ends CONT
		has_ended_tidily
		rm "$beat"
		start -p pidfile -l log
	done
}

@test "SIGPIPE does not end it" {
	likely "it is not ignored: catch_signals (chapter 9)"
	start
	kill -PIPE "$pid"
	beats_on
}

@test "a thousand signals do it no harm, and it still ends tidily" {
	likely "a signal is not caught, or harms what it interrupts (chapter 9)"
	start -p pidfile -l log
	kinds=(HUP CHLD PIPE URG STOP HUP CONT WINCH)
	for ((n = 0; n < 1000; n++)); do
		kill -s "${kinds[n % 8]}" "$pid" 2>/dev/null || break
	done
	beats_on
	is "what its log says" "" "$(content_of log)"
	ends
	has_ended_tidily
}

@test "a SIGHUP while it reads the clock does it no harm" {
	likely "a handler calls what is not async-signal-safe, or SIGHUP is not caught (chapter 9)"
	injecting open,openat:signal=SIGHUP:when=1 -P /etc/localtime
	launch env TZ=:/etc/localtime "${tracer[@]}" "$program" -i "$interval" -p pidfile "$beat"
	eventually written_or_dead || :
	pid=$(content_of pidfile)
	eventually lines_or_asleep || :
	has_lines 3 || complain "the daemon, process $pid" "beats on" \
		"$(runs "$pid" && echo "it waits, and writes no line" || echo "it is gone")"
}
written_or_dead() { [ -s pidfile ] || ended "$command"; }
asleep=0
# lines_or_asleep: it is at work, or gone, or sleeps for much longer than a beat
lines_or_asleep() {
	has_lines 3 && return
	gone "$pid" && return
	((++asleep > 200))
}

# --- while it starts ------------------------------------------------------------------

# signalled SIGNAL POINT: start it, and send it the signal at that point, which is a
# system call, and perhaps the file it is about. It comes when the call is made.
signalled() {
	local call=${2% *} file=()
	[ "$call" = "$2" ] || file=(-P "$home/${2#* }")
	rm -f "$beat" pidfile log
	injecting "$call:signal=SIG$1:when=1" "${file[@]}"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" -l "$home/log" "$beat"
}

@test "SIGTERM while it starts ends it, and leaves no lock and no pid" {
	likely "the pid is in the pidfile before SIGTERM is caught: main (chapter 9)"
	for point in close_range,getdents64 umask setsid chdir,fchdir "open,openat pidfile" "fcntl pidfile" \
		"ftruncate pidfile" "write pidfile" "open,openat log" "open,openat beat" "write beat"; do
		signalled TERM "$point"
		eventually ended_or_overdue || :
		is "the processes left, after SIGTERM at $point" "" "$(processes)"
		is "the lock on the pidfile then" "" "$(holder_of pidfile)"
		is "what the pidfile holds then" "" "$(content_of pidfile)"
	done
}

@test "SIGHUP while it starts does not end it, once its pid can be known" {
	likely "the pid is in the pidfile before SIGHUP is caught: main (chapter 9)"
	for point in "write pidfile" "open,openat log" "open,openat beat" "write beat"; do
		signalled HUP "$point"
		eventually has_beaten || :
		[ -n "$pid" ] || complain "the daemon, after SIGHUP at $point" "beats" "has ended"
		beats_on
		end_all
	done
}

@test "SIGHUP as soon as its pid is in the pidfile does not end it" {
	likely "the pid is in the pidfile before SIGHUP is caught: main (chapter 9)"
	signalled STOP "write pidfile"
	eventually stopped_or_beats || :
	pid=$(content_of pidfile)
	isnt "what the pidfile holds" "" "$pid"
	kill -HUP "$pid"
	kill -CONT "$pid"
	eventually has_lines_or_is_gone 1 || :
	beats_on
}

@test "signals that cannot be reset are told, and nothing beats" {
	likely "the result of sigaction(2) or sigprocmask(2) is not checked: reset_signals (chapter 9)"
	needs_plain
	for call in rt_sigaction rt_sigprocmask; do
		rm -f "$beat" "$said"
		injecting "$call:error=EFAULT"
		launch "${tracer[@]}" "$program" -i "$interval" "$beat"
		eventually said_or_beats || :
		matches "its one line" "cannot reset signals: Bad address$" "$(content_of "$said")"
		is "the lines in its beat file" 0 "$(lines)"
	done
}

# fails_at CALL NUMBER: start it in one process, where its calls can be counted, and
# have this one fail; or none, if there is no number
fails_at() {
	rm -f "$beat" "$said" log
	injecting "$1"
	tracer=(strace -o "$BATS_TEST_TMPDIR/trace" -e "trace=$1")
	[ -z "${2:-}" ] || tracer+=(-e "inject=$1:error=EFAULT:when=$2")
	launch "${tracer[@]}" "$companion" -i "$interval" -l "$home/log" "$beat"
	eventually said_or_beats || :
}

@test "signals that cannot be caught are told" {
	likely "the result of sigaction(2) or sigprocmask(2) is not checked: catch_signals (chapter 9)"
	companion foreground
	for call in rt_sigaction rt_sigprocmask; do
		fails_at "$call"
		# A step with handlers may block no signal at all: then the last call is reset's.
		other="wait"
		! has_beaten || [[ " $(signals_of "$pid" SigCgt) " != *" TERM "* ]] || other="wait|reset signals"
		end_all
		eventually ended "$command"
		calls=$(grep -c "^$call(" "$BATS_TEST_TMPDIR/trace") || :
		isnt "how often it calls $call" 0 "$calls"
		fails_at "$call" "$calls"
		eventually told_or_overdue || :
		# It may be one that it makes to wait: then its log says so.
		matches "its one line" "cannot (catch signals|$other): Bad address$" \
			"$(content_of "$said"; content_of log)"
	done
}
told_or_overdue() { [ -s "$said" ] || [ -s log ] || overdue; }

@test "a wait that fails is told in its log, and ends it" {
	likely "every -1 is taken for a time that is over: wait_for_signal (chapter 9)"
	companion foreground
	fails_at "/^(rt_sigtimedwait|p?poll|epoll_p?wait|select|pselect6)" 1 # or a page's other way to wait
	eventually told_or_overdue || :
	matches "its log" "cannot wait: Bad address$" "$(content_of log)"
	eventually ended "$command" || complain "process $command" "ends" "it still runs"
}
