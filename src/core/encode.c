/*
 * encode.c
 *		The stored form of a report.
 *
 *	byte 0		version of the format (GR_FORMAT_VERSION)
 *	byte 1		flags; an unknown one is refused
 *	bytes 2-3	year, 0 when unknown
 *	byte 4		edition, less 2000
 *	bytes 5-6	length of the figures
 *	...			the figures (figure_stream.h)
 *	...			the counts of a consolidated report, with GR_FLAG_CONSOLIDATED only
 *				(coverage.h)
 *	...			the texts, with GR_FLAG_TEXTS only
 *
 * Fixed numbers are little-endian.  The texts, small and often asked for first:
 *
 *	title, authority
 *	number of notes; of each its code, figure + 1 (0: none), line, raw text
 *	preamble
 *	number of sections; of each its number, heading, prose
 *
 * There every number is a varint (varint.h) and every text its length and its
 * bytes.  A report without any of it has no texts part at all.  None and empty
 * text are the same.  So equal reports have equal bytes, and the decoder takes
 * nothing else: what it takes, it would write again byte by byte.
 */
#include "coverage.h"
#include "encoding.h"
#include "figure_stream.h"

#include <limits.h>
#include <string.h>

/* Shortest note; longest fixed part of a note and of a section. */
#define NOTE_MIN 4
#define NOTE_FIXED_MAX (4 * GR_VARINT_MAX)
#define SECTION_FIXED_MAX (3 * GR_VARINT_MAX)

/* Largest encoding: what a varlena can hold. */
#define ENCODED_MAX ((size_t) 0x3FFFFFFF - 4)

_Static_assert(GR_HEAD_MAX >= GR_HEAD_SIZE + GR_STREAM_MAX + GR_COVERAGE_MAX,
			   "GR_HEAD_MAX must hold the head, the longest figures and counts");

/* ---------- writing ---------- */

/* True when there is anything to write behind the figures. */
static bool
has_texts(const GrReport *report)
{
	return report->title.len > 0 || report->authority.len > 0 ||
		report->preamble.len > 0 || report->nsections > 0 || report->nnotes > 0;
}

/* Why a report's head or figures cannot be stored, or NULL. */
static const char *
head_fault(const GrReport *report)
{
	if (gr_edition_mask(report->edition) == 0)
		return gr_noop("the edition is none of the form's");
	if (report->year < 0 || report->year > GR_YEAR_MAX)
		return gr_noop("the year is out of range");
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] >= GR_STATES)
			return gr_noop("a figure has no valid state");
	if (!gr_coverage_valid(report))
		return gr_noop("it is of too many reports");
	return NULL;
}

/* Why a report's sections or notes cannot be stored, or NULL. */
static const char *
parts_fault(const GrReport *report)
{
	int			before = 0;

	if (report->nsections < 0 || report->nsections > GR_SECTIONS_MAX)
		return gr_noop("there are too many sections");
	for (int i = 0; i < report->nsections; i++)
	{
		if (report->sections[i].number <= before ||
			report->sections[i].number > GR_SECTION_NUMBER_MAX)
			return gr_noop("section numbers are not ascending or out of range");
		before = report->sections[i].number;
	}
	if (report->nnotes < 0 || report->nnotes > GR_NOTES_MAX)
		return gr_noop("there are too many notes");
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		if ((unsigned) note->code >= GR_NOTES)
			return gr_noop("a note has no valid code");
		if (note->figure < GR_NONE || note->figure >= GR_FIGURES)
			return gr_noop("a note names no figure of the form");
		if (note->line < 0)
			return gr_noop("a note has a negative line");
		if (note->raw.len > GR_RAW_MAX)
			return gr_noop("a note keeps too long a text");
	}
	return NULL;
}

/* Adds to a size; at the limit it stays there. */
static void
add_size(size_t *size, size_t more)
{
	*size = more > ENCODED_MAX - *size ? ENCODED_MAX : *size + more;
}

