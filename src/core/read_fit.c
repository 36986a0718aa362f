/*
 * read_fit.c
 *		Which cell of a row belongs to which column.
 *
 * As many cells as columns: in order.  Fewer: by the grid, by the fillers that
 * keep an empty cell's place, or by alignment with a full row.  Nothing else
 * is decided here.
 */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

static bool
is_significant(const Item *item)
{
	return item->kind != ITEM_BLANK && item->kind != ITEM_FILLER;
}

/* The significant items of an entry; returns how many, counting on past max. */
static int
significant_items(const Table *table, const Entry *entry, int *items, int max)
{
	int			count = 0;

	for (int i = 0; i < entry->count; i++)
		if (is_significant(&table->items[entry->first + i]))
		{
			if (count < max)
				items[count] = entry->first + i;
			count++;
		}
	return count;
}

static bool
same_cell(const Item *a, const Item *b)
{
	return a->line == b->line && a->cell == b->cell;
}

/* A run of digits that begins with a zero is several numbers. */
static bool
is_glued(const Item *item)
{
	return item->kind == ITEM_NUMBER && item->number.plain && gr_begins_with_zero(&item->number);
}

/* Do the numbers from first to last read as one grouped by threes? */
static bool
grouped_by_threes(const Table *table, int first, int last)
{
	for (int i = first + 1; i <= last; i++)
		if (table->items[i].kind != ITEM_NUMBER ||
			gr_count_chars(table->items[i].number.digits.data,
						   table->items[i].number.digits.data +
						   table->items[i].number.digits.len) != 3)
			return false;
	return table->items[first].kind == ITEM_NUMBER && !is_glued(&table->items[first]) &&
		table->items[first].number.mantissa > 0;
}

/* Two numbers that are one with a blank inside: "9 487". */
static int
join_numbers(Reader *r, Table *table, int first, int last)
{
	const char *start = table->items[first].raw.data;
	const char *end = table->items[last].raw.data + table->items[last].raw.len;
	GrNumber	joined = table->items[first].number;
	Item	   *item;

	for (int i = first; i <= last; i++)
	{
		const Item *part = &table->items[i];

		if (part->kind != ITEM_NUMBER || !part->number.plain)
			return GR_NONE;
		/* a line of the cell each: these are two */
		if (i > first && gr_find(table->items[i - 1].raw.data, part->raw.data, "\u2028") != NULL)
			return GR_NONE;
		if (i > first)
			for (const char *p = part->number.digits.data;
				 p < part->number.digits.data + part->number.digits.len;)
			{
				uint32_t	c;

				p = gr_next(p, &c);
				if (joined.mantissa > (INT64_MAX - 9) / 10)
					joined.fits = false;
				else
					joined.mantissa = joined.mantissa * 10 + (gr_fold[c] - '0');
			}
	}
	if (!reader_grow(r, (void **) &table->items, &table->items_size, table->nitems,
					 sizeof(Item)))
		return GR_NONE;
	item = &table->items[table->nitems];
	*item = table->items[first];
	item->number = joined;
	item->raw = item->number.raw = (GrText) {start, (size_t) (end - start)};
	reader_note(r, GR_NOTE_NUMBER_SPACED, GR_NONE, item->line, item->raw);
	return table->nitems++;
}

/* How many cells the items stand in. */
static int
count_cells(const Table *table, const int *items, int count)
{
	int			cells = 0;

	for (int i = 0; i < count; i++)
		cells += i == 0 || !same_cell(&table->items[items[i - 1]], &table->items[items[i]]);
	return cells;
}

/*
 * Makes one number of those that share a cell, where cells are known: in a
 * grid, or when there are as many cells as columns.  Returns how many items
 * are left.
 */
