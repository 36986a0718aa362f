/*
 * test_suspects.c
 *		Suspects of tables written by hand: what is named, why, and in which
 *		order.  How well they are found in random tables is test/suspects.
 */
#include "checked.h"

#include "suspects.h"

#include <inttypes.h>

static MallocArena memory;
static GrSuspects suspects;

/* ---------- tables ---------- */

/* Numbers of the columns of a row of table three, in their order. */
static void
set_row(GrReport *report, int row, const int64_t numbers[7])
{
	for (int i = 0; i < 7; i++)
	{
		int			figure = gr_figure_at(row, gr_table_first_column(GR_REQUESTS) + i);

		report->state[figure] = GR_NUMBER;
		report->value[figure] = numbers[i];
	}
}

/* A report of an edition whose tables three and four are 0. */
static void
make_empty(GrReport *report, int edition)
{
	gr_report_init(report, edition);
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table != GR_PROACTIVE &&
			(gr_figures[figure].editions & gr_edition_mask(edition)) != 0)
			report->state[figure] = GR_NUMBER;
}

/* The same with a small consistent table three. */
static void
make_table(GrReport *report, int edition)
{
	make_empty(report, edition);
	set_row(report, GR_ROW_received, (int64_t[]) {121, 14, 0, 2, 0, 3, 140});
	set_row(report, GR_ROW_carried_in, (int64_t[]) {6, 0, 0, 0, 0, 0, 6});
	set_row(report, GR_ROW_granted, (int64_t[]) {83, 9, 0, 2, 0, 0, 94});
	set_row(report, GR_ROW_partly_granted, (int64_t[]) {12, 0, 0, 0, 0, 3, 15});
	set_row(report, GR_ROW_unavailable_not_held, (int64_t[]) {27, 4, 0, 0, 0, 0, 31});
	set_row(report, GR_ROW_concluded, (int64_t[]) {122, 13, 0, 2, 0, 3, 140});
	set_row(report, GR_ROW_carried_forward, (int64_t[]) {5, 1, 0, 0, 0, 0, 6});
}

/* Looks for the suspects of a report; how many explanations there are. */
static int
look(const GrReport *report)
{
	GrError		error;

	malloc_arena_reset(&memory);
	if (!CHECK(gr_suspects(report, &memory.arena, &suspects, &error), "%s", error.message))
		return -1;
	return suspects.count;
}

/* Has the explanation of a rank, from 1, so many changes, and is it unique? */
static bool
is_ranked(int rank, int changes, bool unique)
{
	return rank <= suspects.count && suspects.explanations[rank - 1].changes == changes &&
		suspects.explanations[rank - 1].unique == unique;
}

/* Does it say that a figure should be a number, for a reason? */
static bool
says(int rank, const char *key, int64_t implied, GrSuspectReason reason)
{
	int			figure = gr_figure_find(key, strlen(key));

	if (rank > suspects.count)
		return false;
	for (int i = 0; i < suspects.explanations[rank - 1].nfigures; i++)
	{
		const GrSuspect *suspect = &suspects.explanations[rank - 1].figures[i];

		if (suspect->figure == figure)
			return CHECK(suspect->implied == implied && suspect->reason == reason,
						 "%s should be %" PRId64 ", %s", key, suspect->implied,
						 gr_suspect_reason(suspect->reason));
	}
	return false;
}

/* ---------- one figure ---------- */

/* One wrong figure is named, with the way its digits went wrong. */
static void
check_singles(void)
{
	static const struct
	{
		const char *key;
		int64_t		reported;
		int64_t		implied;
		GrSuspectReason reason;
	}			cases[] = {
		{"requests.granted.natural_person", 38, 83, GR_SUSPECT_TRANSPOSED},
		{"requests.granted.natural_person", 8, 83, GR_SUSPECT_DROPPED},
		{"requests.received.natural_person", 12, 121, GR_SUSPECT_DROPPED},
		{"requests.received.natural_person", 11, 121, GR_SUSPECT_DROPPED},
		{"requests.granted.natural_person", 833, 83, GR_SUSPECT_ADDED},
		{"requests.granted.enterprise", 90, 9, GR_SUSPECT_ADDED},
		{"requests.granted.natural_person", 88, 83, GR_SUSPECT_MISREAD},
		{"requests.granted.natural_person", 38000, 83, GR_SUSPECT_SINGLE},
		{"requests.granted.enterprise", 8, 9, GR_SUSPECT_SINGLE},
		{"requests.granted.enterprise", -9, 9, GR_SUSPECT_SINGLE},
		{"requests.granted.enterprise", INT64_MAX, 9, GR_SUSPECT_SINGLE},
		{"requests.granted.enterprise", INT64_MIN, 9, GR_SUSPECT_SINGLE},
		{"requests.concluded.other", 0, 3, GR_SUSPECT_TOTAL},
		{"requests.carried_in.total", 0, 6, GR_SUSPECT_TOTAL},
		{"requests.concluded.total", 975, 140, GR_SUSPECT_TOTAL},
		{"requests.concluded.total", 104, 140, GR_SUSPECT_TRANSPOSED}
	};
	GrReport	report;

	make_table(&report, 2021);
	CHECK(look(&report) == 0, "a consistent table has no suspects");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		make_table(&report, 2021);
		set_number(&report, cases[i].key, cases[i].reported);
		CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
			  says(1, cases[i].key, cases[i].implied, cases[i].reason),
			  "%s: %" PRId64 " in place of %" PRId64, cases[i].key, cases[i].reported,
			  cases[i].implied);
	}
}

