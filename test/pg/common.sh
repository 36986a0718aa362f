# common.sh: what the tests of this directory share: databases, samples, and
# counted checks.  Sourced by bash; needs a running server.  shellcheck shell=bash

tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
samples=$tests/samples
checks_passed=0
checks_failed=0

# Runs SQL in a database; plain output, stops at the first error.
query() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"
}

# Runs SQL in a database; gives "ok" or the SQLSTATE of its error.
outcome() {
	local answer

	if answer=$(psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate \
		-d "$1" -c "$2" 2>&1 >/dev/null); then
		printf 'ok\n'
	else
		printf '%s\n' "$answer" | sed -n 's/.*\(ERROR\|FATAL\): *\([0-9A-Z]\{5\}\).*/\2/p' | head -n 1
	fi
}

# Runs SQL that the test needs to go on; else it ends here, failed.
prepare() {
	if ! query "$@"; then
		printf 'not ok - cannot prepare the test in %s\n' "$1"
		checks_failed=$((checks_failed + 1))
		close_checks
		exit 1
	fi
}

# Ends a test that restarts its server if that is not scripts/test's.
need_private_server() {
	[ -z "${GOVREPORT_PGDATA:-}" ] || return 0
	echo "GOVREPORT_PGDATA is not set: this test restarts its server and runs under scripts/test only" >&2
	exit 1
}

# Restarts the private server in a way: fast, or immediate, which recovers from
# the log.  The server's environment is the caller's.
restart() {
	local command=("$GOVREPORT_BINDIR/pg_ctl" -D "$GOVREPORT_PGDATA" -m "$1" -w -t 120
		-l "$GOVREPORT_PGDATA/server.log" restart)

	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u "$(stat -c %U "$GOVREPORT_PGDATA")" -- "${command[@]}") >/dev/null 2>&1
	else
		(cd / && "${command[@]}") >/dev/null 2>&1
	fi
}

# A new database with the extension; further arguments go to createdb.
fresh_database() {
	local name=$1

	shift
	PGOPTIONS="-c client_min_messages=error" dropdb --if-exists "$name"
	createdb --template=template0 "$@" "$name"
	prepare "$name" "create extension govreport"
}

# The sample reports as text, as values, and with their true figures; with an
# encoding those only that it can hold.
load_samples() {
	local database=$1 encoding=${2:-UTF-8} truth name file loaded=0

	prepare "$database" "create table sample (name text primary key, raw text not null,
		truth json not null, report gov_disclosure_report)"
	for truth in "$samples"/*.json; do
		name=$(basename "$truth" .json)
		for file in "$samples/$name".*; do
			case $file in
				*.json) continue ;;
			esac
			if ! iconv -f UTF-8 -t "$encoding" "$file" >/dev/null 2>&1; then
				printf '# %s: not in %s, left out\n' "$name" "$encoding"
				continue
			fi
			loaded=$((loaded + 1))
			PGCLIENTENCODING=UTF8 psql -X -q -v ON_ERROR_STOP=1 -d "$database" \
				-v name="$name" -v raw="$(cat -- "$file")" -v truth="$(cat -- "$truth")" -f - <<-'END'
				insert into sample (name, raw, truth, report)
				values (:'name', :'raw', :'truth', :'raw');
			END
		done
	done
	prepare "$database" "do \$\$ begin assert $loaded > 0 and (select count(*) from sample) = $loaded, 'samples'; end \$\$"
}

# Counts a check: what it is, what came out, what should have.  Nothing is
# never right: it is what a query gives that failed.
is() {
	if [ -n "$2" ] && [ "$2" = "$3" ]; then
		checks_passed=$((checks_passed + 1))
		printf 'ok - %s\n' "$1"
	else
		checks_failed=$((checks_failed + 1))
		printf 'not ok - %s\n#   got:      %s\n#   expected: %s\n' "$1" "$2" "$3"
	fi
}

# Counts a check of a command's exit.
ok() {
	local name=$1 status=0

	shift
	"$@" || status=$?
	is "$name" "$status" 0
}

# The last line, and the exit status.
close_checks() {
	printf '%s passed, %s failed\n' "$checks_passed" "$checks_failed"
	[ "$checks_failed" -eq 0 ] && [ "$checks_passed" -gt 0 ]
}
