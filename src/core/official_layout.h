/*
 * official_layout.h
 *		The tables of the form as lines of tab-separated cells, in the order and
 *		with the heads of the official layout.
 *
 * One walk serves both ways: the writer prints what it is offered, the reader
 * of canonical text looks whether it stands there.
 */
#ifndef GR_OFFICIAL_LAYOUT_H
#define GR_OFFICIAL_LAYOUT_H

#include "report.h"

/*
 * What a walk meets.  A block is one or more lines of heads with rows below.
 * Figures are given by number; GR_NONE is a cell that belongs to no figure and
 * is always empty.
 */
typedef struct GrLayoutVisitor
{
	void	   *context;

	/*
	 * A block may stand here.  heads are its lines, each with its newline; it
	 * is there if one of the figures is.  Returns whether it is.
	 */
	bool		(*block) (void *context, GrText heads, const int *figures, int nfigures);

	/*
	 * A row may stand here: prefix is its label cells, each with its tab.
	 * Returns whether it does.
	 */
	bool		(*row) (void *context, GrText prefix, const int *figures, int nfigures);
} GrLayoutVisitor;

/* Walks a table as a report of an edition (GR_2019 or GR_2021) prints it. */
extern void gr_layout_walk(GrTable table, int edition, const GrLayoutVisitor *visitor);

#endif
