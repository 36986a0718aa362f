/*
 * suspecting.h
 *		What the files that look for suspects share.
 */
#ifndef GR_SUSPECTING_H
#define GR_SUSPECTING_H

#include "suspects.h"

/* What a figure is to the equations. */
typedef enum GrPart
{
	GR_PART_NONE,				/* takes no part */
	GR_PART_NUMBER,
	GR_PART_BLANK,				/* counts as 0 */
	GR_PART_FREE				/* any number from 0 up */
} GrPart;

/* A figure's coefficient in an equation. */
typedef struct GrFactor
{
	uint8_t		equation;
	int8_t		factor;
} GrFactor;

/*
 * The equations of a problem as a linear system: every residual should be 0.
 * Free figures are eliminated: for each that can be, one equation defines it,
 * and the others, the checks, do without it.  Figures go by their numbers.
 */
typedef struct GrSystem
{
	const GrReport *report;
	int			nequations;
	int			origin[GR_EQUATIONS_MAX];	/* in gr_equations */
	GrWide		residual[GR_EQUATIONS_MAX]; /* of the numbers as reported */
	int16_t		defines[GR_EQUATIONS_MAX];	/* the free figure, or GR_NONE */
	bool		useless[GR_EQUATIONS_MAX];	/* neither defines nor checks */
	bool		combined[GR_EQUATIONS_MAX]; /* no longer the form's own */
	bool		has_free;		/* some figure is free */
	bool		has_blank;		/* some figure is blank */
	uint8_t		part[GR_FIGURES];
	int64_t		value[GR_FIGURES];	/* of numbers and blanks */
	int8_t		factor[GR_EQUATIONS_MAX][GR_FIGURES];

	/* of the checks: the equations of each figure, the figures of each equation */
	int			first_factor[GR_FIGURES + 1];
	GrFactor   *factors;
	int			first_member[GR_EQUATIONS_MAX + 1];
	int16_t    *members;
} GrSystem;

/* A change of a figure. */
typedef struct GrChange
{
	int16_t		figure;
	GrWide		delta;
} GrChange;

/* An explanation that was found, with what ranks it. */
typedef struct GrFound
{
	GrExplanation explanation;
	GrSuspect  *figures;		/* the explanation's */
	int			evidence;		/* claims of the prose for it less those against */
	int			digits;			/* how much the digits look mistaken */
	int			doubt;			/* notes on its figures */
	bool		dropped;		/* it contains a smaller one */
} GrFound;

/* Figures in a set at most. */
#define GR_SET_MAX 6
/* Explanations kept while they are looked for. */
#define GR_FOUND_MAX 1000

/* The search for explanations of one problem. */
typedef struct GrSearch
{
	const GrReport *report;
	const GrArena *arena;
	const GrSystem *system;
	GrWide		residual[GR_EQUATIONS_MAX]; /* with the changes so far */
	GrFound    *found;
	int			nfound;
	bool		incomplete;		/* there may be more */
	bool		no_memory;
	long		work;			/* done so far */
} GrSearch;

/* ---- suspects_system.c: the equations ---- */

/*
 * Makes the system of some equations.  Blank figures are free if that is asked
 * for; pinned ones, if any, are not: they count as 0.  NULL without memory.
 */
extern GrSystem *gr_system_make(const GrReport *report, const GrArena *arena,
								const int *equations, int nequations,
								bool free_blanks, const bool *pinned);
extern void gr_system_release(GrSystem *system, const GrArena *arena);

/* Is an equation one that has to hold, without free figures? */
static inline bool
gr_system_checks(const GrSystem *system, int equation)
{
	return system->defines[equation] == GR_NONE && !system->useless[equation];
}

/* Adds a change to residuals. */
extern void gr_system_change(const GrSystem *system, GrWide *residual, int figure,
							 GrWide delta);

/* Are all checks among the residuals 0? */
extern bool gr_system_holds(const GrSystem *system, const GrWide *residual);

/*
 * The only number a free figure can be after some changes: through its defining
 * equation.  False when others would do.
 */
extern bool gr_system_implied(const GrSystem *system, int equation,
							  const GrChange *changes, int nchanges, GrWide *value);

/*
 * The first equation that no number from 0 up of the figures left open can
 * satisfy after some changes, or GR_NONE.  Figures with one number left have it
 * in implied[], where is_implied[].
 */
extern int	gr_system_impossible(const GrSystem *system, const GrChange *changes,
								 int nchanges, const bool *is_implied,
								 const GrWide *implied);

/* ---- suspects_search.c: the smallest sets ---- */

/* The change that makes up for a residual by a factor; false if there is none. */
extern bool gr_change_needed(GrWide residual, int factor, GrWide *delta);

/* Finds the sets of so many figures. */
extern void gr_search_sets(GrSearch *search, int size);

/* Takes changes that satisfy the checks as an explanation, unless free figures
 * forbid it or it is there.  The reason is GR_NONE where each figure has its own. */
extern void gr_search_take(GrSearch *search, const GrChange *changes, int nchanges,
						   int acts, int reason);

/* Polls, and counts work; false when there was enough of it. */
extern bool gr_search_goes_on(GrSearch *search, int work);

/* ---- suspects_acts.c: many figures wrong by one act ---- */

/* Finds shifted lines, digits split and joined, and totals not brought up to date. */
extern void gr_search_acts(GrSearch *search);

/* ---- suspects_digits.c ---- */

/* How the digits of what is reported differ from what is implied, or GR_NONE. */
extern int	gr_digits_reason(int64_t reported, int64_t implied);
/* Puts the digits of two numbers one behind the other; false if that is too long. */
extern bool gr_digits_join(int64_t left, int64_t right, int64_t *joined);
/* Cuts the last digits off a number; false when what remains is no two numbers. */
extern bool gr_digits_cut(int64_t number, int last, int64_t *left, int64_t *right);

/* ---- suspects_evidence.c ---- */

/* Fills in what ranks explanations apart from their size. */
extern void gr_search_weigh(GrSearch *search);

#endif
