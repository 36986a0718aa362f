/*
 * catalog.c
 *		The form and the rules as rows: gov_form(), one for each figure of both
 *		editions, and gov_rules(), one for each rule.
 */
#include "govreport_pg.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(gov_form);
PG_FUNCTION_INFO_V1(gov_rules);

/* Columns of the rows. */
#define FORM_COLUMNS 10
#define RULES_COLUMNS 7

/* Years of the editions, for the array of them. */
static const int edition_years[] = {2019, 2021};

/* How SQL calls the units. */
static const char *
unit_name(GrUnit unit)
{
	switch (unit)
	{
		case GR_UNIT_COUNT:
			return "count";
		case GR_UNIT_CHANGE:
			return "items, signed";
		case GR_UNIT_AMOUNT:
			return "万元, exact to 0.000001";
		case GR_UNIT_AMOUNT_ANY:
			return "万元, exact to 0.000001; the text may state 元";
	}
	return "";
}

/* The editions of a mask as an array of years. */
static Datum
editions_datum(int editions)
{
	Datum		years[lengthof(edition_years)];
	int			count = 0;

	for (size_t i = 0; i < lengthof(edition_years); i++)
		if ((editions & gr_edition_mask(edition_years[i])) != 0)
			years[count++] = Int32GetDatum(edition_years[i]);
	return PointerGetDatum(construct_array(years, count, INT4OID, sizeof(int32), true,
										   TYPALIGN_INT));
}

/* The place on the printed form of each figure, from 0. */
static int *
form_positions(void)
{
	int		   *position_of = palloc(GR_FIGURES * sizeof(int));

	for (int position = 0; position < GR_FIGURES; position++)
		position_of[gov_figure_at_position(position)] = position;
	return position_of;
}

/* The row of a figure, in the words of the latest edition that prints it. */
static void
form_row(int figure, int position, Datum *values)
{
	const GrFormFigure *f = &gr_figures[figure];
	const GrFormGroup *group = &gr_groups[gr_rows[f->row].group];
	int			section = (int) f->table + 2;
	int			edition = gov_figure_edition(figure, GR_2021);

	values[0] = Int32GetDatum(figure + 1);
	values[1] = gov_string_datum(f->key);
	values[2] = editions_datum(f->editions);
	values[3] = Int32GetDatum(section);
	values[4] = gov_string_datum(gr_section_numerals[section]);
	values[5] = gov_string_datum(psprintf("%s%s", group->enumerator, group->label));
	values[6] = gov_string_datum(gov_row_label(figure, edition));
	values[7] = gov_string_datum(gr_column_label(f->column, edition));
	values[8] = gov_string_datum(unit_name(gr_figure_unit(figure)));
	values[9] = Int32GetDatum(position + 1);
}

/* gov_form(): the figures in the order of their numbers. */
Datum
gov_form(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	int			figure;
	Datum		values[FORM_COLUMNS] = {0};
	bool		nulls[FORM_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller = CurrentMemoryContext;

		rows = gov_rows_begin(fcinfo);
		rows->user_fctx = form_positions();
		MemoryContextSwitchTo(caller);
	}
	rows = SRF_PERCALL_SETUP();
	figure = (int) rows->call_cntr;
	if (figure >= GR_FIGURES)
		SRF_RETURN_DONE(rows);
	form_row(figure, ((int *) rows->user_fctx)[figure], values);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}

/* How SQL calls where a rule comes from. */
static const char *
origin_name(GrRuleOrigin origin)
{
	switch (origin)
	{
		case GR_RULE_PRINTED:
			return "printed";
		case GR_RULE_DERIVED:
			return "derived";
	}
	return "";
}

/* gov_rules(): the rules, in the order in which reports are checked. */
Datum
gov_rules(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	const GrRule *rule;
	Datum		values[RULES_COLUMNS];
	bool		nulls[RULES_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller = CurrentMemoryContext;

		gov_rows_begin(fcinfo);
		MemoryContextSwitchTo(caller);
	}
	rows = SRF_PERCALL_SETUP();
	if (rows->call_cntr >= GR_RULES)
		SRF_RETURN_DONE(rows);
	rule = &gr_rules[rows->call_cntr];
	values[0] = gov_string_datum(rule->name);
	values[1] = gov_string_datum(gr_severity_name(rule->severity));
	values[2] = editions_datum(rule->editions);
	values[3] = gov_string_datum(origin_name(rule->origin));
	values[4] = gov_string_datum(rule->statement);
	values[5] = gov_string_datum(rule->statement_zh);
	values[6] = gov_string_datum(rule->basis);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
