/*
 * test_reconcile.c
 *		The figures in which two reports differ, and their order by size.
 */
#include "test.h"
#include "reconcile.h"

/* The figure of a key. */
static int
figure_of(const char *key)
{
	return gr_figure_find(key, strlen(key));
}

/* Sets a figure to a number. */
static void
set(GrReport *report, const char *key, int64_t value)
{
	report->state[figure_of(key)] = GR_NUMBER;
	report->value[figure_of(key)] = value;
}

/* Each kind of difference, in the form's order and by size. */
static void
check_kinds(void)
{
	static const char *const by_form[] = {
		"proactive.regulations.issued", "proactive.licensing.decisions", "proactive.fees.amount",
		"requests.received.total", "requests.other.unspecified.total", "requests.carried_forward.total",
		"remedies.reconsideration.total"
	};
	static const char *const by_size[] = {
		"requests.carried_forward.total", "requests.received.total", "proactive.fees.amount",
		"proactive.licensing.decisions", "proactive.regulations.issued",
		"requests.other.unspecified.total", "remedies.reconsideration.total"
	};
	GrDifference list[GR_FIGURES];
	GrReport	a;
	GrReport	b;
	int			count;

	gr_report_init(&a, 2021);
	b = a;
	CHECK(gr_differences(&a, &b, list) == 0, "empty reports");
	set(&a, "requests.granted.total", 8);
	set(&b, "requests.granted.total", 8);
	set(&a, "proactive.fees.amount", 9500000);	/* 9.5 */
	set(&b, "proactive.fees.amount", 0);
	set(&a, "proactive.licensing.decisions", 10);
	set(&b, "proactive.licensing.decisions", 1);
	set(&a, "requests.received.total", 1);
	set(&b, "requests.received.total", 11);
	set(&a, "requests.carried_forward.total", INT64_MIN);
	set(&b, "requests.carried_forward.total", INT64_MAX);
	set(&a, "proactive.regulations.issued", 1000);
	a.state[figure_of("requests.other.unspecified.total")] = GR_BLANK;
	b.state[figure_of("remedies.reconsideration.total")] = GR_UNREADABLE;
	count = gr_differences(&a, &b, list);
	CHECK(count == 7, "%d differences", count);
	for (int i = 0; i < count && i < 7; i++)
		CHECK(list[i].figure == figure_of(by_form[i]) && list[i].position == i,
			  "%d by form: %s", i, gr_figures[list[i].figure].key);
	gr_differences_by_size(list, count);
	for (int i = 0; i < count && i < 7; i++)
		CHECK(list[i].figure == figure_of(by_size[i]) && list[i].numbers == (i < 4),
			  "%d by size: %s", i, gr_figures[list[i].figure].key);
	CHECK(list[0].difference == (GrWide) INT64_MIN - INT64_MAX, "no overflow");
	CHECK(list[4].state_a == GR_NUMBER && list[4].a == 1000 && list[4].state_b == GR_ABSENT,
		  "number and none");
}

/* Against a plain look at every figure; either way round; ordered. */
static void
check_random(void)
{
	Random		random = {21};
	MallocArena arena;

	malloc_arena_init(&arena);
	for (int round = 0; round < 1000; round++)
	{
		GrDifference list[GR_FIGURES];
		GrDifference back[GR_FIGURES];
		GrReport	a;
		GrReport	b;
		int			expected = 0;
		int			count;

		random_report(&random, &arena.arena, &a);
		b = a;
		if (random_once_in(&random, 2))
			random_report(&random, &arena.arena, &b);
		else
			for (int i = random_below(&random, 9); i > 0; i--)
			{
				int			figure = random_below(&random, GR_FIGURES);

				b.state[figure] = GR_NUMBER;
				b.value[figure] = random_below(&random, 100);
			}
		for (int i = 0; i < GR_FIGURES; i++)
			expected += a.state[i] != b.state[i] || a.value[i] != b.value[i];
		count = gr_differences(&a, &b, list);
		CHECK(count == expected && gr_differences(&b, &a, back) == count, "round %d", round);
		for (int i = 0; i < count; i++)
			CHECK(list[i].figure == back[i].figure && list[i].difference == -back[i].difference,
				  "round %d, %d the other way", round, i);
		gr_differences_by_size(list, count);
		for (int i = 1; i < count; i++)
			CHECK(list[i - 1].numbers >= list[i].numbers, "round %d, %d not in order", round, i);
		malloc_arena_reset(&arena);
	}
}

/* The suite. */
void
test_reconcile(void)
{
	check_kinds();
	check_random();
}
