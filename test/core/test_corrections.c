/*
 * test_corrections.c
 *		Corrections: what they change, the notes they leave, and the list of them.
 */
#include "test.h"
#include "corrections.h"

/* The figure of a key. */
static int
figure_of(const char *key)
{
	return gr_figure_find(key, strlen(key));
}

/* True when a text is a C string. */
static bool
is_text(GrText text, const char *string)
{
	return text.len == strlen(string) &&
		(text.len == 0 || memcmp(text.data, string, text.len) == 0);
}

/* True when the last note is a correction of a figure with this text. */
static bool
last_note_is(const GrReport *report, int figure, const char *raw)
{
	const GrNote *note = &report->notes[report->nnotes - 1];

	return report->nnotes > 0 && note->code == GR_NOTE_CORRECTED && note->figure == figure &&
		note->line == 0 && is_text(note->raw, raw);
}

/* Each state a figure can be in before, and the note that keeps it. */
static void
check_figures(const GrArena *arena)
{
	int			total = figure_of("requests.received.total");
	int			fees = figure_of("proactive.fees.amount");
	GrNote		unreadable = {GR_NOTE_UNREADABLE, total, 7, text_of("1O")};
	GrReport	report;

	gr_report_init(&report, 2021);
	CHECK(gr_correct_figure(&report, total, GR_NUMBER, 3, arena) == GR_CORRECTED &&
		  report.state[total] == GR_NUMBER && report.value[total] == 3 &&
		  report.nnotes == 1 && last_note_is(&report, total, "absent"), "absent to 3");
	CHECK(gr_correct_figure(&report, total, GR_NUMBER, 3, arena) == GR_UNCHANGED &&
		  report.nnotes == 1, "3 to 3");
	CHECK(gr_correct_figure(&report, total, GR_BLANK, 99, arena) == GR_CORRECTED &&
		  report.state[total] == GR_BLANK && report.value[total] == 0 &&
		  last_note_is(&report, total, "3"), "3 to blank");
	CHECK(gr_correct_figure(&report, total, GR_BLANK, 0, arena) == GR_UNCHANGED &&
		  report.nnotes == 2, "blank to blank");
	CHECK(gr_correct_figure(&report, total, GR_NUMBER, 0, arena) == GR_CORRECTED &&
		  last_note_is(&report, total, "blank"), "blank to 0");

	gr_report_init(&report, 2021);
	report.state[total] = GR_UNREADABLE;
	report.notes = &unreadable;
	report.nnotes = 1;
	report.state[fees] = GR_NOT_APPLICABLE;
	CHECK(gr_correct_figure(&report, total, GR_NUMBER, 10, arena) == GR_CORRECTED &&
		  report.nnotes == 2 && report.notes[0].code == GR_NOTE_UNREADABLE &&
		  last_note_is(&report, total, "unreadable 1O"), "unreadable to 10");
	CHECK(gr_correct_figure(&report, fees, GR_NUMBER, 12500000, arena) == GR_CORRECTED &&
		  last_note_is(&report, fees, "not_applicable"), "not applicable to an amount");
	CHECK(gr_correct_figure(&report, fees, GR_NUMBER, 1, arena) == GR_CORRECTED &&
		  last_note_is(&report, fees, "12.5"), "the amount as printed");
	CHECK(gr_correct_figure(&report, fees, GR_UNREADABLE, 0, arena) == GR_CORRECTED &&
		  gr_correct_figure(&report, fees, GR_NUMBER, 0, arena) == GR_CORRECTED &&
		  last_note_is(&report, fees, "unreadable"), "unreadable without a text");
}

