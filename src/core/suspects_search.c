/*
 * suspects_search.c
 *		The smallest sets of figures whose change satisfies a system.
 *
 * In a smallest set no figure's effect can be had from the others, and then, in
 * the form's equations, one of the set's figures is alone in some equation.  That
 * equation is broken and tells by how much the figure is wrong; without it the
 * rest is a smallest set again.  So every set is found by going over the broken
 * equations and their figures, and the last figure by looking which has just
 * the residuals that remain.
 */
#include "suspecting.h"

#include <string.h>

/* Figures looked at in one problem, at most. */
#define WORK_MAX 400000
/* Work of going on with one more change, beside its factors. */
#define NODE_WORK 8
/* Work of taking an explanation, and what free figures add to it. */
#define TAKE_WORK 50
#define FREE_WORK 2000
/* Polls come after so much work. */
#define WORK_POLL 4096

/* Polls, and counts work; false when there was enough of it. */
bool
gr_search_goes_on(GrSearch *search, int work)
{
	const GrArena *arena = search->arena;
	long		before = search->work;

	search->work += work;
	if (arena->poll != NULL && before / WORK_POLL != search->work / WORK_POLL)
		arena->poll(arena->context);
	if (search->work > WORK_MAX || search->nfound >= GR_FOUND_MAX)
		search->incomplete = true;
	return !search->incomplete && !search->no_memory;
}

/* Can a figure be changed by so much?  No count is below zero. */
static bool
change_allowed(const GrSystem *system, int figure, GrWide delta)
{
	GrWide		value = system->value[figure] + delta;

	return value >= 0 && value <= INT64_MAX;
}

/* What makes up for a residual, where a figure has a factor; false if nothing
 * whole does.  Almost all factors are 1 or -1, and wide divisions are slow. */
bool
gr_change_needed(GrWide residual, int factor, GrWide *delta)
{
	if (factor == 1 || factor == -1)
		*delta = -residual * factor;
	else if (residual % factor != 0)
		return false;
	else
		*delta = -residual / factor;
	return true;
}

/* ---------- taking explanations ---------- */

/* Is the figure a total of others: of its row or of the outcomes? */
static bool
is_total(int figure)
{
	const GrFormFigure *f = &gr_figures[figure];

	return f->column == GR_COLUMN_total || f->column == GR_COLUMN_remedies_total ||
		f->row == GR_ROW_concluded;
}

/* The reason for a figure that is one of so many. */
static GrSuspectReason
own_reason(const GrSystem *system, const GrSuspect *suspect, int changes)
{
	int			digits = gr_digits_reason(suspect->reported, suspect->implied);

	if (system->part[suspect->figure] == GR_PART_BLANK)
		return GR_SUSPECT_IMPLIED;
	if (digits != GR_NONE)
		return (GrSuspectReason) digits;
	if (changes > 1)
		return changes == 2 ? GR_SUSPECT_TWO : GR_SUSPECT_SEVERAL;
	return is_total(suspect->figure) ? GR_SUSPECT_TOTAL : GR_SUSPECT_SINGLE;
}

/* Do two figures of one row or column have each other's number? */
static bool
are_exchanged(const GrSuspect *a, const GrSuspect *b)
{
	const GrFormFigure *fa = &gr_figures[a->figure];
	const GrFormFigure *fb = &gr_figures[b->figure];

	return (fa->row == fb->row || fa->column == fb->column) &&
		a->reported == b->implied && b->reported == a->implied;
}

/* Puts a suspect into its place by number. */
static void
insert_suspect(GrSuspect *suspects, int *count, GrSuspect suspect)
{
	int			at = (*count)++;

	for (; at > 0 && suspects[at - 1].figure > suspect.figure; at--)
		suspects[at] = suspects[at - 1];
	suspects[at] = suspect;
}

/*
 * The free figures that have one number after the changes, and whether what is
 * free can be anything at all.
 */
static bool
settle_free(const GrSystem *system, const GrChange *changes, int nchanges,
			bool *is_implied, GrWide *implied)
{
	for (int i = 0; i < system->nequations; i++)
	{
		int			figure = system->defines[i];

		if (figure == GR_NONE)
			continue;
		is_implied[figure] = gr_system_implied(system, i, changes, nchanges, &implied[figure]);
		if (is_implied[figure] && (implied[figure] < 0 || implied[figure] > INT64_MAX))
			return false;
	}
	return gr_system_impossible(system, changes, nchanges, is_implied, implied) == GR_NONE;
}

