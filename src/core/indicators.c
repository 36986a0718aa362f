/*
 * indicators.c
 *		The usual ratios of a report (see indicators.h).
 */
#include "indicators.h"

#define LIST(...) {__VA_ARGS__}
#define ROW(row, column) {true, GR_ROW_##row, GR_NONE, GR_COLUMN_##column}
#define GROUP(group, column) {true, GR_NONE, GR_GROUP_##group, GR_COLUMN_##column}

const GrIndicator gr_indicators[GR_INDICATORS] = {
#define INDICATOR(name, numerator, denominator, meaning) \
	{#name, LIST numerator, LIST denominator, meaning},
#include "indicators.def"
#undef INDICATOR
};

/* The next figure of a side, from a term and a row on; GR_NONE at the end. */
static int
next_figure(const GrIndicatorTerm *terms, int *term, int *row)
{
	for (; *term < GR_INDICATOR_TERMS && terms[*term].used; (*term)++, *row = 0)
		for (; *row < GR_ROWS; (*row)++)
		{
			const GrIndicatorTerm *t = &terms[*term];
			int			figure = gr_figure_at(*row, t->column);

			if (figure == GR_NONE ||
				(t->row != GR_NONE ? t->row != *row : t->group != (int) gr_rows[*row].group))
				continue;
			(*row)++;
			return figure;
		}
	return GR_NONE;
}

/*
 * Adds up a side.  A figure without a number makes it unknown, unless it is one
 * that reports of this edition do not have.
 */
static bool
add_side(const GrReport *report, const GrIndicatorTerm *terms, GrWide *sum)
{
	int			term = 0;
	int			row = 0;
	int			figure;
	bool		any = false;

	*sum = 0;
	while ((figure = next_figure(terms, &term, &row)) != GR_NONE)
	{
		if (report->state[figure] == GR_NUMBER)
		{
			*sum += report->value[figure];
			any = true;
		}
		else if (gr_figure_expected(report, figure))
			return false;
	}
	return any;
}

/* The two sides of a ratio. */
bool
gr_indicator_sides(const GrReport *report, int indicator, GrWide *numerator,
				   GrWide *denominator)
{
	gr_rules_init();
	return add_side(report, gr_indicators[indicator].numerator, numerator) &&
		add_side(report, gr_indicators[indicator].denominator, denominator) &&
		*denominator != 0;
}

/* How many figures a side has. */
static int
count_figures(const GrIndicatorTerm *terms)
{
	int			term = 0;
	int			row = 0;
	int			count = 0;

	while (next_figure(terms, &term, &row) != GR_NONE)
		count++;
	return count;
}

/* Writes a side, in brackets if it has several figures. */
static void
write_side(const GrIndicatorTerm *terms, GrBuffer *buffer)
{
	int			count = count_figures(terms);
	int			term = 0;
	int			row = 0;

	gr_buffer_string(buffer, count > 1 ? "(" : "");
	for (int i = 0; i < count; i++)
	{
		gr_buffer_string(buffer, i > 0 ? " + " : "");
		gr_buffer_string(buffer, gr_figures[next_figure(terms, &term, &row)].key);
	}
	gr_buffer_string(buffer, count > 1 ? ")" : "");
}

/* Writes how an indicator is reckoned. */
void
gr_indicator_formula(int indicator, GrBuffer *buffer)
{
	gr_form_init();
	write_side(gr_indicators[indicator].numerator, buffer);
	gr_buffer_string(buffer, " / ");
	write_side(gr_indicators[indicator].denominator, buffer);
}
