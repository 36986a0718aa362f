/*
 * coverage.h
 *		Of how many reports a consolidated one was made, and how many of them
 *		gave each number: part of the stored form, behind the figures.
 *
 *	reports		signed
 *	number of runs, then of each
 *		how many figures it is of, at least 1
 *		how many of the reports gave none of them a number, signed
 *
 * Only figures that are numbers count, in form order.  Neighbouring runs differ;
 * figures behind the last run have a number in every report, and the last run
 * is of such that have not.  So full coverage takes one byte, and a report that
 * is none of several, all its numbers its own, has no such part at all.
 */
#ifndef GR_COVERAGE_H
#define GR_COVERAGE_H

#include "varint.h"

/* Is there anything to write? */
extern bool gr_is_consolidated(const GrReport *report);

/* Can the counts be stored? */
extern bool gr_coverage_valid(const GrReport *report);

/* Writes the part to out, which has GR_COVERAGE_MAX bytes; gives its end. */
extern unsigned char *gr_coverage_write(const GrReport *report, unsigned char *out);

/*
 * Reads the part into a report whose figures have been read; false when that is
 * not what a writer writes.
 */
extern bool gr_coverage_read(GrReader *reader, GrReport *report);

/* Passes over the part; false when it is cut off. */
extern bool gr_coverage_skip(GrReader *reader);

#endif
