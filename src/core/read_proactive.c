/*
 * read_proactive.c
 *		Table two: what was disclosed proactively.
 *
 * A row's columns are those its heads name; where the heads are lost or do not
 * fit the cells, those the edition gives it.
 */
#include "reader.h"

#include <string.h>

#define ROW_COLUMNS_MAX 8
/* Cells of the longest row of either edition. */
#define ROW_CELLS_MAX 3

/* The columns of a row and where they come from. */
typedef struct RowColumns
{
	int			count;
	int			column[ROW_COLUMNS_MAX];
	GrStatedUnit unit[ROW_COLUMNS_MAX];
} RowColumns;

/* The columns the heads above an entry name, as far as its row has them. */
static void
columns_by_heads(const Table *table, const Entry *entry, RowColumns *columns)
{
	memset(columns, 0, sizeof(*columns));
	for (int i = entry->head; i < entry->head + entry->nheads; i++)
	{
		const Head *head = &table->heads[i];
		bool		known = head->column == GR_NONE ||
			gr_figure_at(entry->row, head->column) == GR_NONE;

		for (int j = 0; j < columns->count; j++)
			if (columns->column[j] == head->column)
				known = true;
		if (known || columns->count >= ROW_COLUMNS_MAX)
			continue;
		columns->unit[columns->count] = head->unit;
		columns->column[columns->count++] = head->column;
	}
}

/* The columns an edition gives a row. */
static void
columns_by_edition(int row, int edition, RowColumns *columns)
{
	memset(columns, 0, sizeof(*columns));
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			figure = gr_figure_at(row, column);

		if (figure != GR_NONE && (gr_figures[figure].editions & edition) &&
			columns->count < ROW_COLUMNS_MAX)
			columns->column[columns->count++] = column;
	}
}

/*
 * The editions the heads above an entry speak for: a head that is spelt as
 * one edition does speaks for that one.
 */
static int
heads_editions(const Table *table, const Entry *entry)
{
	int			editions = GR_BOTH;

	for (int i = entry->head; i < entry->head + entry->nheads; i++)
		if (table->heads[i].column != GR_NONE)
			editions &= table->heads[i].editions & gr_column_editions[table->heads[i].column];
	return editions;
}

/* Are the heads above an entry all that their edition gives its row? */
static bool
heads_complete(const Table *table, const Entry *entry, int count)
{
	int			editions = heads_editions(table, entry);

	for (int edition = GR_2019; edition <= GR_2021; edition++)
	{
		RowColumns	all;

		columns_by_edition(entry->row, edition, &all);
		if ((editions & edition) && all.count > 0 && count < all.count)
			return false;
	}
	return true;
}

/* Are all of some columns among others? */
static bool
has_columns(const RowColumns *all, const RowColumns *some)
{
	for (int i = 0; i < some->count; i++)
	{
		bool		found = false;

		for (int j = 0; j < all->count; j++)
			found = found || all->column[j] == some->column[i];
		if (!found)
			return false;
	}
	return true;
}

/*
 * The columns of an entry: its heads'; if their number does not fit its cells
 * but an edition's does, that edition's.
 */
static void
find_columns(const Reader *r, const Table *table, const Entry *entry, RowColumns *columns)
{
	int			cells = entry->significant;
	int			edition = gr_edition_mask(r->report->edition);
	RowColumns	other;

	columns_by_heads(table, entry, columns);
	if (columns->count > 0 && (cells == 0 || (cells == columns->count && heads_complete(table, entry, columns->count))))
		return;
	/* heads that were cut: the edition that has them and fits the cells */
	for (int i = 0; i < (columns->count > 0 || table->nheads == 0 ? 2 : 1); i++)
	{
		int			tried = i == 0 ? edition : GR_BOTH ^ edition;

		columns_by_edition(entry->row, tried, &other);
		if ((columns->count == 0 || (heads_editions(table, entry) & tried)) &&
			other.count == cells && has_columns(&other, columns))
		{
			*columns = other;
			return;
		}
	}
	if (columns->count > 0 && heads_complete(table, entry, columns->count))
		return;
	columns_by_edition(entry->row, edition, columns);
	if (columns->count == 0)
		columns_by_edition(entry->row, GR_BOTH ^ edition, columns);
}

/* Sets the figures of an entry's row from its cells. */
static void
set_cells(Reader *r, const Table *table, const Entry *entry, const RowColumns *columns,
		  const Fit *fit)
{
	for (int i = 0; i < columns->count; i++)
	{
		int			figure = gr_figure_at(entry->row, columns->column[i]);

		if (fit->cell[i] == GR_NONE)
			set_blank(r, figure, entry->line);
		else
			set_item(r, figure, &table->items[fit->cell[i]], columns->unit[i]);
	}
}

