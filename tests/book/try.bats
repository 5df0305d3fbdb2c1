#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# What "make try" says of files that no test should meet, and that it ends them.

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return
	submission=tests/book/submissions/$BATS_TEST_DESCRIPTION.c
	export TMPDIR=$BATS_TEST_TMPDIR
	start=$SECONDS
}

# told STATUS PATTERN [CHAPTER]: within a few seconds, and nothing is left
told() {
	run env LIMIT=20 common/try "${3:-01-fork}" "$submission" </dev/null
	echo "$output"
	[ "$status" = "$1" ]
	[[ $output =~ $2 ]]
	((SECONDS - start <= 10))
	# TMPDIR is in the environment of this test too, and of what it runs.
	! grep -lsF "TMPDIR=$TMPDIR/try-" /proc/[1-9]*/environ
	[ -z "$(find /proc/[1-9]*/exe -prune -lname "$TMPDIR/*" 2>/dev/null)" ]
	[ -z "$(ls "$TMPDIR")" ]
}

@test "does_not_compile" { told 1 "does not compile"; }
@test "defines_nothing" { told 1 "defines no step of chapter 01.* main leave_parent"; }
@test "defines_another" { told 1 "lock_pidfile\(\), which chapter 01 does not call"; }
@test "replaces_an_inner_step" { told 1 "does not link: see above" 12-control; }
@test "hangs" { told 1 "hangs: in 3 seconds the command neither returned nor wrote"; }
@test "exits_at_once" { told 1 "ended before it wrote a line"; }
@test "forks_without_end" { told 1 "forks without end"; }
@test "flees" { told 1 "not yet: "; }
@test "ignores_every_signal" { told 1 "not ok it blocks and ignores the signals"; }

@test "a file that is not there" {
	told 2 "there is no file"
}
