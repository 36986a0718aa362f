--
-- What is no report, and what an error tells.
--
\set VERBOSITY verbose
\set SHOW_CONTEXT never
SELECT ''::gov_disclosure_report;
