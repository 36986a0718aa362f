/*
 * continuity.c
 *		The rules continuity.*: equations between the figures of two years, and
 *		jumps from one to the other.
 */
#include "continuity.h"

#include <string.h>

/* A body's name is quoted up to this many bytes. */
#define NAME_QUOTED_MAX 200

/* A figure in an equation between two reports. */
typedef struct Term
{
	bool		previous;		/* last year's */
	bool		actual;			/* on the side of what is checked */
	int			sign;			/* +1 or -1 there */
	int			row;
	int			column;
} Term;

#define TERMS_MAX 4

/*
 * A rule that is an equation.  It is of every column (then a term's column is
 * GR_NONE) or every row (then its row is) that has all its figures.
 */
typedef struct Link
{
	GrRuleId	rule;
	GrPlace		place;			/* GR_PLACE_COLUMN or GR_PLACE_ROW */
	GrTable		table;
	int			nterms;
	Term		terms[TERMS_MAX];
} Link;

static const Link links[] = {
	{GR_RULE_continuity_carried_in, GR_PLACE_COLUMN, GR_REQUESTS, 2, {
		{true, false, 1, GR_ROW_carried_forward, GR_NONE},
		{false, true, 1, GR_ROW_carried_in, GR_NONE}
	}},
	{GR_RULE_continuity_in_force, GR_PLACE_ROW, GR_PROACTIVE, 4, {
		{true, false, 1, GR_NONE, GR_COLUMN_in_force},
		{false, false, 1, GR_NONE, GR_COLUMN_issued},
		{false, false, -1, GR_NONE, GR_COLUMN_repealed},
		{false, true, 1, GR_NONE, GR_COLUMN_in_force}
	}},
	{GR_RULE_continuity_items, GR_PLACE_ROW, GR_PROACTIVE, 3, {
		{true, false, 1, GR_NONE, GR_COLUMN_items_last_year},
		{true, false, 1, GR_NONE, GR_COLUMN_change},
		{false, true, 1, GR_NONE, GR_COLUMN_items_last_year}
	}}
};
#define LINKS ((int) (sizeof(links) / sizeof(links[0])))

/* A run over two reports. */
typedef struct Pair
{
	const GrReport *previous;
	const GrReport *current;
	GrCheckReceiver receiver;
	void	   *context;
	GrText		unfit;			/* why they are no pair, or none */
	GrCheck		check;			/* the one being made */
} Pair;

/* ---------- checks ---------- */

/* Starts a check of the whole reports, without keys. */
static GrCheck *
check_begin(Pair *pair, GrRuleId rule)
{
	GrCheck    *check = &pair->check;

	memset(check, 0, sizeof(*check));
	check->rule = rule;
	check->place = GR_PLACE_REPORT;
	check->row = check->column = GR_NONE;
	return check;
}

/* Gives the check with a status. */
static bool
check_give(Pair *pair, GrStatus status)
{
	pair->check.status = status;
	return pair->receiver(pair->context, &pair->check);
}

/* Gives a rule as not evaluable for these two reports. */
static bool
give_unfit(Pair *pair, GrRuleId rule, GrText why)
{
	check_begin(pair, rule)->text = why;
	return check_give(pair, GR_STATUS_NOT_EVALUABLE);
}

/* A constant text. */
static GrText
constant(const char *string)
{
	return (GrText) {string, strlen(string)};
}

/* Adds a figure to a list, if it is not there yet. */
static void
add_figure(int16_t *figures, int *count, int figure)
{
	for (int i = 0; i < *count; i++)
		if (figures[i] == figure)
			return;
	figures[(*count)++] = (int16_t) figure;
}

/* ---------- equations ---------- */

/* A term's figure in a row or column of its table, or GR_NONE. */
static int
term_figure(const Link *link, const Term *term, int at)
{
	return link->place == GR_PLACE_COLUMN ? gr_figure_at(term->row, at) :
		gr_figure_at(at, term->column);
}

/* Does a row or column have all the figures of an equation? */
static bool
link_at(const Link *link, int at)
{
	for (int i = 0; i < link->nterms; i++)
		if (term_figure(link, &link->terms[i], at) == GR_NONE)
			return false;
	return true;
}

/* The rows or columns of an equation's table, in the form's order. */
static int
link_places(const Link *link, int places[GR_ROWS])
{
	int			count = 0;

	if (link->place == GR_PLACE_ROW)
		return gr_table_rows(link->table, places);
	for (int column = gr_table_first_column(link->table);
		 column < gr_table_end_column(link->table); column++)
		places[count++] = column;
	return count;
}

_Static_assert((int) GR_ROWS >= (int) GR_COLUMNS, "the columns must fit where the rows do");

