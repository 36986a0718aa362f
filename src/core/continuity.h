/*
 * continuity.h
 *		Two reports of one body, of a year and the next: what the first hands
 *		on, the second must take up.
 */
#ifndef GR_CONTINUITY_H
#define GR_CONTINUITY_H

#include "rules.h"

/* Figures are compared for jumps from here up, and beyond this factor. */
#define GR_JUMP_FROM 30
#define GR_JUMP_FACTOR 5

/*
 * Checks the rules continuity.*, in their order, and gives what fails and what
 * is not evaluable to the receiver.  False when the receiver ended it.
 *
 * Reports that by their years or bodies are no such pair make every rule not
 * evaluable, once; so does a year that is unknown, but not an unknown body,
 * because who pairs reports knows.  A rule about figures that only one of the
 * reports' editions has is not evaluable either: nothing is rolled forward
 * from one edition to the other.
 */
extern bool gr_continuity(const GrReport *previous, const GrReport *current,
						  const GrArena *arena, GrCheckReceiver receiver, void *context);

/*
 * The figures that the keys of these checks stand for, as one report to make
 * fingerprints of: this year's, but last year's where only those take part.
 */
extern void gr_continuity_figures(const GrReport *previous, const GrReport *current,
								  GrReport *figures);

/*
 * Are these the names of one body?  Blanks, the width of characters, "people's"
 * and "government" at the end make no difference, nor does a place in front
 * that only one of them has.
 */
extern bool gr_same_authority(GrText a, GrText b);

#endif
