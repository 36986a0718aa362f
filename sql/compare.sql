--
-- Equality, order and hash.
--
CREATE TEMP TABLE report (id int, r gov_disclosure_report);
INSERT INTO report VALUES
(1, '{"edition": 2021}'::jsonb),
(2, '{"edition": 2019, "year": 2020, "authority": "b"}'::jsonb),
(3, '{"edition": 2021, "year": 2021}'::jsonb),
(4, '{"edition": 2021, "year": 2021, "authority": "B"}'::jsonb),
(5, '{"edition": 2021, "year": 2021, "authority": "a"}'::jsonb),
(6, '{"edition": 2021, "year": 2021, "authority": "ab"}'::jsonb),
(7, '{"edition": 2021, "year": 2021, "authority": "b", "figures": {"requests.received.total": 0}}'::jsonb),
(8, '{"edition": 2021, "year": 2021, "authority": "b", "figures": {"requests.received.total": 1}}'::jsonb),
(9, '{"edition": 2021, "year": 2021, "authority": "b", "states": {"requests.received.total": "blank"}}'::jsonb),
(10, '{"edition": 2021, "year": 2021, "authority": "丙"}'::jsonb),
(11, '{"edition": 2021, "year": 2022, "authority": "A", "title": "t"}'::jsonb);

-- by year, then authority by its bytes
SELECT id, (r).year, (r).authority FROM report ORDER BY r, id;
-- one order for all operators
SELECT count(*) AS pairs,
	count(*) FILTER (WHERE (a.r = b.r) <> (a.id = b.id)) AS eq,
	count(*) FILTER (WHERE (a.r <> b.r) = (a.r = b.r)) AS ne,
	count(*) FILTER (WHERE (a.r < b.r)::int + (a.r = b.r)::int + (a.r > b.r)::int <> 1) AS trichotomy,
	count(*) FILTER (WHERE (a.r < b.r) <> (b.r > a.r)) AS commuted,
	count(*) FILTER (WHERE (a.r <= b.r) <> (a.r < b.r OR a.r = b.r)) AS le,
	count(*) FILTER (WHERE (a.r >= b.r) <> (a.r > b.r OR a.r = b.r)) AS ge,
	count(*) FILTER (WHERE sign(gov_disclosure_report_cmp(a.r, b.r)) <>
		(a.r > b.r)::int - (a.r < b.r)::int) AS cmp
FROM report a, report b;
SELECT count(*) AS not_transitive FROM report a, report b, report c
WHERE a.r < b.r AND b.r < c.r AND NOT a.r < c.r;
-- hashes follow equality
SELECT count(*) AS equal,
	count(*) FILTER (WHERE gov_disclosure_report_hash(a.r) <> gov_disclosure_report_hash(b.r)) AS hash,
	count(*) FILTER (WHERE gov_disclosure_report_hash_extended(a.r, 42) <> gov_disclosure_report_hash_extended(b.r, 42)) AS seeded
FROM report a JOIN (SELECT id, r::text::gov_disclosure_report AS r FROM report) b ON a.r = b.r;
SELECT count(*) AS equal_hashes FROM report a, report b
WHERE a.id < b.id AND gov_disclosure_report_hash_extended(a.r, 0) = gov_disclosure_report_hash_extended(b.r, 0);

-- whether a query's plan has a node of a kind
CREATE FUNCTION pg_temp.plan_has(query text, node text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line LIKE '%' || node || '%' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;

-- grouping, distinct, joins of each kind
SELECT count(DISTINCT r) FROM (SELECT r FROM report UNION ALL SELECT r FROM report) AS twice;
SET enable_hashjoin = off; SET enable_nestloop = off; SET enable_mergejoin = on;
SELECT pg_temp.plan_has('SELECT count(*) FROM report a JOIN report b USING (r)', 'Merge Join');
SELECT count(*) FROM report a JOIN report b USING (r);
SET enable_hashjoin = on; SET enable_mergejoin = off;
SELECT pg_temp.plan_has('SELECT count(*) FROM report a JOIN report b USING (r)', 'Hash Join');
SELECT count(*) FROM report a JOIN report b USING (r);
RESET enable_hashjoin; RESET enable_nestloop; RESET enable_mergejoin;

-- indexes of both kinds
CREATE TABLE indexed (id int, r gov_disclosure_report);
INSERT INTO indexed SELECT n, jsonb_build_object('edition', 2021, 'year', 2000 + n % 20,
	'figures', jsonb_build_object('requests.received.total', n))::gov_disclosure_report
FROM generate_series(1, 2000) AS n;
CREATE INDEX indexed_btree ON indexed (r);
SET enable_seqscan = off; SET enable_bitmapscan = off;
SELECT pg_temp.plan_has('SELECT id FROM indexed WHERE r = (SELECT r FROM indexed WHERE id = 77)', 'Index Scan using indexed_btree');
SELECT id FROM indexed WHERE r = (SELECT r FROM indexed WHERE id = 77);
SELECT id FROM indexed WHERE r >= (SELECT r FROM indexed WHERE id = 18) ORDER BY r LIMIT 3;
DROP INDEX indexed_btree;
CREATE INDEX indexed_hash ON indexed USING hash (r);
SELECT pg_temp.plan_has('SELECT id FROM indexed WHERE r = (SELECT r FROM indexed WHERE id = 77)', 'Index Scan using indexed_hash');
SELECT id FROM indexed WHERE r = (SELECT r FROM indexed WHERE id = 77);
RESET enable_seqscan; RESET enable_bitmapscan;
DROP TABLE indexed;
-- unique constraints and hash partitions
CREATE TEMP TABLE once (r gov_disclosure_report UNIQUE);
INSERT INTO once SELECT r FROM report;
INSERT INTO once SELECT r FROM report WHERE id = 3 ON CONFLICT DO NOTHING;
SELECT count(*) FROM once;
CREATE TABLE parted (r gov_disclosure_report) PARTITION BY HASH (r);
CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT r FROM report;
SELECT count(*), (SELECT count(*) FROM parted_0) > 0 AS first, (SELECT count(*) FROM parted_1) > 0 AS second FROM parted;
DROP TABLE parted;
ANALYZE report;
SELECT n_distinct FROM pg_stats WHERE tablename = 'report' AND attname = 'r';