/* At least as many bytes as the encoding will have, ENCODED_MAX if too many. */
static size_t
size_bound(const GrReport *report)
{
	size_t		size = GR_HEAD_MAX + 5 * GR_VARINT_MAX;

	add_size(&size, report->title.len);
	add_size(&size, report->authority.len);
	add_size(&size, report->preamble.len);
	for (int i = 0; i < report->nnotes; i++)
		add_size(&size, NOTE_FIXED_MAX + report->notes[i].raw.len);
	for (int i = 0; i < report->nsections; i++)
	{
		add_size(&size, SECTION_FIXED_MAX);
		add_size(&size, report->sections[i].heading.len);
		add_size(&size, report->sections[i].prose.len);
	}
	return size;
}

/* Writes a text: its length and its bytes. */
static unsigned char *
put_text(unsigned char *out, GrText text)
{
	out = gr_put_varint(out, text.len);
	if (text.len > 0)
		memcpy(out, text.data, text.len);
	return out + text.len;
}

/* Writes the head, the figures and the counts. */
static unsigned char *
put_head(unsigned char *out, const GrReport *report)
{
	size_t		len = gr_stream_write(report, out + GR_HEAD_SIZE);
	bool		consolidated = gr_is_consolidated(report);

	out[0] = GR_FORMAT_VERSION;
	out[1] = (unsigned char) ((has_texts(report) ? GR_FLAG_TEXTS : 0) |
							  (consolidated ? GR_FLAG_CONSOLIDATED : 0));
	out[2] = (unsigned char) (report->year & 0xFF);
	out[3] = (unsigned char) (report->year >> 8);
	out[4] = (unsigned char) (report->edition - GR_EDITION_BASE);
	out[5] = (unsigned char) (len & 0xFF);
	out[6] = (unsigned char) (len >> 8);
	out += GR_HEAD_SIZE + len;
	return consolidated ? gr_coverage_write(report, out) : out;
}

/* Writes the part behind the figures. */
static unsigned char *
put_texts(unsigned char *out, const GrReport *report)
{
	out = put_text(out, report->title);
	out = put_text(out, report->authority);
	out = gr_put_varint(out, (uint64_t) report->nnotes);
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		out = gr_put_varint(out, (uint64_t) note->code);
		out = gr_put_varint(out, (uint64_t) (note->figure + 1));
		out = gr_put_varint(out, (uint64_t) note->line);
		out = put_text(out, note->raw);
	}
	out = put_text(out, report->preamble);
	out = gr_put_varint(out, (uint64_t) report->nsections);
	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];

		out = gr_put_varint(out, (uint64_t) section->number);
		out = put_text(out, section->heading);
		out = put_text(out, section->prose);
	}
	return out;
}

/*
 * Adds the stored form of a report to the buffer.  The report's texts must be
 * valid UTF-8; everything else is checked.
 */
bool
gr_encode(const GrReport *report, GrBuffer *buffer, GrError *error)
{
	const char *fault = head_fault(report);
	unsigned char *start;
	unsigned char *out;
	size_t		bound;

	if (fault == NULL)
		fault = parts_fault(report);
	if (fault != NULL)
		return gr_error_words(error, GR_ERROR_LIMIT, "report cannot be stored: %s", fault);
	bound = size_bound(report);
	if (bound >= ENCODED_MAX)
		return gr_error(error, GR_ERROR_LIMIT, "report is too long to be stored");
	if (!gr_buffer_reserve(buffer, bound))
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");

	start = (unsigned char *) buffer->data + buffer->len;
	out = put_head(start, report);
	if (has_texts(report))
		out = put_texts(out, report);
	buffer->len += (size_t) (out - start);
	return true;
}

/* ---------- reading ---------- */

/* Fills the error of bytes that no report was encoded to. */
static bool
broken(GrError *error, const char *what)
{
	return gr_error_words(error, GR_ERROR_BINARY, "invalid encoded report: %s", what);
}

