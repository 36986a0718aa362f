/*
 * read_bind.c
 *		Which cells belong to which label, when they do not stand on its line.
 *
 * Entries are in the order of the text, and so are their items: joining
 * neighbours is a matter of first and count.
 */
#include "reader.h"

/* So many cells on a line, and so many such lines, are rows of a table. */
#define COLUMNS_OF_A_LINE 5

/* The source text from an entry's first to its last significant item. */
GrText
entry_raw(const Table *table, const Entry *entry)
{
	GrText		raw = {NULL, 0};

	for (int i = 0; i < entry->count; i++)
	{
		const Item *item = &table->items[entry->first + i];

		if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
			continue;
		if (raw.data == NULL)
			raw = item->raw;
		else if (item->raw.data > raw.data)
			raw.len = (size_t) (item->raw.data + item->raw.len - raw.data);
	}
	return raw;
}

static bool
is_numbers(const Entry *entry)
{
	return entry->row == GR_NONE && entry->group == GR_NONE && !entry->unknown;
}

/* A label that cells can belong to. */
static bool
takes_cells(const Entry *entry)
{
	return entry->row != GR_NONE || entry->unknown;
}

/* Leaves an entry without cells. */
static void
clear_cells(Entry *entry)
{
	entry->count = entry->significant = entry->filled = 0;
}

/* Moves the items of entries from + 1 .. to into entry from. */
static void
join(Table *table, int from, int to)
{
	Entry	   *entry = &table->entries[from];

	for (int i = from + 1; i <= to; i++)
	{
		Entry	   *other = &table->entries[i];

		if (entry->count == 0)
			entry->first = other->first;
		entry->count = other->first + other->count - entry->first;
		entry->significant += other->significant;
		entry->filled += other->filled;
		clear_cells(other);
		/* a row on several lines has no grid of its own */
		entry->cells = 0;
	}
}

/* Empty cells of an entry, fillers left out. */
static int
blank_cells(const Table *table, const Entry *entry)
{
	int			count = 0;

	for (int i = 0; i < entry->count; i++)
		count += table->items[entry->first + i].kind == ITEM_BLANK;
	return count;
}

/* Is the label before this one without cells too? */
static bool
follows_bare_label(const Table *table, int label)
{
	while (--label >= 0)
	{
		const Entry *entry = &table->entries[label];

		if (entry->count > 0)
			return false;
		/* a heading that is also a row's label proves nothing */
		if (entry->row != GR_NONE && !entry->tentative && entry->row != GR_ROW_other_unspecified)
			return true;
	}
	return false;
}

/*
 * How many of the lines of cells behind a label are the label's: last[i] of
 * them, from the counts of significant cells on each.
 */
static int
lines_to_take(const Table *table, int label, int end, int columns)
{
	int			own = table->entries[label].filled;
	int			total = own;
	int			lines = 0;
	int			first = 0;
	int			blanks = 0;
	bool		single = true;
	int			sum;
	int			last;

	for (int i = label + 1; i < end; i++)
	{
		int			count = table->entries[i].filled;

		if (!is_numbers(&table->entries[i]))
			continue;
		blanks += blank_cells(table, &table->entries[i]);
		if (count > 0)
		{
			if (lines++ == 0)
				first = count;
			total += count;
			if (count > 1)
				single = false;
		}
	}
	/* whole rows behind a list of labels: nobody's */
	if (own == 0 && !single && lines > 1 && first >= columns && follows_bare_label(table, label))
		return 0;
	/* single cells behind a list of labels are a column's, not this row's */
	if (own == 0 && single && lines > 1 && total + blanks != columns && follows_bare_label(table, label))
		return 0;
	/* what is complete takes only the fillers behind it; a lone number behind
	 * a row is a page's */
	if (own >= columns || (own > 1 && lines == 1 && first == 1) || (own > 0 && (total != columns || table->entries[label].cells > 1)))
		total = own;
	else if (single && total >= 3 * columns && columns > 1)
		total = own;			/* columns of figures: not this row's */
	else if (single && total >= 2 * columns)
		total = columns;
	else if (!single && first >= columns)
		total = first;
	else if (!single && total != columns)
	{
		/* as many whole lines as fit */
		total = own;
		for (int i = label + 1; i < end; i++)
		{
			int			count = table->entries[i].filled;

			if (total > 0 && total + count > columns)
				break;
			total += count;
		}
	}
	sum = own;
	last = label;
	for (int i = label + 1; i < end && is_numbers(&table->entries[i]); i++)
	{
		int			count = table->entries[i].filled;

		if (count > 0 && sum >= total)
			break;
		sum += count;
		last = i;
	}
	return last - label;
}

