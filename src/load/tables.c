/*
 * tables.c
 *		The two tables: made on request, found, and checked before anything is
 *		loaded into them.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUARANTINE_SUFFIX "_quarantine"

/* Runs a query that gives one row; NULL, with a message, when it fails. */
static PGresult *
query_row(PGconn *conn, const char *what, const char *command, int nparams,
		  const char *const *params)
{
	PGresult   *result = server_query(conn, command, nparams, params);

	if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0)
		return result;
	if (!server_ok(result))
		server_complain(conn, result, what);
	PQclear(result);
	return NULL;
}

/* A field of the first row as a string of its own, or NULL when it is null. */
static char *
take_field(const PGresult *result, int field)
{
	return PQgetisnull(result, 0, field) ? NULL : copy_string(PQgetvalue(result, 0, field));
}

/* A column's name as SQL. */
static char *
quote_name(PGconn *conn, const char *name)
{
	char	   *quoted = PQescapeIdentifier(conn, name, strlen(name));
	char	   *copy;

	if (quoted == NULL)
	{
		message_error("not a name: %s", name);
		return NULL;
	}
	copy = copy_string(quoted);
	PQfreemem(quoted);
	return copy;
}

/* ---------- the extension ---------- */

/* Finds the extension, its version and its functions. */
static bool
find_extension(PGconn *conn, Tables *tables)
{
	static const char query[] =
		"SELECT format('%I.gov_disclosure_try', n.nspname), e.extversion,"
		" to_regprocedure(format('%I.gov_disclosure_try(bytea, text)', n.nspname)) IS NOT NULL,"
		" format('%I.is_consistent', n.nspname),"
		" to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'"
		" FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
		" WHERE e.extname = 'govreport'";
	PGresult   *result = query_row(conn, "could not look for the extension", query, 0, NULL);
	bool		can_read;

	if (result == NULL)
	{
		message_error("database \"%s\" does not have the extension govreport", PQdb(conn));
		message_hint("Run CREATE EXTENSION govreport there, or use --init.");
		return false;
	}
	can_read = strcmp(PQgetvalue(result, 0, 2), "t") == 0;
	tables->try_function = take_field(result, 0);
	tables->version = take_field(result, 1);
	tables->is_consistent = take_field(result, 3);
	tables->begun = take_field(result, 4);
	PQclear(result);
	if (!can_read)
	{
		message_error("extension govreport %s is too old: it has no function gov_disclosure_try",
					  tables->version);
		message_hint("Run ALTER EXTENSION govreport UPDATE.");
	}
	return can_read;
}

/* ---------- making the tables ---------- */

/* A table's name as SQL, schema and all as given; NULL, with a message, if bad. */
static char *
parse_name(PGconn *conn, const char *name, const char *suffix)
{
	static const char query[] =
		"SELECT CASE WHEN octet_length(p[cardinality(p)] || $2::text) >"
		" current_setting('max_identifier_length')::int THEN NULL"
		" WHEN cardinality(p) = 1 THEN format('%I', p[1] || $2)"
		" WHEN cardinality(p) = 2 THEN format('%I.%I', p[1], p[2] || $2) END"
		" FROM (SELECT parse_ident($1) AS p) AS x";
	const char *params[] = {name, suffix};
	PGresult   *result = query_row(conn, "not a table's name", query, 2, params);
	char	   *parsed = result == NULL ? NULL : take_field(result, 0);

	if (parsed == NULL && result != NULL)
	{
		message_error("not a table's name, or too long a one: %s%s", name, suffix);
		if (*suffix != '\0')
			message_hint("Name the quarantine table with --quarantine.");
	}
	PQclear(result);
	return parsed;
}

/* Runs a command made by format_string, which is freed. */
static bool
run_command(PGconn *conn, char *command)
{
	PGresult   *result = server_query(conn, command, 0, NULL);
	bool		ok = server_ok(result);

	if (!ok)
		server_complain(conn, result, "could not make the tables");
	PQclear(result);
	free(command);
	return ok;
}

