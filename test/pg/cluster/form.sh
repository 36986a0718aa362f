#!/usr/bin/env bash
# form.sh: gov_form() is whole, and equals the vocabulary ../shared/form.tsv
# where there is one.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
export PGCLIENTENCODING=UTF8
file=$(mktemp)
trap 'rm -f "$file"' EXIT
vocabulary=$tests/../../shared/form.tsv

fresh_database govreport_form --encoding=UTF8 --locale=C
is "226 figures, 226 keys, positions 1 to 226" \
	"$(query govreport_form "select count(*), count(distinct key), count(distinct number), count(distinct position),
		min(position), max(position), count(*) filter (where number between 1 and 226) from gov_form()")" \
	"226|226|226|226|1|226|226"
is "200 figures in edition 2021, 198 in edition 2019" \
	"$(query govreport_form "select count(*) filter (where 2021 = any (editions)), count(*) filter (where 2019 = any (editions)) from gov_form()")" \
	"200|198"
if [ -f "$vocabulary" ]; then
	names=$(query govreport_form "select string_agg(a.attname, ' ') from pg_proc p, unnest(p.proargnames) with ordinality as a(attname, n)
		where p.proname = 'gov_form'")
	printf '# columns of gov_form(): %s\n' "$names"
	query govreport_form "select key, array_to_string(editions, ','), section_numeral, group_label, row_label, column_label, unit
		from gov_form() order by number" | tr '|' '\t' >"$file"
	is "the vocabulary of ../shared/form.tsv, line by line" \
		"$(tail -n +2 "$vocabulary" | diff - "$file" | head -n 20; tail -n +2 "$vocabulary" | cmp -s - "$file" && echo same)" same
else
	printf '# no ../shared/form.tsv here: not compared\n'
fi
query postgres "drop database govreport_form"
close_checks
