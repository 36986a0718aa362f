#!/usr/bin/env bash
# fdw.sh: reports on three other servers, by postgres_fdw with the extension in
# the servers' option: what is reckoned there, and that nothing comes out
# otherwise.  Needs the private server's directory and programs.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
need_private_server

owner=$(stat -c %U "$GOVREPORT_PGDATA")
shards=$(mktemp -d "$(dirname "$GOVREPORT_PGDATA")/shards.XXXX")
chmod 755 "$shards"

# Runs a program of the server as the server's user.
as_owner() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u "$owner" -- "$@")
	else
		(cd / && "$@")
	fi
}

# Ends the three clusters and removes them.
remove_shards() {
	local shard

	for shard in 1 2 3; do
		[ ! -f "$shards/$shard/data/postmaster.pid" ] ||
			as_owner "$GOVREPORT_BINDIR/pg_ctl" -D "$shards/$shard/data" -m immediate -w stop >/dev/null 2>&1
	done
	rm -rf "$shards"
}
trap remove_shards EXIT

# A cluster with a socket of its own.
start_shard() {
	local directory=$shards/$1

	mkdir -p "$directory/socket" "$directory/data"
	[ "$(id -u)" -ne 0 ] || chown "$owner" "$directory/socket" "$directory/data"
	chmod 700 "$directory/data"
	as_owner "$GOVREPORT_BINDIR/initdb" -D "$directory/data" --username=postgres --auth=trust \
		--encoding=UTF8 --locale=C --no-sync --no-instructions >/dev/null &&
		as_owner "$GOVREPORT_BINDIR/pg_ctl" -D "$directory/data" -l "$directory/data/server.log" -w -t 60 \
			-o "-c listen_addresses='' -c unix_socket_directories='$directory/socket' -c fsync=off" start >/dev/null
}

# SQL on a shard.
on_shard() {
	PGHOST=$shards/$1/socket query postgres "$2"
}

# A plan in one line.
plan() {
	query govreport_fdw "set enable_partitionwise_aggregate = on; explain (verbose, costs off) $1" | tr '\n' ' '
}

# Whether a plan has, and has not, something.
has() {
	is "$1" "$(grep -Eq -- "$3" <<<"$2" && echo yes || echo "$2")" yes
}

fresh_database govreport_fdw
load_samples govreport_fdw
prepare govreport_fdw "create extension postgres_fdw;
	create table reports (shard int, region text, report gov_disclosure_report) partition by list (shard);
	create table local_reports as
		select 1 + n % 3 as shard, 'region ' || n % 3 * 10 + n % 4 as region, report from sample, generate_series(1, 200) n"
for shard in 1 2 3; do
	ok "a cluster for shard $shard" start_shard "$shard"
	on_shard "$shard" "create extension govreport;
		create table reports (shard int, region text, report gov_disclosure_report)" || exit 1
	query govreport_fdw "copy (select * from local_reports where shard = $shard) to stdout (format binary)" |
		PGHOST=$shards/$shard/socket query postgres "copy reports from stdin (format binary)"
	prepare govreport_fdw "create server shard$shard foreign data wrapper postgres_fdw
			options (host '$shards/$shard/socket', port '5432', dbname 'postgres', extensions 'govreport', use_remote_estimate 'true', fdw_tuple_cost '1');
		create user mapping for current_user server shard$shard options (user 'postgres');
		create foreign table reports_$shard partition of reports for values in ($shard)
			server shard$shard options (table_name 'reports')"
done
is "every report is on a shard" "$(query govreport_fdw "select count(*) from reports")" \
	"$(query govreport_fdw "select count(*) from local_reports")"

# What ships, rows being dear: sums by the shards' own groups, conditions, figures.
by_shard="select shard, sum(report) from reports group by shard"
has "sums of a shard's groups are made there" "$(plan "$by_shard")" \
	'Remote SQL: SELECT shard, public.sum\(report\) FROM public.reports GROUP BY 1'
is "and are the same" \
	"$(query govreport_fdw "set enable_partitionwise_aggregate = on; select md5(string_agg(shard || sum::text, '' order by shard)) from ($by_shard) x")" \
	"$(query govreport_fdw "select md5(string_agg(shard || sum::text, '' order by shard)) from (${by_shard/from reports/from local_reports}) x")"
figures="select shard, max(reports(report)), sum((report).year), sum(report) -> 'requests.received.total' as received from reports group by shard"
has "functions without a text as well" "$(plan "$figures")" \
	"Remote SQL: SELECT shard, max\(public.reports\(report\)\), sum\(public.year\(report\)\), public.sum\(report\) FROM public.reports GROUP BY 1"
filtered="select region, report::text from reports where (report).year >= 2022 and is_consistent(report)"
has "and conditions" "$(plan "$filtered")" \
	"Remote SQL: SELECT region, report FROM public.reports WHERE .*public.year\(report\) >= 2022.* AND .*public.is_consistent\(report"
for select in "$figures" "$filtered"; do
	is "which give the same" \
		"$(query govreport_fdw "set enable_partitionwise_aggregate = on; select md5(string_agg(x::text, '' order by x::text)) from ($select) x")" \
		"$(query govreport_fdw "select md5(string_agg(x::text, '' order by x::text)) from (${select/from reports/from local_reports}) x")"
done

# What does not: what takes a key, because of the constant's collation ...
keyed="select shard, sum(report -> 'requests.received.total') from reports group by shard"
has "figures by key do not ship" "$(plan "$keyed")" 'Aggregate .*Remote SQL: SELECT shard, report FROM public.reports'
# ... and an aggregate over all shards, which fetches the reports ...
all="select sum(report) from reports"
has "parts of an aggregate do not ship" "$(plan "$all")" 'Aggregate .*Foreign Scan .*Remote SQL: SELECT report FROM public.reports'
# ... so the sum of sums is asked for.
two_steps="select sum(part) from (select shard, sum(report) as part from reports group by shard) as parts"
has "sums of sums do, in two steps" "$(plan "$two_steps")" \
	'Aggregate .*Append .*Remote SQL: SELECT shard, public.sum\(report\) FROM .*Remote SQL: .*public.sum.*Remote SQL: .*public.sum'
expected=$(query govreport_fdw "select md5(sum(report)::text) from local_reports")
is "the sum over all" "$(query govreport_fdw "select md5(x.sum::text) from ($all) x")" "$expected"
is "the sum of sums" "$(query govreport_fdw "set enable_partitionwise_aggregate = on; select md5(x.sum::text) from ($two_steps) x")" "$expected"
is "tells of all reports" "$(query govreport_fdw "select reports(x.sum) from ($two_steps) x")" \
	"$(query govreport_fdw "select count(*) from local_reports")"

# Without the option nothing of the extension is sent.
prepare govreport_fdw "alter server shard1 options (drop extensions)"
has "without the option reports are fetched" "$(plan "select shard, sum(report) from reports_1 group by shard")" \
	'Aggregate .*Remote SQL: SELECT shard, report FROM public.reports'
query postgres "drop database govreport_fdw"
close_checks
