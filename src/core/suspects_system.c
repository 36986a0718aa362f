/*
 * suspects_system.c
 *		The equations of a problem as a linear system, free figures eliminated.
 */
#include "suspecting.h"

#include <stdlib.h>
#include <string.h>

/* Factors stay within this; the form's are 1 and -1, and elimination keeps them
 * small.  An equation with a larger one is not used. */
#define FACTOR_MAX 100

/* What a figure is to the equations of the report. */
static GrPart
part_of(const GrReport *report, int figure, bool free_blanks, const bool *pinned)
{
	switch ((GrState) report->state[figure])
	{
		case GR_NUMBER:
			return GR_PART_NUMBER;
		case GR_BLANK:
		case GR_NOT_APPLICABLE:
			return free_blanks ? GR_PART_FREE : GR_PART_BLANK;
		default:
			if (!gr_figure_expected(report, figure))
				return GR_PART_NONE;
			return pinned != NULL && pinned[figure] ? GR_PART_BLANK : GR_PART_FREE;
	}
}

/* Takes an equation of the form into the system. */
static void
add_equation(GrSystem *system, int origin, bool free_blanks, const bool *pinned)
{
	const GrEquation *equation = &gr_equations[origin];
	int			at = system->nequations++;

	system->origin[at] = origin;
	system->defines[at] = GR_NONE;
	for (int i = 0; i < equation->nterms; i++)
	{
		const GrTerm *term = &equation->terms[i];
		int			figure = term->figure;
		GrPart		part = part_of(system->report, figure, free_blanks, pinned);

		system->part[figure] = (uint8_t) part;
		if (part == GR_PART_NONE)
			continue;
		system->factor[at][figure] = (int8_t) (term->actual ? -term->sign : term->sign);
		system->has_free |= part == GR_PART_FREE;
		system->has_blank |= part == GR_PART_BLANK;
		if (part != GR_PART_NUMBER)
			continue;
		system->value[figure] = system->report->value[figure];
		system->residual[at] += (GrWide) system->factor[at][figure] * system->value[figure];
	}
}

/* Takes a multiple of one equation from another. */
static void
subtract(GrSystem *system, int from, int equation, int times)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		int			factor = system->factor[from][figure] - times * system->factor[equation][figure];

		if (abs(factor) > FACTOR_MAX)
		{
			system->useless[from] = true;
			return;
		}
		system->factor[from][figure] = (int8_t) factor;
	}
	system->residual[from] -= times * system->residual[equation];
	system->combined[from] = true;
}

/* The check to define a free figure by, or GR_NONE. */
static int
find_definition(const GrSystem *system, int figure)
{
	for (int i = 0; i < system->nequations; i++)
		if (gr_system_checks(system, i) && abs(system->factor[i][figure]) == 1)
			return i;
	return GR_NONE;
}

/* Lets one equation define a free figure, and takes it out of all others. */
static void
eliminate(GrSystem *system, int figure)
{
	int			definition = find_definition(system, figure);

	for (int i = 0; i < system->nequations; i++)
	{
		if (i == definition || system->factor[i][figure] == 0 || system->useless[i])
			continue;
		if (definition != GR_NONE)
			subtract(system, i, definition,
					 system->factor[i][figure] * system->factor[definition][figure]);
		else if (gr_system_checks(system, i))
			system->useless[i] = true;
	}
	if (definition != GR_NONE)
		system->defines[definition] = (int16_t) figure;
}

/* Is the figure's number in a check one that can change? */
static inline bool
counts(const GrSystem *system, int equation, int figure)
{
	return system->factor[equation][figure] != 0 && system->part[figure] != GR_PART_FREE;
}

/* Lists the equations of each figure and the figures of each equation. */
static bool
make_lists(GrSystem *system, const GrArena *arena)
{
	int			count = 0;

	for (int i = 0; i < system->nequations; i++)
		for (int figure = 0; gr_system_checks(system, i) && figure < GR_FIGURES; figure++)
			count += counts(system, i, figure);
	system->members = arena->alloc(arena->context, (size_t) (count + 1) *
								   (sizeof(int16_t) + sizeof(GrFactor)));
	if (system->members == NULL)
		return false;
	system->factors = (GrFactor *) (system->members + count + 1);
	count = 0;
	for (int i = 0; i < system->nequations; i++)
	{
		system->first_member[i] = count;
		for (int figure = 0; gr_system_checks(system, i) && figure < GR_FIGURES; figure++)
			if (counts(system, i, figure))
				system->members[count++] = (int16_t) figure;
	}
	system->first_member[system->nequations] = count;
	count = 0;
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		system->first_factor[figure] = count;
		for (int i = 0; i < system->nequations; i++)
			if (gr_system_checks(system, i) && counts(system, i, figure))
				system->factors[count++] = (GrFactor) {(uint8_t) i, system->factor[i][figure]};
	}
	system->first_factor[GR_FIGURES] = count;
	return true;
}

