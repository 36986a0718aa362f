/*
 * write_json.c
 *		A report as JSON: what the cast to jsonb gives, and takes back.
 *
 * One object, its members always in this order:
 *
 *	"edition":		2019 or 2021
 *	"year":			number, or null when unknown
 *	"authority":	string, or null
 *	"title":		string, or null
 *	"preamble":		string; left out when there is none
 *	"figures":		object, key of the figure -> number, or null where the cell
 *					holds none; figures whose state is absent are not listed.
 *					Counts are whole; amounts are in 10,000 yuan with at most
 *					six decimals.  Form order.
 *	"states":		object, key of the figure -> "blank", "not_applicable" or
 *					"unreadable", for exactly the figures that are null above
 *	"reports":		number of reports that a consolidated one was made of; left
 *					out for a report as published
 *	"coverage":		object, key of the figure -> number of those that gave a
 *					number for it, where that is not all; left out when empty
 *	"sections":		object, number of the section as a string ("1") -> object
 *					"heading":	string; left out when none is kept
 *					"prose":	string; left out when there is none
 *					A section that is present without either is {}.
 *	"notes":		array of objects, in the report's order
 *					"code":		string (note.def)
 *					"key":		key of the figure, or null
 *					"line":		number, or null when unknown
 *					"raw":		string, or null
 *
 * "figures", "states", "sections" and "notes" are there even when empty.
 * Strings are never empty: an empty text is none.
 *
 * The way back is lossless and strict: "edition" is required; the other members
 * may be missing, which means the same as null or empty; a key in "figures"
 * with null and without a state is absent; a key in "states" may be missing
 * from "figures" but not carry a number there; the state may be spelt "absent"
 * (no number), but "number" only with one; a key in "coverage" must have a number
 * in "figures".  Unknown members, keys, codes and
 * states, section numbers outside 1..GR_SECTION_NUMBER_MAX, more than
 * GR_SECTIONS_MAX sections or GR_NOTES_MAX notes, and a raw text longer than
 * GR_RAW_MAX bytes are errors.  The order of members means nothing, save
 * that of the notes; sections go into the report by ascending number.
 */
#include "coverage.h"

#include <inttypes.h>

/* The short escapes of JSON, for the control characters that have one. */
static char
short_escape(char c)
{
	switch (c)
	{
		case '\b':
			return 'b';
		case '\t':
			return 't';
		case '\n':
			return 'n';
		case '\f':
			return 'f';
		case '\r':
			return 'r';
		default:
			return '\0';
	}
}

/* Writes what stands for one byte that cannot stand for itself. */
static void
add_escaped(GrBuffer *buffer, char c)
{
	char		letter = short_escape(c);

	gr_buffer_char(buffer, '\\');
	if (c == '"' || c == '\\')
		gr_buffer_char(buffer, c);
	else if (letter != '\0')
		gr_buffer_char(buffer, letter);
	else
		gr_buffer_printf(buffer, "u%04x", (unsigned char) c);
}

/* Writes a JSON string; text is copied in stretches between escapes. */
static void
add_string(GrBuffer *buffer, GrText text)
{
	size_t		from = 0;

	gr_buffer_char(buffer, '"');
	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = (unsigned char) text.data[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		gr_buffer_add(buffer, text.data + from, i - from);
		add_escaped(buffer, text.data[i]);
		from = i + 1;
	}
	if (text.len > from)
		gr_buffer_add(buffer, text.data + from, text.len - from);
	gr_buffer_char(buffer, '"');
}

/* Writes a JSON string, or null for no text. */
static void
add_text(GrBuffer *buffer, GrText text)
{
	if (text.len == 0)
		gr_buffer_string(buffer, "null");
	else
		add_string(buffer, text);
}

/* Writes a number, or null for zero, which stands for unknown. */
static void
add_positive(GrBuffer *buffer, int number)
{
	if (number == 0)
		gr_buffer_string(buffer, "null");
	else
		gr_buffer_printf(buffer, "%d", number);
}

