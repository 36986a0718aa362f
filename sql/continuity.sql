--
-- Two years of one body, and a report beside those it was made of.
--
-- A report of zeros in every cell of its edition, but for some.
CREATE FUNCTION pg_temp.filled(edition int, year int, authority text, figures jsonb) RETURNS gov_disclosure_report LANGUAGE sql AS $$
	SELECT jsonb_build_object('edition', edition, 'year', year, 'authority', authority, 'figures',
		(SELECT jsonb_object_agg(key, 0) FROM gov_form() WHERE edition = ANY (editions) AND NOT coalesce(figures -> key = 'null', false))
		|| jsonb_strip_nulls(figures), 'states',
		(SELECT coalesce(jsonb_object_agg(key, 'blank'), '{}') FROM jsonb_each(figures) WHERE value = 'null'))::gov_disclosure_report
$$;

-- the composite type that violations() gives
SELECT pg_typeof(c), c.rule, c.severity, c.status, c.location, c.expected, c.actual, c.difference, c.keys, c.missing, c.message,
	c.fingerprint ~ '^[0-9a-f]+$' AS fingerprint
FROM continuity(pg_temp.filled(2021, 2022, '甲县', '{"requests.carried_forward.total": 3}'),
	pg_temp.filled(2021, 2023, '甲县', '{"requests.carried_in.total": 1}')) AS c \gx

-- requests carried forward and in
CREATE TEMP VIEW pair AS SELECT * FROM (VALUES
	(1, 'all is well', pg_temp.filled(2021, 2022, '甲县人民政府', '{"requests.carried_forward.total": 3, "proactive.regulations.in_force": 11}'),
		pg_temp.filled(2021, 2023, '甲县政府', '{"requests.carried_in.total": 3, "proactive.regulations.issued": 2,
			"proactive.regulations.repealed": 1, "proactive.regulations.in_force": 12}')),
	(2, 'not in two columns', pg_temp.filled(2021, 2022, NULL, '{"requests.carried_forward.total": 3}'),
		pg_temp.filled(2021, 2023, '甲县', '{"requests.carried_in.other": 1}')),
	(3, 'missing', pg_temp.filled(2021, 2022, '甲县', '{"requests.carried_forward.total": null}'),
		pg_temp.filled(2021, 2023, '甲县', '{"requests.carried_in.total": 1}')),
	(4, 'in force', pg_temp.filled(2021, 2022, '甲县', '{"proactive.normative_documents.in_force": 20}'),
		pg_temp.filled(2021, 2023, '甲县', '{"proactive.normative_documents.in_force": 22, "proactive.normative_documents.issued": 3}')),
	(5, 'in force, open', pg_temp.filled(2021, 2022, '甲县', '{"proactive.normative_documents.in_force": null}'),
		pg_temp.filled(2021, 2023, '甲县', '{"proactive.normative_documents.in_force": 22, "proactive.normative_documents.issued": 3}')),
	(6, 'in force, too many issued', pg_temp.filled(2021, 2022, '甲县', '{"proactive.normative_documents.in_force": null}'),
		pg_temp.filled(2021, 2023, '甲县', '{"proactive.normative_documents.in_force": 2, "proactive.normative_documents.issued": 3}')),
	(7, 'items', pg_temp.filled(2019, 2019, '甲县', '{"proactive.licensing.items_last_year": 20, "proactive.licensing.change": -4}'),
		pg_temp.filled(2019, 2020, '甲县', '{"proactive.licensing.items_last_year": 17}')),
	(8, 'items, well', pg_temp.filled(2019, 2019, '甲县', '{"proactive.licensing.items_last_year": 20, "proactive.licensing.change": -4}'),
		pg_temp.filled(2019, 2020, '甲县', '{"proactive.licensing.items_last_year": 16}')),
	(9, 'editions', pg_temp.filled(2019, 2020, '甲县', '{"requests.carried_forward.total": 1}'),
		pg_temp.filled(2021, 2021, '甲县', '{}')),
	(10, 'another body', pg_temp.filled(2021, 2022, '甲县', '{}'), pg_temp.filled(2021, 2023, '乙县', '{}')),
	(11, 'years apart', pg_temp.filled(2021, 2022, '甲县', '{}'), pg_temp.filled(2021, 2024, '甲县', '{}')),
	(12, 'unknown year', pg_temp.filled(2021, NULL, '甲县', '{}'), pg_temp.filled(2021, 2023, '甲县', '{}')),
	(13, 'jumps', pg_temp.filled(2021, 2022, '甲县', '{"proactive.licensing.decisions": 6, "proactive.penalties.decisions": 5, "requests.granted.total": 40}'),
		pg_temp.filled(2021, 2023, '甲县', '{"proactive.licensing.decisions": 30, "proactive.penalties.decisions": 30, "proactive.fees.amount": 9000}'))
) AS p (id, name, previous, current);
SELECT id, name, c.rule, c.severity, c.status, c.location, c.expected, c.actual, c.difference
FROM pair LEFT JOIN LATERAL continuity(previous, current) AS c ON true ORDER BY id;
SELECT id, c.message FROM pair, continuity(previous, current) AS c WHERE id >= 3 ORDER BY id;
SELECT id, c.keys, c.missing FROM pair, continuity(previous, current) AS c WHERE id IN (3, 4, 7, 10, 13) ORDER BY id;
-- every rule of the catalogue that needs two years
SELECT rule, count(DISTINCT c.status) FILTER (WHERE c.status = 'fail') AS fails,
	count(DISTINCT c.status) FILTER (WHERE c.status = 'not_evaluable') AS not_evaluable
FROM gov_rules() LEFT JOIN (SELECT c.* FROM pair, continuity(previous, current) AS c) AS c USING (rule)
WHERE rule LIKE 'continuity.%' GROUP BY rule ORDER BY rule;
-- fingerprints differ from fault to fault, and follow the figures of both years
SELECT count(*) = count(DISTINCT fingerprint) AS distinct_faults FROM pair, continuity(previous, current) WHERE id = 2;
SELECT count(DISTINCT c.fingerprint) FROM (VALUES (3, 1, 0), (3, 1, 7), (4, 1, 0), (3, 2, 0)) AS v (forward, carried, other),
	continuity(pg_temp.filled(2021, 2022, '甲县', jsonb_build_object('requests.carried_forward.total', forward)),
		pg_temp.filled(2021, 2023, '甲县', jsonb_build_object('requests.carried_in.total', carried, 'requests.granted.total', other))) AS c;
SELECT * FROM continuity(NULL, '{"edition": 2021}'::jsonb::gov_disclosure_report);
SELECT (continuity(previous, current)).rule FROM pair WHERE id = 10 LIMIT 2;

--
-- reconcile
--
CREATE TEMP TABLE level (id int, parent gov_disclosure_report, children gov_disclosure_report);
INSERT INTO level VALUES
	(1, '{"edition": 2021, "figures": {"requests.received.total": 120, "proactive.fees.amount": 9.5, "requests.granted.total": 8,
			"requests.carried_forward.total": -9223372036854775807, "proactive.licensing.decisions": 1, "remedies.reconsideration.total": 4}}'::jsonb,
		'{"edition": 2021, "figures": {"requests.received.total": 130, "proactive.fees.amount": 0, "requests.granted.total": 8,
			"requests.carried_forward.total": 9223372036854775807, "proactive.licensing.decisions": 10},
			"states": {"remedies.reconsideration.total": "blank", "requests.concluded.total": "not_applicable"}}'::jsonb);
