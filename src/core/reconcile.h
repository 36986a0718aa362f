/*
 * reconcile.h
 *		The figures in which two reports differ.
 */
#ifndef GR_RECONCILE_H
#define GR_RECONCILE_H

#include "rules.h"

/* A figure that is not the same in two reports, a and b. */
typedef struct GrDifference
{
	int			figure;
	int			position;		/* its place in the list in the form's order */
	GrState		state_a;
	GrState		state_b;
	int64_t		a;				/* if it is a number there */
	int64_t		b;
	bool		numbers;		/* it is one in both */
	GrWide		difference;		/* then a less b */
} GrDifference;

/* Lists the figures that differ in state or number, in the form's order. */
extern int	gr_differences(const GrReport *a, const GrReport *b,
						   GrDifference differences[GR_FIGURES]);

/*
 * Orders such a list: the largest difference first, either way; amounts count
 * in units of 10,000 yuan.  Then come figures that are not numbers in both; the
 * form's order decides where nothing else does.
 */
extern void gr_differences_by_size(GrDifference *differences, int count);

#endif
