/*
 * suspects_evidence.c
 *		What speaks for one explanation rather than another: what the prose says
 *		of the figures, what their digits look like, what the reader noted.
 */
#include "suspecting.h"

#include "narrative.h"

#include <string.h>

/* Claims of the prose that are weighed; later ones are not. */
#define CLAIMS_MAX 128

/* How much digits look mistaken. */
#define DIGITS_SURE 3			/* transposed, dropped, added, left blank */
#define DIGITS_MAYBE 2			/* misread */

/* What is weighed. */
typedef struct Weighing
{
	const GrReport *report;
	const GrSystem *system;
	GrClaim    *claims;
	int			nclaims;
	int			doubt[GR_FIGURES];
} Weighing;

/* Does a claim tell of a figure of the problem? */
static bool
concerns(const GrSystem *system, const GrClaim *claim)
{
	for (int i = claim->starts[0]; i < claim->starts[claim->nreadings]; i++)
		if (system->part[claim->figures[i]] != GR_PART_NONE)
			return true;
	return false;
}

/* Takes a claim of the prose. */
static bool
take_claim(void *context, const GrClaim *claim)
{
	Weighing   *weighing = context;

	if (concerns(weighing->system, claim))
		weighing->claims[weighing->nclaims++] = *claim;
	return weighing->nclaims < CLAIMS_MAX;
}

/* A figure's number in an explanation, or as reported; false if it has none. */
static bool
number_in(const Weighing *weighing, const GrExplanation *explanation, int figure,
		  int64_t *number)
{
	GrState		state = (GrState) weighing->report->state[figure];

	for (int i = 0; explanation != NULL && i < explanation->nfigures; i++)
		if (explanation->figures[i].figure == figure)
		{
			*number = explanation->figures[i].implied;
			return true;
		}
	*number = weighing->report->value[figure];
	return state == GR_NUMBER || state == GR_BLANK || state == GR_NOT_APPLICABLE;
}

/* Is a claim right in one of its readings? */
static bool
is_right(const Weighing *weighing, const GrClaim *claim, const GrExplanation *explanation)
{
	for (int reading = 0; reading < claim->nreadings; reading++)
	{
		GrWide		sum = 0;
		bool		known = true;

		for (int i = claim->starts[reading]; known && i < claim->starts[reading + 1]; i++)
		{
			int64_t		number;

			known = number_in(weighing, explanation, claim->figures[i], &number);
			sum += number;
		}
		if (known && sum >= (GrWide) claim->value - claim->slack &&
			sum <= (GrWide) claim->value + claim->slack)
			return true;
	}
	return false;
}

/* Claims that only the explanation makes right, less those it makes wrong. */
static int
weigh_claims(const Weighing *weighing, const GrExplanation *explanation)
{
	int			evidence = 0;

	for (int i = 0; i < weighing->nclaims; i++)
		evidence += is_right(weighing, &weighing->claims[i], explanation) -
			is_right(weighing, &weighing->claims[i], NULL);
	return evidence;
}

/* How much the digits of an explanation's figures look mistaken. */
static int
weigh_digits(const GrExplanation *explanation)
{
	int			sum = 0;

	for (int i = 0; i < explanation->nfigures; i++)
	{
		const GrSuspect *suspect = &explanation->figures[i];
		int			reason = suspect->has_reported ?
			gr_digits_reason(suspect->reported, suspect->implied) : GR_SUSPECT_IMPLIED;

		if (reason == GR_SUSPECT_MISREAD)
			sum += DIGITS_MAYBE;
		else if (reason != GR_NONE)
			sum += DIGITS_SURE;
	}
	return sum;
}

/*
 * How much notes doubt each figure.  A note on a row names the row's first
 * figure, so that it counts for the whole row, and a little more for its own.
 */
static void
weigh_notes(Weighing *weighing)
{
	const GrReport *report = weighing->report;
	int			row_doubt[GR_ROWS] = {0};

	for (int i = 0; i < report->nnotes; i++)
	{
		int			figure = report->notes[i].figure;

		if (figure == GR_NONE || report->notes[i].code == GR_NOTE_CORRECTED)
			continue;
		row_doubt[gr_figures[figure].row]++;
		weighing->doubt[figure]++;
	}
	for (int figure = 0; figure < GR_FIGURES; figure++)
		weighing->doubt[figure] += row_doubt[gr_figures[figure].row];
}

/* Fills in what ranks explanations apart from their size. */
void
gr_search_weigh(GrSearch *search)
{
	const GrArena *arena = search->arena;
	Weighing	weighing;

	memset(&weighing, 0, sizeof(weighing));
	weighing.report = search->report;
	weighing.system = search->system;
	weighing.claims = arena->alloc(arena->context, CLAIMS_MAX * sizeof(GrClaim));
	if (weighing.claims == NULL)
	{
		search->no_memory = true;
		return;
	}
	gr_claims(search->report, arena, take_claim, &weighing);
	weigh_notes(&weighing);
	for (int i = 0; i < search->nfound; i++)
	{
		GrFound    *found = &search->found[i];

		if (arena->poll != NULL && i % 64 == 0)
			arena->poll(arena->context);
		found->evidence = weigh_claims(&weighing, &found->explanation);
		found->digits = weigh_digits(&found->explanation);
		for (int k = 0; k < found->explanation.nfigures; k++)
			found->doubt += weighing.doubt[found->figures[k].figure];
	}
	arena->release(arena->context, weighing.claims);
}
