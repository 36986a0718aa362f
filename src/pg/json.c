/*
 * json.c
 *		The casts to and from jsonb.
 *
 * core/write_json.c describes the shape.  The way back is strict and lossless:
 * what it does not know it refuses, with the member's name.  A member of the
 * wrong kind is 22P02, an unknown name or a value out of range 22023.
 */
#include "govreport_pg.h"

#include <errno.h>

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(gov_to_jsonb);
PG_FUNCTION_INFO_V1(gov_from_jsonb);

/* A name out of the JSON is quoted up to this many bytes. */
#define NAME_QUOTED_MAX 100

/* The members of the report, of a section and of a note. */
enum
{
	REPORT_EDITION, REPORT_YEAR, REPORT_AUTHORITY, REPORT_TITLE, REPORT_PREAMBLE,
	REPORT_FIGURES, REPORT_STATES, REPORT_REPORTS, REPORT_COVERAGE, REPORT_SECTIONS,
	REPORT_NOTES, REPORT_MEMBERS
};
static const char *const report_members[REPORT_MEMBERS] = {
	"edition", "year", "authority", "title", "preamble",
	"figures", "states", "reports", "coverage", "sections", "notes"
};

enum
{
	SECTION_HEADING, SECTION_PROSE, SECTION_MEMBERS
};
static const char *const section_members[SECTION_MEMBERS] = {"heading", "prose"};

enum
{
	NOTE_CODE, NOTE_KEY, NOTE_LINE, NOTE_RAW, NOTE_MEMBERS
};
static const char *const note_members[NOTE_MEMBERS] = {"code", "key", "line", "raw"};

/* ---------- to jsonb ---------- */

/* Cast to jsonb. */
Datum
gov_to_jsonb(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	GrArena		arena = gov_arena();
	GrReport   *report = palloc(sizeof(GrReport));
	GrBuffer	buffer;
	size_t		len;

	gov_decode(value, &arena, report);
	gr_buffer_init(&buffer, &arena, 2 * VARSIZE_ANY_EXHDR(value) + 8192);
	gr_write_json(report, &buffer);
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in,
										CStringGetDatum(gov_text_to_server(gov_buffer_text(&buffer),
																		   &len))));
}

/* ---------- errors of the way back ---------- */

/* A name out of the JSON for a message, cut to a sensible length. */
static char *
quoted_name(const char *name, int len)
{
	return pnstrdup(name, pg_mbcliplen(name, len, NAME_QUOTED_MAX));
}

/* Throws the error of a member that is of the wrong kind. */
static _Noreturn void
wrong_kind(const char *member, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid JSON for type gov_disclosure_report"),
			 errdetail("Member \"%s\" must be %s.", member, expected)));
}

/* Throws the error of a member whose value is none of those possible. */
static _Noreturn void
wrong_value(const char *member, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value in JSON for type gov_disclosure_report"),
			 errdetail("Member \"%s\" must be %s.", member, expected)));
}

/* Throws the error of a member that an object does not have. */
static _Noreturn void
unknown_member(const char *object, const JsonbValue *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown member in JSON for type gov_disclosure_report"),
			 errdetail("%s has no member \"%s\".", _(object),
					   quoted_name(name->val.string.val, name->val.string.len))));
}

/* ---------- walking jsonb ---------- */

/* True when a jsonb string is the given one. */
static bool
string_is(const JsonbValue *value, const char *string)
{
	return value->val.string.len == (int) strlen(string) &&
		memcmp(value->val.string.val, string, value->val.string.len) == 0;
}

/* Starts to walk an object; a null counts as empty, and gives NULL. */
static JsonbIterator *
open_object(const JsonbValue *value, const char *member)
{
	JsonbValue	ignored;
	JsonbIterator *walk;

	if (value->type == jbvNull)
		return NULL;
	if (value->type != jbvBinary || !JsonContainerIsObject(value->val.binary.data))
		wrong_kind(member, _("an object"));
	walk = JsonbIteratorInit(value->val.binary.data);
	(void) JsonbIteratorNext(&walk, &ignored, true);
	return walk;
}

