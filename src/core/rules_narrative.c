/*
 * rules_narrative.c
 *		The rules narrative.*: the claims of the prose against the figures.
 */
#include "checking.h"

#include "narrative.h"

#include <string.h>

/* Claims kept of one report; further ones are not looked at. */
#define CLAIMS_MAX 1000
#define CLAIMS_FIRST 8

/* A claim with what came of it. */
typedef struct Judged
{
	GrClaim		claim;
	GrStatus	status;
} Judged;

/* The claims of a report that are to be given. */
typedef struct Claims
{
	GrChecking *checking;
	Judged	   *judged;
	int			count;
	int			size;
} Claims;

/* Is the figure one that the sum of a reading lacks? */
static bool
is_missing(const GrChecking *checking, int figure)
{
	const GrReport *report = checking->report;

	return report->state[figure] != GR_NUMBER && gr_figure_expected(report, figure) &&
		!gr_counts_as_zero(report->state[figure], checking->options->missing);
}

/* The sum of a reading's figures; missing counts those that are unknown. */
static GrWide
reading_sum(const GrChecking *checking, const GrClaim *claim, int reading, int *missing)
{
	const GrReport *report = checking->report;
	GrWide		sum = 0;

	*missing = 0;
	for (int i = claim->starts[reading]; i < claim->starts[reading + 1]; i++)
	{
		int			figure = claim->figures[i];

		if (report->state[figure] == GR_NUMBER)
			sum += report->value[figure];
		else if (is_missing(checking, figure))
			++*missing;
	}
	return sum;
}

/*
 * Does the claim hold?  One reading that fits, as closely as the prose is
 * rounded, is enough; one that could fit if what is missing were known leaves
 * it open.
 */
static GrStatus
judge(const GrChecking *checking, const GrClaim *claim)
{
	bool		open = false;

	for (int i = 0; i < claim->nreadings; i++)
	{
		int			missing;
		GrWide		sum = reading_sum(checking, claim, i, &missing);
		GrWide		most = (GrWide) claim->value + claim->slack;

		if (missing == 0 && sum <= most && sum >= (GrWide) claim->value - claim->slack)
			return GR_STATUS_PASS;
		if (missing > 0 && sum <= most)
			open = true;
	}
	return open ? GR_STATUS_NOT_EVALUABLE : GR_STATUS_FAIL;
}

/* Room for one more claim; false when there is none. */
static bool
make_room(Claims *claims)
{
	const GrArena *arena = claims->checking->arena;
	int			size = claims->size == 0 ? CLAIMS_FIRST : claims->size * 2;
	Judged	   *judged;

	if (claims->count < claims->size)
		return true;
	judged = arena->alloc(arena->context, (size_t) size * sizeof(Judged));
	if (judged == NULL)
		return false;
	if (claims->count > 0)
		memcpy(judged, claims->judged, (size_t) claims->count * sizeof(Judged));
	claims->judged = judged;
	claims->size = size;
	return true;
}

/* Keeps a claim that is to be given. */
static bool
keep_claim(void *context, const GrClaim *claim)
{
	Claims	   *claims = context;
	GrStatus	status = judge(claims->checking, claim);

	if (!gr_checking_wants(claims->checking, claim->rule) ||
		(status != GR_STATUS_FAIL && claims->checking->options->failures_only))
		return true;
	if (claims->count >= CLAIMS_MAX || !make_room(claims))
		return false;
	claims->judged[claims->count].claim = *claim;
	claims->judged[claims->count++].status = status;
	return true;
}

/* Gives the check of a claim: its plain reading against the prose. */
static bool
give_claim(GrChecking *checking, const Judged *judged)
{
	const GrClaim *claim = &judged->claim;
	GrCheck    *check = gr_checking_begin(checking, claim->rule);
	int			missing;

	check->place = GR_PLACE_SECTION;
	check->section = claim->section;
	check->offset = claim->offset;
	check->has_expected = check->has_actual = true;
	check->amount = claim->amount;
	check->expected = reading_sum(checking, claim, 0, &missing);
	check->actual = claim->value;
	check->has_expected = missing == 0;
	check->text = claim->sentence;
	for (int i = claim->starts[0]; i < claim->starts[1]; i++)
	{
		int			figure = claim->figures[i];

		if (!gr_figure_expected(checking->report, figure))
			continue;
		gr_checking_key(checking, figure);
		if (is_missing(checking, figure))
			gr_checking_missing(checking, figure);
	}
	return gr_checking_give(checking, judged->status);
}

/* The rules narrative.*, in their order and for each in the prose's. */
bool
gr_check_narrative(GrChecking *checking)
{
	Claims		claims = {checking, NULL, 0, 0};

	if (checking->has_texts)
		gr_claims(checking->report, checking->arena, keep_claim, &claims);
	for (int rule = GR_RULE_narrative_received; rule <= GR_RULE_narrative_fees; rule++)
	{
		bool		given = false;

		if (!gr_checking_wants(checking, rule))
			continue;
		for (int i = 0; i < claims.count; i++)
			if (claims.judged[i].claim.rule == (GrRuleId) rule)
			{
				given = true;
				if (!give_claim(checking, &claims.judged[i]))
					return false;
			}
		if (!given &&
			!gr_checking_whole(checking, rule, checking->has_texts ?
							   GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE))
			return false;
	}
	return true;
}
