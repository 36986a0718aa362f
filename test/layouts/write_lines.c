/*
 * write_lines.c
 *		Tables without any separator but line ends and blanks: a cell per line or
 *		paragraph, a row per line, the text a document tool draws out.
 */
#include "generator.h"

#include <string.h>

/* A head cell broken in two, as narrow columns break it. */
void
put_broken(Case *c, const Cell *cell, const char *between, Text *out)
{
	int			length = char_count(cell->text);

	if (cell->kind == CELL_HEAD && length >= 4 && length <= 6 &&
		strchr(cell->text, ' ') == NULL && random_chance(&c->random, 30))
	{
		int			half = char_offset(cell->text, length / 2);

		text_add(out, cell->text, (size_t) half);
		text_put(out, between);
		text_put(out, cell->text + half);
	}
	else
		text_put(out, cell->text);
}

/* The cells of a row, each followed by an end. */
static void
put_cell_row(Case *c, const Grid *grid, int row, bool again, const char *indent,
			 const char *end, Text *out)
{
	for (int column = 0; column < grid->ncolumns; column++)
		if (grid_shows(grid, row, column, again))
		{
			text_put(out, indent);
			put_broken(c, grid_cell(grid, row, column), end, out);
			text_put(out, end);
		}
}

/* All cells, the head again where a page begins. */
static void
put_cells(Case *c, const Grid *grid, const char *indent, const char *end, Text *out)
{
	for (int row = 0; row < grid->nrows; row++)
	{
		bool		page = grid_turns_page(c, grid, row);

		for (int head = 0; page && head < grid->nheads; head++)
			put_cell_row(c, grid, head, false, indent, end, out);
		put_cell_row(c, grid, row, page && c->style.groups_repeated, indent, end, out);
	}
}

/* Every cell a paragraph. */
void
write_paragraphs(Case *c, const Grid *grid, Text *out)
{
	const char *indent = random_chance(&c->random, 25) ? "    " : "";

	put_cells(c, grid, indent, "\n\n", out);
}

/* Every cell a line. */
void
write_cell_lines(Case *c, const Grid *grid, Text *out)
{
	put_cells(c, grid, "", "\n", out);
}

/* The cells of a row on one line, joined by single blanks. */
static void
put_spaced_row(Case *c, const Grid *grid, int row, bool again, Text *out)
{
	bool		first = true;

	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (!grid_shows(grid, row, column, again) || cell->text[0] == '\0')
			continue;
		if (!first)
			text_put(out, " ");
		put_broken(c, cell, " ", out);
		first = false;
	}
	text_put(out, "\n");
}

/* A row per line; a new page may repeat the table's head. */
void
write_spaces(Case *c, const Grid *grid, Text *out)
{
	bool		again = false;

	for (int row = 0; row < grid->nrows; row++)
	{
		put_spaced_row(c, grid, row, again, out);
		again = false;
		if (!c->style.page_breaks || !random_chance(&c->random, 5))
			continue;
		page_break(c, out);
		again = c->style.groups_repeated;
		if (c->style.heads_repeated && row >= grid->nheads && row + 1 < grid->nrows)
			for (int head = 0; head < grid->nheads; head++)
				put_spaced_row(c, grid, head, false, out);
	}
}

/* A text in pieces of so many characters, a line each; a page may end between. */
static void
put_wrapped(Case *c, const char *text, int width, Text *out)
{
	while (*text)
	{
		int			len = char_offset(text, width);

		text_add(out, text, (size_t) len);
		text_put(out, "\n");
		text += len;
		/* blanks are not carried over */
		while (*text == ' ')
			text++;
		if (*text && c->style.page_breaks && random_chance(&c->random, 3))
			page_break(c, out);
	}
}

/* Page breaks of a document's table. */
static void
maybe_page(Case *c, Text *out)
{
	if (c->style.page_breaks && random_chance(&c->random, 7))
		page_break(c, out);
}

/* A group's label as a narrow column prints it: a character or two per line. */
static void
put_group(Case *c, const Cell *cell, int width, Text *out)
{
	int			length = char_count(cell->text);

	if (width >= length)
	{
		text_put(out, cell->text);
		text_put(out, random_chance(&c->random, 40) ? " " : "\n");
		return;
	}
	put_wrapped(c, cell->text, width, out);
}

/* The numbers of a row, joined by single blanks. */
static void
put_numbers(const Grid *grid, int row, Text *out)
{
	bool		first = true;

	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (cell->kind != CELL_NUMBER || !grid_starts(grid, row, column) ||
			cell->text[0] == '\0')
			continue;
		text_printf(out, "%s%s", first ? "" : " ", cell->text);
		first = false;
	}
	text_put(out, "\n");
}

