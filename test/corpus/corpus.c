/*
 * corpus.c
 *		Reads real reports and compares them with their checked figures.
 *
 *	corpus [-v LIST] DIR [KEEP]
 *
 * For every NAME.json in the directory, which holds the figures as
 * {"edition":, "year":, "authority":, "figures": {key: number or null}}, all
 * renderings NAME.* are read.  null means that the cell holds no number; keys
 * that are not listed are not asked.  What was read from a text is then written
 * as web pages, and the text itself put into some (pages.c); they must read to
 * the same figures.  Pages that do not are kept in the directory KEEP.  With a
 * list (violations.h) every rendering must break just the rules listed for NAME.
 *
 * Fails if anything differs, or if there is nothing to read in a directory that
 * exists; a directory that does not exist is said and passes.
 */
#include "pages.h"
#include "violations.h"
#include "../malloc_arena.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STRING_MAX 512
#define FILES_MAX 4096
#define PATH_SIZE 4096

/* What a report's .json says. */
typedef struct Expected
{
	int			edition;
	int			year;			/* 0: null */
	char		authority[STRING_MAX];	/* "": null */
	bool		asked[GR_FIGURES];
	bool		number[GR_FIGURES];
	int64_t		value[GR_FIGURES];
} Expected;

typedef struct Totals
{
	long		files;
	long		asked;
	long		wrong;
	long		pages;			/* made of texts */
	long		broken;			/* files that could not be compared at all */
} Totals;

/* A place in a JSON text. */
typedef struct Json
{
	const char *at;
	const char *name;			/* of the file, for messages */
} Json;

static void
fail_json(const Json *json, const char *expected)
{
	fprintf(stderr, "%s: %s expected at \"%.20s\"\n", json->name, expected, json->at);
	exit(2);
}

static void
skip_blanks(Json *json)
{
	while (*json->at && strchr(" \t\r\n", *json->at))
		json->at++;
}

/* Takes a character if it is next. */
static bool
take(Json *json, char c)
{
	skip_blanks(json);
	if (*json->at != c)
		return false;
	json->at++;
	return true;
}

static void
need(Json *json, char c)
{
	char		expected[2] = {c, '\0'};

	if (!take(json, c))
		fail_json(json, expected);
}

/* A string without escapes but \" and \\. */
static void
take_string(Json *json, char out[STRING_MAX])
{
	size_t		len = 0;

	need(json, '"');
	while (*json->at && *json->at != '"' && len + 1 < STRING_MAX)
	{
		if (*json->at == '\\')
		{
			json->at++;
			if (*json->at != '"' && *json->at != '\\')
				fail_json(json, "plain string");
		}
		out[len++] = *json->at++;
	}
	out[len] = '\0';
	need(json, '"');
}

/* A number's text, or "" for null. */
static void
take_number(Json *json, char out[STRING_MAX])
{
	size_t		len = 0;

	skip_blanks(json);
	out[0] = '\0';
	if (strncmp(json->at, "null", 4) == 0)
	{
		json->at += 4;
		return;
	}
	while (*json->at && strchr("-+.0123456789", *json->at) && len + 1 < STRING_MAX)
		out[len++] = *json->at++;
	out[len] = '\0';
	if (len == 0)
		fail_json(json, "number");
	/* a fraction that says nothing is no other number */
	if (strchr(out, '.'))
	{
		while (out[len - 1] == '0')
			out[--len] = '\0';
		if (out[len - 1] == '.')
			out[--len] = '\0';
	}
}

/* The object of figures. */
static void
take_figures(Json *json, Expected *expected)
{
	need(json, '{');
	if (take(json, '}'))
		return;
	do
	{
		char		key[STRING_MAX];
		char		number[STRING_MAX];
		int			figure;

		take_string(json, key);
		need(json, ':');
		take_number(json, number);
		figure = gr_figure_find(key, strlen(key));
		if (figure == GR_NONE)
		{
			fprintf(stderr, "%s: no such figure: %s\n", json->name, key);
			exit(2);
		}
		expected->asked[figure] = true;
		expected->number[figure] = number[0] != '\0';
		if (number[0] && !gr_number_parse(figure, number, strlen(number),
										  &expected->value[figure]))
		{
			fprintf(stderr, "%s: %s: no number: %s\n", json->name, key, number);
			exit(2);
		}
	} while (take(json, ','));
	need(json, '}');
}

