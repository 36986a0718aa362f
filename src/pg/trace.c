/*
 * trace.c
 *		gov_disclosure_trace(raw) and (content, encoding): where in a text, or in
 *		the text of bytes, each figure was read.
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_disclosure_trace);
PG_FUNCTION_INFO_V1(gov_disclosure_trace_bytes);

/* Columns of the rows. */
#define TRACE_COLUMNS 6

/* A series of rows over one reading. */
typedef struct Trace
{
	GrReading	reading;
	int			next;			/* position on the form */
} Trace;

/*
 * Reads the text of the first argument.  It is copied, because the reading points
 * into it and must last from call to call.
 */
static bool
read_copy(FunctionCallInfo fcinfo, GrReading *reading, GrError *error)
{
	text	   *raw = (text *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));

	return gov_read_text(VARDATA_ANY(raw), VARSIZE_ANY_EXHDR(raw), reading, error);
}

/* The same of bytes. */
static bool
read_bytes_copy(FunctionCallInfo fcinfo, GrReading *reading, GrError *error)
{
	return gov_read_bytes(PG_GETARG_BYTEA_P_COPY(0),
						  PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1), reading, error);
}

/* Starts the series, with what "read" reads of the arguments. */
static void
trace_begin(FunctionCallInfo fcinfo, bool (*read) (FunctionCallInfo, GrReading *, GrError *))
{
	MemoryContext caller = CurrentMemoryContext;
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	Trace	   *trace = palloc(sizeof(Trace));
	GrError		error;

	if (!read(fcinfo, &trace->reading, &error))
		gov_report_error(&error, NULL);
	gr_locate(&trace->reading);
	trace->next = 0;
	rows->user_fctx = trace;
	MemoryContextSwitchTo(caller);
}

/* The row of a figure. */
static void
trace_row(const GrReading *reading, int figure, Datum *values, bool *nulls)
{
	const GrSource *source = &reading->source[figure];
	GrState		state = reading->report.state[figure];

	values[0] = gov_string_datum(gr_figures[figure].key);
	if (state == GR_NUMBER)
		values[1] = NumericGetDatum(gov_figure_numeric(figure, reading->report.value[figure]));
	else
		nulls[1] = true;
	values[2] = gov_string_datum(gr_state_name(state));
	values[3] = Int32GetDatum(source->line);
	nulls[3] = source->line <= 0;
	values[4] = Int32GetDatum(source->column);
	nulls[4] = source->line <= 0 || source->column <= 0;
	if (source->raw.len > 0)
		values[5] = gov_text_datum(source->raw);
	else
		nulls[5] = true;
}

/* The next row of the series. */
static Datum
trace_next(FunctionCallInfo fcinfo)
{
	FuncCallContext *rows = SRF_PERCALL_SETUP();
	Trace	   *trace = rows->user_fctx;
	int			figure = gov_figure_next(&trace->reading.report, &trace->next);
	Datum		values[TRACE_COLUMNS] = {0};
	bool		nulls[TRACE_COLUMNS] = {false};

	if (figure == GR_NONE)
		SRF_RETURN_DONE(rows);
	trace_row(&trace->reading, figure, values, nulls);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}

/* The same figures as cells() of the value gives, in the same order. */
Datum
gov_disclosure_trace(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
		trace_begin(fcinfo, read_copy);
	return trace_next(fcinfo);
}

/* The same of bytes; no rows for no content. */
Datum
gov_disclosure_trace_bytes(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		if (PG_ARGISNULL(0))
		{
			FuncCallContext *rows = SRF_FIRSTCALL_INIT();

			SRF_RETURN_DONE(rows);
		}
		trace_begin(fcinfo, read_bytes_copy);
	}
	return trace_next(fcinfo);
}