/* Year and authority. */
static void
check_identity(const GrArena *arena)
{
	GrReport	report;

	gr_report_init(&report, 2021);
	CHECK(gr_correct_year(&report, 0, arena) == GR_UNCHANGED && report.nnotes == 0, "no year");
	CHECK(gr_correct_year(&report, 2022, arena) == GR_CORRECTED && report.year == 2022 &&
		  last_note_is(&report, GR_NONE, "year unknown"), "to 2022");
	CHECK(gr_correct_year(&report, 0, arena) == GR_CORRECTED && report.year == 0 &&
		  last_note_is(&report, GR_NONE, "year 2022"), "to no year");
	CHECK(gr_correct_authority(&report, (GrText) {NULL, 0}, arena) == GR_UNCHANGED, "no authority");
	CHECK(gr_correct_authority(&report, text_of("甲县教育局"), arena) == GR_CORRECTED &&
		  is_text(report.authority, "甲县教育局") &&
		  last_note_is(&report, GR_NONE, "authority unknown"), "to a name");
	CHECK(gr_correct_authority(&report, text_of("甲县教育局"), arena) == GR_UNCHANGED, "same name");
	CHECK(gr_correct_authority(&report, (GrText) {NULL, 0}, arena) == GR_CORRECTED &&
		  report.authority.len == 0 &&
		  last_note_is(&report, GR_NONE, "authority 甲县教育局"), "to no name");
	CHECK(report.nnotes == 4, "%d notes", report.nnotes);
}

/* Long texts are cut to a note, never inside a character. */
static void
check_cuts(const GrArena *arena)
{
	for (int pad = 0; pad < 4; pad++)
	{
		char		name[1300] = "";
		GrReport	report;

		memset(name, 'x', (size_t) pad);
		for (int i = 0; i < 400; i++)
			strcat(name, "规");
		gr_report_init(&report, 2021);
		report.authority = text_of(name);
		if (!CHECK(gr_correct_authority(&report, text_of("甲"), arena) == GR_CORRECTED,
				   "no note of a long text"))
			continue;
		CHECK(report.notes[0].raw.len > GR_RAW_MAX - 3 && report.notes[0].raw.len <= GR_RAW_MAX &&
			  gr_utf8_valid(report.notes[0].raw.data, report.notes[0].raw.len, NULL),
			  "cut at %zu", report.notes[0].raw.len);
	}
}

/* A list of notes of one kind. */
static void
fill_notes(GrReport *report, GrNote *notes, GrNoteCode code)
{
	for (int i = 0; i < GR_NOTES_MAX; i++)
		notes[i] = (GrNote) {code, i % 5, i + 1, text_of("x")};
	report->notes = notes;
	report->nnotes = GR_NOTES_MAX;
}

/* How many notes are of a kind. */
static int
count_notes(const GrReport *report, GrNoteCode code)
{
	int			count = 0;

	for (int i = 0; i < report->nnotes; i++)
		count += report->notes[i].code == code;
	return count;
}

