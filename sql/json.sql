--
-- The casts to and from jsonb.
--
CREATE TEMP TABLE report (id serial, r gov_disclosure_report);
INSERT INTO report (r) VALUES
('{"edition": 2021}'::jsonb),
('{"edition": 2019, "year": 2020, "authority": "a\"\\\u0001\n\tb", "title": "t",
	"figures": {"proactive.procurement.amount": 73802895.905001}}'::jsonb),
('{"edition": 2021, "year": 2022, "authority": "柳泉镇", "title": "柳泉镇报告", "preamble": "前言",
	"figures": {"requests.received.total": 1, "requests.received.other": null},
	"states": {"requests.received.other": "blank", "requests.carried_in.other": "not_applicable"},
	"sections": {"1": {"prose": "甲\n乙"}, "10": {"heading": "十、其他"}, "2": {}, "6": {"heading": "六、", "prose": "无"}},
	"notes": [{"code": "row_unknown", "line": 7, "raw": "合计\t1"}, {"code": "table_missing"}]}'::jsonb);

SELECT jsonb_pretty(r::jsonb) FROM report ORDER BY id;
-- nothing is lost, whichever way
SELECT id, r::jsonb::gov_disclosure_report = r AS by_json, r::text::gov_disclosure_report = r AS by_text,
	r::jsonb::gov_disclosure_report::jsonb = r::jsonb AS json_again
FROM report ORDER BY id;
SELECT jsonb(r) = r::jsonb, gov_disclosure_report(r::jsonb) = r FROM report WHERE id = 3;
-- assignments cast by themselves
CREATE TEMP TABLE document (j jsonb);
INSERT INTO document SELECT r FROM report;
CREATE TEMP TABLE again (r gov_disclosure_report);
INSERT INTO again SELECT j FROM document;
SELECT count(*) FROM again JOIN report USING (r);

-- what is null, empty, absent or missing is the same
SELECT count(DISTINCT j::gov_disclosure_report) FROM unnest(ARRAY[
	'{"edition": 2021}',
	'{"edition": 2021.0, "year": null, "title": null, "authority": "", "preamble": ""}',
	'{"edition": 2021, "figures": {}, "states": {}, "sections": {}, "notes": []}',
	'{"edition": 2021, "figures": null, "states": null, "sections": null, "notes": null}',
	'{"edition": 2021, "figures": {"requests.received.total": null}}',
	'{"edition": 2021, "states": {"requests.received.total": "absent"}}'
	]::jsonb[]) AS j;
SELECT '{"edition": 2021, "figures": {"requests.received.total": 5.00}}'::jsonb::gov_disclosure_report =
	'{"edition": 2021, "figures": {"requests.received.total": 5}, "states": {"requests.received.total": "number"}}'::jsonb::gov_disclosure_report;

-- of the wrong kind
SELECT '[]'::jsonb::gov_disclosure_report;
SELECT '"text"'::jsonb::gov_disclosure_report;
SELECT 'null'::jsonb::gov_disclosure_report;
SELECT '{}'::jsonb::gov_disclosure_report;
SELECT '{"edition": "2021"}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "year": "2022"}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "title": 1}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": []}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"requests.received.total": "5"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "states": {"requests.received.total": 1}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"1": "text"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"1": {"prose": []}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": {}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [null]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [[]]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": 1}]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": "unreadable", "key": 5}]}'::jsonb::gov_disclosure_report;

-- of an unknown name or an impossible value
SELECT '{"edition": 2020}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 1e30}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "year": 0}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "year": 2022.5}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "jahr": 2022}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"requests.recieved.total": 5}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"requests.received.total": 5.5}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"requests.received.total": 9223372036854775808}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"proactive.fees.amount": 0.0000001}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"proactive.fees.amount": 1e400}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "states": {"requests.received.total": "empty"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "states": {"requests.received.total": "number"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "figures": {"requests.received.total": 5}, "states": {"requests.received.total": "blank"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "states": {"x": "blank"}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"0": {}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"01": {}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"100": {}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"": {}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"99999999999999999999": {}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "sections": {"1": {"text": "x"}}}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": "unreadable"}, {"code": "strange"}]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": "unreadable", "key": "x"}]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": "unreadable", "line": -1}]}'::jsonb::gov_disclosure_report;
SELECT '{"edition": 2021, "notes": [{"code": "unreadable", "text": "x"}]}'::jsonb::gov_disclosure_report;
-- limits
SELECT jsonb_build_object('edition', 2021, 'notes', jsonb_build_array(
	jsonb_build_object('code', 'unreadable', 'raw', repeat('x', 401))))::gov_disclosure_report;
SELECT jsonb_build_object('edition', 2021, 'notes',
	jsonb_agg('{"code": "row_unknown"}'::jsonb))::gov_disclosure_report FROM generate_series(1, 1001);
SELECT jsonb_build_object('edition', 2021, 'sections',
	jsonb_object_agg(n, '{}'::jsonb))::gov_disclosure_report FROM generate_series(1, 33) AS n;
SELECT r::jsonb::gov_disclosure_report = r AS by_json, r::text::gov_disclosure_report = r AS by_text
FROM (SELECT jsonb_build_object('edition', 2021,
	'sections', (SELECT jsonb_object_agg(n, jsonb_build_object('prose', repeat(n || '段', n))) FROM generate_series(1, 96, 3) AS n),
	'notes', (SELECT jsonb_agg(jsonb_build_object('code', 'row_unknown', 'line', n, 'raw', repeat('x', n % 401))) FROM generate_series(1, 1000) AS n)
	)::gov_disclosure_report AS r) AS most;

-- every figure, with numbers of every size
SELECT count(*) AS wrong FROM generate_series(1, 62) AS size,
	LATERAL (SELECT jsonb_build_object('edition', 2021, 'figures', jsonb_object_agg(key,
		CASE WHEN number % 3 = 0 THEN -1 ELSE 1 END *
		CASE WHEN unit LIKE '万元%' THEN (power(2::numeric, size) + number)::bigint * 0.000001
		ELSE (power(2::numeric, size) + number)::bigint END)) AS j FROM gov_form()) AS made
WHERE j::gov_disclosure_report::jsonb -> 'figures' <> j -> 'figures'
	OR j::gov_disclosure_report::text::gov_disclosure_report <> j::gov_disclosure_report;
