/*
 * seeds.c
 *		Writes random reports as seeds for the fuzz targets: stored form into
 *		DIR/decode, canonical text into DIR/canonical.
 */
#include "test.h"

#define SEEDS 16
/* Larger reports make slow seeds. */
#define SEED_SIZE_MAX 6000

/* Writes one seed of a target. */
static bool
write_file(const char *directory, const char *target, int number, const GrBuffer *buffer)
{
	char		path[4096];
	FILE	   *file;
	bool		ok;

	snprintf(path, sizeof(path), "%s/%s/%02d", directory, target, number);
	file = fopen(path, "wb");
	if (file == NULL)
	{
		perror(path);
		return false;
	}
	ok = fwrite(buffer->data, 1, buffer->len, file) == buffer->len;
	return fclose(file) == 0 && ok;
}

/* Writes the seeds; the directories must be there. */
bool
write_seeds(const char *directory)
{
	MallocArena arena;
	Random		random = {2021};
	int			number = 0;
	bool		ok = true;

	malloc_arena_init(&arena);
	while (ok && number < SEEDS)
	{
		GrReport	report;
		GrBuffer	bytes;
		GrBuffer	text;

		random_report(&random, &arena.arena, &report);
		gr_buffer_init(&bytes, &arena.arena, 0);
		gr_buffer_init(&text, &arena.arena, 0);
		ok = gr_encode(&report, &bytes, NULL);
		gr_write_text(&report, &text);
		if (ok && text.len <= SEED_SIZE_MAX)
		{
			ok = write_file(directory, "decode", number, &bytes) &&
				write_file(directory, "canonical", number, &text);
			number++;
		}
		malloc_arena_reset(&arena);
	}
	return ok;
}
