/*
 * judge.c
 *		Is the truth among the explanations, and where?
 */
#include "suspects_test.h"

/* The figures in which two reports differ. */
static int
differences(const GrReport *a, const GrReport *b)
{
	int			count = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
		count += a->value[figure] != b->value[figure];
	return count;
}

/* Does the explanation make the damaged report the true one? */
static bool
restores(const GrExplanation *explanation, const GrReport *truth, const GrReport *damaged)
{
	if (explanation->nfigures != differences(truth, damaged))
		return false;
	for (int i = 0; i < explanation->nfigures; i++)
	{
		const GrSuspect *suspect = &explanation->figures[i];

		if (suspect->implied != truth->value[suspect->figure] ||
			suspect->implied == damaged->value[suspect->figure])
			return false;
	}
	return true;
}

/* The place among the explanations of the one that restores the truth, or -1. */
int
find_truth(const GrSuspects *suspects, const GrReport *truth, const GrReport *damaged)
{
	for (int i = 0; i < suspects->count; i++)
		if (restores(&suspects->explanations[i], truth, damaged))
			return i;
	return -1;
}

/* Looks for the suspects of a damaged table, and counts. */
void
judge(Tally *tally, const GrReport *truth, const GrReport *damaged, int reason)
{
	MallocArena memory;
	GrSuspects	suspects;
	GrError		error;
	int			place;
	bool		unique;

	tally->tried++;
	if (requests_hold(damaged))
	{
		tally->agree++;
		return;
	}
	malloc_arena_init(&memory);
	if (!CHECK(gr_suspects(damaged, &memory.arena, &suspects, &error), "%s", error.message))
		return;
	place = find_truth(&suspects, truth, damaged);
	unique = suspects.count > 0 && suspects.explanations[0].unique;
	tally->explanations += suspects.count;
	tally->among += place >= 0;
	tally->first += place == 0;
	tally->unique += place == 0 && unique;
	tally->misled += place != 0 && unique;
	tally->reason += place == 0 &&
		(int) suspects.explanations[0].figures[0].reason == reason;
	malloc_arena_reset(&memory);
}

void
print_tally_head(void)
{
	printf("%-34s %9s %7s %9s %9s %9s %9s %7s %8s\n", "damage", "tables", "agree", "among",
		   "first", "unique", "reason", "misled", "listed");
}

/* A share of those tables whose sums do not agree. */
static void
print_share(const Tally *tally, long count)
{
	long		wrong = tally->tried - tally->agree;

	printf(" %8.3f%%", wrong == 0 ? 0.0 : 100.0 * (double) count / (double) wrong);
}

void
print_tally(const Tally *tally)
{
	long		wrong = tally->tried - tally->agree;

	printf("%-34s %9ld %7ld", tally->kind, tally->tried, tally->agree);
	print_share(tally, tally->among);
	print_share(tally, tally->first);
	print_share(tally, tally->unique);
	print_share(tally, tally->reason);
	printf(" %7ld %8.2f\n", tally->misled,
		   wrong == 0 ? 0.0 : (double) tally->explanations / (double) wrong);
}
