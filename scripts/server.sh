# server.sh: a private, throw-away PostgreSQL.
#
# Sourced after packages.sh.  The server runs from a copy of the installed
# PostgreSQL's tree in $work: PostgreSQL finds its files relative to its own
# program, so the extension can be installed into the copy and the system's
# PostgreSQL is left as it is.  No TCP port; the socket is in a directory that
# only the server's user can enter.  shellcheck shell=bash

bindir=
server_user=

# PostgreSQL refuses to run as root; then it runs as its own user.
as_server() {
	if [ "$(id -u)" -ne 0 ]; then
		(cd / && "$@")
	else
		(cd / && runuser -u "$server_user" -- "$@")
	fi
}

# Chooses who runs the server.
choose_user() {
	server_user=$(id -un)
	[ "$(id -u)" -eq 0 ] || return 0
	server_user=postgres
	id "$server_user" >/dev/null 2>&1 || server_user=nobody
}

# A directory of the server's user.
server_directory() {
	mkdir "$1" && chmod 700 "$1" || die "cannot make $1"
	[ "$(id -u)" -ne 0 ] || chown "$server_user" "$1"
}

# Copies the installed programs and links everything else into the copy.
copy_postgres() {
	local directory

	bindir=$work/root$("$pg_config" --bindir)
	mkdir -p "$bindir"
	cp -L "$("$pg_config" --bindir)"/* "$bindir/" || die "cannot copy PostgreSQL's programs"
	for directory in "$("$pg_config" --sharedir)" "$("$pg_config" --pkglibdir)"; do
		mkdir -p "$work/root$directory"
		cp -as "$directory/." "$work/root$directory/" || die "cannot link $directory"
	done
	find "$work/root" -name 'govreport*' -delete
}

# Installs the built extension into the copy; $1 is the build's make.
install_extension() {
	(cd "$sources" && make -s PG_CONFIG="$pg_config" DESTDIR="$work/root" install)
}

# Settings of the server: private, and quick rather than durable.
server_settings() {
	cat <<-END
		listen_addresses = ''
		unix_socket_directories = '$work/socket'
		fsync = off
		full_page_writes = off
		max_wal_size = 4GB
		shared_buffers = 256MB
		timezone = 'UTC'
		log_timezone = 'UTC'
		lc_messages = 'C'
	END
}

# Makes the cluster.
create_server() {
	choose_user
	server_directory "$work/data"
	server_directory "$work/socket"
	as_server "$bindir/initdb" -D "$work/data" --username=postgres --auth=trust \
		--encoding=UTF8 --locale=C --no-sync --no-instructions >"$work/initdb.log" 2>&1 ||
		{ cat "$work/initdb.log" >&2; die "initdb failed"; }
	server_settings >>"$work/data/postgresql.conf"
}

# Starts it and points every client at it.
start_server() {
	unset PGDATABASE PGSERVICE PGPASSWORD PGPASSFILE PGOPTIONS PGHOSTADDR PGSSLMODE \
		PGCLIENTENCODING PGDATESTYLE PGTZ PGDATA
	export PGHOST=$work/socket PGPORT=5432 PGUSER=postgres PGCONNECT_TIMEOUT=20
	export GOVREPORT_PGDATA=$work/data GOVREPORT_BINDIR=$bindir
	export PSQLRC=/dev/null PSQL_PAGER='' PAGER=cat PATH="$bindir:$PATH"
	on_exit stop_server
	as_server "$bindir/pg_ctl" -D "$work/data" -l "$work/data/server.log" -w -t 60 start \
		>"$work/start.log" 2>&1 ||
		{ cat "$work/start.log" "$work/data/server.log" >&2; die "PostgreSQL does not start"; }
}

# Stops it at once; its data go with $work.
stop_server() {
	[ -f "$work/data/postmaster.pid" ] || return 0
	as_server "$bindir/pg_ctl" -D "$work/data" -m immediate -w -t 30 stop >/dev/null 2>&1
}

# psql without anybody's settings, stopping at the first error.
sql() {
	"$bindir/psql" -X -v ON_ERROR_STOP=1 "$@"
}
