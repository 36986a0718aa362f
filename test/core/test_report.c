/*
 * test_report.c
 *		Names, look-ups, errors, buffers.
 */
#include "test.h"

/* Every name is found again, and nothing else. */
static void
check_names(void)
{
	for (int i = 0; i < GR_STATES; i++)
	{
		const char *name = gr_state_name((GrState) i);

		CHECK(gr_state_find(name, strlen(name)) == i, "state %s", name);
		CHECK(gr_state_find(name, strlen(name) - 1) == GR_NONE, "state %s cut", name);
	}
	for (int i = 0; i < GR_NOTES; i++)
	{
		const char *code = gr_note_code((GrNoteCode) i);

		CHECK(gr_note_find(code, strlen(code)) == i, "note %s", code);
		CHECK(gr_note_message((GrNoteCode) i)[0] != '\0', "note %s has no message", code);
	}
	CHECK(gr_state_find("", 0) == GR_NONE && gr_note_find("", 0) == GR_NONE, "no name");
}

/* The text of an unreadable figure is its note's, the plain one first. */
static void
check_raw(void)
{
	GrReport	report;
	GrNote		notes[4] = {
		{GR_NOTE_UNREADABLE, 3, 1, text_of("other figure")},
		{GR_NOTE_GLUED_AMBIGUOUS, 5, 1, text_of("glued")},
		{GR_NOTE_UNREADABLE, 5, 0, {NULL, 0}},
		{GR_NOTE_UNREADABLE, 5, 2, text_of("plain")}
	};

	gr_report_init(&report, 2021);
	report.notes = notes;
	report.nnotes = 4;
	CHECK(gr_report_raw(&report, 5).data == NULL, "an absent figure has a raw text");
	report.state[5] = report.state[6] = GR_UNREADABLE;
	CHECK(gr_text_equal(gr_report_raw(&report, 5), text_of("plain")), "plain note");
	CHECK(gr_report_raw(&report, 6).data == NULL, "figure without a note");
	report.nnotes = 2;
	CHECK(gr_text_equal(gr_report_raw(&report, 5), text_of("glued")), "other note");
}

/* Sections by number. */
static void
check_sections(void)
{
	GrReport	report;

	gr_report_init(&report, 2019);
	CHECK(report.edition == 2019 && gr_report_section(&report, 1) == NULL, "empty report");
	report.nsections = 2;
	report.sections[0].number = 3;
	report.sections[1].number = 7;
	CHECK(gr_report_section(&report, 7) == &report.sections[1], "section 7");
	CHECK(gr_report_section(&report, 4) == NULL, "section 4");
}

/* Messages are cut to their field, never inside a character. */
static void
check_errors(void)
{
	GrError		error;

	CHECK(!gr_error(&error, GR_ERROR_SYNTAX, "line %d", 5), "gr_error gives false");
	CHECK(error.code == GR_ERROR_SYNTAX && strcmp(error.message, "line 5") == 0 &&
		  error.detail[0] == '\0' && error.line == 0, "plain error");
	for (int pad = 0; pad < 4; pad++)
	{
		char		text[400] = "";

		memset(text, 'x', (size_t) pad);
		while (strlen(text) < 300)
			strcat(text, "规");
		gr_error(&error, GR_ERROR_LIMIT, "%s", text);
		CHECK(gr_utf8_valid(error.message, strlen(error.message), NULL) &&
			  strlen(error.message) > sizeof(error.message) - 8, "cut at %zu", strlen(error.message));
	}
	CHECK(!gr_error(NULL, GR_ERROR_LIMIT, "nobody listens"), "no error wanted");
}

/* A translation of some words, of others none. */
static const char *
shout(const char *words)
{
	static const char *const known[][2] = {
		{"line %d", "LINE %d"}, {"it is %s", "IT IS %s"}, {"wet", "WET"},
		{"One %s.", "ONE %s."}, {"Two.", "TWO."}, {"long", NULL}
	};
	static char too_long[400];

	memset(too_long, 'L', sizeof(too_long) - 1);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(words, known[i][0]) == 0)
			return known[i][1] != NULL ? known[i][1] : too_long;
	return words;
}

