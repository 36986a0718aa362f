/*
 * numbers.c
 *		Reading numbers with separators, signs, units and remarks; enumerators.
 */
#include "numbers.h"

#include <string.h>

/* Measure words that may follow a count. */
static const char *const measure_words[] = {
	"件次", "人次", "件", "个", "项", "条", "宗", "次", "份", "起", "人", "户", "部", "批", "例", "家"
};

/* Money and multiples, longest first. */
static const struct
{
	const char *word;
	GrStatedUnit unit;
}			multiples[] = {
	{"万元", GR_STATED_TEN_THOUSAND_YUAN},
	{"亿元", GR_STATED_HUNDRED_MILLION_YUAN},
	{"元", GR_STATED_YUAN},
	{"万", GR_STATED_TEN_THOUSAND},
	{"亿", GR_STATED_HUNDRED_MILLION}
};

/* A remark in brackets longer than this is no remark of a number. */
#define REMARK_CHARS_MAX 32

/* The folded character at p, 0 at the end. */
static inline uint32_t
folded_at(const char *p, const char *end, const char **next)
{
	uint32_t	c;

	if (p >= end)
	{
		*next = end;
		return 0;
	}
	*next = gr_next(p, &c);
	return gr_fold[c];
}

static inline bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Do exactly three digits stand at p? */
static bool
three_digits(const char *p, const char *end)
{
	const char *next;
	int			count = 0;

	while (is_digit(folded_at(p, end, &next)) && count < 4)
	{
		count++;
		p = next;
	}
	return count == 3;
}

/* Takes a digit into the mantissa; clears fits on overflow. */
static void
add_digit(GrNumber *number, int digit)
{
	if (number->mantissa > (INT64_MAX - digit) / 10)
		number->fits = false;
	else
		number->mantissa = number->mantissa * 10 + digit;
}

/* Reads digits with thousands separators and a point; returns the end. */
static const char *
scan_digits(const char *p, const char *end, GrNumber *number)
{
	const char *next;
	int			leading = 0;	/* digits before the first separator */
	bool		separated = false;
	uint32_t	c;

	for (;;)
	{
		c = folded_at(p, end, &next);
		if (is_digit(c))
		{
			add_digit(number, (int) (c - '0'));
			leading++;
			p = next;
		}
		else if (c == ',' && leading >= 1 && (separated || leading <= 3) &&
				 three_digits(next, end))
		{
			separated = true;
			number->plain = false;
			p = next;
		}
		else
			break;
	}
	if (c == '.' && leading > 0)
	{
		const char *point = p;
		const char *after;

		if (is_digit(folded_at(next, end, &after)))
		{
			number->plain = false;
			p = next;
			while (is_digit(c = folded_at(p, end, &next)))
			{
				add_digit(number, (int) (c - '0'));
				number->decimals++;
				p = next;
			}
			/* 1.2.3 is no number: leave the point to the caller */
			if (c == '.' && is_digit(folded_at(next, end, &after)))
				return point;
		}
	}
	return p;
}

/* A sign before digits: sets *sign and returns behind it, or p. */
static const char *
scan_sign(const char *p, const char *end, int *sign)
{
	const char *next;
	uint32_t	c = folded_at(p, end, &next);

	*sign = 1;
	if (c == 0x589E /* 增 */ && gr_behind_word(next, end, "加"))
		next += strlen("加");
	else if (c == 0x51CF /* 减 */ && gr_behind_word(next, end, "少"))
		next += strlen("少");
	else if (c != '+' && c != '-' && c != 0x589E && c != 0x51CF)
		return p;
	if (c == '-' || c == 0x51CF)
		*sign = -1;
	/* a mark with a blank behind it is no sign: it may fill a cell itself */
	return c == '+' || c == '-' ? next : gr_skip_blanks(next, end);
}

static const char *
scan_stated_unit(const char *p, const char *end, GrStatedUnit *unit)
{
	const char *at = gr_skip_blanks(p, end);

	/* the words are Chinese: most numbers have none behind them */
	if (at >= end || (unsigned char) *at < 0x80)
		return p;
	for (size_t i = 0; i < sizeof(multiples) / sizeof(multiples[0]); i++)
		if (gr_behind_word(at, end, multiples[i].word))
		{
			*unit = multiples[i].unit;
			at += strlen(multiples[i].word);
			p = at;
			break;
		}
	for (size_t i = 0; i < sizeof(measure_words) / sizeof(measure_words[0]); i++)
		if (gr_behind_word(at, end, measure_words[i]))
		{
			if (*unit == GR_STATED_NONE)
				*unit = GR_STATED_PIECES;
			return at + strlen(measure_words[i]);
		}
	return p;
}

