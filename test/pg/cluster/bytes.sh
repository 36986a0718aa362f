#!/usr/bin/env bash
# bytes.sh: the encoding matrix.  Every sample report in every encoding that has
# its characters, marked, declared, named or left to itself, is the same value as
# its text, byte for byte: in databases of several encodings and locales, and by
# the program.  Real reports of ../shared/reports are read as well, if there are.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
export PGCLIENTENCODING=UTF8
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
project=$tests/..

# The variants: name, iconv's encoding, bytes before it, encoding named or "-",
# encoding a page declares.
variants='utf8 UTF-8 . - utf-8
utf8-named UTF-8 . UTF-8 gbk
utf8-marked UTF-8 \xEF\xBB\xBF - gbk
utf8-marked-named UTF-8 \xEF\xBB\xBF utf8 utf-8
utf16le-marked UTF-16LE \xFF\xFE - utf-8
utf16be-marked UTF-16BE \xFE\xFF - utf-16
utf16-marked-named UTF-16BE \xFE\xFF UTF-16 utf-8
utf16-named UTF-16LE . utf16 utf-8
utf16le-named UTF-16LE . UTF-16LE utf-8
utf16be-named UTF-16BE . utf-16be utf-8
gb18030 GB18030 . - gb18030
gb18030-named GB18030 . gb18030 utf-8
gbk GBK . - gbk
gbk-named GBK . GBK utf-8
gb2312 GB2312 . - gb2312
gb2312-named GB2312 . GB_2312-80 utf-8
big5 BIG5 . big5 big5'

# A file in another encoding; fails for characters that it does not have.  GB 2312
# is that part of GBK, as the web has it.
convert() {
	if [ "$1" = GB2312 ]; then
		iconv -f UTF-8 -t GBK "$2" >"$files/gbk" 2>/dev/null &&
			iconv -f GB2312 -t UTF-8 "$files/gbk" >/dev/null 2>&1 && cat "$files/gbk"
	else
		iconv -f UTF-8 -t "$1" "$2" 2>/dev/null
	fi
}

# A file's text with its declaration of the encoding changed.  Pages only.
declared_as() {
	sed '1,60s/\(<meta[^>]*charset=["'\'']\{0,1\}\)[-A-Za-z0-9_]*/\1'"$1"'/I' "$2"
}

# Writes one variant of a text: $files/bytes/TEXT.VARIANT, and its line for COPY.
write_variant() {
	local text=$1 name=$2 variant=$3 encoding=$4 mark=$5 named=$6 declared=$7
	local target=$files/bytes/$name.$variant

	declared_as "$declared" "$text" >"$files/declared"
	if ! convert "$encoding" "$files/declared" >"$files/converted"; then
		return 1
	fi
	{ [ "$mark" = . ] || printf "%b" "$mark"; cat "$files/converted"; } >"$target"
	[ "$named" != - ] || named='\N'
	printf '%s\t%s\t\\\\x%s\t%s\n' "$name" "$variant" "$(od -An -v -tx1 "$target" | tr -d ' \n')" \
		"$named" >>"$files/copy"
}

# Writes every variant of a text, and the text itself as the reference.
write_text() {
	local text=$1 name=$2 only=$3 variant rest

	iconv -f UTF-8 -t UTF-8 "$text" >/dev/null || { is "$name is UTF-8" no yes; return; }
	sed '1s/^\xEF\xBB\xBF//' "$text" >"$files/texts/$name"
	while read -r variant rest; do
		case $only in
			all) [ "$variant" != big5 ] || continue ;;
			*) [ "$variant" = "$only" ] || continue ;;
		esac
		# shellcheck disable=SC2086
		if write_variant "$files/texts/$name" "$name" "$variant" $rest; then
			printf '%s\n' "$variant" >>"$files/written"
		else
			printf '%s of %s\n' "$variant" "$name" >>"$files/not_written"
		fi
	done <<<"$variants"
}

# A text as Big5 can hold it: simplified characters replaced by the traditional
# ones of the reader's table, what is left over dropped.
make_traditional() {
	perl -CSD -Mutf8 -e '
		open(my $table, "<", shift) or die; my %to;
		while (<$table>) {
			next unless /^TRADITIONAL\("(.*)"\)/;
			for my $word (split / /, $1) { $to{substr($word, 0, 1)} = substr($word, 1, 1) }
		}
		open(my $text, "<", shift) or die;
		while (<$text>) { s/(\P{ASCII})/$to{$1} \/\/ $1/ge; print }' \
		"$project/src/core/traditional.def" "$1" | iconv -c -f UTF-8 -t BIG5 | iconv -f BIG5 -t UTF-8
}

# All texts and all variants of them.
write_all() {
	local file name

	mkdir "$files/texts" "$files/bytes"
	: >"$files/copy"; : >"$files/written"; : >"$files/not_written"
	for file in "$samples"/*.* "$project"/../shared/reports/*.*; do
		case $file in
			*.json | */\*.\*) continue ;;
		esac
		name=$(basename "$file")
		write_text "$file" "$name" all
		make_traditional "$file" >"$files/traditional"
		write_text "$files/traditional" "traditional.$name" big5
	done
}

