/*
 * indicators.c
 *		A report as one row: indicators(r), the usual ratios, and gov_figures(r),
 *		a column for each figure; and how the ratios are defined.
 */
#include "govreport_pg.h"

#include "core/indicators.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(gov_indicators);
PG_FUNCTION_INFO_V1(gov_indicator_formulas);
PG_FUNCTION_INFO_V1(gov_figures);
PG_FUNCTION_INFO_V1(gov_figures_columns);

/* Columns of gov_indicator_formulas(). */
#define FORMULAS_COLUMNS 3

/*
 * The row type of the call, remembered from call to call.  The type must have a
 * column for everything that there is: another one comes of another version.
 */
static TupleDesc
row_type(FunctionCallInfo fcinfo, int columns)
{
	TupleDesc	type = (TupleDesc) fcinfo->flinfo->fn_extra;
	MemoryContext caller;

	if (type != NULL)
		return type;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (get_call_result_type(fcinfo, NULL, &type) != TYPEFUNC_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function returning record called in context that cannot accept type record")));
	if (type->natts != columns)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the extension's SQL objects are of another version than its library"),
				 errhint("ALTER EXTENSION govreport UPDATE brings them up to date.")));
	type = BlessTupleDesc(type);
	MemoryContextSwitchTo(caller);
	fcinfo->flinfo->fn_extra = type;
	return type;
}

/* indicators(r): each ratio, or null. */
Datum
gov_indicators(PG_FUNCTION_ARGS)
{
	TupleDesc	type = row_type(fcinfo, GR_INDICATORS);
	Datum		values[GR_INDICATORS];
	bool		nulls[GR_INDICATORS];
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	for (int i = 0; i < GR_INDICATORS; i++)
	{
		GrWide		numerator;
		GrWide		denominator;

		values[i] = (Datum) 0;
		nulls[i] = !gr_indicator_sides(&report, i, &numerator, &denominator);
		if (!nulls[i])
			values[i] = DirectFunctionCall2(numeric_div, gov_wide_numeric(numerator, false),
											gov_wide_numeric(denominator, false));
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(type, values, nulls)));
}

/* gov_indicator_formulas(): how each is reckoned. */
Datum
gov_indicator_formulas(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	const GrIndicator *indicator;
	GrArena		arena;
	GrBuffer	formula;
	Datum		values[FORMULAS_COLUMNS];
	bool		nulls[FORMULAS_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller = CurrentMemoryContext;

		gov_rows_begin(fcinfo);
		MemoryContextSwitchTo(caller);
	}
	rows = SRF_PERCALL_SETUP();
	if (rows->call_cntr >= GR_INDICATORS)
		SRF_RETURN_DONE(rows);
	indicator = &gr_indicators[rows->call_cntr];
	arena = gov_arena();
	gr_buffer_init(&formula, &arena, 0);
	gr_indicator_formula((int) rows->call_cntr, &formula);
	values[0] = gov_string_datum(indicator->name);
	values[1] = gov_text_datum(gov_buffer_text(&formula));
	values[2] = gov_string_datum(indicator->meaning);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}

/* gov_figures(r): all figures, null where there is no number. */
Datum
gov_figures(PG_FUNCTION_ARGS)
{
	TupleDesc	type = row_type(fcinfo, GR_FIGURES);
	Datum		values[GR_FIGURES];
	bool		nulls[GR_FIGURES];
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		values[i] = (Datum) 0;
		nulls[i] = report.state[i] != GR_NUMBER;
		if (nulls[i])
			continue;
		values[i] = gr_figure_is_amount(i) ?
			NumericGetDatum(gov_figure_numeric(i, report.value[i])) :
			Int64GetDatum(report.value[i]);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(type, values, nulls)));
}

/* gov_figures_columns(): the columns of gov_figures, by their keys with
 * underscores for dots, and their types. */
Datum
gov_figures_columns(PG_FUNCTION_ARGS)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		appendStringInfoString(&list, i > 0 ? ", " : "");
		for (const char *p = gr_figures[i].key; *p != '\0'; p++)
			appendStringInfoChar(&list, *p == '.' ? '_' : *p);
		appendStringInfoString(&list, gr_figure_is_amount(i) ? " numeric" : " bigint");
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(list.data, list.len));
}