/* Errors keep their English; a translation says all of it or is not there. */
static void
check_translations(void)
{
	GrError		error;

	gr_translate = shout;
	gr_error(&error, GR_ERROR_SYNTAX, "line %d", 5);
	CHECK(strcmp(error.message, "line 5") == 0 && strcmp(error.local_message, "LINE 5") == 0,
		  "%s, %s", error.message, error.local_message);
	gr_error_detail(&error, "One %s.", "x");
	gr_error_detail(&error, "Two.");
	CHECK(strcmp(error.detail, "One x. Two.") == 0 && strcmp(error.local_detail, "ONE x. TWO.") == 0,
		  "%s, %s", error.detail, error.local_detail);
	gr_error_hint(&error, "Two.");
	gr_error_hint(&error, "Nobody knows this.");
	gr_error_hint(&error, "Two.");
	CHECK(strcmp(error.hint, "Two. Nobody knows this. Two.") == 0 && error.local_hint[0] == '\0',
		  "%s, %s", error.hint, error.local_hint);
	gr_error_words(&error, GR_ERROR_SYNTAX, "it is %s", "wet");
	CHECK(strcmp(error.message, "it is wet") == 0 && strcmp(error.local_message, "IT IS WET") == 0 &&
		  error.detail[0] == '\0' && error.local_detail[0] == '\0' && error.local_hint[0] == '\0',
		  "%s, %s", error.message, error.local_message);
	gr_error_words(&error, GR_ERROR_SYNTAX, "it is %s", "dry");
	CHECK(strcmp(error.local_message, "IT IS dry") == 0, "%s", error.local_message);
	gr_error(&error, GR_ERROR_SYNTAX, "long");
	CHECK(strcmp(error.message, "long") == 0 && error.local_message[0] == '\0', "%s",
		  error.local_message);
	gr_error_words(&error, GR_ERROR_SYNTAX, "it is %s", "long");
	CHECK(strcmp(error.message, "it is long") == 0 && error.local_message[0] == '\0', "%s",
		  error.local_message);
	gr_translate = NULL;
	gr_error(&error, GR_ERROR_SYNTAX, "line %d", 5);
	gr_error_hint(&error, "Two.");
	CHECK(strcmp(error.message, "line 5") == 0 && error.local_message[0] == '\0' &&
		  strcmp(error.hint, "Two.") == 0 && error.local_hint[0] == '\0', "no translations");
}

/* Growth, absurd sizes, and running out of memory. */
static void
check_buffers(void)
{
	MallocArena arena;
	GrBuffer	buffer;
	char		big[1000];

	malloc_arena_init(&arena);
	memset(big, 'b', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	gr_buffer_init(&buffer, &arena.arena, 0);
	gr_buffer_char(&buffer, 'a');
	gr_buffer_printf(&buffer, "%s%d", big, 7);
	gr_buffer_add(&buffer, NULL, 0);
	CHECK(buffer.ok && buffer.len == 1001 && buffer.data[0] == 'a' &&
		  memcmp(buffer.data + 1, big, 999) == 0 && buffer.data[1000] == '7', "contents");
	CHECK(!gr_buffer_reserve(&buffer, SIZE_MAX) && !buffer.ok, "absurd size");
	gr_buffer_string(&buffer, "more");
	CHECK(buffer.len == 1001, "additions after a failure do nothing");

	arena.allowed = 1;
	gr_buffer_init(&buffer, &arena.arena, 10);
	for (int i = 0; i < 200; i++)
		gr_buffer_char(&buffer, 'c');
	CHECK(!buffer.ok && buffer.len == 64, "out of memory at %zu", buffer.len);
	malloc_arena_reset(&arena);
}

/* The suite. */
void
test_report(void)
{
	check_names();
	check_raw();
	check_sections();
	check_errors();
	check_translations();
	check_buffers();
}