/* Every figure of either edition has equations of its own. */
static void
check_signatures(void)
{
	for (int edition = 2019; edition <= 2021; edition += 2)
		for (int figure = 0; figure < GR_FIGURES; figure++)
		{
			GrReport	report;

			make_table(&report, edition);
			if (gr_figures[figure].table != GR_REQUESTS || report.state[figure] != GR_NUMBER)
				continue;
			report.value[figure] += 7;
			CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
				  suspects.explanations[0].figures[0].figure == figure,
				  "%s alone", gr_figures[figure].key);
		}
}

/* Rows of the other edition count where the report has them. */
static void
check_mixed(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_row(&report, GR_ROW_other_unspecified, (int64_t[]) {0, 0, 0, 0, 0, 0, 0});
	CHECK(look(&report) == 0, "a consistent table of both editions");
	set_number(&report, "requests.other.unspecified.total", 3);
	CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
		  says(1, "requests.other.unspecified.total", 0, GR_SUSPECT_TOTAL),
		  "a figure of the other edition");
	make_table(&report, 2021);
	for (int row = GR_ROW_other_not_corrected_in_time; row <= GR_ROW_other_other; row++)
		for (int column = GR_COLUMN_natural_person; column <= GR_COLUMN_total; column++)
			report.state[gr_figure_at(row, column)] = GR_ABSENT;
	set_row(&report, GR_ROW_other_unspecified, (int64_t[]) {0, 0, 0, 0, 0, 0, 0});
	CHECK(look(&report) == 0, "the other edition's row in place of this one's");
	set_number(&report, "requests.granted.legal_service", 3);
	CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
		  says(1, "requests.granted.legal_service", 0, GR_SUSPECT_SINGLE), "a figure there");
}

/* ---------- more figures ---------- */

/* Two figures, with all that explain the sums as well. */
static void
check_pairs(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_number(&report, "requests.granted.natural_person", 38);
	set_number(&report, "requests.received.enterprise", 21);
	CHECK(look(&report) == 1 && is_ranked(1, 2, true) && suspects.explanations[0].acts == 2 &&
		  says(1, "requests.granted.natural_person", 83, GR_SUSPECT_TRANSPOSED) &&
		  says(1, "requests.received.enterprise", 14, GR_SUSPECT_TWO), "two figures");

	/* errors of one size: each row with the other's column would do */
	make_table(&report, 2021);
	set_number(&report, "requests.granted.natural_person", 85);
	set_number(&report, "requests.partly_granted.enterprise", 2);
	CHECK(look(&report) == 2 && is_ranked(1, 2, false) && is_ranked(2, 2, false),
		  "two ways to explain two figures");
	CHECK(says(1, "requests.granted.natural_person", 83, GR_SUSPECT_MISREAD) &&
		  says(1, "requests.partly_granted.enterprise", 0, GR_SUSPECT_TWO),
		  "the digits rank the first");
	CHECK(says(2, "requests.granted.enterprise", 7, GR_SUSPECT_TWO) &&
		  says(2, "requests.partly_granted.natural_person", 10, GR_SUSPECT_MISREAD), "the second");

	make_table(&report, 2021);
	set_number(&report, "requests.granted.natural_person", 700);
	set_number(&report, "requests.received.enterprise", 800);
	set_number(&report, "requests.carried_in.other", 900);
	CHECK(look(&report) == 1 && is_ranked(1, 3, true) &&
		  says(1, "requests.carried_in.other", 0, GR_SUSPECT_SEVERAL), "three figures");
	set_number(&report, "requests.carried_forward.legal_service", 950);
	CHECK(look(&report) == 1 && is_ranked(1, 4, true), "four figures");
	set_number(&report, "requests.refused.state_secret.research_institution", 970);
	CHECK(look(&report) == 1 && is_ranked(1, 5, true), "five figures");
	set_number(&report, "requests.concluded.other", 990);
	CHECK(look(&report) == 1 && is_ranked(1, 6, true), "six figures");
	set_number(&report, "requests.refused.prohibited_by_law.total", 640);
	CHECK(look(&report) == 0, "seven figures are too many");
}

