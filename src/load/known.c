/*
 * known.c
 *		What was loaded before: its hashes, fetched once, so that nothing known
 *		is sent again.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* The value of a hexadecimal digit, or -1. */
static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads a line of digits; false when it is no hash of ours. */
static bool
parse_hash(const char *line, int len, unsigned char *hash)
{
	if (len != HASH_SIZE * 2 + 1)
		return false;
	for (int i = 0; i < HASH_SIZE; i++)
	{
		int			high = hex_value(line[2 * i]);
		int			low = hex_value(line[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		hash[i] = (unsigned char) (high * 16 + low);
	}
	return true;
}

/* Takes all lines of a COPY. */
static bool
take_hashes(PGconn *conn, HashSet *set, Known known)
{
	char	   *line;
	int			len;

	while ((len = PQgetCopyData(conn, &line, 0)) > 0)
	{
		unsigned char hash[HASH_SIZE];

		if (parse_hash(line, len, hash))
			hashes_add(set, hash, known);
		PQfreemem(line);
	}
	return len == -1;
}

/* Runs a COPY of hashes; the command is freed. */
static bool
copy_hashes(PGconn *conn, char *command, HashSet *set, Known known)
{
	PGresult   *result = PQexec(conn, command);
	bool		ok = PQresultStatus(result) == PGRES_COPY_OUT && take_hashes(conn, set, known);

	free(command);
	if (ok)
	{
		PQclear(result);
		result = PQgetResult(conn);
		ok = server_ok(result);
	}
	if (!ok)
		server_complain(conn, result, "could not fetch what was loaded before");
	/* nothing may be left to be read */
	while (result != NULL)
	{
		PQclear(result);
		result = PQgetResult(conn);
	}
	return ok;
}

/* Without --retry, what this version of the reader refused will be refused again. */
bool
tables_known(PGconn *conn, const Run *run, HashSet *known)
{
	const Tables *t = run->tables;
	char	   *version;
	bool		ok;

	if (!copy_hashes(conn, format_string("COPY (SELECT encode(%s, 'hex') FROM %s"
										 " WHERE %s IS NOT NULL) TO STDOUT",
										 t->hash, t->table, t->hash), known, KNOWN_LOADED))
		return false;
	if (run->options->retry)
		return true;
	version = PQescapeLiteral(conn, t->version, strlen(t->version));
	ok = version != NULL &&
		copy_hashes(conn, format_string("COPY (SELECT encode(content_sha256, 'hex') FROM %s"
										" WHERE reader_version = %s) TO STDOUT",
										t->quarantine, version), known, KNOWN_QUARANTINED);
	PQfreemem(version);
	return ok;
}
