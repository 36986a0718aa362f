/*
 * test_encode.c
 *		The stored form: identity, canonicity, hostile bytes, sizes.
 */
#include "test.h"

#define REPORTS 4000
#define MUTATIONS 20

/* Encodes a report; fails the test if that does not work. */
static GrText
encode(const GrReport *report, const GrArena *arena)
{
	GrBuffer	buffer;
	GrError		error = {.message = ""};
	GrText		bytes = {NULL, 0};

	gr_buffer_init(&buffer, arena, 0);
	if (CHECK(gr_encode(report, &buffer, &error), "%s", error.message))
	{
		bytes.data = buffer.data;
		bytes.len = buffer.len;
	}
	return bytes;
}

/* A copy in a block of just its size, so that sanitizers see every overrun. */
static GrText
copy_bytes(GrText bytes, size_t len, const GrArena *arena)
{
	GrText		copy;
	char	   *data = arena->alloc(arena->context, len);

	if (len > 0)
		memcpy(data, bytes.data, len);
	copy.data = data;
	copy.len = len;
	return copy;
}

/* The ways to read single figures agree with the report. */
static void
check_figures(GrText bytes, const GrReport *report)
{
	GrReport	figures;
	GrError		error;
	bool		same = true;

	CHECK(gr_decode_figures(bytes.data, bytes.len, &figures, &error), "%s", error.message);
	CHECK(figures.year == report->year && figures.edition == report->edition &&
		  figures.nsections == 0 && figures.nnotes == 0 && figures.title.data == NULL,
		  "head of the figures");
	CHECK(memcmp(figures.state, report->state, sizeof(figures.state)) == 0 &&
		  memcmp(figures.value, report->value, sizeof(figures.value)) == 0, "figures");
	CHECK(gr_report_reports(&figures) == gr_report_reports(report), "number of reports");
	for (int i = 0; i < GR_FIGURES; i++)
		same = same && gr_report_coverage(&figures, i) == gr_report_coverage(report, i);
	CHECK(same, "coverage");
	for (int i = 0; i < GR_FIGURES; i++)
	{
		GrState		state = GR_STATES;
		int64_t		value = 77;

		same = same && gr_decode_figure(bytes.data, bytes.len, i, &state, &value, &error) &&
			state == report->state[i] && value == report->value[i];
	}
	CHECK(same, "figures one by one");
}

/* Every shorter piece is refused, and so is a longer one. */
static void
check_truncated(GrText bytes, const GrArena *arena)
{
	GrReport	report;
	GrError		error;
	bool		refused = true;
	size_t		step = bytes.len > 500 ? bytes.len / 200 : 1;
	char	   *longer = arena->alloc(arena->context, bytes.len + 1);

	for (size_t len = 0; len < bytes.len; len += step)
	{
		GrText		piece = copy_bytes(bytes, len, arena);

		refused = refused && !gr_decode(piece.data, piece.len, arena, &report, &error) &&
			error.code == GR_ERROR_BINARY;
	}
	CHECK(refused, "a truncated report is taken");
	memcpy(longer, bytes.data, bytes.len);
	longer[bytes.len] = 0;
	CHECK(!gr_decode(longer, bytes.len + 1, arena, &report, &error), "a longer report is taken");
}

/* Changes some bytes. */
static void
mutate(Random *random, char *data, size_t len)
{
	for (int n = 1 + random_below(random, 3); n > 0 && len > 0; n--)
	{
		/* mostly near the start, where the structure is */
		size_t		near = random_once_in(random, 2) && len > 60 ? 60 : len;
		size_t		at = (size_t) random_below(random, (int) near);

		if (random_once_in(random, 2))
			data[at] = (char) random_next(random);
		else
			data[at] = (char) (data[at] ^ (1 << random_below(random, 8)));
	}
}