/* Rows and columns that stand one place off. */
static void
check_shifts(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_row(&report, GR_ROW_granted, (int64_t[]) {0, 83, 9, 0, 2, 0, 0});
	CHECK(look(&report) == 1 && is_ranked(1, 6, true) && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.granted.natural_person", 83, GR_SUSPECT_ROW_RIGHT) &&
		  says(1, "requests.granted.total", 94, GR_SUSPECT_ROW_RIGHT), "a row shifted right");

	make_table(&report, 2021);
	set_row(&report, GR_ROW_granted, (int64_t[]) {9, 0, 2, 0, 0, 94, 0});
	CHECK(look(&report) == 1 && is_ranked(1, 6, true) &&
		  says(1, "requests.granted.natural_person", 83, GR_SUSPECT_ROW_LEFT), "a row shifted left");

	/* the row's enumerator came in in front */
	make_table(&report, 2021);
	set_row(&report, GR_ROW_granted, (int64_t[]) {1, 83, 9, 0, 2, 0, 0});
	CHECK(look(&report) == 1 && is_ranked(1, 6, true) &&
		  says(1, "requests.granted.total", 94, GR_SUSPECT_ROW_RIGHT), "something else came in");

	/* the numbers of granted, partly granted and so on stand a row below */
	make_table(&report, 2021);
	set_number(&report, "requests.granted.natural_person", 0);
	set_number(&report, "requests.partly_granted.natural_person", 83);
	set_number(&report, "requests.refused.state_secret.natural_person", 12);
	CHECK(look(&report) > 0 && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.granted.natural_person", 83, GR_SUSPECT_COLUMN_DOWN) &&
		  says(1, "requests.refused.state_secret.natural_person", 0, GR_SUSPECT_COLUMN_DOWN),
		  "a column shifted down");

	make_table(&report, 2021);
	set_number(&report, "requests.carried_in.natural_person", 83);
	set_number(&report, "requests.granted.natural_person", 12);
	set_number(&report, "requests.partly_granted.natural_person", 0);
	CHECK(look(&report) == 1 && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.carried_in.natural_person", 6, GR_SUSPECT_COLUMN_UP),
		  "a column shifted up");

	make_table(&report, 2021);
	set_number(&report, "requests.granted.natural_person", 9);
	set_number(&report, "requests.granted.enterprise", 83);
	CHECK(look(&report) == 1 && suspects.explanations[0].acts == 1 && is_ranked(1, 2, true) &&
		  says(1, "requests.granted.enterprise", 9, GR_SUSPECT_EXCHANGED), "figures exchanged");
}

/* One number in two cells, two in one. */
static void
check_splits(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_row(&report, GR_ROW_partly_granted, (int64_t[]) {1, 2, 0, 0, 0, 0, 3});
	/* the row adds up as it is: another might be wrong in the same four columns */
	CHECK(look(&report) > 1 && is_ranked(1, 4, false) && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.partly_granted.natural_person", 12, GR_SUSPECT_SPLIT) &&
		  says(1, "requests.partly_granted.total", 15, GR_SUSPECT_SPLIT), "digits split");

	make_table(&report, 2021);
	set_row(&report, GR_ROW_partly_granted, (int64_t[]) {120, 0, 0, 0, 3, 15, 0});
	CHECK(look(&report) == 1 &&
		  says(1, "requests.partly_granted.natural_person", 12, GR_SUSPECT_JOINED) &&
		  says(1, "requests.partly_granted.total", 15, GR_SUSPECT_JOINED), "digits joined");

	make_table(&report, 2021);
	set_row(&report, GR_ROW_unavailable_not_held, (int64_t[]) {274, 0, 0, 0, 0, 0, 31});
	CHECK(look(&report) == 1 && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.unavailable.not_held.natural_person", 27, GR_SUSPECT_JOINED) &&
		  says(1, "requests.unavailable.not_held.enterprise", 4, GR_SUSPECT_JOINED),
		  "two neighbours joined");
}