/* A comment on something, quoted. */
static bool
comment(PGconn *conn, const char *kind, const char *table, const char *column, const char *text)
{
	char	   *literal = PQescapeLiteral(conn, text, strlen(text));
	bool		ok = literal != NULL &&
		run_command(conn, format_string("COMMENT ON %s %s%s%s IS %s", kind, table,
										column == NULL ? "" : ".",
										column == NULL ? "" : column, literal));

	PQfreemem(literal);
	return ok;
}

/* True when a table of that name can be found; 1, 0, or -1 on failure. */
static int
table_exists(PGconn *conn, const char *table)
{
	PGresult   *result = query_row(conn, "could not look for the tables",
								   "SELECT to_regclass($1) IS NOT NULL", 1, &table);
	int			exists = result == NULL ? -1 : strcmp(PQgetvalue(result, 0, 0), "t") == 0;

	PQclear(result);
	return exists;
}

/* Makes the table of reports. */
static bool
make_reports(PGconn *conn, const Tables *t)
{
	return run_command(conn, format_string(
		"CREATE TABLE %s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
		" %s text NOT NULL, %s bytea NOT NULL UNIQUE,"
		" loaded_at timestamptz NOT NULL DEFAULT now(),"
		" %s %.*s.gov_disclosure_report NOT NULL)",
		t->table, t->source, t->hash, t->report,
		(int) (strlen(t->try_function) - strlen(".gov_disclosure_try")), t->try_function)) &&
		comment(conn, "TABLE", t->table, NULL,
				"annual reports on information disclosure, loaded by " PROGRAM) &&
		comment(conn, "COLUMN", t->table, t->source,
				"name of the file; a byte that is no UTF-8 is \\xNN, a backslash is \\\\") &&
		comment(conn, "COLUMN", t->table, t->hash,
				"SHA-256 of the file: the same content is loaded once") &&
		comment(conn, "COLUMN", t->table, "loaded_at", "when it was loaded") &&
		comment(conn, "COLUMN", t->table, t->report, "the report");
}

/* Makes the table of what was refused. */
static bool
make_quarantine(PGconn *conn, const char *table)
{
	static const char *const comments[][2] = {
		{"content_sha256", "SHA-256 of the file"},
		{"source", "name of the file, as in the table of reports"},
		{"size", "bytes of the file"},
		{"content", "the file as it is; null when it was too large to keep"},
		{"sqlstate", "error code: of the reader, of the table, or of a converter"},
		{"message", "why it was refused"},
		{"detail", "more about that, or null"},
		{"hint", "what may help, or null"},
		{"line", "line of the text, or null"},
		{"reader_version", "version of govreport that refused it; null when it did not come that far"},
		{"attempts", "runs in which it was refused"},
		{"first_seen", "begin of the first of them"},
		{"last_seen", "begin of the last of them"},
	};
	bool		ok = run_command(conn, format_string(
		"CREATE TABLE %s (content_sha256 bytea PRIMARY KEY, source text NOT NULL,"
		" size bigint NOT NULL, content bytea, sqlstate text NOT NULL, message text NOT NULL,"
		" detail text, hint text, line int, reader_version text,"
		" attempts int NOT NULL DEFAULT 1, first_seen timestamptz NOT NULL DEFAULT now(),"
		" last_seen timestamptz NOT NULL DEFAULT now())", table)) &&
		comment(conn, "TABLE", table, NULL, "files that " PROGRAM " could not load");

	for (size_t i = 0; ok && i < sizeof(comments) / sizeof(*comments); i++)
		ok = comment(conn, "COLUMN", table, comments[i][0], comments[i][1]);
	return ok;
}

/* Makes what is not there, in a transaction; two at once wait for each other. */
static bool
make_tables(PGconn *conn, const Tables *tables)
{
	int			reports;
	int			quarantine;

	if (!run_command(conn, copy_string("BEGIN")) ||
		!run_command(conn, copy_string("SELECT pg_advisory_xact_lock(hashtext('" PROGRAM "'))")))
		return false;
	reports = table_exists(conn, tables->table);
	quarantine = table_exists(conn, tables->quarantine);
	return reports >= 0 && quarantine >= 0 &&
		(reports > 0 || make_reports(conn, tables)) &&
		(quarantine > 0 || make_quarantine(conn, tables->quarantine)) &&
		run_command(conn, copy_string("COMMIT"));
}

