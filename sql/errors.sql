--
-- What is no report, and what an error tells: SQLSTATE, place, hint.
--
CREATE FUNCTION pg_temp.try(content text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
	RETURN 'read: ' || coalesce((content::gov_disclosure_report).title, 'without title');
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, substring(detail, '^At line \d+, column \d+'),
		CASE WHEN detail LIKE '%expected%' THEN 'expected' END, CASE WHEN hint <> '' THEN 'hint' END);
END $$;

-- no report at all
SELECT 'Notice of a meeting'::gov_disclosure_report;
SELECT pg_temp.try('');
SELECT pg_temp.try(E' \n\t\n ');
SELECT pg_temp.try('一、总体情况 收到政府信息公开申请29件');
SELECT pg_temp.try('{"edition": 2021}');
SELECT pg_temp.try('0');
SELECT pg_temp.try(E'\n\n\n关于召开会议的通知\n各单位：');
SELECT pg_temp.try(c), count(*) FROM (VALUES (repeat('0', 1000000)), (repeat(E'\t', 1000000)),
	(repeat('|', 1000000)), (repeat('（', 300000)), (repeat(chr(1), 1000000)),
	(repeat('年度报告', 300000)), (repeat('一、', 300000))) AS v (c) GROUP BY 1;
SELECT pg_temp.try(c), count(*) FROM (VALUES (repeat(E'\n', 1000000)), (repeat(E'\r\n', 1000000)),
	(repeat(E'一、\n', 1000000)), (repeat(E'\t\n', 1000000))) AS v (c) GROUP BY 1;

-- the same from the trace
SELECT count(*) FROM gov_disclosure_trace('no report');

-- what looks like canonical text but is not is read like any text
SELECT pg_temp.try(E'行政许可\t5\n#govreport 1 edition=2021 year=9 title=0 preamble=0 sections= tables=0,0,0 notes=0 authority=0');
SELECT pg_temp.try(E'#govreport 1 edition=2021 year=2021 title=99999999999 preamble=-1 sections=1:1 tables=1,1,1 notes=5 authority=1');

-- numbers beyond the type are unreadable, not wrapped
SELECT state(r, 'proactive.licensing.decisions'), (SELECT count(*) FROM notes(r) WHERE code = 'unreadable')
FROM (SELECT E'二、主动公开政府信息情况\n行政许可\t99999999999999999999\n行政处罚\t1\n行政强制\t2\n'::gov_disclosure_report AS r) AS x;

-- accessors and casts
SELECT '{"edition": 2021}'::jsonb::gov_disclosure_report -> 'requests.total.received';
DO $$ BEGIN PERFORM '{"edition": 2021}'::jsonb::gov_disclosure_report -> 'x';
EXCEPTION WHEN invalid_parameter_value THEN RAISE NOTICE '22023'; END $$;
DO $$ BEGIN PERFORM '{"edition": 1}'::jsonb::gov_disclosure_report;
EXCEPTION WHEN invalid_parameter_value THEN RAISE NOTICE '22023'; END $$;
DO $$ BEGIN PERFORM '{}'::jsonb::gov_disclosure_report;
EXCEPTION WHEN invalid_text_representation THEN RAISE NOTICE '22P02'; END $$;

-- long work is interrupted: one value of some 50 MB
CREATE TEMP TABLE long AS SELECT repeat(E'行政许可\t1\t1\t1\n', 2500000) AS content;
SET statement_timeout = '100ms';
SELECT content::gov_disclosure_report IS NULL FROM long;
RESET statement_timeout;

-- errors in COPY name the line
CREATE TEMP TABLE loaded (id int, r gov_disclosure_report);
COPY loaded FROM stdin;
1	二、主动公开政府信息情况\n行政许可\t12\n行政处罚\t\n行政强制\t/
2	nothing
\.
SELECT count(*) FROM loaded;
