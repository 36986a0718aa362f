--
-- Checks: violations, checks, is_consistent, require_consistent, the domain.
--
CREATE TEMP TABLE report (id int, r gov_disclosure_report);
-- 1 consistent; 2 a wrong total; 3 blanks that could be anything, and one that could not;
-- 4 an unreadable figure and a negative amount; 5 edition 2019, a wrong total
INSERT INTO report
SELECT 1, jsonb_build_object('edition', 2021, 'year', 2023, 'figures', jsonb_object_agg(key, 0))
FROM gov_form() WHERE 2021 = ANY (editions);
INSERT INTO report
SELECT n, jsonb_set(r::jsonb, '{figures}', r::jsonb -> 'figures' || figures) FROM report,
	(VALUES (2, '{"requests.received.natural_person": 12, "requests.received.total": 21,
				"requests.granted.natural_person": 12, "requests.granted.total": 12,
				"requests.concluded.natural_person": 12, "requests.concluded.total": 12,
				"remedies.reconsideration.upheld": 10, "remedies.reconsideration.corrected": 1}'::jsonb),
			(3, '{"remedies.reconsideration.upheld": 4, "remedies.reconsideration.pending": null,
				"remedies.reconsideration.total": 3, "requests.granted.other": null}'),
			(4, '{"requests.received.total": null, "proactive.fees.amount": -0.5}')) AS change (n, figures);
UPDATE report SET r = jsonb_set(r::jsonb, '{states}',
	'{"remedies.reconsideration.pending": "blank", "requests.granted.other": "not_applicable"}') WHERE id = 3;
UPDATE report SET r = r::jsonb || '{"states": {"requests.received.total": "unreadable"},
	"notes": [{"code": "unreadable", "key": "requests.received.total", "line": 21, "raw": "l2"}]}' WHERE id = 4;
INSERT INTO report
SELECT 5, jsonb_build_object('edition', 2019, 'year', 2020, 'figures', jsonb_object_agg(key, 0)
	|| '{"requests.other.unspecified.natural_person": 1, "requests.other.unspecified.total": 2,
		"requests.concluded.natural_person": 1, "requests.concluded.total": 2,
		"requests.received.natural_person": 1, "requests.received.total": 1}')
FROM gov_form() WHERE 2019 = ANY (editions);

-- what is wrong
SELECT id, rule, severity, status, location, expected, actual, difference
FROM report, violations(r, 'error') ORDER BY id;
SELECT id, keys, missing, message, fingerprint FROM report, violations(r, 'error') ORDER BY id;
-- by policy
SELECT id, policy, count(*) FROM report, unnest(ARRAY['possible', 'zero', 'strict']) AS policy,
	violations(r, 'error', policy) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT id, v.status, v.location, v.expected, v.actual, v.missing, v.message
FROM report, checks(r, missing => 'possible') AS v
WHERE id = 3 AND v.status <> 'pass' AND v.rule ~ '^(requests|remedies|figure)';
SELECT v.location, v.expected, v.actual, v.missing, v.message FROM report, violations(r, 'error', 'strict') AS v WHERE id = 3;
SELECT v.location, v.message FROM report, violations(r, 'error', 'zero') AS v WHERE id = 3;
-- by severity: notices and warnings as well
SELECT id, v.rule, v.severity, v.keys, v.message FROM report, violations(r) AS v
WHERE rule ~ '^(figure|proactive.in_force)' ORDER BY id;
SELECT id, severity, count(*) FROM report, violations(r, 'error') AS v GROUP BY 1, 2 ORDER BY 1, 2;

-- every check, with what came of it
SELECT id, status, count(*) FROM report, checks(r, 'error') GROUP BY 1, 2 ORDER BY 1, 2;
SELECT rule, status, count(*) FROM report, checks(r, 'error') WHERE id = 1 GROUP BY 1, 2 ORDER BY 1, 2;
SELECT rule, status, location, expected, actual, difference, keys, missing, message
FROM report, checks(r, 'error') WHERE id = 1 AND rule = 'remedies.total' LIMIT 1;
-- what violations lists are the checks that fail
SELECT id FROM report WHERE EXISTS (SELECT * FROM checks(r) WHERE status = 'fail' EXCEPT SELECT * FROM violations(r))
	OR EXISTS (SELECT * FROM violations(r) EXCEPT SELECT * FROM checks(r) WHERE status = 'fail');

-- one answer
SELECT id, is_consistent(r), is_consistent(r, 'error', 'zero') AS zero, is_consistent(r, 'error', 'strict') AS strict,
	is_consistent(r, missing => 'strict') AS named FROM report ORDER BY id;
-- as an attribute, with the defaults
SELECT (r).is_consistent FROM report WHERE id = 1;
SELECT id FROM report WHERE is_consistent(r) AND NOT is_consistent(figures_only(r)) ORDER BY id;

