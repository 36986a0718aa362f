# packages.sh: finds PostgreSQL and the tools, and installs what is missing.
#
# Sourced after lib.sh.  Packages come from apt only; everywhere else the
# missing things are named.  The system is not changed otherwise: no cluster is
# made, no service started.  shellcheck shell=bash

pg_config=
cluster_switch=/etc/postgresql-common/createcluster.d/govreport.conf
cluster_switch_set=no

# True when a pg_config belongs to a server 14 or later that is complete:
# programs and headers.
usable() {
	local major

	[ -x "$1" ] && [ -f "$("$1" --pgxs 2>/dev/null)" ] || return 1
	[ -x "$("$1" --bindir)/postgres" ] && [ -x "$("$1" --bindir)/initdb" ] || return 1
	[ -f "$("$1" --includedir-server)/postgres.h" ] || return 1
	major=$("$1" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
	[ "$major" -ge 14 ]
}

# Sets pg_config: the caller's PG_CONFIG, or Debian's newest, or the path's.
find_postgres() {
	local candidate

	if [ -n "${PG_CONFIG:-}" ]; then
		pg_config=$(command -v -- "$PG_CONFIG") && usable "$pg_config" ||
			die "PG_CONFIG=$PG_CONFIG is no complete PostgreSQL 14 or later (server and headers)"
		return 0
	fi
	for candidate in $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -t/ -k5,5nr) \
		"$(command -v pg_config)"; do
		if usable "$candidate"; then
			pg_config=$candidate
			return 0
		fi
	done
	return 1
}

# True when programs can be compiled.
have_compiler() {
	have make && have "${CC:-cc}" &&
		printf '#include <stdio.h>\n' | "${CC:-cc}" -E -x c - >/dev/null 2>&1
}

# True when there is libxml2 to compile against, found as the Makefile does.
have_libxml() {
	pkg-config --exists libxml-2.0 2>/dev/null || have xml2-config
}

# True when there is libpq to compile against.
have_libpq() {
	[ -f "$("$pg_config" --includedir)/libpq-fe.h" ]
}

# True when there is libcrypto to compile against, found as the Makefile does.
have_libcrypto() {
	printf '#include <openssl/evp.h>\n' |
		"${CC:-cc}" $(pkg-config --cflags libcrypto 2>/dev/null) -E -x c - >/dev/null 2>&1
}

# True when there are gettext's tools, for translations.
have_gettext() {
	have msgfmt && have msgattrib && have xgettext
}

# True when a Chinese locale can be made for the tests; elsewhere than on Debian
# what needs it is left out.
have_locales() {
	[ -f /usr/share/i18n/locales/zh_CN ] || ! have apt-get
}

# True when the server has pgTAP.
have_pgtap() {
	[ -f "$("$pg_config" --sharedir)/extension/pgtap.control" ]
}

# The major version to install: of the server that is there, or apt's.
apt_major() {
	local server

	if [ -n "$pg_config" ]; then
		"$pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/'
		return
	fi
	for server in $(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -t/ -k5,5nr); do
		server=${server#/usr/lib/postgresql/}
		server=${server%%/*}
		if apt_knows "postgresql-server-dev-$server"; then
			printf '%s\n' "$server"
			return
		fi
	done
	apt-cache depends postgresql 2>/dev/null |
		sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
}

# True when apt has a package to install.
apt_knows() {
	apt-cache show --no-all-versions "$1" >/dev/null 2>&1
}

# Runs a command as root.
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# Names what is missing, one package a line; $1 is "tests" or "demo".
missing_packages() {
	local major

	have_compiler || printf '%s\n' make gcc libc6-dev
	have_libxml || printf '%s\n' libxml2-dev
	major=$(apt_major)
	[ -n "$pg_config" ] ||
		printf '%s\n' "postgresql-${major:-NN}" "postgresql-server-dev-${major:-NN}"
	[ "$1" = tests ] || return 0
	[ -n "$pg_config" ] && have_libpq || printf '%s\n' libpq-dev
	have_libcrypto || printf '%s\n' libssl-dev
	have_gettext || printf '%s\n' gettext
	have_locales || printf '%s\n' locales
	[ -n "$pg_config" ] && have_pgtap || printf '%s\n' "postgresql-${major:-NN}-pgtap"
	have pg_prove || printf '%s\n' libtap-parser-sourcehandler-pgtap-perl
}

# Debian's server package makes and starts a cluster when it is installed.
# This project needs none, so none is made.
forbid_cluster() {
	[ ! -e "$cluster_switch" ] || return 0
	cluster_switch_set=yes
	on_exit allow_cluster
	as_root mkdir -p "${cluster_switch%/*}" &&
		printf 'create_main_cluster = false\n' | as_root tee "$cluster_switch" >/dev/null
}

# Puts that back.
allow_cluster() {
	[ "$cluster_switch_set" = yes ] || return 0
	cluster_switch_set=no
	as_root rm -f "$cluster_switch"
	as_root rmdir --ignore-fail-on-non-empty "${cluster_switch%/*}" 2>/dev/null
}

# Fetches apt's lists of packages.
apt_update() {
	say "fetching the lists of packages"
	as_root apt-get -q -o DPkg::Lock::Timeout=300 update >"$work/apt.log" 2>&1 ||
		{ tail -n 20 "$work/apt.log" >&2; die "apt-get update failed"; }
}

# Installs packages.
apt_install() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
		-o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" \
		>"$work/apt.log" 2>&1 </dev/null
}

# Installs what is missing through apt.
install_with_apt() {
	local packages

	if [ "$(id -u)" -ne 0 ] && ! have sudo; then
		say "missing: $(missing_packages "$1" | tr '\n' ' ')" >&2
		die "cannot install: neither root nor sudo"
	fi
	apt_knows make && [ -n "$(apt_major)" ] || apt_update
	packages=$(missing_packages "$1")
	say "installing:" $packages
	forbid_cluster
	# shellcheck disable=SC2086
	if ! apt_install $packages; then
		apt_update
		apt_install $packages || { tail -n 20 "$work/apt.log" >&2; die "apt-get install failed"; }
	fi
	allow_cluster
}

# Sees to everything that is needed; $1 is "tests" or "demo".
provide() {
	local missing

	find_postgres
	missing=$(missing_packages "$1")
	if [ -n "$missing" ]; then
		if ! have apt-get; then
			say "This needs make, a C compiler with the C library's headers, PostgreSQL 14" >&2
			say "or later with its server headers (set PG_CONFIG if it is in an unusual place)," >&2
			say "libxml2's headers and, for the tests, those of libpq and libcrypto, gettext's" >&2
			say "tools, pgTAP and pg_prove." >&2
			die "no apt-get here: please install what is missing with your own package manager"
		fi
		install_with_apt "$1"
		find_postgres || die "PostgreSQL is still not complete"
		missing=$(missing_packages "$1")
		[ -z "$missing" ] || die "still missing:" $missing
	fi
}
