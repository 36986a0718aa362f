/*
 * checks.c
 *		Checks of a report as rows: violations(r) and checks(r).
 */
#include "govreport_pg.h"

#include <inttypes.h>

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(gov_violations);
PG_FUNCTION_INFO_V1(gov_checks);

/* ---------- arguments ---------- */

/* Throws the error of an argument that is none of some names. */
static _Noreturn void
unknown_name(const char *what, const text *name, const char *hint)
{
	int			len = (int) VARSIZE_ANY_EXHDR(name);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s \"%.*s\"", what, pg_mbcliplen(VARDATA_ANY(name), len, NAMEDATALEN),
					VARDATA_ANY(name)),
			 errhint("%s", hint)));
}

/* Some names in a row. */
static char *
list_names(const char *(*name) (int), int count)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < count; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", name(i));
	return list.data;
}

/* The name of a severity, and of a policy, by its number. */
static const char *
severity_name(int severity)
{
	return gr_severity_name((GrSeverity) severity);
}

static const char *
missing_name(int missing)
{
	return gr_missing_name((GrMissing) missing);
}

/* What a call asks for, by its arguments two and three. */
void
gov_check_options(FunctionCallInfo fcinfo, bool failures_only, GrCheckOptions *options)
{
	text	   *severity = PG_GETARG_TEXT_PP(1);
	text	   *missing = PG_GETARG_TEXT_PP(2);
	int			found;

	found = gr_severity_find(VARDATA_ANY(severity), VARSIZE_ANY_EXHDR(severity));
	if (found == GR_NONE)
		unknown_name(_("severity"), severity,
					 psprintf(_("A severity is one of %s."),
							  list_names(severity_name, GR_SEVERITIES)));
	options->severity = (GrSeverity) found;
	found = gr_missing_find(VARDATA_ANY(missing), VARSIZE_ANY_EXHDR(missing));
	if (found == GR_NONE)
		unknown_name(_("policy for missing figures"), missing,
					 psprintf(_("A policy is one of %s."),
							  list_names(missing_name, GR_MISSING_POLICIES)));
	options->missing = (GrMissing) found;
	options->failures_only = failures_only;
}

/* ---------- values ---------- */

