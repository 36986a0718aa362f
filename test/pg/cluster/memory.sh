#!/usr/bin/env bash
# memory.sh: what sum() of reports takes: many groups stay within the memory that
# hash tables may have, one group takes the same however many reports there are.
#
# GOVREPORT_TRANSITIONS is how many reports are summed up, by itself a million.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
transitions=${GOVREPORT_TRANSITIONS:-1000000}
groups=100000
declared="select aggtransspace from pg_aggregate where aggfnoid = 'sum(gov_disclosure_report)'::regprocedure"

fresh_database govreport_memory
prepare govreport_memory "create table kind as
	select n, jsonb_build_object('edition', 2021, 'figures', (select jsonb_object_agg(key, case when number % 4 = n % 4 then number * n end)
		from gov_form() where 2021 = any (editions)))::gov_disclosure_report as report from generate_series(1, 20) n;
	create table grouped as
	select g, report from generate_series(1, 3) copies, generate_series(1, $groups) g join kind on n = 1 + g % 20;
	analyze grouped;
	create table single as select g % 50 as g, report from generate_series(1, 20000) g join kind on n = 1 + g % 20;
	analyze single"

# Memory of a session's own in kB, as the kernel has it; the server's shared
# memory is not in it.  Runs SQL in one session, with that before and after.
session() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 -d govreport_memory <<-END
		select pg_backend_pid() as pid \\gset
		\\setenv BACKEND :pid
		set max_parallel_workers_per_gather = 0;
		set jit = off;
		set enable_sort = off;
		$1
	END
}
own='\! awk '\''/^RssAnon/ { print "own " $2 }'\'' /proc/$BACKEND/status'

# many WORK_MEM: the groups in a hash table under this limit; its memory and
# batches as EXPLAIN has them, and how much more the session has afterwards.
many() {
	local plan limit

	plan=$(session "set work_mem = '$1'; set hash_mem_multiplier = 1;
		$own
		explain (analyze, timing off) select g, reports(sum(report)) from grouped group by g;
		$own")
	limit=$(query govreport_memory "select pg_size_bytes('$1') / 1024")
	used=$(printf '%s\n' "$plan" | sed -n 's/.*Memory Usage: \([0-9]*\)kB.*/\1/p')
	batches=$(printf '%s\n' "$plan" | sed -n 's/.*Batches: \([0-9]*\).*/\1/p')
	seconds=$(printf '%s\n' "$plan" | sed -n 's/^Execution Time: \([0-9]*\).*/\1/p')
	grown=$(printf '%s\n' "$plan" | awk '/^own/ { last = now; now = $2 } END { print now - last }')
	printf '# work_mem %s: %s kB in %s batches, %s ms, %s kB more afterwards\n' "$1" "$used" "$batches" "$seconds" "$grown"
	is "$groups groups with $1: planned as a hash table" "$(printf '%s\n' "$plan" | grep -c '^HashAggregate.*rows=100000 loops')" 1
	is "$1: they stay within it, but for a block" $((used <= limit + 512)) 1
	is "$1: the session has no more afterwards" $((grown <= limit + 8192)) 1
}

many 4MB
is "it spills to disk" $((batches > 1)) 1
many 64MB
is "it spills to disk" $((batches > 1)) 1
slow=$seconds
many 2GB
is "there it does not" "$batches" 1
is "a group takes what is declared, and its place in the table" \
	"$(query govreport_memory "select $used * 1024.0 / $groups between size * 0.98 and size + 200 from ($declared) s (size)")" t
is "time does not grow with the square of the groups" $((seconds <= slow * 3 + 1000)) 1

# planned WORK_MEM: does the planner expect the hash table to spill?
planned() {
	session "set work_mem = '$1'; set hash_mem_multiplier = 1; explain select g, sum(report) from grouped group by g" |
		grep -c 'Planned Partitions'
}
is "the planner knows that groups take that much" "$(planned 64MB) $(planned 400MB) $(planned 900MB)" "1 1 0"

# One sum over more and more reports.
one() {
	session "$1
		select 1 from (select sum(report) from single) x;
		$own
		select reports(sum(report)) from single, generate_series(1, $transitions / 20000 / 10);
		$own
		select reports(sum(report)) from single, generate_series(1, $transitions / 20000);
		$own" | awk '/^own/ { kb[++n] = $2 } /^[0-9]/ { reports = $1 }
		END { printf "%d of %d kB, then %d and %d\n", reports, kb[1], kb[2] - kb[1], kb[3] - kb[2] }'
}
answer=$(one "")
printf '# one group: reports %s more\n' "$answer"
is "$transitions reports in one sum" "${answer%% *}" "$transitions"
is "take no more memory than a tenth of them before" "$(awk -v n="${answer##* }" 'BEGIN { print (n <= 256) }')" 1
query postgres "drop database govreport_memory"
close_checks
