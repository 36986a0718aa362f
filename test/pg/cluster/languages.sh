#!/usr/bin/env bash
# languages.sh: errors speak the language of the server's messages; what
# functions return does not.  Needs the private server, which is restarted with a
# Chinese locale made for it.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
need_private_server
export PGCLIENTENCODING=UTF8
locales=$(mktemp -d)
chmod 755 "$locales"
trap 'restart fast; rm -rf "$locales"' EXIT

# Why the messages cannot be Chinese here; nothing when they can.
no_chinese() {
	local settings

	settings=$(dirname -- "$("$PG_CONFIG" --pgxs)")/../Makefile.global
	if ! grep -q '^enable_nls[[:space:]]*=[[:space:]]*yes' "$settings"; then
		printf 'PostgreSQL is built without NLS\n'
	elif ! command -v localedef >/dev/null ||
		! localedef -i zh_CN -f UTF-8 "$locales/zh_CN.UTF-8" >/dev/null 2>&1; then
		printf 'no localedef, or no definition of zh_CN (Debian: locales)\n'
	fi
}

# A database with a function that gives the words of a statement's error.
database() {
	fresh_database "$@"
	prepare "$1" "
		create function words(statement text) returns text language plpgsql as \$\$
		declare
			message text; detail text; hint text;
		begin
			execute statement;
			return 'no error';
		exception when others then
			get stacked diagnostics message = message_text, detail = pg_exception_detail,
				hint = pg_exception_hint;
			return concat_ws('|', message, nullif(detail, ''), nullif(hint, ''));
		end \$\$;
		create table refused (report gov_disclosure_report);
		insert into refused select jsonb_build_object('edition', 2021, 'figures',
			(select jsonb_object_agg(key, case when key ~ '\.total\$' then 9 else 1 end)
				from gov_form() where 2021 = any (editions)),
			'notes', '[{\"code\": \"row_unknown\", \"line\": 3}]'::jsonb)::gov_disclosure_report"
}

# The words of a statement's error, in a language.
words() {
	query "$1" "set lc_messages = '$2'; select words(\$statement\$$3\$statement\$)"
}

# Statements and their words: in English, in Chinese.
statements=(
	"select '通知'::gov_disclosure_report"
	"select gov_disclosure_report('%PDF-1.4'::bytea)"
	"select gov_disclosure_report('x'::bytea, 'klingon')"
	"select figure(report, 'requests.received.totl') from refused"
	"select violations(report, 'terrible') from refused"
	"select '{\"edition\": 2021, \"year\": \"x\"}'::jsonb::gov_disclosure_report"
	"select '{\"edition\": 2021, \"bear\": 1}'::jsonb::gov_disclosure_report"
)
english=(
	'text is no disclosure report|At line 1, column 1. None of the form'\''s three tables was found up to the last line; expected labels such as "本年制发件数", "本年新收政府信息公开申请数量" or "结果维持".|Give the whole text of the annual report, with its tables.'
	'content is a PDF document, not text|Convert it to text first, for example with "pdftotext -layout".'
	'encoding "klingon" is not known|Encodings are UTF-8, UTF-16, UTF-16LE, UTF-16BE, GB18030, GBK, GB2312 and Big5; without a name the content tells.'
	'unknown figure "requests.received.totl"|Perhaps you mean "requests.received.total"; gov_form() lists all figures.'
	'unknown severity "terrible"|A severity is one of notice, warning, error.'
	'invalid JSON for type gov_disclosure_report|Member "year" must be a number or null.'
	'unknown member in JSON for type gov_disclosure_report|A report has no member "bear".'
)
chinese=(
	'文本不是政府信息公开工作年度报告|位于第 1 行第 1 列。 直至最后一行都没有找到格式规定的三张表中的任何一张；应有“本年制发件数”、“本年新收政府信息公开申请数量”或“结果维持”等栏目。|请提供年度报告的全文，包括其中的表格。'
	'内容是 PDF 文档，不是文本|请先转换为文本，例如使用“pdftotext -layout”。'
	'不认识编码“klingon”|可用的编码有 UTF-8、UTF-16、UTF-16LE、UTF-16BE、GB18030、GBK、GB2312 和 Big5；不指定时根据内容判断。'
	'未知的数据项“requests.received.totl”|也许是指“requests.received.total”；gov_form() 列出所有数据项。'
	'未知的严重程度“terrible”|严重程度是下列之一：notice, warning, error。'
	'对类型 gov_disclosure_report 无效的 JSON|成员“year”必须是数值或 null。'
	'类型 gov_disclosure_report 的 JSON 中有未知的成员|报告没有成员“bear”。'
)

