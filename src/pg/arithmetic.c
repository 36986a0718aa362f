/*
 * arithmetic.c
 *		r + r and r - r, and what tells of them: reports(r), coverage(r, key).
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_plus);
PG_FUNCTION_INFO_V1(gov_minus);
PG_FUNCTION_INFO_V1(gov_reports);
PG_FUNCTION_INFO_V1(gov_coverage);

/* r + r: the consolidated report of both. */
Datum
gov_plus(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	a;
	GrReport	b;
	GrReport	sum;
	GrError		error;

	gov_decode_figures(PG_GETARG_DATUM(0), &a);
	gov_decode_figures(PG_GETARG_DATUM(1), &b);
	if (!gr_add(&a, &b, &arena, &sum, &error))
		gov_report_error(&error, NULL);
	PG_RETURN_GOV_REPORT_P(gov_encode(&sum, NULL));
}

/* r - r: what is left of a sum, or the change between two reports. */
Datum
gov_minus(PG_FUNCTION_ARGS)
{
	GrReport	a;
	GrReport	b;
	GrReport	difference;
	GrError		error;

	gov_decode_figures(PG_GETARG_DATUM(0), &a);
	gov_decode_figures(PG_GETARG_DATUM(1), &b);
	if (!gr_subtract(&a, &b, &difference, &error))
		gov_report_error(&error, NULL);
	PG_RETURN_GOV_REPORT_P(gov_encode(&difference, NULL));
}

/* reports(r): how many reports were added up in it. */
Datum
gov_reports(PG_FUNCTION_ARGS)
{
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	PG_RETURN_INT64(gr_report_reports(&report));
}

/* coverage(r, key): how many of them gave a number for a figure. */
Datum
gov_coverage(PG_FUNCTION_ARGS)
{
	int			figure = gov_figure_argument(fcinfo, 1);
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	PG_RETURN_INT64(gr_report_coverage(&report, figure));
}
