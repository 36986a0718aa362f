-- aggregates.sql: sums are the same for every plan, and what plain SQL makes of the cells.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

\ir ../random.psql
create table random as
select n, n % 23 as part, report from pg_temp.random_reports(10000);
analyze random;

-- what SQL makes of it by itself
create temporary table oracle as
select c.key, count(c.value) as coverage, sum(c.value) as total,
       case max(case c.state when 'number' then 4 when 'unreadable' then 3 when 'blank' then 2
                             when 'not_applicable' then 1 else 0 end)
            when 4 then 'number' when 3 then 'unreadable' when 2 then 'blank' when 1 then 'not_applicable'
            else 'absent' end as state
from random, cells(report) c group by c.key;
create temporary table total as select sum(report) as s from random;
select is((select count(*) from oracle), 226::bigint, 'every figure of both editions is there');
select ok((select count(distinct state) from random, cells(report)) = 5, 'in every state');
select results_eq(
    $$select o.key, s -> o.key, coverage(s, o.key), state(s, o.key) from oracle o, total order by o.key$$,
    $$select key, total, coverage, state from oracle order by key$$,
    'sum() of 10,000 reports is what SQL sums up');
select is((select reports(s) from total), 10000::bigint, 'of 10,000 reports');

-- any grouping
select is((select sum(s) from (select sum(report) as s from random group by part) x), (select s from total),
    'the sum of sums is the sum');
select is((select sum(s) from (select sum(report) as s from random group by n % 700, n % 3) x), (select s from total),
    'of many sums as well');
select is((select s - (select sum(report) from random where part = 5) -> 'requests.received.total' from total),
    (select sum(report -> 'requests.received.total') from random where part <> 5), 'all less a part is the rest');
select is((select coverage(s - (select sum(report) from random where part = 5), 'requests.received.total') from total),
    (select count(report -> 'requests.received.total') from random where part <> 5), 'and so is its coverage');

-- any plan
\ir ../plan.psql
create temporary table by_part as select part, sum(report) as s from random group by part;
alter table random set (parallel_workers = 2);
set local max_parallel_workers_per_gather = 2;
set local parallel_setup_cost = 0;
set local parallel_tuple_cost = 0;
set local min_parallel_table_scan_size = 0;
select matches(pg_temp.plan('select sum(report) from random'),
    'Finalize Aggregate.*Gather.*Partial Aggregate.*Parallel Seq Scan', 'sum() runs in workers');
select is((select sum(report) from random), (select s from total), 'and is the same');
select matches(pg_temp.plan('select part, sum(report) from random group by part'),
    'Finalize (Hash|Group)Aggregate.*Gather.*Partial HashAggregate', 'so it does by groups');
select results_eq('select part, sum(report) from random group by part order by part',
    'select part, s from by_part order by part', 'and is the same');

-- parts out of range on the way, all of it in range
create table large (n int, report gov_disclosure_report) with (parallel_workers = 2);
insert into large
select n, jsonb_build_object('edition', 2021, 'figures', jsonb_build_object('requests.received.total',
    case when n <= 1000 then 9223372036854775807 else -9223372036854775807 end))::gov_disclosure_report
from generate_series(1, 2000) n;
insert into large values (0, '{"edition": 2021, "figures": {"requests.received.total": 5}}'::jsonb::gov_disclosure_report);
analyze large;
select matches(pg_temp.plan('select sum(report) from large'), 'Gather.*Partial Aggregate', 'large sums run in workers');
select is((select sum(report) -> 'requests.received.total' from large), 5::numeric, 'whose parts may be out of range');
select throws_ok('select sum(report) from large where n <= 2', '22003', null, 'but not the whole');
set local max_parallel_workers_per_gather = 0;
select is((select sum(report) -> 'requests.received.total' from large), 5::numeric, 'nor does it matter to one process');
select is((select sum(report) -> 'requests.received.total' from (select report from large order by n % 7, n) x), 5::numeric,
    'in another order');

-- partitions
create table parted (part int, other int, report gov_disclosure_report) partition by list (part);
create table parted_even partition of parted for values in (0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22);
create table parted_odd partition of parted default;
insert into parted select part, n % 11, report from random;
analyze parted;
set local enable_partitionwise_aggregate = on;
set local enable_sort = off;
select matches(pg_temp.plan('select part, sum(report) from parted group by part'),
    'Append.*HashAggregate.*Seq Scan on parted_even.*HashAggregate.*Seq Scan on parted_odd', 'partitions are summed one by one');
select results_eq('select part, sum(report) from parted group by part order by part',
    'select part, s from by_part order by part', 'with the same result');
select matches(pg_temp.plan('select other, sum(report) from parted group by other'),
    'Finalize HashAggregate.*Append.*Partial HashAggregate.*Partial HashAggregate', 'and in parts, where groups cross partitions');
select results_eq('select other, sum(report) from parted group by other order by other',
    'select n % 11, sum(report) from random group by 1 order by 1', 'with the same result');
set local enable_hashagg = off;
set local enable_sort = on;
select results_eq('select part, sum(report) from random group by part order by part',
    'select part, s from by_part order by part', 'sorted groups');
