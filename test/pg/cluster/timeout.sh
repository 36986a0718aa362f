#!/usr/bin/env bash
# timeout.sh: reading a huge text can be interrupted: statement_timeout and
# pg_cancel_backend end it soon.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
megabytes=${GOVREPORT_HUGE_MB:-24}

fresh_database govreport_timeout
load_samples govreport_timeout

# One session: the text is made, read once with the clock running, then read
# with a timeout at four tenths of that time.
measure() {
	psql -X -q -A -t -v VERBOSITY=sqlstate -d govreport_timeout <<-END 2>&1
		create temporary table input (raw text);
		alter table input alter raw set storage external;
		insert into input select $1;
		select clock_timestamp() as begun \\gset
		select length(gov_disclosure_report_send(raw::gov_disclosure_report)) from input \\g /dev/null
		select extract(epoch from clock_timestamp() - :'begun') as whole \\gset
		select greatest(5, (:whole * 400)::int) as timeout \\gset
		set statement_timeout = :timeout;
		select clock_timestamp() as begun \\gset
		select length(gov_disclosure_report_send(raw::gov_disclosure_report)) from input \\g /dev/null
		set statement_timeout = 0;
		select extract(epoch from clock_timestamp() - :'begun') as part \\gset
		\\echo whole :whole s, timeout at :timeout ms, ended after :part s
		select 'late ' || (:part - :timeout / 1000.0 > 1.0)::text;
	END
}

# check WHAT EXPRESSION
check() {
	local answer

	answer=$(measure "$2")
	printf '%s\n' "$answer" | sed 's/^/# /'
	is "$1: statement_timeout ends it" "$(printf '%s\n' "$answer" | grep -c 'ERROR:  57014')" 1
	is "$1: within a second" "$(printf '%s\n' "$answer" | grep '^late')" "late false"
}

size="$megabytes * 1024 * 1024"
check "a report many times over" "(select repeat(raw, ($size / octet_length(raw))::int) from sample where name = 'qinghe-2023')"
check "a report in one line many times over" "(select repeat(raw, ($size / octet_length(raw))::int) from sample where name = 'lingwan-2021')"
check "a report and much prose" "(select raw || repeat('全年公开信息5312条，比上年增加。', ($size / 48)::int) from sample where name = 'qinghe-2023')"
check "digits behind a label" "(select raw || E'\\n第二十条第（五）项\\n行政许可' || repeat('1230', ($size / 4)::int) from sample where name = 'qinghe-2023')"
query postgres "drop database govreport_timeout"
close_checks