/* Changed bytes are refused, or are just what the report they give writes. */
static bool
check_mutated(Random *random, GrText bytes, const GrArena *arena)
{
	GrText		changed = copy_bytes(bytes, bytes.len, arena);
	GrReport	report;
	GrReport	figures;
	GrError		error;
	GrState		state;
	int64_t		value;
	GrText		again;

	mutate(random, (char *) changed.data, changed.len);
	gr_decode_figure(changed.data, changed.len, random_below(random, GR_FIGURES),
					 &state, &value, &error);
	if (gr_decode_figures(changed.data, changed.len, &figures, &error))
		check_figures(changed, &figures);
	if (!gr_decode(changed.data, changed.len, arena, &report, &error))
		return false;
	again = encode(&report, arena);
	CHECK(gr_text_equal(again, changed), "changed bytes are taken but written otherwise");
	return true;
}

/* Random reports: there and back, cut, changed. */
static void
check_random(void)
{
	MallocArena arena;
	Random		random = {1};
	long		taken = 0;
	size_t		longest = 0;

	malloc_arena_init(&arena);
	for (int i = 0; i < REPORTS; i++)
	{
		GrReport	report;
		GrReport	back;
		GrError		error = {.message = ""};
		const char *what;
		GrText		bytes;

		random_report(&random, &arena.arena, &report);
		bytes = encode(&report, &arena.arena);
		if (CHECK(gr_decode(bytes.data, bytes.len, &arena.arena, &back, &error),
				  "report %d: %s", i, error.message))
		{
			CHECK(reports_equal(&report, &back, &what), "report %d: %s", i, what);
			CHECK(gr_text_equal(encode(&back, &arena.arena), bytes), "report %d: bytes", i);
			check_figures(bytes, &report);
			check_figures(copy_bytes(bytes, bytes.len < GR_HEAD_MAX ? bytes.len : GR_HEAD_MAX,
									 &arena.arena), &report);
		}
		if (i % 10 == 0)
			check_truncated(bytes, &arena.arena);
		for (int n = 0; n < MUTATIONS; n++)
			taken += check_mutated(&random, bytes, &arena.arena);
		if (bytes.len > longest)
			longest = bytes.len;
		malloc_arena_reset(&arena);
	}
	CHECK(taken > REPORTS, "only %ld changed reports were taken", taken);
	printf("encode: %d reports, longest %zu bytes; %ld of %d changed ones taken\n",
		   REPORTS, longest, taken, REPORTS * MUTATIONS);
}

/* The bytes of a report are fixed: what is stored stays readable. */
static void
check_fixed(void)
{
	/* figures 0-9, 64 zeros, 152 absent */
	static const unsigned char expected[] = {
		1, 1, 0xE6, 0x07, 21, 20, 0,
		0x40, 0x7F, 0xC0, 0x00, 0xDF, 0xFF, 0xE0, 0x00, 0x00,
		0xF8, 0x00, 0xA1, 0xB0, 0xB8, 0x3F,
		0x9F, 0x9F, 0x9F, 0x9F, 0x97,
		2, 'T', 't', 1, 'A',
		1, 0, 10, 0x88, 0x01, 1, '-',
		0,
		2, 1, 0, 2, 'p', '\n', 9, 1, 'H', 0
	};
	GrText		bytes = {(const char *) expected, sizeof(expected)};
	GrNote		note = {GR_NOTE_UNREADABLE, 9, 136, text_of("-")};
	GrReport	report;
	GrReport	back;
	GrError		error;
	const char *what = "not decoded";
	MallocArena arena;
	static const int64_t values[] = {1, 64, 65, 8256, 8257, -1};

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	report.year = 2022;
	for (int i = 0; i < 6; i++)
	{
		report.state[i] = GR_NUMBER;
		report.value[i] = values[i];
	}
	report.state[6] = report.state[7] = GR_BLANK;
	report.state[8] = GR_NOT_APPLICABLE;
	report.state[9] = GR_UNREADABLE;
	memset(report.state + 10, GR_NUMBER, 64);
	report.title = text_of("Tt");
	report.authority = text_of("A");
	report.notes = &note;
	report.nnotes = 1;
	report.nsections = 2;
	report.sections[0] = (GrSection) {1, {NULL, 0}, text_of("p\n")};
	report.sections[1] = (GrSection) {9, text_of("H"), {NULL, 0}};

	CHECK(gr_text_equal(encode(&report, &arena.arena), bytes),
		  "the bytes differ from version 1 of the format");
	CHECK(gr_decode(bytes.data, bytes.len, &arena.arena, &back, &error) &&
		  reports_equal(&report, &back, &what), "%s", what);
	malloc_arena_reset(&arena);
}

