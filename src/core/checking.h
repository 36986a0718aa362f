/*
 * checking.h
 *		What the files that evaluate rules share.
 *
 * Each gr_check_... below evaluates some rules and gives every one of them at
 * least one check: failures, or a pass, or that it is not evaluable.  They are
 * called only when a rule of theirs is asked for.  All return false when the
 * receiver ended the checking.
 */
#ifndef GR_CHECKING_H
#define GR_CHECKING_H

#include "rules.h"

/* A run of checks over one report. */
typedef struct GrChecking
{
	const GrReport *report;
	const GrCheckOptions *options;
	const GrArena *arena;		/* for poll; and for text of failures */
	bool		has_texts;		/* the report keeps a title, prose or sections;
								 * else nothing can be said of them */
	GrCheckReceiver receiver;
	void	   *context;
	GrCheck		check;			/* the one being made */
} GrChecking;

/* Is a figure without a number 0 by the policy? */
static inline bool
gr_counts_as_zero(GrState state, GrMissing missing)
{
	return missing == GR_MISSING_ZERO &&
		(state == GR_BLANK || state == GR_NOT_APPLICABLE);
}

/* Is the rule asked for, by severity and the report's edition? */
extern bool gr_checking_wants(const GrChecking *checking, GrRuleId rule);

/* Starts a check in checking->check: of the whole report, without keys. */
extern GrCheck *gr_checking_begin(GrChecking *checking, GrRuleId rule);

/* Adds a figure to the check's keys, and to the missing ones. */
extern void gr_checking_key(GrChecking *checking, int figure);
extern void gr_checking_missing(GrChecking *checking, int figure);

/* Gives the check with a status, if such are asked for. */
extern bool gr_checking_give(GrChecking *checking, GrStatus status);

/* The same for a rule about which there is nothing more to say. */
extern bool gr_checking_whole(GrChecking *checking, GrRuleId rule, GrStatus status);

/* A rule and what gives its checks. */
typedef struct GrRuleCheck
{
	GrRuleId	rule;
	bool		(*evaluate) (GrChecking *checking);
} GrRuleCheck;

/* Evaluates those of some rules that are asked for. */
extern bool gr_checking_run(GrChecking *checking, const GrRuleCheck *rules, size_t count);

/* rules_arithmetic.c: the rules that are equations */
extern bool gr_check_equations(GrChecking *checking);
/* rules_figures.c: figure.* */
extern bool gr_check_figures(GrChecking *checking);
/* rules_plausible.c: proactive.regulations_competence, proactive.fees_magnitude,
 * remedies.without_requests */
extern bool gr_check_plausible(GrChecking *checking);
/* rules_structure.c: structure.* */
extern bool gr_check_structure(GrChecking *checking);
/* rules_identity.c, by rules_year.c and rules_authority.c: identity.* */
extern bool gr_check_identity(GrChecking *checking);
/* rules_narrative.c: narrative.*, by the claims of narrative.h */
extern bool gr_check_narrative(GrChecking *checking);

#endif
