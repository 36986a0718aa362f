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

/* The part a row plays in the identities. */
static bool
is_outcome(int row)
{
	return row != GR_ROW_received && row != GR_ROW_carried_in &&
		row != GR_ROW_concluded && row != GR_ROW_carried_forward;
}

typedef struct Solve
{
	SolveRow   *rows;
	int			open[GR_ROWS];	/* rows with a choice, in the order of search */
	int			nopen;
	int			choice[GR_ROWS];
	bool		outcomes;		/* the first identity can be used */
	bool		balance;		/* the second can */
	int			nodes;
	int			solutions;
	bool		gave_up;
} Solve;

static int64_t
value_at(const Solve *s, int row, int column)
{
	const SolveRow *r = &s->rows[row];

	return r->present && r->ncuts > 0 ? r->cuts[s->choice[row]].value[column] : 0;
}

/* Do the identities hold with the current choice? */
static bool
identities_hold(const Solve *s)
{
	for (int c = 0; c < REQUEST_COLUMNS; c++)
	{
		int64_t		concluded = value_at(s, GR_ROW_concluded, c);
		int64_t		sum = 0;

		/* values have at most 18 digits, so some thirty of them do not wrap
		 * only when they are small: check */
		if (s->outcomes)
		{
			for (int row = GR_ROW_received; row <= GR_ROW_other_unspecified; row++)
				if (is_outcome(row) &&
					__builtin_add_overflow(sum, value_at(s, row, c), &sum))
					return false;
			if (sum != concluded)
				return false;
		}
		if (s->balance &&
			value_at(s, GR_ROW_received, c) + value_at(s, GR_ROW_carried_in, c) !=
			concluded + value_at(s, GR_ROW_carried_forward, c))
			return false;
	}
	return true;
}

/* Drops cuts of outcome rows that exceed what was concluded in some column. */
static void
drop_impossible(Solve *s)
{
	const SolveRow *concluded = &s->rows[GR_ROW_concluded];

	if (!s->outcomes)
		return;
	for (int i = 0; i < s->nopen; i++)
	{
		SolveRow   *row = &s->rows[s->open[i]];
		int			kept = 0;

		if (!is_outcome(s->open[i]))
			continue;
		for (int k = 0; k < row->ncuts; k++)
		{
			bool		possible = true;

			for (int c = 0; c < REQUEST_COLUMNS; c++)
			{
				int64_t		most = 0;

				for (int j = 0; j < concluded->ncuts; j++)
					if (concluded->cuts[j].value[c] > most)
						most = concluded->cuts[j].value[c];
				if (row->cuts[k].value[c] > most)
					possible = false;
			}
			if (possible)
				row->cuts[kept++] = row->cuts[k];
		}
		row->ncuts = kept;
	}
}

/* Takes a solution in: a row two solutions cut differently is not solved. */
static void
take_solution(Solve *s)
{
	for (int i = 0; i < s->nopen; i++)
	{
		SolveRow   *row = &s->rows[s->open[i]];
		int			choice = s->choice[s->open[i]];

		if (s->solutions == 0)
		{
			row->solved = true;
			row->chosen = choice;
		}
		else if (row->chosen != choice)
			row->solved = false;
	}
	s->solutions++;
}

/* Could the outcomes chosen so far still be a part of what was concluded? */
static bool
still_possible(const Solve *s, int depth)
{
	if (!s->outcomes)
		return true;
	for (int i = 0; i <= depth; i++)
		if (s->open[i] == GR_ROW_concluded)
			for (int c = 0; c < REQUEST_COLUMNS; c++)
			{
				int64_t		sum = 0;

				for (int j = 0; j <= depth; j++)
					if (is_outcome(s->open[j]) &&
						__builtin_add_overflow(sum, value_at(s, s->open[j], c), &sum))
						return false;
				if (sum > value_at(s, GR_ROW_concluded, c))
					return false;
			}
	return true;
}

/* All choices of the open rows, by counting through them. */
static void
search(Solve *s, GrArena const *arena)
{
	int			depth = 0;

	for (int i = 0; i < s->nopen; i++)
		s->choice[s->open[i]] = -1;
	while (depth >= 0)
	{
		int			row = s->open[depth];

		if (++s->nodes > NODES_MAX || s->solutions >= SOLUTIONS_MAX)
		{
			s->gave_up = true;
			return;
		}
		if (arena->poll != NULL && s->nodes % 1024 == 0)
			arena->poll(arena->context);
		if (++s->choice[row] >= s->rows[row].ncuts)
		{
			s->choice[row] = -1;
			depth--;
			continue;
		}
		if (!still_possible(s, depth))
			continue;
		if (depth == s->nopen - 1)
		{
			if (identities_hold(s))
				take_solution(s);
			continue;
		}
		depth++;
	}
}

static bool
usable(const SolveRow *row)
{
	return row->present && row->usable && row->ncuts > 0;
}

void
solve_requests(Reader *r, SolveRow rows[GR_ROWS])
{
	/* the rows that tell most come first */
	static const int first[] = {
		GR_ROW_concluded, GR_ROW_received, GR_ROW_carried_in, GR_ROW_carried_forward
	};
	Solve		s;

	memset(&s, 0, sizeof(s));
	s.rows = rows;
	s.outcomes = usable(&rows[GR_ROW_concluded]);
	s.balance = s.outcomes && usable(&rows[GR_ROW_received]) &&
		usable(&rows[GR_ROW_carried_in]) && usable(&rows[GR_ROW_carried_forward]);
	for (int row = GR_ROW_received; row <= GR_ROW_other_unspecified; row++)
		if (is_outcome(row) && rows[row].present && !usable(&rows[row]))
			s.outcomes = false;
	for (int i = 0; i < 4; i++)
		if (rows[first[i]].present && rows[first[i]].ncuts > 0 && !rows[first[i]].solved)
			s.open[s.nopen++] = first[i];
	for (int row = GR_ROW_received; row <= GR_ROW_other_unspecified; row++)
		if (is_outcome(row) && rows[row].present && rows[row].ncuts > 0 && !rows[row].solved)
			s.open[s.nopen++] = row;
	if (s.nopen == 0)
		return;
	drop_impossible(&s);
	search(&s, r->arena);
	if (s.gave_up)
		for (int i = 0; i < s.nopen; i++)
			rows[s.open[i]].solved = false;
}
