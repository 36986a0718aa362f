/*
 * accessors.c
 *		One-value functions on a report.  With one argument they also read as
 *		attributes: (report).year.
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_year);
PG_FUNCTION_INFO_V1(gov_edition);
PG_FUNCTION_INFO_V1(gov_title);
PG_FUNCTION_INFO_V1(gov_authority);
PG_FUNCTION_INFO_V1(gov_preamble);
PG_FUNCTION_INFO_V1(gov_section);
PG_FUNCTION_INFO_V1(gov_figures_only);
PG_FUNCTION_INFO_V1(gov_figure);
PG_FUNCTION_INFO_V1(gov_state);

/* Returns a text, or NULL when there is none. */
#define RETURN_TEXT_OR_NULL(string) \
	do { \
		GrText		string_ = (string); \
		if (string_.len == 0) \
			PG_RETURN_NULL(); \
		PG_RETURN_DATUM(gov_text_datum(string_)); \
	} while (0)

/* year(r): the reporting year, or NULL when unknown. */
Datum
gov_year(PG_FUNCTION_ARGS)
{
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	if (report.year == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(report.year);
}

/* edition(r): the year of the form's edition, 2019 or 2021. */
Datum
gov_edition(PG_FUNCTION_ARGS)
{
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	PG_RETURN_INT32(report.edition);
}

/* title(r). */
Datum
gov_title(PG_FUNCTION_ARGS)
{
	GrIdentity	identity;

	gov_decode_identity(PG_GETARG_DATUM(0), &identity);
	RETURN_TEXT_OR_NULL(identity.title);
}

/* authority(r): the body that reports. */
Datum
gov_authority(PG_FUNCTION_ARGS)
{
	GrIdentity	identity;

	gov_decode_identity(PG_GETARG_DATUM(0), &identity);
	RETURN_TEXT_OR_NULL(identity.authority);
}

/* preamble(r): the prose before section one. */
Datum
gov_preamble(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	GrArena		arena = gov_arena();
	GrReport	report;

	gov_decode(value, &arena, &report);
	RETURN_TEXT_OR_NULL(report.preamble);
}

/* section(r, number): the prose of a section. */
Datum
gov_section(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	GrArena		arena = gov_arena();
	const GrSection *section;
	GrReport	report;

	gov_decode(value, &arena, &report);
	section = gr_report_section(&report, PG_GETARG_INT32(1));
	if (section == NULL)
		PG_RETURN_NULL();
	RETURN_TEXT_OR_NULL(section->prose);
}

/* figures_only(r): a copy with edition, year and figures, and no text. */
Datum
gov_figures_only(PG_FUNCTION_ARGS)
{
	GrReport	report;

	gov_decode_figures(PG_GETARG_DATUM(0), &report);
	PG_RETURN_GOV_REPORT_P(gov_encode(&report, NULL));
}

/* figure(r, key) and r -> key: the number, or NULL when there is none. */
Datum
gov_figure(PG_FUNCTION_ARGS)
{
	int			figure = gov_figure_argument(fcinfo, 1);
	GrState		state;
	int64_t		value;

	gov_decode_figure(PG_GETARG_DATUM(0), figure, &state, &value);
	if (state != GR_NUMBER)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(gov_figure_numeric(figure, value));
}

/* state(r, key): how the figure stands in the report. */
Datum
gov_state(PG_FUNCTION_ARGS)
{
	int			figure = gov_figure_argument(fcinfo, 1);
	GrState		state;
	int64_t		value;

	gov_decode_figure(PG_GETARG_DATUM(0), figure, &state, &value);
	PG_RETURN_DATUM(gov_string_datum(gr_state_name(state)));
}
