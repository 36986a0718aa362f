/*
 * corrections.c
 *		Corrected copies of a report: with_figure(), with_year() and
 *		with_authority(); and corrections(r), the list of those made.
 *
 * The functions that correct are not strict, because null stands for a blank
 * figure or for what is not known.
 */
#include "govreport_pg.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "core/corrections.h"

PG_FUNCTION_INFO_V1(gov_with_figure);
PG_FUNCTION_INFO_V1(gov_with_year);
PG_FUNCTION_INFO_V1(gov_with_authority);
PG_FUNCTION_INFO_V1(gov_corrections);

/* Columns of corrections(). */
#define CORRECTIONS_COLUMNS 3

/* A number in an error's words is cut to so many digits. */
#define NUMBER_QUOTED_MAX 64

/* ---------- what cannot be ---------- */

/* Throws the error of a value that a figure cannot have. */
static _Noreturn void
wrong_value(int figure, GrValueFault fault, const char *value)
{
	const char *key = gr_figures[figure].key;
	bool		amount = gr_figure_is_amount(figure);
	char		most[32];

	switch (fault)
	{
		case GR_VALUE_NEGATIVE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("figure \"%s\" cannot be below zero", key),
					 errdetail("The value is %.*s.", NUMBER_QUOTED_MAX, value)));
			break;
		case GR_VALUE_DECIMALS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("figure \"%s\" cannot be %.*s", key, NUMBER_QUOTED_MAX, value),
					 amount ? errdetail("An amount has at most %d decimals.", GR_AMOUNT_DIGITS) :
					 errdetail("It is a whole number.")));
			break;
		case GR_VALUE_RANGE:
			gr_number_print(figure, INT64_MAX, most, sizeof(most));
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value out of range for figure \"%s\"", key),
					 errdetail("The largest that can be stored is %s.", most)));
			break;
		case GR_VALUE_NOT_FINITE:
		case GR_VALUE_SOUND:
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("figure \"%s\" cannot be %s", key, value),
			 errhint("A null value leaves the figure blank.")));
}

/* Throws the error of a name that no authority can have. */
static _Noreturn void
wrong_authority(GrNameFault fault, GrText name)
{
	switch (fault)
	{
		case GR_NAME_CONTROL:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("authority must be one line without control characters")));
			break;
		case GR_NAME_LONG:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("authority is too long"),
					 errdetail("It has %zu bytes of UTF-8; at most %d are possible.",
							   name.len, GR_AUTHORITY_MAX)));
			break;
		case GR_NAME_EMPTY:
		case GR_NAME_SOUND:
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("authority must not be empty"),
			 errhint("Null stands for an authority that is not known.")));
}

/* ---------- correcting ---------- */

/*
 * Gives the report that was to be corrected: a new value, or when nothing had to
 * be changed the one that came in.
 */
static Datum
corrected_datum(FunctionCallInfo fcinfo, const GrReport *report, GrCorrected result)
{
	switch (result)
	{
		case GR_CORRECTED:
			PG_RETURN_GOV_REPORT_P(gov_encode(report, NULL));
		case GR_UNCHANGED:
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));
		case GR_CORRECTIONS_FULL:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("report has too many corrections"),
					 errdetail("A report keeps at most %d notes, and a correction is never dropped.",
							   GR_NOTES_MAX)));
		case GR_CORRECTIONS_NO_MEMORY:
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_OUT_OF_MEMORY),
			 errmsg("out of memory")));
}

/* The figure's new number; the state it is in then. */
static GrState
read_value(FunctionCallInfo fcinfo, int argument, int figure, int64_t *value)
{
	Datum		trimmed;
	char	   *string;
	GrValueFault fault;

	*value = 0;
	if (PG_ARGISNULL(argument))
		return GR_BLANK;
	trimmed = DirectFunctionCall1(numeric_trim_scale, PG_GETARG_DATUM(argument));
	string = DatumGetCString(DirectFunctionCall1(numeric_out, trimmed));
	fault = gr_corrected_value(figure, string, strlen(string), value);
	if (fault != GR_VALUE_SOUND)
		wrong_value(figure, fault, string);
	return GR_NUMBER;
}

