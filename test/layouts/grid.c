/*
 * grid.c
 *		The form's three tables as grids of spanned cells.
 */
#include "generator.h"

#include <string.h>

/* The rows of each table in printed order, undamaged. */
void
rows_make(Case *c)
{
	for (int table = 0; table < GR_TABLES; table++)
	{
		int			rows[GR_ROWS];
		int			count = gr_table_rows(table, rows);

		c->nrows[table] = 0;
		for (int i = 0; i < count; i++)
		{
			RowSpec    *spec = &c->rows[table][c->nrows[table]];

			if (!case_has_row(c, rows[i]))
				continue;
			memset(spec, 0, sizeof(*spec));
			spec->row = rows[i];
			spec->group = gr_rows[rows[i]].group;
			spec->skip = GR_NONE;
			c->nrows[table]++;
		}
	}
	c->ncolumns = 0;
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
		c->columns[c->ncolumns++] = column;
}

/* Puts a cell with its spans; the grid grows as needed. */
static void
put(Grid *grid, int row, int column, int rowspan, int colspan, CellKind kind,
	const char *text, int figure)
{
	for (int r = row; r < row + rowspan; r++)
		for (int k = column; k < column + colspan; k++)
		{
			Cell	   *cell = &grid->cells[r][k];

			cell->kind = kind;
			cell->text = text;
			cell->figure = figure;
			cell->row = row;
			cell->column = column;
			cell->rowspan = rowspan;
			cell->colspan = colspan;
		}
	if (grid->nrows < row + rowspan)
		grid->nrows = row + rowspan;
	if (grid->ncolumns < column + colspan)
		grid->ncolumns = column + colspan;
}

const Cell *
grid_cell(const Grid *grid, int row, int column)
{
	return &grid->cells[row][column];
}

bool
grid_starts(const Grid *grid, int row, int column)
{
	const Cell *cell = grid_cell(grid, row, column);

	return cell->kind != CELL_NONE && cell->row == row && cell->column == column;
}

bool
grid_shows(const Grid *grid, int row, int column, bool again)
{
	const Cell *cell = grid_cell(grid, row, column);

	return grid_starts(grid, row, column) ||
		(again && cell->kind == CELL_LABEL && cell->row < row && cell->column == column);
}

bool
grid_turns_page(Case *c, const Grid *grid, int row)
{
	return c->style.heads_repeated && c->layout->damage == NULL &&
		grid->nheads > 0 && row > grid->nheads && row < grid->nrows &&
		random_chance(&c->random, 5);
}

bool
grid_row_is_head(const Grid *grid, int row)
{
	for (int column = 0; column < grid->ncolumns; column++)
		if (grid->cells[row][column].kind == CELL_NUMBER)
			return false;
	return true;
}

/* The columns a group of section two has in the printed edition. */
static int
proactive_columns(const Case *c, int group, int columns[GR_COLUMNS])
{
	int			count = 0;

	for (int column = gr_table_first_column(GR_PROACTIVE);
		 column < gr_table_end_column(GR_PROACTIVE); column++)
		for (int row = gr_table_first_row(GR_PROACTIVE);
			 row < gr_table_end_row(GR_PROACTIVE); row++)
		{
			int			figure = gr_figure_at(row, column);

			if (gr_rows[row].group == (GrGroupId) group && figure != GR_NONE &&
				(gr_figures[figure].editions & case_edition(c, GR_PROACTIVE)))
			{
				columns[count++] = column;
				break;
			}
		}
	return count;
}

/* Width of the table of section two: a label and three columns. */
#define PROACTIVE_WIDTH 4

/* Head of a group of section two: the article, then the columns' names. */
static int
put_proactive_head(Case *c, Grid *grid, int row, int group, const int *columns,
				   int count)
{
	put(grid, row, 0, 1, PROACTIVE_WIDTH, CELL_HEAD, style_group_label(c, group), GR_NONE);
	row++;
	put(grid, row, 0, 1, 1, CELL_HEAD, style_head(c, GR_PROACTIVE, 0), GR_NONE);
	for (int i = 0; i < count; i++)
		put(grid, row, 1 + i, 1, i + 1 < count ? 1 : PROACTIVE_WIDTH - count,
			CELL_HEAD, style_column_label(c, columns[i]), GR_NONE);
	return row + 1;
}