# Statements whose rows must be the same in every language.
values=(
	"select t.* from gov_disclosure_try('通知') t"
	"select t.* from gov_disclosure_try('%PDF-1.4'::bytea) t"
	"select v.* from refused, violations(report) v"
	"select n.* from refused, notes(report) n"
	"select * from gov_rules()"
)

database govreport_languages --encoding=UTF8 --locale=C
for i in "${!statements[@]}"; do
	is "English: ${statements[i]}" "$(words govreport_languages C "${statements[i]}")" "${english[i]}"
done
violations=$(query govreport_languages "select count(*) from refused, violations(report, 'error')")
is "English: more than one violation" "$(words govreport_languages C "select require_consistent(report) from refused" | head -n 1 | cut -d '|' -f 1)" \
	"disclosure report has $violations violations"

why=$(no_chinese)
if [ -n "$why" ]; then
	printf '# %s: Chinese messages not run\n' "$why"
else
	LOCPATH=$locales ok "restart with a Chinese locale" restart fast
	for i in "${!statements[@]}"; do
		is "Chinese: ${statements[i]}" \
			"$(words govreport_languages zh_CN.UTF-8 "${statements[i]}")" "${chinese[i]}"
	done
	consistent="select require_consistent(report) from refused"
	is "Chinese: violations are counted" \
		"$(words govreport_languages zh_CN.UTF-8 "$consistent" | head -n 1 | cut -d '|' -f 1)" \
		"政府信息公开工作年度报告有 $violations 处不符合规则"
	is "... and the first are listed in English" \
		"$(words govreport_languages zh_CN.UTF-8 "$consistent" | sed -n '2,5p')" \
		"$(words govreport_languages C "$consistent" | sed -n '2,5p')"
	for statement in "${values[@]}"; do
		is "the same rows: $statement" \
			"$(query govreport_languages "set lc_messages = 'zh_CN.UTF-8'; $statement")" \
			"$(query govreport_languages "set lc_messages = 'C'; $statement")"
	done
	is "another language in the same session" \
		"$(query govreport_languages "set lc_messages = 'zh_CN.UTF-8'; select words(\$s\$${statements[3]}\$s\$);
			set lc_messages = 'C'; select words(\$s\$${statements[3]}\$s\$)")" \
		"${chinese[3]}
${english[3]}"

	database govreport_languages_euc_cn --encoding=EUC_CN --locale=C
	for i in "${!statements[@]}"; do
		is "Chinese in EUC_CN: ${statements[i]}" \
			"$(words govreport_languages_euc_cn zh_CN.UTF-8 "${statements[i]}")" "${chinese[i]}"
	done
	query postgres "drop database govreport_languages_euc_cn"

	# An encoding without Chinese characters: what is shown cannot be read, but it
	# is the same error.
	fresh_database govreport_languages_latin1 --encoding=LATIN1 --locale=C
	for i in 1 2 5 6; do
		is "LATIN1: ${statements[i]}" \
			"$(outcome govreport_languages_latin1 "set lc_messages = 'zh_CN.UTF-8'; ${statements[i]}")" \
			"$(outcome govreport_languages_latin1 "set lc_messages = 'C'; ${statements[i]}")"
	done
	is "LATIN1: question marks" \
		"$(query govreport_languages_latin1 "set lc_messages = 'zh_CN.UTF-8'; ${statements[2]}" 2>&1 | grep -c '????"klingon"')" 1
	query postgres "drop database govreport_languages_latin1"
fi
query postgres "drop database govreport_languages"
close_checks
