/*
 * rules_sound.c
 *		Telling at once that a stored report breaks no rule of severity error.
 *
 * Most reports are such, and most are filled in completely: all figures of their
 * edition numbers from 0 up, the others absent.  Then the rules figure.* have
 * nothing to say, and the equations hold if the sums of both sides are equal,
 * which the figures need not be decoded for.  Whatever is not so plain is left
 * to gr_check().
 */
#include "figure_stream.h"
#include "rules.h"

#include <string.h>

/* A sum that belongs to another one as a whole. */
typedef struct Carry
{
	uint8_t		from;
	uint8_t		to;
} Carry;

/* The sums of one edition: the expected and the actual side of each equation in
 * turn, then some that nobody looks at. */
typedef struct Plan
{
	bool		usable;
	int			nequations;
	int			ncarries;
	Carry		carries[GR_EQUATIONS_MAX];
	GrAddends	addends;
} Plan;

/* A processor waits when one sum is added to again and again. */
#define NOWHERE_SUMS 12
#define SUMS_MAX (2 * GR_EQUATIONS_MAX + NOWHERE_SUMS)

_Static_assert(SUMS_MAX <= UINT8_MAX, "sums are numbered in a byte");

static Plan plan_2019;
static Plan plan_2021;

/* How many figures go into a sum. */
static int
count_into(const Plan *plan, int sum)
{
	int			count = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
		for (int i = 0; i < GR_ADDEND_SUMS; i++)
			count += plan->addends.figures[figure].sums[i] == sum;
	return count;
}

/*
 * Has a figure's number added to a sum.  When it goes into enough of them, one
 * that is nothing but this figure is added; false when there is none.
 */
static bool
add_to(Plan *plan, int figure, int sum, int nowhere)
{
	uint8_t    *sums = plan->addends.figures[figure].sums;

	for (int i = 0; i < GR_ADDEND_SUMS; i++)
		if (sums[i] >= nowhere)
		{
			sums[i] = (uint8_t) sum;
			return true;
		}
	for (int i = 0; i < GR_ADDEND_SUMS && plan->ncarries < GR_EQUATIONS_MAX; i++)
		if (count_into(plan, sums[i]) == 1)
		{
			plan->carries[plan->ncarries++] = (Carry) {sums[i], (uint8_t) sum};
			return true;
		}
	return false;
}

/* Is it an equation that makes a report of the edition inconsistent? */
static bool
is_wanted(const GrEquation *equation, int edition)
{
	return gr_rules[equation->rule].severity == GR_SEVERITY_ERROR &&
		(equation->editions & edition) != 0;
}

/* Has every term of an equation that the edition prints added to its side. */
static bool
add_equation(Plan *plan, const GrEquation *equation, int edition, int sums, int nowhere)
{
	if (equation->relation != GR_EQUAL)
		return false;
	for (int i = 0; i < equation->nterms; i++)
	{
		const GrTerm *term = &equation->terms[i];

		if ((gr_figures[term->figure].editions & edition) != 0 &&
			(term->sign != 1 || !add_to(plan, term->figure, sums + term->actual, nowhere)))
			return false;
	}
	return true;
}

/* Counts for every figure how many from there on the edition does not print. */
static void
count_absent(GrAddends *addends, int edition)
{
	int			run = 0;

	addends->nabsent = 0;
	for (int figure = GR_FIGURES - 1; figure >= 0; figure--)
	{
		run = (gr_figures[figure].editions & edition) != 0 ? 0 : run + 1;
		addends->nabsent += run > 0;
		addends->figures[figure].absent = (uint16_t) run;
	}
}

/* Is what is carried to other sums one figure still, and nothing carried to it? */
static bool
carries_hold(const Plan *plan)
{
	for (int i = 0; i < plan->ncarries; i++)
	{
		if (count_into(plan, plan->carries[i].from) != 1)
			return false;
		for (int j = 0; j < plan->ncarries; j++)
			if (plan->carries[j].to == plan->carries[i].from)
				return false;
	}
	return true;
}

/* Makes the plan of an edition out of the equations. */
static void
make_plan(Plan *plan, int edition)
{
	int			nowhere;

	plan->usable = true;
	plan->nequations = plan->ncarries = 0;
	for (int i = 0; i < gr_nequations; i++)
		plan->nequations += is_wanted(&gr_equations[i], edition);
	nowhere = 2 * plan->nequations;
	for (int figure = 0; figure < GR_FIGURES; figure++)
		for (int i = 0; i < GR_ADDEND_SUMS; i++)
			plan->addends.figures[figure].sums[i] =
				(uint8_t) (nowhere + (figure * GR_ADDEND_SUMS + i) % NOWHERE_SUMS);
	count_absent(&plan->addends, edition);
	for (int i = 0, sums = 0; i < gr_nequations; i++)
		if (is_wanted(&gr_equations[i], edition))
		{
			if (!add_equation(plan, &gr_equations[i], edition, sums, nowhere))
				plan->usable = false;
			sums += 2;
		}
	if (!carries_hold(plan))
		plan->usable = false;
}

/* Makes the plans at the first call. */
static void
sound_init(void)
{
	if (plan_2021.nequations > 0)
		return;
	gr_rules_init();
	make_plan(&plan_2019, GR_2019);
	make_plan(&plan_2021, GR_2021);
}

/*
 * Does the encoded report surely break no rule of severity error?  When false
 * is given, gr_check() tells.  A prefix with the figures will do.
 */
bool
gr_surely_sound(const char *data, size_t len)
{
	const Plan *plan;
	const unsigned char *figures;
	size_t		figures_len;
	int			edition;
	int64_t		sums[SUMS_MAX];
	int64_t		differences = 0;

	sound_init();
	if (!gr_encoded_figures(data, len, &edition, &figures, &figures_len))
		return false;
	plan = gr_edition_mask(edition) == GR_2021 ? &plan_2021 : &plan_2019;
	if (!plan->usable)
		return false;
	memset(sums, 0, (size_t) (2 * plan->nequations + NOWHERE_SUMS) * sizeof(sums[0]));
	if (!gr_stream_add_up(figures, figures_len, &plan->addends, sums))
		return false;
	for (int i = 0; i < plan->ncarries; i++)
		sums[plan->carries[i].to] += sums[plan->carries[i].from];
	for (int i = 0; i < plan->nequations; i++)
		differences |= sums[2 * i] ^ sums[2 * i + 1];
	return differences == 0;
}
