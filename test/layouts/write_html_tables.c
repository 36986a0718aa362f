/*
 * write_html_tables.c
 *		The form's tables as tables of a web page: whole, cut into several,
 *		nested, repeated, or made of other elements.
 */
#include "markup.h"

#include <stdlib.h>
#include <string.h>

/* A part of a grid that becomes a table of its own. */
typedef struct Part
{
	int			row;			/* rows from here */
	int			end;			/* ... to before here */
	int			column;			/* columns likewise */
	int			last;
	bool		again;			/* labels that began above are printed again */
} Part;

/* A part that is all of the grid. */
static Part
whole(const Grid *grid)
{
	Part		part = {0, grid->nrows, 0, grid->ncolumns, false};

	return part;
}

/* What a blank cell holds. */
static void
put_blank(Case *c, Text *out)
{
	static const char *const blanks[] = {
		"", "", "&nbsp;", "&nbsp;", "<br>", "<p></p>", "<p>&nbsp;</p>",
		"<p><span><o:p>&nbsp;</o:p></span></p>", "&#8203;", "　", "<p><br></p>",
		"<span></span>", "&ensp;", "\u00a0 <!-- -->"
	};

	text_put(out, blanks[c->markup.blank % COUNT_OF(blanks)]);
}

/* A label in two pieces, or a character per line. */
static void
put_broken_label(Case *c, const Cell *cell, Text *out)
{
	static const char *const between[] = {"<br>", "<br/>", " ", "\n      ", "<br>\n"};
	const char *text = cell->text;
	int			at = random_between(&c->random, 1, char_count(text) - 1);

	/* no line begins with what ends a number */
	if (strchr(".)", text[char_offset(text, at)]) ||
		strncmp(text + char_offset(text, at), "．", 3) == 0 ||
		strncmp(text + char_offset(text, at), "、", 3) == 0)
		at++;
	if (cell->rowspan >= 4 && random_chance(&c->random, 40))
	{
		for (; *text; text += char_size(text))
			text_printf(out, "%.*s<br>", char_size(text), text);
		return;
	}
	markup_inline(c, out, case_printf(c, "%.*s", char_offset(text, at), text));
	if (c->markup.cell == 1 && random_chance(&c->random, 50))
	{
		markup_close(c, out, "p");
		markup_open(c, out, "p");
	}
	else
		text_put(out, RANDOM_PICK(&c->random, between));
	markup_inline(c, out, text + char_offset(text, at));
}

/* The text of a cell. */
static void
put_cell_text(Case *c, const Cell *cell, Text *out)
{
	bool		label = cell->kind == CELL_LABEL || cell->kind == CELL_HEAD;

	if (cell->text[0] == '\0' ||
		(cell->kind == CELL_NUMBER && cell->figure != GR_NONE &&
		 c->state[cell->figure] == GR_BLANK))
		put_blank(c, out);
	else if (label && char_count(cell->text) >= 3 && strpbrk(cell->text, "\n&<") == NULL &&
			 random_chance(&c->random, c->markup.breaks))
		put_broken_label(c, cell, out);
	else
		markup_inline(c, out, cell->text);
}

/* The content of a cell, in what this page wraps it. */
static void
put_content(Case *c, const Cell *cell, Text *out)
{
	static const char *const wraps[] = {NULL, "p", "div", "span", "center", NULL};
	const char *wrap = wraps[c->markup.cell];

	if (c->markup.cell == 5 && !c->markup.one_line)
		text_put(out, "\n        ");
	if (wrap)
		markup_open(c, out, wrap);
	put_cell_text(c, cell, out);
	if (wrap)
		markup_close(c, out, wrap);
	if (c->markup.cell == 5 && !c->markup.one_line)
		text_put(out, "\n      ");
}

/* A span of rows or columns; rest is what there is to the end. */
static void
put_span(Case *c, Text *out, const char *name, int span, int rest)
{
	static const char *const ones[] = {"1", "-1", "", "abc", "-99999999999", "+", "1.9"};
	static const char *const tails[] = {"px", ".0", ";", " ", "%"};
	static const char *const ends[] = {"1000", "99999", "4294967297", "65534", "500"};
	bool		absurd = markup_has(c, HTML_SPANS) && random_chance(&c->random, 35);
	bool		rows = strcmp(name, "rowspan") == 0;

	if (!absurd)
	{
		if (span > 1 || random_chance(&c->random, markup_has(c, HTML_CELLS) ? 30 : 3))
			markup_attribute(c, out, name, case_printf(c, "%d", span));
	}
	else if (span == rest && rows && random_chance(&c->random, 30))
		markup_attribute(c, out, name, "0");
	else if (span == rest && random_chance(&c->random, 70))
		markup_attribute(c, out, name, RANDOM_PICK(&c->random, ends));
	else if (span == 1)
		markup_attribute(c, out, name, random_chance(&c->random, 20) && !rows ? "0" :
					   RANDOM_PICK(&c->random, ones));
	else
		markup_attribute(c, out, name, case_printf(c, "%d%s", span,
												 RANDOM_PICK(&c->random, tails)));
}

