/*
 * write_pipes.c
 *		Tables whose cells end in, begin with or are joined by pipes.
 */
#include "generator.h"


/* How pipes are set. */
typedef struct PipeHabit
{
	const char *before;			/* before a cell's text */
	const char *after;			/* behind it */
	const char *row_open;		/* before the first cell of a row */
	const char *row_close;		/* behind the last */
	bool		filler_line;	/* "|||" on a line of its own */
	bool		filler_behind;	/* " |||" behind the row's last cell */
	bool		drop_blank;		/* blank cells only show in the filler */
} PipeHabit;

/* One row: its cells, then a pipe for every place a span covers. */
static void
put_row(const Grid *grid, int row, bool again, const PipeHabit *habit, Text *out)
{
	int			filler = 0;
	size_t		end;

	text_put(out, habit->row_open);
	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (cell->kind == CELL_NONE)
			continue;
		if (!grid_shows(grid, row, column, again) ||
			(habit->drop_blank && cell->text[0] == '\0'))
		{
			filler++;
			continue;
		}
		text_put(out, habit->before);
		text_put(out, cell->text);
		text_put(out, habit->after);
	}
	end = out->len;
	if (filler > 0 && habit->filler_behind && end > 0 && out->data[end - 1] == '\n')
	{
		out->len--;
		text_put(out, " ");
		text_repeat(out, "|", filler);
		text_put(out, "\n");
	}
	else if (filler > 0 && habit->filler_line)
	{
		text_repeat(out, "|", filler);
		text_put(out, "\n");
	}
	text_put(out, habit->row_close);
}

/* All rows, the head again where a page begins. */
static void
put_table(Case *c, const Grid *grid, const PipeHabit *habit, Text *out)
{
	for (int row = 0; row < grid->nrows; row++)
	{
		bool		page = grid_turns_page(c, grid, row);

		for (int head = 0; page && head < grid->nheads; head++)
			put_row(grid, head, false, habit, out);
		put_row(grid, row, page && c->style.groups_repeated, habit, out);
	}
}

/* "规章 |" line by line, "|||" on its own line. */
void
write_pipe_lines(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " |\n", "", "", true, false, false};

	put_table(c, grid, &habit, out);
}

/* ... with the filler behind the row's last cell. */
void
write_pipe_lines_behind(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " |\n", "", "", false, true, false};

	put_table(c, grid, &habit, out);
}

/* ... without filler. */
void
write_pipe_lines_bare(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " |\n", "", "", false, false, false};

	put_table(c, grid, &habit, out);
}

/* ... with blank cells gone into the filler. */
void
write_pipe_lines_dropped(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " |\n", "", "", true, false, true};

	put_table(c, grid, &habit, out);
}

/* A lone pipe opens the row; every cell ends in " |" and blanks. */
void
write_pipe_opened(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {" ", "  | \n", "| \n", "", false, false, false};

	put_table(c, grid, &habit, out);
}

/* The text on one line, a pipe alone on the next. */
void
write_pipe_alone(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", "\n|\n", "", "", false, false, false};

	put_table(c, grid, &habit, out);
}

/* A lone pipe opens the row, cells line by line. */
void
write_pipe_row_opened(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " |\n", "|\n", "", false, false, false};

	habit.filler_line = random_chance(&c->random, 30);
	put_table(c, grid, &habit, out);
}

/* A row per line; pipes at the end for what spans cover. */
void
write_pipe_rows_filled(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
	{
		bool		first = true;
		int			filler = 0;

		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);

			if (cell->kind == CELL_NONE)
				continue;
			if (!grid_starts(grid, row, column))
			{
				filler++;
				continue;
			}
			text_printf(out, "%s%s |", first ? "" : " ", cell->text);
			first = false;
		}
		if (filler > 0)
			text_put(out, " ");
		text_repeat(out, "|", filler);
		text_put(out, "\n");
	}
}

/* A row per line, nothing for spans. */
void
write_pipe_rows(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {"", " | ", "", "\n", false, false, false};

	put_table(c, grid, &habit, out);
}

/* A row per line; every place of the grid a cell. */
static void
put_grid_row(const Grid *grid, int row, Text *out)
{
	text_put(out, "|");
	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (cell->kind == CELL_NONE)
			continue;
		text_printf(out, " %s |", grid_starts(grid, row, column) ? cell->text : "");
	}
	text_put(out, "\n");
}

void
write_pipe_rows_grid(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
		put_grid_row(grid, row, out);
}

/* Markdown rows without separator row, nothing for spans. */
void
write_pipe_rows_leading(Case *c, const Grid *grid, Text *out)
{
	PipeHabit	habit = {" ", " |", "|", " \n", false, false, false};

	put_table(c, grid, &habit, out);
}