/*
 * A group's heading beside a row whose label is on several lines: the cells on
 * the heading's line are that row's.
 */
static void
give_back(Table *table, int columns)
{
	for (int i = 1; i < table->nentries; i++)
	{
		Entry	   *entry = &table->entries[i];
		Entry	   *row = entry - 1;

		/* blank cells and misprinted pieces of the row's label stand between */
		while (row > table->entries && (is_numbers(row) || row->unknown) && row->significant == 0)
			row--;
		if (entry->filled != columns || !table_is_beside(entry, row))
			continue;
		row->first = entry->first;
		row->count = entry->count;
		row->significant = entry->significant;
		row->filled = entry->filled;
		row->cells = entry->cells;
		clear_cells(entry);
	}
}

/* Does the next label have cells of its own, on its line or behind it? */
static bool
next_label_is_served(const Table *table, int from)
{
	while (from < table->nentries && !takes_cells(&table->entries[from]))
		from++;
	if (from >= table->nentries)
		return false;
	if (table->entries[from].significant > 0)
		return true;
	for (int i = from + 1; i < table->nentries && is_numbers(&table->entries[i]); i++)
		if (table->entries[i].significant > 0)
			return true;
	return false;
}

/* A group's heading with a row of cells of its own: a subtotal. */
static void
bind_subtotals(Table *table, int columns)
{
	for (int i = 0; i < table->nentries; i++)
	{
		int			end = i + 1;
		int			cells = table->entries[i].filled;

		if (table->entries[i].group == GR_NONE || cells > 0)
			continue;
		while (end < table->nentries && is_numbers(&table->entries[end]))
			cells += table->entries[end++].filled;
		if (cells == columns && next_label_is_served(table, end))
			join(table, i, end - 1);
	}
}

/* Gives each label the cells behind it. */
static void
bind_after(Table *table, int columns)
{
	for (int i = 0; i < table->nentries; i++)
	{
		int			end = i + 1;

		if (!takes_cells(&table->entries[i]))
			continue;
		while (end < table->nentries && !takes_cells(&table->entries[end]))
			end++;
		/* a group's heading stands between the row and the cells behind it */
		for (int j = i + 1; j < end; j++)
			if (table->entries[j].group != GR_NONE)
				end = j;
		join(table, i, i + lines_to_take(table, i, end, columns));
	}
}

/* Significant cells between from and to that no label has taken. */
static int
loose_cells(const Table *table, int from, int to)
{
	int			count = 0;

	for (int i = from; i < to; i++)
		if (is_numbers(&table->entries[i]))
			count += table->entries[i].significant;
	return count;
}

/*
 * Gives labels without cells the row of cells right before them; returns how
 * many it served.
 */
static int
bind_before(Table *table, int columns)
{
	int			previous = -1;
	int			served = 0;

	for (int i = 0; i < table->nentries; i++)
	{
		Entry	   *entry = &table->entries[i];
		int			from = previous + 1;

		if (!takes_cells(entry))
			continue;
		previous = i;
		if (entry->row == GR_NONE || entry->significant > 0 ||
			loose_cells(table, from, i) != columns)
			continue;
		while (from < i && table->entries[from].significant == 0)
			from++;
		entry->first = table->entries[from].first;
		entry->count = 0;
		for (int j = from; j < i; j++)
			if (is_numbers(&table->entries[j]))
			{
				entry->count = table->entries[j].first + table->entries[j].count - entry->first;
				entry->significant += table->entries[j].significant;
				entry->filled += table->entries[j].filled;
				clear_cells(&table->entries[j]);
			}
		entry->bound_before = true;
		entry->cells = 0;
		served++;
	}
	return served;
}

