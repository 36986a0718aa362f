#!/usr/bin/env bash
# fdw.sh: reports on three other servers, read through postgres_fdw: what is
# computed there, what is not, and that it comes to the same.  Starts the servers
# itself, with private sockets, and stops them.

set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/../../../scripts/lib.sh"
. "$here/../../../scripts/server.sh"
. "$here/../common.sh"
need_private_server
if [ "$(query postgres "select count(*) from pg_available_extensions where name = 'postgres_fdw'")" != 1 ]; then
	echo "fdw.sh: this PostgreSQL has no postgres_fdw: NOT RUN"
	exit 0
fi
bindir=$GOVREPORT_BINDIR
shards="1 2 3"
database=govreport_fdw
key=requests.received.total

# ---------- the servers ----------

# Makes and starts a server in a directory of its own.
start_shard() (
	work=$1
	mkdir "$work" && create_server || exit 1
	echo "shared_buffers = 16MB" >>"$work/data/postgresql.conf"
	as_server "$bindir/pg_ctl" -D "$work/data" -l "$work/data/server.log" -w -t 60 start >/dev/null ||
		{ cat "$work/data/server.log" >&2; exit 1; }
)

# Stops those that run.
stop_shards() {
	local shard

	choose_user
	for shard in $shards; do
		[ ! -f "$work/shard$shard/data/postmaster.pid" ] ||
			as_server "$bindir/pg_ctl" -D "$work/shard$shard/data" -m immediate -w -t 30 stop
	done
}

# Runs a command as a client of a shard.
on_shard() {
	local shard=$1

	shift
	PGHOST=$work/shard$shard/socket "$@"
}

# ---------- the reports ----------

# Some hundred reports in one table here; a third of them on each shard, where
# a view shows figures as columns.
spread_reports() {
	local shard

	psql -X -q -v ON_ERROR_STOP=1 -d "$database" <<-END || return 1
		\\ir $tests/pg/random.psql
		create table local as select n, n % 6 as part, report from pg_temp.random_reports(900);
		update local set report = with_figure(report, '$key', n) where n % 4 = 0;
		insert into local select n, n % 6, null from generate_series(901, 906) n;
		insert into local select n, n % 6, jsonb_build_object('edition', 2021, 'year', n) from generate_series(2001, 2006) n;
		analyze local;
	END
	for shard in $shards; do
		on_shard "$shard" fresh_database "$database"
		on_shard "$shard" prepare "$database" "create table reports (n int, part int, report gov_disclosure_report);
			create view seen as select *, report -> '$key' as received, is_consistent(report) as consistent from reports"
		query "$database" "copy (select * from local where n % 3 = $shard - 1) to stdout" |
			on_shard "$shard" query "$database" "copy reports from stdin" || return 1
		on_shard "$shard" prepare "$database" "analyze reports"
	done
}

# Declares a server: its name, its shard, further options.
declare_server() {
	prepare "$database" "create server $1 foreign data wrapper postgres_fdw
			options (host '$work/shard$2/socket', port '5432', dbname '$database' $3);
		create user mapping for current_user server $1 options (user 'postgres')"
}

# Foreign tables: a partition for each shard, a view, and one of a server whose
# extensions nothing is known of.
declare_tables() {
	local shard

	prepare "$database" "create extension postgres_fdw;
		create table reports (n int, part int, report gov_disclosure_report) partition by list (part)"
	for shard in $shards; do
		declare_server "shard$shard" "$shard" ", extensions 'govreport'"
		prepare "$database" "create foreign table reports_$shard partition of reports
			for values in ($((shard - 1)), $((shard + 2))) server shard$shard options (table_name 'reports');
			analyze reports_$shard"
	done
	prepare "$database" "create foreign table seen_1 (n int, part int, report gov_disclosure_report, received numeric,
		consistent bool) server shard1 options (table_name 'seen')"
	declare_server plain 1 ""
	prepare "$database" "create foreign table reports_plain (n int, part int, report gov_disclosure_report)
		server plain options (table_name 'reports'); analyze reports_plain; analyze reports"
}

# ---------- checks ----------

# A query's answer; partition by partition where it can be.
answer() {
	query "$database" "set enable_partitionwise_aggregate = on; $1"
}

