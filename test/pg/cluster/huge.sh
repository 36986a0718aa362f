#!/usr/bin/env bash
# huge.sh: large texts of every kind: a value or a clear error, in linear time
# and bounded memory, and the server runs on.  GOVREPORT_HUGE_MB is their size;
# the time is compared with that of an eighth.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
megabytes=${GOVREPORT_HUGE_MB:-16}
# Memory beyond the text itself, in multiples of it, and a constant for the server.
multiple=${GOVREPORT_HUGE_MEMORY:-8}
floor=200

fresh_database govreport_huge
load_samples govreport_huge

# Reads an SQL expression :size bytes long in a session of its own; prints
# outcome, seconds, and the session's peak memory in MB.
measure() {
	psql -X -q -A -t -v VERBOSITY=sqlstate -v size="$1" -d govreport_huge <<-END 2>&1
		create temporary table input (raw text);
		alter table input alter raw set storage external;
		insert into input select $2;
		select pg_backend_pid() as pid \\gset
		\\setenv BACKEND :pid
		select clock_timestamp() as begun \\gset
		select 'value', pg_column_size(raw::gov_disclosure_report) from input;
		select 'seconds', extract(epoch from clock_timestamp() - :'begun');
		\\! awk '/VmHWM/ { print "peak|" int(\$2 / 1024) }' /proc/\$BACKEND/status
	END
}

# check WHAT EXPRESSION
check() {
	local small large outcome seconds_small seconds_large peak

	small=$(measure $((megabytes * 131072)) "$2")
	large=$(measure $((megabytes * 1048576)) "$2")
	outcome=$(printf '%s\n' "$large" | sed -n 's/.*ERROR:  //p; s/^value|.*/value/p' | head -n 1)
	seconds_small=$(printf '%s\n' "$small" | sed -n 's/^seconds|//p')
	seconds_large=$(printf '%s\n' "$large" | sed -n 's/^seconds|//p')
	peak=$(printf '%s\n' "$large" | sed -n 's/^peak|//p')
	printf '# %s: %s in %.2f s (an eighth: %.2f s), peak %s MB\n' "$1" "$outcome" \
		"$seconds_large" "$seconds_small" "$peak"
	case $outcome in
		value | 22P02 | 54000) is "$1: a value or a clear error" "$outcome" "$outcome" ;;
		*) is "$1: a value or a clear error" "$large" "value, 22P02 or 54000" ;;
	esac
	is "$1: linear time" "$(awk -v small="$seconds_small" -v large="$seconds_large" \
		'BEGIN { if (small < 0.05) small = 0.05; print (large <= small * 8 * 2.5) }')" 1
	is "$1: bounded memory" $((${peak:-999999} <= floor + multiple * megabytes)) 1
}

report="(select raw from sample where name = 'qinghe-2023')"
check "one letter" "repeat('a', :size)"
check "one Chinese character" "repeat('政', :size / 3)"
check "newlines" "repeat(E'\\n', :size)"
check "tabs" "repeat(E'\\t', :size)"
check "pipes" "repeat('|', :size)"
check "blanks" "repeat(' ', :size)"
check "ideographic blanks" "repeat('　', :size / 3)"
check "digits" "repeat('1', :size)"
check "numbers" "repeat('12 ', :size / 3)"
check "opening brackets" "repeat('（', :size / 3)"
check "section titles" "repeat(E'一、总体情况\\n', :size / 19)"
check "labels" "repeat('规章', :size / 6)"
check "labels with digits" "repeat('行政许可1230', :size / 16)"
check "rows" "repeat(E'行政许可\\t1230\\n', :size / 18)"
check "reports" "repeat($report, :size / octet_length($report))"
check "one-line reports" "(select repeat(raw, :size / octet_length(raw)) from sample where name = 'lingwan-2021')"
check "spaced reports" "(select repeat(raw, :size / octet_length(raw)) from sample where name = 'wucong-2024')"
check "a report and lines of prose" "$report || repeat(E'全年公开信息5312条。\\n', :size / 29)"
check "a report in endless prose" "repeat('全年公开信息5312条。', :size / 56) || $report || repeat('全年公开信息5312条。', :size / 56)"
check "a report and unknown rows" "replace($report, E'\\n四、政府信息公开行政复议', repeat(E'陌生的行\\t1\\t2\\t3\\t4\\t5\\t6\\t7\\n', :size / 27) || E'\\n四、政府信息公开行政复议')"
check "a row many times" "replace($report, E'\\n四、政府信息公开行政复议', repeat(E'（一）予以公开\\t1\\t2\\t3\\t4\\t5\\t6\\t21\\n', :size / 39) || E'\\n四、政府信息公开行政复议')"
check "glued digits" "(select replace(raw, '8000008', repeat('80', :size / 2)) from sample where name = 'lingwan-2021')"
check "random text" "(select string_agg(md5(n::text), E'\\n') from generate_series(1, :size / 33) n)"
check "its own text many times" "(select repeat(report::text, :size / octet_length(report::text)) from sample where name = 'qinghe-2023')"
is "the server runs on" "$(query govreport_huge "select count(*) from sample")" \
	"$(ls "$samples"/*.json | wc -l)"
query postgres "drop database govreport_huge"
close_checks
