/*
 * html_page.c
 *		The lines of a page, while its elements come in.
 */
#include "html_page.h"

#include "chars.h"

#include <string.h>

/* Depths are kept in 16 bits. */
#define DEPTH_KEPT UINT16_MAX

void *
html_page_grow(HtmlPage *page, void *array, int *size, int used, size_t element)
{
	int			larger = *size == 0 ? 64 : *size <= INT32_MAX / 2 ? *size * 2 : 0;
	void	   *memory;

	if (used < *size)
		return array;
	memory = larger > 0 ? page->arena->alloc(page->arena->context, element * (size_t) larger) : NULL;
	if (memory == NULL)
	{
		page->failed = true;
		return NULL;
	}
	if (used > 0)
		memcpy(memory, array, element * (size_t) used);
	if (array != NULL && page->arena->release != NULL)
		page->arena->release(page->arena->context, array);
	*size = larger;
	return memory;
}

void
html_page_init(HtmlPage *page, const GrArena *arena, GrMarkup markup, bool all,
			   GrOrigins *origins)
{
	memset(page, 0, sizeof(*page));
	page->arena = arena;
	page->markup = markup;
	page->all = all;
	page->origins = origins;
	page->cell_origins.original.len = SIZE_MAX;
	gr_buffer_init(&page->text, arena, 4096);
	gr_buffer_init(&page->cell_text, arena, 1024);
	gr_buffer_init(&page->title, arena, TITLE_BYTES);
}

void
html_page_end_line(HtmlPage *page)
{
	if (page->in_line)
		gr_buffer_char(&page->text, '\n');
	page->in_line = false;
	page->blank = page->blank_broken = false;
}

HtmlLine
html_page_here(HtmlPage *page, size_t start)
{
	HtmlLine	line = {
		(uint32_t) start,
		(uint16_t) (page->blocks < DEPTH_KEPT ? page->blocks : DEPTH_KEPT),
		(uint16_t) (page->low < DEPTH_KEPT ? page->low : DEPTH_KEPT),
		(uint8_t) ((page->headings > 0 ? HTML_LINE_HEADING : 0) |
				   (page->links > 0 ? HTML_LINE_LINK : 0))
	};

	if (start > UINT32_MAX)
		page->failed = true;
	page->low = page->blocks;
	return line;
}

/* Adds a line to some. */
static void
add_line(HtmlPage *page, HtmlLine **lines, int *count, int *size, HtmlLine line)
{
	HtmlLine   *grown = html_page_grow(page, *lines, size, *count, sizeof(HtmlLine));

	if (grown == NULL)
		return;
	*lines = grown;
	grown[(*count)++] = line;
}

void
html_page_line(HtmlPage *page, HtmlLine line)
{
	html_page_end_line(page);
	line.start = (uint32_t) page->text.len;
	add_line(page, &page->lines, &page->nlines, &page->lines_size, line);
	if (page->text.len > UINT32_MAX)
		page->failed = true;
	page->in_line = true;
}

/* Is anything in the cell or line so far? */
static bool
has_text(const HtmlPage *page)
{
	if (!html_in_cell(page))
		return page->in_line;
	return page->cell_text.len > page->cells[page->ncells - 1].start &&
		page->cell_text.data[page->cell_text.len - 1] != '\n';
}

/* Where text goes: into a cell or a line, which is begun. */
static GrBuffer *
place_for_text(HtmlPage *page)
{
	if (html_in_cell(page))
	{
		if (!has_text(page))
			add_line(page, &page->cell_lines, &page->ncell_lines, &page->cell_lines_size,
					 html_page_here(page, page->cell_text.len));
		if (page->links == 0 && page->ncell_lines > 0)
			page->cell_lines[page->ncell_lines - 1].kind &= (uint8_t) ~HTML_LINE_LINK;
		return &page->cell_text;
	}
	if (!page->in_line)
		html_page_line(page, html_page_here(page, page->text.len));
	if (page->links == 0 && page->nlines > 0)
		page->lines[page->nlines - 1].kind &= (uint8_t) ~HTML_LINE_LINK;
	return &page->text;
}

/* Remembers where the text that comes next was. */
static void
mark_origin(HtmlPage *page, const GrBuffer *to, size_t origin)
{
	GrOrigins  *origins = to == &page->text ? page->origins : &page->cell_origins;

	if (!gr_origin_mark(origins, page->arena, to->len, origin))
		page->failed = true;
}

