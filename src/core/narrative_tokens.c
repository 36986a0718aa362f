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

/* Do parts of the area deal with requests of their own here? */
static bool
has_parts(const Tokens *tokens)
{
	bool		part = false;

	for (int i = 0; i < tokens->count; i++)
		switch (tokens->token[i].kind)
		{
			case TOKEN_PART_OF_AREA:
				part = true;
				break;
			case TOKEN_COMMA:
				part = false;
				break;
			case TOKEN_RECEIVE:
			case TOKEN_NEW:
			case TOKEN_ACCEPT:
			case TOKEN_HANDLE:
			case TOKEN_CONCLUDE:
				if (part)
					return true;
				break;
			default:
				break;
		}
	return false;
}

/*
 * A government beside parts of its area reports for itself alone.  Its office
 * beside it ("县政府、县政府办公室") is the same body.
 */
static void
join_bodies(Tokens *tokens)
{
	bool		parts = has_parts(tokens);

	for (int i = 0; i < tokens->count; i++)
	{
		Token	   *token = &tokens->token[i];

		if (token->kind == TOKEN_GOVERNMENT && parts)
			token->what = GR_NONE;
		else if (token->kind == TOKEN_OFFICE && i >= 2 && token[-1].kind == TOKEN_LIST &&
				 token[-2].kind == TOKEN_GOVERNMENT)
			token->what = token[-2].what;
	}
}

void
narrative_tokens(const Sentence *sentence, const Reporter *reporter, Tokens *tokens)
{
	int			at = 0;

	tokens->sentence = sentence;
	tokens->count = 0;
	tokens->kinds = 0;
	tokens->other_organisations = false;
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
	join_bodies(tokens);
}
