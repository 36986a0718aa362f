#!/usr/bin/env bash
# load.sh: govreport-load loses nothing and doubles nothing, whatever is killed
# in the middle.  Needs the private server's directory and programs.
#
# GOVREPORT_LOAD_FILES is the number of files, 3 in 100 of which are bad.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
. "$(dirname -- "${BASH_SOURCE[0]}")/../load-common.sh"
files=${GOVREPORT_LOAD_FILES:-600}
if [ -z "${GOVREPORT_PGDATA:-}" ]; then
	echo "GOVREPORT_PGDATA is not set: this test kills its server and runs under scripts/test only" >&2
	exit 1
fi

# The postmaster, and starting it again after it was killed.
postmaster() {
	head -n 1 "$GOVREPORT_PGDATA/postmaster.pid"
}

start_again() {
	local command=("$GOVREPORT_BINDIR/pg_ctl" -D "$GOVREPORT_PGDATA" -w -t 60
		-l "$GOVREPORT_PGDATA/server.log" start)
	local try

	# until the last of the old server's processes is gone it is refused
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		if [ "$(id -u)" -eq 0 ]; then
			(cd / && runuser -u "$(stat -c %U "$GOVREPORT_PGDATA")" -- "${command[@]}") >/dev/null 2>&1 && return
		else
			(cd / && "${command[@]}") >/dev/null 2>&1 && return
		fi
		sleep 0.5
	done
	return 1
}

# Every file's hash stands in one of the tables, once, and nothing else does.
all_hashes() {
	query "$1" "select encode(content_sha256, 'hex') from reports
		union all select encode(content_sha256, 'hex') from reports_quarantine" | sort
}

fresh_database govreport_load --encoding=UTF8 --locale=C
mkdir "$scratch/job"
make_job "$scratch/job" "$files"
read -r good bad copies others <"$scratch/job.counts"
find "$scratch/job" -type f \( -name '*.txt' -o -name '*.md' -o -name '*.pdf' \) -print0 |
	xargs -0 sha256sum | cut -d' ' -f1 | sort -u >"$scratch/hashes"
is "the job has that many contents" "$(wc -l <"$scratch/hashes")" $((good + bad))
printf '# %s good, %s bad, %s copies, %s other files\n' "$good" "$bad" "$copies" "$others"

# An empty run makes the tables; then each row takes its time, so that there is
# a middle to be killed in.
mkdir "$scratch/empty"
status_of 0 "an empty folder, --init" load govreport_load --init "$scratch/empty"
slow_down govreport_load "$(awk -v n="$files" 'BEGIN { printf "%.5f", 6 / n }')"

start_load govreport_load --batch 20 --jobs 2 "$scratch/job"
wait_for_rows govreport_load $((good / 4))
kill -9 "$loader"
wait "$loader" 2>/dev/null
wait_until_gone govreport_load
first=$(query govreport_load "select count(*) from reports")
ok "the loader was killed in the middle" test "$first" -ge $((good / 4)) -a "$first" -lt "$good"
printf '# the loader was killed with %s of %s reports loaded\n' "$first" "$good"

start_load govreport_load --batch 20 --jobs 2 "$scratch/job"
wait_for_rows govreport_load $((good * 5 / 8))
kill -9 "$(postmaster)"
sleep 1
ok "the server starts again" start_again
second=$(query govreport_load "select count(*) from reports")
ok "the server was killed in the middle" test "$second" -gt "$first" -a "$second" -lt "$good"
printf '# the server was killed with %s of %s reports loaded\n' "$second" "$good"
wait "$loader"
is "the loader came to its end: some in quarantine" $? 1
loader=
sed 's/^/# /' "$scratch/summary"
is "it loaded all that was not there, counted exactly" "$(counted 'loaded')" $((good - first))
is "it knew the others, and the copies" \
	"$(($(counted 'loaded before') + $(counted 'duplicates')))" $((first + copies))
is "it found all" "$(counted 'files found')" $((good + bad + copies))
is "it left the others alone" "$(counted 'ignored')" "$others"

query govreport_load "drop trigger slow on reports"
status_of 1 "again" load govreport_load --jobs 4 "$scratch/job"
is "again: nothing is loaded twice" \
	"$(counted 'loaded') $(counted 'loaded before')" "0 $((good + copies))"
is "again: what the reader refused is not sent, what lacks a converter is" \
	"$(($(counted 'quarantined') + $(counted 'quarantined before')))" "$bad"
is "reports" "$(query govreport_load "select count(*), count(distinct content_sha256), count(distinct source) from reports")" \
	"$good|$good|$good"
is "quarantine" "$(query govreport_load "select count(*), count(distinct content_sha256) from reports_quarantine")" "$bad|$bad"
is "nothing lost, nothing doubled: every content in one of the tables" \
	"$(all_hashes govreport_load | cmp - "$scratch/hashes" && echo same)" same
is "the quarantine has the bytes" \
	"$(query govreport_load "select count(*) from reports_quarantine
		where content is null or sha256(content) <> content_sha256 or octet_length(content) <> size")" 0
is "every reason is given" \
	"$(query govreport_load "select count(*) from reports_quarantine where sqlstate !~ '^[0-9A-Z]{5}\$' or message = ''")" 0
query govreport_load "select sqlstate, message, count(*) from reports_quarantine
	group by 1, 2 order by 3 desc limit 10" | sed 's/^/# /'
is "a value is what its file's text is as a value" \
	"$(query govreport_load "select count(*) from reports where source like '%/good-%7.%'
		and report <> convert_from(pg_read_binary_file(source), 'UTF8')::gov_disclosure_report")" 0
query postgres "drop database govreport_load"
close_checks
