/*
 * acts.c
 *		Many figures of table three wrong by one act.
 */
#include "suspects_test.h"

/* A line of the table: a row, or a column in printed order. */
typedef struct Line
{
	int			count;
	int			figures[GR_ROWS];
} Line;

/* Does an act to a window of a line; false where the line is not fit for it. */
typedef bool (*Act) (Random *random, GrReport *report, const Line *line, int first, int last);

/* The window's numbers move on by one place; the last is lost. */
static bool
shift_on(Random *random, GrReport *report, const Line *line, int first, int last)
{
	(void) random;
	for (int i = last; i > first; i--)
		report->value[line->figures[i]] = report->value[line->figures[i - 1]];
	report->value[line->figures[first]] = 0;
	return true;
}

/* They move back by one place; the first is lost. */
static bool
shift_back(Random *random, GrReport *report, const Line *line, int first, int last)
{
	(void) random;
	for (int i = first; i < last; i++)
		report->value[line->figures[i]] = report->value[line->figures[i + 1]];
	report->value[line->figures[last]] = 0;
	return true;
}

/* The first number is split in two cells. */
static bool
split(Random *random, GrReport *report, const Line *line, int first, int last)
{
	int64_t		value = report->value[line->figures[first]];
	int64_t		scale = 10;

	if (value < 10)
		return false;
	if (value >= 100 && random_once_in(random, 2))
		scale = 100;
	if (scale == 100 && value % 100 < 10)
		return false;			/* a number does not begin with 0 */
	shift_on(random, report, line, first, last);
	report->value[line->figures[first]] = value / scale;
	report->value[line->figures[first + 1]] = value % scale;
	return true;
}

/* The first two numbers are joined in one cell. */
static bool
join(Random *random, GrReport *report, const Line *line, int first, int last)
{
	int64_t		left = report->value[line->figures[first]];
	int64_t		right = report->value[line->figures[first + 1]];
	int64_t		scale = 10;

	if (left == 0)
		return false;
	while (right >= scale)
		scale *= 10;
	shift_back(random, report, line, first, last);
	report->value[line->figures[first]] = left * scale + right;
	return true;
}

/* The first and the last exchange their numbers. */
static bool
exchange(Random *random, GrReport *report, const Line *line, int first, int last)
{
	int64_t		value = report->value[line->figures[first]];

	(void) random;
	report->value[line->figures[first]] = report->value[line->figures[last]];
	report->value[line->figures[last]] = value;
	return true;
}

/* Left blank. */
static bool
blank(Random *random, GrReport *report, const Line *line, int first, int last)
{
	(void) random;
	for (int i = first; i <= last; i++)
	{
		report->value[line->figures[i]] = 0;
		report->state[line->figures[i]] = GR_BLANK;
	}
	return true;
}

/* A random row or column. */
static void
make_line(Random *random, const GrReport *report, bool row, Line *line)
{
	int			rows[GR_ROWS];
	int			nrows = table_rows(report, rows);
	int			at = rows[random_below(random, nrows)];
	int			column = GR_COLUMN_natural_person + random_below(random, REQUEST_COLUMNS);

	line->count = row ? REQUEST_COLUMNS : nrows;
	for (int i = 0; i < line->count; i++)
		line->figures[i] = row ? gr_figure_at(at, GR_COLUMN_natural_person + i) :
			gr_figure_at(rows[i], column);
}

/* How many numbers differ. */
static int
count_changes(const GrReport *a, const GrReport *b)
{
	int			count = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
		count += a->value[figure] != b->value[figure];
	return count;
}

/* Tables with one act each, which changes at least so many figures. */
static void
run_act(Random *random, long tables, const char *kind, Act act, bool row, bool whole,
		int changes, int reason)
{
	Tally		tally = {0};

	tally.kind = kind;
	while (tally.tried < tables)
	{
		GrReport	truth;
		GrReport	damaged;
		Line		line;
		int			first = 0;
		int			last;

		make_any(random, &truth);
		damaged = truth;
		make_line(random, &truth, row, &line);
		last = line.count - 1;
		if (!whole)
		{
			first = random_below(random, line.count - 1);
			last = first + 1 + random_below(random, line.count - first - 1);
		}
		if (act(random, &damaged, &line, first, last) &&
			count_changes(&truth, &damaged) >= changes)
			judge(&tally, &truth, &damaged, reason);
	}
	CHECK(tally.misled == 0, "%s: misled in %ld", kind, tally.misled);
	CHECK(tally.among == tally.tried - tally.agree, "%s: the truth is missing in %ld of %ld", kind,
		  tally.tried - tally.agree - tally.among, tally.tried);
	print_tally(&tally);
}

