#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# The rules that the book sets itself. (Those of its text are in text.bats.)

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return
}

chapters() { (cd chapters && echo [0-9][0-9]-*); }

# steps: the names in the table of contents
steps() { common/steps | cut -d' ' -f1; }

# statements MAIN: what its main() does, a statement a line, however it is broken
# and indented. (Its title and what it includes may differ from its neighbour's.)
statements() {
	awk '
		/^main\(/ { inside = 1; next }
		!inside { next }
		{
			gsub(/[ \t]+/, " ")
			sub(/^ /, "")
			line = line (line == "" || line ~ /\($/ ? "" : " ") $0
		}
		/([;{}:]|\*\/)$/ || /^$/ { if (line != "") print line; line = "" }' "$1"
}

# tracked [PATTERN...]: sets output, the files that git keeps
tracked() {
	git rev-parse HEAD >/dev/null 2>&1 ||
		skip "needs a clone of your own, and git: install the package git"
	run git ls-files -- "$@"
}

@test "the top level holds five entries and dotfiles" {
	tracked
	[ "$(cut -d/ -f1 <<<"$output" | sort -u | grep -v '^\.' | xargs)" = \
		"Makefile README.md chapters common tests" ]
}

@test "each step in steps.h is one file of its name, and is defined once" {
	for step in $(steps); do
		[ "$(echo chapters/*/"$step.c" | wc -w)" = 1 ] || echo "$step"
		[ "$(grep -l "^$step(" chapters/*/*.c | wc -l)" = 1 ] || echo "$step twice"
	done >"$BATS_TEST_TMPDIR/wrong"
	cat "$BATS_TEST_TMPDIR/wrong"
	[ ! -s "$BATS_TEST_TMPDIR/wrong" ]
	[ "$(find chapters -maxdepth 2 -name '*.c' ! -name main.c | wc -l)" = "$(steps | wc -l)" ]
}

@test "the steps stand in steps.h in the order of the chapters" {
	for step in $(steps); do echo chapters/*/"$step.c"; done |
		cut -d/ -f2 >"$BATS_TEST_TMPDIR/order"
	sort -c "$BATS_TEST_TMPDIR/order"
}

@test "each main differs from its neighbour by the chapter's own lines" {
	last=''
	for chapter in $(chapters); do
		if [ -n "$last" ]; then
			diff <(statements "chapters/$last/main.c") \
				<(statements "chapters/$chapter/main.c") >"$BATS_TEST_TMPDIR/diff" || :
			run awk -v number="$((10#${chapter%%-*}))" '
				/^[0-9]/ { hunk = $0; next }
				/^</ { gone[substr($0, 3)] = hunk }
				/^>/ {
					delete gone[substr($0, 3)]	# it has only moved
					if (index($0, "/* chapter ")) {
						if (match($0, "/\\* chapter " number "( |, for [0-9]+ )\\*/")) {
							owned++
							own[hunk] = own[hunk] substr($0, RSTART)
						} else print "another chapter'"'"'s line: " $0
					}
				}
				END {
					# "chapter 10, for 1" stands for a line of chapter 1
					for (line in gone) {
						what = gone[line] in own
						if (match(line, /chapter [0-9]+/))
							what = index(own[gone[line]], ", for " substr(line, RSTART + 8, RLENGTH - 8) " ")
						if (!what) print "gone, and not replaced: " line
					}
					if (!owned) print "it has no line of its own"
				}' "$BATS_TEST_TMPDIR/diff"
			[ -z "$output" ] || { echo "chapters/$chapter/main.c: $output"; false; }
		fi
		last=$chapter
	done
}

@test "a main has at most 40 lines, a step 60, or there is a reason" {
	for file in chapters/*/*.c; do
		most=60
		case ${file#chapters/*/} in
		# From chapter 9 on it also is the daemon's loop; 13 has two ways.
		main.c)
			[[ $file < chapters/09 ]] && most=42 || most=75
			[[ $file < chapters/13 ]] || most=95
			;;
		lock_pidfile.c) most=90 ;;		# a race, and each result
		leave_waiting_parent.c) most=130 ;;	# two processes in one function
		notify.c | drop_privileges.c) most=80 ;; # a library's work, by hand
		obey_command.c) most=155 ;;		# four commands
		esac
		[ "$(wc -l <"$file")" -le "$most" ] || { wc -l "$file"; false; }
	done
}

@test "each step has a docstring: what it does, what it returns, its sources" {
	for step in $(steps); do
		file=$(echo chapters/*/"$step.c")
		grep -q "^ \* $step -- " "$file" || { echo "$file: name -- what"; false; }
		grep -q '[Rr]eturns' "$file" || { echo "$file: Returns"; false; }
		grep -q '^ \* Source: ' "$file" || { echo "$file: Source"; false; }
	done
}

@test "each header compiles alone" {
	for header in common/*.h; do
		"${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Wall -Werror -Icommon -fsyntax-only \
			-include "$header" -x c /dev/null
	done
}

@test "no line of C is longer than 80 columns, and none ends in a blank" {
	sources=(common/*.[ch] chapters/*/*.c chapters/*/*/*.c)
	run grep -nE '[[:blank:]]$' "${sources[@]}"
	[ "$status" = 1 ] || { echo "$output"; false; }
	run grep -E '.{81}' <(expand "${sources[@]}")
	[ "$status" = 1 ] || { echo "$output"; false; }
}

