/*
 * read_staggered.c
 *		Rows whose cells stand on several lines.
 *
 * In a document with aligned columns the cells of one row need not have the
 * same height: some come a line before the others.  Their order is then that of
 * their places from left to right, not that of the lines.
 */
#include "reader.h"

#include <string.h>

/*
 * Are the items cells of several lines?  *apart tells whether the first of each
 * stands apart from what is before it, as in columns; a line that goes on at
 * the margin may be one that was too long.
 */
static bool
is_staggered(const Reader *r, const Table *table, const int *items, int count, bool *apart)
{
	bool		several = false;

	*apart = true;
	for (int i = 0; i < count; i++)
	{
		const Item *item = &table->items[items[i]];
		bool		first = i == 0 || item->line != table->items[items[i - 1]].line;

		if (item->cell != GR_NONE || item->right <= 0)
			return false;
		*apart = *apart && (!first || stands_apart(r, item));
		several |= i > 0 && first;
	}
	return several;
}

/* Puts the items in the order of their places; false when two overlap. */
static bool
sort_by_place(const Table *table, const int *items, int count, bool wide, int *sorted)
{
	for (int i = 0; i < count; i++)
	{
		const Item *item = &table->items[items[i]];
		int			left = wide ? item->wide_left : item->left;
		int			at;

		for (at = i; at > 0; at--)
		{
			const Item *before = &table->items[sorted[at - 1]];

			if ((wide ? before->wide_left : before->left) <= left)
				break;
			sorted[at] = sorted[at - 1];
		}
		sorted[at] = items[i];
	}
	for (int i = 1; i < count; i++)
	{
		const Item *before = &table->items[sorted[i - 1]];
		const Item *item = &table->items[sorted[i]];

		if ((wide ? before->wide_right : before->right) > (wide ? item->wide_left : item->left))
			return false;
	}
	return true;
}

/*
 * Puts as many items as columns into the order of the columns.  Left to right
 * counts when no two stand above each other and the row's sums do not speak for
 * the order of the lines instead.  False when that leaves two orders.
 */
bool
order_staggered(const Reader *r, const Table *table, int *items, int columns,
				const CutSum *sums, int nsums, bool *inferred)
{
	int			sorted[2][COLUMNS_MAX];
	SumsSay		lines;
	SumsSay		places;
	bool		apart;

	if (columns > COLUMNS_MAX || !is_staggered(r, table, items, columns, &apart) ||
		!sort_by_place(table, items, columns, false, sorted[0]) ||
		!sort_by_place(table, items, columns, true, sorted[1]) ||
		memcmp(sorted[0], items, sizeof(int) * (size_t) columns) == 0)
		return true;
	lines = check_sums(table, items, sums, nsums);
	if (!apart && (lines == SUMS_CONFIRM ||
				   check_sums(table, sorted[0], sums, nsums) != SUMS_CONFIRM))
		return true;
	if (memcmp(sorted[0], sorted[1], sizeof(int) * (size_t) columns) != 0)
		return lines == SUMS_CONFIRM;
	places = check_sums(table, sorted[0], sums, nsums);
	if (lines == SUMS_CONFIRM)
		return places != SUMS_CONFIRM;
	if (places == SUMS_DENY)
		return false;
	memcpy(items, sorted[0], sizeof(int) * (size_t) columns);
	*inferred = true;
	return true;
}
