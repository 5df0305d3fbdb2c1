# SPDX-License-Identifier: 0BSD
# shellcheck shell=bash
# titles -- find tests by their titles. Sourced at the repository's root.

# as_pattern: of each line, the pattern that matches it alone
as_pattern() { sed 's/[][\.*^$()+?{}|]/\\&/g'; }

# pattern_of TITLE: what bats -f picks it by
pattern_of() { printf '^%s$' "$(as_pattern <<<"$1")"; }

# any_of: of the lines, the pattern that matches each of them, and no more
any_of() { printf '^(%s)$' "$(as_pattern | paste -sd '|')"; }

# titles_of NN-name: the titles of a chapter's tests, as they stand in its file
titles_of() { sed -n 's/^@test "\(.*\)" {$/\1/p' "tests/$1.bats"; }

# file_of TITLE: the file that has the test
file_of() { grep -lF "@test \"${1//\$/\\\$}\" {" tests/[0-9]*.bats; }

# all_chapters: the chapters that have tests, in order
all_chapters() { (cd tests && printf '%s\n' [0-9][0-9]-*.bats | sed 's/\.bats$//'); }
