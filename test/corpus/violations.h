/*
 * violations.h
 *		What the reports of the corpus break, beside a list written by hand.
 */
#ifndef VIOLATIONS_H
#define VIOLATIONS_H

#include "report.h"

/*
 * Reads the list: a line for each violation, of the report's name, the rule, the
 * location, the expected and the actual number ("-": none) with tabs between; or
 * of a name and "-" for a report without any.  Lines with "#" first are remarks.
 * Ends the program when the list cannot be read.
 */
extern void violations_load(const char *path);

/*
 * Checks a report and says which violations are missing and which are not in the
 * list; returns how many, and counts those asked for.  Without a list: nothing.
 */
extern long violations_compare(const char *report, const char *file, const GrReport *r,
							   const GrArena *arena, long *asked);

#endif
