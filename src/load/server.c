/*
 * server.c
 *		Connections and commands.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* Notices are for who wants to know. */
static void
take_notice(void *argument, const char *message)
{
	size_t		len = strlen(message);

	(void) argument;
	while (len > 0 && message[len - 1] == '\n')
		len--;
	message_plain("%.*s", (int) len, message);
}

static void
drop_notice(void *argument, const char *message)
{
	(void) argument;
	(void) message;
}

PGconn *
server_connect(const Options *options, char **problem)
{
	/* what the connection string says overrides what stands before it */
	static const char *const keywords[] = {
		"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
		"fallback_application_name", "dbname", "client_encoding", NULL
	};
	const char *values[] = {
		getenv("PGCONNECT_TIMEOUT") == NULL ? "20" : NULL, "30", "10", "6",
		PROGRAM, options->db, "UTF8", NULL
	};
	PGconn	   *conn = PQconnectdbParams(keywords, values, 1);

	if (conn == NULL)
		*problem = copy_string("out of memory");
	else if (PQstatus(conn) == CONNECTION_OK)
	{
		PQsetNoticeProcessor(conn, options->verbosity == VERBOSE ? take_notice : drop_notice, NULL);
		return conn;
	}
	else
		*problem = copy_string(PQerrorMessage(conn));
	(*problem)[strcspn(*problem, "\n")] = '\0';
	PQfinish(conn);
	return NULL;
}

PGresult *
server_query(PGconn *conn, const char *command, int nparams, const char *const *params)
{
	if (nparams == 0)
		return PQexec(conn, command);
	return PQexecParams(conn, command, nparams, NULL, params, NULL, NULL, 0);
}

PGresult *
server_query_arrays(PGconn *conn, const char *command, int narrays, const Array *arrays,
					const char *text)
{
	Oid			types[ARRAYS_MAX + 1];
	const char *values[ARRAYS_MAX + 1];
	int			lengths[ARRAYS_MAX + 1];
	int			formats[ARRAYS_MAX + 1];

	for (int i = 0; i < narrays; i++)
	{
		types[i] = arrays[i].type;
		values[i] = arrays[i].data;
		lengths[i] = (int) arrays[i].len;
		formats[i] = 1;
	}
	types[narrays] = 0;
	values[narrays] = text;
	lengths[narrays] = formats[narrays] = 0;
	return PQexecParams(conn, command, narrays + (text != NULL), types, values, lengths, formats, 0);
}

bool
server_ok(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

const char *
server_sqlstate(const PGresult *result)
{
	const char *sqlstate = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);

	return sqlstate == NULL ? "" : sqlstate;
}

/* Prints the error in a line or two; the SQLSTATE helps to look it up. */
void
server_complain(PGconn *conn, const PGresult *result, const char *what)
{
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	if (primary != NULL)
		message_error("%s: %s (%s)", what, primary, server_sqlstate(result));
	else
	{
		const char *message = PQerrorMessage(conn);

		message_error("%s: %.*s", what, (int) strcspn(message, "\n"), message);
	}
	if (detail != NULL)
		message_detail("%s", detail);
	if (hint != NULL)
		message_hint("%s", hint);
}