/* Makes the system of some equations. */
GrSystem *
gr_system_make(const GrReport *report, const GrArena *arena, const int *equations,
			   int nequations, bool free_blanks, const bool *pinned)
{
	GrSystem   *system = arena->alloc(arena->context, sizeof(GrSystem));

	if (system == NULL)
		return NULL;
	memset(system, 0, sizeof(GrSystem));
	system->report = report;
	for (int i = 0; i < nequations; i++)
		add_equation(system, equations[i], free_blanks, pinned);
	for (int figure = 0; system->has_free && figure < GR_FIGURES; figure++)
		if (system->part[figure] == GR_PART_FREE)
			eliminate(system, figure);
	if (make_lists(system, arena))
		return system;
	arena->release(arena->context, system);
	return NULL;
}

/* Gives a system's memory back. */
void
gr_system_release(GrSystem *system, const GrArena *arena)
{
	arena->release(arena->context, system->members);
	arena->release(arena->context, system);
}

/* Adds a change to residuals. */
void
gr_system_change(const GrSystem *system, GrWide *residual, int figure, GrWide delta)
{
	for (int i = system->first_factor[figure]; i < system->first_factor[figure + 1]; i++)
		residual[system->factors[i].equation] += system->factors[i].factor * delta;
}

/* Are all checks among the residuals 0? */
bool
gr_system_holds(const GrSystem *system, const GrWide *residual)
{
	for (int i = 0; i < system->nequations; i++)
		if (residual[i] != 0 && gr_system_checks(system, i))
			return false;
	return true;
}

/* The only number a free figure can be after some changes. */
bool
gr_system_implied(const GrSystem *system, int equation, const GrChange *changes,
				  int nchanges, GrWide *value)
{
	int			figure = system->defines[equation];
	GrWide		rest = system->residual[equation];

	if (system->useless[equation])
		return false;
	for (int other = 0; other < GR_FIGURES; other++)
		if (other != figure && system->part[other] == GR_PART_FREE &&
			system->factor[equation][other] != 0)
			return false;
	for (int i = 0; i < nchanges; i++)
		rest += system->factor[equation][changes[i].figure] * changes[i].delta;
	*value = -rest * system->factor[equation][figure];
	return true;
}

/* Can figures that are open make up for what an equation lacks? */
static bool
is_possible(const GrSystem *system, const GrEquation *equation, const GrWide *delta,
			const bool *is_implied, const GrWide *implied)
{
	GrWide		rest = 0;
	bool		can_add = false;
	bool		can_take = false;

	for (int i = 0; i < equation->nterms; i++)
	{
		const GrTerm *term = &equation->terms[i];
		int			figure = term->figure;
		int			factor = term->actual ? -term->sign : term->sign;

		if (system->part[figure] == GR_PART_NONE)
			continue;
		if (system->part[figure] != GR_PART_FREE)
			rest += factor * (system->value[figure] + delta[figure]);
		else if (is_implied[figure])
			rest += factor * implied[figure];
		else if (factor > 0)
			can_add = true;
		else
			can_take = true;
	}
	return rest == 0 || (rest < 0 && can_add) || (rest > 0 && can_take);
}

/* The first equation that cannot be satisfied, or GR_NONE. */
int
gr_system_impossible(const GrSystem *system, const GrChange *changes, int nchanges,
					 const bool *is_implied, const GrWide *implied)
{
	GrWide		delta[GR_FIGURES] = {0};

	for (int i = 0; i < nchanges; i++)
		delta[changes[i].figure] += changes[i].delta;
	for (int i = 0; i < system->nequations; i++)
		if (!is_possible(system, &gr_equations[system->origin[i]], delta, is_implied, implied))
			return i;
	return GR_NONE;
}
