/*
 * batch.c
 *		Loading a batch in one transaction.
 *
 * One command takes all documents as arrays, has the server read them and
 * inserts those that are reports; by hash, in its order, so that two loaders
 * never wait for each other in a circle.  A hash that is there already is no
 * error, so a batch can be repeated after anything.  If the table refuses the
 * whole for one row's sake, the batch is done again row by row.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ARRAY 1009
#define BYTEA_ARRAY 1001

/* Fields of what the command gives for each document. */
enum
{
	FIELD_NUMBER,
	FIELD_LOADED,
	FIELD_REFUSED,
	FIELD_INCONSISTENT,
	FIELD_SQLSTATE,
	FIELD_MESSAGE,
	FIELD_DETAIL,
	FIELD_HINT,
	FIELD_LINE
};

/* ---------- failures ---------- */

/* True when an SQLSTATE begins so. */
static bool
begins(const char *sqlstate, const char *with)
{
	return strncmp(sqlstate, with, strlen(with)) == 0;
}

/* True when an SQLSTATE begins with one of a list that ends with NULL. */
static bool
begins_with_one(const char *sqlstate, const char *const *list)
{
	for (; *list != NULL; list++)
		if (begins(sqlstate, *list))
			return true;
	return false;
}

/* What is no row's fault ends the run: no permission, no table, a full disk. */
Attempt
attempt_failed(PGconn *conn, const PGresult *result)
{
	static const char *const lost[] = {"08", "57P", "25P03", NULL};
	static const char *const busy[] = {"40001", "40P01", "55P03", NULL};
	static const char *const hopeless[] = {
		"0A", "25", "28", "3D", "3F", "42", "53100", "53300", "53400", "58", "F0", NULL
	};
	const char *sqlstate = server_sqlstate(result);

	if (PQstatus(conn) != CONNECTION_OK || begins_with_one(sqlstate, lost))
		return ATTEMPT_LOST;
	if (begins_with_one(sqlstate, busy))
		return ATTEMPT_BUSY;
	if (!begins_with_one(sqlstate, hopeless))
		return ATTEMPT_ROW;
	server_complain(conn, result, "could not load");
	return ATTEMPT_HOPELESS;
}

/* A field of a failure as a string of its own, or NULL. */
static char *
failure_field(const PGresult *result, int code)
{
	const char *field = PQresultErrorField(result, code);

	return field == NULL ? NULL : copy_string(field);
}

/* Makes a refusal of the server's error. */
static void
refuse_as_server(const PGresult *result, Refusal *refusal)
{
	const char *sqlstate = server_sqlstate(result);
	char	   *message = failure_field(result, PG_DIAG_MESSAGE_PRIMARY);

	if (message == NULL)
		message = copy_string(PQresultErrorMessage(result));
	refuse(refusal, strlen(sqlstate) == 5 ? sqlstate : "XX000", message,
		   failure_field(result, PG_DIAG_MESSAGE_DETAIL),
		   failure_field(result, PG_DIAG_MESSAGE_HINT));
	refusal->by_server = true;
}

/* Runs a command that gives nothing; why, unless NULL, gets a row's refusal. */
static Attempt
run_command(PGconn *conn, const char *command, Refusal *why)
{
	PGresult   *result = PQexec(conn, command);
	Attempt		attempt = server_ok(result) ? ATTEMPT_DONE : attempt_failed(conn, result);

	if (attempt == ATTEMPT_ROW && why != NULL)
		refuse_as_server(result, why);
	PQclear(result);
	return attempt;
}

/* ---------- the command ---------- */

