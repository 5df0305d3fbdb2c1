# SPDX-License-Identifier: 0BSD
# shellcheck shell=bash
# process -- ask the kernel about a process, and give one a terminal.
#
# All that this book knows of ps, /proc, lslocks and script is here, for the
# pictures and the tests alike. Each question is answered with one line, which
# is empty if there is no such process, or it has no such thing.

# of_ps FIELD PID: one field of ps(1)
of_ps() {
	local answer
	answer=$(ps -ww -o "$1=" -p "$2") || return 0
	echo "${answer//[[:space:]]/}"
}
parent_of() { of_ps ppid "$1"; }
group_of() { of_ps pgid "$1"; }
session_of() { of_ps sid "$1"; }
terminal_of() { of_ps tty "$1"; } # '?' if it has none

user_of() { of_ps user "$1"; }

# value_in FILE KEY: what stands there after "KEY:". Read in one piece: bash's read
# seeks back after each line, and the kernel then writes a file of /proc anew, in
# which all may have moved by a letter.
value_in() {
	local lines line value
	mapfile -t lines 2>/dev/null <"$1" || return 0
	for line in "${lines[@]}"; do
		[[ $line != "$2:"* ]] || read -r value <<<"${line#*:}" || :
	done
	[ -z "${value-}" ] || echo "$value"
}

# status_of PID KEY: what /proc/PID/status has there
status_of() { value_in "/proc/$1/status" "$2"; }

# umask_of PID: its file mode creation mask, in octal (Linux 4.7 or later)
umask_of() { status_of "$1" Umask; }

# signals_of PID SigIgn|SigBlk|SigCgt|ShdPnd: the names of the signals that it
# ignores, blocks, catches, or that are pending, in order: "HUP TERM"
signals_of() {
	local mask number names=()
	mask=$(status_of "$1" "$2")
	[ -n "$mask" ] || return 0
	for ((number = 1; number <= 31; number++)); do
		(((0x$mask >> (number - 1)) & 1)) && names+=("$(kill -l "$number")")
	done
	echo "${names[*]}"
}

# environment_of PID: its variables, in order, one a line; who may not ask is told
# of none
environment_of() {
	{ tr '\0' '\n' <"/proc/$1/environ" | grep . | sort; } 2>/dev/null || :
}

directory_of() { readlink "/proc/$1/cwd"; }

# descriptors_of PID: the numbers of its descriptors, in order
descriptors_of() {
	local list
	list=$(ls -v "/proc/$1/fd" 2>/dev/null) || return 0
	echo "${list//$'\n'/ }"
}

# descriptor_of PID NUMBER: what the descriptor is open on
descriptor_of() { readlink "/proc/$1/fd/$2" || :; }

# flags_of PID NUMBER: the flags of open(2), in octal
flags_of() { value_in "/proc/$1/fdinfo/$2" flags; }

mode_of() { stat -c %a "$1"; }

# content_of FILE: what is in it; nothing if there is none
content_of() { [ ! -e "$1" ] || cat "$1"; }