/* A remark in brackets behind a number; returns behind it, or p. */
static const char *
scan_remark(const char *p, const char *end, bool *remark)
{
	const char *at = gr_skip_blanks(p, end);
	int			depth = 0;
	bool		wordy = false;
	bool		numeral = true;

	if (at >= end || gr_kind_at(at) != GR_CHAR_OPEN)
		return p;
	for (int i = 0; at < end && i < REMARK_CHARS_MAX; i++)
	{
		uint32_t	c;

		at = gr_next(at, &c);
		switch (gr_kind[c])
		{
			case GR_CHAR_OPEN:
				depth++;
				break;
			case GR_CHAR_CLOSE:
				if (--depth == 0)
				{
					/* an enumerator such as （七） is the next label's, if there is one */
					if ((!wordy || numeral) && gr_skip_blanks(at, end) < end)
						return p;
					*remark = true;
					return at;
				}
				break;
			case GR_CHAR_NEWLINE:
			case GR_CHAR_TAB:
			case GR_CHAR_BAR:
				return p;
			case GR_CHAR_WORD:
				wordy = true;
				if (gr_numeral(c) < 0)
					numeral = false;
				break;
			default:
				break;
		}
	}
	return p;
}

/* 零 or 〇 alone is a zero. */
static const char *
scan_zero_word(const char *p, const char *end, GrNumber *number)
{
	const char *next;
	const char *after;
	uint32_t	c = folded_at(p, end, &next);
	uint32_t	following;

	if (gr_numeral(c) != 0)
		return NULL;
	following = folded_at(next, end, &after);
	if (following != 0 && gr_kind[following] == GR_CHAR_WORD &&
		scan_stated_unit(next, end, &(GrStatedUnit) {0}) == next)
		return NULL;
	number->plain = false;
	return next;
}

const char *
gr_scan_number(const char *p, const char *end, GrNumber *number)
{
	const char *start = p;
	const char *digits;
	const char *at;
	int			sign;

	memset(number, 0, sizeof(*number));
	number->fits = true;
	number->plain = true;
	digits = scan_sign(p, end, &sign);
	if (digits != p)
		number->plain = false;
	at = scan_digits(digits, end, number);
	if (at == digits)
	{
		if (digits != p || (at = scan_zero_word(p, end, number)) == NULL)
			return NULL;
	}
	number->digits = (GrText) {digits, (size_t) (at - digits)};
	number->mantissa *= sign;
	p = scan_stated_unit(at, end, &number->unit);
	p = scan_remark(p, end, &number->remark);
	if (p != at)
		number->plain = false;
	number->raw = (GrText) {start, (size_t) (p - start)};
	return p;
}

void
gr_plain_number(const char *p, const char *end, GrNumber *number)
{
	memset(number, 0, sizeof(*number));
	number->fits = true;
	number->plain = true;
	number->raw = number->digits = (GrText) {p, (size_t) (end - p)};
	scan_digits(p, end, number);
}

/* Is it more than a zero, with a zero in front? */
bool
gr_begins_with_zero(const GrNumber *number)
{
	uint32_t	c;

	return gr_next(number->digits.data, &c) < number->digits.data + number->digits.len &&
		gr_fold[c] == '0';
}

/* Multiplies by a power of ten, up or down; false when not exact or too large. */
static bool
scale(int64_t *value, int power)
{
	for (; power > 0; power--)
	{
		if (*value > INT64_MAX / 10 || *value < INT64_MIN / 10)
			return false;
		*value *= 10;
	}
	for (; power < 0; power++)
	{
		if (*value % 10 != 0)
			return false;
		*value /= 10;
	}
	return true;
}

bool
gr_number_as_figure(const GrNumber *number, int figure, GrStatedUnit unit, int64_t *value)
{
	GrStatedUnit stated = number->unit;
	int			power = -number->decimals;

	if (!number->fits)
		return false;
	*value = number->mantissa;
	if (*value == 0)
		return true;
	if (gr_figure_is_amount(figure))
	{
		if (stated == GR_STATED_NONE || stated == GR_STATED_PIECES)
			stated = unit;
		power += GR_AMOUNT_DIGITS;
		if (stated == GR_STATED_YUAN)
			power -= 4;
		else if (stated == GR_STATED_HUNDRED_MILLION_YUAN ||
				 stated == GR_STATED_HUNDRED_MILLION)
			power += 4;
	}
	else if (stated == GR_STATED_TEN_THOUSAND)
		power += 4;
	else if (stated == GR_STATED_HUNDRED_MILLION)
		power += 8;
	else if (stated != GR_STATED_NONE && stated != GR_STATED_PIECES)
		return false;			/* money where things are counted */
	return scale(value, power);
}