/* with_figure(r, key, value): a copy with the figure set, or blank. */
Datum
gov_with_figure(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	report;
	int			figure;
	GrState		state;
	int64_t		value;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("key of the figure to correct must not be null")));
	figure = gov_figure_argument(fcinfo, 1);
	state = read_value(fcinfo, 2, figure, &value);
	gov_decode(PG_GETARG_GOV_REPORT_PP(0), &arena, &report);
	return corrected_datum(fcinfo, &report,
						   gr_correct_figure(&report, figure, state, value, &arena));
}

/* with_year(r, year): a copy of that year, or of an unknown one. */
Datum
gov_with_year(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	report;
	int			year = PG_ARGISNULL(1) ? 0 : PG_GETARG_INT32(1);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1) && (year < 1 || year > GR_YEAR_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year %d is out of range", year),
				 errdetail("A report's year is from 1 to %d.", GR_YEAR_MAX),
				 errhint("Null stands for a year that is not known.")));
	gov_decode(PG_GETARG_GOV_REPORT_PP(0), &arena, &report);
	return corrected_datum(fcinfo, &report, gr_correct_year(&report, year, &arena));
}

/* The new authority in UTF-8, without blanks around it. */
static GrText
read_authority(text *authority)
{
	GrText		name;
	GrError		error;
	GrNameFault fault;

	if (!gov_text_from_server(VARDATA_ANY(authority), VARSIZE_ANY_EXHDR(authority),
							  &name, &error))
		gov_report_error(&error, NULL);
	fault = gr_corrected_authority(&name);
	if (fault != GR_NAME_SOUND)
		wrong_authority(fault, name);
	return name;
}

/* with_authority(r, authority): a copy of that body, or of an unknown one. */
Datum
gov_with_authority(PG_FUNCTION_ARGS)
{
	GrArena		arena = gov_arena();
	GrReport	report;
	GrText		authority = {NULL, 0};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
		authority = read_authority(PG_GETARG_TEXT_PP(1));
	gov_decode(PG_GETARG_GOV_REPORT_PP(0), &arena, &report);
	return corrected_datum(fcinfo, &report,
						   gr_correct_authority(&report, authority, &arena));
}

/* ---------- the list ---------- */

/* What SQL calls the thing that was corrected; NULL when nobody knows. */
static const char *
item_name(const GrCorrection *correction)
{
	switch (correction->item)
	{
		case GR_ITEM_FIGURE:
			return gr_figures[correction->figure].key;
		case GR_ITEM_YEAR:
			return "year";
		case GR_ITEM_AUTHORITY:
			return "authority";
		case GR_ITEM_NONE:
			break;
	}
	return NULL;
}

/* A column of text, null when there is none. */
static void
set_text(GrText text, Datum *value, bool *null)
{
	*null = text.len == 0;
	if (!*null)
		*value = gov_text_datum(text);
}

/* corrections(r): what was corrected, in the order it was. */
Datum
gov_corrections(PG_FUNCTION_ARGS)
{
	GrArena		arena;
	FuncCallContext *rows;
	GovWalk    *walk;
	GrCorrection correction;
	const char *name;
	Datum		values[CORRECTIONS_COLUMNS] = {0};
	bool		nulls[CORRECTIONS_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		gov_walk_begin(fcinfo);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	arena = gov_arena();
	CHECK_FOR_INTERRUPTS();
	if (!gr_correction_next(&walk->report, &walk->next, &arena, &correction))
		SRF_RETURN_DONE(rows);
	name = item_name(&correction);
	nulls[0] = name == NULL;
	if (name != NULL)
		values[0] = gov_string_datum(name);
	set_text(correction.before, &values[1], &nulls[1]);
	set_text(correction.after, &values[2], &nulls[2]);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
