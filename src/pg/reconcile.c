/*
 * reconcile.c
 *		Two reports beside each other, figure by figure: reconcile(published,
 *		consolidated), a published report and the sum of those it was made of, and
 *		diff(a, b), any two.
 */
#include "govreport_pg.h"

#include "core/reconcile.h"

PG_FUNCTION_INFO_V1(gov_reconcile);
PG_FUNCTION_INFO_V1(gov_diff);

/* Columns of reconcile() and diff(). */
#define RECONCILE_COLUMNS 6
#define DIFF_COLUMNS 4

/* A series of rows: the differences. */
typedef struct Walk
{
	int			count;
	GrDifference differences[GR_FIGURES];
} Walk;

/* Compares the reports, of which only the values' heads are fetched. */
static void
walk_begin(FunctionCallInfo fcinfo, bool by_size)
{
	MemoryContext caller = CurrentMemoryContext;
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	Walk	   *walk = palloc(sizeof(Walk));
	GrReport	parent;
	GrReport	children;

	rows->user_fctx = walk;
	MemoryContextSwitchTo(caller);
	gov_decode_figures(PG_GETARG_DATUM(0), &parent);
	gov_decode_figures(PG_GETARG_DATUM(1), &children);
	walk->count = gr_differences(&parent, &children, walk->differences);
	if (by_size)
		gr_differences_by_size(walk->differences, walk->count);
}

/* A column with a figure's number, null when it has none. */
static void
set_number(int figure, GrState state, int64_t number, Datum *value, bool *null)
{
	*null = state != GR_NUMBER;
	if (!*null)
		*value = NumericGetDatum(gov_figure_numeric(figure, number));
}

/* The columns that both functions begin with: key, numbers and difference. */
static void
set_numbers(const GrDifference *row, Datum *values, bool *nulls)
{
	values[0] = gov_string_datum(gr_figures[row->figure].key);
	set_number(row->figure, row->state_a, row->a, &values[1], &nulls[1]);
	set_number(row->figure, row->state_b, row->b, &values[2], &nulls[2]);
	nulls[3] = !row->numbers;
	if (row->numbers)
		values[3] = gov_wide_numeric(row->difference, gr_figure_is_amount(row->figure));
}

/* reconcile(published, consolidated): what differs, the most first. */
Datum
gov_reconcile(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	const Walk *walk;
	const GrDifference *row;
	Datum		values[RECONCILE_COLUMNS] = {0};
	bool		nulls[RECONCILE_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		walk_begin(fcinfo, true);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	if (rows->call_cntr >= (uint64) walk->count)
		SRF_RETURN_DONE(rows);
	row = &walk->differences[rows->call_cntr];
	set_numbers(row, values, nulls);
	values[4] = gov_string_datum(gr_state_name(row->state_a));
	values[5] = gov_string_datum(gr_state_name(row->state_b));
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}

/* diff(a, b): what differs, in the form's order. */
Datum
gov_diff(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	const Walk *walk;
	Datum		values[DIFF_COLUMNS] = {0};
	bool		nulls[DIFF_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		walk_begin(fcinfo, false);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	if (rows->call_cntr >= (uint64) walk->count)
		SRF_RETURN_DONE(rows);
	set_numbers(&walk->differences[rows->call_cntr], values, nulls);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
