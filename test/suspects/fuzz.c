/*
 * fuzz.c
 *		Reports of any kind, hostile ones too: what every list of suspects must
 *		satisfy.
 */
#include "suspects_test.h"

/* Gives a few figures of the tables any state. */
static void
break_states(Random *random, GrReport *report, int count)
{
	int			figures[GR_FIGURES];
	int			nfigures = table_figures(report, figures);

	for (; count > 0; count--)
	{
		int			figure = random_once_in(random, 8) ?
			GR_FIGURES - 1 - random_below(random, 15) : figures[random_below(random, nfigures)];

		report->state[figure] = (uint8_t) random_below(random, GR_STATES);
		if (report->state[figure] != GR_NUMBER)
			report->value[figure] = 0;
	}
}

/* Gives a few figures of the tables other numbers. */
static void
break_numbers(Random *random, GrReport *report, int count)
{
	int			figures[GR_FIGURES];
	int			nfigures = table_figures(report, figures);

	for (; count > 0; count--)
	{
		int			figure = random_once_in(random, 8) ?
			GR_FIGURES - 1 - random_below(random, 15) : figures[random_below(random, nfigures)];

		if (report->state[figure] != GR_NUMBER)
			continue;
		report->value[figure] = random_once_in(random, 10) ?
			(int64_t) random_next(random) : random_below(random, 100);
	}
}

/* All numbers of the tables huge, or equal, or small. */
static void
fill(Random *random, GrReport *report)
{
	int			kind = random_below(random, 4);

	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (report->state[figure] == GR_NUMBER)
			report->value[figure] = kind == 0 ? (int64_t) random_next(random) :
				kind == 1 ? INT64_MAX : kind == 2 ? INT64_MIN : random_below(random, 3);
}

/* The problem an explanation is of: a row of table four, or GR_NONE for table
 * three. */
static int
problem_of(const GrExplanation *explanation)
{
	const GrFormFigure *f = &gr_figures[explanation->figures[0].figure];

	return f->table == GR_REMEDIES ? (int) f->row : GR_NONE;
}

/* The report with an explanation's numbers. */
static void
apply(const GrExplanation *explanation, const GrReport *report, GrReport *applied)
{
	*applied = *report;
	for (int i = 0; i < explanation->nfigures; i++)
	{
		applied->state[explanation->figures[i].figure] = GR_NUMBER;
		applied->value[explanation->figures[i].figure] = explanation->figures[i].implied;
	}
}

/* What each suspect says of its figure is so. */
static void
check_figures(const GrReport *report, const GrExplanation *explanation)
{
	int			changes = 0;

	for (int i = 0; i < explanation->nfigures; i++)
	{
		const GrSuspect *suspect = &explanation->figures[i];
		GrState		state = (GrState) report->state[suspect->figure];

		CHECK(i == 0 || suspect->figure > suspect[-1].figure, "the figures ascend");
		CHECK(suspect->implied >= 0, "no figure is implied below 0");
		CHECK(suspect->has_reported == (state == GR_NUMBER), "what is reported is a number");
		CHECK(suspect->reported == report->value[suspect->figure], "... the report's");
		CHECK(!suspect->has_reported || suspect->reported != suspect->implied,
			  "what is reported changes");
		CHECK(gr_suspect_reason(suspect->reason) != NULL, "it has a reason");
		changes += state == GR_NUMBER || state == GR_BLANK || state == GR_NOT_APPLICABLE;
	}
	/* unreadable figures pinned to 0 count as changed, too */
	CHECK(explanation->changes >= changes, "%d changes, not %d", explanation->changes, changes);
}

/* Are all figures of one explanation among another's? */
static bool
contains(const GrExplanation *larger, const GrExplanation *smaller)
{
	for (int i = 0; i < smaller->nfigures; i++)
	{
		bool		found = false;

		for (int k = 0; k < larger->nfigures; k++)
			found |= larger->figures[k].figure == smaller->figures[i].figure;
		if (!found)
			return false;
	}
	return true;
}

