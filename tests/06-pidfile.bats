#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 6: pidfile. One daemon, and a file that says which.

load helper

only() { [ "$(processes)" = "$1" ]; }

# another_beats PID: somebody else has beaten three times, and so has started. It
# looks no further: the file may grow faster than bash reads.
another_beats() {
	local line others=0
	[ ! -e "$beat" ] || while read -r line; do
		[ "${line##* }" = "${1:-none}" ] || ((++others < 3)) || return 0
	done <"$beat"
	return 1
}
only_or_not() { only "$1" || another_beats "$1"; }

# is_only PID: every other process of ours ends
is_only() {
	eventually only_or_not "$1" || :
	only "$1" || complain "the processes, after a while" "$1" "$(processes | xargs)"
}

# answered: the second start has said something, or beats
answered() {
	local all=()
	[ ! -s "$said" ] || return 0
	[ ! -s "$beat" ] || mapfile -t all <"$beat"
	((${#all[@]} > 0)) && [ "${all[-1]##* }" != "$pid" ]
}

# again: start it a second time, on the same pidfile, and wait for its answer;
# its parent's status says nothing yet
again() {
	launch "$program" -i "$interval" -p pidfile "$beat"
	returns
	eventually answered || :
	[ -s "$said" ] ||
		complain "what a second start says" "already running, pid $pid" ""
}

# why_no_lock: what the pidfile, and who has it open, tell of that
why_no_lock() {
	local fd open=no written
	for fd in $(descriptors_of "$pid"); do
		[ "$(descriptor_of "$pid" "$fd")" != "$home/pidfile" ] || open=yes
	done
	written=$(content_of pidfile)
	if [ -n "$written" ] && [ "$written" != "$pid" ]; then
		likely "process $written wrote the pidfile: it locked before the last fork (chapter 6)"
	elif [ -n "$written" ] && [ "$open" = no ]; then
		likely "the daemon has closed what it locked (chapter 6)"
	elif [ -n "$written" ]; then
		likely "it has the pidfile open: it closed another descriptor of it, or took another kind of lock (chapter 6)"
	fi
}

holds_lock() {
	local lock
	lock=$(holder_of pidfile)
	[ -n "$lock" ] || why_no_lock
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$lock"
}

@test "its pidfile holds exactly its pid and a newline" {
	likely "write the digits and one newline, no more: lock_pidfile (chapter 6)"
	start -p pidfile
	is "the bytes" "$(od -An -c <<<"$pid")" "$(od -An -c pidfile)"
}

@test "it holds a record lock on the whole pidfile" {
	likely "lock in the last process, after all closing: lock_pidfile (chapter 6)"
	start -p pidfile
	holds_lock
	is "what lslocks tells" "POSIX WRITE $home/pidfile" "$(locks_of "$pid")"
}

@test "it still holds the lock after 100 beats" {
	likely "closing any descriptor of the pidfile drops the lock (chapter 6)"
	interval=0.001
	start -p pidfile
	eventually has_lines 100
	holds_lock
}

@test "a second start says that one is running, and its pid" {
	likely "no lock was held, or EAGAIN was not told (chapter 6)"
	start -p pidfile
	again
	matches "its one line" "^${program##*/}\[[0-9]+\]: already running, pid $pid$" "$(<"$said")"
	is_only "$pid"
}

@test "a second start names the daemon even if its pidfile lies" {
	likely "ask the kernel who holds the lock, not the file: find_holder (chapter 6)"
	start -p pidfile
	echo 1 >pidfile
	again
	matches "its one line" "already running, pid $pid$" "$(<"$said")"
	isnt "the process that says so" "$command" "$(sed 's/.*\[\(.*\)\].*/\1/' "$said")"
}

@test "a start names whoever holds a lock, though it be one for reading, or on a part" {
	likely "ask for a lock that every other is in the way of: find_holder (chapter 6)"
	for kind in read end; do
		hold "$kind"
		again
		matches "its one line" "already running, pid $holder$" "$(<"$said")"
		kill -KILL "$holder"
		eventually unlocked
	done
}

@test "a lock that no process holds is told as pid 0" {
	likely "of an OFD lock F_GETLK tells pid -1: find_holder (chapter 6)"
	echo $$ >pidfile
	hold ofd-write
	again
	matches "its one line" "already running, pid 0$" "$(<"$said")"
}

@test "a lock whose file cannot be opened any more is told as pid 0" {
	likely "the result of open(2) is not checked: find_holder (chapter 6)"
	start -p pidfile
	echo 1 >pidfile
	injecting open,openat:error=ENFILE:when=2 -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p pidfile "$beat"
	eventually answered || :
	# A step that asks the kernel in another way knows it all the same.
	matches "its one line" "already running, pid (0|$pid)$" "$(<"$said")"
}

@test "a second start leaves the pidfile and the daemon alone" {
	likely "the file was truncated or removed before it was locked (chapter 6)"
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
	before=$(stat -c "%i %a %s %y" pidfile; cat pidfile)
	again
	is_only "$pid"
	is "the pidfile" "$before" "$(stat -c "%i %a %s %y" pidfile; cat pidfile)"
	holds_lock
	beats_on
}

@test "a refused start ends with a status of its own, 75" {
	likely "main does not tell EAGAIN from a failure (chapter 6)"
	companion foreground
	start -p pidfile
	beat=$home/other
	launch "$companion" -i "$interval" -p pidfile "$beat"
	returns
	is "the exit status" 75 "$status"
	[ ! -e "$beat" ] ||
		complain "the beat file of a refused start" "none" "it was made: lock first, then open (main)"
	launch "$companion" -p missing/pidfile "$beat"
	returns
	is "the exit status if the lock fails" 1 "$status"
	[ ! -e "$beat" ] ||
		complain "the beat file of a start that has no lock" "none" "it was made: lock first, then open (main)"
}

@test "it starts again at once after kill -9" {
	likely "the lock says who runs, not that a file exists (chapter 6)"
	start -p pidfile
	kill -KILL "$pid"
	eventually unlocked
	rm "$beat"
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
	holds_lock
}

@test "an old pidfile with a longer pid is overwritten whole" {
	likely "the file is to be truncated before the pid is written (chapter 6)"
	printf '4194303999\nand more\n' >pidfile
	start -p pidfile
	is "the bytes" "$(od -An -c <<<"$pid")" "$(od -An -c pidfile)"
}

@test "an old pid that is a living stranger's does not keep it from starting" {
	likely "kill(pid, 0) says that somebody has the pid, not who (chapter 6)"
	echo $$ >pidfile
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

@test "an old pid that is now another daemon's of the same program does not, either" {
	likely "the lock says who runs, not the name of a process: lock_pidfile (chapter 6)"
	start -p one
	is "the pidfile of the first" "$pid" "$(content_of one)"
	cp one pidfile
	rm "$beat"
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

@test "an empty pidfile does not keep it from starting" {
	likely "the lock says who runs, not what the file holds: lock_pidfile (chapter 6)"
	: >pidfile
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of pidfile)"
}

@test "it does not follow a symbolic link in the pidfile's place" {
	likely "open(2) without O_NOFOLLOW (chapter 6)"
	echo precious >victim
	ln -s victim pidfile
	again
	matches "its one line" "cannot lock $home/pidfile: It is a symbolic link" "$(<"$said")"
	is "the file that the link names" precious "$(<victim)"
	ln -sf nowhere pidfile
	again
	is "the file that a link to nothing names" "" "$(ls nowhere 2>/dev/null)"
	is_only ""
}

@test "of 50 simultaneous starts exactly one stays" {
	likely "two have the lock, or none has: lock_pidfile (chapter 6)"
	patience=1000 # a busy machine takes its time for 50
	launch bash -c 'for i in {1..50}; do "$@" & done; wait' bash \
		"$program" -i "$interval" -p pidfile "$beat"
	returns
	beats
	is_only "$pid"
	is "the pidfile" "$pid" "$(content_of pidfile)"
	holds_lock
	is "the starts that were told so" 49 "$(grep -c "already running, pid $pid\$" "$said")"
}

@test "a forbidden pidfile is not taken for a running daemon" {
	likely "EACCES of open(2) is a failure, of the lock a refusal (chapter 6)"
	injecting open,openat:error=EACCES -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	eventually answered || :
	matches "its one line" "cannot lock $home/pidfile: Permission denied$" "$(<"$said")"
	is_only ""
}

# told_of ERROR PATTERN: the lock fails with this error, and its line is like that
told_of() {
	local which
	injecting "fcntl:error=EBADF:when=9999" -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	beats
	# which is the number of the one that asks for the lock: another may set FD_CLOEXEC
	which=$(grep -F "fcntl(" "$BATS_TEST_TMPDIR/trace" | grep -n -m 1 SETLK) || :
	[ -n "$which" ] || complain "that it asks fcntl(2) for the lock" yes no
	end_all
	rm "$beat"
	injecting "fcntl:error=$1:when=${which%%:*}+" -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	eventually answered || :
	matches "its one line" "$2\$" "$(<"$said")"
	is_only ""
}

@test "a refused lock is told as such, whether it is EACCES or EAGAIN" {
	likely "POSIX allows either: lock_pidfile (chapter 6)"
	told_of EACCES "already running, pid 0"
}

@test "a lock that cannot be had for another reason is not taken for a running daemon" {
	likely "EACCES and EAGAIN are a refusal, and no other error is: lock_pidfile (chapter 6)"
	told_of ENOLCK "cannot lock $home/pidfile: No locks available"
}

# stopped_at CALL: start it, and stop it after its first CALL on the pidfile
stopped_at() {
	end_all
	injecting "$1:signal=SIGSTOP:when=1" -P "$home/pidfile"
	rm -f "$beat" "$BATS_TEST_TMPDIR/trace"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	eventually stopped_or_beats || :
	has_stopped || complain "that it makes the call $1 on the pidfile" yes no
}

# replaced_at CALL COMMAND...: stop it there, do that, and let it go on
replaced_at() {
	echo 54321 >pidfile
	stopped_at "$1"
	echo 12345 >other
	"${@:2}"
	go_on
	beats
	is "the pidfile" "$pid" "$(content_of pidfile)"
	holds_lock
}

go_on() {
	local process
	for process in $(processes); do kill -CONT "$process" || :; done
}

@test "a pidfile that is replaced between open and lock is not the one it locks" {
	likely "compare the locked file with the named one, after locking: lock_pidfile (chapter 6)"
	replaced_at open,openat mv other pidfile
	replaced_at fcntl mv other pidfile
	replaced_at fcntl rm pidfile
}

@test "it lets go of a pidfile that was moved away, and writes nothing into it" {
	likely "close the file before the next try, and write only to what is named: lock_pidfile (chapter 6)"
	replaced_at fcntl mv pidfile away
	is "what the other file holds" 54321 "$(content_of away)"
	for fd in $(descriptors_of "$pid"); do
		isnt "what its descriptor $fd is open on" "$home/away" "$(descriptor_of "$pid" "$fd")"
	done
}

@test "a symbolic link that takes the pidfile's place before the lock is told" {
	likely "compare with the name itself, by lstat(2): lock_pidfile (chapter 6)"
	: >pidfile
	stopped_at fcntl
	mv pidfile real
	ln -s real pidfile
	go_on
	eventually answered || :
	matches "its one line" "cannot lock $home/pidfile: It is a symbolic link" "$(<"$said")"
	is_only ""
}

@test "a pidfile that somebody else makes at the same moment is no failure" {
	likely "O_CREAT without O_EXCL does not mind who made it: lock_pidfile (chapter 6)"
	stopped_at open,openat
	: >>pidfile
	go_on
	beats
	is "the pidfile" "$pid" "$(content_of pidfile)"
	holds_lock
}

@test "of two starts that meet at the lock one is refused, and does not wait" {
	likely "to ask first and then to lock, and to wait there, is no F_TLOCK: lock_pidfile (chapter 6)"
	stopped_at fcntl
	launch "$program" -i "$interval" -p pidfile "$beat"
	eventually said_or_beats || :
	go_on
	beats
	is_only "$pid"
	holds_lock
	is "the starts that were told so" 1 "$(grep -c "already running, pid " "$said")"
}

@test "a file of the same inode number on another device is not the one it locked" {
	likely "compare the number of the device, too: lock_pidfile (chapter 6)"
	needs_mounts
	mkdir run
	injecting fcntl:signal=SIGSTOP:when=1 -P "$home/run/pidfile"
	: >"$BATS_TEST_TMPDIR/trace"
	# The first file of each new tmpfs has the same number.
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs tmpfs run
		$(printf '%q ' "${tracer[@]}" "$program" -i "$interval" -p run/pidfile "$beat") &
		tries=0
		until grep -q 'stopped by SIGSTOP' '$BATS_TEST_TMPDIR/trace'; do
			[ \$((tries += 1)) -lt 500 ] && [ ! -s '$beat' ] || exit 8
			sleep 0.01
		done
		mount -t tmpfs tmpfs run
		echo 12345 >run/pidfile
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	returns
	shows "$program" -p run/pidfile "$beat"
	shown="mount -t tmpfs tmpfs run; $shown (and once it has locked, mount another there)"
	is "the exit status of what waits for its lock" 0 "$status"
	go_on
	beats
	is "the pidfile" "$pid" "$(content_of "/proc/$pid/root$home/run/pidfile")"
}

@test "a pidfile that cannot be compared with its name is told, and nothing beats" {
	likely "the results of fstat(2) and lstat(2) are not checked: lock_pidfile (chapter 6)"
	for n in 1 2; do # they may be one system call
		rm -f "$said"
		injecting "fstat,lstat,newfstatat,statx:error=EIO:when=$n" -P "$home/pidfile"
		launch "${tracer[@]}" "$program" -i "$interval" -p pidfile "$beat"
		eventually answered || :
		grep -q INJECTED "$BATS_TEST_TMPDIR/trace" || {
			((n > 1)) || complain "that it compares the file with its name" yes no
			break
		}
		matches "its one line" "cannot lock $home/pidfile: (Input/output|I/O) error$" "$(<"$said")"
		is_only ""
	done
}

@test "it gives up on a pidfile that is replaced again and again, and says so" {
	likely "the tries are to be counted, and to end with EBUSY: lock_pidfile (chapter 6)"
	# Where fstat(2) is the same call and comes first, or second; or is another call.
	for calls in newfstatat:2+2 lstat,newfstatat:1+1 newfstatat:1+2 statx:2+2 statx:1+2; do
		rm -f "$beat"
		injecting "${calls%:*}:error=ENOENT:when=${calls#*:}" -P "$home/pidfile"
		launch "${tracer[@]}" "$program" -i "$interval" -p pidfile "$beat"
		eventually answered || break
		! grep -q busy "$said" || break
		end_all
	done
	matches "its one line" "cannot lock $home/pidfile: (Device or r|R)esource busy$" "$(<"$said")"
	is_only ""
}

@test "its pidfile is closed in every program that it starts" {
	likely "open(2) without O_CLOEXEC (chapter 6)"
	start -p pidfile
	beats_on # from chapter 10 on, the first beat is a part of the start
	for fd in $(descriptors_of "$pid"); do
		((fd <= 2)) || matches "what its descriptor $fd is open on" \
			"^($home/pidfile|$beat)\$" "$(descriptor_of "$pid" "$fd")"
	done
	flags=$(flags_on "$home/pidfile")
	((0$flags & 02000000)) || complain "the flags of its pidfile" O_CLOEXEC "$flags"
}

@test "a relative pidfile is where its user stood" {
	likely "a name was used as given, after chdir (chapters 4 and 6)"
	mkdir here
	cd here
	start -p pidfile
	is "the pidfile" "$pid" "$(content_of "$home/here/pidfile")"
}

@test "everybody may read its pidfile, and only its owner may write it" {
	likely "with umask 0, a file must be given its mode (chapters 3 and 6)"
	umask 077
	start -p pidfile
	is "the mode of its pidfile" 644 "$(mode_of pidfile)"
}

@test "a pidfile that cannot be had is told, and nothing beats" {
	likely "the result of open(2) is not checked: lock_pidfile (chapter 6)"
	mkdir pidfile
	again
	matches "its one line" "cannot lock $home/pidfile: Is a directory$" "$(<"$said")"
	is_only ""
	is "the lines in its beat file" 0 "$(lines)"
}

@test "a full disk is told, and nothing beats" {
	likely "the result of write(2) is not checked: lock_pidfile (chapter 6)"
	needs_mounts
	mkdir full
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs -o size=4k tmpfs full
		head -c 4096 /dev/zero >full/all
		exec '$program' -i $interval -p full/pidfile '$beat'
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	returns
	eventually answered || :
	matches "its one line" "cannot lock $home/full/pidfile: No space left on device$" "$(<"$said")"
	is_only ""
	is "the lines in its beat file" 0 "$(lines)"
}

@test "a pid that cannot be written is told, and nothing beats" {
	likely "the result of write(2) is not checked: lock_pidfile (chapter 6)"
	injecting write,writev,pwrite64:error=EIO -P "$home/pidfile"
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	eventually answered || :
	is "the lines in its beat file" 0 "$(lines)"
	matches "its one line" "cannot lock $home/pidfile: (Input/output|I/O) error$" "$(<"$said")"
	is_only ""
}

@test "a pid of which only a part can be written is told, and nothing beats" {
	likely "write(2) may write less than it is given: lock_pidfile (chapter 6)"
	# A limit on the length of files; but what it says goes through a pipe.
	launch bash -c '(trap "" XFSZ; exec prlimit --fsize=2 "$@") 2>&1 | cat >&2' bash \
		"$program" -i "$interval" -p pidfile "$beat"
	returns
	matches "its one line" "cannot lock $home/pidfile: (No space left on device|File too large)$" "$(<"$said")"
	is_only ""
	is "the lines in its beat file" 0 "$(lines)"
	[ -e pidfile ] || complain "the pidfile" "is there" "is gone"
	is "what is left in the pidfile (a part of a pid is another's)" "" "$(content_of pidfile)"
}

@test "the longest pid finds room in the pidfile" {
	likely "the line is cut where its room ends: lock_pidfile (chapter 6)"
	injecting getpid:retval=4194303
	launch "${tracer[@]}" "$program" -i "$interval" -p pidfile "$beat"
	beats
	is "the bytes" "$(od -An -c <<<4194303)" "$(od -An -c pidfile 2>&1)"
}

@test "a FIFO in the pidfile's place is told, and not waited for" {
	likely "open(2) of a FIFO waits for who reads it, unless it is to be read as well: lock_pidfile (chapter 6)"
	mkfifo pidfile
	launch "$program" -i "$interval" -p pidfile "$beat"
	eventually said_or_overdue || :
	matches "its one line" "cannot lock $home/pidfile: " "$(<"$said")"
	returns
	is_only ""
	is "the lines in its beat file" 0 "$(lines)"
}
said_or_overdue() { [ -s "$said" ] || overdue; }

# bats test_tags=guard,why:the-program-before-touches-no-pidfile
@test "a start that fails once it has the lock leaves the pidfile where it is" {
	likely "who removes it lets two lock it: lock_pidfile (chapter 6)"
	: >pidfile
	before=$(stat -c %i pidfile)
	launch "$program" -i "$interval" -p pidfile /dev/full
	eventually is_over || :
	is "the pidfile" "$before" "$(stat -c %i pidfile 2>&1)"
}

@test "a daemon that a signal ends leaves its pidfile where it is" {
	likely "who removes it lets two lock it: lock_pidfile (chapter 6)"
	: >pidfile
	ln pidfile same
	for signal in TERM INT; do
		rm -f "$beat"
		start -p pidfile
		holds_lock
		ends "$signal"
		[ pidfile -ef same ] || complain "the pidfile, after SIG$signal" "the same file as before" "another, or none"
	done
}

# bats test_tags=guard,why:the-program-before-has-nothing-to-say-either
@test "a start that succeeds says nothing" {
	likely "it runs: that is what its status says (chapter 6)"
	start -p pidfile
	returns
	beats_on
	is "what it says" "" "$(cat "$said" "$BATS_TEST_TMPDIR/out")"
}

# bats test_tags=guard,why:the-program-before-touches-no-pidfile
@test "a pidfile that is there keeps the mode that its user gave it" {
	likely "the mode is asked for, not set: lock_pidfile (chapter 6)"
	: >pidfile
	chmod 600 pidfile
	start -p pidfile
	is "the mode of its pidfile" 600 "$(mode_of pidfile)"
}

@test "an old pid is gone before the new one is there" {
	likely "write first and then truncate, and for a moment there are two: lock_pidfile (chapter 6)"
	echo 4194303999 >pidfile
	stopped_at write,pwrite64,writev
	matches "its pidfile after the first write" '^[0-9]{1,7}$' "$(<pidfile)"
}

@test "a second start asks for the lock once, and does not wait" {
	likely "a refused lock is the answer, not a reason to ask again: lock_pidfile (chapter 6)"
	needs_strace
	start -p pidfile
	launch strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -e trace=fcntl -P "$home/pidfile" \
		"$program" -i "$interval" -p pidfile "$beat"
	returns
	is "how often it asked" 1 "$(grep -c SETLK "$BATS_TEST_TMPDIR/trace")"
	is "how often it asked to wait for it" 0 "$(grep -c SETLKW "$BATS_TEST_TMPDIR/trace")"
}

@test "who has the lock is no process whose file has the same number elsewhere" {
	likely "an inode's number is one of a device's: find_holder (chapter 6)"
	needs_mounts
	mkdir one two
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs tmpfs one
		mount -t tmpfs tmpfs two
		'$program' -i $interval -p one/pidfile '$beat.1'
		'$program' -i $interval -p two/pidfile '$beat.2'
		until [ -s '$beat.1' ] && [ -s '$beat.2' ]; do :; done
		'$program' -i $interval -p one/pidfile '$beat' || :
		'$program' -i $interval -p two/pidfile '$beat' || :
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	eventually said_two_or_overdue || :
	returns
	is "who runs, as they say" "$(tail -qn 1 "$beat.1" "$beat.2" | cut -d' ' -f3 | sort | xargs)" \
		"$(sed 's/.*pid //' "$said" | sort | xargs)"
}
said_two_or_overdue() { (($(wc -l <"$said") >= 2)) || overdue; }

# locks_with REDIRECTIONS NUMBER
locks_with() {
	beat=$home/beat-$2
	launch bash -c "exec \"\$@\" $1" bash \
		"$program" -i "$interval" -p "pidfile-$2" "$beat"
	beats
	is "with $1, the pidfile" "$pid" "$(content_of "pidfile-$2")"
	is "with $1, the lock" "POSIX $pid 0 EOF" "$(holder_of "pidfile-$2")"
}

@test "a pidfile that cannot be truncated is told, and nothing beats" {
	likely "the result of ftruncate(2) is not checked: lock_pidfile (chapter 6)"
	injecting ftruncate:error=EIO -P "$home/pidfile"
	echo 54321 >pidfile
	launch "${tracer[@]}" "$program" -i "$interval" -p "$home/pidfile" "$beat"
	eventually answered || :
	is "the lines in its beat file" 0 "$(lines)"
	matches "its one line" "cannot lock $home/pidfile: (Input/output|I/O) error$" "$(<"$said")"
	is_only ""
}

@test "it locks, whichever of 0, 1 and 2 are closed when it is started" {
	likely "there is no lock, or a file has a standard descriptor's number (chapters 5, 6)"
	local n=0
	for closed in "0<&-" "1>&-" "2>&-" "0<&- 1>&-" "0<&- 2>&-" "1>&- 2>&-" \
		"0<&- 1>&- 2>&-" ""; do
		locks_with "$closed" $((++n))
	done
}

# bats test_tags=guard,why:the-lock-is-asked-for-by-an-option
@test "without -p there is no lock, and two may run" {
	likely "it locks what nobody named: main (chapter 6)"
	start
	returns
	first=$pid
	rm "$beat"
	start
	returns
	is "its locks" "" "$(locks_of "$pid")"
	mapfile -t both < <(printf '%s\n' "$first" "$pid" | sort) # as /proc/* has them
	left_alone "${both[@]}"
}
