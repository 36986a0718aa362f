/*
 * violations.c
 *		What the reports of the corpus break, beside a list (violations.h).
 */
#include "violations.h"
#include "rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MAX 2000
#define LINE_SIZE 300

/* A line of the list. */
typedef struct Line
{
	char		text[LINE_SIZE];	/* without its end; "REPORT\tRULE\t..." */
	bool		found;			/* in the file that is being compared */
} Line;

static Line lines[LINES_MAX];
static int	nlines = 0;
static bool loaded = false;

/* The file whose violations come in. */
typedef struct Comparison
{
	const char *report;
	const char *file;
	const GrArena *arena;
	long		wrong;
} Comparison;

void
violations_load(const char *path)
{
	FILE	   *file = fopen(path, "r");
	char		text[LINE_SIZE];

	if (file == NULL)
	{
		perror(path);
		exit(2);
	}
	loaded = true;
	while (fgets(text, sizeof(text), file) != NULL)
	{
		text[strcspn(text, "\r\n")] = '\0';
		if (text[0] == '#' || text[0] == '\0')
			continue;
		if (nlines == LINES_MAX || strchr(text, '\t') == NULL)
		{
			fprintf(stderr, "%s: too long, or no line of a list: %s\n", path, text);
			exit(2);
		}
		strcpy(lines[nlines++].text, text);
	}
	fclose(file);
}

/* Is the line about a report? */
static bool
is_about(const Line *line, const char *report)
{
	size_t		len = strlen(report);

	return strncmp(line->text, report, len) == 0 && line->text[len] == '\t';
}

/* Does the line say that its report has no violation? */
static bool
says_none(const Line *line)
{
	return strcmp(strchr(line->text, '\t'), "\t-") == 0;
}

/* Prints a number of a check, or that there is none. */
static void
print_number(bool has, GrWide value, bool amount, char out[64])
{
	strcpy(out, "-");
	if (has)
		gr_wide_print(value, amount, out, 64);
}

/* Takes a violation: it must be in the list, and once for each time it is. */
static bool
take(void *context, const GrCheck *check)
{
	Comparison *comparison = context;
	GrBuffer	location;
	GrBuffer	message;
	char		expected[64];
	char		actual[64];
	char		text[LINE_SIZE];

	gr_buffer_init(&location, comparison->arena, 0);
	gr_buffer_init(&message, comparison->arena, 0);
	gr_check_location(check, &location);
	gr_check_message(check, &message);
	print_number(check->has_expected, check->expected, check->amount, expected);
	print_number(check->has_actual, check->actual, check->amount, actual);
	snprintf(text, sizeof(text), "%s\t%s\t%.*s\t%s\t%s", comparison->report,
			 gr_rules[check->rule].name, (int) location.len, location.data, expected, actual);
	for (int i = 0; i < nlines; i++)
		if (!lines[i].found && strcmp(lines[i].text, text) == 0)
		{
			lines[i].found = true;
			return true;
		}
	comparison->wrong++;
	printf("  %s: a violation that is not listed: %s (%.*s)\n", comparison->file, text,
		   (int) (message.len < 200 ? message.len : 200), message.data);
	return true;
}

long
violations_compare(const char *report, const char *file, const GrReport *r,
				   const GrArena *arena, long *asked)
{
	GrCheckOptions options = {GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true};
	Comparison	comparison = {report, file, arena, 0};
	bool		listed = false;

	if (!loaded)
		return 0;
	for (int i = 0; i < nlines; i++)
		lines[i].found = false;
	gr_check(r, &options, arena, take, &comparison);
	for (int i = 0; i < nlines; i++)
	{
		if (!is_about(&lines[i], report))
			continue;
		listed = true;
		(*asked)++;
		if (lines[i].found || says_none(&lines[i]))
			continue;
		comparison.wrong++;
		printf("  %s: a violation that is not found: %s\n", file, lines[i].text);
	}
	if (!listed)
	{
		comparison.wrong++;
		printf("  %s: nothing is listed for %s\n", file, report);
	}
	return comparison.wrong;
}
