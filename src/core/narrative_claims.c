/*
 * narrative_claims.c
 *		Making a claim: its readings and their figures.
 */
#include "narrative_claims.h"

#include <string.h>

void
narrative_claim_start(Reader *reader, GrRuleId rule, int at, int64_t value)
{
	const Tokens *tokens = reader->tokens;
	const Token *token = &tokens->token[at];
	GrClaim    *claim = &reader->claim;

	claim->rule = rule;
	claim->nreadings = 0;
	claim->starts[0] = 0;
	claim->value = value;
	claim->slack = token->kind == TOKEN_NUMBER ? token->slack : 0;
	claim->amount = false;
	claim->section = reader->section;
	claim->offset = (long) tokens->sentence->number[token->first];
	claim->sentence = tokens->sentence->text;
}

/* A further reading, without figures yet. */
void
narrative_claim_reading(Reader *reader)
{
	GrClaim    *claim = &reader->claim;

	if (claim->nreadings < GR_CLAIM_READINGS)
	{
		claim->starts[claim->nreadings + 1] = claim->starts[claim->nreadings];
		claim->nreadings++;
	}
}

/* A figure of the last reading. */
void
narrative_claim_add(Reader *reader, int row, int column)
{
	GrClaim    *claim = &reader->claim;
	int			figure = gr_figure_at(row, column);
	int		   *end = &claim->starts[claim->nreadings];

	if (figure != GR_NONE && *end < GR_CLAIM_FIGURES * GR_CLAIM_READINGS)
		claim->figures[(*end)++] = (int16_t) figure;
}

/* Gives the claim to the receiver, unless it has ended the search. */
void
narrative_claim_give(Reader *reader)
{
	if (!reader->ended && !reader->receiver(reader->context, &reader->claim))
		reader->ended = true;
}

bool
narrative_claim_figure(Reader *reader, const Count *count, GrRuleId rule, int row, int column)
{
	narrative_claim_start(reader, rule, count->at, count->value);
	narrative_claim_reading(reader);
	narrative_claim_add(reader, row, column);
	narrative_claim_give(reader);
	return true;
}