/* Reads a varint into an int. */
static bool
get_int(GrReader *reader, int limit, int *value)
{
	uint64_t	wide;

	if (!gr_get_varint(reader, (uint64_t) limit, &wide))
		return false;
	*value = (int) wide;
	return true;
}

/* Reads a text; false when it is cut off or not UTF-8. */
static bool
get_text(GrReader *reader, GrText *text)
{
	uint64_t	len;

	if (!gr_get_varint(reader, SIZE_MAX, &len) ||
		len > (uint64_t) (reader->end - reader->p))
		return false;
	text->data = len > 0 ? (const char *) reader->p : NULL;
	text->len = (size_t) len;
	reader->p += len;
	return gr_utf8_valid(text->data, text->len, NULL);
}

/*
 * Reads the head and finds the figures, which must be there as a whole.  The
 * version is looked at first: another one may look different from there on.
 */
bool
gr_get_head(const char *data, size_t len, GrHead *head, GrError *error)
{
	const unsigned char *bytes = (const unsigned char *) data;

	if (len < 1)
		return broken(error, "it is empty");
	if (bytes[0] != GR_FORMAT_VERSION)
		return broken(error, "its format version is unknown");
	if (len < GR_HEAD_SIZE)
		return broken(error, "its head is cut off");
	head->flags = bytes[1];
	if ((head->flags & ~GR_FLAGS_KNOWN) != 0)
		return broken(error, "it has unknown flags");
	head->year = bytes[2] | bytes[3] << 8;
	head->edition = bytes[4] + GR_EDITION_BASE;
	if (gr_edition_mask(head->edition) == 0 || head->year > GR_YEAR_MAX)
		return broken(error, "its edition or year is wrong");
	head->figures = bytes + GR_HEAD_SIZE;
	head->figures_len = (size_t) bytes[5] | (size_t) bytes[6] << 8;
	if (head->figures_len > len - GR_HEAD_SIZE)
		return broken(error, "its figures are cut off");
	head->rest.p = head->figures + head->figures_len;
	head->rest.end = bytes + len;
	return true;
}

/* The same for one who wants a report, which no part of a sum is. */
static bool
get_head(const char *data, size_t len, GrHead *head, GrError *error)
{
	if (!gr_get_head(data, len, head, error))
		return false;
	if ((head->flags & GR_FLAG_WIDE) != 0)
		return gr_error(error, GR_ERROR_RANGE, "sum of reports is out of range");
	return true;
}

/* Reads the part behind the figures up to the sections: all but the prose. */
static bool
get_notes(GrReader *reader, const GrArena *arena, GrReport *report, GrError *error)
{
	if (!get_int(reader, GR_NOTES_MAX, &report->nnotes) ||
		report->nnotes > (reader->end - reader->p) / NOTE_MIN)
		return broken(error, "its number of notes is wrong");
	if (report->nnotes == 0)
		return true;
	report->notes = arena->alloc(arena->context,
								 (size_t) report->nnotes * sizeof(GrNote));
	if (report->notes == NULL)
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	for (int i = 0; i < report->nnotes; i++)
	{
		GrNote	   *note = &report->notes[i];
		int			code;

		if (!get_int(reader, GR_NOTES - 1, &code) ||
			!get_int(reader, GR_FIGURES, &note->figure) ||
			!get_int(reader, INT_MAX, &note->line) ||
			!get_text(reader, &note->raw) || note->raw.len > GR_RAW_MAX)
			return broken(error, "a note is wrong");
		note->code = (GrNoteCode) code;
		note->figure--;
	}
	return true;
}

/* Reads the sections. */
static bool
get_sections(GrReader *reader, GrReport *report, GrError *error)
{
	int			before = 0;

	if (!get_int(reader, GR_SECTIONS_MAX, &report->nsections))
		return broken(error, "its number of sections is wrong");
	for (int i = 0; i < report->nsections; i++)
	{
		GrSection  *section = &report->sections[i];

		if (!get_int(reader, GR_SECTION_NUMBER_MAX, &section->number) ||
			section->number <= before ||
			!get_text(reader, &section->heading) ||
			!get_text(reader, &section->prose))
			return broken(error, "a section is wrong");
		before = section->number;
	}
	return true;
}

