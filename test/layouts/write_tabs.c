/*
 * write_tabs.c
 *		Tables as tab-separated rows, empty cells standing for spans.
 */
#include "generator.h"

/* How a page treats the places a spanning cell covers. */
typedef struct TabHabit
{
	bool		label_filler;	/* places covered to the right of a label */
	int			leading;		/* further empty cells before the numbers */
	int			trailing;		/* further empty cells at the end */
	bool		trim;			/* empty cells at the end are lost */
	int			shift;			/* empty cells more (or less) at the start */
	bool		again;			/* groups' labels are printed again */
} TabHabit;

/* Is every place from here to the row's end without text of its own? */
static bool
rest_is_empty(const Grid *grid, int row, int column)
{
	for (; column < grid->ncolumns; column++)
		if (grid_starts(grid, row, column))
			return false;
	return true;
}

/* One row of the table. */
static void
put_row(Case *c, const Grid *grid, int row, const TabHabit *habit, Text *out)
{
	bool		first = true;
	bool		numbers = false;
	bool		drop = habit->shift < 0;

	if (habit->shift > 0)
		text_put(out, "\t");

	for (int column = 0; column < grid->ncolumns; column++)
	{
		const Cell *cell = grid_cell(grid, row, column);
		bool		starts = grid_shows(grid, row, column, habit->again);

		if (cell->kind == CELL_NONE)
			continue;
		if (!starts && habit->trim && rest_is_empty(grid, row, column))
			break;
		if (!starts && !habit->label_filler && cell->kind == CELL_LABEL &&
			cell->row == row && cell->column == 0)
			continue;
		if (!starts && first && drop && cell->kind == CELL_LABEL)
		{
			drop = false;
			continue;
		}
		if (!first)
			text_put(out, "\t");
		if (cell->kind == CELL_NUMBER && !numbers)
		{
			text_repeat(out, "\t", habit->leading);
			numbers = true;
		}
		if (starts && c->style.heads_broken)
			put_broken(c, cell, "\n", out);
		else if (starts)
			text_put(out, cell->text);
		first = false;
	}
	text_repeat(out, "\t", habit->trailing);
	text_put(out, "\n");
}

/* Every row with the cells of the grid. */
void
write_tabs(Case *c, const Grid *grid, Text *out)
{
	TabHabit	habit = {0};

	habit.label_filler = random_chance(&c->random, 50);
	habit.trim = random_chance(&c->random, 20) && c->gaps < GAPS_ZERO_BLANK;
	for (int row = 0; row < grid->nrows; row++)
		put_row(c, grid, row, &habit, out);
	text_put(out, "\n");
}

/* Habits that change from page to page of one table. */
void
write_tabs_ragged(Case *c, const Grid *grid, Text *out)
{
	TabHabit	habit = {0};

	for (int row = 0; row < grid->nrows; row++)
	{
		if (row == 0 || random_chance(&c->random, 12))
		{
			habit.label_filler = random_chance(&c->random, 50);
			habit.leading = random_chance(&c->random, 30) ? random_between(&c->random, 1, 2) : 0;
			habit.trailing = random_chance(&c->random, 40) ? random_between(&c->random, 1, 3) : 0;
			habit.shift = random_chance(&c->random, 25) ? random_between(&c->random, -1, 1) : 0;
			habit.again = false;
			if (grid->nlabels == 0)
				habit.leading = habit.shift = 0;
			if (grid_turns_page(c, grid, row))
			{
				for (int head = 0; head < grid->nheads; head++)
					put_row(c, grid, head, &habit, out);
				habit.again = c->style.groups_repeated;
			}
			if (row > 0 && random_chance(&c->random, 50))
				text_put(out, "\n");
		}
		put_row(c, grid, row, &habit, out);
		habit.again = false;
	}
	text_put(out, "\n");
}
