/*
 * fuzz_decode.c
 *		Fuzz target: any bytes to the decoder.  What it takes must be what the
 *		encoder writes, and must come back through canonical text.
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

/* All ways to read the figures agree. */
static void
check_figures(const char *data, size_t size, const GrReport *report)
{
	for (int i = 0; i < GR_FIGURES; i++)
	{
		GrState		state;
		int64_t		value;

		require(gr_decode_figure(data, size, i, &state, &value, NULL));
		require(state == report->state[i] && value == report->value[i]);
	}
}

/* The report's bytes are those it was read from. */
static void
check_bytes(const GrReport *report, const GrArena *arena, const char *data, size_t size)
{
	GrBuffer	buffer;

	gr_buffer_init(&buffer, arena, 0);
	require(gr_encode(report, &buffer, NULL));
	require(buffer.len == size && memcmp(buffer.data, data, size) == 0);
}

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *) data;
	MallocArena arena;
	GrReport	report;
	GrReading	reading;
	GrError		error;
	GrBuffer	text;
	GrState		state;
	int64_t		value;

	malloc_arena_init(&arena);
	gr_decode_figure(bytes, size, (int) (size % GR_FIGURES), &state, &value, &error);
	if (gr_decode_figures(bytes, size, &report, &error))
		check_figures(bytes, size, &report);
	if (gr_decode(bytes, size, &arena.arena, &report, &error))
	{
		check_bytes(&report, &arena.arena, bytes, size);
		gr_buffer_init(&text, &arena.arena, 0);
		gr_write_text(&report, &text);
		require(gr_read_canonical(text.data, text.len, &arena.arena, &reading));
		check_bytes(&reading.report, &arena.arena, bytes, size);
		gr_write_json(&report, &text);
		require(text.ok);
	}
	malloc_arena_reset(&arena);
	return 0;
}
