/*
 * rows.c
 *		What the set-returning functions share.  They give a row per call, so
 *		that a LIMIT above them stops the work.
 */
#include "govreport_pg.h"

/*
 * Starts a series of rows.  The current memory context is then the one that
 * lasts for the series; SRF_PERCALL_SETUP's callers need not switch.
 */
FuncCallContext *
gov_rows_begin(FunctionCallInfo fcinfo)
{
	FuncCallContext *rows = SRF_FIRSTCALL_INIT();
	TupleDesc	row_type;

	MemoryContextSwitchTo(rows->multi_call_memory_ctx);
	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function returning record called in context that cannot accept type record")));
	rows->tuple_desc = BlessTupleDesc(row_type);
	return rows;
}

/* Makes one row. */
Datum
gov_row(FuncCallContext *rows, Datum *values, bool *nulls)
{
	return HeapTupleGetDatum(heap_form_tuple(rows->tuple_desc, values, nulls));
}

/*
 * Starts a series over one report.  The value is copied, because the report
 * points into it and must last from call to call.
 */
void
gov_walk_begin(FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	GrArena		arena = gov_arena();
	GovWalk    *walk = palloc(sizeof(GovWalk));
	GovReport  *value = (GovReport *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));

	gov_decode(value, &arena, &walk->report);
	walk->next = 0;
	rows->user_fctx = walk;
	MemoryContextSwitchTo(caller);
}
