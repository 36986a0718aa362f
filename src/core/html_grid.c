/*
 * html_grid.c
 *		Tables of a page as true grids.
 *
 * A row becomes a line with a tab between columns.  A cell's text stands in its
 * top left place only; the other places it spans are empty.  Spans are bounded,
 * so that a row is never much longer than its source.  A table whose cells hold
 * tables or paragraphs of prose only lays the page out: its cells are lines.
 */
#include "html_page.h"

#include <string.h>

/* Largest rowspan of HTML; 0 stands for it. */
#define ROWSPAN_MAX 65534
/* A row with more cells is no row: they become lines. */
#define CELLS_MAX 1000
/* A cell of several with so many lines and a sentence is no cell of a form. */
#define PROSE_LINES 3

static HtmlGrid *
innermost(const HtmlPage *page)
{
	return page->ngrids > 0 ? &page->grids[page->ngrids - 1] : NULL;
}

bool
html_in_cell(const HtmlPage *page)
{
	const HtmlGrid *grid = innermost(page);

	return grid != NULL && grid->in_cell && !grid->layout;
}

/* An attribute's value as browsers read a number: 1 for what is none. */
static int
span_of(const char *const *attributes, const char *name, int limit)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0 && attributes[1] != NULL)
		{
			const char *p = attributes[1] + strspn(attributes[1], " \t\r\n\f");
			int			value = 0;

			p += *p == '+';
			if (*p < '0' || *p > '9')
				return 1;
			for (; *p >= '0' && *p <= '9'; p++)
				value = value * 10 + (*p - '0') < limit ? value * 10 + (*p - '0') : limit;
			return value;
		}
	return 1;
}

/* Writes a piece of a cell into the line, with its origins. */
static void
write_piece(HtmlPage *page, size_t from, size_t to)
{
	const GrOrigins *origins = &page->cell_origins;
	size_t		at = page->text.len;
	bool		ok = true;

	if (from >= to)
		return;
	ok = gr_origin_mark(page->origins, page->arena, at, gr_origin_of(origins, from));
	for (int i = gr_origin_after(origins, from);
		 ok && i < origins->count && origins->marks[i].at < to; i++)
		ok = gr_origin_mark(page->origins, page->arena, at + (origins->marks[i].at - from),
							origins->marks[i].original);
	gr_buffer_add(&page->text, page->cell_text.data + from, to - from);
	if (!ok)
		page->failed = true;
}

/* Do digits stand on both sides of a line end in a cell? */
static bool
parts_digits(const char *p, const char *start, const char *end)
{
	return p > start && p + 1 < end && p[-1] >= '0' && p[-1] <= '9' &&
		p[1] >= '0' && p[1] <= '9';
}

/*
 * A cell's text in one line: its own line ends become blanks, or line
 * separators where they part numbers, for these are several.  An empty cell gets
 * a blank, so that it is not taken for a place that another cell spans.
 */
static void
write_cell(HtmlPage *page, const HtmlCell *cell)
{
	size_t		from = cell->start;

	if (cell->start == cell->end)
		gr_buffer_char(&page->text, ' ');
	while (from < cell->end)
	{
		const char *start = page->cell_text.data + from;
		const char *end = page->cell_text.data + cell->end;
		const char *newline = memchr(start, '\n', (size_t) (end - start));
		size_t		to = newline == NULL ? cell->end : from + (size_t) (newline - start);

		write_piece(page, from, to);
		if (newline != NULL && parts_digits(newline, start, end))
			gr_buffer_string(&page->text, "\u2028");
		else if (newline != NULL)
			gr_buffer_char(&page->text, ' ');
		from = to + 1;
	}
}

/* The lines of all cells as lines of the page. */
static void
write_lines(HtmlPage *page)
{
	for (int i = 0; i < page->ncell_lines; i++)
	{
		size_t		from = page->cell_lines[i].start;
		size_t		to = i + 1 < page->ncell_lines ? page->cell_lines[i + 1].start :
			page->cell_text.len;

		if (to > from && page->cell_text.data[to - 1] == '\n')
			to--;
		html_page_line(page, page->cell_lines[i]);
		write_piece(page, from, to);
		html_page_end_line(page);
	}
}

