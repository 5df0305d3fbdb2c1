#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 12: control. The same command stops it, and hits nobody else.

load helper

# start_locked: start it, and wait until the others of the start have ended: the
# command, and the process between, which leads the session. Sets pid.
start_locked() {
	start -p pidfile
	returns
	local between
	between=$(session_of "$pid")
	[ "$between" = "$pid" ] || eventually gone "$between" || :
}

# control ARGUMENT...: run a command on the pidfile, and wait for its end. Sets
# status; what it said is in $said. It has a session of its own, so that a wrong
# one that signals its own group hits no test.
control() {
	launch setsid "$program" -p pidfile "$@"
	shows "$program" -p pidfile "$@"
	returns
}

# says PATTERN: its one line, and where the others are
says() {
	matches "its one line" "^${program##*/}\[$command\]: $1\$" "$(content_of "$said")"
	is "what it says on standard output" "" "$(<"$BATS_TEST_TMPDIR/out")"
}

# answers STATUS PATTERN ARGUMENT...: control ends with this status, and says that
answers() {
	control "${@:3}"
	is "the exit status of ${*:3}" "$1" "$status"
	says "$2"
}

# dies: the daemon is killed, and could clean up nothing
dies() {
	kill -KILL "$pid"
	eventually unlocked
}

# another: start one more, on another beat file, while a command waits. Sets pid.
another() {
	local command said=$BATS_TEST_TMPDIR/said-by-another
	beat=$home/another
	start_locked
}

# stranger: a process that is no daemon. Sets stranger, its pid.
stranger() {
	[ -e "$bin/stranger" ] || cp "$(command -v tail)" "$bin/stranger"
	programs+=("$bin/stranger")
	without_inherited "$bin/stranger" -f /dev/null &
	stranger=$!
	disown "$stranger"
	eventually [ "/proc/$stranger/exe" -ef "$bin/stranger" ]
}
stranger_lives() {
	[ "/proc/$stranger/exe" -ef "$bin/stranger" ] ||
		complain "the stranger, process $stranger" "lives" "it was killed"
}

# make_namespace: sets namespace, what runs a command as process 1 of a pid
# namespace, in which it may choose the next pid
make_namespace() {
	namespace=(unshare -Urpf --kill-child --mount-proc)
	((EUID != 0)) || namespace=(unshare -pf --kill-child --mount-proc)
	"${namespace[@]}" true 2>/dev/null ||
		skip "needs leave to make a pid namespace: this machine refuses it"
}

@test "stop ends it, and returns when its lock is free" {
	likely "stop is to wait for the end: obey_command (chapter 12)"
	start_locked
	answers 0 "stopped, pid $pid" stop
	is "the lock on the pidfile" "" "$(holder_of pidfile)"
	is "the processes left" "" "$(processes)"
}

# heard_or_ended: the daemon has been sent SIGTERM, or nobody would send it now
heard_or_ended() { [ "$(signals_of "$pid" ShdPnd)" = TERM ] || ended "$command"; }

@test "stop waits for a daemon that ends late" {
	likely "stop is to wait until the process has ended: obey_command (chapter 12)"
	start_locked
	stops
	launch "$program" -p pidfile stop
	eventually heard_or_ended
	! ended "$command" || complain "stop, while the daemon has not ended" "waits" "it has returned"
	kill -CONT "$pid"
	eventually ended "$command"
	returns
	is "the exit status" 0 "$status"
	is "the lock on the pidfile" "" "$(holder_of pidfile)"
	says "stopped, pid $pid"
}

@test "stop says that the daemon has not ended, after -t seconds" {
	likely "the end of waiting is no success: obey_command (chapter 12)"
	start_locked
	stops
	answers 1 "pid $pid has not ended within 0.1 seconds" -t 0.1 stop
	left_alone "$pid"
	kill -CONT "$pid"
	eventually gone "$pid"
}