/* A row of figures run together: readable when there is only one way. */
static bool
set_only_cut(Reader *r, const Table *table, const Entry *entry, const RowColumns *columns)
{
	Cut		   *cuts;
	bool		forced;

	if (r->cuts == NULL && (r->cuts = reader_alloc(r, sizeof(Cut) * CUTS_MAX)) == NULL)
		return false;
	cuts = r->cuts;
	if (!cut_is_glued(table, entry, columns->count, &forced) ||
		cut_row(r, table, entry, columns->count, NULL, 0, cuts) != 1)
		return false;
	for (int i = 0; i < columns->count; i++)
	{
		GrNumber	number;
		int			figure = gr_figure_at(entry->row, columns->column[i]);
		Item		item = {.kind = ITEM_NUMBER,.raw = cuts->raw[i],.line = entry->line};

		if (gr_scan_number(cuts->raw[i].data, cuts->raw[i].data + cuts->raw[i].len, &number) == NULL)
			continue;
		item.number = number;
		set_item(r, figure, &item, columns->unit[i]);
	}
	reader_note(r, GR_NOTE_GLUED_CUT, gr_figure_at(entry->row, columns->column[0]),
				entry->line, entry_raw(table, entry));
	return true;
}

/* Does a later entry say the same of the row as what is set? */
static bool
same_figures(const Reader *r, const Table *table, const Entry *entry,
			 const RowColumns *columns, const Fit *fit)
{
	for (int i = 0; i < columns->count; i++)
		if (fit->kind != FIT_CELLS ||
			!is_item(r, gr_figure_at(entry->row, columns->column[i]),
					 fit->cell[i] == GR_NONE ? NULL : &table->items[fit->cell[i]],
					 columns->unit[i]))
			return false;
	return true;
}

/* Is any figure of these columns set already? */
static bool
already_set(const Reader *r, const Entry *entry, const RowColumns *columns)
{
	for (int i = 0; i < columns->count; i++)
		if (r->report->state[gr_figure_at(entry->row, columns->column[i])] != GR_ABSENT)
			return true;
	return false;
}

static void
set_row_unreadable(Reader *r, const Entry *entry, const RowColumns *columns,
				   GrNoteCode code, GrText raw)
{
	for (int i = 0; i < columns->count; i++)
		set_unreadable(r, gr_figure_at(entry->row, columns->column[i]), code, entry->line, raw);
}

/* Sets one row's figures. */
static void
set_row(Reader *r, Table *table, const Entry *entry, bool loose)
{
	RowColumns	columns;
	Fit			fit;
	GrText		raw = entry_raw(table, entry);
	int			figure;
	bool		forced;

	find_columns(r, table, entry, &columns);
	if (columns.count == 0)
		return;
	figure = gr_figure_at(entry->row, columns.column[0]);
	fit_cells(r, table, entry, columns.count, NULL, 0, &fit);
	if (already_set(r, entry, &columns))
	{
		if (fit.kind == FIT_NONE)
			return;
		if (same_figures(r, table, entry, &columns, &fit))
			reader_note(r, GR_NOTE_ROW_REPEATED, figure, entry->line, (GrText) {NULL, 0});
		else
			set_row_unreadable(r, entry, &columns, GR_NOTE_ROW_CONFLICT, raw);
		return;
	}
	if (entry->how == LABEL_SIMILAR)
		reader_note(r, GR_NOTE_LABEL_SIMILAR, figure, entry->line, entry->label);
	switch (fit.kind)
	{
		case FIT_NONE:
			if (loose && entry->count == 0)
				set_row_unreadable(r, entry, &columns, GR_NOTE_LABEL_WITHOUT_NUMBERS, raw);
			else
				for (int i = 0; i < columns.count; i++)
					set_blank(r, gr_figure_at(entry->row, columns.column[i]), entry->line);
			break;
		case FIT_CELLS:
			set_cells(r, table, entry, &columns, &fit);
			if (fit.inferred)
				reader_note(r, GR_NOTE_CELLS_MISSING, figure, entry->line, raw);
			break;
		case FIT_UNKNOWN:
			if (!set_only_cut(r, table, entry, &columns))
				set_row_unreadable(r, entry, &columns,
								   cut_is_glued(table, entry, columns.count, &forced) ?
								   GR_NOTE_GLUED_AMBIGUOUS : GR_NOTE_CELLS_AMBIGUOUS, raw);
			break;
	}
}

/* Does another entry of the same row and heads have cells? */
static bool
better_entry(const Table *table, const Entry *entry)
{
	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *other = &table->entries[i];

		if (other->row == entry->row && other != entry &&
			(other->significant > 0 || other < entry))
			return true;
	}
	return false;
}

void
read_proactive(Reader *r)
{
	Table	   *table = &r->tables[GR_PROACTIVE];
	bool		loose;

	/* no row has more cells; how many it has, its heads tell later */
	bind_entries(r, table, ROW_CELLS_MAX);
	loose = note_loose(r, table);
	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];

		if (entry->row == GR_NONE ||
			(entry->significant == 0 && (entry->tentative || better_entry(table, entry))))
			continue;
		set_row(r, table, entry, loose);
	}
}
