#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# The proof is true: break a copy of the book in one small way, and it is named.

setup() {
	book=$BATS_TEST_TMPDIR/book
	mkdir "$book"
	cd "$BATS_TEST_DIRNAME/../.." || return
	cp -a chapters common tests Makefile README.md "$book"
	mkdir "$book/build"
	# The parts are many; and a linker does not write into a file, but makes it anew.
	cp -a "${BUILD:-build}"/[!p]* "$book/build"
	cp -al "${BUILD:-build}/parts" "$book/build" 2>/dev/null ||
		cp -a "${BUILD:-build}/parts" "$book/build"
	[ ! -e .git ] || cp -a .git "$book/.git"
	cd "$book" || return
	export TMPDIR=$BATS_TEST_TMPDIR
	unset MAKEFLAGS MAKELEVEL BUILD
}

# named PATTERN... -- COMMAND...: it fails, and names all that matches these
named() {
	local patterns=()
	while [ "$1" != -- ]; do
		patterns+=("$1")
		shift
	done
	shift
	run "$@"
	[ "$status" != 0 ]
	# In one line: the gallery folds its lines.
	for pattern in "${patterns[@]}"; do
		grep -qE -- "$pattern" <<<"${output//$'\n'/ }" || {
			printf 'not named: %s\n' "$pattern"
			tail -n 40 <<<"$output"
			return 1
		}
	done
}

# about FILE TITLE: those tests of the book that begin with this title
about() { bats --tap -f "^$2" "tests/book/$1.bats"; }

# only_chapters NN...: the tests of the others are not asked
only_chapters() {
	for file in tests/[0-9]*.bats; do
		[[ " $* " == *" ${file:6:2} "* ]] || rm "$file"
	done
}

# only_exercises_of NN: those of the others are not built, nor tried
only_exercises_of() { find chapters -path '*/exercises/*' ! -path "chapters/$1-*" -delete; }

# empty TITLE FILE: the test asserts nothing any more
empty() {
	awk -v title="@test \"$1\" {" '
		$0 == title { print; print "\ttrue"; inside = 1; next }
		inside && /^}/ { inside = 0 }
		!inside' "$2" >changed && mv changed "$2"
	grep -A1 -F "$1" "$2" | grep -qx $'\ttrue'
}

@test "a test that asserts nothing" {
	title="the daemon's file mode creation mask is 0, whatever its starter's"
	empty "$title" tests/03-umask.bats
	only_chapters 02 03
	named "02-setsid, tests of 03-umask: \+ $title" -- tests/book/triangle
}

@test "a test that fails for another reason than its claim" {
	sed -i 's/^\tumask 0777$/\tinterval=none/' tests/03-umask.bats
	only_chapters 02 03
	named "02-setsid, tests of 03-umask: \? .*: (nothing beats|a wrong command line)" \
		"03-umask, tests of 03-umask: \? .*" -- tests/book/triangle
}

@test "a chapter that undoes what an earlier one did" {
	sed -i 's/umask(0)/umask(077)/' chapters/03-umask/clear_umask.c
	only_chapters 02 03
	make -s all
	named "03-umask, tests of 03-umask: - its file gets the mode" -- tests/book/triangle
}

