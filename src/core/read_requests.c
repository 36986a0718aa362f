/*
 * read_requests.c
 *		Table three: requests by outcome and kind of applicant.
 */
#include "reader.h"

#include <string.h>

#define FIRST_ROW GR_ROW_received
#define END_ROW (GR_ROW_other_unspecified + 1)
#define FIRST_COLUMN GR_COLUMN_natural_person
#define COLUMNS (GR_COLUMN_total - GR_COLUMN_natural_person + 1)
/* So many rows given twice make a table given twice. */
#define REPEATED_TABLE_ROWS 8
/* So many rows of another width cast doubt on the rest. */
#define RAGGED_ROWS 3
/* Other readings of a row that are compared with the first, at most. */
#define ENTRIES_PER_ROW 4

/* The columns as the table has them. */
typedef struct Layout
{
	int			columns;		/* how many: COLUMNS, or one less */
	int			column[COLUMNS];	/* GR_COLUMN_... of each, in order */
	bool		ragged;			/* many rows have too few or too many cells */
} Layout;

/* What is known of a row. */
typedef struct Row
{
	int			entry[ENTRIES_PER_ROW]; /* with cells, or the first without */
	int			nentries;
	int			chosen;			/* entry whose cells were taken */
	Fit			fit;			/* FIT_CELLS: the cells themselves count */
	bool		repeated;
	bool		conflict;
	bool		unknown;		/* its cells fit no columns as they are ... */
	bool		glued;			/* ... being run together */
} Row;

static const CutSum total_sum = {0, COLUMNS - 1};

/* The columns of the table's first head, each once, in the order met. */
static int
heads_in_order(const Table *table, int *columns)
{
	int			count = 0;
	int			line = table->nheads > 0 ? table->heads[0].line : 0;

	for (int i = 0; i < table->nheads; i++)
	{
		int			column = table->heads[i].column;
		bool		known = column == GR_NONE;

		for (int j = 0; j < count; j++)
			if (columns[j] == column)
				known = true;
		/* a head repeated on a later page is no other order */
		if (table->heads[i].line > line + 40)
			break;
		if (!known && count < COLUMNS)
			columns[count++] = column;
	}
	return count;
}

/*
 * Do the heads of the five kinds of organisations stand in a readable order:
 * all on one line, or each on a line of its own?
 */
static bool
heads_are_ordered(const Table *table)
{
	int			on_line = 0;
	int			lines = 0;
	int			line = 0;
	int			in_cells = 0;

	for (int i = 0; i < table->nheads && on_line + lines < COLUMNS; i++)
	{
		int			column = table->heads[i].column;

		if (column == GR_NONE || column == GR_COLUMN_natural_person || column == GR_COLUMN_total)
			continue;
		/* cells of a grid are in the order of their columns, whatever the lines */
		in_cells += table->heads[i].cell != GR_NONE;
		if (table->heads[i].line == line)
			on_line++;
		else
			lines++;
		line = table->heads[i].line;
	}
	return in_cells >= COLUMNS - 2 || (lines == 1 && on_line == COLUMNS - 3) || (on_line == 0 && lines == COLUMNS - 2);
}

/* Are all column heads of the first head line on that line, in one row? */
static bool
heads_on_one_line(const Table *table, int *columns)
{
	for (int i = 0; i < table->nheads;)
	{
		int			line = table->heads[i].line;
		int			count = 0;

		for (; i < table->nheads && table->heads[i].line == line; i++)
			if (table->heads[i].column != GR_NONE && count < COLUMNS)
				columns[count++] = table->heads[i].column;
		if (count == COLUMNS)
		{
			for (int a = 0; a < count; a++)
				for (int b = a + 1; b < count; b++)
					if (columns[a] == columns[b])
						return false;
			return true;
		}
	}
	return false;
}

/* How many rows have so many cells; *rows counts all rows with cells. */
static int
rows_of_width(const Table *table, int width, int *rows)
{
	int			count = 0;

	*rows = 0;
	for (int i = 0; i < table->nentries; i++)
	{
		int			cells;

		if (table->entries[i].row == GR_NONE)
			continue;
		cells = table->entries[i].significant;
		*rows += cells > 0;
		count += cells == width;
	}
	return count;
}

