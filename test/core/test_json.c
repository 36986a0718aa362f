/*
 * test_json.c
 *		A report as JSON: its shape, and that it is JSON whatever the texts hold.
 */
#include "test.h"

#define REPORTS 2000
/* Objects and arrays are never nested deeper. */
#define DEPTH_MAX 4

/* A walk over JSON text that checks its grammar and counts what it meets. */
typedef struct Json
{
	const char *p;
	const char *end;
	bool		ok;
	int			depth;
	int			members;		/* of all objects together */
	int			elements;		/* of all arrays together */
	GrBuffer	strings;		/* contents of all strings, unescaped */
} Json;

static void json_value(Json *json);

/* Passes over a word if it stands there. */
static bool
json_take(Json *json, const char *word)
{
	size_t		len = strlen(word);

	if ((size_t) (json->end - json->p) < len || memcmp(json->p, word, len) != 0)
		return false;
	json->p += len;
	return true;
}

/* One escape, behind its backslash. */
static void
json_escape(Json *json)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	char		digits[5] = "";
	char	   *end;
	const char *letter = json->p < json->end && *json->p != '\0' ? strchr(from, *json->p) : NULL;

	if (letter != NULL)
	{
		gr_buffer_char(&json->strings, to[letter - from]);
		json->p++;
		return;
	}
	if (json->end - json->p < 5 || *json->p != 'u')
	{
		json->ok = false;
		return;
	}
	memcpy(digits, json->p + 1, 4);
	/* only control characters need this escape */
	gr_buffer_char(&json->strings, (char) strtol(digits, &end, 16));
	json->ok = json->ok && *end == '\0' && strtol(digits, NULL, 16) < 0x20;
	json->p += 5;
}

/* A string, quotes and all. */
static void
json_string(Json *json)
{
	if (!json_take(json, "\""))
	{
		json->ok = false;
		return;
	}
	while (json->ok && json->p < json->end && *json->p != '"')
	{
		if (json_take(json, "\\"))
			json_escape(json);
		else if ((unsigned char) *json->p < 0x20)
			json->ok = false;
		else
			gr_buffer_char(&json->strings, *json->p++);
	}
	if (!json_take(json, "\""))
		json->ok = false;
}

/* A number as we write it: never an exponent. */
static void
json_number(Json *json)
{
	const char *from;

	json_take(json, "-");
	from = json->p;
	while (json->p < json->end && *json->p >= '0' && *json->p <= '9')
		json->p++;
	if (json->p == from || (*from == '0' && json->p > from + 1))
		json->ok = false;
	if (!json_take(json, "."))
		return;
	from = json->p;
	while (json->p < json->end && *json->p >= '0' && *json->p <= '9')
		json->p++;
	if (json->p == from)
		json->ok = false;
}

/* An object, behind its brace. */
static void
json_object(Json *json)
{
	if (json_take(json, "}"))
		return;
	do
	{
		json_string(json);
		if (!json_take(json, ":"))
			json->ok = false;
		json_value(json);
		json->members++;
	}
	while (json->ok && json_take(json, ","));
	if (!json_take(json, "}"))
		json->ok = false;
}

/* An array, behind its bracket. */
static void
json_array(Json *json)
{
	if (json_take(json, "]"))
		return;
	do
	{
		json_value(json);
		json->elements++;
	}
	while (json->ok && json_take(json, ","));
	if (!json_take(json, "]"))
		json->ok = false;
}

/* Any value; nesting is bounded. */
static void
json_value(Json *json)
{
	if (!json->ok || ++json->depth > DEPTH_MAX)
		json->ok = false;
	else if (json_take(json, "{"))
		json_object(json);
	else if (json_take(json, "["))
		json_array(json);
	else if (json->p < json->end && *json->p == '"')
		json_string(json);
	else if (!json_take(json, "null"))
		json_number(json);
	json->depth--;
}

