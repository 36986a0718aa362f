--
-- Corrected copies: with_figure, with_year, with_authority; and the list of
-- corrections.
--
CREATE TEMP TABLE report (id int, r gov_disclosure_report);
INSERT INTO report VALUES
	(1, '{"edition": 2021, "year": 2023, "authority": "甲县教育局", "title": "甲县教育局2023年政府信息公开工作年度报告",
		"figures": {"requests.received.total": 41, "proactive.fees.amount": 12.5, "requests.granted.total": 7},
		"states": {"requests.carried_in.total": "blank", "requests.carried_in.other": "unreadable",
			"requests.carried_in.enterprise": "not_applicable"},
		"sections": {"1": {"prose": "本年收到申请。"}},
		"notes": [{"code": "unreadable", "key": "requests.carried_in.other", "line": 30, "raw": "1O"}]}'::jsonb),
	(2, '{"edition": 2019}'::jsonb);

-- each state a figure can be in before; nothing else changes
SELECT v.key, c -> v.key AS value, state(c, v.key), n.code, n.key = v.key AS of_it, n.line, n.raw
FROM report, unnest(ARRAY['requests.received.total', 'proactive.fees.amount', 'requests.carried_in.total',
	'requests.carried_in.other', 'requests.carried_in.enterprise', 'requests.concluded.total',
	'proactive.licensing.change']) AS v (key),
	LATERAL (SELECT with_figure(r, v.key, 3) AS c) AS copy,
	LATERAL (SELECT * FROM notes(c) WITH ORDINALITY AS n ORDER BY n.ordinality DESC LIMIT 1) AS n
WHERE id = 1;
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b) AS changed,
	(SELECT message FROM notes(c) WHERE code = 'corrected')
