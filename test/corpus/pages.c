/*
 * pages.c
 *		Pages made of the corpus' texts by the generator, read and compared.
 */
#include "pages.h"
#include "../layouts/generator.h"
#include "../malloc_arena.h"

#include <stdio.h>
#include <string.h>

const char *pages_keep;

/* Keeps a page as NAME.KIND.html. */
static void
keep_page(const char *name, const char *kind, const Text *html)
{
	char		path[4096];
	FILE	   *file;

	snprintf(path, sizeof(path), "%s/%s.%s.html", pages_keep, name, kind);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(html->data, 1, html->len, file) != html->len)
		perror(path);
	if (file != NULL)
		fclose(file);
}

/* Prints a figure as it was read. */
static void
print_figure(const GrReport *report, int figure)
{
	char		number[64];

	if (report->state[figure] == GR_NUMBER)
		gr_number_print(figure, report->value[figure], number, sizeof(number));
	printf("%s", report->state[figure] == GR_NUMBER ? number :
		   gr_state_name(report->state[figure]));
}

/*
 * True when a figure reads as before.  Tables the generator writes have every
 * cell of a row, and what could not be read is left blank in them.
 */
static bool
same_figure(const GrReport *report, const GrReport *page, int figure, bool exact)
{
	GrState		state = report->state[figure];

	if (!exact && (state == GR_ABSENT || state == GR_UNREADABLE))
		return page->state[figure] != GR_NUMBER;
	return state == page->state[figure] && report->value[figure] == page->value[figure];
}

/* Reads a page and compares it; returns how many figures differ. */
static long
compare_page(const char *name, const char *kind, const Text *html,
			 const GrReport *report, bool exact)
{
	MallocArena memory;
	static GrReading reading;
	GrError		error = {0};
	long		wrong = 0;

	malloc_arena_init(&memory);
	if (!gr_read(html->data, html->len, &memory.arena, &reading, &error))
	{
		printf("  %s as %s: refused: line %d: %s\n", name, kind, error.line, error.message);
		wrong = GR_FIGURES;
	}
	for (int figure = 0; figure < GR_FIGURES && wrong < GR_FIGURES; figure++)
		if (!same_figure(report, &reading.report, figure, exact))
		{
			wrong++;
			printf("  %s as %s: %s: read ", name, kind, gr_figures[figure].key);
			print_figure(report, figure);
			printf(", then ");
			print_figure(&reading.report, figure);
			printf(" (line %d)\n", reading.source[figure].line);
		}
	malloc_arena_reset(&memory);
	if (wrong > 0 && pages_keep)
		keep_page(name, kind, html);
	return wrong;
}

/* True for a layout of pages that shows all figures of any report. */
static bool
keeps_all(const Layout *layout)
{
	return (layout->flags & HTML_PAGE) && (layout->flags & LAYOUT_GRIDS) &&
		layout->damage == NULL;
}

long
pages_compare(const char *name, const char *text, size_t len, const GrReport *report,
			  long *pages, long *asked)
{
	static Case c;
	long		wrong = 0;
	uint64_t	seed = len;

	for (int i = 0; i < nlayouts; i++)
		if (keeps_all(&layouts[i]))
		{
			case_of_report(&c, &layouts[i], seed++, report);
			wrong += compare_page(name, layouts[i].name, &c.out, report, false);
			case_free(&c);
			(*pages)++;
			*asked += GR_FIGURES;
		}
	for (int wrap = 0; wrap < WRAPS; wrap++)
	{
		Text		html = {0};

		case_start(&c, &layouts[0], seed++);
		if (markup_wrap(&c, text, wrap, &html))
		{
			wrong += compare_page(name, wrap_names[wrap], &html, report, true);
			(*pages)++;
			*asked += GR_FIGURES;
		}
		text_free(&html);
		case_free(&c);
	}
	return wrong;
}
