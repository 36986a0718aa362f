/*
 * walk.c
 *		Finding the files: folders in the order of their names as bytes, each
 *		folder once whatever links lead to it.
 */
#include "load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Names in a folder. */
typedef struct Names
{
	char	  **names;
	size_t		count;
	size_t		size;
} Names;

/* Says that a file cannot be read, and counts it. */
static void
unreadable(Run *run, const char *name, const char *why)
{
	char	   *shown = name_text(name, NAME_SHOWN);

	message_warning("\"%s\": %s", shown, why);
	free(shown);
	atomic_fetch_add(&run->counts.found, 1);
	atomic_fetch_add(&run->counts.unreadable, 1);
}

/* Tells who wants to know what is left out. */
static void
left_out(Run *run, const char *name, const char *why)
{
	if (run->options->verbosity == VERBOSE)
	{
		char	   *shown = name_text(name, NAME_SHOWN);

		message_plain("ignored: %s: %s", shown, why);
		free(shown);
	}
}

/* Adds a file to the list, or to those ignored. */
static void
found_file(Run *run, const char *name, Kind kind)
{
	if (kind == KIND_OTHER)
	{
		atomic_fetch_add(&run->counts.ignored, 1);
		left_out(run, name, "another kind of file");
		return;
	}
	atomic_fetch_add(&run->counts.found, 1);
	files_add(&run->files, name, kind);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* Reads the names in a folder; hidden ones are ignored. */
static bool
read_names(Run *run, const char *folder, Names *names)
{
	DIR		   *directory = opendir(folder);
	struct dirent *entry;

	if (directory == NULL)
		return false;
	while (errno = 0, (entry = readdir(directory)) != NULL)
	{
		if (entry->d_name[0] == '.')
		{
			if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
				atomic_fetch_add(&run->counts.ignored, 1);
			continue;
		}
		if (names->count == names->size)
		{
			names->size = names->size * 2 + 64;
			names->names = reallocate(names->names, names->size * sizeof(char *));
		}
		names->names[names->count++] = copy_string(entry->d_name);
	}
	if (errno != 0)
	{
		int			problem = errno;

		closedir(directory);
		errno = problem;
		return false;
	}
	closedir(directory);
	if (names->count > 0)
		qsort(names->names, names->count, sizeof(char *), compare_names);
	return true;
}

/* True when a folder is come to for the first time. */
static bool
first_visit(HashSet *visited, const struct stat *status)
{
	unsigned char key[HASH_SIZE] = {0};
	uint64_t	device = (uint64_t) status->st_dev;
	uint64_t	inode = (uint64_t) status->st_ino;

	memcpy(key, &device, sizeof(device));
	memcpy(key + 8, &inode, sizeof(inode));
	return hashes_add(visited, key, KNOWN_TAKEN) == KNOWN_NOT;
}

static void walk_name(Run *run, HashSet *visited, const char *name, Kind kind, int depth);

/* Walks through a folder. */
static void
walk_folder(Run *run, HashSet *visited, const char *folder, int depth)
{
	Names		names = {NULL, 0, 0};
	size_t		len = strlen(folder);
	const char *slash = len > 0 && folder[len - 1] == '/' ? "" : "/";

	if (!read_names(run, folder, &names))
		unreadable(run, folder, strerror(errno));
	for (size_t i = 0; i < names.count; i++)
	{
		if (!atomic_load(&run->stopping))
		{
			char	   *name = format_string("%s%s%s", folder, slash, names.names[i]);

			walk_name(run, visited, name, name_kind(name), depth);
			free(name);
		}
		free(names.names[i]);
	}
	free(names.names);
}

/*
 * A file or a folder; kind is what a file of that name is taken for; a name
 * that was given has depth 0.
 */
static void
walk_name(Run *run, HashSet *visited, const char *name, Kind kind, int depth)
{
	struct stat status;

	if (stat(name, &status) != 0)
	{
		/* a dangling link is no loss unless it promised a report */
		if (kind == KIND_OTHER)
			found_file(run, name, kind);
		else
			unreadable(run, name, strerror(errno));
	}
	else if (S_ISREG(status.st_mode))
		found_file(run, name, kind);
	else if (!S_ISDIR(status.st_mode) && depth == 0)
		unreadable(run, name, "neither a file nor a folder");
	else if (!S_ISDIR(status.st_mode))
		found_file(run, name, KIND_OTHER);
	else if (!first_visit(visited, &status))
		left_out(run, name, "folder seen before");
	else if (depth >= DEPTH_MAX)
		unreadable(run, name, "folders are nested too deep");
	else
		walk_folder(run, visited, name, depth + 1);
}

/* A name that was given: a file of an unknown kind is taken for text. */
static void
walk_given(Run *run, HashSet *visited, const char *name)
{
	Kind		kind = name_kind(name);

	/* a file of that name, not standard input */
	if (strcmp(name, "-") == 0)
		name = "./-";
	walk_name(run, visited, name, kind == KIND_OTHER ? KIND_TEXT : kind, 0);
}

/* The names in a file, one a line or between NULs; false when it fails. */
static bool
walk_list(Run *run, HashSet *visited, FILE *stream)
{
	int			separator = run->options->null_separated ? '\0' : '\n';
	char	   *line = NULL;
	size_t		size = 0;
	ssize_t		len;

	while (!atomic_load(&run->stopping) &&
		   (len = getdelim(&line, &size, separator, stream)) > 0)
	{
		if (line[len - 1] == (char) separator)
			line[--len] = '\0';
		if (len > 0)
			walk_given(run, visited, line);
	}
	free(line);
	return !ferror(stream);
}

/* Opens the file with names and walks through them. */
static void
walk_files_from(Run *run, HashSet *visited)
{
	const char *name = run->options->files_from;
	bool		standard = strcmp(name, "-") == 0;
	FILE	   *stream = standard ? stdin : fopen(name, "r");

	if (stream == NULL || !walk_list(run, visited, stream))
	{
		message_error("could not read the list of files \"%s\": %s", name, strerror(errno));
		run_fail(run);
	}
	if (stream != NULL && !standard)
		fclose(stream);
}

void
walk_all(Run *run)
{
	const Options *options = run->options;
	HashSet		visited;

	hashes_init(&visited);
	if (options->files_from != NULL)
		walk_files_from(run, &visited);
	for (int i = 0; i < options->nnames && !atomic_load(&run->stopping); i++)
	{
		if (strcmp(options->names[i], "-") == 0)
			found_file(run, "-", KIND_TEXT);
		else
			walk_given(run, &visited, options->names[i]);
	}
	hashes_free(&visited);
	atomic_store(&run->walked, true);
	files_close(&run->files);
}
