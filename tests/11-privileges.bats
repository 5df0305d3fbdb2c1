#!/usr/bin/env bats
# SPDX-License-Identifier: 0BSD
# Chapter 11: privileges. No more rights and variables than it needs.

load helper

# numbers_of PID KEY: what /proc/PID/status has there, with single spaces
numbers_of() {
	local all
	read -r -a all < <(status_of "$1" "$2")
	echo "${all[*]}"
}

# capabilities_of PID: its four sets; all that it may have is not among them
capabilities_of() {
	echo "Inh $(status_of "$1" CapInh) Prm $(status_of "$1" CapPrm)" \
		"Eff $(status_of "$1" CapEff) Amb $(status_of "$1" CapAmb)"
}
none=0000000000000000

# as_user: a test for who is not root. As root, become nobody before. Sets user,
# and as, what runs a command as that user.
as_user() {
	if ((EUID == 0)); then
		as_root
		as=(setpriv --reuid="$uid" --regid="$gid" --clear-groups)
	else
		user=$(id -un 2>/dev/null) || skip "needs a name for user $EUID: add it to /etc/passwd"
		mkdir work
		as=()
	fi
}

answered() { ended "$command" || has_lines 1; }

# refused_with MESSAGE: the launched command fails with this line, and leaves no
# process, and no beat
refused_with() {
	eventually answered || :
	is "the lines in its beat file" 0 "$(lines)"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "^${program##*/}\\[[0-9]+\\]: $1\$" "$(<"$said")"
	eventually none_runs || :
	is "the processes left" "" "$(processes)"
}

# refuses_to_become COMMAND...: it says so, and nothing runs
refuses_to_become() {
	launch "$@"
	refused_with "cannot become $user: ${reason:-Operation not permitted}"
}

# --- the environment ---------------------------------------------------------------

# starts_with VARIABLE...: start it with this environment, and no more
starts_with() {
	launch env -i "$@" "$program" -i "$interval" "$beat"
	beats
}

# keeps VARIABLE...: these are in its environment, and no text of any other
keeps() { is "its environment" "$(printf '%s\n' "$@" | sort)" "$(environment_of "$pid")"; }

@test "of its starter's environment it keeps the language and the time zone, and no more" {
	likely "its test for what is kept is true of all, or their text is left: clean_environment (chapter 11)"
	kept=(LANG=C LC_ALL=C LC_MESSAGES=C LC_TIME=C TZ=UTC)
	starts_with PASSWORD=secret "${kept[@]}" HOME=/nowhere PATH=/nowhere BASH_ENV=/nowhere \
		LC_CTYPE=C LC_COLLATE=C LC_NUMERIC=C LOCPATH=/nowhere TZDIR=/nowhere EDITOR=x
	seen=$(environment_of "$pid")
	[[ $seen != *PASSWORD* || $seen == *BASH_ENV* ]] ||
		likely "its list is of what to drop, not of what to keep: clean_environment (chapter 11)"
	keeps "${kept[@]}"
}

@test "a variable that changes what the loader or an interpreter does is dropped" {
	likely "keep what is on a list, and overwrite the text of the rest: clean_environment (chapter 11)"
	starts_with LD_LIBRARY_PATH=/nowhere LD_BIND_NOW=1 GCONV_PATH=/nowhere TZ=UTC \
		BASH_ENV=/nowhere PERL5LIB=/nowhere PYTHONINSPECT=1 IFS=x
	keeps TZ=UTC
}

@test "a variable that names its starter's user, terminal or session is dropped" {
	likely "what is kept is the language and the time zone: clean_environment (chapter 11)"
	starts_with TERM=x USER=x LOGNAME=x SUDO_USER=x SHELL=x MAIL=x PWD=/ SHLVL=1 DISPLAY=:0 \
		SSH_AUTH_SOCK=x XDG_RUNTIME_DIR=x NOTIFY_SOCKET=x HOSTNAME=x TMPDIR=/ OLDPWD=/ TZ=UTC
	keeps TZ=UTC
}

@test "the command that waits for it has no password in its environment, either" {
	likely "clean the environment before the fork: main (chapter 11)"
	start
	mkfifo log
	launch env PASSWORD=secret "$program" -i "$interval" -p pidfile -l log "$home/late"
	eventually locked_or_returned || :
	! ended "$command" || complain "the command, while its daemon waits for its log" "waits" "has returned"
	is "PASSWORD in the command's environment" "" "$(environment_of "$command" | grep PASSWORD)"
}
locked_or_returned() { [ -n "$(holder_of pidfile)" ] || ended "$command" || overdue; }

