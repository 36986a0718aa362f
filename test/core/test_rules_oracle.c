/*
 * test_rules_oracle.c
 *		The sums of random tables, judged another way: by trying what the missing
 *		figures could be.
 *
 * Figures are small, so that if any numbers from 0 up complete a sum, numbers
 * up to TRY_MAX do.  The numbers reached by the completions of a sum are kept as
 * a set of bits and grow operand by operand.  Which figures belong to a sum is
 * told by the form's places, not by the equations that are tested.
 */
#include "checked.h"

#define TABLES 24000

/* Largest figure of the tables, and largest number tried for a missing one. */
#define FIGURE_MAX 2
#define TRY_MAX 255

/* The set of differences between both sides: room for 24 operands either way. */
#define SET_ZERO 6400
#define SET_SIZE (2 * SET_ZERO)
#define SET_WORDS (SET_SIZE / 64)
typedef struct Set
{
	uint64_t	words[SET_WORDS];
} Set;

/* A sum to be judged: what is checked less what is expected. */
typedef struct Sum
{
	int			count;
	int			figures[GR_FIGURES];
	int			signs[GR_FIGURES];	/* -1: expected, +1: given */
	bool		at_least;
} Sum;

/* ---------- sets ---------- */

/* Adds to a set its own numbers, moved by some places. */
static void
set_add_moved(Set *set, int places)
{
	Set			moved = {{0}};
	int			words = (places < 0 ? -places : places) / 64;
	int			bits = (places < 0 ? -places : places) % 64;

	for (int i = 0; i < SET_WORDS - words; i++)
	{
		int			next = i + words + 1;

		if (places < 0)
			moved.words[i] = set->words[i + words] >> bits |
				(bits > 0 && next < SET_WORDS ? set->words[next] << (64 - bits) : 0);
		else
			moved.words[SET_WORDS - 1 - i] = set->words[SET_WORDS - 1 - i - words] << bits |
				(bits > 0 && next < SET_WORDS ? set->words[SET_WORDS - 1 - next] >> (64 - bits) : 0);
	}
	for (int i = 0; i < SET_WORDS; i++)
		set->words[i] |= moved.words[i];
}

/* Adds to a set what any number from 0 to TRY_MAX more, or less, makes of it. */
static void
set_try_all(Set *set, int sign)
{
	for (int step = 1; step <= TRY_MAX; step *= 2)
		set_add_moved(set, sign * step);
}

/* Is a difference in the set? */
static bool
set_has(const Set *set, int difference)
{
	int			at = SET_ZERO + difference;

	return (set->words[at / 64] >> (at % 64) & 1) != 0;
}

/* Is a difference in the set that the relation allows? */
static bool
set_satisfies(const Set *set, bool at_least)
{
	for (int difference = 0; difference < (at_least ? SET_ZERO : 1); difference++)
		if (set_has(set, difference))
			return true;
	return false;
}

/* ---------- sums, by places on the form ---------- */

/* Has the report a cell of "other processing" that only the other edition has? */
static bool
has_foreign_row(const GrReport *report)
{
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_REQUESTS && report->state[i] != GR_ABSENT &&
			(gr_figures[i].editions & gr_edition_mask(report->edition)) == 0)
			return true;
	return false;
}

/* Does a figure take part in this report? */
static bool
takes_part(const GrReport *report, int figure)
{
	if (report->state[figure] != GR_ABSENT)
		return true;
	if ((gr_figures[figure].editions & gr_edition_mask(report->edition)) == 0)
		return false;
	return gr_figures[figure].editions == GR_BOTH ||
		gr_figures[figure].table != GR_REQUESTS || !has_foreign_row(report);
}

/* Adds a figure that takes part. */
static void
sum_add(Sum *sum, const GrReport *report, int figure, int sign)
{
	if (!takes_part(report, figure))
		return;
	sum->figures[sum->count] = figure;
	sum->signs[sum->count++] = sign;
}

/* The number that stands in front of a row on the printed form. */
static bool
is_numbered(int row, const char *enumerator)
{
	return gr_rows[row].table == GR_REQUESTS && strcmp(gr_rows[row].enumerator, enumerator) == 0;
}