FROM report, LATERAL (SELECT with_figure(r, 'requests.received.total', 40) AS c) AS copy,
	LATERAL (SELECT a.value AS a, b.value AS b FROM jsonb_each(r::jsonb - 'notes' #- '{figures,requests.received.total}') a
		FULL JOIN jsonb_each(c::jsonb - 'notes' #- '{figures,requests.received.total}') b USING (key)) AS member
WHERE id = 1 GROUP BY c;
-- blank, and a figure of the other edition, which makes the report a mixed one
SELECT state(with_figure(r, 'requests.received.total', NULL), 'requests.received.total') AS blank,
	with_figure(r, 'proactive.procurement.amount', 0.000001) -> 'proactive.procurement.amount' AS least,
	(with_figure(r, 'proactive.licensing.change', -4)).edition
FROM report WHERE id = 1;
-- trailing zeros are no decimals
SELECT with_figure(r, 'requests.received.total', 5.000) -> 'requests.received.total' AS five,
	with_figure(r, 'proactive.fees.amount', 0.10000000000) -> 'proactive.fees.amount' AS tenth FROM report WHERE id = 1;

-- what is there already is not corrected
SELECT with_figure(r, 'requests.received.total', 41.0) = r AS same, with_figure(r, 'requests.carried_in.total', NULL) = r AS blank,
	with_year(r, (r).year) = r AS year, with_authority(r, E' 甲县教育局\u3000') = r AS authority FROM report;

-- year and authority
SELECT id, (y).year, (a).authority, (u).year AS unknown_year, (b).authority AS unknown_authority
FROM report, LATERAL (SELECT with_year(r, 2022) AS y, with_authority(r, '  甲县教育体育局 ') AS a,
	with_year(r, NULL) AS u, with_authority(r, NULL) AS b) AS copy ORDER BY id;
SELECT id, n.* FROM report, notes(with_authority(with_year(r, 2022), '甲县')) AS n WHERE code = 'corrected' ORDER BY id;
-- the title stays as it was
SELECT (with_authority(r, '甲县')).title FROM report WHERE id = 1;
-- a long authority is kept as far as a note goes
SELECT length(raw), octet_length(raw) FROM notes(with_authority(
	jsonb_build_object('edition', 2021, 'authority', repeat('规', 1000))::gov_disclosure_report, '甲'));

-- null in
SELECT with_figure(NULL, 'requests.received.total', 1), with_figure(NULL, NULL, NULL), with_year(NULL, 2022),
	with_authority(NULL, '甲县'), (SELECT count(*) FROM corrections(NULL));
SELECT with_figure(r, NULL, 1) FROM report WHERE id = 1;

-- the list: in order, and chained
CREATE TEMP TABLE corrected AS SELECT 3 AS id, with_authority(with_year(with_figure(with_figure(with_figure(with_year(r, 2022),
	'requests.carried_in.other', 10), 'requests.received.total', NULL), 'requests.carried_in.other', 11), NULL), '甲县') AS r
FROM report WHERE id = 1;
SELECT c.* FROM corrected, corrections(r) AS c;
SELECT count(*) FROM report, corrections(r);
SELECT item FROM corrected, corrections(r) LIMIT 2;
-- undone by what was: the report as it was, but for the notes
SELECT figures_only(back) = figures_only(r) AS figures, count(*) AS corrections
FROM (SELECT r, with_figure(with_figure(with_figure(r, 'requests.received.total', 5), 'requests.received.total', 6),
	'requests.received.total', 41) AS back FROM report WHERE id = 1) AS undone, corrections(back) GROUP BY 1;
-- a copy without notes is one without corrections
SELECT count(*) FROM corrected, corrections(figures_only(r));
-- a note that no correction left
SELECT * FROM corrections('{"edition": 2021, "notes": [{"code": "corrected", "raw": "x"}, {"code": "corrected"},
	{"code": "corrected", "raw": "year 2020"}, {"code": "corrected", "key": "proactive.fees.amount", "raw": "1.5"}]}'::jsonb::gov_disclosure_report);
-- an unreadable figure is not read by its corrections
SELECT raw FROM cells('{"edition": 2021, "states": {"proactive.fees.amount": "unreadable"},
	"notes": [{"code": "corrected", "key": "proactive.fees.amount", "raw": "1.5"}]}'::jsonb::gov_disclosure_report) WHERE state = 'unreadable';

-- and back from text, from JSON and from bytes
SELECT id, r::text::gov_disclosure_report = r AS text, r::text::gov_disclosure_report::text = r::text AS stable,
	r::jsonb::gov_disclosure_report = r AS json, (SELECT array_agg(c) FROM corrections(r) c) =
	(SELECT array_agg(c) FROM corrections(r::text::gov_disclosure_report) c) AS listed FROM corrected;
SELECT line FROM corrected, regexp_split_to_table(r::text, '\n') AS line WHERE line LIKE '#note%';
SELECT jsonb_path_query(r::jsonb, '$.notes[1]') FROM corrected;

-- what cannot be
\set VERBOSITY default
SELECT with_figure(r, 'requests.recieved.total', 1) FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', 1.5) FROM report WHERE id = 1;
SELECT with_figure(r, 'proactive.fees.amount', 0.0000001) FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', -1) FROM report WHERE id = 1;
SELECT with_figure(r, 'proactive.fees.amount', -0.5) FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', 9223372036854775808) FROM report WHERE id = 1;
SELECT with_figure(r, 'proactive.fees.amount', 1e400::numeric) FROM report WHERE id = 1;
SELECT with_figure(r, 'proactive.licensing.change', -9223372036854775809) FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', 'NaN') FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', '-infinity') FROM report WHERE id = 1;
SELECT with_figure(r, 'requests.received.total', ('0.' || repeat('1', 500))::numeric) FROM report WHERE id = 1;
SELECT with_year(r, 0) FROM report WHERE id = 1;
SELECT with_year(r, 10000) FROM report WHERE id = 1;
SELECT with_authority(r, '') FROM report WHERE id = 1;
SELECT with_authority(r, E' \u3000 ') FROM report WHERE id = 1;
SELECT with_authority(r, E'甲县\n乙县') FROM report WHERE id = 1;
SELECT with_authority(r, E'甲县\t乙县') FROM report WHERE id = 1;
SELECT with_authority(r, repeat('规', 131)) FROM report WHERE id = 1;
SELECT length((with_authority(r, repeat('规', 130))).authority) FROM report WHERE id = 1;
-- SQLSTATE of each
CREATE FUNCTION pg_temp.refused(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r gov_disclosure_report := '{"edition": 2021}'::jsonb;
BEGIN
	EXECUTE 'SELECT ' || call USING r;
	RETURN 'taken';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY['with_figure($1, NULL, 1)', 'with_figure($1, ''x'', 1)',
	'with_figure($1, ''requests.received.total'', 0.5)', 'with_figure($1, ''requests.received.total'', -1)',
	'with_figure($1, ''requests.received.total'', 1e30)', 'with_figure($1, ''requests.received.total'', ''NaN'')',
	'with_year($1, -1)', 'with_authority($1, E''\n'')', 'with_authority($1, ''x'')']) AS call;

-- a full list of notes: remarks give way, with a word of it; corrections never
CREATE TEMP TABLE full_list AS SELECT jsonb_build_object('edition', 2021, 'notes',
	(SELECT jsonb_agg(jsonb_build_object('code', 'row_order', 'line', n)) FROM generate_series(1, 1000) AS n))::gov_disclosure_report AS r;
SELECT n.code, count(*), min(line), max(line) FROM full_list, notes(with_year(with_year(r, 2022), 2023)) AS n GROUP BY n.code ORDER BY n.code;
SELECT with_figure(jsonb_build_object('edition', 2021, 'notes', (SELECT jsonb_agg('{"code": "corrected", "raw": "year 2000"}'::jsonb)
	FROM generate_series(1, 1000)))::gov_disclosure_report, 'requests.received.total', 1);

-- stored bytes are never trusted
CREATE CAST (bytea AS gov_disclosure_report) WITHOUT FUNCTION;
SELECT with_figure('\x0100'::bytea::gov_disclosure_report, 'requests.received.total', 1);
SELECT with_year('\x'::bytea::gov_disclosure_report, 2022);
SELECT corrections('\x01ffe507150000'::bytea::gov_disclosure_report);
DROP CAST (bytea AS gov_disclosure_report);

-- compressed and out of line
CREATE TEMP TABLE long (r gov_disclosure_report);
ALTER TABLE long ALTER r SET STORAGE external;
INSERT INTO long SELECT jsonb_build_object('edition', 2021, 'authority', repeat('甲', 50), 'sections',
	jsonb_build_object('1', jsonb_build_object('prose', repeat('文', 100000))))::gov_disclosure_report;
UPDATE long SET r = with_figure(with_authority(r, '甲县'), 'requests.received.total', 1);
UPDATE long SET r = with_figure(r, 'requests.received.total', 1);
SELECT length(section(r, 1)), c.item, length(c.old), c.new FROM long, corrections(r) AS c;