@test "a variable whose name is a part of a kept one's, or has one in it, is dropped" {
	likely "compare the whole name, up to the =: clean_environment (chapter 11)"
	starts_with LANGUAGE=de TZX=1 LC_ALL_=1 XTZ=1 T=1 LC_=1 TZ=UTC tz=1
	keeps TZ=UTC
}

@test "an entry of the environment without = is dropped, whatever it is" {
	likely "compare the whole name, and the =: clean_environment (chapter 11)"
	"${CC:-cc}" -o "$bin/plant" -x c - <<-END
		#include <unistd.h>
		int main(int argc, char *argv[])
		{
			char *planted[32] = { "TZ", "PLANTED", "", "=TZ", "LANG" };
			for (int i = 5; i < 25; i++)
				planted[i] = "TZ=UTC";
			return argc < 2 ? 1 : execve(argv[1], argv + 1, planted);
		}
	END
	launch "$bin/plant" "$program" -i "$interval" "$beat"
	beats
	mapfile -t many < <(printf 'TZ=UTC%.0s\n' {1..20}) # a name may come again
	keeps "${many[@]}"
}

@test "a kept variable without a value, or with = in it, is kept as it is" {
	likely "the name ends at the first =, and whatever follows is its value: clean_environment (chapter 11)"
	starts_with TZ= LANG=C=x LC_TIME=/a%b:c@d-e PASSWORD=secret
	keeps TZ= LANG=C=x LC_TIME=/a%b:c@d-e
}

@test "of many variables that follow each other none is overlooked" {
	likely "to take one out moves those that follow: clean_environment (chapter 11)"
	mapfile -t many < <(printf 'PLANTED_%d=1\n' {1..40})
	starts_with "${many[@]:0:20}" TZ=UTC "${many[@]:20}" LANG=C
	keeps LANG=C TZ=UTC
}

@test "a program that it starts gets the variables that it keeps, and no other" {
	likely "end the list of pointers after the last one that is kept: clean_environment (chapter 11)"
	needs_plain
	# A library in the daemon writes down, when that ends, what it would hand on.
	"${CC:-cc}" -shared -fPIC -o "$bin/witness.so" -x c - <<-END
		#include <stdio.h>
		extern char **environ;
		__attribute__((destructor)) static void tell(void)
		{
			FILE *file = fopen("$home/handed-on", "w");
			for (char **entry = environ; *entry != NULL; entry++)
				fprintf(file, "%s\n", *entry);
			fclose(file);
		}
	END
	starts_with LD_PRELOAD="$bin/witness.so" FIRST=1 TZ=UTC SECOND=2 LANG=C LAST=3
	ends
	[ -e handed-on ] || skip "needs a dynamic loader: the program is linked without, or takes no LD_PRELOAD"
	is "what a program would get" "$(printf '%s\n' TZ=UTC LANG=C)" "$(<handed-on)"
}

# bats test_tags=guard,why:the-program-before-keeps-every-variable
@test "the times that it writes follow TZ" {
	likely "TZ is to be kept, as a variable and not as its text alone: clean_environment (chapter 11)"
	before=$(TZ=XYZ-13:37 date +'%F %T')
	starts_with FIRST=1 TZ=XYZ-13:37 LAST=1
	after=$(TZ=XYZ-13:37 date +'%F %T')
	read -r day time _ <"$beat"
	[[ ! "$day $time" < $before && ! "$day $time" > $after ]] ||
		complain "the time of its first beat" "$before to $after" "$day $time"
}

# --- the user ----------------------------------------------------------------------

# bats test_tags=guard,why:without-the-step-it-stays-who-it-is
@test "with -u and the name of whoever starts it, it starts" {
	likely "who is that user already may set no groups, and need not: drop_privileges (chapter 11)"
	as_user
	launch "${as[@]}" "$program" -i "$interval" -p work/pidfile -u "$user" "$beat"
	beats
	returns
	is "the exit status" 0 "$status"
	is "its user" "$(id -u "$user")" "$(of_ps uid "$pid")"
}

