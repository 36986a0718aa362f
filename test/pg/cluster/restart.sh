#!/usr/bin/env bash
# restart.sh: stored values are the same after a restart and after a crash; the
# server runs on.  Needs the private server's directory and programs.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
need_private_server

fresh_database govreport_restart
load_samples govreport_restart
prepare govreport_restart "create index on sample using hash (report)"
fingerprint="select count(*) || ' ' || md5(string_agg(report::text || gov_disclosure_report_send(report)::text, '' order by report)) from sample"
before=$(query govreport_restart "$fingerprint")
ok "restart" restart fast
is "the same values after a restart" "$(query govreport_restart "$fingerprint")" "$before"
prepare govreport_restart "insert into sample (name, raw, truth, report)
	select name || '*', raw, truth, figures_only(report) from sample"
before=$(query govreport_restart "$fingerprint")
ok "crash and recovery" restart immediate
is "the same values after a crash" "$(query govreport_restart "$fingerprint")" "$before"
is "the index finds them" "$(query govreport_restart "set enable_seqscan = off; set enable_bitmapscan = off;
	select count(*) from sample a where exists (select from sample b where b.report = a.report)")" \
	"$(query govreport_restart "select count(*) from sample")"
query postgres "drop database govreport_restart"
close_checks