# What is sent to the shards, line by line, without the names of columns' sources.
sent() {
	answer "explain (verbose, costs off) $1" | sed -n 's/^ *Remote SQL: //p'
}

# How many of those lines a pattern is in, and how many there are.
sent_count() {
	sent "$1" | awk -v pattern="$2" '{ all++ } index($0, pattern) { found++ }
		END { print found + 0 " of " all + 0 }'
}

# ships WHAT COUNT QUERY PATTERN: the pattern is in so many remote queries; the
# same over the local table gives the same.
ships() {
	is "$1" "$(sent_count "$3" "$4")" "$2"
	is "$1: the result" "$(answer "select md5(string_agg(x::text, ' ' order by x::text)) from ($3) x")" \
		"$(answer "select md5(string_agg(x::text, ' ' order by x::text)) from ($(localized "$3")) x")"
}

# The query over the local table: a foreign partition is a third of it.
localized() {
	printf '%s\n' "$1" | sed 's/from reports_plain/from (select * from local where n % 3 = 0) r/
		s/from reports_\([123]\)/from (select * from local where n % 3 = \1 - 1) r/; s/from reports\>/from local/'
}

# One foreign table.
check_one() {
	ships "sum() of a foreign table is computed there" "1 of 1" \
		"select sum(report) from reports_1" "SELECT public.sum(report)"
	ships "so it is by groups, in an expression, filtered" "1 of 1" \
		"select year(report), sum(report) filter (where n % 2 = 0) - sum(report) filter (where n < 50) as d from reports_2 group by 1" \
		"public.sum(report) FILTER"
	ships "comparisons and the order of reports" "1 of 1" \
		"select report from reports_1 where report > '{\"edition\": 2019}'::jsonb::gov_disclosure_report order by report limit 5" "ORDER BY report"
	ships "conditions on a report's year" "1 of 1" \
		"select n from reports_1 where year(report) = 2020" "WHERE ((public.year(report) = 2020))"
	ships "is_consistent()" "1 of 1" \
		"select n from reports_3 where is_consistent(report)" "WHERE (public.is_consistent(report, "
	ships "conditions on groups" "1 of 1" \
		"select part, sum(report) from reports_3 group by part having reports(sum(report)) > 1" "HAVING ((public.reports(public.sum(report)) > 1))"
	ships "figures of sums are taken here, the sums there" "1 of 1" \
		"select part, sum(report) -> '$key', coverage(sum(report), '$key') from reports_3 group by part" "public.sum(report)"
}

# What is given text besides the report: the collation of a constant is the one
# of this database, and postgres_fdw sends no function that could depend on it.
check_text() {
	ships "comparisons of a figure are made here" "0 of 1" \
		"select n from reports_1 where report -> '$key' > 100" "WHERE"
	ships "so is is_consistent() with options" "0 of 1" \
		"select n from reports_3 where is_consistent(report, 'error')" "WHERE"
	ships "and figures are summed up here" "0 of 1" \
		"select sum(report -> '$key'), count(report -> '$key') from reports_2" "sum("
	is "but a view makes columns of them, which are compared there" \
		"$(sent_count "select n from seen_1 where received > 100" "WHERE ((received > 100::numeric))")" "1 of 1"
	is "with the same result" "$(answer "select count(*) from seen_1 where received > 100")" \
		"$(answer "select count(*) from local where n % 3 = 0 and report -> '$key' > 100")"
	is "and summed up" "$(sent_count "select sum(received), sum(report) from seen_1 where consistent" \
		"SELECT sum(received), public.sum(report) FROM public.seen WHERE (consistent)")" "1 of 1"
	is "with the same result" "$(answer "select sum(received), sum(report), count(*) > 0 from seen_1 where not consistent")" \
		"$(answer "select sum(report -> '$key'), sum(report), count(*) > 0 from local where n % 3 = 0 and not is_consistent(report)")"
}

# A server without the option.
check_plain() {
	ships "without the option sum() is computed here" "0 of 1" "select sum(report) from reports_plain" "sum("
	ships "and conditions" "0 of 1" "select n from reports_plain where year(report) = 2020" "WHERE"
	ships "and the order of reports" "0 of 1" "select report from reports_plain order by report limit 5" "ORDER BY"
}

