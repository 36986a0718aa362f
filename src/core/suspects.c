/*
 * suspects.c
 *		From a report to its suspects: the problems one by one, what is tried for
 *		each and in which order, and the ranks of what is found.
 */
#include "suspecting.h"

#include <stdlib.h>
#include <string.h>

/* Figures in a set at most, beside an act that explains everything. */
#define SET_MAX_BESIDE 4
/* Times that figures are pinned to 0. */
#define PINNINGS_MAX 8

_Static_assert(GR_ROWS <= 64 && GR_COLUMNS <= 64, "rows and columns fit a mask");

static const char *const reasons[GR_SUSPECT_REASONS] = {
	[GR_SUSPECT_SINGLE] = "single figure",
	[GR_SUSPECT_TRANSPOSED] = "digits transposed",
	[GR_SUSPECT_DROPPED] = "digit dropped",
	[GR_SUSPECT_ADDED] = "digit added",
	[GR_SUSPECT_MISREAD] = "digit misread",
	[GR_SUSPECT_TOTAL] = "total not updated",
	[GR_SUSPECT_ROW_RIGHT] = "row shifted right",
	[GR_SUSPECT_ROW_LEFT] = "row shifted left",
	[GR_SUSPECT_COLUMN_DOWN] = "column shifted down",
	[GR_SUSPECT_COLUMN_UP] = "column shifted up",
	[GR_SUSPECT_SPLIT] = "digits split",
	[GR_SUSPECT_JOINED] = "digits joined",
	[GR_SUSPECT_EXCHANGED] = "figures exchanged",
	[GR_SUSPECT_TWO] = "two figures",
	[GR_SUSPECT_SEVERAL] = "several figures",
	[GR_SUSPECT_IMPLIED] = "implied by the sums"
};

/* The words of a reason. */
const char *
gr_suspect_reason(GrSuspectReason reason)
{
	return reasons[reason];
}

/* A problem: equations that are explained together. */
typedef struct Problem
{
	GrTable		table;
	int			nequations;
	int			equations[GR_EQUATIONS_MAX];
} Problem;

/* ---------- problems ---------- */

/* Is the equation one of table three? */
static bool
is_of_requests(const GrEquation *equation)
{
	return equation->rule == GR_RULE_requests_row_total ||
		equation->rule == GR_RULE_requests_outcomes_total ||
		equation->rule == GR_RULE_requests_balance;
}

/* Table three is one problem; a group of table four is one each. */
static int
list_problems(Problem problems[GR_EQUATIONS_MAX])
{
	int			count = 1;

	problems[0].table = GR_REQUESTS;
	problems[0].nequations = 0;
	for (int i = 0; i < gr_nequations; i++)
	{
		if (is_of_requests(&gr_equations[i]))
			problems[0].equations[problems[0].nequations++] = i;
		else if (gr_equations[i].rule == GR_RULE_remedies_total)
		{
			problems[count].table = GR_REMEDIES;
			problems[count].nequations = 1;
			problems[count++].equations[0] = i;
		}
	}
	return count;
}

/* What there is to explain in a problem. */
typedef struct Look
{
	bool		broken;			/* with 0 for blanks */
	bool		has_free;
	bool		has_number;
} Look;

/* Adds up the equations without making a system of them. */
static Look
look_at(const GrReport *report, const Problem *problem)
{
	Look		look = {false, false, false};

	for (int i = 0; i < problem->nequations; i++)
	{
		const GrEquation *equation = &gr_equations[problem->equations[i]];
		GrWide		sum = 0;

		for (int k = 0; k < equation->nterms; k++)
		{
			const GrTerm *term = &equation->terms[k];
			GrState		state = (GrState) report->state[term->figure];

			if (state == GR_NUMBER)
			{
				int			sign = term->actual ? -term->sign : term->sign;

				sum += sign * (GrWide) report->value[term->figure];
				look.has_number = true;
			}
			else if ((state == GR_ABSENT || state == GR_UNREADABLE) &&
					 gr_figure_expected(report, term->figure))
				look.has_free = true;
		}
		look.broken |= sum != 0;
	}
	return look;
}

/* ---------- what is tried ---------- */

/*
 * Nothing is broken, but a free figure would have to be below 0: such figures
 * are pinned to 0.  False when there are none.
 */
static bool
pin_impossible(const GrSystem *system, bool *pinned)
{
	bool		is_implied[GR_FIGURES] = {false};
	GrWide		implied[GR_FIGURES];
	bool		found = false;
	int			impossible;

	for (int i = 0; i < system->nequations; i++)
	{
		int			figure = system->defines[i];

		if (figure == GR_NONE)
			continue;
		is_implied[figure] = gr_system_implied(system, i, NULL, 0, &implied[figure]);
		if (is_implied[figure] && implied[figure] < 0)
			found = pinned[figure] = true;
	}
	impossible = gr_system_impossible(system, NULL, 0, is_implied, implied);
	if (impossible != GR_NONE)
	{
		const GrEquation *equation = &gr_equations[system->origin[impossible]];

		for (int i = 0; i < equation->nterms; i++)
			if (system->part[equation->terms[i].figure] == GR_PART_FREE)
				found = pinned[equation->terms[i].figure] = true;
	}
	return found;
}