static int
join_spaced_numbers(Reader *r, Table *table, const Entry *entry, int *items, int count,
					int columns)
{
	int			cells = count_cells(table, items, count);
	bool		grid = table->items[items[0]].cell != GR_NONE;
	int			kept = 0;
	int			blanks = 0;

	for (int i = 0; i < entry->count; i++)
		blanks += table->items[entry->first + i].kind == ITEM_BLANK;
	if (cells == count || (!grid && (cells != columns || count == columns)) ||
		(grid && cells == 1 && columns > 1 && cells + blanks < columns))
		return count;
	/* alone, two numbers could as well be two cells */
	if (columns == 1 && !grid && (count != 2 || !grouped_by_threes(table, items[0], items[1])))
		return count;
	for (int i = 0; i < count;)
	{
		int			last = i;
		int			joined = items[i];

		while (last + 1 < count &&
			   same_cell(&table->items[items[i]], &table->items[items[last + 1]]))
			last++;
		if (last > i && (joined = join_numbers(r, table, items[i], items[last])) == GR_NONE)
			return count;
		items[kept++] = joined;
		i = last + 1;
	}
	return kept;
}

/* Places the significant items so many cells behind a cell of the grid. */
static bool
place_from(const Table *table, const int *items, int count, int first, int columns, Fit *fit)
{
	for (int i = 0; i < columns; i++)
		fit->cell[i] = GR_NONE;
	for (int i = 0; i < count; i++)
	{
		int			column = table->items[items[i]].cell - first;

		if (column < 0 || column >= columns || fit->cell[column] != GR_NONE)
			return false;
		fit->cell[column] = items[i];
	}
	fit->kind = FIT_CELLS;
	fit->inferred = true;
	return true;
}

/*
 * The cell in which the first column of rows of a shape stands: rows with as
 * many cells whose label ends in the same one.  Every number of such a row
 * must find a column, which often leaves one place only; GR_NONE if not.
 */
static int
first_column_cell(const Table *table, const Entry *like, int columns)
{
	/* no column stands before the first cell behind the label */
	int			least = table->items[like->first].cell;
	int			most = like->cells;
	int			items[COLUMNS_MAX];

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		int			count;

		if (entry->row == GR_NONE || entry->cells != like->cells || entry->count == 0 ||
			table->items[entry->first].cell != table->items[like->first].cell ||
			(count = significant_items(table, entry, items, COLUMNS_MAX)) == 0 ||
			count > columns)
			continue;
		if (table->items[items[0]].cell < most)
			most = table->items[items[0]].cell;
		if (table->items[items[count - 1]].cell - columns + 1 > least)
			least = table->items[items[count - 1]].cell - columns + 1;
	}
	return least == most ? least : GR_NONE;
}

/*
 * The cells from a row's first column to the line's end, as all full rows have
 * it; GR_NONE when they differ.
 */
static int
usual_cells(const Table *table, int columns)
{
	int			found = GR_NONE;
	int			items[COLUMNS_MAX];

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		int			first;

		if (entry->row == GR_NONE || entry->cells <= 1 ||
			significant_items(table, entry, items, COLUMNS_MAX) != columns)
			continue;
		first = table->items[items[0]].cell;
		if (table->items[items[columns - 1]].cell - first != columns - 1)
			continue;
		if (found != GR_NONE && found != entry->cells - first)
			return GR_NONE;
		found = entry->cells - first;
	}
	return found;
}

/* The cell of the first column in all full rows of so many cells, or GR_NONE. */
static int
full_rows_first_cell(const Table *table, int columns, int cells)
{
	int			found = GR_NONE;
	int			items[COLUMNS_MAX];

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];

		if (entry->row == GR_NONE || entry->cells != cells ||
			significant_items(table, entry, items, COLUMNS_MAX) != columns ||
			table->items[items[columns - 1]].cell - table->items[items[0]].cell != columns - 1)
			continue;
		if (found != GR_NONE && found != table->items[items[0]].cell)
			return GR_NONE;
		found = table->items[items[0]].cell;
	}
	return found;
}

