#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# What the pages say of the book is so. (What they show is tried by transcripts.)

# What they name and the book does not have: the name, and whose it is.
others='
becomeDaemon           TLPI
pidfile_open           libbsd
l_len                  a field of struct flock, fcntl(2)
local_lock             an option of nfs(5)
examples/testd.c       libdaemon
shadowsocks/daemon.py  shadowsocks
what_it_does_wrong.c   a bug that the reader is to write
mine.c                 a step that the reader is to write
daemon(7)              the package systemd
nfs(5)                 the package nfs-common
runsv(8)               the package runit
sd_notify(3)           the package libsystemd-dev
flopen(3)              FreeBSD; the package libbsd-dev has it as flopen(3bsd)
'

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return
	pages=(README.md chapters/*/README.md)
	lessons=(chapters/*/README.md)
	build=${BUILD:-build}
	unset MAKEFLAGS MAKELEVEL
	wrong=''
}

# no WHAT: it is not so. The test goes on, so that all that is wrong is named.
no() { wrong+="$page: $*"$'\n'; }

# all_is_true: nothing was wrong; or else it is named
all_is_true() {
	printf '%s' "$wrong"
	[ -z "$wrong" ]
}

# each PATTERN COMMAND: COMMAND is true of each match in the pages. Blocks of C are
# left out: what they name, the compiler knows. Lines of other blocks have a tab
# before them.
each() {
	local word asked=0
	for page in "${pages[@]}"; do
		while IFS= read -r word; do
			"$2" "$word" || no "$word"
			asked=$((asked + 1))
		done < <(sed '/^```c$/,/^```$/d; /^```[a-z]/,/^```$/s/^/\t/' "$page" |
			grep -oE -- "$1" | sort -u)
	done
	((asked > 0)) || echo "the pages have nothing like $1"
	((asked > 0))
	all_is_true
}

# is_there PATTERN: a file whose name is like it
is_there() { compgen -G "$1" >/dev/null; }

# is_of_others NAME: it is in the list above
is_of_others() { [[ $others == *$'\n'"$1 "* ]]; }

# lists WHAT EXPECTED SEEN: the page has these lines, in this order, and no more
lists() {
	local line
	while IFS= read -r line; do
		no "$1: $line"
	done < <(diff <(echo "$2") <(echo "$3") | sed -n 's/^< /missing: /p; s/^> /not expected: /p')
}

# section HEADING: what the page has under it
section() { awk -v heading="## $1" '/^## / { inside = $0 == heading } inside' "$page"; }

# names_of FOLDER: of the C files there, without the solutions
names_of() { find "$1" -name '*.c' ! -name '*.solution.c' -printf '%f\n' 2>/dev/null | sort; }

@test "each lesson has the same headings, its number and name, 60 to 150 lines" {
	for page in "${lessons[@]}"; do
		name=${page#*/} name=${name%/*} number=$((10#${name%%-*}))
		lists headings "# $number. ${name#*-}
## The problem
## See it
## The step
## What can go wrong
## Exercises
## Sources
## Next" "$(grep -E '^##? ' "$page" | sed '1s/:.*//')"
		# Chapters 5 and 6 have two steps, and the longest lists of bugs.
		length=$(wc -l <"$page") most=150
		((number < 5)) || most=260
		((length >= 60 && length <= most)) || no "$length lines"
	done
	all_is_true
}

@test "each block is console, c or text, and ends; no code is broken over two lines" {
	for page in "${pages[@]}"; do
		while IFS= read -r line; do no "$line"; done < <(awk '
			/^ *(```|~~~)/ {
				if (inside ? $0 != "```" : $0 !~ /^```(console|c|text)$/) print
				inside = !inside
				next
			}
			!inside && gsub(/`/, "&") % 2 { print }
			END { if (inside) print "the last block does not end" }' "$page")
	done
	all_is_true
}

@test "no page says simply, just or obviously" {
	for page in "${pages[@]}"; do
		while IFS= read -r line; do no "$line"; done < <(grep -nwiE 'simply|obviously|just' "$page")
	done
	all_is_true
}

@test "each block of C is a run of lines in a source" {
	for page in "${pages[@]}"; do
		block=''
		while IFS= read -r line; do
			if [ "$line" != '```' ]; then
				block+=$line$'\n'
				continue
			fi
			for source in chapters/*/*.c chapters/*/*/*.c common/*.[ch] ''; do
				[ -n "$source" ] || no "no source has"$'\n'"$block"
				[[ $'\n'$(<"${source:-/dev/null}")$'\n' != *$'\n'"$block"* ]] || break
			done
			block=''
		done < <(sed -n '/^```c$/,/^```$/ { /^```c$/!p; }' "$page")
	done
	all_is_true
}

# is_function NAME: of ours, or the name of a bug or an exercise
is_function() {
	local name=${1//[\`()]/}
	is_of_others "$name" || grep -qE "^$name\(" common/*.c chapters/*/*.c chapters/*/*/*.c ||
		is_there "chapters/*/*/$name.c"
}

@test "each function that is named exists" {
	each '`[a-z]+(_[a-z0-9]+)+(\(\))?`|`[A-Za-z]+\(\)`' is_function
}

# is_path PATH: from the repository's root; NN-name stands for any chapter
is_path() {
	local path=${1%[./,]}
	path=${path/#build\//"$build/"}
	is_of_others "${path##*/}" || is_there "${path/NN-name/[0-9][0-9]-*}"
}

# is_file NAME: a path, or in the folder of the page, or below it
is_file() {
	local name=${1//[\`*]/} folder=${page%README.md}
	is_of_others "$name" || is_path "$name" || is_there "$folder$name" ||
		is_there "$folder*/$name" || is_there "$folder*/*/$name"
}

@test "each file and folder that is named exists" {
	each '\b(chapters|common|tests|build)/[A-Za-z0-9_./-]*|\.(ci|devcontainer)/[a-z]*' is_path
	each '[`*][A-Za-z0-9_./-]+\.(c|h|py|sh|bash|bats)[`*]' is_file
}

# is_of_make COMMAND: make knows its targets, and what its arguments name exists
is_of_make() {
	local word words value target
	read -ra words <<<"${1%%  *}"
	for word in "${words[@]}"; do
		value=${word#*=}
		case $word in
		make | '`make' | '$') ;;
		BUG=name | BUG=... | STEP=mine.c) ;;
		BUG=*) is_there "$(printf 'chapters/%02d-*/bugs/%s.c' "${target#bug}" "$value")" || return ;;
		CHAPTER=*) make -n "chapter$value" >/dev/null 2>&1 || return ;;
		*=*) grep -qrw "${word%%=*}" Makefile common tests || return ;;
		*N) grep -q "^${word%N}%:" Makefile || return ;;
		*)
			target=$word
			make -n "$target" >/dev/null 2>&1 || return
			;;
		esac
	done
}

