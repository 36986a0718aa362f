/*
 * bytes.c
 *		Reading bytes: what are they in, and what do they say?
 *
 * What the caller names is believed.  Failing that, a byte order mark is; then
 * bytes that are valid UTF-8 are UTF-8, whatever a page declares, because text
 * in another encoding is not by accident; then the declaration; then it is
 * GB 18030, unless UTF-8 with a few bad bytes fits better.  What is declared and
 * does not fit is noted.
 */
#include "bytes.h"

#include <string.h>

/* A name nobody knows is quoted up to this many bytes. */
#define NAME_QUOTED_MAX 40

/* ---------- errors ---------- */

/* An encoding's name that is none: only printable ASCII of it is repeated. */
static bool
unknown_encoding(const char *name, GrError *error)
{
	char		quoted[NAME_QUOTED_MAX + 1];
	size_t		len = 0;

	for (; name[len] != '\0' && len < NAME_QUOTED_MAX; len++)
		quoted[len] = name[len] >= 0x20 && name[len] < 0x7F ? name[len] : '?';
	quoted[len] = '\0';
	gr_error(error, GR_ERROR_PARAMETER, "encoding \"%s\" is not known", quoted);
	gr_error_hint(error, "Encodings are UTF-8, UTF-16, UTF-16LE, UTF-16BE, GB18030, GBK, GB2312 "
				  "and Big5; without a name the content tells.");
	return false;
}

/* Has content so many zero bytes that it may be UTF-16? */
static bool
has_many_zeros(const char *bytes, size_t len)
{
	size_t		looked = len < 4096 ? len : 4096;
	size_t		zeros = 0;

	for (size_t i = 0; i < looked; i++)
		zeros += bytes[i] == '\0';
	return zeros > looked / 16;
}

/* Bytes that are no text in their encoding: which, and from where on. */
static bool
not_text(const GrConversion *conversion, bool named, const char *bytes, size_t len,
		 GrError *error)
{
	bool		wide = conversion->encoding == GR_UTF16LE || conversion->encoding == GR_UTF16BE;

	gr_error(error, GR_ERROR_ENCODING, "content is not %s text at byte offset %zu",
			 gr_encoding_name(conversion->encoding), conversion->first_bad);
	gr_error_detail(error, "More than %zu places are no text; fewer would have been replaced.",
					conversion->bad - 1);
	if (!wide && has_many_zeros(bytes, len))
		gr_error_hint(error, "Many bytes are zero, as in UTF-16 without a byte order mark: "
					  "name the encoding UTF-16LE or UTF-16BE if it is.");
	else if (named)
		gr_error_hint(error, "Name the encoding that the content is in, or none.");
	else
		gr_error_hint(error, "Name the encoding that the content is in.");
	return false;
}

/* ---------- deciding ---------- */

/* The encoding of a byte order mark, or GR_NONE; and the mark's length. */
static int
mark_encoding(const char *bytes, size_t len, size_t *mark_len)
{
	static const struct
	{
		const char *mark;
		size_t		len;
		GrEncoding	encoding;
	}			marks[] = {
		{"\xEF\xBB\xBF", 3, GR_UTF8},
		{"\xFF\xFE", 2, GR_UTF16LE},
		{"\xFE\xFF", 2, GR_UTF16BE},
		{"\x84\x31\x95\x33", 4, GR_GB18030}
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
	{
		if (len < marks[i].len || memcmp(bytes, marks[i].mark, marks[i].len) != 0)
			continue;
		*mark_len = marks[i].len;
		return (int) marks[i].encoding;
	}
	return GR_NONE;
}

/* Is it ASCII, of which nobody can say what encoding it is in? */
static bool
is_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char) bytes[i] >= 0x80)
			return false;
	return true;
}

/* The places that may be no text. */
static size_t
bad_limit(size_t len)
{
	return GR_BAD_LEAST + len / GR_BAD_BYTES;
}

/* A conversion with its parameters at hand. */
typedef struct Attempt
{
	const char *bytes;
	size_t		len;
	size_t		limit;			/* places that may be no text */
	const GrArena *arena;
	GrConversion *best;
	GrError    *error;
} Attempt;

/* Converts by one encoding. */
static bool
convert(Attempt *attempt, GrEncoding encoding)
{
	return gr_convert(encoding, attempt->bytes, attempt->len, attempt->limit,
					  attempt->arena, attempt->best, attempt->error);
}

/* Converts, and keeps the result if it has fewer bad places than the best so far. */
static bool
try_also(Attempt *attempt, GrEncoding encoding)
{
	GrConversion *best = attempt->best;
	GrConversion other;

	if (!gr_convert(encoding, attempt->bytes, attempt->len, best->bad - 1,
					attempt->arena, &other, attempt->error))
		return false;
	if (other.bad < best->bad)
	{
		gr_conversion_release(best, attempt->arena);
		*best = other;
	}
	else
		gr_conversion_release(&other, attempt->arena);
	return true;
}

/*
 * Converts by what fits best: the encoding assumed, UTF-8 with some bad bytes,
 * or GB 18030.  Almost any bytes can be Chinese characters of GB 18030, those of
 * Big5 always, so against Big5 it only counts when that does not fit at all.
 */
