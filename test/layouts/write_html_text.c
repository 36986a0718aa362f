/*
 * write_html_text.c
 *		Pages that hold a report as lines of text, its tables with them: every
 *		text layout as a web page.
 */
#include "markup.h"

#include <string.h>

const char *const wrap_names[WRAPS] = {"p", "br", "pre"};

/* Blanks of a line: what HTML would drop is written so that it stays. */
static void
put_blanks(Text *out, int blanks, bool inside)
{
	if (inside && blanks == 1)
		text_put(out, " ");
	else
		text_repeat(out, "&nbsp;", blanks);
}

/* A line's text, where blanks run together. */
static void
put_line(Case *c, const char *line, size_t len, Text *out)
{
	Text		piece = {0};

	for (size_t i = 0; i < len;)
	{
		size_t		from = i;

		while (i < len && line[i] == ' ')
			i++;
		put_blanks(out, (int) (i - from), from > 0 && i < len);
		from = i;
		while (i < len && line[i] != ' ')
			i++;
		text_add(&piece, line + from, i - from);
		markup_text(c, out, piece.data);
		text_free(&piece);
	}
}

/* The line in its paragraph, or with its break. */
static void
put_wrapped_line(Case *c, const char *line, size_t len, Wrap wrap, Text *out)
{
	if (wrap == WRAP_PARAGRAPHS)
	{
		markup_open(c, out, "p");
		put_line(c, line, len, out);
		if (len == 0)
			text_put(out, "&nbsp;");
		markup_close(c, out, "p");
		markup_line(c, out);
	}
	else
	{
		put_line(c, line, len, out);
		markup_break(c, out);
		markup_line(c, out);
	}
}

/* The text's lines in one element. */
static void
put_text(Case *c, const char *text, Wrap wrap, Text *out)
{
	if (wrap == WRAP_PREFORMATTED)
	{
		text_put(out, "<pre>");
		markup_text(c, out, text);
		text_put(out, "</pre>\n");
		return;
	}
	markup_open_class(c, out, "div", "content");
	while (*text)
	{
		size_t		len = strcspn(text, "\r\n");

		put_wrapped_line(c, text, len, wrap, out);
		text += len;
		if (*text == '\r')
			text++;
		if (*text == '\n')
			text++;
	}
	markup_close_surely(c, out, "div");
}

bool
markup_wrap(Case *c, const char *text, Wrap wrap, Text *out)
{
	/* a tab is a cell's end, and only preformatted text keeps it */
	if (wrap != WRAP_PREFORMATTED && strpbrk(text, "\t\f") != NULL)
		return false;
	markup_make(c);
	if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	markup_open_page(c, markup_site, out);
	put_text(c, text, wrap, out);
	markup_close_page(c, out);
	return true;
}
