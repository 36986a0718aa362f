-- catalog.sql: what the extension puts into the catalogue, and how.
\set QUIET on
\ir setup.psql
begin;
select no_plan();

create temporary view member as
select d.classid, d.objid
from pg_depend d join pg_extension e on e.oid = d.refobjid and e.extname = 'govreport'
where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e';

create temporary view routine as
select p.* from pg_proc p join member m on m.classid = 'pg_proc'::regclass and m.objid = p.oid;

select is_empty(
    $$select objid::regprocedure from member
      where classid = 'pg_proc'::regclass and obj_description(objid, 'pg_proc') is null$$,
    'every function has a comment');
select is_empty(
    $$select pg_describe_object(classid, objid, 0) from member
      where classid = 'pg_type'::regclass and obj_description(objid, 'pg_type') is null
        and objid not in (select typarray from pg_type)$$,
    'every type has a comment');
select is_empty(
    $$select pg_describe_object(classid, objid, 0) from member
      where classid in ('pg_operator'::regclass, 'pg_cast'::regclass, 'pg_opclass'::regclass)
        and obj_description(objid, classid::regclass::name) is null$$,
    'every operator, cast and operator class has a comment');
select is_empty(
    $$select oid::regprocedure from routine where provolatile <> 'i'$$,
    'every function is immutable');
select is_empty(
    $$select oid::regprocedure from routine where proparallel <> 's'$$,
    'every function is parallel safe');
select is_empty(
    $$select oid::regprocedure from routine
      where not proisstrict and pronargs > 0 and not 'encoding' = any (coalesce(proargnames, '{}'))
        and proname not in ('with_figure', 'with_year', 'with_authority') and prokind <> 'a'
        and oid not in (select unnest(array[aggtransfn, aggcombinefn, aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[])
                        from pg_aggregate)$$,
    'every function is strict, but for those of an encoding that may be null, those that correct and those of aggregates');
select is_empty(
    $$select oid::regprocedure from routine where proretset and prorows in (0, 1000)$$,
    'every set-returning function says how many rows');
select is_empty(
    $$select oid::regprocedure from routine where prosecdef$$,
    'no function runs with its owner''s rights');
select is_empty(
    $$select name from pg_available_extension_versions
      where name = 'govreport' and not (trusted and relocatable)$$,
    'trusted and relocatable');

select has_type('gov_disclosure_report', 'the type');
select is(typsend::text || ' ' || typreceive::text,
          'gov_disclosure_report_send gov_disclosure_report_recv', 'binary input and output')
from pg_type where typname = 'gov_disclosure_report';
select isnt(typstorage, 'p', 'the type can be compressed and moved out of line')
from pg_type where typname = 'gov_disclosure_report';
select is((select string_agg(am.amname, ' ' order by am.amname)
           from pg_opclass o join pg_am am on am.oid = o.opcmethod
           where o.opcdefault and o.opcintype = 'gov_disclosure_report'::regtype),
          'btree hash', 'default operator classes');
select is_empty(
    $$select o.opcname from pg_opclass o
      where o.opcintype = 'gov_disclosure_report'::regtype and not amvalidate(o.oid)$$,
    'the operator classes are complete');
select cmp_ok((select count(*) from pg_cast
               where 'gov_disclosure_report'::regtype in (castsource, casttarget)
                 and 'jsonb'::regtype in (castsource, casttarget)), '=', 2::bigint,
              'casts to and from jsonb');

select has_function(f, format('function %s', f))
from unnest(array['year', 'edition', 'title', 'authority', 'preamble', 'section', 'figures_only',
                  'figure', 'state', 'cells', 'notes', 'gov_disclosure_trace', 'gov_disclosure_report', 'gov_disclosure_try',
                  'gov_form', 'with_figure', 'with_year', 'with_authority', 'corrections', 'continuity',
                  'reconcile']) as f;
select has_operator('gov_disclosure_report', '->', 'text', 'numeric', 'operator ->');

create schema elsewhere;
alter extension govreport set schema elsewhere;
select is((elsewhere.year(report)), (truth ->> 'year')::int, 'it works in another schema')
from sample where name = 'qinghe-2023';
select * from finish();
rollback;
