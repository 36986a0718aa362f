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
 *	...			the texts, with FLAG_TEXTS only
 *
 * Fixed numbers are little-endian.  The texts, small and often asked for first:
 *
 *	title, authority
 *	number of notes; of each its code, figure + 1 (0: none), line, raw text
 *	preamble
 *	number of sections; of each its number, heading, prose
 *
 * There every number is a varint (seven bits a byte, low bits first, as short
 * as can be) and every text its length and its bytes.  A report without any of
 * it has no texts part at all.  None and empty text are the same.  So equal
 * reports have equal bytes, and the decoder takes nothing else: what it takes,
 * it would write again byte by byte.
 */
#include "figure_stream.h"

#include <limits.h>
#include <string.h>

#define HEAD_SIZE 7
#define FLAG_TEXTS 0x01
#define FLAGS_KNOWN FLAG_TEXTS

#define EDITION_BASE 2000

/* Longest varint of 64 bits; longest fixed part of a note and of a section. */
#define VARINT_MAX 10
#define NOTE_MIN 4
#define NOTE_FIXED_MAX (4 * VARINT_MAX)
#define SECTION_FIXED_MAX (3 * VARINT_MAX)

/* Largest encoding: what a varlena can hold. */
#define ENCODED_MAX ((size_t) 0x3FFFFFFF - 4)

_Static_assert(GR_HEAD_MAX >= HEAD_SIZE + GR_STREAM_MAX,
			   "GR_HEAD_MAX must hold the head and the longest figures");

/* Bytes that are still to be read. */
typedef struct Reader
{
	const unsigned char *p;
	const unsigned char *end;
} Reader;

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
	size_t		size = HEAD_SIZE + GR_STREAM_MAX + 5 * VARINT_MAX;

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

/* Writes a number, seven bits a byte, low bits first. */
static unsigned char *
put_varint(unsigned char *out, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*out++ = (unsigned char) (value | 0x80);
	*out++ = (unsigned char) value;
	return out;
}

/* Writes a text: its length and its bytes. */
static unsigned char *
put_text(unsigned char *out, GrText text)
{
	out = put_varint(out, text.len);
	if (text.len > 0)
		memcpy(out, text.data, text.len);
	return out + text.len;
}

/* Writes the head and the figures. */
static unsigned char *
put_head(unsigned char *out, const GrReport *report)
{
	size_t		len = gr_stream_write(report, out + HEAD_SIZE);

	out[0] = GR_FORMAT_VERSION;
	out[1] = has_texts(report) ? FLAG_TEXTS : 0;
	out[2] = (unsigned char) (report->year & 0xFF);
	out[3] = (unsigned char) (report->year >> 8);
	out[4] = (unsigned char) (report->edition - EDITION_BASE);
	out[5] = (unsigned char) (len & 0xFF);
	out[6] = (unsigned char) (len >> 8);
	return out + HEAD_SIZE + len;
}

/* Writes the part behind the figures. */
static unsigned char *
put_texts(unsigned char *out, const GrReport *report)
{
	out = put_text(out, report->title);
	out = put_text(out, report->authority);
	out = put_varint(out, (uint64_t) report->nnotes);
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		out = put_varint(out, (uint64_t) note->code);
		out = put_varint(out, (uint64_t) (note->figure + 1));
		out = put_varint(out, (uint64_t) note->line);
		out = put_text(out, note->raw);
	}
	out = put_text(out, report->preamble);
	out = put_varint(out, (uint64_t) report->nsections);
	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];

		out = put_varint(out, (uint64_t) section->number);
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

/* Reads a varint up to a limit; false when it is broken or not the shortest. */
static bool
get_varint(Reader *reader, uint64_t limit, uint64_t *value)
{
	uint64_t	result = 0;

	for (int shift = 0; shift < 63 && reader->p < reader->end; shift += 7)
	{
		unsigned char byte = *reader->p++;

		result |= (uint64_t) (byte & 0x7F) << shift;
		if (byte >= 0x80)
			continue;
		*value = result;
		return (byte != 0 || shift == 0) && result <= limit;
	}
	return false;
}

/* Reads a varint into an int. */
static bool
get_int(Reader *reader, int limit, int *value)
{
	uint64_t	wide;

	if (!get_varint(reader, (uint64_t) limit, &wide))
		return false;
	*value = (int) wide;
	return true;
}