/* Does some full row of as many cells have its last number in the last one? */
static bool
full_to_the_end(const Table *table, int columns, int cells)
{
	int			items[COLUMNS_MAX];

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];

		if (entry->row != GR_NONE && entry->cells == cells &&
			significant_items(table, entry, items, COLUMNS_MAX) == columns &&
			table->items[items[columns - 1]].cell == cells - 1)
			return true;
	}
	return false;
}

/*
 * The cell of the first column's head in lines of so many cells, not before
 * the least; or GR_NONE.
 */
static int
first_head_cell(const Table *table, int cells, int least)
{
	int			first = GR_NONE;

	for (int i = 0; i < table->nheads; i++)
	{
		const Head *head = &table->heads[i];

		/* of table three only the first column's own head will do */
		if (head->column != GR_NONE && head->cells == cells && head->cell >= least &&
			(gr_columns[head->column].table != GR_REQUESTS ||
			 head->column == GR_COLUMN_natural_person) &&
			(first == GR_NONE || head->cell < first))
			first = head->cell;
	}
	return first;
}

/* Is the line one cell short of the full rows whose label ends where its does? */
static bool
lost_a_cell(const Table *table, const Entry *entry, int columns)
{
	int			items[COLUMNS_MAX];
	bool		lost = false;

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *other = &table->entries[i];

		if (other->row == GR_NONE || other->count == 0 || other->cells <= 1 ||
			table->items[other->first].cell != table->items[entry->first].cell ||
			significant_items(table, other, items, COLUMNS_MAX) != columns)
			continue;
		if (other->cells == entry->cells)
			return false;
		lost = lost || other->cells == entry->cells + 1;
	}
	return lost;
}

/*
 * The cells of a row's items, but for what fills a span; behind the first cell
 * those count too when fillers is set: before it they are the label's.
 */
static int
count_row_cells(const Table *table, const Entry *entry, bool fillers, int *first)
{
	int			cells = 0;
	int			last = GR_NONE;

	*first = table->items[entry->first].cell;
	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];

		if ((item->kind == ITEM_FILLER && (!fillers || cells == 0)) ||
			(last != GR_NONE && item->cell == last))
			continue;
		if (cells++ == 0)
			*first = item->cell;
		last = item->cell;
	}
	return cells;
}

/* Are the first and the last cell of a row empty? */
static bool
has_empty_ends(const Table *table, const Entry *entry)
{
	int			first = entry->first;
	int			last = entry->first + entry->count - 1;

	while (first < last && table->items[first].kind == ITEM_FILLER)
		first++;
	while (last > first && table->items[last].kind == ITEM_FILLER)
		last--;
	return table->items[first].kind == ITEM_BLANK && table->items[last].kind == ITEM_BLANK;
}

/*
 * Places the cells of a page's row in their order.  That they are as many as
 * columns tells more than where they stand: spans that are too long push the
 * rows below them aside.
 */
static void
place_cells(const Table *table, const Entry *entry, const int *items, int count,
			int columns, Fit *fit)
{
	int			place = -1;
	int			last = GR_NONE;
	int			seen = 0;

	for (int i = 0; i < columns; i++)
		fit->cell[i] = GR_NONE;
	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];

		if (item->kind == ITEM_FILLER)
			continue;
		place += item->cell != last;
		last = item->cell;
		/* numbers with blanks between are one item, which is not in this row */
		if (seen < count && table->items[items[seen]].cell == item->cell)
			fit->cell[place] = items[seen++];
	}
	fit->kind = FIT_CELLS;
	fit->inferred = true;
}