# The table of all shards.
check_all() {
	ships "groups of the partition key are summed where they are" "3 of 3" \
		"select part, sum(report) from reports group by part" "public.sum(report)"
	ships "and of more" "3 of 3" \
		"select part, year(report), sum(report) from reports group by part, year(report)" "public.sum(report)"
	ships "conditions go to every shard" "3 of 3" \
		"select n from reports where edition(report) = 2019 and not is_consistent(report)" "(NOT public.is_consistent(report, "
	ships "shards whose parts are not asked for are not asked" "1 of 1" \
		"select part, sum(report) from reports where part = 4 group by part" "public.sum(report)"
	ships "partial sums are not computed there" "0 of 3" "select sum(report) from reports" "sum("
	ships "nor where groups are on several" "0 of 3" \
		"select n % 7, sum(report) from reports group by 1" "sum("
	ships "the sum of each part's sum is the sum, computed there" "3 of 3" \
		"select sum(s) from (select part, sum(report) as s from reports group by part) x" "public.sum(report)"
	ships "so it is for groups on several" "3 of 3" \
		"select k, sum(s) from (select part, n % 7 as k, sum(report) as s from reports group by part, n % 7) x group by k" \
		"public.sum(report)"
	is "of the shards one after another as well" \
		"$(answer "select sum(s) from (select sum(report) as s from reports_1 union all select sum(report) from reports_2
			union all select sum(report) from reports_3) x")" "$(answer "select sum(report) from local")"
	is "and at the same time" "$(answer "alter foreign table reports_1 options (add async_capable 'true');
			alter foreign table reports_2 options (add async_capable 'true');
			alter foreign table reports_3 options (add async_capable 'true');
			select sum(s) from (select part, sum(report) as s from reports group by part) x")" \
		"$(answer "select sum(report) from local")"
}

# Sums made without postgres_fdw, as engines do that spread tables: states of
# each shard's groups are sent, in a format of COPY, and put together here.
check_states() {
	local shard format

	for shard in $shards; do
		on_shard "$shard" prepare "$database" "create aggregate partial(gov_disclosure_report)
			(sfunc = gov_disclosure_report_sum, stype = gov_disclosure_report)"
		is "shard $shard has the same bytes" \
			"$(on_shard "$shard" query "$database" "select md5(string_agg(gov_disclosure_report_send(report), '' order by n)) from reports")" \
			"$(query "$database" "select md5(string_agg(gov_disclosure_report_send(report), '' order by n)) from local where n % 3 = $shard - 1")"
	done
	prepare "$database" "create table state (k int, s gov_disclosure_report)"
	for format in text csv binary; do
		for shard in $shards; do
			on_shard "$shard" psql -X -q -d "$database" -c "copy (select n % 7, partial(report) from reports group by 1) to stdout (format $format)" |
				psql -X -q -d "$database" -c "copy state from stdin (format $format)"
		done
		is "states sent as $format" "$(query "$database" "select count(*), sum(s) from state")" \
			"$(query "$database" "select 21, sum(report) from local")"
		is "and by groups" "$(query "$database" "select k, sum(s) from state group by k order by k")" \
			"$(query "$database" "select n % 7, sum(report) from local group by 1 order by 1")"
		prepare "$database" "truncate state"
	done
}

# A shard's sum that is out of range though the whole is not: an error, never a
# wrong number; summed up here it is exact.
check_range() {
	local part

	for part in 0 3 1; do
		prepare "$database" "insert into reports select -1, $part, jsonb_build_object('edition', 2021, 'figures',
			jsonb_build_object('$key', case when $part = 1 then -9223372036854775807 else 9223372036854775807 end))"
	done
	is "a shard's sum that is out of range is an error" \
		"$(outcome "$database" "select sum(report) from reports_1")" 22003
	is "summed up here it need not be" "$(answer "select sum(report) -> '$key' from reports where n = -1")" 9223372036854775807
}

open_work
on_exit stop_shards
for shard in $shards; do
	start_shard "$work/shard$shard" || die "shard $shard does not start"
done
fresh_database "$database"
spread_reports || die "cannot spread the reports"
declare_tables
is "all reports are on the shards" "$(answer "select count(*), count(report), count(distinct part) from reports")" "912|906|6"
is "and the same" "$(answer "select count(*) from reports r join local l using (n) where r.report = l.report")" 906
check_one
check_text
check_plain
check_all
check_states
check_range
query postgres "drop database $database"
close_checks