/* The command that reads and inserts. */
static char *
load_command(const Tables *t)
{
	return format_string(
		"WITH tried AS MATERIALIZED ("
		"SELECT g.n, g.source, g.hash, t.* FROM"
		" unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[])"
		" WITH ORDINALITY AS g(source, hash, content, encoding, n),"
		" LATERAL %s(g.content, g.encoding) AS t"
		"), loaded AS ("
		"INSERT INTO %s (%s, %s, %s) SELECT source, hash, report FROM tried"
		" WHERE report IS NOT NULL ORDER BY hash"
		" ON CONFLICT (%s) DO NOTHING RETURNING %s AS hash,"
		" NOT %s(%s) AS inconsistent"
		") SELECT t.n, l.hash IS NOT NULL, t.report IS NULL, l.inconsistent,"
		" t.sqlstate, t.message, t.detail, t.hint, t.line"
		" FROM tried t LEFT JOIN loaded l ON l.hash = t.hash",
		t->try_function, t->table, t->source, t->hash, t->report,
		t->hash, t->hash, t->is_consistent, t->report);
}

/* A field of a row as a string of its own, or NULL. */
static char *
row_field(const PGresult *result, int row, int field)
{
	return PQgetisnull(result, row, field) ? NULL : copy_string(PQgetvalue(result, row, field));
}

/* True when a boolean field is. */
static bool
row_true(const PGresult *result, int row, int field)
{
	return strcmp(PQgetvalue(result, row, field), "t") == 0;
}

/* Notes how a document fared. */
static void
take_row(Document *document, const PGresult *result, int row)
{
	if (row_true(result, row, FIELD_REFUSED))
	{
		char	   *message = row_field(result, row, FIELD_MESSAGE);
		const char *sqlstate = PQgetvalue(result, row, FIELD_SQLSTATE);

		refuse(&document->refusal, strlen(sqlstate) == 5 ? sqlstate : "XX000",
			   message == NULL ? copy_string("not read") : message,
			   row_field(result, row, FIELD_DETAIL), row_field(result, row, FIELD_HINT));
		document->refusal.line = atoi(PQgetvalue(result, row, FIELD_LINE));
		document->refusal.by_server = true;
		document->outcome = OUTCOME_REFUSED;
	}
	else if (row_true(result, row, FIELD_LOADED))
	{
		document->outcome = OUTCOME_LOADED;
		document->inconsistent = row_true(result, row, FIELD_INCONSISTENT);
	}
}

/* Parameters of the command, in its order. */
enum
{
	PARAM_SOURCE,
	PARAM_HASH,
	PARAM_CONTENT,
	PARAM_ENCODING,
	PARAMS
};

/* Adds a document to the parameters; what a converter wrote has its own encoding. */
static void
add_document(Array *params, const Document *document, const char *encoding)
{
	char	   *source = name_text(document->name,
								   document->plain_name ? NAME_ASCII : NAME_STORED);

	array_text(&params[PARAM_SOURCE], source);
	array_bytes(&params[PARAM_HASH], (const char *) document->hash, HASH_SIZE);
	if (document->text != NULL)
		array_bytes(&params[PARAM_CONTENT], document->text, document->text_len);
	else
		array_bytes(&params[PARAM_CONTENT], document->content, (size_t) document->size);
	array_text(&params[PARAM_ENCODING], document->text != NULL ? NULL : encoding);
	free(source);
}

/* Sends the parameters. */
static PGresult *
send_load(PGconn *conn, const Tables *tables, const Array *params)
{
	char	   *command = load_command(tables);
	PGresult   *result = server_query_arrays(conn, command, PARAMS, params, NULL);

	free(command);
	return result;
}