/*
 * Writes the white space that is due before a character.  A line end between
 * two wide characters is none: browsers show none, and words are not parted.
 */
static void
write_blank(HtmlPage *page, GrBuffer *to, unsigned char next)
{
	bool		wide = next >= 0xE2 && to->len > 0 &&
		(unsigned char) to->data[to->len - 1] >= 0x80;

	if (!(wide && page->blank_broken))
		gr_buffer_char(to, ' ');
	page->blank = page->blank_broken = false;
}

/* Breaks the line, or inside a cell what will be lines or blanks of it. */
static void
break_line(HtmlPage *page)
{
	if (!html_in_cell(page))
		html_page_end_line(page);
	else if (has_text(page))
		gr_buffer_char(&page->cell_text, '\n');
	page->blank = page->blank_broken = false;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Text whose blanks and line ends count. */
static void
preformatted_text(HtmlPage *page, const char *text, size_t len, size_t origin)
{
	for (size_t i = 0; i < len;)
	{
		size_t		from = i;
		GrBuffer   *to;

		if (text[i] == '\n')
		{
			/* an empty line belongs to the line before */
			if (!html_in_cell(page) && !page->in_line && page->nlines > 0)
				gr_buffer_char(&page->text, '\n');
			break_line(page);
			i++;
			continue;
		}
		while (i < len && text[i] != '\n' && !(text[i] == '\t' && html_in_cell(page)))
			i++;
		to = place_for_text(page);
		mark_origin(page, to, origin + from);
		gr_buffer_add(to, text + from, i - from);
		if (i < len && text[i] == '\t')
		{
			gr_buffer_char(to, ' ');
			i++;
		}
	}
}

/* Bytes of the zero-width character at p, or 0: nobody sees it. */
static size_t
zero_width(const char *p, size_t len)
{
	unsigned char lead = (unsigned char) *p;
	size_t		size = lead == 0xC2 ? 2 : lead == 0xE2 || lead == 0xEF ? 3 : 0;
	uint32_t	c;

	if (size == 0 || size > len)
		return 0;
	gr_next(p, &c);
	return gr_kind[c] == GR_CHAR_IGNORED ? size : 0;
}

/* Text as browsers show it: runs of white space are one blank. */
static void
flowing_text(HtmlPage *page, const char *text, size_t len, size_t origin)
{
	for (size_t i = 0; i < len;)
	{
		size_t		from = i;
		size_t		zero;
		GrBuffer   *to;

		if (is_white(text[i]))
		{
			page->blank = page->blank || has_text(page);
			page->blank_broken |= text[i] == '\n';
			i++;
			continue;
		}
		if ((zero = zero_width(text + i, len - i)) > 0)
		{
			i += zero;
			continue;
		}
		while (i < len && !is_white(text[i]) && zero_width(text + i, len - i) == 0)
			i++;
		to = place_for_text(page);
		if (page->blank)
			write_blank(page, to, (unsigned char) text[from]);
		page->blank_broken = false;
		mark_origin(page, to, origin + from);
		gr_buffer_add(to, text + from, i - from);
	}
}

/* Parts a title of the page from the one before. */
static void
end_title(HtmlPage *page)
{
	if (page->title.len > 0)
		gr_buffer_char(&page->title, '\n');
}

/* The title of the page. */
static void
title_text(HtmlPage *page, const char *text, size_t len, size_t origin)
{
	if (page->title.len == 0)
		page->title_origin = origin;
	/* cut between characters */
	if (page->title.len >= TITLE_BYTES)
		return;
	if (len > TITLE_BYTES - page->title.len)
		for (len = TITLE_BYTES - page->title.len;
			 len > 0 && ((unsigned char) text[len] & 0xC0) == 0x80;)
			len--;
	for (size_t i = 0; i < len; i++)
		gr_buffer_char(&page->title, is_white(text[i]) ? ' ' : text[i]);
}

/* A title that a meta element gives the page. */
static void
meta_title(HtmlPage *page, const char *title)
{
	if (title == NULL)
		return;
	end_title(page);
	title_text(page, title, strlen(title), page->title_origin);
}

void
html_page_text(HtmlPage *page, const char *text, size_t len, size_t origin)
{
	if (page->in_title)
		title_text(page, text, len, origin);
	else if (page->skipped != 0)
		return;
	else if (page->pre > 0 || (page->markup == GR_MARKUP_MIXED && page->ngrids == 0))
		preformatted_text(page, text, len, origin);
	else
		flowing_text(page, text, len, origin);
	if (!page->text.ok || !page->cell_text.ok || !page->title.ok)
		page->failed = true;
}

/*
 * Raised text behind a digit is a mark of a footnote, and no further digit:
 * it goes into brackets.
 */
static bool
begins_remark(const HtmlPage *page)
{
	const GrBuffer *to = html_in_cell(page) ? &page->cell_text : &page->text;
	char		last;

	if (!has_text(page) || page->blank)
		return false;
	last = to->data[to->len - 1];
	return last >= '0' && last <= '9';
}

/*
 * Does an element hold lines?  Inline ones and paragraphs may be left open for
 * long, and the parser, unlike browsers, takes what follows to be inside then.
 */
static bool
is_container(int flags)
{
	return (flags & (HTML_BLOCK | HTML_ROWS | HTML_ROW | HTML_CELL)) && !(flags & HTML_LEAF);
}

/* Counts an element of some kinds in or out. */
static void
count_kinds(HtmlPage *page, int flags, int by)
{
	page->pre += (flags & HTML_PRE) ? by : 0;
	page->headings += (flags & HTML_HEADING) ? by : 0;
	page->links += (flags & HTML_LINK) ? by : 0;
	page->blocks += is_container(flags) ? by : 0;
}

void
html_page_open(HtmlPage *page, const char *name, const char *const *attributes)
{
	int			flags = html_element(name, strlen(name));
	HtmlOpen   *open = html_page_grow(page, page->open, &page->open_size, page->depth,
									  sizeof(HtmlOpen));

	if (open == NULL)
		return;
	page->open = open;
	if (page->skipped != 0)
		flags = 0;
	else if (attributes != NULL)
		flags |= html_attributes(attributes);
	/* the name of a place is no link */
	if ((flags & HTML_LINK) && html_attribute(attributes, "href") == NULL)
		flags &= ~HTML_LINK;
	if (flags & HTML_META)
		meta_title(page, html_meta_title(attributes));
	if ((flags & HTML_HIDDEN) && !page->all)
		flags |= HTML_SKIP;
	if (flags & HTML_SKIP)
	{
		page->skipped = page->depth + 1;
		flags &= HTML_BLOCK;
	}
	if ((flags & HTML_RAISED) && !begins_remark(page))
		flags &= ~HTML_RAISED;
	if (flags & (HTML_BLOCK | HTML_BREAK))
		break_line(page);
	page->open[page->depth++].flags = (uint16_t) flags;
	count_kinds(page, flags, 1);
	if (flags & HTML_TITLE)
	{
		page->in_title = true;
		end_title(page);
	}
	if (flags & HTML_RAISED)
		gr_buffer_char(html_in_cell(page) ? &page->cell_text : &page->text, '(');
	if (flags & (HTML_TABLE | HTML_ROWS | HTML_ROW | HTML_CELL))
		html_grid_open(page, flags, attributes);
}

void
html_page_close(HtmlPage *page, const char *name)
{
	int			flags;

	(void) name;
	if (page->depth == 0)
		return;
	flags = page->open[page->depth - 1].flags;
	if (flags & HTML_TITLE)
		page->in_title = false;
	if ((flags & HTML_RAISED) && has_text(page))
		gr_buffer_char(html_in_cell(page) ? &page->cell_text : &page->text, ')');
	if (flags & (HTML_TABLE | HTML_ROWS | HTML_ROW | HTML_CELL))
		html_grid_close(page, flags);
	if (flags & HTML_BLOCK)
		break_line(page);
	count_kinds(page, flags, -1);
	page->depth--;
	if (page->blocks < page->low)
		page->low = page->blocks;
	if (page->skipped > page->depth)
		page->skipped = 0;
}

void
html_page_end(HtmlPage *page)
{
	while (page->depth > 0)
		html_page_close(page, NULL);
	while (page->ngrids > 0)
		html_grid_close(page, HTML_TABLE);
	html_page_end_line(page);
	if (!page->text.ok || !page->cell_text.ok || !page->title.ok)
		page->failed = true;
}

/* Gives the page's memory back, but for the origins. */
void
html_page_release(HtmlPage *page)
{
	void	   *const memory[] = {
		page->text.data, page->cell_text.data, page->title.data, page->lines, page->cells,
		page->cell_lines, page->cell_origins.marks, page->grids, page->open
	};

	for (size_t i = 0; page->arena->release != NULL && i < sizeof(memory) / sizeof(memory[0]); i++)
		if (memory[i] != NULL)
			page->arena->release(page->arena->context, memory[i]);
}