/* The next member of an object, a nested one as a whole; false at the end. */
static bool
next_member(JsonbIterator **walk, JsonbValue *name, JsonbValue *value)
{
	if (*walk == NULL || JsonbIteratorNext(walk, name, true) != WJB_KEY)
		return false;
	(void) JsonbIteratorNext(walk, value, true);
	return true;
}

/* Fetches the known members of an object; those not there are null. */
static void
fetch_members(JsonbIterator *walk, const char *object,
			  const char *const *names, int count, JsonbValue *members)
{
	JsonbValue	name;
	JsonbValue	value;

	for (int i = 0; i < count; i++)
		members[i].type = jbvNull;
	while (next_member(&walk, &name, &value))
	{
		int			i = 0;

		while (i < count && !string_is(&name, names[i]))
			i++;
		if (i == count)
			unknown_member(object, &name);
		members[i] = value;
	}
}

/* ---------- simple values ---------- */

/* A string as UTF-8; null and the empty string are none. */
static GrText
read_string(const JsonbValue *value, const char *member)
{
	GrText		text = {NULL, 0};
	GrError		error;

	if (value->type == jbvNull)
		return text;
	if (value->type != jbvString)
		wrong_kind(member, _("a string or null"));
	if (value->val.string.len > 0 &&
		!gov_text_from_server(value->val.string.val, value->val.string.len, &text, &error))
		gov_report_error(&error, NULL);
	return text;
}

/* A number as text, without trailing zeros. */
static char *
number_string(Numeric number)
{
	Datum		trimmed = DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(number));

	return DatumGetCString(DirectFunctionCall1(numeric_out, trimmed));
}

/* A whole number between two others; null is 0. */
static int
read_integer(const JsonbValue *value, const char *member, int low, int high)
{
	char	   *string;
	char	   *end;
	long		number;

	if (value->type == jbvNull)
		return 0;
	if (value->type != jbvNumeric)
		wrong_kind(member, _("a number or null"));
	string = number_string(value->val.numeric);
	errno = 0;
	number = strtol(string, &end, 10);
	if (errno != 0 || *end != '\0' || number < low || number > high)
		wrong_value(member, psprintf(_("a whole number from %d to %d"), low, high));
	return (int) number;
}

/* The figure that a name in JSON means. */
static int
read_figure_key(const JsonbValue *name)
{
	int			figure = gr_figure_find(name->val.string.val, name->val.string.len);

	if (figure == GR_NONE)
		gov_unknown_key(name->val.string.val, name->val.string.len);
	return figure;
}

/* ---------- the parts of a report ---------- */

/* The edition, which must be there. */
static int
read_edition(const JsonbValue *value)
{
	int			edition = read_integer(value, "edition", 0, INT_MAX);

	if (value->type == jbvNull)
		wrong_kind("edition", _("a number, the year of the form's edition"));
	if (gr_edition_mask(edition) == 0)
		wrong_value("edition", _("the year of an edition of the form, 2019 or 2021"));
	return edition;
}

/* The numbers; those that are null wait for their states. */
static void
read_figures(const JsonbValue *value, GrReport *report)
{
	JsonbIterator *walk = open_object(value, "figures");
	JsonbValue	name;
	JsonbValue	number;

	while (next_member(&walk, &name, &number))
	{
		int			figure = read_figure_key(&name);
		const char *key = gr_figures[figure].key;
		char	   *string;

		if (number.type == jbvNull)
			continue;
		if (number.type != jbvNumeric)
			wrong_kind(key, _("a number or null"));
		string = number_string(number.val.numeric);
		if (!gr_number_parse(figure, string, strlen(string), &report->value[figure]))
			wrong_value(key, gr_figure_is_amount(figure) ?
						_("an amount of at most six decimals within the range of the type") :
						_("a whole number within the range of the type"));
		report->state[figure] = GR_NUMBER;
	}
}

