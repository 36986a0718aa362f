/*
 * corrections.c
 *		Corrections of a report, and the list of those made.
 */
#include "corrections.h"
#include "chars.h"

#include <string.h>

/* First words of the notes that are of no figure, and what is not known. */
#define YEAR_PREFIX "year "
#define AUTHORITY_PREFIX "authority "
#define UNKNOWN "unknown"

_Static_assert(GR_AUTHORITY_MAX + sizeof(AUTHORITY_PREFIX) - 1 <= GR_RAW_MAX,
			   "a corrected authority must fit its note");

/* ---------- what an item is, in words ---------- */

/* Adds a figure's number, or its state and the text it is unreadable by. */
static void
add_figure(const GrReport *report, int figure, GrBuffer *words)
{
	GrState		state = (GrState) report->state[figure];
	char		number[32];
	GrText		raw;

	if (state == GR_NUMBER)
	{
		gr_number_print(figure, report->value[figure], number, sizeof(number));
		gr_buffer_string(words, number);
		return;
	}
	gr_buffer_string(words, gr_state_name(state));
	raw = gr_report_raw(report, figure);
	if (raw.len > 0)
	{
		gr_buffer_char(words, ' ');
		gr_buffer_add(words, raw.data, raw.len);
	}
}

/* Adds the year. */
static void
add_year(const GrReport *report, GrBuffer *words)
{
	if (report->year == 0)
		gr_buffer_string(words, UNKNOWN);
	else
		gr_buffer_printf(words, "%d", report->year);
}

/* Adds the authority. */
static void
add_authority(const GrReport *report, GrBuffer *words)
{
	if (report->authority.len == 0)
		gr_buffer_string(words, UNKNOWN);
	else
		gr_buffer_add(words, report->authority.data, report->authority.len);
}

/* The words, cut before a character to what a note keeps. */
static GrText
cut_words(const GrBuffer *words)
{
	GrText		text = {words->data, words->len};

	if (text.len <= GR_RAW_MAX)
		return text;
	text.len = GR_RAW_MAX;
	while (text.len > 0 && ((unsigned char) text.data[text.len] & 0xC0) == 0x80)
		text.len--;
	return text;
}

/* ---------- the notes ---------- */

/* Is it a note that can go, if need be?  Corrections cannot. */
static bool
is_plain(const GrNote *note)
{
	return note->code != GR_NOTE_CORRECTED && note->code != GR_NOTE_NOTES_DROPPED;
}

/* Does the note hold the only text of a figure that cannot be read? */
static bool
is_text_of_figure(const GrReport *report, const GrNote *note)
{
	return note->figure != GR_NONE && note->raw.len > 0 &&
		report->state[note->figure] == GR_UNREADABLE;
}

/*
 * The note to be dropped first: the last of the plain ones, those that hold a
 * cell's text only when there are no others.
 */
static int
find_dispensable(const GrReport *report, const GrNote *notes, int nnotes)
{
	int			found = GR_NONE;

	for (int i = nnotes - 1; i >= 0; i--)
	{
		if (!is_plain(&notes[i]))
			continue;
		if (!is_text_of_figure(report, &notes[i]))
			return i;
		if (found == GR_NONE)
			found = i;
	}
	return found;
}

/* Does one of the notes say that there were more? */
static bool
says_dropped(const GrNote *notes, int nnotes)
{
	for (int i = nnotes - 1; i >= 0; i--)
		if (notes[i].code == GR_NOTE_NOTES_DROPPED)
			return true;
	return false;
}

/*
 * Makes room for one note in a full list.  A remark gives way, and another to
 * the note that says so, if none does yet.  False when there are only
 * corrections: they are never dropped.
 */