/* A grid line with empty cells. */
static bool
fit_grid(const Table *table, const Entry *entry, const int *items, int count,
		 int columns, Fit *fit)
{
	int			first;
	int			cells = count_row_cells(table, entry, false, &first);

	if (entry->cells <= 1)
		return false;
	if (table->true_grid && cells == columns)
	{
		place_cells(table, entry, items, count, columns, fit);
		return true;
	}
	/* the places a cell spans may be columns it stands for */
	if (table->true_grid && count_row_cells(table, entry, true, &first) == columns &&
		place_from(table, items, count, first, columns, fit))
		return true;
	if (lost_a_cell(table, entry, columns))
		return false;
	if (cells == columns)
		return place_from(table, items, count, first, columns, fit);
	if (cells < columns)
		/* a label over two columns has eaten a cell: one number, at the end */
		return count == 1 && cells > 1 && cells == columns - 1 &&
			table->items[items[0]].cell == entry->cells - 1 &&
			full_to_the_end(table, columns, entry->cells) &&
			place_from(table, items, count, entry->cells - columns, columns, fit);
	/* with a cell too many, empty at both ends, only rows of its like can tell */
	if (table->true_grid && cells == columns + 1 && has_empty_ends(table, entry))
		return (first = full_rows_first_cell(table, columns, entry->cells)) != GR_NONE &&
			place_from(table, items, count, first, columns, fit);
	if ((first = first_head_cell(table, entry->cells,
								 table->items[entry->first].cell)) != GR_NONE &&
		place_from(table, items, count, first, columns, fit))
		return true;
	if ((first = first_column_cell(table, entry, columns)) != GR_NONE)
		return place_from(table, items, count, first, columns, fit);
	if ((first = full_rows_first_cell(table, columns, entry->cells)) != GR_NONE)
		return place_from(table, items, count, first, columns, fit);
	if (table->items[items[count - 1]].cell == entry->cells - 1)
		return place_from(table, items, count, entry->cells - columns, columns, fit);
	if ((first = usual_cells(table, columns)) != GR_NONE)
		return place_from(table, items, count, entry->cells - first, columns, fit);
	return false;
}

/*
 * Cells on lines of their own.  Empty cells that are there as such, or lone
 * bars before the last number, keep the place of a blank cell; only when it
 * comes out even.
 */
static bool
fit_lines(const Table *table, const Entry *entry, const int *items, int count, int columns,
		  bool fillers, Fit *fit)
{
	int			place = 0;
	int			seen = 0;

	if (entry->cells > 1)
		return false;
	for (int i = 0; i < columns; i++)
		fit->cell[i] = GR_NONE;
	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];

		if (item->kind == ITEM_FILLER && (!fillers || seen == count))
			continue;
		if (is_significant(item))
		{
			if (i > 0 && is_significant(item - 1) && item->cell != GR_NONE &&
				same_cell(item - 1, item))
				continue;		/* joined to the one before */
			if (place >= columns || seen >= count)
				return false;
			fit->cell[place] = items[seen++];
		}
		place++;
	}
	if (place != columns || seen != count)
		return false;
	fit->kind = FIT_CELLS;
	fit->inferred = true;
	return true;
}

/* Where a cell stands in its line, from and to. */
typedef struct Extent
{
	int			left;
	int			right;
} Extent;

static Extent
item_extent(const Item *item, bool wide)
{
	return wide ? (Extent) {item->wide_left, item->wide_right} :
		(Extent) {item->left, item->right};
}

/* How far two cells are from being aligned: left, right or in the middle. */
static int
misalignment(Extent a, Extent b)
{
	int			left = abs(a.left - b.left);
	int			right = abs(a.right - b.right);
	int			middle = abs(a.left + a.right - b.left - b.right) / 2;
	int			least = left < right ? left : right;

	return middle < least ? middle : least;
}

/* Do two blanks or more stand before an item, as alignment needs? */
bool
stands_apart(const Reader *r, const Item *item)
{
	const char *p = item->raw.data;

	for (int i = 0; i < 2; i++)
	{
		if (p <= r->text)
			return false;
		p = gr_previous(p);
		if (gr_kind_at(p) != GR_CHAR_BLANK)
			return false;
	}
	return true;
}

