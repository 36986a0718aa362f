/*
 * test_continuity.c
 *		Two reports of consecutive years: each rule failing, passing and not
 *		evaluable; pairs that are none; names of bodies.
 */
#include "test.h"
#include "continuity.h"

/* The checks given, as lines of text. */
typedef struct Log
{
	GrBuffer	lines;
	int			count;
	int			until;			/* ends the checking then; 0: never */
} Log;

/* The two reports of a test, and what they gave. */
typedef struct Pair
{
	MallocArena arena;
	GrReport	previous;
	GrReport	current;
	Log			log;
} Pair;

/* Adds a number or a dash. */
static void
add_number(GrBuffer *lines, bool has, GrWide value)
{
	char		number[64] = "-";

	if (has)
		gr_wide_print(value, false, number, sizeof(number));
	gr_buffer_printf(lines, " %s", number);
}

/* Writes a check as "rule status location expected actual [-missing] [(text)]". */
static bool
take(void *context, const GrCheck *check)
{
	Log		   *log = context;
	GrBuffer   *lines = &log->lines;

	gr_buffer_printf(lines, "%s %s ", gr_rules[check->rule].name + strlen("continuity."),
					 gr_status_name(check->status));
	gr_check_location(check, lines);
	add_number(lines, check->has_expected, check->expected);
	add_number(lines, check->has_actual, check->actual);
	for (int i = 0; i < check->nmissing; i++)
		gr_buffer_printf(lines, " -%s", gr_figures[check->missing[i]].key);
	if (check->text.len > 0)
		gr_buffer_printf(lines, " (%.*s)", (int) check->text.len, check->text.data);
	gr_buffer_char(lines, '\n');
	return ++log->count != log->until;
}

/* Sets the figures that any of some editions prints to a number. */
static void
set_all(GrReport *report, int64_t value)
{
	for (int i = 0; i < GR_FIGURES; i++)
		if ((gr_figures[i].editions & gr_edition_mask(report->edition)) != 0)
		{
			report->state[i] = GR_NUMBER;
			report->value[i] = value;
		}
}

/* Sets a figure. */
static void
set(GrReport *report, const char *key, GrState state, int64_t value)
{
	int			figure = gr_figure_find(key, strlen(key));

	CHECK(figure != GR_NONE, "%s is no key", key);
	report->state[figure] = (uint8_t) state;
	report->value[figure] = value;
}

/* Starts a pair of all zeros, of 2021 and 2022 or of 2019 and 2020. */
static void
begin(Pair *pair, int edition)
{
	malloc_arena_init(&pair->arena);
	gr_report_init(&pair->previous, edition);
	gr_report_init(&pair->current, edition);
	pair->previous.year = edition;
	pair->current.year = edition + 1;
	set_all(&pair->previous, 0);
	set_all(&pair->current, 0);
	pair->log.until = 0;
}

/* Runs the checks and compares what they gave. */
static void
expect(Pair *pair, const char *name, const char *lines)
{
	gr_buffer_init(&pair->log.lines, &pair->arena.arena, 0);
	pair->log.count = 0;
	gr_continuity(&pair->previous, &pair->current, &pair->arena.arena, take, &pair->log);
	CHECK(pair->log.lines.len == strlen(lines) &&
		  (lines[0] == '\0' || memcmp(pair->log.lines.data, lines, strlen(lines)) == 0),
		  "%s:\n%.*s", name, (int) pair->log.lines.len, pair->log.lines.data);
}

/* Ends a pair. */
static void
end(Pair *pair)
{
	malloc_arena_reset(&pair->arena);
}

#define NUMBER(report, key, value) set(&pair.report, key, GR_NUMBER, value)
#define NONE(report, key, state) set(&pair.report, key, state, 0)

