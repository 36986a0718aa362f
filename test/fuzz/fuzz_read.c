/*
 * fuzz_read.c
 *		Fuzz target: any text to the reader of reports.  What it takes must be a
 *		report that can be stored, that comes back from its own text, and whose
 *		figures say where they stood.
 */
#include "fuzzing.h"

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = repaired(data, size);
	MallocArena arena;

	malloc_arena_init(&arena);
	check_read(text, size, &arena.arena);
	malloc_arena_reset(&arena);
	free(text);
	return 0;
}