/* Creates the extension where it is missing. */
static bool
make_extension(PGconn *conn)
{
	return run_command(conn, copy_string("BEGIN")) &&
		run_command(conn, copy_string("SELECT pg_advisory_xact_lock(hashtext('" PROGRAM "'))")) &&
		run_command(conn, copy_string("CREATE EXTENSION IF NOT EXISTS govreport")) &&
		run_command(conn, copy_string("COMMIT"));
}

/* ---------- checking the tables ---------- */

/* Replaces a table's name by its full one; false, with a message, when missing. */
static bool
find_table(PGconn *conn, char **table)
{
	static const char query[] =
		"SELECT format('%I.%I', n.nspname, c.relname), c.relkind IN ('r', 'p')"
		" FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
		" WHERE c.oid = to_regclass($1)";
	const char *params[] = {*table};
	PGresult   *result = query_row(conn, "could not look for the tables", query, 1, params);
	bool		is_table;

	if (result == NULL)
	{
		message_error("there is no table %s", *table);
		message_hint("Use --init to make it.");
		return false;
	}
	is_table = strcmp(PQgetvalue(result, 0, 1), "t") == 0;
	if (!is_table)
		message_error("%s is no table", *table);
	free(*table);
	*table = take_field(result, 0);
	PQclear(result);
	return is_table;
}

/* Checks that a table has a column of a type, or of a domain over it. */
static bool
check_column(PGconn *conn, const char *table, const char *column, const char *type)
{
	static const char query[] =
		"SELECT CASE WHEN t.typtype = 'd' THEN t.typbasetype"
		" WHEN t.oid = 'varchar'::regtype THEN 'text'::regtype ELSE t.oid END = to_regtype($3),"
		" format_type(t.oid, NULL)"
		" FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
		" WHERE a.attrelid = to_regclass($1) AND quote_ident(a.attname) = quote_ident($2)"
		" AND a.attnum > 0 AND NOT a.attisdropped";
	const char *params[] = {table, column, type};
	PGresult   *result = query_row(conn, "could not look at the tables", query, 3, params);
	bool		ok = result != NULL && strcmp(PQgetvalue(result, 0, 0), "t") == 0;

	if (result == NULL)
		message_error("table %s has no column \"%s\"", table, column);
	else if (!ok)
		message_error("column \"%s\" of table %s has the type %s, not %s", column, table,
					  PQgetvalue(result, 0, 1), type);
	PQclear(result);
	return ok;
}

/* Checks that a column alone is unique, as ON CONFLICT needs it. */
static bool
check_unique(PGconn *conn, const char *table, const char *column)
{
	static const char query[] =
		"SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a"
		" ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
		" WHERE i.indrelid = to_regclass($1) AND a.attname = $2::name AND i.indisunique"
		" AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indnkeyatts = 1";
	const char *params[] = {table, column};
	PGresult   *result = query_row(conn, "could not look at the indexes", query, 2, params);

	if (result == NULL)
	{
		message_error("column \"%s\" of table %s has no unique index of its own", column, table);
		message_hint("Run CREATE UNIQUE INDEX ON %s (%s).", table, column);
	}
	PQclear(result);
	return result != NULL;
}

/* Warns of columns that must have a value and get none. */
static void
warn_of_columns(PGconn *conn, const Options *options, const char *table)
{
	static const char query[] =
		"SELECT string_agg(quote_ident(attname), ', ') FROM pg_catalog.pg_attribute"
		" WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attnotnull"
		" AND NOT atthasdef AND attidentity = '' AND attname NOT IN ($2::name, $3::name, $4::name)";
	const char *params[] = {
		table, options->source_column, options->hash_column, options->report_column
	};
	PGresult   *result = query_row(conn, "could not look at the tables", query, 4, params);

	if (result != NULL && !PQgetisnull(result, 0, 0))
	{
		message_warning("columns of table %s must not be null and have no default: %s",
						table, PQgetvalue(result, 0, 0));
		message_hint("Unless a trigger fills them, all reports will go into quarantine.");
	}
	PQclear(result);
}

