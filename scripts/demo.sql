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