/* Does a cell hold prose: lines, one of them with a full stop? */
static bool
is_prose(const HtmlPage *page, const HtmlCell *cell, bool alone)
{
	static const char stop[] = "。";
	const char *p = page->cell_text.data + cell->start;
	const char *end = page->cell_text.data + cell->end;
	const char *newline = p;
	int			lines = 1;

	for (; (newline = memchr(newline, '\n', (size_t) (end - newline))) != NULL; newline++)
		lines++;
	if (lines == 1 || (!alone && lines <= PROSE_LINES))
		return false;
	for (; end - p >= 3 && (p = memchr(p, stop[0], (size_t) (end - p - 2))) != NULL; p++)
		if (memcmp(p, stop, 3) == 0)
			return true;
	return false;
}

/* Are the cells of the row no cells of a form? */
static bool
is_layout(const HtmlPage *page)
{
	int			filled = 0;

	for (int i = 0; i < page->ncells; i++)
		filled += page->cells[i].end > page->cells[i].start;
	for (int i = 0; i < page->ncells; i++)
		if (page->cells[i].end > page->cells[i].start &&
			is_prose(page, &page->cells[i], filled == 1))
			return true;
	return false;
}

/* Forgets the cells that were written. */
static void
clear_cells(HtmlPage *page)
{
	page->ncells = 0;
	page->ncell_lines = 0;
	page->cell_text.len = 0;
	page->cell_origins.count = 0;
}

/* Writes the cells read so far as lines. */
static void
write_layout(HtmlPage *page)
{
	write_lines(page);
	clear_cells(page);
}

/* Writes the row. */
static void
write_row(HtmlPage *page, HtmlGrid *grid)
{
	int			column = 0;
	HtmlLine	line;

	if (page->ncells == 0)
		return;
	if (is_layout(page))
	{
		write_layout(page);
		return;
	}
	line = page->ncell_lines > 0 ? page->cell_lines[0] : html_page_here(page, 0);
	line.kind |= HTML_LINE_ROW;
	page->grid_rows |= page->ncells > 1;
	html_page_line(page, line);
	for (int i = 0; i < page->ncells; i++)
	{
		const HtmlCell *cell = &page->cells[i];

		for (; column < cell->column; column++)
			gr_buffer_char(&page->text, '\t');
		write_cell(page, cell);
		if (cell->column >= grid->width)
			grid->width = cell->column + 1;
	}
	/* what the last cell spans, as far as the table has had cells */
	for (const HtmlCell *last = &page->cells[page->ncells - 1];
		 column + 1 < last->column + last->span && column + 1 < grid->width; column++)
		gr_buffer_char(&page->text, '\t');
	html_page_end_line(page);
	clear_cells(page);
}

/*
 * White space and line ends go from the end of a cell that begins at start, with
 * the marks and lines that were theirs: the next cell's text comes there.
 */
static void
trim_cell(HtmlPage *page, size_t start)
{
	GrBuffer   *text = &page->cell_text;
	GrOrigins  *origins = &page->cell_origins;

	while (text->len > start &&
		   (text->data[text->len - 1] == '\n' || text->data[text->len - 1] == ' '))
		text->len--;
	while (origins->count > 0 && origins->marks[origins->count - 1].at >= text->len)
		origins->count--;
	while (page->ncell_lines > 0 && page->cell_lines[page->ncell_lines - 1].start >= text->len)
		page->ncell_lines--;
}

/* Ends a cell. */
static void
end_cell(HtmlPage *page, HtmlGrid *grid)
{
	if (!grid->in_cell)
		return;
	if (grid->layout)
		html_page_end_line(page);
	else
	{
		trim_cell(page, page->cells[page->ncells - 1].start);
		page->cells[page->ncells - 1].end = page->cell_text.len;
	}
	page->blank = page->blank_broken = false;
	grid->in_cell = false;
}

