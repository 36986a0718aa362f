/*
 * opening.h
 *		The opening words of a report, in which it says whose it is and of which
 *		year: their sentences, and the words that announce it.
 */
#ifndef GR_OPENING_H
#define GR_OPENING_H

#include "checking.h"
#include "squeezed.h"

/* The opening words are looked for in so many bytes of section one. */
#define GR_OPENING_BYTES 2000
/* A sentence of the opening words has at most so many bytes. */
#define GR_SENTENCE_BYTES 400

/* Begins a text the report is announced with; ended by NULL. */
extern const char *const gr_announcing[];

/* The prose of a section, or none. */
extern GrText gr_section_prose(const GrReport *report, int number);

/* The end of so many bytes of a squeezed text, at a character's start. */
extern const char *gr_squeezed_start(const GrSqueezed *text, size_t len);

/* The end of the sentence p is in; the same, or a colon before it. */
extern const char *gr_sentence_end(const char *p, const char *end);
extern const char *gr_announcement_end(const char *p, const char *end);

/* Where the sentence that goes on to p begins. */
extern const char *gr_sentence_start(const char *start, const char *p);

/* Does one of the words stand from p to end? */
extern bool gr_has_any(const char *p, const char *end, const char *const *words,
					   size_t count);

/*
 * The year of what is announced from p to stop, a report on disclosure, in one
 * clause; 0 if it is something else.  *from and *to are around the year.
 */
extern int	gr_announced_year(const char *p, const char *stop, const char **from,
							  const char **to);

/* ---- rules_year.c, rules_authority.c ---- */

extern bool gr_check_year_missing(GrChecking *checking);
extern bool gr_check_year_conflict(GrChecking *checking);
extern bool gr_check_authority_missing(GrChecking *checking);
extern bool gr_check_authority_conflict(GrChecking *checking);

#endif