/* Which sum a check is of: by its rule and its first figure. */
static void
sum_of(const GrReport *report, const GrCheck *check, Sum *sum)
{
	const GrFormFigure *first = &gr_figures[check->keys[0]];

	memset(sum, 0, sizeof(*sum));
	sum->at_least = check->rule == GR_RULE_proactive_in_force;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		const GrFormFigure *figure = &gr_figures[i];
		const char *column = gr_columns[figure->column].key;
		bool		of_row = figure->row == first->row;
		bool		of_column = figure->column == first->column && figure->table == GR_REQUESTS;

		if (check->rule == GR_RULE_requests_row_total || check->rule == GR_RULE_remedies_total)
		{
			if (of_row)
				sum_add(sum, report, i, strcmp(column, "total") == 0 ? 1 : -1);
		}
		else if (check->rule == GR_RULE_requests_outcomes_total)
		{
			if (of_column && !is_numbered(figure->row, "一、") && !is_numbered(figure->row, "二、") &&
				!is_numbered(figure->row, "四、"))
				sum_add(sum, report, i, is_numbered(figure->row, "（七）") ? 1 : -1);
		}
		else if (check->rule == GR_RULE_requests_balance)
		{
			if (of_column && (is_numbered(figure->row, "一、") || is_numbered(figure->row, "二、")))
				sum_add(sum, report, i, -1);
			else if (of_column && (is_numbered(figure->row, "（七）") || is_numbered(figure->row, "四、")))
				sum_add(sum, report, i, 1);
		}
		else if (of_row && figure->editions == first->editions)
		{
			if (strcmp(column, "issued") == 0 || strcmp(column, "newly_disclosed") == 0)
				sum_add(sum, report, i, -1);
			else if (strcmp(column, "repealed") == 0 || strcmp(column, "in_force") == 0 ||
					 strcmp(column, "disclosed_total") == 0)
				sum_add(sum, report, i, 1);
		}
	}
}

/* ---------- judging ---------- */

/* Is the figure without a number, by a policy? */
static bool
is_missing(const GrReport *report, int figure, GrMissing missing)
{
	GrState		state = report->state[figure];

	return state != GR_NUMBER &&
		!(missing == GR_MISSING_ZERO && (state == GR_BLANK || state == GR_NOT_APPLICABLE));
}

/* What trying says of a sum, and how many of its figures are missing. */
static GrStatus
judge(const GrReport *report, const Sum *sum, GrMissing missing, int *missing_count)
{
	Set			set = {{0}};
	int			known = 0;

	*missing_count = 0;
	for (int i = 0; i < sum->count; i++)
		known += (int) report->value[sum->figures[i]] * sum->signs[i];
	set.words[(SET_ZERO + known) / 64] |= UINT64_C(1) << ((SET_ZERO + known) % 64);
	for (int i = 0; i < sum->count; i++)
		if (is_missing(report, sum->figures[i], missing))
		{
			++*missing_count;
			set_try_all(&set, sum->signs[i]);
		}
	if (!set_satisfies(&set, sum->at_least))
		return GR_STATUS_FAIL;
	return *missing_count == 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE;
}

/* Compares one check with what trying says. */
static GrStatus
compare(const GrReport *report, const Checked *checked, GrMissing missing)
{
	const GrCheck *check = &checked->check;
	Sum			sum;
	int			missing_count;
	GrStatus	possible;
	GrStatus	expected;
	bool		keys_same;

	sum_of(report, check, &sum);
	possible = judge(report, &sum, missing, &missing_count);
	expected = missing == GR_MISSING_STRICT && missing_count > 0 ? GR_STATUS_FAIL : possible;
	keys_same = check->nkeys == sum.count && check->nmissing == missing_count;
	for (int i = 0; i < sum.count && keys_same; i++)
	{
		bool		found = false;

		for (int j = 0; j < check->nkeys; j++)
			found |= check->keys[j] == sum.figures[i];
		keys_same = found;
	}
	CHECK(check->status == expected, "%s, %s, %s: %s", gr_rules[check->rule].name,
		  gr_missing_name(missing), gr_status_name(expected), checked->message);
	CHECK(check->unverified == (expected == GR_STATUS_FAIL && possible != GR_STATUS_FAIL),
		  "unverified: %s", checked->message);
	CHECK(keys_same, "keys: %s", checked->message);
	return expected;
}

