-- demo.sql: what the reports loaded into the table "report" say.
\pset footer off
\pset null '·'
\pset linestyle unicode
\pset border 1

\echo
\echo Every report, whatever its layout, is one value; its parts read like columns:
select name, (report).year, (report).edition, (report).authority,
       report -> 'requests.received.total' as received,
       report -> 'requests.carried_in.total' as carried_in,
       report -> 'requests.concluded.total' as concluded,
       report -> 'requests.carried_forward.total' as carried_forward,
       report -> 'proactive.licensing.decisions' as licences,
       report -> 'proactive.fees.amount' as fees,
       pg_column_size(figures_only(report)) as bytes
from report order by name;

\echo A number, a blank cell, a mark and a cell that is not there are told apart:
select name, state, count(*) as figures
from report, cells(report) group by name, state order by name, state;

\echo What the reader decided beyond the plain case is noted on the value:
select name, n.code, count(*) as notes, min(n.key) as first_key, left(min(n.raw), 30) as first_raw
from report, notes(report) as n group by name, n.code order by name, n.code limit 20;

\echo Where each figure was read, to the line and column (the report with most notes):
select t.key, t.value, t.line, t."column", t.raw
from (select name, raw from report
      order by (select count(*) from notes(report)) desc, name limit 1) as r,
     gov_disclosure_trace(r.raw) as t
where t.value > 0 limit 8;

\echo What cannot be right, and what is probably wrong: sums, prose, year, body, sections:
select name, severity, rule, location, expected, actual, left(message, 60) as message
from report, violations(report) order by name, rule, location limit 20;

\echo A wrong figure is named: the first two digits of one exchanged, in a report that was consistent:
create temporary table damaged as
select name, jsonb_set(report::jsonb, '{figures,requests.received.natural_person}',
                       wrong::jsonb)::gov_disclosure_report as report
from report,
     lateral (select (report -> 'requests.received.natural_person')::text as right) as f,
     lateral (select regexp_replace(f.right, '^(.)([1-9])', '\2\1') as wrong) as w
where is_consistent(report) and wrong <> f.right
order by f.right::numeric desc, name limit 1;
select name, rule, location, expected, actual from damaged, violations(report, 'error');
select name, s.* from damaged, suspects(report) as s;

\echo A table with the check refuses it, and takes it once it is corrected, with a note of that:
create temporary table accepted (name text, report gov_disclosure_report check (require_consistent(report)));
\set ON_ERROR_STOP off
\set VERBOSITY default
insert into accepted select * from damaged;
\set ON_ERROR_STOP on
insert into accepted
select name, with_figure(report, key, implied)
from damaged, suspects(report) where "unique" and changes = 1;
select name, c.* from accepted, corrections(report) as c;

\echo A misspelt key is an error that names the nearest:
\set ON_ERROR_STOP off
\set VERBOSITY default
select report -> 'requests.recieved.total' from report limit 1;
\set ON_ERROR_STOP on

\echo The value read back is the report in the official layout, tab-separated; here its first table (one report):
select replace(line, E'\t', ' | ') as line
from (select report from report where (report).edition = 2021 order by name desc limit 1) as r,
     regexp_split_to_table(substring(r.report::text from '二、主动公开.*?\n三、'), E'\n') as line
where line !~ '^三、';

\echo And it is lossless: text and jsonb read back to the very same values.
select count(*) as reports,
       count(*) filter (where report::text::gov_disclosure_report = report) as through_text,
       count(*) filter (where report::jsonb::gov_disclosure_report = report) as through_jsonb
from report;

\echo Reports add up to a report, here those of the year with most of them; this is its table of requests:
create temporary table consolidated as
select year(report) as year, sum(report) as report
from report where year(report) is not null
group by year(report) order by count(*) desc, year desc limit 1;
select year, reports(report), (report).edition, report -> 'requests.received.total' as received,
       report -> 'requests.concluded.total' as concluded, report -> 'proactive.fees.amount' as fees,
       pg_column_size(report) as bytes
from consolidated;
select left(replace(line, E'\t', ' | '), 100) as line
from consolidated, regexp_split_to_table(substring(report::text from '一、本年新收.*?\n四、政府信息公开行政复议'), E'\n') as line
where line !~ '行政复议$' and line ~ '[1-9]\d*$';

\echo Blank never passes for zero: figures that some of its reports left open, and how many gave them:
select c.key, c.value, coverage(report, c.key), reports(report)
from consolidated, cells(report) as c
where coverage(report, c.key) < reports(report) and state(report, c.key) = 'number'
order by c.value desc, c.key limit 8;

\echo It is checked like any other, and so is that of all years, some of whose reports leave cells blank:
select which, reports(s), c.status, count(*) as checks, min(c.location) as first_place, min(c.missing[1]) as first_missing
from (select 'of ' || year as which, report as s from consolidated
      union all select 'of all', sum(report) from report) as x, checks(s, 'error') as c
group by which, reports(s), c.status order by which, c.status;

\echo Beside what the parent published (made here: one report was forgotten, and one figure mistyped):
create temporary table published as
select with_figure(c.report - f.report, 'proactive.licensing.decisions',
                   (c.report -> 'proactive.licensing.decisions') * 10) as report
from consolidated as c,
     lateral (select r.report from report as r where year(r.report) = c.year order by r.name limit 1) as f;
select r.key, r.parent, r.children, r.difference
from published as p, consolidated as c, reconcile(p.report, c.report) as r limit 8;

\echo Indicators by year, consolidated first and then divided:
select year, reports(s), round(granted_share, 3) as granted, round(partly_granted_share, 3) as partly,
       round(refused_share, 3) as refused, round(unavailable_share, 3) as unavailable,
       round(not_processed_share, 3) as not_processed, round(conclusion_rate, 3) as concluded,
       round(natural_person_share, 3) as natural_persons, round(corrected_rate, 3) as corrected
from (select year(report) as year, sum(report) as s
      from report where year(report) is not null group by year(report)) as x, indicators(s) as i
order by year;
