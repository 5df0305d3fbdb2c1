#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 0: the work, and the command line that all programs share.

load helper

@test "it writes a line with its own pid, at once and again each interval" {
	likely "keep_beating: a line, the interval, and so on (chapter 0)"
	start
	beats_on
	mapfile -t all <"$beat"
	for line in "${all[@]}"; do
		read -r day time who <<<"$line"
		matches "the date" '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' "$day"
		matches "the time" '^[0-9]{2}:[0-9]{2}:[0-9]{2}$' "$time"
		is "the pid" "$pid" "$who"
	done
	is "the file that process $pid executes" yes "$(runs "$pid" && echo yes)"
}

@test "it writes its first line at once, however long the interval" {
	likely "keep_beating: the first line comes before the first sleep (chapter 0)"
	interval=3600
	start
	is "the lines" 1 "$(lines)"
}

@test "it keeps to the interval, and takes a fraction of a second" {
	likely "the interval is read wrongly: parse_options (chapter 0)"
	interval=0.05
	before=${EPOCHREALTIME/[.,]/}
	start
	eventually has_lines 21 || complain "the lines" 21 "$(lines)"
	passed=$((${EPOCHREALTIME/[.,]/} - before))
	((passed >= 1000000 && passed < 8000000)) ||
		complain "20 intervals of 0.05 s" "1000000 us or more, and less than 8000000" "$passed us"
	eventually three_intervals_within 250000 ||
		complain "three intervals of 0.05 s" "once within 250000 us" "always longer"
	keeps_more_than_a_second
}

@test "without -i the interval is a second" {
	likely "what is no option has a value of its own: parse_options (chapter 0)"
	launch "$program" "$beat"
	beats
	before=${EPOCHREALTIME/[.,]/}
	eventually has_lines 2 || complain "the lines" 2 "$(lines)"
	passed=$((${EPOCHREALTIME/[.,]/} - before))
	((passed >= 500000 && passed < 4000000)) ||
		complain "an interval" "500000 us or more, and less than 4000000" "$passed us"
	mapfile -t all <"$beat"
	isnt "what the second line says" "${all[0]}" "${all[1]}"
}

@test "the shortest interval and the longest are what they are" {
	likely "86400 s is more microseconds than 32 bits hold: parse_options, keep_beating (chapter 0)"
	interval=86400
	start
	long=$beat
	# So near to a second that its nanoseconds must not be rounded up: a whole second
	# of them is EINVAL, and no sleep.
	beat=$home/odd interval=0.9999999999
	start
	odd=$beat beat=$home/short interval=0.001
	start
	eventually has_lines 25 || complain "the lines" 25 "$(lines)"
	is "the lines of the one that beats once a day" 1 "$(wc -l <"$long")"
	(($(wc -l <"$odd") < 20)) || complain "the lines of the one with -i 0.9999999999" "one or two" "$(wc -l <"$odd")"
}

