#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 3: umask. A guard is a test that the chapter before passes as well.

load helper

# under MASK: start it with this mask, and look at the mode of its file
under() {
	umask "$1"
	start
	shown="(umask $1; $shown)"
	is "its umask is now $(umask_of "$pid"); the mode of its beat file" 644 "$(mode_of "$beat")"
}

@test "the daemon's file mode creation mask is 0, whatever its starter's" {
	likely "umask(0) was not called: clear_umask (chapter 3)"
	touch "$beat" "$said" "$BATS_TEST_TMPDIR/out" # any that are made later nobody may open
	umask 0777
	start
	shown="(umask 0777; $shown)"
	mask=$(umask_of "$pid")
	[ "$mask" = 0777 ] || likely "it sets a mask, and another than 0: clear_umask (chapter 3)"
	is "its umask" 0000 "$mask"
}

@test "its file gets the mode it asked for, 0644, also under umask 077" {
	likely "umask(0) was not called before the file was made, or it was made with less (chapter 3)"
	under 077
}

@test "its file gets the mode it asked for, 0644, also under umask 027" {
	likely "umask(0) was not called before the file was made, or it was made with less (chapter 3)"
	under 027
}

# bats test_tags=guard,why:022-takes-nothing-from-0644
@test "its file gets the mode it asked for, 0644, also under umask 022" {
	likely "with umask 0, a file gets the mode that it is made with: 0644, not 0666 or less (chapter 3)"
	under 022
}

# bats test_tags=guard,why:a-mask-of-0-hides-a-mode-that-is-too-wide
@test "its file gets the mode it asked for, 0644, also under umask 000" {
	likely "with umask 0, a file gets the mode that it is made with: 0644, not 0666 or less (chapter 3)"
	under 000
}

# bats test_tags=guard,why:an-old-file-was-never-created-anew
@test "a file that is there keeps the mode that its user gave it" {
	likely "the mode is set, not asked for: open_beat (chapter 3)"
	: >"$beat"
	chmod 600 "$beat"
	start
	is "the mode of its beat file" 600 "$(mode_of "$beat")"
}
