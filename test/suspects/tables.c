/*
 * tables.c
 *		Random reports whose sums agree, and whether those of a report do: by a
 *		walk over the form that shares nothing with the rules.
 */
#include "suspects_test.h"

/* Does the edition print the row? */
static bool
prints(int edition, int row)
{
	return (gr_rows[row].editions & gr_edition_mask(edition)) != 0;
}

/* Is it a row of outcomes? */
static bool
is_outcome(int row)
{
	return row != GR_ROW_received && row != GR_ROW_carried_in &&
		row != GR_ROW_concluded && row != GR_ROW_carried_forward;
}

/* A count as real tables have them. */
static int64_t
real_count(Random *random, int column)
{
	int			odds = column == GR_COLUMN_natural_person ? 3 :
		column == GR_COLUMN_enterprise ? 8 : 30;

	if (!random_once_in(random, odds))
		return 0;
	if (random_once_in(random, 4))
		return 1 + random_below(random, column == GR_COLUMN_natural_person ? 200 : 30);
	return 1 + random_below(random, 6);
}

static int64_t
count_of(Random *random, Filling filling, int column)
{
	return filling == FILLING_REAL ? real_count(random, column) : random_below(random, 400);
}

/* Sets the figure of a row and a column. */
static void
put(GrReport *report, int row, int column, int64_t value)
{
	int			figure = gr_figure_at(row, column);

	report->state[figure] = GR_NUMBER;
	report->value[figure] = value;
}

/* A column of table three, without its total's row sums. */
static void
make_column(Random *random, Filling filling, GrReport *report, int column)
{
	int64_t		concluded = 0;
	int64_t		forward = count_of(random, filling, column) / 4;
	int64_t		in;

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (is_outcome(row) && prints(report->edition, row))
		{
			int64_t		count = count_of(random, filling, column);

			put(report, row, column, count);
			concluded += count;
		}
	in = count_of(random, filling, column) / 4;
	if (in > concluded + forward)
		in = concluded + forward;
	put(report, GR_ROW_concluded, column, concluded);
	put(report, GR_ROW_carried_forward, column, forward);
	put(report, GR_ROW_carried_in, column, in);
	put(report, GR_ROW_received, column, concluded + forward - in);
}

/* The total of a row. */
static void
make_total(GrReport *report, GrTable table, int row)
{
	int			total = gr_table_end_column(table) - 1;
	int64_t		sum = 0;

	for (int column = gr_table_first_column(table); column < total; column++)
		sum += report->value[gr_figure_at(row, column)];
	put(report, row, total, sum);
}

/* A report whose tables three and four are consistent. */
void
make_consistent(Random *random, Filling filling, int edition, GrReport *report)
{
	gr_report_init(report, edition);
	for (int column = GR_COLUMN_natural_person; column < GR_COLUMN_total; column++)
		make_column(random, filling, report, column);
	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (prints(edition, row))
			make_total(report, GR_REQUESTS, row);
	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
	{
		for (int column = gr_table_first_column(GR_REMEDIES);
			 column < gr_table_end_column(GR_REMEDIES); column++)
			put(report, row, column, real_count(random, GR_COLUMN_enterprise));
		make_total(report, GR_REMEDIES, row);
	}
}

/* The same of any filling and edition; a third dense. */
void
make_any(Random *random, GrReport *report)
{
	Filling		filling = random_once_in(random, 3) ? FILLING_DENSE : FILLING_REAL;

	make_consistent(random, filling, random_once_in(random, 2) ? 2019 : 2021, report);
}

/* The rows of table three that a report has, in printed order. */
int
table_rows(const GrReport *report, int rows[GR_ROWS])
{
	int			all[GR_ROWS];
	int			nall = gr_table_rows(GR_REQUESTS, all);
	int			count = 0;

	for (int i = 0; i < nall; i++)
		if (prints(report->edition, all[i]))
			rows[count++] = all[i];
	return count;
}

/* The figures of table three that a report has. */
int
table_figures(const GrReport *report, int figures[GR_FIGURES])
{
	int			rows[GR_ROWS];
	int			nrows = table_rows(report, rows);
	int			count = 0;

	for (int i = 0; i < nrows; i++)
		for (int column = GR_COLUMN_natural_person; column <= GR_COLUMN_total; column++)
			figures[count++] = gr_figure_at(rows[i], column);
	return count;
}

/* A sum that should be 0, with what is open. */
typedef struct Sum
{
	GrWide		sum;
	bool		may_grow;
	bool		may_shrink;
} Sum;

static void
sum_add(Sum *sum, const GrReport *report, int figure, int sign)
{
	GrState		state = (GrState) report->state[figure];

	if (state == GR_NUMBER)
		sum->sum += sign * (GrWide) report->value[figure];
	else if (state != GR_BLANK && state != GR_NOT_APPLICABLE &&
			 gr_figure_expected(report, figure))
	{
		if (sign > 0)
			sum->may_grow = true;
		else
			sum->may_shrink = true;
	}
}

static bool
sum_holds(const Sum *sum)
{
	return sum->sum == 0 || (sum->sum < 0 && sum->may_grow) || (sum->sum > 0 && sum->may_shrink);
}

/* What a row's total lacks. */
static Sum
row_sum(const GrReport *report, GrTable table, int row)
{
	int			total = gr_table_end_column(table) - 1;
	Sum			sum = {0, false, false};

	for (int column = gr_table_first_column(table); column <= total; column++)
		sum_add(&sum, report, gr_figure_at(row, column), column == total ? -1 : 1);
	return sum;
}

/* What the outcomes of a column lack. */
static Sum
outcomes_sum(const GrReport *report, int column)
{
	Sum			sum = {0, false, false};

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (is_outcome(row))
			sum_add(&sum, report, gr_figure_at(row, column), 1);
	sum_add(&sum, report, gr_figure_at(GR_ROW_concluded, column), -1);
	return sum;
}

/* What the balance of a column lacks. */
static Sum
balance_sum(const GrReport *report, int column)
{
	Sum			sum = {0, false, false};

	sum_add(&sum, report, gr_figure_at(GR_ROW_received, column), 1);
	sum_add(&sum, report, gr_figure_at(GR_ROW_carried_in, column), 1);
	sum_add(&sum, report, gr_figure_at(GR_ROW_concluded, column), -1);
	sum_add(&sum, report, gr_figure_at(GR_ROW_carried_forward, column), -1);
	return sum;
}

/* All sums of table three. */
static int
requests_sums(const GrReport *report, Sum sums[SUMS])
{
	int			count = 0;

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		sums[count++] = row_sum(report, GR_REQUESTS, row);
	for (int column = GR_COLUMN_natural_person; column <= GR_COLUMN_total; column++)
	{
		sums[count++] = outcomes_sum(report, column);
		sums[count++] = balance_sum(report, column);
	}
	return count;
}

/* What each sum of table three lacks, free figures being 0. */
int
requests_residuals(const GrReport *report, GrWide residuals[SUMS])
{
	Sum			sums[SUMS];
	int			count = requests_sums(report, sums);

	for (int i = 0; i < count; i++)
		residuals[i] = sums[i].sum;
	return count;
}

/* Do the sums of table three hold? */
bool
requests_hold(const GrReport *report)
{
	Sum			sums[SUMS];
	int			count = requests_sums(report, sums);

	for (int i = 0; i < count; i++)
		if (!sum_holds(&sums[i]))
			return false;
	return true;
}

/* Does the sum of a row of table four hold? */
bool
remedies_hold(const GrReport *report, int row)
{
	Sum			sum = row_sum(report, GR_REMEDIES, row);

	return sum_holds(&sum);
}
