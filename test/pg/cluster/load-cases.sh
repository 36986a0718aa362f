#!/usr/bin/env bash
# load-cases.sh: govreport-load with unusual names, files, converters, tables,
# databases, and interruptions.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
. "$(dirname -- "${BASH_SOURCE[0]}")/../load-common.sh"
db=govreport_cases
report=$samples/qinghe-2023.txt

# A file that is a report like no other.
number=0
make_report() {
	number=$((number + 1))
	{ cat -- "$report"; printf '\n第%d件。\n' "$number"; } >"$1"
}

# A folder of them.
make_reports() {
	local n

	mkdir -p "$1"
	for n in $(seq "$2"); do
		make_report "$1/$n.txt"
	done
}

# An executable script.
make_script() {
	cat >"$1"
	chmod +x "$1"
}

fresh_database $db --encoding=UTF8 --locale=C
export PGDATABASE=$db

# The command line.
status_of 2 "no file" load $db
status_of 2 "unknown option" load $db --bogus "$scratch"
status_of 2 "bad number" load $db --jobs 0 "$scratch"
status_of 2 "standard input twice" load $db - --files-from - </dev/null
status_of 2 "a converter that is not there" load $db --pdf-command nonexistent "$scratch"
status_of 0 "--help" load $db --help
options() {
	tr -d '\\' <"$1" | grep -o -- '--[a-z][a-z-]*' | sort -u
}
is "the manual page has every option of --help" \
	"$(options "$scratch/summary" | wc -l) $(comm -23 <(options "$scratch/summary") <(options "$tests/../doc/govreport-load.1"))" "23 "
status_of 0 "--version" load $db --version
status_of 3 "no such database" load govreport_nothing "$scratch"
status_of 3 "no such table" load $db "$scratch"
status_of 3 "no such encoding" load $db --init --encoding nonsense "$scratch"
status_of 3 "not a name" load $db --init --table 'a.b.c' "$scratch"

# Names.
mkdir "$scratch/names" "$scratch/names/deep" "$scratch/names/.hidden"
newline=$'new\nline.txt'
invalid=$'\xff\xfe invalid.txt'
make_report "$scratch/names/$newline"
make_report "$scratch/names/$invalid"
make_report "$scratch/names/-v.txt"
make_report "$scratch/names/quotes'\"\$(touch here).txt"
make_report "$scratch/names/back\\slash.txt"
make_report "$scratch/names/年报.TXT"
make_report "$scratch/names/deep/x.HtMl"
make_report "$scratch/names/.hidden/y.txt"
make_report "$scratch/names/.z.txt"
ln -s .. "$scratch/names/deep/loop"
ln -s "$scratch/names/deep" "$scratch/names/again"
ln -s nowhere "$scratch/names/gone.txt"
ln -s nowhere "$scratch/names/gone.jpg"
[ ! -e /proc/self/mem ] || ln -s /proc/self/mem "$scratch/names/mem.txt"
mkfifo "$scratch/names/pipe.txt"
unreadable=$(($(ls "$scratch"/names/mem.txt 2>/dev/null | wc -l) + 1))
status_of 1 "names" load $db --init --verbose "$scratch/names"
is "names: loaded, unreadable" "$(counted loaded) $(counted unreadable)" "7 $unreadable"
is "names: as text" "$(query $db "select string_agg(substr(source, length('$scratch/names/') + 1), '|' order by source collate \"C\") from reports")" \
	"-v.txt|\\xff\\xfe invalid.txt|again/x.HtMl|back\\\\slash.txt|$newline|quotes'\"\$(touch here).txt|年报.TXT"
