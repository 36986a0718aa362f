/*
 * html_detect.c
 *		Is a text HTML?
 *
 * A page has its outermost elements, or parts its lines by tags.  Text of a
 * document converter may have tables in HTML, each a page of its own perhaps,
 * between lines of plain text, whose line ends count.  All else is plain text, whatever single tags a careless
 * crawler left in it: taking those for a page would lose its lines.
 */
#include "html.h"
#include "html_elements.h"

#include <string.h>

/* Longest name of an element that is looked at. */
#define NAME_BYTES 16
/* So many tags that part lines make a page, if they are half as many as lines. */
#define LINES_PARTED 3

/* What the tags of a text are. */
typedef struct Tags
{
	bool		page;			/* elements that only a page has */
	bool		begins;			/* nothing stands before the first tag */
	bool		table;
	bool		cell;
	int			depth;			/* of tables */
	bool		text;			/* something stands outside tables */
	size_t		blocks;			/* tags that part lines outside tables */
	size_t		lines;
} Tags;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Are these bytes next, in any case? */
static bool
next_is(const char *p, const char *end, const char *word)
{
	for (; *word != '\0'; p++, word++)
		if (p >= end || (*p | 0x20) != (*word | 0x20))
			return false;
	return true;
}

/* The properties of the element whose tag begins at p, or -1 for no tag. */
static int
tag_at(const char *p, const char *end)
{
	const char *name = p + 1;
	const char *q;

	if (*p != '<')
		return -1;
	if (name < end && *name == '/')
		name++;
	for (q = name; q < end && q - name < NAME_BYTES; q++)
		if (!((*q | 0x20) >= 'a' && (*q | 0x20) <= 'z') && !(*q >= '0' && *q <= '9'))
			break;
	if (q == name || q >= end || !(is_blank(*q) || *q == '>' || *q == '/'))
		return -1;
	return html_element(name, (size_t) (q - name));
}

/* Is there anything but white space from p to end? */
static bool
has_text(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p < end;
}

/* Takes a tag's element into account. */
static void
count_tag(Tags *tags, int flags, bool closes)
{
	if (flags & HTML_MARKS_PAGE)
		tags->page = true;
	else if (flags & HTML_TABLE)
	{
		tags->table = true;
		tags->depth += closes ? -1 : 1;
	}
	else if ((flags & (HTML_BLOCK | HTML_BREAK)) && tags->depth <= 0)
		tags->blocks++;
	tags->cell |= (flags & HTML_CELL) != 0;
}

/* Looks at every tag, until it is plain that the text is a page. */
static void
look_at_tags(const char *p, const char *end, Tags *tags)
{
	const char *line = p;
	const char *behind = p;		/* the last tag */

	for (; (p = memchr(p, '<', (size_t) (end - p))) != NULL; p++)
	{
		int			flags = p < behind ? -1 : tag_at(p, end);
		const char *close;

		if (flags < 0)
			continue;
		tags->text |= tags->depth <= 0 && has_text(behind, p);
		count_tag(tags, flags, p[1] == '/');
		if (tags->page && tags->begins)
			return;
		close = memchr(p, '>', (size_t) (end - p));
		behind = close == NULL ? end : close + 1;
	}
	tags->text |= has_text(behind, end);
	for (; (line = memchr(line, '\n', (size_t) (end - line))) != NULL; line++)
		tags->lines++;
}

GrMarkup
gr_html_markup(GrText text)
{
	static const char bom[] = "\xEF\xBB\xBF";
	const char *p = text.data;
	const char *end = text.data + text.len;
	Tags		tags = {false};

	if (text.len >= 3 && memcmp(p, bom, 3) == 0)
		p += 3;
	while (p < end && is_blank(*p))
		p++;
	if (p >= end || memchr(p, '<', (size_t) (end - p)) == NULL)
		return GR_MARKUP_NONE;
	if (next_is(p, end, "<!doctype html") || next_is(p, end, "<!--"))
		return GR_MARKUP_PAGE;
	tags.begins = tag_at(p, end) >= 0 || next_is(p, end, "<?xml");
	look_at_tags(p, end, &tags);
	if ((tags.begins && (tags.page || tags.blocks > 0 || !tags.text)) ||
		(tags.blocks >= LINES_PARTED && (tags.page || tags.blocks >= tags.lines / 2)))
		return GR_MARKUP_PAGE;
	return tags.table && tags.cell ? GR_MARKUP_MIXED : GR_MARKUP_NONE;
}
