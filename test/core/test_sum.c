/*
 * test_sum.c
 *		Sums of reports: against plain arithmetic, in any order and grouping; and
 *		differences.
 */
#include "rules.h"
#include "sum.h"
#include "test.h"

#define LISTS 600
#define LIST_MAX 24
#define TREES 6
#define WALKS 60

/* Reports to be added, and their bytes. */
typedef struct List
{
	int			count;
	GrReport	reports[LIST_MAX];
	GrText		bytes[LIST_MAX];
} List;

/* A report as bytes, in a block of just that size. */
static GrText
encode(const GrReport *report, const GrArena *arena)
{
	GrBuffer	buffer;
	GrText		bytes;

	gr_buffer_init(&buffer, arena, 0);
	CHECK(gr_encode(report, &buffer, NULL), "not encoded");
	bytes.len = buffer.len;
	bytes.data = memcpy(arena->alloc(arena->context, buffer.len), buffer.data, buffer.len);
	return bytes;
}

/* ---------- the oracle ---------- */

/* Adds up by the words of sum.h, in wide numbers; false when out of range. */
static bool
add_plainly(const List *list, GrReport *total)
{
	GrWide		reports = 0;
	bool		fits = true;

	gr_report_init(total, 2019);
	total->year = list->reports[0].year;
	for (int n = 0; n < list->count; n++)
	{
		reports += gr_report_reports(&list->reports[n]);
		if (list->reports[n].edition == 2021)
			total->edition = 2021;
		if (list->reports[n].year != total->year)
			total->year = 0;
	}
	fits = reports <= GR_REPORTS_MAX && reports >= -GR_REPORTS_MAX;
	total->others = (int64_t) reports - 1;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		static const GrState by_weight[] = {
			GR_NUMBER, GR_UNREADABLE, GR_BLANK, GR_NOT_APPLICABLE
		};
		GrWide		value = 0;
		GrWide		coverage = 0;

		for (int s = 3; s >= 0; s--)
			for (int n = 0; n < list->count; n++)
				if (list->reports[n].state[i] == by_weight[s])
					total->state[i] = (uint8_t) by_weight[s];
		for (int n = 0; n < list->count; n++)
		{
			value += list->reports[n].value[i];
			coverage += gr_report_coverage(&list->reports[n], i);
		}
		if (total->state[i] != GR_NUMBER)
			continue;
		fits = fits && value <= INT64_MAX && value >= INT64_MIN &&
			coverage <= GR_REPORTS_MAX && coverage >= -GR_REPORTS_MAX;
		total->value[i] = (int64_t) value;
		total->lacking[i] = (int64_t) (reports - coverage);
	}
	return fits;
}

/* ---------- lists of reports ---------- */

/* True when every number is far from the limits. */
static bool
is_moderate(const GrReport *report)
{
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->value[i] > INT64_MAX / 64 || report->value[i] < INT64_MIN / 64 ||
			gr_report_coverage(report, i) > GR_REPORTS_MAX / 64 ||
			gr_report_coverage(report, i) < -GR_REPORTS_MAX / 64)
			return false;
	return gr_report_reports(report) <= GR_REPORTS_MAX / 64 &&
		gr_report_reports(report) >= -GR_REPORTS_MAX / 64;
}

/* Turns every number around, if that can be. */
static void
negate(GrReport *report)
{
	for (int i = 0; i < GR_FIGURES; i++)
		report->value[i] = report->value[i] == INT64_MIN ? INT64_MAX : -report->value[i];
}

/*
 * Makes a list: of moderate numbers, of any, or of any with as large ones of the
 * other sign, so that parts of the sum are out of range and all of it is not.
 */
static void
make_list(Random *random, const GrArena *arena, List *list)
{
	int			kind = random_below(random, 3);

	list->count = 1 + random_below(random, LIST_MAX);
	for (int n = 0; n < list->count; n++)
	{
		GrReport   *report = &list->reports[n];

		if (kind == 2 && n % 2 == 1)
		{
			*report = list->reports[n - 1];
			negate(report);
		}
		else
		{
			do
				random_report(random, arena, report);
			while (kind == 0 && !is_moderate(report));
			if (random_once_in(random, 2))
				report->year = 2023;
		}
		list->bytes[n] = encode(report, arena);
	}
}

