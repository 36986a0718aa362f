# load-common.sh: what the tests of govreport-load share.  Sourced by bash after
# common.sh.  GOVREPORT_LOAD names another loader than the one installed, such as
# one with sanitizers.  shellcheck shell=bash

export PGCLIENTENCODING=UTF8
scratch=$(mktemp -d)
chmod 755 "$scratch"
loader=
trap 'stop_load; rm -rf "$scratch"' EXIT

# Writes a folder of files: reports, each a sample with a line of its own, in
# folders of 100; 3 in 100 bad in six ways; some copies; some files of other
# kinds.  Their numbers go to FOLDER.counts.
make_job() {
	ls "$samples"/*.txt "$samples"/*.md | grep -v blank | perl -e '
		use strict;
		my ($folder, $count) = @ARGV;
		my @texts = map { chomp; open(my $in, "<:raw", $_) or die "$_: $!"; local $/; <$in> } <STDIN>;
		my ($good, $bad, $copies, $others) = (0, 0, 0, 0);
		sub put
		{
			my ($name, $n, $bytes) = @_;
			my $at = "$folder/" . int($n / 100);
			mkdir $at;
			open(my $out, ">:raw", "$at/$name") or die "$at/$name: $!";
			print $out $bytes;
			close($out) or die;
		}
		srand(20240131);
		for my $n (1 .. $count)
		{
			my $text = $texts[$n % @texts] . "\n\xe7\xac\xac$n\xe5\x8f\xb7\xe3\x80\x82\n";
			if ($n % 100 >= 3)
			{
				put(sprintf("good-%06d.%s", $n, $n % 2 ? "txt" : "md"), $n, $text);
				$good++;
				next unless $n % 100 == 50;
				put("copy-$n.txt", $n + 100, $text);
				$copies++;
				next;
			}
			my $kind = ($n / 100 * 3 + $n % 100) % 6;
			my $junk = join "", map { chr(int(rand(256))) } 1 .. 3000;
			# the first is empty
			if ($n == 1) { put("empty.txt", $n, "") }
			elsif ($kind == 0) { put("junk-$n.txt", $n, "\x00\xff" . $junk) }
			elsif ($kind == 1) { put("notice-$n.md", $n, "\xe9\x80\x9a\xe7\x9f\xa5 $n\n") }
			elsif ($kind == 2) { $text =~ s/(..)./$1\xff/gs; put("broken-$n.txt", $n, "$text$n\n") }
			elsif ($kind == 3) { put("paper-$n.pdf", $n, "%PDF-1.4\n" . $junk) }
			elsif ($kind == 4) { put("blanks-$n.txt", $n, " \n" x $n) }
			else { put("letters-$n.txt", $n, "abc\n" x $n) }
			$bad++;
			next unless $n % 200 == 1;
			put("picture-$n.jpg", $n, $junk);
			$others++;
		}
		print "$good $bad $copies $others\n"' "$1" "$2" >"$1.counts"
}

# Runs the loader on a database; its summary and its messages go to files.  No
# other programs are in its path, so that there is no converter.
load() {
	local database=$1

	shift
	PATH=/nonexistent "$load_program" --db "$database" "$@" >"$scratch/summary" 2>"$scratch/messages"
}
load_program=${GOVREPORT_LOAD:-$(command -v govreport-load)}

# Starts it beside the test; "loader" is its process.
start_load() {
	(
		database=$1
		shift
		PATH=/nonexistent
		exec "$load_program" --db "$database" "$@" >"$scratch/summary" 2>"$scratch/messages"
	) &
	loader=$!
}

# Ends it if it still runs.
stop_load() {
	[ -z "$loader" ] || kill -9 "$loader" 2>/dev/null
	loader=
}

# Runs a command that must end with a status; else what it said is shown.
status_of() {
	local expected=$1 name=$2 status=0

	shift 2
	"$@" || status=$?
	is "$name: exit status" "$status" "$expected"
	[ "$status" -eq "$expected" ] || sed 's/^/# /' "$scratch/messages"
}

# A number of the summary.
counted() {
	sed -n "s/^$1  *\([0-9.]*\)\$/\1/p" "$scratch/summary"
}

# Makes each row of the table take that many seconds.
slow_down() {
	prepare "$1" "create function slow() returns trigger language plpgsql as
		\$\$ begin perform pg_sleep($2); return new; end \$\$;
		create trigger slow before insert on reports for each row execute function slow()"
}

# Waits until the table has so many rows.
wait_for_rows() {
	local try

	for try in $(seq 600); do
		[ "$(query "$1" "select count(*) from reports")" -lt "$2" ] || return 0
		sleep 0.05
	done
	return 1
}

# Waits until the server has seen that the loader is gone.
wait_until_gone() {
	local try

	for try in $(seq 200); do
		[ "$(query "$1" "select count(*) from pg_stat_activity where application_name = 'govreport-load'")" -ne 0 ] ||
			return 0
		sleep 0.05
	done
	return 1
}
