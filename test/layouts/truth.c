/*
 * truth.c
 *		Figures that obey the form's arithmetic, and which of them are printed.
 */
#include "generator.h"

#include <string.h>

/* How large the reporting body is: sets the size of all figures. */
typedef enum Scale
{
	SCALE_NOTHING, SCALE_TOWN, SCALE_COUNTY, SCALE_CITY, SCALE_PROVINCE, SCALES
} Scale;

/* Most of what a body of the scale receives from natural persons in a year. */
static const int requests_most[SCALES] = {0, 25, 400, 9000, 260000};
/* ... its licences ... */
static const int decisions_most[SCALES] = {0, 60, 30000, 2000000, 90000000};
/* ... and its normative documents in force. */
static const int documents_most[SCALES] = {0, 6, 60, 500, 6000};

int
case_edition(const Case *c, GrTable table)
{
	return c->mixed && table == GR_PROACTIVE ? GR_2019 : gr_edition_mask(c->edition);
}

bool
case_has_row(const Case *c, int row)
{
	int			editions = gr_rows[row].editions;

	if (c->other_as_one_row && gr_rows[row].table == GR_REQUESTS)
	{
		if (row == GR_ROW_other_unspecified)
			return true;
		if (gr_rows[row].group == GR_GROUP_other)
			return false;
	}
	return (editions & case_edition(c, gr_rows[row].table)) != 0;
}

/* Sets a figure, if the form has one there. */
static void
set(Case *c, int row, int column, int64_t value)
{
	int			figure = gr_figure_at(row, column);

	if (figure == GR_NONE)
		return;
	c->state[figure] = GR_NUMBER;
	c->value[figure] = value;
}

static int64_t
get(const Case *c, int row, int column)
{
	int			figure = gr_figure_at(row, column);

	return figure == GR_NONE ? 0 : c->value[figure];
}

/* True for the rows that name an outcome of a request. */
static bool
is_outcome(const Case *c, int row)
{
	return gr_rows[row].group != GR_GROUP_requests && row != GR_ROW_concluded &&
		case_has_row(c, row);
}

/* Spreads an applicant column's requests over outcomes, keeping the balance. */
static void
make_requests_column(Case *c, int column, int64_t total)
{
	int64_t		left = total;
	int64_t		forward = random_chance(&c->random, 50) ? 0 :
		total * random_below(&c->random, 30) / 100;
	int64_t		carried = total == 0 || random_chance(&c->random, 40) ? 0 :
		total * random_below(&c->random, 25) / 100;
	int			outcomes = 0;

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		outcomes += is_outcome(c, row);
	left -= forward;
	set(c, GR_ROW_concluded, column, left);
	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
	{
		int64_t		share = 0;

		if (!is_outcome(c, row))
			continue;
		outcomes--;
		if (row == GR_ROW_granted)
			share = left * random_between(&c->random, 10, 70) / 100;
		else if (random_chance(&c->random, 35))
			share = left * random_below(&c->random, 40) / 100 +
				(left > 0 && random_chance(&c->random, 30));
		if (outcomes == 0)
			share = left;
		set(c, row, column, share);
		left -= share;
	}
	set(c, GR_ROW_carried_forward, column, forward);
	set(c, GR_ROW_carried_in, column, carried);
	set(c, GR_ROW_received, column, total - carried);
}

/* The table of requests: six applicants, then their sums. */
static void
make_requests(Case *c, Scale scale)
{
	int			first = gr_table_first_column(GR_REQUESTS);
	int			last = gr_table_end_column(GR_REQUESTS) - 1;
	bool		middle = c->gaps != GAPS_MIDDLE_BLANK;

	for (int column = first; column < last; column++)
	{
		int			most = requests_most[scale];

		if (column != first)
			most = !middle ? 0 : random_chance(&c->random, 40) ? most / 8 :
				random_chance(&c->random, 50) ? most / 60 : 0;
		make_requests_column(c, column,
							 most > 0 ? random_below(&c->random, most + 1) : 0);
	}
	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
	{
		int64_t		sum = 0;

		if (!case_has_row(c, row))
			continue;
		for (int column = first; column < last; column++)
			sum += get(c, row, column);
		set(c, row, last, sum);
	}
}

