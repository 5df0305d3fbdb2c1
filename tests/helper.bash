# SPDX-License-Identifier: 0BSD
# shellcheck shell=bash
# helper -- start a daemon as its user would, ask what became of it, and leave
# nothing running. Loaded by every test file.
#
# PROGRAM   the program to judge; without it, the one of the file's own chapter
# DEADLINE  seconds that a condition may take to come true (default 10)
#
# Each test has a directory of its own, and those of a file a copy of the program:
# so all its processes can be found, by the file that they execute, and no one
# else's, for the tests of a file run one after the other.

root=${BATS_TEST_DIRNAME%/tests*}
export LC_ALL=C # what tools say is read
export BATS_NO_PARALLELIZE_WITHIN_FILE=1
# shellcheck source=../common/process.bash
. "$root/common/process.bash"

# bats traces every command of a test, for the line numbers in its reports, and
# that costs more than the commands do. Without it, a report still names the line
# of the test that failed.

setup() {
	set +T
	umask 022 # another user is to execute the copy
	local name=${BATS_TEST_FILENAME##*/}
	PROGRAM=${PROGRAM:-$root/${BUILD:-build}/bin/${name%.bats}}
	bin=$BATS_FILE_TMPDIR/bin
	home=$BATS_TEST_TMPDIR/home
	beat=$home/beat
	program=$bin/${PROGRAM##*/}
	mkdir -p "$bin" "$home"
	[ -e "$program" ] || cp "$PROGRAM" "$program"
	[ -x "$program" ] || {
		echo "no program may be executed in $bin: set TMPDIR to where it may"
		return 1
	}
	programs=("$program")
	said=$BATS_TEST_TMPDIR/said
	terminal='' command='' pid='' cause='' shown='' status='' stray='' shut='' in_vain=''
	interval=0.02 patience=100 begun=0 seen_at=()
	cd "$home" || return 1
}

teardown() {
	[ -z "$terminal" ] || close_terminal
	end_all
	[ -z "$stray" ] || rm -f "$stray" # where a wrong daemon would make it
	[ -z "$shut" ] || chmod u+w "$shut" # or bats could remove nothing there
	# A test that failed may also have left what it starts daemons with.
	[ -n "${BATS_TEST_COMPLETED:-}" ] || end_all_of_this_test
}

# --- what runs -----------------------------------------------------------------

# find_processes: sets found, the pids of all that execute this test's program; a
# zombie does not. Who finds none looks again: of a process that forked and ended
# meanwhile, only the child is left, and it is younger than the list.
find_processes() {
	look_for_processes
	((${#found[@]} > 0)) || look_for_processes
}
look_for_processes() {
	local process name
	found=()
	for process in /proc/[1-9]*; do
		for name in "${programs[@]}"; do
			[[ ! $process/exe -ef $name ]] || found+=("${process#/proc/}")
		done
	done
}
processes() {
	find_processes
	((${#found[@]} == 0)) || printf '%s\n' "${found[@]}"
}

# left_alone PID...: these run, in this order, and no other; or, if the daemon beats on
# meanwhile, they do not. Who is on his way out is given the time.
left_alone() {
	wind_clock
	eventually they_are_or_overdue "$*" || :
	is "the processes" "$*" "${found[*]}"
}
they_are_or_overdue() {
	find_processes
	[ "${found[*]}" = "$1" ] || overdue
}

# is_one_of NN-NN: the program to judge is of one of these chapters, by its name, or a
# bug or an exercise there. (Of another program nobody knows: it is of none.)
is_one_of() {
	[[ $PROGRAM =~ (^|/)([0-9][0-9])-[^/]*(/(bugs|exercises)/[^/]*)?$ ]] &&
		((10#${BASH_REMATCH[2]} >= 10#${1%-*} && 10#${BASH_REMATCH[2]} <= 10#${1#*-}))
}

# flags_on FILE: the flags of the daemon's descriptor that is open on this file
flags_on() {
	local fd
	for fd in $(descriptors_of "$pid"); do
		[ "$(descriptor_of "$pid" "$fd")" != "$1" ] || flags_of "$pid" "$fd"
	done
}

runs() { [ "/proc/$1/exe" -ef "$program" ]; }
gone() { ! runs "$1"; }
none_runs() {
	find_processes
	((${#found[@]} == 0))
}

# is_over: the command has returned, and nothing runs
is_over() { has_returned && none_runs; }

end_all() {
	[ -z "$command" ] || disown "$command" 2>/dev/null || : # bash need not tell
	until none_runs; do kill -KILL "${found[@]}" 2>/dev/null || :; done
}

# end_all_of_this_test: all whose environment names its directory
end_all_of_this_test() {
	local pids
	while pids=$(env -u BATS_TEST_TMPDIR grep -lsF \
		"BATS_TEST_TMPDIR=$BATS_TEST_TMPDIR" /proc/[1-9]*/environ || :) &&
		[ -n "$pids" ]; do # grep also fails for a process that has gone
		pids=${pids//\/proc\//}
		# shellcheck disable=SC2086 # one word a pid
		kill -KILL ${pids//\/environ/} 2>/dev/null || :
	done
}

# --- starting it ----------------------------------------------------------------

# shows COMMAND...: what a reader would type at the repository's root to see the
# same; for failures. SHOWN is the program's name there, if not PROGRAM.
shows() {
	local name=${SHOWN:-$PROGRAM}
	printf -v shown '%q ' "$@"
	[[ $shown != *"-e $BATS_TEST_TMPDIR/inside "* ]] ||
		shown=${shown/"-e $BATS_TEST_TMPDIR/inside"/"-ec $(printf %q "$(<"$BATS_TEST_TMPDIR/inside")")"}
	shown=${shown//"$bin/companion"/"$name"}
	shown=${shown//"$program"/"$name"}
	shown=${shown//"$root/"/}
	shown=${shown//" -P $home/"/" -P \$PWD/"} # strace knows no file by half a name
	shown=${shown//"$home/"/}
	shown=${shown//"-o $BATS_TEST_TMPDIR/trace "/}
	[[ $shown != *"$bin/"* ]] || shown+="(with a part of the tests')"
	# What is more than a line to type, the test itself does.
	[[ ${#shown} -le 1000 && $shown != *"bash $BATS_TEST_TMPDIR/inside "* ]] ||
		shown="PROGRAM=${name#"$root/"} bats -f ${BATS_TEST_DESCRIPTION@Q} tests/${BATS_TEST_FILENAME##*/}"
}

# launch COMMAND...: run it, and return while it runs. No descriptor of the
# test's reaches it; what it says is in $said. Sets command, its pid.
launch() {
	shows "$@"
	wind_clock
	: >"$said" # what an earlier one said is not its answer
	without_inherited "$@" </dev/null >"$BATS_TEST_TMPDIR/out" 2>"$said" &
	command=$!
}

# companion NAME: sets companion, the same program with a part of the tests' in it
companion() {
	[ -x "$PROGRAM.$1" ] || skip "needs $PROGRAM.$1: make builds it"
	companion=$bin/companion.$1
	[ -e "$companion" ] || cp "$PROGRAM.$1" "$companion"
	programs+=("$companion")
}

# overdue: what is to be over while the daemon beats is not, and since the launch, or
# since the clock was wound, it has beaten $patience times. So nobody waits for a
# deadline to see that a parent stays.
overdue() { has_lines $((begun + patience)); }
wind_clock() {
	count_lines
	begun=$counted
}
ended_or_overdue() { ended "$command" || overdue; }

# returns: wait until the launched command has ended. Sets status.
returns() {
	eventually ended_or_overdue || :
	if ! ended "$command"; then
		complain "that the command, process $command, returns" "at once" \
			"it still runs, and $(what_it_does)" || :
		disown "$command"
		kill -KILL "$command"
		return 1
	fi
	status=0
	wait "$command" || status=$?
}

# what_it_does: the command, which is to have ended
what_it_does() {
	if [ -e "$beat" ] && grep -q " $command\$" "$beat"; then
		if grep -qv " $command\$" "$beat"; then
			echo "beats, as process $(grep -v -m 1 " $command\$" "$beat" | cut -d' ' -f3) does"
		else
			echo "it is the one that beats"
		fi
	else
		echo "sleeps, or waits"
	fi
}

# start [ARGUMENT...]: start the daemon, and wait for its first beat. Sets pid,
# the daemon's.
start() {
	launch "$program" -i "$interval" "$@" "$beat"
	beats
}

# beats: wait for the first beat. Sets pid.
beats() {
	eventually has_beaten || :
	[ -n "$pid" ] || complain "its first beat" "a line in $beat" "none"
}

# has_beaten: a whole line is there, or nothing is left that could write one
has_beaten() {
	local line=''
	{ read -r line <"$beat"; } 2>/dev/null && pid=${line##* } && return
	pid=''
	((++looks % 40 == 0)) && is_over
}

# has_returned: the command has, from the shell that started it
has_returned() {
	if [ -n "$terminal" ]; then [ -e "$BATS_TEST_TMPDIR/returned" ]; else ended "$command"; fi
}

# said_or_beats: it has said something, or beats
said_or_beats() { [ -s "$said" ] || [ -s "$beat" ]; }

# count_lines: sets counted, how many lines the beat file has; none, if it is missing,
# or may not be read
count_lines() {
	local all=()
	[ ! -r "$beat" ] || mapfile -t all <"$beat"
	counted=${#all[@]}
}
lines() {
	count_lines
	echo "$counted"
}

# has_lines NUMBER: it has as many, or more
has_lines() {
	count_lines
	((counted >= $1))
}

# three_intervals_within MICROSECONDS: three more lines have come in that time, once.
# (A busy machine may be late, but not always.) seen_at: when so many lines were seen.
three_intervals_within() {
	count_lines
	: "${seen_at[counted]:=${EPOCHREALTIME/[.,]/}}"
	((counted >= 3)) && [ -n "${seen_at[counted - 3]-}" ] &&
		((seen_at[counted] - seen_at[counted - 3] < $1))
}

# keeps_more_than_a_second: another one keeps to an interval of a second and a part
keeps_more_than_a_second() {
	local from=${EPOCHREALTIME/[.,]/} took
	beat=$home/longer interval=1.3
	launch "$program" -i "$interval" "$beat"
	beats
	eventually has_lines 2 || complain "the lines" 2 "$(lines)"
	took=$((${EPOCHREALTIME/[.,]/} - from))
	((took >= 1300000)) || complain "an interval of 1.3 s" "1300000 us or more" "$took us"
}

# beats_on: it is alive and at work: two more lines come. (One could have been
# on its way.)
beats_on() {
	local enough
	count_lines
	enough=$((counted + 2))
	eventually has_lines_or_is_gone "$enough" || :
	has_lines "$enough" || complain "the daemon, process $pid" "beats on" \
		"$(runs "$pid" && echo "it runs, and writes no line" || echo "it is gone")"
}
has_lines_or_is_gone() { has_lines "$1" || gone "$pid"; }

# ends [SIGNAL]: send it to the daemon, and wait until it is gone, or beats on
ends() {
	wind_clock
	kill -s "${1:-TERM}" "$pid"
	eventually gone_or_overdue || :
	gone "$pid" || complain "the daemon, process $pid, after SIG${1:-TERM}" "ends" "beats on"
}
gone_or_overdue() { gone "$pid" || overdue; }

# stops: it is stopped, and can do nothing, not even end
stops() {
	kill -STOP "$pid"
	eventually is_stopped || complain "the daemon after SIGSTOP" stopped "$(status_of "$pid" State)"
}
is_stopped() { [[ $(status_of "$pid" State) == T* ]]; }

# unlocked: the kernel drops its locks only after /proc/PID/exe is gone
unlocked() { [ -z "$(holder_of pidfile)" ]; }

# has_stopped: what runs under strace has, by an injected SIGSTOP
has_stopped() {
	local text=''
	{ read -r -d '' text <"$BATS_TEST_TMPDIR/trace"; } 2>/dev/null || :
	[[ $text == *"stopped by SIGSTOP"* ]]
}
stopped_or_beats() { has_stopped || has_lines 1; }
stopped_or_overdue() { has_stopped || gone "$pid" || overdue; }

# part NAME: a program of the tests' own, built of tests/parts/NAME.c. Sets part.
part() {
	part=$bin/$1
	[ -e "$part" ] || "${CC:-cc}" -o "$part" "$root/tests/parts/$1.c"
	programs+=("$part")
}

# preloaded NAME: sets preloaded, what runs a command with a library of the tests' own
# loaded before it begins, built of tests/parts/NAME.c
preloaded() {
	local library=$bin/$1.so
	[ -e "$library" ] || "${CC:-cc}" -shared -fPIC -o "$library" "$root/tests/parts/$1.c"
	preloaded=(env "LD_PRELOAD=$library")
}
needs_preloaded() {
	[ -e loaded ] || skip "needs a dynamic loader: build the program without -static"
}

# hold KIND: have a process hold a lock of this kind on the pidfile. Sets holder.
hold() {
	part hold_lock
	launch "$part" "$1" pidfile
	holder=$command
	disown "$holder"
	eventually [ -s "$BATS_TEST_TMPDIR/out" ] || complain "that another holds a lock" yes no
}

# --- a terminal ------------------------------------------------------------------

# start_on_terminal [ARGUMENT...]: start it from a shell that leads the session
# of a terminal of its own, and that stays. Sets pid and leader, the shell's.
# The shell has no job control: the daemon is in the group that ^C is for.
start_on_terminal() {
	shows "$program" -i "$interval" "$@" "$beat"
	mkfifo "$BATS_TEST_TMPDIR/stay"
	cat >"$BATS_TEST_TMPDIR/session" <<-END
		trap ': >$BATS_TEST_TMPDIR/interrupted' INT
		echo \$\$ >'$BATS_TEST_TMPDIR/leader'
		$(printf '%q ' "$program" -i "$interval" "$@" "$beat") 2>'$said'
		: >'$BATS_TEST_TMPDIR/returned'
		until read -r nothing <'$BATS_TEST_TMPDIR/stay'; do :; done
	END
	open_terminal "$BATS_TEST_TMPDIR"
	is_given_a_terminal
	read -r leader <"$BATS_TEST_TMPDIR/leader"
	beats
}

# is_given_a_terminal: wait until the shell of the terminal says who it is. Without
# devpts, script(1) has no terminal to give.
is_given_a_terminal() {
	eventually has_a_leader || :
	needs_devpts "$BATS_TEST_TMPDIR/screen"
	[ -s "$BATS_TEST_TMPDIR/leader" ] || complain "a terminal, by script" "its shell" ""
}
has_a_leader() { [ -s "$BATS_TEST_TMPDIR/leader" ] || ended "$terminal"; }

# needs_devpts FILE: skip, if script says there that it can make no terminal
needs_devpts() {
	! grep -qs 'create pseudo-terminal' "$1" ||
		skip "needs terminals: mount -t devpts devpts /dev/pts -o ptmxmode=0666"
}

# type_interrupt: type ^C, and wait until the shell has heard it: the daemon, if
# it is in the same group, was sent the signal at the same moment
type_interrupt() {
	eventually returned_or_overdue || :
	[ -e "$BATS_TEST_TMPDIR/returned" ] ||
		complain "that the command returns to the terminal" "at once" "it still runs"
	printf '\003' >&"$keys"
	eventually [ -e "$BATS_TEST_TMPDIR/interrupted" ] ||
		complain "that the terminal's shell hears ^C" yes no
}

returned_or_overdue() { has_returned || overdue; }

# hang_up: close the terminal, and wait until its shell has died of it
hang_up() {
	close_terminal
	terminal=''
	eventually [ ! -e "/proc/$leader/exe" ] ||
		complain "that the terminal's shell hears the hang-up" yes no
}

# --- what is claimed --------------------------------------------------------------

# likely TEXT: what is wrong, most likely, if a claim of this test fails
likely() { cause=$*; }

# is WHAT EXPECTED SEEN
is() { [ "$2" = "$3" ] || complain "$@"; }

# isnt WHAT UNEXPECTED SEEN
isnt() {
	if [ -z "$3" ] || [ "$2" = "$3" ]; then complain "$1" "other than '$2'" "$3"; fi
}

# matches WHAT PATTERN SEEN: an extended regular expression. Who claims one line means it.
matches() {
	[[ $1 != "its one line"* || $3 != *$'\n'* ]] || complain "$1" "one line" "$3"
	[[ $3 =~ $2 ]] || complain "$1" "like $2" "$3"
}

complain() {
	printf '%s\n' "$1:" "  expected    ${2:-nothing}" "  seen        ${3:-nothing}"
	# Enough to see what it is: a loop may say the same a hundred times.
	[ ! -s "$said" ] || sed -E 's/^(.{400}).+/\1.../; s/^/  it said     /; 6s/.*/  .../; 7,$d' "$said"
	[ -z "$in_vain" ] || printf '  in vain     waited for %s s\n' "$in_vain"
	[ -z "$shown" ] || printf '  reproduce   %s\n' "$shown"
	[ -z "$cause" ] || printf '  perhaps     %s\n' "$cause"
	return 1
}

# refuses STATUS PATTERN ARGUMENT...: the command fails with this status and
# with one line like the pattern, and leaves no process and no file behind
refuses() {
	local expected=$1 pattern=$2 before after message
	shift 2
	before=$(echo "$home"/*)
	launch "$program" "$@"
	returns
	message=$(<"$said")
	is "the exit status" "$expected" "$status"
	is "what it says on standard output" "" "$(<"$BATS_TEST_TMPDIR/out")"
	matches "its one line" "^${program##*/}\\[$command]: [^"$'\n'"]*($pattern)[^"$'\n'"]*\$" "$message"
	is "the processes left" "" "$(processes)"
	after=$(echo "$home"/*)
	is "the files" "$before" "$after"
}

# --- what this machine can do -------------------------------------------------------

# needs TOOL PACKAGE: skip, and say why
needs() {
	command -v "$1" >/dev/null || skip "needs $1: install the package $2"
}

# needs_strace: it is there, and may trace (asked once a file)
needs_strace() {
	needs strace strace
	[ -e "$BATS_FILE_TMPDIR/traces" ] || {
		strace -qq -o "$BATS_TEST_TMPDIR/traces" true 2>/dev/null ||
			skip "needs leave to trace with strace: this machine refuses it"
		: >"$BATS_FILE_TMPDIR/traces"
	}
}

# needs_mounts: sets own_mounts, what runs a command where it may mount; as root
# of a user namespace, if we are not root
needs_mounts() {
	own_mounts=(unshare -m)
	((EUID == 0)) || own_mounts=(unshare -Urm)
	"${own_mounts[@]}" true 2>/dev/null ||
		skip "needs leave to make a mount namespace: this machine refuses it"
}

# needs_plain: a sanitizer makes system calls of its own, wants to be loaded first,
# and complains where there is no /proc
needs_plain() {
	! grep -q __asan_init "$program" || skip "needs a program without a sanitizer: build it without"
}

needs_root() { ((EUID == 0)) || skip "needs root: run this test as root"; }

# let_search: nobody may pass through the directories above the test's own. Those
# that mktemp(1) has made let in their owner alone. (On a file system that is only
# read, chmod(1) fails even if there is nothing to change.)
let_search() {
	local directory
	for directory in "$home" "$bin"; do
		while [ -n "$directory" ]; do
			[[ $directory != *-?????? && $directory != "$BATS_RUN_TMPDIR"/* ]] ||
				chmod -f go+x "$directory" || :
			directory=${directory%/*}
		done
	done
	setpriv --reuid="$1" --regid="$1" --clear-groups test -x "$program" -a -x "$home" ||
		skip "needs a TMPDIR that every user may search"
}

# as_root: a test of what only root can do. Sets user and its ids; the user may
# make files in work/, where the beat file is to be, and not in the one above.
as_root() {
	needs_root
	user=nobody
	uid=$(id -u "$user")
	gid=$(id -g "$user")
	let_search "$uid"
	mkdir work
	chown "$user" work
	beat=$home/work/beat
}

# needs_bound CAPABILITIES: sets bound, what runs a command as root without these;
# empty for who is not root, and has none
needs_bound() {
	bound=()
	((EUID == 0)) || return 0
	bound=(setpriv "--bounding-set=$1")
	"${bound[@]}" true 2>/dev/null || skip "needs leave to bound its capabilities: this machine refuses it"
}

# needs_env: env(1) that starts a command with signals ignored or blocked
needs_env() {
	env --ignore-signal=CHLD --block-signal=CHLD true 2>/dev/null ||
		skip "needs env with --block-signal: install the package coreutils (8.31 or later)"
}

# injecting FAULT [OPTION...]: sets tracer, what runs a command with a system
# call that fails, or that stops it
injecting() {
	needs_strace
	((patience >= 120)) || patience=120 # strace has to start, and slows it down
	tracer=(strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -e "trace=${1%%:*}"
		-e "inject=$1" "${@:2}")
}