/* Puts a list in another order. */
static void
shuffle(Random *random, List *list)
{
	for (int n = list->count - 1; n > 0; n--)
	{
		int			other = random_below(random, n + 1);
		GrReport	report = list->reports[n];
		GrText		bytes = list->bytes[n];

		list->reports[n] = list->reports[other];
		list->bytes[n] = list->bytes[other];
		list->reports[other] = report;
		list->bytes[other] = bytes;
	}
}

/* ---------- any order and grouping ---------- */

/* Adds up part of a list, cut into parts at random, and those again. */
static void
add_tree(Random *random, const GrArena *arena, const List *list, int from, int count, GrSum *sum)
{
	GrSum		part;
	GrBuffer	buffer;
	int			left = count > 1 ? 1 + random_below(random, count - 1) : 1;
	GrError		error = {.message = ""};

	gr_sum_init(sum, arena);
	if (count == 1 || random_once_in(random, 4))
	{
		for (int n = from; n < from + count; n++)
			CHECK(random_once_in(random, 4) ?
				  gr_sum_add_report(sum, &list->reports[n], &error) :
				  gr_sum_add(sum, list->bytes[n].data, list->bytes[n].len, &error),
				  "%s", error.message);
		return;
	}
	add_tree(random, arena, list, from, left, sum);
	add_tree(random, arena, list, from + left, count - left, &part);
	if (random_once_in(random, 3))
	{
		CHECK(gr_sum_merge(sum, &part, &error), "%s", error.message);
		return;
	}
	gr_buffer_init(&buffer, arena, 0);
	CHECK(gr_sum_encode(&part, &buffer, &error) &&
		  gr_sum_add(sum, buffer.data, buffer.len, &error), "%s", error.message);
}

/* One list: plain arithmetic, then trees; gives whether the sum is in range. */
static bool
check_list(Random *random, const GrArena *arena, List *list, int number)
{
	GrReport	expected;
	GrReport	total;
	GrSum		sum;
	GrError		error = {.message = ""};
	const char *what = "out of range";
	bool		fits = add_plainly(list, &expected);

	for (int n = 0; n < TREES; n++)
	{
		error.code = GR_OK;
		add_tree(random, arena, list, 0, list->count, &sum);
		if (fits)
			CHECK(gr_sum_report(&sum, &total, &error) && reports_equal(&expected, &total, &what),
				  "list %d: %s, %s", number, what, error.message);
		else
			CHECK(!gr_sum_report(&sum, &total, &error) && error.code == GR_ERROR_RANGE,
				  "list %d: taken", number);
		shuffle(random, list);
	}
	return fits;
}

/* Random lists. */
static void
check_random(void)
{
	static List list;
	MallocArena arena;
	Random		random = {5};
	int			fitting = 0;

	malloc_arena_init(&arena);
	for (int i = 0; i < LISTS; i++)
	{
		make_list(&random, &arena.arena, &list);
		fitting += check_list(&random, &arena.arena, &list, i);
		malloc_arena_reset(&arena);
	}
	CHECK(fitting > LISTS / 3 && fitting < LISTS * 9 / 10, "%d of %d in range", fitting, LISTS);
	printf("sum: %d lists of reports, %d in range\n", LISTS, fitting);
}

/* A sum of one is its figures; the wide form of a sum is no report. */
static void
check_parts(void)
{
	MallocArena arena;
	GrReport	report;
	GrReport	total;
	GrSum		sum;
	GrBuffer	buffer;
	GrError		error;
	const char *what = "";

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	report.year = 2024;
	report.title = text_of("T");
	report.state[0] = GR_NUMBER;
	report.value[0] = INT64_MAX;
	report.state[1] = GR_UNREADABLE;
	gr_sum_init(&sum, &arena.arena);
	CHECK(gr_sum_add_report(&sum, &report, &error) && gr_sum_report(&sum, &total, &error), "sum");
	report.title.len = 0;
	CHECK(reports_equal(&report, &total, &what), "%s", what);

	CHECK(gr_sum_add_report(&sum, &report, &error), "sum");
	CHECK(!gr_sum_report(&sum, &total, &error) && error.code == GR_ERROR_RANGE &&
		  strstr(error.message, "proactive.regulations.issued") != NULL, "%s", error.message);
	CHECK(!gr_add(&report, &report, &arena.arena, &total, &error) &&
		  error.code == GR_ERROR_RANGE, "a + a");
	gr_buffer_init(&buffer, &arena.arena, 0);
	CHECK(gr_sum_encode(&sum, &buffer, &error), "%s", error.message);
	CHECK(!gr_decode(buffer.data, buffer.len, &arena.arena, &total, &error) &&
		  error.code == GR_ERROR_RANGE, "a wide sum is taken for a report");
	CHECK(!gr_decode_figures(buffer.data, buffer.len, &total, &error) &&
		  error.code == GR_ERROR_RANGE, "a wide sum is taken for figures");
	for (size_t len = 0; len < buffer.len; len += 7)
	{
		GrSum		other;

		gr_sum_init(&other, &arena.arena);
		CHECK(!gr_sum_add(&other, buffer.data, len, &error), "a piece of a sum is taken");
	}

	/* minus one, twice: in range again, exactly at the edge */
	report.value[0] = -INT64_MAX;
	CHECK(gr_sum_add(&sum, buffer.data, buffer.len, &error) &&
		  gr_sum_add_report(&sum, &report, &error) && gr_sum_add_report(&sum, &report, &error) &&
		  !gr_sum_report(&sum, &total, &error), "sum");
	CHECK(gr_sum_add_report(&sum, &report, &error) && gr_sum_report(&sum, &total, &error) &&
		  total.value[0] == INT64_MAX && gr_report_reports(&total) == 7, "at the edge");
	malloc_arena_reset(&arena);
}

