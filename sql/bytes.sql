--
-- Reports from bytes: encodings, what is refused, and reading without errors.
--
-- a small report, and the same bytes in other encodings
CREATE TEMP TABLE small AS SELECT
	E'河湾县2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n行政许可\t57\n第二十条第（六）项\n行政处罚\t8\n行政强制\t0\n'::text AS raw;
CREATE FUNCTION pg_temp.utf16(content text, big bool) RETURNS bytea LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN big THEN set_byte(set_byte('\x0000', 0, ascii(c) / 256), 1, ascii(c) % 256)
		ELSE set_byte(set_byte('\x0000', 1, ascii(c) / 256), 0, ascii(c) % 256) END, ''::bytea ORDER BY n)
	FROM regexp_split_to_table(content, '') WITH ORDINALITY AS t (c, n)
$$;
CREATE TEMP TABLE encoded AS
	SELECT raw::gov_disclosure_report AS report, name, content, encoding
	FROM small, LATERAL (VALUES
		('UTF-8', convert_to(raw, 'UTF8'), NULL),
		('UTF-8 by name', convert_to(raw, 'UTF8'), 'utf8'),
		('UTF-8 with mark', '\xefbbbf'::bytea || convert_to(raw, 'UTF8'), NULL),
		('UTF-8 with mark, by name', '\xefbbbf'::bytea || convert_to(raw, 'UTF8'), 'UTF-8'),
		('UTF-16LE with mark', '\xfffe'::bytea || pg_temp.utf16(raw, false), NULL),
		('UTF-16BE with mark', '\xfeff'::bytea || pg_temp.utf16(raw, true), NULL),
		('UTF-16 with mark, by name', '\xfeff'::bytea || pg_temp.utf16(raw, true), 'UTF-16'),
		('UTF-16 is LE', pg_temp.utf16(raw, false), 'utf_16'),
		('UTF-16LE by name', pg_temp.utf16(raw, false), 'UTF-16LE'),
		('UTF-16BE by name', pg_temp.utf16(raw, true), 'utf16be'),
		('GBK', convert_to(raw, 'GBK'), NULL),
		('GBK by name', convert_to(raw, 'GBK'), 'x-gbk'),
		('EUC-CN as GB2312', convert_to(raw, 'EUC_CN'), ' GB_2312-80 '),
		('GB18030', convert_to(raw, 'GB18030'), 'gb18030'),
		('GB18030 with mark', '\x84319533'::bytea || convert_to(raw, 'GB18030'), NULL)
	) AS v (name, content, encoding);
SELECT name, gov_disclosure_report(content, encoding) = report AS same,
	(gov_disclosure_try(content, encoding)).report = report AS try_same,
	(SELECT count(*) FROM gov_disclosure_trace(content, encoding)) =
	(SELECT count(*) FROM cells(report)) AS trace_same
FROM encoded;
SELECT gov_disclosure_report(content) = report FROM encoded WHERE name = 'GBK';

-- which function an argument chooses
SELECT gov_disclosure_report(raw) = raw::gov_disclosure_report AS text_is_a_cast,
	gov_disclosure_report(raw::varchar) = raw::gov_disclosure_report AS varchar_too,
	gov_disclosure_report('{"edition": 2021}'::jsonb) IS NOT NULL AS json
FROM small;
SELECT gov_disclosure_report(E'二、主动公开政府信息情况\n行政许可\t5\n行政处罚\t6') -> 'proactive.licensing.decisions' AS literal_is_a_cast;
SELECT (gov_disclosure_try(E'二、主动公开政府信息情况\n行政许可\t5\n行政处罚\t6')).report -> 'proactive.licensing.decisions' AS literal_is_text;
SELECT value FROM gov_disclosure_trace(E'二、主动公开政府信息情况\n行政许可\t5\n行政处罚\t6') WHERE key = 'proactive.licensing.decisions';
SELECT gov_disclosure_report('\x41', 'utf-8');
PREPARE by_bytes(bytea) AS SELECT gov_disclosure_report($1) -> 'proactive.licensing.decisions';
EXECUTE by_bytes(convert_to(E'二、主动公开政府信息情况\n行政许可\t6', 'GBK'));

-- null
SELECT gov_disclosure_report(NULL::bytea) IS NULL AS report, gov_disclosure_report(NULL, 'no encoding') IS NULL AS named;
SELECT * FROM gov_disclosure_try(NULL::bytea);
SELECT * FROM gov_disclosure_try(NULL::text);
SELECT count(*) FROM gov_disclosure_trace(NULL::bytea);
SELECT count(*) FROM gov_disclosure_trace(NULL::bytea, 'UTF-8');