/* Details that changed under totals that did not. */
static void
check_totals(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_number(&report, "requests.received.enterprise", 17);
	set_number(&report, "requests.granted.enterprise", 12);
	CHECK(look(&report) == 2 && suspects.explanations[0].acts == 1 && is_ranked(1, 4, false),
		  "totals not brought up to date, or two details wrong");
	CHECK(says(1, "requests.received.total", 143, GR_SUSPECT_TOTAL) &&
		  says(1, "requests.granted.total", 97, GR_SUSPECT_TOTAL) &&
		  says(1, "requests.concluded.enterprise", 16, GR_SUSPECT_TOTAL) &&
		  says(1, "requests.concluded.total", 143, GR_SUSPECT_TOTAL), "four totals");
	CHECK(is_ranked(2, 2, false) && says(2, "requests.received.enterprise", 14, GR_SUSPECT_MISREAD),
		  "two details");
}

/* ---------- figures without a number ---------- */

/* Blank cells count as 0 until the sums say otherwise. */
static void
check_blanks(void)
{
	GrReport	report;

	make_table(&report, 2021);
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (report.state[figure] == GR_NUMBER && report.value[figure] == 0)
			report.state[figure] = figure % 2 == 0 ? GR_BLANK : GR_NOT_APPLICABLE;
	CHECK(look(&report) == 0, "blanks in place of 0");
	set_state(&report, "requests.granted.enterprise", GR_BLANK);
	CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
		  !suspects.explanations[0].figures[0].has_reported &&
		  says(1, "requests.granted.enterprise", 9, GR_SUSPECT_IMPLIED), "a blank in place of 9");
	make_table(&report, 2021);
	for (int column = GR_COLUMN_natural_person; column <= GR_COLUMN_total; column++)
	{
		report.state[gr_figure_at(GR_ROW_granted, column)] = GR_BLANK;
		report.value[gr_figure_at(GR_ROW_granted, column)] = 0;
	}
	CHECK(look(&report) > 1 && is_ranked(1, 4, false) && suspects.explanations[0].acts == 1 &&
		  says(1, "requests.granted.natural_person", 83, GR_SUSPECT_IMPLIED) &&
		  says(1, "requests.granted.total", 94, GR_SUSPECT_IMPLIED), "a row left blank");
}

/* Unreadable and absent cells are what the sums leave them. */
static void
check_free(void)
{
	GrReport	report;

	make_table(&report, 2021);
	set_state(&report, "requests.granted.enterprise", GR_UNREADABLE);
	CHECK(look(&report) == 1 && is_ranked(1, 0, true) && suspects.explanations[0].acts == 0 &&
		  says(1, "requests.granted.enterprise", 9, GR_SUSPECT_IMPLIED), "an unreadable figure");
	set_state(&report, "requests.granted.legal_service", GR_UNREADABLE);
	CHECK(look(&report) == 1 && suspects.explanations[0].nfigures == 2 &&
		  says(1, "requests.granted.legal_service", 0, GR_SUSPECT_IMPLIED), "one that is 0");
	set_state(&report, "requests.granted.legal_service", GR_ABSENT);
	CHECK(look(&report) == 1 && suspects.explanations[0].nfigures == 1, "an absent one that is 0");
	set_state(&report, "requests.granted.public_welfare", GR_ABSENT);
	CHECK(look(&report) == 1 && suspects.explanations[0].nfigures == 2 &&
		  says(1, "requests.granted.public_welfare", 2, GR_SUSPECT_IMPLIED), "one that is not");

	/* beside a wrong figure */
	set_number(&report, "requests.carried_in.natural_person", 60);
	CHECK(look(&report) == 1 && is_ranked(1, 1, true) && suspects.explanations[0].nfigures == 3 &&
		  says(1, "requests.carried_in.natural_person", 6, GR_SUSPECT_ADDED) &&
		  says(1, "requests.granted.public_welfare", 2, GR_SUSPECT_IMPLIED),
		  "a wrong figure beside unreadable ones");

	/* the figures of its row are all that tell of the wrong one's */
	make_table(&report, 2021);
	set_state(&report, "requests.granted.enterprise", GR_UNREADABLE);
	set_number(&report, "requests.granted.natural_person", 84);
	CHECK(look(&report) > 0, "a wrong figure beside an unreadable one in its row");
	for (int i = 1; i <= suspects.count; i++)
		CHECK(!suspects.explanations[i - 1].unique || suspects.count == 1, "ties are not unique");
	CHECK(says(1, "requests.granted.natural_person", 83, GR_SUSPECT_MISREAD) &&
		  says(1, "requests.granted.enterprise", 9, GR_SUSPECT_IMPLIED), "ranked by its digits");

	/* two of a row and two of a column leave nothing to be implied */
	make_table(&report, 2021);
	for (int i = 0; i < 4; i++)
		report.state[gr_figure_at(GR_ROW_granted + i % 2, GR_COLUMN_natural_person + i / 2)] =
			GR_UNREADABLE;
	for (int i = 0; i < 4; i++)
		report.value[gr_figure_at(GR_ROW_granted + i % 2, GR_COLUMN_natural_person + i / 2)] = 0;
	CHECK(look(&report) == 0, "a square of unreadable figures");
	gr_report_init(&report, 2021);
	CHECK(look(&report) == 0, "a report without figures");
}

