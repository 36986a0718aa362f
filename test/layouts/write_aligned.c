/*
 * write_aligned.c
 *		Tables drawn on a canvas: columns aligned by blanks, as tools that draw
 *		text out of documents and pages do, and boxes.
 *
 * A label wraps in its column; its row's numbers stand beside the first, the
 * middle or the last piece, or on a line of their own; the label of a group is
 * spread over its rows' lines in a narrow column at the left.
 */
#include "generator.h"

#include <string.h>

#define CANVAS_LINES 600
#define LINE_PIECES 24
#define PIECES_MAX 90

/* A piece of text at a column of a line. */
typedef struct Piece
{
	int			column;			/* grid column */
	const char *text;
} Piece;

typedef struct Line
{
	int			count;
	Piece		pieces[LINE_PIECES];
	int			row;			/* grid row it belongs to */
} Line;

typedef struct Canvas
{
	int			nlines;
	Line		lines[CANVAS_LINES];
	int			x[GRID_COLUMNS + 1];	/* where grid columns begin */
	bool		by_width;		/* count two for wide characters */
	int			first[GRID_ROWS + 1];	/* canvas line of a grid row */
} Canvas;

static int
measure(const Canvas *canvas, const char *text)
{
	return canvas->by_width ? display_width(text) : char_count(text);
}

/* Cuts a text into pieces no wider than the column; returns how many. */
static int
wrap(Case *c, const Canvas *canvas, const char *text, int width,
	 const char *pieces[PIECES_MAX])
{
	int			n = 0;

	while (*text && n < PIECES_MAX)
	{
		const char *end = text;
		int			used = 0;
		Text		piece = {0};

		while (*end)
		{
			int			one = canvas->by_width ? char_width(end) : 1;

			/* never break a number */
			if (used + one > width && used > 0 &&
				!(*end >= '0' && *end <= '9') && *end != '.' && *end != ',')
				break;
			used += one;
			end += char_size(end);
		}
		text_add(&piece, text, (size_t) (end - text));
		pieces[n++] = case_keep(c, piece.data);
		text_free(&piece);
		text = end;
		while (*text == ' ')
			text++;
	}
	return n;
}

/* Puts a piece on a line, keeping the pieces in the order of columns. */
static void
place(Canvas *canvas, int line, int column, const char *text)
{
	Line	   *l = &canvas->lines[line];
	int			at = l->count;

	if (l->count >= LINE_PIECES || *text == '\0')
		return;
	while (at > 0 && l->pieces[at - 1].column > column)
	{
		l->pieces[at] = l->pieces[at - 1];
		at--;
	}
	l->pieces[at].column = column;
	l->pieces[at].text = text;
	l->count++;
}

/* The width a cell may fill. */
static int
cell_width(const Canvas *canvas, const Cell *cell)
{
	return canvas->x[cell->column + cell->colspan] - canvas->x[cell->column] -
		(canvas->by_width ? 2 : 1);
}

/* Where, in so many lines, the numbers of a row stand. */
typedef enum NumberPlace
{
	NUMBERS_FIRST, NUMBERS_MIDDLE, NUMBERS_LAST, NUMBERS_APART, NUMBER_PLACES
} NumberPlace;

/* Lays out the cells of one row that do not span others. */
static void
draw_row(Case *c, Canvas *canvas, const Grid *grid, int row, NumberPlace where)
{
	int			height = 1;
	int			first = canvas->nlines;
	int			numbers;
	const char *pieces[PIECES_MAX];

	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);
		int			n;

		if (!grid_starts(grid, row, column) || cell->rowspan > 1 ||
			cell->kind == CELL_NUMBER)
			continue;
		n = wrap(c, canvas, cell->text, cell_width(canvas, cell), pieces);
		for (int i = 0; i < n && first + i < CANVAS_LINES; i++)
			place(canvas, first + i, cell->column, pieces[i]);
		if (n > height)
			height = n;
	}
	numbers = where == NUMBERS_FIRST ? 0 : where == NUMBERS_MIDDLE ? height / 2 : height - 1;
	if (where == NUMBERS_APART && height > 1)
		numbers = height++;
	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (grid_starts(grid, row, column) && cell->kind == CELL_NUMBER)
			place(canvas, first + numbers, cell->column, cell->text);
	}
	canvas->first[row] = first;
	for (int i = first; i < first + height && i < CANVAS_LINES; i++)
		canvas->lines[i].row = row;
	canvas->nlines = first + height < CANVAS_LINES ? first + height : CANVAS_LINES - 1;
}

