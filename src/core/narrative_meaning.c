/*
 * narrative_meaning.c
 *		What the words beside a number say together, and whether all of them are
 *		understood.
 */
#include "narrative_words.h"

#include <string.h>

/* Kinds beside which a number says nothing of ours. */
#define BAD_KINDS (TOKEN_SET(TOKEN_UNKNOWN) | TOKEN_SET(TOKEN_OTHER_TOPIC) | TOKEN_SET(TOKEN_CHANNEL) | \
				   TOKEN_SET(TOKEN_PART_OF_AREA) | TOKEN_SET(TOKEN_COMPARE) | TOKEN_SET(TOKEN_PLAN) | \
				   TOKEN_SET(TOKEN_WRONG) | TOKEN_SET(TOKEN_ABOUT) | TOKEN_SET(TOKEN_OTHER_TIME) | \
				   TOKEN_SET(TOKEN_NOT) | TOKEN_SET(TOKEN_PAPER))

/* Takes one token into the meaning; area tells whether all of ours is spoken of. */
static void
take(const Reader *reader, const Token *token, Meaning *meaning, bool *area)
{
	meaning->kinds |= TOKEN_SET(token->kind);
	if ((TOKEN_SET(token->kind) & BAD_KINDS) && !(token->kind == TOKEN_WRONG && token->what == 1))
		meaning->bad = true;
	switch (token->kind)
	{
		case TOKEN_SELF:
			/* what stands before the subject is not about the number */
			meaning->bad = false;
			break;
		case TOKEN_AREA:
		case TOKEN_GOVERNMENT:
		case TOKEN_OFFICE:
			if (narrative_is_own(reader->reporter, token))
				*area = true;
			else
				meaning->bad = true;
			break;
		case TOKEN_UNITS:
			if (token->what == GR_NONE ||
				(!*area && !(token->what == 1 && reader->reporter->area != 0)))
				meaning->bad = true;
			break;
		case TOKEN_PUBLISH:
			if (token->what == 0)
				meaning->bad = true;
			break;
		case TOKEN_FILLER:
			meaning->manner |= token->what == 1;
			break;
		case TOKEN_REQUEST:
			meaning->disclosure |= token->what == 1;
			break;
		case TOKEN_CARRIED:
			if (token->what == 1)
				meaning->bad = true;
			break;
		case TOKEN_OUTCOME:
			if (token->what < GR_ROWS)
			{
				meaning->noutcomes++;
				meaning->outcome = token->what;
			}
			else
			{
				meaning->withdrawn |= token->what == OUTCOME_WITHDRAWN;
				meaning->elsewhere = true;
			}
			break;
		case TOKEN_OUTCOME_GROUP:
			meaning->noutcomes++;
			meaning->group = token->what;
			break;
		case TOKEN_APPLICANT:
			if (meaning->applicant != GR_NONE)
				meaning->bad = true;
			meaning->applicant = token->what % GR_COLUMNS;
			meaning->anybody = token->what >= GR_COLUMNS;
			break;
		case TOKEN_ORGANISATION:
			if (meaning->organisation != GR_NONE)
				meaning->bad = true;
			meaning->organisation = token->what;
			break;
		case TOKEN_REMEDY_ROW:
			meaning->remedy_row = token->what;
			break;
		case TOKEN_RESULT:
			if (meaning->result != GR_NONE)
				meaning->bad = true;
			meaning->result = token->what;
			break;
		case TOKEN_DECISION:
			if (meaning->decision != GR_NONE)
				meaning->bad = true;
			meaning->decision = token->what;
			break;
		default:
			break;
	}
}

/* Passes over a bracket; one that names outcomes without a number is not understood. */
static int
pass_bracket(const Tokens *tokens, int at, Meaning *meaning)
{
	int			match = tokens->token[at].match;
	TokenSet	kinds = 0;

	if (match <= at)
	{
		meaning->bad = true;
		return at;
	}
	for (int i = at; i < match; i++)
		if (tokens->token[i].kind != TOKEN_OUTCOME || tokens->token[i].what < GR_ROWS)
			kinds |= TOKEN_SET(tokens->token[i].kind);
	if ((kinds & (TOKEN_SET(TOKEN_OUTCOME) | TOKEN_SET(TOKEN_OUTCOME_GROUP) | TOKEN_SET(TOKEN_OTHER_TIME))) &&
		!(kinds & TOKEN_SET(TOKEN_NUMBER)))
		meaning->bad = true;
	return match;
}

void
narrative_meaning(const Reader *reader, int from, int end, Meaning *meaning)
{
	const Tokens *tokens = reader->tokens;
	bool		area = false;

	memset(meaning, 0, sizeof(*meaning));
	meaning->outcome = meaning->group = meaning->applicant = meaning->organisation = GR_NONE;
	meaning->remedy_row = meaning->result = meaning->decision = GR_NONE;
	for (int i = from; i < end; i++)
	{
		const Token *token = &tokens->token[i];
		TokenKind	kind;
		int			behind;

		if (token->kind == TOKEN_OPEN)
			i = pass_bracket(tokens, i, meaning);
		else if (narrative_is_carried(tokens, i, reader->reporter, &kind, &behind) && behind <= end)
		{
			meaning->kinds |= TOKEN_SET(kind);
			i = behind - 1;
		}
		else
			take(reader, token, meaning, &area);
	}
}