is "names: no control characters are shown" "$(LC_ALL=C grep -c $'\xff' "$scratch/messages")" 0
ok "names: nothing was executed" test ! -e here
cd "$scratch/names" || exit 1
status_of 0 "names: as arguments" load $db -- -v.txt "$invalid" "$newline"
cd - >/dev/null || exit 1
is "names: as arguments" "$(counted 'loaded before')" 3
find "$scratch/names/deep" "$scratch/names/.hidden" -name '*.*' -type f -print0 >"$scratch/list"
status_of 0 "names: --files-from, --null" load $db --null --files-from "$scratch/list"
is "names: a list is taken as it is, hidden or not" "$(counted 'loaded')" 1
status_of 0 "names: --files-from standard input" load $db --files-from - < <(find "$scratch/names/deep" -type f)
is "names: in the list" "$(counted 'files found')" 1
cp "$scratch/names/-v.txt" "$scratch/-"
cd "$scratch" || exit 1
status_of 0 "names: a file called - in a list" load $db --null --files-from <(printf -- '-\0') </dev/null
cd - >/dev/null || exit 1
is "names: a file called -, read" "$(counted 'loaded before')" 1
status_of 1 "neither file nor folder" load $db "$scratch/names/pipe.txt"
make_report "$scratch/one"
status_of 0 "standard input" load $db - <"$scratch/one"
status_of 0 "a file of no kind, when named" load $db "$scratch/one"
is "it is the same content" "$(counted 'loaded before')" 1

# Bytes: the server finds out what they are.
prepare $db "truncate reports, reports_quarantine"
mkdir "$scratch/bytes"
cp "$report" "$scratch/bytes/a.txt"
iconv -f UTF-8 -t GB18030 "$report" >"$scratch/bytes/b.txt"
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$report"; } >"$scratch/bytes/c.txt"
status_of 0 "other encodings" load $db "$scratch/bytes"
is "other encodings: the same value" "$(query $db "select count(*), count(distinct report::text), count(distinct content_sha256) from reports")" "3|1|3"
iconv -f UTF-8 -t UTF-16BE "$report" >"$scratch/bytes/d.txt"
status_of 1 "an encoding nobody tells" load $db "$scratch/bytes"
status_of 0 "--encoding" load $db --retry --encoding UTF-16BE "$scratch/bytes"
is "--encoding: out of quarantine" "$(query $db "select count(*), count(distinct report::text), (select count(*) from reports_quarantine) from reports")" "4|1|0"

# Converters.
mkdir "$scratch/papers" "$scratch/bin"
make_report "$scratch/papers/one.pdf"
make_report "$scratch/papers/\$(touch here) '2'.pdf"
make_report "$scratch/papers/three.docx"
make_report "$scratch/papers/four.doc"
make_report "$scratch/papers/-five.doc"
status_of 1 "without converters" load $db "$scratch/papers"
is "without converters: quarantined" "$(query $db "select count(*), count(reader_version), min(sqlstate) from reports_quarantine
	where sha256(content) = content_sha256")" "5|0|0A000"
