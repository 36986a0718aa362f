/*
 * text.c
 *		A growing string, and UTF-8 by the character.
 */
#include "generator.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for so many bytes and the terminator. */
static void
text_reserve(Text *text, size_t more)
{
	if (text->len + more + 1 <= text->size)
		return;
	text->size = (text->len + more + 1) * 2;
	text->data = realloc(text->data, text->size);
	if (text->data == NULL)
		abort();
}

void
text_add(Text *text, const char *data, size_t len)
{
	text_reserve(text, len);
	if (len > 0)
		memcpy(text->data + text->len, data, len);
	text->len += len;
	text->data[text->len] = '\0';
}

void
text_put(Text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void
text_printf(Text *text, const char *format,...)
{
	size_t		room = 256;

	for (;;)
	{
		va_list		args;
		int			len;

		text_reserve(text, room);
		va_start(args, format);
		len = vsnprintf(text->data + text->len, room, format, args);
		va_end(args);
		if ((size_t) len < room)
		{
			text->len += (size_t) len;
			return;
		}
		room = (size_t) len + 1;
	}
}

void
text_repeat(Text *text, const char *string, int times)
{
	while (times-- > 0)
		text_put(text, string);
}

void
text_free(Text *text)
{
	free(text->data);
	memset(text, 0, sizeof(*text));
}

/* Bytes of the character at s; 0 at the end. */
int
char_size(const char *s)
{
	unsigned char c = (unsigned char) *s;

	return c == 0 ? 0 : c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

int
char_count(const char *s)
{
	int			count = 0;

	for (; *s; s += char_size(s))
		count++;
	return count;
}

/* Columns of a terminal: two for everything East Asian or full width. */
int
char_width(const char *s)
{
	return char_size(s) >= 3 ? 2 : 1;
}

int
display_width(const char *s)
{
	int			width = 0;

	for (; *s; s += char_size(s))
		width += char_width(s);
	return width;
}

int
char_offset(const char *s, int n)
{
	const char *p = s;

	while (n-- > 0 && *p)
		p += char_size(p);
	return (int) (p - s);
}

void
text_replace(Text *out, const char *s, const char *old, const char *new_)
{
	const char *hit;

	while ((hit = strstr(s, old)) != NULL)
	{
		text_add(out, s, (size_t) (hit - s));
		text_put(out, new_);
		s = hit + strlen(old);
	}
	text_put(out, s);
}

/* True when two characters are the same. */
static bool
char_equal(const char *a, const char *b)
{
	return char_size(a) == char_size(b) &&
		memcmp(a, b, (size_t) char_size(a)) == 0;
}

int
char_distance(const char *a, const char *b)
{
	int			row[121];
	int			width = 0;

	for (const char *p = b; *p && width < 120; p += char_size(p))
		width++;
	for (int j = 0; j <= width; j++)
		row[j] = j;
	for (int i = 1; *a && i <= 120; a += char_size(a), i++)
	{
		int			diagonal = row[0];
		const char *p = b;

		row[0] = i;
		for (int j = 1; j <= width; j++, p += char_size(p))
		{
			int			best = diagonal + !char_equal(a, p);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[width];
}