/* Checks the table of reports. */
static bool
check_reports(PGconn *conn, const Options *options, const Tables *tables)
{
	char	   *type = format_string("%.*s.gov_disclosure_report",
									 (int) (strlen(tables->try_function) - strlen(".gov_disclosure_try")),
									 tables->try_function);
	bool		ok = check_column(conn, tables->table, options->source_column, "text") &&
		check_column(conn, tables->table, options->hash_column, "bytea") &&
		check_column(conn, tables->table, options->report_column, type) &&
		check_unique(conn, tables->table, options->hash_column);

	free(type);
	if (ok)
		warn_of_columns(conn, options, tables->table);
	return ok;
}

/* Checks the table of what was refused. */
static bool
check_quarantine(PGconn *conn, const Tables *tables)
{
	static const char *const columns[][2] = {
		{"content_sha256", "bytea"}, {"source", "text"}, {"size", "bigint"},
		{"content", "bytea"}, {"sqlstate", "text"}, {"message", "text"},
		{"detail", "text"}, {"hint", "text"}, {"line", "integer"},
		{"reader_version", "text"}, {"attempts", "integer"},
		{"first_seen", "timestamptz"}, {"last_seen", "timestamptz"}
	};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (!check_column(conn, tables->quarantine, columns[i][0], columns[i][1]))
			return false;
	return check_unique(conn, tables->quarantine, "content_sha256");
}

/* Checks the encoding before every file is refused for it. */
static bool
check_encoding(PGconn *conn, const Options *options, const Tables *tables)
{
	char	   *query = format_string("SELECT message, hint FROM %s('', $1::text)"
									  " WHERE sqlstate IN ('22023', '0A000')", tables->try_function);
	PGresult   *result = server_query(conn, query, 1, &options->encoding);
	bool		ok = server_ok(result) && PQntuples(result) == 0;

	if (!server_ok(result))
		server_complain(conn, result, "could not look at the encoding");
	else if (!ok)
	{
		message_error("%s", PQgetvalue(result, 0, 0));
		if (!PQgetisnull(result, 0, 1))
			message_hint("%s", PQgetvalue(result, 0, 1));
	}
	PQclear(result);
	free(query);
	return ok;
}

bool
tables_open(PGconn *conn, const Options *options, Tables *tables)
{
	bool		derived = options->quarantine == NULL;

	memset(tables, 0, sizeof(*tables));
	if (PQserverVersion(conn) < 140000)
	{
		message_error("the server is older than PostgreSQL 14");
		return false;
	}
	if (options->init && !make_extension(conn))
		return false;
	if (!find_extension(conn, tables) || !check_encoding(conn, options, tables))
		return false;
	tables->source = quote_name(conn, options->source_column);
	tables->hash = quote_name(conn, options->hash_column);
	tables->report = quote_name(conn, options->report_column);
	tables->table = parse_name(conn, options->table, "");
	if (tables->source == NULL || tables->hash == NULL || tables->report == NULL ||
		tables->table == NULL)
		return false;
	tables->quarantine = parse_name(conn, derived ? tables->table : options->quarantine,
									derived ? QUARANTINE_SUFFIX : "");
	return tables->quarantine != NULL &&
		(!options->init || make_tables(conn, tables)) &&
		find_table(conn, &tables->table) && find_table(conn, &tables->quarantine) &&
		check_reports(conn, options, tables) && check_quarantine(conn, tables);
}

void
tables_free(Tables *tables)
{
	free(tables->table);
	free(tables->quarantine);
	free(tables->source);
	free(tables->hash);
	free(tables->report);
	free(tables->try_function);
	free(tables->is_consistent);
	free(tables->version);
	free(tables->begun);
}
