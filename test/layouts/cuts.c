/*
 * cuts.c
 *		In how many ways glued figures can be cut: by brute force, independent of
 *		any reader.  Figures whose cut the arithmetic leaves open are marked: a
 *		reader may leave them unread, but may not get them wrong.
 */
#include "generator.h"

#include <stdio.h>
#include <string.h>

#define CELLS 7					/* cells of a row of requests */
#define CUTS_MAX 64				/* cuts of a row worth keeping */
#define PRODUCT_MAX 20000		/* combinations of rows worth trying */

typedef struct Cut
{
	int64_t		value[CELLS];
} Cut;

typedef struct Cuts
{
	int			row;			/* form row */
	int			count;			/* CUTS_MAX + 1: too many */
	Cut			cuts[CUTS_MAX];
} Cuts;

/* Length of the number that may begin at s with so many characters, or 0. */
static bool
is_number(const char *s, int len)
{
	int			digits = 0;
	int			point = -1;

	for (int i = 0; i < len; i++)
	{
		if (s[i] == '-' && i == 0 && len > 1)
			continue;
		if (s[i] == '.' && point < 0 && digits > 0)
			point = i;
		else if (s[i] >= '0' && s[i] <= '9')
			digits++;
		else
			return false;
	}
	if (digits == 0 || point == len - 1)
		return false;
	if (s[0] == '-')
	{
		s++;
		len--;
	}
	return s[0] != '0' || len == 1 || s[1] == '.';
}

/* In how many ways a string is so many numbers; stops counting at two. */
static int
count_cuts(const char *s, int len, int cells)
{
	int			ways = 0;

	if (cells == 1)
		return is_number(s, len);
	for (int first = 1; first <= len - (cells - 1) && ways < 2; first++)
		if (is_number(s, first))
			ways += count_cuts(s + first, len - first, cells - 1);
	return ways;
}

/* Adds every cut of a row whose first cells sum up to the last. */
static void
find_cuts(const char *s, int len, int cell, int64_t sum, Cut *cut, Cuts *cuts)
{
	if (cuts->count > CUTS_MAX || len < CELLS - cell)
		return;
	if (cell == CELLS - 1)
	{
		char		number[20];

		if (len > 18 || !is_number(s, len))
			return;
		snprintf(number, sizeof(number), "%.*s", len, s);
		cut->value[cell] = 0;
		for (int i = 0; i < len; i++)
			cut->value[cell] = cut->value[cell] * 10 + (number[i] - '0');
		if (cut->value[cell] != sum)
			return;
		if (cuts->count < CUTS_MAX)
			cuts->cuts[cuts->count] = *cut;
		cuts->count++;
		return;
	}
	cut->value[cell] = 0;
	for (int n = 1; n <= len - (CELLS - 1 - cell) && n <= 9; n++)
	{
		cut->value[cell] = cut->value[cell] * 10 + (s[n - 1] - '0');
		if (n > 1 && s[0] == '0')
			break;
		find_cuts(s + n, len - n, cell + 1, sum + cut->value[cell], cut, cuts);
	}
}

/* The digits of a row of requests, glued. */
static void
glue_row(const Case *c, int row, Text *out)
{
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
		text_printf(out, "%lld", (long long) c->value[gr_figure_at(row, column)]);
}

/* +1 or -1 for the rows of the two balances, else 0. */
static int
balance_sign(int row)
{
	return row == GR_ROW_received || row == GR_ROW_carried_in ? 1 :
		row == GR_ROW_concluded || row == GR_ROW_carried_forward ? -1 : 0;
}

static int
outcome_sign(int row)
{
	return row == GR_ROW_concluded ? -1 :
		gr_rows[row].group == GR_GROUP_requests ? 0 : 1;
}

/* Do the cuts chosen for all rows keep both identities in every column? */
static bool
holds(const Cuts *rows, int n, const int *chosen)
{
	for (int cell = 0; cell < CELLS; cell++)
	{
		int64_t		balance = 0;
		int64_t		outcomes = 0;

		for (int i = 0; i < n; i++)
		{
			int64_t		value = rows[i].cuts[chosen[i]].value[cell];

			balance += balance_sign(rows[i].row) * value;
			outcomes += outcome_sign(rows[i].row) * value;
		}
		if (balance != 0 || outcomes != 0)
			return false;
	}
	return true;
}