/* Section two: a small table per group. */
static void
make_proactive(Case *c, Grid *grid)
{
	int			row = 0;
	int			group = GR_NONE;
	int			columns[GR_COLUMNS];
	int			count = 0;

	grid->nlabels = 1;
	for (int i = 0; i < c->nrows[GR_PROACTIVE]; i++)
	{
		const RowSpec *spec = &c->rows[GR_PROACTIVE][i];

		if (spec->group != group)
		{
			group = spec->group;
			count = proactive_columns(c, group, columns);
			row = put_proactive_head(c, grid, row, group, columns, count);
		}
		put(grid, row, 0, 1, 1, CELL_LABEL,
			spec->row == GR_NONE ? spec->text : style_row_label(c, spec->row), GR_NONE);
		for (int k = 0; k < count; k++)
		{
			int			figure = spec->row == GR_NONE ? GR_NONE :
				gr_figure_at(spec->row, columns[k]);

			put(grid, row, 1 + k, 1, k + 1 < count ? 1 : PROACTIVE_WIDTH - count,
				CELL_NUMBER, spec->numbers[k] ? spec->numbers[k] :
				figure == GR_NONE ? "" : style_figure(c, figure), figure);
		}
		row++;
	}
}

/* Label columns of the table of requests. */
#define REQUESTS_LABELS 3

/*
 * A head of two words in the last rows of a head: a cell, or one for each word
 * where the report splits them.
 */
static void
put_column_head(Case *c, Grid *grid, int row, int column, int rows, const char *text)
{
	int			length = char_count(text);
	int			half = char_offset(text, length / 2);

	if (!c->style.heads_split || rows < 2 || length < 4 || length > 6 ||
		strchr(text, ' ') != NULL)
	{
		put(grid, row, column, rows, 1, CELL_HEAD, text, GR_NONE);
		return;
	}
	put(grid, row, column, rows - 1, 1, CELL_HEAD,
		case_printf(c, "%.*s", half, text), GR_NONE);
	put(grid, row + rows - 1, column, 1, 1, CELL_HEAD, text + half, GR_NONE);
}

/* The head of the table of requests, three rows deep or four. */
static void
put_requests_head(Case *c, Grid *grid)
{
	int			last = c->ncolumns - 1;
	bool		total = c->columns[last] == GR_COLUMN_total;
	int			inner = c->ncolumns - 1 - total;
	int			total_row = c->style.total_row;

	put(grid, 0, 0, grid->nheads, REQUESTS_LABELS, CELL_HEAD,
		style_head(c, GR_REQUESTS, 2), GR_NONE);
	put(grid, 0, REQUESTS_LABELS, 1, c->ncolumns - (total && total_row == 0), CELL_HEAD,
		style_head(c, GR_REQUESTS, 0), GR_NONE);
	put(grid, 1, REQUESTS_LABELS, grid->nheads - 1, 1, CELL_HEAD,
		style_column_label(c, c->columns[0]), GR_NONE);
	put(grid, 1, REQUESTS_LABELS + 1, 1, inner, CELL_HEAD,
		style_head(c, GR_REQUESTS, 1), GR_NONE);
	if (total)
		put(grid, total_row, REQUESTS_LABELS + last, grid->nheads - total_row, 1,
			CELL_HEAD, style_column_label(c, c->columns[last]), GR_NONE);
	for (int i = 1; i <= inner; i++)
		put_column_head(c, grid, 2, REQUESTS_LABELS + i, grid->nheads - 2,
						style_column_label(c, c->columns[i]));
}

/* The numbers of a row of the table of requests, with what was done to them. */
static void
put_requests_numbers(Case *c, Grid *grid, int row, const RowSpec *spec)
{
	int			at = REQUESTS_LABELS;

	for (int i = 0; i < c->ncolumns; i++)
	{
		int			figure = spec->row == GR_NONE || spec->subtotal ? GR_NONE :
			gr_figure_at(spec->row, c->columns[i]);

		if (spec->skip == i)
			continue;
		put(grid, row, at++, 1, 1, CELL_NUMBER, spec->numbers[i] ? spec->numbers[i] :
			figure == GR_NONE ? "" : style_figure(c, figure), figure);
	}
	if (spec->surplus)
		put(grid, row, at++, 1, 1, CELL_NUMBER, spec->surplus, GR_NONE);
}