/* Reads a text; false when it is cut off or not UTF-8. */
static bool
get_text(Reader *reader, GrText *text)
{
	uint64_t	len;

	if (!get_varint(reader, SIZE_MAX, &len) ||
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
static bool
get_head(const char *data, size_t len, const unsigned char **figures,
		 size_t *figures_len, GrError *error)
{
	const unsigned char *head = (const unsigned char *) data;

	if (len < 1)
		return broken(error, "it is empty");
	if (head[0] != GR_FORMAT_VERSION)
		return broken(error, "its format version is unknown");
	if (len < HEAD_SIZE)
		return broken(error, "its head is cut off");
	if ((head[1] & ~FLAGS_KNOWN) != 0)
		return broken(error, "it has unknown flags");
	*figures = head + HEAD_SIZE;
	*figures_len = (size_t) head[5] | (size_t) head[6] << 8;
	if (*figures_len > len - HEAD_SIZE)
		return broken(error, "its figures are cut off");
	return true;
}

/* Reads the part behind the figures up to the sections: all but the prose. */
static bool
get_notes(Reader *reader, const GrArena *arena, GrReport *report, GrError *error)
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
get_sections(Reader *reader, GrReport *report, GrError *error)
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
get_texts(Reader *reader, const GrArena *arena, GrReport *report, GrError *error)
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
 * Reads the head and the figures of an encoded report; the rest is not looked
 * at and need not be there.  The report comes back without texts.
 */
bool
gr_decode_figures(const char *data, size_t len, GrReport *report, GrError *error)
{
	const unsigned char *head = (const unsigned char *) data;
	const unsigned char *figures;
	size_t		figures_len;

	if (!get_head(data, len, &figures, &figures_len, error))
		return false;
	gr_report_init(report, head[4] + EDITION_BASE);
	report->year = head[2] | head[3] << 8;
	if (gr_edition_mask(report->edition) == 0 || report->year > GR_YEAR_MAX)
		return broken(error, "its edition or year is wrong");
	if (!gr_stream_read(figures, figures_len, report))
		return broken(error, "its figures are wrong");
	return true;
}

/*
 * Where an encoded report has its figures, and of which edition it is; false
 * when its head is not a report's.
 */
bool
gr_encoded_figures(const char *data, size_t len, int *edition,
				   const unsigned char **figures, size_t *figures_len)
{
	const unsigned char *head = (const unsigned char *) data;

	if (!get_head(data, len, figures, figures_len, NULL))
		return false;
	*edition = head[4] + EDITION_BASE;
	return gr_edition_mask(*edition) != 0 && (head[2] | head[3] << 8) <= GR_YEAR_MAX;
}

/* Reads an encoded report, all of it, and checks everything on the way. */
bool
gr_decode(const char *data, size_t len, const GrArena *arena, GrReport *report,
		  GrError *error)
{
	const unsigned char *figures;
	size_t		figures_len;
	Reader		reader;

	if (!get_head(data, len, &figures, &figures_len, error) ||
		!gr_decode_figures(data, len, report, error))
		return false;
	reader.p = figures + figures_len;
	reader.end = (const unsigned char *) data + len;
	if ((data[1] & FLAG_TEXTS) != 0 && !get_texts(&reader, arena, report, error))
		return false;
	if (reader.p != reader.end)
		return broken(error, "bytes follow its end");
	return true;
}

/* Reads one figure of an encoded report; a prefix with the figures will do. */
bool
gr_decode_figure(const char *data, size_t len, int figure, GrState *state,
				 int64_t *value, GrError *error)
{
	const unsigned char *figures;
	size_t		figures_len;

	if (figure < 0 || figure >= GR_FIGURES)
		return broken(error, "there is no such figure");
	if (!get_head(data, len, &figures, &figures_len, error))
		return false;
	if (!gr_stream_find(figures, figures_len, figure, state, value))
		return broken(error, "its figures are wrong");
	return true;
}

/* Reads what a report is sorted and listed by; a prefix with it will do. */
bool
gr_decode_identity(const char *data, size_t len, GrIdentity *identity, GrError *error)
{
	const unsigned char *head = (const unsigned char *) data;
	const unsigned char *figures;
	size_t		figures_len;
	Reader		reader;

	if (!get_head(data, len, &figures, &figures_len, error))
		return false;
	memset(identity, 0, sizeof(*identity));
	identity->year = head[2] | head[3] << 8;
	if (identity->year > GR_YEAR_MAX)
		return broken(error, "its edition or year is wrong");
	if ((head[1] & FLAG_TEXTS) == 0)
		return true;
	reader.p = figures + figures_len;
	reader.end = head + len;
	if (!get_text(&reader, &identity->title) || !get_text(&reader, &identity->authority))
		return broken(error, "its title or authority is wrong");
	return true;
}