/* Ends a row: what its cells cover of the rows below is known now. */
static void
end_row(HtmlPage *page, HtmlGrid *grid)
{
	end_cell(page, grid);
	if (!grid->in_row)
		return;
	if (!grid->layout)
		write_row(page, grid);
	for (int column = 0; column < GRID_COLUMNS; column++)
	{
		if (grid->carry[column] > 0)
			grid->carry[column]--;
		if (grid->begun[column] > grid->carry[column])
			grid->carry[column] = grid->begun[column];
		grid->begun[column] = 0;
	}
	grid->in_row = false;
	grid->layout = false;
}

/* Begins a row. */
static void
begin_row(HtmlPage *page, HtmlGrid *grid)
{
	end_row(page, grid);
	/* text between rows is shown before the table */
	html_page_end_line(page);
	grid->in_row = true;
	grid->column = 0;
}

/* Begins a cell at the next place that no cell of a row above covers. */
static void
begin_cell(HtmlPage *page, HtmlGrid *grid, const char *const *attributes)
{
	int			columns = span_of(attributes, "colspan", GRID_COLUMNS);
	int			rows = span_of(attributes, "rowspan", ROWSPAN_MAX);
	HtmlCell   *cells;
	int			column;

	if (!grid->in_row)
		begin_row(page, grid);
	end_cell(page, grid);
	if (columns == 0)
		columns = 1;
	if (rows == 0)
		rows = ROWSPAN_MAX;
	while (grid->column < GRID_COLUMNS && grid->carry[grid->column] > 0)
		grid->column++;
	column = grid->column;
	if (column + columns > GRID_COLUMNS)
		columns = column < GRID_COLUMNS ? GRID_COLUMNS - column : 1;
	for (int i = 0; i < columns && column + i < GRID_COLUMNS; i++)
		grid->begun[column + i] = (uint16_t) (rows - 1);
	grid->column += columns;
	grid->in_cell = true;
	if (!grid->layout && page->ncells >= CELLS_MAX)
	{
		write_layout(page);
		grid->layout = true;
	}
	if (grid->layout)
		return;
	cells = html_page_grow(page, page->cells, &page->cells_size, page->ncells, sizeof(HtmlCell));
	if (cells == NULL)
	{
		grid->layout = true;
		return;
	}
	page->cells = cells;
	cells[page->ncells++] = (HtmlCell) {page->cell_text.len, page->cell_text.len, column, columns};
}

/*
 * Begins a table.  One inside a cell of another makes that a layout: its cells
 * so far become lines, and so will what follows.
 */
static void
begin_table(HtmlPage *page)
{
	HtmlGrid   *outer = innermost(page);
	HtmlGrid   *grids;

	if (outer != NULL && outer->in_row && !outer->layout)
	{
		bool		in_cell = outer->in_cell;

		end_cell(page, outer);
		write_layout(page);
		outer->layout = true;
		outer->in_cell = in_cell;
	}
	html_page_end_line(page);
	grids = html_page_grow(page, page->grids, &page->grids_size, page->ngrids, sizeof(HtmlGrid));
	if (grids == NULL)
		return;
	page->grids = grids;
	memset(&grids[page->ngrids++], 0, sizeof(HtmlGrid));
}

void
html_grid_open(HtmlPage *page, int flags, const char *const *attributes)
{
	HtmlGrid   *grid = innermost(page);

	if (flags & HTML_TABLE)
	{
		begin_table(page);
		return;
	}
	/* a piece of a page may begin inside a table */
	if (grid == NULL)
	{
		begin_table(page);
		grid = innermost(page);
	}
	if (grid == NULL)
		return;
	if (flags & HTML_ROWS)
	{
		end_row(page, grid);
		memset(grid->carry, 0, sizeof(grid->carry));
	}
	else if (flags & HTML_ROW)
		begin_row(page, grid);
	else
		begin_cell(page, grid, attributes);
}

void
html_grid_close(HtmlPage *page, int flags)
{
	HtmlGrid   *grid = innermost(page);

	if (grid == NULL)
	{
		html_page_end_line(page);
		return;
	}
	if (flags & HTML_CELL)
		end_cell(page, grid);
	else
		end_row(page, grid);
	if (flags & HTML_ROWS)
		memset(grid->carry, 0, sizeof(grid->carry));
	if (flags & HTML_TABLE)
	{
		html_page_end_line(page);
		page->ngrids--;
	}
}