/* One cell; rows and columns are what is left of it and of its part. */
static void
put_cell(Case *c, const Cell *cell, const Part *part, int row, int column, bool blank,
		 Text *out)
{
	const char *name = c->markup.head_tags && cell->kind == CELL_HEAD ? "th" : "td";
	int			end = cell->row + cell->rowspan;
	int			last = cell->column + cell->colspan;

	end = end < part->end ? end : part->end;
	last = last < part->last ? last : part->last;
	markup_begin(c, out, name);
	put_span(c, out, "rowspan", end - row, part->end - row);
	put_span(c, out, "colspan", last - column, part->last - column);
	if (random_chance(&c->random, 10))
		markup_attribute(c, out, "width", case_printf(c, "%d", random_between(&c->random, 30, 200)));
	markup_end(out);
	if (blank)
		put_blank(c, out);
	else
		put_content(c, cell, out);
	markup_close(c, out, name);
	markup_line(c, out);
}

/* The cells of a row. */
static void
put_cells(Case *c, const Grid *grid, const Part *part, int row, Text *out)
{
	for (int column = part->column; column < part->last; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);
		bool		left = column == (cell->column < part->column ? part->column : cell->column);
		bool		top = row == (cell->row < part->row ? part->row : cell->row);

		if (cell->kind != CELL_NONE && left && top)
			put_cell(c, cell, part, row, column,
					 !part->again && !grid_starts(grid, row, column), out);
	}
	/* a cell of another report, hidden */
	if (markup_has(c, HTML_HIDDEN) && random_chance(&c->random, 6))
		text_put(out, "<td style=\"display:none\">7</td>");
}

/* A row. */
static void
put_row(Case *c, const Grid *grid, const Part *part, int row, Text *out)
{
	/* browsers begin a row by themselves */
	bool		tagless = markup_has(c, HTML_BROKEN) && row == part->row &&
		random_chance(&c->random, 15);

	if (markup_has(c, HTML_HIDDEN) && random_chance(&c->random, 5))
		text_printf(out, "<tr %s><td>%s</td><td>5</td><td>6</td><td>7</td></tr>",
					random_chance(&c->random, 50) ? "hidden" : "style=\"display: none;\"",
					gr_rows[random_below(&c->random, GR_ROWS)].label);
	if (!tagless)
	{
		markup_open(c, out, "tr");
		markup_line(c, out);
	}
	put_cells(c, grid, part, row, out);
	markup_close(c, out, "tr");
	markup_line(c, out);
}

/* The beginning of a table. */
static void
open_table(Case *c, Text *out)
{
	markup_begin(c, out, "table");
	if (random_chance(&c->random, 60))
		markup_attribute(c, out, "border", "1");
	if (random_chance(&c->random, 30))
		markup_attribute(c, out, "cellspacing", "0");
	if (random_chance(&c->random, 20))
		markup_attribute(c, out, "style", "border-collapse:collapse;");
	markup_end(out);
	markup_line(c, out);
	if (random_chance(&c->random, 10))
		text_put(out, "<colgroup><col width=\"20%\"><col><col></colgroup>");
	/* text where none may be: browsers show it before the table */
	if (c->markup.rough && random_chance(&c->random, 5))
		text_put(out, "（单位：件）");
}

/* The end of a table, which a broken page may forget before another one. */
static void
close_table(Case *c, Text *out)
{
	if (markup_has(c, HTML_BROKEN) && !c->markup.unclosed && random_chance(&c->random, 8))
		return;
	markup_close_surely(c, out, "table");
	if (c->markup.rough && random_chance(&c->random, 20))
		markup_close_surely(c, out, random_chance(&c->random, 50) ? "table" : "td");
	markup_line(c, out);
}

/* The row of widths with which a word processor ends a table. */
static void
put_width_row(Case *c, const Part *part, Text *out)
{
	if (!markup_has(c, HTML_WORD) || !random_chance(&c->random, 50))
		return;
	text_put(out, "<![if !supportMisalignedColumns]>\n<tr height=0>");
	for (int column = part->column; column < part->last; column++)
		text_printf(out, "<td width=%d style='border:none'></td>", 40 + column);
	text_put(out, "</tr>\n<![endif]>");
}

