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

/* First block of the working memory: enough for most reports. */
#define WORK_FIRST_BLOCK ((Size) 256 * 1024)

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
 * Working memory for reading one text.  It can be many times the value's size,
 * so it is thrown away after each; but its first block stays with the call,
 * because COPY calls for row after row.  A direct call has nowhere to keep it.
 */
static MemoryContext
work_context(FunctionCallInfo fcinfo)
{
	FmgrInfo   *call = fcinfo->flinfo;
	MemoryContext parent = CurrentMemoryContext;
	MemoryContext work;

	if (call != NULL && call->fn_extra != NULL)
	{
		work = (MemoryContext) call->fn_extra;
		MemoryContextReset(work);	/* an error may have left it full */
		return work;
	}
	if (call != NULL)
		parent = call->fn_mcxt;
	work = AllocSetContextCreate(parent, "gov_disclosure_report input", 0,
								 WORK_FIRST_BLOCK, ALLOCSET_DEFAULT_MAXSIZE);
	if (call != NULL)
		call->fn_extra = work;
	return work;
}

/* Ends the use of working memory. */
static void
work_done(FunctionCallInfo fcinfo, MemoryContext work)
{
	if (fcinfo->flinfo != NULL)
		MemoryContextReset(work);
	else
		MemoryContextDelete(work);
}

/* Input: raw text in any layout, or canonical text. */
Datum
gov_disclosure_report_in(PG_FUNCTION_ARGS)
{
	MemoryContext work = work_context(fcinfo);
	MemoryContext caller = MemoryContextSwitchTo(work);
	GrReading  *reading = palloc(sizeof(GrReading));
	GovReport  *value = NULL;
	GrError		error;
	bool		read = read_text(PG_GETARG_CSTRING(0), reading, &error);

	MemoryContextSwitchTo(caller);
	if (read)
		value = gov_encode(&reading->report, fcinfo->context);
	else
		gov_report_error(&error, fcinfo->context);
	work_done(fcinfo, work);

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