/* A total head may have been taken for the row of that name: is it there? */
static bool
has_head(const Table *table, int column)
{
	for (int i = 0; i < table->nheads; i++)
		if (table->heads[i].column == column)
			return true;
	return false;
}

/*
 * Does the total stand before the others?  Its head does, and in the rows the
 * first number is the sum of the others, not the last.
 */
static bool
total_comes_first(const Table *table)
{
	int			first = 0;
	int			last = 0;

	for (int i = 0; i < table->nheads && table->heads[i].column != GR_COLUMN_total; i++)
		if (table->heads[i].column == GR_COLUMN_natural_person)
			return false;
	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		int64_t		sum = 0;
		int64_t		number = 0;
		int64_t		first_number = 0;
		int			count = 0;

		if (entry->row == GR_NONE || entry->significant != COLUMNS)
			continue;
		for (int j = 0; j < entry->count; j++)
		{
			const Item *item = &table->items[entry->first + j];

			if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
				continue;
			number = item->kind == ITEM_NUMBER && item->number.mantissa < INT32_MAX ?
				item->number.mantissa : 0;
			if (count++ == 0)
				first_number = number;
			sum += number;
		}
		first += sum > 0 && sum == 2 * first_number;
		last += sum > 0 && sum == 2 * number;
	}
	return first > 1 && first > 3 * last;
}

/*
 * The table's columns: the form's, unless the head tells clearly of another
 * order or lacks one and the rows agree.
 */
static void
find_columns(Reader *r, const Table *table, Layout *layout)
{
	int			heads[COLUMNS];
	int			count;
	int			rows;
	int			organisations = 0;
	bool		moved = false;

	layout->columns = COLUMNS;
	for (int i = 0; i < COLUMNS; i++)
		layout->column[i] = FIRST_COLUMN + i;
	if (heads_on_one_line(table, heads))
	{
		for (int i = 0; i < COLUMNS; i++)
			moved = moved || layout->column[i] != heads[i];
		/* a head read across its spans: the total comes second */
		if (moved && !(heads[0] == GR_COLUMN_natural_person && heads[1] == GR_COLUMN_total))
		{
			memcpy(layout->column, heads, sizeof(heads));
			reader_note(r, GR_NOTE_COLUMN_ORDER, GR_NONE, table->heads[0].line,
						(GrText) {NULL, 0});
		}
		return;
	}
	count = heads_in_order(table, heads);
	if (total_comes_first(table))
	{
		for (int i = COLUMNS - 1; i > 0; i--)
			layout->column[i] = layout->column[i - 1];
		layout->column[0] = GR_COLUMN_total;
		reader_note(r, GR_NOTE_COLUMN_ORDER, GR_NONE, table->heads[0].line, (GrText) {NULL, 0});
		return;
	}
	for (int i = 0; i < count; i++)
		organisations += heads[i] != GR_COLUMN_natural_person && heads[i] != GR_COLUMN_total;
	if (organisations == COLUMNS - 2 && heads_are_ordered(table))
	{
		int			at = 1;

		for (int i = 0; i < count; i++)
			if (heads[i] != GR_COLUMN_natural_person && heads[i] != GR_COLUMN_total)
			{
				moved = moved || layout->column[at] != heads[i];
				layout->column[at++] = heads[i];
			}
		if (moved)
			reader_note(r, GR_NOTE_COLUMN_ORDER, GR_NONE, table->heads[0].line,
						(GrText) {NULL, 0});
	}
	if (count == COLUMNS - 1 && rows_of_width(table, COLUMNS - 1, &rows) * 10 >= rows * 9 &&
		rows > 2)
	{
		int			at = 0;

		for (int column = FIRST_COLUMN; column < FIRST_COLUMN + COLUMNS; column++)
			if (has_head(table, column))
				layout->column[at++] = column;
			else
				reader_note(r, GR_NOTE_COLUMN_MISSING,
							gr_figure_at(FIRST_ROW, column), table->heads[0].line,
							(GrText) {NULL, 0});
		layout->columns = at;
	}
}

/* The figure that stands for a row in a note: its first. */
static int
row_figure(int row)
{
	return gr_figure_at(row, FIRST_COLUMN);
}