/* The whole .json. */
static void
take_expected(Json *json, Expected *expected)
{
	memset(expected, 0, sizeof(*expected));
	need(json, '{');
	do
	{
		char		key[STRING_MAX];
		char		number[STRING_MAX];

		take_string(json, key);
		need(json, ':');
		skip_blanks(json);
		if (strcmp(key, "figures") == 0)
			take_figures(json, expected);
		else if (strcmp(key, "authority") == 0 && *json->at == '"')
			take_string(json, expected->authority);
		else
		{
			take_number(json, number);
			if (strcmp(key, "edition") == 0)
				expected->edition = atoi(number);
			else if (strcmp(key, "year") == 0)
				expected->year = atoi(number);
			else if (strcmp(key, "authority") != 0)
				fail_json(json, "known key");
		}
	} while (take(json, ','));
	need(json, '}');
}

/* A file's bytes, terminated; ends the program if it cannot be read. */
static char *
read_file(const char *dir, const char *name, size_t *len)
{
	char		path[PATH_SIZE];
	FILE	   *file;
	char	   *data = NULL;
	size_t		size = 0;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "rb");
	*len = 0;
	while (file != NULL && !feof(file) && !ferror(file))
	{
		if (*len + 1 >= size)
		{
			size = size ? size * 2 : 65536;
			data = realloc(data, size);
			if (data == NULL)
				abort();
		}
		*len += fread(data + *len, 1, size - 1 - *len, file);
	}
	if (file == NULL || ferror(file))
	{
		fprintf(stderr, "cannot read %s\n", path);
		exit(2);
	}
	fclose(file);
	data[*len] = '\0';
	return data;
}

/* Prints a state or number. */
static void
print_figure(int figure, bool number, int64_t value, const char *otherwise)
{
	char		text[64];

	if (number)
		gr_number_print(figure, value, text, sizeof(text));
	printf("%s", number ? text : otherwise);
}

/* Compares the figures asked; returns how many differ. */
static long
compare_figures(const char *name, const Expected *expected, const GrReading *reading,
				Totals *totals, long *asked)
{
	const GrReport *r = &reading->report;
	long		wrong = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		bool		number = r->state[figure] == GR_NUMBER;

		if (!expected->asked[figure])
			continue;
		(*asked)++;
		if (number == expected->number[figure] &&
			(!number || r->value[figure] == expected->value[figure]))
			continue;
		wrong++;
		printf("  %s: %s: expected ", name, gr_figures[figure].key);
		print_figure(figure, expected->number[figure], expected->value[figure], "no number");
		printf(", read ");
		print_figure(figure, number, r->value[figure], gr_state_name(r->state[figure]));
		printf(" (line %d)\n", reading->source[figure].line);
	}
	totals->asked += *asked;
	return wrong;
}

/* Year, edition, authority; each counts like a figure. */
static long
compare_identity(const char *name, const Expected *expected, const GrReport *r,
				 Totals *totals, long *asked)
{
	long		wrong = 0;
	size_t		len = strlen(expected->authority);

	if (r->edition != expected->edition)
	{
		wrong++;
		printf("  %s: edition: expected %d, read %d\n", name, expected->edition, r->edition);
	}
	if (r->year != expected->year)
	{
		wrong++;
		printf("  %s: year: expected %d, read %d\n", name, expected->year, r->year);
	}
	if (r->authority.len != len ||
		(len > 0 && memcmp(r->authority.data, expected->authority, len) != 0))
	{
		wrong++;
		printf("  %s: authority: expected \"%s\", read \"%.*s\"\n", name, expected->authority,
			   (int) r->authority.len, r->authority.data ? r->authority.data : "");
	}
	*asked += 3;
	totals->asked += 3;
	return wrong;
}

static bool
ends_with(const char *name, const char *end)
{
	size_t		len = strlen(name);

	return len > strlen(end) && strcmp(name + len - strlen(end), end) == 0;
}