/* ---------- tables ---------- */

/* A random state without a number. */
static GrState
random_gap(Random *random)
{
	static const GrState gaps[] = {GR_BLANK, GR_BLANK, GR_NOT_APPLICABLE, GR_UNREADABLE, GR_ABSENT};

	return gaps[random_below(random, (int) (sizeof(gaps) / sizeof(gaps[0])))];
}

/*
 * A table: consistent or not, with few, some or many gaps, and now and then with
 * rows of the other edition.
 */
static void
random_table(Random *random, GrReport *report)
{
	int			edition = random_once_in(random, 3) ? 2019 : 2021;
	int			once_in = random_once_in(random, 3) ? 3 : random_once_in(random, 2) ? 30 : 200;
	bool		consistent = random_once_in(random, 2);
	bool		mixed = random_once_in(random, 3);

	consistent_report(random, edition, FIGURE_MAX, report);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		bool		own = (gr_figures[i].editions & gr_edition_mask(edition)) != 0;

		if (!own && !(mixed && random_once_in(random, 4)))
			continue;
		if (!own || !consistent)
		{
			report->state[i] = GR_NUMBER;
			report->value[i] = random_below(random, FIGURE_MAX + 1) - random_once_in(random, 50);
		}
		if (random_once_in(random, once_in))
		{
			report->state[i] = (uint8_t) random_gap(random);
			report->value[i] = 0;
		}
	}
	if (consistent && random_once_in(random, 2))
	{
		int			figure = random_below(random, GR_FIGURES);

		if (report->state[figure] == GR_NUMBER)
			report->value[figure] += 1 + random_below(random, 40);
	}
}

/* Does the quick way say of a report's bytes that it is sound? */
static bool
surely_sound(const GrReport *report, const GrArena *arena)
{
	GrBuffer	bytes;
	char	   *copy;

	gr_buffer_init(&bytes, arena, 0);
	CHECK(gr_encode(report, &bytes, NULL), "encoding");
	copy = arena->alloc(arena->context, bytes.len);
	memcpy(copy, bytes.data, bytes.len);
	return gr_surely_sound(copy, bytes.len);
}

/* Are all figures of the edition numbers from 0 up, and is there no other? Of a
 * consolidated report nothing is expected. */
static bool
is_complete(const GrReport *report)
{
	if (report->others != 0)
		return false;
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->value[i] < 0 || report->lacking[i] != 0 || report->state[i] !=
			((gr_figures[i].editions & gr_edition_mask(report->edition)) != 0 ? GR_NUMBER : GR_ABSENT))
			return false;
	return true;
}

/*
 * What the quick way says: never that a report is sound of which a check of
 * severity error fails, and always where nothing fails and nothing is missing.
 */
static bool
check_quick(const GrReport *report, const GrArena *arena)
{
	bool		sound = surely_sound(report, arena);
	bool		fails = false;

	for (int missing = 0; missing < GR_MISSING_POLICIES; missing++)
		fails |= check_report(report, GR_SEVERITY_ERROR, (GrMissing) missing, true)->count > 0;
	CHECK(!(sound && fails), "said to be sound, but is not");
	CHECK(sound || fails || !is_complete(report), "complete and sound, but not said to be");
	return sound;
}

/* Streams in pieces or cut off are left to those who refuse them. */
static void
check_quick_bytes(Random *random, const GrReport *report, const GrArena *arena)
{
	GrBuffer	bytes;
	char	   *copy;

	gr_buffer_init(&bytes, arena, 0);
	gr_encode(report, &bytes, NULL);
	for (size_t len = 0; len < bytes.len; len++)
	{
		copy = arena->alloc(arena->context, len);
		if (len > 0)
			memcpy(copy, bytes.data, len);
		CHECK(!gr_surely_sound(copy, len), "cut off at %zu", len);
	}
	for (int n = 0; n < 200; n++)
	{
		GrReport	changed;
		size_t		at = (size_t) random_below(random, (int) bytes.len);

		copy = arena->alloc(arena->context, bytes.len);
		memcpy(copy, bytes.data, bytes.len);
		copy[at] = (char) random_next(random);
		if (gr_surely_sound(copy, bytes.len))
			CHECK(gr_decode_figures(copy, bytes.len, &changed, NULL) &&
				  check_report(&changed, GR_SEVERITY_ERROR, GR_MISSING_STRICT, true)->count == 0,
				  "byte %zu changed", at);
	}
}