/* Sorts the entries by row. */
static void
collect_rows(const Table *table, Row *rows)
{
	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		bool		cells = entry->significant > 0;
		Row		   *row;

		if (entry->row == GR_NONE || (entry->tentative && entry->count == 0))
			continue;
		row = &rows[entry->row];
		if (row->nentries > 0 && table->entries[row->entry[0]].significant == 0)
		{
			/* a label alone gives way to one with cells, be they empty */
			if (!cells && (entry->count == 0 || table->entries[row->entry[0]].count > 0))
				continue;
			row->nentries = 0;
		}
		else if (row->nentries > 0 && !cells)
			continue;
		if (row->nentries < ENTRIES_PER_ROW)
			row->entry[row->nentries++] = i;
	}
}

/*
 * （六）其他处理 is a row of edition 2019 and a heading of edition 2021: it is the
 * heading when its items are there.
 */
static void
settle_other(Reader *r, const Table *table, Row *rows)
{
	Row		   *row = &rows[GR_ROW_other_unspecified];
	bool		items = false;

	if (row->nentries == 0)
		return;
	for (int i = FIRST_ROW; i < END_ROW; i++)
		if (gr_rows[i].group == GR_GROUP_other && rows[i].nentries > 0)
			items = true;
	if (!items)
		return;
	if (table->entries[row->entry[0]].significant > 0)
		reader_note(r, GR_NOTE_ROW_SUBTOTAL, GR_NONE, table->entries[row->entry[0]].line,
					entry_raw(table, &table->entries[row->entry[0]]));
	row->nentries = 0;
}

/* The cut that a row's cells make; false when one is no whole number. */
static bool
cut_of_cells(const Table *table, const Fit *fit, const Layout *layout, int row, Cut *cut)
{
	bool		readable = true;

	memset(cut, 0, sizeof(*cut));
	for (int i = 0; i < layout->columns; i++)
	{
		int			column = layout->column[i] - FIRST_COLUMN;
		const Item *item;

		cut->blank[column] = fit->cell[i] == GR_NONE;
		if (fit->cell[i] == GR_NONE)
			continue;
		item = &table->items[fit->cell[i]];
		cut->raw[column] = item->raw;
		if (item->kind == ITEM_TEXT ||
			(item->kind == ITEM_NUMBER &&
			 !gr_number_as_figure(&item->number, gr_figure_at(row, layout->column[i]),
								  GR_STATED_NONE, &cut->value[column])))
			readable = false;
	}
	return readable;
}

/* Is the last of a full row's numbers the sum of the others? */
static bool
row_adds_up(const Table *table, const Fit *fit)
{
	int64_t		sum = 0;

	if (fit->cell[COLUMNS - 1] == GR_NONE)
		return true;
	for (int i = 0; i < COLUMNS; i++)
	{
		const GrNumber *number;

		if (fit->cell[i] == GR_NONE)
			continue;
		number = &table->items[fit->cell[i]].number;
		if (!number->fits || number->mantissa > INT32_MAX || number->mantissa < INT32_MIN)
			return false;
		sum += i < COLUMNS - 1 ? number->mantissa : -number->mantissa;
	}
	return sum == 0;
}

/*
 * Have so many rows another number of cells that cells seem to have been lost
 * or run over?  Then a row of the right number may be so by chance.
 */
static bool
is_ragged(const Table *table, int columns)
{
	int			ragged = 0;

	/* where empty cells show, none can have been lost */
	for (int i = 0; i < table->nentries; i++)
		ragged += table->entries[i].row != GR_NONE && !table->entries[i].tentative &&
			table->entries[i].filled != columns &&
			table->entries[i].significant == table->entries[i].count;
	return ragged >= RAGGED_ROWS;
}