/* Nothing from 0 up in an unreadable cell would do. */
static void
check_impossible(void)
{
	GrReport	report;

	make_table(&report, 2021);
	for (int row = GR_ROW_granted; row <= GR_ROW_partly_granted; row++)
		for (int column = GR_COLUMN_enterprise; column <= GR_COLUMN_research_institution; column++)
			set_state(&report, gr_figures[gr_figure_at(row, column)].key, GR_UNREADABLE);
	CHECK(look(&report) == 0, "they could be anything");
	set_number(&report, "requests.granted.natural_person", 82);
	set_number(&report, "requests.partly_granted.natural_person", 13);
	CHECK(look(&report) > 0 && suspects.explanations[0].changes > 0,
		  "a row exceeds its total, another makes up for it");
	for (int i = 0; i < suspects.count; i++)
		CHECK(!suspects.explanations[i].unique, "nothing is unique that has more solutions");

	make_empty(&report, 2021);
	set_number(&report, "remedies.reconsideration.upheld", 9);
	set_number(&report, "remedies.reconsideration.total", 7);
	set_state(&report, "remedies.reconsideration.pending", GR_UNREADABLE);
	CHECK(look(&report) == 2 && is_ranked(1, 1, false), "more results than in total");
	CHECK(says(1, "remedies.reconsideration.upheld", 7, GR_SUSPECT_SINGLE) &&
		  says(2, "remedies.reconsideration.total", 9, GR_SUSPECT_TOTAL), "either is wrong");
}

/* ---------- table four ---------- */

/* Adds prose to section four. */
static void
set_prose(GrReport *report, const char *prose)
{
	report->nsections = 1;
	report->sections[0].number = 4;
	report->sections[0].prose = text_of(prose);
}

/* A group that does not add up: any of its figures can be the wrong one. */
static void
check_remedies(void)
{
	GrReport	report;

	make_empty(&report, 2021);
	set_number(&report, "remedies.reconsideration.upheld", 10);
	set_number(&report, "remedies.reconsideration.corrected", 1);
	CHECK(look(&report) == 1 && is_ranked(1, 1, true) &&
		  says(1, "remedies.reconsideration.total", 11, GR_SUSPECT_TOTAL),
		  "no result can be below 0");
	set_number(&report, "remedies.reconsideration.total", 9);
	CHECK(look(&report) == 2 && is_ranked(1, 1, false) &&
		  says(1, "remedies.reconsideration.upheld", 8, GR_SUSPECT_SINGLE) &&
		  says(2, "remedies.reconsideration.total", 11, GR_SUSPECT_TOTAL), "two that could be");
	set_prose(&report, "本年度共收到行政复议11件。");
	CHECK(look(&report) == 2 && is_ranked(1, 1, false) &&
		  says(1, "remedies.reconsideration.total", 11, GR_SUSPECT_TOTAL),
		  "the prose ranks, but does not choose");
	set_prose(&report, "本年度共收到行政复议9件。");
	CHECK(look(&report) == 2 && says(1, "remedies.reconsideration.upheld", 8, GR_SUSPECT_SINGLE),
		  "the prose against the total");

	/* table three is a problem of its own, and comes first */
	set_number(&report, "requests.received.total", 5);
	CHECK(look(&report) == 3 && is_ranked(1, 1, true) && is_ranked(2, 1, false) &&
		  says(1, "requests.received.total", 0, GR_SUSPECT_TOTAL), "two problems");
}