/* Reconsideration and litigation: four results and their sum, three times. */
static void
make_remedies(Case *c, Scale scale)
{
	static const int most[SCALES] = {0, 3, 20, 150, 3000};
	int			last = gr_table_end_column(GR_REMEDIES) - 1;

	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
	{
		int64_t		sum = 0;

		for (int column = gr_table_first_column(GR_REMEDIES); column < last; column++)
		{
			int64_t		value = random_chance(&c->random, 45) ? 0 :
				random_below(&c->random, most[scale] + 1);

			set(c, row, column, value);
			sum += value;
		}
		set(c, row, last, sum);
	}
}

/* An amount in millionths of 10,000 yuan, with nought to six decimals. */
static int64_t
make_amount(Case *c, Scale scale)
{
	static const int units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
	int64_t		unit = RANDOM_PICK(&c->random, units);
	int64_t		whole = random_below(&c->random, decisions_most[scale] / 40 + 1);

	if (random_chance(&c->random, 25))
		return 0;
	return whole * GR_AMOUNT_SCALE +
		random_below(&c->random, (int) (GR_AMOUNT_SCALE / unit)) * unit;
}

/* A plausible number for a cell of the table of proactive disclosure. */
static int64_t
make_proactive_value(Case *c, Scale scale, int row, int column)
{
	Random	   *random = &c->random;

	switch (gr_columns[column].unit)
	{
		case GR_UNIT_AMOUNT:
			return make_amount(c, scale);
		case GR_UNIT_AMOUNT_ANY:
			return make_amount(c, scale) / 100 * 100;
		case GR_UNIT_CHANGE:
			return random_chance(random, 40) ? 0 :
				random_between(random, -documents_most[scale], documents_most[scale]);
		case GR_UNIT_COUNT:
			break;
	}
	if (row == GR_ROW_regulations && scale < SCALE_CITY)
		return 0;
	if (column == GR_COLUMN_decisions)
		return random_chance(random, 15) ? 0 :
			random_below(random, decisions_most[scale] + 1);
	return random_chance(random, 20) ? 0 :
		random_below(random, documents_most[scale] + 1);
}

static void
make_proactive(Case *c, Scale scale)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		const GrFormFigure *f = &gr_figures[figure];

		if (f->table == GR_PROACTIVE && (f->editions & case_edition(c, GR_PROACTIVE)))
			set(c, f->row, f->column,
				make_proactive_value(c, scale, f->row, f->column));
	}
}

/* All figures of the report, every cell printed. */
void
truth_make(Case *c)
{
	Scale		scale = random_below(&c->random, SCALES);

	memset(c->state, GR_ABSENT, sizeof(c->state));
	make_proactive(c, scale);
	make_requests(c, scale);
	make_remedies(c, scale);
}

/* True when a figure's cell is left without number, by the report's habit. */
static bool
is_gap(Case *c, int figure)
{
	const GrFormFigure *f = &gr_figures[figure];
	int			column = (int) f->column;
	int			last = gr_table_end_column(f->table) - 1;
	bool		ends = column == gr_table_first_column(f->table) || column == last;

	switch (c->gaps)
	{
		case GAPS_NONE:
			return false;
		case GAPS_ZERO_NA:
		case GAPS_ZERO_BLANK:
			return c->value[figure] == 0;
		case GAPS_SOME_NA:
		case GAPS_SOME_BLANK:
			return c->value[figure] == 0 && random_chance(&c->random, 20);
		case GAPS_ALL_NA:
		case GAPS_TEMPLATE:
			return true;
		case GAPS_MIDDLE_BLANK:
			return f->table == GR_REQUESTS && !ends;
		case GAPS_TOTALS_ONLY:
			return f->table == GR_REQUESTS && column != last;
	}
	return false;
}

/* Takes the number out of the cells that this report leaves without one. */
void
truth_gaps(Case *c)
{
	GrState		gap = c->gaps <= GAPS_ALL_NA ? GR_NOT_APPLICABLE : GR_BLANK;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		if (c->state[figure] != GR_NUMBER || !is_gap(c, figure))
			continue;
		c->state[figure] = gap;
		c->value[figure] = 0;
	}
}
