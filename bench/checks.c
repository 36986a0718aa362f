/*
 * checks.c
 *		Reports for bench/checks: files for COPY (FORMAT binary).
 *
 *	checks COUNT DIR
 *
 * Writes the same consistent reports of edition 2021, figures drawn at random,
 * as values of gov_disclosure_report: DIR/figures without prose, DIR/prose with
 * some; and as one bigint for each figure, in the order of gov_form():
 * DIR/bigints.  As in real reports most figures are 0: a fourth of the bodies
 * have had no request, the others mostly such of natural persons.  DIR/dense has
 * other reports, where no figure is 0.  Says how many figures are not 0, and how
 * long the values are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../test/splitmix.h"
#include "../test/malloc_arena.h"

/* Bytes of prose of a report, roughly. */
#define PROSE_SIZE 3000

static uint64_t state = 2021;

/* The next random number. */
static uint64_t
next_random(void)
{
	return splitmix(&state);
}

/* A number from low to high. */
static int64_t
between(int64_t low, int64_t high)
{
	return low + (int64_t) (next_random() % (uint64_t) (high - low + 1));
}

/* Of how many figures in a hundred something is to report; always of all. */
#define ALL 100

/* A figure, which is 0 unless there is something to report. */
static int64_t
random_figure(int percent)
{
	if (between(1, 100) > percent)
		return 0;
	return between(1, between(0, 9) == 0 ? 2000 : 60);
}

/* The value of a row and a column. */
static int64_t *
cell(GrReport *report, int row, int column)
{
	return &report->value[gr_figure_at(row, column)];
}

/* Is it a row of outcomes of edition 2021? */
static bool
is_outcome(int row)
{
	return gr_rows[row].order > gr_rows[GR_ROW_carried_in].order &&
		gr_rows[row].order < gr_rows[GR_ROW_concluded].order && (gr_rows[row].editions & GR_2021);
}

/* Table three: outcomes and what is carried at random, the rest adds up. */
static void
fill_requests(GrReport *report, int percent)
{
	int			least = percent == ALL;	/* what is carried in, where it is not 0 */

	for (int column = gr_table_first_column(GR_REQUESTS); column < GR_COLUMN_total; column++)
	{
		int64_t		sum = 0;
		int			share = percent == ALL || column == GR_COLUMN_natural_person ?
			percent : percent / 6;

		for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
			if (is_outcome(row))
				sum += *cell(report, row, column) = random_figure(share);
		*cell(report, GR_ROW_concluded, column) = sum;
		*cell(report, GR_ROW_carried_forward, column) = random_figure(share);
		sum += *cell(report, GR_ROW_carried_forward, column);
		*cell(report, GR_ROW_carried_in, column) = sum > 0 ? between(least, between(0, 1) == 0 ? least : sum - least) : 0;
		*cell(report, GR_ROW_received, column) = sum - *cell(report, GR_ROW_carried_in, column);
	}
	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (gr_rows[row].editions & GR_2021)
			for (int column = gr_table_first_column(GR_REQUESTS); column < GR_COLUMN_total; column++)
				*cell(report, row, GR_COLUMN_total) += *cell(report, row, column);
}

/* A consistent report; dense: without a 0. */
static void
fill_report(GrReport *report, bool dense)
{
	int			percent = dense ? ALL : between(0, 3) == 0 ? 0 : (int) between(10, 60);

	gr_report_init(report, 2021);
	report->year = 2023;
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & GR_2021)
		{
			report->state[i] = GR_NUMBER;
			if (gr_figures[i].table == GR_PROACTIVE)
				report->value[i] = random_figure(percent) *
					(gr_figure_is_amount(i) ? INT64_C(12345678) : 1);
		}
	fill_requests(report, percent);
	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
		for (int column = gr_table_first_column(GR_REMEDIES); column < GR_COLUMN_remedies_total; column++)
			*cell(report, row, GR_COLUMN_remedies_total) +=
				*cell(report, row, column) = random_figure(percent == ALL ? ALL : percent / 6);
}

