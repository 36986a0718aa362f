# tally.sh: runs the stages of the tests, shows how each ended, and counts.
#
# Sourced after lib.sh; $verbose is yes or no.  shellcheck shell=bash

total_passed=0
total_failed=0
passed=0
failed=0

# Runs a command into a log, shown afterwards when verbose.
logged() {
	local log=$1 status=0

	shift
	run "$@" >"$log" 2>&1 || status=$?
	[ "$verbose" = no ] || cat "$log"
	return "$status"
}

# Sets passed and failed from the closing lines of a log: "N passed, N failed",
# and those of the corpus runner, the fuzz targets, pg_regress and prove.
count() {
	read -r passed failed < <(awk '
		/^(# )?([a-z_]+: )?[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ {
			sub(/^# /, ""); sub(/^[a-z_]+: /, "")
			split($0, n, /[^0-9]+/); p += n[1]; f += n[2]
		}
		/^corpus: [0-9]+ files, [0-9]+ figures/ {
			split($0, n, /[^0-9]+/); p += n[3] - n[4]; f += n[4] + n[5]
		}
		/^[0-9]+ files, .*: [0-9]+ inputs ran without a finding/ {
			sub(/.*: /, ""); p += $1
		}
		/^ *(# )?All [0-9]+ tests passed\./ { sub(/^ *(# )?All /, ""); p += $1 }
		/^ *(# )?[0-9]+ of [0-9]+ tests failed/ { sub(/^ *# /, ""); f += $1; p += $3 - $1 }
		/^Files=[0-9]+, Tests=[0-9]+/ { split($2, n, /[=,]/); p += n[2] }
		/Failed [0-9]+\/[0-9]+ subtests/ {
			match($0, /[0-9]+\/[0-9]+/); split(substr($0, RSTART, RLENGTH), n, "/")
			f += n[1]; p -= n[1]
		}
		END { print p + 0, f + 0 }' "$1")
}

# Shows how a stage ended and adds it up.
close_stage() {
	local name=$1 status=$2 seconds=$3 log=$4

	if [ "$status" -ne 0 ] || [ "$failed" -gt 0 ]; then
		[ "$failed" -gt 0 ] || failed=1
		say "-- $name: FAILED (exit $status)"
		[ "$verbose" = yes ] || tail -n 100 "$log"
	fi
	say "-- $name: $passed passed, $failed failed ($seconds s)"
	total_passed=$((total_passed + passed))
	total_failed=$((total_failed + failed))
}

# A stage that is one check: it ends well or not.
step() {
	local name=$1 status=0 start=$SECONDS

	shift
	logged "$work/stage.log" "$@" || status=$?
	passed=$((status == 0)) failed=$((status != 0))
	close_stage "$name" "$status" $((SECONDS - start)) "$work/stage.log"
	return "$status"
}

# A stage of counted tests; with -a all the runner says is shown.
tests() {
	local all=no name status=0 start=$SECONDS

	if [ "$1" = -a ]; then
		all=yes
		shift
	fi
	name=$1
	shift
	logged "$work/stage.log" "$@" || status=$?
	count "$work/stage.log"
	if [ "$status" -eq 0 ] && [ $((passed + failed)) -eq 0 ]; then
		say "-- $name: it ran no test"
		status=1
	fi
	[ "$all" = no ] || [ "$verbose" = yes ] || [ "$status" -ne 0 ] ||
		grep -v '^make' "$work/stage.log"
	close_stage "$name" "$status" $((SECONDS - start)) "$work/stage.log"
	return "$status"
}

# The last line, and the script's exit status.
closing_line() {
	say
	say "$total_passed passed, $total_failed failed"
	[ "$total_failed" -eq 0 ]
}