/* Bytes that are refused, each for one reason, and their like that are not. */
static void
check_refused(void)
{
	static const struct
	{
		const char *what;
		const char *bytes;
		size_t		len;
	}			cases[] = {
#define BYTES(what, string) {what, string, sizeof(string) - 1}
		/* 226 absent figures: seven runs of 32 and one of 2 */
#define ABSENT "\x9F\x9F\x9F\x9F\x9F\x9F\x9F\x81"
		BYTES("empty", ""),
		BYTES("version 0", "\0\0\0\0\x15\x08\0" ABSENT),
		BYTES("version 2", "\2\0\0\0\x15\x08\0" ABSENT),
		BYTES("unknown flag", "\1\x08\0\0\x15\x08\0" ABSENT),
		BYTES("year 10000", "\1\0\x10\x27\x15\x08\0" ABSENT),
		BYTES("edition 2020", "\1\0\0\0\x14\x08\0" ABSENT),
		BYTES("figures cut off", "\1\0\0\0\x15\x09\0" ABSENT),
		BYTES("a figure short", "\1\0\0\0\x15\x08\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\x80"),
		BYTES("a figure too many", "\1\0\0\0\x15\x08\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\x82"),
		BYTES("a run in pieces", "\1\0\0\0\x15\x09\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\x80\x80"),
		BYTES("a run's piece first", "\1\0\0\0\x15\x08\0\x81\x9F\x9F\x9F\x9F\x9F\x9F\x9F"),
		BYTES("a wide number for a small one", "\1\0\0\0\x15\x0B\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\xF1\0\0\x80"),
		BYTES("a number too wide", "\1\0\0\0\x15\x11\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\xF7\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\x80"),
		BYTES("a negative one too wide", "\1\0\0\0\x15\x11\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\xFF\0\0\0\0\0\0\0\x80\x80"),
		BYTES("a number cut off", "\1\0\0\0\x15\x09\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\x80\xC0"),
		BYTES("trailing byte", "\1\0\0\0\x15\x08\0" ABSENT "\0"),
		BYTES("no texts", "\1\1\0\0\x15\x08\0" ABSENT),
		BYTES("texts without any", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\0"),
		BYTES("text cut off", "\1\1\0\0\x15\x08\0" ABSENT "\7T\0\0\0\0"),
		BYTES("text not UTF-8", "\1\1\0\0\x15\x08\0" ABSENT "\1\xFF\0\0\0\0"),
		BYTES("NUL in a text", "\1\1\0\0\x15\x08\0" ABSENT "\1\0\0\0\0\0"),
		BYTES("length not the shortest", "\1\1\0\0\x15\x08\0" ABSENT "\x81\0T\0\0\0\0"),
		BYTES("endless length", "\1\1\0\0\x15\x08\0" ABSENT "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1"),
		BYTES("huge length", "\1\1\0\0\x15\x08\0" ABSENT "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"),
		BYTES("too many notes", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\xE9\7"),
		BYTES("unknown note", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\1\x7F\0\0\0\0\0"),
		BYTES("note on no figure", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\1\0\xE3\1\0\0\0\0"),
		BYTES("note's line too large", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\1\0\0\x80\x80\x80\x80\x08\0\0\0"),
		BYTES("sections descending", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\2\2\0\0\1\0\0"),
		BYTES("section twice", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\2\2\0\0\2\0\0"),
		BYTES("section 0", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\1\0\0\0"),
		BYTES("section 100", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\1\x64\0\0"),
		BYTES("too many sections", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\x21"),
		/* three zeros, 223 absent */
#define THREE "\2\x9F\x9F\x9F\x9F\x9F\x9F\x9E"
		BYTES("no counts", "\1\2\0\0\x15\x08\0" THREE),
		BYTES("nothing to count", "\1\2\0\0\x15\x08\0" THREE "\2\0"),
		BYTES("runs cut off", "\1\2\0\0\x15\x08\0" THREE "\4\1\1"),
		BYTES("an empty run", "\1\2\0\0\x15\x08\0" THREE "\4\1\0\2"),
		BYTES("a last run of full coverage", "\1\2\0\0\x15\x08\0" THREE "\4\1\1\0"),
		BYTES("equal runs", "\1\2\0\0\x15\x08\0" THREE "\4\2\1\2\1\2"),
		BYTES("too long a run", "\1\2\0\0\x15\x08\0" THREE "\4\1\4\2"),
		BYTES("a run of no numbers", "\1\2\0\0\x15\x08\0" ABSENT "\4\1\1\2"),
		BYTES("too many reports", "\1\2\0\0\x15\x08\0" THREE "\x82\x80\xb4\xcc\xd4\xdf\xc6\3\0"),
		BYTES("reports not the shortest", "\1\2\0\0\x15\x08\0" THREE "\x84\0\0"),
#define TAKEN_FROM 43
		/* and, so that these fail for the reason given, their like that are right */
		BYTES("no figures", "\1\0\0\0\x15\x08\0" ABSENT),
		BYTES("of two reports", "\1\2\0\0\x15\x08\0" THREE "\4\0"),
		BYTES("of no report", "\1\2\0\0\x15\x08\0" THREE "\0\0"),
		BYTES("of two without a number", "\1\2\0\0\x15\x08\0" ABSENT "\4\0"),
		BYTES("of one, by none", "\1\2\0\0\x15\x08\0" THREE "\2\1\3\2"),
		BYTES("of two, in runs", "\1\2\0\0\x15\x08\0" THREE "\4\2\1\0\1\2"),
		BYTES("of as many as can be", "\1\2\0\0\x15\x08\0" THREE "\x80\x80\xb4\xcc\xd4\xdf\xc6\3\0"),
		BYTES("of two, with a title", "\1\3\0\0\x15\x08\0" THREE "\4\0\1T\0\0\0\0"),
		BYTES("with a title", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\0\0\0"),
		BYTES("with a note", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\1\0\xE2\1\0\0\0\0"),
		BYTES("with a late line", "\1\1\0\0\x15\x08\0" ABSENT "\1T\0\1\0\0\xFF\xFF\xFF\xFF\x07\0\0\0"),
		BYTES("with two sections", "\1\1\0\0\x15\x08\0" ABSENT "\0\0\0\0\2\1\0\0\2\0\0"),
		BYTES("with the widest number", "\1\0\0\0\x15\x11\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\xF7\xBE\xDF\xEF\xFF\xFF\xFF\xFF\x7F\x80"),
		BYTES("with the least", "\1\0\0\0\x15\x11\0\x9F\x9F\x9F\x9F\x9F\x9F\x9F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\x80")
	};
	MallocArena arena;

	malloc_arena_init(&arena);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GrReport	report;
		GrError		error = {.message = "taken"};
		GrText		bytes = copy_bytes((GrText) {cases[i].bytes, cases[i].len},
									   cases[i].len, &arena.arena);

		CHECK(gr_decode(bytes.data, bytes.len, &arena.arena, &report, &error) == (i >= TAKEN_FROM),
			  "%s: %s", cases[i].what, error.message);
		CHECK(i >= TAKEN_FROM || error.code == GR_ERROR_BINARY, "%s: code", cases[i].what);
	}
	malloc_arena_reset(&arena);
}

/* What cannot be stored is an error, not bytes. */
static void
check_not_storable(void)
{
	MallocArena arena;
	GrReport	report;
	GrReport	good;
	GrNote		note = {GR_NOTE_UNREADABLE, GR_NONE, 0, {NULL, 0}};
	GrBuffer	buffer;
	GrError		error;
	GrState		state;
	int64_t		value;
	char		long_raw[GR_RAW_MAX + 1];

	malloc_arena_init(&arena);
	gr_buffer_init(&buffer, &arena.arena, 0);
	memset(long_raw, 'r', sizeof(long_raw));
	gr_report_init(&good, 2021);
	good.nsections = 2;
	good.sections[0].number = 1;
	good.sections[1].number = 2;
	good.notes = &note;
	good.nnotes = 1;
	CHECK(gr_encode(&good, &buffer, &error), "%s", error.message);
#define REFUSED(change) \
	do { \
		report = good; \
		note = (GrNote) {GR_NOTE_UNREADABLE, GR_NONE, 0, {NULL, 0}}; \
		change; \
		CHECK(!gr_encode(&report, &buffer, &error) && error.code == GR_ERROR_LIMIT, "stored"); \
	} while (0)
	REFUSED(report.edition = 2020);
	REFUSED(report.year = -1);
	REFUSED(report.year = GR_YEAR_MAX + 1);
	REFUSED(report.state[7] = GR_STATES);
	REFUSED(report.others = GR_REPORTS_MAX);
	REFUSED(report.others = INT64_MIN);
	REFUSED((report.state[0] = GR_NUMBER, report.lacking[0] = INT64_MIN));
	REFUSED((report.state[0] = GR_NUMBER, report.lacking[0] = GR_REPORTS_MAX + 2));
	REFUSED(report.nsections = GR_SECTIONS_MAX + 1);
	REFUSED(report.nsections = -1);
	REFUSED(report.sections[1].number = 1);
	REFUSED(report.sections[0].number = 0);
	REFUSED(report.sections[1].number = GR_SECTION_NUMBER_MAX + 1);
	REFUSED(report.nnotes = GR_NOTES_MAX + 1);
	REFUSED(report.nnotes = -1);
	REFUSED(note.code = (GrNoteCode) GR_NOTES);
	REFUSED(note.figure = GR_FIGURES);
	REFUSED(note.figure = -2);
	REFUSED(note.line = -1);
	REFUSED((note.raw.data = long_raw, note.raw.len = sizeof(long_raw)));
	/* the length alone is looked at: nothing so long is read */
	REFUSED((report.title.data = long_raw, report.title.len = SIZE_MAX / 2));
	REFUSED((report.title.data = long_raw, report.title.len = 0x3FFFFFFF));
	REFUSED((report.sections[1].prose.data = long_raw, report.sections[1].prose.len = SIZE_MAX));
	note.raw.len = 0;

	CHECK(!gr_decode_figure(buffer.data, buffer.len, GR_FIGURES, &state, &value, &error) &&
		  !gr_decode_figure(buffer.data, buffer.len, -1, &state, &value, &error), "no such figure");
	arena.allowed = 0;
	gr_buffer_init(&buffer, &arena.arena, 0);
	CHECK(!gr_encode(&good, &buffer, &error) && error.code == GR_ERROR_MEMORY, "no memory");
	arena.allowed = -1;
	gr_buffer_init(&buffer, &arena.arena, 0);
	CHECK(gr_encode(&good, &buffer, &error), "%s", error.message);
	arena.allowed = 0;
	CHECK(!gr_decode(buffer.data, buffer.len, &arena.arena, &report, &error) &&
		  error.code == GR_ERROR_MEMORY, "no memory for notes");
	malloc_arena_reset(&arena);
}

/* A value of a figure without a number is not stored, nor an empty text. */
static void
check_normalised(void)
{
	MallocArena arena;
	GrReport	report;
	GrReport	plain;
	GrReport	back;
	GrError		error;
	GrText		bytes;

	malloc_arena_init(&arena);
	gr_report_init(&plain, 2019);
	plain.state[0] = GR_BLANK;
	plain.nsections = 1;
	plain.sections[0].number = 5;
	report = plain;
	report.value[0] = report.value[1] = 99;
	report.title = report.preamble = report.sections[0].prose = text_of("");
	bytes = encode(&report, &arena.arena);
	CHECK(gr_text_equal(bytes, encode(&plain, &arena.arena)), "leftovers were stored");
	CHECK(gr_decode(bytes.data, bytes.len, &arena.arena, &back, &error) &&
		  back.value[0] == 0 && back.title.data == NULL && back.nsections == 1 &&
		  back.sections[0].prose.data == NULL, "decoded leftovers");
	malloc_arena_reset(&arena);
}

/* The longest counts there can be fit what is promised for them. */
static void
check_widest_coverage(GrReport *report, const GrArena *arena)
{
	size_t		len;

	report->others = GR_REPORTS_MAX - 1;
	for (int i = 0; i < GR_FIGURES; i++)
		CHECK(gr_report_set_coverage(report, i, -GR_REPORTS_MAX + i % 2), "coverage");
	len = encode(report, arena).len;
	CHECK(len <= GR_HEAD_MAX, "widest counts: %zu bytes", len);
}

/* A consolidated report costs a byte or two more, by edition a few. */
static void
check_coverage_sizes(void)
{
	MallocArena arena;
	GrReport	report;
	size_t		plain;
	size_t		covered;

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		report.state[i] = GR_NUMBER;
	plain = encode(&report, &arena.arena).len;
	report.others = 20;
	CHECK(encode(&report, &arena.arena).len == plain + 2, "full coverage");
	for (int i = 0; i < GR_FIGURES; i++)
		report.lacking[i] = gr_figures[i].editions == GR_BOTH ? 0 :
			gr_figures[i].editions == GR_2019 ? 12 : 9;
	covered = encode(&report, &arena.arena).len;
	CHECK(covered < plain + 30, "two editions: %zu more bytes", covered - plain);
	report.others = 0;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		report.state[i] = GR_BLANK;
		report.lacking[i] = 1;
	}
	CHECK(encode(&report, &arena.arena).data[1] == 0, "coverage of what is no number");
	malloc_arena_reset(&arena);
}

/* The sizes promised: a report without prose is small, the largest fits. */
static void
check_sizes(void)
{
	MallocArena arena;
	GrReport	report;
	Random		random = {3};
	size_t		zero;
	size_t		mostly = 0;
	size_t		counts;
	size_t		widest;

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		report.state[i] = (gr_figures[i].editions & GR_2021) != 0 ? GR_NUMBER : GR_ABSENT;
	zero = encode(&report, &arena.arena).len;

	/* one figure in eight is a number up to a thousand */
	for (int n = 0; n < 100; n++)
	{
		size_t		len;

		for (int i = 0; i < GR_FIGURES; i++)
			report.value[i] = report.state[i] == GR_NUMBER && random_once_in(&random, 8) ?
				random_below(&random, 1000) : 0;
		len = encode(&report, &arena.arena).len;
		if (len > mostly)
			mostly = len;
	}
	for (int i = 0; i < GR_FIGURES; i++)
		report.value[i] = report.state[i] == GR_NUMBER ? random_below(&random, 5000) : 0;
	counts = encode(&report, &arena.arena).len;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		report.state[i] = GR_NUMBER;
		report.value[i] = INT64_MIN;
	}
	widest = encode(&report, &arena.arena).len;
	CHECK(zero <= 20, "all zero: %zu bytes", zero);
	CHECK(mostly <= 120, "mostly zero: %zu bytes", mostly);
	CHECK(widest == GR_FIGURES_MAX, "widest: %zu bytes", widest);
	check_widest_coverage(&report, &arena.arena);
	printf("encode: figures only: all zero %zu bytes, one in eight not zero at most %zu, "
		   "all counts below 5000 %zu, widest %zu\n", zero, mostly, counts, widest);
	malloc_arena_reset(&arena);
}

/* The suite. */
void
test_encode(void)
{
	check_fixed();
	check_refused();
	check_not_storable();
	check_normalised();
	check_sizes();
	check_coverage_sizes();
	check_random();
}
