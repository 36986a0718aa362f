/*
 * narrative_tokens.c
 *		A sentence cut into words, numbers, dates and what is unknown.
 */
#include "narrative_words.h"

#include <string.h>

#define YEAR 0x5E74				/* 年 */
#define MONTH 0x6708			/* 月 */
#define DAY 0x65E5				/* 日 */

/* Plain digits at a place, at most four of them; their number, or 0. */
static int
small_number(const Sentence *sentence, int at, int *value)
{
	int			len = 0;

	*value = 0;
	while (len < 5 && sentence->chars[at + len] >= '0' && sentence->chars[at + len] <= '9')
		*value = *value * 10 + (sentence->chars[at + len++] - '0');
	return len > 4 ? 0 : len;
}

/* A digit and a unit of dates behind it; the length of both, or 0. */
static int
date_part(const Sentence *sentence, int at, int unit, int *value)
{
	int			len = small_number(sentence, at, value);

	return len > 0 && sentence->chars[at + len] == unit ? len + 1 : 0;
}

/* Is the character one that says the end of a month or year? */
static bool
is_end(uint16_t c)
{
	return c == 0x5E95 /* 底 */ || c == 0x672B /* 末 */ ;
}

/*
 * A date at a place: its length, or 0.  The report's year alone or its first day
 * is this year; its last day or month's end is the year's end; all others are
 * another time.
 */
static int
date(const Sentence *sentence, int at, const Reporter *reporter, Token *token)
{
	int			start = at;
	int			year = 0;
	int			month = 0;
	int			day = 0;
	int			len;
	bool		ours;

	len = date_part(sentence, at, YEAR, &year);
	at += len;
	ours = len == 0 || (year != 0 && year == reporter->report->year);
	if (len > 0 && sentence->chars[at] == 0x5EA6 /* 度 */ )
		at++;
	len = date_part(sentence, at, MONTH, &month);
	at += len;
	if (len > 0)
		at += date_part(sentence, at, DAY, &day);
	if (at == start)
		return 0;
	token->what = year;
	if (!ours)
		token->kind = TOKEN_OTHER_TIME;
	else if (len == 0 || (month == 1 && day == 1))
		token->kind = TOKEN_THIS_YEAR;
	else if (month == 12 && (day == 31 || (day == 0 && is_end(sentence->chars[at]))))
		token->kind = TOKEN_YEAR_END;
	else
		token->kind = TOKEN_OTHER_TIME;
	return at - start;
}

/* A mark that parts words; TOKEN_UNKNOWN if it is none. */
static TokenKind
mark_kind(uint16_t c)
{
	switch (c)
	{
		case ',':
			return TOKEN_COMMA;
		case 0x3001:			/* 、 */
			return TOKEN_LIST;
		case ':':
			return TOKEN_COLON;
		case '(':
			return TOKEN_OPEN;
		case ')':
			return TOKEN_CLOSE;
		default:
			return TOKEN_UNKNOWN;
	}
}

/* The token at a place: its length. */
static int
next_token(const Sentence *sentence, int at, const Reporter *reporter, Token *token)
{
	const uint16_t *chars = sentence->chars + at;
	TokenKind	kind = TOKEN_UNKNOWN;
	int			what = 0;
	int			word;
	int			own;
	int			len;

	if (sentence->quoted[at] == 2)
	{
		token->kind = TOKEN_TITLE;
		return 1;
	}
	if (gr_kind[*chars] == GR_CHAR_DIGIT)
		len = date(sentence, at, reporter, token);
	else
		len = 0;
	if (len > 0)
		return len;
	word = narrative_word(chars, sentence->count - at, &kind, &what);
	own = narrative_own_name(reporter, chars, sentence->count - at);
	token->kind = TOKEN_NUMBER;
	len = narrative_number(sentence, at, token);
	if (len > 0 && len >= word)
		return len;
	if (own > 0 && own >= word)
	{
		token->kind = TOKEN_SELF;
		return own;
	}
	if (word > 0)
	{
		token->kind = (uint8_t) kind;
		token->what = what;
		return word;
	}
	token->kind = (uint8_t) mark_kind(*chars);
	return 1;
}

