-- samples.sql: every figure of every sample report, by every way out.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

select is((report).year, (truth ->> 'year')::int, name || ': year') from sample order by name;
select is((report).edition, (truth ->> 'edition')::int, name || ': edition') from sample order by name;
select is((report).authority, truth ->> 'authority', name || ': authority') from sample order by name;

create temporary table truth as
select s.name, s.report, t.key, (t.value #>> '{}')::numeric as value
from sample s, json_each(s.truth -> 'figures') as t;

select is((select count(*) from truth t where t.name = s.name
           and figure(t.report, t.key) is distinct from t.value), 0::bigint, name || ': figure()')
from sample s order by name;
select is((select count(*) from truth t where t.name = s.name
           and t.report -> t.key is distinct from t.value), 0::bigint, name || ': operator ->')
from sample s order by name;
select is((select count(*) from truth t where t.name = s.name
           and (state(t.report, t.key) = 'number') is distinct from (t.value is not null)),
          0::bigint, name || ': state()')
from sample s order by name;
select is((select count(*) from cells(s.report) c full join (select * from truth where name = s.name) t using (key)
           where c.value is distinct from t.value),
          0::bigint, name || ': cells()')
from sample s order by name;
select is((select count(*) from jsonb_each(s.report::jsonb -> 'figures') j
           full join (select * from truth where name = s.name) t using (key)
           where (j.value #>> '{}')::numeric is distinct from t.value),
          0::bigint, name || ': jsonb')
from sample s order by name;
select is((select count(*) from gov_disclosure_trace(s.raw) c
           full join (select * from truth where name = s.name) t using (key)
           where c.value is distinct from t.value),
          0::bigint, name || ': gov_disclosure_trace()')
from sample s order by name;
select is((select count(*) from gov_disclosure_trace(s.raw) c where c.state = 'number'
           and (c.line < 1 or c."column" < 1
                or strpos(split_part(s.raw, E'\n', c.line), c.raw) = 0)),
          0::bigint, name || ': the trace''s raw text is on its line')
from sample s order by name;

-- Lossless in all three directions; stable output.
select is(report::text::gov_disclosure_report, report, name || ': text and back') from sample order by name;
select is(report::text::gov_disclosure_report::text, report::text, name || ': canonical text is stable')
from sample order by name;
select is((report::jsonb)::gov_disclosure_report, report, name || ': jsonb and back') from sample order by name;
select is(gov_disclosure_report_send(report::text::gov_disclosure_report),
          gov_disclosure_report_send(report), name || ': the very bytes') from sample order by name;
select is(figures_only(report)::text::gov_disclosure_report, figures_only(report),
          name || ': text and back without prose') from sample order by name;
select cmp_ok(pg_column_size(figures_only(report)), '<=', 400, name || ': compact without prose')
from sample order by name;

-- Prose.
select is((select count(*) from generate_series(1, 6) n where section(report, n) ~ '[0-9]+\s+[0-9]+\s+[0-9]+\s+[0-9]+'),
          0::bigint, name || ': no table left in the prose') from sample order by name;
select matches(section(report, 5), '每季度抽查一次', 'section five is kept') from sample where name = 'qinghe-2023';
select matches(section(report, 6), '实际收取200元', 'section six is kept') from sample where name = 'qinghe-2023';
select matches(preamble(report), '统计期限', 'the preamble is kept') from sample where name = 'qinghe-2023';
select is(section(report, 9), null, 'a section that is not there is null') from sample where name = 'qinghe-2023';

-- What the blank cells are.
select is(state(report, 'proactive.coercive_measures.decisions'), 'not_applicable', 'a stroke is "not applicable"')
from sample where name = 'fengpu-2023';
select is(state(report, 'proactive.regulations.issued'), 'blank', 'an empty cell is blank')
from sample where name = 'baiyuan-2022';
select is(state(report, 'requests.other.unspecified.total'), 'absent', 'a row that is not there is absent')
from sample where name = 'qinghe-2023';
select cmp_ok((select count(*) from notes(report) where code = 'edition_mixed'), '>=', 1::bigint,
              'a mixture of editions is noted') from sample where name = 'shiqiao-2022';
select cmp_ok((select count(*) from notes(report) where code = 'label_similar'), '>=', 1::bigint,
              'a misprinted label is noted') from sample where name = 'shiqiao-2022';
select is((select count(*) from gov_form()), 226::bigint, 'the form has 226 figures');
select * from finish();
rollback;
