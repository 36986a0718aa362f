/*
 * narrative_requests.c
 *		Claims about requests: received and handled, carried over, their outcomes
 *		and who made them.
 */
#include "narrative_claims.h"

/* Rows of requests that a number of them can be about: readings, as sets. */
#define READ_RECEIVED 1
#define READ_WITH_CARRIED_IN 2
#define READ_CONCLUDED 4

/* The readings of verbs, as what is done with requests can mean several rows. */
static int
verb_readings(TokenSet kinds)
{
	if ((kinds & VERBS) == SET(NEW))
		return READ_RECEIVED;
	if ((kinds & VERBS) == SET(CONCLUDE))
		return READ_CONCLUDED;
	if ((kinds & RECEIVES) && !(kinds & (SET(ACCEPT) | SET(HANDLE) | SET(CONCLUDE))))
		return READ_RECEIVED | READ_WITH_CARRIED_IN;
	return READ_RECEIVED | READ_WITH_CARRIED_IN | READ_CONCLUDED;
}

/* One reading: a row of requests, of some columns from one up to another. */
static void
add_reading(Reader *reader, int rows, int column, int end)
{
	narrative_claim_reading(reader);
	for (; column < end; column++)
	{
		if (rows & (READ_RECEIVED | READ_WITH_CARRIED_IN))
			narrative_claim_add(reader, GR_ROW_received, column);
		if (rows & READ_WITH_CARRIED_IN)
			narrative_claim_add(reader, GR_ROW_carried_in, column);
		if (rows & READ_CONCLUDED)
			narrative_claim_add(reader, GR_ROW_concluded, column);
	}
}

/* The readings of a set of rows, for some columns. */
static void
add_readings(Reader *reader, int readings, int column, int end)
{
	for (int row = READ_RECEIVED; row <= READ_CONCLUDED; row <<= 1)
		if (readings & row)
			add_reading(reader, row, column, end);
}

/* Which kind of verb a number of requests has, to be what its parts are of. */
static TokenKind
head_of(const Meaning *meaning)
{
	int			readings = verb_readings(meaning->kinds);

	if (readings == READ_RECEIVED)
		return TOKEN_NEW;
	if (readings == READ_CONCLUDED)
		return TOKEN_CONCLUDE;
	return readings & READ_CONCLUDED ? TOKEN_HANDLE : TOKEN_RECEIVE;
}

/* Requests received, handled or concluded. */
bool
narrative_claim_requests(Reader *reader, const Count *count, const Meaning *meaning)
{
	int			readings = verb_readings(meaning->kinds);
	GrRuleId	rule = readings == READ_CONCLUDED ?
		GR_RULE_narrative_concluded : GR_RULE_narrative_received;

	if (has(meaning, SET(PUBLISH) | SET(ISSUE) | SET(DECIDE) | SET(CAUSE) | SET(FEES) | SET(TITLE)))
		return false;
	/* of these, so many were received: some only, but for those of this year */
	if (has(meaning, SET(AMONG)) && !has(meaning, SET(THIS_YEAR)) && readings != READ_RECEIVED && readings != READ_CONCLUDED)
		return false;
	if (!has(meaning, VERBS))
	{
		/* "申请5件" after "收到申请20件" are some of them */
		if (!has(meaning, SET(REQUEST)) || !(reader->on_requests || meaning->disclosure) || reader->headed ||
			reader->papers || reader->scope.among || !count->bounded)
			return false;
	}
	/* other requests are handled too: only those said to be of disclosure, or received */
	else if (!reader->on_requests && !meaning->disclosure && !has(meaning, SET(INFORMATION)) &&
			 !count->disclosure_behind && (!has(meaning, SET(RECEIVE)) || reader->published))
		return false;
	else if (!has(meaning, SET(REQUEST)) && !count->request_behind &&
			 !(has(meaning, SET(INFORMATION)) && has(meaning, RECEIVES)) &&
			 !(reader->on_requests && count->bounded))
		return false;
	/* not all that are concluded may be counted here */
	if ((readings & READ_CONCLUDED) && has(meaning, VERBS) && reader->scope.part_concluded)
		return false;
	if (readings == READ_CONCLUDED &&
		(reader->narrow || (meaning->manner && reader->scope.among)))
		return false;
	narrative_claim_start(reader, rule, count->at, count->value);
	add_readings(reader, readings, GR_COLUMN_total, GR_COLUMN_total + 1);
	narrative_claim_give(reader);
	reader->head = head_of(meaning);
	reader->headed = true;
	if (has(meaning, VERBS & ~SET(CONCLUDE)))
	{
		reader->narrow = false;
		reader->papers = false;
	}
	reader->on_requests = true;
	return true;
}

