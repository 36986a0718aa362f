/*
 * narrative_scope.c
 *		Whose and which year's figures a sentence speaks of: what words turn it
 *		to another year, body or comparison, and what turns it back.
 */
#include "narrative_words.h"

/* Verbs of what is done with requests. */
#define VERBS (TOKEN_SET(TOKEN_RECEIVE) | TOKEN_SET(TOKEN_NEW) | TOKEN_SET(TOKEN_ACCEPT) | \
			   TOKEN_SET(TOKEN_HANDLE) | TOKEN_SET(TOKEN_CONCLUDE))

/* Tokens of a clause that are looked at. */
#define CLAUSE_TOKENS 64

/* Names of what can be counted. */
#define NAMES (TOKEN_SET(TOKEN_OUTCOME) | TOKEN_SET(TOKEN_OUTCOME_GROUP) | TOKEN_SET(TOKEN_APPLICANT) | \
			   TOKEN_SET(TOKEN_ORGANISATION) | TOKEN_SET(TOKEN_RECONSIDERATION) | \
			   TOKEN_SET(TOKEN_LITIGATION) | TOKEN_SET(TOKEN_REMEDY_ROW) | TOKEN_SET(TOKEN_RESULT))

static TokenKind
kind_at(const Tokens *tokens, int at)
{
	return at >= 0 && at < tokens->count ? (TokenKind) tokens->token[at].kind : TOKEN_COMMA;
}

/* Is the token a single character, and this one? */
static bool
is_char(const Tokens *tokens, int at, uint16_t c)
{
	return at >= 0 && at < tokens->count &&
		tokens->token[at].end == tokens->token[at].first + 1 &&
		tokens->sentence->chars[tokens->token[at].first] == c;
}

/* A word of joining: up to, -, and the like. */
static bool
is_to(const Tokens *tokens, int at)
{
	return is_char(tokens, at, 0x81F3 /* 至 */ ) || is_char(tokens, at, 0x5230 /* 到 */ ) ||
		is_char(tokens, at, '-') || is_char(tokens, at, 0x5165 /* 入 */ ) || is_char(tokens, at, '~');
}

/* "In", as in "in the requests concluded". */
static bool
is_in(const Tokens *tokens, int at)
{
	return kind_at(tokens, at) == TOKEN_FILLER &&
		tokens->sentence->chars[tokens->token[at].end - 1] == 0x4E2D /* 中 */ ;
}

/*
 * Requests carried from or to another year, told by several words: "2022年结转",
 * "结转至2024年", "上年度政府信息公开申请结转".  *end is behind them.
 */
bool
narrative_is_carried(const Tokens *tokens, int at, const Reporter *reporter,
					 TokenKind *kind, int *end)
{
	const Token *token = &tokens->token[at];
	int			next = at + 1;
	int			year = reporter->report->year;

	if (token->kind == TOKEN_OTHER_TIME)
	{
		while (next < tokens->count && next - at < 4 &&
			   (kind_at(tokens, next) == TOKEN_REQUEST || is_char(tokens, next, 0x7684 /* 的 */ ) ||
				kind_at(tokens, next) == TOKEN_INFORMATION))
			next++;
		if (kind_at(tokens, next) != TOKEN_CARRIED || (token->what != 0 && token->what != year - 1))
			return false;
		*kind = TOKEN_CARRIED_IN;
		*end = next + 1;
		/* "结转至本年" */
		if (is_to(tokens, next + 1) && kind_at(tokens, next + 2) == TOKEN_THIS_YEAR)
			*end = next + 3;
		return true;
	}
	if (token->kind == TOKEN_CARRIED)
	{
		if (is_to(tokens, next))
			next++;
		if (kind_at(tokens, next) == TOKEN_OTHER_TIME && year != 0 &&
			tokens->token[next].what == year + 1)
			*kind = TOKEN_CARRIED_FORWARD;
		else if (kind_at(tokens, next) == TOKEN_OTHER_TIME &&
				 (tokens->token[next].what == 0 || tokens->token[next].what == year - 1) &&
				 next == at + 1)
			*kind = TOKEN_CARRIED_IN;
		else
			return false;
		*end = next + 1;
		return true;
	}
	return false;
}

