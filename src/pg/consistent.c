/*
 * consistent.c
 *		Whether a report is consistent: is_consistent(r) for CHECK constraints,
 *		and require_consistent(r), which says why one is not.
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_is_consistent);
PG_FUNCTION_INFO_V1(gov_require_consistent);

/* An error's DETAIL lists this many violations. */
#define LISTED_MAX 5

/* The first violations, in words. */
typedef struct Listing
{
	StringInfoData words;
	int			count;
} Listing;

/*
 * What a call asks for.  A constraint and most queries ask for the same of every
 * row; then it is kept with the call.
 */
static void
kept_options(FunctionCallInfo fcinfo, GrCheckOptions *options)
{
	FmgrInfo   *call = fcinfo->flinfo;
	GrCheckOptions *kept = call->fn_extra;

	if (kept != NULL)
	{
		*options = *kept;
		return;
	}
	gov_check_options(fcinfo, true, options);
	if (get_fn_expr_arg_stable(call, 1) && get_fn_expr_arg_stable(call, 2))
	{
		kept = MemoryContextAlloc(call->fn_mcxt, sizeof(GrCheckOptions));
		*kept = *options;
		call->fn_extra = kept;
	}
}

/* Takes the first check that fails: one is enough. */
static bool
stop(void *context, const GrCheck *check)
{
	(void) context;
	(void) check;
	return false;
}

/* is_consistent(r, severity, missing): does every rule hold? */
Datum
gov_is_consistent(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	report;
	GrCheckOptions options;

	kept_options(fcinfo, &options);
	if (options.severity == GR_SEVERITY_ERROR && gov_surely_sound(PG_GETARG_DATUM(0)))
		PG_RETURN_BOOL(true);
	if (options.severity == GR_SEVERITY_ERROR)
		gov_decode_figures(PG_GETARG_DATUM(0), &report);
	else
		gov_decode(PG_GETARG_GOV_REPORT_PP(0), &arena, &report);
	PG_RETURN_BOOL(gr_check(&report, &options, &arena, stop, NULL));
}

/* Takes a check that fails: the first are listed, all are counted. */
static bool
list_check(void *context, const GrCheck *check)
{
	Listing    *listing = context;

	if (listing->count++ < LISTED_MAX)
		appendStringInfo(&listing->words, "%s%s: %s", listing->count > 1 ? "\n" : "",
						 gr_rules[check->rule].name, gov_check_message(check));
	return true;
}

/*
 * require_consistent(r, severity, missing): true, or an error.  As a CHECK it
 * refuses a row as is_consistent() does, and tells why.
 */
Datum
gov_require_consistent(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	report;
	GrCheckOptions options;
	Listing		listing = {{0}, 0};

	kept_options(fcinfo, &options);
	if (options.severity == GR_SEVERITY_ERROR && gov_surely_sound(PG_GETARG_DATUM(0)))
		PG_RETURN_BOOL(true);
	gov_decode_for_checks(PG_GETARG_DATUM(0), options.severity, &report);
	initStringInfo(&listing.words);
	gr_check(&report, &options, &arena, list_check, &listing);
	if (listing.count == 0)
		PG_RETURN_BOOL(true);
	if (listing.count > LISTED_MAX)
	{
		appendStringInfoChar(&listing.words, '\n');
		appendStringInfo(&listing.words, _("... and %d more"), listing.count - LISTED_MAX);
	}
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_plural("disclosure report has %d violation",
						   "disclosure report has %d violations",
						   (unsigned long) listing.count, listing.count),
			 errdetail_internal("%s", listing.words.data),
			 errhint("violations(report) lists all of them; suspects(report) names the figures that are most likely wrong.")));
}