/* Is a rule about a report: by its edition, or by figures it has? */
static bool
link_concerns(const Link *link, const GrReport *report)
{
	int			places[GR_ROWS];
	int			nplaces = link_places(link, places);

	if ((gr_rules[link->rule].editions & gr_edition_mask(report->edition)) != 0)
		return true;
	for (int i = 0; i < nplaces; i++)
		for (int j = 0; j < link->nterms && link_at(link, places[i]); j++)
			if (report->state[term_figure(link, &link->terms[j], places[i])] != GR_ABSENT)
				return true;
	return false;
}

/* An equation evaluated. */
typedef struct Sums
{
	GrWide		expected;		/* of the numbers */
	GrWide		actual;
	bool		can_rise;		/* expected less actual, by what is missing */
	bool		can_fall;
	bool		last_year;		/* something of that report is missing */
	bool		this_year;
} Sums;

/* Notes that a term has no number: a count is from 0 up, a change is any. */
static void
add_missing(Sums *sums, const Term *term, int figure)
{
	bool		rises = (term->sign > 0) != term->actual;
	bool		any = gr_figure_unit(figure) == GR_UNIT_CHANGE;

	sums->can_rise = sums->can_rise || rises || any;
	sums->can_fall = sums->can_fall || !rises || any;
	if (term->previous)
		sums->last_year = true;
	else
		sums->this_year = true;
}

/* Adds up the sides, and fills in the check's keys and what is missing. */
static void
add_up(Pair *pair, const Link *link, int at, Sums *sums)
{
	GrCheck    *check = &pair->check;

	memset(sums, 0, sizeof(*sums));
	check->has_expected = check->has_actual = true;
	for (int i = 0; i < link->nterms; i++)
	{
		const Term *term = &link->terms[i];
		const GrReport *report = term->previous ? pair->previous : pair->current;
		int			figure = term_figure(link, term, at);
		GrWide		value = (GrWide) report->value[figure] * term->sign;

		add_figure(check->keys, &check->nkeys, figure);
		if (report->state[figure] != GR_NUMBER)
		{
			add_figure(check->missing, &check->nmissing, figure);
			add_missing(sums, term, figure);
			*(term->actual ? &check->has_actual : &check->has_expected) = false;
		}
		else if (term->actual)
			sums->actual += value;
		else
			sums->expected += value;
	}
}

/* What the numbers tell. */
static GrStatus
judge(const Sums *sums)
{
	if (sums->expected > sums->actual && !sums->can_fall)
		return GR_STATUS_FAIL;
	if (sums->expected < sums->actual && !sums->can_rise)
		return GR_STATUS_FAIL;
	return sums->last_year || sums->this_year ? GR_STATUS_NOT_EVALUABLE : GR_STATUS_PASS;
}

/* Evaluates an equation in one row or column. */
static bool
check_place(Pair *pair, const Link *link, int at)
{
	GrCheck    *check = check_begin(pair, link->rule);
	GrStatus	status;
	Sums		sums;

	check->place = link->place;
	*(link->place == GR_PLACE_ROW ? &check->row : &check->column) = at;
	add_up(pair, link, at, &sums);
	check->expected = sums.expected;
	check->actual = sums.actual;
	status = judge(&sums);
	if (status == GR_STATUS_PASS)
		return true;
	if (status == GR_STATUS_FAIL)
		check->has_expected = check->has_actual = true;
	if (sums.last_year || sums.this_year)
		check->text = constant(!sums.this_year ? "of last year's report" :
							   !sums.last_year ? "of this year's report" : "of both reports");
	return check_give(pair, status);
}

/* Evaluates a rule that is an equation. */
static bool
check_link(Pair *pair, const Link *link)
{
	bool		before = link_concerns(link, pair->previous);
	bool		now = link_concerns(link, pair->current);
	int			places[GR_ROWS];
	int			nplaces = link_places(link, places);

	if (!before && !now)
		return true;
	if (pair->unfit.len > 0)
		return give_unfit(pair, link->rule, pair->unfit);
	if (before != now)
		return give_unfit(pair, link->rule,
						  constant("the reports use different editions of the form, in which the figures mean different things"));
	for (int i = 0; i < nplaces; i++)
		if (link_at(link, places[i]) && !check_place(pair, link, places[i]))
			return false;
	return true;
}

/* ---------- jumps ---------- */

/* Is the way from one count to another a jump? */
static bool
is_jump(int64_t a, int64_t b)
{
	GrWide		low = a < b ? a : b;
	GrWide		high = a < b ? b : a;

	return low >= 0 && high >= GR_JUMP_FROM && high > GR_JUMP_FACTOR * low;
}

