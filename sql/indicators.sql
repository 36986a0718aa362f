--
-- A report as one row: indicators, figures; two reports beside each other.
--
CREATE FUNCTION pg_temp.report(edition int, figures jsonb, states jsonb DEFAULT '{}')
RETURNS gov_disclosure_report LANGUAGE sql AS $$
	SELECT jsonb_build_object('edition', edition, 'year', 2023, 'figures', figures, 'states', states)::gov_disclosure_report
$$;
-- a report whose figures are all their number on the form
CREATE TEMP TABLE numbered AS
SELECT pg_temp.report(2021, jsonb_object_agg(key, number) FILTER (WHERE 2021 = ANY (editions))) AS edition_2021,
	pg_temp.report(2019, jsonb_object_agg(key, number) FILTER (WHERE 2019 = ANY (editions))) AS edition_2019,
	pg_temp.report(2021, jsonb_object_agg(key, number)) AS whole
FROM gov_form();

-- every indicator is its formula
SELECT indicator, formula, meaning FROM gov_indicator_formulas() WHERE length(formula) < 100;
CREATE FUNCTION pg_temp.side(formula text, r gov_disclosure_report) RETURNS numeric LANGUAGE sql AS $$
	SELECT sum(r -> key) FROM regexp_split_to_table(trim(formula, '()'), ' \+ ') AS key
$$;
SELECT report, count(*) AS indicators,
	count(*) FILTER (WHERE value IS DISTINCT FROM
		pg_temp.side(split_part(formula, ' / ', 1), r) / pg_temp.side(split_part(formula, ' / ', 2), r)) AS wrong
FROM (SELECT 'edition_2021' AS report, edition_2021 AS r FROM numbered UNION ALL
	SELECT 'edition_2019', edition_2019 FROM numbered UNION ALL SELECT 'whole', whole FROM numbered) AS n,
	gov_indicator_formulas() f,
	LATERAL (SELECT (to_jsonb(indicators(r)) ->> f.indicator)::numeric AS value) AS i
GROUP BY report ORDER BY report;
SELECT array_agg(a.attname ORDER BY a.attnum) = (SELECT array_agg(indicator::name) FROM gov_indicator_formulas()) AS same
FROM pg_attribute a WHERE attrelid = 'gov_indicators'::regclass AND attnum > 0;

-- null where a figure is unknown or the denominator zero
SELECT (indicators(r)).* FROM (SELECT pg_temp.report(2021, '{}') AS r) AS empty;
SELECT (indicators(r)).granted_share, (indicators(r)).conclusion_rate, (indicators(r)).natural_person_share,
	(indicators(r)).licence_penalty_ratio
FROM (SELECT pg_temp.report(2021, '{"requests.granted.total": 1, "requests.concluded.total": 0,
	"requests.received.total": 8, "requests.received.natural_person": 7, "proactive.licensing.decisions": 1,
	"proactive.penalties.decisions": 3}', '{"requests.carried_in.total": "blank"}') AS r) AS x;
SELECT (indicators(r)).refused_share IS NULL AS refused, (indicators(r)).other_share AS other
FROM (SELECT pg_temp.report(2019, '{"requests.concluded.total": 8, "requests.other.unspecified.total": 1,
	"requests.refused.state_secret.total": 1}') AS r) AS x;
SELECT (indicators(NULL)).granted_share IS NULL AS strict;
-- consolidate first, then divide: the mean of shares is another number
SELECT round(avg((indicators(r)).granted_share), 4) AS mean_of_shares, round((indicators(sum(r))).granted_share, 4) AS share
FROM (VALUES (pg_temp.report(2021, '{"requests.granted.total": 1, "requests.concluded.total": 1}')),
	(pg_temp.report(2021, '{"requests.granted.total": 10, "requests.concluded.total": 100}'))) AS v (r);

-- a column for each figure
SELECT count(*) AS columns, count(DISTINCT attname) AS names, max(length(attname)) < 64 AS short_enough,
	count(*) FILTER (WHERE atttypid = 'numeric'::regtype) AS amounts
FROM pg_attribute WHERE attrelid = 'gov_figures'::regclass AND attnum > 0;
SELECT count(*) AS figures, count(*) FILTER (WHERE (row ->> replace(key, '.', '_'))::numeric IS DISTINCT FROM number) AS wrong
FROM (SELECT to_jsonb(gov_figures(whole)) AS row FROM numbered) AS x, gov_form();
SELECT f.requests_received_total, f.proactive_fees_amount, f.proactive_licensing_change
FROM numbered, LATERAL gov_figures(edition_2021) AS f;
SELECT f.requests_received_total, f.requests_carried_in_total, f.proactive_fees_amount
FROM gov_figures(pg_temp.report(2021, '{"requests.received.total": -9223372036854775808, "proactive.fees.amount": 0.000001}',
	'{"requests.carried_in.total": "blank"}')) AS f;

-- two reports
SELECT key, a, b, difference FROM diff(
	pg_temp.report(2021, '{"requests.received.total": 9, "requests.granted.total": 2, "proactive.fees.amount": 0.5,
		"requests.received.natural_person": 9223372036854775807}', '{"requests.carried_in.total": "blank"}'),
	pg_temp.report(2021, '{"requests.received.total": 7, "requests.granted.total": 2, "proactive.fees.amount": 1.25,
		"requests.received.natural_person": -9223372036854775808, "requests.carried_in.total": 0}'));
SELECT count(*) AS none FROM numbered, diff(whole, whole);

-- figures beside a long report, by themselves
CREATE TEMP TABLE kept (report gov_disclosure_report,
	figures gov_disclosure_report GENERATED ALWAYS AS (figures_only(report)) STORED,
	received bigint GENERATED ALWAYS AS ((report -> 'requests.received.total')::bigint) STORED);
INSERT INTO kept SELECT (edition_2021::jsonb || jsonb_build_object('sections',
	jsonb_build_object('1', jsonb_build_object('prose', repeat('正文。', 9000)))))::gov_disclosure_report FROM numbered;
CREATE INDEX ON kept (year(figures), (figures -> 'requests.received.total'));
CREATE STATISTICS pg_temp.kept_received ON (report -> 'requests.received.total'), (year(report)) FROM kept;
ANALYZE kept;
SELECT pg_column_size(figures) < 600 AS small, sum(figures) = sum(report) AS same, max(received) = max(report -> 'requests.received.total') AS received
FROM kept GROUP BY 1;
