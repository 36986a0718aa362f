--
-- The form as gov_form() lists it.
--
SELECT count(*), count(DISTINCT key), count(DISTINCT number), min(number), max(number),
	count(DISTINCT "position"), min("position"), max("position")
FROM gov_form();

-- figures of each edition
SELECT edition, section, section_numeral, count(*)
FROM gov_form(), unnest(editions) AS edition
GROUP BY 1, 2, 3 ORDER BY 1, 2;

-- the first and last figure of each section, in printed order
SELECT DISTINCT ON (section) section, "position", key, row_label, column_label
FROM gov_form() ORDER BY section, "position";
SELECT DISTINCT ON (section) section, "position", key, row_label, column_label
FROM gov_form() ORDER BY section, "position" DESC;

-- labels by edition, groups and units
SELECT key, editions, group_label, row_label, column_label, unit
FROM gov_form()
WHERE key IN ('proactive.normative_documents.issued', 'proactive.normative_documents.made',
	'proactive.licensing.decisions', 'proactive.other_services.decisions',
	'proactive.licensing.change', 'proactive.fees.amount', 'proactive.procurement.amount',
	'requests.received.total', 'requests.refused.state_secret.total',
	'requests.other.unspecified.total', 'requests.concluded.total')
ORDER BY number;

-- the printed order puts the trial edition's one row before the sum
SELECT DISTINCT ON (row_label) "position", row_label
FROM gov_form()
WHERE row_label IN ('3.其他', '（六）其他处理', '（七）总计', '四、结转下年度继续办理')
ORDER BY row_label, "position";

-- a copy of the official table beside the project, where there is one
CREATE TEMP TABLE official (key text, editions text, section text, group_label text,
	row_label text, column_label text, unit text, number serial);
\set there `test -r ../shared/form.tsv && echo yes || echo no`
\if :there
\copy official (key, editions, section, group_label, row_label, column_label, unit) from program 'tail -n +2 ../shared/form.tsv'
\else
INSERT INTO official SELECT key, array_to_string(editions, ','), section_numeral, group_label, row_label, column_label, unit, number FROM gov_form();
\endif
SELECT count(*) AS figures, count(f.key) AS equal
FROM official o LEFT JOIN gov_form() f
	ON (f.number, f.key, array_to_string(f.editions, ','), f.section_numeral,
		f.group_label, f.row_label, f.column_label, f.unit) =
	(o.number, o.key, o.editions, o.section, o.group_label, o.row_label, o.column_label, o.unit);

-- a row per call: a LIMIT stops it
SELECT key FROM gov_form() LIMIT 2;

--
-- What the extension promises of all its objects.
--
CREATE TEMP VIEW extension_objects AS
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'govreport');

-- pure, strict and parallel safe functions; costs and row counts are set
SELECT count(*) AS functions,
	count(*) FILTER (WHERE provolatile <> 'i') AS not_immutable,
	count(*) FILTER (WHERE NOT proisstrict) AS not_strict,
	count(*) FILTER (WHERE proparallel <> 's') AS not_parallel_safe,
	count(*) FILTER (WHERE procost = 1 AND prokind <> 'a') AS without_cost,
	count(*) FILTER (WHERE proretset AND prorows = 1000) AS without_rows
FROM pg_proc WHERE oid IN (SELECT objid FROM extension_objects WHERE classid = 'pg_proc'::regclass);

-- every object but the array type has a comment
SELECT pg_describe_object(classid, objid, 0)
FROM extension_objects
WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND NOT (classid = 'pg_type'::regclass AND EXISTS
			 (SELECT FROM pg_type WHERE pg_type.oid = objid AND typelem <> 0))
ORDER BY 1;

-- operator classes are complete and of the right kinds
SELECT amname, opcname, opcdefault, amvalidate(c.oid)
FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcintype = 'gov_disclosure_report'::regtype ORDER BY 1;
-- anyone who may create objects in the database can create it, in any schema
SELECT relocatable, trusted FROM pg_available_extension_versions WHERE name = 'govreport';

-- it can be moved, and works where the search path does not lead
CREATE SCHEMA elsewhere;
ALTER EXTENSION govreport SET SCHEMA elsewhere;
SELECT elsewhere.year(r) FROM (SELECT '{"edition": 2021, "year": 2022}'::jsonb::elsewhere.gov_disclosure_report AS r) AS x;
SELECT count(*) FROM elsewhere.gov_form();
ALTER EXTENSION govreport SET SCHEMA public;
DROP SCHEMA elsewhere;