/* The rule below a Markdown head. */
static void
put_rule(int columns, Text *out)
{
	text_put(out, "|");
	text_repeat(out, "---|", columns);
	text_put(out, "\n");
}

/* Markdown: the table's first row, a rule, the rest. */
void
write_markdown(Case *c, const Grid *grid, Text *out)
{
	(void) c;
	for (int row = 0; row < grid->nrows; row++)
	{
		put_grid_row(grid, row, out);
		if (row == 0)
			put_rule(grid->ncolumns, out);
	}
	text_put(out, "\n");
}

/* Heads that stand over a small table: invented, or of other rows. */
static void
put_invented_head(Case *c, int columns, Text *out)
{
	bool		wrong = random_chance(&c->random, 30);

	text_put(out, wrong ? "| 项目 |" : "| 事项 |");
	for (int i = 1; i <= columns; i++)
		if (wrong)
			text_printf(out, " %s |", gr_rows[gr_table_first_row(GR_REQUESTS) + i].label);
		else
			text_printf(out, " 数据%d |", i);
	text_put(out, "\n");
	put_rule(columns + 1, out);
}

/* The label and the numbers of a row in a small table. */
static void
put_short_row(const Grid *grid, int row, Text *out)
{
	text_put(out, "|");
	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);
		bool		group = cell->kind == CELL_LABEL && cell->rowspan > 1;

		if (cell->kind != CELL_NONE && grid_starts(grid, row, column) && !group)
			text_printf(out, " %s |", cell->text);
	}
	text_put(out, "\n");
}

/* Numbers in a row of the grid. */
static int
numbers_in(const Grid *grid, int row)
{
	int			count = 0;

	for (int column = 0; column < grid->ncolumns; column++)
		count += grid->cells[row][column].kind == CELL_NUMBER &&
			grid_starts(grid, row, column);
	return count;
}

/* Titles of the groups that begin in this row, as lines between tables. */
static bool
put_group_titles(Case *c, const Grid *grid, int row, Text *out)
{
	bool		any = false;

	for (int column = 0; column < grid->nlabels; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);

		if (cell->kind != CELL_LABEL || cell->rowspan == 1 ||
			!grid_starts(grid, row, column))
			continue;
		text_printf(out, "\n%s%s\n", random_chance(&c->random, 50) ? "### " : "",
					cell->text);
		any = true;
	}
	if (any)
		text_put(out, "\n");
	return any;
}

/* Markdown with a small table per group and heads nobody printed. */
void
write_markdown_groups(Case *c, const Grid *grid, Text *out)
{
	bool		open = false;

	if (grid->table == GR_REMEDIES || grid->table == GR_PROACTIVE)
	{
		write_markdown(c, grid, out);
		return;
	}
	for (int row = 0; row < grid->nheads; row++)
		put_short_row(grid, row, out);
	for (int row = grid->nheads; row < grid->nrows; row++)
	{
		bool		titled = put_group_titles(c, grid, row, out);

		if (titled || !open || random_chance(&c->random, 6))
		{
			if (!titled)
				text_put(out, "\n");
			put_invented_head(c, numbers_in(grid, row), out);
		}
		open = true;
		put_short_row(grid, row, out);
	}
	text_put(out, "\n");
}

/*
 * A document turned to Markdown: the numbers' rows in tables without labels,
 * the labels as text before or after them.
 */
void
write_markdown_mixed(Case *c, const Grid *grid, Text *out)
{
	bool		before = random_chance(&c->random, 50);

	for (int turn = 0; turn < 2; turn++)
	{
		if ((turn == 0) == before)
		{
			for (int row = 0; row < grid->nrows; row++)
				for (int column = 0; column < grid->ncolumns; column++)
				{
					const Cell *cell = grid_cell(grid, row, column);

					if ((cell->kind == CELL_HEAD || cell->kind == CELL_LABEL) &&
						grid_starts(grid, row, column))
						text_printf(out, "%s\n", cell->text);
				}
			text_put(out, "\n");
			continue;
		}
		for (int row = 0; row < grid->nrows; row++)
		{
			int			count = numbers_in(grid, row);

			if (count == 0)
				continue;
			text_put(out, "|");
			for (int column = 0; column < grid->ncolumns; column++)
				if (grid->cells[row][column].kind == CELL_NUMBER &&
					grid_starts(grid, row, column))
					text_printf(out, " %s |", grid->cells[row][column].text);
			text_put(out, "\n");
			if (random_chance(&c->random, 30))
				put_rule(count, out);
		}
		text_put(out, "\n");
	}
}