@test "with -u it has no capability, though its starter, no root, gave it some" {
	likely "to change the user takes them from root alone; capset(2) does: drop_privileges (chapter 11)"
	as_user
	if ((EUID == 0)); then
		as+=("--inh-caps=+net_bind_service,+chown" --ambient-caps=+net_bind_service)
	else
		as=(unshare --user --map-current-user --keep-caps)
	fi
	"${as[@]}" true 2>/dev/null || skip "needs capabilities to give away: this machine refuses it"
	launch "${as[@]}" "$program" -i "$interval" -u "$user" "$beat"
	beats
	is "its capabilities" "Inh $none Prm $none Eff $none Amb $none" "$(capabilities_of "$pid")"
}

@test "whoever has the two capabilities for it may become a user, root or not" {
	likely "the calls tell whether it may, and not the user id: drop_privileges (chapter 11)"
	as_root
	may=+setuid,+setgid
	as=(setpriv --reuid=54322 --regid=54322 --clear-groups "--inh-caps=$may" "--ambient-caps=$may")
	"${as[@]}" true 2>/dev/null || skip "needs capabilities to give away: this machine refuses it"
	chmod a+w work
	launch "${as[@]}" "$program" -i "$interval" -u "$user" "$beat"
	beats
	is "its user ids" "$uid $uid $uid $uid" "$(numbers_of "$pid" Uid)"
	is "its capabilities" "Inh $none Prm $none Eff $none Amb $none" "$(capabilities_of "$pid")"
}

@test "a user that it may not become is told at the prompt, and nothing runs" {
	likely "check what each call returns: drop_privileges (chapter 11)"
	user=root
	((EUID != 0)) || as_root
	needs_bound -setuid
	refuses_to_become "${bound[@]}" "$program" -i "$interval" -u "$user" "$beat"
}

@test "root of a namespace that has no other user is told so, and nothing runs" {
	likely "check what each call returns: drop_privileges (chapter 11)"
	user=nobody
	unshare -Ur true 2>/dev/null ||
		skip "needs leave to make a user namespace: this machine refuses it"
	reason="(Operation not permitted|Invalid argument)" # it may not, and there is none
	refuses_to_become unshare -Ur "$program" -i "$interval" -u "$user" "$beat"
}

# bats test_tags=guard,why:the-command-line-is-read-before-the-steps
@test "a user that does not exist is a mistake on the command line" {
	likely "-u is to be looked up while the command can still say so (chapter 11)"
	refuses 2 "there is no 'nobody-of-that-name' here" -p pidfile \
		-u nobody-of-that-name "$beat"
}

# bats test_tags=guard,why:the-command-line-is-read-before-the-steps
@test "a user is looked up also where its starter ignores SIGCHLD" {
	likely "where SIGCHLD is ignored, a child's end is not told: look_up (options.c)"
	launch bash -c 'trap "" CHLD; exec "$@"' bash "$program" -u nobody-of-that-name "$beat"
	returns
	is "the exit status" 2 "$status"
	matches "its one line" "there is no 'nobody-of-that-name' here" "$(<"$said")"
}

# bats test_tags=guard,why:the-command-line-is-read-before-the-steps
@test "a user that cannot be looked up is not told as one that does not exist" {
	likely "set errno to 0 before getpwnam(3), and ask it: user_from (chapter 11)"
	needs_mounts
	echo 'passwd: files' >nsswitch.conf
	injecting open,openat:error=EMFILE -P /etc/passwd
	launch "${own_mounts[@]}" sh -c 'mount --bind nsswitch.conf /etc/nsswitch.conf; exec "$@"' \
		sh "${tracer[@]}" "$program" -i "$interval" -u root "$beat"
	returns
	is "the exit status" 1 "$status"
	matches "its one line" "cannot look up the user root: [A-Z]" "$(<"$said")"
}

# bats test_tags=guard,why:without-the-step-root-stays-root
@test "-u root, of root, is to stay root" {
	likely "root who is asked to be root has nothing to drop: drop_privileges (chapter 11)"
	as_root
	before=$(status_of "$$" CapEff)
	start -u root
	is "its user ids" "0 0 0 0" "$(numbers_of "$pid" Uid)"
	is "its effective capabilities" "$before" "$(status_of "$pid" CapEff)"
}

@test "all four of its user ids are those of its user" {
	likely "setuid(2), after the groups, and not seteuid(2): drop_privileges (chapter 11)"
	as_root
	start -u "$user"
	is "its user ids" "$uid $uid $uid $uid" "$(numbers_of "$pid" Uid)"
}