/* Do the cells stand before their labels all through the table? */
static bool
cells_come_first(const Table *table, int columns)
{
	int			numbers = 0;
	int			labels = 0;
	int			state = 0;		/* 0 before any, 1 after cells, 2 after a label */

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		int			count = entry->significant;

		if (is_numbers(entry) && count > 0)
		{
			if (count != columns || state == 1)
				return false;
			numbers++;
			state = 1;
		}
		else if (takes_cells(entry) && !entry->tentative)
		{
			if (count > 0 || state != 1)
				return false;
			labels++;
			state = 2;
		}
	}
	return numbers > 1 && numbers == labels;
}

/*
 * In a table whose rows stand on a line each, a number alone on a line is a
 * page's: it is noted and left out.
 */
static void
drop_page_numbers(Reader *r, Table *table, int columns)
{
	int			rows = 0;

	for (int i = 0; i < table->nentries; i++)
		rows += table->entries[i].filled == columns;
	if (columns < COLUMNS_OF_A_LINE || rows < COLUMNS_OF_A_LINE)
		return;
	for (int i = 0; i < table->nentries; i++)
	{
		Entry	   *entry = &table->entries[i];

		if (!is_numbers(entry) || entry->count != 1 || entry->significant != 1 ||
			entry->cells > 0)
			continue;
		reader_note(r, GR_NOTE_NUMBERS_UNPLACED, GR_NONE, entry->line, entry_raw(table, entry));
		clear_cells(entry);
	}
}

/*
 * Binds cells to labels; columns is how many a row has (of the usual row).
 * Cells that stand before their label are taken only when nothing remains
 * loose in the table: else it would be a guess.
 */
void
bind_entries(Reader *r, Table *table, int columns)
{
	drop_page_numbers(r, table, columns);
	give_back(table, columns);
	if (!cells_come_first(table, columns))
	{
		bind_subtotals(table, columns);
		bind_after(table, columns);
	}
	if (bind_before(table, columns) > 0 && loose_cells(table, 0, table->nentries) > 0)
		for (int i = 0; i < table->nentries; i++)
			if (table->entries[i].bound_before)
			{
				table->entries[i].row = GR_NONE;	/* its cells are loose again */
				table->entries[i].group = GR_NONE;
			}
}

/*
 * Notes what is in the table but belongs to no row of the form; true when
 * there are cells without any label.
 */
bool
note_loose(Reader *r, const Table *table)
{
	bool		loose = false;

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		GrText		raw = entry_raw(table, entry);

		if (raw.data == NULL || entry->row != GR_NONE)
			continue;
		if (entry->unknown)
		{
			if (entry->label.data < raw.data)
				raw = (GrText) {entry->label.data,
				(size_t) (raw.data + raw.len - entry->label.data)};
			reader_note(r, GR_NOTE_ROW_UNKNOWN, GR_NONE, entry->line, raw);
		}
		else if (entry->group != GR_NONE)
			reader_note(r, GR_NOTE_ROW_SUBTOTAL, GR_NONE, entry->line, raw);
		else
		{
			int			cells = entry->filled;

			/* what stands together is one note */
			while (i + 1 < table->nentries && is_numbers(&table->entries[i + 1]))
			{
				GrText		more = entry_raw(table, &table->entries[++i]);

				cells += table->entries[i].filled;
				if (more.data != NULL)
					raw.len = (size_t) (more.data + more.len - raw.data);
			}
			/* a number all alone is a page's */
			loose = loose || cells > 1;
			reader_note(r, GR_NOTE_NUMBERS_UNPLACED, GR_NONE, entry->line, raw);
		}
	}
	return loose;
}