set local enable_hashagg = on;
set local work_mem = '64kB';
select results_eq('select n % 700 + 0, sum(report) from random group by 1 order by 1',
    $$select n, (select sum(report) from random r where r.n % 700 = g.n) from generate_series(0, 699) as g (n) order by n$$,
    'groups that do not fit into work_mem');
-- many groups: memory is what the server was told it may take, and then it spills
create function pg_temp.memory(query text, out kilobytes int, out batches int) language plpgsql as $$
declare line text;
begin
    for line in execute 'explain (analyze, costs off, timing off) ' || query loop
        kilobytes := coalesce(substring(line, 'Memory Usage: (\d+)kB')::int, kilobytes);
        batches := coalesce(substring(line, 'Batches: (\d+)')::int, batches);
    end loop;
end $$;
set local enable_sort = off;
set local hash_mem_multiplier = 1;
set local work_mem = '16MB';
select ok(kilobytes <= 16384 and batches > 1, format('20,000 groups in %s kB and %s batches', kilobytes, batches))
from pg_temp.memory('select n * 2 + half, sum(report) from random, generate_series(0, 1) half group by 1');
set local work_mem = '512MB';
select ok(kilobytes < 20000 * 6.5 and batches = 1, format('in %s kB if they may', kilobytes))
from pg_temp.memory('select n * 2 + half, sum(report) from random, generate_series(0, 1) half group by 1');
set local enable_sort = on;
reset hash_mem_multiplier;
reset work_mem;

-- frames: each is what is computed anew
select results_eq(
    $$select n, sum(report) over (order by n rows between 7 preceding and 3 following) from random where n <= 400 order by n$$,
    $$select r.n, (select sum(report) from random f where f.n between r.n - 7 and r.n + 3 and f.n <= 400)
      from random r where n <= 400 order by n$$, 'moving frames are as computed anew');
select results_eq(
    $$select n, sum(case when n % 3 > 0 then report end) over (partition by part order by n rows between 3 preceding and 1 preceding)
      from random where n <= 600 order by n$$,
    $$select n, (select sum(report) from (select report, n as m from random f where f.n <= 600 and f.part = r.part and f.n < r.n
                 order by n desc limit 3) x where m % 3 > 0)
      from random r where n <= 600 order by n$$, 'with nulls and empty frames');
select results_eq(
    $$select n, sum(report) over (order by n range between unbounded preceding and current row) -> 'requests.received.total'
      from random where n <= 300 order by n$$,
    $$select n, sum(report -> 'requests.received.total') over (order by n) from random where n <= 300 order by n$$,
    'running totals');
select results_eq(
    $$select n, sum(report) filter (where n % 2 = 0) over (order by n rows between 2 preceding and current row exclude current row)
      from random where n <= 200 order by n$$,
    $$select n, (select sum(report) from random f where f.n in (r.n - 1, r.n - 2) and f.n % 2 = 0)
      from random r where n <= 200 order by n$$, 'filtered frames without the row itself');

-- long prose out of line does not matter, and is not read
create temporary table long as
select n, (report::jsonb || jsonb_build_object('sections', jsonb_build_object('1', jsonb_build_object('prose',
       (select string_agg(md5(n::text || i), ' ') from generate_series(1, 300) i)))))::gov_disclosure_report as report
from random where n <= 300;
select ok((select bool_and(pg_column_size(report) > 5000) from long), 'prose is long');
select is((select sum(report) from long), (select sum(report) from random where n <= 300), 'reports with prose');
select is((select sum(report) from (select sum(report) as report from long group by n % 10) x),
    (select sum(report) from random where n <= 300), 'in parts');

-- nothing is left behind by a transition; where the system tells how much memory there is
create function pg_temp.resident() returns int language sql volatile as
$$ select substring(pg_read_file('/proc/self/status', 0, 100000, true) from 'VmRSS:\s+(\d+) kB')::int $$;
create function pg_temp.growth(query text) returns int language plpgsql as $$
declare before int;
begin
    execute query;
    before := pg_temp.resident();
    for i in 1 .. 3 loop
        execute query;
    end loop;
    return pg_temp.resident() - before;
end $$;
select case when growth is null then pass(name || ': memory cannot be told here')
            else ok(growth < 1000, name || ' leave nothing behind: ' || growth || ' kB') end
from (values ('a million reports', pg_temp.growth('select sum(report) from random, generate_series(1, 100)')),
             ('long reports', pg_temp.growth('select sum(report) from long, generate_series(1, 20)')),
             ('moving frames', pg_temp.growth('select count(s) from (select sum(report) over (order by n rows between 20 preceding and current row) s from random) x')))
     as v (name, growth);

-- consistent reports make a consistent one
select ok((select count(*) > 5 from sample where is_consistent(report)), 'most samples are consistent');
select ok((select is_consistent(sum(report)) from sample where is_consistent(report)), 'and so is their sum');
select is((select is_consistent(sum(report)) from sample), false, 'which that of all is not')
where exists (select from sample where not is_consistent(report));
select * from finish();
rollback;