/* The extents of a full row on one line; false if it is none. */
static bool
row_extents(const Reader *r, const Table *table, const Entry *entry, int columns, bool wide,
			Extent *extents)
{
	int			items[COLUMNS_MAX];

	if (entry->row == GR_NONE ||
		significant_items(table, entry, items, COLUMNS_MAX) != columns ||
		table->items[items[0]].left == 0)
		return false;
	for (int i = 0; i < columns; i++)
	{
		if (table->items[items[i]].line != table->items[items[0]].line ||
			!stands_apart(r, &table->items[items[i]]))
			return false;
		extents[i] = item_extent(&table->items[items[i]], wide);
	}
	return true;
}

/* The extents of a row's heads, when they stand measured on one line. */
static bool
head_extents(const Table *table, const Entry *entry, int columns, bool wide, Extent *extents)
{
	int			count = 0;

	for (int i = entry->head; i < entry->head + entry->nheads; i++)
	{
		const Head *head = &table->heads[i];
		Extent		at = wide ? (Extent) {head->wide_left, head->wide_right} :
			(Extent) {head->left, head->right};

		if (head->column == GR_NONE)
			continue;
		if (count >= columns || head->left == 0 ||
			head->line != table->heads[entry->head + entry->nheads - 1].line ||
			(count > 0 && at.left - extents[count - 1].right < 2))
			return false;
		extents[count++] = at;
	}
	return count == columns;
}

/*
 * Gives each item the column it is aligned with, within so many characters;
 * false when one is with none or two.
 */
static bool
place_aligned(const Table *table, const int *items, int count, const Extent *extents,
			  int columns, bool wide, int tolerance, Fit *fit)
{
	for (int i = 0; i < columns; i++)
		fit->cell[i] = GR_NONE;
	for (int i = 0; i < count; i++)
	{
		Extent		at = item_extent(&table->items[items[i]], wide);
		int			found = GR_NONE;

		for (int c = 0; c < columns; c++)
			if (misalignment(at, extents[c]) <= tolerance)
			{
				if (found != GR_NONE)
					return false;
				found = c;
			}
		if (found == GR_NONE || fit->cell[found] != GR_NONE)
			return false;
		fit->cell[found] = items[i];
	}
	fit->kind = FIT_CELLS;
	fit->inferred = true;
	return true;
}

/* Full rows further away than this many lines may be on another page. */
#define ALIGNMENT_LINES 40
/* Characters cells of a column may be off each other, and off their head. */
#define ROW_TOLERANCE 1
#define HEAD_TOLERANCE 2

/* Alignment on one measure: with the nearest full row, or with the heads. */
static bool
align_by(const Reader *r, const Table *table, const Entry *entry, const int *items, int count,
		 int columns, bool wide, Fit *fit)
{
	Extent		extents[COLUMNS_MAX];
	int			index = (int) (entry - table->entries);

	for (int distance = 1; distance < table->nentries; distance++)
		for (int side = -1; side <= 1; side += 2)
		{
			int			at = index + side * distance;

			if (at < 0 || at >= table->nentries ||
				abs(table->entries[at].line - entry->line) > ALIGNMENT_LINES ||
				!row_extents(r, table, &table->entries[at], columns, wide, extents))
				continue;
			return place_aligned(table, items, count, extents, columns, wide,
								 ROW_TOLERANCE, fit);
		}
	return head_extents(table, entry, columns, wide, extents) &&
		place_aligned(table, items, count, extents, columns, wide, HEAD_TOLERANCE, fit);
}

/* Do the sums of a row hold, a blank cell being none? */
SumsSay
check_sums(const Table *table, const int *cell, const CutSum *sums, int nsums)
{
	SumsSay		say = SUMS_ALLOW;

	for (int i = 0; i < nsums; i++)
	{
		int64_t		total = 0;
		const GrNumber *sum;

		if (cell[sums[i].total] == GR_NONE)
			continue;
		sum = &table->items[cell[sums[i].total]].number;
		for (int c = sums[i].first; c <= sums[i].total; c++)
		{
			const GrNumber *number;

			if (cell[c] == GR_NONE)
				continue;
			number = &table->items[cell[c]].number;
			if (!number->fits ||
				__builtin_add_overflow(total, c == sums[i].total ? -number->mantissa :
									   number->mantissa, &total))
				return SUMS_DENY;
		}
		if (total != 0)
			return SUMS_DENY;
		if (sum->mantissa != 0)
			say = SUMS_CONFIRM;
	}
	return say;
}

