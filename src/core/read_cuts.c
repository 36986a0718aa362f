/*
 * read_cuts.c
 *		The ways in which a row's digits can be cut into its columns.
 *
 * Figures that a page or a converter ran together ("10000016.属于" is 1 0 0 0
 * 0 0 1 and the next item's number) are cut so that every part is a number
 * without leading zeros and the row's sums hold.  Rows with a number too few
 * or too many are treated alike: a column may be blank, or two neighbouring
 * runs may be one number.
 */
#include "reader.h"

#include <stdio.h>
#include <string.h>

/* More digits in a row than this are not cut. */
#define DIGITS_MAX 80
/* No figure has more digits than this. */
#define DIGITS_OF_A_NUMBER 12
#define NUMBER_MAX INT64_C(999999999999999)
/* Places looked at before a row is given up, and before a report is. */
#define STEPS_MAX 3000000
#define STEPS_OF_A_REPORT 10000000

typedef struct CutSearch
{
	char		digits[DIGITS_MAX]; /* '0'..'9' */
	const char *at[DIGITS_MAX + 1]; /* where each stands ... */
	const char *behind[DIGITS_MAX]; /* ... and ends */
	bool		must[DIGITS_MAX + 1];	/* a cut must be before this digit */
	bool		never[DIGITS_MAX + 1];	/* none can be: behind a point */
	bool		negative[DIGITS_MAX];	/* a minus sign stands before it */
	const char *from[DIGITS_MAX];	/* where the number's text begins, sign and all */
	int			ndigits;
	int			columns;
	const CutSum *sums;
	int			nsums;
	bool		keep_blanks;	/* whether cuts at blanks are binding */
	Cut		   *cuts;
	int			ncuts;
	int			steps;
	int			steps_max;
	int			end[COLUMNS_MAX];	/* of each column's digits */
	int64_t		value[COLUMNS_MAX];
	bool		blank[COLUMNS_MAX];
	int64_t		part[COLUMNS_MAX];	/* sum of the columns up to each */
	bool		has_target;		/* the row's total is known to be ... */
	int64_t		target;
	int			target_at;		/* ... and its digits to begin here */
} CutSearch;

/* Takes the digits of one number in; false when there is no room. */
static bool
collect_number(const GrNumber *number, CutSearch *s)
{
	const char *end = number->digits.data + number->digits.len;
	bool		behind_point = false;

	if (s->ndigits >= DIGITS_MAX)
		return false;
	s->must[s->ndigits] = s->ndigits > 0;
	s->negative[s->ndigits] = number->mantissa < 0;
	for (const char *p = number->digits.data; p < end;)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_kind[c] != GR_CHAR_DIGIT)
			behind_point = true;
		else
		{
			if (s->ndigits >= DIGITS_MAX)
				return false;
			s->never[s->ndigits] = behind_point;
			s->at[s->ndigits] = p;
			s->from[s->ndigits] = p == number->digits.data ? number->raw.data : p;
			s->behind[s->ndigits] = next;
			s->digits[s->ndigits++] = (char) gr_fold[c];
		}
		p = next;
	}
	return true;
}

/*
 * Collects the digits of a row, with their signs and points; false when it
 * holds anything else.
 */
static bool
collect(const Table *table, const Entry *entry, CutSearch *s)
{
	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];
		const GrNumber *number = &item->number;

		if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
			continue;
		if (item->kind != ITEM_NUMBER || number->unit != GR_STATED_NONE || number->remark ||
			memchr(number->digits.data, ',', number->digits.len) != NULL ||
			!collect_number(number, s))
			return false;
	}
	return s->ndigits > 0;
}

/* The sum that must stand in this column; false when none must. */
static bool
sum_due(const CutSearch *s, int column, int64_t *sum)
{
	for (int i = 0; i < s->nsums; i++)
		if (s->sums[i].total == column)
		{
			*sum = 0;
			for (int c = s->sums[i].first; c < column; c++)
				*sum += s->value[c];
			return true;
		}
	return false;
}

/* Does every sum hold whose column is not blank? */
static bool
sums_hold(const CutSearch *s)
{
	for (int i = 0; i < s->nsums; i++)
	{
		int64_t		sum;

		if (!s->blank[s->sums[i].total] && sum_due(s, s->sums[i].total, &sum) &&
			sum != s->value[s->sums[i].total])
			return false;
	}
	return true;
}

/*
 * Do the digits from start on spell the number, not broken by a binding cut?
 * Sets where they end.
 */
static bool
spells(const CutSearch *s, int start, int64_t number, int *end)
{
	char		text[24];
	int			len = snprintf(text, sizeof(text), "%lld", (long long) number);

	if (start + len > s->ndigits || memcmp(s->digits + start, text, (size_t) len) != 0)
		return false;
	for (int i = start + 1; s->keep_blanks && i < start + len; i++)
		if (s->must[i])
			return false;
	*end = start + len;
	return true;
}

