/*
 * checked.c
 *		The checks of a report, kept (see checked.h), and reports to check.
 */
#include "checked.h"

static CheckedList kept;

/* Cuts what a buffer holds to a C string. */
static void
keep_words(const GrBuffer *buffer, char *out, size_t size)
{
	size_t		len = buffer->len < size - 1 ? buffer->len : size - 1;

	CHECK(buffer->ok, "no memory for words");
	if (len > 0)
		memcpy(out, buffer->data, len);
	out[len] = '\0';
}

/* Keeps a check. */
static bool
keep(void *context, const GrCheck *check)
{
	CheckedList *list = context;
	Checked    *kept_check;
	GrBuffer	buffer;

	if (!CHECK(list->count < CHECKED_MAX, "more checks than anyone expects"))
		return false;
	kept_check = &list->checks[list->count++];
	kept_check->check = *check;
	gr_buffer_init(&buffer, &list->words.arena, 0);
	gr_check_location(check, &buffer);
	keep_words(&buffer, kept_check->location, sizeof(kept_check->location));
	gr_buffer_init(&buffer, &list->words.arena, 0);
	gr_check_message(check, &buffer);
	keep_words(&buffer, kept_check->message, sizeof(kept_check->message));
	kept_check->fingerprint = gr_check_fingerprint(list->report, check);
	return list->count != list->stop;
}

const CheckedList *
check_report_with(const GrReport *report, const GrCheckOptions *options,
				  const GrArena *arena, int stop)
{
	kept.report = report;
	kept.count = 0;
	kept.stop = stop;
	malloc_arena_init(&kept.words);
	kept.finished = gr_check(report, options, arena, keep, &kept);
	malloc_arena_reset(&kept.words);
	return &kept;
}

const CheckedList *
check_report(const GrReport *report, GrSeverity severity, GrMissing missing,
			 bool failures_only)
{
	GrCheckOptions options = {severity, missing, failures_only};
	MallocArena memory;
	const CheckedList *list;

	malloc_arena_init(&memory);
	list = check_report_with(report, &options, &memory.arena, 0);
	malloc_arena_reset(&memory);
	CHECK(list->finished, "nobody ended the checking");
	return list;
}

const Checked *
find_rule(const CheckedList *list, GrRuleId rule, int from)
{
	for (int i = from; i < list->count; i++)
		if (list->checks[i].check.rule == rule)
			return &list->checks[i];
	return NULL;
}

const Checked *
find_check(const CheckedList *list, GrRuleId rule, const char *location)
{
	for (int i = 0; i < list->count; i++)
		if (list->checks[i].check.rule == rule && strcmp(list->checks[i].location, location) == 0)
			return &list->checks[i];
	return NULL;
}

void
set_state(GrReport *report, const char *key, GrState state)
{
	int			figure = gr_figure_find(key, strlen(key));

	if (!CHECK(figure != GR_NONE, "%s", key))
		return;
	report->state[figure] = (uint8_t) state;
	report->value[figure] = 0;
}

void
set_number(GrReport *report, const char *key, int64_t value)
{
	int			figure = gr_figure_find(key, strlen(key));

	set_state(report, key, GR_NUMBER);
	if (figure != GR_NONE)
		report->value[figure] = value;
}

/* Sets the figure of a row and a column. */
static void
put(GrReport *report, int row, int column, int64_t value)
{
	int			figure = gr_figure_at(row, column);

	report->state[figure] = GR_NUMBER;
	report->value[figure] = value;
}

/* Sets one row of table three to random applicants and their total. */
static void
put_row(Random *random, GrReport *report, int row, int below)
{
	int64_t		total = 0;

	for (int column = gr_table_first_column(GR_REQUESTS); column < GR_COLUMN_total; column++)
	{
		int64_t		value = random_below(random, below);

		put(report, row, column, value);
		total += value;
	}
	put(report, row, GR_COLUMN_total, total);
}

/* Is it a row of outcomes that an edition prints? */
static bool
is_outcome(int row, int edition)
{
	return gr_rows[row].order > gr_rows[GR_ROW_carried_in].order &&
		gr_rows[row].order < gr_rows[GR_ROW_concluded].order &&
		(gr_rows[row].editions & gr_edition_mask(edition)) != 0;
}

/* Table three: every outcome at random, what was carried in too; the rest follows. */
static void
fill_requests(Random *random, GrReport *report, int below)
{
	int64_t		carried_in_total = 0;

	for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
		if (is_outcome(row, report->edition))
			put_row(random, report, row, below);
	put_row(random, report, GR_ROW_carried_forward, below);
	for (int column = gr_table_first_column(GR_REQUESTS); column <= GR_COLUMN_total; column++)
	{
		int64_t		sum = 0;
		int64_t		carried_in;

		for (int row = gr_table_first_row(GR_REQUESTS); row < gr_table_end_row(GR_REQUESTS); row++)
			if (is_outcome(row, report->edition))
				sum += report->value[gr_figure_at(row, column)];
		put(report, GR_ROW_concluded, column, sum);
		sum += report->value[gr_figure_at(GR_ROW_carried_forward, column)];
		carried_in = column == GR_COLUMN_total ? carried_in_total :
			random_below(random, (int) sum + 1);
		carried_in_total += carried_in;
		put(report, GR_ROW_carried_in, column, carried_in);
		put(report, GR_ROW_received, column, sum - carried_in);
	}
}

void
consistent_report(Random *random, int edition, int below, GrReport *report)
{
	gr_report_init(report, edition);
	for (int i = 0; i < GR_FIGURES; i++)
		if ((gr_figures[i].editions & gr_edition_mask(edition)) != 0)
		{
			report->state[i] = GR_NUMBER;
			if (gr_figures[i].table != GR_REQUESTS)
				report->value[i] = random_below(random, below);
		}
	fill_requests(random, report, below);
	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
	{
		int64_t		sum = 0;

		for (int column = gr_table_first_column(GR_REMEDIES); column < GR_COLUMN_remedies_total; column++)
			sum += report->value[gr_figure_at(row, column)];
		put(report, row, GR_COLUMN_remedies_total, sum);
	}
}