/* Collects an explanation's suspects: first what changes, then what was free. */
static int
collect(const GrSystem *system, const GrChange *changes, int nchanges,
		const bool *is_implied, const GrWide *implied, GrSuspect *suspects, int *count)
{
	int			changed = 0;

	*count = 0;
	for (int i = 0; i < nchanges; i++)
	{
		int			figure = changes[i].figure;
		int64_t		value = system->value[figure];
		GrSuspect	suspect = {(int16_t) figure, system->report->state[figure] == GR_NUMBER,
			value, (int64_t) (value + changes[i].delta), GR_SUSPECT_SINGLE};

		if (changes[i].delta == 0)
			continue;
		insert_suspect(suspects, count, suspect);
		changed++;
	}
	for (int figure = 0; system->has_free && figure < GR_FIGURES; figure++)
	{
		GrSuspect	suspect = {(int16_t) figure, false, 0, 0, GR_SUSPECT_IMPLIED};

		if (system->part[figure] != GR_PART_FREE || !is_implied[figure])
			continue;
		suspect.implied = (int64_t) implied[figure];
		if (suspect.implied > 0 || system->report->state[figure] == GR_UNREADABLE)
			insert_suspect(suspects, count, suspect);
	}
	return changed;
}

/* Gives every suspect its reason; returns the acts. */
static int
give_reasons(const GrSystem *system, GrSuspect *suspects, int count, int changes,
			 int acts, int reason)
{
	if (reason == GR_NONE && changes == 2 && count == 2 &&
		are_exchanged(&suspects[0], &suspects[1]))
	{
		reason = GR_SUSPECT_EXCHANGED;
		acts = 1;
	}
	for (int i = 0; i < count; i++)
		if (system->part[suspects[i].figure] == GR_PART_FREE)
			suspects[i].reason = GR_SUSPECT_IMPLIED;
		else
			suspects[i].reason = reason == GR_NONE ?
				own_reason(system, &suspects[i], changes) : (GrSuspectReason) reason;
	return acts;
}

/* Is the explanation found before the same but for its reasons? */
static bool
is_same(const GrFound *found, const GrSuspect *suspects, int count)
{
	if (found->explanation.nfigures != count)
		return false;
	for (int i = 0; i < count; i++)
		if (found->figures[i].figure != suspects[i].figure ||
			found->figures[i].implied != suspects[i].implied)
			return false;
	return true;
}

/* Keeps an explanation; of two that are the same, that with fewer acts. */
static void
keep(GrSearch *search, const GrSuspect *suspects, int count, int changes, int acts)
{
	GrFound    *found;
	size_t		size = (size_t) count * sizeof(GrSuspect);

	for (int i = 0; i < search->nfound; i++)
	{
		found = &search->found[i];
		if (!is_same(found, suspects, count))
			continue;
		if (acts < found->explanation.acts)
		{
			found->explanation.acts = acts;
			memcpy(found->figures, suspects, size);
		}
		return;
	}
	if (search->nfound >= GR_FOUND_MAX)
		return;
	found = &search->found[search->nfound];
	memset(found, 0, sizeof(*found));
	found->figures = search->arena->alloc(search->arena->context, size);
	if (found->figures == NULL)
	{
		search->no_memory = true;
		return;
	}
	memcpy(found->figures, suspects, size);
	found->explanation = (GrExplanation) {acts, changes, false, count, found->figures};
	search->nfound++;
}

/* Takes changes as an explanation, if what is free allows it. */
void
gr_search_take(GrSearch *search, const GrChange *changes, int nchanges, int acts, int reason)
{
	const GrSystem *system = search->system;
	GrSuspect	suspects[GR_FIGURES];
	bool		is_implied[GR_FIGURES] = {false};
	GrWide		implied[GR_FIGURES];
	int			count;
	int			changed;

	gr_search_goes_on(search, TAKE_WORK + search->nfound + (system->has_free ? FREE_WORK : 0));
	for (int i = 0; i < nchanges; i++)
		if (changes[i].delta != 0 &&
			!change_allowed(system, changes[i].figure, changes[i].delta))
			return;
	if (system->has_free && !settle_free(system, changes, nchanges, is_implied, implied))
		return;
	changed = collect(system, changes, nchanges, is_implied, implied, suspects, &count);
	if (count == 0)
		return;
	acts = give_reasons(system, suspects, count, changed, acts, reason);
	keep(search, suspects, count, changed, acts);
}

/* ---------- searching ---------- */

/* What is broken. */
typedef struct Broken
{
	int			count;
	int			equations[GR_EQUATIONS_MAX];
	uint64_t	rows;			/* of the form's own equations */
	uint64_t	columns;
} Broken;

static void
find_broken(const GrSearch *search, Broken *broken)
{
	const GrSystem *system = search->system;

	broken->count = 0;
	broken->rows = broken->columns = 0;
	for (int i = 0; i < system->nequations; i++)
	{
		const GrEquation *equation = &gr_equations[system->origin[i]];

		if (search->residual[i] == 0 || !gr_system_checks(system, i))
			continue;
		broken->equations[broken->count++] = i;
		if (system->combined[i])
			continue;
		if (equation->row != GR_NONE)
			broken->rows |= UINT64_C(1) << equation->row;
		else
			broken->columns |= UINT64_C(1) << equation->column;
	}
}

