/*
 * rules_identity.c
 *		The rules identity.*: of which year and body the report says it is.
 */
#include "chars.h"
#include "opening.h"

/* The rules identity.*, in the order of the catalogue. */
bool
gr_check_identity(GrChecking *checking)
{
	static const GrRuleCheck rules[] = {
		{GR_RULE_identity_year_missing, gr_check_year_missing},
		{GR_RULE_identity_year_conflict, gr_check_year_conflict},
		{GR_RULE_identity_authority_missing, gr_check_authority_missing},
		{GR_RULE_identity_authority_conflict, gr_check_authority_conflict}
	};

	gr_chars_init();
	return gr_checking_run(checking, rules, sizeof(rules) / sizeof(rules[0]));
}