/* A full list: remarks give way to corrections, corrections to nothing. */
static void
check_full(const GrArena *arena)
{
	GrNote	   *notes = arena->alloc(arena->context, GR_NOTES_MAX * sizeof(GrNote));
	GrReport	report;
	GrNote		last;

	gr_report_init(&report, 2021);
	fill_notes(&report, notes, GR_NOTE_ROW_ORDER);
	/* the text of a cell that cannot be read is the last to go */
	report.state[4] = GR_UNREADABLE;
	last = notes[GR_NOTES_MAX - 1];
	CHECK(last.figure == 4, "the last note is of figure %d", last.figure);
	CHECK(gr_correct_figure(&report, 0, GR_NUMBER, 1, arena) == GR_CORRECTED &&
		  report.nnotes == GR_NOTES_MAX && last_note_is(&report, 0, "absent") &&
		  count_notes(&report, GR_NOTE_NOTES_DROPPED) == 1 &&
		  count_notes(&report, GR_NOTE_ROW_ORDER) == GR_NOTES_MAX - 2 &&
		  report.notes[GR_NOTES_MAX - 2].line == last.line &&
		  report.notes[GR_NOTES_MAX - 3].code == GR_NOTE_NOTES_DROPPED, "first");
	CHECK(notes[GR_NOTES_MAX - 3].code == GR_NOTE_ROW_ORDER, "the old list is as it was");
	CHECK(gr_correct_figure(&report, 0, GR_NUMBER, 2, arena) == GR_CORRECTED &&
		  report.nnotes == GR_NOTES_MAX && last_note_is(&report, 0, "1") &&
		  count_notes(&report, GR_NOTE_NOTES_DROPPED) == 1 &&
		  count_notes(&report, GR_NOTE_CORRECTED) == 2, "second");
	for (int i = 3; i < GR_NOTES_MAX; i++)
		if (!CHECK(gr_correct_figure(&report, 0, GR_NUMBER, i, arena) == GR_CORRECTED &&
				   count_notes(&report, GR_NOTE_CORRECTED) == i, "correction %d", i))
			break;
	CHECK(count_notes(&report, GR_NOTE_CORRECTED) == GR_NOTES_MAX - 1, "all but one");
	CHECK(gr_correct_figure(&report, 0, GR_NUMBER, 5000, arena) == GR_CORRECTIONS_FULL &&
		  report.value[0] == GR_NOTES_MAX - 1 && report.nnotes == GR_NOTES_MAX, "no room");
	CHECK(gr_correct_year(&report, 2022, arena) == GR_CORRECTIONS_FULL && report.year == 0 &&
		  gr_correct_authority(&report, text_of("甲"), arena) == GR_CORRECTIONS_FULL &&
		  report.authority.len == 0, "nor for others");
	CHECK(gr_correct_figure(&report, 0, GR_NUMBER, GR_NOTES_MAX - 1, arena) == GR_UNCHANGED,
		  "none needed");

	gr_report_init(&report, 2021);
	fill_notes(&report, notes, GR_NOTE_CORRECTED);
	notes[5].code = GR_NOTE_ROW_ORDER;
	CHECK(gr_correct_figure(&report, 0, GR_NUMBER, 1, arena) == GR_CORRECTIONS_FULL &&
		  notes[5].code == GR_NOTE_ROW_ORDER && report.notes == notes,
		  "one remark cannot give way without a word of it");
}

/* What a correction can be. */
static void
check_values(void)
{
	static const struct
	{
		const char *key;
		const char *text;
		GrValueFault fault;
		int64_t		value;
	}			cases[] = {
		{"requests.received.total", "0", GR_VALUE_SOUND, 0},
		{"requests.received.total", "9223372036854775807", GR_VALUE_SOUND, INT64_MAX},
		{"requests.received.total", "9223372036854775808", GR_VALUE_RANGE, 0},
		{"requests.received.total", "1.5", GR_VALUE_DECIMALS, 0},
		{"requests.received.total", "-1", GR_VALUE_NEGATIVE, 0},
		{"requests.received.total", "NaN", GR_VALUE_NOT_FINITE, 0},
		{"requests.received.total", "-Infinity", GR_VALUE_NOT_FINITE, 0},
		{"requests.received.total", "", GR_VALUE_NOT_FINITE, 0},
		{"requests.received.total", "-", GR_VALUE_NOT_FINITE, 0},
		{"requests.received.total", "1e3", GR_VALUE_RANGE, 0},
		{"proactive.fees.amount", "24252.311082", GR_VALUE_SOUND, INT64_C(24252311082)},
		{"proactive.fees.amount", "0.0000001", GR_VALUE_DECIMALS, 0},
		{"proactive.fees.amount", "-0.5", GR_VALUE_NEGATIVE, 0},
		{"proactive.fees.amount", "9223372036854.775808", GR_VALUE_RANGE, 0},
		{"proactive.procurement.amount", "-1", GR_VALUE_NEGATIVE, 0},
		{"proactive.licensing.change", "-18", GR_VALUE_SOUND, -18},
		{"proactive.licensing.change", "-9223372036854775808", GR_VALUE_SOUND, INT64_MIN},
		{"proactive.licensing.change", "-9223372036854775809", GR_VALUE_RANGE, 0}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int64_t		value = 0;
		GrValueFault fault = gr_corrected_value(figure_of(cases[i].key), cases[i].text,
												strlen(cases[i].text), &value);

		CHECK(fault == cases[i].fault && (fault != GR_VALUE_SOUND || value == cases[i].value),
			  "%s of %s: fault %d", cases[i].text, cases[i].key, (int) fault);
	}
}

