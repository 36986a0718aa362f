/*
 * io.c
 *		Input and output of the type, as text and binary.
 */
#include "govreport_pg.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(gov_disclosure_report_in);
PG_FUNCTION_INFO_V1(gov_disclosure_report_out);
PG_FUNCTION_INFO_V1(gov_disclosure_report_recv);
PG_FUNCTION_INFO_V1(gov_disclosure_report_send);

/*
 * Reads a report's text, with working memory in the current context.  False
 * with an error when it is none.
 */
static bool
read_text(const char *string, GrReading *reading, GrError *error)
{
	GrArena		arena = gov_arena();
	GrText		text;

	return gov_text_from_server(string, strlen(string), &text, error) &&
		gr_read(text.data, text.len, &arena, reading, error);
}

/*
 * Input: raw text in any layout, or canonical text.  What the reader needed
 * goes with a memory context of its own, because it can be many times the
 * value's size, and COPY may be the caller.
 */
Datum
gov_disclosure_report_in(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(caller, "gov_disclosure_report input",
											   ALLOCSET_DEFAULT_SIZES);
	GovReport  *value = NULL;
	GrReading  *reading;
	GrError		error;
	bool		read;

	MemoryContextSwitchTo(work);
	reading = palloc(sizeof(GrReading));
	read = read_text(PG_GETARG_CSTRING(0), reading, &error);
	MemoryContextSwitchTo(caller);
	if (read)
		value = gov_encode(&reading->report, fcinfo->context);
	else
		gov_report_error(&error, fcinfo->context);
	MemoryContextDelete(work);

	if (value == NULL)
		PG_RETURN_DATUM((Datum) 0); /* after a soft error: never looked at */
	PG_RETURN_GOV_REPORT_P(value);
}

/* Output: the canonical text. */
Datum
gov_disclosure_report_out(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	GrArena		arena = gov_arena();
	GrReport   *report = palloc(sizeof(GrReport));
	GrBuffer	buffer;
	GrText		text;
	size_t		len;

	gov_decode(value, &arena, report);
	gr_buffer_init(&buffer, &arena, VARSIZE_ANY_EXHDR(value) + 4096);
	gr_write_text(report, &buffer);
	pfree(report);
	text.data = buffer.data;
	text.len = buffer.len;
	PG_RETURN_CSTRING(gov_text_to_server(text, &len));
}

/* Binary input: the encoding, checked as a whole. */
Datum
gov_disclosure_report_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			len = message->len - message->cursor;
	const char *data = pq_getmsgbytes(message, len);
	GrArena		arena = gov_arena();
	GrReport   *report = palloc(sizeof(GrReport));
	GovReport  *value;
	GrError		error;

	if (!gr_decode(data, (size_t) len, &arena, report, &error))
		gov_report_error(&error, NULL);
	pfree(report);
	value = palloc((Size) len + VARHDRSZ);
	SET_VARSIZE(value, (Size) len + VARHDRSZ);
	memcpy(VARDATA(value), data, (size_t) len);
	PG_RETURN_GOV_REPORT_P(value);
}

/* Binary output: the encoding. */
Datum
gov_disclosure_report_send(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