/* Lays out cells that span rows: in the middle of their lines. */
static void
draw_spans(Case *c, Canvas *canvas, const Grid *grid)
{
	for (int row = 0; row < grid->nrows; row++)
		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);
			const char *pieces[PIECES_MAX];
			int			from;
			int			lines;
			int			n;

			if (!grid_starts(grid, row, column) || cell->rowspan == 1)
				continue;
			from = canvas->first[row];
			lines = (row + cell->rowspan < grid->nrows ?
					 canvas->first[row + cell->rowspan] : canvas->nlines) - from;
			n = wrap(c, canvas, cell->text, cell_width(canvas, cell), pieces);
			if (n > lines)
			{
				pieces[0] = cell->text;
				n = 1;
			}
			for (int i = 0; i < n; i++)
				place(canvas, from + (lines - n) / 2 + i, cell->column, pieces[i]);
		}
}

/* One line of the canvas, pieces at their columns or a blank further on. */
static void
put_line(const Canvas *canvas, const Line *line, int margin, Text *out)
{
	int			at = 0;

	for (int i = 0; i < line->count; i++)
	{
		int			target = canvas->x[line->pieces[i].column] + margin;

		if (at > 0 && target < at + 1)
			target = at + 1;
		text_repeat(out, " ", target - at);
		text_put(out, line->pieces[i].text);
		at = target + measure(canvas, line->pieces[i].text);
	}
	text_put(out, "\n");
}

/* Column positions: label columns narrow or wide, number columns even. */
static void
set_columns(Case *c, Canvas *canvas, const Grid *grid)
{
	int			unit = canvas->by_width ? 2 : 1;
	int			narrow = random_chance(&c->random, 60);
	int			at = 0;
	int			gap = random_between(&c->random, 2, 5);

	for (int column = 0; column < grid->ncolumns; column++)
	{
		int			width = 3 * unit;

		canvas->x[column] = at;
		if (grid->nlabels == 3 && column == 0)
			width = narrow ? unit * 2 : unit * 8;
		else if (grid->nlabels == 3 && column == 1)
			width = unit * random_between(&c->random, 4, 9);
		else if (grid->nlabels == 3 && column == 2)
			width = unit * random_between(&c->random, 10, 26);
		else if (grid->nlabels == 1 && column == 0)
			width = unit * random_between(&c->random, 8, 12);
		else if (grid->table == GR_PROACTIVE)
			width = unit * random_between(&c->random, 6, 12);
		for (int row = 0; row < grid->nrows; row++)
		{
			const Cell *cell = grid_cell(grid, row, column);

			if (grid_starts(grid, row, column) && cell->kind == CELL_NUMBER &&
				measure(canvas, cell->text) > width)
				width = measure(canvas, cell->text);
		}
		at += width + gap;
	}
	canvas->x[grid->ncolumns] = at;
}

/* Draws the whole table on a canvas. */
static void
draw(Case *c, Canvas *canvas, const Grid *grid)
{
	NumberPlace where = random_below(&c->random, NUMBER_PLACES);
	bool		loose = random_chance(&c->random, 35);

	memset(canvas->lines, 0, sizeof(canvas->lines));
	canvas->nlines = 0;
	set_columns(c, canvas, grid);
	for (int row = 0; row < grid->nrows; row++)
	{
		draw_row(c, canvas, grid, row, where);
		if (loose && random_chance(&c->random, 60) && canvas->nlines + 1 < CANVAS_LINES)
			canvas->lines[canvas->nlines++].row = row;
	}
	draw_spans(c, canvas, grid);
}

/* Prints the canvas, pages and repeated heads included. */
static void
put_canvas(Case *c, const Canvas *canvas, const Grid *grid, Text *out)
{
	int			margin = random_chance(&c->random, 60) ? 0 : random_below(&c->random, 12);

	for (int i = 0; i < canvas->nlines; i++)
	{
		bool		between = i > 0 && canvas->lines[i].row != canvas->lines[i - 1].row;

		if (between && c->style.page_breaks && random_chance(&c->random, 6))
		{
			page_break(c, out);
			margin = random_chance(&c->random, 50) ? margin : random_below(&c->random, 12);
			if (c->style.heads_repeated && canvas->lines[i].row > grid->nheads)
				for (int head = 0; head < canvas->first[grid->nheads]; head++)
					put_line(canvas, &canvas->lines[head], margin, out);
		}
		/* now and then a page ends inside a label */
		else if (i > 0 && c->style.page_breaks && random_chance(&c->random, 1))
			page_break(c, out);
		put_line(canvas, &canvas->lines[i], margin, out);
	}
	text_put(out, "\n");
}

