/*
 * fuzzing.h
 *		What fuzz targets share: making text of any bytes, and what must hold of
 *		whatever was read.
 */
#ifndef FUZZING_H
#define FUZZING_H

#include <string.h>

#include "../malloc_arena.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the run; fuzzers keep the input that got here. */
static inline void
require(bool condition)
{
	if (!condition)
		abort();
}

/* A copy that is valid UTF-8: what is not becomes a question mark. */
static inline char *
repaired(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size > 0 ? size : 1);
	size_t		from = 0;
	size_t		at;

	require(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	while (from < size && !gr_utf8_valid(text + from, size - from, &at))
	{
		text[from + at] = '?';
		from += at;
	}
	return text;
}

/* Every figure is in one of its states and says where it was read. */
static inline void
check_figures(GrReading *reading)
{
	gr_locate(reading);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		const GrSource *source = &reading->source[i];

		require(reading->report.state[i] < GR_STATES);
		require(reading->report.state[i] == GR_NUMBER || reading->report.value[i] == 0);
		require((reading->report.state[i] == GR_ABSENT) == (source->line == 0));
		require(source->line >= 0 && source->column >= 0);
		require(gr_utf8_valid(source->raw.data, source->raw.len, NULL));
	}
}

/* Stored and decoded, written and read again: the very same. */
static inline void
check_round_trip(const GrReport *report, const GrArena *arena)
{
	GrBuffer	bytes;
	GrBuffer	bytes_again;
	GrBuffer	text;
	GrReport	decoded;
	GrReading	again;
	GrError		error;

	gr_buffer_init(&bytes, arena, 0);
	gr_buffer_init(&bytes_again, arena, 0);
	gr_buffer_init(&text, arena, 0);
	require(gr_encode(report, &bytes, &error) && bytes.ok);
	require(gr_decode(bytes.data, bytes.len, arena, &decoded, &error));
	gr_write_text(&decoded, &text);
	require(text.ok);
	require(gr_read(text.data, text.len, arena, &again, &error));
	require(gr_encode(&again.report, &bytes_again, &error));
	require(bytes.len == bytes_again.len && memcmp(bytes.data, bytes_again.data, bytes.len) == 0);
}

/* A text is read: a report that can be kept, or an error that says something. */
static inline void
check_read(const char *text, size_t len, const GrArena *arena)
{
	static GrReading reading;
	GrError		error;

	if (gr_read(text, len, arena, &reading, &error))
	{
		check_figures(&reading);
		check_round_trip(&reading.report, arena);
	}
	else
		require(error.code != GR_OK && error.message[0] != '\0');
}

#endif