/* What a name can be. */
static void
check_names(void)
{
	static const struct
	{
		const char *name;
		GrNameFault fault;
		const char *trimmed;
	}			cases[] = {
		{"甲县教育局", GR_NAME_SOUND, "甲县教育局"},
		{" \xe3\x80\x80甲县 教育局\xe2\x80\x8b ", GR_NAME_SOUND, "甲县 教育局"},
		{"", GR_NAME_EMPTY, ""},
		{" \xe3\x80\x80", GR_NAME_EMPTY, ""},
		{"甲\n乙", GR_NAME_CONTROL, "甲\n乙"},
		{"甲\t乙", GR_NAME_CONTROL, "甲\t乙"},
		{"甲\x7f", GR_NAME_CONTROL, "甲\x7f"},
		{"甲\xc2\x85", GR_NAME_CONTROL, "甲\xc2\x85"},
		{"甲\xe2\x80\xa8乙", GR_NAME_CONTROL, "甲\xe2\x80\xa8乙"}
	};
	char		longest[GR_AUTHORITY_MAX + 2];
	GrText		name = {NULL, 0};

	CHECK(gr_corrected_authority(&name) == GR_NAME_EMPTY, "no name");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		name = text_of(cases[i].name);
		CHECK(gr_corrected_authority(&name) == cases[i].fault &&
			  is_text(name, cases[i].trimmed), "name %zu", i);
	}
	memset(longest, 'x', sizeof(longest));
	name = (GrText) {longest, GR_AUTHORITY_MAX};
	CHECK(gr_corrected_authority(&name) == GR_NAME_SOUND, "the longest");
	name.len++;
	CHECK(gr_corrected_authority(&name) == GR_NAME_LONG, "longer");
}

/* True when the next correction is this one. */
static bool
next_is(const GrReport *report, int *position, const GrArena *arena,
		GrCorrectedItem item, int figure, const char *before, const char *after)
{
	GrCorrection correction;

	return gr_correction_next(report, position, arena, &correction) &&
		correction.item == item && (item != GR_ITEM_FIGURE || correction.figure == figure) &&
		is_text(correction.before, before) && is_text(correction.after, after);
}

/* The list, in order and chained. */
static void
check_list(const GrArena *arena)
{
	GrNote		notes[2] = {
		{GR_NOTE_ROW_ORDER, 1, 1, text_of("x")},
		{GR_NOTE_CORRECTED, GR_NONE, 0, text_of("what nobody wrote")}
	};
	GrReport	report;
	GrCorrection correction;
	int			position = 0;

	gr_report_init(&report, 2021);
	report.notes = notes;
	report.nnotes = 2;
	gr_correct_figure(&report, 5, GR_NUMBER, 1, arena);
	gr_correct_figure(&report, 6, GR_NUMBER, 7, arena);
	gr_correct_year(&report, 2022, arena);
	gr_correct_figure(&report, 5, GR_BLANK, 0, arena);
	gr_correct_year(&report, 2023, arena);
	gr_correct_authority(&report, text_of("甲县"), arena);
	CHECK(next_is(&report, &position, arena, GR_ITEM_NONE, 0, "what nobody wrote", ""), "other");
	CHECK(next_is(&report, &position, arena, GR_ITEM_FIGURE, 5, "absent", "1"), "first");
	CHECK(next_is(&report, &position, arena, GR_ITEM_FIGURE, 6, "absent", "7"), "second");
	CHECK(next_is(&report, &position, arena, GR_ITEM_YEAR, 0, "unknown", "2022"), "year");
	CHECK(next_is(&report, &position, arena, GR_ITEM_FIGURE, 5, "1", "blank"), "first again");
	CHECK(next_is(&report, &position, arena, GR_ITEM_YEAR, 0, "2022", "2023"), "year again");
	CHECK(next_is(&report, &position, arena, GR_ITEM_AUTHORITY, 0, "unknown", "甲县"), "authority");
	CHECK(!gr_correction_next(&report, &position, arena, &correction), "the end");
}