-- refused: SQLSTATE and words, raised and given
CREATE FUNCTION pg_temp.raised(content bytea, encoding text) RETURNS record LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text; hint text;
BEGIN
	PERFORM gov_disclosure_report(content, encoding);
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN (SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE TEMP TABLE refused (name text, content bytea, encoding text);
INSERT INTO refused VALUES
	('no encoding', 'x', 'klingon'),
	('the name is repeated as ASCII', 'x', E'编\t' || repeat('x', 100)),
	('an empty name', 'x', ''),
	('one that needs a state', 'x', 'ISO-2022-CN'),
	('the locale''s', 'x', 'char'),
	('empty', '', NULL),
	('empty, named', '', 'gbk'),
	('no report', convert_to('关于召开会议的通知', 'UTF8'), NULL),
	('no report, guessed', convert_to('关于召开会议的通知', 'GBK'), NULL),
	('GBK named UTF-8', convert_to((SELECT raw FROM small), 'GBK'), 'UTF-8'),
	('UTF-16 without mark', pg_temp.utf16((SELECT raw FROM small), false), NULL),
	('bytes', decode(repeat('ff80', 50), 'hex'), NULL),
	('PDF', '%PDF-1.7', NULL),
	('PDF, named', '%PDF-1.7', 'gbk'),
	('ZIP', '\x504b0304', NULL),
	('older office', '\xd0cf11e0a1b11ae1', NULL),
	('RTF', '{\\rtf1', NULL),
	('gzip', '\x1f8b08', NULL),
	('PNG', '\x89504e470d0a1a0a', NULL);
SELECT name, t.sqlstate, t.message, left(t.detail, 40) AS detail, t.hint, t.line
FROM refused, gov_disclosure_try(content, encoding) AS t;
SELECT count(*) AS raised_as_given
FROM refused, gov_disclosure_try(content, encoding) AS t
WHERE t.report IS NULL AND (t.sqlstate, t.message, t.detail, t.hint) = pg_temp.raised(content, encoding);
SELECT t.sqlstate, t.message, t.line FROM gov_disclosure_try(E'\n\n关于召开会议的通知') AS t;
SELECT gov_disclosure_report(content, encoding) FROM refused WHERE name = 'no encoding';
SELECT * FROM gov_disclosure_trace('%PDF-1.4'::bytea);

-- a few bad bytes are replaced, in a figure they make it unreadable
SELECT name, r -> 'proactive.licensing.decisions' AS licensing, state(r, 'proactive.licensing.decisions'),
	r -> 'proactive.penalties.decisions' AS penalties,
	(SELECT string_agg(n.code, ' ' ORDER BY n.code) FROM notes(r) AS n WHERE n.code IN ('text_replaced', 'unreadable')) AS notes
FROM (SELECT name, gov_disclosure_report(content, encoding) AS r
	FROM small, LATERAL (VALUES
		('UTF-8', convert_to(replace(raw, '57', '5@7'), 'UTF8'), NULL),
		('GBK', convert_to(replace(raw, '57', '5@7'), 'GBK'), NULL),
		('GBK by name', convert_to(replace(raw, '57', '5@7'), 'GBK'), 'gbk'),
		('in the prose', convert_to(raw || '五、问题@和改进', 'UTF8'), NULL)) AS v (name, bytes, encoding),
		LATERAL (SELECT set_byte(bytes, position('@'::bytea IN bytes) - 1, 255)) AS c (content)) AS x;
SELECT n.code FROM small, notes(gov_disclosure_report(
	set_byte(convert_to(replace(raw, '57', '5@7'), 'UTF8'), position('@'::bytea IN convert_to(replace(raw, '57', '5@7'), 'UTF8')) - 1, 0))) AS n
WHERE n.code IN ('text_replaced', 'unreadable');

-- what it is for: staging and quarantine in one statement
WITH tried AS (
	SELECT name, t.* FROM (SELECT name, content, encoding FROM encoded UNION ALL SELECT name, content, encoding FROM refused) AS f,
		gov_disclosure_try(f.content, f.encoding) AS t)
SELECT count(*) FILTER (WHERE report IS NOT NULL AND sqlstate IS NULL) AS loaded,
	count(*) FILTER (WHERE report IS NULL AND sqlstate IS NOT NULL) AS quarantined,
	count(*) = (SELECT count(*) FROM encoded) + (SELECT count(*) FROM refused) AS none_lost
FROM tried;

-- long work is interrupted
CREATE TEMP TABLE long AS SELECT convert_to(repeat(E'行政许可\t1\t1\t1\n', 2000000), 'GBK') AS content;
SET statement_timeout = '100ms';
SELECT gov_disclosure_report(content) IS NULL FROM long;
SELECT (gov_disclosure_try(content, 'gbk')).report IS NULL FROM long;
RESET statement_timeout;
