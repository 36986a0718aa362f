/*
 * narrative_denials.c
 *		What a denial says: that something listed behind it was not there at all.
 */
#include "narrative_claims.h"

/* Tokens beside a denial that are looked at. */
#define DENIAL_TOKENS 64

/* What one part of a denial's list denies. */
static void
deny(Reader *reader, int at, int from, int end, bool first)
{
	Count		count = {at, 0, false, true, false, false};
	Meaning		meaning;

	narrative_meaning(reader, from, end, &meaning);
	if (has(&meaning, REMEDIES))
		narrative_claim_remedies(reader, &count, &meaning);
	else if (has(&meaning, OUTCOMES | APPLICANTS | SET(PUBLISH) | SET(CONCLUDE)))
		return;
	else if (has(&meaning, SET(FEES)))
		narrative_claim_fees(reader, &count, &meaning);
	else if (has(&meaning, SET(DOCUMENT)))
		narrative_claim_documents(reader, &count, &meaning, false);
	else if (has(&meaning, SET(CARRIED_IN) | SET(CARRIED_FORWARD)))
		narrative_claim_carried(reader, &count, &meaning);
	else if (has(&meaning, SET(DECISION)))
	{
		if (has(&meaning, SET(DECIDE)))
			narrative_claim_decisions(reader, &count, &meaning);
	}
	else if (first && !has(&meaning, SET(CAUSE) | SET(HANDLE)) &&
			 has(&meaning, SET(REQUEST) | RECEIVES) &&
			 (has(&meaning, SET(REQUEST) | SET(INFORMATION)) || reader->on_requests))
		narrative_claim_figure(reader, &count, GR_RULE_narrative_received, GR_ROW_received, GR_COLUMN_total);
}

/*
 * Is all that is denied understood?  Other topics listed among the rest do no
 * harm: "no complaints, reconsiderations or litigations".
 */
static bool
is_understood(const Reader *reader, int from, int end)
{
	const Tokens *tokens = reader->tokens;
	Meaning		meaning;

	for (int i = from; i <= end; i++)
		if (i == end || kind_at(tokens, i) == TOKEN_LIST)
		{
			bool		topic = i > from && kind_at(tokens, i - 1) == TOKEN_OTHER_TOPIC;

			narrative_meaning(reader, from, topic ? i - 1 : i, &meaning);
			if (meaning.bad || meaning.elsewhere || meaning.result != GR_NONE)
				return false;
			from = i + 1;
		}
	return true;
}

/* Does the clause of a list begin with what is not understood, as a subject of others? */
static bool
is_others_list(const Tokens *tokens, int at)
{
	for (int last = at - DENIAL_TOKENS; --at >= 0;)
	{
		const Token *token = &tokens->token[at];

		if (at < last)
			return true;
		if (token->kind == TOKEN_COMMA || token->kind == TOKEN_OPEN)
			return false;
		if (token->kind == TOKEN_UNKNOWN || token->kind == TOKEN_PART_OF_AREA ||
			(token->kind == TOKEN_NUMBER && token->unit == UNIT_OTHER))
			return true;
	}
	return false;
}

/* A denial: everything behind it in the clause must be understood. */
void
narrative_denial(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	Meaning		meaning;
	int			start = narrative_left_start(tokens, at);
	int			end;
	int			from = at + 1;

	if (!narrative_in_scope(reader) || (start > 0 && kind_at(tokens, start - 1) == TOKEN_LIST &&
										is_others_list(tokens, start)))
		return;
	narrative_meaning(reader, start, at, &meaning);
	if (meaning.bad || has(&meaning, VERBS | OUTCOMES | APPLICANTS | SET(DECIDE)))
		return;
	for (end = at + 1; end < tokens->count && end - at <= DENIAL_TOKENS && kind_at(tokens, end) != TOKEN_COMMA &&
		 kind_at(tokens, end) != TOKEN_CLOSE; end++)
	{
		if (kind_at(tokens, end) == TOKEN_NUMBER)
			return;
		/* "无行政复议、无行政诉讼": the next denial */
		if (kind_at(tokens, end) == TOKEN_NOT && kind_at(tokens, end - 1) == TOKEN_LIST && end - 1 > at + 1)
		{
			end--;
			break;
		}
	}
	if (end - at > DENIAL_TOKENS)
		return;
	if (!is_understood(reader, at + 1, end))
		return;
	for (int i = from; i <= end; i++)
		if (i == end || kind_at(tokens, i) == TOKEN_LIST)
		{
			deny(reader, at, from, i, from == at + 1);
			from = i + 1;
		}
}
