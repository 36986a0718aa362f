/*
 * narrative_remedies.c
 *		Claims about reconsiderations and litigations, and their results.
 */
#include "narrative_claims.h"

/* Rows of table four that a kind of remedy has. */
static void
add_remedy(Reader *reader, Remedy remedy, int column)
{
	narrative_claim_reading(reader);
	if (remedy == REMEDY_RECONSIDERATION)
		narrative_claim_add(reader, GR_ROW_reconsideration, column);
	if (remedy == REMEDY_LITIGATION || remedy == REMEDY_DIRECT)
		narrative_claim_add(reader, GR_ROW_direct_litigation, column);
	if (remedy == REMEDY_LITIGATION || remedy == REMEDY_AFTER)
		narrative_claim_add(reader, GR_ROW_litigation_after_reconsideration, column);
}

/* What remedy the words name. */
static Remedy
remedy_of(const Meaning *meaning)
{
	if (meaning->remedy_row != GR_NONE)
		return meaning->remedy_row == GR_ROW_direct_litigation ? REMEDY_DIRECT : REMEDY_AFTER;
	if (has(meaning, SET(RECONSIDERATION)))
		return has(meaning, SET(LITIGATION)) ? REMEDY_MIXED : REMEDY_RECONSIDERATION;
	return has(meaning, SET(LITIGATION)) ? REMEDY_LITIGATION : REMEDY_NONE;
}

/* The remedy spoken of from here on: of several, results are of no one. */
static void
turn_to_remedy(Reader *reader, Remedy remedy)
{
	bool		part = (reader->remedy == REMEDY_LITIGATION || reader->remedy == REMEDY_MIXED) &&
		(remedy == REMEDY_DIRECT || remedy == REMEDY_AFTER);

	if (reader->remedy_open && remedy != reader->remedy && !(part && reader->remedy != REMEDY_MIXED))
		remedy = REMEDY_MIXED;
	reader->remedy = remedy;
	reader->remedy_open = true;
}

/* Is disclosure's part of what a number counts told behind it? */
static bool
is_told_apart(const Reader *reader, int at)
{
	bool		among = false;

	for (int i = at + 1; i < reader->tokens->count; i++)
		if (kind_at(reader->tokens, i) == TOKEN_AMONG)
			among = true;
		else if (among && kind_at(reader->tokens, i) == TOKEN_INFORMATION)
			return true;
	return false;
}

/*
 * Remedies against this body's own disclosure, not those it decides for others.
 * None at all are none of disclosure as well.
 */
bool
narrative_claim_remedies(Reader *reader, const Count *count, const Meaning *meaning)
{
	Remedy		named = remedy_of(meaning);
	bool		ours = reader->section == 4 || reader->remedied ||
		has(meaning, SET(INFORMATION)) || meaning->disclosure ||
		(has(meaning, SET(CAUSE)) && has(meaning, SET(REQUEST))) ||
		(reader->on_requests && has(meaning, SET(CAUSE))) || count->value == 0;

	/* "收到行政复议申请5件": to decide about others */
	if (count->value != 0 && reader->reporter->judge && has(meaning, SET(RECEIVE)))
		return false;
	if (named == REMEDY_MIXED || !ours || (!has(meaning, SET(INFORMATION)) && is_told_apart(reader, count->at)) ||
		has(meaning, SET(ACCEPT) | SET(HANDLE) | SET(NEW) | SET(CONCLUDE) | OUTCOMES | APPLICANTS |
			SET(PUBLISH) | SET(ISSUE) | SET(DOCUMENT) | SET(DECISION) | SET(FEES) | SET(DECIDE) | CARRIES))
		return false;
	if (named == REMEDY_NONE)
		named = reader->remedy;
	else if (meaning->result == GR_NONE)
		turn_to_remedy(reader, named);
	if (named == REMEDY_NONE || named == REMEDY_MIXED)
		return false;
	if (meaning->result != GR_NONE)
		reader->remedy_open = false;
	narrative_claim_start(reader, named == REMEDY_RECONSIDERATION ?
						  GR_RULE_narrative_reconsiderations : GR_RULE_narrative_litigations,
						  count->at, count->value);
	add_remedy(reader, named, meaning->result != GR_NONE ?
			   meaning->result : GR_COLUMN_remedies_total);
	narrative_claim_give(reader);
	reader->remedied = true;
	return true;
}