/* Writes "figures", then "states". */
static void
add_figures(GrBuffer *buffer, const GrReport *report)
{
	const char *separator = "";

	gr_buffer_string(buffer, ",\"figures\":{");
	for (int i = 0; i < GR_FIGURES; i++)
	{
		char		number[32] = "null";

		if (report->state[i] == GR_ABSENT)
			continue;
		if (report->state[i] == GR_NUMBER)
			gr_number_print(i, report->value[i], number, sizeof(number));
		gr_buffer_string(buffer, separator);
		gr_buffer_char(buffer, '"');
		gr_buffer_string(buffer, gr_figures[i].key);
		gr_buffer_string(buffer, "\":");
		gr_buffer_string(buffer, number);
		separator = ",";
	}

	separator = "";
	gr_buffer_string(buffer, "},\"states\":{");
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if (report->state[i] == GR_ABSENT || report->state[i] == GR_NUMBER)
			continue;
		gr_buffer_printf(buffer, "%s\"%s\":\"%s\"", separator,
						 gr_figures[i].key, gr_state_name(report->state[i]));
		separator = ",";
	}
	gr_buffer_char(buffer, '}');
}

/* Writes "reports" and "coverage" of a consolidated report. */
static void
add_coverage(GrBuffer *buffer, const GrReport *report)
{
	bool		any = false;

	if (!gr_is_consolidated(report))
		return;
	gr_buffer_printf(buffer, ",\"reports\":%" PRId64, gr_report_reports(report));
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if (report->state[i] != GR_NUMBER || report->lacking[i] == 0)
			continue;
		gr_buffer_printf(buffer, "%s\"%s\":%" PRId64, any ? "," : ",\"coverage\":{",
						 gr_figures[i].key, gr_report_coverage(report, i));
		any = true;
	}
	if (any)
		gr_buffer_char(buffer, '}');
}

/* Writes "sections". */
static void
add_sections(GrBuffer *buffer, const GrReport *report)
{
	gr_buffer_string(buffer, ",\"sections\":{");
	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];

		gr_buffer_printf(buffer, "%s\"%d\":{", i > 0 ? "," : "", section->number);
		if (section->heading.len > 0)
		{
			gr_buffer_string(buffer, "\"heading\":");
			add_string(buffer, section->heading);
		}
		if (section->prose.len > 0)
		{
			gr_buffer_string(buffer, section->heading.len > 0 ? ",\"prose\":" : "\"prose\":");
			add_string(buffer, section->prose);
		}
		gr_buffer_char(buffer, '}');
	}
	gr_buffer_char(buffer, '}');
}

/* Writes "notes". */
static void
add_notes(GrBuffer *buffer, const GrReport *report)
{
	gr_buffer_string(buffer, ",\"notes\":[");
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		gr_buffer_printf(buffer, "%s{\"code\":\"%s\",\"key\":", i > 0 ? "," : "",
						 gr_note_code(note->code));
		if (note->figure == GR_NONE)
			gr_buffer_string(buffer, "null");
		else
			gr_buffer_printf(buffer, "\"%s\"", gr_figures[note->figure].key);
		gr_buffer_string(buffer, ",\"line\":");
		add_positive(buffer, note->line);
		gr_buffer_string(buffer, ",\"raw\":");
		add_text(buffer, note->raw);
		gr_buffer_char(buffer, '}');
	}
	gr_buffer_char(buffer, ']');
}

/* Writes a report as JSON, in the shape told above. */
void
gr_write_json(const GrReport *report, GrBuffer *buffer)
{
	gr_form_init();
	gr_buffer_printf(buffer, "{\"edition\":%d,\"year\":", report->edition);
	add_positive(buffer, report->year);
	gr_buffer_string(buffer, ",\"authority\":");
	add_text(buffer, report->authority);
	gr_buffer_string(buffer, ",\"title\":");
	add_text(buffer, report->title);
	if (report->preamble.len > 0)
	{
		gr_buffer_string(buffer, ",\"preamble\":");
		add_string(buffer, report->preamble);
	}
	add_figures(buffer, report);
	add_coverage(buffer, report);
	add_sections(buffer, report);
	add_notes(buffer, report);
	gr_buffer_char(buffer, '}');
}