-- amounts in 10,000 yuan, sums beyond bigint
SELECT expected, actual, difference, pg_typeof(actual) FROM report, violations(r, 'error')
WHERE id = 4 AND rule = 'figure.negative';
SELECT location, expected, actual, difference FROM report, violations(jsonb_set(r::jsonb, '{figures}',
	r::jsonb -> 'figures' || '{"requests.received.natural_person": 9223372036854775807,
		"requests.received.enterprise": 9223372036854775807, "requests.received.total": -2,
		"requests.carried_in.total": -9223372036854775808}')::gov_disclosure_report, 'error')
WHERE id = 1 AND rule LIKE 'requests.%';

-- null, and names that are none
SELECT is_consistent(NULL), require_consistent(NULL), (SELECT count(*) FROM violations(NULL)), (SELECT count(*) FROM checks(NULL));
SELECT is_consistent(r, NULL), is_consistent(r, 'error', NULL) FROM report WHERE id = 2;
SELECT is_consistent(r, 'fatal') FROM report WHERE id = 1;
SELECT is_consistent(r, 'Error') FROM report WHERE id = 1;
SELECT * FROM violations((SELECT r FROM report WHERE id = 1), '');
SELECT require_consistent(r, 'error', 'maybe') FROM report WHERE id = 1;
SELECT count(*) FROM report, checks(r, 'error', repeat('可能', 100)) WHERE id = 1;

-- rows are made as they are wanted, for many reports
SELECT message FROM report, violations(r, 'error') WHERE id = 2 LIMIT 1;
SELECT (violations(r, 'error')).location FROM report WHERE id = 2 LIMIT 2;
SELECT count(*), count(DISTINCT v.fingerprint) FROM generate_series(1, 500) AS n, report, LATERAL violations(r, 'error') AS v;
SELECT id, (SELECT count(*) FROM violations(r, 'error')) FROM report ORDER BY id;

-- require_consistent says why
DO $$
DECLARE code text; told text; detail text; hint text;
BEGIN
	PERFORM require_consistent(r) FROM report WHERE id = 2;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, told = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RAISE NOTICE USING MESSAGE = code || E'\n' || told || E'\n' || detail || E'\n' || hint;
END $$;
SELECT require_consistent(r) FROM report WHERE id = 1;
SELECT require_consistent(r) FROM report WHERE id = 3;
SELECT require_consistent(r, missing => 'strict') FROM report WHERE id = 4;
-- more than it lists
SELECT require_consistent(jsonb_set(r::jsonb, '{figures}', r::jsonb -> 'figures' || '{"requests.granted.total": 1,
	"requests.partly_granted.total": 2, "requests.received.total": 3, "requests.carried_forward.total": 4,
	"requests.carried_in.total": 5, "remedies.direct_litigation.total": 6}')::gov_disclosure_report) FROM report WHERE id = 1;

-- constraints
CREATE TEMP TABLE filed (id int PRIMARY KEY, r gov_disclosure_report NOT NULL CHECK (is_consistent(r)));
CREATE TEMP TABLE told (id int PRIMARY KEY, r gov_disclosure_report CHECK (require_consistent(r)));
INSERT INTO filed SELECT * FROM report WHERE id = 1;
INSERT INTO told SELECT * FROM report WHERE id = 1;
INSERT INTO told VALUES (0, NULL);
\set VERBOSITY terse
INSERT INTO filed SELECT * FROM report WHERE id = 2;
\set VERBOSITY default
INSERT INTO told SELECT * FROM report WHERE id = 2;
UPDATE told SET r = (SELECT r FROM report WHERE id = 3) WHERE id = 1;
INSERT INTO told SELECT * FROM report ON CONFLICT DO NOTHING;
SELECT id FROM filed UNION ALL SELECT id FROM told ORDER BY 1;
ALTER TABLE report ADD CHECK (require_consistent(r, 'error', 'strict')) NOT VALID;
ALTER TABLE report VALIDATE CONSTRAINT report_r_check;
ALTER TABLE report DROP CONSTRAINT report_r_check;

-- the domain
SELECT r::gov_consistent_report = r AS same FROM report WHERE id = 1;
SELECT r::gov_consistent_report FROM report WHERE id = 2;
SELECT NULL::gov_consistent_report IS NULL AS none;
CREATE TEMP TABLE accepted (id int, r gov_consistent_report);
INSERT INTO accepted SELECT id, r FROM report WHERE is_consistent(r);
INSERT INTO accepted SELECT id, r FROM report;
SELECT id, year(r), is_consistent(r) FROM accepted ORDER BY id;

-- staging: what is consistent goes in, the rest to review
WITH moved AS (INSERT INTO accepted SELECT id + 100, r FROM report WHERE is_consistent(r) RETURNING id)
SELECT * FROM moved ORDER BY id;
SELECT id, v.rule, v.location, v.message FROM report, violations(r, 'error') AS v WHERE NOT is_consistent(r) ORDER BY id;

-- indexes and generated columns
CREATE TEMP TABLE kept (r gov_disclosure_report, good bool GENERATED ALWAYS AS (is_consistent(r)) STORED);
CREATE INDEX ON kept (is_consistent(r, 'error', 'strict'));
INSERT INTO kept SELECT r FROM report;
SELECT good, count(*) FROM kept GROUP BY good ORDER BY good;

-- the catalogue of rules
SELECT severity, origin, count(*) > 0 AS some FROM gov_rules() GROUP BY 1, 2 ORDER BY 1, 2;
SELECT rule, severity, editions, origin, statement FROM gov_rules() WHERE rule ~ '^(requests|remedies.total|figure)';
SELECT count(*) FROM gov_rules() WHERE statement_zh = '' OR basis = '' OR statement = '';