/* One run written as two is what no writer writes: of zeros, of absent figures. */
static void
check_quick_pieces(void)
{
	static GrReport report;
	MallocArena memory;
	GrBuffer	bytes;

	malloc_arena_init(&memory);
	gr_report_init(&report, 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & GR_2021)
			report.state[i] = GR_NUMBER;
	gr_buffer_init(&bytes, &memory.arena, 0);
	gr_encode(&report, &bytes, NULL);
	CHECK(gr_surely_sound(bytes.data, bytes.len), "all zero");
	for (size_t at = 7; at < bytes.len; at++)
	{
		unsigned char op = (unsigned char) bytes.data[at];
		unsigned char first = op & 0x80;	/* of one zero, or of one absent figure */
		char	   *copy = memory.arena.alloc(memory.arena.context, bytes.len + 1);
		GrReport	refused;

		if (op == first)
			continue;
		memcpy(copy, bytes.data, at);
		copy[at] = (char) first;
		copy[at + 1] = (char) (op - 1);
		memcpy(copy + at + 2, bytes.data + at + 1, bytes.len - at - 1);
		copy[5]++;
		CHECK(!gr_surely_sound(copy, bytes.len + 1), "operation %zu in two", at);
		CHECK(!gr_decode_figures(copy, bytes.len + 1, &refused, NULL), "operation %zu in two", at);
	}
	malloc_arena_reset(&memory);
}

/* The quick way beside the full one, for reports of all kinds. */
static void
check_quick_way(void)
{
	Random		random = {71};
	MallocArena memory;
	long		sound = 0;

	malloc_arena_init(&memory);
	for (int n = 0; n < 6000; n++)
	{
		static GrReport report;
		int			kind = random_below(&random, 4);

		if (kind == 0)
			random_report(&random, &memory.arena, &report);
		else if (kind == 1)
			random_table(&random, &report);
		else
			consistent_report(&random, random_once_in(&random, 3) ? 2019 : 2021,
							  1 + random_below(&random, 100000), &report);
		if (kind == 3)
			report.value[random_below(&random, GR_FIGURES)] += random_below(&random, 3);
		sound += check_quick(&report, &memory.arena);
		if (n % 100 == 0)
			check_quick_bytes(&random, &report, &memory.arena);
		malloc_arena_reset(&memory);
	}
	CHECK(sound > 1500, "only %ld were sound", sound);
	malloc_arena_reset(&memory);
}

/* The suite. */
void
test_rules_oracle(void)
{
	Random		random = {20260};
	long		seen[GR_STATUSES] = {0};

	for (int n = 0; n < TABLES; n++)
	{
		static GrReport report;
		GrMissing	missing = (GrMissing) (n % GR_MISSING_POLICIES);
		const CheckedList *list;

		random_table(&random, &report);
		list = check_report(&report, GR_SEVERITY_WARNING, missing, false);
		for (int i = 0; i < list->count && list->checks[i].check.rule <= GR_RULE_proactive_in_force; i++)
			seen[compare(&report, &list->checks[i], missing)]++;
	}
	printf("rules-oracle: %d tables; %ld sums hold, %ld fail, %ld are open\n", TABLES,
		   seen[GR_STATUS_PASS], seen[GR_STATUS_FAIL], seen[GR_STATUS_NOT_EVALUABLE]);
	check_quick_way();
	check_quick_pieces();
	for (int i = 0; i < GR_STATUSES; i++)
		CHECK(seen[i] > TABLES, "too few that %s", gr_status_name((GrStatus) i));
}