GrStatedUnit
gr_scan_unit(const char *p, const char *end)
{
	bool		ten_thousand = false;
	bool		hundred_million = false;

	/* blanks and slips between the characters: only which are there counts */
	while (p < end)
	{
		uint32_t	c = folded_at(p, end, &p);

		if (c == 0x4E07 /* 万 */ )
			ten_thousand = true;
		else if (c == 0x4EBF /* 亿 */ )
			hundred_million = true;
		else if (c == 0x5143 /* 元 */ )
			return hundred_million ? GR_STATED_HUNDRED_MILLION_YUAN :
				ten_thousand ? GR_STATED_TEN_THOUSAND_YUAN : GR_STATED_YUAN;
	}
	return GR_STATED_NONE;
}

/* A numeral from 一 to 九十九 at p; returns behind it and its value, or p. */
static const char *
scan_numeral(const char *p, const char *end, int *value)
{
	const char *start = p;
	int			total = 0;

	for (int i = 0; i < 3 && p < end; i++)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		int			digit = gr_numeral(c);

		if (digit <= 0)
			break;
		if (digit == 10)
			total = total == 0 ? 10 : total * 10;
		else
			total += digit;
		p = next;
	}
	*value = total;
	return total > 0 ? p : start;
}

/* Reads "）" and what belongs to it; NULL when the bracket is not closed here. */
static const char *
scan_close(const char *p, const char *end)
{
	p = gr_skip_blanks(p, end);
	if (p < end && gr_kind_at(p) == GR_CHAR_CLOSE)
	{
		uint32_t	c;

		return gr_next(p, &c);
	}
	return NULL;
}

/*
 * Up to so many digits at p, not part of a longer number.  No item of the form
 * has a number of two digits, and none begins with a zero: outside brackets
 * such digits are figures.
 */
static const char *
scan_small_number(const char *p, const char *end, int digits, int *value)
{
	const char *next;
	const char *start = p;
	int			total = 0;
	uint32_t	c;

	for (int i = 0; is_digit(c = folded_at(p, end, &next)); i++)
	{
		if (i == digits)
			return start;
		total = total * 10 + (int) (c - '0');
		p = next;
	}
	*value = total;
	return total > 0 ? p : start;
}

const char *
gr_scan_enumerator(const char *p, const char *end, GrEnumerator *enumerator)
{
	const char *start = p;
	const char *next;
	const char *at;
	uint32_t	c = folded_at(p, end, &next);
	int			value;

	enumerator->kind = GR_ENUM_NONE;
	enumerator->number = 0;
	if (c == '(')
	{
		at = gr_skip_blanks(next, end);
		enumerator->kind = GR_ENUM_BRACKET;
		if ((p = scan_numeral(at, end, &value)) == at)
		{
			p = scan_small_number(at, end, 2, &value);
			enumerator->kind = GR_ENUM_DIGIT;
		}
		if (p != at && (p = scan_close(p, end)) != NULL)
		{
			enumerator->number = value;
			return p;
		}
		enumerator->kind = GR_ENUM_NONE;
		return start;
	}
	if (c >= 0x2460 && c <= 0x2473) /* circled digits */
	{
		enumerator->kind = GR_ENUM_DIGIT;
		enumerator->number = (int) (c - 0x2460) + 1;
		return next;
	}
	if (c >= 0x2488 && c <= 0x249B) /* digits with a full stop */
	{
		enumerator->kind = GR_ENUM_DIGIT;
		enumerator->number = (int) (c - 0x2488) + 1;
		return next;
	}
	if (c >= 0x3220 && c <= 0x3229) /* numerals in brackets */
	{
		enumerator->kind = GR_ENUM_BRACKET;
		enumerator->number = (int) (c - 0x3220) + 1;
		return next;
	}
	enumerator->kind = GR_ENUM_DIGIT;
	if ((at = scan_small_number(p, end, 1, &value)) == p)
	{
		enumerator->kind = GR_ENUM_NUMERAL;
		at = scan_numeral(p, end, &value);
	}
	if (at != p)
	{
		at = gr_skip_blanks(at, end);
		c = folded_at(at, end, &next);
		if (c == 0x3001 || c == '.' || c == ',' || c == 0x00B7 ||
			(c == ')' && enumerator->kind == GR_ENUM_DIGIT))
		{
			const char *after;

			/* a decimal or thousands separator is no enumerator's mark */
			if (c == 0x3001 || enumerator->kind == GR_ENUM_NUMERAL ||
				!is_digit(folded_at(next, end, &after)))
			{
				enumerator->number = value;
				return next;
			}
		}
	}
	enumerator->kind = GR_ENUM_NONE;
	return start;
}