/* Requests carried in, carried forward, or one of the two. */
bool
narrative_claim_carried(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (has(meaning, OUTCOMES | APPLICANTS | REMEDIES | SET(CONCLUDE) | SET(FEES) | SET(DOCUMENT)) ||
		!(reader->on_requests || meaning->disclosure) || reader->narrow)
		return false;
	if (has(meaning, SET(CARRIED_IN)))
		return narrative_claim_figure(reader, count, GR_RULE_narrative_carried_in,
							GR_ROW_carried_in, GR_COLUMN_total);
	narrative_claim_start(reader, GR_RULE_narrative_carried_forward, count->at, count->value);
	narrative_claim_reading(reader);
	narrative_claim_add(reader, GR_ROW_carried_forward, GR_COLUMN_total);
	if (!has(meaning, SET(CARRIED_FORWARD)))
	{
		narrative_claim_reading(reader);
		narrative_claim_add(reader, GR_ROW_carried_in, GR_COLUMN_total);
	}
	narrative_claim_give(reader);
	return true;
}

/* All rows of a group; "other processing" has one row of its own in edition 2019. */
static void
add_group(Reader *reader, int group)
{
	narrative_claim_reading(reader);
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].table == GR_REQUESTS &&
			((int) gr_rows[row].group == group ||
			 (group == GR_GROUP_other && row == GR_ROW_other_unspecified)))
			narrative_claim_add(reader, row, GR_COLUMN_total);
}

/* An outcome of requests, or a group of outcomes. */
bool
narrative_claim_outcome(Reader *reader, const Count *count, const Meaning *meaning)
{
	bool		row_of_group = meaning->outcome != GR_NONE && meaning->group != GR_NONE &&
		(int) gr_rows[meaning->outcome].group == meaning->group;

	if (!reader->on_requests || reader->narrow || reader->papers || reader->scope.each_applicant ||
		has(meaning, RECEIVES | SET(ACCEPT) | APPLICANTS | REMEDIES | CARRIES | SET(PUBLISH) |
			SET(ISSUE) | SET(DOCUMENT) | SET(DECISION) | SET(FEES)) ||
		(meaning->noutcomes != 1 && !(meaning->noutcomes == 2 && row_of_group)))
		return false;
	/* those that do not exist, or are another body's, are not held either; public is granted */
	if ((meaning->outcome == GR_ROW_unavailable_not_held && reader->tokens->outcomes_else) ||
		(meaning->outcome == GR_ROW_granted && reader->tokens->outcomes_public))
		return false;
	narrative_claim_start(reader, GR_RULE_narrative_outcomes, count->at, count->value);
	if (meaning->outcome != GR_NONE)
	{
		narrative_claim_reading(reader);
		narrative_claim_add(reader, meaning->outcome, GR_COLUMN_total);
	}
	if (meaning->group != GR_NONE)
		add_group(reader, meaning->group);
	narrative_claim_give(reader);
	return true;
}

/* "公开6件" beside other outcomes of requests: those granted. */
bool
narrative_claim_published(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (!reader->on_requests || reader->narrow || reader->papers || reader->scope.each_applicant ||
		!(reader->tokens->kinds & OUTCOMES) || reader->tokens->outcomes_public ||
		!(reader->headed || reader->section == 3) ||
		has(meaning, ~(SET(FILLER) | SET(AMONG) | SET(EACH) | SET(PUBLISH) | SET(THIS_YEAR))))
		return false;
	return narrative_claim_figure(reader, count, GR_RULE_narrative_outcomes, GR_ROW_granted, GR_COLUMN_total);
}

/* Natural persons' requests, or organisations'. */
bool
narrative_claim_applicants(Reader *reader, const Count *count, const Meaning *meaning)
{
	TokenSet	verbs = has(meaning, VERBS) ? meaning->kinds :
		reader->head == TOKEN_FILLER ? 0 : TOKEN_SET(reader->head);
	int			readings = verb_readings(verbs);
	int			first = meaning->applicant;
	int			end = first + 1;

	if (!(reader->on_requests || meaning->disclosure) || reader->narrow ||
		has(meaning, OUTCOMES | REMEDIES | CARRIES | SET(PUBLISH) | SET(ISSUE) | SET(DOCUMENT) |
			SET(DECISION) | SET(DECIDE) | SET(CAUSE)))
		return false;
	/* of those carried over, or of an outcome, so many */
	if (reader->scope.of_row && !has(meaning, VERBS) && (reader->scope.among || reader->depth > 0))
		return false;
	/* "收到公民申请": of anybody */
	if (meaning->anybody && has(meaning, VERBS))
		return false;
	if (readings == READ_CONCLUDED)
		readings |= READ_RECEIVED | READ_WITH_CARRIED_IN;
	if (meaning->organisation != GR_NONE)
	{
		if (first != GR_NONE || meaning->organisation == 2 || reader->tokens->other_organisations)
			return false;
		first = GR_COLUMN_enterprise;
		end = GR_COLUMN_total;
	}
	narrative_claim_start(reader, GR_RULE_narrative_applicants, count->at, count->value);
	if (meaning->organisation == 1)
	{
		/* enterprises, or whatever is none of the natural persons */
		if (readings & READ_CONCLUDED)
			readings &= ~READ_WITH_CARRIED_IN;
		add_readings(reader, readings, first, first + 1);
	}
	add_readings(reader, readings, first, end);
	narrative_claim_give(reader);
	return true;
}