/* Aligned by counting characters, as document tools do. */
void
write_pdf_layout(Case *c, const Grid *grid, Text *out)
{
	static Canvas canvas;

	canvas.by_width = false;
	draw(c, &canvas, grid);
	put_canvas(c, &canvas, grid, out);
}

/* Aligned by what a terminal shows, as text browsers do. */
void
write_w3m_spaces(Case *c, const Grid *grid, Text *out)
{
	static Canvas canvas;

	canvas.by_width = true;
	draw(c, &canvas, grid);
	put_canvas(c, &canvas, grid, out);
}

/* Pieces of a box. */
typedef struct BoxStyle
{
	const char *side;			/* between cells */
	const char *rule;			/* along a row's edge */
	const char *corner;
	const char *left;
	const char *right;
	int			rule_width;
} BoxStyle;

/* A rule between two rows; spanning cells break it. */
static void
put_box_rule(const Canvas *canvas, const Grid *grid, int row, const BoxStyle *box,
			 Text *out)
{
	text_put(out, box->left);
	for (int column = 0; column < grid->ncolumns; column++)
	{
		int			width = canvas->x[column + 1] - canvas->x[column];
		const Cell *cell = row < grid->nrows ? grid_cell(grid, row, column) : NULL;
		bool		open = cell && cell->kind != CELL_NONE && cell->row != row;

		if (open)
			text_repeat(out, " ", width);
		else
			text_repeat(out, box->rule, width / box->rule_width);
		text_put(out, column + 1 < grid->ncolumns ? box->corner : box->right);
	}
	text_put(out, "\n");
}

/* The text of a box's line in one column, or "". */
static const char *
piece_at(const Line *line, int column)
{
	for (int i = 0; i < line->count; i++)
		if (line->pieces[i].column == column)
			return line->pieces[i].text;
	return "";
}

/* A line of cells between the sides of the box. */
static void
put_box_line(const Canvas *canvas, const Grid *grid, const Line *line,
			 const BoxStyle *box, Text *out)
{
	text_put(out, box->side);
	for (int column = 0; column < grid->ncolumns;)
	{
		const Cell *cell = grid_cell(grid, line->row, column);
		int			span = cell->kind == CELL_NONE ? 1 : cell->colspan;
		const char *text = piece_at(line, column);
		int			width = canvas->x[column + span] - canvas->x[column] +
			(span - 1) * display_width(box->side);
		int			used = display_width(text);

		text_put(out, text);
		text_repeat(out, " ", width - used);
		text_put(out, box->side);
		column += span;
	}
	text_put(out, "\n");
}

static void
put_boxes(Case *c, const Grid *grid, const BoxStyle *box, Text *out)
{
	static Canvas canvas;

	canvas.by_width = true;
	draw(c, &canvas, grid);
	/* widths must be even for rules of double width */
	for (int column = 1; column <= grid->ncolumns; column++)
		canvas.x[column] += canvas.x[column] & 1;
	for (int i = 0; i < canvas.nlines; i++)
	{
		if (i == 0 || canvas.lines[i].row != canvas.lines[i - 1].row)
			put_box_rule(&canvas, grid, canvas.lines[i].row, box, out);
		put_box_line(&canvas, grid, &canvas.lines[i], box, out);
	}
	put_box_rule(&canvas, grid, grid->nrows, box, out);
	text_put(out, "\n");
}

/* Line drawing characters, as a text browser draws a table with borders. */
void
write_box(Case *c, const Grid *grid, Text *out)
{
	static const BoxStyle box = {"│", "─", "┼", "├", "┤", 2};

	put_boxes(c, grid, &box, out);
}

/* A grid of plus, minus and pipe. */
void
write_pandoc(Case *c, const Grid *grid, Text *out)
{
	static const BoxStyle box = {"|", "-", "+", "+", "+", 1};

	put_boxes(c, grid, &box, out);
}
