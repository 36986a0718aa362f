/*
 * years.c
 *		Years as reports write them.
 */
#include "years.h"

#include "chars.h"

#include <string.h>

#define YEAR_MIN 2000
#define YEAR_MAX 2099

/* The year whose digits stand right before p, or 0. */
int
gr_year_before(const char *start, const char *p, const char **from)
{
	int			year = 0;
	int			unit = 1;

	p = gr_trim_lines(start, p);
	for (int i = 0; i < 4; i++)
	{
		uint32_t	c;
		int			digit;

		if (p <= start)
			return 0;
		p = gr_previous(p);
		gr_next(p, &c);
		digit = gr_kind[c] == GR_CHAR_DIGIT ? gr_fold[c] - '0' : gr_numeral(c);
		if (digit < 0 || digit > 9)
			return 0;
		year += digit * unit;
		unit *= 10;
	}
	*from = p;
	return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
}

/* The first year in a text, or 0. */
int
gr_find_year(const char *p, const char *end, bool bare, const char **from, const char **to)
{
	const char *start = p;
	const char *behind;

	for (const char *at = p; at < end && (at = gr_find(at, end, "年")) != NULL;
		 at += strlen("年"))
	{
		int			year = gr_year_before(start, at, from);

		if (year != 0)
		{
			*to = at + strlen("年");
			if ((behind = gr_behind_word(gr_skip_blanks(*to, end), end, "度")) != NULL)
				*to = behind;
			return year;
		}
	}
	for (const char *at = p; bare && at < end;)
	{
		uint32_t	c;
		int			year;

		at = gr_next(at, &c);
		if ((year = gr_year_before(start, at, from)) != 0 &&
			(at == end || gr_kind_at(at) != GR_CHAR_DIGIT))
		{
			*to = at;
			return year;
		}
	}
	return 0;
}