/* Keeps the cut that has been found. */
static void
keep_cut(CutSearch *s)
{
	Cut		   *cut = &s->cuts[s->ncuts++];
	int			start = 0;

	memset(cut, 0, sizeof(*cut));
	for (int c = 0; c < s->columns; c++)
	{
		cut->value[c] = s->negative[start] ? -s->value[c] : s->value[c];
		cut->blank[c] = s->blank[c];
		cut->raw[c] = (GrText) {s->from[start], 0};
		if (!s->blank[c])
			cut->raw[c].len = (size_t) (s->behind[s->end[c] - 1] - s->from[start]);
		start = s->end[c];
	}
}

/*
 * The least that the digits between a column and the row's total can add: the
 * longest of their parts has its share of them, and no zero in front.
 */
static int64_t
least_rest(const CutSearch *s, int column)
{
	int			parts = s->columns - column - 2;
	int			digits = s->target_at - s->end[column];
	int64_t		least = 1;

	if (parts <= 0 || digits <= parts)
		return 0;
	if (digits > parts * DIGITS_OF_A_NUMBER)
		return NUMBER_MAX;		/* they cannot hold so many */
	for (int len = (digits + parts - 1) / parts; len > 1; len--)
		least *= 10;
	return least;
}

/*
 * Takes the next choice for a column: one digit more, or for a total the
 * digits of the sum, once.  False when there is none left.
 */
static bool
next_choice(CutSearch *s, int column)
{
	int			start = column == 0 ? 0 : s->end[column - 1];
	int64_t		sum;

	if (sum_due(s, column, &sum))
	{
		if (s->end[column] > start || !spells(s, start, sum, &s->end[column]))
			return false;
		s->value[column] = sum;
		return s->ndigits - s->end[column] >= s->columns - column - 1;
	}
	do
	{
		int			end = s->end[column];

		if (end >= s->ndigits || end - start >= DIGITS_OF_A_NUMBER ||
			(end > start && !s->never[end] &&
			 (s->digits[start] == '0' || (s->must[end] && (s->keep_blanks || s->negative[end])))))
			return false;
		s->value[column] = (end == start ? 0 : s->value[column]) * 10 + (s->digits[end] - '0');
		s->end[column] = ++end;
		s->part[column] = s->value[column] + (column > 0 ? s->part[column - 1] : 0);
		/* every later column needs a digit */
		if (s->ndigits - end < s->columns - column - 1 ||
			(s->has_target && (end > s->target_at || s->part[column] > s->target)))
			return false;
		/* a longer number here leaves less for the others */
	} while ((s->end[column] < s->ndigits && s->never[s->end[column]]) ||
			 (s->has_target && s->part[column] + least_rest(s, column) > s->target));
	return true;
}

/* Depth-first over the columns, with a stack of its own: no recursion. */
static void
search(CutSearch *s)
{
	int			column = 0;

	memset(s->blank, 0, sizeof(s->blank));
	s->end[0] = 0;
	while (column >= 0)
	{
		if (++s->steps > s->steps_max || s->ncuts >= CUTS_MAX)
			return;
		if (!next_choice(s, column))
			column--;
		else if (column < s->columns - 1)
		{
			column++;
			s->end[column] = s->end[column - 1];
		}
		else if (s->end[column] == s->ndigits)
			keep_cut(s);
	}
}

/*
 * Searches with the row's total fixed in turn to the last digit, the last two,
 * ...: no part can then exceed it, which leaves few ways to look at.
 */
static void
search_by_total(CutSearch *s)
{
	s->has_target = true;
	for (int digits = 1; digits <= DIGITS_OF_A_NUMBER && digits < s->ndigits; digits++)
	{
		s->target_at = s->ndigits - digits;
		s->target = 0;
		for (int i = s->target_at; i < s->ndigits; i++)
			s->target = s->target * 10 + (s->digits[i] - '0');
		/* a zero in front, or parts too short to fill the rest */
		if ((digits > 1 && s->digits[s->target_at] == '0') ||
			(s->columns - 1) * digits < s->target_at)
			continue;
		search(s);
	}
}

/* Searches for all cuts of a row. */
static void
search_cuts(CutSearch *s)
{
	if (s->nsums == 1 && s->sums[0].first == 0 && s->sums[0].total == s->columns - 1)
		search_by_total(s);
	else
		search(s);
}

/*
 * Are there signs that the runs of digits are several numbers each, and enough
 * digits?  *forced tells that there is only one way:
 * a digit for each column.
 */
