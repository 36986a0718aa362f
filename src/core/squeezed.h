/*
 * squeezed.h
 *		A piece of prose without the blanks and line ends that tools scatter
 *		through it, so that words and phrases stand in one piece.
 */
#ifndef GR_SQUEEZED_H
#define GR_SQUEEZED_H

#include "report.h"

/* So much of a text is squeezed: far more than any opening words. */
#define GR_SQUEEZED_BYTES 16384

typedef struct GrSqueezed
{
	GrText		source;			/* the text it was made of, or its end */
	size_t		len;
	char		data[GR_SQUEEZED_BYTES];
} GrSqueezed;

/* Squeezes the beginning of a text, or its end. */
extern void gr_squeeze(GrText text, bool its_end, GrSqueezed *squeezed);

/* Where a place of it stands in the source, in characters from 1. */
extern long gr_squeezed_offset(const GrSqueezed *squeezed, const char *place);

/*
 * The first place of a word in a text, however blanks and line ends part it, and
 * what is behind it; or NULL.
 */
extern const char *gr_find_parted(const char *p, const char *end, const char *word,
								  const GrArena *arena, const char **behind);

/* Does the word stand in a text so? */
extern bool gr_says(GrText text, const char *word, const GrArena *arena);

/* Characters of a text, blanks and line ends left out. */
extern long gr_count_printed(GrText text, const GrArena *arena);

#endif
