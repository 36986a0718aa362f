#!/usr/bin/env bash
# dump.sh: pg_dump and restore, as text, as INSERTs and in the custom format,
# of a table with keys, indexes, a check and a generated column.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

fresh_database govreport_dump
load_samples govreport_dump
prepare govreport_dump "
	create table filed (report gov_disclosure_report, figures gov_disclosure_report primary key,
		year int generated always as (year(report)) stored,
		check ((report -> 'requests.received.total') is distinct from -1));
	insert into filed select report, figures_only(report) from sample;
	create index on filed ((report -> 'requests.concluded.total'));
	create index on filed using hash (report);
	create view received as select year, report -> 'requests.received.total' as received from filed"
fingerprint="select count(*) || ' ' || md5(string_agg(gov_disclosure_report_send(report)::text
	|| gov_disclosure_report_send(figures)::text, '' order by figures))
	|| ' ' || sum(year) || ' ' || (select sum(received) from received) from filed"
before=$(query govreport_dump "$fingerprint")

# restored NAME COMMAND...: runs COMMAND into a fresh empty database, compares.
restored() {
	local name=$1

	shift
	PGOPTIONS="-c client_min_messages=error" dropdb --if-exists govreport_restored
	createdb --template=template0 govreport_restored
	ok "$name: restores without an error" "$@"
	is "$name: the same values" "$(query govreport_restored "$fingerprint")" "$before"
	pg_dump -d govreport_restored --data-only -t filed | grep -v '^\\.*restrict' >"$files/second"
	ok "$name: dumped again the same text" cmp -s "$files/first" "$files/second"
}

ok "there is something to dump" test -n "$before"
pg_dump -d govreport_dump --data-only -t filed | grep -v '^\\.*restrict' >"$files/first"
pg_dump -d govreport_dump >"$files/plain"
pg_dump -d govreport_dump --inserts >"$files/inserts"
pg_dump -d govreport_dump -Fc -f "$files/custom"
restored "plain text" psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -d govreport_restored -f "$files/plain"
restored "INSERTs" psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -d govreport_restored -f "$files/inserts"
restored "custom format" pg_restore --exit-on-error -d govreport_restored "$files/custom"
restored "custom format, two jobs" pg_restore --exit-on-error -j 2 -d govreport_restored "$files/custom"

query postgres "drop database govreport_restored" && query postgres "drop database govreport_dump"
close_checks
