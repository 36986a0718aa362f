-- complain if script is sourced in psql rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION govreport" to load this file. \quit

-- All functions are pure: no table, setting, locale or clock has a say in what
-- they give, so all are IMMUTABLE and PARALLEL SAFE.
--
-- This file is plain ASCII, so that it loads in databases of every encoding.

--
-- type
--

CREATE TYPE gov_disclosure_report;

CREATE FUNCTION gov_disclosure_report_in(cstring) RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000
	AS 'MODULE_PATHNAME', 'gov_disclosure_report_in';
COMMENT ON FUNCTION gov_disclosure_report_in(cstring) IS
	'I/O: reads the raw text of a report in any layout, or canonical text';

CREATE FUNCTION gov_disclosure_report_out(gov_disclosure_report) RETURNS cstring
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
	AS 'MODULE_PATHNAME', 'gov_disclosure_report_out';
COMMENT ON FUNCTION gov_disclosure_report_out(gov_disclosure_report) IS
	'I/O: writes canonical text, the official layout';

CREATE FUNCTION gov_disclosure_report_recv(internal) RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'gov_disclosure_report_recv';
COMMENT ON FUNCTION gov_disclosure_report_recv(internal) IS
	'I/O: takes the encoded bytes, checked as a whole';

CREATE FUNCTION gov_disclosure_report_send(gov_disclosure_report) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_disclosure_report_send';
COMMENT ON FUNCTION gov_disclosure_report_send(gov_disclosure_report) IS
	'I/O: gives the encoded bytes';