@test "a bug that is none" {
	cp chapters/03-umask/clear_umask.c step.c
	{
		sed '/^ \*\//q' chapters/03-umask/bugs/no_umask.c
		cat step.c
	} >none.c
	rm chapters/*/bugs/*.c
	mv none.c chapters/03-umask/bugs/no_umask.c
	named "not ok no_umask: .* why +it passes the test that it names" -- make bugs
}

@test "a bug that is wrong in two ways" {
	sed 's/^{$/{\n\tfork();/; s/^#include/#include <unistd.h>\n&/' \
		chapters/03-umask/bugs/no_umask.c >two.c
	rm chapters/*/bugs/*.c
	mv two.c chapters/03-umask/bugs/no_umask.c
	named "not ok no_umask: .* why +it fails, of the chapters before, - it writes a line" -- make bugs
}

@test "a bug that builds with a warning" {
	sed 's/^{$/{\n\tint unused;/' chapters/03-umask/bugs/no_umask.c >warned.c
	rm chapters/*/bugs/*.c
	mv warned.c chapters/03-umask/bugs/no_umask.c
	named "not ok no_umask: .* why +it builds with a warning" -- make bugs
}

@test "an exercise whose starter passes already" {
	only_exercises_of 04
	cp chapters/04-chdir/exercises/yes_means_no.solution.c step.c
	{
		sed '/^ \*\//q' chapters/04-chdir/exercises/yes_means_no.c
		sed '1,/^ \*\//d' step.c
	} >starter.c
	mv starter.c chapters/04-chdir/exercises/yes_means_no.c
	named "not ok 04-chdir/yes_means_no.c: it passes the test that it is to fail" \
		-- make exercises
}

@test "an exercise whose solution fails" {
	only_exercises_of 04
	sed '1,/^ \*\//d' chapters/04-chdir/exercises/yes_means_no.c >>step.c
	cp step.c chapters/04-chdir/exercises/yes_means_no.solution.c
	named "not ok 04-chdir/yes_means_no.solution.c: it fails - the daemon stands in /" \
		-- make exercises
}

@test "a picture that draws what is not so" {
	only_chapters 02 03
	mv tests/02-setsid.bats tests/00-foreground.bats
	mv tests/03-umask.bats tests/01-fork.bats
	sed -i 's/^\trow 0 process "\$pid" pid$/\trow 0 process "$((pid + 1))" pid/' common/picture
	named "not ok 1, process: before: drawn [0-9]+, in fact [0-9]+" -- tests/book/picture
}

@test "a picture that marks what has not changed" {
	only_chapters 00 01
	sed -i 's/^\tmark=.*$/\tmark=changed/; s/^\t.*|| mark=changed$//' common/picture
	named "not ok 1, process: marked, and the same" -- tests/book/picture
}

# The page, its place, and what it is to be named for
page=chapters/03-umask/README.md

@test "a transcript with a wrong number" {
	sed -i '0,/^600 beat$/s//640 beat/' "$page"
	named "not ok $page: 1 of 4 blocks" "expected +640 beat" "seen +600 beat" \
		-- tests/book/transcripts "$page"
}

# small LINE...: a page with one block
small() {
	page=small.md
	printf '%s\n' '```console' "$@" '```' >"$page"
}

@test "two numbers that have one name" {
	small '$ echo 4711; echo 4712' '<pid>' '<pid>'
	named "not ok $page: 1 of 1 blocks" "expected +<pid> +expected +<pid>" \
		"seen +4711 +seen +4712" -- tests/book/transcripts "$page"
}

@test "one number that has two names" {
	small '$ echo 4711; echo 4711' '<pid>' '<parent>'
	named "not ok $page: 1 of 1 blocks" "expected +<pid> +expected +<parent>" \
		"seen +4711 +seen +4711" -- tests/book/transcripts "$page"
}

@test "a picture that a page shows wrongly" {
	sed -i 's/^  umask           0027 /  umask           0022 /' "$page"
	named "not ok $page" "umask +0022" -- tests/book/transcripts "$page"
}

@test "a dead link" {
	sed -i 's:(chapters/04-chdir/README.md):(chapters/04-chdir/LESSON.md):' README.md
	named "not ok 1 each link" "chapters/04-chdir/LESSON.md" -- about text "each link"
}

@test "a function that there is not" {
	sed -i 's/`open_beat`/`open_beet`/' "$page"
	named "not ok 1 each function" "open_beet" -- about text "each function"
}

@test "a bug that its lesson does not tell of" {
	sed -i '/^| `no_umask`/d' "$page"
	named "not ok 1 what can go wrong" "no_umask" -- about text "what can go wrong"
}

@test "a main.c with a line too many" {
	sed -i 's/^\tkeep_beating/\tmust(move_to_root(), "move to \/");\t\t\/* chapter 4 *\/\n&/' \
		chapters/05-fds/main.c
	named "not ok 1 each main differs from its neighbour" "chapters/0[56]" \
		-- about rules "each main differs"
}

@test "a main.c that has lost a line" {
	sed -i '/clear_umask/d' chapters/05-fds/main.c
	named "not ok 1 each main differs from its neighbour" \
		"chapters/05-fds/main.c: gone, and not replaced:.*clear_umask" \
		-- about rules "each main differs"
}
