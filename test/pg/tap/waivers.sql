-- waivers.sql: faults that were looked at and are let stand.  A waiver is of a
-- report and a fingerprint: it outlives reading the text again and ends with
-- the figures, or on its day.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

-- The pattern of the manual.
create table filed (
    id bigint generated always as identity primary key,
    report gov_disclosure_report not null
);
create table waiver (
    filed_id bigint not null references filed on delete cascade,
    fingerprint text not null,
    rule text not null,
    reason text not null check (reason <> ''),
    granted_by text not null default current_user,
    until date,
    primary key (filed_id, fingerprint)
);
create view fault as
select f.id as filed_id, v.*, w.filed_id is not null as waived, w.reason, w.granted_by, w.until
from filed f
cross join lateral violations(f.report) v
left join waiver w on w.filed_id = f.id and w.fingerprint = v.fingerprint
    and (w.until is null or w.until >= current_date);
create view waiver_without_fault as
select w.* from waiver w
where not exists (select from filed f, violations(f.report) v
                  where f.id = w.filed_id and v.fingerprint = w.fingerprint);

-- Samples with one figure wrong, and what websites or converters make of them:
-- the same tables in other layouts.
create temporary table layout as
select name, wrong,
       regexp_replace(wrong::text, '\n#(note\t|authority\t|govreport 1 ).*$', '') as tabs,
       replace(regexp_replace(wrong::text, '\n#(note\t|authority\t|govreport 1 ).*$', ''), E'\t', ' | ') as bars
from (select name, with_figure(report, 'requests.received.total', (report -> 'requests.received.total') + 1)
             as wrong
      from sample
      where is_consistent(report)
        and not exists (select from cells(report) c where c.state <> 'number')) as s;
create function pg_temp.prints(report gov_disclosure_report) returns text language sql as
$$select string_agg(rule || ' ' || fingerprint, E'\n' order by fingerprint) from violations(report, 'error')$$;

select cmp_ok(count(*), '>=', 3::bigint, 'some samples') from layout;
select is(pg_temp.prints(tabs::gov_disclosure_report), pg_temp.prints(wrong),
          name || ': the same fingerprints from its text') from layout order by name;
select is(pg_temp.prints(bars::gov_disclosure_report), pg_temp.prints(wrong),
          name || ': the same fingerprints from another layout') from layout order by name;
select cmp_ok((select count(distinct fingerprint) from violations(wrong, 'error')), '>=', 2::bigint,
              name || ': faults have different fingerprints') from layout order by name;
select is((select count(*) from violations(with_figure(wrong, 'requests.received.total',
                                                       (wrong -> 'requests.received.total') + 1), 'error') a
           join violations(wrong, 'error') b using (fingerprint)
           where 'requests.received.total' = any (a.keys)), 0::bigint,
          name || ': others when the figure changes') from layout order by name;

-- One report is filed; its faults are open.
insert into filed (report) select wrong from layout order by name limit 1;
select cmp_ok(count(*) filter (where not waived), '>=', 2::bigint, 'faults are open at first')
from fault where severity = 'error';
select is(count(*) filter (where waived), 0::bigint, 'and none is waived') from fault;

-- One is waived.
insert into waiver (filed_id, fingerprint, rule, reason)
select filed_id, fingerprint, rule, 'printed so; the body has been asked'
from fault where rule = 'requests.row_total' and location = 'requests.received';
select is(count(*), 1::bigint, 'a waiver') from waiver;
select is(string_agg(rule || ' ' || location || ' ' || granted_by, ' '),
          'requests.row_total requests.received ' || current_user, 'just that fault is waived')
from fault where waived;
select is_empty('select from waiver_without_fault', 'the waiver is of a fault');

-- Reading the report again, from another layout, keeps it.
update filed set report = (select bars from layout order by name limit 1)::gov_disclosure_report;
select is(string_agg(rule, ' '), 'requests.row_total', 'still waived when read from another layout')
from fault where waived;
-- So does a correction that has nothing to do with it.
update filed set report = with_authority(with_figure(report, 'proactive.fees.amount', 1.25), '甲县');
select is(string_agg(rule, ' '), 'requests.row_total', 'still waived when other figures change')
from fault where waived;

-- It ends on its day.
update waiver set until = current_date;
select is(count(*) filter (where waived), 1::bigint, 'waived up to its last day') from fault;
update waiver set until = current_date - 1;
select is(count(*) filter (where waived), 0::bigint, 'open again the day after') from fault;
select is(count(*), 1::bigint, 'as a fault that is open')
from fault where rule = 'requests.row_total' and not waived;
update waiver set until = null;

-- It ends with the figures: another wrong figure is another fault, the right one none.
update filed set report = with_figure(report, 'requests.received.total', (report -> 'requests.received.total') + 1);
select is(count(*) filter (where waived), 0::bigint, 'open again when the figure changes') from fault;
select is(count(*), 1::bigint, 'and the waiver is one without a fault') from waiver_without_fault;
update filed set report = with_figure(report, 'requests.received.total', (report -> 'requests.received.total') - 2);
select is(count(*), 0::bigint, 'no fault once it is right')
from fault where rule = 'requests.row_total' and location = 'requests.received';
select is(count(*), 2::bigint, 'the report says how it came to that')
from filed, corrections(report) where item = 'requests.received.total';

select * from finish();
rollback;