-- Variable-length types are aligned to int4 at least; short values still get a
-- one-byte header and no padding.  The figures stand first, so that a slice of
-- a long, compressed value is enough for them: extended, not external.
CREATE TYPE gov_disclosure_report (
	INPUT = gov_disclosure_report_in,
	OUTPUT = gov_disclosure_report_out,
	RECEIVE = gov_disclosure_report_recv,
	SEND = gov_disclosure_report_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE gov_disclosure_report IS
	'a government body''s annual report on information disclosure';

--
-- functions: reading bytes, and reading without errors
--

-- Not strict, because the encoding may be null; null content gives null.
CREATE FUNCTION gov_disclosure_report(content bytea, encoding text DEFAULT NULL)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000
	AS 'MODULE_PATHNAME', 'gov_disclosure_report_bytes';
COMMENT ON FUNCTION gov_disclosure_report(bytea, text) IS
	'reads a report from bytes in the encoding named, or else in the one they tell';

CREATE FUNCTION gov_disclosure_try(raw text,
	OUT report gov_disclosure_report, OUT sqlstate text, OUT message text,
	OUT detail text, OUT hint text, OUT line int)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000
	AS 'MODULE_PATHNAME', 'gov_disclosure_try_text';
COMMENT ON FUNCTION gov_disclosure_try(text) IS
	'reads raw text as the type does, but gives the error instead of raising it';

CREATE FUNCTION gov_disclosure_try(content bytea, encoding text DEFAULT NULL,
	OUT report gov_disclosure_report, OUT sqlstate text, OUT message text,
	OUT detail text, OUT hint text, OUT line int)
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000
	AS 'MODULE_PATHNAME', 'gov_disclosure_try_bytes';
COMMENT ON FUNCTION gov_disclosure_try(bytea, text) IS
	'reads bytes as gov_disclosure_report(bytea, text) does, but gives the error instead of raising it';

--
-- functions: identity and prose
--

CREATE FUNCTION year(report gov_disclosure_report) RETURNS int
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_year';
COMMENT ON FUNCTION year(gov_disclosure_report) IS
	'the reporting year, or null when unknown';

CREATE FUNCTION edition(report gov_disclosure_report) RETURNS int
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_edition';
COMMENT ON FUNCTION edition(gov_disclosure_report) IS
	'the edition of the form, 2019 or 2021';

CREATE FUNCTION title(report gov_disclosure_report) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_title';
COMMENT ON FUNCTION title(gov_disclosure_report) IS
	'the title, or null when there is none';

CREATE FUNCTION authority(report gov_disclosure_report) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_authority';
COMMENT ON FUNCTION authority(gov_disclosure_report) IS
	'the reporting body as the title, or the line above it, names it; or null';

CREATE FUNCTION preamble(report gov_disclosure_report) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_preamble';
COMMENT ON FUNCTION preamble(gov_disclosure_report) IS
	'the prose before section one, or null';

CREATE FUNCTION section(report gov_disclosure_report, number int) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_section';
COMMENT ON FUNCTION section(gov_disclosure_report, int) IS
	'the prose of a section (1 to 6 on the form, and beyond), or null';

CREATE FUNCTION figures_only(report gov_disclosure_report) RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_figures_only';
COMMENT ON FUNCTION figures_only(gov_disclosure_report) IS
	'a copy with edition, year and the figures with their states, without any text or note';

--
-- functions: figures
--

CREATE FUNCTION figure(report gov_disclosure_report, key text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_figure';
COMMENT ON FUNCTION figure(gov_disclosure_report, text) IS
	'the number of a figure, or null when it has none; an unknown key is an error';

CREATE FUNCTION state(report gov_disclosure_report, key text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_state';
COMMENT ON FUNCTION state(gov_disclosure_report, text) IS
	'how a figure stands in the report: number, blank, not_applicable, unreadable or absent';

CREATE FUNCTION gov_cells_support(internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_cells_support';
COMMENT ON FUNCTION gov_cells_support(internal) IS
	'planner support function of cells: how many rows it will give';

CREATE FUNCTION cells(report gov_disclosure_report)
	RETURNS TABLE (key text, section int, row_label text, column_label text,
				   value numeric, state text, raw text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 200
	SUPPORT gov_cells_support
	AS 'MODULE_PATHNAME', 'gov_cells';
COMMENT ON FUNCTION cells(gov_disclosure_report) IS
	'the cells of the report''s edition, and any other the report has, in form order';

CREATE FUNCTION notes(report gov_disclosure_report)
	RETURNS TABLE (code text, key text, line int, raw text, message text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 5
	AS 'MODULE_PATHNAME', 'gov_notes';
COMMENT ON FUNCTION notes(gov_disclosure_report) IS
	'what was remarked when the report was read';

CREATE FUNCTION gov_disclosure_trace(raw text,
	OUT key text, OUT value numeric, OUT state text,
	OUT line int, OUT "column" int, OUT raw text)
	RETURNS SETOF record
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 200
	AS 'MODULE_PATHNAME', 'gov_disclosure_trace';
COMMENT ON FUNCTION gov_disclosure_trace(text) IS
	'reads raw text as the type does, and tells for each figure the line, column and text it came from';

CREATE FUNCTION gov_disclosure_trace(content bytea, encoding text DEFAULT NULL,
	OUT key text, OUT value numeric, OUT state text,
	OUT line int, OUT "column" int, OUT raw text)
	RETURNS SETOF record
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2500 ROWS 200
	AS 'MODULE_PATHNAME', 'gov_disclosure_trace_bytes';
COMMENT ON FUNCTION gov_disclosure_trace(bytea, text) IS
	'the same of bytes, as gov_disclosure_report(bytea, text) reads them';

CREATE FUNCTION gov_form()
	RETURNS TABLE (number int, key text, editions int[], section int,
				   section_numeral text, group_label text, row_label text,
				   column_label text, unit text, "position" int)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 226
	AS 'MODULE_PATHNAME', 'gov_form';
COMMENT ON FUNCTION gov_form() IS
	'the figures of both editions of the form; position is the place on the printed form';

--
-- functions: checks
--

CREATE TYPE gov_check AS (
	rule text, severity text, status text, location text,
	expected numeric, actual numeric, difference numeric,
	keys text[], missing text[], message text, fingerprint text);
COMMENT ON TYPE gov_check IS
	'a check of a report by a rule, and what came of it: pass, fail or not_evaluable';

CREATE FUNCTION violations(report gov_disclosure_report,
	severity text DEFAULT 'notice', missing text DEFAULT 'possible')
	RETURNS SETOF gov_check
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 5
	AS 'MODULE_PATHNAME', 'gov_violations';
COMMENT ON FUNCTION violations(gov_disclosure_report, text, text) IS
	'the rules that a report breaks, from a severity on (notice, warning, error); figures without a number are any number from 0 up (possible), 0 where blank (zero) or faults (strict)';

CREATE FUNCTION checks(report gov_disclosure_report,
	severity text DEFAULT 'notice', missing text DEFAULT 'possible')
	RETURNS SETOF gov_check
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 70
	AS 'MODULE_PATHNAME', 'gov_checks';
COMMENT ON FUNCTION checks(gov_disclosure_report, text, text) IS
	'every check of a report, also those that pass and those that what is missing leaves open';

CREATE FUNCTION is_consistent(report gov_disclosure_report,
	severity text DEFAULT 'error', missing text DEFAULT 'possible')
	RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_is_consistent';
COMMENT ON FUNCTION is_consistent(gov_disclosure_report, text, text) IS
	'does a report break no rule, from a severity on? for CHECK constraints';

CREATE FUNCTION require_consistent(report gov_disclosure_report,
	severity text DEFAULT 'error', missing text DEFAULT 'possible')
	RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_require_consistent';
COMMENT ON FUNCTION require_consistent(gov_disclosure_report, text, text) IS
	'true, or an error (23514) whose DETAIL lists the first violations; for CHECK constraints, too';

CREATE DOMAIN gov_consistent_report AS gov_disclosure_report
	CHECK (require_consistent(VALUE));
COMMENT ON DOMAIN gov_consistent_report IS
	'a report that breaks no rule of severity error';

CREATE FUNCTION gov_rules()
	RETURNS TABLE (rule text, severity text, editions int[], origin text,
				   statement text, statement_zh text, basis text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 40
	AS 'MODULE_PATHNAME', 'gov_rules';
COMMENT ON FUNCTION gov_rules() IS
	'the rules that reports are checked by; origin tells whether the form or the law prints a rule or it is derived';

--
-- functions: suspects
--

CREATE FUNCTION suspects(report gov_disclosure_report)
	RETURNS TABLE (explanation int, key text, reported numeric, implied numeric,
				   changes int, reason text, "unique" bool)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 2
	AS 'MODULE_PATHNAME', 'gov_suspects';
COMMENT ON FUNCTION suspects(gov_disclosure_report) IS
	'where the sums of sections three and four do not agree: the smallest sets of figures whose change mends them, best first';

--
-- functions: years and levels
--

CREATE FUNCTION continuity(previous gov_disclosure_report, current gov_disclosure_report)
	RETURNS SETOF gov_check
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 5
	AS 'MODULE_PATHNAME', 'gov_continuity';
COMMENT ON FUNCTION continuity(gov_disclosure_report, gov_disclosure_report) IS
	'what a body''s reports of a year and the next do not hand on as they should: checks that fail or are not evaluable';

CREATE FUNCTION reconcile(published gov_disclosure_report, consolidated gov_disclosure_report)
	RETURNS TABLE (key text, parent numeric, children numeric, difference numeric,
				   parent_state text, children_state text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 20
	AS 'MODULE_PATHNAME', 'gov_reconcile';
COMMENT ON FUNCTION reconcile(gov_disclosure_report, gov_disclosure_report) IS
	'the figures in which a published report differs from the sum of those it was made of, the largest difference first';

--
-- functions: corrections
--

-- Not strict, because null stands for a blank figure, an unknown year, an
-- unknown authority; a null report gives null.
CREATE FUNCTION with_figure(report gov_disclosure_report, key text, value numeric)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'gov_with_figure';
COMMENT ON FUNCTION with_figure(gov_disclosure_report, text, numeric) IS
	'a copy with the figure set to a number, or blank for null, and a note of what it was';

CREATE FUNCTION with_year(report gov_disclosure_report, year int)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'gov_with_year';
COMMENT ON FUNCTION with_year(gov_disclosure_report, int) IS
	'a copy of another year, or for null an unknown one, and a note of what it was';

CREATE FUNCTION with_authority(report gov_disclosure_report, authority text)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'gov_with_authority';
COMMENT ON FUNCTION with_authority(gov_disclosure_report, text) IS
	'a copy of another body, or for null an unknown one, and a note of what it was';

CREATE FUNCTION corrections(report gov_disclosure_report)
	RETURNS TABLE (item text, old text, new text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 2
	AS 'MODULE_PATHNAME', 'gov_corrections';
COMMENT ON FUNCTION corrections(gov_disclosure_report) IS
	'what was corrected, in the order it was: a figure''s key, year or authority; what it was; what it became';

--
-- functions: arithmetic
--

CREATE FUNCTION reports(report gov_disclosure_report) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_reports';
COMMENT ON FUNCTION reports(gov_disclosure_report) IS
	'of how many reports a consolidated report is made; 1 for a report as published';

CREATE FUNCTION coverage(report gov_disclosure_report, key text) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_coverage';
COMMENT ON FUNCTION coverage(gov_disclosure_report, text) IS
	'how many of its reports gave a number for a figure';

CREATE FUNCTION gov_disclosure_report_plus(gov_disclosure_report, gov_disclosure_report)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_plus';
COMMENT ON FUNCTION gov_disclosure_report_plus(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of + operator';

CREATE FUNCTION gov_disclosure_report_minus(gov_disclosure_report, gov_disclosure_report)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_minus';
COMMENT ON FUNCTION gov_disclosure_report_minus(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of - operator';

CREATE FUNCTION diff(a gov_disclosure_report, b gov_disclosure_report)
	RETURNS TABLE (key text, a numeric, b numeric, difference numeric)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 20
	AS 'MODULE_PATHNAME', 'gov_diff';
COMMENT ON FUNCTION diff(gov_disclosure_report, gov_disclosure_report) IS
	'the figures in which two reports differ, in form order; the difference is a less b';

--
-- functions: a report as one row
--

CREATE FUNCTION gov_indicator_formulas()
	RETURNS TABLE (indicator text, formula text, meaning text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 14
	AS 'MODULE_PATHNAME', 'gov_indicator_formulas';
COMMENT ON FUNCTION gov_indicator_formulas() IS
	'how each indicator is reckoned, in the keys of the figures';

CREATE FUNCTION gov_figures_columns() RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'gov_figures_columns';
COMMENT ON FUNCTION gov_figures_columns() IS
	'the columns of gov_figures as the list of a CREATE TABLE';

-- The row types have a column for each figure and each indicator that the
-- library knows, which is asked for them.  (Not by gov_form(), whose labels not
-- every database's encoding can hold.)
DO LANGUAGE plpgsql $do$
BEGIN
	EXECUTE format('CREATE TYPE gov_figures AS (%s)', gov_figures_columns());
	EXECUTE (SELECT format('CREATE TYPE gov_indicators AS (%s)',
		string_agg(format('%I numeric', indicator), ', ' ORDER BY ordinality))
		FROM gov_indicator_formulas() WITH ORDINALITY);
END $do$;
COMMENT ON TYPE gov_figures IS
	'the figures of a report as a row, a column for each key with underscores for dots';
COMMENT ON TYPE gov_indicators IS
	'the usual ratios of a report';

CREATE FUNCTION gov_figures(report gov_disclosure_report) RETURNS gov_figures
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'gov_figures';
COMMENT ON FUNCTION gov_figures(gov_disclosure_report) IS
	'all figures as one row, null where there is no number';

CREATE FUNCTION indicators(report gov_disclosure_report) RETURNS gov_indicators
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'gov_indicators';
COMMENT ON FUNCTION indicators(gov_disclosure_report) IS
	'the usual ratios, null where a figure is unknown or the denominator zero';

--
-- functions: comparison
--

CREATE FUNCTION gov_disclosure_report_eq(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_eq';
COMMENT ON FUNCTION gov_disclosure_report_eq(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of = operator';

CREATE FUNCTION gov_disclosure_report_ne(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_ne';
COMMENT ON FUNCTION gov_disclosure_report_ne(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of <> operator';

CREATE FUNCTION gov_disclosure_report_lt(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_lt';
COMMENT ON FUNCTION gov_disclosure_report_lt(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of < operator';

CREATE FUNCTION gov_disclosure_report_le(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_le';
COMMENT ON FUNCTION gov_disclosure_report_le(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of <= operator';

CREATE FUNCTION gov_disclosure_report_gt(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_gt';
COMMENT ON FUNCTION gov_disclosure_report_gt(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of > operator';

CREATE FUNCTION gov_disclosure_report_ge(gov_disclosure_report, gov_disclosure_report) RETURNS bool
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_ge';
COMMENT ON FUNCTION gov_disclosure_report_ge(gov_disclosure_report, gov_disclosure_report) IS
	'implementation of >= operator';

CREATE FUNCTION gov_disclosure_report_cmp(gov_disclosure_report, gov_disclosure_report) RETURNS int
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_cmp';
COMMENT ON FUNCTION gov_disclosure_report_cmp(gov_disclosure_report, gov_disclosure_report) IS
	'less-equal-greater: by year, then authority, then all bytes';

CREATE FUNCTION gov_disclosure_report_hash(gov_disclosure_report) RETURNS int
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_hash';
COMMENT ON FUNCTION gov_disclosure_report_hash(gov_disclosure_report) IS
	'hash';

CREATE FUNCTION gov_disclosure_report_hash_extended(gov_disclosure_report, bigint) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'gov_hash_extended';
COMMENT ON FUNCTION gov_disclosure_report_hash_extended(gov_disclosure_report, bigint) IS
	'seeded hash';

--
-- functions: aggregates
--

-- Not strict, so that the state is made by the function, not by copying the
-- first report with all its prose.
CREATE FUNCTION gov_disclosure_report_sum(gov_disclosure_report, gov_disclosure_report)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'gov_sum_transition';
COMMENT ON FUNCTION gov_disclosure_report_sum(gov_disclosure_report, gov_disclosure_report) IS
	'aggregate transition and combine function of sum';

CREATE FUNCTION gov_disclosure_report_sum_final(gov_disclosure_report)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_sum_final';
COMMENT ON FUNCTION gov_disclosure_report_sum_final(gov_disclosure_report) IS
	'aggregate final function of sum';

CREATE FUNCTION gov_disclosure_report_moving(internal, gov_disclosure_report)
	RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_moving_transition';
COMMENT ON FUNCTION gov_disclosure_report_moving(internal, gov_disclosure_report) IS
	'aggregate transition function of sum over moving frames';

CREATE FUNCTION gov_disclosure_report_moving_inverse(internal, gov_disclosure_report)
	RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_moving_inverse';
COMMENT ON FUNCTION gov_disclosure_report_moving_inverse(internal, gov_disclosure_report) IS
	'aggregate inverse transition function of sum over moving frames';

CREATE FUNCTION gov_disclosure_report_moving_final(internal)
	RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'gov_moving_final';
COMMENT ON FUNCTION gov_disclosure_report_moving_final(internal) IS
	'aggregate final function of sum over moving frames';

--
-- aggregates
--

-- The sizes are those of the states in memory.
CREATE AGGREGATE sum(gov_disclosure_report) (
	SFUNC = gov_disclosure_report_sum,
	STYPE = gov_disclosure_report,
	SSPACE = 5800,
	FINALFUNC = gov_disclosure_report_sum_final,
	COMBINEFUNC = gov_disclosure_report_sum,
	MSFUNC = gov_disclosure_report_moving,
	MINVFUNC = gov_disclosure_report_moving_inverse,
	MSTYPE = internal,
	MSSPACE = 15840,
	MFINALFUNC = gov_disclosure_report_moving_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(gov_disclosure_report) IS
	'the consolidated report of all that are not null';

--
-- functions: casts
--

CREATE FUNCTION jsonb(report gov_disclosure_report) RETURNS jsonb
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'gov_to_jsonb';
COMMENT ON FUNCTION jsonb(gov_disclosure_report) IS
	'the report as a JSON object, nothing left out';

CREATE FUNCTION gov_disclosure_report(report jsonb) RETURNS gov_disclosure_report
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
	AS 'MODULE_PATHNAME', 'gov_from_jsonb';
COMMENT ON FUNCTION gov_disclosure_report(jsonb) IS
	'the report of a JSON object as the cast to jsonb gives it; anything unknown is an error';

--
-- casts
--

-- Both ways lose nothing, so they serve assignments; they are not implicit, so
-- that the operators of jsonb do not take reports unasked.
CREATE CAST (gov_disclosure_report AS jsonb)
	WITH FUNCTION jsonb(gov_disclosure_report) AS ASSIGNMENT;
COMMENT ON CAST (gov_disclosure_report AS jsonb) IS
	'the report as a JSON object';

CREATE CAST (jsonb AS gov_disclosure_report)
	WITH FUNCTION gov_disclosure_report(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS gov_disclosure_report) IS
	'the report of a JSON object';

--
-- operators
--

CREATE OPERATOR -> (
	LEFTARG = gov_disclosure_report, RIGHTARG = text, FUNCTION = figure
);
COMMENT ON OPERATOR -> (gov_disclosure_report, text) IS
	'the number of a figure, or null when it has none';

CREATE OPERATOR + (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_plus,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (gov_disclosure_report, gov_disclosure_report) IS
	'the consolidated report of both';

CREATE OPERATOR - (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_minus
);
COMMENT ON OPERATOR - (gov_disclosure_report, gov_disclosure_report) IS
	'what is left of a consolidated report without a part of it, or the change from another report';

CREATE OPERATOR = (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (gov_disclosure_report, gov_disclosure_report) IS
	'equal in every figure, state, text and note';

CREATE OPERATOR <> (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (gov_disclosure_report, gov_disclosure_report) IS
	'not equal';

CREATE OPERATOR < (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (gov_disclosure_report, gov_disclosure_report) IS
	'less than: by year, then authority, then all bytes';

CREATE OPERATOR <= (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (gov_disclosure_report, gov_disclosure_report) IS
	'less than or equal: by year, then authority, then all bytes';

CREATE OPERATOR > (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (gov_disclosure_report, gov_disclosure_report) IS
	'greater than: by year, then authority, then all bytes';

CREATE OPERATOR >= (
	LEFTARG = gov_disclosure_report, RIGHTARG = gov_disclosure_report,
	FUNCTION = gov_disclosure_report_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (gov_disclosure_report, gov_disclosure_report) IS
	'greater than or equal: by year, then authority, then all bytes';

--
-- operator classes
--

CREATE OPERATOR FAMILY gov_disclosure_report_ops USING btree;
COMMENT ON OPERATOR FAMILY gov_disclosure_report_ops USING btree IS
	'order of reports';

CREATE OPERATOR CLASS gov_disclosure_report_ops
	DEFAULT FOR TYPE gov_disclosure_report USING btree FAMILY gov_disclosure_report_ops AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 gov_disclosure_report_cmp(gov_disclosure_report, gov_disclosure_report);
COMMENT ON OPERATOR CLASS gov_disclosure_report_ops USING btree IS
	'order of reports';

CREATE OPERATOR FAMILY gov_disclosure_report_ops USING hash;
COMMENT ON OPERATOR FAMILY gov_disclosure_report_ops USING hash IS
	'equality of reports';

CREATE OPERATOR CLASS gov_disclosure_report_ops
	DEFAULT FOR TYPE gov_disclosure_report USING hash FAMILY gov_disclosure_report_ops AS
	OPERATOR 1 =,
	FUNCTION 1 gov_disclosure_report_hash(gov_disclosure_report),
	FUNCTION 2 gov_disclosure_report_hash_extended(gov_disclosure_report, bigint);
COMMENT ON OPERATOR CLASS gov_disclosure_report_ops USING hash IS
	'equality of reports';
