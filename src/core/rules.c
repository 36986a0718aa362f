/*
 * rules.c
 *		The catalogue of rules, and the run of all checks over a report.
 */
#include "checking.h"

#include <string.h>

const GrRule gr_rules[GR_RULES] = {
#define RULE(id, name, severity, editions, origin, statement, statement_zh, basis, message) \
	{name, GR_SEVERITY_##severity, editions, GR_RULE_##origin, statement, statement_zh, basis, message},
#include "rules.def"
#undef RULE
};

/* Names, in the order of their enums. */
static const char *const severity_names[GR_SEVERITIES] = {"notice", "warning", "error"};
static const char *const status_names[GR_STATUSES] = {"pass", "fail", "not_evaluable"};
static const char *const missing_names[GR_MISSING_POLICIES] = {"possible", "zero", "strict"};

/* The evaluators, in the order of their rules; and the first rule of each. */
static const GrRuleCheck evaluators[] = {
	{GR_RULE_requests_row_total, gr_check_equations},
	{GR_RULE_figure_negative, gr_check_figures},
	{GR_RULE_proactive_regulations_competence, gr_check_plausible},
	{GR_RULE_structure_section_missing, gr_check_structure},
	{GR_RULE_identity_year_missing, gr_check_identity},
	{GR_RULE_narrative_received, gr_check_narrative},
	{GR_RULE_continuity_carried_in, NULL}	/* needs two reports */
};
#define EVALUATORS ((int) (sizeof(evaluators) / sizeof(evaluators[0])) - 1)

/* The place of a name in a list, or GR_NONE. */
static int
find_name(const char *const *names, int count, const char *name, size_t len)
{
	for (int i = 0; i < count; i++)
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			return i;
	return GR_NONE;
}

/* The name of a severity. */
const char *
gr_severity_name(GrSeverity severity)
{
	return severity_names[severity];
}

/* The severity of a name, or GR_NONE. */
int
gr_severity_find(const char *name, size_t len)
{
	return find_name(severity_names, GR_SEVERITIES, name, len);
}

/* The name of a status. */
const char *
gr_status_name(GrStatus status)
{
	return status_names[status];
}

/* The name of a policy for missing figures. */
const char *
gr_missing_name(GrMissing missing)
{
	return missing_names[missing];
}

/* The policy of a name, or GR_NONE. */
int
gr_missing_find(const char *name, size_t len)
{
	return find_name(missing_names, GR_MISSING_POLICIES, name, len);
}

/* Does the report keep any of its text?  Figures alone and sums do not. */
static bool
has_texts(const GrReport *report)
{
	return report->title.len > 0 || report->preamble.len > 0 || report->nsections > 0;
}

/* Is the rule asked for, by its severity and the report's edition? */
bool
gr_checking_wants(const GrChecking *checking, GrRuleId rule)
{
	return gr_rules[rule].severity >= checking->options->severity &&
		(gr_rules[rule].editions & gr_edition_mask(checking->report->edition)) != 0;
}

/* Starts a check of the whole report, without keys.  The long arrays stay as
 * they are: only so much of them counts as nkeys and nmissing say. */
GrCheck *
gr_checking_begin(GrChecking *checking, GrRuleId rule)
{
	GrCheck    *check = &checking->check;

	check->rule = rule;
	check->place = GR_PLACE_REPORT;
	check->row = check->column = GR_NONE;
	check->section = 0;
	check->offset = 0;
	check->has_expected = check->has_actual = check->amount = false;
	check->unverified = false;
	check->detail = 0;
	check->expected = check->actual = 0;
	check->text.data = NULL;
	check->text.len = 0;
	check->nkeys = check->nmissing = 0;
	return check;
}

/* Adds a figure to the check's keys. */
void
gr_checking_key(GrChecking *checking, int figure)
{
	GrCheck    *check = &checking->check;

	if (check->nkeys < GR_FIGURES)
		check->keys[check->nkeys++] = (int16_t) figure;
}

/* Adds a figure to those of the check that are missing. */
void
gr_checking_missing(GrChecking *checking, int figure)
{
	GrCheck    *check = &checking->check;

	if (check->nmissing < GR_FIGURES)
		check->missing[check->nmissing++] = (int16_t) figure;
}

/* Gives the check with a status, if such are asked for. */
bool
gr_checking_give(GrChecking *checking, GrStatus status)
{
	if (status != GR_STATUS_FAIL && checking->options->failures_only)
		return true;
	checking->check.status = status;
	return checking->receiver(checking->context, &checking->check);
}

/* Gives a status of a rule about which there is nothing more to say. */
bool
gr_checking_whole(GrChecking *checking, GrRuleId rule, GrStatus status)
{
	gr_checking_begin(checking, rule);
	return gr_checking_give(checking, status);
}

/* Evaluates those of some rules that are asked for. */
bool
gr_checking_run(GrChecking *checking, const GrRuleCheck *rules, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gr_checking_wants(checking, rules[i].rule) && !rules[i].evaluate(checking))
			return false;
	return true;
}

/* Is any of the rules from one up to another asked for? */
static bool
wants_any(const GrChecking *checking, GrRuleId from, GrRuleId end)
{
	for (int rule = from; rule < (int) end; rule++)
		if (gr_checking_wants(checking, rule))
			return true;
	return false;
}

/* Checks a report; false when the receiver ended it. */
bool
gr_check(const GrReport *report, const GrCheckOptions *options, const GrArena *arena,
		 GrCheckReceiver receiver, void *context)
{
	GrChecking	checking;

	gr_rules_init();
	checking.report = report;
	checking.options = options;
	checking.arena = arena;
	checking.has_texts = has_texts(report);
	checking.receiver = receiver;
	checking.context = context;
	for (int i = 0; i < EVALUATORS; i++)
		if (wants_any(&checking, evaluators[i].rule, evaluators[i + 1].rule) &&
			!evaluators[i].evaluate(&checking))
			return false;
	return true;
}
