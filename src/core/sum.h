/*
 * sum.h
 *		Adding reports up.
 *
 * A sum of reports is a report again, a consolidated one:
 *
 * - a figure is a number if it is one in any of them, and the sum of those
 *   numbers; otherwise it is unreadable if it is so in any, else blank, else not
 *   applicable, else absent;
 * - it is of as many reports as they are together, and so many of them gave a
 *   number as did so in each;
 * - its edition is the latest of theirs, its year the one of all of them if they
 *   have one in common; it has no texts and no notes.
 *
 * So order and grouping mean nothing.  That holds for errors as well: sums are
 * exact however large they become on the way, and only a total that does not
 * fit is an error.
 */
#ifndef GR_SUM_H
#define GR_SUM_H

#include "figure_sums.h"

/*
 * All numbers of a sum: of each figure the value, and how many of its reports
 * gave none; and the reports.
 */
#define GR_SUM_VALUE(figure) (figure)
#define GR_SUM_LACKING(figure) (GR_FIGURES + (figure))
#define GR_SUM_REPORTS (2 * GR_FIGURES)
#define GR_SUM_SLOTS (2 * GR_FIGURES + 1)

/*
 * A sum that is being made.  Its numbers wrap around at 64 bits; "carry" counts
 * how often, and is allocated when it happens first.
 */
typedef struct GrSum
{
	const GrArena *arena;		/* must last as long as the sum */
	int			edition;		/* 0: nothing was added */
	int			year;
	uint64_t	bound;			/* no value is farther from 0 */
	int64_t    *carry;			/* of GR_SUM_SLOTS, or NULL */
	bool		failed;			/* there was no memory for carry */
	uint64_t	seen[GR_STATES][GR_FIGURE_WORDS];	/* the states met; not absent */
	int64_t		slot[GR_SUM_SLOTS];
	GrPackedSums packed;		/* what is still to be added to these */
} GrSum;

/* Starts a sum of nothing. */
extern void gr_sum_init(GrSum *sum, const GrArena *arena);

/*
 * Adds an encoded report, of which a prefix of GR_HEAD_MAX bytes will do, or
 * what gr_sum_encode() gave, all of it.  After an error the sum is undefined.
 */
extern bool gr_sum_add(GrSum *sum, const char *data, size_t len, GrError *error);

/* Adds a report; adds another sum, which says the same afterwards. */
extern bool gr_sum_add_report(GrSum *sum, const GrReport *report, GrError *error);
extern bool gr_sum_merge(GrSum *sum, GrSum *other, GrError *error);

/* The sum as a report; GR_ERROR_RANGE if it cannot be one. */
extern bool gr_sum_report(GrSum *sum, GrReport *report, GrError *error);

/*
 * The sum as bytes: a stored report if it can be one, else something that only
 * gr_sum_add() takes.
 */
extern bool gr_sum_encode(GrSum *sum, GrBuffer *buffer, GrError *error);

/* a + b. */
extern bool gr_add(const GrReport *a, const GrReport *b, const GrArena *arena,
				   GrReport *sum, GrError *error);

/*
 * a - b.  Reports and coverage are subtracted, too.
 *
 * If b can be a part of a, having fewer reports and no other year, it is what is
 * left: where b has no number, a's stays; where b has the last number that was
 * in it, none is left, and the figure is blank, or absent if a's edition does
 * not print it.  Else it is a change: a number only where both have one.
 */
extern bool gr_subtract(const GrReport *a, const GrReport *b, GrReport *difference,
						GrError *error);

/* ---- sums that reports are also taken from again (moving.c) ---- */

/* Distinct years remembered. */
#define GR_MOVING_YEARS 64

/* A year and how many of the reports have it. */
typedef struct GrYearCount
{
	int			year;
	int64_t		count;
} GrYearCount;

/*
 * Of what taking away has to know, counts are kept.  Of too many years it knows
 * no longer which are left, until it is started anew.
 */
typedef struct GrMoving
{
	GrSum		sum;			/* its numbers are used, "seen" is not */
	int64_t		inputs;
	int64_t		editions[2];	/* reports of 2019, of 2021 */
	int			nyears;
	bool		years_lost;
	GrYearCount years[GR_MOVING_YEARS];
	int64_t		states[GR_STATES][GR_FIGURES];
} GrMoving;

extern void gr_moving_init(GrMoving *moving, const GrArena *arena);
extern bool gr_moving_add(GrMoving *moving, const GrReport *report, GrError *error);

/* Takes away what was added; false when all must be added anew, or on error. */
extern bool gr_moving_remove(GrMoving *moving, const GrReport *report, GrError *error);

/* The sum of what is left, which must be something. */
extern bool gr_moving_report(const GrMoving *moving, GrReport *report, GrError *error);

/* ---- sum.c, for moving.c ---- */

/* Adds a report's numbers, or takes them away. */
extern void gr_sum_numbers(GrSum *sum, const GrReport *report, bool away);

#endif