/* A part of a grid as a table. */
static void
put_part(Case *c, const Grid *grid, const Part *part, Text *out)
{
	int			heads = part->row < grid->nheads && c->markup.head_tags ?
		(grid->nheads < part->end ? grid->nheads : part->end) : part->row;
	Part		head = *part;
	Part		body = *part;
	bool		tbody = random_chance(&c->random, 60);

	open_table(c, out);
	head.end = heads;
	body.row = heads;
	if (heads > part->row)
	{
		markup_open(c, out, "thead");
		markup_line(c, out);
		for (int row = head.row; row < head.end; row++)
			put_row(c, grid, &head, row, out);
		markup_close(c, out, "thead");
		tbody = true;
	}
	if (tbody)
		markup_open(c, out, "tbody");
	markup_line(c, out);
	for (int row = body.row; row < body.end; row++)
		put_row(c, grid, &body, row, out);
	put_width_row(c, part, out);
	if (tbody)
		markup_close(c, out, "tbody");
	close_table(c, out);
}

/* A grid as one table. */
void
write_html(Case *c, const Grid *grid, Text *out)
{
	Part		part = whole(grid);

	if (markup_has(c, HTML_HIDDEN) && random_chance(&c->random, 60))
		markup_hidden(c, out);
	/* some tools make a document of every table */
	if (markup_has(c, HTML_MARKDOWN) && c->seed % 3 == 0)
	{
		text_put(out, "<html><body>");
		put_part(c, grid, &part, out);
		text_put(out, "</body></html>\n\n");
	}
	else
		put_part(c, grid, &part, out);
}

/* Section two: a table for every group. */
static void
put_groups(Case *c, const Grid *grid, Text *out)
{
	Part		part = whole(grid);

	for (int row = 1; row <= grid->nrows; row++)
	{
		bool		begins = row == grid->nrows ||
			(grid->cells[row][0].kind == CELL_HEAD && grid->cells[row][0].colspan > 1);

		if (!begins)
			continue;
		part.end = row;
		put_part(c, grid, &part, out);
		part.row = row;
	}
}

/* Section three: the head in a table of its own, the body in one or two. */
static void
put_head_apart(Case *c, const Grid *grid, Text *out)
{
	Part		part = whole(grid);
	int			page = random_between(&c->random, grid->nheads + 1, grid->nrows);

	part.end = grid->nheads;
	put_part(c, grid, &part, out);
	part.row = part.end;
	part.end = page;
	put_part(c, grid, &part, out);
	if (page == grid->nrows)
		return;
	if (random_chance(&c->random, 40))
	{
		Part		head = {0, grid->nheads, 0, grid->ncolumns, false};

		put_part(c, grid, &head, out);
	}
	part.row = page;
	part.end = grid->nrows;
	part.again = random_chance(&c->random, 50);
	put_part(c, grid, &part, out);
}

/* Section four: a table for each of its three rows. */
static void
put_remedies_apart(Case *c, const Grid *grid, Text *out)
{
	int			width = gr_table_end_column(GR_REMEDIES) - gr_table_first_column(GR_REMEDIES);
	Part		part = whole(grid);

	part.again = random_chance(&c->random, 80);
	for (int column = 0; column < grid->ncolumns; column += width)
	{
		part.column = column;
		part.last = column + width;
		put_part(c, grid, &part, out);
	}
}

/* One table of the form as several. */
void
write_html_split(Case *c, const Grid *grid, Text *out)
{
	if (grid->table == GR_PROACTIVE)
		put_groups(c, grid, out);
	else if (grid->table == GR_REQUESTS)
		put_head_apart(c, grid, out);
	else
		put_remedies_apart(c, grid, out);
}

/* Every row a table. */
void
write_html_rows(Case *c, const Grid *grid, Text *out)
{
	Part		part = whole(grid);

	part.again = random_chance(&c->random, 50);
	for (int row = grid->nheads; row < grid->nrows; row++)
	{
		part.row = row == grid->nheads ? 0 : row;
		part.end = row + 1;
		put_part(c, grid, &part, out);
	}
}

