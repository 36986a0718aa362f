/*
 * read_solve.c
 *		Which ways to cut the rows of table three satisfy all its identities.
 *
 * Every column must satisfy: the outcomes add up to the rows' total, and
 * received + carried in = concluded + carried forward.  A row is solved when
 * every solution of the whole table cuts it alike; with no solution nothing is.
 */
#include "reader.h"

#include <string.h>

#define REQUEST_COLUMNS (GR_COLUMN_total - GR_COLUMN_natural_person + 1)
#define NODES_MAX 200000
#define SOLUTIONS_MAX 4096

#define IDENTITIES 2

/* A row's sign in an identity: both are sums that come to zero. */
static int
sign_of(int row, int identity)
{
	switch (row)
	{
		case GR_ROW_received:
		case GR_ROW_carried_in:
			return identity == 0 ? 0 : 1;
		case GR_ROW_carried_forward:
			return identity == 0 ? 0 : -1;
		case GR_ROW_concluded:
			return -1;
		default:
			return identity == 0 ? 1 : 0;
	}
}

typedef int64_t Sums[IDENTITIES][REQUEST_COLUMNS];

typedef struct Solve
{
	SolveRow   *rows;
	bool		usable[IDENTITIES];
	int			open[GR_ROWS];	/* rows with a choice, in the order of search */
	int			nopen;
	int			choice[GR_ROWS];	/* by place in open */
	Sums		sum[GR_ROWS + 1];	/* of the rows before a place */
	Sums		least[GR_ROWS + 1]; /* the rows from a place on can add */
	Sums		most[GR_ROWS + 1];
	int			nodes;
	int			solutions;
	bool		gave_up;
} Solve;

/* Puts what the rows from each place on can add at least and at most. */
static void
find_bounds(Solve *s)
{
	memset(s->least[s->nopen], 0, sizeof(Sums));
	memset(s->most[s->nopen], 0, sizeof(Sums));
	for (int at = s->nopen - 1; at >= 0; at--)
	{
		const SolveRow *row = &s->rows[s->open[at]];

		for (int i = 0; i < IDENTITIES; i++)
			for (int c = 0; c < REQUEST_COLUMNS; c++)
			{
				int			sign = sign_of(s->open[at], i);
				int64_t		least = sign * row->cuts[0].value[c];
				int64_t		most = least;

				for (int k = 1; k < row->ncuts; k++)
				{
					int64_t		value = sign * row->cuts[k].value[c];

					least = value < least ? value : least;
					most = value > most ? value : most;
				}
				s->least[at][i][c] = s->least[at + 1][i][c] + least;
				s->most[at][i][c] = s->most[at + 1][i][c] + most;
			}
	}
}

/* Adds a row's cut to the sums. */
static void
add_cut(Sums to, const Sums from, int row, const Cut *cut)
{
	for (int i = 0; i < IDENTITIES; i++)
		for (int c = 0; c < REQUEST_COLUMNS; c++)
			to[i][c] = from[i][c] + sign_of(row, i) * cut->value[c];
}

/* Can the identities still come to zero before the place? */
static bool
still_possible(const Solve *s, int at)
{
	for (int i = 0; i < IDENTITIES; i++)
		for (int c = 0; s->usable[i] && c < REQUEST_COLUMNS; c++)
			if (s->sum[at][i][c] + s->least[at][i][c] > 0 ||
				s->sum[at][i][c] + s->most[at][i][c] < 0)
				return false;
	return true;
}

/* Takes a solution in: a row two solutions cut differently is not solved. */
static void
take_solution(Solve *s)
{
	for (int i = 0; i < s->nopen; i++)
	{
		SolveRow   *row = &s->rows[s->open[i]];

		if (s->solutions == 0)
		{
			row->solved = true;
			row->chosen = s->choice[i];
		}
		else if (memcmp(row->cuts[row->chosen].value, row->cuts[s->choice[i]].value,
						sizeof(row->cuts[0].value)) != 0 ||
				 memcmp(row->cuts[row->chosen].blank, row->cuts[s->choice[i]].blank,
						sizeof(row->cuts[0].blank)) != 0)
			row->solved = false;
	}
	s->solutions++;
}

/* All choices of the open rows, by counting through them. */
static void
search(Solve *s, const GrArena *arena)
{
	int			at = 0;

	s->choice[0] = -1;
	while (at >= 0)
	{
		const SolveRow *row = &s->rows[s->open[at]];

		if (++s->nodes > NODES_MAX || s->solutions >= SOLUTIONS_MAX)
		{
			s->gave_up = true;
			return;
		}
		if (arena->poll != NULL && s->nodes % 1024 == 0)
			arena->poll(arena->context);
		if (++s->choice[at] >= row->ncuts)
		{
			at--;
			continue;
		}
		add_cut(s->sum[at + 1], (const int64_t (*)[REQUEST_COLUMNS]) s->sum[at], s->open[at],
				&row->cuts[s->choice[at]]);
		if (!still_possible(s, at + 1))
			continue;
		if (at == s->nopen - 1)
			take_solution(s);
		else
			s->choice[++at] = -1;
	}
}

/* Opens a row, keeping those with few cuts in front. */
static void
open_row(Solve *s, int row)
{
	int			at = s->nopen++;

	while (at > 0 && s->rows[s->open[at - 1]].ncuts > s->rows[row].ncuts)
	{
		s->open[at] = s->open[at - 1];
		at--;
	}
	s->open[at] = row;
}

static bool
usable(const SolveRow *row)
{
	return row->present && row->usable && row->ncuts > 0;
}

void
solve_requests(Reader *r, SolveRow rows[GR_ROWS])
{
	Solve		s;
	bool		open = false;

	for (int row = GR_ROW_received; row <= GR_ROW_other_unspecified; row++)
		open = open || (rows[row].present && rows[row].ncuts > 0 && !rows[row].solved);
	if (!open)
		return;
	memset(&s, 0, sizeof(s));
	s.rows = rows;
	s.usable[0] = usable(&rows[GR_ROW_concluded]);
	s.usable[1] = s.usable[0] && usable(&rows[GR_ROW_received]) &&
		usable(&rows[GR_ROW_carried_in]) && usable(&rows[GR_ROW_carried_forward]);
	for (int row = GR_ROW_received; row <= GR_ROW_other_unspecified; row++)
	{
		if (!rows[row].present)
			continue;
		if (sign_of(row, 0) != 0 && !usable(&rows[row]))
			s.usable[0] = false;
		if (rows[row].ncuts == 0)
			continue;
		if (!rows[row].solved)
			open_row(&s, row);
		else if (usable(&rows[row]))
			add_cut(s.sum[0], (const int64_t (*)[REQUEST_COLUMNS]) s.sum[0], row,
					&rows[row].cuts[0]);
	}
	if (s.nopen == 0)
		return;
	find_bounds(&s);
	if (still_possible(&s, 0))
		search(&s, r->arena);
	for (int i = 0; i < s.nopen; i++)
	{
		SolveRow   *row = &rows[s.open[i]];
		bool		checked = false;

		for (int k = 0; k < IDENTITIES; k++)
			checked = checked || (s.usable[k] && sign_of(s.open[i], k) != 0);
		if (s.gave_up || (row->weak && !checked))
			row->solved = false;
	}
}