/*
 * Cells that were left blank: with those free, does everything hold, and what
 * should they have been?
 */
static void
try_blanks(GrSearch *search, const Problem *problem)
{
	GrSystem   *free;
	GrWide		residual[GR_EQUATIONS_MAX];
	GrChange	changes[GR_FIGURES];
	int			nchanges = 0;

	free = gr_system_make(search->report, search->arena, problem->equations,
						  problem->nequations, true, NULL);
	if (free == NULL)
	{
		search->no_memory = true;
		return;
	}
	memcpy(residual, search->system->residual, sizeof(residual));
	for (int i = 0; gr_system_holds(free, free->residual) && i < free->nequations; i++)
	{
		int			figure = free->defines[i];
		GrWide		value;

		if (figure == GR_NONE || search->system->part[figure] != GR_PART_BLANK ||
			!gr_system_implied(free, i, NULL, 0, &value) || value <= 0 || value > INT64_MAX)
			continue;
		changes[nchanges++] = (GrChange) {(int16_t) figure, value};
		gr_system_change(search->system, residual, figure, value);
	}
	gr_system_release(free, search->arena);
	if (nchanges > 0 && gr_system_holds(search->system, residual))
		gr_search_take(search, changes, nchanges, 1, GR_SUSPECT_IMPLIED);
}

/* The fewest changes of what was found. */
static int
fewest_changes(const GrSearch *search)
{
	int			fewest = GR_FIGURES;

	for (int i = 0; i < search->nfound; i++)
		if (search->found[i].explanation.changes < fewest)
			fewest = search->found[i].explanation.changes;
	return fewest;
}

/* Looks for acts that change more than one figure. */
static void
search_acts(GrSearch *search, const Problem *problem)
{
	if (problem->table == GR_REQUESTS)
		gr_search_acts(search);
	if (search->system->has_blank && !search->no_memory)
		try_blanks(search, problem);
}

/*
 * Looks for everything: one figure; then two, and acts; then as many figures as
 * it takes, if no act explains it with fewer.
 */
static void
search_all(GrSearch *search, const Problem *problem)
{
	int			sets;

	gr_search_sets(search, 1);
	if (search->nfound > 0 || search->no_memory)
		return;
	gr_search_sets(search, 2);
	sets = search->nfound;
	if (!search->no_memory)
		search_acts(search, problem);
	for (int size = 3; sets == 0 && size <= GR_SET_MAX; size++)
	{
		int			acts = search->nfound;

		if (search->no_memory || size > fewest_changes(search) ||
			(acts > 0 && size > SET_MAX_BESIDE))
			return;
		gr_search_sets(search, size);
		sets = search->nfound - acts;
	}
}

/* ---------- ranks ---------- */

/* Has one explanation all the figures of another, and more? */
static bool
contains(const GrExplanation *larger, const GrExplanation *smaller)
{
	int			at = 0;

	if (larger->nfigures <= smaller->nfigures)
		return false;
	for (int i = 0; i < smaller->nfigures; i++)
	{
		while (at < larger->nfigures && larger->figures[at].figure < smaller->figures[i].figure)
			at++;
		if (at == larger->nfigures || larger->figures[at].figure != smaller->figures[i].figure)
			return false;
	}
	return true;
}

/* Drops explanations that contain a smaller one. */
static void
drop_larger(GrSearch *search)
{
	int			kept = 0;
	int			fewest = fewest_changes(search);

	for (int i = 0; i < search->nfound; i++)
	{
		const GrExplanation *explanation = &search->found[i].explanation;
		bool		drop = false;

		for (int k = 0; !drop && explanation->changes > fewest && k < search->nfound; k++)
			drop = contains(explanation, &search->found[k].explanation);
		search->found[i].dropped = drop;
	}
	for (int i = 0; i < search->nfound; i++)
		if (!search->found[i].dropped)
			search->found[kept++] = search->found[i];
	search->nfound = kept;
}

