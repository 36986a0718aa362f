-- tables.sql: the type in tables: indexes, keys, generated columns, joins.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

create table filed (
    id int generated always as identity primary key,
    report gov_disclosure_report not null,
    year int generated always as (year(report)) stored,
    figures gov_disclosure_report generated always as (figures_only(report)) stored,
    check ((report).edition in (2019, 2021)));
select lives_ok(
    $$insert into filed (report) select report from sample order by name$$,
    'insert with generated columns and a check');
select is_empty(
    $$select id from filed where year is distinct from year(report)
      or figures <> figures_only(report)$$,
    'the generated columns are right');

create index filed_received on filed ((report -> 'requests.received.total'));
create index filed_year on filed (year(report), authority(report));
create unique index filed_figures on filed (figures);
create index filed_hash on filed using hash (report);
set local enable_seqscan = off;
set local enable_bitmapscan = off;

\ir ../plan.psql

select matches(pg_temp.plan($$select id from filed where report -> 'requests.received.total' = 58$$),
               'filed_received', 'an index on a figure is used');
select is((select count(*) from filed where report -> 'requests.received.total' = 58),
          (select count(*) from sample where truth #>> '{figures,requests.received.total}' = '58'),
          'and finds the report');
select matches(pg_temp.plan($$select id from filed where (report).year = 2023$$),
               'filed_year', 'an index on an attribute is used');
select matches(pg_temp.plan($$select id from filed where report = (select report from filed where id = 1)$$),
               'filed_hash', 'a hash index on the value is used');
select matches(pg_temp.plan($$select id from filed where figures = (select figures from filed where id = 1)$$),
               'filed_figures', 'a btree index on a value without prose is used');
select is((select count(*) from filed a join sample s on s.report = a.report),
          (select count(*) from sample), 'every value is found by equality');
select throws_ok($$insert into filed (report) select report from filed limit 1$$, '23505', null,
                 'a unique index refuses the same value');

set local enable_seqscan = on;
set local enable_indexscan = off;
set local enable_indexonlyscan = off;
set local enable_nestloop = off;
set local enable_mergejoin = off;
select matches(pg_temp.plan($$select 1 from filed a join sample s on s.report = a.report$$), 'Hash Join', 'hash join');
select is((select count(*) from filed a join sample s on s.report = a.report),
          (select count(*) from sample), 'a hash join finds all');
set local enable_hashjoin = off;
set local enable_mergejoin = on;
select matches(pg_temp.plan($$select 1 from filed a join sample s on s.report = a.report$$), 'Merge Join', 'merge join');
select is((select count(*) from filed a join sample s on s.report = a.report),
          (select count(*) from sample), 'a merge join finds all');
select is((select count(distinct report) from (select report from filed union all select report from sample) as u),
          (select count(*) from sample), 'distinct');
select is((select count(*) from (select report from filed union select report::text::gov_disclosure_report from sample) as u),
          (select count(*) from sample), 'union');
select is_empty(
    $$select 1 from (select year(report) as y, lag(year(report)) over (order by report) as before from filed) as o
      where y < before$$, 'values are ordered by year first');

-- Order is total and agrees with equality.
select is_empty(
    $$select a.name, b.name from sample a, sample b
      where ((a.report < b.report)::int + (a.report = b.report)::int + (a.report > b.report)::int) <> 1
         or (a.report <= b.report) <> not (a.report > b.report)
         or (a.report >= b.report) <> not (a.report < b.report)
         or (a.report <> b.report) <> (a.name <> b.name)$$,
    'comparison operators agree');
select is_empty(
    $$select 1 from sample a, sample b, sample c
      where a.report < b.report and b.report < c.report and not a.report < c.report$$,
    'order is transitive');

-- An update, a rewrite and a domain.
select lives_ok($$update filed set report = report::text::gov_disclosure_report$$, 'update through text');
select is((select count(*) from filed a join sample s on s.report = a.report),
          (select count(*) from sample), 'and the values are the same');
create table plain as select report::jsonb as report from sample;
select lives_ok($$alter table plain alter column report type gov_disclosure_report using report::gov_disclosure_report$$,
                'a column of jsonb is made one of reports');
select is((select count(*) from plain a join sample s on s.report = a.report),
          (select count(*) from sample), 'and the values are the same');
alter table plain alter column report type text using report::text;
select lives_ok($$alter table plain alter column report type gov_disclosure_report using report::gov_disclosure_report$$,
                'a column of text is made one of reports');
select is((select count(*) from plain a join sample s on s.report = a.report),
          (select count(*) from sample), 'and the values are the same');
create domain report_of_2023 as gov_disclosure_report check (year(value) = 2023);
select lives_ok($$select raw::report_of_2023 from sample where name = 'qinghe-2023'$$, 'a domain accepts');
select throws_ok($$select raw::report_of_2023 from sample where name = 'yunchuan-2024'$$, '23514', null, 'a domain refuses');
select * from finish();
rollback;