static bool
convert_best(Attempt *attempt, GrEncoding assumed)
{
	GrConversion *best = attempt->best;

	if (!convert(attempt, assumed))
		return false;
	if (best->bad > 0 && assumed != GR_UTF8 && !try_also(attempt, GR_UTF8))
		return false;
	if (best->bad > (assumed == GR_BIG5 ? attempt->limit : 0) && assumed != GR_GB18030)
		return try_also(attempt, GR_GB18030);
	return true;
}

/* What a page's declaration can mean: not UTF-16, for it was readable. */
static int
declared_encoding(GrText name)
{
	int			encoding = name.len > 0 ? gr_encoding_find(name.data, name.len) : GR_NONE;

	if (encoding == GR_UTF16 || encoding == GR_UTF16LE || encoding == GR_UTF16BE)
		return GR_NONE;
	return encoding;
}

/* Converts bytes that are said to be in the encoding "told" by "name", or in none. */
static bool
decode_told(Attempt *attempt, int told, GrText name, GrDecoded *decoded)
{
	bool		valid = gr_utf8_valid(attempt->bytes, attempt->len, NULL);
	GrEncoding	assumed = valid ? GR_UTF8 : told == GR_NONE ? GR_GB18030 : (GrEncoding) told;

	if (valid)
		/* nothing to convert: the bytes are the text */
		*attempt->best = (GrConversion) {
			.encoding = GR_UTF8, .text = {attempt->bytes, attempt->len}
		};
	else if (!convert_best(attempt, assumed))
		return false;
	decoded->guessed = !valid && told == GR_NONE;
	if (name.len > 0 && (int) attempt->best->encoding != told &&
		!is_ascii(attempt->bytes, attempt->len))
		decoded->conflict = name;
	return true;
}

/* Converts bytes of which the caller says nothing. */
static bool
decode_unnamed(Attempt *attempt, GrDecoded *decoded)
{
	size_t		mark_len;
	int			mark = mark_encoding(attempt->bytes, attempt->len, &mark_len);
	GrText		name;

	if (mark == GR_NONE)
	{
		name = gr_declared_encoding(attempt->bytes, attempt->len);
		return decode_told(attempt, declared_encoding(name), name, decoded);
	}
	if (mark == GR_UTF16LE || mark == GR_UTF16BE)
		return convert(attempt, (GrEncoding) mark);

	/* some programs put a mark of UTF-8 before anything */
	name.data = gr_encoding_name((GrEncoding) mark);
	name.len = strlen(name.data);
	attempt->bytes += mark_len;
	attempt->len -= mark_len;
	if (!decode_told(attempt, mark, name, decoded))
		return false;
	attempt->best->first_bad += mark_len;
	return true;
}

bool
gr_decode_text(const char *bytes, size_t len, const char *encoding,
			   const GrArena *arena, GrDecoded *decoded, GrError *error)
{
	Attempt		attempt = {bytes, len, bad_limit(len), arena, &decoded->conversion, error};
	int			named = GR_NONE;

	memset(decoded, 0, sizeof(*decoded));
	if (len == 0)
		attempt.bytes = "";
	if (encoding != NULL)
	{
		named = gr_encoding_find(encoding, strlen(encoding));
		if (named == GR_NONE)
			return unknown_encoding(encoding, error);
	}
	if (!gr_is_text(attempt.bytes, len, error))
		return false;
	if (encoding != NULL ? !convert(&attempt, (GrEncoding) named) :
		!decode_unnamed(&attempt, decoded))
		return false;
	if (decoded->conversion.bad > attempt.limit)
		return not_text(&decoded->conversion, encoding != NULL, bytes, len, error);
	return true;
}

/* ---------- reading ---------- */

/* Adds a note of the whole report; of too many, the last one says so. */
static bool
add_note(GrReport *report, GrNoteCode code, GrText raw, const GrArena *arena)
{
	GrNote	   *notes;

	if (report->nnotes >= GR_NOTES_MAX)
	{
		report->notes[GR_NOTES_MAX - 1] = (GrNote) {
			GR_NOTE_NOTES_DROPPED, GR_NONE, 0, {NULL, 0}
		};
		return true;
	}
	notes = arena->alloc(arena->context, ((size_t) report->nnotes + 1) * sizeof(GrNote));
	if (notes == NULL)
		return false;
	if (report->nnotes > 0)
		memcpy(notes, report->notes, (size_t) report->nnotes * sizeof(GrNote));
	notes[report->nnotes++] = (GrNote) {code, GR_NONE, 0, raw};
	report->notes = notes;
	return true;
}

/* No report was found in bytes of which nothing told the encoding: that may be why. */
static void
hint_at_guess(GrEncoding encoding, GrError *error)
{
	if (error->code == GR_ERROR_SYNTAX)
		gr_error_hint(error, "Nothing told the encoding, and the content was read as %s: name its "
					  "encoding if that is another.", gr_encoding_name(encoding));
}

bool
gr_read_bytes(const char *bytes, size_t len, const char *encoding,
			  const GrArena *arena, GrReading *reading, GrError *error)
{
	GrDecoded	decoded;
	GrText		text;

	memset(error, 0, sizeof(*error));
	if (!gr_decode_text(bytes, len, encoding, arena, &decoded, error))
		return false;
	text = decoded.conversion.text;
	if (!gr_read(text.data, text.len, arena, reading, error))
	{
		if (decoded.guessed)
			hint_at_guess(decoded.conversion.encoding, error);
		return false;
	}
	if (decoded.conflict.len > 0 &&
		!add_note(&reading->report, GR_NOTE_ENCODING_CONFLICT, decoded.conflict, arena))
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	return true;
}
