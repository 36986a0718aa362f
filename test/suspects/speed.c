/*
 * speed.c
 *		How long the search takes, at worst: for the curious; nothing is checked.
 */
#define _POSIX_C_SOURCE 200809L

#include "suspects_test.h"

#include <time.h>

/* What a report is made of. */
typedef enum Load
{
	LOAD_CONSISTENT,
	LOAD_SINGLE,
	LOAD_PAIR,
	LOAD_THREE,
	LOAD_FOUR,
	LOAD_FIVE,
	LOAD_GARBAGE,				/* any bigints */
	LOAD_ONE_ROW,				/* any numbers in one row */
	LOAD_ONE_COLUMN,
	LOAD_SQUARE,				/* one more in four rows and four columns */
	LOAD_FREE,					/* half unreadable, the rest any */
	LOAD_FEW_FREE,				/* some unreadable, some wrong */
	LOAD_BLANK,					/* half blank, some wrong */
	LOADS
} Load;

static const char *const load_names[LOADS] = {
	"consistent", "one wrong", "two wrong", "three wrong", "four wrong", "five wrong",
	"random bigints", "one row random", "one column random", "four by four, one more each",
	"half unreadable, random", "ten unreadable, three wrong", "half blank, three wrong"
};

/* Changes any figures. */
static void
spoil(Random *random, GrReport *report, int count)
{
	int			figures[GR_FIGURES];
	int			nfigures = table_figures(report, figures);

	for (; count > 0; count--)
		report->value[figures[random_below(random, nfigures)]] = random_below(random, 1000);
}

/* Gives figures a state. */
static void
give_state(Random *random, GrReport *report, int count, GrState state)
{
	int			figures[GR_FIGURES];
	int			nfigures = table_figures(report, figures);

	for (; count > 0; count--)
	{
		int			figure = figures[random_below(random, nfigures)];

		report->state[figure] = (uint8_t) state;
		report->value[figure] = 0;
	}
}

/* Changes the numbers of a row, or of a column. */
static void
spoil_line(Random *random, GrReport *report, int row, int column)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (report->state[figure] == GR_NUMBER &&
			((int) gr_figures[figure].row == row || (int) gr_figures[figure].column == column))
			report->value[figure] = random_below(random, 1000);
}

static void
make_load(Random *random, Load load, GrReport *report)
{
	make_any(random, report);
	switch (load)
	{
		case LOAD_CONSISTENT:
			break;
		case LOAD_SINGLE:
		case LOAD_PAIR:
		case LOAD_THREE:
		case LOAD_FOUR:
		case LOAD_FIVE:
			spoil(random, report, (int) load);
			break;
		case LOAD_GARBAGE:
			for (int figure = 0; figure < GR_FIGURES; figure++)
				report->value[figure] = (int64_t) random_next(random);
			break;
		case LOAD_ONE_ROW:
			spoil_line(random, report, GR_ROW_granted + random_below(random, 10), GR_NONE);
			break;
		case LOAD_ONE_COLUMN:
			spoil_line(random, report, GR_NONE, GR_COLUMN_natural_person + random_below(random, 7));
			break;
		case LOAD_SQUARE:
			for (int i = 0; i < 4; i++)
				report->value[gr_figure_at(GR_ROW_granted + i, GR_COLUMN_natural_person + i)]++;
			break;
		case LOAD_FREE:
			spoil(random, report, 200);
			give_state(random, report, 120, GR_UNREADABLE);
			break;
		case LOAD_FEW_FREE:
			spoil(random, report, 3);
			give_state(random, report, 10, GR_UNREADABLE);
			break;
		default:
			spoil(random, report, 3);
			give_state(random, report, 120, GR_BLANK);
			break;
	}
}

/* Processor time used, in microseconds. */
static double
microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

void
run_speed(Random *random, long tables)
{
	printf("\n%-30s %12s %12s %10s\n", "report", "mean, us", "longest, us", "listed");
	for (int load = 0; load < LOADS; load++)
	{
		double		sum = 0;
		double		longest = 0;
		long		listed = 0;

		for (long i = 0; i < tables; i++)
		{
			MallocArena memory;
			GrReport	report;
			GrSuspects	suspects;
			GrError		error;
			double		before;
			double		time;

			make_load(random, (Load) load, &report);
			malloc_arena_init(&memory);
			before = microseconds();
			if (gr_suspects(&report, &memory.arena, &suspects, &error))
				listed += suspects.count;
			time = microseconds() - before;
			malloc_arena_reset(&memory);
			sum += time;
			if (time > longest)
				longest = time;
		}
		printf("%-30s %12.2f %12.1f %10.2f\n", load_names[load], sum / (double) tables, longest,
			   (double) listed / (double) tables);
	}
}
