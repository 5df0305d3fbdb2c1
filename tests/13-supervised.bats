#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 13: supervised. With -f it leaves to a supervisor what chapters 1 to 12
# do, and tells it when it is ready. The tests are its supervisor; and real ones
# run the very files that the lesson shows.

load helper

shown_files=$BATS_TEST_DIRNAME/../chapters/13-supervised

# supervised [ARGUMENT...]: start it as a supervisor does: the process that was
# started is to be the one that beats
supervised() {
	start -f "$@"
	is_the_one
}
is_the_one() { is "with -f, the process that beats" "$command" "$pid"; }

# notifying NAME [ARGUMENT...]: the same, with a socket to tell its state to
notifying() {
	launch env "NOTIFY_SOCKET=$1" "$program" -i "$interval" -f "${@:2}" "$beat"
	beats
	is_the_one
}

# beside COMMAND...: run it in the background; it ends with the test. Sets beside.
beside() {
	needs setpriv util-linux
	without_inherited setpriv --pdeathsig KILL "$@" </dev/null &
	beside=$!
	disown "$beside"
}

# listen NAME: take what is sent to this socket, a path, or @ and what follows. It
# ends with the test. Each message is in $heard, after a line of socat's.
listen() {
	local address=UNIX-RECV:$1
	needs socat socat
	[[ $1 != @* ]] || address=ABSTRACT-RECV:${1#@}
	heard=$BATS_TEST_TMPDIR/heard
	: >"$heard"
	beside socat -u -v "$address" - >/dev/null 2>>"$heard" # appending: a test may empty it
	eventually listens "$1" || complain "that socat listens at $1" yes "$(content_of "$heard")"
}
listens() { grep -q " $1\$" /proc/net/unix; }

# messages: each that has come, in a line: "READY=1 STATUS=beating"
messages() {
	sed -E 's/> [0-9/]+ [0-9:.]+ +length=[0-9]+ from=[0-9]+ to=[0-9]+ *$/\n/' "$heard" |
		awk 'BEGIN { RS = ""; FS = "\n" } { $1 = $1; print }'
}
has_heard() { [[ $(messages) =~ $1 ]]; }

# hears PATTERN: a message like it comes, before it has beaten often
hears() {
	wind_clock
	eventually has_heard_or_overdue "$1" || :
	has_heard "$1" || complain "what the supervisor is told" "like $1" "$(messages | xargs)"
}
has_heard_or_overdue() { has_heard "$1" || overdue || { [ -n "$pid" ] && gone "$pid"; } }

# hears_only PATTERN NAME: all that has come until now, and not a part of it: what
# is sent last comes last
hears_only() {
	local address=UNIX-SENDTO:$2
	[[ $2 != @* ]] || address=ABSTRACT-SENDTO:${2#@}
	socat -u - "$address" <<<LAST=1
	eventually has_heard LAST=1
	matches "what the supervisor is told" "^$1\$" "$(messages | sed '/^LAST=1$/d')"
}

# monotonic PATTERN: the MONOTONIC_USEC of the first message like it
monotonic() { messages | sed -n "/$1/ { s/.*MONOTONIC_USEC=\([0-9]*\).*/\1/p; q; }"; }

@test "with -f it is the process that was started that beats" {
	likely "leave_waiting_parent and leave_parent are for a start without -f: main (chapter 13)"
	supervised
	beats_on
}

@test "with -f it stays in its starter's session and process group" {
	likely "start_session is for a start without -f: main (chapter 13)"
	supervised
	is "its parent" "$BASHPID" "$(parent_of "$pid")"
	is "its session" "$(session_of "$BASHPID")" "$(session_of "$pid")"
	is "its process group" "$(group_of "$BASHPID")" "$(group_of "$pid")"
}

@test "with -f it keeps the umask and the directory that it was given" {
	likely "clear_umask and move_to_root are for a start without -f: main (chapter 13)"
	umask 027
	supervised
	is "its umask" 0027 "$(umask_of "$pid")"
	is "its directory" "$home" "$(directory_of "$pid")"
	is "the mode of its file" 640 "$(mode_of "$beat")"
}

@test "with -f it keeps the descriptors that it was given" {
	likely "close_inherited and redirect_stdio are for a start without -f: main (chapter 13)"
	: >planted
	launch bash -c 'exec "$@" 0<planted 9<planted' bash "$program" -i "$interval" -f "$beat"
	beats
	is_the_one
	is "its descriptor 0" "$home/planted" "$(descriptor_of "$pid" 0)"
	is "its descriptor 9" "$home/planted" "$(descriptor_of "$pid" 9)"
	is "its descriptor 1" "$BATS_TEST_TMPDIR/out" "$(descriptor_of "$pid" 1)"
	is "its descriptor 2" "$said" "$(descriptor_of "$pid" 2)"
}

@test "with -f it keeps the environment that it was given" {
	likely "clean_environment is for a start without -f: main (chapter 13)"
	launch env PLANTED=yes "$program" -i "$interval" -f "$beat"
	beats
	is_the_one
	is "PLANTED" PLANTED=yes "$(environment_of "$pid" | grep PLANTED)"
}

@test "with -f SIGINT ends it, though its starter blocked and ignored it" {
	likely "reset_signals is for both ways to start: main (chapters 9 and 13)"
	needs_env
	launch env --ignore-signal=INT --block-signal=INT "$program" -i "$interval" -f "$beat"
	beats
	is_the_one
	ends INT
}

@test "with -f SIGHUP while it starts does not end it, once its pid can be known" {
	likely "catch_signals comes before lock_pidfile in both ways to start: main (chapters 9 and 13)"
	injecting write:signal=SIGHUP:when=1 -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -f -p "$home/pidfile" "$beat"
	beats
	beats_on
	is "the pidfile" "$pid" "$(content_of pidfile)"
	is "its parent" "$command" "$(parent_of "$pid")"
}

@test "with -f and -u it becomes that user, or says that it may not" {
	likely "drop_privileges is for both ways to start: main (chapters 11 and 13)"
	if ((EUID == 0)); then
		as_root
		supervised -u "$user"
		is "its user" "$user" "$(user_of "$pid")"
	else
		launch "$program" -i "$interval" -f -u root "$beat"
		returns
		is "the exit status" 1 "$status"
		matches "its one line" "^${program##*/}\\[$command\\]: cannot become root: Operation not permitted\$" "$(<"$said")"
	fi
}

@test "with -f its pidfile is emptied at the end, and the log reopened on SIGHUP" {
	likely "what follows the steps is the same with -f: main (chapters 9 and 13)"
	supervised -p pidfile -l log
	is "the pidfile" "$pid" "$(content_of pidfile)"
	mv log log.1
	kill -HUP "$pid"
	beats_on
	ends
	returns
	is "what the new log says" "${program##*/}[$pid]: ended by SIGTERM" "$(content_of log)"
	is "what the pidfile holds" "" "$(<pidfile)"
}

@test "with -f its messages are on standard error" {
	likely "redirect_stdio is for a start without -f: main (chapter 13)"
	supervised
	ends
	returns
	is "what it says" "${program##*/}[$pid]: ended by SIGTERM" "$(<"$said")"
}

@test "with -f and -l its messages are in the log" {
	supervised -l log
	likely "redirect_stdio is for a start without -f, with or without -l: main (chapter 13)"
	is "its descriptor 1" "$BATS_TEST_TMPDIR/out" "$(descriptor_of "$pid" 1)"
	is "its descriptor 2" "$said" "$(descriptor_of "$pid" 2)"
	likely "report_to is for both ways to start: main (chapters 8 and 13)"
	ends
	returns
	is "what it says on standard error" "" "$(<"$said")"
	is "the log" "${program##*/}[$pid]: ended by SIGTERM" "$(content_of log)"
}

@test "with -f it ends on SIGTERM with status 0" {
	likely "what it was asked to do is no failure: main, catch_signals (chapters 9 and 13)"
	supervised
	ends
	returns
	is "the exit status" 0 "$status"
}

@test "with -f it opens its file again on SIGHUP" {
	likely "what follows the steps is the same with -f: main (chapters 9 and 13)"
	supervised
	mv "$beat" old
	kill -HUP "$pid"
	eventually has_lines 1 || complain "that there is a new beat file after SIGHUP" yes no
	beats_on
}

@test "with -f a second start is refused with status 75, whichever way the first was" {
	likely "the lock is asked for by -p, with and without -f: main (chapters 6 and 13)"
	supervised -p pidfile
	first=$pid
	disown "$command"
	launch "$program" -i "$interval" -f -p pidfile other
	returns
	is "the exit status" 75 "$status"
	matches "its one line" "^[^ ]*\\[$command\\]: already running, pid $first\$" "$(<"$said")"
	end_all
	rm "$beat"
	start -p pidfile
	launch "$program" -i "$interval" -f -p pidfile other
	returns
	is "the exit status" 75 "$status"
	matches "its one line" "^[^ ]*\\[$command\\]: already running, pid $pid\$" "$(<"$said")"
}

@test "with -f status and restart are obeyed as without" {
	likely "obey_command and check_beat_for are for both ways to start: main (chapters 12 and 13)"
	start -p pidfile
	returns
	launch "$program" -f -p pidfile status
	returns
	is "the exit status of status" 0 "$status"
	matches "its one line" ": running, pid $pid\$" "$(<"$said")"
	launch "$program" -i "$interval" -f -p pidfile restart missing/beat
	returns
	is "the exit status of a restart without a directory" 1 "$status"
	beats_on
	old=$pid beat=$home/another
	launch "$program" -i "$interval" -f -p pidfile restart "$beat"
	beats
	is_the_one
	left_alone "$pid"
	matches "its one line" ": stopped, pid $old\$" "$(<"$said")"
	likely "close what was to wait for the old one: obey_command (chapter 12)"
	is "its pidfds" "" "$(find "/proc/$pid/fd" -lname '*pidfd*')"
	likely "close what was to ask who holds the lock: find_holder (chapter 6)"
	is "its descriptors that have the pidfile open" 1 \
		"$(find "/proc/$pid/fd" -lname "$home/pidfile" | wc -l)"
}

@test "with -f its user, its lock and its log are what they are without" {
	likely "a supervisor does none of the three: main (chapter 13)"
	as_root
	supervised -u "$user" -p pidfile -l work/log
	is "its user ids" "$uid $uid $uid $uid" "$(status_of "$pid" Uid | xargs)"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
	is "the owner, group and mode of its log" "$uid $gid 640" "$(stat -c '%u %g %a' work/log)"
	kill "$pid"
	returns
	matches "its log" "^${program##*/}\[$pid\]: ended by SIGTERM\$" "$(<work/log)"
	is "what it says" "" "$(<"$said")"
}

@test "a user that can be looked up but once is told, and nothing runs" {
	likely "ask what getpwnam(3) returns, this time too: drop_privileges (chapter 11)"
	needs_mounts
	echo 'passwd: files' >nsswitch.conf
	injecting open,openat:error=EMFILE -P /etc/passwd
	tracer=(strace "${tracer[@]:2}") # without -f: not in the child that looks the user up first
	launch "${own_mounts[@]}" sh -c 'mount --bind nsswitch.conf /etc/nsswitch.conf; exec "$@"' \
		sh "${tracer[@]}" "$program" -i "$interval" -f -u root "$beat"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot become root: [A-Z]" "$(<"$said")"
	is "the lines in its beat file" 0 "$(lines)"
}

in_container() {
	contained=(unshare --pid --fork --kill-child --mount-proc)
	((EUID == 0)) || contained=(unshare --user --map-current-user "${contained[@]:1}")
	"${contained[@]}" true 2>/dev/null ||
		skip "needs leave to make a pid namespace: this machine refuses it"
}

@test "as process 1 of a container it beats on, and ends on SIGTERM" {
	likely "what forks ends the container, and process 1 hears only signals that it waits for (chapters 9 and 13)"
	in_container
	launch "${contained[@]}" "$program" -i "$interval" -f "$beat"
	beats
	is "its pid, in the container" 1 "$pid"
	pid=$(processes) # as it is seen from here
	beats_on
	ends
	returns
	is "the exit status" 0 "$status"
}

# bats test_tags=far
@test "it tells a NOTIFY_SOCKET that it is ready" {
	likely "notify, after write_beat: main (chapter 13)"
	listen "$home/socket"
	notifying "$home/socket"
	hears "^READY=1 STATUS=[a-z]+( MONOTONIC_USEC=[0-9]+)?\$"
}

@test "it tells a NOTIFY_SOCKET whose name begins with @, an abstract one" {
	likely "@ stands for a NUL, and the address ends with the name: notify (chapter 13)"
	listen "@$home/socket"
	notifying "@$home/socket"
	hears "^READY=1 "
	kill -HUP "$pid"
	hears "RELOADING=1 .*READY=1 "
	is "what it says" "" "$(<"$said")"
}

@test "it is not told to be ready if it cannot write its first beat" {
	likely "notify and notify_newline come after write_beat: main (chapter 13)"
	injecting write:error=EIO -P "$beat"
	listen "$home/socket"
	mkfifo pipe
	beside cat pipe >got
	notifying "$home/socket"
	hears "^READY=1 "
	end_all
	rm "$beat"
	: >"$heard"
	launch env "NOTIFY_SOCKET=$home/socket" bash -c 'exec "$@" 3>pipe' bash \
		"${tracer[@]}" "$program" -i "$interval" -f -n 3 "$beat"
	returns
	is "the exit status" 1 "$status"
	hears_only "" "$home/socket"
	eventually ended "$beside" || :
	is "what comes from descriptor 3" "" "$(<got)"
}

@test "a refused start tells nobody that it is ready" {
	likely "notify comes after lock_pidfile: main (chapter 13)"
	supervised -p pidfile
	disown "$command"
	listen "$home/socket"
	launch env "NOTIFY_SOCKET=$home/socket" "$program" -i "$interval" -f -p pidfile other
	returns
	is "the exit status" 75 "$status"
	hears_only "" "$home/socket"
}

@test "it tells when a reload begins, at which time, and when it is over" {
	likely "RELOADING=1 with MONOTONIC_USEC, and then READY=1: main, notify (chapter 13)"
	listen "$home/socket"
	before=${EPOCHREALTIME/[.,]/}
	notifying "$home/socket"
	hears "^READY=1 "
	kill -HUP "$pid"
	hears "RELOADING=1 .*READY=1 "
	hears_only $'READY=1 [^\n]*\nRELOADING=1 ([^\n]* )?MONOTONIC_USEC=[0-9]+\nREADY=1 [^\n]*' "$home/socket"
	mapfile -t states < <(messages | sed -n 's/.*STATUS=\([^ ]*\).*/\1/p')
	is "its status" "${states[0]} ${states[1]} ${states[0]}" "${states[*]:0:3}"
	(($(monotonic RELOADING) < before)) ||
		complain "the time of RELOADING=1" "the monotonic clock's" "$(monotonic RELOADING)"
}

@test "a reload begins before its files are opened, and is over only when they are" {
	likely "RELOADING=1, then reopen, then READY=1: main (chapter 13)"
	listen "$home/socket"
	notifying "$home/socket" -l log
	hears "^READY=1 "
	mv log log.1
	mkfifo log # whose opening waits for a reader
	kill -HUP "$pid"
	hears "RELOADING=1 "
	eventually waits || :
	hears_only $'READY=1 [^\n]*\nRELOADING=1 [^\n]*' "$home/socket"
	exec {reader}<>log
	hears "RELOADING=1 .*READY=1 "
}
# waits: it sleeps, and has not been awake since it was looked at last
waits() {
	local before=${slept:-}
	slept=$(status_of "$pid" voluntary_ctxt_switches)
	[[ $slept = "$before" && $(status_of "$pid" State) == S* ]]
}

@test "a reload is over only when its beat file is open, too" {
	likely "RELOADING=1, then reopen, both files, then READY=1: main (chapter 13)"
	listen "$home/socket"
	injecting open,openat:signal=SIGSTOP:when=2 -P "$beat"
	launch env "NOTIFY_SOCKET=$home/socket" "${tracer[@]}" "$program" -i "$interval" -f -l log "$beat"
	beats
	hears "^READY=1 "
	wind_clock
	kill -HUP "$pid"
	eventually stopped_or_overdue || :
	has_stopped || complain "that it opens its beat file a second time" yes no
	hears_only $'READY=1 [^\n]*\nRELOADING=1 [^\n]*' "$home/socket"
	kill -CONT "$pid"
	hears "RELOADING=1 .*READY=1 "
}

@test "a reload is over also if a file cannot be opened again" {
	likely "READY=1 follows every RELOADING=1: main (chapter 13)"
	listen "$home/socket"
	notifying "$home/socket" -l log
	hears "^READY=1 "
	rm log
	mkdir log
	kill -HUP "$pid"
	hears "RELOADING=1 .*READY=1 "
}

@test "the time that it tells is the monotonic clock's" {
	likely "CLOCK_MONOTONIC, whole, in microseconds: notify (chapter 13)"
	part monotonic
	# Where it is not the time since the start of the machine, if we may have that.
	clock=(unshare -T --monotonic 10000000 --boottime 50000000)
	((EUID == 0)) || clock=(unshare -UrT --monotonic 10000000 --boottime 50000000)
	"${clock[@]}" true 2>/dev/null || clock=()
	listen "$home/socket"
	from=$("${clock[@]}" "$part")
	launch "${clock[@]}" env "NOTIFY_SOCKET=$home/socket" "$program" -i "$interval" -f "$beat"
	beats
	hears "^READY=1 "
	to=$("${clock[@]}" "$part")
	seen=$(monotonic READY) # which need not tell it
	[ -z "$seen" ] || ((seen >= from && seen <= to)) ||
		complain "the microseconds of READY=1" "$from to $to" "$seen"
	# Once more when a second has begun: its microseconds are a number of fewer digits.
	read -r -t "$(printf '0.%06d' $((999999 - to % 1000000)))" -u "$tick" _ || :
	from=$("${clock[@]}" "$part")
	kill -HUP "$(processes)"
	hears "RELOADING=1 .*READY=1 "
	to=$("${clock[@]}" "$part")
	seen=$(monotonic RELOADING)
	((${seen:-0} >= from && ${seen:-0} <= to)) ||
		complain "the microseconds of RELOADING=1" "$from to $to" "$seen"
}

@test "the time that it tells goes on between the begin and the end of a reload" {
	likely "CLOCK_MONOTONIC_COARSE stands still for milliseconds, and systemd takes a RELOADING=1 older than its SIGHUP for another's: notify (chapter 13)"
	part monotonic
	listen "$home/socket"
	notifying "$home/socket"
	hears "^READY=1 "
	for _ in 1 2 3 4 5; do
		: >"$heard"
		from=$("$part")
		kill -HUP "$pid"
		hears "RELOADING=1 .*READY=1 "
		begun_at=$(monotonic RELOADING) over_at=$(monotonic READY)
		[ -z "$over_at" ] || ((over_at > ${begun_at:-$over_at})) ||
			complain "the microseconds of READY=1" "more than $begun_at, as RELOADING=1 has it" "$over_at"
		((${begun_at:-0} >= from)) ||
			complain "the microseconds of RELOADING=1" "$from or more, as SIGHUP was sent then" "$begun_at"
	done
}

@test "it tells that it is stopping before its pidfile is emptied" {
	likely "it tells what begins, not what is done: main (chapter 13)"
	listen "$home/socket"
	injecting ftruncate:signal=SIGSTOP:when=2 -P "$home/pidfile"
	launch env "NOTIFY_SOCKET=$home/socket" "${tracer[@]}" \
		"$program" -i "$interval" -f -p "$home/pidfile" "$beat"
	beats
	wind_clock
	kill "$pid"
	eventually stopped_or_overdue || :
	hears_only $'READY=1 [^\n]*\nSTOPPING=1 [^\n]*' "$home/socket"
}

@test "it tells that it is stopping" {
	likely "STOPPING=1 after SIGTERM, for which NOTIFY_SOCKET is asked again: main, notify (chapter 13)"
	listen "$home/socket"
	notifying "$home/socket"
	ends
	returns
	is "the exit status" 0 "$status"
	hears_only $'READY=1 [^\n]*\nSTOPPING=1 [^\n]*' "$home/socket"
}

@test "a NOTIFY_SOCKET that is none is reported, and it beats on" {
	likely "should(notify()), and a name that is checked: main, notify (chapter 13)"
	: >file
	# 108 bytes are too many for sun_path: the last is the NUL's.
	printf -v longest '/%0106d' 0
	for bad in "$home/missing:No such file or directory" "@$home/missing:Connection refused" \
		"$home/file:Connection refused" "relative:Invalid argument" ":Invalid argument" \
		"$longest:No such file or directory" "${longest}0:Invalid argument" \
		"/$(printf '%04000d' 0):Invalid argument"; do
		rm -f "$beat"
		notifying "${bad%:*}"
		beats_on
		is "of NOTIFY_SOCKET=${bad%:*}, its one line" \
			"${program##*/}[$pid]: cannot notify the supervisor: ${bad##*:}" "$(<"$said")"
		is "its sockets then" "" "$(find "/proc/$pid/fd" -lname "socket:*")"
		end_all
	done
}

@test "a message that cannot be sent for want of a socket is reported, and it beats on" {
	likely "should(notify()), and what socket(2) returns: main, notify (chapter 13)"
	injecting socket:error=ENFILE
	NOTIFY_SOCKET=$home/socket launch "${tracer[@]}" "$program" -i "$interval" -f "$beat"
	beats
	beats_on
	is "its one line" "${program##*/}[$pid]: cannot notify the supervisor: Too many open files in system" \
		"$(<"$said")"
}

@test "no socket is left open, however many messages it sends" {
	likely "close(2), after each message: notify (chapter 13)"
	listen "$home/socket"
	notifying "$home/socket"
	hears "^READY=1 "
	kill -HUP "$pid"
	hears "RELOADING=1 .*READY=1 "
	beats_on
	is "its sockets" "" "$(find "/proc/$pid/fd" -lname "socket:*")"
}

@test "with -n it writes one newline there when ready, and closes it" {
	likely "one byte, and then close(2): notify_newline (chapter 13)"
	mkfifo pipe
	beside cat pipe >got
	launch bash -c 'exec "$@" 3>pipe' bash "$program" -i "$interval" -f -n 3 "$beat"
	beats
	is_the_one
	eventually beside_ended_or_overdue || :
	ended "$beside" || complain "its descriptor 3" "closed" "$(descriptor_of "$pid" 3)"
	is "what comes from descriptor 3" "$(od -An -c <<<'')" "$(od -An -c got)"
	beats_on
	is "what it says" "" "$(<"$said")"
}
beside_ended_or_overdue() { ended "$beside" || overdue; }

@test "with -n 1 or 0 the newline is what its standard output or input gets" {
	likely "only -1 says that nobody waits: notify_newline (chapter 13)"
	launch "$program" -i "$interval" -f -n 1 "$beat"
	beats
	beats_on
	is "what comes from descriptor 1" "$(od -An -c <<<'')" "$(od -An -c "$BATS_TEST_TMPDIR/out")"
	is "its descriptor 1" "" "$(descriptor_of "$pid" 1)"
	end_all
	rm "$beat"
	: >zero
	launch bash -c 'exec "$@" 0<>zero' bash "$program" -i "$interval" -f -n 0 "$beat"
	beats
	beats_on
	is "what comes from descriptor 0" "$(od -An -c <<<'')" "$(od -An -c zero)"
}

@test "with -n and a NOTIFY_SOCKET it tells both, and the first but once" {
	likely "each supervisor asks for itself; -n is for the start alone: main (chapter 13)"
	listen "$home/socket"
	: >got
	launch env "NOTIFY_SOCKET=$home/socket" bash -c 'exec "$@" 3>got' bash \
		"$program" -i "$interval" -f -n 3 "$beat"
	beats
	hears "^READY=1 "
	kill -HUP "$pid"
	hears "RELOADING=1 .*READY=1 "
	beats_on
	is "what comes from descriptor 3" "$(od -An -c <<<'')" "$(od -An -c got)"
	is "what it says" "" "$(<"$said")"
}

@test "a newline that cannot be written is reported, and it beats on" {
	likely "should(notify_newline()), and what write(2) returns: main, notify_newline (chapter 13)"
	launch bash -c 'exec "$@" 3</dev/null' bash "$program" -i "$interval" -f -n 3 "$beat"
	beats
	is_the_one
	beats_on
	is "its one line" "${program##*/}[$pid]: cannot write to descriptor 3: Bad file descriptor" \
		"$(<"$said")"
	is "its descriptor 3" "" "$(descriptor_of "$pid" 3)"
}

# bats test_tags=guard,why:the-command-line-is-the-same-for-all-programs
@test "a descriptor that is not open is refused, and one without -f" {
	likely "main would write to a file that got this number: parse (chapter 13)"
	refuses 2 "names descriptor 9, which is not open" -f -n 9 "$beat"
	refuses 2 "-n is for a start with -f" -n 1 "$beat"
}

# bats test_tags=guard,why:before-this-chapter-nobody-notifies
@test "without -f it tells no supervisor anything" {
	likely "clean_environment comes before notify: main (chapters 11 and 13)"
	listen "$home/socket"
	launch env "NOTIFY_SOCKET=$home/socket" "$program" -i "$interval" "$beat"
	beats
	returns
	kill -HUP "$pid"
	beats_on
	ends
	hears_only "" "$home/socket"
}

# as_beat: give the program the name that the files have for it
as_beat() {
	[ -e "$bin/beat" ] || ln "$program" "$bin/beat"
	program=$bin/beat
}

# service NAME: a copy of the directory that the lesson shows, in which the program
# is the one to judge, and beats quickly
service() {
	as_beat
	cp -r "$shown_files/$1" service
	sed -i "s:/usr/local/bin/beat -f:$program -i $interval -f:" service/run
	beat=$home/service/beat shown=
}

@test "runit runs it, has it open its file again, and stops it" {
	likely "it is to stay the process that runsv has started: main (chapter 13)"
	needs runsv runit
	service runit
	launch runsv service
	beats
	is "its parent" "$command" "$(parent_of "$pid")"
	mv "$beat" old
	sv hup "$home/service" >"$BATS_TEST_TMPDIR/sv"
	eventually has_lines 2 || complain "the lines after sv hup" "2 or more" "$(lines)"
	sv -w 10 stop "$home/service" >"$BATS_TEST_TMPDIR/sv"
	matches "what sv says" "^ok: down:" "$(<"$BATS_TEST_TMPDIR/sv")"
	is "the processes left" "" "$(processes)"
	sv exit "$home/service"
	returns
	matches "what it says" "ended by SIGTERM" "$(<"$BATS_TEST_TMPDIR/out")"
}

ready_for_s6() { [ "$(s6-svstat -o ready service 2>&1)" = true ]; }
ready_or_overdue() { ready_for_s6 || overdue; }

@test "s6 runs it, is told when it is ready, has it open its file again, and stops it" {
	likely "the newline for descriptor 3 of -n 3: notify_newline, main (chapter 13)"
	needs s6-supervise s6
	service s6
	launch s6-supervise service
	beats
	is "its parent" "$command" "$(parent_of "$pid")"
	eventually ready_or_overdue || :
	is "whether s6 finds it ready" true "$(s6-svstat -o ready service 2>&1)"
	s6-svwait -U -t 5000 service
	mv "$beat" old
	s6-svc -h service
	eventually has_lines 2 || complain "the lines after s6-svc -h" "2 or more" "$(lines)"
	s6-svc -wD -T 5000 -d service
	is "how it has ended, for s6" 0 "$(s6-svstat -o exitcode service)"
	is "the processes left" "" "$(processes)"
	s6-svc -x service
	returns
	matches "what it says" "ended by SIGTERM" "$(<"$BATS_TEST_TMPDIR/out")"
}

# bats test_tags=guard,why:the-unit-file-is-the-same-for-all-programs
@test "its unit file is one that systemd takes" {
	needs systemd-analyze systemd
	[ -w /tmp ] || skip "systemd-analyze needs a /tmp that it can write"
	as_beat
	sed "s:/usr/local/bin/beat:$program:" "$shown_files/beat.service" >beat.service
	run systemd-analyze verify ./beat.service
	is "what systemd-analyze says" "" "$output"
	is "its exit status" 0 "$status"
}

@test "systemd waits until it is ready, has it open its file again, and stops it" {
	likely "READY=1, and it stays the process that systemd has started: main, notify (chapter 13)"
	needs_root
	needs systemctl systemd
	systemd=$(systemd-path systemd-util 2>/dev/null)/systemd
	[ -x "$systemd" ] || systemd=/lib/systemd/systemd
	[ -x "$systemd" ] || skip "needs systemd: it is not at $systemd"
	as_beat
	group=beat-test-$BASHPID
	mkdir -p .config/systemd/user state
	sed "s:/usr/local/bin/beat -f:$program -i $interval -f:" \
		"$shown_files/beat.service" >.config/systemd/user/beat.service
	printf '[Unit]\nDefaultDependencies=no\n' >.config/systemd/user/nothing.target
	# A control group, /run, and processes of its own. It is a user's systemd: one
	# that is process 1 would take the machine for its own.
	cat >outside <<-END
		mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /sys/fs/cgroup &&
			mount -t cgroup2 cgroup2 /sys/fs/cgroup &&
			mkdir /sys/fs/cgroup/$group || exit 9
		echo \$\$ >/sys/fs/cgroup/$group/cgroup.procs || exit 9
		unshare -mCpf --kill-child --mount-proc bash '$home/inside'
		result=\$?
		echo \$\$ >/sys/fs/cgroup/cgroup.procs
		find /sys/fs/cgroup/$group -depth -type d -exec rmdir {} \\;
		exit \$result
	END
	cat >inside <<-END
		mkdir -p /run/systemd/system /run/user
		umount /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup || exit 9
		export HOME='$home' XDG_RUNTIME_DIR=/run/user
		unset XDG_CONFIG_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
		'$systemd' --user --unit=nothing.target &
		for i in {1..500}; do
			systemctl --user is-active nothing.target >/dev/null 2>&1 && break
			read -r -t 0.01 <> <(:)
		done
		systemctl --user is-active nothing.target >/dev/null 2>&1 || exit 9
		systemctl --user start beat.service
		echo "start \$?"
		systemctl --user show -P StatusText beat.service
		beat=\$(find '$home' -name beat -path '*/beat/beat')
		mv "\$beat" "\$beat.old"
		systemctl --user reload beat.service
		echo "reload \$?"
		for i in {1..500}; do
			[ ! -s "\$beat" ] || break
			read -r -t 0.01 <> <(:)
		done
		wc -l <"\$beat" | sed 's/[1-9].*/some lines/'
		systemctl --user stop beat.service
		echo "stop \$?"
		systemctl --user show -P Result -P ExecMainStatus beat.service
		systemctl --user exit
		wait
	END
	launch unshare -m bash "$home/outside"
	DEADLINE=$((${DEADLINE:-10} * 5)) returns # all of systemd is to start
	((status != 9)) || skip "needs leave to run a systemd of one's own: this machine refuses it"
	is "what systemctl says" $'start 0\nbeating\nreload 0\nsome lines\nstop 0\nsuccess\n0' \
		"$(<"$BATS_TEST_TMPDIR/out")"
}