/* A sum as numeric. */
Datum
gov_wide_numeric(GrWide value, bool amount)
{
	char		number[64];

	if (!amount && value >= PG_INT64_MIN && value <= PG_INT64_MAX)
		return NumericGetDatum(int64_to_numeric((int64) value));
	gr_wide_print(value, amount, number, sizeof(number));
	return DirectFunctionCall3(numeric_in, CStringGetDatum(number),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/* Some figures as an array of their keys. */
static Datum
keys_datum(const int16_t *keys, int count)
{
	Datum	   *texts = palloc((Size) count * sizeof(Datum));

	for (int i = 0; i < count; i++)
		texts[i] = gov_string_datum(gr_figures[keys[i]].key);
	return PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
}

/* What a writer of a check's words writes, in the server's encoding. */
static char *
check_words(const GrCheck *check, void (*write) (const GrCheck *, GrBuffer *))
{
	GrArena		arena = gov_arena();
	GrBuffer	buffer;

	gr_buffer_init(&buffer, &arena, 0);
	write(check, &buffer);
	gr_buffer_add(&buffer, "", 1);
	return gov_message_to_server(gov_buffer_text(&buffer).data);
}

/* Where a check is. */
char *
gov_check_location(const GrCheck *check)
{
	return check_words(check, gr_check_location);
}

/* What a check says. */
char *
gov_check_message(const GrCheck *check)
{
	return check_words(check, gr_check_message);
}

/* The row of a check; the values lie in the current memory context. */
static void
check_row(const GrReport *report, const GrCheck *check, Datum *values, bool *nulls)
{
	memset(nulls, 0, GOV_CHECK_COLUMNS * sizeof(bool));
	values[0] = gov_string_datum(gr_rules[check->rule].name);
	values[1] = gov_string_datum(gr_severity_name(gr_rules[check->rule].severity));
	values[2] = gov_string_datum(gr_status_name(check->status));
	values[3] = CStringGetTextDatum(gov_check_location(check));
	nulls[4] = !check->has_expected;
	nulls[5] = !check->has_actual;
	nulls[6] = nulls[4] || nulls[5];
	if (!nulls[4])
		values[4] = gov_wide_numeric(check->expected, check->amount);
	if (!nulls[5])
		values[5] = gov_wide_numeric(check->actual, check->amount);
	if (!nulls[6])
		values[6] = gov_wide_numeric(check->actual - check->expected, check->amount);
	values[7] = keys_datum(check->keys, check->nkeys);
	values[8] = keys_datum(check->missing, check->nmissing);
	values[9] = CStringGetTextDatum(gov_check_message(check));
	values[10] = CStringGetTextDatum(psprintf("%016" PRIx64,
											  gr_check_fingerprint(report, check)));
}

/* ---------- rows ---------- */

/* Starts a series of checks; the memory context is then the series'. */
GovCheckRows *
gov_check_rows_begin(FunctionCallInfo fcinfo)
{
	FuncCallContext *rows = gov_rows_begin(fcinfo);
	GovCheckRows *checks = palloc0(sizeof(GovCheckRows));

	checks->type = rows->tuple_desc;
	checks->scratch = AllocSetContextCreate(CurrentMemoryContext, "govreport check",
											ALLOCSET_SMALL_SIZES);
	rows->user_fctx = checks;
	return checks;
}

/* Adds a check's row to the series. */
bool
gov_check_rows_add(void *context, const GrCheck *check)
{
	GovCheckRows *rows = context;
	Datum		values[GOV_CHECK_COLUMNS];
	bool		nulls[GOV_CHECK_COLUMNS];
	MemoryContext series = MemoryContextSwitchTo(rows->scratch);

	CHECK_FOR_INTERRUPTS();
	check_row(rows->report, check, values, nulls);
	MemoryContextSwitchTo(series);
	rows->tuples = lappend(rows->tuples, heap_form_tuple(rows->type, values, nulls));
	MemoryContextReset(rows->scratch);
	return true;
}

/* The next row of the series, if there is one. */
Datum
gov_check_rows_next(FunctionCallInfo fcinfo)
{
	FuncCallContext *rows = SRF_PERCALL_SETUP();
	GovCheckRows *checks = rows->user_fctx;
	HeapTuple	tuple;

	if (rows->call_cntr >= (uint64) list_length(checks->tuples))
		SRF_RETURN_DONE(rows);
	tuple = list_nth(checks->tuples, (int) rows->call_cntr);
	SRF_RETURN_NEXT(rows, HeapTupleGetDatum(tuple));
}

/* Has the report a figure that only its notes can tell the text of? */
static bool
has_unreadable(const GrReport *report)
{
	return memchr(report->state, GR_UNREADABLE, GR_FIGURES) != NULL;
}

/*
 * Reads as much of a report as its checks need: errors are about figures, which
 * stand at a value's head, unless there is unreadable text to quote.
 */
void
gov_decode_for_checks(Datum datum, GrSeverity severity, GrReport *report)
{
	GrArena		arena = gov_arena();

	gov_decode_figures(datum, report);
	if (severity < GR_SEVERITY_ERROR || has_unreadable(report))
		gov_decode(DatumGetGovReportPP(datum), &arena, report);
}

/* Checks a report and collects the rows. */
static void
collect_checks(FunctionCallInfo fcinfo, bool failures_only)
{
	MemoryContext caller = CurrentMemoryContext;
	GovCheckRows *rows = gov_check_rows_begin(fcinfo);
	GrReport	report;
	GrArena		arena = gov_arena();
	GrCheckOptions options;

	gov_check_options(fcinfo, failures_only, &options);
	gov_decode_for_checks(PG_GETARG_DATUM(0), options.severity, &report);
	rows->report = &report;
	gr_check(&report, &options, &arena, gov_check_rows_add, rows);
	MemoryContextSwitchTo(caller);
}

/* Are only errors asked for, of a report that surely has none? */
static bool
has_surely_no_rows(FunctionCallInfo fcinfo)
{
	GrCheckOptions options;

	gov_check_options(fcinfo, true, &options);
	return options.severity == GR_SEVERITY_ERROR && gov_surely_sound(PG_GETARG_DATUM(0)) &&
		fcinfo->resultinfo != NULL && IsA(fcinfo->resultinfo, ReturnSetInfo);
}

/* violations(r, severity, missing): what does not hold.  Where nothing does, as
 * in most reports, not even a series of no rows is begun. */
Datum
gov_violations(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		if (has_surely_no_rows(fcinfo))
		{
			((ReturnSetInfo *) fcinfo->resultinfo)->isDone = ExprEndResult;
			PG_RETURN_NULL();
		}
		collect_checks(fcinfo, true);
	}
	return gov_check_rows_next(fcinfo);
}

/* checks(r, severity, missing): every check, with what came of it. */
Datum
gov_checks(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
		collect_checks(fcinfo, false);
	return gov_check_rows_next(fcinfo);
}