/* Of two explanations alike, that with a figure the reader noted comes first. */
static void
check_notes(void)
{
	GrReport	report;
	GrNote		note = {GR_NOTE_GLUED_CUT, 0, 0, {NULL, 0}};

	make_table(&report, 2021);
	set_number(&report, "requests.granted.enterprise", 8);
	set_number(&report, "requests.partly_granted.other", 2);
	CHECK(look(&report) == 2 && says(1, "requests.granted.enterprise", 9, GR_SUSPECT_TWO) &&
		  says(2, "requests.granted.other", 1, GR_SUSPECT_TWO), "without notes");
	note.figure = gr_figure_find("requests.granted.other", strlen("requests.granted.other"));
	report.notes = &note;
	report.nnotes = 1;
	CHECK(look(&report) == 2 && is_ranked(1, 2, false) &&
		  says(1, "requests.granted.other", 1, GR_SUSPECT_TWO) &&
		  says(2, "requests.granted.enterprise", 9, GR_SUSPECT_TWO), "with a note");
	note.code = GR_NOTE_CORRECTED;
	CHECK(look(&report) == 2 && says(1, "requests.granted.enterprise", 9, GR_SUSPECT_TWO),
		  "a correction is no doubt");
}

/* ---------- bounds ---------- */

/* Sums beyond bigint, and numbers that no figure can be. */
static void
check_extremes(void)
{
	GrReport	report;

	make_empty(&report, 2021);
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (report.state[figure] == GR_NUMBER)
			report.value[figure] = INT64_MAX;
	look(&report);
	for (int i = 0; i < suspects.count; i++)
		for (int k = 0; k < suspects.explanations[i].nfigures; k++)
			CHECK(suspects.explanations[i].figures[k].implied >= 0, "nothing overflows");
	make_empty(&report, 2021);
	set_number(&report, "remedies.reconsideration.upheld", INT64_MAX);
	set_number(&report, "remedies.reconsideration.corrected", INT64_MAX);
	CHECK(look(&report) == 0, "no total is that large, no result is below 0");
	set_number(&report, "remedies.reconsideration.total", INT64_MAX);
	CHECK(look(&report) == 2 && says(1, "remedies.reconsideration.upheld", 0, GR_SUSPECT_SINGLE) &&
		  says(2, "remedies.reconsideration.corrected", 0, GR_SUSPECT_SINGLE), "one is 0");
}

static int	polls;

/* Counts calls of an arena's poll. */
static void
count_poll(void *context)
{
	(void) context;
	polls++;
}

/* Without memory there is an error; long work is polled; none is needed where
 * the sums agree. */
static void
check_resources(void)
{
	GrReport	report;
	GrError		error;
	int			allowed = 0;

	make_table(&report, 2021);
	malloc_arena_reset(&memory);
	memory.allowed = 0;
	CHECK(gr_suspects(&report, &memory.arena, &suspects, &error), "no memory needed");
	for (int i = 0; i < 4; i++)
		report.value[gr_figure_at(GR_ROW_granted + i, GR_COLUMN_natural_person + i)]++;
	for (;; allowed++)
	{
		malloc_arena_reset(&memory);
		memory.allowed = allowed;
		if (gr_suspects(&report, &memory.arena, &suspects, &error))
			break;
		CHECK(error.code == GR_ERROR_MEMORY, "an error of memory");
	}
	CHECK(allowed > 4, "%d allocations", allowed);
	memory.allowed = -1;
	memory.arena.poll = count_poll;
	look(&report);
	CHECK(polls > 0, "long work is polled");
	CHECK(suspects.count > 1 && suspects.count <= GR_EXPLANATIONS_MAX,
		  "%d ways to mend a square", suspects.count);
	memory.arena.poll = NULL;
}

/* The words of reasons differ. */
static void
check_reasons(void)
{
	for (int i = 0; i < GR_SUSPECT_REASONS; i++)
		for (int k = 0; k < i; k++)
			CHECK(strcmp(gr_suspect_reason((GrSuspectReason) i),
						 gr_suspect_reason((GrSuspectReason) k)) != 0, "%s twice",
				  gr_suspect_reason((GrSuspectReason) i));
}

void
test_suspects(void)
{
	malloc_arena_init(&memory);
	check_singles();
	check_signatures();
	check_mixed();
	check_pairs();
	check_shifts();
	check_splits();
	check_totals();
	check_blanks();
	check_free();
	check_impossible();
	check_remedies();
	check_notes();
	check_extremes();
	check_resources();
	check_reasons();
	malloc_arena_reset(&memory);
}
