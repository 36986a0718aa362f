/*
 * fuzz_read.c
 *		Fuzz target: any text to the reader of reports.  What it takes must be a
 *		report that can be stored, that comes back from its own text, and whose
 *		figures say where they stood.
 */
#include <string.h>

#include "../malloc_arena.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the run; fuzzers keep the input that got here. */
static void
require(bool condition)
{
	if (!condition)
		abort();
}

/* A copy that is valid UTF-8: what is not becomes a question mark. */
static char *
repaired(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
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
static void
check_figures(const GrReading *reading)
{
	for (int i = 0; i < GR_FIGURES; i++)
	{
		const GrSource *source = &reading->source[i];

		require(reading->report.state[i] < GR_STATES);
		require(reading->report.state[i] == GR_NUMBER || reading->report.value[i] == 0);
		require((reading->report.state[i] == GR_ABSENT) == (source->line == 0));
		require(gr_utf8_valid(source->raw.data, source->raw.len, NULL));
	}
}

/* Stored and decoded, written and read again: the very same. */
static void
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = repaired(data, size);
	MallocArena arena;
	GrReading	reading;
	GrError		error;

	malloc_arena_init(&arena);
	if (gr_read(text, size, &arena.arena, &reading, &error))
	{
		check_figures(&reading);
		check_round_trip(&reading.report, &arena.arena);
	}
	else
		require(error.code != GR_OK && error.message[0] != '\0');
	malloc_arena_reset(&arena);
	free(text);
	return 0;
}
