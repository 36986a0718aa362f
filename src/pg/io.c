/*
 * io.c
 *		Input and output of the type, as text and binary.
 */
#include "govreport_pg.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

PG_FUNCTION_INFO_V1(gov_disclosure_report_in);
PG_FUNCTION_INFO_V1(gov_disclosure_report_out);
PG_FUNCTION_INFO_V1(gov_disclosure_report_recv);
PG_FUNCTION_INFO_V1(gov_disclosure_report_send);

/* Input: raw text in any layout, or canonical text. */
Datum
gov_disclosure_report_in(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = gov_work_begin(fcinfo);
	GrReading  *reading = palloc(sizeof(GrReading));
	GovReport  *value = NULL;
	const char *raw = PG_GETARG_CSTRING(0);
	GrError		error;
	bool		read = gov_read_text(raw, strlen(raw), reading, &error);

	MemoryContextSwitchTo(caller);
	if (read)
		value = gov_encode(&reading->report, fcinfo->context);
	else
		gov_report_error(&error, fcinfo->context);
	gov_work_end(fcinfo, work);

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
	size_t		len;

	gov_decode(value, &arena, report);
	gr_buffer_init(&buffer, &arena, VARSIZE_ANY_EXHDR(value) + 4096);
	gr_write_text(report, &buffer);
	pfree(report);
	PG_RETURN_CSTRING(gov_text_to_server(gov_buffer_text(&buffer), &len));
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
