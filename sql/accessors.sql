--
-- Identity, prose, figures and rows of a report.
--
CREATE TEMP TABLE report (id int, r gov_disclosure_report);
INSERT INTO report VALUES
(1, '{"edition": 2021, "year": 2023, "authority": "青禾县水务局",
	"title": "青禾县水务局2023年政府信息公开工作年度报告", "preamble": "按规定编制。",
	"figures": {"requests.received.total": 41, "requests.received.natural_person": 40,
		"requests.carried_in.total": null, "requests.carried_in.other": null,
		"requests.concluded.total": null, "proactive.regulations.issued": 0,
		"proactive.fees.amount": 12.345600},
	"states": {"requests.carried_in.total": "blank", "requests.carried_in.other": "unreadable",
		"requests.concluded.total": "not_applicable"},
	"sections": {"1": {"prose": "第一段。\n\n第三行。"}, "2": {}, "3": {"heading": "三、申请情况"},
		"5": {"prose": "问题。"}, "7": {"heading": "七、附件", "prose": "无"}},
	"notes": [{"code": "unreadable", "key": "requests.carried_in.other", "line": 21, "raw": "1O"},
		{"code": "section_missing", "key": null, "line": null, "raw": null}]}'::jsonb),
(2, '{"edition": 2019, "figures": {"proactive.normative_documents.made": -3,
	"proactive.licensing.change": -18, "proactive.procurement.amount": 0.000001,
	"requests.other.unspecified.total": 9223372036854775807,
	"proactive.regulations.in_force": 7}}'::jsonb);

-- one-argument functions read as attributes
SELECT id, (r).year, (r).edition, (r).title, (r).authority, (r).preamble FROM report ORDER BY id;
SELECT id, n, section(r, n) FROM report, unnest(ARRAY[-1, 0, 1, 2, 3, 4, 5, 7, 99, 100]) AS n
WHERE section(r, n) IS NOT NULL ORDER BY id, n;

-- figures are exact and carry no superfluous zeros
SELECT r -> 'requests.received.total' AS received, figure(r, 'proactive.fees.amount') AS fees,
	r -> 'proactive.regulations.issued' AS issued, r -> 'requests.carried_in.total' AS blank,
	r -> 'requests.granted.total' AS absent
FROM report WHERE id = 1;
SELECT r -> 'proactive.normative_documents.made' AS made, r -> 'proactive.licensing.change' AS change,
	r -> 'proactive.procurement.amount' AS amount, r -> 'requests.other.unspecified.total' AS other
FROM report WHERE id = 2;
SELECT amount, jsonb_build_object('edition', 2021, 'figures', jsonb_build_object(
	'proactive.fees.amount', amount))::gov_disclosure_report -> 'proactive.fees.amount' AS back
FROM unnest(ARRAY[0, 1, -1, 10, 0.1, 0.10, 0.000001, -0.000001, 24252.311082, 1000000,
	123456.5, 9223372036854.775807, -9223372036854.775808]) AS amount;
-- comparable with any number
SELECT id FROM report WHERE r -> 'requests.received.total' > 40;
SELECT sum(r -> 'requests.received.total') FROM report;

-- states
SELECT key, state(r, key) FROM report, unnest(ARRAY['requests.received.total',
	'requests.carried_in.total', 'requests.carried_in.other', 'requests.concluded.total',
	'requests.granted.total']) AS key
WHERE id = 1;

-- keys from row to row: the one looked up last must not stick
SELECT key, r -> key AS figure FROM report, unnest(ARRAY['requests.received.total',
	'requests.received.natural_person', 'requests.received.total', 'proactive.fees.amount']) AS key
WHERE id = 1;

-- null in, null out
SELECT (NULL::gov_disclosure_report).year, figure(r, NULL), state(NULL, 'x'), section(r, NULL)
FROM report WHERE id = 1;
SELECT count(*) FROM cells(NULL);

-- unknown keys
SELECT r -> 'requests.recieved.total' FROM report WHERE id = 1;
SELECT r -> 'fees' FROM report WHERE id = 1;
SELECT r -> '' FROM report WHERE id = 1;
SELECT state(r, 'Requests.Received.Total') FROM report WHERE id = 1;
SELECT state(r, repeat('申请', 100)) FROM report WHERE id = 1;

