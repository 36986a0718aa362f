/*
 * pinyin.h
 *		Pronunciations that mirror sites put in brackets behind characters.
 */
#ifndef GR_PINYIN_H
#define GR_PINYIN_H

#include "report.h"

/*
 * If the text is one in which pronunciations stand behind characters, makes
 * *text a copy without them, sets *any, and carries origins over to the copy:
 * they may be without marks, or tell already what the text was made of.  Any
 * other text is left as it is.  With *any set before, it is known to be such a
 * text, however few are left in it.  In a page numbers of characters (&#65288;)
 * are the characters.  False when there is no memory.
 *
 * The text is valid UTF-8; gr_chars_init() has run.
 */
extern bool gr_strip_pinyin(GrText *text, bool page, const GrArena *arena,
							GrOrigins *origins, bool *any);

#endif