# Loads the texts into a database that holds UTF-8, as text goes into the type.
load_texts() {
	local file

	prepare "$1" "create table reference (name text primary key, report gov_disclosure_report not null)"
	for file in "$files"/texts/*; do
		psql -X -q -v ON_ERROR_STOP=1 -d "$1" -v name="$(basename "$file")" \
			-v raw="$(cat -- "$file"; printf .)" -f - <<-'END'
			insert into reference values (:'name', left(:'raw', -1)::gov_disclosure_report);
		END
	done
}

# Compares all variants in a database with the values of the texts.
compare_in() {
	local database=$1 what=$2

	if [ "$(query "$database" "select to_regclass('reference') is null")" = t ]; then
		prepare "$database" "create table reference (name text primary key, report gov_disclosure_report not null)"
		prepare "$database" "\\copy reference from '$files/reference' (format binary)"
	fi
	prepare "$database" "create table variant (name text, variant text, content bytea, encoding text)"
	prepare "$database" "\\copy variant from '$files/copy'"
	is "$what: all variants are there" "$(query "$database" "select count(*) from variant")" "$(wc -l <"$files/written")"
	is "$what: the same values, byte for byte" "$(query "$database" "
		select coalesce(string_agg(v.name || ' ' || v.variant || ' ' || coalesce(t.sqlstate, ''), ', '), 'all')
		from variant v left join reference r using (name), gov_disclosure_try(v.content, v.encoding) t
		where t.report is null or r.report is null
			or gov_disclosure_report_send(t.report) <> gov_disclosure_report_send(r.report)")" all
	is "$what: the same without try" "$(query "$database" "
		select count(*) from variant v left join reference r using (name)
		where (gov_disclosure_report(v.content, v.encoding) = r.report) is not true")" 0
	# elsewhere the raw texts may have characters that the database has not
	case $what in UTF8* | SQL_ASCII)
		is "$what: traced, it has the same figures" "$(query "$database" "
			select count(*) from variant v left join reference r using (name)
			where (select md5(string_agg((t.key, t.value, t.state)::text, ' ')) from gov_disclosure_trace(v.content, v.encoding) t)
				is distinct from (select md5(string_agg((c.key, c.value, c.state)::text, ' ')) from cells(r.report) c)")" 0
	esac
}

# What the program prints of all variants under a locale, in their order.
printed_under() {
	local line name variant content named

	while IFS=$'\t' read -r name variant content named; do
		if [ "$named" = '\N' ]; then
			LC_ALL=$1 "$GOVREPORT_BINDIR/govreport" "$files/bytes/$name.$variant"
		else
			LC_ALL=$1 "$GOVREPORT_BINDIR/govreport" --encoding "$named" "$files/bytes/$name.$variant"
		fi
	done <"$files/copy"
}

# What it should print: the report of each variant's text.
printed_of_texts() {
	local name rest

	while IFS=$'\t' read -r name rest; do
		LC_ALL=C "$GOVREPORT_BINDIR/govreport" "$files/texts/$name"
	done <"$files/copy"
}

write_all
texts=$(find "$files/texts" -type f | wc -l)
printf '# %s texts, %s variants; without a variant for want of characters: %s\n' "$texts" \
	"$(wc -l <"$files/written")" "$(sort "$files/not_written" | tr '\n' ';')"
if [ ! -d "$project/../shared/reports" ]; then
	printf '# no ../shared/reports here: the samples alone\n'
fi
for variant in $(cut -d' ' -f1 <<<"$variants"); do
	is "$variant: more than half of the texts have it" \
		"$(($(grep -cx "$variant" "$files/written") * 2 > texts / 2))" 1
done

fresh_database govreport_bytes --encoding=UTF8 --locale=C
load_texts govreport_bytes
query govreport_bytes "\\copy (select * from reference) to '$files/reference' (format binary)"
is "the texts are reports" "$(query govreport_bytes "select count(*) from reference")" "$texts"
is "traditional texts have their figures" "$(query govreport_bytes "
	select count(*) > 0 and count(*) filter (where t.report -> k <> s.report -> k) = 0
	from reference t join reference s on t.name = 'traditional.' || s.name,
		unnest(array['requests.received.total', 'requests.concluded.total', 'proactive.licensing.decisions']) k")" t
compare_in govreport_bytes "UTF8, locale C"

utf8_locale=$(locale -a | grep -i -m 1 'utf-\{0,1\}8' || true)
if [ -n "$utf8_locale" ]; then
	fresh_database govreport_bytes_locale --encoding=UTF8 --locale="$utf8_locale"
	compare_in govreport_bytes_locale "UTF8, locale $utf8_locale"
	query postgres "drop database govreport_bytes_locale"
else
	printf '# no locale in UTF-8 here: not run\n'
fi
for encoding in EUC_CN SQL_ASCII LATIN1; do
	fresh_database govreport_bytes_other --encoding=$encoding --locale=C
	PGCLIENTENCODING=UTF8 compare_in govreport_bytes_other "$encoding"
	query postgres "drop database govreport_bytes_other"
done

printed_of_texts >"$files/expected"
for locale in C ${utf8_locale:+"$utf8_locale"}; do
	printed_under "$locale" >"$files/printed"
	is "the program, locale $locale: the same JSON" \
		"$(cmp "$files/expected" "$files/printed" && wc -l <"$files/printed")" "$(wc -l <"$files/written")"
done

# Text that a database's encoding calls valid and cannot convert is refused, not raised.
fresh_database govreport_bytes_other --encoding=EUC_CN --locale=C
is "EUC_CN: text without equivalent is given as an error" "$(query govreport_bytes_other \
	"select sqlstate from gov_disclosure_try(convert_from('\\xfefe'::bytea, 'EUC_CN'))")" 22021
is "EUC_CN: and raised by the type" \
	"$(outcome govreport_bytes_other "select convert_from('\\xfefe'::bytea, 'EUC_CN')::gov_disclosure_report")" 22021
is "EUC_CN: words of an error" "$(query govreport_bytes_other \
	"select t.detail like '%本年制发件数%' from gov_disclosure_try('通知') t")" t
query postgres "drop database govreport_bytes_other"
query postgres "drop database govreport_bytes"
close_checks