/* Writes a report as text and reads it back. */
static bool
comes_back(const GrReport *report, const GrArena *arena, const char **what)
{
	GrBuffer	buffer;
	GrReading	reading;

	gr_buffer_init(&buffer, arena, 0);
	gr_write_text(report, &buffer);
	*what = "canonical";
	return gr_read_canonical(buffer.data, buffer.len, arena, &reading) &&
		reports_equal(report, &reading.report, what);
}

/*
 * Random reports corrected at random: the corrections come back from the stored
 * form and from text, are all listed, and undone in turn give the report again.
 */
static void
check_random(void)
{
	Random		random = {20};
	MallocArena arena;
	long		made = 0;

	malloc_arena_init(&arena);
	for (int round = 0; round < 2000; round++)
	{
		GrReport	report;
		GrReport	decoded;
		GrBuffer	bytes;
		GrError		error;
		GrCorrection correction;
		const char *what;
		bool		back;
		int			before;
		int			corrected = 0;
		int			listed = 0;
		int			position = 0;

		random_report(&random, &arena.arena, &report);
		before = report.nnotes;
		for (int i = 0; i < before; i++)
			listed -= report.notes[i].code == GR_NOTE_CORRECTED;
		for (int i = random_below(&random, 8); i > 0; i--)
			corrected += gr_correct_figure(&report, random_below(&random, GR_FIGURES),
										   random_once_in(&random, 3) ? GR_BLANK : GR_NUMBER,
										   random_below(&random, 3), &arena.arena) == GR_CORRECTED;
		if (random_once_in(&random, 2))
			corrected += gr_correct_year(&report, random_below(&random, 3) + 2020,
										 &arena.arena) == GR_CORRECTED;
		if (random_once_in(&random, 2))
			corrected += gr_correct_authority(&report, text_of("甲县人民政府"),
											  &arena.arena) == GR_CORRECTED;
		made += corrected;
		gr_buffer_init(&bytes, &arena.arena, 0);
		CHECK(gr_encode(&report, &bytes, &error) &&
			  gr_decode(bytes.data, bytes.len, &arena.arena, &decoded, &error) &&
			  reports_equal(&report, &decoded, &what), "round %d: stored form", round);
		back = comes_back(&report, &arena.arena, &what);
		CHECK(back, "round %d: %s", round, what);
		while (gr_correction_next(&report, &position, &arena.arena, &correction))
			listed++;
		CHECK(listed == corrected, "round %d: %d of %d listed", round, listed, corrected);
		malloc_arena_reset(&arena);
	}
	CHECK(made > 5000, "only %ld corrections", made);
}

/* Running out of memory changes nothing. */
static void
check_memory(void)
{
	MallocArena arena;
	GrReport	report;

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	for (int allowed = 0; allowed < 2; allowed++)
	{
		arena.allowed = allowed;
		CHECK(gr_correct_figure(&report, 3, GR_NUMBER, 1, &arena.arena) == GR_CORRECTIONS_NO_MEMORY &&
			  report.state[3] == GR_ABSENT && report.nnotes == 0, "figure, %d allowed", allowed);
		arena.allowed = allowed;
		CHECK(gr_correct_year(&report, 2022, &arena.arena) == GR_CORRECTIONS_NO_MEMORY &&
			  report.year == 0, "year, %d allowed", allowed);
	}
	malloc_arena_reset(&arena);
}

/* The suite. */
void
test_corrections(void)
{
	MallocArena arena;

	malloc_arena_init(&arena);
	check_figures(&arena.arena);
	check_identity(&arena.arena);
	check_cuts(&arena.arena);
	check_full(&arena.arena);
	check_values();
	check_names();
	check_list(&arena.arena);
	malloc_arena_reset(&arena);
	check_random();
	check_memory();
}
