/*
 * chars.h
 *		Characters as the reader sees them: folded to one width and one glyph per
 *		meaning, traditional ones to simplified ones, with a kind.  Text is valid
 *		UTF-8 here; it was checked before.
 */
#ifndef GR_CHARS_H
#define GR_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a character is to the reader. */
typedef enum GrCharKind
{
	GR_CHAR_WORD,				/* Han character, letter, anything else */
	GR_CHAR_DIGIT,
	GR_CHAR_BLANK,				/* space of any width */
	GR_CHAR_IGNORED,			/* zero-width */
	GR_CHAR_MARK,				/* punctuation that may stand inside a label */
	GR_CHAR_OPEN,				/* opening bracket */
	GR_CHAR_CLOSE,				/* closing bracket */
	GR_CHAR_STOP,				/* ends a sentence or clause list: 。；！？ */
	GR_CHAR_TAB,
	GR_CHAR_BAR,				/* vertical bar of any make */
	GR_CHAR_NEWLINE,
	GR_CHAR_RULE				/* horizontal box drawing */
} GrCharKind;

/* Characters outside the Basic Multilingual Plane count as this one. */
#define GR_CHAR_OTHER 0xFFFD

extern uint16_t gr_fold[0x10000];	/* the character folded */
extern uint8_t gr_kind[0x10000];	/* its GrCharKind */

/* Fills the tables; cheap when it has run before. */
extern void gr_chars_init(void);

/* Decodes the character at p (p is before the end), sets *c; returns the next. */
static inline const char *
gr_next(const char *p, uint32_t *c)
{
	const unsigned char *u = (const unsigned char *) p;

	if (u[0] < 0x80)
	{
		*c = u[0];
		return p + 1;
	}
	if (u[0] >= 0xE0 && u[0] < 0xF0)
	{
		*c = (uint32_t) (u[0] & 0x0F) << 12 | (uint32_t) (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
		return p + 3;
	}
	if (u[0] < 0xE0)
	{
		*c = (uint32_t) (u[0] & 0x1F) << 6 | (u[1] & 0x3F);
		return p + 2;
	}
	*c = GR_CHAR_OTHER;
	return p + 4;
}

/* The start of the character before p (p is after the start of the text). */
static inline const char *
gr_previous(const char *p)
{
	do
		p--;
	while (((unsigned char) *p & 0xC0) == 0x80);
	return p;
}

/* Kind of the character at p. */
static inline GrCharKind
gr_kind_at(const char *p)
{
	uint32_t	c;

	gr_next(p, &c);
	return gr_kind[c];
}

/* Skips blanks and zero-width characters. */
static inline const char *
gr_skip_blanks(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_kind[c] != GR_CHAR_BLANK && gr_kind[c] != GR_CHAR_IGNORED)
			break;
		p = next;
	}
	return p;
}

/* Drops blanks and zero-width characters before end. */
static inline const char *
gr_trim_end(const char *start, const char *end)
{
	while (end > start)
	{
		const char *last = gr_previous(end);
		GrCharKind	kind = gr_kind_at(last);

		if (kind != GR_CHAR_BLANK && kind != GR_CHAR_IGNORED)
			break;
		end = last;
	}
	return end;
}

/* The same before p, line ends dropped as well. */
static inline const char *
gr_trim_lines(const char *start, const char *p)
{
	for (;;)
	{
		p = gr_trim_end(start, p);
		if (p <= start || p[-1] != '\n')
			return p;
		p--;
	}
}

/* Number of characters in a span. */
static inline size_t
gr_count_chars(const char *start, const char *end)
{
	size_t		count = 0;

	for (; start < end; start++)
		count += ((unsigned char) *start & 0xC0) != 0x80;
	return count;
}

/*
 * Words of a text.  The word looked for is spelled as characters fold; it is
 * found in every glyph, and has the same length in all (traditional.def).
 */

/* Behind the word if it begins at p, else NULL. */
extern const char *gr_behind_word(const char *p, const char *end, const char *word);

/* Does the text from p end with the word? */
extern bool gr_ends_with(const char *p, const char *end, const char *word);

/* The first place of the word in the text, or NULL. */
extern const char *gr_find(const char *p, const char *end, const char *word);

/* The value of a Chinese numeral digit 一..十 (1..10), 〇 and 零 (0), or -1. */
extern int	gr_numeral(uint32_t c);

#endif