/* Numbers in ascending order: less than, equal or greater than 0. */
static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Which of two explanations ranks first; never equal. */
static int
compare_found(const void *a, const void *b)
{
	const GrFound *fa = a;
	const GrFound *fb = b;
	const GrExplanation *ea = &fa->explanation;
	const GrExplanation *eb = &fb->explanation;
	int			result = compare_numbers(ea->acts, eb->acts);

	if (result == 0)
		result = compare_numbers(fb->evidence, fa->evidence);
	if (result == 0)
		result = compare_numbers(ea->changes, eb->changes);
	if (result == 0)
		result = compare_numbers(fb->digits, fa->digits);
	if (result == 0)
		result = compare_numbers(fb->doubt, fa->doubt);
	if (result == 0)
		result = compare_numbers(ea->nfigures, eb->nfigures);
	for (int i = 0; result == 0 && i < ea->nfigures; i++)
		result = compare_numbers(ea->figures[i].figure, eb->figures[i].figure);
	for (int i = 0; result == 0 && i < ea->nfigures; i++)
		result = compare_numbers(ea->figures[i].implied, eb->figures[i].implied);
	return result;
}

/* Is the first explanation the only one that could be? */
static bool
first_is_unique(const GrSearch *search)
{
	const GrExplanation *first = &search->found[0].explanation;

	for (int i = 1; i < search->nfound; i++)
		if (search->found[i].explanation.acts <= first->acts ||
			search->found[i].explanation.changes <= first->changes)
			return false;
	return !search->incomplete;
}

/* ---------- the report ---------- */

/* Adds what was found to the result. */
static bool
add_found(GrSearch *search, GrSuspects *suspects)
{
	const GrArena *arena = search->arena;
	int			count = search->nfound;
	GrExplanation *all;

	if (count > GR_EXPLANATIONS_MAX)
	{
		count = GR_EXPLANATIONS_MAX;
		search->incomplete = true;
	}
	all = arena->alloc(arena->context, (size_t) (suspects->count + count) * sizeof(GrExplanation));
	if (all == NULL)
		return false;
	if (suspects->count > 0)
		memcpy(all, suspects->explanations, (size_t) suspects->count * sizeof(GrExplanation));
	for (int i = 0; i < count; i++)
		all[suspects->count + i] = search->found[i].explanation;
	all[suspects->count].unique = first_is_unique(search);
	if (suspects->explanations != NULL)
		arena->release(arena->context, suspects->explanations);
	suspects->explanations = all;
	suspects->count += count;
	return true;
}

/* Ranks what was found and adds it to the result. */
static bool
rank_and_add(GrSearch *search, GrSuspects *suspects)
{
	if (search->no_memory)
		return false;
	if (search->nfound > 1)
	{
		drop_larger(search);
		gr_search_weigh(search);
		qsort(search->found, (size_t) search->nfound, sizeof(GrFound), compare_found);
	}
	if (search->no_memory)
		return false;
	return search->nfound == 0 || add_found(search, suspects);
}

/*
 * Makes the problem's system, with figures pinned to 0 where they would have to
 * be below.  Then there is more than one number for them: "open".
 */
static GrSystem *
make_system(const GrReport *report, const GrArena *arena, const Problem *problem, bool *open)
{
	bool		pinned[GR_FIGURES] = {false};
	GrSystem   *system = gr_system_make(report, arena, problem->equations,
										problem->nequations, false, NULL);

	*open = false;
	for (int i = 0; i < PINNINGS_MAX && system != NULL && system->has_free; i++)
	{
		if (!gr_system_holds(system, system->residual) || !pin_impossible(system, pinned))
			break;
		*open = true;
		gr_system_release(system, arena);
		system = gr_system_make(report, arena, problem->equations,
								problem->nequations, false, pinned);
	}
	return system;
}

/* Explains a problem; false when there is no memory. */
static bool
explain(const GrReport *report, const GrArena *arena, const Problem *problem,
		GrSuspects *suspects)
{
	GrSearch	search;
	GrSystem   *system;
	bool		open;
	bool		ok;

	memset(&search, 0, sizeof(search));
	search.report = report;
	search.arena = arena;
	search.system = system = make_system(report, arena, problem, &open);
	if (system == NULL)
		return false;
	search.found = arena->alloc(arena->context, GR_FOUND_MAX * sizeof(GrFound));
	if (search.found == NULL)
		return false;
	if (gr_system_holds(system, system->residual))
		gr_search_take(&search, NULL, 0, 0, GR_NONE);
	else
		search_all(&search, problem);
	search.incomplete |= open;
	ok = rank_and_add(&search, suspects);
	arena->release(arena->context, search.found);
	gr_system_release(system, arena);
	return ok;
}

/* Finds the suspects of a report. */
bool
gr_suspects(const GrReport *report, const GrArena *arena, GrSuspects *suspects,
			GrError *error)
{
	Problem		problems[GR_EQUATIONS_MAX];
	int			nproblems;

	gr_rules_init();
	suspects->count = 0;
	suspects->explanations = NULL;
	nproblems = list_problems(problems);
	for (int i = 0; i < nproblems; i++)
	{
		Look		look = look_at(report, &problems[i]);

		if (!look.has_number || (!look.broken && !look.has_free))
			continue;
		if (!explain(report, arena, &problems[i], suspects))
			return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	}
	return true;
}