/* continuity.carried_in, in both editions and across them. */
static void
check_carried_in(void)
{
	static const int editions[] = {2019, 2021};
	Pair		pair;

	for (int i = 0; i < 2; i++)
	{
		begin(&pair, editions[i]);
		expect(&pair, "zeros", "");
		NUMBER(previous, "requests.carried_forward.total", 3);
		NUMBER(current, "requests.carried_in.total", 3);
		NUMBER(current, "requests.carried_forward.total", 8);
		expect(&pair, "equal", "");
		NUMBER(current, "requests.carried_in.total", 2);
		NUMBER(current, "requests.carried_in.natural_person", 1);
		expect(&pair, "unequal",
			   "carried_in fail requests.*.natural_person 0 1\n"
			   "carried_in fail requests.*.total 3 2\n");
		NONE(previous, "requests.carried_forward.total", GR_BLANK);
		NONE(current, "requests.carried_in.natural_person", GR_UNREADABLE);
		NONE(previous, "requests.carried_forward.other", GR_ABSENT);
		NONE(current, "requests.carried_in.other", GR_NOT_APPLICABLE);
		expect(&pair, "missing",
			   "carried_in not_evaluable requests.*.natural_person 0 -"
			   " -requests.carried_in.natural_person (of this year's report)\n"
			   "carried_in not_evaluable requests.*.other - -"
			   " -requests.carried_forward.other -requests.carried_in.other (of both reports)\n"
			   "carried_in not_evaluable requests.*.total - 2"
			   " -requests.carried_forward.total (of last year's report)\n");
		end(&pair);
	}

	begin(&pair, 2021);
	gr_report_init(&pair.previous, 2019);
	pair.previous.year = 2021;
	set_all(&pair.previous, 0);
	NUMBER(previous, "requests.carried_forward.total", 1);
	expect(&pair, "across editions",
		   "carried_in fail requests.*.total 1 0\n"
		   "in_force not_evaluable report - - (the reports use different editions of the form,"
		   " in which the figures mean different things)\n"
		   "items not_evaluable report - - (the reports use different editions of the form,"
		   " in which the figures mean different things)\n");
	end(&pair);
}

/* continuity.in_force. */
static void
check_in_force(void)
{
	Pair		pair;

	begin(&pair, 2021);
	NUMBER(previous, "proactive.regulations.in_force", 11);
	NUMBER(current, "proactive.regulations.issued", 2);
	NUMBER(current, "proactive.regulations.repealed", 1);
	NUMBER(current, "proactive.regulations.in_force", 12);
	expect(&pair, "rolled forward", "");
	NUMBER(current, "proactive.regulations.in_force", 13);
	NUMBER(previous, "proactive.normative_documents.in_force", 1);
	expect(&pair, "not so",
		   "in_force fail proactive.regulations 12 13\n"
		   "in_force fail proactive.normative_documents 1 0\n");

	/* what is missing can make up for it in one direction */
	NUMBER(previous, "proactive.normative_documents.in_force", 0);
	NONE(previous, "proactive.regulations.in_force", GR_BLANK);
	expect(&pair, "could be 12",
		   "in_force not_evaluable proactive.regulations - 13"
		   " -proactive.regulations.in_force (of last year's report)\n");
	NUMBER(current, "proactive.regulations.issued", 15);
	expect(&pair, "more than 13 whatever it was",
		   "in_force fail proactive.regulations 14 13"
		   " -proactive.regulations.in_force (of last year's report)\n");
	NONE(current, "proactive.regulations.repealed", GR_ABSENT);
	expect(&pair, "unless more were repealed",
		   "in_force not_evaluable proactive.regulations - 13"
		   " -proactive.regulations.in_force -proactive.regulations.repealed (of both reports)\n");
	NUMBER(previous, "proactive.regulations.in_force", 5);
	NUMBER(current, "proactive.regulations.issued", 1);
	expect(&pair, "at most 6",
		   "in_force fail proactive.regulations 6 13"
		   " -proactive.regulations.repealed (of this year's report)\n");
	end(&pair);

	/* any number can be stored */
	begin(&pair, 2021);
	NUMBER(previous, "proactive.regulations.in_force", INT64_MAX);
	NUMBER(current, "proactive.regulations.issued", INT64_MAX);
	NUMBER(current, "proactive.regulations.repealed", INT64_MIN);
	NUMBER(current, "proactive.regulations.in_force", INT64_MIN);
	expect(&pair, "extremes",
		   "in_force fail proactive.regulations 27670116110564327422 -9223372036854775808\n"
		   "jump fail proactive.regulations.issued 0 9223372036854775807\n");
	end(&pair);
}

