--
-- Suspects: which figures are wrong where the sums do not agree.
--

-- a consistent report with small tables, and changes to its figures and states
CREATE FUNCTION pg_temp.report(changes jsonb DEFAULT '{}', states jsonb DEFAULT '{}',
							   prose text DEFAULT NULL)
RETURNS gov_disclosure_report LANGUAGE sql AS $$
	SELECT jsonb_build_object('edition', 2021, 'year', 2023, 'states', states,
		'sections', CASE WHEN prose IS NULL THEN '{}'
			ELSE jsonb_build_object('4', jsonb_build_object('prose', prose)) END,
		'figures', (SELECT jsonb_object_agg(key, 0) FROM gov_form()
					WHERE section IN (3, 4) AND editions @> '{2021}') ||
		'{"requests.received.natural_person": 121, "requests.received.enterprise": 14,
		  "requests.received.total": 135,
		  "requests.carried_in.natural_person": 6, "requests.carried_in.total": 6,
		  "requests.granted.natural_person": 83, "requests.granted.enterprise": 9,
		  "requests.granted.total": 92,
		  "requests.partly_granted.natural_person": 12, "requests.partly_granted.total": 12,
		  "requests.unavailable.not_held.natural_person": 27,
		  "requests.unavailable.not_held.enterprise": 4,
		  "requests.unavailable.not_held.total": 31,
		  "requests.concluded.natural_person": 122, "requests.concluded.enterprise": 13,
		  "requests.concluded.total": 135,
		  "requests.carried_forward.natural_person": 5,
		  "requests.carried_forward.enterprise": 1,
		  "requests.carried_forward.total": 6,
		  "remedies.reconsideration.upheld": 4, "remedies.reconsideration.corrected": 1,
		  "remedies.reconsideration.total": 5}'::jsonb || changes)::gov_disclosure_report
$$;

-- nothing is listed for a consistent report, for one without tables, for null
SELECT count(*) FROM suspects(pg_temp.report());
SELECT count(*) FROM suspects('{"edition": 2021}'::jsonb::gov_disclosure_report);
SELECT count(*) FROM suspects(NULL);

-- one figure
SELECT * FROM suspects(pg_temp.report('{"requests.granted.natural_person": 38}'));
SELECT * FROM suspects(pg_temp.report('{"requests.received.natural_person": 11}'));
SELECT * FROM suspects(pg_temp.report('{"requests.granted.enterprise": 99}'));
SELECT * FROM suspects(pg_temp.report('{"requests.concluded.total": 9223372036854775807}'));
SELECT * FROM suspects(pg_temp.report('{"requests.granted.other": -9223372036854775808}'));

-- the explanation is right: with the implied figures there is none left
SELECT s.key, s.implied, (SELECT count(*) FROM suspects(pg_temp.report(jsonb_build_object(
	'requests.partly_granted.natural_person', 21, s.key, s.implied)))) AS left
FROM suspects(pg_temp.report('{"requests.partly_granted.natural_person": 21}')) AS s;

-- two figures; where two errors are of one size there are two explanations
SELECT * FROM suspects(pg_temp.report(
	'{"requests.granted.natural_person": 38, "requests.received.enterprise": 41}'));
SELECT * FROM suspects(pg_temp.report(
	'{"requests.granted.enterprise": 8, "requests.partly_granted.natural_person": 11}'));

-- acts
SELECT * FROM suspects(pg_temp.report(
	'{"requests.granted.natural_person": 0, "requests.granted.enterprise": 83,
	  "requests.granted.research_institution": 9, "requests.granted.total": 0}'));
SELECT explanation, key, reported, implied, changes, reason FROM suspects(pg_temp.report(
	'{"requests.partly_granted.natural_person": 1, "requests.partly_granted.enterprise": 2,
	  "requests.partly_granted.total": 0}'));
SELECT * FROM suspects(pg_temp.report(
	'{"requests.received.enterprise": 17, "requests.granted.enterprise": 12}'));

-- cells without a number
SELECT * FROM suspects(pg_temp.report('{"requests.granted.enterprise": null}',
	'{"requests.granted.enterprise": "unreadable"}'));
SELECT * FROM suspects(pg_temp.report('{"requests.granted.enterprise": null,
	"requests.granted.other": null}',
	'{"requests.granted.enterprise": "blank", "requests.granted.other": "not_applicable"}'));

-- section four; the prose ranks what could be, and chooses nothing
SELECT * FROM suspects(pg_temp.report('{"remedies.reconsideration.total": 3}'));
SELECT * FROM suspects(pg_temp.report('{"remedies.reconsideration.total": 3}',
	prose => '本年度共收到行政复议5件。'));

-- problems are numbered through, those of section three first
SELECT explanation, key, implied, "unique" FROM suspects(pg_temp.report(
	'{"remedies.reconsideration.total": 3, "requests.carried_in.total": 60}'));

-- rows come one by one
SELECT key FROM suspects(pg_temp.report('{"remedies.reconsideration.total": 3}')) LIMIT 1;
SELECT (suspects(pg_temp.report('{"requests.carried_in.total": 60}'))).implied;
