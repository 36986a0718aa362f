/*
 * quarantine.c
 *		What is refused goes into quarantine whole: its original bytes, and why.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>

#define TEXT_ARRAY 1009
#define BYTEA_ARRAY 1001
#define INT8_ARRAY 1016

/* Parameters of the command, in its order. */
enum
{
	PARAM_HASH,
	PARAM_SOURCE,
	PARAM_SIZE,
	PARAM_CONTENT,
	PARAM_SQLSTATE,
	PARAM_MESSAGE,
	PARAM_DETAIL,
	PARAM_HINT,
	PARAM_LINE,
	PARAM_VERSION,
	PARAMS
};

/* A run counts as one attempt, however often a batch is repeated in it. */
static char *
put_command(const Tables *t)
{
	return format_string(
		"INSERT INTO %s AS q (content_sha256, source, size, content, sqlstate, message,"
		" detail, hint, line, reader_version, first_seen, last_seen)"
		" SELECT hash, source, size, content, sqlstate, message, detail, hint,"
		" nullif(line, 0)::int, version, $11::timestamptz, $11::timestamptz"
		" FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bytea[], $5::text[],"
		" $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[])"
		" AS g(hash, source, size, content, sqlstate, message, detail, hint, line, version)"
		" ORDER BY hash ON CONFLICT (content_sha256) DO UPDATE SET"
		" source = excluded.source, size = excluded.size,"
		" content = coalesce(excluded.content, q.content), sqlstate = excluded.sqlstate,"
		" message = excluded.message, detail = excluded.detail, hint = excluded.hint,"
		" line = excluded.line, reader_version = excluded.reader_version,"
		" attempts = q.attempts + (q.last_seen IS DISTINCT FROM excluded.last_seen)::int,"
		" last_seen = excluded.last_seen", t->quarantine);
}

/* Adds a text, in ASCII if the database may have nothing else. */
static void
add_text(Array *array, const char *text, bool plain)
{
	char	   *ascii = plain && text != NULL ? name_text(text, NAME_ASCII) : NULL;

	array_text(array, ascii == NULL ? text : ascii);
	free(ascii);
}

/* Adds a document to the parameters. */
static void
add_document(Array *params, const Document *document, const Tables *tables)
{
	const Refusal *refusal = &document->refusal;
	bool		plain = document->plain_name;
	char	   *source = name_text(document->name, plain ? NAME_ASCII : NAME_STORED);

	array_bytes(&params[PARAM_HASH], (const char *) document->hash, HASH_SIZE);
	array_text(&params[PARAM_SOURCE], source);
	array_number(&params[PARAM_SIZE], document->size);
	array_bytes(&params[PARAM_CONTENT], document->bare ? NULL : document->content,
				(size_t) document->size);
	array_text(&params[PARAM_SQLSTATE], refusal->sqlstate);
	add_text(&params[PARAM_MESSAGE], refusal->message, plain);
	add_text(&params[PARAM_DETAIL], refusal->detail, plain);
	add_text(&params[PARAM_HINT], refusal->hint, plain);
	array_number(&params[PARAM_LINE], refusal->line);
	array_text(&params[PARAM_VERSION], refusal->by_server ? tables->version : NULL);
	free(source);
}

/* Sends the parameters. */
static PGresult *
send_put(PGconn *conn, const Tables *tables, const Array *params)
{
	char	   *command = put_command(tables);
	PGresult   *result = server_query_arrays(conn, command, PARAMS, params, tables->begun);

	free(command);
	return result;
}

