# SPDX-License-Identifier: 0BSD
# shellcheck shell=bash
# proof -- what the book's proofs of itself share: many judgements side by side,
# each told as soon as it is known, and a count. Sourced at the repository's root,
# after work_in_private.

# bats reads its files a tenth faster in it.
export LC_ALL=C

# shellcheck source=../titles.bash
. tests/titles.bash

# side_by_side COMMAND COUNT: run COMMAND 0, COMMAND 1 and so on, some at a time:
# JOBS, or two more than there are processors, for a judgement also waits.
side_by_side() {
	local command=$1 count=$2 width n
	width=${JOBS:-$(($(nproc 2>/dev/null || echo 2) + 2))}
	{
		trap - EXIT
		for ((n = 0; n < count; n++)); do
			((n < width)) || wait -n
			[ -d "$work" ] || exit # whoever asked has been ended
			{
				"$command" "$n"
				: >"$work/$n.done"
			} &
		done
		wait
	} &
}

# part_of NUMBER EVERY: of the lines every so many, for each number others; with
# ALL=1, all
part_of() {
	if [ -n "${ALL:-}" ]; then cat; else sed -n "$(($1 % $2 + 1))~$2p"; fi
}

# await NUMBER: wait until this one has ended
await() {
	until [ -e "$work/$1.done" ]; do sleep 0.1; done
}

# judge NAME PROGRAM BATS-ARGUMENT...: into $work/NAME.tap
judge() {
	local name=$1 program=$2
	shift 2
	[[ $program == /* ]] || program=$PWD/$program
	mkdir -p "$work/$name"
	PROGRAM=$program TMPDIR=$work/$name \
		bats --tap "$@" </dev/null >"$work/$name.tap" 2>&1
}

# judge_surely NAME PROGRAM BATS-ARGUMENT...: the same; but where a test waited in vain for
# our short deadline, which a busy machine may miss, once more, with the tests' own
judge_surely() {
	judge "$@" || {
		grep -q '^#   in vain ' "$work/$1.tap" && DEADLINE='' judge "$@"
	}
}

# verdicts TAP: a line a test. "+ title" it passed; "s title" it was skipped;
# "- title: message" it failed, for the outcome is missing; "? title: why" it
# failed for another reason: a crash, a wrong command line, a deadline.
verdicts() {
	awk '
		/^1\.\.[0-9]+/ { planned = substr($0, 4) }
		function tell() {
			if (title == "") return
			if (bad == "" && expected == "") bad = "it fails without a claim"
			if (bad != "") print "? " title ": " bad
			else print "- " title ": " what " expected " expected ", seen " seen
		}
		/^(ok|not ok) / {
			tell()
			ran++
			title = what = expected = seen = bad = ""
			red = /^not ok /
			text = $0
			sub(/^(not )?ok [0-9]+ /, "", text)
			if (red) title = text
			else if (text ~ / # skip/) print "s " text
			else print "+ " text
			next
		}
		/^#   expected / && expected == "" { what = last; sub(/^#   expected */, ""); expected = $0 }
		/^#   seen / && seen == "" { sub(/^#   seen */, ""); seen = $0 }
		/^# its first beat:$/ { bad = "nothing beats" }
		/^#   in vain / { bad = "it waited for a deadline" }
		/^#   it said .*; try -h$/ && !/is a command, from chapter 12/ { bad = "a wrong command line" }
		{ last = $0; sub(/^# /, "", last) }
		END {
			tell()
			if (ran + 0 != planned + 0 || planned == "") print "? " ran + 0 " of " planned + 0 " tests ran"
		}' "$1"
}

passed=0 failed=0 skipped=0
# count good, skip or bad
count() {
	case $1 in
	good) passed=$((passed + 1)) ;;
	skip) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
}

# conclude: the line of counts; the status is 0 if something passed, and all that
# was judged
conclude() {
	echo "$passed passed, $failed failed, $skipped skipped"
	((failed == 0 && passed > 0))
}
