-- partials.sql: partial sums as engines that spread tables over servers use them:
-- made where the reports are, kept or sent as values, put together elsewhere.
\set QUIET on
\ir setup.psql
begin;
select no_plan();
\ir ../random.psql

-- what such an engine asks of the catalogue
create temporary view aggregate as
select a.*, p.proparallel, p.prokind from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid
where a.aggfnoid = 'sum(gov_disclosure_report)'::regprocedure;
select is(aggtranstype::regtype, 'gov_disclosure_report'::regtype, 'the state is a value of the type') from aggregate;
select is(agginitval, null, 'which is null at first') from aggregate;
select is(aggcombinefn, aggtransfn, 'states are added as reports are') from aggregate;
select is(array[aggserialfn, aggdeserialfn]::oid[], array[0, 0]::oid[], 'and need not be made into anything else') from aggregate;
select is(aggkind::text || proparallel::text, 'ns', 'a plain aggregate, parallel safe') from aggregate;
select is_empty($$select oid::regprocedure from pg_proc p, aggregate
                  where oid in (aggtransfn, aggcombinefn, aggfinalfn)
                    and ('internal'::regtype = any (proargtypes) or prorettype = 'internal'::regtype
                         or p.proparallel <> 's' or provolatile <> 'i')$$,
    'its functions can be called by anybody anywhere');
select is(provolatile::text, 'i', format('%s is immutable', p.oid::regproc))
from pg_proc p, pg_type where typname = 'gov_disclosure_report' and p.oid in (typinput, typoutput, typsend, typreceive);
select ok(exists (select from pg_opclass o join pg_am a on a.oid = o.opcmethod and a.amname = 'hash'
                  where opcdefault and opcintype = 'gov_disclosure_report'::regtype), 'there is a hash operator class');
select is((select gov_disclosure_report_send(sum(r)) from (values
        ('{"edition": 2021, "year": 2023, "title": "t", "sections": {"1": {"prose": "p"}}}'::jsonb::gov_disclosure_report)) v (r)),
    gov_disclosure_report_send('{"edition": 2021, "year": 2023}'::jsonb::gov_disclosure_report), 'a sum is of figures alone');

-- states as they are, not passed through a final function
create aggregate pg_temp.partial(gov_disclosure_report) (
    sfunc = gov_disclosure_report_sum, combinefunc = gov_disclosure_report_sum, stype = gov_disclosure_report, parallel = safe);
create temporary table random as select n, n % 23 as shard, report from pg_temp.random_reports(2000);
create temporary table total as select sum(report) as s from random;
create temporary table state as select shard, pg_temp.partial(report) as s from random group by shard;
insert into state select 99, pg_temp.partial(report) from random where false;
select is((select sum(s) from state), (select s from total), 'states put together');
select is((select sum(s::text::gov_disclosure_report) from state), (select s from total), 'after they were text');
select is((select sum(s::jsonb::gov_disclosure_report) from state), (select s from total), 'after they were jsonb');
select is((select gov_disclosure_report_sum_final(pg_temp.partial(s)) from state), (select s from total), 'and finished afterwards');
select is((select pg_temp.partial(s) from (select pg_temp.partial(s) as s from state group by shard % 5) x),
    (select s from total), 'states of states');

-- two at a time, in any order
create function pg_temp.tree(states gov_disclosure_report[]) returns gov_disclosure_report language plpgsql as $$
declare a int; b int; together gov_disclosure_report;
begin
    while cardinality(states) > 1 loop
        a := 1 + floor(random() * cardinality(states));
        b := 1 + (a + floor(random() * (cardinality(states) - 1))::int) % cardinality(states);
        together := gov_disclosure_report_sum(states[a], states[b]);
        states := states[:least(a, b) - 1] || states[least(a, b) + 1:greatest(a, b) - 1] || states[greatest(a, b) + 1:] || together;
    end loop;
    return states[1];
end $$;
do $$ begin perform setseed(0.5); end $$;
select is((select count(*) from generate_series(1, 50) t
           where pg_temp.tree((select array_agg(s) from state where t > 0)) = (select s from total)), 50::bigint,
    'fifty random trees of states give the same');
select is((select count(*) from generate_series(1, 10) t
           where pg_temp.tree((select array_agg(report) from random where n <= 200 and t > 0))
               = (select sum(report) from random where n <= 200)), 10::bigint, 'and ten of reports');

-- copied before they are kept: a state changes nothing that it was made of
select ok(bool_and(a = b and a = c), 'two sums of the same states')
from (select sum(s) as a, pg_temp.partial(s) as b, sum(s) filter (where true) as c from state) x;
select ok((select sum(s) = (select s from total) from state) and
    not exists (select from state where s is distinct from (select sum(report) from random r where r.shard = state.shard)),
    'which are what they were');
select results_eq(
    $$select shard, s, pg_temp.partial(s) over (order by shard) from (select shard, pg_temp.partial(report) as s from random group by shard) x order by 1$$,
    $$select shard, s, (select sum(s) from state b where b.shard <= a.shard) from state a where shard < 99 order by 1$$,
    'states used twice');

-- states that are no report, being out of range: kept and added, but not sent
create temporary table large as
select n, jsonb_build_object('edition', 2021, 'figures', jsonb_build_object('requests.received.total',
    case when n % 2 = 0 then 9223372036854775807 else -9223372036854775807 end))::gov_disclosure_report as report
from generate_series(1, 20) n;
create temporary table large_state as select n % 2 as half, pg_temp.partial(report) as s from large group by 1;
select ok(bool_and(pg_column_size(s) < 5000 and length(gov_disclosure_report_send(s)) > 5000), 'they are stored compressed')
from large_state;
select is((select sum(s) -> 'requests.received.total' from large_state), 0::numeric, 'and add up');
select is((select sum(s) - (select sum(report) from large) -> 'requests.received.total' from large_state), 0::numeric, 'to the same');
select throws_ok('select s::text from large_state', '22003', null, 'as text they are refused');
select throws_ok('select s::jsonb from large_state', '22003', null, 'as jsonb');
select throws_ok('select reports(s) from large_state', '22003', null, 'and as a report');
select * from finish();
rollback;