@test "who is its user by the real id alone is still root, and drops that" {
	likely "ask for the effective user as well, or always drop: drop_privileges (chapter 11)"
	as_root
	launch setpriv --ruid="$uid" "$program" -i "$interval" -u "$user" "$beat"
	beats
	is "its user ids" "$uid $uid $uid $uid" "$(numbers_of "$pid" Uid)"
}

@test "all four of its group ids are those of its user" {
	likely "setgid(2), while it is still root: drop_privileges (chapter 11)"
	as_root
	start -u "$user"
	is "its group ids" "$gid $gid $gid $gid" "$(numbers_of "$pid" Gid)"
}

@test "its other groups are its user's, and none of its starter's is left" {
	likely "initgroups(3), while it is still root: drop_privileges (chapter 11)"
	as_root
	for group in 0 "$gid"; do
		rm -f "$beat"
		launch setpriv --regid "$group" --groups 0,4,27 "$program" -i "$interval" -u "$user" "$beat"
		beats
		is "its groups" "$(id -G "$user" | tr ' ' '\n' | sort -n | xargs)" \
			"$(numbers_of "$pid" Groups)"
		end_all
	done
}

@test "the groups that its user is in are among its groups" {
	likely "initgroups(3) reads them, setgroups(2) with one of them does not: drop_privileges (chapter 11)"
	as_root
	needs_mounts
	cp /etc/group group
	chmod a+r group
	echo "another-of-its:x:54322:$user" >>group
	launch "${own_mounts[@]}" sh -ec 'mount --bind group /etc/group; exec "$@"' sh \
		"$program" -i "$interval" -u "$user" "$beat"
	beats
	is "its groups" "$(printf '%s\n' 54322 "$gid" | sort -n | xargs)" "$(numbers_of "$pid" Groups)"
}

@test "who is no root, and is to become somebody else, is refused" {
	likely "whoever is not that user has to become it, or to fail: drop_privileges (chapter 11)"
	as_root
	user=root
	refuses_to_become setpriv --reuid="$uid" --regid="$gid" --clear-groups \
		"$program" -i "$interval" -u root "$beat"
}

@test "root's capabilities are gone, though they were told to stay" {
	likely "capset(2) drops them whatever the securebits say: drop_privileges (chapter 11)"
	as_root
	bits=(setpriv --securebits=+no_setuid_fixup --inh-caps=+chown)
	"${bits[@]}" true 2>/dev/null || skip "needs leave to set securebits"
	launch "${bits[@]}" "$program" -i "$interval" -u "$user" "$beat"
	beats
	is "its capabilities" "Inh $none Prm $none Eff $none Amb $none" "$(capabilities_of "$pid")"
}

@test "a call that fails on the way to its user is told, and nothing runs" {
	likely "check what each call returns: drop_privileges (chapter 11)"
	calls=(capset)
	if ((EUID == 0)); then
		as_root
		calls+=(setgroups "setgid,setregid,setresgid" "setuid,setreuid,setresuid")
	else
		as_user
	fi
	for call in "${calls[@]}"; do
		injecting "$call:error=EPERM"
		refuses_to_become "${tracer[@]}" "$program" -i "$interval" -u "$user" "$beat"
	done
}

@test "it does not believe that it is no root any more, but tries" {
	likely "try to become root again, and be glad to fail: drop_privileges (chapter 11)"
	as_root
	# The call does nothing, and says that it has: each time, or the first time.
	for call in {"setgid,setregid,setresgid","setuid,setreuid,setresuid"}:retval=0{,:when=1}; do
		injecting "$call"
		refuses_to_become "${tracer[@]}" "$program" -i "$interval" -u "$user" "$beat"
	done
}

@test "a user whose own group is root's can be had, and one whose entry is long" {
	likely "that it can have group 0 again proves nothing if that is its own: drop_privileges (chapter 11)"
	as_root
	needs_mounts
	printf 'operator-of-root:x:54321:0:%0300d:/:/bin/false\n' 0 | cat /etc/passwd - >passwd
	chmod a+r passwd
	chown 54321 work
	launch "${own_mounts[@]}" sh -ec 'mount --bind passwd /etc/passwd; exec "$@"' sh \
		"$program" -i "$interval" -u operator-of-root "$beat"
	beats
	is "its user ids" "54321 54321 54321 54321" "$(numbers_of "$pid" Uid)"
	is "its group ids" "0 0 0 0" "$(numbers_of "$pid" Gid)"
	is "its groups" 0 "$(numbers_of "$pid" Groups)"
}