/* Reads the part behind the figures. */
static bool
get_texts(GrReader *reader, const GrArena *arena, GrReport *report, GrError *error)
{
	if (!get_text(reader, &report->title) || !get_text(reader, &report->authority))
		return broken(error, "its title or authority is wrong");
	if (!get_notes(reader, arena, report, error))
		return false;
	if (!get_text(reader, &report->preamble))
		return broken(error, "its preamble is wrong");
	if (!get_sections(reader, report, error))
		return false;
	if (!has_texts(report))
		return broken(error, "it has a part for texts without any");
	return true;
}

/*
 * Reads all that stands before the texts, and leaves the reader there.  The
 * report comes back without texts.
 */
static bool
get_figures(const char *data, size_t len, GrHead *head, GrReport *report, GrError *error)
{
	if (!get_head(data, len, head, error))
		return false;
	gr_report_init(report, head->edition);
	report->year = head->year;
	if (!gr_stream_read(head->figures, head->figures_len, report))
		return broken(error, "its figures are wrong");
	if ((head->flags & GR_FLAG_CONSOLIDATED) != 0 && !gr_coverage_read(&head->rest, report))
		return broken(error, "its coverage is wrong");
	return true;
}

/*
 * Reads the head and the figures of an encoded report; the texts are not looked
 * at and need not be there.
 */
bool
gr_decode_figures(const char *data, size_t len, GrReport *report, GrError *error)
{
	GrHead		head;

	return get_figures(data, len, &head, report, error);
}

/*
 * Where an encoded report as published has its figures, and of which edition it
 * is; false when its head is none of such a report.
 */
bool
gr_encoded_figures(const char *data, size_t len, int *edition,
				   const unsigned char **figures, size_t *figures_len)
{
	GrHead		head;

	if (!get_head(data, len, &head, NULL) || (head.flags & GR_FLAG_CONSOLIDATED) != 0)
		return false;
	*edition = head.edition;
	*figures = head.figures;
	*figures_len = head.figures_len;
	return true;
}

/* Reads an encoded report, all of it, and checks everything on the way. */
bool
gr_decode(const char *data, size_t len, const GrArena *arena, GrReport *report,
		  GrError *error)
{
	GrHead		head;

	if (!get_figures(data, len, &head, report, error))
		return false;
	if ((head.flags & GR_FLAG_TEXTS) != 0 && !get_texts(&head.rest, arena, report, error))
		return false;
	if (head.rest.p != head.rest.end)
		return broken(error, "bytes follow its end");
	return true;
}

/* Reads one figure of an encoded report; a prefix with the figures will do. */
bool
gr_decode_figure(const char *data, size_t len, int figure, GrState *state,
				 int64_t *value, GrError *error)
{
	GrHead		head;

	if (figure < 0 || figure >= GR_FIGURES)
		return broken(error, "there is no such figure");
	if (!gr_get_published(data, len, &head) && !get_head(data, len, &head, error))
		return false;
	if (!gr_stream_find(head.figures, head.figures_len, figure, state, value))
		return broken(error, "its figures are wrong");
	return true;
}

/* Reads what a report is sorted and listed by; a prefix with it will do. */
bool
gr_decode_identity(const char *data, size_t len, GrIdentity *identity, GrError *error)
{
	GrHead		head;

	if (!get_head(data, len, &head, error))
		return false;
	memset(identity, 0, sizeof(*identity));
	identity->year = head.year;
	if ((head.flags & GR_FLAG_TEXTS) == 0)
		return true;
	if ((head.flags & GR_FLAG_CONSOLIDATED) != 0 && !gr_coverage_skip(&head.rest))
		return broken(error, "its coverage is wrong");
	if (!get_text(&head.rest, &identity->title) || !get_text(&head.rest, &identity->authority))
		return broken(error, "its title or authority is wrong");
	return true;
}
