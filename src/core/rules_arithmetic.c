/*
 * rules_arithmetic.c
 *		The form's sums, made of the tables of form.h, and the rules that are
 *		such equations.
 */
#include "checking.h"

#include <string.h>

GrEquation	gr_equations[GR_EQUATIONS_MAX];
int			gr_nequations = 0;

/* ---------- the equations ---------- */

/* Starts an equation. */
static GrEquation *
equation_begin(GrRuleId rule, GrRelation relation, int row, int column)
{
	GrEquation *equation = &gr_equations[gr_nequations++];

	equation->rule = rule;
	equation->relation = relation;
	equation->editions = 0;
	equation->row = row;
	equation->column = column;
	equation->nterms = 0;
	return equation;
}

/* Adds the figure of a row and a column, if the form has one. */
static void
equation_add(GrEquation *equation, int row, int column, int sign, bool actual)
{
	int			figure = gr_figure_at(row, column);

	if (figure == GR_NONE)
		return;
	equation->editions |= gr_figures[figure].editions;
	equation->terms[equation->nterms++] =
		(GrTerm) {(int16_t) figure, (int8_t) sign, actual};
}

/* In every row of a table: the columns before the total add up to it. */
static void
add_row_totals(GrRuleId rule, GrTable table, int total)
{
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(table, rows);

	for (int i = 0; i < nrows; i++)
	{
		GrEquation *equation = equation_begin(rule, GR_EQUAL, rows[i], GR_NONE);

		for (int column = gr_table_first_column(table);
			 column < gr_table_end_column(table); column++)
			equation_add(equation, rows[i], column, 1, column == total);
	}
}

/* Is it a row of the third item's outcomes? */
static bool
is_outcome(int row)
{
	return gr_rows[row].group != GR_GROUP_requests && row != GR_ROW_concluded;
}

/* In every column of section three: the outcomes add up to the concluded. */
static void
add_outcome_totals(void)
{
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(GR_REQUESTS, rows);

	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
	{
		GrEquation *equation = equation_begin(GR_RULE_requests_outcomes_total, GR_EQUAL,
											  GR_NONE, column);

		for (int i = 0; i < nrows; i++)
			if (is_outcome(rows[i]))
				equation_add(equation, rows[i], column, 1, false);
		equation_add(equation, GR_ROW_concluded, column, 1, true);
	}
}

/* In every column: items one and two equal items three and four. */
static void
add_balances(void)
{
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
	{
		GrEquation *equation = equation_begin(GR_RULE_requests_balance, GR_EQUAL,
											  GR_NONE, column);

		equation_add(equation, GR_ROW_received, column, 1, false);
		equation_add(equation, GR_ROW_carried_in, column, 1, false);
		equation_add(equation, GR_ROW_concluded, column, 1, true);
		equation_add(equation, GR_ROW_carried_forward, column, 1, true);
	}
}

/* In the rows of documents: the stock is at least what the year added to it. */
static void
add_stocks(void)
{
	static const int rows[] = {GR_ROW_regulations, GR_ROW_normative_documents};
	GrRuleId	rule = GR_RULE_proactive_in_force;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		GrEquation *equation = equation_begin(rule, GR_AT_LEAST, rows[i], GR_NONE);

		equation_add(equation, rows[i], GR_COLUMN_issued, 1, false);
		equation_add(equation, rows[i], GR_COLUMN_repealed, -1, false);
		equation_add(equation, rows[i], GR_COLUMN_in_force, 1, true);
		equation = equation_begin(rule, GR_AT_LEAST, rows[i], GR_NONE);
		equation_add(equation, rows[i], GR_COLUMN_newly_disclosed, 1, false);
		equation_add(equation, rows[i], GR_COLUMN_disclosed_total, 1, true);
	}
}

/* Fills the equations, in the order of their rules. */
void
gr_rules_init(void)
{
	if (gr_nequations > 0)
		return;
	gr_form_init();
	add_row_totals(GR_RULE_requests_row_total, GR_REQUESTS, GR_COLUMN_total);
	add_outcome_totals();
	add_balances();
	add_row_totals(GR_RULE_remedies_total, GR_REMEDIES, GR_COLUMN_remedies_total);
	add_stocks();
}

/* ---------- which figures take part ---------- */

/* Has the report any cell of the rows of "other processing" of an edition that
 * the other edition does not have? */
static bool
has_other_rows(const GrReport *report, int editions)
{
	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (gr_rows[row].editions == editions)
			for (int column = gr_table_first_column(GR_REQUESTS);
				 column < gr_table_end_column(GR_REQUESTS); column++)
				if (report->state[gr_figure_at(row, column)] != GR_ABSENT)
					return true;
	return false;
}

/* Does the figure take part in the sums of this report? */
bool
gr_figure_expected(const GrReport *report, int figure)
{
	int			edition = gr_edition_mask(report->edition);
	int			editions = gr_figures[figure].editions;

	if (report->state[figure] != GR_ABSENT || editions == GR_BOTH)
		return true;
	if ((editions & edition) == 0)
		return false;
	if (gr_figures[figure].table != GR_REQUESTS)
		return true;
	return !has_other_rows(report, GR_BOTH & ~edition);
}