/*
 * Alignment in characters, as converters do it, or in display columns, as
 * people and terminals do.  What it says must not contradict the row's sums,
 * and where the two measures differ only the sums can decide.
 */
static bool
fit_alignment(const Reader *r, const Table *table, const Entry *entry, const int *items,
			  int count, int columns, const CutSum *sums, int nsums, Fit *fit)
{
	Fit			fits[2];
	SumsSay		say[2];

	for (int i = 0; i < count; i++)
		if (table->items[items[i]].left == 0 || table->items[items[i]].joined ||
			is_glued(&table->items[items[i]]) || !stands_apart(r, &table->items[items[i]]) ||
			table->items[items[i]].line != table->items[items[0]].line)
			return false;
	for (int wide = 0; wide <= 1; wide++)
	{
		fits[wide] = *fit;
		say[wide] = align_by(r, table, entry, items, count, columns, wide, &fits[wide]) ?
			check_sums(table, fits[wide].cell, sums, nsums) : SUMS_DENY;
	}
	/* both measures alike, or the one that the sums confirm */
	if (say[0] != SUMS_DENY && say[1] != SUMS_DENY &&
		memcmp(fits[0].cell, fits[1].cell, sizeof(int) * (size_t) columns) == 0)
		*fit = fits[0];
	else if (say[0] == SUMS_CONFIRM && say[1] != SUMS_CONFIRM)
		*fit = fits[0];
	else if (say[1] == SUMS_CONFIRM && say[0] != SUMS_CONFIRM)
		*fit = fits[1];
	else
		return false;
	return true;
}

/*
 * Do exactly as many tokens as columns look like pieces of a run all the same?
 * A zero in front shows it; stuck to the label, sums that do not hold do.
 */
static bool
is_run_in_pieces(const Table *table, const int *items, int columns, const CutSum *sums, int nsums)
{
	for (int i = 0; i < columns; i++)
		if (is_glued(&table->items[items[i]]))
			return true;
	return table->items[items[0]].joined &&
		check_sums(table, items, sums, nsums) == SUMS_DENY;
}

/*
 * Fits a row's cells to so many columns; sums are those its figures should
 * obey, for what is not certain by itself.
 */
void
fit_cells(Reader *r, Table *table, const Entry *entry, int columns, const CutSum *sums,
		  int nsums, Fit *fit)
{
	int			items[COLUMNS_MAX * 4];
	int			count = significant_items(table, entry, items, COLUMNS_MAX * 4);

	memset(fit, 0, sizeof(*fit));
	fit->kind = FIT_UNKNOWN;
	if (count == 0)
	{
		fit->kind = FIT_NONE;
		return;
	}
	if (count > COLUMNS_MAX * 4)
		return;
	count = join_spaced_numbers(r, table, entry, items, count, columns);
	if (count == columns && is_run_in_pieces(table, items, columns, sums, nsums))
		return;
	if (count == columns)
	{
		if (!order_staggered(r, table, items, columns, sums, nsums, &fit->inferred))
			return;
		memcpy(fit->cell, items, columns * sizeof(int));
		fit->kind = FIT_CELLS;
		return;
	}
	if (count > columns)
		return;
	if (fit_grid(table, entry, items, count, columns, fit) ||
		fit_lines(table, entry, items, count, columns, false, fit) ||
		fit_lines(table, entry, items, count, columns, true, fit))
		return;
	/* digits run together line up with nothing */
	if (columns > 1 && !fit_alignment(r, table, entry, items, count, columns, sums, nsums, fit))
		fit->kind = FIT_UNKNOWN;
}
