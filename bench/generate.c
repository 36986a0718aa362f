/*
 * generate.c
 *		Writes generated reports for COPY: as stored values, as one column for
 *		each figure, as JSON, or as stored values with long prose.
 *
 *	generate reports|prose|columns|json COUNT [SEED]
 *
 * The reports are like those of counties and towns: most figures zero, few
 * large, and a third of them without any request; what came in is carried
 * forward or got one outcome, so that all the form's sums hold; one in seven of
 * the edition of 2019; one in five has cells without a number.  The same count and seed give the same reports in every
 * format.  "reports" and "prose" are COPY's binary format, the others its text.
 */
#include "../test/splitmix.h"
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGIONS 2900
#define PROSE_MIN 6000
#define PROSE_MAX 20000

static uint64_t state;

/* The next random number. */
static uint64_t
next_random(void)
{
	return splitmix(&state);
}

/* A number from 0 to n - 1. */
static int
below(int n)
{
	return (int) (next_random() % (uint64_t) n);
}

/* From 0 to 1. */
static double
fraction(void)
{
	return (double) (next_random() >> 11) / (double) (UINT64_C(1) << 53);
}

/* A count that is mostly small and now and then large. */
static int64_t
skewed(double median, double spread)
{
	double		z = sqrt(-2 * log(1 - fraction())) * cos(2 * 3.14159265358979 * fraction());

	return (int64_t) (median * exp(spread * z));
}

/* Adds to a figure of a table, which is then a number. */
static void
add(GrReport *report, int row, int column, int64_t value)
{
	int			figure = gr_figure_at(row, column);

	if (figure == GR_NONE || (gr_figures[figure].editions & gr_edition_mask(report->edition)) == 0)
		return;
	report->value[figure] += value;
}

/* Section two. */
static void
make_proactive(GrReport *report)
{
	if (below(60) == 0)
		add(report, GR_ROW_regulations, GR_COLUMN_in_force, below(5));
	if (below(2) == 0)
		add(report, GR_ROW_normative_documents, GR_COLUMN_issued, skewed(4, 0.8));
	if (below(4) == 0)
		add(report, GR_ROW_normative_documents, GR_COLUMN_repealed, skewed(2, 0.8));
	if (below(2) == 0)
		add(report, GR_ROW_normative_documents, GR_COLUMN_in_force, skewed(12, 1));
	if (below(3) != 0)
		add(report, GR_ROW_licensing, GR_COLUMN_decisions, skewed(120, 2));
	if (below(3) != 0)
		add(report, GR_ROW_penalties, GR_COLUMN_decisions, skewed(60, 1.8));
	if (below(5) == 0)
		add(report, GR_ROW_coercive_measures, GR_COLUMN_decisions, skewed(10, 1.5));
	if (below(4) == 0)
		add(report, GR_ROW_fees, GR_COLUMN_fees_amount, skewed(40, 2) * GR_AMOUNT_SCALE + below(10000) * 100);
}

/* One request: it comes in, now or from last year, and goes out. */
static void
make_request(GrReport *report, int column)
{
	static const int common[] = {
		GR_ROW_granted, GR_ROW_granted, GR_ROW_granted, GR_ROW_granted, GR_ROW_partly_granted,
		GR_ROW_unavailable_not_held, GR_ROW_unavailable_not_held, GR_ROW_unavailable_not_compiled
	};
	int			in = below(12) == 0 ? GR_ROW_carried_in : GR_ROW_received;
	int			out;

	if (below(12) == 0)
		out = GR_ROW_carried_forward;
	else if (below(5) != 0)
		out = common[below((int) (sizeof(common) / sizeof(common[0])))];
	else
		do
			out = GR_ROW_granted + below(GR_ROW_concluded - GR_ROW_granted);
		while ((gr_rows[out].editions & gr_edition_mask(report->edition)) == 0);
	for (int i = 0; i < 2; i++)
	{
		int			to = i == 0 ? column : GR_COLUMN_total;

		add(report, in, to, 1);
		add(report, out, to, 1);
		if (out != GR_ROW_carried_forward)
			add(report, GR_ROW_concluded, to, 1);
	}
}

/* Section three, for a body of some size; a third of all have nothing to tell. */
static void
make_requests(GrReport *report, double size)
{
	static const int columns[] = {
		GR_COLUMN_natural_person, GR_COLUMN_enterprise, GR_COLUMN_research_institution,
		GR_COLUMN_public_welfare, GR_COLUMN_legal_service, GR_COLUMN_other
	};
	static const double medians[] = {9, 1.2, 0.1, 0.15, 0.25, 0.1};

	for (int i = 0; i < 6; i++)
		for (int64_t n = skewed(medians[i] * size, 0.8); n > 0; n--)
			make_request(report, columns[i]);
}

/* Section four. */
static void
make_remedies(GrReport *report, double size)
{
	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
		for (int64_t n = skewed(0.3 * size, 0.8); n > 0; n--)
		{
			add(report, row, GR_COLUMN_upheld + below(4), 1);
			add(report, row, GR_COLUMN_remedies_total, 1);
		}
}