/* Looks at every count that is a number in both reports. */
static bool
check_jumps(Pair *pair)
{
	GrRuleId	rule = GR_RULE_continuity_jump;

	if (pair->unfit.len > 0)
		return give_unfit(pair, rule, pair->unfit);
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		int64_t		before = pair->previous->value[figure];
		int64_t		now = pair->current->value[figure];
		GrCheck    *check;

		if (gr_figure_unit(figure) != GR_UNIT_COUNT ||
			pair->previous->state[figure] != GR_NUMBER ||
			pair->current->state[figure] != GR_NUMBER || !is_jump(before, now))
			continue;
		check = check_begin(pair, rule);
		check->place = GR_PLACE_FIGURE;
		add_figure(check->keys, &check->nkeys, figure);
		check->has_expected = check->has_actual = true;
		check->expected = before;
		check->actual = now;
		if (!check_give(pair, GR_STATUS_FAIL))
			return false;
	}
	return true;
}

/* ---------- the pair ---------- */

/* Begins another reason. */
static void
add_reason(GrBuffer *reasons)
{
	if (reasons->len > 0)
		gr_buffer_string(reasons, "; ");
}

/* Adds a body's name, cut before a character if it is absurdly long. */
static void
add_name(GrText name, GrBuffer *reasons)
{
	size_t		len = name.len < NAME_QUOTED_MAX ? name.len : NAME_QUOTED_MAX;

	while (len > 0 && len < name.len && ((unsigned char) name.data[len] & 0xC0) == 0x80)
		len--;
	gr_buffer_add(reasons, name.data, len);
}

/* Adds why the years are not those of a pair. */
static void
add_years(const GrReport *previous, const GrReport *current, GrBuffer *reasons)
{
	if (previous->year != 0 && current->year != 0)
	{
		if (current->year - previous->year == 1)
			return;
		add_reason(reasons);
		gr_buffer_printf(reasons, "the reports are of %d and %d, not of consecutive years",
						 previous->year, current->year);
		return;
	}
	add_reason(reasons);
	gr_buffer_string(reasons, previous->year != 0 ? "the year of the current report is unknown" :
					 current->year != 0 ? "the year of the previous report is unknown" :
					 "the years of the reports are unknown");
}

/* Why the reports are not a body's of two consecutive years, or none. */
static GrText
find_unfit(const GrReport *previous, const GrReport *current, const GrArena *arena)
{
	GrBuffer	reasons;

	gr_buffer_init(&reasons, arena, 0);
	if (previous->authority.len > 0 && current->authority.len > 0 &&
		!gr_same_authority(previous->authority, current->authority))
	{
		gr_buffer_string(&reasons, "the reports are of different bodies, ");
		add_name(previous->authority, &reasons);
		gr_buffer_string(&reasons, " and ");
		add_name(current->authority, &reasons);
	}
	add_years(previous, current, &reasons);
	if (!reasons.ok)
		return constant("the reports are no pair");
	return (GrText) {reasons.data, reasons.len};
}

/* Checks two reports; see continuity.h. */
bool
gr_continuity(const GrReport *previous, const GrReport *current, const GrArena *arena,
			  GrCheckReceiver receiver, void *context)
{
	Pair		pair;

	gr_form_init();
	pair.previous = previous;
	pair.current = current;
	pair.receiver = receiver;
	pair.context = context;
	pair.unfit = find_unfit(previous, current, arena);
	for (int i = 0; i < LINKS; i++)
		if (!check_link(&pair, &links[i]))
			return false;
	return check_jumps(&pair);
}

/* Does a figure take part as this year's? */
static bool
is_current(const Link *link, int at, int figure)
{
	for (int i = 0; i < link->nterms; i++)
		if (!link->terms[i].previous && term_figure(link, &link->terms[i], at) == figure)
			return true;
	return false;
}

/* The figures that keys stand for; see continuity.h. */
void
gr_continuity_figures(const GrReport *previous, const GrReport *current, GrReport *figures)
{
	gr_form_init();
	gr_report_init(figures, current->edition);
	memcpy(figures->state, current->state, sizeof(figures->state));
	memcpy(figures->value, current->value, sizeof(figures->value));
	for (int i = 0; i < LINKS; i++)
	{
		const Link *link = &links[i];
		int			places[GR_ROWS];
		int			nplaces = link_places(link, places);

		for (int j = 0; j < nplaces; j++)
			for (int k = 0; k < link->nterms && link_at(link, places[j]); k++)
			{
				int			figure = term_figure(link, &link->terms[k], places[j]);

				if (is_current(link, places[j], figure))
					continue;
				figures->state[figure] = previous->state[figure];
				figures->value[figure] = previous->value[figure];
			}
	}
}
