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

--
-- Stored bytes are never trusted.  A cast that checks nothing brings in what
-- only damage could: every mutation of a value's bytes, and every cut.
--
CREATE CAST (bytea AS gov_disclosure_report) WITHOUT FUNCTION;
SELECT '\x'::bytea::gov_disclosure_report;
SELECT ('\x0100'::bytea::gov_disclosure_report).year;
SELECT '\xff00e507150000'::bytea::gov_disclosure_report -> 'requests.received.total';
SELECT cells('\x01ffe507150000'::bytea::gov_disclosure_report);

-- runs every reader; true if they took it, false if they found it damaged
CREATE FUNCTION pg_temp.readable(r gov_disclosure_report) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE damaged int := 0; taken int := 0; reader text;
BEGIN
	FOREACH reader IN ARRAY ARRAY['($1).year', '($1).edition', '($1).title', '($1).authority', '($1).preamble',
		'section($1, 1)', '$1 -> ''requests.received.total''', '$1 -> ''remedies.litigation_after_reconsideration.total''',
		'state($1, ''proactive.fees.amount'')', 'figures_only($1)', 'gov_disclosure_report_hash($1)',
		'$1 < ''{"edition": 2021}''::jsonb::gov_disclosure_report',
		'(SELECT count(value) FROM cells($1))', '(SELECT count(*) FROM notes($1))',
		'with_figure($1, ''requests.received.total'', 1)', '(SELECT count(*) FROM corrections($1))',
		'(SELECT count(*) FROM continuity($1, $1))', '(SELECT count(*) FROM reconcile($1, $1))',
		'$1::jsonb', '1 / ($1::text::gov_disclosure_report = $1)::int',
		'1 / ($1::jsonb::gov_disclosure_report = $1)::int']
	LOOP
		BEGIN
			EXECUTE 'SELECT ' || reader USING r;
			taken := taken + 1;
		EXCEPTION WHEN data_corrupted THEN
			damaged := damaged + 1;
		END;
	END LOOP;
	RETURN damaged = 0;
END $$;
CREATE TEMP TABLE sound AS SELECT gov_disclosure_report_send(j::gov_disclosure_report) AS bytes
FROM unnest(ARRAY['{"edition": 2021, "year": 2023, "authority": "青", "title": "题",
	"figures": {"requests.received.total": 41, "proactive.fees.amount": -12.5, "requests.granted.total": 70000},
	"states": {"requests.carried_in.total": "blank", "requests.carried_in.other": "unreadable"},
	"sections": {"1": {"prose": "文"}, "7": {"heading": "七"}},
	"notes": [{"code": "unreadable", "key": "requests.carried_in.other", "line": 300, "raw": "1O"}]}',
	'{"edition": 2019, "figures": {"requests.received.total": 9223372036854775807}}'
	]::jsonb[]) AS j;
SELECT pg_temp.readable(bytes::gov_disclosure_report) FROM sound;
SELECT count(*) FILTER (WHERE pg_temp.readable(substr(bytes, 1, n)::gov_disclosure_report)) AS cut_and_readable
FROM sound, generate_series(0, length(bytes) - 1) AS n;
SELECT count(*) = (SELECT sum(length(bytes)) * 6 FROM sound) AS all_mutations,
	count(*) FILTER (WHERE pg_temp.readable(set_byte(bytes, n, (get_byte(bytes, n) + value) % 256)::gov_disclosure_report)) > 0 AS some_readable
FROM (SELECT bytes, n, value FROM sound, generate_series(0, length(bytes) - 1) AS n, unnest(ARRAY[0, 1, 16, 64, 128, 255]) AS value) AS mutation;
SELECT pg_temp.readable((bytes || '\x00')::gov_disclosure_report) FROM sound;
DROP CAST (bytea AS gov_disclosure_report);
