#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 4: chdir.

load helper

@test "the daemon stands in /" {
	likely "chdir(\"/\") was not called: move_to_root (chapter 4)"
	start
	is "its directory" / "$(directory_of "$pid")"
}

@test "the file system that the daemon was started from can be unmounted" {
	likely "it still stands there: move_to_root (chapter 4)"
	needs_mounts
	mkdir mounted
	cat >"$BATS_TEST_TMPDIR/inside" <<-END
		mount -t tmpfs tmpfs mounted && cd mounted || exit 9
		'$program' -i $interval '$beat'
		tries=0
		until [ -s '$beat' ]; do
			[ \$((tries += 1)) -lt 500 ] || exit 8
			sleep 0.01
		done
		cd ..
		until umount mounted 2>'$BATS_TEST_TMPDIR/umount'; do
			# the process between, from chapter 7 on, may still be on its way out
			[ \$(wc -l <'$beat') -lt 100 ] || break
			sleep 0.01
		done
		cat '$BATS_TEST_TMPDIR/umount' >&2
		! [ -s '$BATS_TEST_TMPDIR/umount' ]
	END
	launch "${own_mounts[@]}" sh -e "$BATS_TEST_TMPDIR/inside"
	returns
	beats
	for fd in $(descriptors_of "$pid"); do
		[ "$(directory_of "$pid")" != / ] || ! [ -d "/proc/$pid/fd/$fd" ] ||
			likely "it stands in /, but has descriptor $fd open on a directory there (chapter 4)"
	done
	shows "$program" "$beat"
	shown="mount -t tmpfs tmpfs mounted; cd mounted; $shown; cd ..; umount mounted"
	is "what umount says" "" "$(<"$said")"
	is "its exit status" 0 "$status"
	beats_on
}

@test "the daemon stands in / when the directory it came from is removed" {
	likely "it still stands there: move_to_root (chapter 4)"
	mkdir "$home/removed"
	cd "$home/removed"
	start
	cd "$home"
	rmdir removed
	is "its directory" / "$(directory_of "$pid")"
	beats_on
}

# bats test_tags=guard,why:before-the-move-a-name-meant-the-same
@test "a relative beat file is where its user stood, and nowhere else" {
	likely "a name was used as given, after chdir (chapter 4)"
	name=relative-$BASHPID
	beat=$name stray=/$name
	start
	beat=$home/$name
	beats_on
	is "a file of that name in /" no "$([ -e "/$name" ] && echo yes || echo no)"
}

@test "a chdir that fails is told, and nothing beats" {
	likely "the result of chdir(2) is not checked: move_to_root (chapter 4)"
	for times in "" :when=1; do # the second time, another directory could be had
		injecting "chdir,fchdir:error=EACCES$times"
		launch "${tracer[@]}" "$program" -i "$interval" "$beat"
		returns
		eventually said_or_beats || :
		matches "its one line" "cannot move to /: Permission denied$" "$(<"$said")"
		is "the files" "" "$(ls)"
		is "the processes left" "" "$(processes)"
	done
}

# bats test_tags=guard,why:a-step-may-open-what-it-does-not-close
@test "it has no more descriptors than 0, 1, 2 and its beat file" {
	likely "a descriptor is left open: move_to_root (chapter 4)"
	start
	beats_on # from chapter 10 on, the first beat is a part of the start
	for fd in $(descriptors_of "$pid"); do
		((fd <= 2)) || is "what its descriptor $fd is open on" "$beat" \
			"$(descriptor_of "$pid" "$fd")"
	done
}