bool
cut_is_glued(const Table *table, const Entry *entry, int columns, bool *forced)
{
	CutSearch	s;
	bool		glued = false;

	*forced = false;
	memset(&s, 0, sizeof(s));
	if (!collect(table, entry, &s) || s.ndigits < columns)
		return false;
	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];

		if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
			return false;
		/* numbers on lines of their own are not run together */
		if (item->line != table->items[entry->first].line)
			return false;
		/* stuck to the label, or several zeros in front */
		if (item->joined || gr_count_chars(item->number.digits.data, item->number.digits.data +
										  item->number.digits.len) > DIGITS_OF_A_NUMBER ||
			gr_begins_with_zero(&item->number))
			glued = true;
	}
	if (!glued)
		return false;
	*forced = s.ndigits == columns;
	return true;
}

/* A row with one number too few: each column may be the blank one. */
static void
search_blank(CutSearch *s, const int64_t *numbers, const GrText *raws, int count)
{
	for (int gap = 0; gap < s->columns && s->ncuts < CUTS_MAX; gap++)
	{
		bool		holds;
		Cut		   *cut = &s->cuts[s->ncuts];

		memset(cut, 0, sizeof(*cut));
		memset(s->blank, 0, sizeof(s->blank));
		for (int c = 0, i = 0; c < s->columns; c++)
		{
			s->blank[c] = c == gap;
			s->value[c] = c == gap || i >= count ? 0 : numbers[i];
			cut->blank[c] = c == gap;
			cut->value[c] = s->value[c];
			if (c != gap && i < count)
				cut->raw[c] = raws[i++];
		}
		holds = sums_hold(s);
		if (holds)
			s->ncuts++;
	}
}

/* A row with one number too many: each may be the one that does not belong. */
static void
search_extra(CutSearch *s, const int64_t *numbers, const GrText *raws, int count)
{
	for (int extra = 0; extra < count && s->ncuts < CUTS_MAX; extra++)
	{
		bool		holds;
		bool		known = false;
		Cut		   *cut = &s->cuts[s->ncuts];

		memset(cut, 0, sizeof(*cut));
		memset(s->blank, 0, sizeof(s->blank));
		for (int i = 0, c = 0; i < count; i++)
			if (i != extra)
			{
				s->value[c] = cut->value[c] = numbers[i];
				cut->raw[c++] = raws[i];
			}
		holds = sums_hold(s);
		for (int i = 0; i < s->ncuts; i++)
			if (memcmp(s->cuts[i].value, cut->value, sizeof(cut->value)) == 0)
				known = true;
		if (holds && !known)
			s->ncuts++;
	}
}

/*
 * The ways to cut a row into columns so that its sums hold, into cuts (at
 * least CUTS_MAX); returns how many, or 0 when there are none or too many.
 */
int
cut_row(Reader *r, const Table *table, const Entry *entry, int columns, const CutSum *sums,
		int nsums, Cut *cuts)
{
	CutSearch	s;
	int64_t		numbers[COLUMNS_MAX + 1];
	GrText		raws[COLUMNS_MAX + 1];
	int			count = 0;
	bool		forced;

	memset(&s, 0, sizeof(s));
	s.steps_max = STEPS_OF_A_REPORT - r->cut_steps < STEPS_MAX ?
		STEPS_OF_A_REPORT - r->cut_steps : STEPS_MAX;
	s.columns = columns;
	s.sums = sums;
	s.nsums = nsums;
	s.cuts = cuts;
	if (cut_is_glued(table, entry, columns, &forced) && collect(table, entry, &s))
	{
		if (forced)
			s.nsums = 0;
		/* blanks in the run are cuts, unless no cut is left then */
		s.keep_blanks = true;
		search_cuts(&s);
		if (s.ncuts == 0)
		{
			s.keep_blanks = false;
			search_cuts(&s);
		}
	}
	else
	{
		for (int i = 0; i < entry->count; i++)
		{
			const Item *item = &table->items[entry->first + i];

			if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
				continue;
			if (item->kind != ITEM_NUMBER || !item->number.fits || item->number.mantissa > NUMBER_MAX ||
				item->number.mantissa < -NUMBER_MAX ||
				item->number.decimals > 0 || count > columns)
				return 0;
			numbers[count] = item->number.mantissa;
			raws[count++] = item->raw;
		}
		if (count == columns - 1)
			search_blank(&s, numbers, raws, count);
		else if (count == columns + 1)
			search_extra(&s, numbers, raws, count);
	}
	r->cut_steps += s.steps;
	if (r->arena->poll != NULL)
		r->arena->poll(r->arena->context);
	return s.steps > s.steps_max || s.ncuts >= CUTS_MAX ? 0 : s.ncuts;
}