/* Some cells have no number: of table two, blank or with a stroke. */
static void
make_gaps(GrReport *report)
{
	if (below(5) != 0)
		return;
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_PROACTIVE && report->state[i] == GR_NUMBER &&
			report->value[i] == 0 && below(2) == 0)
			report->state[i] = (uint8_t) (below(3) == 0 ? GR_NOT_APPLICABLE : GR_BLANK);
}

/* A report. */
static void
make_report(GrReport *report)
{
	bool		old = below(7) == 0;
	double		size = below(3) == 0 ? 0 : (double) skewed(1000, 1.2) / 1000;

	gr_report_init(report, old ? 2019 : 2021);
	report->year = old ? 2019 + below(2) : 2021 + below(4);
	for (int i = 0; i < GR_FIGURES; i++)
		if ((gr_figures[i].editions & gr_edition_mask(report->edition)) != 0)
			report->state[i] = GR_NUMBER;
	make_proactive(report);
	make_requests(report, size);
	make_remedies(report, size);
	make_gaps(report);
}

/* Prose of some length, which compresses about as real prose does. */
static GrText
make_prose(char *room)
{
	static const char *const words[] = {
		"政府信息", "公开", "工作", "全年", "主动", "申请", "办理", "平台", "建设", "监督",
		"保障", "我局", "进一步", "加强", "完善", "制度", "，", "。", "培训", "群众"
	};
	size_t		wanted = PROSE_MIN + (size_t) below(PROSE_MAX - PROSE_MIN);
	GrText		text = {room, 0};

	while (text.len < wanted)
	{
		const char *word = words[below((int) (sizeof(words) / sizeof(words[0])))];

		memcpy(room + text.len, word, strlen(word));
		text.len += strlen(word);
	}
	return text;
}

/* Memory for the core: all of it lasts to the end, and little is asked for. */
static void *
allocate(void *context, size_t size)
{
	(void) context;
	return malloc(size);
}

static const GrArena arena = {allocate, NULL, NULL, NULL};

/* Writes a whole number of COPY's binary format. */
static void
put_number(uint64_t number, int bytes)
{
	while (bytes-- > 0)
		putchar((int) (number >> (8 * bytes)) & 0xFF);
}

/* Writes a row of COPY's binary format: a region, a report. */
static void
put_binary(int region, const GrReport *report, GrBuffer *buffer)
{
	GrError		error;

	buffer->len = 0;
	if (!gr_encode(report, buffer, &error))
		exit(1);
	put_number(2, 2);
	put_number(4, 4);
	put_number((uint64_t) region, 4);
	put_number(buffer->len, 4);
	fwrite(buffer->data, 1, buffer->len, stdout);
}

/* Writes a row with a column for every figure of edition 2021; others are left out. */
static void
put_columns(int region, const GrReport *report)
{
	printf("%d\t%d", region, report->year);
	for (int i = 0; i < GR_FIGURES; i++)
		if ((gr_figures[i].editions & GR_2021) == 0)
			continue;
		else if (report->state[i] == GR_NUMBER)
			printf("\t%lld", (long long) report->value[i]);
		else
			printf("\t\\N");
	printf("\n");
}

/* Writes a row with all figures as one JSON object. */
static void
put_json(int region, const GrReport *report, GrBuffer *buffer)
{
	const char *from;
	const char *to;

	buffer->len = 0;
	gr_write_json(report, buffer);
	gr_buffer_char(buffer, '\0');
	from = strstr(buffer->data, "\"figures\":") + strlen("\"figures\":");
	to = strstr(from, ",\"states\":");
	printf("%d\t%d\t%.*s\n", region, report->year, (int) (to - from), from);
}

/* Writes the reports. */
int
main(int argc, char **argv)
{
	static char room[PROSE_MAX + 64];
	const char *format = argc > 2 ? argv[1] : "";
	bool		prose = strcmp(format, "prose") == 0;
	bool		binary = prose || strcmp(format, "reports") == 0;
	long		count = argc > 2 ? atol(argv[2]) : 0;
	GrBuffer	buffer;
	GrReport	report;

	if (count <= 0 || (!binary && strcmp(format, "columns") != 0 && strcmp(format, "json") != 0))
	{
		fprintf(stderr, "usage: generate reports|prose|columns|json COUNT [SEED]\n");
		return 2;
	}
	gr_buffer_init(&buffer, &arena, 1 << 20);
	if (binary)
		fwrite("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 1, 19, stdout);
	for (long i = 0; i < count; i++)
	{
		int			region;

		state = (uint64_t) (argc > 3 ? atol(argv[3]) : 1) * UINT64_C(1000003) + (uint64_t) i * 7919;
		region = below(REGIONS);
		make_report(&report);
		if (prose)
		{
			report.nsections = 1;
			report.sections[0].number = 1;
			report.sections[0].prose = make_prose(room);
		}
		if (binary)
			put_binary(region, &report, &buffer);
		else if (strcmp(format, "columns") == 0)
			put_columns(region, &report);
		else
			put_json(region, &report, &buffer);
	}
	if (binary)
		put_number(0xFFFF, 2);
	return fflush(stdout) != 0;
}
