#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 8: log. Its standard error is /dev/null by then: what it has to say is to
# be in the log. /dev/full is a disk that is always full: with that as its beat file
# it says one line and ends.

load helper

answered() { [ -s "$said" ] || [ -s "$beat" ] || is_over; }

# cannot WHAT [PID]: the pattern of the whole line that says so on a full disk
cannot() { echo "^${program##*/}\[${2:-[0-9]+}]: cannot write $1: No space left on device\$"; }

# ends_at_once [COMMAND...]: start it, by this command if there is one, with a beat
# file that takes nothing; and wait for its end
ends_at_once() {
	launch "$@" "$program" -i "$interval" -l log /dev/full
	eventually is_over || complain "the daemon" "ends" "$(processes | xargs) runs"
}

# log_has NUMBER: its log has as many lines, or more
log_has() {
	local all=()
	[ ! -e log ] || mapfile -t all <log
	((${#all[@]} >= $1))
}
log_has_or_overdue() { log_has "$1" || overdue; }

@test "a first beat that cannot be written is told in its log" {
	likely "its messages still go to standard error, and that is /dev/null (chapter 8)"
	ends_at_once
	matches "its log" "$(cannot "the first beat")" "$(content_of log)"
}

@test "a later beat that cannot be written is told in its log at once, and it beats on" {
	likely "the message is lost, or waits in a buffer (chapter 8)"
	injecting write:error=ENOSPC:when=3 -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" -l log "$beat"
	beats
	eventually log_has_or_overdue 1 || :
	matches "its log" "$(cannot "a beat" "$pid")" "$(content_of log)"
	beats_on
}

@test "a log that cannot be opened is told at the prompt, and nothing beats" {
	likely "open the log while standard error is still the prompt's: main (chapter 8)"
	mkdir log
	for name in log missing/log; do
		launch "$program" -i "$interval" -l "$name" "$beat"
		eventually answered || :
		matches "its one line" "^${program##*/}\[[0-9]+]: cannot open $home/$name: (Is a|No such file or) directory\$" "$(<"$said")"
		eventually is_over || :
		is "the processes left" "" "$(processes)"
		is "the lines in its beat file" 0 "$(lines)"
	done
}

@test "what is in its log already stays there, before what it says" {
	likely "open(2) without O_APPEND, or with O_TRUNC: open_log (chapter 8)"
	printf 'one\ntwo\n' >log
	ends_at_once
	is "the first lines in its log" $'one\ntwo' "$(head -n 2 log)"
	matches "the rest of its log" "$(cannot "the first beat")" "$(tail -n +3 log)"
}

@test "of 50 daemons that share a log, each one's line is there, and whole" {
	likely "two wrote to the same place: open(2) without O_APPEND: open_log (chapter 8)"
	ends_at_once bash -c 'for i in {1..50}; do "$@" & done; wait' bash
	is "the whole lines in the log" 50 "$(grep -sE "$(cannot "the first beat")" log | sort -u | wc -l)"
	is "the lines in the log" 50 "$(wc -l <log)"
}

# five_in_log_or_overdue: there are many lines, and of each of five daemons
five_in_log_or_overdue() {
	overdue || { log_has 300 && (($(cut -d: -f1 log | sort -u | wc -l) == 5)); }
}

@test "the lines of daemons that share a log do not mix, when none can write its beats" {
	likely "a message is more than one write(2), or waits in a buffer (chapter 8)"
	needs_mounts
	interval=0.01 patience=100
	mkdir full
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs -o size=4k tmpfs full
		for i in 1 2 3 4 5; do '$program' -i 0.001 -l log full/beat & done
		'$program' -i $interval '$beat'
	END
	launch "${own_mounts[@]}" sh "$BATS_TEST_TMPDIR/inside"
	shows "$program" -i 0.001 -l log full/beat
	beats # of the last one, which has no part in it: they are our clock
	eventually five_in_log_or_overdue || :
	is "the daemons that are heard in the log" 5 "$(content_of log | cut -d: -f1 | sort -u | wc -l)"
	is "the lines in the log that are not one message" "" \
		"$(grep -vE "$(cannot "(a|the first) beat")" log | head -n 3)"
}

@test "each message in its log is one write" {
	likely "a message was put together in the log: report (chapter 8)"
	needs_strace
	ends_at_once strace -f -qq -o "$BATS_TEST_TMPDIR/trace" \
		-e trace=write,writev,pwrite64,pwritev -P "$home/log"
	is "the writes to its log" 1 "$(grep -c 'write[v0-9]*(' "$BATS_TEST_TMPDIR/trace")"
}

@test "a log that is truncated while it runs begins anew, without a hole" {
	likely "it goes on where it was in the file: open(2) without O_APPEND: open_log (chapter 8)"
	injecting write:error=ENOSPC:when=2+2 -P "$beat" # every other beat
	launch "${tracer[@]}" "$program" -i "$interval" -l log "$beat"
	beats
	eventually log_has_or_overdue 2 || :
	: >log # as logrotate(8) does with "copytruncate"
	wind_clock
	eventually log_has_or_overdue 1 || :
	matches "the first line in its log" "$(cannot "a beat" "$pid")" "$(head -n 1 log | tr '\0' '@')"
}

@test "its log gets mode 0640, whatever its starter's umask" {
	likely "the mode is 0666, or left to the mask: open_log (chapter 8)"
	for mask in 000 077; do
		umask "$mask"
		rm -f log
		ends_at_once
		is "with a starter's mask of $mask, the mode of its log" 640 "$(mode_of log 2>&1)"
	done
}

@test "its log is closed in every program that it starts" {
	likely "open(2) without O_CLOEXEC: open_log (chapter 8)"
	start -l log
	flags=$(flags_on "$home/log")
	(((0$flags & 02004003) == 02000001)) ||
		complain "the flags of its log" "O_WRONLY and O_CLOEXEC, and no O_NONBLOCK" "$flags"
}

@test "with a pidfile and a log as well, the steps before it hold" {
	likely "one way through main leaves out a step, or a step changes what is not its own (chapter 8)"
	umask 077
	mkfifo in
	launch bash -c 'exec "$@" 0<>in' bash "$program" -i "$interval" -p pidfile -l log "$beat"
	beats
	beats_on # from chapter 10 on, the first beat is a part of the start
	above=''
	for fd in $(descriptors_of "$pid"); do
		open=$(descriptor_of "$pid" "$fd") flags=$(flags_of "$pid" "$fd")
		if ((fd <= 2)); then
			is "its descriptor $fd" /dev/null "$open"
		else
			(((0$flags & 02000000) != 0)) || complain "the flags of its descriptor $fd" O_CLOEXEC "$flags"
			above+=${open##*/}$'\n'
		fi
	done
	is "what it has open above 2" "beat log pidfile" "$(sort <<<"$above" | xargs)"
	is "its umask" 0000 "$(umask_of "$pid")"
	is "the modes of its files" "644 640 644" "$(stat -c %a beat log pidfile | xargs)"
}

# bats test_tags=guard,why:without-a-log-all-is-told-at-the-prompt
@test "a beat file that cannot be opened is told at the prompt, though there is a log" {
	likely "it speaks to the log while standard error is the prompt's still: main (chapter 8)"
	injecting open,openat:error=EACCES -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" -l log "$beat"
	eventually answered || :
	matches "its one line" "^${program##*/}\[[0-9]+]: cannot open $beat: Permission denied\$" "$(<"$said")"
	is "the lines in its beat file" 0 "$(lines)"
	eventually ended "$command"
	likely "it speaks to the log before standard error is redirected: main (chapter 8)"
	injecting dup2,dup3:error=EMFILE
	launch "${tracer[@]}" "$program" -i "$interval" -l log "$beat"
	eventually answered || :
	matches "its one line" "^${program##*/}\[[0-9]+]: cannot redirect 0, 1 and 2: " "$(content_of "$said")"
	is "the lines in its beat file" 0 "$(lines)"
}

# bats test_tags=guard,why:what-the-program-before-says-goes-nowhere
@test "it beats on if neither its beat nor what is to be said of it can be written" {
	likely "who cannot say it has still to serve: report (chapter 8)"
	injecting write:error=ENOSPC:when=3 -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" -l /dev/full "$beat"
	beats
	eventually has_lines 4 || :
	beats_on
}

@test "a log that is there keeps the mode that its user gave it" {
	likely "the mode is set, not asked for: open_log (chapter 8)"
	: >log
	chmod 660 log
	ends_at_once
	is "the mode of its log" 660 "$(mode_of log)"
	matches "its log" "$(cannot "the first beat")" "$(content_of log)"
}

@test "a log that is a symbolic link leads to the file that its user means" {
	likely "whoever may write the directory may lead it: O_NOFOLLOW is for the pidfile (chapter 8)"
	ln -s real log
	ends_at_once
	matches "the file that the link names" "$(cannot "the first beat")" "$(content_of real)"
}

@test "a relative log is where its user stood" {
	likely "a name was used as given, after chdir (chapters 4 and 8)"
	mkdir here
	cd here
	ends_at_once
	matches "its log" "$(cannot "the first beat")" "$(content_of "$home/here/log")"
}

# under_name NAME: start it so that it speaks under this name
under_name() { ends_at_once bash -c 'exec -a "$0" "$@"' "$1"; }

@test "a message with control characters is one line of its log" {
	likely "what others chose is to be made harmless: report (chapter 8)"
	under_name $'two\nlines\e[7m'
	matches "its log" '^two\?lines\?\[7m\[[0-9]+]: cannot write the first beat: ' "$(content_of log)"
	is "the lines in its log" 1 "$(wc -l <log)"
}

@test "a percent sign in a message is a percent sign in its log" {
	likely "a message was taken for a format: printf(3) (chapter 8)"
	under_name '100%p%c'
	matches "its log" '^100%p%c\[[0-9]+]: cannot write the first beat: ' "$(content_of log)"
}

@test "a log that is a socket hears it, or is refused at the prompt" {
	likely "nobody hears what is written to a socket that is not connected (chapter 8)"
	needs busybox busybox
	busybox --list | grep -qx syslogd ||
		skip "needs busybox's syslogd: install the package busybox-syslogd"
	needs_mounts
	cp "$(command -v busybox)" "$bin/syslogd"
	programs+=("$bin/syslogd")
	mkdir dev
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs -o mode=755 tmpfs dev
		for device in null full; do
			: >dev/\$device
			mount --bind /dev/\$device dev/\$device
		done
		mount --rbind dev /dev
		'$bin/syslogd' -n -O heard </dev/null >/dev/null 2>&1 &
		tries=0
		until [ -S /dev/log ]; do
			[ \$((tries += 1)) -lt 500 ]
			sleep 0.01
		done
		'$program' -i $interval -l /dev/log /dev/full || :
		'$program' -i $interval '$beat'
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	beats # of the last one: they are our clock
	eventually is_heard_or_overdue || :
	shows "$program" -l /dev/log /dev/full
	matches "what is heard, at the prompt or by syslogd" \
		" ${program##*/}\[[0-9]+]: cannot (write the first beat|open /dev/log): No s(pace left on device|uch device or address)\$" \
		" $(<"$said")$(content_of heard | grep cannot)"
}
is_heard_or_overdue() { [ -s "$said" ] || grep -qs cannot heard || overdue; }

# bats test_tags=guard,why:only-who-holds-the-lock-may-open-the-log
@test "a start that is refused says so at the prompt, and makes no log" {
	likely "the log was opened before the lock was there: main (chapter 8)"
	start -p pidfile
	launch "$program" -i "$interval" -p pidfile -l log "$beat"
	eventually is_told_or_overdue || :
	matches "its one line" "already running, pid $pid\$" "$(<"$said")"
	is "the files" "beat pidfile" "$(echo *)"
}
is_told_or_overdue() { [ -s "$said" ] || overdue; }

# bats test_tags=guard,why:the-log-is-asked-for-by-an-option
@test "without -l it makes no log" {
	likely "it opens what nobody named: main (chapter 8)"
	start
	is "the files" beat "$(echo *)"
}
