/*
 * markup.h
 *		What the writers of web pages share: elements, attributes and text as
 *		this page's author (Case.html) writes them.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "generator.h"

/* ---- write_html.c ---- */

/* True when the page shows this HTML_... feature. */
extern bool markup_has(const Case *c, unsigned feature);

/* "<element", an attribute, ">"; or all at once, perhaps with idle attributes. */
extern void markup_begin(Case *c, Text *out, const char *element);
extern void markup_attribute(Case *c, Text *out, const char *name, const char *value);
extern void markup_end(Text *out);
extern void markup_open(Case *c, Text *out, const char *element);
extern void markup_open_class(Case *c, Text *out, const char *element, const char *class_);
/* "</element>", unless this page leaves it out. */
extern void markup_close(Case *c, Text *out, const char *element);
/* ... and never leaves it out. */
extern void markup_close_surely(Case *c, Text *out, const char *element);
extern void markup_break(Case *c, Text *out);
/* A line end of the source, where it means nothing. */
extern void markup_line(Case *c, Text *out);

/* Text, escaped. */
extern void markup_text(Case *c, Text *out, const char *text);
/* Text, escaped, cut over inline elements. */
extern void markup_inline(Case *c, Text *out, const char *text);
/* An element with text, on a line of its own. */
extern void markup_element(Case *c, Text *out, const char *element, const char *class_,
						 const char *text);
/* The same where every element is closed and nothing cut. */
extern void markup_link(Case *c, Text *out, const char *address, const char *text);

/* ---- write_html_tables.c ---- */

/* The three tables of another report, plainly. */
extern void markup_decoy_table(Case *c, GrTable table, Text *out);

/* ---- write_html_page.c ---- */

/* The name of the site, and a page's beginning and end. */
extern const char markup_site[];
extern void markup_open_page(Case *c, const char *title, Text *out);
extern void markup_close_page(Case *c, Text *out);

/* What nobody sees: other tables in comments, scripts, hidden elements. */
extern void markup_hidden(Case *c, Text *out);

#endif