/* Adds the names that a consolidated report has besides. */
static void
add_coverage_names(const GrReport *report, GrBuffer *strings)
{
	bool		all = true;

	for (int i = 0; i < GR_FIGURES; i++)
		all = all && (report->state[i] != GR_NUMBER || report->lacking[i] == 0);
	if (!all || gr_report_reports(report) != 1)
		gr_buffer_string(strings, "reports");
	if (!all)
		gr_buffer_string(strings, "coverage");
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] == GR_NUMBER && report->lacking[i] != 0)
			gr_buffer_string(strings, gr_figures[i].key);
}

/* Adds the texts of a report in the order JSON gives them, with all names. */
static void
add_names(const GrReport *report, GrBuffer *strings)
{
	GrText		raw;
	char		number[16];

	gr_buffer_string(strings, "editionyearauthority");
	gr_buffer_add(strings, report->authority.data, report->authority.len);
	gr_buffer_string(strings, "title");
	gr_buffer_add(strings, report->title.data, report->title.len);
	gr_buffer_string(strings, report->preamble.len > 0 ? "preamble" : "");
	gr_buffer_add(strings, report->preamble.data, report->preamble.len);
	gr_buffer_string(strings, "figures");
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] != GR_ABSENT)
			gr_buffer_string(strings, gr_figures[i].key);
	gr_buffer_string(strings, "states");
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] != GR_ABSENT && report->state[i] != GR_NUMBER)
		{
			gr_buffer_string(strings, gr_figures[i].key);
			gr_buffer_string(strings, gr_state_name(report->state[i]));
		}
	add_coverage_names(report, strings);
	gr_buffer_string(strings, "sections");
	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];

		snprintf(number, sizeof(number), "%d", section->number);
		gr_buffer_string(strings, number);
		gr_buffer_string(strings, section->heading.len > 0 ? "heading" : "");
		gr_buffer_add(strings, section->heading.data, section->heading.len);
		gr_buffer_string(strings, section->prose.len > 0 ? "prose" : "");
		gr_buffer_add(strings, section->prose.data, section->prose.len);
	}
	gr_buffer_string(strings, "notes");
	for (int i = 0; i < report->nnotes; i++)
	{
		gr_buffer_string(strings, "code");
		gr_buffer_string(strings, gr_note_code(report->notes[i].code));
		gr_buffer_string(strings, "key");
		if (report->notes[i].figure != GR_NONE)
			gr_buffer_string(strings, gr_figures[report->notes[i].figure].key);
		gr_buffer_string(strings, "lineraw");
		raw = report->notes[i].raw;
		gr_buffer_add(strings, raw.data, raw.len);
	}
}

/* Random reports give JSON that holds all their texts and nothing else. */
static void
check_random(void)
{
	MallocArena arena;
	Random		random = {4};

	malloc_arena_init(&arena);
	for (int i = 0; i < REPORTS; i++)
	{
		GrReport	report;
		GrBuffer	buffer;
		GrBuffer	strings;
		Json		json = {.ok = true};

		random_report(&random, &arena.arena, &report);
		gr_buffer_init(&buffer, &arena.arena, 0);
		gr_write_json(&report, &buffer);
		json.p = buffer.data;
		json.end = buffer.data + buffer.len;
		gr_buffer_init(&json.strings, &arena.arena, 0);
		json_value(&json);
		CHECK(buffer.ok && json.ok && json.p == json.end, "report %d is no JSON at byte %zu",
			  i, (size_t) (json.p - buffer.data));
		CHECK(json.elements == report.nnotes, "report %d: %d notes", i, json.elements);
		gr_buffer_init(&strings, &arena.arena, 0);
		add_names(&report, &strings);
		CHECK(gr_text_equal((GrText) {strings.data, strings.len},
							(GrText) {json.strings.data, json.strings.len}),
			  "report %d: texts differ", i);
		malloc_arena_reset(&arena);
	}
}

/* Compares a report's JSON with what it must be. */
static void
check_written(const GrReport *report, const char *expected)
{
	MallocArena arena;
	GrBuffer	buffer;

	malloc_arena_init(&arena);
	gr_buffer_init(&buffer, &arena.arena, 0);
	gr_write_json(report, &buffer);
	CHECK(gr_text_equal((GrText) {buffer.data, buffer.len}, text_of(expected)),
		  "written: %.*s", (int) buffer.len, buffer.data);
	malloc_arena_reset(&arena);
}