@test "every source file names its licence" {
	tracked '*.c' '*.h' '*.bats' '*.bash' Makefile 'common/*' 'tests/*'
	for file in $output; do
		mapfile -t -n 3 top <"$file"
		[[ ${top[*]} == *'SPDX-License-Identifier: 0BSD'* ]] || { echo "$file"; false; }
	done
}

@test "each bug says what it does, what one sees, where it was seen, what catches it" {
	for bug in chapters/*/bugs/*.c; do
		for key in BUG SYMPTOM "SEEN IN" "CAUGHT BY"; do
			[ -n "$(common/header "$key" "$bug")" ] || { echo "$bug: $key"; false; }
		done
		title=$(common/header "CAUGHT BY" "$bug")
		grep -qF "@test \"${title//\$/\\\$}\" {" tests/[0-9]*.bats || { echo "$bug: $title"; false; }
		name=${bug##*/}
		[[ $name =~ ^[a-z][a-z0-9_]+\.c$ && ! $name =~ ^bug ]]
	done
}

@test "each bug and each exercise defines what it is to replace, and no more" {
	known=" main $(steps | xargs) " objects=()
	for part in chapters/*/bugs/*.c chapters/*/exercises/*.c; do
		object=${BUILD:-build}/${part%.c}.o
		[ -e "$object" ] || "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Icommon \
			-c -o "$object" "$part"
		objects+=("$object")
	done
	declare -A defined
	while read -r object function _; do
		part=${object%.o:} part=${part#"${BUILD:-build}"/}.c
		[[ $known == *" $function "* ]] || { echo "$part: $function"; false; }
		defined[$part]+=" $function "
	done < <(nm -A -P --defined-only "${objects[@]}" | awk '$3 == "T"')
	for part in chapters/*/bugs/*.c chapters/*/exercises/*.c; do
		[ -n "${defined[$part]}" ] || { echo "$part defines nothing"; false; }
		claimed=$(common/header REPLACES "$part")
		[ -z "$claimed" ] || [[ ${defined[$part]} == *" ${claimed%%[^a-z_]*} "* ]] ||
			{ echo "$part: replaces $claimed"; false; }
	done
}

@test "each exercise says what to do, what it replaces, and which test it fails" {
	for exercise in chapters/*/exercises/*.c; do
		[[ $exercise != *.solution.c ]] || continue
		for key in EXERCISE REPLACES FAILS; do
			[ -n "$(common/header "$key" "$exercise")" ] || { echo "$exercise: $key"; false; }
		done
	done
}

@test "each guard says why the program before its chapter passes it" {
	run grep -n 'test_tags=.*guard' tests/[0-9]*.bats
	for line in "${lines[@]}"; do
		[[ $line =~ guard,why:[a-z0-9-]+$ ]] || { echo "$line"; false; }
	done
}

@test "each chapter but the first has two exercises or more, with solutions" {
	for chapter in $(chapters); do
		[ "$chapter" != 00-foreground ] || continue
		run find "chapters/$chapter/exercises" -name '*.solution.c'
		[ "$(wc -l <<<"$output")" -ge 2 ] || { echo "$chapter"; false; }
	done
}

@test "the words of chapter 12 are refused as operands by every chapter before it" {
	for program in "${BUILD:-build}"/bin/*; do
		[[ $program != *.* ]] || continue
		chapter=${program##*/}
		((10#${chapter%%-*} < 12)) || continue
		for word in start stop restart reload status; do
			run "$program" "$word" </dev/null
			[ "$status" = 2 ]
			[[ $output == *"'$word' is a command, from chapter 12 on"* ]]
		done
	done
}

@test "no test sleeps for a fixed time" {
	run grep -nE '(^|[;&|[:space:]])sleep[[:space:]]+[1-9]' tests/*.bats tests/*.bash
	[ "$status" = 1 ]
}

@test "a process has ended though nobody has asked how, and one that sleeps has not" {
	. common/process.bash
	# shellcheck disable=SC2016 # for the inner shell, which has become sleep when its child ends
	sh -c '(while [ /proc/$$/exe -ef /proc/self/exe ]; do :; done) & echo $! >"$1"; exec sleep 99' \
		sh "$BATS_TEST_TMPDIR/zombie" 3>&- &
	parent=$!
	seen=$(
		DEADLINE=5 eventually [ -s "$BATS_TEST_TMPDIR/zombie" ] || echo "there is none"
		zombie=$(<"$BATS_TEST_TMPDIR/zombie")
		DEADLINE=5 eventually ended "$zombie" || echo "it has not"
		kill -0 "$zombie" || echo "somebody has asked"
		! ended "$parent" || echo "who sleeps has"
	)
	kill "$parent"
	[ -z "$seen" ] || { echo "$seen"; false; }
}

@test "make chapter99 lists the chapters there are" {
	run env -u MAKEFLAGS -u MAKELEVEL make chapter99
	[ "$status" = 2 ]
	[[ $output == *"there is no chapter '99'"*"03-umask"* ]]
}