/* How many are in a set? */
static int
count_set(uint64_t set)
{
	int			count = 0;

	for (; set != 0; set &= set - 1)
		count++;
	return count;
}

/* Is the figure one of the changes? */
static bool
is_changed(const GrChange *changes, int nchanges, int figure)
{
	for (int i = 0; i < nchanges; i++)
		if (changes[i].figure == figure)
			return true;
	return false;
}

/* By how much a figure must change to repair an equation; false if it cannot. */
static bool
find_delta(const GrSearch *search, int equation, int figure, GrWide *delta)
{
	return gr_change_needed(search->residual[equation],
							search->system->factor[equation][figure], delta) &&
		change_allowed(search->system, figure, *delta);
}

/* Does the change leave nothing broken? */
static bool
repairs_all(const GrSearch *search, const Broken *broken, int figure, GrWide delta)
{
	const GrSystem *system = search->system;
	int			first = system->first_factor[figure];
	int			end = system->first_factor[figure + 1];

	if (end - first != broken->count)
		return false;
	for (int i = first; i < end; i++)
		if (search->residual[system->factors[i].equation] +
			system->factors[i].factor * delta != 0)
			return false;
	return true;
}

/* Which of the broken equations are looked at. */
typedef enum Wanted
{
	WANTED_ALL,
	WANTED_ROWS,				/* the form's own, of rows */
	WANTED_COLUMNS
} Wanted;

/* The broken equation with the fewest figures, of those wanted. */
static int
smallest(const GrSystem *system, const Broken *broken, Wanted wanted)
{
	int			best = GR_NONE;

	for (int i = 0; i < broken->count; i++)
	{
		int			e = broken->equations[i];
		bool		is_row = gr_equations[system->origin[e]].row != GR_NONE;

		if (wanted != WANTED_ALL &&
			(system->combined[e] || is_row != (wanted == WANTED_ROWS)))
			continue;
		if (best == GR_NONE || system->first_member[e + 1] - system->first_member[e] <
			system->first_member[best + 1] - system->first_member[best])
			best = e;
	}
	return best;
}

/* Finds the last figure of a set: that which repairs all that is broken. */
static void
find_last(GrSearch *search, const Broken *broken, GrChange *changes, int nchanges)
{
	const GrSystem *system = search->system;
	int			equation = smallest(system, broken, WANTED_ALL);
	int			first = system->first_member[equation];
	int			end = system->first_member[equation + 1];

	if (!gr_search_goes_on(search, end - first))
		return;
	for (int i = first; i < end; i++)
	{
		GrChange   *change = &changes[nchanges];

		change->figure = system->members[i];
		if (is_changed(changes, nchanges, change->figure) ||
			!find_delta(search, equation, change->figure, &change->delta) ||
			!repairs_all(search, broken, change->figure, change->delta))
			continue;
		gr_search_take(search, changes, nchanges + 1, nchanges + 1, GR_NONE);
	}
}

/* Adds so many figures to the changes. */
static void
find_rest(GrSearch *search, GrChange *changes, int nchanges, int left)
{
	const GrSystem *system = search->system;
	Broken		broken;
	int			rows;
	int			columns;

	find_broken(search, &broken);
	rows = count_set(broken.rows);
	columns = count_set(broken.columns);
	/* a figure is in one row and one column */
	if (broken.count == 0 || rows > left || columns > left)
		return;
	if (left == 1)
	{
		find_last(search, &broken, changes, nchanges);
		return;
	}
	/* with as many lines as figures each has one of them, alone in its equation */
	if (columns == left || rows == left)
	{
		broken.equations[0] = smallest(system, &broken,
									   columns == left ? WANTED_COLUMNS : WANTED_ROWS);
		broken.count = 1;
	}
	for (int i = 0; i < broken.count; i++)
	{
		int			equation = broken.equations[i];

		for (int m = system->first_member[equation];
			 m < system->first_member[equation + 1]; m++)
		{
			GrChange   *change = &changes[nchanges];

			change->figure = system->members[m];
			if (!gr_search_goes_on(search, NODE_WORK + system->first_factor[change->figure + 1] -
								   system->first_factor[change->figure]))
				return;
			if (is_changed(changes, nchanges, change->figure) ||
				!find_delta(search, equation, change->figure, &change->delta))
				continue;
			gr_system_change(system, search->residual, change->figure, change->delta);
			find_rest(search, changes, nchanges + 1, left - 1);
			gr_system_change(system, search->residual, changes[nchanges].figure,
							 -changes[nchanges].delta);
		}
	}
}

/* Finds the sets of so many figures. */
void
gr_search_sets(GrSearch *search, int size)
{
	GrChange	changes[GR_SET_MAX];

	if (size > GR_SET_MAX)
		return;
	memcpy(search->residual, search->system->residual, sizeof(search->residual));
	find_rest(search, changes, 0, size);
}
