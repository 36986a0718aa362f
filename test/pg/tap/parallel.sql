-- parallel.sql: every function runs in parallel workers and says the same.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

create table many as
select n, s.report from sample s, generate_series(1, 300) n;
alter table many set (parallel_workers = 2);
analyze many;
\ir ../plan.psql
create temporary table serial as
select sum(report -> 'requests.received.total') as received, count(state(report, 'proactive.fees.amount')) as states,
       sum(year(report)) as years, sum(length(report::text)) as text, sum(length((report::jsonb)::text)) as json,
       sum(length(section(report, 1))) as prose, sum(pg_column_size(figures_only(report))) as figures,
       count(distinct authority(report)) as authorities,
       (select report::text from many order by report desc limit 1) as last
from many;
set local max_parallel_workers_per_gather = 2;
set local parallel_setup_cost = 0;
set local parallel_tuple_cost = 0;
set local min_parallel_table_scan_size = 0;
select matches(pg_temp.plan(
    $$select sum(report -> 'requests.received.total'), count(state(report, 'proactive.fees.amount')),
             sum(year(report)), sum(length(report::text)), sum(length((report::jsonb)::text)),
             sum(length(section(report, 1))), sum(pg_column_size(figures_only(report))) from many$$),
    'Partial Aggregate.*Parallel Seq Scan', 'accessors, text and jsonb are planned into workers');
select results_eq(
    $$select sum(report -> 'requests.received.total'), count(state(report, 'proactive.fees.amount')),
             sum(year(report)), sum(length(report::text)), sum(length((report::jsonb)::text)),
             sum(length(section(report, 1))), sum(pg_column_size(figures_only(report))) from many$$,
    $$select received, states, years, text, json, prose, figures from serial$$,
    'and give what one process gives');
select is((select report::text from many order by report desc limit 1), (select last from serial), 'sorting in workers');
select is((select count(*) from many m, cells(m.report) c where c.state = 'number'),
          (select 300 * sum((select count(*) from cells(report) where state = 'number'))::bigint from sample),
          'cells() over a parallel scan');
select * from finish();
rollback;