/* The states of the figures without a number. */
static void
read_states(const JsonbValue *value, GrReport *report)
{
	JsonbIterator *walk = open_object(value, "states");
	JsonbValue	name;
	JsonbValue	state;

	while (next_member(&walk, &name, &state))
	{
		int			figure = read_figure_key(&name);
		const char *key = gr_figures[figure].key;
		int			read;

		if (state.type != jbvString)
			wrong_kind(key, _("the name of a state"));
		read = gr_state_find(state.val.string.val, state.val.string.len);
		if (read == GR_NONE)
			wrong_value(key, _("one of the states a figure can have"));
		if ((read == GR_NUMBER) != (report->state[figure] == GR_NUMBER))
			wrong_value(key, _("in state \"number\" if, and only if, it has one"));
		report->state[figure] = (uint8_t) read;
	}
}

/* A number of reports. */
static int64_t
read_reports(const JsonbValue *value, const char *member)
{
	char	   *string;
	char	   *end;
	long long	number;

	if (value->type != jbvNumeric)
		wrong_kind(member, "a number");
	string = number_string(value->val.numeric);
	errno = 0;
	number = strtoll(string, &end, 10);
	if (errno != 0 || *end != '\0' || number > GR_REPORTS_MAX || number < -GR_REPORTS_MAX)
		wrong_value(member, psprintf("a whole number of reports, at most " INT64_FORMAT " either way",
									 (int64) GR_REPORTS_MAX));
	return (int64_t) number;
}

/* How many reports a consolidated one is of, and how many of them gave each figure. */
static void
read_coverage(const JsonbValue *reports, const JsonbValue *coverage, GrReport *report)
{
	JsonbIterator *walk = open_object(coverage, "coverage");
	JsonbValue	name;
	JsonbValue	number;

	if (reports->type != jbvNull)
		report->others = read_reports(reports, "reports") - 1;
	while (next_member(&walk, &name, &number))
	{
		int			figure = read_figure_key(&name);
		const char *key = gr_figures[figure].key;

		if (!gr_report_set_coverage(report, figure, read_reports(&number, key)))
			wrong_value(key, "in \"coverage\" only with a number in \"figures\"");
	}
}

/* The number that names a section: decimal, without leading zeros. */
static int
read_section_number(const JsonbValue *name)
{
	const char *digits = name->val.string.val;
	int			number = 0;

	for (int i = 0; i < name->val.string.len; i++)
	{
		if (digits[i] < '0' || digits[i] > '9' || (i == 0 && digits[i] == '0') || i > 3)
			unknown_member("\"sections\"", name);
		number = number * 10 + (digits[i] - '0');
	}
	if (number < 1 || number > GR_SECTION_NUMBER_MAX)
		unknown_member("\"sections\"", name);
	return number;
}

/* Puts a section where its number belongs. */
static void
insert_section(GrReport *report, GrSection section)
{
	int			at;

	if (report->nsections == GR_SECTIONS_MAX)
		wrong_value("sections", psprintf(_("an object of at most %d sections"), GR_SECTIONS_MAX));
	at = report->nsections++;
	for (; at > 0 && report->sections[at - 1].number > section.number; at--)
		report->sections[at] = report->sections[at - 1];
	report->sections[at] = section;
}

/* The sections. */
static void
read_sections(const JsonbValue *value, GrReport *report)
{
	JsonbIterator *walk = open_object(value, "sections");
	JsonbValue	name;
	JsonbValue	body;

	while (next_member(&walk, &name, &body))
	{
		GrSection	section;
		JsonbValue	members[SECTION_MEMBERS];
		char	   *member;

		section.number = read_section_number(&name);
		member = psprintf("sections.%d", section.number);
		fetch_members(open_object(&body, member), member, section_members,
					  SECTION_MEMBERS, members);
		section.heading = read_string(&members[SECTION_HEADING], psprintf("%s.heading", member));
		section.prose = read_string(&members[SECTION_PROSE], psprintf("%s.prose", member));
		insert_section(report, section);
	}
}