/* Adds what one entry offers to its row. */
static void
offer_entry(Reader *r, Table *table, const Layout *layout, int number, Row *row,
			int index, SolveRow *solve)
{
	const Entry *entry = &table->entries[index];
	Fit			fit;

	fit_cells(r, table, entry, layout->columns,
			  &total_sum, layout->columns == COLUMNS ? 1 : 0, &fit);
	if (fit.kind == FIT_CELLS && layout->ragged && entry->cells <= 1 &&
		!row_adds_up(table, &fit))
		fit.kind = FIT_UNKNOWN;
	if (fit.kind == FIT_CELLS)
	{
		Cut			cut;
		bool		readable = cut_of_cells(table, &fit, layout, number, &cut);

		/* beside a row that fits no columns: which of the two is right? */
		if (row->unknown || solve->ncuts >= ENTRIES_PER_ROW)
		{
			row->conflict = true;
			solve->solved = false;
			solve->usable = false;
			solve->ncuts = 0;
			return;
		}
		if (solve->ncuts == 1 && row->fit.kind == FIT_CELLS)
		{
			if (memcmp(cut.value, solve->cuts[0].value, sizeof(cut.value)) == 0)
			{
				row->repeated = true;
				return;
			}
			row->conflict = true;
			row->fit.kind = FIT_UNKNOWN;
			solve->solved = false;
		}
		else if (solve->ncuts == 0)
		{
			row->fit = fit;
			row->chosen = index;
			solve->solved = true;
			solve->usable = readable;
		}
		if (solve->ncuts < ENTRIES_PER_ROW)
			solve->cuts[solve->ncuts++] = cut;
		return;
	}
	if (solve->ncuts > 0 || row->unknown || row->conflict || layout->columns != COLUMNS)
		return;
	row->chosen = index;
	row->fit = fit;
	row->unknown = true;
	row->glued = cut_is_glued(table, entry, COLUMNS, &solve->solved);
	if (r->cuts == NULL && (r->cuts = reader_alloc(r, sizeof(Cut) * CUTS_MAX)) == NULL)
		return;
	solve->ncuts = cut_row(r, table, entry, COLUMNS, &total_sum, 1, r->cuts);
	if (solve->ncuts > 0)
	{
		solve->cuts = reader_alloc(r, sizeof(Cut) * (size_t) solve->ncuts);
		if (solve->cuts == NULL)
			return;
		memcpy(solve->cuts, r->cuts, sizeof(Cut) * (size_t) solve->ncuts);
	}
	solve->usable = solve->ncuts > 0;
	solve->weak = !row->glued;
	solve->chosen = 0;
}

/* Sets a row's figures from its cells. */
static void
set_cells(Reader *r, const Table *table, const Layout *layout, int number, const Row *row)
{
	for (int i = 0; i < layout->columns; i++)
	{
		int			figure = gr_figure_at(number, layout->column[i]);

		if (row->fit.cell[i] == GR_NONE)
			set_blank(r, figure, table->entries[row->chosen].line);
		else
			set_item(r, figure, &table->items[row->fit.cell[i]], GR_STATED_NONE);
	}
}

/* Sets a row's figures from the cut the arithmetic left. */
static void
set_cut(Reader *r, int number, const Cut *cut, int line)
{
	for (int c = 0; c < COLUMNS; c++)
	{
		int			figure = gr_figure_at(number, FIRST_COLUMN + c);

		if (cut->blank[c])
			set_blank(r, figure, line);
		else
			set_value(r, figure, cut->value[c], line, cut->raw[c]);
	}
}

static void
set_row_unreadable(Reader *r, const Layout *layout, int number, GrNoteCode code,
				   int line, GrText raw)
{
	for (int i = 0; i < layout->columns; i++)
		set_unreadable(r, gr_figure_at(number, layout->column[i]), code, line, raw);
}

