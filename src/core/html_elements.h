/*
 * html_elements.h
 *		What HTML's elements are to a reader of figures and prose.
 */
#ifndef GR_HTML_ELEMENTS_H
#define GR_HTML_ELEMENTS_H

#include <stdbool.h>
#include <stddef.h>

/* Properties of elements. */
typedef enum HtmlFlags
{
	HTML_BLOCK = 1,				/* begins and ends a line */
	HTML_BREAK = 2,				/* breaks a line: br, hr */
	HTML_SKIP = 4,				/* shown to nobody, or no part of any article */
	HTML_TABLE = 8,
	HTML_ROWS = 16,				/* a group of rows: ends all rowspans */
	HTML_ROW = 32,
	HTML_CELL = 64,
	HTML_PRE = 128,				/* blanks and line ends count */
	HTML_HEADING = 256,
	HTML_LINK = 512,
	HTML_TITLE = 1024,			/* the page's title */
	HTML_RAISED = 2048,			/* sup, sub: apart from the digits before */
	HTML_MARKS_PAGE = 4096,		/* only a page has it: see gr_html_markup */
	HTML_LEAF = 8192,			/* a block that holds no others */
	HTML_HIDDEN = 16384,		/* not shown at first, or apart from the article */
	HTML_META = 32768			/* says something of the page */
} HtmlFlags;

/* The properties of an element by its name, in any case; 0 for unknown ones. */
extern int	html_element(const char *name, size_t len);

/* The properties that attributes give: names and values in turn, then NULL. */
extern int	html_attributes(const char *const *attributes);

/* The value of an attribute, or NULL. */
extern const char *html_attribute(const char *const *attributes, const char *name);

/* The title that a meta element gives the page, or NULL. */
extern const char *html_meta_title(const char *const *attributes);

#endif
