/*
 * html_page.h
 *		A page as the lines a reader sees, while its elements come in.
 *
 * Lines are kept with the depth they stand at, so that the element around the
 * article can be told from the rest of the page without a tree.
 */
#ifndef GR_HTML_PAGE_H
#define GR_HTML_PAGE_H

#include "html.h"
#include "html_elements.h"

/* Columns of a grid in which spans count; the form's widest table has 15. */
#define GRID_COLUMNS 64
/* Of the page's titles, so many bytes are kept. */
#define TITLE_BYTES 1200

/* What kind of line. */
typedef enum HtmlLineKind
{
	HTML_LINE_HEADING = 1,		/* inside a heading */
	HTML_LINE_LINK = 2,			/* all of it inside links */
	HTML_LINE_ROW = 4			/* a row of a table */
} HtmlLineKind;

/* A line of the page. */
typedef struct HtmlLine
{
	uint32_t	start;			/* in the page's text, or in the cells' */
	uint16_t	depth;			/* open blocks around it */
	uint16_t	low;			/* fewest open blocks since the line before */
	uint8_t		kind;			/* HtmlLineKind */
} HtmlLine;

/* A cell of the row that is being read. */
typedef struct HtmlCell
{
	size_t		start;			/* in cell_text */
	size_t		end;
	int			column;
	int			span;			/* columns */
} HtmlCell;

/* A table that is open. */
typedef struct HtmlGrid
{
	bool		in_row;
	bool		in_cell;
	bool		layout;			/* this row's cells were written as lines */
	int			column;			/* next column of the row */
	int			width;			/* columns in which cells have begun */
	uint16_t	carry[GRID_COLUMNS];	/* rows that a cell above still covers */
	uint16_t	begun[GRID_COLUMNS];	/* ... and one of this row will */
} HtmlGrid;

/* An element that is open. */
typedef struct HtmlOpen
{
	uint16_t	flags;			/* HtmlFlags; HTML_RAISED only if marked in the text */
} HtmlOpen;

typedef struct HtmlPage
{
	const GrArena *arena;
	GrMarkup	markup;
	bool		all;			/* what is hidden, too */
	bool		failed;			/* memory ran out */
	GrBuffer	text;			/* lines, each with its line end */
	GrOrigins  *origins;		/* ... and where they come from */
	HtmlLine   *lines;
	int			nlines;
	int			lines_size;
	bool		in_line;		/* the last line has no end yet */
	GrBuffer	cell_text;		/* cells of the row that is being read */
	GrOrigins	cell_origins;
	HtmlLine   *cell_lines;		/* ... and the lines they would be */
	int			ncell_lines;
	int			cell_lines_size;
	HtmlCell   *cells;
	int			ncells;
	int			cells_size;
	HtmlGrid   *grids;
	int			ngrids;
	int			grids_size;
	bool		grid_rows;		/* rows of cells were written */
	HtmlOpen   *open;
	int			depth;			/* open elements */
	int			open_size;
	int			blocks;			/* ... that are blocks or parts of tables */
	int			low;			/* fewest since the last line's text */
	int			skipped;		/* depth of the element that is skipped, or 0 */
	int			pre;			/* open elements of these kinds */
	int			headings;
	int			links;
	bool		blank;			/* white space is due before more text */
	bool		blank_broken;	/* ... with a line end in it */
	bool		in_title;
	GrBuffer	title;			/* the page's own, and what meta elements say */
	size_t		title_origin;
} HtmlPage;

/* html_page.c: the events of a page */
extern void html_page_init(HtmlPage *page, const GrArena *arena, GrMarkup markup, bool all,
						   GrOrigins *origins);
extern void html_page_open(HtmlPage *page, const char *name, const char *const *attributes);
extern void html_page_close(HtmlPage *page, const char *name);
extern void html_page_text(HtmlPage *page, const char *text, size_t len, size_t origin);
extern void html_page_end(HtmlPage *page);
extern void html_page_release(HtmlPage *page);

/* A line that begins here, at a place of the text it is in. */
extern HtmlLine html_page_here(HtmlPage *page, size_t start);
/* Begins a line of the page; ends the open one. */
extern void html_page_line(HtmlPage *page, HtmlLine line);
extern void html_page_end_line(HtmlPage *page);
/* A larger array; NULL, and the page failed, when there is no memory. */
extern void *html_page_grow(HtmlPage *page, void *array, int *size, int used, size_t element);

/* html_grid.c: tables */
extern void html_grid_open(HtmlPage *page, int flags, const char *const *attributes);
extern void html_grid_close(HtmlPage *page, int flags);
/* True when text belongs into a cell of the innermost table. */
extern bool html_in_cell(const HtmlPage *page);

/* html_article.c: the article's lines; false when there is no memory */
extern bool html_article(HtmlPage *page, GrText *text, bool *found);

/* html_furniture.c: is a line of the page none of the report's? */
typedef enum HtmlFurniture
{
	HTML_FURNITURE_NONE,
	HTML_FURNITURE_LINE,		/* the line alone */
	HTML_FURNITURE_END			/* the article ends here, at the latest */
} HtmlFurniture;
extern HtmlFurniture html_furniture(const char *p, const char *end);

#endif