/* Is the token the first of its clause but for times and the like? */
static bool
is_subject(const Tokens *tokens, int at)
{
	for (int i = at - 1; i >= 0; i--)
		switch (tokens->token[i].kind)
		{
			case TOKEN_COMMA:
			case TOKEN_COLON:
			case TOKEN_OPEN:
			case TOKEN_CLOSE:
			case TOKEN_NUMBER:
			case TOKEN_LIST:
				return true;
			case TOKEN_THIS_YEAR:
			case TOKEN_OTHER_TIME:
			case TOKEN_AMONG:
			case TOKEN_SELF:
			case TOKEN_AREA:
				break;
			default:
				return false;
		}
	return true;
}

/* Does a verb of requests follow in the clause? */
static bool
does_something(const Tokens *tokens, int at)
{
	for (int i = at + 1; i < tokens->count && tokens->token[i].kind != TOKEN_COMMA; i++)
		if (TOKEN_SET(tokens->token[i].kind) & VERBS)
			return true;
	return false;
}

/* Does a name of what is counted stand here, so that its number is its own? */
static bool
is_named(const Tokens *tokens, int at)
{
	while (kind_at(tokens, at) == TOKEN_FILLER)
		at++;
	return (TOKEN_SET(kind_at(tokens, at)) & NAMES) != 0;
}

/* A body is named: ours or another. */
static void
take_body(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	const Token *token = &tokens->token[at];

	if (narrative_is_own(reader->reporter, token))
		reader->scope.other_body = false;
	else if (is_subject(tokens, at) && !is_char(tokens, at + 1, 0x7684 /* 的 */ ) &&
			 (token->kind == TOKEN_OFFICE || token->kind == TOKEN_GOVERNMENT ||
			  does_something(tokens, at)))
		reader->scope.other_body = true;
}

/* This year is named, unless as the end of several years. */
static void
take_this_year(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	Scope	   *scope = &reader->scope;

	/* "2022年全年" is that year's, "2022年、2023年" are both */
	if (scope->compare || kind_at(tokens, at - 1) == TOKEN_AS_OF ||
		kind_at(tokens, at - 1) == TOKEN_OTHER_TIME ||
		(kind_at(tokens, at - 1) == TOKEN_LIST && kind_at(tokens, at - 2) == TOKEN_OTHER_TIME))
		return;
	if (is_to(tokens, at - 1))
	{
		if (kind_at(tokens, at - 2) != TOKEN_CARRIED)
			scope->other_time = true;
		return;
	}
	scope->this_year = true;
	scope->other_time = false;
	scope->cumulative = false;
	scope->plan = false;
	reader->counted = false;
}

/* Another year or a part of one is named: to compare with, or to speak of. */
static void
take_other_time(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	TokenKind	kind;
	int			end;

	if (reader->scope.compare || kind_at(tokens, at - 1) == TOKEN_CARRIED ||
		(is_to(tokens, at - 1) && kind_at(tokens, at - 2) == TOKEN_CARRIED) ||
		narrative_is_carried(tokens, at, reader->reporter, &kind, &end))
		return;
	if (kind_at(tokens, at - 1) == TOKEN_LIST && !is_char(tokens, at - 1, 0x3001 /* 、 */ ))
		reader->scope.compare = true;
	else
		reader->scope.other_time = true;
}

/* Are those concluded here the ones carried in, whose number stands in the clause? */
static bool
is_carried_in_before(const Tokens *tokens, int at)
{
	bool		number = false;

	if (kind_at(tokens, at + 1) == TOKEN_NUMBER)
		return false;
	for (int i = at - 1; i >= 0 && at - i <= CLAUSE_TOKENS; i--)
	{
		TokenKind	kind = kind_at(tokens, i);

		if (kind == TOKEN_COMMA || kind == TOKEN_OPEN || kind == TOKEN_CLOSE)
			break;
		number |= kind == TOKEN_NUMBER;
		if (kind == TOKEN_CARRIED_IN)
			return number;
	}
	return false;
}

