/*
 * report.c
 *		The report in memory: its beginning, look-ups in it, the names of states
 *		and notes, errors.
 */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const state_names[GR_STATES] = {
	[GR_ABSENT] = "absent",
	[GR_NUMBER] = "number",
	[GR_BLANK] = "blank",
	[GR_NOT_APPLICABLE] = "not_applicable",
	[GR_UNREADABLE] = "unreadable"
};

static const struct
{
	const char *code;
	GrTrust		trust;
	const char *message;
}			note_texts[GR_NOTES] = {
#define NOTE(id, code, trust, message) {code, GR_TRUST_##trust, message},
#include "note.def"
#undef NOTE
};

/* The public name of a state. */
const char *
gr_state_name(GrState state)
{
	return state_names[state];
}

/* True when a name is the text given by its length. */
static bool
is_name(const char *name, const char *text, size_t len)
{
	return strlen(name) == len && memcmp(name, text, len) == 0;
}

/* The state of a name, or GR_NONE. */
int
gr_state_find(const char *name, size_t len)
{
	for (int i = 0; i < GR_STATES; i++)
		if (is_name(state_names[i], name, len))
			return i;
	return GR_NONE;
}

/* The public code of a kind of note. */
const char *
gr_note_code(GrNoteCode code)
{
	return note_texts[code].code;
}

/* What a kind of note means, for a person. */
const char *
gr_note_message(GrNoteCode code)
{
	return note_texts[code].message;
}

/* Does a kind of note limit how far figures can be trusted? */
bool
gr_note_is_doubt(GrNoteCode code)
{
	return note_texts[code].trust == GR_TRUST_DOUBT;
}

/* The kind of note of a public code, or GR_NONE. */
int
gr_note_find(const char *code, size_t len)
{
	for (int i = 0; i < GR_NOTES; i++)
		if (is_name(note_texts[i].code, code, len))
			return i;
	return GR_NONE;
}

/* Cuts a message that was too long for its field before a broken character. */
static void
cut_at_character(char *text, size_t size)
{
	size_t		len = size - 1;

	while (len > 0 && ((unsigned char) text[len - 1] & 0xC0) == 0x80)
		len--;
	if (len > 0 && (unsigned char) text[len - 1] >= 0xC0)
		len--;
	text[len] = '\0';
}

/* Fills an error; always returns false. */
bool
gr_error(GrError *error, GrErrorCode code, const char *format,...)
{
	va_list		arguments;
	int			len;

	if (error == NULL)
		return false;
	memset(error, 0, sizeof(*error));
	error->code = code;
	va_start(arguments, format);
	len = vsnprintf(error->message, sizeof(error->message), format, arguments);
	va_end(arguments);
	if (len < 0)
		error->message[0] = '\0';
	else if ((size_t) len >= sizeof(error->message))
		cut_at_character(error->message, sizeof(error->message));
	return false;
}

/* An empty report of an edition: every figure absent. */
void
gr_report_init(GrReport *report, int edition)
{
	gr_form_init();
	memset(report, 0, sizeof(*report));
	report->edition = edition;
}

/*
 * The text a figure was unreadable by, or none.  The note that says so comes
 * first; failing that, any other note with the figure that kept its text.
 */
GrText
gr_report_raw(const GrReport *report, int figure)
{
	GrText		raw = {NULL, 0};

	if (report->state[figure] != GR_UNREADABLE)
		return raw;
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		if (note->figure != figure || note->raw.len == 0)
			continue;
		if (note->code == GR_NOTE_UNREADABLE)
			return note->raw;
		if (raw.len == 0)
			raw = note->raw;
	}
	return raw;
}

/* The section of a number, or NULL. */
const GrSection *
gr_report_section(const GrReport *report, int number)
{
	for (int i = 0; i < report->nsections; i++)
		if (report->sections[i].number == number)
			return &report->sections[i];
	return NULL;
}

/* Text equality, none being equal to none only. */
bool
gr_text_equal(GrText a, GrText b)
{
	if (a.data == NULL || b.data == NULL)
		return a.data == b.data;
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}
