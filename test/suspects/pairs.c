/*
 * pairs.c
 *		Two figures of table three wrong at once.
 */
#include "suspects_test.h"

/* How two numbers go wrong. */
typedef enum Errors
{
	ERRORS_ANY,					/* another number up to 999 each */
	ERRORS_DIGITS,				/* one digit of each is another, or one is added */
	ERRORS_SMALL,				/* one or two more or less each */
	ERRORS_SAME_ROW,			/* any, both in one row */
	ERRORS_SAME_COLUMN,			/* any, both in one column */
	ERRORS_CANCEL,				/* as much more as the other is less, in one row */
	ERRORS
} Errors;

static const char *const error_names[ERRORS] = {
	"two numbers up to 999", "two digits misread or added", "two numbers off by 1 or 2",
	"two numbers of one row", "two numbers of one column", "two that cancel out in their row"
};

/* Another number, by the kind of error. */
static int64_t
other_number(Random *random, int64_t value, Errors errors)
{
	int64_t		scale = 1;
	int			digits = 1;

	switch (errors)
	{
		case ERRORS_SMALL:
			value += random_once_in(random, 2) ? 1 + random_below(random, 2) :
				-1 - random_below(random, 2);
			return value < 0 ? -value : value;
		case ERRORS_DIGITS:
			if (value == 0 || random_once_in(random, 4))
				return value * 10 + 1 + random_below(random, 9);
			for (int64_t rest = value; rest >= 10; rest /= 10)
				digits++;
			for (int i = random_below(random, digits); i > 0; i--)
				scale *= 10;
			return value - value / scale % 10 * scale + random_below(random, 10) * scale;
		default:
			return random_below(random, 1000);
	}
}

/* May the two figures be a pair of the kind? */
static bool
is_pair(int a, int b, Errors errors)
{
	if (a == b)
		return false;
	if (errors == ERRORS_SAME_ROW || errors == ERRORS_CANCEL)
		return gr_figures[a].row == gr_figures[b].row;
	if (errors == ERRORS_SAME_COLUMN)
		return gr_figures[a].column == gr_figures[b].column;
	return true;
}

/* Damages two figures; false when the draw was none. */
static bool
damage_pair(Random *random, const GrReport *truth, Errors errors, GrReport *damaged)
{
	int			figures[GR_FIGURES];
	int			count = table_figures(truth, figures);
	int			a = figures[random_below(random, count)];
	int			b = figures[random_below(random, count)];

	if (!is_pair(a, b, errors))
		return false;
	*damaged = *truth;
	damaged->value[a] = other_number(random, truth->value[a], errors);
	if (errors == ERRORS_CANCEL)
	{
		bool		total = gr_figures[a].column == GR_COLUMN_total ||
			gr_figures[b].column == GR_COLUMN_total;
		int64_t		delta = damaged->value[a] - truth->value[a];

		damaged->value[b] += total ? delta : -delta;
	}
	else
		damaged->value[b] = other_number(random, truth->value[b], errors);
	return damaged->value[a] != truth->value[a] && damaged->value[b] != truth->value[b] &&
		damaged->value[b] >= 0;
}

void
run_pairs(Random *random, long tables)
{
	printf("\nTwo figures wrong\n");
	print_tally_head();
	for (int errors = 0; errors < ERRORS; errors++)
	{
		Tally		tally = {0};

		tally.kind = error_names[errors];
		while (tally.tried < tables)
		{
			GrReport	truth;
			GrReport	damaged;

			make_any(random, &truth);
			if (damage_pair(random, &truth, (Errors) errors, &damaged))
				judge(&tally, &truth, &damaged, GR_NONE);
		}
		CHECK(tally.agree == 0, "%s: sums agree in %ld", tally.kind, tally.agree);
		CHECK(tally.among == tally.tried, "%s: the truth is missing in %ld", tally.kind,
			  tally.tried - tally.among);
		CHECK(tally.misled == 0, "%s: misled in %ld", tally.kind, tally.misled);
		CHECK(errors != ERRORS_ANY || tally.unique * 100 >= tally.tried * 99,
			  "%s: only %ld of %ld unique", tally.kind, tally.unique, tally.tried);
		print_tally(&tally);
	}
}