/*
 * Requests counted late, as received and with their outcomes, but in no total.
 * The truth is the table with its totals brought up to date.
 */
static void
run_stale(Random *random, long tables, int details)
{
	Tally		tally = {0};

	tally.kind = details == 1 ? "a late request, totals stale" : "three late requests, totals stale";
	while (tally.tried < tables)
	{
		GrReport	truth;
		GrReport	damaged;

		make_any(random, &truth);
		damaged = truth;
		for (int i = 0; i < details; i++)
		{
			int			column = GR_COLUMN_natural_person + random_below(random, REQUEST_COLUMNS - 1);
			int			row = GR_ROW_granted + random_below(random, 5);
			int64_t		late = 1 + random_below(random, 20);

			for (int k = 0; k < 2; k++)
			{
				int			detail = gr_figure_at(k == 0 ? GR_ROW_received : row, column);
				int			sum = gr_figure_at(k == 0 ? GR_ROW_received : row, GR_COLUMN_total);

				damaged.value[detail] += late;
				truth.value[detail] += late;
				truth.value[sum] += late;
			}
			truth.value[gr_figure_at(GR_ROW_concluded, column)] += late;
			truth.value[gr_figure_at(GR_ROW_concluded, GR_COLUMN_total)] += late;
		}
		CHECK(requests_hold(&truth), "the late requests are consistent");
		judge(&tally, &truth, &damaged, GR_SUSPECT_TOTAL);
	}
	CHECK(tally.misled == 0, "%s: misled in %ld", tally.kind, tally.misled);
	CHECK(tally.among == tally.tried, "%s: the truth is missing in %ld", tally.kind,
		  tally.tried - tally.among);
	print_tally(&tally);
}

/* Three or more figures with any numbers. */
static void
run_sets(Random *random, long tables, int size)
{
	static const char *const kinds[] = {
		"three numbers up to 999", "four numbers up to 999", "five numbers up to 999",
		"six numbers up to 999", "seven numbers up to 999"
	};
	Tally		tally = {0};

	tally.kind = kinds[size - 3];
	while (tally.tried < tables)
	{
		int			figures[GR_FIGURES];
		GrReport	truth;
		GrReport	damaged;
		int			count;

		make_any(random, &truth);
		damaged = truth;
		count = table_figures(&truth, figures);
		for (int i = 0; i < size; i++)
			damaged.value[figures[random_below(random, count)]] = random_below(random, 1000);
		if (count_changes(&truth, &damaged) == size)
			judge(&tally, &truth, &damaged, GR_NONE);
	}
	print_tally(&tally);
}

void
run_acts(Random *random, long tables)
{
	printf("\nFigures wrong by one act\n");
	print_tally_head();
	run_act(random, tables, "row shifted right", shift_on, true, true, 2, GR_SUSPECT_ROW_RIGHT);
	run_act(random, tables, "row shifted left", shift_back, true, true, 2, GR_SUSPECT_ROW_LEFT);
	run_act(random, tables, "part of a row shifted right", shift_on, true, false, 2,
			GR_SUSPECT_ROW_RIGHT);
	run_act(random, tables, "part of a row shifted left", shift_back, true, false, 2,
			GR_SUSPECT_ROW_LEFT);
	run_act(random, tables, "column shifted down", shift_on, false, true, 2,
			GR_SUSPECT_COLUMN_DOWN);
	run_act(random, tables, "column shifted up", shift_back, false, true, 2,
			GR_SUSPECT_COLUMN_UP);
	run_act(random, tables, "part of a column shifted down", shift_on, false, false, 2,
			GR_SUSPECT_COLUMN_DOWN);
	run_act(random, tables, "part of a column shifted up", shift_back, false, false, 2,
			GR_SUSPECT_COLUMN_UP);
	run_act(random, tables, "digits split, row moved right", split, true, false, 2,
			GR_SUSPECT_SPLIT);
	run_act(random, tables, "digits joined, row moved left", join, true, false, 2,
			GR_SUSPECT_JOINED);
	run_act(random, tables, "exchanged in a row", exchange, true, false, 2,
			GR_SUSPECT_EXCHANGED);
	run_act(random, tables, "exchanged in a column", exchange, false, false, 2,
			GR_SUSPECT_EXCHANGED);
	run_act(random, tables, "row left blank", blank, true, true, 2, GR_SUSPECT_IMPLIED);
	run_stale(random, tables, 1);
	run_stale(random, tables, 3);
	for (int size = 3; size <= 7; size++)
		run_sets(random, tables, size);
}