@test "the date and the time are the local ones" {
	likely "localtime(3), year-month-day, 24 hours: write_beat (chapter 0)"
	zone=XXX$((10#$(date -u +%H) - 22)):30 # where it is late in the evening
	before=$(TZ=$zone date '+%F %T')
	launch env "TZ=$zone" "$program" -i "$interval" "$beat"
	beats
	read -r day time _ <"$beat"
	after=$(TZ=$zone date '+%F %T')
	[[ ! "$day $time" < $before && ! $after < "$day $time" ]] ||
		complain "the time in $zone" "from $before to $after" "$day $time"
}

@test "each line is one write" {
	likely "in a line that is put together in the file another's may stand: write_beat (chapter 0)"
	needs_strace
	launch strace -f -qq -o "$BATS_TEST_TMPDIR/trace" \
		-e trace=write,writev,pwrite64,pwritev -P "$beat" "$program" -i "$interval" "$beat"
	beats
	beats_on
	end_all
	is "the writes that are no whole line" "" \
		"$(grep 'write[v0-9]*(' "$BATS_TEST_TMPDIR/trace" | grep -v '\\n", ' | head -n 3)"
}

@test "a relative name means a file in the directory where the user stood" {
	likely "the name was not made absolute at the start, by getcwd(3) (chapters 0 and 4)"
	mkdir here
	cd here
	beat=relative-$BASHPID stray=/relative-$BASHPID
	launch env PWD=/ "$program" -i "$interval" "$beat" # for that is only what a shell says
	beats
	is "the file" "$home/here/$beat" "$(find "$home" -name "$beat")"
	beats_on
}

# bats test_tags=before-the-steps
@test "it refuses a relative name where there is no directory any more" {
	likely "the result of getcwd(3) is not checked: absolute (chapters 0 and 4)"
	name=relative-$BASHPID stray=/relative-$BASHPID
	mkdir gone
	cd gone
	rmdir "$home/gone"
	launch "$program" -i "$interval" "$name"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" \
		"cannot find the current directory, where $name is to be: No such file or directory\$" "$(<"$said")"
	is "the processes left" "" "$(processes)"
}

@test "a beat file that is a symbolic link leads to the file that its user means" {
	likely "open(2) follows a link, unless it is told not to: open_beat (chapter 0)"
	ln -s real beat
	start
	is "what it has made" "$home/real" "$(readlink -e beat)"
}

@test "a beat file that is a symbolic link may be in a directory that forbids new ones" {
	likely "where a link leads to nothing, its own directory does not matter: check_beat (beat.c)"
	mkdir forbidden
	ln -s ../real forbidden/beat
	shut=$home/forbidden
	chmod 0555 "$shut"
	needs_bound -dac_override,-dac_read_search
	beat=$home/forbidden/beat
	launch "${bound[@]}" "$program" -i "$interval" "$beat"
	beats
	is "what it has made" "$home/real" "$(readlink -e "$beat")"
}

@test "it appends: what the beat file held is still there" {
	likely "the beat file is opened with O_APPEND, never with O_TRUNC (chapter 0)"
	echo "1999-12-31 23:59:59 old" >"$beat"
	launch "$program" -i "$interval" "$beat"
	eventually has_lines 3 || complain "the lines" "3 or more" "$(lines)"
	echo "1999-12-31 23:59:59 another's" >>"$beat"
	count_lines
	eventually has_lines $((counted + 2)) || complain "the lines" "two more" "$(lines)"
	read -r line <"$beat"
	is "the first line" "1999-12-31 23:59:59 old" "$line"
	is "the lines of another" 1 "$(grep -c " another's\$" "$beat")"
	pid=$(sed -n '2s/.* //p' "$beat")
	flags=$(flags_on "$beat")
	(((0$flags & 02006003) == 02002002)) ||
		complain "the flags of its beat file" "O_RDWR, O_APPEND and O_CLOEXEC, not O_NONBLOCK" "$flags"
}

@test "a first beat that cannot be written, or not as a whole, ends it" {
	likely "without a first beat it has not started; and write(2) may write a part: write_beat, keep_beating (chapter 0)"
	launch "$program" -i "$interval" /dev/full
	eventually is_over || :
	is "the processes left" "" "$(processes)"
	! is_one_of 00-04 || matches "its one line" "cannot write the first beat: No space left on device\$" "$(<"$said")"
	! is_one_of 00-00 || {
		returns
		is "the exit status" 1 "$status"
	}
	launch bash -c 'trap "" XFSZ; exec prlimit --fsize=9 "$@"' bash "$program" -i "$interval" "$beat"
	eventually is_over_or_has_lines 2 || :
	is "the processes left" "" "$(processes)"
}
is_over_or_has_lines() { is_over || has_lines "$1"; }

@test "a later beat that cannot be written is told as long as it has a voice, and it beats on" {
	likely "a daemon that serves does not end for that: keep_beating (chapter 0)"
	injecting write:error=ENOSPC:when=3 -P "$beat"
	launch "${tracer[@]}" "$program" -i "$interval" "$beat"
	beats
	eventually has_lines_or_is_gone 4 || :
	beats_on
	! is_one_of 00-04 || matches "its one line" "cannot write a beat: No space left on device\$" "$(<"$said")"
}

@test "it takes every option that a later chapter uses" {
	likely "parse_options has no case for it (chapter 0)"
	start -p pidfile -l log
	is "the lines" yes "$(has_lines 1 && echo yes)"
}

# bats test_tags=before-the-steps
@test "-h shows the usage on standard output, and when each option takes effect" {
	launch "$program" -h
	returns
	text=$(<"$BATS_TEST_TMPDIR/out")
	is "the exit status" 0 "$status"
	is "what it says on standard error" "" "$(<"$said")"
	matches "the usage" "\[-i SECONDS\] \[-p PIDFILE\] \[-l LOG\].* \[COMMAND\] BEATFILE" "$text"
	matches "-p" "-p PIDFILE [^-]*chapter 6" "$text"
	matches "-l" "-l LOG [^-]*chapter 8" "$text"
	matches "-t" "-t SECONDS [^-]*chapter 10" "$text"
	matches "-u" "-u USER [^-]*chapter 11" "$text"
	matches "-f" "-f [^-]*chapter 13" "$text"
	matches "-n" "-n FD .*chapter 13" "$text"
	matches "the defaults" " default 1"$'\n'".* default 10"$'\n' "$text"
	matches "the exit statuses" "exit status: 0 done, 1 failed, 2 usage, 75 already running;" "$text"
}

# bats test_tags=before-the-steps
@test "a usage that cannot be written is told, with status 1" {
	launch bash -c 'exec "$@" >/dev/full' bash "$program" -h
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot write the help: No space left on device\$" "$(<"$said")"
}

# bats test_tags=before-the-steps
@test "it refuses a command line without a beat file, or with two" {
	refuses 2 "one beat file, not 0"
	refuses 2 "one beat file, not 2" "$beat" "$beat"
	refuses 2 "the beat file is empty" ""
}

# bats test_tags=before-the-steps
@test "it refuses an option that there is not, and one without its value" {
	refuses 2 "no option -x" -x "$beat"
	refuses 2 "no option --" --pidfile p "$beat"
	refuses 2 "-p needs a value" -p
	refuses 2 "the pidfile is empty" -p "" "$beat"
	refuses 2 "the log is empty" -l "" "$beat"
}

# bats test_tags=before-the-steps
@test "it refuses a user that there is not, and a descriptor that is no number" {
	refuses 2 "there is no 'nobody-of-that-name' here" -u nobody-of-that-name "$beat"
	for text in three "" 3x 3.5 -1 4294967296; do
		refuses 2 "number of a descriptor, such as 3" -n "$text" "$beat"
	done
	refuses 2 "-t takes a number of seconds" -t soon "$beat"
}

# bats test_tags=before-the-steps
@test "a command's name is no file's, without ./" {
	for word in start stop restart reload status; do
		refuses 2 "command|name one beat file|needs the pidfile" "$word"
	done
	beat=$home/start
	launch "$program" -i "$interval" ./start
	beats
}

# bats test_tags=before-the-steps
@test "it refuses an interval that is no number" {
	for text in "" abc 1s 0.5x 1,5 ..5; do
		refuses 2 "number of seconds" -i "$text" "$beat"
	done
}

# bats test_tags=before-the-steps
@test "it refuses an interval out of range" {
	for text in 0 -1 -0.5 0.0001 86401 1e9 1e400 inf -inf nan; do
		refuses 2 "0.001 to 86400 seconds" -i "$text" "$beat"
	done
	for text in 0 -1 86401 nan; do
		refuses 2 "-t takes 0.001 to 86400 seconds" -t "$text" "$beat"
	done
}

# bats test_tags=before-the-steps
@test "it refuses one file in two parts" {
	echo x >one
	ln one two
	refuses 2 "different files" -p beat "$beat"
	refuses 2 "different files" -l ./beat "$beat"
	refuses 2 "different files" -p one -l two "$beat"
	mkdir a b # in which the last parts of the names may be the same
	beat=$home/c
	start -p a/x -l b/x
}

# bats test_tags=before-the-steps
@test "it refuses a pidfile that is also descriptor 0, 1 or 2, or the one of -n" {
	likely "these are closed, and the lock goes with them: parse_beat_file (chapter 6)"
	: >pidfile
	for how in '<' '>>' '2>>'; do
		launch bash -c "exec \"\$@\" ${how}pidfile" bash "$program" -i "$interval" -p pidfile "$beat"
		returns
		is "the exit status with ${how}pidfile" 2 "$status"
	done
	matches "what it says" "the pidfile is also descriptor 0, 1 or 2" "$(<pidfile)"
	launch bash -c 'exec "$@" 3<>pidfile' bash "$program" -i "$interval" -f -n 3 -p pidfile "$beat"
	returns
	is "the exit status with -n 3 and 3<>pidfile" 2 "$status"
	matches "what it says" "the pidfile is also descriptor 3, of -n" "$(<"$said")"
	is "the processes left" "" "$(processes)"
}

# bats test_tags=before-the-steps
@test "it refuses a beat file that is a directory" {
	mkdir directory
	refuses 1 "cannot use $home/directory: Is a directory" directory
}

# bats test_tags=before-the-steps
@test "it refuses a beat file in a directory that is missing" {
	refuses 1 "cannot use $home/missing/beat: No such file or directory" missing/beat
	refuses 1 "cannot use $home/missing/: " missing/
}

# bats test_tags=before-the-steps
@test "it refuses a beat file that it may only read, or only write" {
	likely "it is opened to be read and written: check_beat (chapter 0)"
	: >"$beat"
	needs_bound -dac_override,-dac_read_search
	for mode in 200 400; do
		chmod "$mode" "$beat"
		launch "${bound[@]}" "$program" -i "$interval" "$beat"
		returns
		is "the exit status with mode $mode" 1 "$status"
		matches "its one line" "cannot use $beat: Permission denied\$" "$(<"$said")"
		is "the processes left" "" "$(processes)"
	done
}

# bats test_tags=before-the-steps
@test "it refuses a beat file in a directory that forbids it" {
	mkdir forbidden
	: >forbidden/there
	shut=$home/forbidden
	chmod 0555 "$shut"
	: >mine
	chmod 0 mine
	# root may do all; without these two capabilities it is a user as others are
	needs_bound -dac_override,-dac_read_search
	for name in forbidden/beat mine; do
		launch "${bound[@]}" "$program" "$name"
		returns
		is "the exit status" 1 "$status"
		matches "its one line" \
			"^${program##*/}\\[$command\\]: cannot use $home/$name: Permission denied$" "$(<"$said")"
		is "the processes left" "" "$(processes)"
		is "the files" "$home/forbidden $home/mine" "$(echo "$home"/*)"
	done
	likely "to open a file that is there takes no leave to make one: check_beat (chapter 0)"
	beat=$home/forbidden/there
	launch "${bound[@]}" "$program" -i "$interval" "$beat"
	beats
}

# bats test_tags=before-the-steps
@test "it refuses a name that is too long" {
	printf -v name '%0300d' 0
	refuses 1 "File name too long|Filename too long" "$name"
	printf -v name '%05000d' 0
	refuses 1 "File name too long|Filename too long" "$name"
	refuses 1 "File name too long|Filename too long" "/$name"
	refuses 1 "File name too long|Filename too long" -p "$name" "$beat"
}

# bats test_tags=before-the-steps
@test "its message is one line, even of a name with a newline in it" {
	refuses 1 "missing\?/beat" $'missing\n/beat'
	refuses 1 "missing\?/beat" $'missing\177/beat'
	refuses 1 "missing\?\[31m\?/beat" $'missing\e[31m\r/beat'
}

# bats test_tags=before-the-steps
@test "its message names a file as it is, if that is no control character" {
	likely "a name is no format, and char may be signed: must, report (common/report.c)"
	refuses 1 $'m\xc3\xbcssing/beat: No such file' $'m\xc3\xbcssing/beat'
	refuses 1 "missing%d%p%%s/beat: No such file" "missing%d%p%%s/beat"
	printf -v name '%0200d/' {1..15}
	refuses 1 "/beat: No such file or directory" "${name}beat"
}