/* Sets for every bracket where the other one is. */
static void
match_brackets(Tokens *tokens)
{
	int			open[SENTENCE_CHARS + 1];
	int			depth = 0;

	for (int i = 0; i < tokens->count; i++)
	{
		Token	   *token = &tokens->token[i];

		token->match = (int16_t) i;
		if (token->kind == TOKEN_OPEN)
			open[depth++] = i;
		else if (token->kind == TOKEN_CLOSE && depth > 0)
		{
			token->match = (int16_t) open[--depth];
			tokens->token[token->match].match = (int16_t) i;
		}
	}
}

/* Do parts of the area have requests or acts of their own here, beside others? */
static bool
has_parts(const Tokens *tokens, bool beside)
{
	bool		part = false;

	for (int i = 0; i < tokens->count; i++)
		switch (tokens->token[i].kind)
		{
			case TOKEN_PART_OF_AREA:
				part = true;
				break;
			case TOKEN_UNITS:
				/* the units beside their government */
				part |= !beside && (i == 0 || tokens->token[i - 1].kind == TOKEN_COMMA);
				break;
			case TOKEN_AMONG:
				if (beside)
					return false;
				break;
			case TOKEN_COMMA:
				part = false;
				break;
			case TOKEN_RECEIVE:
			case TOKEN_NEW:
			case TOKEN_ACCEPT:
			case TOKEN_HANDLE:
			case TOKEN_CONCLUDE:
			case TOKEN_ISSUE:
			case TOKEN_DECIDE:
				if (part)
					return true;
				break;
			default:
				break;
		}
	return false;
}

/* Units of an area and its towns, listed together behind it, are all there are. */
static void
join_units(Tokens *tokens)
{
	for (int i = 0; i + 3 < tokens->count; i++)
	{
		int			end = i + 1;
		bool		units = false;

		if (tokens->token[i].kind != TOKEN_AREA)
			continue;
		for (; end < tokens->count; end++)
		{
			TokenKind	kind = (TokenKind) tokens->token[end].kind;

			if (kind != ((end - i) % 2 == 0 ? TOKEN_LIST : TOKEN_UNITS) &&
				!(kind == TOKEN_PART_OF_AREA && (end - i) % 2 != 0))
				break;
			units |= kind == TOKEN_UNITS;
		}
		if (!units || end - i < 4 || (end - i) % 2 != 0)
			continue;
		for (i++; i < end; i++)
		{
			tokens->token[i].kind = TOKEN_UNITS;
			tokens->token[i].what = 1;
		}
	}
}

/* Does the word "in the name of" stand at a token? */
static bool
is_name(const Tokens *tokens, int at)
{
	const Token *token = &tokens->token[at];
	const uint16_t *chars = tokens->sentence->chars + token->first;

	return token->kind == TOKEN_FILLER && token->end == token->first + 2 &&
		chars[0] == 0x540D /* 名 */ && chars[1] == 0x4E49 /* 义 */ ;
}

/*
 * What is issued in the name of a body is not all that is issued, where others
 * issue as well: in other names, or as units of the area.
 */
static bool
has_names(const Tokens *tokens, const Reporter *reporter)
{
	int			names = 0;

	for (int i = 0; i < tokens->count; i++)
		names += is_name(tokens, i);
	return names > 1 || (names > 0 && reporter->wide);
}

/*
 * A government beside parts of its area reports for itself alone, and its
 * departments beside its towns are not all.  Its office beside it
 * ("县政府、县政府办公室") is the same body.
 */
