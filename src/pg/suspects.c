/*
 * suspects.c
 *		Which figures are wrong: suspects(r).
 */
#include "govreport_pg.h"

#include "core/suspects.h"

PG_FUNCTION_INFO_V1(gov_suspects);

/* Columns of suspects(). */
#define SUSPECTS_COLUMNS 7

/* A series of rows: the figures of the explanations. */
typedef struct Walk
{
	GrSuspects	suspects;
	int			explanation;	/* the next row's */
	int			figure;			/* ... and which of its figures */
} Walk;

/* Finds the suspects; what they are needs the report no more. */
static void
walk_begin(FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	GrArena		arena = gov_arena();
	Walk	   *walk = palloc0(sizeof(Walk));
	GrReport	report;
	GrError		error;

	gov_decode(PG_GETARG_GOV_REPORT_PP(0), &arena, &report);
	if (!gr_suspects(&report, &arena, &walk->suspects, &error))
		gov_report_error(&error, NULL);
	rows->user_fctx = walk;
	MemoryContextSwitchTo(caller);
}

/* suspects(r): the smallest changes of figures after which the sums agree. */
Datum
gov_suspects(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	Walk	   *walk;
	const GrExplanation *explanation;
	const GrSuspect *suspect;
	Datum		values[SUSPECTS_COLUMNS] = {0};
	bool		nulls[SUSPECTS_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		walk_begin(fcinfo);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	if (walk->explanation >= walk->suspects.count)
		SRF_RETURN_DONE(rows);
	explanation = &walk->suspects.explanations[walk->explanation];
	suspect = &explanation->figures[walk->figure];
	values[0] = Int32GetDatum(walk->explanation + 1);
	values[1] = gov_string_datum(gr_figures[suspect->figure].key);
	nulls[2] = !suspect->has_reported;
	if (suspect->has_reported)
		values[2] = NumericGetDatum(gov_figure_numeric(suspect->figure, suspect->reported));
	values[3] = NumericGetDatum(gov_figure_numeric(suspect->figure, suspect->implied));
	values[4] = Int32GetDatum(explanation->changes);
	values[5] = gov_string_datum(gr_suspect_reason(suspect->reason));
	values[6] = BoolGetDatum(explanation->unique);
	if (++walk->figure == explanation->nfigures)
	{
		walk->explanation++;
		walk->figure = 0;
	}
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