@test "a daemon that has ended is stopped, though nobody reaps it" {
	likely "kill(2) finds a zombie; wait on the pidfd, or the lock: obey_command (chapter 12)"
	make_namespace
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	# Process 1 there, which every orphan gets as its parent, is a cat.
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		{
			'$program' -i $interval -p pidfile '$beat' </dev/null
			read -r pid <pidfile
			'$program' -p pidfile -t 0.2 stop
			echo "stop: \$?"
			[ -e /proc/\$pid ] && echo zombie
		} >'$BATS_TEST_TMPDIR/fifo' &
		exec cat '$BATS_TEST_TMPDIR/fifo'
	END
	patience=1000
	launch "${namespace[@]}" bash "$BATS_TEST_TMPDIR/inside"
	returns
	is "the status of stop, and what is left of the daemon" "stop: 0 zombie" \
		"$(xargs <"$BATS_TEST_TMPDIR/out")"
}

# hung_up COMMAND...: run it under nohup; while it waits for the daemon's end, it is
# sent a hang-up. Sets status.
hung_up() {
	stops
	launch nohup "$program" -i "$interval" -p pidfile "$@"
	eventually heard_or_ended || :
	kill -HUP "$command" || :
	kill -CONT "$pid"
	eventually ended "$command" || :
	returns
}

@test "a stop or a restart under nohup survives a hang-up" {
	likely "reset_signals is for the daemon, and comes after obey_command: main (chapter 12)"
	start_locked
	hung_up stop
	is "the exit status of stop" 0 "$status"
	rm "$beat"
	start_locked
	rm "$beat"
	hung_up restart "$beat"
	is "the exit status of restart" 0 "$status"
	beats
}

@test "a pidfile is left when its daemon is stopped" {
	likely "whoever removes it lets a second one in (chapters 6 and 12)"
	start_locked
	answers 0 "stopped, pid $pid" stop
	[ -e pidfile ] || complain "the pidfile" "is there" "is gone"
	is "what it holds" "" "$(<pidfile)"
}

@test "to stop what does not run is no failure, and makes no file" {
	likely "what is stopped already is stopped: obey_command (chapter 12)"
	answers 0 "not running" stop
	is "the files" "$home/*" "$(echo "$home"/*)"
	start_locked
	control stop
	answers 0 "not running" stop
	rm "$beat"
	start_locked
	dies
	answers 0 "not running" stop
}

@test "status tells that it runs, and as which process, and changes nothing" {
	likely "ask for the lock with F_GETLK: it takes none (chapters 6 and 12)"
	start_locked
	before=$(stat -c "%i %a %s %y" pidfile)
	answers 0 "running, pid $pid" status
	is "the pidfile" "$before" "$(stat -c "%i %a %s %y" pidfile)"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
}