# holder_of FILE: TYPE, pid and extent of each record lock on it, in /proc/locks, by
# file system and inode: "POSIX 4711 0 EOF". (The device that stat(2) tells is another
# one on btrfs. An inode alone is not enough: each tmpfs has a file 2.)
holder_of() {
	local inode mounted at device='' kind pid key from to _ all=''
	inode=$(stat -c '%i %m' "$1" 2>/dev/null) || return 0
	mounted=${inode#* } inode=${inode%% *}
	while read -r _ _ key _ at _; do
		[ "$at" != "$mounted" ] || printf -v device %02x:%02x "${key%:*}" "${key#*:}"
	done </proc/self/mountinfo
	while read -r _ kind _ _ pid key from to; do
		# A lock that is new while the list is read makes the kernel tell one twice.
		[[ $key != ${device:-*}:"$inode" || $all == *"$kind $pid $from $to"$'\n'* ]] ||
			all+="$kind $pid $from $to"$'\n'
	done < <(cat /proc/locks) # in one piece: bash would read it line by line
	printf %s "$all"
}

# locks_of PID: the same as people ask it, and once: "POSIX WRITE /the/file"
locks_of() { lslocks --noheadings --raw --output TYPE,MODE,PATH --pid "$1" | sort -u; }

# ended PID: it has. kill(2) does not tell: a zombie answers it, and bash does not always
# know that its child is one. If the time of read -t is over before it has begun, bash
# before 5.3 sets a signal mask that nobody has written, and may never hear of SIGCHLD
# again. (What it forks is not harmed: that gets the mask that bash began with.)
ended() {
	local line=''
	{ read -r line <"/proc/$1/stat"; } 2>/dev/null || :
	[[ -z $line || ${line##*) } == [ZX]* ]]
}

# A pipe in which nothing ever comes: to wait on it costs no process.
exec {tick}<> <(:)

# eventually COMMAND...: run it until it succeeds; fail after $DEADLINE seconds.
# Sets in_vain, the seconds it waited for nothing.
eventually() {
	local end=$((SECONDS + ${DEADLINE:-10})) looks=0
	in_vain=''
	until "$@"; do
		# Look a good many times, though the clock be set, or the machine asleep.
		((SECONDS <= end || ++looks < 200)) || {
			in_vain=${DEADLINE:-10}
			return 1
		}
		read -r -t 0.005 -u "$tick" _ || :
	done
}

# What was ignored when this script began (nohup), bash cannot undo: env does.
as_default=()
if [[ $(trap -p HUP INT QUIT) == *"trap -- ''"* ]] && env --default-signal=HUP true 2>/dev/null; then
	as_default=(env "--default-signal=HUP,INT,QUIT")
fi

# without_inherited COMMAND...: become the command, with no descriptor above 2,
# and with the signals of ^C and ^\, which a shell ignores in what it starts in
# the background, and of a hang-up
without_inherited() {
	local fd
	trap - HUP INT QUIT
	for fd in "/proc/$BASHPID/fd/"*; do
		fd=${fd##*/}
		((fd <= 2)) || eval "exec $fd>&-"
	done
	exec "${as_default[@]}" "$@"
}

# open_terminal DIRECTORY: run the sh script DIRECTORY/session on a terminal of
# its own, of whose session it is the leader. Sets terminal, the pid of the
# process that has the other end, and keys, the descriptor to type on.
open_terminal() {
	mkfifo "$1/keys"
	(SHELL=/bin/sh without_inherited script -qec "exec sh '$1/session'" \
		/dev/null <>"$1/keys" >"$1/screen" 2>&1) &
	terminal=$!
	exec {keys}>"$1/keys"
}

# close_terminal: take the other end away, as when a window is closed
close_terminal() {
	kill -KILL "$terminal" 2>/dev/null || :
	wait "$terminal" 2>/dev/null || :
	exec {keys}>&-
}

# at_work_in DIRECTORY: the pids of all that execute a file under it, or whose
# TMPDIR it is
at_work_in() {
	local found
	for found in $(grep -lsF "TMPDIR=$1" /proc/[1-9]*/environ) \
		$(find /proc/[1-9]*/exe -prune -lname "$1/*" 2>/dev/null); do
		found=${found#/proc/}
		echo "${found%/*}"
	done
}

# end_all_in DIRECTORY: end them, however often they fork
end_all_in() {
	local pids
	while pids=$(at_work_in "$1") && [ -n "$pids" ]; do
		# shellcheck disable=SC2086 # one word a pid
		kill -KILL $pids 2>/dev/null || :
	done
}

# at_once: as root, have this script run whenever it can, as a real-time process.
# For no limit on processes binds root: where others fork without end, whoever is
# to end them must not wait for a turn. What the script starts is not real-time.
at_once() {
	((EUID != 0)) || chrt --reset-on-fork --fifo --pid 1 $$ 2>/dev/null || :
}

# work_in_private NAME: make a directory for this script's work. Sets work. When
# the script ends, however it ends, all that works there ends, and it is removed.
# It is where programs may be executed, which some forbid in /tmp; and its name has
# no space, which not every tool could read.
work_in_private() {
	local place
	for place in "${TMPDIR:-/tmp}" /tmp /var/tmp "$PWD/build"; do
		work=$(mktemp -d "$place/$1-XXXXXX" 2>/dev/null) || continue
		if install -m 755 /dev/null "$work/program" && [ -x "$work/program" ] &&
			[[ $work != *[[:space:]]* ]]; then
			rm "$work/program"
			break
		fi
		rm -rf "$work"
		work=''
	done
	[ -n "$work" ] || {
		echo "$1: there is no place to work in: set TMPDIR to a directory where" \
			"programs may be executed, and whose name has no space" >&2
		exit 1
	}
	chmod 711 "$work" # from chapter 11 on, root's daemon works as somebody else
	# A second signal, such as make's beside the terminal's, must not cut this short;
	# and of a job that is ended so, bash need not tell.
	trap 'trap "" HUP INT TERM; disown -a; remove_work' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
}

# remove_work: end all that works there, and remove it. A job of this script that was
# about to begin may do so meanwhile: then once more.
remove_work() {
	for _ in {1..20}; do
		end_all_in "$work"
		rm -rf "$work" 2>/dev/null && return
	done
	rm -rf "$work"
}

# make_cage: sets cage, which runs a command in a pid namespace: what is in it is
# ended with it, however it defends itself. It is empty if that is not allowed.
make_cage() {
	cage=(unshare --pid --fork --kill-child --mount-proc)
	if ((EUID != 0)); then
		cage=(unshare --user --map-current-user "${cage[@]:1}")
	elif chrt --fifo 1 true 2>/dev/null; then
		cage=(chrt --reset-on-fork --fifo 1 "${cage[@]}")
	fi
	"${cage[@]}" true 2>/dev/null || cage=()
}

# count_tasks: sets tasks, the number of all processes and threads. It forks
# none: where others fork without end, that could take for ever.
count_tasks() {
	read -r _ _ _ tasks _ </proc/loadavg
	tasks=${tasks#*/}
}