/* Adding to a sum without memory for what is out of range fails. */
static void
check_memory(void)
{
	MallocArena arena;
	GrReport	report;
	GrSum		sum;
	GrError		error;

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	report.state[0] = GR_NUMBER;
	report.value[0] = INT64_MIN;
	gr_sum_init(&sum, &arena.arena);
	arena.allowed = 0;
	CHECK(gr_sum_add_report(&sum, &report, &error), "%s", error.message);
	CHECK(!gr_sum_add_report(&sum, &report, &error) && error.code == GR_ERROR_MEMORY, "no memory");
	malloc_arena_reset(&arena);
}

/* ---------- moving sums ---------- */

/* A frame over a list of reports moves on: sums are as if made anew. */
static void
check_walk(Random *random, const GrArena *arena, int years, int *anew)
{
	static List list;
	GrMoving	moving;
	GrReport	total;
	GrReport	expected;
	GrError		error = {.message = ""};
	const char *what = "range";
	int			from = 0;

	gr_moving_init(&moving, arena);
	make_list(random, arena, &list);
	for (int to = 0; to < list.count; to++)
	{
		static List frame;
		bool		fits;

		list.reports[to].year = 2000 + random_below(random, years);
		CHECK(gr_moving_add(&moving, &list.reports[to], &error), "%s", error.message);
		while (from < to && random_once_in(random, 2))
		{
			if (gr_moving_remove(&moving, &list.reports[from++], &error))
				continue;
			CHECK(error.code == GR_OK, "%s", error.message);
			(*anew)++;
			gr_moving_init(&moving, arena);
			for (int n = from; n <= to; n++)
				gr_moving_add(&moving, &list.reports[n], &error);
		}
		frame.count = to - from + 1;
		memcpy(frame.reports, list.reports + from, (size_t) frame.count * sizeof(GrReport));
		fits = add_plainly(&frame, &expected);
		CHECK(gr_moving_report(&moving, &total, &error) == fits &&
			  (fits ? reports_equal(&expected, &total, &what) : error.code == GR_ERROR_RANGE),
			  "frame of %d: %s", frame.count, what);
	}
}

/* More years in a frame than are remembered: some frames are made anew. */
static void
check_many_years(const GrArena *arena)
{
	GrMoving	moving;
	GrReport	report;
	GrReport	total;
	GrError		error;

	gr_moving_init(&moving, arena);
	gr_report_init(&report, 2021);
	for (report.year = 1; report.year <= GR_MOVING_YEARS + 1; report.year++)
		CHECK(gr_moving_add(&moving, &report, &error), "%s", error.message);
	report.year = 1;
	CHECK(gr_moving_report(&moving, &total, &error) && total.year == 0, "year %d", total.year);
	CHECK(!gr_moving_remove(&moving, &report, &error) && error.code == GR_OK, "taken away");
}

/* Moving frames. */
static void
check_moving(void)
{
	MallocArena arena;
	Random		random = {6};
	int			anew = 0;

	malloc_arena_init(&arena);
	for (int i = 0; i < WALKS; i++)
	{
		check_walk(&random, &arena.arena, i % 2 == 0 ? 2 : 500, &anew);
		malloc_arena_reset(&arena);
	}
	CHECK(anew == 0, "%d frames were made anew", anew);
	check_many_years(&arena.arena);
	malloc_arena_reset(&arena);
}

