/*
 * report.c
 *		The report in memory: its beginning, look-ups in it, the names of states
 *		and notes, errors.
 */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *(*gr_translate) (const char *words) = NULL;

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

/* Adds words to a field, behind a blank; false, the field cut, if they do not fit. */
static bool
add_words(char *field, size_t size, const char *format, va_list arguments)
{
	size_t		used = strlen(field);
	int			len;

	if (used > 0 && used < size - 1)
		field[used++] = ' ';
	len = vsnprintf(field + used, size - used, format, arguments);
	if (len >= 0 && (size_t) len < size - used)
		return true;
	if (len < 0)
		field[used] = '\0';
	else
		cut_at_character(field, size);
	return false;
}

/*
 * Adds words to a field and, translated, to its other one.  That one is given up
 * unless it says all that the English does.
 */
static void
add_translated(char *english, char *local, size_t size, const char *format, va_list arguments)
{
	const char *translated = gr_translate != NULL ? gr_translate(format) : format;
	bool		whole = english[0] == '\0' || local[0] != '\0';
	va_list		again;

	va_copy(again, arguments);
	add_words(english, size, format, arguments);
	if (!whole || translated == format || !add_words(local, size, translated, again))
		local[0] = '\0';
	va_end(again);
}

bool
gr_error(GrError *error, GrErrorCode code, const char *format,...)
{
	va_list		arguments;

	if (error == NULL)
		return false;
	memset(error, 0, sizeof(*error));
	error->code = code;
	va_start(arguments, format);
	add_translated(error->message, error->local_message, sizeof(error->message),
				   format, arguments);
	va_end(arguments);
	return false;
}

bool
gr_error_words(GrError *error, GrErrorCode code, const char *format, const char *words)
{
	GrError		local;

	if (error == NULL)
		return false;
	gr_error(error, code, format, words);
	if (error->local_message[0] == '\0')
		return false;
	gr_error(&local, code, format, gr_translate(words));
	memcpy(error->local_message, local.local_message, sizeof(error->local_message));
	return false;
}

void
gr_error_detail(GrError *error, const char *format,...)
{
	va_list		arguments;

	if (error == NULL)
		return;
	va_start(arguments, format);
	add_translated(error->detail, error->local_detail, sizeof(error->detail),
				   format, arguments);
	va_end(arguments);
}

void
gr_error_hint(GrError *error, const char *format,...)
{
	va_list		arguments;

	if (error == NULL)
		return;
	va_start(arguments, format);
	add_translated(error->hint, error->local_hint, sizeof(error->hint), format, arguments);
	va_end(arguments);
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
 * first; failing that, any other note with the figure that kept its text.  A
 * correction's keeps something else.
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

		if (note->figure != figure || note->raw.len == 0 || note->code == GR_NOTE_CORRECTED)
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