/* Keeps the scope around a bracket, or comes back to it. */
static void
take_bracket(Reader *reader, bool opens)
{
	if (opens)
	{
		if (reader->depth < SCOPE_DEPTH)
			reader->outer[reader->depth] = reader->scope;
		reader->depth++;
		reader->issued = false;
		reader->scope.each_applicant |= reader->scope.of_applicant;
	}
	else if (reader->depth > 0)
	{
		bool		part_concluded = reader->scope.part_concluded;

		reader->depth--;
		if (reader->depth < SCOPE_DEPTH)
			reader->scope = reader->outer[reader->depth];
		reader->scope.part_concluded |= part_concluded;
	}
}

/*
 * A sentence begins.  Another year or body goes on beyond a stop when something
 * was counted for it: "上年收到15件。其中……" is still about last year.
 */
void
narrative_scope_start(Reader *reader)
{
	Scope	   *scope = &reader->scope;
	bool		goes_on = reader->chained || reader->counted;

	scope->compare = scope->wrong = scope->among = false;
	scope->of_row = scope->of_applicant = scope->one_applicant = scope->each_applicant = false;
	scope->total = -1;
	scope->part_concluded &= reader->chained;
	scope->this_year &= reader->chained;
	scope->plan &= reader->chained;
	scope->other_time &= goes_on;
	scope->cumulative &= goes_on;
	scope->other_body &= goes_on;
	reader->depth = 0;
	if (!goes_on)
		reader->counted = false;
}

void
narrative_scope_token(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	Scope	   *scope = &reader->scope;

	switch (tokens->token[at].kind)
	{
		case TOKEN_COMMA:
			scope->compare = scope->wrong = false;
			if (is_in(tokens, at - 1) && kind_at(tokens, at - 2) == TOKEN_REQUEST)
				scope->among = true;
			reader->issued &= kind_at(tokens, at - 1) == TOKEN_NUMBER;
			break;
		case TOKEN_OPEN:
		case TOKEN_CLOSE:
			take_bracket(reader, tokens->token[at].kind == TOKEN_OPEN);
			break;
		case TOKEN_CONCLUDE:
			scope->part_concluded |= is_carried_in_before(tokens, at);
			break;
		case TOKEN_AMONG:
			scope->among = true;
			break;
		case TOKEN_THIS_YEAR:
			take_this_year(reader, at);
			break;
		case TOKEN_OTHER_TIME:
			take_other_time(reader, at);
			break;
		case TOKEN_SINCE:
			if (kind_at(tokens, at - 1) != TOKEN_THIS_YEAR)
				scope->other_time = true;
			break;
		case TOKEN_CUMULATIVE:
			scope->cumulative = !scope->this_year;
			break;
		case TOKEN_PLAN:
			scope->plan = true;
			break;
		case TOKEN_COMPARE:
			scope->compare = true;
			break;
		case TOKEN_WRONG:
			scope->wrong |= tokens->token[at].what == 0 || !is_named(tokens, at + 1);
			break;
		case TOKEN_SELF:
		case TOKEN_AREA:
		case TOKEN_GOVERNMENT:
		case TOKEN_OFFICE:
		case TOKEN_PART_OF_AREA:
			take_body(reader, at);
			break;
		default:
			break;
	}
}

/* Is what is counted here this report's own, of its year? */
bool
narrative_in_scope(const Reader *reader)
{
	const Scope *scope = &reader->scope;

	return !scope->other_time && !scope->cumulative && !scope->plan && !scope->other_body &&
		!scope->compare && !scope->wrong && reader->depth <= SCOPE_DEPTH;
}