static void
join_bodies(Tokens *tokens, const Reporter *reporter)
{
	bool		parts = has_parts(tokens, false);
	bool		beside = has_parts(tokens, true);
	bool		names = has_names(tokens, reporter);

	for (int i = 0; i < tokens->count; i++)
	{
		Token	   *token = &tokens->token[i];

		if ((token->kind == TOKEN_GOVERNMENT && (parts || names)) ||
			(token->kind == TOKEN_OFFICE && names) ||
			(token->kind == TOKEN_UNITS && token->what == 0 && beside))
			token->what = GR_NONE;
		else if (token->kind == TOKEN_OFFICE && i >= 2 && token[-1].kind == TOKEN_LIST &&
				 token[-2].kind == TOKEN_GOVERNMENT)
			token->what = token[-2].what;
	}
}

/*
 * Can the words together only be about requests for disclosure: at least three
 * outcomes, one of which papers cannot have, or requests that are new beside
 * those of the year before?
 */
static bool
speaks_of_requests(const Tokens *tokens)
{
	const TokenSet others = TOKEN_SET(TOKEN_OTHER_TOPIC) | TOKEN_SET(TOKEN_PAPER) |
		TOKEN_SET(TOKEN_DOCUMENT) | TOKEN_SET(TOKEN_ISSUE) | TOKEN_SET(TOKEN_DECISION);
	uint64_t	rows = 0;
	uint64_t	groups = 0;
	int			outcomes = 0;
	bool		only_requests = false;

	for (int i = 0; i < tokens->count; i++)
	{
		const Token *token = &tokens->token[i];
		uint64_t   *set = token->kind == TOKEN_OUTCOME ? &rows : &groups;

		if (outcomes == 0 && (TOKEN_SET(token->kind) & others))
			return false;
		if ((token->kind != TOKEN_OUTCOME && token->kind != TOKEN_OUTCOME_GROUP) ||
			token->what >= 64 || (*set & UINT64_C(1) << token->what))
			continue;
		*set |= UINT64_C(1) << token->what;
		outcomes++;
		only_requests |= token->kind == TOKEN_OUTCOME ?
			token->what != GR_ROW_granted && token->what != GR_ROW_partly_granted :
			token->what == GR_GROUP_unavailable || token->what == GR_GROUP_not_processed;
	}
	return (outcomes >= 3 && only_requests) ||
		((tokens->kinds & TOKEN_SET(TOKEN_NEW)) && (tokens->kinds & TOKEN_SET(TOKEN_REQUEST)) &&
		 (tokens->kinds & TOKEN_SET(TOKEN_CARRIED_IN)));
}

void
narrative_tokens(const Sentence *sentence, const Reporter *reporter, Tokens *tokens)
{
	int			at = 0;

	tokens->sentence = sentence;
	tokens->count = 0;
	tokens->kinds = 0;
	tokens->other_organisations = tokens->outcomes_else = tokens->outcomes_public = false;
	while (at < sentence->count)
	{
		Token	   *token = &tokens->token[tokens->count];
		Token	   *last = token - 1;

		memset(token, 0, sizeof(*token));
		token->first = (int16_t) at;
		at += next_token(sentence, at, reporter, token);
		token->end = (int16_t) at;
		tokens->kinds |= TOKEN_SET(token->kind);
		if (token->kind == TOKEN_ORGANISATION && token->what == 2)
			tokens->other_organisations = true;
		if (token->kind == TOKEN_OUTCOME)
		{
			tokens->outcomes_else |= token->what == OUTCOME_ELSE;
			tokens->outcomes_public |= token->what == OUTCOME_PUBLIC;
		}
		/* a request behind "disclosure" is one of it */
		if (token->kind == TOKEN_REQUEST && tokens->count > 0 && last->kind == TOKEN_INFORMATION)
			token->what = 1;
		/* what is unknown or a title is one token */
		if ((token->kind == TOKEN_UNKNOWN || token->kind == TOKEN_TITLE) &&
			tokens->count > 0 && last->kind == token->kind)
			last->end = token->end;
		else
			tokens->count++;
	}
	match_brackets(tokens);
	join_units(tokens);
	join_bodies(tokens, reporter);
	tokens->requests = speaks_of_requests(tokens);
}