@test "status tells that it was killed by a status of its own, 1" {
	likely "no lock, but a pid in the file: obey_command (chapter 12)"
	start_locked
	dies
	answers 1 "not running, but the pidfile is not empty" status
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

@test "status tells that it is not running by a status of its own, 3" {
	likely "no lock, and no pid in the file: obey_command (chapter 12)"
	answers 3 "not running" status
	is "the files" "$home/*" "$(echo "$home"/*)"
	start_locked
	control stop
	answers 3 "not running" status
	rm pidfile
	mkdir pidfile
	answers 3 "not running" status
}

@test "status tells that it cannot know by a status of its own, 4" {
	likely "a file that cannot be opened is no sign that none runs: obey_command (chapter 12)"
	ln -s nowhere pidfile
	answers 4 "cannot find the holder of $home/pidfile: It is a symbolic link.*" status
	rm pidfile
	start_locked
	injecting open,openat:error=EACCES -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -p pidfile status
	returns
	is "the exit status" 4 "$status"
	matches "its one line" "cannot find the holder of $home/pidfile: Permission denied$" "$(<"$said")"
}

@test "a command does not wait for the other end of a FIFO in the pidfile's place" {
	likely "open(2) of a FIFO waits without O_NONBLOCK: find_holder (chapter 6)"
	mkfifo pidfile
	launch "$program" -p pidfile status
	DEADLINE=2 eventually ended "$command" || :
	ended "$command" || { # for returns() to see
		kill -KILL "$command"
		complain "status" "returns" "it waits for ever"
	}
	returns
	is "the exit status" 3 "$status"
}

@test "reload has it open its files again" {
	likely "reload is SIGHUP to whoever holds the lock: obey_command (chapter 12)"
	start_locked
	mv "$beat" away
	control reload
	is "the exit status" 0 "$status"
	is "what it said" "" "$(<"$said")"
	beats
	left_alone "$pid"
}

@test "to reload what does not run is a failure of its own, 7" {
	likely "LSB: program is not running: obey_command (chapter 12)"
	answers 7 "not running" reload
	start_locked
	dies
	answers 7 "not running" reload
}

@test "a stranger whose pid is in the pidfile is left alone" {
	likely "signal who holds the lock, not who is named in the file: signal_holder (chapter 12)"
	stranger
	echo "$stranger" >pidfile
	for answer in "0 stop" "7 reload"; do
		control "${answer#* }"
		shown="(sleep 99 & echo \$! >pidfile); $shown"
		stranger_lives
		is "the exit status of ${answer#* }" "${answer% *}" "$status"
		says "not running"
	done
	answers 1 "not running, but the pidfile is not empty" status
}

@test "whatever the pidfile says, it is found" {
	likely "ask the kernel who holds the lock, not the file: signal_holder (chapter 12)"
	stranger
	start_locked
	for text in "$stranger" "" garbage 4194303999; do
		echo "$text" >pidfile
		answers 0 "running, pid $pid" status
	done
	echo "$stranger" >pidfile
	control stop
	stranger_lives
	says "stopped, pid $pid"
}

@test "a stranger who has locked the pidfile to read it is no daemon" {
	likely "who may read a file may lock it to read: ask for the kind of lock, too (chapter 12)"
	for kind in read ofd-read; do
		hold "$kind"
		for answer in "0 stop" "7 reload" "3 status"; do
			answers "${answer% *}" "not running" "${answer#* }"
		done
		[ "/proc/$holder/exe" -ef "$bin/hold_lock" ] ||
			complain "the stranger, process $holder" "lives" "it was killed"
		kill -KILL "$holder"
		eventually unlocked
	done
}

@test "a lock to write that no process holds is told as one of whom it cannot see" {
	likely "F_GETLK tells -1 of an OFD lock: find_holder (chapter 6)"
	hold ofd-write
	for answer in "4 status" "1 stop" "1 reload"; do
		answers "${answer% *}" "running, but its pid cannot be seen from here" "${answer#* }"
	done
}

@test "with 0, -1 or 1 in the pidfile, nobody is hit" {
	likely "kill(2) takes 0 and -1 for many, and 1 is no daemon: signal_holder (chapter 12)"
	make_namespace
	stranger
	# In a world of its own, for a wrong stop would end all that its user runs.
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		setsid '$bin/stranger' -f /dev/null &
		for text in 0 -1 1 -\$! "\$! 1"; do
			echo "\$text" >pidfile
			for command in stop reload; do
				setsid -w '$program' -p pidfile \$command 2>/dev/null </dev/null
				echo "\$text \$command: \$?"
			done
		done
		kill -0 \$! && echo lives || echo killed
	END
	launch "${namespace[@]}" bash "$BATS_TEST_TMPDIR/inside"
	returns
	for text in 0 -1 1 "-*" "* 1"; do
		matches "the status of stop and reload" "(^|"$'\n'")${text//\*/[0-9]+} stop: 0"$'\n'"${text//\*/[0-9]+} reload: 7"$'\n' \
			"$(<"$BATS_TEST_TMPDIR/out")"
	done
	is "the stranger" lives "$(tail -n 1 "$BATS_TEST_TMPDIR/out")"
}

stopped_or_ended() { has_stopped || ended "$command"; }

# asked N COMMAND: run it, and stop it when it has asked for the lock N times
asked() {
	injecting "fcntl:signal=SIGSTOP:when=$1" -P "$home/pidfile"
	rm -f "$BATS_TEST_TMPDIR/trace"
	launch "${tracer[@]}" "$program" -p pidfile "$2"
	eventually stopped_or_ended || :
	has_stopped || complain "that $2 asks for the lock $1 times" yes "$(content_of "$said")"
	find_asker
}

# find_asker: sets asker, the process that strace has seen last
find_asker() { asker=$(sed -n '$s/^\([0-9]*\).*/\1/p' "$BATS_TEST_TMPDIR/trace"); }

# goes_on: let it. Sets status.
goes_on() {
	wind_clock
	kill -CONT "$asker"
	returns
}

@test "a daemon that dies while stop asks for it is told as not running" {
	likely "ESRCH is no failure: the holder has ended (chapter 12)"
	start_locked
	asked 1 stop
	dies
	goes_on
	is "the exit status" 0 "$status"
	matches "its one line" ": not running$" "$(<"$said")"
}

@test "a daemon that is started while stop asks for the last one is stopped" {
	likely "ask again, until the process and the lock agree: signal_holder (chapter 12)"
	start_locked
	asked 1 stop
	dies
	another
	goes_on
	is "the exit status" 0 "$status"
	matches "its one line" ": stopped, pid $pid$" "$(<"$said")"
	is "the processes" "" "$(processes)"
}

@test "a signal that comes too late is not taken for a daemon that does not run" {
	likely "pidfd_send_signal(2) fails with ESRCH: ask again: signal_holder (chapter 12)"
	start_locked
	injecting pidfd_send_signal:error=ESRCH:when=1
	launch "${tracer[@]}" "$program" -p pidfile stop
	returns
	is "the exit status" 0 "$status"
	matches "its one line" ": stopped, pid $pid$" "$(<"$said")"
	is "the processes" "" "$(processes)"
}

@test "a pid that is a thread's by now is asked for again" {
	likely "pidfd_open(2) fails with EINVAL or ENOENT: ask again: signal_holder (chapter 12)"
	for error in ENOENT EINVAL; do
		rm -f "$beat"
		start_locked
		injecting "pidfd_open:error=$error:when=1"
		launch "${tracer[@]}" "$program" -p pidfile stop
		returns
		is "the exit status after $error" 0 "$status"
		matches "its one line" ": stopped, pid $pid$" "$(<"$said")"
	done
}

@test "a holder that can never be had is told, and no answer is made up" {
	likely "the tries are to be counted: signal_holder (chapter 12)"
	start_locked
	injecting pidfd_open:error=ESRCH
	launch "${tracer[@]}" "$program" -p pidfile stop
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot signal the holder of $home/pidfile: (Device or r|R)esource busy$" "$(<"$said")"
	runs "$pid"
}

# pid_is_taken [COMMAND]: stop asks who holds the lock, and is stopped itself before it
# can signal the daemon, which dies. A stranger gets its pid; then the command is run,
# and stop goes on.
pid_is_taken() {
	make_namespace
	stranger
	injecting fcntl:signal=SIGSTOP:when=1 -P "$home/pidfile"
	: >"$BATS_TEST_TMPDIR/trace"
	# Process 1 there is a shell, and takes in the orphans.
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		until_true() {
			tries=0
			until "\$@"; do
				[ \$((tries += 1)) -lt 500 ] && kill -0 \$stop || exit 8
				(read -r -t 0.01 _ <>'$BATS_TEST_TMPDIR/fifo') # what forks reaps
			done
		}
		is_stopped() { grep -q 'stopped by SIGSTOP' '$BATS_TEST_TMPDIR/trace'; }
		is_free() { [ ! -e "/proc/\$pid" ]; }
		asker() { sed -n '\$s/^\([0-9]*\).*/\1/p' '$BATS_TEST_TMPDIR/trace'; }
		'$program' -i $interval -p pidfile '$beat' </dev/null || exit 7
		read -r pid <pidfile
		$(printf '%q ' "${tracer[@]}" "$program" -p pidfile stop) &
		stop=\$!
		until_true is_stopped
		kill -KILL "\$pid"
		until_true is_free
		for try in 1 2 3 4 5 6 7 8 9; do
			echo \$((pid - 1)) >/proc/sys/kernel/ns_last_pid || exit 9
			'$bin/stranger' -f /dev/null &
			[ \$! != "\$pid" ] || break
		done
		[ \$! = "\$pid" ] || exit 6
		until_true [ "/proc/\$pid/exe" -ef '$bin/stranger' ]
		${1:-:} || exit 5
		kill -CONT "\$(asker)"
		wait \$stop
		echo "stop: \$?"
		[ "/proc/\$pid/exe" -ef '$bin/stranger' ] && echo lives || echo killed
	END
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	patience=1000
	launch "${namespace[@]}" bash "$BATS_TEST_TMPDIR/inside"
	returns
	((status != 9)) || skip "needs leave to choose the next pid: this machine refuses it"
	is "the exit status of who arranges it" 0 "$status"
	is "what became of both" "stop: 0 lives" "$(xargs <"$BATS_TEST_TMPDIR/out")"
}

@test "a stranger who gets the daemon's pid before it is signalled is left alone" {
	likely "ask again when you have a pidfd, and signal through that, not by number: signal_holder (chapter 12)"
	pid_is_taken
	matches "its one line" ": not running$" "$(<"$said")"
}

@test "also if another daemon has taken the lock meanwhile, and that is stopped" {
	likely "ask again for the pid, not for any holder: signal_holder (chapter 12)"
	pid_is_taken "'$program' -i $interval -p pidfile '$beat'"
	matches "its one line" ": stopped, pid [0-9]+$" "$(<"$said")"
	is "what the pidfile holds" "" "$(content_of pidfile)"
}

# The system calls that a command may wait in
waiting='/^(p?poll|(clock_)?nanosleep|select|pselect6|epoll_p?wait2?)(_time64)?$'

was_stopped() { grep -qs "stopped by SIGSTOP" "$BATS_TEST_TMPDIR/trace"; }
waits_or_ended() { was_stopped || ended "$command"; }

# stop_and_meanwhile COMMAND...: stop the daemon, and run that when it has ended, and
# stop still waits. Stop is stopped when it has sent its signal, and begins to wait;
# the daemon obeys that only when it goes on. Sets status.
stop_and_meanwhile() {
	local asker
	kill -STOP "$pid"
	injecting "$waiting:signal=STOP:when=1"
	launch "${tracer[@]}" "$program" -p pidfile stop
	eventually waits_or_ended || :
	kill -CONT "$pid"
	was_stopped || complain "stop" "begins to wait" "$(content_of "$said")"
	eventually unlocked || complain "process $pid" "ends on its SIGTERM" "it still runs"
	find_asker
	"$@"
	kill -CONT "$asker"
	returns
}

@test "stop says so if another has been started when it has ended" {
	likely "look who holds the lock at the end: obey_command (chapter 12)"
	start_locked
	old=$pid
	stop_and_meanwhile another
	is "the exit status" 1 "$status"
	matches "its one line" ": stopped, pid $old; but pid $pid has been started since$" "$(<"$said")"
	beats_on
}

@test "who reads or removes the pidfile when the daemon has ended does not spoil a stop" {
	likely "a lock for reading is no daemon's, and no file has no lock: ask errno, not the pid: obey_command (chapter 12)"
	for next in "held read" "rm pidfile"; do
		rm -f "$beat" "$BATS_TEST_TMPDIR/trace"
		start_locked
		# shellcheck disable=SC2086 # words
		stop_and_meanwhile $next
		is "the exit status, after $next" 0 "$status"
		matches "its one line" ": stopped, pid $pid$" "$(<"$said")"
		[ "$next" != "held read" ] || kill -KILL "$holder"
		eventually unlocked
	done
}
# held KIND: a process takes this kind of lock, while a command waits. Sets holder.
held() {
	local command said=$BATS_TEST_TMPDIR/said-by-another
	hold "$1"
}

@test "stop says so if one that it cannot see has the lock when the daemon has ended" {
	likely "look who holds the lock at the end, and heed EREMOTE: obey_command (chapter 12)"
	start_locked
	stop_and_meanwhile held ofd-write
	is "the exit status" 1 "$status"
	matches "its one line" ": running, but its pid cannot be seen from here$" "$(<"$said")"
}

@test "stop waits no longer than it is told to" {
	likely "a part of a second is made a whole one: obey_command (chapter 12)"
	start_locked
	stops
	for _ in 1 2 3 4 5 6; do # a busy machine may be late a time or two
		from=${EPOCHREALTIME/[.,]/}
		answers 1 "pid $pid has not ended within 0.02 seconds" -t 0.02 stop
		took=$((${EPOCHREALTIME/[.,]/} - from))
		((took >= 500000)) || break
	done
	((took < 500000)) || complain "each of six stops with -t 0.02" "less than 500000 us, once" "$took us"
	likely "it is to wait so long, and not shorter: obey_command (chapter 12)"
	from=${EPOCHREALTIME/[.,]/}
	answers 1 "pid $pid has not ended within 1.2 seconds" -t 1.2 stop
	took=$((${EPOCHREALTIME/[.,]/} - from))
	((took >= 1190000)) || complain "a stop with -t 1.2" "at least 1190000 us" "$took us"
}

@test "a signal that cuts its wait short does not end it" {
	likely "EINTR is no answer: obey_command (chapter 12)"
	start_locked
	injecting "$waiting:error=EINTR:when=1"
	launch "${tracer[@]}" "$program" -p pidfile stop
	returns
	is "the exit status" 0 "$status"
	matches "its one line" ": stopped, pid $pid$" "$(<"$said")"
}

@test "a pidfile that may not be read has that status as well, and is told" {
	likely "EACCES is not ENOENT: obey_command (chapter 12)"
	start_locked
	chmod 0 pidfile
	needs_bound -dac_override,-dac_read_search
	for answer in "signal stop" "signal reload" "find status"; do
		launch "${bound[@]}" "$program" -p pidfile "${answer#* }"
		returns
		is "the exit status of ${answer#* }" 4 "$status"
		says "cannot ${answer% *} the holder of $home/pidfile: Permission denied"
	done
	beats_on
}

@test "that a process cannot be opened is told, and it beats on" {
	likely "whatever is not ESRCH is a reason to give up: signal_holder (chapter 12)"
	start_locked
	injecting pidfd_open:error=ENOSYS
	launch "${tracer[@]}" "$program" -p pidfile stop
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot signal the holder of $home/pidfile: Function not implemented$" "$(<"$said")"
	beats_on
}

@test "that the pidfile cannot be opened for want of a descriptor is told, and it beats on" {
	likely "only ENOENT says that there is no file: obey_command (chapter 12)"
	start_locked
	injecting open,openat:error=EMFILE -P "$home/pidfile"
	for answer in "1 signal stop" "1 signal reload" "4 find status"; do
		launch "${tracer[@]}" "$program" -p "$home/pidfile" "${answer##* }"
		returns
		is "the exit status of ${answer##* }" "${answer%% *}" "$status"
		action=${answer#* }
		matches "its one line" "cannot ${action% *} the holder of $home/pidfile: (Too many open files|No file descriptors available)$" "$(<"$said")"
	done
	beats_on
}

@test "a daemon that starts while status looks is not told as dead" {
	likely "ask for the lock again after looking at the file: obey_command (chapter 12)"
	start_locked
	dies
	asked 1 status
	another
	goes_on
	is "the exit status" 0 "$status"
	matches "its one line" ": running, pid $pid$" "$(<"$said")"
}

@test "a daemon that ends in order while status looks is not told as dead" {
	likely "ask for the lock before looking at the file: obey_command (chapter 12)"
	start_locked
	injecting newfstatat,stat,statx:signal=SIGSTOP:when=1 -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -p pidfile status
	eventually stopped_or_ended || :
	expected=0 # ours sees that it runs, and looks no further
	if has_stopped; then
		expected=3
		find_asker
		ends
		eventually unlocked
		goes_on
	else
		returns
	fi
	is "the exit status" "$expected" "$status"
}

@test "a command that is not allowed has a status of its own, 4, heard or not" {
	likely "EPERM says that it runs, and is another's: obey_command (chapter 12)"
	start_locked
	injecting pidfd_send_signal:error=EPERM
	for word in stop reload; do
		launch "${tracer[@]}" "$program" -p pidfile "$word"
		returns
		is "the exit status of $word" 4 "$status"
		matches "its one line" "cannot signal the holder of $home/pidfile: Operation not permitted$" "$(<"$said")"
		launch bash -c 'exec "$@" 2>&-' bash "${tracer[@]}" "$program" -p pidfile "$word"
		returns
		is "the exit status of $word, if nobody hears" 4 "$status"
	done
	beats_on
}

@test "another user's daemon is not stopped, and not started again" {
	likely "who may not signal it does not stop it: obey_command (chapter 12)"
	needs_root
	start_locked
	# It may read what is root's, but not signal it.
	other=(setpriv --reuid=65534 --regid=65534 --clear-groups
		"--inh-caps=-all,+dac_override" "--ambient-caps=-all,+dac_override")
	"${other[@]}" true 2>/dev/null || skip "needs leave to become another user: this machine refuses it"
	for word in stop reload "restart $beat"; do
		# shellcheck disable=SC2086 # a command, and its operand
		launch "${other[@]}" "$program" -p pidfile $word
		returns
		is "the exit status of ${word%% *}" 4 "$status"
		says "cannot signal the holder of $home/pidfile: Operation not permitted"
	done
	beats_on
	left_alone "$pid"
	likely "to tell its status takes no leave to write or to signal: obey_command, find_holder (chapter 12)"
	let_search 65534
	launch setpriv --reuid=65534 --regid=65534 --clear-groups "$program" -p pidfile status
	returns
	is "the exit status of another user's status" 0 "$status"
	says "running, pid $pid"
}

@test "a daemon outside a command's pid namespace is told as one that it cannot see" {
	likely "F_GETLK tells 0 of who is not visible: find_holder (chapter 6)"
	make_namespace
	start_locked
	for answer in "4 status" "1 stop" "1 reload"; do
		launch "${namespace[@]}" "$program" -p pidfile "${answer#* }"
		returns
		is "the exit status of ${answer#* }" "${answer% *}" "$status"
		matches "its one line" "\[1\]: running, but its pid cannot be seen from here$" "$(<"$said")"
	done
	beats_on
}

@test "restart puts another in its place, once it has ended" {
	likely "restart is stop, and then start: obey_command, main (chapter 12)"
	start_locked
	ln pidfile same
	old=$pid
	beat=$home/another
	control -i "$interval" restart "$beat"
	is "the exit status" 0 "$status"
	says "stopped, pid $old"
	[ pidfile -ef same ] || complain "the pidfile" "the same file as before" "another"
	beats
	isnt "the process that beats" "$old" "$pid"
	left_alone "$pid"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
}

@test "restart starts it if none runs" {
	likely "what is stopped already is stopped: obey_command (chapter 12)"
	control -i "$interval" restart "$beat"
	is "the exit status" 0 "$status"
	says "not running"
	beats
	left_alone "$pid"
}

@test "restart leaves it alone if the beat file cannot be had" {
	likely "check what can be foreseen before the old one is stopped: main (chapter 12)"
	start_locked
	answers 1 "cannot use $home/missing/beat: No such file or directory" restart missing/beat
	beats_on
	left_alone "$pid"
}

@test "restart leaves it alone if it may not lock the pidfile" {
	likely "ask whether it may open the file before it stops one: obey_command (chapter 12)"
	needs_bound -dac_override,-dac_read_search
	launch "${bound[@]}" "$program" -i "$interval" -p pidfile "$beat"
	beats
	returns
	chmod a-w pidfile
	wind_clock
	launch "${bound[@]}" "$program" -i "$interval" -p pidfile restart "$beat"
	returns
	is "the exit status" 4 "$status"
	says "cannot use $home/pidfile: Permission denied"
	beats_on
	left_alone "$pid"
}

@test "restart starts no second one if the first has not ended, and says so" {
	likely "it starts the next before the first has ended: wait for that, and heed it (chapter 12)"
	start_locked
	stops
	answers 1 "pid $pid has not ended within 0.1 seconds" -t 0.1 restart "$home/another"
	left_alone "$pid"
	[ ! -e another ] || complain "another's beat file" "" "$(<another)"
}

@test "of 20 restarts at once one daemon is left" {
	likely "start when the lock is free, and only one has it (chapters 6 and 12)"
	start_locked
	patience=100000
	launch bash -c 'for i in {1..20}; do "$@" & done; wait' bash \
		"$program" -i "$interval" -p pidfile restart "$beat"
	returns
	pid=$(content_of pidfile)
	left_alone "$pid"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
	answers 0 "running, pid $pid" status
}

@test "start is what it does without a command" {
	likely "the first operand may be a command: parse_command (chapter 12)"
	control -i "$interval" start "$beat"
	is "the exit status" 0 "$status"
	beats
	control start "$home/another"
	is "the exit status of a second start" 75 "$status"
	matches "its one line" "already running, pid $pid$" "$(<"$said")"
}

@test "a command without a pidfile is refused, and one with a beat file that needs none" {
	likely "which daemon is meant, the pidfile says: parse_command (chapter 12)"
	for word in stop reload status; do
		refuses 2 "$word needs the pidfile" "$word"
		refuses 2 "$word takes no beat file" -p pidfile "$word" beat
	done
	refuses 2 "restart needs the pidfile" restart beat
	refuses 2 "name one beat file" -p pidfile restart
}