/* Puts documents into quarantine by one command; the last failure is said. */
static Attempt
put_documents(PGconn *conn, const Tables *tables, Document *const *documents, int count,
			  bool complain)
{
	static const Oid types[PARAMS] = {
		BYTEA_ARRAY, TEXT_ARRAY, INT8_ARRAY, BYTEA_ARRAY, TEXT_ARRAY,
		TEXT_ARRAY, TEXT_ARRAY, TEXT_ARRAY, INT8_ARRAY, TEXT_ARRAY
	};
	Array		params[PARAMS];
	PGresult   *result;
	Attempt		attempt = ATTEMPT_DONE;

	for (int i = 0; i < PARAMS; i++)
		array_begin(&params[i], types[i]);
	for (int i = 0; i < count; i++)
		if (documents[i]->outcome == OUTCOME_REFUSED)
			add_document(params, documents[i], tables);
	result = send_put(conn, tables, params);
	for (int i = 0; i < PARAMS; i++)
		array_free(&params[i]);
	if (!server_ok(result))
	{
		attempt = attempt_failed(conn, result);
		if (attempt == ATTEMPT_ROW && complain)
		{
			server_complain(conn, result, "could not put a file into quarantine");
			attempt = ATTEMPT_HOPELESS;
		}
	}
	PQclear(result);
	return attempt;
}

/* Runs a command that gives nothing. */
static Attempt
run_command(PGconn *conn, const char *command)
{
	PGresult   *result = PQexec(conn, command);
	Attempt		attempt = server_ok(result) ? ATTEMPT_DONE : attempt_failed(conn, result);

	PQclear(result);
	return attempt;
}

/* Puts documents within a savepoint, so that another way can be tried. */
static Attempt
try_documents(PGconn *conn, const Tables *tables, Document *const *documents, int count,
			  bool complain)
{
	Attempt		attempt = run_command(conn, "SAVEPOINT govreport_load");

	if (attempt == ATTEMPT_DONE)
		attempt = put_documents(conn, tables, documents, count, complain);
	if (attempt == ATTEMPT_DONE)
		return run_command(conn, "RELEASE SAVEPOINT govreport_load");
	if (attempt == ATTEMPT_ROW &&
		(attempt = run_command(conn, "ROLLBACK TO SAVEPOINT govreport_load")) == ATTEMPT_DONE)
		attempt = ATTEMPT_ROW;
	return attempt;
}

/* Puts one document: as it is, in ASCII, or without its content. */
static Attempt
put_one(PGconn *conn, const Tables *tables, Document *document)
{
	Attempt		attempt = try_documents(conn, tables, &document, 1, false);

	if (attempt == ATTEMPT_ROW && !document->plain_name)
	{
		document->plain_name = true;
		attempt = try_documents(conn, tables, &document, 1, false);
	}
	if (attempt == ATTEMPT_ROW)
	{
		document->bare = true;
		attempt = try_documents(conn, tables, &document, 1, true);
	}
	return attempt;
}

Attempt
quarantine_put(PGconn *conn, const Tables *tables, const Batch *batch)
{
	Attempt		attempt = ATTEMPT_DONE;
	int			refused = 0;

	for (int i = 0; i < batch->count; i++)
		refused += batch->documents[i]->outcome == OUTCOME_REFUSED;
	if (refused == 0)
		return ATTEMPT_DONE;
	attempt = try_documents(conn, tables, batch->documents, batch->count, false);
	if (attempt != ATTEMPT_ROW)
		return attempt;
	attempt = ATTEMPT_DONE;
	for (int i = 0; i < batch->count && attempt == ATTEMPT_DONE; i++)
		if (batch->documents[i]->outcome == OUTCOME_REFUSED)
			attempt = put_one(conn, tables, batch->documents[i]);
	return attempt;
}

Attempt
quarantine_clear(PGconn *conn, const Tables *tables, const Batch *batch)
{
	Array		hashes;
	Attempt		attempt = ATTEMPT_DONE;

	array_begin(&hashes, BYTEA_ARRAY);
	for (int i = 0; i < batch->count; i++)
		if (batch->documents[i]->outcome != OUTCOME_REFUSED)
			array_bytes(&hashes, (const char *) batch->documents[i]->hash, HASH_SIZE);
	if (hashes.count > 0)
	{
		char	   *command = format_string("DELETE FROM %s WHERE content_sha256 = ANY ($1)",
											tables->quarantine);
		PGresult   *result = server_query_arrays(conn, command, 1, &hashes, NULL);

		if (!server_ok(result))
			attempt = attempt_failed(conn, result);
		PQclear(result);
		free(command);
	}
	array_free(&hashes);
	return attempt;
}