/* Reads one rendering and compares it. */
static void
run_file(const char *dir, const char *report, const char *name, const Expected *expected,
		 Totals *totals)
{
	bool		page = ends_with(name, ".html");
	size_t		len;
	char	   *text = read_file(dir, name, &len);
	MallocArena memory;
	GrReading	reading;
	GrError		error = {0};
	size_t		at = 0;
	long		asked = 0;
	long		listed = 0;
	long		wrong = 0;

	malloc_arena_init(&memory);
	totals->files++;
	if (!gr_utf8_valid(text, len, &at))
	{
		printf("%s: not valid UTF-8 at byte %zu\n", name, at);
		totals->broken++;
	}
	else if (!gr_read(text, len, &memory.arena, &reading, &error))
	{
		printf("%s: refused: line %d: %s\n", name, error.line, error.message);
		totals->broken++;
	}
	else
	{
		wrong += compare_figures(name, expected, &reading, totals, &asked);
		wrong += compare_identity(name, expected, &reading.report, totals, &asked);
		wrong += violations_compare(report, name, &reading.report, &memory.arena, &listed);
		asked += listed;
		totals->asked += listed;
		totals->wrong += wrong;
		printf("%-32s %4ld wrong of %4ld, %d notes\n", name, wrong, asked,
			   reading.report.nnotes);
		if (!page)
			totals->wrong += pages_compare(name, text, len, &reading.report, &totals->pages,
										   &totals->asked);
	}
	malloc_arena_reset(&memory);
	free(text);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* The names in a directory, sorted. */
static int
list_names(DIR *dir, char *names[FILES_MAX])
{
	int			n = 0;
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL && n < FILES_MAX)
	{
		names[n] = malloc(strlen(entry->d_name) + 1);
		if (names[n] == NULL)
			abort();
		strcpy(names[n++], entry->d_name);
	}
	qsort(names, (size_t) n, sizeof(*names), compare_names);
	return n;
}

/* All renderings of one report. */
static void
run_report(const char *dir, const char *json_name, char **names, int n, Totals *totals)
{
	static Expected expected;
	size_t		stem = strlen(json_name) - strlen("json");
	size_t		len;
	char	   *text = read_file(dir, json_name, &len);
	Json		json = {text, json_name};
	char		report[STRING_MAX];

	snprintf(report, sizeof(report), "%.*s", (int) (stem - 1), json_name);
	take_expected(&json, &expected);
	free(text);
	for (int i = 0; i < n; i++)
	{
		if (strncmp(names[i], json_name, stem) != 0 || ends_with(names[i], ".json"))
			continue;
		run_file(dir, report, names[i], &expected, totals);
	}
}

int
main(int argc, char **argv)
{
	static char *names[FILES_MAX];
	Totals		totals = {0};
	DIR		   *dir;
	int			n;

	gr_form_init();
	if (argc > 3 && strcmp(argv[1], "-v") == 0)
	{
		violations_load(argv[2]);
		argv += 2;
		argc -= 2;
	}
	if (argc != 2 && argc != 3)
	{
		fprintf(stderr, "usage: corpus [-v LIST] DIR [KEEP]\n");
		return 2;
	}
	pages_keep = argv[2];
	dir = opendir(argv[1]);
	if (dir == NULL && errno == ENOENT)
	{
		printf("corpus: %s does not exist; no real reports were read\n", argv[1]);
		return 0;
	}
	if (dir == NULL)
	{
		fprintf(stderr, "cannot read %s\n", argv[1]);
		return 2;
	}
	n = list_names(dir, names);
	closedir(dir);
	for (int i = 0; i < n; i++)
		if (ends_with(names[i], ".json"))
			run_report(argv[1], names[i], names, n, &totals);
	for (int i = 0; i < n; i++)
		free(names[i]);
	printf("corpus: %ld files, %ld figures, identities and violations asked, %ld wrong, "
		   "%ld refused, %ld pages made of them\n", totals.files, totals.asked,
		   totals.wrong, totals.broken, totals.pages);
	if (totals.files == 0)
	{
		fprintf(stderr, "corpus: nothing to read in %s\n", argv[1]);
		return 2;
	}
	return totals.wrong > 0 || totals.broken > 0;
}