/* continuity.items. */
static void
check_items(void)
{
	Pair		pair;

	begin(&pair, 2019);
	NUMBER(previous, "proactive.licensing.items_last_year", 20);
	NUMBER(previous, "proactive.licensing.change", -4);
	NUMBER(current, "proactive.licensing.items_last_year", 16);
	NUMBER(current, "proactive.licensing.change", 5);
	expect(&pair, "rolled forward", "");
	NUMBER(current, "proactive.licensing.items_last_year", 17);
	NUMBER(previous, "proactive.fees.change", 1);
	expect(&pair, "not so",
		   "items fail proactive.licensing 16 17\n"
		   "items fail proactive.fees 1 0\n");
	NUMBER(previous, "proactive.fees.change", 0);
	NONE(previous, "proactive.licensing.change", GR_BLANK);
	expect(&pair, "a change can be anything",
		   "items not_evaluable proactive.licensing - 17"
		   " -proactive.licensing.change (of last year's report)\n");
	NUMBER(previous, "proactive.licensing.change", -4);
	NONE(current, "proactive.licensing.items_last_year", GR_BLANK);
	NUMBER(previous, "proactive.licensing.items_last_year", 3);
	expect(&pair, "less than none",
		   "items fail proactive.licensing -1 0"
		   " -proactive.licensing.items_last_year (of this year's report)\n");
	end(&pair);

	/* a report of one edition with figures of the other */
	begin(&pair, 2021);
	NUMBER(previous, "proactive.licensing.items_last_year", 3);
	NUMBER(current, "proactive.licensing.items_last_year", 4);
	NUMBER(previous, "proactive.licensing.change", 2);
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_figure_at(row, GR_COLUMN_change) != GR_NONE && row != GR_ROW_licensing)
		{
			int			figure = gr_figure_at(row, GR_COLUMN_items_last_year);

			pair.previous.state[figure] = pair.current.state[figure] = GR_NUMBER;
			pair.previous.state[gr_figure_at(row, GR_COLUMN_change)] = GR_NUMBER;
		}
	expect(&pair, "mixed reports", "items fail proactive.licensing 5 4\n");
	end(&pair);
}

/* continuity.jump. */
static void
check_jumps(void)
{
	static const struct
	{
		int64_t		before;
		int64_t		now;
		bool		jump;
	}			cases[] = {
		{0, 0, false}, {0, 29, false}, {0, 30, true}, {30, 0, true}, {6, 30, false},
		{5, 30, true}, {30, 5, true}, {30, 6, false}, {100, 500, false}, {100, 501, true},
		{29, 1, false}, {INT64_MAX, INT64_MAX, false}, {INT64_MAX, 1, true}, {-1, 40, false},
		{INT64_MIN, INT64_MAX, false}, {INT64_MAX / 2, INT64_MAX, false}
	};
	Pair		pair;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		char		line[200] = "";

		begin(&pair, 2021);
		NUMBER(previous, "requests.granted.total", cases[i].before);
		NUMBER(current, "requests.granted.total", cases[i].now);
		if (cases[i].jump)
			snprintf(line, sizeof(line), "jump fail requests.granted.total %lld %lld\n",
					 (long long) cases[i].before, (long long) cases[i].now);
		expect(&pair, "jump", line);
		end(&pair);
	}

	/* counts only, and only numbers; also what both editions have */
	begin(&pair, 2019);
	NUMBER(current, "proactive.procurement.amount", INT64_C(900000000000));
	NUMBER(current, "proactive.licensing.change", 900);
	NONE(previous, "requests.granted.total", GR_BLANK);
	NUMBER(current, "requests.granted.total", 900);
	NUMBER(current, "proactive.licensing.decisions", 900);
	expect(&pair, "which", "jump fail proactive.licensing.decisions 0 900\n");
	end(&pair);
}

