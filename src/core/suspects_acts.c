/*
 * suspects_acts.c
 *		Many figures of table three wrong by one act.
 *
 * A line is a row or a column of the table, a window a run of its cells.  Every
 * act moves the cells of a window by one place: one falls out and comes back as
 * what the equations imply, or two are made of one, or one of two.  Each window
 * of each line that could be meant is tried, and kept if everything holds.
 */
#include "suspecting.h"

#include <string.h>

/* Cells of a line at most. */
#define LINE_MAX GR_ROWS
/* The cells of an act that leaves something in the place of what came in, where
 * nothing or 0 would be expected: that many or more. */
#define FOREIGN_MIN 3

/* A line of the table. */
typedef struct Line
{
	int			count;
	int			figures[LINE_MAX];
	bool		is_row;
} Line;

/* An act on a window of a line: what its cells should be. */
typedef struct Act
{
	int			count;
	int			figures[LINE_MAX];
	int64_t		values[LINE_MAX];
	int			lost;			/* the figure the equations imply, or GR_NONE */
	int			incoming;		/* the figure that holds what came in, or GR_NONE */
	GrSuspectReason reason;
} Act;

/* ---------- lines ---------- */

/* Has the figure a number, if only 0 for a blank? */
static bool
is_known(const GrSystem *system, int figure)
{
	return system->part[figure] == GR_PART_NUMBER || system->part[figure] == GR_PART_BLANK;
}

/* The cells of a row. */
static void
row_line(const GrSystem *system, int row, Line *line)
{
	line->count = 0;
	line->is_row = true;
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
		if (system->part[gr_figure_at(row, column)] != GR_PART_NONE)
			line->figures[line->count++] = gr_figure_at(row, column);
}

/* The cells of a column, in printed order. */
static void
column_line(const GrSystem *system, int column, Line *line)
{
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(GR_REQUESTS, rows);

	line->count = 0;
	line->is_row = false;
	for (int i = 0; i < nrows; i++)
		if (system->part[gr_figure_at(rows[i], column)] != GR_PART_NONE)
			line->figures[line->count++] = gr_figure_at(rows[i], column);
}

/* Could changes on one line repair what is broken of the form's own equations? */
static bool
may_be_line(const GrSystem *system, int row, int column)
{
	for (int i = 0; i < system->nequations; i++)
	{
		const GrEquation *equation = &gr_equations[system->origin[i]];

		if (system->residual[i] == 0 || system->combined[i] || !gr_system_checks(system, i))
			continue;
		if (row != GR_NONE && equation->row != GR_NONE && equation->row != row)
			return false;
		if (column != GR_NONE && equation->column != GR_NONE && equation->column != column)
			return false;
	}
	return true;
}

/* ---------- acts ---------- */

static void
act_begin(Act *act, GrSuspectReason reason)
{
	act->count = 0;
	act->lost = act->incoming = GR_NONE;
	act->reason = reason;
}

/* A cell should have a number. */
static void
act_put(Act *act, int figure, int64_t value)
{
	act->figures[act->count] = figure;
	act->values[act->count++] = value;
}

/* The cell should have the number another one has. */
static void
act_move(const GrSystem *system, Act *act, int figure, int from)
{
	act_put(act, figure, system->value[from]);
}

/* By how much the lost figure has to change to repair the equations it is in. */
static bool
find_lost(const GrSystem *system, const GrWide *residual, int figure, GrWide *delta)
{
	int			first = system->first_factor[figure];

	*delta = 0;
	if (first == system->first_factor[figure + 1])
		return false;			/* nothing tells */
	return gr_change_needed(residual[system->factors[first].equation],
							system->factors[first].factor, delta);
}

/* Takes an act if everything holds after it. */
static void
try_act(GrSearch *search, const Act *act)
{
	const GrSystem *system = search->system;
	GrWide		residual[GR_EQUATIONS_MAX];
	GrChange	changes[LINE_MAX + 1];
	int			nchanges = 0;

	memcpy(residual, system->residual, sizeof(residual));
	for (int i = 0; i < act->count; i++)
	{
		GrWide		delta = (GrWide) act->values[i] - system->value[act->figures[i]];

		if (delta == 0)
			continue;
		changes[nchanges++] = (GrChange) {(int16_t) act->figures[i], delta};
		gr_system_change(system, residual, act->figures[i], delta);
	}
	if (act->lost != GR_NONE)
	{
		GrChange   *change = &changes[nchanges];

		change->figure = (int16_t) act->lost;
		if (!find_lost(system, residual, act->lost, &change->delta))
			return;
		gr_system_change(system, residual, act->lost, change->delta);
		nchanges += change->delta != 0;
	}
	if (nchanges < 2 || !gr_system_holds(system, residual))
		return;
	if (act->incoming != GR_NONE && system->value[act->incoming] != 0 &&
		nchanges < FOREIGN_MIN)
		return;
	gr_search_take(search, changes, nchanges, 1, act->reason);
}

/* The window's cells stand one place further on: the last fell out. */
static void
try_shift_on(GrSearch *search, const Line *line, int first, int last)
{
	Act			act;

	act_begin(&act, line->is_row ? GR_SUSPECT_ROW_RIGHT : GR_SUSPECT_COLUMN_DOWN);
	for (int i = first; i < last; i++)
		act_move(search->system, &act, line->figures[i], line->figures[i + 1]);
	act.lost = line->figures[last];
	act.incoming = line->figures[first];
	try_act(search, &act);
}

