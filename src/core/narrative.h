/*
 * narrative.h
 *		What a report's prose says of its own figures.
 */
#ifndef GR_NARRATIVE_H
#define GR_NARRATIVE_H

#include "rules.h"

/* Figures one claim can be about: the rows of all outcomes. */
#define GR_CLAIM_FIGURES 32

/*
 * A claim: the prose says that the sum of some figures is a number.  Where the
 * words can mean more than one sum it has several readings, and is right if one
 * of them is: the figures of reading i are those from starts[i] up to
 * starts[i + 1].
 */
#define GR_CLAIM_READINGS 4
typedef struct GrClaim
{
	GrRuleId	rule;			/* the narrative rule it belongs to */
	int			nreadings;		/* at least 1; the first is the plain one */
	int			starts[GR_CLAIM_READINGS + 1];
	int16_t		figures[GR_CLAIM_FIGURES * GR_CLAIM_READINGS];
	int64_t		value;			/* a count, or millionths of 10,000 yuan */
	int64_t		slack;			/* a rounded number ("1.2万件"): a sum this far from
								 * value is still what it says; else 0 */
	bool		amount;
	int			section;		/* number of the section */
	long		offset;			/* of the number, in characters from 1 */
	GrText		sentence;		/* in the report's prose */
} GrClaim;

/* Takes a claim; false ends the search. */
typedef bool (*GrClaimReceiver) (void *context, const GrClaim *claim);

/*
 * Finds every claim in the prose of sections one, three and four.  Only what
 * the prose says of this report's year and body is a claim.  Bounded work: one
 * pass over the prose.  False when the receiver ended it.
 */
extern bool gr_claims(const GrReport *report, const GrArena *arena,
					  GrClaimReceiver receiver, void *context);

#endif