/* Reports that are no pair, or are one under names a little different. */
static void
check_pairs(void)
{
	Pair		pair;

	begin(&pair, 2021);
	NUMBER(current, "requests.carried_in.total", 1);
	pair.previous.authority = text_of("甲县人民政府");
	expect(&pair, "this year's body unknown", "carried_in fail requests.*.total 0 1\n");
	pair.current.authority = pair.previous.authority;
	pair.previous.authority = (GrText) {NULL, 0};
	expect(&pair, "last year's body unknown", "carried_in fail requests.*.total 0 1\n");
	pair.previous.authority = pair.current.authority;
	pair.current.authority = text_of("甲县政府");
	expect(&pair, "the same body", "carried_in fail requests.*.total 0 1\n");
	pair.current.authority = text_of("乙县");
	expect(&pair, "another body",
		   "carried_in not_evaluable report - - (the reports are of different bodies, 甲县人民政府 and 乙县)\n"
		   "in_force not_evaluable report - - (the reports are of different bodies, 甲县人民政府 and 乙县)\n"
		   "jump not_evaluable report - - (the reports are of different bodies, 甲县人民政府 and 乙县)\n");
	pair.current.year = 2023;
	pair.log.until = 1;
	expect(&pair, "ended by the receiver, two reasons",
		   "carried_in not_evaluable report - - (the reports are of different bodies, 甲县人民政府 and 乙县;"
		   " the reports are of 2021 and 2023, not of consecutive years)\n");
	pair.current.authority = pair.previous.authority;
	expect(&pair, "years apart",
		   "carried_in not_evaluable report - - (the reports are of 2021 and 2023, not of consecutive years)\n");
	pair.current.year = 2020;
	expect(&pair, "the wrong way round",
		   "carried_in not_evaluable report - - (the reports are of 2021 and 2020, not of consecutive years)\n");
	pair.current.year = 0;
	expect(&pair, "this year unknown",
		   "carried_in not_evaluable report - - (the year of the current report is unknown)\n");
	pair.previous.year = 0;
	expect(&pair, "both years unknown",
		   "carried_in not_evaluable report - - (the years of the reports are unknown)\n");
	pair.current.year = 2022;
	expect(&pair, "last year unknown",
		   "carried_in not_evaluable report - - (the year of the previous report is unknown)\n");
	end(&pair);
}

/* A pair of names, and whether they are one body's. */
static void
check_names(void)
{
	static const struct
	{
		const char *a;
		const char *b;
		bool		same;
	}			cases[] = {
		{"甲县教育局", "甲县教育局", true},
		{"甲县教育局", "甲县 教育局\xe3\x80\x80", true},
		{"甲县人民政府", "甲县政府", true},
		{"甲县人民政府", "甲县", true},
		{"乙市甲县人民政府", "甲县政 府", true},
		{"乙市甲县教育局", "甲县教育局", true},
		{"甲縣教育局", "甲县教育局", true},
		{"甲县人民法院", "甲县法院", true},
		{"甲县教育局", "甲县民政局", false},
		{"甲县人民政府", "乙县人民政府", false},
		{"甲县人民政府办公室", "甲县人民政府", false},
		{"甲县教育局", "甲县", false},
		{"局", "教育局", false},
		{"局", "局", true},
		{"政府", "甲县政府", false},
		{"人民政府", "政府", true},
		{"政府", "\xe3\x80\x80", false},
		{"人民", "人民", true},
		{"\xe3\x80\x80", "甲县", false},
		{"𠀀县", "𠀀县", true},
		{"", "甲县", false},
		{"", "", true}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GrText		a = text_of(cases[i].a);
		GrText		b = text_of(cases[i].b);

		CHECK(gr_same_authority(a, b) == cases[i].same &&
			  gr_same_authority(b, a) == cases[i].same, "%s and %s", cases[i].a, cases[i].b);
	}
}

/* The first check's fingerprint. */
typedef struct First
{
	const GrReport *figures;
	uint64_t	fingerprint;
} First;

