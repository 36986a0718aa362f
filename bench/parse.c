/*
 * parse.c
 *		How fast the core reads: megabytes a second over the files named.
 *
 *	parse SECONDS FILE...
 *
 * Every file is read into memory once; then all are read as reports in turn,
 * each with an arena that is emptied after it, until the time is up.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report.h"

/* A file's text. */
typedef struct Input
{
	char	   *text;
	size_t		len;
} Input;

/* An arena of one block after another, emptied at once. */
typedef struct Pool
{
	char	   *block;
	size_t		size;
	size_t		used;
	void	   *large;				/* blocks too large for it, as a list */
} Pool;

/* Allocates from the pool, or by itself when it does not fit. */
static void *
pool_alloc(void *context, size_t size)
{
	Pool	   *pool = context;
	size_t		rounded = (size + 15) & ~(size_t) 15;
	void	  **block;

	if (rounded < size)
		return NULL;
	if (rounded <= pool->size - pool->used)
	{
		void	   *memory = pool->block + pool->used;

		pool->used += rounded;
		return memory;
	}
	block = malloc(rounded + 16);
	if (block == NULL)
		return NULL;
	block[0] = pool->large;
	pool->large = block;
	return (char *) block + 16;
}

/* What is given back is kept until the pool is emptied. */
static void
pool_release(void *context, void *memory)
{
	(void) context;
	(void) memory;
}

/* Empties the pool. */
static void
pool_reset(Pool *pool)
{
	while (pool->large != NULL)
	{
		void	   *next = *(void **) pool->large;

		free(pool->large);
		pool->large = next;
	}
	pool->used = 0;
}

/* Reads a whole file, or ends the program. */
static Input
read_file(const char *name)
{
	FILE	   *file = fopen(name, "rb");
	Input		input = {NULL, 0};
	long		size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
	{
		perror(name);
		exit(1);
	}
	rewind(file);
	input.text = malloc((size_t) size + 1);
	if (input.text == NULL || fread(input.text, 1, (size_t) size, file) != (size_t) size)
	{
		perror(name);
		exit(1);
	}
	fclose(file);
	input.len = (size_t) size;
	return input;
}

/* Seconds of a clock that only runs forward. */
static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Reads one report as the server would: check the text, read, encode. */
static bool
read_one(const Input *input, Pool *pool, size_t *encoded)
{
	GrArena		arena = {pool_alloc, pool_release, NULL, pool};
	static GrReading reading;
	GrError		error;
	GrBuffer	buffer;
	size_t		at;

	pool_reset(pool);
	if (!gr_utf8_valid(input->text, input->len, &at))
		return false;
	if (!gr_read(input->text, input->len, &arena, &reading, &error))
		return false;
	gr_buffer_init(&buffer, &arena, 4096);
	if (!gr_encode(&reading.report, &buffer, &error))
		return false;
	*encoded += buffer.len;
	return true;
}

int
main(int argc, char **argv)
{
	Pool		pool = {malloc(64 << 20), 64 << 20, 0, NULL};
	Input	   *inputs;
	int			count = argc - 2;
	double		limit = argc > 1 ? atof(argv[1]) : 0;
	double		begun,
				elapsed;
	size_t		bytes = 0,
				encoded = 0,
				reports = 0;

	if (count < 1 || limit <= 0 || pool.block == NULL)
	{
		fprintf(stderr, "usage: parse SECONDS FILE...\n");
		return 2;
	}
	inputs = malloc((size_t) count * sizeof(Input));
	if (inputs == NULL)
		return 1;
	for (int i = 0; i < count; i++)
		inputs[i] = read_file(argv[i + 2]);
	begun = now();
	do
	{
		for (int i = 0; i < count; i++)
		{
			if (!read_one(&inputs[i], &pool, &encoded))
			{
				fprintf(stderr, "%s is no report\n", argv[i + 2]);
				return 1;
			}
			bytes += inputs[i].len;
			reports++;
		}
		elapsed = now() - begun;
	} while (elapsed < limit);
	printf("%.2f MB/s %.0f reports/s %.0f bytes/report\n", (double) bytes / 1e6 / elapsed,
		   (double) reports / elapsed, (double) encoded / (double) reports);
	return 0;
}
