/*
 * narrative_number.c
 *		A number of the prose: in digits or numerals, its unit, and whether it is
 *		meant exactly.
 */
#include "narrative_words.h"
#include "numbers.h"

#include <string.h>

/* Measure words of requests, cases and documents. */
static const char *const pieces[] = {
	"件次", "件", "宗", "起", "份", "例", "个", "部"
};

/* Words behind a number that make it an estimate. */
static const char *const estimates[] = {
	"余", "多", "来", "左右", "以上", "以内", "以下", "上下", "不等"
};

/* Does a word stand at a place of the sentence?  Its length, or 0. */
static int
word_at(const Sentence *sentence, int at, const char *word)
{
	int			start = at;

	while (*word != '\0')
	{
		uint32_t	c;

		word = gr_next(word, &c);
		if (at >= sentence->count || sentence->chars[at] != gr_fold[c])
			return 0;
		at++;
	}
	return at - start;
}

static int
one_of(const Sentence *sentence, int at, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		int			len = word_at(sentence, at, words[i]);

		if (len > 0)
			return len;
	}
	return 0;
}

#define ONE_OF(sentence, at, words) one_of(sentence, at, words, sizeof(words) / sizeof(words[0]))

/* A numeral's digit, or its power of ten, or -1. */
#define NO_NUMERAL (-1)

static int
numeral_at(const Sentence *sentence, int at)
{
	uint16_t	c = sentence->chars[at];

	switch (c)
	{
		case 0x4E24:			/* 两 */
			return 2;
		case 0x767E:			/* 百 */
			return 100;
		case 0x5343:			/* 千 */
			return 1000;
		default:
			break;
	}
	if (at >= sentence->count || gr_numeral(c) < 0)
		return NO_NUMERAL;
	return gr_numeral(c);
}

/* A numeral below ten thousand, such as 一百零三; its length, or 0. */
static int
scan_numeral(const Sentence *sentence, int at, int64_t *value)
{
	int			start = at;
	int			digit = -1;
	int			power = 10000;	/* of the last place */
	int64_t		total = 0;

	for (int part; (part = numeral_at(sentence, at)) != NO_NUMERAL; at++)
	{
		if (part >= 10)
		{
			if (part >= power || digit == 0 || (digit < 0 && !(part == 10 && at == start)))
				return 0;
			total += (digit < 0 ? 1 : digit) * part;
			power = part;
			digit = -1;
		}
		else if (part == 0 && digit <= 0)
			digit = 0;
		else if (digit > 0)
			return 0;			/* two digits in a row: an estimate or a year */
		else
			digit = part;
	}
	*value = total + (digit > 0 ? digit : 0);
	return at - start;
}

/* Multiplies; false when it does not fit. */
static bool
scale(int64_t *value, int power)
{
	for (; power > 0; power--)
	{
		if (*value > INT64_MAX / 10)
			return false;
		*value *= 10;
	}
	for (; power < 0; power++)
		*value /= 10;
	return true;
}

/* The digits at a place, with separators and point; their length. */
static int
scan_digits(const Sentence *sentence, int at, GrNumber *number)
{
	const char *p = sentence->prose + sentence->place[at];
	const char *end = sentence->prose + sentence->place[sentence->count];
	const char *behind;
	int			start = at;

	gr_scan_number(p, end, number);
	behind = number->digits.data + number->digits.len;
	while (at < sentence->count && sentence->prose + sentence->place[at] < behind)
		at++;
	return at - start;
}

/* Sets value and slack from a count of so many decimals and a power of ten. */
static bool
set_value(Token *token, int64_t mantissa, int decimals, int power, bool rounded)
{
	token->value = mantissa;
	token->slack = 0;
	if (mantissa == 0)
		return true;
	if (decimals > power)
		return false;
	if (!scale(&token->value, power - decimals))
		return false;
	if (rounded)
	{
		token->slack = 1;
		if (!scale(&token->slack, power - decimals))
			return false;
		token->slack--;
	}
	return true;
}

/* Reads multiple and unit behind the digits; returns behind them. */
static int
scan_unit(const Sentence *sentence, int at, Token *token, int *power)
{
	int			len;

	token->unit = UNIT_OTHER;
	*power = 0;
	if ((len = word_at(sentence, at, "亿")) > 0)
		*power = 8;
	else if ((len = word_at(sentence, at, "万")) > 0)
		*power = 4;
	at += len;
	if ((len = ONE_OF(sentence, at, estimates)) > 0)
		token->exact = false;
	at += len;
	if ((len = word_at(sentence, at, "元")) > 0)
		token->unit = UNIT_MONEY;
	else if ((len = ONE_OF(sentence, at, pieces)) > 0)
		token->unit = UNIT_PIECES;
	else
	{
		uint16_t	c = sentence->chars[at];

		if (at >= sentence->count || c == ',' || c == 0x3001 || c == ')')
			token->unit = UNIT_NONE;
		return at;
	}
	at += len;
	if ((len = ONE_OF(sentence, at, estimates)) > 0)
		token->exact = false;
	return at + len;
}

/* Are characters from at up to end parted by blanks?  Digits then may be two numbers. */
static bool
is_parted(const Sentence *sentence, int at, int end)
{
	while (++at < end)
		if (sentence->parted[at])
			return true;
	return false;
}

/*
 * A number at a place: its length with the unit, or 0.  A numeral must have a
 * unit of pieces or money, or be a zero; else it is part of a word.
 */
int
narrative_number(const Sentence *sentence, int at, Token *token)
{
	GrNumber	number;
	int			len;
	int			end;
	int			power;
	bool		digits = gr_kind[sentence->chars[at]] == GR_CHAR_DIGIT;

	memset(&number, 0, sizeof(number));
	number.fits = true;
	len = digits ? scan_digits(sentence, at, &number) :
		scan_numeral(sentence, at, &number.mantissa);
	if (len == 0)
		return 0;
	token->exact = number.fits && !sentence->quoted[at] && !is_parted(sentence, at, at + len);
	end = scan_unit(sentence, at + len, token, &power);
	if (!digits && token->unit != UNIT_PIECES && token->unit != UNIT_MONEY &&
		!(token->unit == UNIT_NONE && number.mantissa == 0))
		return 0;
	/* money in millionths of 10,000 yuan is as exact as it is printed */
	if (token->unit == UNIT_MONEY)
		power += GR_AMOUNT_DIGITS - 4;
	if (!set_value(token, number.mantissa, number.decimals, power, power > 0))
		token->exact = false;
	return end - at;
}
