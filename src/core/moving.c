/*
 * moving.c
 *		A sum that reports are also taken from again, for frames that move over
 *		rows (see sum.h).
 *
 * What a sum says of years, editions and states cannot be undone; so each is
 * counted, and the sum is made of the counts that are left.
 */
#include "sum.h"

#include <string.h>

/* Place of an edition's count. */
#define EDITION_PLACE(edition) ((edition) == 2021)

/* Starts a sum of nothing. */
void
gr_moving_init(GrMoving *moving, const GrArena *arena)
{
	memset(moving, 0, sizeof(*moving));
	gr_sum_init(&moving->sum, arena);
}

/* The place of a year, or of the end. */
static int
find_year(const GrMoving *moving, int year)
{
	int			i = 0;

	while (i < moving->nyears && moving->years[i].year != year)
		i++;
	return i;
}

/* Counts a year. */
static void
add_year(GrMoving *moving, int year)
{
	int			i = find_year(moving, year);

	if (i == GR_MOVING_YEARS)
	{
		moving->years_lost = true;
		return;
	}
	if (i == moving->nyears)
		moving->years[moving->nyears++] = (GrYearCount) {year, 0};
	moving->years[i].count++;
}

/* Takes a year away; false if it is not known. */
static bool
remove_year(GrMoving *moving, int year)
{
	int			i = find_year(moving, year);

	if (i == moving->nyears)
		return false;
	if (--moving->years[i].count == 0)
		moving->years[i] = moving->years[--moving->nyears];
	return true;
}

/* Counts the states of a report. */
static void
count_states(GrMoving *moving, const GrReport *report, int64_t by)
{
	moving->inputs += by;
	moving->editions[EDITION_PLACE(report->edition)] += by;
	for (int i = 0; i < GR_FIGURES; i++)
		moving->states[report->state[i]][i] += by;
}

/* Adds a report. */
bool
gr_moving_add(GrMoving *moving, const GrReport *report, GrError *error)
{
	add_year(moving, report->year);
	count_states(moving, report, 1);
	gr_sum_numbers(&moving->sum, report, false);
	return !moving->sum.failed || gr_error(error, GR_ERROR_MEMORY, "out of memory");
}

/* Takes a report away. */
bool
gr_moving_remove(GrMoving *moving, const GrReport *report, GrError *error)
{
	memset(error, 0, sizeof(*error));
	if (moving->years_lost || !remove_year(moving, report->year))
		return false;
	count_states(moving, report, -1);
	gr_sum_numbers(&moving->sum, report, true);
	return !moving->sum.failed || gr_error(error, GR_ERROR_MEMORY, "out of memory");
}

/* The sum of what is left. */
bool
gr_moving_report(const GrMoving *moving, GrReport *report, GrError *error)
{
	GrSum		sum = moving->sum;

	sum.edition = moving->editions[EDITION_PLACE(2021)] > 0 ? 2021 : 2019;
	sum.year = moving->nyears == 1 && !moving->years_lost ? moving->years[0].year : 0;
	for (int state = 0; state < GR_STATES; state++)
		for (int i = 0; i < GR_FIGURES; i++)
			if (moving->states[state][i] > 0)
				sum.seen[state][i / 64] |= UINT64_C(1) << (i % 64);
	return gr_sum_report(&sum, report, error);
}