-- cells: those of the report's edition, and the others it has
SELECT id, count(*), count(*) FILTER (WHERE state = 'absent') AS absent FROM report, cells(r)
GROUP BY id ORDER BY id;
SELECT id, c.* FROM report, cells(r) c WHERE state <> 'absent' ORDER BY id;
-- in the order of the printed form
SELECT id, bool_and(f."position" > before) AS ordered
FROM (SELECT id, c.key, c.ordinality, lag(f."position", 1, 0) OVER (PARTITION BY id ORDER BY c.ordinality) AS before
	  FROM report, cells(r) WITH ORDINALITY c JOIN gov_form() f USING (key)) AS cell
	JOIN gov_form() f USING (key)
GROUP BY id ORDER BY id;
-- as accessors see them
SELECT id, count(*) FROM report, cells(r) c
WHERE c.value IS DISTINCT FROM r -> c.key OR c.state <> state(r, c.key) GROUP BY id;
-- the words of the edition
SELECT c.row_label, c.column_label FROM report, cells(r) c
WHERE id = 2 AND c.key IN ('proactive.normative_documents.made', 'proactive.licensing.decisions',
	'proactive.regulations.in_force');
SELECT key FROM report, cells(r) WHERE id = 1 LIMIT 3;
SELECT (cells(r)).key FROM report WHERE id = 1 LIMIT 2;

-- the planner knows how many rows there will be: of a known report exactly, else about
CREATE FUNCTION pg_temp.planned(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT what, pg_temp.planned('SELECT * FROM cells(' || what || ')') AS planned,
	pg_temp.planned('SELECT cells(' || what || ')') AS in_list
FROM unnest(ARRAY['jsonb ''{"edition": 2019}''::gov_disclosure_report', 'jsonb ''{"edition": 2021}''::gov_disclosure_report',
	'jsonb ''{"edition": 2021, "figures": {"proactive.licensing.change": -18}}''::gov_disclosure_report',
	'gov_disclosure_report(jsonb_build_object(''edition'', 2019))', '(SELECT r FROM report WHERE id = 2)',
	'NULL']) AS what;

-- notes
SELECT n.* FROM report, notes(r) n ORDER BY id;

-- a copy with figures only
SELECT id, (f).year, (f).edition, (f).title, (f).authority, (f).preamble, section(f, 1),
	(SELECT count(*) FROM notes(f)) AS notes,
	(SELECT count(*) FROM cells(f) a JOIN cells(r) b USING (key, value, state)) AS numbers,
	pg_column_size(f) <= 120 AS small
FROM (SELECT id, r, figures_only(r) AS f FROM report) AS copies ORDER BY id;
SELECT figures_only(figures_only(r)) = figures_only(r) FROM report;

-- what accessors give can be indexed and generated
CREATE TEMP TABLE kept (
	r gov_disclosure_report,
	figures gov_disclosure_report GENERATED ALWAYS AS (figures_only(r)) STORED,
	received numeric GENERATED ALWAYS AS (r -> 'requests.received.total') STORED,
	CHECK ((r).year IS NULL OR (r).year BETWEEN 2008 AND 2100)
);
CREATE INDEX ON kept (((r).year), ((r).authority));
CREATE INDEX ON kept ((r -> 'requests.received.total'));
INSERT INTO kept SELECT r FROM report;
SELECT received, figures = figures_only(r) AS same FROM kept ORDER BY received;
INSERT INTO kept VALUES ('{"edition": 2021, "year": 1900}'::jsonb);

-- the key is looked at anew where it may change
CREATE FUNCTION pg_temp.walk(r gov_disclosure_report) RETURNS text LANGUAGE plpgsql AS $$
DECLARE key text; answer text := '';
BEGIN
	FOREACH key IN ARRAY ARRAY['requests.received.total', 'requests.received.natural_person', 'proactive.fees.amount'] LOOP
		answer := concat_ws(' ', answer, r -> key, state(r, key));
	END LOOP;
	RETURN answer;
END $$;
SELECT id, pg_temp.walk(r) FROM report ORDER BY id;
SELECT id, r -> k AS number FROM report, unnest(ARRAY['requests.received.total', 'proactive.fees.amount']) AS k ORDER BY id, k;
