/*
 * progress.c
 *		What is shown on the way: a bar on a terminal, a line now and then
 *		elsewhere.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Seconds between lines, and between changes of the bar. */
#define LINE_SECONDS 5
#define BAR_SECONDS 0.2
#define BAR_WIDTH 24

/* Files that need nothing more. */
static long
files_done(const Counts *counts)
{
	return atomic_load(&counts->loaded) + atomic_load(&counts->there) +
		atomic_load(&counts->held) + atomic_load(&counts->duplicates) +
		atomic_load(&counts->quarantined) + atomic_load(&counts->unreadable);
}

void
progress_begin(Progress *progress, const Options *options)
{
	progress->begun = progress->shown = clock_seconds();
	progress->none = options->verbosity == QUIET;
	progress->bar = !progress->none && isatty(STDERR_FILENO);
}

/* The bar itself. */
static void
draw_bar(char *bar, long done, long found)
{
	int			filled = found > 0 ? (int) (BAR_WIDTH * done / found) : 0;

	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '=', (size_t) filled);
	bar[BAR_WIDTH] = '\0';
}

/* The time that is left, as m:ss, once all files are known. */
static char *
time_left(const Run *run, long done, long found, double seconds)
{
	long		left;

	if (!atomic_load(&run->walked) || done == 0)
		return copy_string("still looking for files");
	left = (long) (seconds / (double) done * (double) (found - done) + 0.5);
	if (left >= 3600)
		return format_string("%ld:%02ld:%02ld left", left / 3600, left / 60 % 60, left % 60);
	return format_string("%ld:%02ld left", left / 60, left % 60);
}

void
progress_show(Progress *progress, const Run *run)
{
	double		now = clock_seconds();
	double		seconds = now - progress->begun;
	long		done = files_done(&run->counts);
	long		found = atomic_load(&run->counts.found);
	char		bar[BAR_WIDTH + 1];
	char	   *left;
	char	   *line;

	if (progress->none || now - progress->shown < (progress->bar ? BAR_SECONDS : LINE_SECONDS))
		return;
	progress->shown = now;
	if (done > found)
		done = found;
	left = time_left(run, done, found, seconds);
	draw_bar(bar, done, found);
	line = format_string("%s%s%s%ld of %ld files, %.0f a second, %ld in quarantine, %s",
						 progress->bar ? "[" : PROGRAM ": ", progress->bar ? bar : "",
						 progress->bar ? "] " : "", done, found, (double) done / seconds,
						 atomic_load(&run->counts.quarantined), left);
	if (progress->bar)
		message_bar(line);
	else
		message_plain("%s", line);
	free(line);
	free(left);
}

void
progress_end(const Progress *progress)
{
	if (progress->bar)
		message_bar(NULL);
}