/* The label of a row of the table of requests: one, two or three columns wide. */
static void
put_requests_label(Case *c, Grid *grid, int row, const RowSpec *spec)
{
	const char *label = spec->text ? spec->text : style_row_label(c, spec->row);
	int			column = spec->subtotal ? 1 :
		spec->group == GR_GROUP_requests ? 0 :
		spec->group == GR_GROUP_outcome ? 1 : 2;

	put(grid, row, column, 1, REQUESTS_LABELS - column, CELL_LABEL, label, GR_NONE);
}

/* Group labels to the left of runs of rows. */
static void
put_requests_groups(Case *c, Grid *grid)
{
	const RowSpec *rows = c->rows[GR_REQUESTS];
	int			n = c->nrows[GR_REQUESTS];

	for (int i = 0, end; i < n; i = end)
	{
		end = i + 1;
		if (rows[i].group == GR_GROUP_requests)
			continue;
		while (end < n && rows[end].group != GR_GROUP_requests)
			end++;
		put(grid, grid->nheads + i, 0, end - i, 1, CELL_LABEL,
			style_group_label(c, GR_GROUP_outcome), GR_NONE);
	}
	for (int i = 0, end; i < n; i = end)
	{
		end = i + 1;
		if (rows[i].group == GR_GROUP_requests ||
			rows[i].group == GR_GROUP_outcome || rows[i].subtotal)
			continue;
		while (end < n && rows[end].group == rows[i].group && !rows[end].subtotal)
			end++;
		put(grid, grid->nheads + i, 1, end - i, 1, CELL_LABEL,
			c->group_text[rows[i].group] ? c->group_text[rows[i].group] :
			style_group_label(c, rows[i].group), GR_NONE);
	}
}

/* Section three. */
static void
make_requests(Case *c, Grid *grid)
{
	grid->nlabels = REQUESTS_LABELS;
	grid->nheads = 3 + c->style.heads_split;
	put_requests_head(c, grid);
	put_requests_groups(c, grid);
	for (int i = 0; i < c->nrows[GR_REQUESTS]; i++)
	{
		put_requests_label(c, grid, grid->nheads + i, &c->rows[GR_REQUESTS][i]);
		put_requests_numbers(c, grid, grid->nheads + i, &c->rows[GR_REQUESTS][i]);
	}
}

/* Section four: three rows of the form side by side over one row of numbers. */
static void
make_remedies(Case *c, Grid *grid)
{
	int			first = gr_table_first_column(GR_REMEDIES);
	int			width = gr_table_end_column(GR_REMEDIES) - first;
	int			at = 0;

	grid->nlabels = 0;
	grid->nheads = 3 + c->style.heads_split;
	for (int i = 0; i < c->nrows[GR_REMEDIES]; i++)
	{
		int			row = c->rows[GR_REMEDIES][i].row;
		int			group = gr_rows[row].group;
		bool		alone = group == GR_GROUP_reconsideration;
		int			rows = 0;

		for (int k = i; k < c->nrows[GR_REMEDIES]; k++)
			rows += gr_rows[c->rows[GR_REMEDIES][k].row].group == (GrGroupId) group;
		if (i == 0 || gr_rows[c->rows[GR_REMEDIES][i - 1].row].group != (GrGroupId) group)
			put(grid, 0, at, 1, width * rows, CELL_HEAD,
				style_group_label(c, group), GR_NONE);
		if (!alone)
			put(grid, 1, at, 1, width, CELL_HEAD, style_row_label(c, row), GR_NONE);
		for (int k = 0; k < width; k++)
		{
			int			figure = gr_figure_at(row, first + k);

			put_column_head(c, grid, alone ? 1 : 2, at + k, grid->nheads - (alone ? 1 : 2),
							style_column_label(c, first + k));
			put(grid, grid->nheads, at + k, 1, 1, CELL_NUMBER,
				style_figure(c, figure), figure);
		}
		at += width;
	}
}

/* All three tables from the rows as they are after damage. */
void
grids_make(Case *c)
{
	memset(c->grids, 0, sizeof(c->grids));
	for (int table = 0; table < GR_TABLES; table++)
		c->grids[table].table = table;
	make_proactive(c, &c->grids[GR_PROACTIVE]);
	make_requests(c, &c->grids[GR_REQUESTS]);
	make_remedies(c, &c->grids[GR_REMEDIES]);
}
