-- checks.sql: violations(), checks(), is_consistent() over whole tables: that they
-- agree, what they read, plans, refusals.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

create temporary table severity as select unnest(array['notice', 'warning', 'error']) as severity;
create temporary table policy as select unnest(array['possible', 'zero', 'strict']) as policy;
-- The samples, without their prose too, and with a figure changed or lost.
create temporary table filed as
select name, report from sample
union all select name || ', figures', figures_only(report) from sample
union all select name || ', received + 1', with_figure(report, 'requests.received.total', (report -> 'requests.received.total') + 1)
from sample where report -> 'requests.received.total' is not null
union all select name || ', upheld blank', jsonb_set(jsonb_set(report::jsonb, '{figures,remedies.reconsideration.upheld}', 'null'),
    '{states}', coalesce(report::jsonb -> 'states', '{}') || '{"remedies.reconsideration.upheld": "blank"}')::gov_disclosure_report
from sample;
select cmp_ok((select count(*) from filed), '>=', 40::bigint, 'there are reports to check');

-- The catalogue and what checks() gives.
select is_empty(
    $$select distinct v.rule from filed, checks(report) v except select rule from gov_rules()$$,
    'every rule of a check is in gov_rules()');
select is_empty(
    $$select f.name, g.rule from filed f, gov_rules() g
      where g.rule not like 'continuity.%' and edition(f.report) = any (g.editions)
        and not exists (select from checks(f.report) v where v.rule = g.rule)$$,
    'every rule of a report''s edition is checked, or said not to be evaluable');
select is_empty(
    $$select f.name, v.rule from filed f, checks(report) v join gov_rules() g using (rule)
      where v.severity <> g.severity or not edition(f.report) = any (g.editions)
         or v.status not in ('pass', 'fail', 'not_evaluable')$$,
    'severity and editions of a check are its rule''s');
select is_empty(
    $$select name, rule from (select f.name, v.rule, g.place, lag(g.place) over (partition by f.name order by v.ordinality) as before
          from filed f, checks(f.report) with ordinality v
          join (select rule, row_number() over () as place from gov_rules()) g using (rule)) as o
      where place < before$$,
    'checks come in the order of gov_rules()');

-- All ways to ask agree.
select is_empty(
    $$select name, severity, policy from filed, severity, policy
      where is_consistent(report, severity, policy) <> not exists (select from violations(report, severity, policy))$$,
    'is_consistent() where there are no violations, by severity and policy');
select is_empty(
    $$select name, severity, policy from filed, severity, policy
      where (select count(*) from violations(report, severity, policy))
         <> (select count(*) from checks(report, severity, policy) where status = 'fail')$$,
    'violations() are the checks that fail, by severity and policy');
select is_empty(
    $$select name, s.severity, policy from filed, severity s, policy, violations(report, s.severity, policy) v
      where not exists (select from violations(report, 'notice', policy) n where n is not distinct from v)$$,
    'a severity takes away and changes nothing');
select is_empty(
    $$select name, v.rule, v.location from filed, checks(report) v
      where v.difference is distinct from v.actual - v.expected
         or not v.missing <@ v.keys or v.message = '' or v.message ~ '[{}]' or v.fingerprint !~ '^[0-9a-f]{16}$'$$,
    'differences, missing keys, messages and fingerprints have their form');
select is_empty(
    $$select name, v.rule, v.key from filed, lateral (select rule, unnest(keys) as key from checks(report)) v
      where v.key not in (select key from gov_form())$$,
    'keys are the form''s');
select is_empty(
    $$select name from filed where name like '%received + 1' and is_consistent(report, 'error', 'zero')$$,
    'a wrong total is found in every sample, blanks being 0');
select set_eq(
    $$select name from filed where name like '%received + 1' and is_consistent(report)$$,
    $$values ('baiyuan-2022, received + 1')$$, 'a total that blanks leave open is not called wrong');
select is_empty(
    $$select name, v from filed, violations(report, 'error') v where name !~ '\+ 1$'$$,
    'the samples themselves, with a blank too, break no rule of severity error');
select is_empty(
    $$select s.name, v.rule, v.location from sample s, violations(figures_only(report), 'error') v
      except select s.name, v.rule, v.location from sample s, violations(report, 'error') v$$,
    'figures alone are judged as the whole report is');
select is_empty(
    $$select s.name, v.fingerprint from sample s, violations(report) v
      except select s.name, v.fingerprint from sample s, violations(raw::gov_disclosure_report::text::gov_disclosure_report) v$$,
    'fingerprints are the same when a report is read again');