/* The exact shape. */
static void
check_shape(void)
{
	GrReport	report;
	GrNote		notes[2] = {
		{GR_NOTE_UNREADABLE, 1, 12, text_of("1\"2")},
		{GR_NOTE_TABLE_MISSING, GR_NONE, 0, {NULL, 0}}
	};

	gr_report_init(&report, 2019);
	check_written(&report, "{\"edition\":2019,\"year\":null,\"authority\":null,\"title\":null,"
				  "\"figures\":{},\"states\":{},\"sections\":{},\"notes\":[]}");
	report.edition = 2021;
	report.year = 2023;
	report.authority = text_of("某局");
	report.title = text_of("\\\"\b\f\n\r\t\x01/");
	report.preamble = text_of("导语");
	memset(report.state, GR_ABSENT, sizeof(report.state));
	report.state[0] = GR_NUMBER;
	report.value[0] = -7;
	report.state[1] = GR_UNREADABLE;
	report.state[2] = GR_BLANK;
	report.state[8] = GR_NOT_APPLICABLE;
	report.state[9] = GR_NUMBER;
	report.value[9] = 2157579900;
	report.nsections = 4;
	report.sections[0] = (GrSection) {1, text_of("一、"), text_of("甲")};
	report.sections[1] = (GrSection) {2, {NULL, 0}, text_of("乙")};
	report.sections[2] = (GrSection) {5, text_of("五、"), {NULL, 0}};
	report.sections[3] = (GrSection) {12, {NULL, 0}, {NULL, 0}};
	report.notes = notes;
	report.nnotes = 2;
	check_written(&report,
				  "{\"edition\":2021,\"year\":2023,\"authority\":\"某局\","
				  "\"title\":\"\\\\\\\"\\b\\f\\n\\r\\t\\u0001/\",\"preamble\":\"导语\","
				  "\"figures\":{\"proactive.regulations.issued\":-7,"
				  "\"proactive.regulations.repealed\":null,\"proactive.regulations.in_force\":null,"
				  "\"proactive.coercive_measures.decisions\":null,\"proactive.fees.amount\":2157.5799},"
				  "\"states\":{\"proactive.regulations.repealed\":\"unreadable\","
				  "\"proactive.regulations.in_force\":\"blank\","
				  "\"proactive.coercive_measures.decisions\":\"not_applicable\"},"
				  "\"sections\":{\"1\":{\"heading\":\"一、\",\"prose\":\"甲\"},\"2\":{\"prose\":\"乙\"},"
				  "\"5\":{\"heading\":\"五、\"},\"12\":{}},"
				  "\"notes\":[{\"code\":\"unreadable\",\"key\":\"proactive.regulations.repealed\","
				  "\"line\":12,\"raw\":\"1\\\"2\"},"
				  "{\"code\":\"table_missing\",\"key\":null,\"line\":null,\"raw\":null}]}");
}

/* A consolidated report tells how many reports it is of. */
static void
check_consolidated_shape(void)
{
	GrReport	report;

	gr_report_init(&report, 2021);
	report.state[0] = report.state[6] = GR_NUMBER;
	report.value[0] = 4;
	report.others = 11;
	check_written(&report, "{\"edition\":2021,\"year\":null,\"authority\":null,\"title\":null,"
				  "\"figures\":{\"proactive.regulations.issued\":4,\"proactive.licensing.decisions\":0},"
				  "\"states\":{},\"reports\":12,\"sections\":{},\"notes\":[]}");
	report.lacking[6] = 5;
	check_written(&report, "{\"edition\":2021,\"year\":null,\"authority\":null,\"title\":null,"
				  "\"figures\":{\"proactive.regulations.issued\":4,\"proactive.licensing.decisions\":0},"
				  "\"states\":{},\"reports\":12,\"coverage\":{\"proactive.licensing.decisions\":7},"
				  "\"sections\":{},\"notes\":[]}");
}

/* The suite. */
void
test_json(void)
{
	check_shape();
	check_consolidated_shape();
	check_random();
}
