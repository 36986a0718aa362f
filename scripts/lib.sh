# lib.sh: what the scripts of this directory share.
#
# Sourced by bash.  Defines $project, the work directory $work, and the
# functions that say, run, and clean up.  shellcheck shell=bash

set -u -o pipefail
unset CDPATH
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
work=
job=
sources=
at_exit=()

say() {
	printf '%s\n' "$*"
}

# Ends the script with a message; the clean-up runs.
die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# True when there is a program of that name.
have() {
	command -v "$1" >/dev/null 2>&1
}

# Runs a command in a process group of its own and waits for it, so that a
# signal to the script is served at once and ends the whole group.
run() {
	local status=0

	set -m
	"$@" </dev/null &
	job=$!
	set +m
	wait "$job" || status=$?
	job=
	return "$status"
}

# Ends what run() started, politely, then surely.
end_job() {
	local try

	[ -n "$job" ] || return 0
	kill -TERM -- "-$job" 2>/dev/null
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		kill -0 -- "-$job" 2>/dev/null || break
		sleep 0.1
	done
	kill -KILL -- "-$job" 2>/dev/null
	wait "$job" 2>/dev/null
	job=
}

# Has a command run at the end, whatever the end; the last one given runs first.
on_exit() {
	at_exit=("$1" "${at_exit[@]+"${at_exit[@]}"}")
}

# Everything that must be gone when the script is.
clean_up() {
	local status=$?
	local command

	trap '' INT TERM HUP PIPE
	trap - EXIT
	{
		end_job
		for command in "${at_exit[@]+"${at_exit[@]}"}"; do
			"$command"
		done
		cd / && [ -n "$work" ] && rm -rf -- "$work"
	} >/dev/null 2>&1
	exit "$status"
}

# The directory for work: short, because a socket's path is limited, without
# blanks, because make cannot have them, and open to the server's user.
choose_base() {
	local base=${TMPDIR:-/tmp}

	case $base in
		/*) ;;
		*) base=/tmp ;;
	esac
	case $base in
		*[!A-Za-z0-9._/+-]*) base=/tmp ;;
	esac
	[ ${#base} -le 60 ] && [ -d "$base" ] && [ -w "$base" ] || base=/tmp
	[ "$(id -u)" -ne 0 ] || [ "$(stat -c %a -- "$base")" -ge 1777 ] || base=/tmp
	printf '%s\n' "$base"
}

# Makes $work and sees to it that it goes again.
open_work() {
	umask 022
	trap clean_up EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 141' PIPE
	trap 'exit 143' TERM
	work=$(mktemp -d "$(choose_base)/govreport.XXXXXX") || die "cannot make a temporary directory"
	chmod 755 "$work"
}

# Copies the sources to $sources, without what was built before: nothing in
# the project's own directory is touched, and its path may be any.
copy_sources() {
	sources=$work/govreport
	mkdir "$sources"
	(cd -- "$project" && tar -cf - --exclude=./.git --exclude='./build*' \
		--exclude=./results --exclude='*.o' --exclude='*.so' --exclude='*.a' \
		--exclude='*.bc' --exclude='*.mo' --exclude='./po/*.pot' --exclude='./regression.*' .) |
		(cd -- "$sources" && tar --no-same-owner -xf -) || die "cannot copy the sources"
	chmod -R u+w,a+rX "$sources"
	if [ -d "$project/../shared" ]; then
		ln -s -- "$(cd -- "$project/../shared" && pwd -P)" "$work/shared"
	fi
}