# --- its files ---------------------------------------------------------------------

@test "its pidfile is root's, also in a directory where its user may make files" {
	likely "lock the pidfile before the drop, and leave it root's: main (chapter 11)"
	as_root
	start -u "$user" -p work/pidfile
	is "its user" "$uid" "$(of_ps uid "$pid")"
	is "the owner, group and mode of its pidfile" "0 0 644" "$(stat -c '%u %g %a' work/pidfile)"
}

@test "its pidfile may be where its user may make no file, and it is emptied at the end" {
	likely "lock the pidfile before the drop, and empty it by its descriptor: main (chapter 11)"
	as_root
	start -u "$user" -p pidfile
	is "its user" "$uid" "$(of_ps uid "$pid")"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
	ends
	is "what its pidfile holds at the end" "" "$(<pidfile)"
}

@test "it keeps its lock also where a name service keeps a connection open" {
	likely "a child looks the user up, and what it opens ends with it: user_from (options.c)"
	as_root
	needs_plain
	preloaded kept_connection
	launch "${preloaded[@]}" "$program" -i "$interval" -u "$user" -p pidfile "$beat"
	beats
	returns
	needs_preloaded
	is "its user" "$user" "$(user_of "$pid")"
	is "the lock on the pidfile" "POSIX $pid 0 EOF" "$(holder_of pidfile)"
}

@test "a log that its user may not open is told at the prompt, and nothing runs" {
	likely "drop the privileges before the log is opened: main (chapter 11)"
	as_root
	launch "$program" -i "$interval" -u "$user" -l log "$beat"
	refused_with "cannot open $home/log: Permission denied"
}

@test "a beat file that its user may open, though its starter may not, is no failure" {
	likely "open the files as their user, after the drop, and foresee no EACCES for it: main (chapter 11)"
	as_root
	chmod 700 work
	needs_bound -dac_override,-dac_read_search
	launch "${bound[@]}" "$program" -i "$interval" -u "$user" "$beat"
	returns
	is "the exit status" 0 "$status"
	is "what it says" "" "$(<"$said")"
	beats
	is "the user of the one that beats" "$user" "$(user_of "$pid")"
}

@test "a beat file that its user may not open is told at the prompt, and nothing runs" {
	likely "drop the privileges before the beat file is opened: main (chapter 11)"
	as_root
	beat=$home/beat
	launch "$program" -i "$interval" -u "$user" "$beat"
	refused_with "cannot open $home/beat: Permission denied"
}

both_are_new() { [ -s work/beat ] && [ -e work/log ]; }
both_are_new_or_it_beats_on() {
	local all
	both_are_new && return
	mapfile -t all <work/beat.1
	((${#all[@]} > patience + rotated)) || gone "$pid"
}

@test "at SIGHUP it makes its log and its beat file anew, and they are its user's" {
	likely "what it opened before the drop, it cannot open after it: main (chapter 11)"
	as_root
	start -u "$user" -l work/log
	mv work/log work/log.1
	mv work/beat work/beat.1
	rotated=$(wc -l <work/beat.1)
	kill -HUP "$pid"
	eventually both_are_new_or_it_beats_on || :
	is "the owner, group and mode of its new log" "$uid $gid 640" "$(stat -c '%u %g %a' work/log)"
	is "the owner, group and mode of its new beat file" "$uid $gid 644" "$(stat -c '%u %g %a' work/beat)"
}

# open_on NAME: which of its descriptors are open on the file of that name
open_on() {
	local fd
	for fd in $(descriptors_of "$pid"); do
		[[ ! /proc/$pid/fd/$fd -ef $home/$1 ]] || descriptor_of "$pid" "$fd"
	done
}
taken_or_beats_on() { [ -n "$(open_on log)" ] || has_lines $((before + patience)); }

@test "at SIGHUP it takes the log that was made for its user in root's directory" {
	likely "open the name anew, as the user that it has become: reopen (chapters 9 and 11)"
	as_root
	: >log
	chown "$user" log
	start -u "$user" -l log
	is "its user" "$uid" "$(of_ps uid "$pid")"
	mv log log.1
	: >log
	chown "$user" log
	before=$(lines)
	kill -HUP "$pid"
	eventually taken_or_beats_on || :
	is "its log is open on" "$home/log" "$(open_on log)"
}
