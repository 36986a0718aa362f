--
-- Consolidated reports: +, -, sum(), and what tells of them.
--
CREATE FUNCTION pg_temp.report(edition int, year int, figures jsonb, states jsonb DEFAULT '{}')
RETURNS gov_disclosure_report LANGUAGE sql AS $$
	SELECT jsonb_build_object('edition', edition, 'year', year, 'authority', '某局', 'title', '某局年度报告',
		'figures', figures, 'states', states, 'sections', '{"1": {"prose": "正文。"}}'::jsonb)::gov_disclosure_report
$$;
CREATE FUNCTION pg_temp.try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE statement INTO result;
	RETURN coalesce(result, 'null');
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END $$;
CREATE TEMP TABLE reports (id int, region text, r gov_disclosure_report);
INSERT INTO reports VALUES
(1, 'east', pg_temp.report(2021, 2023, '{"requests.received.total": 41, "proactive.fees.amount": 12.345678,
	"proactive.regulations.issued": 1}', '{"requests.carried_in.total": "blank", "requests.granted.total": "unreadable"}')),
(2, 'east', pg_temp.report(2021, 2023, '{"requests.received.total": 9, "proactive.fees.amount": 0.000001,
	"requests.carried_in.total": 3}', '{"proactive.regulations.issued": "not_applicable", "requests.granted.total": "blank"}')),
(3, 'west', pg_temp.report(2019, 2020, '{"requests.received.total": 5, "proactive.licensing.change": -18}')),
(4, 'west', NULL);

-- a consolidated report: no authority, no prose; year and edition if in common
CREATE TEMP TABLE total AS SELECT sum(r) AS s FROM reports;
SELECT reports(s), (s).edition, (s).year, (s).authority, (s).title, section(s, 1) FROM total;
SELECT region, reports(sum(r)), year(sum(r)), edition(sum(r)) FROM reports GROUP BY region ORDER BY region;
SELECT key, s -> key AS number, state(s, key), coverage(s, key)
FROM total, unnest(ARRAY['requests.received.total', 'proactive.fees.amount', 'proactive.regulations.issued',
	'requests.carried_in.total', 'requests.granted.total', 'proactive.licensing.change',
	'requests.concluded.total']) AS key;

-- it is written and read as any other
SELECT s FROM total;
SELECT s::text::gov_disclosure_report = s AS text, s::jsonb::gov_disclosure_report = s AS jsonb,
	figures_only(s) = s AS figures FROM total;
SELECT s::jsonb -> 'reports' AS reports, s::jsonb -> 'coverage' AS coverage FROM total;
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "reports": 0}'::gov_disclosure_report = jsonb '{"edition": 2021}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select reports(jsonb '{"edition": 2021, "reports": -4}'::gov_disclosure_report)$$);
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "reports": 1.5}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "reports": "1"}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "reports": 1000000000000001}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "coverage": {"proactive.fees.amount": 1}}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select jsonb '{"edition": 2021, "coverage": {"proactive.fee": 1}}'::gov_disclosure_report$$);
SELECT pg_temp.try($$select coverage(jsonb '{"edition": 2021}'::gov_disclosure_report, 'no.such.key')$$);

-- + is the sum of two, and of its own results
SELECT a.r + b.r = b.r + a.r AS commutes, (a.r + b.r) + c.r = a.r + (b.r + c.r) AS associates,
	a.r + b.r + c.r = t.s AS is_sum, a.r + NULL IS NULL AS strict
FROM reports a, reports b, reports c, total t WHERE a.id = 1 AND b.id = 2 AND c.id = 3;
-- the sum of one is its figures
SELECT id, sum(r) = figures_only(r) AS same, reports(r), coverage(r, 'requests.received.total')
FROM reports WHERE r IS NOT NULL GROUP BY id, r ORDER BY id;
SELECT sum(s) = s AS same FROM total GROUP BY s;

-- what is left without a part; the change to another year
SELECT reports(d), year(d), d -> 'requests.received.total' AS received, coverage(d, 'requests.received.total'),
	d -> 'proactive.regulations.issued' AS regulations, state(d, 'requests.carried_in.total') AS carried_in,
	d -> 'proactive.fees.amount' AS fees
FROM (SELECT sum(r) - (SELECT r FROM reports WHERE id = 2) FROM reports WHERE region = 'east') AS x (d);
SELECT reports(d), year(d), d -> 'requests.received.total' AS received, coverage(d, 'requests.received.total'),
	state(d, 'proactive.regulations.issued') AS regulations, state(d, 'proactive.licensing.change') AS change
FROM (SELECT a.r - b.r FROM reports a, reports b WHERE a.id = 1 AND b.id = 3) AS x (d);

