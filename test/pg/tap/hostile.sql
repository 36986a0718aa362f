-- hostile.sql: what is no report, or only almost.  Either a value or a clear
-- error, never anything else.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

-- "ok" when a text is taken and its value survives text, jsonb; else the SQLSTATE.
create function pg_temp.outcome(raw text) returns text language plpgsql as $$
declare report gov_disclosure_report;
begin
    report := raw::gov_disclosure_report;
    if report::text::gov_disclosure_report <> report then return 'text does not come back'; end if;
    if report::text::gov_disclosure_report::text <> report::text then return 'text is not stable'; end if;
    if report::jsonb::gov_disclosure_report <> report then return 'jsonb does not come back'; end if;
    return 'ok';
exception when others then
    return sqlstate;
end $$;

select is(pg_temp.outcome(raw), '22P02', 'refused: ' || coalesce(nullif(left(raw, 24), ''), 'nothing'))
from unnest(array['', ' ', E'\n\n\n', 'x', '0', '{}', 'null', '政府信息公开', repeat('a', 100000),
                  repeat('|', 10000), repeat('9', 20000), repeat(E'\t\n', 9999), repeat('（', 9999),
                  '2023年政府信息公开工作年度报告']) as raw;
select throws_ok(
    $$select 'no report at all'::gov_disclosure_report$$, '22P02', null, 'the error has its code');

-- Cut off anywhere.
select is((select string_agg(distinct pg_temp.outcome(left(raw, n)), ' ')
           from generate_series(0, length(raw), greatest(1, length(raw) / 60)) n
           where pg_temp.outcome(left(raw, n)) not in ('ok', '22P02')), null,
          name || ': cut off anywhere') from sample order by name;
select is((select string_agg(distinct pg_temp.outcome(substr(raw, n)), ' ')
           from generate_series(1, length(raw), greatest(1, length(raw) / 60)) n
           where pg_temp.outcome(substr(raw, n)) not in ('ok', '22P02')), null,
          name || ': begun anywhere') from sample order by name;
-- The value's own text, cut off or changed, is just another text.
select is((select string_agg(distinct pg_temp.outcome(left(report::text, n)), ' ')
           from generate_series(0, length(report::text), greatest(1, length(report::text) / 60)) n
           where pg_temp.outcome(left(report::text, n)) not in ('ok', '22P02')), null,
          name || ': canonical text cut off anywhere') from sample order by name;
-- Joined, repeated, control characters between.
select ok(pg_temp.outcome(change) in ('ok', '22P02'), name || ': changed, variant ' || n)
from sample, unnest(array[
    raw || raw, raw || report::text, report::text || raw, replace(raw, E'\n', E'\u2028'),
    replace(raw, E'\n', ''), replace(raw, E'\t', ''), reverse(raw), upper(raw), translate(raw, '0123456789', '1111111111'),
    raw || repeat('五、存在的主要问题及改进情况', 1000)]) with ordinality as v(change, n)
order by name, n;
-- What must not change a figure.
select is(change::gov_disclosure_report::jsonb -> 'figures', report::jsonb -> 'figures',
          name || ': the same figures, variant ' || n)
from sample, unnest(array[
    replace(raw, E'\n', E'\r\n'), replace(raw, E'\n', E'\r'), E'\uFEFF' || raw,
    E'\x01\x02\x1f' || raw || E'\x7f', replace(raw, '申请', E'申\u200B请'),
    repeat(E'\n', 5000) || raw || repeat(' ', 5000)]) with ordinality as v(change, n)
order by name, n;

-- Numbers that no bigint holds are unreadable, their text kept.
create temporary table beyond as
select replace(raw, E'行政许可\t2406', E'行政许可\t99999999999999999999')::gov_disclosure_report as report
from sample where name = 'qinghe-2023';
select is(state(report, 'proactive.licensing.decisions'), 'unreadable', 'beyond bigint: unreadable') from beyond;
select is(report -> 'proactive.licensing.decisions', null, 'beyond bigint: no number') from beyond;
select is((select raw from notes(report) where code = 'unreadable' and key = 'proactive.licensing.decisions'),
          '99999999999999999999', 'beyond bigint: the text is kept') from beyond;
select is(report -> 'proactive.penalties.decisions', 318::numeric, 'beyond bigint: the next figure is right') from beyond;
select is((replace(raw, E'行政许可\t2406', E'行政许可\t9223372036854775807')::gov_disclosure_report)
          -> 'proactive.licensing.decisions', 9223372036854775807::numeric, 'the largest bigint is read')
from sample where name = 'qinghe-2023';

-- Thousands of the same.
select is(pg_temp.outcome(raw || E'\n' || repeat(E'\n行政许可\t7\t\t', 20000)), 'ok', 'a label 20,000 times')
from sample where name = 'qinghe-2023';
select ok((select count(*) from notes((raw || E'\n' || repeat(E'\n陌生的行\t7\t8\t9', 20000))::gov_disclosure_report)) <= 1000,
          'notes are bounded') from sample where name = 'qinghe-2023';
select is(pg_temp.outcome(replace(raw, '规章', repeat('规章 ', 30000))), 'ok', 'a label 30,000 times on its line')
from sample where name = 'qinghe-2023';
select is(pg_temp.outcome(replace(raw, '318', repeat('3', 50000))), 'ok', 'a number of 50,000 digits')
from sample where name = 'qinghe-2023';

-- Keys.
select throws_ok($$select report -> 'requests.recieved.total' from sample limit 1$$, '22023', null, 'an unknown key');
select throws_ok($$select state(report, '') from sample limit 1$$, '22023', null, 'an empty key');
select throws_ok($$select figure(report, repeat('x', 100000)) from sample limit 1$$, '22023', null, 'a long key');
select is((report -> null) is null, true, 'a null key') from sample limit 1;

-- jsonb that is no report.
select throws_matching(format('select %L::jsonb::gov_disclosure_report', j), '.', 'jsonb refused: ' || left(j, 50))
from unnest(array['null', '[]', '1', '"x"', '{}', '{"edition": 2020, "year": 2023, "figures": {}}',
    '{"edition": 2021, "year": 2023, "figures": {"no.such.key": 1}}',
    '{"edition": 2021, "year": 2023, "figures": {"requests.received.total": 1.5}}',
    '{"edition": 2021, "year": 2023, "figures": {"requests.received.total": "1"}}',
    '{"edition": 2021, "year": 2023, "figures": {"requests.received.total": 99999999999999999999}}',
    '{"edition": 2021, "year": 2023, "figures": {"proactive.fees.amount": 0.0000001}}',
    '{"edition": 2021, "year": "x", "figures": {}}', '{"edition": 2021, "year": 20230, "figures": {}}',
    '{"edition": 2021, "year": 2023, "figures": []}',
    '{"edition": 2021, "year": 2023, "figures": {}, "states": {"requests.received.total": "number"}}',
    '{"edition": 2021, "year": 2023, "figures": {}, "sections": {"0": {}}}',
    '{"edition": 2021, "year": 2023, "figures": {}, "notes": [{"code": "nonsense"}]}',
    '{"edition": 2021, "year": 2023, "figures": {}, "surprise": 1}']) as j;
select * from finish();
rollback;
