/*
 * oracle.c
 *		Every pair of figures of a table tried one by one: exactly those that
 *		explain the sums are listed.
 */
#include "suspects_test.h"

/* The table, what its sums lack, and what one more of each figure adds. */
static GrWide lacking[SUMS];
static GrWide effect[GR_FIGURES][SUMS];
static int	nsums;

/* Finds out what the figures do by changing each. */
static void
learn(const GrReport *report, const int *figures, int count)
{
	nsums = requests_residuals(report, lacking);
	for (int i = 0; i < count; i++)
	{
		GrReport	changed = *report;
		GrWide		residuals[SUMS];

		changed.value[figures[i]]++;
		requests_residuals(&changed, residuals);
		for (int k = 0; k < nsums; k++)
			effect[figures[i]][k] = residuals[k] - lacking[k];
	}
}

/* Do changes of two figures make up for everything? */
static bool
make_up(int a, GrWide by_a, int b, GrWide by_b)
{
	for (int k = 0; k < nsums; k++)
		if (lacking[k] + effect[a][k] * by_a + effect[b][k] * by_b != 0)
			return false;
	return true;
}

/* What one figure must change by, from a sum that the other is not in. */
static bool
change_alone(int figure, int other, GrWide *by)
{
	for (int k = 0; k < nsums; k++)
		if (effect[figure][k] != 0 && effect[other][k] == 0)
		{
			*by = -lacking[k] * effect[figure][k];
			return true;
		}
	return false;
}

/* Is the pair with its numbers among the explanations? */
static bool
is_listed(const GrSuspects *suspects, int a, int64_t value_a, int b, int64_t value_b)
{
	for (int i = 0; i < suspects->count; i++)
	{
		const GrSuspect *figures = suspects->explanations[i].figures;

		if (suspects->explanations[i].nfigures != 2)
			continue;
		if ((figures[0].figure == a && figures[0].implied == value_a &&
			 figures[1].figure == b && figures[1].implied == value_b) ||
			(figures[0].figure == b && figures[0].implied == value_b &&
			 figures[1].figure == a && figures[1].implied == value_a))
			return true;
	}
	return false;
}

/* Tries every pair; how many explain the sums. */
static long
try_pairs(const GrReport *report, const GrSuspects *suspects, const int *figures, int count)
{
	long		found = 0;

	for (int i = 0; i < count; i++)
		for (int k = 0; k < i; k++)
		{
			GrWide		by_a = 0;
			GrWide		by_b = 0;
			GrWide		a;
			GrWide		b;

			if (!CHECK(change_alone(figures[i], figures[k], &by_a) &&
					   change_alone(figures[k], figures[i], &by_b),
					   "no two figures are in the same sums"))
				continue;
			a = report->value[figures[i]] + by_a;
			b = report->value[figures[k]] + by_b;
			if (by_a == 0 || by_b == 0 || a < 0 || b < 0 || a > INT64_MAX || b > INT64_MAX ||
				!make_up(figures[i], by_a, figures[k], by_b))
				continue;
			found++;
			CHECK(is_listed(suspects, figures[i], (int64_t) a, figures[k], (int64_t) b),
				  "%s and %s explain it, too", gr_figures[figures[i]].key,
				  gr_figures[figures[k]].key);
		}
	return found;
}

/* Makes two or three small mistakes, of one size more often than not. */
static void
make_mistakes(Random *random, GrReport *report, const int *figures, int count)
{
	int			size = 1 + random_below(random, 3);

	for (int n = 2 + random_once_in(random, 4); n > 0; n--)
	{
		int			figure = figures[random_below(random, count)];

		if (random_once_in(random, 4))
			size = 1 + random_below(random, 9);
		report->value[figure] += random_once_in(random, 2) && report->value[figure] >= size ?
			-size : size;
	}
}

void
run_oracle(Random *random, long tables)
{
	long		pairs = 0;
	long		several = 0;

	for (long i = 0; i < tables; i++)
	{
		MallocArena memory;
		GrSuspects	suspects;
		GrError		error;
		GrReport	report;
		int			figures[GR_FIGURES];
		int			count;
		long		found;
		long		listed = 0;

		make_any(random, &report);
		count = table_figures(&report, figures);
		make_mistakes(random, &report, figures, count);
		malloc_arena_init(&memory);
		if (!CHECK(gr_suspects(&report, &memory.arena, &suspects, &error), "%s", error.message))
			return;
		if (suspects.count > 0 && suspects.explanations[0].changes > 1)
		{
			learn(&report, figures, count);
			found = try_pairs(&report, &suspects, figures, count);
			for (int k = 0; k < suspects.count; k++)
				listed += suspects.explanations[k].changes == 2;
			CHECK(listed == found, "%ld pairs listed of %ld", listed, found);
			pairs += found;
			several += found > 1;
		}
		malloc_arena_reset(&memory);
	}
	printf("\nEvery pair of figures of %ld tables tried: %ld explain the sums, all listed; "
		   "%ld tables with more than one\n", tables, pairs, several);
}