make_script "$scratch/bin/reader" <<-'END'
	#!/bin/bash
	[ "$1" = a ] && [ -d "$2" ] && : >"$2/litter" && [[ $3 == --in=/* ]] && exec /bin/cat "${3#--in=}"
END
status_of 1 "with one" load $db --pdf-command "$scratch/bin/reader 'a' {dir} --in={}" \
	--docx-command "/bin/cat" --doc-command "/bin/false" "$scratch/papers"
is "with one: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "3 2"
is "with one: out of quarantine" "$(query $db "select count(*), min(attempts), min(sqlstate) from reports_quarantine")" "2|2|38000"
ok "with one: its folder is gone" test -z "$(ls -d "${TMPDIR:-/tmp}"/govreport-load.* 2>/dev/null)"
ok "with one: nothing was executed" test ! -e here
make_script "$scratch/bin/slow" <<-'END'
	#!/bin/bash
	/bin/sleep 300 & echo "$!" >"${0%slow}pid"; wait
END
begun=$SECONDS
status_of 1 "a slow one" load $db --jobs 2 --convert-timeout 1 --doc-command "$scratch/bin/slow" "$scratch/papers"
ok "a slow one: ended in time" test $((SECONDS - begun)) -lt 20
is "a slow one: the reason" "$(query $db "select distinct sqlstate from reports_quarantine")" 57014
ok "a slow one: it had started something" test -s "$scratch/bin/pid"
is "a slow one: which is ended as well" "$(awk '$1 == "State:" && $2 !~ /[ZX]/ { print $2 }' "/proc/$(cat "$scratch/bin/pid")/status" 2>/dev/null; echo ended)" ended
make_script "$scratch/bin/long" <<-'END'
	#!/bin/bash
	exec /bin/cat /dev/zero
END
status_of 1 "an endless one" load $db --verbose --max-size 2 --doc-command "$scratch/bin/long" "$scratch/papers"
is "an endless one: the reason" "$(query $db "select distinct sqlstate from reports_quarantine")" 54000
ok "an endless one: within bounds" test "$(counted 'MB of memory, at most')" -lt 60
make_script "$scratch/bin/folder" <<-'END'
	#!/bin/bash
	: >"$TMPDIR/left behind"; /bin/cat "$1"; exit 1
END
status_of 1 "one that leaves something" load $db --doc-command "$scratch/bin/folder" "$scratch/papers"
ok "one that leaves something: it is gone" test -z "$(ls -d "${TMPDIR:-/tmp}"/govreport-load.* 2>/dev/null)"
TMPDIR=/nonexistent status_of 1 "no place for its folder" load $db --doc-command "/bin/cat {}" "$scratch/papers"
is "no place for its folder: the reason" "$(query $db "select distinct sqlstate from reports_quarantine")" 58030
status_of 0 "in the end" load $db --encoding UTF-16BE --doc-command "/bin/cat {}" "$scratch/papers"
is "in the end: nothing in quarantine" "$(query $db "select count(*) from reports_quarantine")" 0
query $db "truncate reports"

# The usual converters, played by scripts: the first, and the next when it fails.
mkdir "$scratch/usual"
make_script "$scratch/usual/pandoc" <<-'END'
	#!/bin/bash
	[ "$1 $2" = "--from=docx --to=html" ] && exec /bin/cat "${@: -1}"
END
make_script "$scratch/usual/libreoffice" <<-'END'
	#!/bin/bash
	echo "$*" >>"${0%/*}/calls"
	[[ $* == *"--convert-to html:HTML (StarWriter):SkipImages"* ]] && { echo "no filter" >&2; exit 1; }
	exec /bin/cat "${@: -1}"
END
load_usual() {
	PATH=$scratch/usual "$load_program" --db $db "$@" >"$scratch/summary" 2>"$scratch/messages"
}
status_of 0 "usual converters" load_usual --jobs 1 "$scratch/papers/three.docx" "$scratch/papers/four.doc"
is "usual converters: the next when one fails" "$(counted loaded) $(wc -l <"$scratch/usual/calls")" "2 3"
is "usual converters: each with a profile of its own" \
	"$(grep -c '^-env:UserInstallation=file:///.*/govreport-load\.[^ ]* --headless --cat ' "$scratch/usual/calls")" 3
rm "$scratch/usual/pandoc"
make_report "$scratch/papers/six.docx"
status_of 1 "usual converters: none that does" load_usual "$scratch/papers/six.docx"
is "usual converters: what the first said" "$(query $db "select sqlstate, message, detail from reports_quarantine")" \
	'38000|converter "libreoffice" failed with exit status 1|no filter'
query $db "truncate reports, reports_quarantine"

# Converters themselves, where they are installed: a document made of a sample
# with tables gives the figures of the sample.
prepare $db "create table sample (report gov_disclosure_report)"
psql -X -q -d $db -v raw="$(cat "$samples/yunchuan-2024.md")" -c '\set ON_ERROR_STOP 1' -f - <<<"insert into sample values (:'raw')"
ok "the sample has figures" test "$(query $db "select count(*) from sample, cells(report)")" -ge 200
# Loads a document with a converter and compares.
real_converter() {
	local name=$1 document=$2

	shift 2
	query $db "truncate reports, reports_quarantine"
	"$load_program" --db $db --jobs 1 "$@" "$document" >"$scratch/summary" 2>"$scratch/messages"
	is "$name: exit status" $? 0
	is "$name: figures" "$(query $db "select count(*), count(*) filter (where a.value is not distinct from b.value and a.state = b.state)
		from (select (cells(report)).* from sample) a left join (select (cells(report)).* from reports) b using (key)")" \
		"$(query $db "select count(*), count(*) from sample, cells(report)")"
}
if command -v pandoc >/dev/null; then
	pandoc --from=gfm --to=docx --output="$scratch/real.docx" "$samples/yunchuan-2024.md"
	real_converter "pandoc" "$scratch/real.docx" --docx-command "pandoc --from=docx --to=html --wrap=none {}"
	if command -v libreoffice >/dev/null; then
		real_converter "libreoffice, .docx" "$scratch/real.docx"
		(cd "$scratch" && libreoffice "-env:UserInstallation=file://$scratch/profile" --headless --convert-to doc real.docx >/dev/null 2>&1)
		real_converter "libreoffice, .doc" "$scratch/real.doc"
	else
		echo "# libreoffice is not installed: not tried"
	fi
else
	echo "# pandoc is not installed: neither it nor libreoffice is tried"
fi
query $db "drop table sample; truncate reports, reports_quarantine"

# Trying again what was refused.
printf 'x\n' >"$scratch/x.txt"
status_of 1 "refused" load $db "$scratch/x.txt"
status_of 1 "refused before" load $db "$scratch/x.txt"
is "refused before: not sent again" "$(counted 'quarantined before') $(query $db "select attempts from reports_quarantine")" "1 1"
status_of 1 "--retry" load $db --retry "$scratch/x.txt"
is "--retry: sent again" "$(query $db "select attempts, last_seen > first_seen from reports_quarantine")" "2|t"
prepare $db "update reports_quarantine set reader_version = '0.9'"
status_of 1 "another version tries again" load $db "$scratch/x.txt"
is "another version: sent again" "$(query $db "select attempts, reader_version from reports_quarantine")" \
	"3|$(query $db "select extversion from pg_extension where extname = 'govreport'")"
query $db "truncate reports_quarantine"

# Large files: what is too large is kept by name and hash; memory is bounded.
mkdir "$scratch/large"
truncate -s 200M "$scratch/large/200.txt"
for n in $(seq 12); do
	head -c 5500000 /dev/zero | tr '\0' "$(printf '\\%03o' $((96 + n)))" >"$scratch/large/$n.txt"
done
make_report "$scratch/large/small.txt"
status_of 1 "large files" load $db --jobs 2 --verbose --max-size 6 "$scratch/large"
is "large files: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "1 13"
is "large files: what is kept" "$(query $db "select count(*) from reports_quarantine where octet_length(content) = size and size = 5500000")" 12
is "large files: too large to keep" "$(query $db "select sqlstate, size, content is null, encode(content_sha256, 'hex') from reports_quarantine where content is null")" \
	"54000|209715200|t|$(sha256sum "$scratch/large/200.txt" | cut -d' ' -f1)"
printf '# at most %s MB of memory\n' "$(counted 'MB of memory, at most')"
# a loader with sanitizers has its own ideas of memory
ok "large files: memory is bounded" test "$(counted 'MB of memory, at most')" -lt $([ -n "${GOVREPORT_LOAD:-}" ] && echo 600 || echo 150)
query $db "truncate reports, reports_quarantine"

# A table of the user's own, which refuses some rows, one way or the other.
make_reports "$scratch/many" 60
prepare $db 'create schema "Own"; create table "Own"."the ""Table""" (
	number int generated always as identity, "the File" varchar, hash bytea unique, "Value" gov_disclosure_report not null,
	check ("the File" not like '"'%/1_.txt'"'));
	create function late() returns trigger language plpgsql as
		$$ begin if new."the File" like '"'%/2_.txt'"' then raise exception '"'not that one'"' using detail = '"'late'"'; end if; return null; end $$;
	create constraint trigger late after insert on "Own"."the ""Table""" initially deferred for each row execute function late();
	create function quiet() returns trigger language plpgsql as
		$$ begin return case when new."the File" like '"'%/3_.txt'"' then null else new end; end $$;
	create trigger quiet before insert on "Own"."the ""Table""" for each row execute function quiet()'
own=(--table '"Own"."the ""Table"""' --source-column 'the File' --hash-column hash --report-column Value --quarantine '"Own".Refused')
status_of 1 "a table of one's own" load $db "${own[@]}" --init --batch 25 "$scratch/many"
is "a table of one's own: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "30 30"
is "a table of one's own: the rows" "$(query $db 'select count(*) from "Own"."the ""Table"""')" 30
is "a table of one's own: the reasons" "$(query $db "select sqlstate, count(*), count(detail) from \"Own\".refused group by 1 order by 1")" \
	"$(printf '02000|10|0\n23514|10|10\nP0001|10|10')"
prepare $db 'alter table "Own"."the ""Table""" alter number drop identity'
load $db "${own[@]}" "$scratch/many"
is "a table of one's own: a column nobody fills is warned of" "$(grep -c 'warning: .*number' "$scratch/messages")" 1
prepare $db 'alter table "Own"."the ""Table""" drop constraint "the ""Table""_hash_key"'
status_of 3 "a table without a unique index" load $db "${own[@]}" "$scratch/many"

# Interruption: what is begun is finished or undone, and counted.
prepare $db "create function slow() returns trigger language plpgsql as \$\$ begin perform pg_sleep(0.03); return new; end \$\$;
	create trigger slow before insert on reports for each row execute function slow()"
for signal in INT TERM; do
	query $db "delete from reports"
	start_load $db --batch 5 --jobs 2 "$scratch/many"
	wait_for_rows $db 10
	kill -s $signal "$loader"
	wait "$loader"
	is "SIG$signal: exit status" $? 3
	loader=
	is "SIG$signal: what is counted is there" "$(counted loaded)" "$(query $db "select count(*) from reports")"
	ok "SIG$signal: it did not go on" test "$(counted loaded)" -lt 60
	is "SIG$signal: the rest is counted" "$(($(counted loaded) + $(counted 'not done')))" "$(counted 'files found')"
done
query $db "delete from reports"
start_load $db --batch 60 --jobs 1 "$scratch/many"
sleep 0.7
kill -s INT "$loader"
sleep 0.2
kill -s INT "$loader"
wait "$loader"
is "SIGINT twice: exit status" $? 3
loader=
is "SIGINT twice: the batch is undone" "$(counted loaded) $(query $db "select count(*) from reports")" "0 0"

# A file over which the server ends the connection, or crashes, every time: it
# alone goes into quarantine.
query $db "drop trigger slow on reports; delete from reports"
prepare $db "create function harm() returns trigger language plpgsql as \$\$ begin
	if new.source ~ '/[27]3?.txt\$' then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end \$\$;
	create trigger harm before insert on reports for each row execute function harm()"
status_of 1 "connection lost" load $db --jobs 3 --batch 20 "$scratch/many"
is "connection lost: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "57 3"
is "connection lost: the reasons" "$(query $db "select string_agg(substring(source from '[^/]*\$'), ' ' order by source),
	min(sqlstate), bool_and(detail like '%terminating connection%'), bool_and(sha256(content) = content_sha256) from reports_quarantine")" "2.txt 23.txt 7.txt|08006|t|t"
status_of 1 "connection lost: again" load $db "$scratch/many"
is "connection lost: not sent again" "$(counted 'loaded before') $(counted 'quarantined before')" "57 3"
prepare $db "drop trigger harm on reports; create constraint trigger harm after insert on reports
	initially deferred for each row execute function harm()"
query $db "delete from reports where source like '%5.txt'"
status_of 1 "connection lost by COMMIT" load $db --retry --jobs 3 --batch 20 "$scratch/many"
is "connection lost by COMMIT" "$(counted loaded) $(counted quarantined) $(query $db "select count(*), min(attempts) from reports_quarantine")" "6 3 3|2"
prepare $db "drop trigger harm on reports"
status_of 0 "connection no longer lost" load $db --retry "$scratch/many"
is "connection no longer lost" "$(counted loaded) $(query $db "select count(*) from reports_quarantine")" "3 0"
prepare $db "delete from reports; create or replace function harm() returns trigger language plpgsql as
	\$\$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end \$\$;
	create trigger harm before insert on reports for each row execute function harm()"
status_of 3 "connection lost by all" load $db --jobs 3 --batch 5 "$scratch/many"
ok "connection lost by all: bounded" test "$(query $db "select count(*) from reports_quarantine")" -lt 30
is "connection lost by all: counted" "$(counted quarantined)" "$(query $db "select count(*) from reports_quarantine")"
query $db "drop trigger harm on reports; truncate reports, reports_quarantine"
if [ -n "${GOVREPORT_PGDATA:-}" ]; then
	prepare $db "create or replace function harm() returns trigger language plpgsql as \$\$ begin
		if new.source ~ '/42.txt\$' then copy (select 1) to program 'kill -9 \$PPID; sleep 1'; end if; return new; end \$\$;
		create trigger harm before insert on reports for each row execute function harm()"
	status_of 1 "server crashed" load $db --jobs 4 --batch 8 "$scratch/many"
	is "server crashed: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "59 1"
	is "server crashed: the reason" "$(query $db "select substring(source from '[^/]*\$'), sqlstate from reports_quarantine")" "42.txt|08006"
	query $db "drop trigger harm on reports; truncate reports_quarantine"
else
	echo "# GOVREPORT_PGDATA is not set: the server is not crashed"
fi
prepare $db "delete from reports; create trigger slow before insert on reports for each row execute function slow()"

# Two at once.
start_load $db --batch 7 --jobs 2 "$scratch/many"
PATH=/nonexistent "$load_program" --db $db --batch 9 --jobs 2 "$scratch/many" >"$scratch/other" 2>&1
is "two at once: the one" $? 0
wait "$loader"
is "two at once: the other" $? 0
loader=
is "two at once: each content once" "$(query $db "select count(*) from reports")" 60
is "two at once: counted once" "$(($(counted loaded) + $(sed -n 's/^loaded  *\([0-9]*\)$/\1/p' "$scratch/other")))" 60
query $db "drop trigger slow on reports; delete from reports"

# Two that make the tables.
for n in 1 2 3 4; do
	PATH=/nonexistent "$load_program" --db $db --table "made" --init "$scratch/x.txt" >/dev/null 2>"$scratch/made.$n" &
	eval "made_$n=\$!"
done
for n in 1 2 3 4; do
	eval "wait \$made_$n"
	is "--init, four at once: exit status $n" $? 1
done

# What of the loaded has sums that do not come out: the total of requests received.
for n in $(seq 5); do
	sed -i 's/\t97\r*$/\t79/' "$scratch/many/$n.txt"
done
status_of 0 "inconsistent ones, 4 jobs" load $db --jobs 4 --batch 3 "$scratch/many"
is "inconsistent ones: counted" "$(counted 'loaded, inconsistent')" \
	"$(query $db "select count(*) from reports r where not is_consistent(r.report)")"
is "inconsistent ones: all of them" "$(counted 'loaded, inconsistent')" 5

# No permission.
PGOPTIONS="-c client_min_messages=error" prepare $db "drop role if exists govreport_nobody"
prepare $db "create role govreport_nobody login"
status_of 3 "no permission to read the hashes" load "dbname=$db user=govreport_nobody" "$scratch/many"
prepare $db "grant select on reports, reports_quarantine to govreport_nobody; delete from reports"
status_of 3 "no permission to insert" load "dbname=$db user=govreport_nobody" "$scratch/many"
is "no permission: nothing in quarantine" "$(query $db "select count(*) from reports_quarantine")" 0
prepare $db "drop owned by govreport_nobody"
prepare $db "drop role govreport_nobody"
query postgres "drop database $db"

# The extension in a schema of its own.
fresh_database $db
prepare $db 'drop extension govreport; create schema "The Ext"; create extension govreport schema "The Ext"'
status_of 0 "extension in a schema" load $db --init "$scratch/one"
query postgres "drop database $db"
fresh_database $db
prepare $db "drop extension govreport"
status_of 3 "no extension" load $db "$scratch/one"
status_of 0 "no extension, --init" load $db --init "$scratch/one"
query postgres "drop database $db"

# Databases in other encodings.
mkdir "$scratch/encodings"
make_report "$scratch/encodings/年报.txt"
make_report "$scratch/encodings/㐀.txt"
printf '会议\n' >"$scratch/encodings/会议㐀.md"
for encoding in UTF8 EUC_CN SQL_ASCII; do
	fresh_database $db --encoding=$encoding --locale=C
	status_of 1 "$encoding" load $db --init "$scratch/encodings"
	is "$encoding: loaded, quarantined" "$(counted loaded) $(counted quarantined)" "2 1"
	is "$encoding: names" "$(query $db "select string_agg(substr(source, length('$scratch/encodings/') + 1), ' ' order by source collate \"C\") from reports")" \
		"$([ $encoding = EUC_CN ] && echo '\xe3\x90\x80.txt 年报.txt' || echo '㐀.txt 年报.txt')"
	is "$encoding: the bytes in quarantine" "$(query $db "select encode(content, 'hex'), encode(sha256(content), 'hex') = encode(content_sha256, 'hex') from reports_quarantine")" \
		"$(printf '会议\n' | od -An -tx1 | tr -d ' \n')|t"
	status_of 1 "$encoding: again" load $db "$scratch/encodings"
	is "$encoding: nothing twice" "$(counted 'loaded before') $(counted 'quarantined before')" "2 1"
	query postgres "drop database $db"
done
close_checks