-- What is read of a value that lies out of line: for errors its head alone.
create table long (id int, report gov_disclosure_report);
alter table long alter report set storage external;
insert into long select 1, jsonb_set(report::jsonb, '{sections,1,prose}', to_jsonb(repeat('本机关公开政府信息。', 200000)))
from sample where name = 'qinghe-2023';
select cmp_ok(pg_column_size(report), '>', 5000000, 'a long report lies out of line, not compressed') from long;
create function pg_temp.blocks(query text) returns bigint language plpgsql as $$
declare plan json;
begin
    execute 'explain (analyze, buffers, format json, timing off, summary off) ' || query into plan;
    return (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::bigint + (plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::bigint;
end $$;
-- all that a first call looks up in the catalogue, once
select count(is_consistent(report)) + count(is_consistent(report, 'warning')) as warm from long \gset
select cmp_ok(pg_temp.blocks('select is_consistent(report, ''warning'') from long'), '>', 600::bigint,
              'warnings read the prose');
select cmp_ok(pg_temp.blocks('select is_consistent(report) from long'), '<', 20::bigint,
              'is_consistent() reads the head alone');
select cmp_ok(pg_temp.blocks('select require_consistent(report) from long'), '<', 20::bigint,
              'require_consistent() reads the head alone');
select cmp_ok(pg_temp.blocks('select count(*) from long, violations(report, ''error'')'), '<', 20::bigint,
              'violations() of severity error read the head alone');
update long set report = with_figure(report, 'requests.received.total', 1);
select cmp_ok(pg_temp.blocks('select is_consistent(report) from long'), '<', 30::bigint,
              'of an inconsistent report, too');

-- In parallel workers.
create table many as select n, report from filed, generate_series(1, 60) n;
alter table many set (parallel_workers = 2);
analyze many;
create temporary table serial as
select count(*) filter (where is_consistent(report)) as good, count(*) filter (where is_consistent(report, 'notice', 'strict')) as clean
from many;
create temporary table serial_violations as
select v.rule, count(*) as n from many, violations(report, 'error') v group by 1;
set local max_parallel_workers_per_gather = 2;
set local parallel_setup_cost = 0;
set local parallel_tuple_cost = 0;
set local min_parallel_table_scan_size = 0;
\ir ../plan.psql
select matches(pg_temp.plan('select count(*) from many where is_consistent(report)'),
               'Partial Aggregate.*Parallel Seq Scan.*is_consistent', 'is_consistent() is planned into workers');
select results_eq(
    $$select count(*) filter (where is_consistent(report)), count(*) filter (where is_consistent(report, 'notice', 'strict')) from many$$,
    $$select good, clean from serial$$, 'and gives what one process gives');
select matches(pg_temp.plan('select v.rule, count(*) from many, violations(report, ''error'') v group by 1'),
               'Parallel Seq Scan', 'violations() over a parallel scan');
select set_eq($$select v.rule, count(*) from many, violations(report, 'error') v group by 1$$,
              $$select rule, n from serial_violations$$, 'and they are the same');
reset max_parallel_workers_per_gather;

-- Refusals.
create table guarded (name text, report gov_consistent_report);
create table checked (name text, report gov_disclosure_report check (require_consistent(report, 'error', 'zero')));
select lives_ok($$insert into guarded select name, report from filed where is_consistent(report)$$, 'the domain takes what is consistent');
select throws_ok($$insert into guarded select name, report from filed$$, '23514', 'disclosure report has 2 violations', 'and nothing else');
select throws_ok($$update guarded set report = with_figure(report, 'requests.received.total', 1000000) where name = 'qinghe-2023'$$, '23514', null,
                 'also not by an update');
select throws_ok($$select 1 from filed where report::gov_consistent_report is null$$, '23514', null, 'nor by a cast');
select throws_ok($$alter table filed alter report type gov_consistent_report$$, '23514', null, 'nor by a change of type');
select throws_ok($$insert into checked select name, report from filed where name like 'qinghe%'$$, '23514', null, 'a check refuses');
select lives_ok($$insert into checked values ('none', null)$$, 'a check takes null');
-- The error tells why, and which function says more.
create function pg_temp.told(query text, out detail text, out hint text) language plpgsql as $$
begin
    execute query;
exception when check_violation then
    get stacked diagnostics detail = pg_exception_detail, hint = pg_exception_hint;
end $$;
select matches(detail, '^requests.row_total: requests.received: the applicant columns add up to 97, the total is 98\n'
               'requests.balance: requests.\*.total: ', 'DETAIL lists violations')
from pg_temp.told($$select require_consistent(report) from filed where name = 'qinghe-2023, received + 1'$$);
select matches(hint, '\mviolations\(', 'HINT names violations()')
from pg_temp.told($$select require_consistent(report) from filed where name = 'qinghe-2023, received + 1'$$);

-- Staging: what is consistent is moved, the rest stays for review with its faults.
create table incoming as select name, report from filed;
create table accepted (name text primary key, report gov_consistent_report not null);
create view review as
select i.name, v.rule, v.location, v.message, v.fingerprint from incoming i, violations(i.report, 'error') v;
with moved as (
    delete from incoming where is_consistent(report) returning name, report)
insert into accepted select * from moved;
select is((select count(*) from accepted) + (select count(*) from incoming), (select count(*) from filed), 'no report is lost');
select set_eq('select name from incoming', $$select name from filed where name like '%received + 1' and name !~ 'baiyuan'$$, 'the wrong ones stay');
select is_empty('select name from incoming except select name from review', 'and each says why');
update incoming set report = with_figure(report, 'requests.received.total', (report -> 'requests.received.total') - 1);
select is_empty('select * from review', 'corrected, nothing is left to review');
select lives_ok('insert into accepted select * from incoming', 'and they are taken');
select * from finish();
rollback;