/* Loads documents, all of which are open, by one command. */
static Attempt
load_documents(PGconn *conn, const Tables *tables, const char *encoding,
			   Document **documents, int count, Refusal *why)
{
	static const Oid types[PARAMS] = {TEXT_ARRAY, BYTEA_ARRAY, BYTEA_ARRAY, TEXT_ARRAY};
	Array		params[PARAMS];
	PGresult   *result;
	Attempt		attempt = ATTEMPT_DONE;

	for (int i = 0; i < PARAMS; i++)
		array_begin(&params[i], types[i]);
	for (int i = 0; i < count; i++)
		add_document(params, documents[i], encoding);
	result = send_load(conn, tables, params);
	for (int i = 0; i < PARAMS; i++)
		array_free(&params[i]);
	if (!server_ok(result))
		attempt = attempt_failed(conn, result);
	else
		for (int row = 0; row < PQntuples(result); row++)
		{
			int			number = atoi(PQgetvalue(result, row, FIELD_NUMBER));

			if (number >= 1 && number <= count)
				take_row(documents[number - 1], result, row);
		}
	if (attempt == ATTEMPT_ROW && why != NULL)
		refuse_as_server(result, why);
	PQclear(result);
	return attempt;
}

/* ---------- the batch ---------- */

/* As before the first attempt: refused is what never came to the server. */
static void
open_documents(Batch *batch)
{
	for (int i = 0; i < batch->count; i++)
	{
		Document   *document = batch->documents[i];

		if (document->refusal.by_server && !document->harmful)
			refusal_clear(&document->refusal);
		document->inconsistent = false;
		document->outcome = document->refusal.sqlstate[0] != '\0' && !document->harmful ?
			OUTCOME_REFUSED : OUTCOME_OPEN;
	}
}

/*
 * The documents of a batch that are open, with those that cannot be sent or
 * without; the list is to be freed.
 */
static Document **
list_open(const Batch *batch, bool harmful, int *count)
{
	Document  **list = allocate((size_t) batch->count * sizeof(Document *));

	*count = 0;
	for (int i = 0; i < batch->count; i++)
		if (batch->documents[i]->outcome == OUTCOME_OPEN &&
			(harmful || !batch->documents[i]->harmful))
			list[(*count)++] = batch->documents[i];
	return list;
}

/* Loads a document by itself, within a savepoint. */
static Attempt
try_row(PGconn *conn, const Tables *tables, const char *encoding, Document *document,
		Refusal *why)
{
	Attempt		attempt = run_command(conn, "SAVEPOINT govreport_load", NULL);

	if (attempt == ATTEMPT_DONE)
		attempt = load_documents(conn, tables, encoding, &document, 1, why);
	/* what would only be checked at the end must be checked now */
	if (attempt == ATTEMPT_DONE)
		attempt = run_command(conn, "SET CONSTRAINTS ALL IMMEDIATE", why);
	if (attempt == ATTEMPT_DONE)
		return run_command(conn, "RELEASE SAVEPOINT govreport_load", NULL);
	if (attempt == ATTEMPT_ROW &&
		(attempt = run_command(conn, "ROLLBACK TO SAVEPOINT govreport_load", NULL)) == ATTEMPT_DONE)
		attempt = ATTEMPT_ROW;
	return attempt;
}

/* Loads a row; what refuses it is its refusal. */
static Attempt
load_row(PGconn *conn, const Tables *tables, const char *encoding, Document *document)
{
	Refusal		why = {0};
	Attempt		attempt = try_row(conn, tables, encoding, document, &why);

	/* the database may not have the characters of the name */
	if (attempt == ATTEMPT_ROW && !document->plain_name &&
		(begins(why.sqlstate, "22P05") || begins(why.sqlstate, "22021")))
	{
		document->plain_name = true;
		attempt = try_row(conn, tables, encoding, document, &why);
	}
	if (attempt == ATTEMPT_ROW)
	{
		refusal_clear(&document->refusal);
		document->refusal = why;
		document->outcome = OUTCOME_REFUSED;
		return ATTEMPT_DONE;
	}
	refusal_clear(&why);
	return attempt;
}