SELECT d.* FROM level, reconcile(parent, children) AS d;
-- the other way round
SELECT d.key, d.difference FROM level, reconcile(children, parent) AS d;
SELECT count(*) FROM level, reconcile(parent, parent);
SELECT count(*) FROM reconcile(NULL, NULL);
-- as a look at every cell finds them
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE (d.difference, d.parent, d.children, d.parent_state, d.children_state)
	IS DISTINCT FROM (a.value - b.value, a.value, b.value, a.state, b.state)) AS wrong
FROM pair, LATERAL (SELECT * FROM cells(previous)) AS a
	JOIN LATERAL (SELECT * FROM cells(current)) AS b USING (key)
	FULL JOIN LATERAL (SELECT * FROM reconcile(previous, current)) AS d USING (key)
WHERE (previous).edition = (current).edition
	AND ((a.value, a.state) IS DISTINCT FROM (b.value, b.state) OR d.key IS NOT NULL);

-- stored bytes are never trusted
CREATE CAST (bytea AS gov_disclosure_report) WITHOUT FUNCTION;
SELECT continuity('\x0100'::bytea::gov_disclosure_report, parent) FROM level;
SELECT continuity(parent, '\x0100'::bytea::gov_disclosure_report) FROM level;
SELECT reconcile(parent, '\x01ffe507150000'::bytea::gov_disclosure_report) FROM level;
DROP CAST (bytea AS gov_disclosure_report);