/* Reading order of a document: cell by cell, wrapped labels in pieces. */
void
write_pdf_raw(Case *c, const Grid *grid, Text *out)
{
	int			outer = random_chance(&c->random, 70) ? 1 : 20;
	int			inner = random_chance(&c->random, 40) ? random_between(&c->random, 2, 4) : 20;
	int			wrap = random_between(&c->random, 12, 30);
	bool		heads_apart = random_chance(&c->random, 60);

	for (int row = 0; row < grid->nrows; row++)
	{
		bool		head = grid_row_is_head(grid, row);

		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);
			bool		last = column + cell->colspan >= grid->ncolumns;

			if (!grid_starts(grid, row, column) || cell->kind == CELL_NUMBER)
				continue;
			if (cell->kind == CELL_HEAD)
			{
				put_broken(c, cell, heads_apart ? "\n" : " ", out);
				text_put(out, heads_apart || last ? "\n" : " ");
			}
			else if (cell->rowspan > 1)
				put_group(c, cell, cell->column == 0 ? outer : inner, out);
			else if (char_count(cell->text) > wrap)
				put_wrapped(c, cell->text, wrap, out);
			else
				text_printf(out, "%s ", cell->text);
		}
		if (!head)
			put_numbers(grid, row, out);
		else if (out->len > 0 && out->data[out->len - 1] == ' ')
			out->data[out->len - 1] = '\n';
		maybe_page(c, out);
	}
}

/* All digits of a row run together, a row per line. */
void
write_glued_rows(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
	{
		for (int column = 0; column < grid->ncolumns; column++)
			if (grid_starts(grid, row, column))
				text_put(out, grid->cells[row][column].text);
		text_put(out, "\n");
	}
}

/* The whole table in one line. */
void
write_glued(Case *c, const Grid *grid, Text *out)
{
	for (int row = 0; row < grid->nrows; row++)
	{
		/* a second page's groups, without the head */
		bool		page = c->style.groups_repeated && random_chance(&c->random, 4);

		for (int column = 0; column < grid->ncolumns; column++)
			if (grid_shows(grid, row, column, page && column < grid->nlabels))
				text_put(out, grid->cells[row][column].text);
	}
	if (random_chance(&c->random, 40))
		text_put(out, " ");
}

/* ... with stray blanks between some of the cells. */
void
write_glued_spaced(Case *c, const Grid *grid, Text *out)
{
	for (int row = 0; row < grid->nrows; row++)
	{
		int			chance = random_chance(&c->random, 40) ?
			random_below(&c->random, 70) : 3;

		for (int column = 0; column < grid->ncolumns; column++)
			if (grid_starts(grid, row, column))
			{
				if (random_chance(&c->random, chance))
					text_put(out, " ");
				text_put(out, grid->cells[row][column].text);
			}
	}
	text_put(out, " ");
}

/* Several labels in one cell: groups, labels and heads run together. */
void
write_several_labels(Case *c, const Grid *grid, Text *out)
{
	bool		blank = random_chance(&c->random, 50);

	for (int row = 0; row < grid->nrows; row++)
	{
		bool		label = false;

		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);

			if (!grid_starts(grid, row, column))
				continue;
			if (cell->kind == CELL_LABEL)
			{
				text_printf(out, "%s%s", label && blank ? " " : "", cell->text);
				label = true;
				continue;
			}
			if (label || column > grid->nlabels || cell->kind == CELL_NUMBER)
				text_put(out, "\t");
			text_put(out, cell->text);
		}
		text_put(out, "\n");
	}
	text_put(out, "\n");
}

/* All labels, then the numbers column by column. */
void
write_column_major(Case *c, const Grid *grid, Text *out)
{
	const char *end = random_chance(&c->random, 50) ? "\n" : "\n\n";

	for (int pass = 0; pass < 2; pass++)
		for (int column = 0; column < grid->ncolumns; column++)
			for (int row = 0; row < grid->nrows; row++)
			{
				const Cell *cell = grid_cell(grid, row, column);

				if (!grid_starts(grid, row, column) || cell->text[0] == '\0' ||
					(cell->kind == CELL_NUMBER) != (pass == 1))
					continue;
				text_printf(out, "%s%s", cell->text, pass == 1 ? end : "\n");
			}
}

/* The labels of a nested table lost: groups keep theirs, the rest are numbers. */
void
write_labels_lost(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);

			if (!grid_starts(grid, row, column) ||
				(cell->kind == CELL_LABEL && column == 2))
				continue;
			text_printf(out, "%s |\n", cell->text);
		}
}

/* Every distinct string only once, as some crawlers keep them. */
void
write_deduplicated(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
		for (int column = 0; column < grid->ncolumns; column++)
		{
			Text		line = {0};

			if (!grid_starts(grid, row, column) ||
				grid->cells[row][column].text[0] == '\0')
				continue;
			text_printf(&line, "\n%s\n", grid->cells[row][column].text);
			if (out->data == NULL || strstr(out->data, line.data) == NULL)
				text_put(out, line.data + (out->len > 0 && out->data[out->len - 1] == '\n'));
			text_free(&line);
		}
}
