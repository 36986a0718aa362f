/*
 * pages.h
 *		What was read from a text, read again from web pages made of it.
 */
#ifndef PAGES_H
#define PAGES_H

#include "report.h"

/* Where pages that differ are kept; NULL: nowhere. */
extern const char *pages_keep;

/*
 * Writes the report's figures and prose as a page in every layout of the
 * generator that keeps them all, and puts the text itself into pages; says what
 * differs, returns how many figures, and counts the pages and figures asked.
 */
extern long pages_compare(const char *name, const char *text, size_t len,
						  const GrReport *report, long *pages, long *asked);

#endif
