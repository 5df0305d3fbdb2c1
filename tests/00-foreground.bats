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
	interval=0.2
	before=${EPOCHREALTIME/[.,]/}
	start
	eventually has_lines 3 || complain "the lines" 3 "$(lines)"
	passed=$((${EPOCHREALTIME/[.,]/} - before))
	((passed >= 400000)) || complain "two intervals" "400000 us or more" "$passed us"
}

@test "a relative name means a file in the directory where the user stood" {
	likely "the name was not made absolute at the start (chapters 0 and 4)"
	mkdir here
	cd here
	beat=relative-$BASHPID stray=/relative-$BASHPID
	start
	is "the file" "$home/here/$beat" "$(find "$home" -name "$beat")"
	beats_on
}

@test "it appends: what the beat file held is still there" {
	likely "the beat file is opened with O_APPEND, never with O_TRUNC (chapter 0)"
	echo "1999-12-31 23:59:59 old" >"$beat"
	launch "$program" -i "$interval" "$beat"
	eventually has_lines 3 || complain "the lines" "3 or more" "$(lines)"
	read -r line <"$beat"
	is "the first line" "1999-12-31 23:59:59 old" "$line"
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
}

# bats test_tags=before-the-steps
@test "it refuses a user that there is not, and a descriptor that is no number" {
	refuses 2 "there is no 'nobody-of-that-name' here" -u nobody-of-that-name "$beat"
	refuses 2 "number of a descriptor, such as 3" -n three "$beat"
	refuses 2 "number of a descriptor, such as 3" -n -1 "$beat"
	refuses 2 "-t takes a number of seconds" -t soon "$beat"
}

# bats test_tags=before-the-steps
@test "a command's name is no file's, without ./" {
	for word in start stop restart reload status; do
		refuses 2 "command|name one beat file|needs the pidfile" "$word"
	done
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
}

# bats test_tags=before-the-steps
@test "it refuses one file in two parts" {
	echo x >one
	ln one two
	refuses 2 "different files" -p beat "$beat"
	refuses 2 "different files" -l ./beat "$beat"
	refuses 2 "different files" -p one -l two "$beat"
}

# bats test_tags=before-the-steps
@test "it refuses a pidfile that is also descriptor 0, 1 or 2" {
	likely "these are closed, and the lock goes with them: parse_beat_file (chapter 6)"
	: >pidfile
	for how in '<' '>>' '2>>'; do
		launch bash -c "exec \"\$@\" ${how}pidfile" bash "$program" -i "$interval" -p pidfile "$beat"
		returns
		is "the exit status with ${how}pidfile" 2 "$status"
	done
	matches "what it says" "the pidfile is also descriptor 0, 1 or 2" "$(<pidfile)"
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
}

# bats test_tags=before-the-steps
@test "it refuses a beat file in a directory that forbids it" {
	mkdir -m 0555 forbidden
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
}
