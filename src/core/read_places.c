/*
 * read_places.c
 *		Lines and columns: where in the text that was given.
 *
 * Reading counts the lines of the text it reads.  When that was made of
 * another, as of a page, places are those of the other.
 */
#include "reader.h"

#include "origin.h"

#include <string.h>

/* Newlines from p to end. */
static int
count_newlines(const char *p, const char *end)
{
	int			count = 0;

	while (p < end && (p = memchr(p, '\n', (size_t) (end - p))) != NULL)
	{
		count++;
		p++;
	}
	return count;
}

/*
 * For every line of the text made, the line of the original it begins in.
 * Lines follow each other in both, but for a few, which are near.
 */
static int *
original_lines(Reader *r, int *count)
{
	const GrOrigins *origins = &r->reading->origins;
	const char *original = origins->original.data;
	int		   *lines;
	const char *p = r->text;
	size_t		last = 0;
	int			line = 1;

	*count = count_newlines(r->text, r->end) + 1;
	lines = reader_alloc(r, (size_t) *count * sizeof(int));
	if (lines == NULL)
		return NULL;
	for (int i = 0; i < *count; i++)
	{
		size_t		at = gr_origin_of(origins, (size_t) (p - r->text));

		if (at >= last)
			line += count_newlines(original + last, original + at);
		else
			line -= count_newlines(original + at, original + last);
		last = at;
		lines[i] = line;
		p = memchr(p, '\n', (size_t) (r->end - p));
		p = p == NULL ? r->end : p + 1;
		reader_poll(r);
	}
	return lines;
}

/* Makes the lines of notes, sources and the error those of the text that was given. */
void
read_places(Reader *r)
{
	int		   *lines;
	int			count;

	if (r->reading->origins.count == 0)
		return;
	lines = original_lines(r, &count);
	if (lines == NULL)
		return;
	for (int i = 0; i < r->report->nnotes; i++)
	{
		GrNote	   *note = &r->report->notes[i];

		if (note->line > 0 && note->line <= count)
			note->line = lines[note->line - 1];
	}
	/* a blank cell has no text to be located by */
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		GrSource   *source = &r->reading->source[figure];

		if (source->line > 0 && source->line <= count)
			source->line = lines[source->line - 1];
	}
	if (r->error->line > 0)
		r->error->line = lines[(r->error->line <= count ? r->error->line : count) - 1];
}

/* A figure's source and where it is in the text that was given. */
typedef struct Place
{
	size_t		at;
	GrSource   *source;
} Place;

/* The figures with a source inside the text, in the order of the original. */
static int
places_in_order(GrReading *reading, Place *places)
{
	const char *text = reading->text.data;
	int			count = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		GrSource   *source = &reading->source[figure];
		Place		place = {0, source};
		int			at;

		if (text == NULL || source->raw.data == NULL || source->column != 0 ||
			source->raw.data < text || source->raw.data > text + reading->text.len)
			continue;
		place.at = gr_origin_of(&reading->origins, (size_t) (source->raw.data - text));
		for (at = count++; at > 0 && places[at - 1].at > place.at; at--)
			places[at] = places[at - 1];
		places[at] = place;
	}
	return count;
}

/* One pass over the text that was given, from each source to the next. */
void
gr_locate(GrReading *reading)
{
	Place		places[GR_FIGURES];
	int			count = places_in_order(reading, places);
	GrText		text = reading->origins.original;
	const char *last = text.data;
	int			line = 1;
	int			column = 1;

	for (int i = 0; i < count; i++)
	{
		const char *at = text.data + places[i].at;
		const char *newline;

		while ((newline = memchr(last, '\n', (size_t) (at - last))) != NULL)
		{
			last = newline + 1;
			line++;
			column = 1;
		}
		column += (int) gr_count_chars(last, at);
		last = at;
		places[i].source->line = line;
		places[i].source->column = column;
	}
}