/* ---------- differences ---------- */

/* (a + b) - b is a in all numbers, and has no other. */
static void
check_part(const GrReport *a, const GrReport *b, const GrArena *arena)
{
	GrReport	sum;
	GrReport	left;
	GrError		error = {.message = ""};
	bool		right = true;

	if (!CHECK(gr_add(a, b, arena, &sum, &error) && gr_subtract(&sum, b, &left, &error), "%s",
			   error.message))
		return;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		right = right && (left.state[i] == GR_NUMBER) == (a->state[i] == GR_NUMBER);
		right = right && left.value[i] == a->value[i];
		right = right && gr_report_coverage(&left, i) == gr_report_coverage(a, i);
	}
	CHECK(right && gr_report_reports(&left) == gr_report_reports(a), "(a + b) - b");
	CHECK(left.year == (a->year == b->year ? a->year : 0), "year %d", left.year);
}

/* A change is a number only where both are, and those come back. */
static void
check_change(const GrReport *a, const GrReport *b, const GrArena *arena)
{
	GrReport	change;
	GrReport	back;
	GrError		error = {.message = ""};
	bool		right = true;

	if (!CHECK(gr_subtract(a, b, &change, &error) && gr_add(&change, b, arena, &back, &error),
			   "%s", error.message))
		return;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		bool		both = a->state[i] == GR_NUMBER && b->state[i] == GR_NUMBER;

		right = right && (change.state[i] == GR_NUMBER) == both;
		if (both)
			right = right && change.value[i] == a->value[i] - b->value[i] &&
				back.value[i] == a->value[i] &&
				gr_report_coverage(&back, i) == gr_report_coverage(a, i);
	}
	CHECK(right && gr_report_reports(&back) == gr_report_reports(a), "change");
}

/* Differences of random reports. */
static void
check_differences(void)
{
	MallocArena arena;
	Random		random = {7};

	malloc_arena_init(&arena);
	for (int i = 0; i < LISTS; i++)
	{
		GrReport	a;
		GrReport	b;

		do
			random_report(&random, &arena.arena, &a);
		while (!is_moderate(&a));
		do
			random_report(&random, &arena.arena, &b);
		while (!is_moderate(&b));
		/* reports as published */
		a.others = b.others = 0;
		memset(a.lacking, 0, sizeof(a.lacking));
		memset(b.lacking, 0, sizeof(b.lacking));
		if (i % 2 == 0)
			b.year = a.year;
		check_part(&a, &b, &arena.arena);
		check_change(&a, &b, &arena.arena);
		malloc_arena_reset(&arena);
	}
}

/* The edges of differences, and years of parts. */
static void
check_difference_edges(void)
{
	GrReport	a;
	GrReport	b;
	GrReport	difference;
	GrError		error;

	gr_report_init(&a, 2019);
	gr_report_init(&b, 2021);
	a.state[0] = b.state[0] = GR_NUMBER;
	a.value[0] = INT64_MIN;
	b.value[0] = 1;
	CHECK(!gr_subtract(&a, &b, &difference, &error) && error.code == GR_ERROR_RANGE, "below");
	a.value[0] = INT64_MIN + 1;
	CHECK(gr_subtract(&a, &b, &difference, &error) && difference.value[0] == INT64_MIN &&
		  difference.edition == 2021 && gr_report_reports(&difference) == 0 &&
		  gr_report_coverage(&difference, 0) == 0, "at the edge");
	a.others = GR_REPORTS_MAX - 1;
	b.others = -2;
	CHECK(!gr_subtract(&a, &b, &difference, &error) && error.code == GR_ERROR_RANGE, "reports");

	/* a part of the same year, and what is none because it is of another */
	a.others = 4;
	b.others = 0;
	a.year = b.year = 2023;
	a.state[1] = GR_NUMBER;
	a.value[1] = 7;
	a.lacking[1] = 1;
	b.state[1] = GR_BLANK;
	CHECK(gr_subtract(&a, &b, &difference, &error) && difference.state[1] == GR_NUMBER &&
		  difference.value[1] == 7 && gr_report_coverage(&difference, 1) == 4 &&
		  gr_report_reports(&difference) == 4 && difference.year == 2023, "a part");
	b.year = 2022;
	CHECK(gr_subtract(&a, &b, &difference, &error) && difference.state[1] == GR_BLANK &&
		  difference.state[0] == GR_NUMBER && difference.year == 0, "a change");
}

