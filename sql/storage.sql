--
-- Stored values: TOAST, COPY, text and binary round trips.
--
CREATE TABLE stored (id int PRIMARY KEY, r gov_disclosure_report);
-- short; long and compressible; long and not compressible; longer still
INSERT INTO stored
SELECT id, jsonb_build_object('edition', 2021, 'year', 2020 + id, 'authority', '云溪市' || id,
	'title', '云溪市' || id || '年报', 'preamble', left(prose, 300),
	'figures', jsonb_build_object('requests.received.total', id, 'proactive.fees.amount', id + 0.25,
		'remedies.reconsideration.total', NULL),
	'states', '{"remedies.reconsideration.total": "not_applicable"}'::jsonb,
	'sections', jsonb_build_object('1', jsonb_build_object('prose', prose), '5', jsonb_build_object('prose', '尾')),
	'notes', '[{"code": "year_inferred", "line": 3}]'::jsonb)::gov_disclosure_report
FROM (VALUES (1, '短'), (2, repeat('反复的文字。', 5000)),
	(3, (SELECT string_agg(md5(n::text), E'\n' ORDER BY n) FROM generate_series(1, 500) AS n)),
	(4, (SELECT string_agg(md5(n::text) || '字', E'\n\n' ORDER BY n) FROM generate_series(1, 30000) AS n))
	) AS text (id, prose);
SELECT id, pg_column_size(r) < 300 AS short, pg_column_size(r) BETWEEN 300 AND 3000 AS compressed,
	pg_column_size(r) > 10000 AS long FROM stored ORDER BY id;
-- the head is enough for these, wherever the value lies
SELECT id, (r).year, (r).edition, (r).title, (r).authority, r -> 'requests.received.total' AS received,
	r -> 'proactive.fees.amount' AS fees, state(r, 'remedies.reconsideration.total'),
	pg_column_size(figures_only(r)) < 60 AS small
FROM stored ORDER BY id;
SELECT id, length(section(r, 1)), section(r, 5), length((r).preamble), (SELECT count(*) FROM notes(r)) AS notes,
	(SELECT count(*) FROM cells(r) WHERE value IS NOT NULL) AS numbers
FROM stored ORDER BY id;
-- out of line without compression
ALTER TABLE stored ALTER r SET STORAGE external;
CREATE TABLE plain (LIKE stored INCLUDING STORAGE);
INSERT INTO plain SELECT id, r::text::gov_disclosure_report FROM stored;
SELECT count(*) FROM plain JOIN stored USING (id, r);
SELECT id, (r).authority, r -> 'requests.received.total' AS received FROM plain ORDER BY id;
DROP TABLE plain;

-- figures that need the longest head
CREATE TEMP TABLE longest AS
SELECT jsonb_build_object('edition', 2021, 'year', 2021, 'authority', repeat('长', 2000), 'title', repeat('题', 2000),
	'figures', jsonb_object_agg(key, CASE WHEN unit LIKE '万元%' THEN -9223372036854.775808 ELSE -9223372036854775808 + number END),
	'sections', jsonb_build_object('1', jsonb_build_object('prose', (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 5000) AS n)))
	)::gov_disclosure_report AS r FROM gov_form();
SELECT (r).year, length((r).authority), length((r).title), r -> 'requests.received.total' AS first,
	r -> 'remedies.litigation_after_reconsideration.total' AS last, r -> 'proactive.fees.amount' AS fees,
	(SELECT count(*) FROM cells(r) WHERE value < 0) AS numbers
FROM longest;
SELECT r::text::gov_disclosure_report = r AS by_text, r::jsonb::gov_disclosure_report = r AS by_json FROM longest;

-- text output is canonical: read back it gives the same value and the same text
SELECT id, r::text::gov_disclosure_report = r AS same_value,
	r::text::gov_disclosure_report::text = r::text AS same_text
FROM stored ORDER BY id;

-- COPY, as text, CSV and binary
CREATE TABLE loaded (id int, r gov_disclosure_report);
\copy stored to 'results/govreport_storage.txt'
\copy loaded from 'results/govreport_storage.txt'
SELECT count(*) FROM loaded JOIN stored USING (id, r);
TRUNCATE loaded;
\copy stored to 'results/govreport_storage.csv' (format csv)
\copy loaded from 'results/govreport_storage.csv' (format csv)
SELECT count(*) FROM loaded JOIN stored USING (id, r);
TRUNCATE loaded;
\copy stored to 'results/govreport_storage.bin' (format binary)
\copy loaded from 'results/govreport_storage.bin' (format binary)
SELECT count(*) FROM loaded JOIN stored USING (id, r);
\! rm -f results/govreport_storage.txt results/govreport_storage.csv results/govreport_storage.bin

-- the binary form is what is stored
SELECT length(gov_disclosure_report_send('{"edition": 2021}'::jsonb::gov_disclosure_report)) BETWEEN 8 AND 20 AS short;
-- broken binary is refused
TRUNCATE loaded;
\copy loaded (r) from program 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\000\377\377"' (format binary)
\copy loaded (r) from program 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\001\000\000\377\377"' (format binary)
\copy loaded (r) from program 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\011\000\000\377\377"' (format binary)
SELECT count(*) FROM loaded;
-- many rows in one statement
INSERT INTO loaded (r) SELECT s.r::text::gov_disclosure_report FROM stored s, generate_series(1, 200) WHERE s.id < 3;
SELECT count(*), count(DISTINCT r) FROM loaded;
DROP TABLE stored, loaded;