@test "each make command that is named has something to make" {
	each $'(`|\t([$] )?)make [^`;&|]*' is_of_make
}

@test "each test whose title is quoted exists" {
	for page in "${pages[@]}"; do
		while IFS= read -r title; do
			grep -qF "@test \"${title//\$/\\\$}\" {" tests/*.bats tests/book/*.bats || no "$title"
		done < <(tr '\n' ' ' <"$page" | grep -oE '\btests? "[^"]+"' | sed 's/^[^"]*"//; s/"$//')
	done
	all_is_true
}

# is_in_usage OPTION..., after a program or alone
is_in_usage() {
	local word
	for word in ${1//\`/}; do
		[[ $word != -* ]] || grep -qE "^ +$word " <<<"$usage" || return
	done
}

@test "each option of our programs that is named is in -h" {
	usage=$("$build/bin/00-foreground" -h)
	each '`-[^`]*`|build/(bin|parts)/[^ ]+( +-[a-zA-Z]( [a-z0-9./]+)?)+' is_in_usage
}

# leads LINK: to a file, and to a heading in it
leads() {
	local target=${1#*](} file
	target=${target%)}
	[[ $target != *://* ]] || return 0
	file=${target%%#*}
	file=${file:+${page%README.md}$file}
	[ -e "${file:=$page}" ] || return
	[[ $target != *'#'* ]] || sed -n 's/^##* //p' "$file" | tr '[:upper:]' '[:lower:]' |
		sed 's/[^a-z0-9 _-]//g; s/ /-/g' | grep -qxF -- "${target#*#}"
}

# is_defined ][NAME]: where the page ends, or elsewhere
is_defined() { grep -qF -- "[${1#*][}: " "$page"; }

@test "each link within the book leads somewhere" {
	each '\]\([^)]+\)' leads
	each '[a-z]\]\[[a-z]+\]' is_defined
}

# is_manual NAME(SECTION)
is_manual() {
	local section=${1#*(}
	is_of_others "$1" || man -w "${section%)}" "${1%(*}" >/dev/null 2>&1
}

@test "each page of the manual that is named exists" {
	for known in "ls(1)" "fork(2)" "printf(3)" "signal(7)"; do
		is_manual "$known" ||
			skip "needs the manual: install the packages man-db, manpages and manpages-dev"
	done
	each '[A-Za-z_][A-Za-z0-9_.-]*\([1-8]\)' is_manual
}

@test "what can go wrong is the bugs of the chapter, and all of them" {
	for page in "${lessons[@]}"; do
		lists bugs "$(names_of "${page%/*}/bugs")" \
			"$(section "What can go wrong" | sed -n 's/^| `\([^`]*\)` |.*/\1.c/p' | sort)"
	done
	all_is_true
}

@test "the exercises are those of the chapter, and all of them" {
	for page in "${lessons[@]}"; do
		lists exercises "$(names_of "${page%/*}/exercises")" \
			"$(section Exercises | sed -n 's/^\*\*\([^*]*\)\*\*.*/\1/p' | sort)"
	done
	all_is_true
}

@test "the table of chapters has each chapter, with its steps as in steps.h" {
	page=README.md expected=''
	for lesson in "${lessons[@]}"; do
		name=${lesson#*/} name=${name%/*} number=$((10#${name%%-*}))
		start="| \`chapter$number\` | [$name]($lesson) "
		expected+=${expected:+$'\n'}$start
		steps=$(common/steps | sed -n "s/^\([a-z_]*\) $number ${name#*-} .*/\1/p")
		# A chapter without a step that is new says it in words.
		[ -z "$steps" ] || lists "$name" "$steps" \
			"$(grep -F "$start" README.md | cut -d'|' -f4 | grep -oE '[a-z_]+')"
	done
	lists chapters "$expected" "$(sed -n 's/^\(| `chapter[^|]*|[^|]*\)|.*/\1/p' README.md)"
	all_is_true
}

@test "each exception above is needed" {
	while read -r name _; do
		grep -qF -- "$name" "${pages[@]}" || echo "$name"
	done <<<"$others" >"$BATS_TEST_TMPDIR/wrong"
	cat "$BATS_TEST_TMPDIR/wrong"
	[ ! -s "$BATS_TEST_TMPDIR/wrong" ]
}