/* The rows of the outcomes as a table in a cell beside the group's label. */
static void
put_nested_group(Case *c, const Grid *grid, int row, Text *out)
{
	const Cell *label = grid_cell(grid, row, 0);
	Part		inner = {row, row + label->rowspan, 1, grid->ncolumns, false};

	markup_open(c, out, "tr");
	markup_open(c, out, "td");
	markup_inline(c, out, label->text);
	markup_close(c, out, "td");
	markup_begin(c, out, "td");
	markup_attribute(c, out, "colspan", case_printf(c, "%d", grid->ncolumns - 1));
	markup_end(out);
	put_part(c, grid, &inner, out);
	markup_close(c, out, "td");
	markup_close(c, out, "tr");
}

/* Tables in cells of tables. */
void
write_html_nested(Case *c, const Grid *grid, Text *out)
{
	int			depth = random_between(&c->random, 0, 3);
	Part		part = whole(grid);

	for (int i = 0; i < depth; i++)
		text_put(out, random_chance(&c->random, 50) ? "<table><tr><td>" :
				 "<table><tbody><tr><td>&nbsp;</td><td>");
	if (grid->table == GR_REQUESTS && random_chance(&c->random, 50))
	{
		open_table(c, out);
		for (int row = 0; row < grid->nrows; row++)
			if (row >= grid->nheads && grid->cells[row][0].rowspan > 1)
			{
				put_nested_group(c, grid, row, out);
				row += grid->cells[row][0].rowspan - 1;
			}
			else
				put_row(c, grid, &part, row, out);
		close_table(c, out);
	}
	else
		put_part(c, grid, &part, out);
	for (int i = 0; i < depth; i++)
		text_put(out, "</td></tr></table>");
}

/* The same table for wide and for narrow screens. */
void
write_html_mobile(Case *c, const Grid *grid, Text *out)
{
	static const char *const classes[] = {"pc", "mobile", "hidden-xs", "visible-xs"};
	int			first = random_below(&c->random, COUNT_OF(classes));
	Part		part = whole(grid);

	for (int i = 0; i < 2; i++)
	{
		markup_open_class(c, out, "div", classes[(first + i) % COUNT_OF(classes)]);
		put_part(c, grid, &part, out);
		markup_close_surely(c, out, "div");
	}
}

/* Cells that are no table's: a division each, or spans with blanks between. */
void
write_html_divs(Case *c, const Grid *grid, Text *out)
{
	bool		lines = c->seed % 2 == 0;

	for (int row = 0; row < grid->nrows; row++)
	{
		markup_open_class(c, out, "div", "row");
		for (int column = 0; column < grid->ncolumns; column++)
		{
			const char *name = lines ? "div" : "span";

			if (!grid_starts(grid, row, column))
				continue;
			markup_open_class(c, out, name, "cell");
			put_cell_text(c, grid_cell(grid, row, column), out);
			markup_close_surely(c, out, name);
			if (!lines)
				text_put(out, " ");
		}
		markup_close_surely(c, out, "div");
		markup_line(c, out);
	}
}

/* Any of these, the same for a whole report. */
void
write_html_any(Case *c, const Grid *grid, Text *out)
{
	switch (c->seed % 6)
	{
		case 0:
			write_html_split(c, grid, out);
			break;
		case 1:
			write_html_nested(c, grid, out);
			break;
		case 2:
			write_html_rows(c, grid, out);
			break;
		default:
			write_html(c, grid, out);
			break;
	}
}

/* Another report of the same edition: its tables, not its text. */
static Case *
make_decoy(const Case *c)
{
	Case	   *decoy = calloc(1, sizeof(Case));

	if (decoy == NULL)
		abort();
	decoy->layout = c->layout;
	decoy->edition = c->edition;
	decoy->year = c->year;
	decoy->random.state = c->seed + 1;
	decoy->twice = GR_NONE;
	style_make(decoy);
	truth_make(decoy);
	rows_make(decoy);
	grids_make(decoy);
	return decoy;
}

void
markup_decoy_table(Case *c, GrTable table, Text *out)
{
	const Grid *grid;

	if (c->markup.decoy == NULL)
		c->markup.decoy = make_decoy(c);
	grid = &c->markup.decoy->grids[table];
	text_put(out, "<table border=\"1\">");
	for (int row = 0; row < grid->nrows; row++)
	{
		text_put(out, "<tr>");
		for (int column = 0; column < grid->ncolumns; column++)
			if (grid_starts(grid, row, column))
			{
				const Cell *cell = grid_cell(grid, row, column);

				text_printf(out, "<td rowspan=\"%d\" colspan=\"%d\">", cell->rowspan, cell->colspan);
				markup_text(c, out, cell->text);
				text_put(out, "</td>");
			}
		text_put(out, "</tr>");
	}
	text_put(out, "</table>");
}
