/*
 * rules_plausible.c
 *		The rules that ask whether figures can be of this body at all:
 *		proactive.regulations_competence, proactive.fees_magnitude and
 *		remedies.without_requests.
 */
#include "bodies.h"
#include "chars.h"
#include "checking.h"

/* A figure's number, 0 where policy says so; false where it has none. */
static bool
number_of(const GrChecking *checking, int figure, int64_t *value)
{
	GrState		state = checking->report->state[figure];

	*value = state == GR_NUMBER ? checking->report->value[figure] : 0;
	return state == GR_NUMBER ||
		(checking->options->missing == GR_MISSING_ZERO &&
		 (state == GR_BLANK || state == GR_NOT_APPLICABLE));
}

/* ---------- regulations ---------- */

/*
 * Has the body no power to make regulations?  That is the State Council's
 * departments', the provinces' and that of cities with districts.
 */
static bool
cannot_regulate(GrBody body)
{
	if (body.department)
		return body.level > GR_BODY_UNKNOWN && body.level < GR_BODY_NATIONAL;
	return body.level == GR_BODY_TOWN || body.level == GR_BODY_COUNTY;
}

/* proactive.regulations_competence */
static bool
check_regulations_competence(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrCheck    *check = gr_checking_begin(checking, GR_RULE_proactive_regulations_competence);
	bool		cannot = cannot_regulate(gr_body_of(report->authority));
	bool		above = false;
	GrStatus	status = GR_STATUS_PASS;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		int64_t		value;

		if (gr_figures[figure].row != GR_ROW_regulations || !gr_figure_expected(report, figure))
			continue;
		if (!number_of(checking, figure, &value))
			gr_checking_missing(checking, figure);
		else if (value > 0)
		{
			gr_checking_key(checking, figure);
			if (!above)
				check->actual = value;
			above = true;
		}
	}
	if (cannot && above)
	{
		check->place = GR_PLACE_FIGURE;
		check->text = report->authority;
		check->has_expected = check->has_actual = true;
		check->nmissing = 0;
		return gr_checking_give(checking, GR_STATUS_FAIL);
	}
	/* whoever could make them: it has none, or may have some */
	if ((above && report->authority.len == 0) ||
		(check->nmissing > 0 && (cannot || report->authority.len == 0)))
	{
		status = GR_STATUS_NOT_EVALUABLE;
		for (int i = 0; i < check->nmissing; i++)
			gr_checking_key(checking, check->missing[i]);
	}
	else
		check->nmissing = 0;
	return gr_checking_give(checking, status);
}

/* ---------- fees ---------- */

/* An amount of yuan has no more than these, in millionths of 10,000 yuan. */
#define CENTS (GR_AMOUNT_SCALE / 100)

/*
 * More than this, in 10,000 yuan, no body of the level collects in a year: a
 * town, a county with all its departments, a department of a city.  0: there is
 * no such limit.
 */
static int64_t
fees_limit(GrBody body)
{
	if (body.level == GR_BODY_TOWN)
		return 10000;
	if (body.level == GR_BODY_COUNTY)
		return 100000;
	return body.level == GR_BODY_CITY && body.department ? 1000000 : 0;
}

/* The lowest limit. */
#define FEES_LIMIT_MIN (10000 * GR_AMOUNT_SCALE)

/* proactive.fees_magnitude */
static bool
check_fees_magnitude(GrChecking *checking)
{
	const GrReport *report = checking->report;
	int			figure = gr_figure_at(GR_ROW_fees, GR_COLUMN_fees_amount);
	int64_t		limit = fees_limit(gr_body_of(report->authority)) * GR_AMOUNT_SCALE;
	GrCheck    *check;
	int64_t		value;
	GrStatus	status = GR_STATUS_PASS;

	if (!gr_figure_expected(report, figure))
		return true;
	check = gr_checking_begin(checking, GR_RULE_proactive_fees_magnitude);
	gr_checking_key(checking, figure);
	if (!number_of(checking, figure, &value))
	{
		gr_checking_missing(checking, figure);
		return gr_checking_give(checking, GR_STATUS_NOT_EVALUABLE);
	}
	check->place = GR_PLACE_FIGURE;
	check->amount = check->has_actual = true;
	check->actual = value;
	/* yuan have two decimals */
	if (limit > 0 && value > limit && value % CENTS == 0)
		status = GR_STATUS_FAIL;
	else if (report->authority.len == 0 && value > FEES_LIMIT_MIN)
		status = GR_STATUS_NOT_EVALUABLE;
	return gr_checking_give(checking, status);
}

/* ---------- remedies ---------- */

/* What is known of a sum. */
typedef struct Sum
{
	GrWide		sum;
	int			missing;
} Sum;

/* Adds a figure to a sum and to the check, if it is above zero or not as asked. */
static void
add_figure(GrChecking *checking, int figure, bool above, Sum *sum)
{
	int64_t		value;
	bool		known = number_of(checking, figure, &value);

	if ((value > 0) != above)
		return;
	gr_checking_key(checking, figure);
	if (known)
		sum->sum += value;
	else
	{
		gr_checking_missing(checking, figure);
		sum->missing++;
	}
}

/* remedies.without_requests */
static bool
check_without_requests(GrChecking *checking)
{
	GrCheck    *check = gr_checking_begin(checking, GR_RULE_remedies_without_requests);
	Sum			remedies = {0, 0};
	Sum			requests = {0, 0};
	GrStatus	status = GR_STATUS_NOT_EVALUABLE;

	/* what there is comes first: the check is there */
	for (int above = 1; above >= 0; above--)
	{
		for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
			add_figure(checking, gr_figure_at(row, GR_COLUMN_remedies_total), above, &remedies);
		add_figure(checking, gr_figure_at(GR_ROW_received, GR_COLUMN_total), above, &requests);
		add_figure(checking, gr_figure_at(GR_ROW_carried_in, GR_COLUMN_total), above, &requests);
	}
	if (requests.sum > 0 || (remedies.sum <= 0 && remedies.missing == 0))
		status = GR_STATUS_PASS;
	else if (remedies.sum > 0 && requests.missing == 0)
		status = GR_STATUS_FAIL;
	check->place = GR_PLACE_FIGURE;
	check->has_actual = remedies.missing < gr_table_end_row(GR_REMEDIES) - gr_table_first_row(GR_REMEDIES);
	check->actual = remedies.sum;
	if (status == GR_STATUS_PASS)
		check->nmissing = 0;
	return gr_checking_give(checking, status);
}

/* The rules of plausibility, in the order of the catalogue. */
bool
gr_check_plausible(GrChecking *checking)
{
	static const GrRuleCheck rules[] = {
		{GR_RULE_proactive_regulations_competence, check_regulations_competence},
		{GR_RULE_proactive_fees_magnitude, check_fees_magnitude},
		{GR_RULE_remedies_without_requests, check_without_requests}
	};

	gr_chars_init();
	return gr_checking_run(checking, rules, sizeof(rules) / sizeof(rules[0]));
}