/* Prose around the figures. */
static void
add_prose(GrReport *report)
{
	static char prose[PROSE_SIZE + 64];
	size_t		len = 0;

	while (len < PROSE_SIZE)
		len += (size_t) sprintf(prose + len, "%s", "本机关按照规定公开政府信息，及时答复申请人。\n");
	report->title = (GrText) {"青禾县水务局2023年政府信息公开工作年度报告", strlen("青禾县水务局2023年政府信息公开工作年度报告")};
	report->authority = (GrText) {"青禾县水务局", strlen("青禾县水务局")};
	report->nsections = GR_FORM_SECTIONS;
	for (int i = 0; i < GR_FORM_SECTIONS; i++)
	{
		GrText		none = {NULL, 0};
		GrText		heading = {gr_section_titles[i + 1], strlen(gr_section_titles[i + 1])};

		report->sections[i].number = i + 1;
		report->sections[i].heading = heading;
		report->sections[i].prose = none;
	}
	report->sections[0].prose.data = prose;
	report->sections[0].prose.len = len - 1;
}

/* ---------- files for COPY ---------- */

/* Writes a number of some bytes, high byte first. */
static void
put(FILE *file, uint64_t value, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--)
		putc((int) (value >> (8 * i) & 0xFF), file);
}

/* Opens a file and writes the head of the format. */
static FILE *
open_copy(const char *directory, const char *name)
{
	char		path[4096];
	FILE	   *file;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "wb");
	if (file == NULL)
	{
		perror(path);
		exit(2);
	}
	fwrite("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 1, 19, file);
	return file;
}

/* Writes the end of the format. */
static void
close_copy(FILE *file)
{
	put(file, 0xFFFF, 2);
	if (fclose(file) != 0)
	{
		perror("checks");
		exit(2);
	}
}

/* A row with the report's value. */
static void
put_report(FILE *file, const GrReport *report, const GrArena *arena)
{
	GrBuffer	buffer;

	gr_buffer_init(&buffer, arena, 0);
	if (!gr_encode(report, &buffer, NULL))
		abort();
	put(file, 1, 2);
	put(file, buffer.len, 4);
	fwrite(buffer.data, 1, buffer.len, file);
}

/* A row with a bigint for each figure of the edition. */
static void
put_bigints(FILE *file, const GrReport *report)
{
	int			count = 0;

	for (int i = 0; i < GR_FIGURES; i++)
		count += (gr_figures[i].editions & GR_2021) != 0;
	put(file, (uint64_t) count, 2);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & GR_2021)
		{
			put(file, 8, 4);
			put(file, (uint64_t) report->value[i], 8);
		}
}

int
main(int argc, char **argv)
{
	long		count = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
	FILE	   *files[4];
	MallocArena arena;
	long		numbers = 0;

	if (count <= 0)
	{
		fprintf(stderr, "usage: checks COUNT DIR\n");
		return 2;
	}
	gr_form_init();
	malloc_arena_init(&arena);
	files[0] = open_copy(argv[2], "figures");
	files[1] = open_copy(argv[2], "bigints");
	files[2] = open_copy(argv[2], "prose");
	files[3] = open_copy(argv[2], "dense");
	for (long n = 0; n < count; n++)
	{
		static GrReport report;

		fill_report(&report, false);
		put_report(files[0], &report, &arena.arena);
		put_bigints(files[1], &report);
		for (int i = 0; i < GR_FIGURES; i++)
			numbers += report.value[i] != 0;
		add_prose(&report);
		put_report(files[2], &report, &arena.arena);
		fill_report(&report, true);
		put_report(files[3], &report, &arena.arena);
		malloc_arena_reset(&arena);
	}
	printf("%.1f figures are not 0, the values have %.1f bytes\n", (double) numbers / (double) count,
		   ((double) ftell(files[0]) - 19) / (double) count - 6);
	for (int i = 0; i < 4; i++)
		close_copy(files[i]);
	return 0;
}
