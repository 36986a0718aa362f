/*
 * origin.h
 *		Where a text that was made of another one came from (GrOrigins).
 */
#ifndef GR_ORIGIN_H
#define GR_ORIGIN_H

#include "report.h"

/*
 * From byte "at" of the text made on, it is the original from byte "original"
 * on.  "at" never falls; a second mark at the same place replaces the first.
 * False when there is no memory.
 */
extern bool gr_origin_mark(GrOrigins *origins, const GrArena *arena, size_t at,
						   size_t original);

/* The first mark behind byte "at" of the text made: count when there is none. */
extern int	gr_origin_after(const GrOrigins *origins, size_t at);

/* The original's byte offset of a byte of the text made. */
extern size_t gr_origin_of(const GrOrigins *origins, size_t at);

/*
 * For a text of len bytes made of one that was made itself: outer tells where
 * it came from in that one, inner where that one came from.  Makes outer tell
 * where the text came from in the end.  False when there is no memory.
 */
extern bool gr_origin_chain(GrOrigins *outer, size_t len, const GrOrigins *inner,
							const GrArena *arena);

#endif
