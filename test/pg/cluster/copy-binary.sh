#!/usr/bin/env bash
# copy-binary.sh: COPY in binary between two databases, and bytes that are no
# report: refused with 22P03, or taken as a value that is wholly sound.

set -u
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
mutations=600
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

fresh_database govreport_binary_a
fresh_database govreport_binary_b
load_samples govreport_binary_a
prepare govreport_binary_b "create table sample (name text primary key, report gov_disclosure_report);
	create table mutant (report gov_disclosure_report)"

# Round trip.
prepare govreport_binary_a "\\copy (select name, report from sample order by name) to '$files/all' (format binary)"
prepare govreport_binary_b "\\copy sample from '$files/all' (format binary)"
fingerprint="select count(*) || ' ' || md5(string_agg(name || report::text || gov_disclosure_report_send(report)::text, '' order by name)) from sample"
is "binary COPY into another database gives the same values" \
	"$(query govreport_binary_b "$fingerprint")" "$(query govreport_binary_a "$fingerprint")"
prepare govreport_binary_b "\\copy (select name, report from sample order by name) to '$files/again' (format binary)"
ok "and out again the same file" cmp -s "$files/all" "$files/again"

# Each value alone, as a file of one row and one column; then changed files.
# A row is: 11 bytes of signature, flags and extension (8), columns (2), length
# (4), the value; and the end mark (2).
for name in $(query govreport_binary_a "select name from sample order by name"); do
	query govreport_binary_a "\\copy (select report from sample where name = '$name') to '$files/one.$name' (format binary)"
done
perl -e '
	use strict;
	my ($count, $directory) = @ARGV;
	my @seeds = sort glob("$directory/one.*");
	srand(20210926);
	for my $number (1 .. $count)
	{
		my $seed = $seeds[$number % @seeds];
		open(my $in, "<:raw", $seed) or die; local $/; my $file = <$in>; close $in;
		my $value = substr($file, 25, length($file) - 27);
		my $kind = int(rand(6));
		my $head = int(rand(2)) && length($value) > 60 ? 60 : length($value);
		if ($kind == 0) { substr($value, int(rand($head)), 1) = chr(int(rand(256))); }
		elsif ($kind == 1) { $value = substr($value, 0, int(rand(length($value)))); }
		elsif ($kind == 2) { $value .= chr(int(rand(256))) x (1 + int(rand(5))); }
		elsif ($kind == 3) { substr($value, int(rand($head)), int(rand(4))) = ""; }
		elsif ($kind == 4) { substr($value, int(rand($head)), 0) = chr(int(rand(256))) x int(rand(4)); }
		else { for (1 .. 4) { substr($value, int(rand($head)), 1) = chr((0, 1, 127, 128, 255)[rand(5)]); } }
		open(my $out, ">:raw", "$directory/mutant.$number") or die;
		print $out substr($file, 0, 21), pack("N", length($value)), $value, pack("n", 0xffff);
		close $out;
	}' "$mutations" "$files"
for number in $(seq "$mutations"); do
	printf "\\\\copy mutant from '%s' (format binary)\n" "$files/mutant.$number"
done >"$files/load.sql"
psql -X -q -v VERBOSITY=sqlstate -d govreport_binary_b -f "$files/load.sql" >"$files/load.log" 2>&1
refused=$(grep -c 'ERROR:  22P03' "$files/load.log")
taken=$(query govreport_binary_b "select count(*) from mutant")
printf '# of %s changed values %s were refused, %s are values of their own\n' "$mutations" "$refused" "$taken"
is "nothing but 22P03 is said" "$(grep -vc 'ERROR:  22P03' "$files/load.log")" 0
is "every changed file is refused or taken" $((refused + taken)) "$mutations"
is "most are refused" $((refused > mutations / 4)) 1
is "what was taken is sound: text, jsonb and bytes come back" \
	"$(query govreport_binary_b "select count(*) from mutant where report::text::gov_disclosure_report <> report
		or report::jsonb::gov_disclosure_report <> report
		or gov_disclosure_report_send(report::text::gov_disclosure_report) <> gov_disclosure_report_send(report)")" 0
is "an empty value is refused" "$(
	perl -e 'print "PGCOPY\n\xff\r\n\0", pack("NNnNn", 0, 0, 1, 0, 0xffff)' >"$files/empty"
	psql -X -q -v VERBOSITY=sqlstate -d govreport_binary_b \
		-c "\\copy mutant from '$files/empty' (format binary)" 2>&1 | grep -o 22P03)" 22P03

query postgres "drop database govreport_binary_a" && query postgres "drop database govreport_binary_b"
close_checks
