/*
 * html.h
 *		HTML pages as text: what a reader of the page sees of the article, line
 *		by line, rows of tables as cells parted by tabs.
 */
#ifndef GR_HTML_H
#define GR_HTML_H

#include "origin.h"

/* What markup a text has. */
typedef enum GrMarkup
{
	GR_MARKUP_NONE,				/* plain text */
	GR_MARKUP_MIXED,			/* plain text with tables in HTML between its lines */
	GR_MARKUP_PAGE				/* an HTML page, or a piece of one */
} GrMarkup;

/* What markup a text has, by its tags. */
extern GrMarkup gr_html_markup(GrText text);

/*
 * The article of a page as text, with the places it came from in origins,
 * which is empty before.  *grids tells whether rows of tables are in it: there
 * a cell that is there but empty is a blank, and nothing at all stands where
 * another cell spans.  At most HTML_DEPTH_MAX elements may be open at once.
 * Errors: GR_ERROR_LIMIT, GR_ERROR_MEMORY, and GR_ERROR_UNSUPPORTED in a build
 * without libxml2.
 */
extern bool gr_html_text(GrText page, GrMarkup markup, const GrArena *arena,
						 GrOrigins *origins, GrText *text, bool *grids,
						 GrError *error);

#define HTML_DEPTH_MAX 50000

#endif
