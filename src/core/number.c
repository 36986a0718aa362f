/*
 * number.c
 *		Figures as decimal text: whole counts, and amounts with up to six
 *		decimals that are stored as whole millionths.
 */
#include "report.h"

/* Digits of 2^63, sign, point, and some. */
#define NUMBER_SIZE 32

/* Prints a figure's number, without trailing zeros; size at least 32. */
void
gr_number_print(int figure, int64_t value, char *out, size_t size)
{
	char		reversed[NUMBER_SIZE];
	int			n = 0;
	size_t		len = 0;
	uint64_t	rest = value < 0 ? 0 - (uint64_t) value : (uint64_t) value;

	gr_form_init();
	if (size < NUMBER_SIZE)
	{
		if (size > 0)
			out[0] = '\0';
		return;
	}
	if (gr_figure_is_amount(figure))
	{
		uint64_t	decimals = rest % GR_AMOUNT_SCALE;
		int			digits = GR_AMOUNT_DIGITS;

		rest /= GR_AMOUNT_SCALE;
		if (decimals != 0)
		{
			for (; decimals % 10 == 0; decimals /= 10)
				digits--;
			for (; digits > 0; digits--, decimals /= 10)
				reversed[n++] = (char) ('0' + decimals % 10);
			reversed[n++] = '.';
		}
	}
	do
		reversed[n++] = (char) ('0' + rest % 10);
	while ((rest /= 10) != 0);

	if (value < 0)
		out[len++] = '-';
	while (n > 0)
		out[len++] = reversed[--n];
	out[len] = '\0';
}

/* Appends a digit to a magnitude; false when it would pass the limit. */
static bool
add_digit(uint64_t *magnitude, unsigned digit, uint64_t limit)
{
	if (*magnitude > (limit - digit) / 10)
		return false;
	*magnitude = *magnitude * 10 + digit;
	return true;
}

/*
 * Parses a plain number: optional minus sign, digits, and for an amount up to
 * six decimals.  False when it is none or does not fit.
 */
bool
gr_number_parse(int figure, const char *text, size_t len, int64_t *value)
{
	bool		amount;
	bool		negative = len > 0 && text[0] == '-';
	uint64_t	limit = (uint64_t) INT64_MAX + (negative ? 1 : 0);
	uint64_t	magnitude = 0;
	size_t		i = negative ? 1 : 0;
	size_t		first = i;
	int			missing;

	gr_form_init();
	amount = gr_figure_is_amount(figure);
	missing = amount ? GR_AMOUNT_DIGITS : 0;
	for (; i < len && text[i] >= '0' && text[i] <= '9'; i++)
		if (!add_digit(&magnitude, (unsigned) (text[i] - '0'), limit))
			return false;
	if (i == first)
		return false;
	if (amount && i < len && text[i] == '.')
	{
		first = ++i;
		for (; i < len && missing > 0 && text[i] >= '0' && text[i] <= '9'; i++, missing--)
			if (!add_digit(&magnitude, (unsigned) (text[i] - '0'), limit))
				return false;
		if (i == first)
			return false;
	}
	if (i != len)
		return false;
	for (; missing > 0; missing--)
		if (!add_digit(&magnitude, 0, limit))
			return false;
	/* no negation of a signed minimum: the sum stays in range at each step */
	*value = !negative ? (int64_t) magnitude :
		magnitude == 0 ? 0 : -(int64_t) (magnitude - 1) - 1;
	return true;
}
