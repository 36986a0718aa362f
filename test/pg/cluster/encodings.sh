#!/usr/bin/env bash
# encodings.sh: databases in other encodings hold the same values, or refuse
# clearly what they cannot.  The samples are those that all of them can hold;
# bytes.sh has the others.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
export PGCLIENTENCODING=UTF8

fresh_database govreport_utf8 --encoding=UTF8 --locale=C
load_samples govreport_utf8 EUC-CN
text="select md5(string_agg(convert_to(name || report::text, 'UTF8')::text, '' order by name)) from sample"
bytes="select md5(string_agg(gov_disclosure_report_send(report)::text, '' order by name)) from sample"
figures="select count(*) from sample, json_each(truth -> 'figures') t
	where report -> t.key is distinct from (t.value #>> '{}')::numeric"

fresh_database govreport_euc_cn --encoding=EUC_CN --locale=C
load_samples govreport_euc_cn EUC-CN
is "EUC_CN: every figure" "$(query govreport_euc_cn "$figures")" 0
is "EUC_CN: the text is the same" "$(query govreport_euc_cn "$text")" "$(query govreport_utf8 "$text")"
is "EUC_CN: the stored bytes are the same" "$(query govreport_euc_cn "$bytes")" "$(query govreport_utf8 "$bytes")"
is "EUC_CN: values come back from their text and jsonb" "$(query govreport_euc_cn \
	"select count(*) from sample where report::text::gov_disclosure_report <> report
		or report::jsonb::gov_disclosure_report <> report")" 0
is "EUC_CN: jsonb is the same" \
	"$(query govreport_euc_cn "select report::jsonb from sample order by name" | md5sum)" \
	"$(query govreport_utf8 "select report::jsonb from sample order by name" | md5sum)"
is "EUC_CN: the form's labels" \
	"$(query govreport_euc_cn "select * from gov_form()" | md5sum)" \
	"$(query govreport_utf8 "select * from gov_form()" | md5sum)"
is "EUC_CN: sections" \
	"$(query govreport_euc_cn "select authority(report), title(report), section(report, 1), section(report, 5) from sample order by name" | md5sum)" \
	"$(query govreport_utf8 "select authority(report), title(report), section(report, 1), section(report, 5) from sample order by name" | md5sum)"
is "EUC_CN: a character it does not have is refused on the way in" \
	"$(outcome govreport_euc_cn "select '㐀'::gov_disclosure_report")" 22P05

# A character that only UTF-8 has, brought in as binary.
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
prepare govreport_utf8 "create table rare (report gov_disclosure_report);
	insert into rare select replace(raw, '图解', '㐀')::gov_disclosure_report from sample where name = 'qinghe-2023'"
prepare govreport_utf8 "\\copy rare to '$files/rare' (format binary)"
prepare govreport_euc_cn "create table rare (report gov_disclosure_report)"
prepare govreport_euc_cn "\\copy rare from '$files/rare' (format binary)"
is "EUC_CN: a binary value with such a character keeps its figures" \
	"$(query govreport_euc_cn "select report -> 'requests.received.total' from rare")" \
	"$(query govreport_utf8 "select report -> 'requests.received.total' from rare")"
is "EUC_CN: and its text is the server's own conversion error" \
	"$(outcome govreport_euc_cn "select report::text from rare")" 22P05

fresh_database govreport_sql_ascii --encoding=SQL_ASCII --locale=C
PGCLIENTENCODING=SQL_ASCII load_samples govreport_sql_ascii EUC-CN
is "SQL_ASCII: every figure" "$(query govreport_sql_ascii "$figures")" 0
is "SQL_ASCII: the stored bytes are the same" "$(query govreport_sql_ascii "$bytes")" "$(query govreport_utf8 "$bytes")"
is "SQL_ASCII: values come back from their text" "$(query govreport_sql_ascii \
	"select count(*) from sample where report::text::gov_disclosure_report <> report")" 0
is "SQL_ASCII: bytes that are not UTF-8 are refused" \
	"$(PGCLIENTENCODING=SQL_ASCII outcome govreport_sql_ascii "select E'\\xD5\\xFE\\xB8\\xAE'::gov_disclosure_report")" 22021

fresh_database govreport_latin1 --encoding=LATIN1 --locale=C
is "LATIN1: a report is refused by the conversion" \
	"$(outcome govreport_latin1 "select '第二十条'::gov_disclosure_report")" 22P05

for database in utf8 euc_cn sql_ascii latin1; do
	query postgres "drop database govreport_$database"
done
close_checks
