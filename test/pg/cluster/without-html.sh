#!/usr/bin/env bash
# without-html.sh: the module built without libxml2.  Pages are refused with a
# SQLSTATE and a hint of their own, by the program too; texts are read.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
project=$(cd -- "$tests/.." && pwd -P)
scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'rm -rf "$scratch"' EXIT
page='<!doctype html><p>1</p>'
words='HTML cannot be read: this build of govreport has no libxml2'
hint='Give the report as plain text, or build govreport with libxml2.'

# From a copy, so that what was built stays what it is.
(cd "$project" && tar -cf - --exclude='*.o' Makefile META.json govreport.control src) |
	tar -xf - -C "$scratch"
make -s -C "$scratch" LIBXML=no PG_CONFIG="${PG_CONFIG:-pg_config}" BUILD="$project/build-without-html" \
	"$project/build-without-html/govreport" govreport.so >"$scratch/log" 2>&1 || cat "$scratch/log"
ok "the module is built" test -f "$scratch/govreport.so"
ok "the module needs no libxml2" test -z "$(ldd "$scratch/govreport.so" | grep libxml2)"

# The type's input comes from it; every query is a session of its own.
fresh_database govreport_text_only
prepare govreport_text_only "create or replace function gov_disclosure_report_in(cstring)
	returns gov_disclosure_report language c immutable strict parallel safe
	as '$scratch/govreport.so', 'gov_disclosure_report_in'"
is "a page" "$(outcome govreport_text_only "select '$page'::gov_disclosure_report")" 0A000
is "in words" "$(psql -X -q -d govreport_text_only -c "select '$page'::gov_disclosure_report" 2>&1 |
	sed -n 's/^\(ERROR\|HINT\): *//p')" "$words
$hint"
is "no page" "$(outcome govreport_text_only "select 'p'::gov_disclosure_report")" 22P02
is "a text" "$(PGCLIENTENCODING=UTF8 outcome govreport_text_only \
	"select \$\$$(cat -- "$samples/qinghe-2023.txt")\$\$::gov_disclosure_report")" ok

printf '%s\n' "$page" >"$scratch/page.html"
"$project/build-without-html/govreport" "$scratch/page.html" >/dev/null 2>"$scratch/log"
is "the program's exit" "$?" 1
is "the program's words" "$(sed "s#^$scratch/##" "$scratch/log")" "page.html: $words
  hint: $hint"

query postgres "drop database govreport_text_only"
close_checks
