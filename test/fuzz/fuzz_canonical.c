/*
 * fuzz_canonical.c
 *		Fuzz target: any text to the reader of canonical text.  What it takes
 *		must be a report that can be stored and that writes the same text.
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

/* The report comes back from its stored form and writes the same text. */
static void
check_report(const GrReport *report, const GrArena *arena, const char *text, size_t size)
{
	GrBuffer	bytes;
	GrBuffer	again;
	GrReport	back;

	gr_buffer_init(&bytes, arena, 0);
	require(gr_encode(report, &bytes, NULL));
	require(gr_decode(bytes.data, bytes.len, arena, &back, NULL));
	gr_buffer_init(&again, arena, 0);
	gr_write_text(&back, &again);
	if (size > 0 && text[size - 1] == '\n')
		size--;
	require(again.ok && again.len == size && memcmp(again.data, text, size) == 0);
}

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	MallocArena arena;
	GrReading	reading;

	if (!gr_utf8_valid(text, size, NULL))
		return 0;
	malloc_arena_init(&arena);
	if (gr_read_canonical(text, size, &arena.arena, &reading))
		check_report(&reading.report, &arena.arena, text, size);
	malloc_arena_reset(&arena);
	return 0;
}