/* What holds between two explanations of one problem, the first ranking higher. */
static void
check_two(const GrExplanation *a, const GrExplanation *b)
{
	CHECK(a->acts <= b->acts, "fewer acts first");
	CHECK(!b->unique, "a later one is not unique");
	CHECK(!a->unique || (b->acts > a->acts && b->changes > a->changes), "unique is");
	CHECK(a->nfigures >= b->nfigures || !contains(b, a), "none contains a smaller one");
	CHECK(b->nfigures >= a->nfigures || !contains(a, b), "none contains a smaller one");
}

/* Everything that is so of a report's suspects. */
static void
check_suspects(const GrReport *report, const GrSuspects *suspects)
{
	int			listed = 0;

	for (int i = 0; i < suspects->count; i++)
	{
		const GrExplanation *explanation = &suspects->explanations[i];
		int			problem = problem_of(explanation);
		GrReport	applied;

		CHECK(explanation->nfigures > 0, "it has figures");
		check_figures(report, explanation);
		apply(explanation, report, &applied);
		CHECK(problem == GR_NONE ? requests_hold(&applied) : remedies_hold(&applied, problem),
			  "everything holds with an explanation");
		listed = i > 0 && problem == problem_of(explanation - 1) ? listed + 1 : 1;
		CHECK(listed <= GR_EXPLANATIONS_MAX, "no more than the limit");
		for (int k = i + 1; k < suspects->count; k++)
			if (problem_of(&suspects->explanations[k]) == problem)
				check_two(explanation, &suspects->explanations[k]);
	}
}

/* Is every figure of a table a number? */
static bool
is_complete(const GrReport *report, GrTable table)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table == table && report->state[figure] != GR_NUMBER &&
			gr_figure_expected(report, figure))
			return false;
	return true;
}

/* A consistent, complete table has no suspects and takes no memory. */
static void
check_nothing(const GrReport *report)
{
	MallocArena memory;
	GrSuspects	suspects;
	GrError		error;

	malloc_arena_init(&memory);
	memory.allowed = 0;
	CHECK(gr_suspects(report, &memory.arena, &suspects, &error) && suspects.count == 0,
		  "nothing is listed for a consistent table, without memory");
}

/* Looks for a report's suspects, with memory and without. */
static long
check_report(Random *random, const GrReport *report)
{
	MallocArena memory;
	GrSuspects	suspects;
	GrError		error;
	long		count;

	malloc_arena_init(&memory);
	if (!CHECK(gr_suspects(report, &memory.arena, &suspects, &error), "%s", error.message))
		return 0;
	check_suspects(report, &suspects);
	if (is_complete(report, GR_REQUESTS) && requests_hold(report))
		for (int i = 0; i < suspects.count; i++)
			CHECK(problem_of(&suspects.explanations[i]) != GR_NONE, "table three holds");
	count = suspects.count;
	malloc_arena_reset(&memory);
	memory.allowed = random_below(random, 12);
	if (!gr_suspects(report, &memory.arena, &suspects, &error))
		CHECK(error.code == GR_ERROR_MEMORY, "the error is that of memory");
	malloc_arena_reset(&memory);
	return count;
}

void
run_fuzz(Random *random, long tables)
{
	long		with = 0;
	long		listed = 0;

	for (long i = 0; i < tables; i++)
	{
		MallocArena memory;
		GrReport	report;
		long		count;

		malloc_arena_init(&memory);
		if (i % 8 == 0)
			random_report(random, &memory.arena, &report);
		else
		{
			make_any(random, &report);
			if (i % 8 == 1)
				check_nothing(&report);
			break_numbers(random, &report, random_below(random, i % 8));
			if (i % 3 == 0)
				break_states(random, &report, random_below(random, i % 5 == 0 ? 150 : 6));
			if (i % 16 == 15)
				fill(random, &report);
		}
		count = check_report(random, &report);
		with += count > 0;
		listed += count;
		malloc_arena_reset(&memory);
	}
	printf("\nFuzz: %ld reports, %ld with suspects, %ld explanations\n", tables, with, listed);
}