/* Sets the figures of one row. */
static void
set_row(Reader *r, Table *table, const Layout *layout, int number, Row *row,
		const SolveRow *solve, bool loose)
{
	const Entry *entry = &table->entries[row->entry[0]];
	GrText		raw;
	int			significant;

	if (entry->how == LABEL_SIMILAR)
		reader_note(r, GR_NOTE_LABEL_SIMILAR, row_figure(number), entry->line, entry->label);
	if (entry->significant == 0)
	{
		/* no cell: blank, unless numbers without a label lie about */
		if (loose && entry->count == 0)
			set_row_unreadable(r, layout, number, GR_NOTE_LABEL_WITHOUT_NUMBERS,
							   entry->line, (GrText) {NULL, 0});
		else
			for (int i = 0; i < layout->columns; i++)
				set_blank(r, gr_figure_at(number, layout->column[i]), entry->line);
		return;
	}
	entry = &table->entries[row->chosen];
	raw = entry_raw(table, entry);
	significant = entry->significant;
	if (entry->bound_before)
		reader_note(r, GR_NOTE_NUMBERS_BEFORE_LABEL, row_figure(number), entry->line, raw);
	if (row->fit.kind == FIT_CELLS)
	{
		set_cells(r, table, layout, number, row);
		if (row->fit.inferred)
			reader_note(r, GR_NOTE_CELLS_MISSING, row_figure(number), entry->line, raw);
	}
	else if (solve->solved && solve->ncuts > 0)
	{
		set_cut(r, number, &solve->cuts[solve->chosen], entry->line);
		reader_note(r, row->conflict ? GR_NOTE_ROW_CONFLICT :
					row->glued ? GR_NOTE_GLUED_CUT :
					significant < COLUMNS ? GR_NOTE_CELLS_MISSING : GR_NOTE_CELLS_EXTRA,
					row_figure(number), entry->line, raw);
	}
	else
		set_row_unreadable(r, layout, number,
						   row->conflict ? GR_NOTE_ROW_CONFLICT :
						   row->glued ? GR_NOTE_GLUED_AMBIGUOUS : GR_NOTE_CELLS_AMBIGUOUS,
						   entry->line, raw);
}

/* Notes on rows given twice: one for the table, if it is the whole of it. */
static void
note_repetitions(Reader *r, const Table *table, const Row *rows)
{
	int			repeated = 0;

	for (int i = FIRST_ROW; i < END_ROW; i++)
		repeated += rows[i].repeated;
	if (repeated >= REPEATED_TABLE_ROWS)
		reader_note(r, GR_NOTE_TABLE_REPEATED, GR_NONE, 0, (GrText) {NULL, 0});
	else
		for (int i = FIRST_ROW; i < END_ROW; i++)
			if (rows[i].repeated)
				reader_note(r, GR_NOTE_ROW_REPEATED, row_figure(i),
							table->entries[rows[i].entry[1]].line, (GrText) {NULL, 0});
}

/* Notes rows that stand behind one they should precede. */
static void
note_order(Reader *r, const Table *table, const Row *rows)
{
	int			furthest = 0;

	for (int i = 0; i < table->nentries; i++)
	{
		const Entry *entry = &table->entries[i];
		int			order;

		if (entry->row == GR_NONE || rows[entry->row].nentries == 0 ||
			rows[entry->row].entry[0] != i)
			continue;
		order = gr_rows[entry->row].order;
		if (order < furthest)
			reader_note(r, GR_NOTE_ROW_ORDER, row_figure(entry->row), entry->line, entry->label);
		else
			furthest = order;
	}
}

void
read_requests(Reader *r)
{
	Table	   *table = &r->tables[GR_REQUESTS];
	Layout		layout;
	Row			rows[GR_ROWS];
	SolveRow	solve[GR_ROWS];
	Cut			cuts[END_ROW - FIRST_ROW][ENTRIES_PER_ROW];
	bool		loose;
	int			present = 0;

	if (table->nentries == 0)
		return;
	bind_entries(r, table, COLUMNS);
	find_columns(r, table, &layout);
	layout.ragged = layout.columns == COLUMNS && is_ragged(table, COLUMNS);
	memset(rows, 0, sizeof(rows));
	memset(solve, 0, sizeof(solve));
	collect_rows(table, rows);
	settle_other(r, table, rows);
	for (int i = FIRST_ROW; i < END_ROW; i++)
	{
		if (rows[i].nentries == 0)
			continue;
		present++;
		solve[i].present = table->entries[rows[i].entry[0]].significant > 0;
		if (!solve[i].present)
			continue;
		solve[i].cuts = cuts[i - FIRST_ROW];
		for (int j = 0; j < rows[i].nentries; j++)
			offer_entry(r, table, &layout, i, &rows[i], rows[i].entry[j], &solve[i]);
	}
	if (present == 0)
		return;
	solve_requests(r, solve);
	loose = note_loose(r, table);
	for (int i = FIRST_ROW; i < END_ROW; i++)
		if (rows[i].nentries > 0)
			set_row(r, table, &layout, i, &rows[i], &solve[i], loose);
	note_repetitions(r, table, rows);
	note_order(r, table, rows);
}