/* ---------- evaluating ---------- */

/* An equation evaluated. */
typedef struct Sums
{
	GrWide		expected;		/* of the numbers */
	GrWide		actual;
	bool		more_expected;	/* figures without a number could add there */
	bool		more_actual;
	bool		less_expected;	/* ... or take off */
	int			there;			/* terms that take part */
	int			missing;		/* of them without a number */
} Sums;

/*
 * Is a figure, or some of it, not known?  Without a number it may be 0 by policy;
 * and the number of a consolidated report may be of a part of its reports only.
 */
static inline bool
is_missing(const GrReport *report, int figure, GrMissing missing)
{
	GrState		state = (GrState) report->state[figure];

	if (state == GR_NUMBER)
		return report->lacking[figure] != 0;
	return !gr_counts_as_zero(state, missing);
}

/* Adds up the sides of an equation. */
static void
add_up(const GrReport *report, const GrEquation *equation, GrMissing policy, Sums *sums)
{
	memset(sums, 0, sizeof(*sums));
	for (int i = 0; i < equation->nterms; i++)
	{
		const GrTerm *term = &equation->terms[i];
		GrState		state = report->state[term->figure];

		if (state == GR_NUMBER)
		{
			GrWide		value = (GrWide) report->value[term->figure] * term->sign;

			if (term->actual)
				sums->actual += value;
			else
				sums->expected += value;
		}
		else if (!gr_figure_expected(report, term->figure))
			continue;
		sums->there++;
		if (!is_missing(report, term->figure, policy))
			continue;
		sums->missing++;
		if (term->actual)
			sums->more_actual = true;
		else if (term->sign > 0)
			sums->more_expected = true;
		else
			sums->less_expected = true;
	}
}

/*
 * What the numbers tell.  Missing ones are from 0 up, so that a side can only
 * grow where a term that adds to it is missing.
 */
static GrStatus
judge(const GrEquation *equation, const Sums *sums, GrMissing policy)
{
	bool		holds = equation->relation == GR_EQUAL ?
		sums->expected == sums->actual : sums->expected <= sums->actual;

	if (sums->missing == 0)
		return holds ? GR_STATUS_PASS : GR_STATUS_FAIL;
	if (policy == GR_MISSING_STRICT)
		return GR_STATUS_FAIL;
	if (sums->expected > sums->actual && !sums->more_actual && !sums->less_expected)
		return GR_STATUS_FAIL;
	if (equation->relation == GR_EQUAL && sums->expected < sums->actual &&
		!sums->more_expected)
		return GR_STATUS_FAIL;
	return GR_STATUS_NOT_EVALUABLE;
}

/* Gives an equation's check, with all its figures. */
static bool
give_equation(GrChecking *checking, const GrEquation *equation, const Sums *sums,
			  GrStatus status)
{
	const GrReport *report = checking->report;
	GrCheck    *check = gr_checking_begin(checking, equation->rule);

	check->place = equation->row == GR_NONE ? GR_PLACE_COLUMN : GR_PLACE_ROW;
	check->row = equation->row;
	check->column = equation->column;
	check->unverified = status == GR_STATUS_FAIL && sums->missing > 0 &&
		judge(equation, sums, GR_MISSING_POSSIBLE) != GR_STATUS_FAIL;
	check->has_expected = check->has_actual = sums->missing < sums->there;
	if (status == GR_STATUS_NOT_EVALUABLE || check->unverified)
	{
		/* a part of a sum would look like the sum */
		check->has_expected = !sums->more_expected && !sums->less_expected;
		check->has_actual = !sums->more_actual;
	}
	check->expected = sums->expected;
	check->actual = sums->actual;
	for (int i = 0; i < equation->nterms; i++)
	{
		int			figure = equation->terms[i].figure;

		if (!gr_figure_expected(report, figure))
			continue;
		gr_checking_key(checking, figure);
		if (is_missing(report, figure, checking->options->missing))
			gr_checking_missing(checking, figure);
	}
	return gr_checking_give(checking, status);
}

/* Evaluates the equations of the rules asked for. */
bool
gr_check_equations(GrChecking *checking)
{
	const GrReport *report = checking->report;
	bool		failures_only = checking->options->failures_only;

	for (int i = 0; i < gr_nequations; i++)
	{
		const GrEquation *equation = &gr_equations[i];
		Sums		sums;
		GrStatus	status;

		if (!gr_checking_wants(checking, equation->rule))
			continue;
		add_up(report, equation, checking->options->missing, &sums);
		if (sums.there == 0)
			continue;			/* the other edition's row */
		status = judge(equation, &sums, checking->options->missing);
		if ((status == GR_STATUS_FAIL || !failures_only) &&
			!give_equation(checking, equation, &sums, status))
			return false;
	}
	return true;
}
