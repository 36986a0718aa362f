-- soft.sql: errors that do not end the query, where the server has them.
\set QUIET on
\ir setup.psql
begin;
select no_plan();
select current_setting('server_version_num')::int >= 160000 as has_soft \gset
\if :has_soft
select ok(not pg_input_is_valid('no report', 'gov_disclosure_report'), 'pg_input_is_valid: no');
select ok(pg_input_is_valid(raw, 'gov_disclosure_report'), 'pg_input_is_valid: ' || name) from sample order by name;
select is(sql_error_code, '22P02', 'pg_input_error_info: the code')
from pg_input_error_info('no report', 'gov_disclosure_report');
select isnt(message, null, 'pg_input_error_info: a message')
from pg_input_error_info('no report', 'gov_disclosure_report');
\else
select skip('the server is older than 16: no soft errors', 1);
\endif
select * from finish();
rollback;
