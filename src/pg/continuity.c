/*
 * continuity.c
 *		continuity(previous, current): two years of one body, checked as rows.
 */
#include "govreport_pg.h"

#include "core/continuity.h"

PG_FUNCTION_INFO_V1(gov_continuity);

/* Checks the reports and collects the rows. */
static void
collect_checks(FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	GovCheckRows *rows = gov_check_rows_begin(fcinfo);
	GrArena		arena = gov_arena();
	GrIdentity	previous_identity;
	GrIdentity	current_identity;
	GrReport	previous;
	GrReport	current;
	GrReport	figures;

	/* what is checked stands at the values' heads: prose need not be fetched */
	gov_decode_figures(PG_GETARG_DATUM(0), &previous);
	gov_decode_figures(PG_GETARG_DATUM(1), &current);
	gov_decode_identity(PG_GETARG_DATUM(0), &previous_identity);
	gov_decode_identity(PG_GETARG_DATUM(1), &current_identity);
	previous.authority = previous_identity.authority;
	current.authority = current_identity.authority;
	gr_continuity_figures(&previous, &current, &figures);
	rows->report = &figures;
	gr_continuity(&previous, &current, &arena, gov_check_rows_add, rows);
	MemoryContextSwitchTo(caller);
}

/* continuity(previous, current): what the years do not hand on as they should. */
Datum
gov_continuity(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
		collect_checks(fcinfo);
	return gov_check_rows_next(fcinfo);
}