/* ---------- checks ---------- */

/* Adds to the figure of a row and a column, if the report's edition prints it. */
static void
count_in(GrReport *report, int row, int column, int number)
{
	int			figure = gr_figure_at(row, column);

	if (figure != GR_NONE && (gr_figures[figure].editions & gr_edition_mask(report->edition)) != 0)
		report->value[figure] += number;
}

/* Counts requests of one column: all that came in went somewhere. */
static void
count_requests(Random *random, GrReport *report, int column)
{
	for (int n = random_below(random, 40); n > 0; n--)
	{
		int			in = random_once_in(random, 9) ? GR_ROW_carried_in : GR_ROW_received;
		int			out;
		int			number = random_below(random, 5);

		do
			out = GR_ROW_granted + random_below(random, GR_ROW_other_unspecified + 1 - GR_ROW_granted);
		while (out == GR_ROW_concluded || (gr_rows[out].editions & gr_edition_mask(report->edition)) == 0);
		for (int to = column; to != GR_NONE; to = to == column ? GR_COLUMN_total : GR_NONE)
		{
			count_in(report, in, to, number);
			count_in(report, out, to, number);
			if (out != GR_ROW_carried_forward)
				count_in(report, GR_ROW_concluded, to, number);
		}
	}
}

/* A report whose sums hold, some figures of which are then taken away. */
static void
make_consistent(Random *random, GrReport *report)
{
	gr_report_init(report, random_once_in(random, 3) ? 2019 : 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		if ((gr_figures[i].editions & gr_edition_mask(report->edition)) != 0)
			report->state[i] = GR_NUMBER;
	for (int column = gr_table_first_column(GR_REQUESTS); column < GR_COLUMN_total; column++)
		count_requests(random, report, column);
	for (int row = gr_table_first_row(GR_REMEDIES); row < gr_table_end_row(GR_REMEDIES); row++)
		for (int column = GR_COLUMN_upheld; column < GR_COLUMN_remedies_total; column++)
		{
			int			number = random_below(random, 9);

			count_in(report, row, column, number);
			count_in(report, row, GR_COLUMN_remedies_total, number);
		}
	for (int i = random_once_in(random, 2) ? GR_FIGURES : 0; i < GR_FIGURES; i++)
		if (report->state[i] == GR_NUMBER && random_once_in(random, 8))
		{
			report->state[i] = random_once_in(random, 2) ? GR_BLANK : GR_NOT_APPLICABLE;
			report->value[i] = 0;
		}
}

/* Stops at the first check that fails. */
static bool
stop(void *context, const GrCheck *check)
{
	*(int *) context = check->rule;
	return false;
}

/* Does a report break no rule that is an error? */
static bool
is_consistent(const GrReport *report, const GrArena *arena, int *rule)
{
	GrCheckOptions options = {GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, true};

	return gr_check(report, &options, arena, stop, rule);
}

/* The sum of consistent reports is consistent; a wrong one in it is not hidden. */
static void
check_consistent(void)
{
	MallocArena arena;
	Random		random = {8};

	malloc_arena_init(&arena);
	for (int i = 0; i < LISTS; i++)
	{
		int			rule = GR_RULES;
		bool		whole = true;
		GrSum		sum;
		GrReport	report;
		GrReport	total;
		GrError		error;

		gr_sum_init(&sum, &arena.arena);
		for (int n = 1 + random_below(&random, 6); n > 0; n--)
		{
			make_consistent(&random, &report);
			CHECK(is_consistent(&report, &arena.arena, &rule), "part: rule %d", rule);
			CHECK(gr_sum_add_report(&sum, &report, &error), "%s", error.message);
			for (int f = 0; f < GR_FIGURES; f++)
				whole = whole && report.state[f] != GR_BLANK && report.state[f] != GR_NOT_APPLICABLE;
		}
		CHECK(gr_sum_report(&sum, &total, &error), "%s", error.message);
		CHECK(is_consistent(&total, &arena.arena, &rule), "sum: rule %d", rule);
		if (whole)
		{
			total.value[gr_figure_at(GR_ROW_received, GR_COLUMN_total)]++;
			CHECK(!is_consistent(&total, &arena.arena, &rule), "a wrong total is hidden");
		}
		malloc_arena_reset(&arena);
	}
}

/* The suite. */
void
test_sum(void)
{
	check_random();
	check_parts();
	check_memory();
	check_moving();
	check_differences();
	check_difference_edges();
	check_consistent();
}
