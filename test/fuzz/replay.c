/*
 * replay.c
 *		Runs a fuzz target without a fuzzer: over files as they are, and over
 *		mutations of them that are the same for the same seed.
 *
 *	replay_NAME [-n MUTATIONS] [-s SEED] FILE|DIRECTORY...
 *
 * MUTATIONS, 1000 by default, is per file.  A finding ends the program by a
 * signal after its input was kept in the file named by GOVREPORT_FINDING, or
 * else finding.bin.  The last line says how many inputs ran.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../splitmix.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Larger files are passed over: mutating them would take too long. */
#define FILE_MAX (1 << 20)
#define PATH_SIZE 4096

/* A seed file, kept so that mutations can splice two. */
typedef struct Seed
{
	uint8_t    *data;
	size_t		size;
} Seed;

static Seed *seeds = NULL;
static int	nseeds = 0;
static long skipped = 0;
static uint64_t state = 1;

/* The input that is running, for the signal handler. */
static const uint8_t *running = NULL;
static size_t running_size = 0;
static const char *finding = "finding.bin";

/* Memory that must be there. */
static void *
need(void *memory)
{
	if (memory == NULL)
	{
		fprintf(stderr, "out of memory\n");
		exit(2);
	}
	return memory;
}

/* The next random number. */
static uint64_t
next_random(void)
{
	return splitmix(&state);
}

/* A number from 0 to n - 1. */
static size_t
below(size_t n)
{
	return n == 0 ? 0 : (size_t) (next_random() % n);
}

/* Keeps the input that was running when the program fell. */
static void
keep_finding(int signal_number)
{
	FILE	   *file = fopen(finding, "wb");

	if (file != NULL)
	{
		fwrite(running, 1, running_size, file);
		fclose(file);
	}
	fprintf(stderr, "finding: signal %d, input of %zu bytes kept in %s\n",
			signal_number, running_size, finding);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* Runs an input from a block of just its size. */
static void
run(const uint8_t *data, size_t size)
{
	uint8_t    *copy = need(malloc(size > 0 ? size : 1));

	if (size > 0)
		memcpy(copy, data, size);
	running = copy;
	running_size = size;
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

/* Reads a file among the seeds. */
static void
add_file(const char *path)
{
	FILE	   *file = fopen(path, "rb");
	Seed		seed;

	if (file == NULL)
	{
		perror(path);
		exit(2);
	}
	seed.data = need(malloc(FILE_MAX + 1));
	seed.size = fread(seed.data, 1, FILE_MAX + 1, file);
	fclose(file);
	if (seed.size > FILE_MAX)
	{
		skipped++;
		free(seed.data);
		return;
	}
	seed.data = need(realloc(seed.data, seed.size > 0 ? seed.size : 1));
	seeds = need(realloc(seeds, (size_t) (nseeds + 1) * sizeof(Seed)));
	seeds[nseeds++] = seed;
}

/* Reads a file, or the files of a directory, by name so that order is fixed. */
static void
add_path(const char *path)
{
	struct stat status;
	struct dirent **entries;
	int			n;

	if (stat(path, &status) != 0)
	{
		perror(path);
		exit(2);
	}
	if (!S_ISDIR(status.st_mode))
	{
		add_file(path);
		return;
	}
	n = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < n; i++)
	{
		char		file[PATH_SIZE];

		snprintf(file, sizeof(file), "%s/%s", path, entries[i]->d_name);
		if (stat(file, &status) == 0 && S_ISREG(status.st_mode))
			add_file(file);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

/* Removes a stretch, or repeats it in place; gives the new size. */
static size_t
cut_or_repeat(uint8_t *data, size_t size, size_t room)
{
	size_t		from = below(size);
	size_t		len = 1 + below(size - from < 64 ? size - from : 64);

	if (len > size - from)
		len = size - from;
	if (next_random() % 2 == 0)
	{
		memmove(data + from, data + from + len, size - from - len);
		return size - len;
	}
	if (size + len > room)
		return size;
	memmove(data + from + len, data + from, size - from);
	return size + len;
}

/* Writes a stretch of another seed over what is there; gives the new size. */
static size_t
splice(uint8_t *data, size_t size, size_t room)
{
	const Seed *other = &seeds[below((size_t) nseeds)];
	size_t		from = below(other->size);
	size_t		len = below(other->size - from + 1);
	size_t		at = below(size + 1);

	if (len > room - at)
		len = room - at;
	memcpy(data + at, other->data + from, len);
	return at + len > size ? at + len : size;
}

/* One change; gives the new size. */
static size_t
mutate(uint8_t *data, size_t size, size_t room)
{
	static const uint8_t odd[] = {0, 1, 9, 10, '-', '0', '9', '|', 0x7F, 0x80, 0xC0, 0xE0, 0xFF};

	if (size == 0)
		return splice(data, size, room);
	switch (next_random() % 8)
	{
		case 0:
			return below(size);
		case 1:
		case 2:
			return cut_or_repeat(data, size, room);
		case 3:
			return splice(data, size, room);
		case 4:
			data[below(size)] = odd[below(sizeof(odd))];
			return size;
		case 5:
			data[below(size)] = (uint8_t) next_random();
			return size;
		case 6:
			data[below(size)]++;
			return size;
		default:
			data[below(size)] ^= (uint8_t) (1 << below(8));
			return size;
	}
}

/* Runs mutations of a seed. */
static void
run_mutations(const Seed *seed, long mutations)
{
	size_t		room = seed->size * 2 + 256;
	uint8_t    *data = need(malloc(room));

	for (long i = 0; i < mutations; i++)
	{
		size_t		size = seed->size;

		memcpy(data, seed->data, size);
		for (size_t n = 1 + below(4); n > 0; n--)
			size = mutate(data, size, room);
		run(data, size);
	}
	free(data);
}

/* Says how to call the program. */
static void
usage(const char *program)
{
	fprintf(stderr, "usage: %s [-n MUTATIONS] [-s SEED] FILE|DIRECTORY...\n", program);
	exit(2);
}

/* Reads the seeds, runs them and their mutations. */
int
main(int argc, char **argv)
{
	long		mutations = 1000;
	int			first = 1;

	if (getenv("GOVREPORT_FINDING") != NULL)
		finding = getenv("GOVREPORT_FINDING");
	for (; first + 1 < argc && argv[first][0] == '-'; first += 2)
	{
		if (strcmp(argv[first], "-n") == 0)
			mutations = strtol(argv[first + 1], NULL, 10);
		else if (strcmp(argv[first], "-s") == 0)
			state = strtoull(argv[first + 1], NULL, 10);
		else
			usage(argv[0]);
	}
	for (int i = first; i < argc; i++)
		add_path(argv[i]);
	if (nseeds == 0)
		usage(argv[0]);

	signal(SIGABRT, keep_finding);
	signal(SIGSEGV, keep_finding);
	run(NULL, 0);
	for (int i = 0; i < nseeds; i++)
	{
		run(seeds[i].data, seeds[i].size);
		run_mutations(&seeds[i], mutations);
	}
	printf("%d files, %ld mutations of each, %ld larger files passed over: "
		   "%" PRId64 " inputs ran without a finding\n", nseeds, mutations, skipped,
		   (int64_t) nseeds * (mutations + 1) + 1);
	return 0;
}
