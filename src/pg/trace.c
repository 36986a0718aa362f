/*
 * trace.c
 *		gov_disclosure_trace(raw): where in a text each figure was read.
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_disclosure_trace);

/* Columns of the rows. */
#define TRACE_COLUMNS 6

/* A series of rows over one reading. */
typedef struct Trace
{
	GrReading	reading;
	int			next;			/* position on the form */
} Trace;

/*
 * Starts the series.  The text is copied, because the reading points into it and
 * must last from call to call.
 */
static void
trace_begin(FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	GrArena		arena = gov_arena();
	Trace	   *trace = palloc(sizeof(Trace));
	text	   *raw = (text *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	GrText		utf8;
	GrError		error;

	if (!gov_text_from_server(VARDATA_ANY(raw), VARSIZE_ANY_EXHDR(raw), &utf8, &error) ||
		!gr_read(utf8.data, utf8.len, &arena, &trace->reading, &error))
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

/* The same figures as cells() of the value gives, in the same order. */
Datum
gov_disclosure_trace(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	Trace	   *trace;
	int			figure;
	Datum		values[TRACE_COLUMNS] = {0};
	bool		nulls[TRACE_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		trace_begin(fcinfo);
	rows = SRF_PERCALL_SETUP();
	trace = rows->user_fctx;
	figure = gov_figure_next(&trace->reading.report, &trace->next);
	if (figure == GR_NONE)
		SRF_RETURN_DONE(rows);
	trace_row(&trace->reading, figure, values, nulls);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
