/*
 * fuzz_decode.c
 *		Fuzz target: any bytes to the decoder.  What it takes must be what the
 *		encoder writes, must come back through canonical text, and can be added.
 */
#include <string.h>

#include "../malloc_arena.h"
#include "sum.h"

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

/* A sum of bytes alone is what they hold, if anything; whatever it takes it gives back. */
static void
check_sum(const char *data, size_t size, const GrReport *report, const GrArena *arena)
{
	GrSum		sum;
	GrReport	total;
	GrError		error;
	GrBuffer	part;
	bool		added;

	gr_sum_init(&sum, arena);
	added = gr_sum_add(&sum, data, size, &error);
	require(report == NULL || added);
	if (!added)
		return;
	gr_buffer_init(&part, arena, 0);
	require(gr_sum_encode(&sum, &part, &error));
	gr_sum_init(&sum, arena);
	require(gr_sum_add(&sum, part.data, part.len, &error));
	if (gr_sum_report(&sum, &total, &error) && report != NULL)
		require(memcmp(total.value, report->value, sizeof(total.value)) == 0 &&
				memcmp(total.state, report->state, sizeof(total.state)) == 0 &&
				total.others == report->others);
	else
		require(report == NULL);
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
	{
		check_figures(bytes, size, &report);
		check_sum(bytes, size, &report, &arena.arena);
	}
	else
		check_sum(bytes, size, NULL, &arena.arena);
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