static bool
make_room(const GrReport *report, GrNote *notes, int *nnotes)
{
	int			at;

	if (!says_dropped(notes, *nnotes))
	{
		at = find_dispensable(report, notes, *nnotes);
		if (at == GR_NONE)
			return false;
		notes[at] = (GrNote) {GR_NOTE_NOTES_DROPPED, GR_NONE, 0, {NULL, 0}};
	}
	at = find_dispensable(report, notes, *nnotes);
	if (at == GR_NONE)
		return false;
	(*nnotes)--;
	memmove(&notes[at], &notes[at + 1], (size_t) (*nnotes - at) * sizeof(GrNote));
	return true;
}

/* Adds the note of a correction, in a copy of the list. */
static GrCorrected
add_note(GrReport *report, int figure, const GrBuffer *words, const GrArena *arena)
{
	int			nnotes = report->nnotes;
	GrNote	   *notes = arena->alloc(arena->context, ((size_t) nnotes + 1) * sizeof(GrNote));

	if (notes == NULL || !words->ok)
		return GR_CORRECTIONS_NO_MEMORY;
	if (nnotes > 0)
		memcpy(notes, report->notes, (size_t) nnotes * sizeof(GrNote));
	if (nnotes >= GR_NOTES_MAX && !make_room(report, notes, &nnotes))
		return GR_CORRECTIONS_FULL;
	notes[nnotes++] = (GrNote) {GR_NOTE_CORRECTED, figure, 0, cut_words(words)};
	report->notes = notes;
	report->nnotes = nnotes;
	return GR_CORRECTED;
}

/* ---------- correcting ---------- */

/* Sets a figure. */
GrCorrected
gr_correct_figure(GrReport *report, int figure, GrState state, int64_t value,
				  const GrArena *arena)
{
	GrBuffer	words;
	GrCorrected result;

	if (state != GR_NUMBER)
		value = 0;
	if (report->state[figure] == state && report->value[figure] == value)
		return GR_UNCHANGED;
	gr_buffer_init(&words, arena, 0);
	add_figure(report, figure, &words);
	result = add_note(report, figure, &words, arena);
	if (result == GR_CORRECTED)
	{
		report->state[figure] = (uint8_t) state;
		report->value[figure] = value;
	}
	return result;
}

/* Sets the year. */
GrCorrected
gr_correct_year(GrReport *report, int year, const GrArena *arena)
{
	GrBuffer	words;
	GrCorrected result;

	if (report->year == year)
		return GR_UNCHANGED;
	gr_buffer_init(&words, arena, 0);
	gr_buffer_string(&words, YEAR_PREFIX);
	add_year(report, &words);
	result = add_note(report, GR_NONE, &words, arena);
	if (result == GR_CORRECTED)
		report->year = year;
	return result;
}

/* Sets the authority. */
GrCorrected
gr_correct_authority(GrReport *report, GrText authority, const GrArena *arena)
{
	GrBuffer	words;
	GrCorrected result;

	if (report->authority.len == authority.len &&
		(authority.len == 0 ||
		 memcmp(report->authority.data, authority.data, authority.len) == 0))
		return GR_UNCHANGED;
	gr_buffer_init(&words, arena, 0);
	gr_buffer_string(&words, AUTHORITY_PREFIX);
	add_authority(report, &words);
	result = add_note(report, GR_NONE, &words, arena);
	if (result == GR_CORRECTED)
		report->authority = authority;
	return result;
}

/* ---------- is it sound? ---------- */

/* Decimals a figure can have. */
static size_t
decimals_allowed(int figure)
{
	return gr_figure_is_amount(figure) ? GR_AMOUNT_DIGITS : 0;
}

/*
 * Reads a number for a figure.  Only a change is below zero; what a report says
 * is kept whatever it is, but a correction must be able to be right.
 */