/* The window's cells stand one place before their own: the first fell out. */
static void
try_shift_back(GrSearch *search, const Line *line, int first, int last)
{
	Act			act;

	act_begin(&act, line->is_row ? GR_SUSPECT_ROW_LEFT : GR_SUSPECT_COLUMN_UP);
	for (int i = first; i < last; i++)
		act_move(search->system, &act, line->figures[i + 1], line->figures[i]);
	act.lost = line->figures[first];
	act.incoming = line->figures[last];
	try_act(search, &act);
}

/* The first number stands in two cells, and the last fell out. */
static void
try_split(GrSearch *search, const Line *line, int first, int last)
{
	const GrSystem *system = search->system;
	int64_t		joined;
	Act			act;

	if (!gr_digits_join(system->value[line->figures[first]],
						system->value[line->figures[first + 1]], &joined))
		return;
	act_begin(&act, GR_SUSPECT_SPLIT);
	act_put(&act, line->figures[first], joined);
	for (int i = first + 1; i < last; i++)
		act_move(system, &act, line->figures[i], line->figures[i + 1]);
	act.lost = line->figures[last];
	try_act(search, &act);
}

/* The first two numbers stand in one cell, and something came in at the end. */
static void
try_joined(GrSearch *search, const Line *line, int first, int last)
{
	const GrSystem *system = search->system;
	int64_t		number = system->value[line->figures[first]];
	Act			act;

	for (int digits = 1; number >= 10; digits++, number /= 10)
	{
		int64_t		left;
		int64_t		right;

		if (!gr_digits_cut(system->value[line->figures[first]], digits, &left, &right))
			continue;
		act_begin(&act, GR_SUSPECT_JOINED);
		act_put(&act, line->figures[first], left);
		act_put(&act, line->figures[first + 1], right);
		for (int i = first + 1; i < last; i++)
			act_move(system, &act, line->figures[i + 1], line->figures[i]);
		act.incoming = line->figures[last];
		try_act(search, &act);
	}
}

/* Tries every window of a line; one with a free cell cannot be judged. */
static void
try_line(GrSearch *search, const Line *line)
{
	for (int first = 0; first < line->count - 1; first++)
	{
		if (!is_known(search->system, line->figures[first]))
			continue;
		for (int last = first + 1; last < line->count; last++)
		{
			if (!is_known(search->system, line->figures[last]))
				break;
			if (!gr_search_goes_on(search, 4 * (last - first)))
				return;
			try_shift_on(search, line, first, last);
			try_shift_back(search, line, first, last);
			if (!line->is_row)
				continue;
			try_split(search, line, first, last);
			try_joined(search, line, first, last);
		}
	}
}

/* ---------- totals ---------- */

/* What an equation's total is when it is summed up; false if it cannot be. */
static bool
sum_up(const GrSystem *system, const GrEquation *equation, const int64_t *value,
	   int *total, int64_t *sum)
{
	GrWide		wide = 0;

	*total = GR_NONE;
	for (int i = 0; i < equation->nterms; i++)
	{
		int			figure = equation->terms[i].figure;

		if (system->part[figure] == GR_PART_NONE)
			continue;
		if (!is_known(system, figure))
			return false;
		if (equation->terms[i].actual)
			*total = figure;
		else
			wide += (GrWide) equation->terms[i].sign * value[figure];
	}
	if (*total == GR_NONE || wide < 0 || wide > INT64_MAX)
		return false;
	*sum = (int64_t) wide;
	return true;
}

/* The details are right, and totals do not follow them. */
static void
try_totals(GrSearch *search)
{
	static const GrRuleId order[] = {GR_RULE_requests_outcomes_total, GR_RULE_requests_row_total};
	const GrSystem *system = search->system;
	GrWide		residual[GR_EQUATIONS_MAX];
	int64_t		value[GR_FIGURES];
	GrChange	changes[GR_FIGURES];
	int			nchanges = 0;

	memcpy(value, system->value, sizeof(value));
	memcpy(residual, system->residual, sizeof(residual));
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < system->nequations; i++)
		{
			const GrEquation *equation = &gr_equations[system->origin[i]];
			int			total;
			int64_t		sum;

			if (equation->rule == order[pass] &&
				sum_up(system, equation, value, &total, &sum))
				value[total] = sum;
		}
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		GrWide		delta = (GrWide) value[figure] - system->value[figure];

		if (delta == 0)
			continue;
		changes[nchanges++] = (GrChange) {(int16_t) figure, delta};
		gr_system_change(system, residual, figure, delta);
	}
	if (nchanges >= 2 && gr_system_holds(system, residual))
		gr_search_take(search, changes, nchanges, 1, GR_SUSPECT_TOTAL);
}

/* Finds shifted lines, digits split and joined, and totals not brought up to date. */
void
gr_search_acts(GrSearch *search)
{
	const GrSystem *system = search->system;
	Line		line;

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (may_be_line(system, row, GR_NONE))
		{
			row_line(system, row, &line);
			try_line(search, &line);
		}
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
		if (may_be_line(system, GR_NONE, column))
		{
			column_line(system, column, &line);
			try_line(search, &line);
		}
	try_totals(search);
}
