/*
 * squeezed.c
 *		Prose without blanks and line ends.
 */
#include "squeezed.h"

#include "chars.h"

#include <string.h>

/* The arena's poll is called after so many bytes. */
#define POLL_BYTES 65536

/* Polls when p is far enough behind the last time; returns when that was. */
static const char *
poll(const GrArena *arena, const char *last, const char *p)
{
	if (p - last < POLL_BYTES)
		return last;
	if (arena->poll != NULL)
		arena->poll(arena->context);
	return p;
}

/* Is the character left out? */
static bool
is_left_out(uint32_t c)
{
	switch (gr_kind[c])
	{
		case GR_CHAR_BLANK:
		case GR_CHAR_IGNORED:
		case GR_CHAR_TAB:
		case GR_CHAR_NEWLINE:
			return true;
		default:
			return false;
	}
}

/* Squeezes the beginning of a text, or its end. */
void
gr_squeeze(GrText text, bool its_end, GrSqueezed *squeezed)
{
	const char *p = text.data;
	const char *end;

	squeezed->source = text;
	squeezed->len = 0;
	if (text.len == 0)
		return;
	end = p + text.len;
	if (its_end && text.len > GR_SQUEEZED_BYTES)
	{
		p = end - GR_SQUEEZED_BYTES;
		while (p < end && ((unsigned char) *p & 0xC0) == 0x80)
			p++;
		squeezed->source = (GrText) {p, (size_t) (end - p)};
	}
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (squeezed->len + (size_t) (next - p) > GR_SQUEEZED_BYTES ||
			p - squeezed->source.data > 2 * GR_SQUEEZED_BYTES)
			break;
		if (!is_left_out(c))
		{
			memcpy(squeezed->data + squeezed->len, p, (size_t) (next - p));
			squeezed->len += (size_t) (next - p);
		}
		p = next;
	}
}

/* Where a place of it stands in the source, in characters from 1. */
long
gr_squeezed_offset(const GrSqueezed *squeezed, const char *place)
{
	size_t		before = gr_count_chars(squeezed->data, place);
	const char *p = squeezed->source.data;
	const char *end = p + squeezed->source.len;
	long		offset = 1;

	for (; p < end; offset++)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (!is_left_out(c) && before-- == 0)
			break;
	}
	return offset;
}

/* Behind the word if it begins at p, with or without blanks in it. */
static const char *
behind_parted(const char *p, const char *end, const char *word)
{
	while (*word != '\0')
	{
		uint32_t	c = 0;
		uint32_t	wanted;

		do
		{
			if (p >= end)
				return NULL;
			p = gr_next(p, &c);
		} while (is_left_out(c));
		word = gr_next(word, &wanted);
		if (c != wanted && gr_fold[c] != wanted)
			return NULL;
	}
	return p;
}

/* The first place of a word in a text, however blanks part it, or NULL. */
const char *
gr_find_parted(const char *p, const char *end, const char *word, const GrArena *arena,
			   const char **behind)
{
	char		first[8] = "";
	const char *poll_at = p;
	uint32_t	c;

	memcpy(first, word, (size_t) (gr_next(word, &c) - word));
	for (; p < end && (p = gr_find(p, end, first)) != NULL; p = gr_next(p, &c))
	{
		if ((*behind = behind_parted(p, end, word)) != NULL)
			return p;
		poll_at = poll(arena, poll_at, p);
	}
	return NULL;
}

/* Does the word stand in a text so? */
bool
gr_says(GrText text, const char *word, const GrArena *arena)
{
	const char *behind;

	return text.len > 0 &&
		gr_find_parted(text.data, text.data + text.len, word, arena, &behind) != NULL;
}

/* Characters of a text, blanks and line ends left out. */
long
gr_count_printed(GrText text, const GrArena *arena)
{
	const char *p = text.data;
	const char *poll_at = p;
	long		count = 0;

	while (text.len > 0 && p < text.data + text.len)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		count += !is_left_out(c);
		poll_at = poll(arena, poll_at, p);
	}
	return count;
}