/* Tries every combination; returns how many hold, which tells the first. */
static int
count_tables(const Cuts *rows, int n, bool several[GR_ROWS])
{
	int			chosen[GR_ROWS] = {0};
	int			first[GR_ROWS] = {0};
	int			found = 0;

	for (;;)
	{
		int			i;

		if (holds(rows, n, chosen))
		{
			for (i = 0; i < n; i++)
				if (found == 0)
					first[i] = chosen[i];
				else if (first[i] != chosen[i])
					several[i] = true;
			found++;
		}
		for (i = 0; i < n && ++chosen[i] == rows[i].count; i++)
			chosen[i] = 0;
		if (i == n)
			return found;
	}
}

/* The table of requests: rows by themselves, then all of them together. */
static void
soften_requests(Case *c)
{
	static Cuts rows[GR_ROWS];
	bool		several[GR_ROWS] = {false};
	int			n = 0;
	double		product = 1;

	for (int i = 0; i < c->nrows[GR_REQUESTS]; i++)
	{
		Text		digits = {0};
		Cut			cut;

		rows[n].row = c->rows[GR_REQUESTS][i].row;
		rows[n].count = 0;
		glue_row(c, rows[n].row, &digits);
		find_cuts(digits.data, (int) digits.len, 0, 0, &cut, &rows[n]);
		text_free(&digits);
		product *= rows[n].count <= CUTS_MAX ? rows[n].count : PRODUCT_MAX + 1.0;
		n++;
	}
	if (product <= PRODUCT_MAX)
		count_tables(rows, n, several);
	else
		for (int i = 0; i < n; i++)
			several[i] = rows[i].count > 1;
	for (int i = 0; i < n; i++)
		if (several[i])
			case_soften_row(c, rows[i].row);
}

/* The figures of section two, which no arithmetic binds. */
static void
soften_proactive(Case *c)
{
	const Grid *grid = &c->grids[GR_PROACTIVE];

	for (int row = 0; row < grid->nrows; row++)
	{
		Text		digits = {0};
		int			cells = 0;
		int			form_row = GR_NONE;

		for (int column = 0; column < grid->ncolumns; column++)
		{
			const Cell *cell = grid_cell(grid, row, column);

			if (cell->kind != CELL_NUMBER || !grid_starts(grid, row, column))
				continue;
			text_put(&digits, cell->text);
			form_row = gr_figures[cell->figure].row;
			cells++;
		}
		if (cells > 1 && count_cuts(digits.data, (int) digits.len, cells) != 1)
			case_soften_row(c, form_row);
		text_free(&digits);
	}
}

/* Ways to cut s into four results and their sum. */
static long
remedy_cuts(const char *s, int len, int cell, int64_t sum)
{
	long		ways = 0;
	int64_t		value = 0;

	for (int n = 1; n <= len && n <= 9; n++)
	{
		value = value * 10 + (s[n - 1] - '0');
		if (n > 1 && s[0] == '0')
			break;
		if (cell == 4)
			ways += n == len && value == sum;
		else if (len - n >= 4 - cell)
			ways += remedy_cuts(s + n, len - n, cell + 1, sum + value);
	}
	return ways;
}

/* Section four: three groups of five in one run. */
static void
soften_remedies(Case *c)
{
	Text		digits = {0};
	long		ways = 0;
	int			len;

	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
		for (int column = gr_table_first_column(GR_REMEDIES);
			 column < gr_table_end_column(GR_REMEDIES); column++)
			text_printf(&digits, "%lld", (long long) c->value[gr_figure_at(row, column)]);
	len = (int) digits.len;
	for (int a = 5; a <= len - 10; a++)
	{
		long		first = remedy_cuts(digits.data, a, 0, 0);

		for (int b = a + 5; first > 0 && b <= len - 5; b++)
			ways += first * remedy_cuts(digits.data + a, b - a, 0, 0) *
				remedy_cuts(digits.data + b, len - b, 0, 0);
	}
	text_free(&digits);
	if (ways != 1)
		case_soften_table(c, GR_REMEDIES);
}

/* Marks every figure whose cut is open. */
void
cuts_soften(Case *c)
{
	soften_requests(c);
	soften_proactive(c);
	soften_remedies(c);
}