/* Loads what is open, all at once or each by itself. */
static Attempt
load_open(PGconn *conn, const Tables *tables, const char *encoding, const Batch *batch,
		  bool by_rows)
{
	int			count;
	Document  **open = list_open(batch, false, &count);
	Attempt		attempt = ATTEMPT_DONE;

	if (!by_rows && count > 0)
		attempt = load_documents(conn, tables, encoding, open, count, NULL);
	else
		for (int i = 0; i < count && attempt == ATTEMPT_DONE; i++)
			attempt = load_row(conn, tables, encoding, open[i]);
	free(open);
	return attempt;
}

/* Notes for documents that were not inserted whether they are there. */
static void
take_there(Document **documents, int count, const PGresult *result, bool unconfirmed)
{
	for (int i = 0; i < count && i < PQntuples(result); i++)
	{
		if (!row_true(result, i, 0))
		{
			if (!documents[i]->harmful)
				refuse(&documents[i]->refusal, "02000", copy_string("the table took no row"), NULL,
					   copy_string("A trigger of the table may have left it out."));
			documents[i]->refusal.by_server = true;
			documents[i]->outcome = OUTCOME_REFUSED;
		}
		else
			/* we did it ourselves if our COMMIT was lost on the way */
			documents[i]->outcome = unconfirmed ? OUTCOME_LOADED : OUTCOME_THERE;
	}
}

/* Looks for what was neither inserted nor refused. */
static Attempt
look_for_open(PGconn *conn, const Tables *t, const Batch *batch)
{
	int			count;
	Document  **open = list_open(batch, true, &count);
	Array		hashes;
	Attempt		attempt = ATTEMPT_DONE;

	if (count > 0)
	{
		char	   *command = format_string(
			"SELECT EXISTS (SELECT FROM %s AS r WHERE r.%s = g.hash)"
			" FROM unnest($1::bytea[]) WITH ORDINALITY AS g(hash, n) ORDER BY g.n", t->table, t->hash);
		PGresult   *result;

		array_begin(&hashes, BYTEA_ARRAY);
		for (int i = 0; i < count; i++)
			array_bytes(&hashes, (const char *) open[i]->hash, HASH_SIZE);
		result = server_query_arrays(conn, command, 1, &hashes, NULL);
		if (server_ok(result))
			take_there(open, count, result, batch->unconfirmed);
		else
			attempt = attempt_failed(conn, result);
		PQclear(result);
		array_free(&hashes);
		free(command);
	}
	free(open);
	return attempt;
}

/* Commits; until that is answered nobody knows whether it happened. */
static Attempt
commit(PGconn *conn, Batch *batch)
{
	bool		before = batch->unconfirmed;
	PGresult   *result;
	Attempt		attempt = ATTEMPT_DONE;

	batch->unconfirmed = true;
	result = PQexec(conn, "COMMIT");
	if (!server_ok(result))
		attempt = attempt_failed(conn, result);
	else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		attempt = ATTEMPT_ROW;
	if (attempt != ATTEMPT_LOST)
		batch->unconfirmed = before && attempt != ATTEMPT_DONE;
	PQclear(result);
	return attempt;
}

Attempt
batch_attempt(PGconn *conn, const Tables *tables, const char *encoding, Batch *batch,
			  bool by_rows)
{
	Attempt		attempt;

	open_documents(batch);
	attempt = run_command(conn, "BEGIN ISOLATION LEVEL READ COMMITTED", NULL);
	if (attempt == ATTEMPT_DONE)
		attempt = load_open(conn, tables, encoding, batch, by_rows);
	if (attempt == ATTEMPT_DONE)
		attempt = look_for_open(conn, tables, batch);
	if (attempt == ATTEMPT_DONE)
		attempt = quarantine_put(conn, tables, batch);
	if (attempt == ATTEMPT_DONE)
		attempt = quarantine_clear(conn, tables, batch);
	/* what was cancelled is no row's fault */
	if (attempt == ATTEMPT_DONE && atomic_load(batch->halting))
		attempt = ATTEMPT_BUSY;
	if (attempt == ATTEMPT_DONE)
		attempt = commit(conn, batch);
	return attempt;
}