-- aggregates of every kind
SELECT sum(r) IS NULL AS empty FROM reports WHERE false;
SELECT sum(r) IS NULL AS nulls FROM reports WHERE r IS NULL;
SELECT sum(NULL::gov_disclosure_report) IS NULL AS only_nulls FROM generate_series(1, 3);
SELECT reports(sum(r) FILTER (WHERE id < 3)) AS filtered, reports(sum(DISTINCT r)) AS distinct_reports,
	sum(r ORDER BY id) = sum(r ORDER BY id DESC) AS ordered, sum(r ORDER BY id) = sum(r) AS unordered
FROM (SELECT * FROM reports UNION ALL SELECT * FROM reports) AS twice;
SELECT region, id, reports(sum(r)), sum(r) -> 'requests.received.total' AS received
FROM reports GROUP BY GROUPING SETS ((region, id), (region), ()) ORDER BY region, id;
SELECT reports(sum(r)), sum(r) -> 'requests.received.total' AS first, sum(r) -> 'requests.received.total' AS again,
	count(r), reports(sum(r) FILTER (WHERE id = 1)) AS other FROM reports;
-- rescans
SELECT n, (SELECT sum(r) -> 'requests.received.total' FROM reports WHERE id <= n) AS received
FROM generate_series(0, 4) AS n;
-- the frame moves over nulls, and is empty at its end
SELECT id, reports(sum(r) OVER w), year(sum(r) OVER w), sum(r) OVER w -> 'requests.received.total' AS received
FROM reports WINDOW w AS (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) ORDER BY id;
SELECT id, reports(sum(r) OVER (ORDER BY id)) AS so_far FROM reports ORDER BY id;

-- a direct call changes neither argument
SELECT gov_disclosure_report_sum(a.r, b.r) = a.r + b.r AS called, a.r -> 'requests.received.total' AS a,
	b.r -> 'requests.received.total' AS b, gov_disclosure_report_sum(NULL, a.r) = figures_only(a.r) AS one,
	gov_disclosure_report_sum(NULL, NULL) IS NULL AS none
FROM reports a, reports b WHERE a.id = 1 AND b.id = 2;
SELECT gov_disclosure_report_sum_final(r) = figures_only(r) AS final FROM reports WHERE id = 1;

-- an aggregate of the user's own over the same function
CREATE AGGREGATE pg_temp.total (gov_disclosure_report) (
	SFUNC = gov_disclosure_report_sum, STYPE = gov_disclosure_report);
SELECT pg_temp.total(r) = (SELECT s FROM total) AS same FROM reports;
SELECT id, pg_temp.total(r) OVER (ORDER BY id) = sum(r) OVER (ORDER BY id) AS same,
	pg_temp.total(r) OVER (ORDER BY id) + r -> 'requests.received.total' AS used FROM reports ORDER BY id;

-- overflow is an error, of the total alone
CREATE TEMP TABLE edges (id int, r gov_disclosure_report);
INSERT INTO edges SELECT n, pg_temp.report(2021, 2023, jsonb_build_object('requests.received.total', x, 'proactive.fees.amount', y))
FROM (VALUES (1, 9223372036854775807, 9223372036854.775807), (2, 1, 0.000001), (3, -1, -0.000001),
	(4, -9223372036854775808, -9223372036854.775808)) AS v (n, x, y);
SELECT pg_temp.try($$select sum(r) -> 'requests.received.total' from edges where id in (1, 2)$$);
SELECT pg_temp.try($$select sum(r) -> 'proactive.fees.amount' from edges where id in (1, 2, 3)$$);
SELECT pg_temp.try($$select sum(r) -> 'requests.received.total' from edges where id in (3, 4)$$);
SELECT pg_temp.try($$select sum(r order by id) -> 'requests.received.total' from edges$$);
SELECT pg_temp.try($$select sum(r order by id desc) -> 'requests.received.total' from edges$$);
SELECT pg_temp.try($$select a.r + b.r from edges a, edges b where a.id = 1 and b.id = 2$$);
SELECT pg_temp.try($$select a.r - b.r from edges a, edges b where a.id = 4 and b.id = 2$$);
SELECT pg_temp.try($$select a.r - b.r -> 'proactive.fees.amount' from edges a, edges b where a.id = 2 and b.id = 3$$);
SELECT id, pg_temp.try(format($$select x -> 'requests.received.total' from (select id,
	sum(r) over (order by id rows between 1 preceding and current row) as x from edges where id between %s and %s) as y
	order by id desc limit 1$$, greatest(id - 1, 1), id)) AS moving
FROM edges ORDER BY id;
SELECT pg_temp.try($$select sum(jsonb '{"edition": 2021, "reports": 1000000000000000}'::gov_disclosure_report)
	is null from generate_series(1, 2)$$);