GrValueFault
gr_corrected_value(int figure, const char *text, size_t len, int64_t *value)
{
	bool		negative = len > 0 && text[0] == '-';
	size_t		first = negative ? 1 : 0;
	const char *point;

	gr_form_init();
	if (len == first || text[first] < '0' || text[first] > '9')
		return GR_VALUE_NOT_FINITE;
	point = memchr(text, '.', len);
	if (point != NULL && (size_t) (text + len - point) - 1 > decimals_allowed(figure))
		return GR_VALUE_DECIMALS;
	if (negative && gr_figure_unit(figure) != GR_UNIT_CHANGE)
		return GR_VALUE_NEGATIVE;
	return gr_number_parse(figure, text, len, value) ? GR_VALUE_SOUND : GR_VALUE_RANGE;
}

/* Is it a character that has no place in a line of text? */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Does a text hold any? */
static bool
has_control(GrText text)
{
	const char *p = text.data;
	const char *end = p + text.len;

	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (is_control(c))
			return true;
	}
	return false;
}

/* Takes off the blanks around a name, and looks whether it is one. */
GrNameFault
gr_corrected_authority(GrText *authority)
{
	const char *start;
	const char *end;

	if (authority->len == 0)
		return GR_NAME_EMPTY;
	if (has_control(*authority))
		return GR_NAME_CONTROL;
	gr_chars_init();
	end = authority->data + authority->len;
	start = gr_skip_blanks(authority->data, end);
	end = gr_trim_end(start, end);
	authority->data = start;
	authority->len = (size_t) (end - start);
	return authority->len == 0 ? GR_NAME_EMPTY :
		authority->len > GR_AUTHORITY_MAX ? GR_NAME_LONG : GR_NAME_SOUND;
}

/* ---------- the list ---------- */

/* Takes the first words off a text, if it begins with them. */
static bool
take_prefix(GrText *text, const char *prefix)
{
	size_t		len = strlen(prefix);

	if (text->len < len || memcmp(text->data, prefix, len) != 0)
		return false;
	text->data += len;
	text->len -= len;
	return true;
}

/* What a note says was corrected, and what that was. */
static void
read_note(const GrNote *note, GrCorrection *correction)
{
	correction->figure = note->figure;
	correction->before = note->raw;
	correction->after = (GrText) {NULL, 0};
	if (note->figure != GR_NONE)
		correction->item = GR_ITEM_FIGURE;
	else if (take_prefix(&correction->before, YEAR_PREFIX))
		correction->item = GR_ITEM_YEAR;
	else if (take_prefix(&correction->before, AUTHORITY_PREFIX))
		correction->item = GR_ITEM_AUTHORITY;
	else
		correction->item = GR_ITEM_NONE;
}

/* What an item is now, in words. */
static GrText
item_now(const GrReport *report, const GrCorrection *correction, const GrArena *arena)
{
	GrBuffer	words;

	gr_buffer_init(&words, arena, 0);
	if (correction->item == GR_ITEM_FIGURE)
		add_figure(report, correction->figure, &words);
	else if (correction->item == GR_ITEM_YEAR)
		add_year(report, &words);
	else if (correction->item == GR_ITEM_AUTHORITY)
		add_authority(report, &words);
	return (GrText) {words.data, words.len};
}

/* The next correction that was made; see corrections.h. */
bool
gr_correction_next(const GrReport *report, int *position, const GrArena *arena,
				   GrCorrection *correction)
{
	while (*position < report->nnotes &&
		   report->notes[*position].code != GR_NOTE_CORRECTED)
		(*position)++;
	if (*position >= report->nnotes)
		return false;
	read_note(&report->notes[(*position)++], correction);
	if (correction->item == GR_ITEM_NONE)
		return true;
	for (int i = *position; i < report->nnotes; i++)
	{
		GrCorrection next;

		if (report->notes[i].code != GR_NOTE_CORRECTED)
			continue;
		read_note(&report->notes[i], &next);
		if (next.item == correction->item && next.figure == correction->figure)
		{
			correction->after = next.before;
			return true;
		}
	}
	correction->after = item_now(report, correction, arena);
	return true;
}
