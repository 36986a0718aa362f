#!/usr/bin/env bash
# xml.sh: web pages and the server's own XML in one session, which share libxml2
# and what it remembers of its last error; errors of either between the other.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
page="<!doctype html><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>
<tr><td>行政许可</td><td>5</td></tr></table></p></b>&x"
statements=$(mktemp)
trap 'rm -f "$statements"' EXIT

fresh_database govreport_xml
if ! query govreport_xml "select xml '<a/>'" >/dev/null 2>&1; then
	printf 'xml.sh: this server has no XML; pages alone are read\n'
fi

# The same again and again: what one run leaves is there for the next.
for round in 1 2 3; do
	cat <<-END
		select xml '<a><b></a>';
		select '$page'::gov_disclosure_report -> 'proactive.licensing.decisions';
		select xmlparse(document '<a>&nothing;</a>');
		select '<html><p>'::gov_disclosure_report;
		select xml '<a>$round</a>' is document;
		select '$page'::gov_disclosure_report -> 'proactive.licensing.decisions';
	END
done >"$statements"
ok "the session lives" psql -X -q -A -t -d govreport_xml -o "$statements.out" -f "$statements" 2>/dev/null
is "every page is read" "$(grep -c '^5$' "$statements.out")" 6
is "the server is up" "$(query govreport_xml 'select 1')" 1
rm -f "$statements.out"

query postgres "drop database govreport_xml"
close_checks
