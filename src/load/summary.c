/*
 * summary.c
 *		What came of it all: on standard output, a line for each number.
 */
#include "load.h"

#include <stdio.h>
#include <sys/resource.h>

/* One line. */
static void
print_count(const char *what, long count)
{
	printf("%-26s %10ld\n", what, count);
}

/* The most memory we had, where the system counts it in kB. */
static void
print_memory(void)
{
#ifdef __linux__
	struct rusage usage;

	if (getrusage(RUSAGE_SELF, &usage) == 0)
		print_count("MB of memory, at most", usage.ru_maxrss / 1024);
#endif
}

void
summary_print(const Run *run, double seconds)
{
	const Counts *c = &run->counts;
	long		there = atomic_load(&c->there);
	long		done = atomic_load(&c->loaded) + there + atomic_load(&c->held) +
		atomic_load(&c->duplicates) + atomic_load(&c->quarantined) + atomic_load(&c->unreadable);
	long		found = atomic_load(&c->found);

	print_count("files found", found);
	print_count("loaded", atomic_load(&c->loaded));
	print_count("loaded before", there);
	print_count("duplicates", atomic_load(&c->duplicates));
	print_count("quarantined", atomic_load(&c->quarantined));
	print_count("quarantined before", atomic_load(&c->held));
	print_count("unreadable", atomic_load(&c->unreadable));
	if (found > done)
		print_count("not done", found - done);
	print_count("ignored", atomic_load(&c->ignored));
	print_count("loaded, inconsistent", atomic_load(&c->inconsistent));
	printf("%-26s %10.1f\n", "seconds", seconds);
	printf("%-26s %10.1f\n", "files per second", (double) done / (seconds > 0.001 ? seconds : 0.001));
	printf("%-26s %10.1f\n", "MB loaded", (double) atomic_load(&c->bytes) / 1e6);
	if (run->options->verbosity == VERBOSE)
		print_memory();
}

int
summary_status(const Run *run)
{
	const Counts *c = &run->counts;

	if (atomic_load(&run->failed) || atomic_load(&run->stopping))
		return EXIT_UNFINISHED;
	if (atomic_load(&c->quarantined) + atomic_load(&c->held) + atomic_load(&c->unreadable) > 0)
		return EXIT_SOME_REFUSED;
	return EXIT_ALL_LOADED;
}