static bool
take_fingerprint(void *context, const GrCheck *check)
{
	First	   *first = context;

	first->fingerprint = gr_check_fingerprint(first->figures, check);
	return false;
}

static uint64_t
first_fingerprint(Pair *pair)
{
	GrReport	figures;
	First		first = {&figures, 0};

	gr_continuity_figures(&pair->previous, &pair->current, &figures);
	gr_continuity(&pair->previous, &pair->current, &pair->arena.arena, take_fingerprint, &first);
	return first.fingerprint;
}

/* Fingerprints follow the figures that take part, of both years, and no others. */
static void
check_fingerprints(void)
{
	Pair		pair;
	uint64_t	fingerprint;
	uint64_t	other;

	begin(&pair, 2021);
	NUMBER(previous, "requests.carried_forward.total", 3);
	fingerprint = first_fingerprint(&pair);
	CHECK(fingerprint != 0, "no check");
	NUMBER(current, "requests.carried_forward.total", 20);
	NUMBER(previous, "requests.carried_in.total", 20);
	NUMBER(current, "requests.granted.other", 20);
	CHECK(first_fingerprint(&pair) == fingerprint, "figures that take no part");
	NUMBER(previous, "requests.carried_forward.total", 4);
	CHECK((other = first_fingerprint(&pair)) != fingerprint, "last year's figure");
	NUMBER(current, "requests.carried_in.total", 1);
	CHECK(first_fingerprint(&pair) != fingerprint && first_fingerprint(&pair) != other,
		  "this year's figure");
	NUMBER(previous, "requests.carried_forward.total", 3);
	NUMBER(current, "requests.carried_in.total", 0);
	CHECK(first_fingerprint(&pair) == fingerprint, "as before");
	end(&pair);

	begin(&pair, 2021);
	NUMBER(previous, "proactive.regulations.in_force", 3);
	fingerprint = first_fingerprint(&pair);
	NUMBER(previous, "proactive.regulations.issued", 3);
	CHECK(first_fingerprint(&pair) == fingerprint, "last year's flow");
	NUMBER(previous, "proactive.regulations.in_force", 4);
	CHECK(first_fingerprint(&pair) != fingerprint, "last year's stock");
	end(&pair);

	begin(&pair, 2019);
	NUMBER(previous, "proactive.licensing.items_last_year", 3);
	fingerprint = first_fingerprint(&pair);
	NUMBER(current, "proactive.licensing.change", 3);
	CHECK(first_fingerprint(&pair) == fingerprint, "this year's change");
	NUMBER(previous, "proactive.licensing.change", 1);
	NUMBER(previous, "proactive.licensing.items_last_year", 2);
	CHECK(first_fingerprint(&pair) != fingerprint, "last year's change");
	end(&pair);
}

/* Whatever reports hold, nothing breaks; and the same report twice is steady. */
static void
check_random(void)
{
	Random		random = {22};
	Pair		pair;
	long		checks = 0;

	for (int round = 0; round < 2000; round++)
	{
		GrReport	figures;

		begin(&pair, 2021);
		random_report(&random, &pair.arena.arena, &pair.previous);
		random_report(&random, &pair.arena.arena, &pair.current);
		if (random_once_in(&random, 2))
		{
			pair.current.year = pair.previous.year + 1;
			pair.current.authority = pair.previous.authority;
		}
		gr_buffer_init(&pair.log.lines, &pair.arena.arena, 0);
		pair.log.count = 0;
		CHECK(gr_continuity(&pair.previous, &pair.current, &pair.arena.arena, take, &pair.log),
			  "round %d", round);
		gr_continuity_figures(&pair.previous, &pair.current, &figures);
		checks += pair.log.count;
		end(&pair);
	}
	CHECK(checks > 10000, "only %ld checks", checks);
}

/* The suite. */
void
test_continuity(void)
{
	check_carried_in();
	check_in_force();
	check_items();
	check_jumps();
	check_pairs();
	check_names();
	check_fingerprints();
	check_random();
}