/* One note. */
static void
read_note(const JsonbValue *value, const char *member, GrNote *note)
{
	JsonbValue	members[NOTE_MEMBERS];
	const JsonbValue *code = &members[NOTE_CODE];
	const JsonbValue *key = &members[NOTE_KEY];
	int			found;

	fetch_members(open_object(value, member), member, note_members, NOTE_MEMBERS, members);
	if (code->type != jbvString)
		wrong_kind(psprintf("%s.code", member), _("a string"));
	found = gr_note_find(code->val.string.val, code->val.string.len);
	if (found == GR_NONE)
		wrong_value(psprintf("%s.code", member), _("the code of a note"));
	if (key->type != jbvNull && key->type != jbvString)
		wrong_kind(psprintf("%s.key", member), _("a string or null"));
	note->code = (GrNoteCode) found;
	note->figure = key->type == jbvNull ? GR_NONE : read_figure_key(key);
	note->line = read_integer(&members[NOTE_LINE], psprintf("%s.line", member), 1, INT_MAX);
	note->raw = read_string(&members[NOTE_RAW], psprintf("%s.raw", member));
	if (note->raw.len > GR_RAW_MAX)
		wrong_value(psprintf("%s.raw", member),
					psprintf(_("no longer than %d bytes of UTF-8"), GR_RAW_MAX));
}

/* The notes, in their order. */
static void
read_notes(const JsonbValue *value, GrReport *report)
{
	JsonbIterator *walk;
	JsonbValue	element;
	int			count;

	if (value->type == jbvNull)
		return;
	if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data) ||
		JsonContainerIsScalar(value->val.binary.data))
		wrong_kind("notes", _("an array"));
	count = (int) JsonContainerSize(value->val.binary.data);
	if (count > GR_NOTES_MAX)
		wrong_value("notes", psprintf(_("an array of at most %d notes"), GR_NOTES_MAX));
	report->notes = palloc(Max(count, 1) * sizeof(GrNote));
	walk = JsonbIteratorInit(value->val.binary.data);
	(void) JsonbIteratorNext(&walk, &element, true);
	while (JsonbIteratorNext(&walk, &element, true) == WJB_ELEM)
	{
		char	   *member = psprintf("notes[%d]", report->nnotes);

		if (element.type == jbvNull)
			wrong_kind(member, _("an object"));
		read_note(&element, member, &report->notes[report->nnotes]);
		report->nnotes++;
	}
}

/* Cast from jsonb. */
Datum
gov_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *json = PG_GETARG_JSONB_P(0);
	GrReport   *report = palloc(sizeof(GrReport));
	JsonbValue	members[REPORT_MEMBERS];
	JsonbValue	root;

	root.type = jbvBinary;
	root.val.binary.data = &json->root;
	root.val.binary.len = (int) VARSIZE_ANY_EXHDR(json);
	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid JSON for type gov_disclosure_report"),
				 errdetail("A report is a JSON object.")));
	fetch_members(open_object(&root, "report"), gettext_noop("A report"), report_members,
				  REPORT_MEMBERS, members);

	gr_report_init(report, read_edition(&members[REPORT_EDITION]));
	report->year = read_integer(&members[REPORT_YEAR], "year", 1, GR_YEAR_MAX);
	report->authority = read_string(&members[REPORT_AUTHORITY], "authority");
	report->title = read_string(&members[REPORT_TITLE], "title");
	report->preamble = read_string(&members[REPORT_PREAMBLE], "preamble");
	read_figures(&members[REPORT_FIGURES], report);
	read_states(&members[REPORT_STATES], report);
	read_coverage(&members[REPORT_REPORTS], &members[REPORT_COVERAGE], report);
	read_sections(&members[REPORT_SECTIONS], report);
	read_notes(&members[REPORT_NOTES], report);
	PG_RETURN_GOV_REPORT_P(gov_encode(report, NULL));
}
