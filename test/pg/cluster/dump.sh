#!/usr/bin/env bash
# dump.sh: pg_dump and restore, as text, as INSERTs and in the custom format,
# of a table with keys, indexes, a check and a generated column, and of tables
# that consistent reports alone are taken into; and what COPY into these refuses.

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
	create table accepted (name text primary key, report gov_consistent_report not null,
		good bool generated always as (is_consistent(report, 'notice')) stored);
	insert into accepted select name, report from sample;
	create table checked (name text, report gov_disclosure_report
		check (require_consistent(report, missing => 'zero')) check (is_consistent(report)));
	insert into checked select name, report from sample;
	create index on checked (is_consistent(report, 'warning'));
	create view review as select name, v.rule, v.location, v.fingerprint from sample, violations(report) v;
	create view received as select year, report -> 'requests.received.total' as received from filed"
fingerprint="select count(*) || ' ' || md5(string_agg(gov_disclosure_report_send(report)::text
	|| gov_disclosure_report_send(figures)::text, '' order by figures))
	|| ' ' || sum(year) || ' ' || (select sum(received) from received)
	|| ' ' || (select count(*) || ' ' || md5(string_agg(name || good || report::text, '' order by name)) from accepted)
	|| ' ' || (select count(*) || ' ' || md5(string_agg(name || report::text, '' order by name)) from checked)
	|| ' ' || (select md5(string_agg(v::text, '' order by v::text)) from review v) from filed"
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

# A report with a wrong total, as text, in the second line of a file for COPY.
psql -X -q -A -t -d govreport_dump -c "copy (select 'right', report from sample where name = 'qinghe-2023'
	union all select 'wrong', with_figure(report, 'requests.received.total', 1) from sample where name = 'qinghe-2023'
	union all select 'never', report from sample where name = 'qinghe-2023') to stdout" >"$files/copy"
is "three lines to copy" "$(wc -l <"$files/copy" | tr -d ' ')" 3

# refused TABLE: what COPY into it says of the second line.
refused() {
	psql -X -q -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -d govreport_dump \
		-c "copy $1 (name, report) from stdin" <"$files/copy" 2>&1 |
		sed -n 's/.*ERROR: *\([0-9A-Z]*\): \(disclosure report has [0-9]* violations\)$/\1 \2/p
			s/^DETAIL: *\(requests.row_total: requests.received\):.*/\1/p
			s/^CONTEXT: *\(COPY [a-z]*, line [0-9]*\).*/\1/p' | tr '\n' '|'
}
is "COPY into a column of the domain refuses the line" "$(refused accepted)" \
	"23514 disclosure report has 2 violations|requests.row_total: requests.received|COPY accepted, line 2|"
is "COPY into a table with a check refuses the line" "$(refused checked)" \
	"23514 disclosure report has 2 violations|requests.row_total: requests.received|COPY checked, line 2|"
is "nothing of the file is kept" \
	"$(query govreport_dump "select (select count(*) from accepted) = (select count(*) from sample) and (select count(*) from checked) = (select count(*) from sample)")" t

query postgres "drop database govreport_restored" && query postgres "drop database govreport_dump"
close_checks
