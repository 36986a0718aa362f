/*
 * text.c
 *		Between the server's encoding and the UTF-8 of the core.
 *
 * Inside a value text is always UTF-8, so that values do not depend on the
 * database they are in.  Characters that a database's encoding cannot hold are
 * the server's own conversion error.
 */
#include "govreport_pg.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* So many bytes are converted at once. */
#define CONVERTED_AT_ONCE ((size_t) 16 * 1024 * 1024)

/* Fills the error of text that is not UTF-8 at a byte. */
static bool
not_utf8(size_t at, GrError *error)
{
	gr_error(error, GR_ERROR_ENCODING, "report is not valid UTF-8 text");
	gr_error_detail(error, "The first invalid byte is at offset %zu.", at);
	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		gr_error_hint(error, "In a database with encoding SQL_ASCII the server converts nothing: "
					  "give the report in UTF-8.");
	return false;
}

/*
 * Converts text of a database that is neither UTF8 nor SQL_ASCII.  Text may be
 * valid in its encoding and yet have no equivalent: that is an error to return,
 * not to throw.
 */
static bool
convert_from_server(const char *text, size_t len, GrText *utf8, GrError *error)
{
	int			encoding = GetDatabaseEncoding();
	Oid			conversion = FindDefaultConversionProc(encoding, PG_UTF8);
	size_t		size = len * MAX_CONVERSION_GROWTH + 1;
	size_t		done = 0;
	size_t		used = 0;
	char	   *to;

	if (!OidIsValid(conversion))
		return gr_error(error, GR_ERROR_ENCODING, "text in encoding %s cannot be converted to UTF8",
						pg_encoding_to_char(encoding));
	to = MemoryContextAllocExtended(CurrentMemoryContext, size, MCXT_ALLOC_HUGE);
	while (done < len)
	{
		int			step = (int) Min(len - done, CONVERTED_AT_ONCE);
		int			taken = pg_do_encoding_conversion_buf(conversion, encoding, PG_UTF8,
														  (unsigned char *) text + done, step,
														  (unsigned char *) to + used,
														  step * MAX_CONVERSION_GROWTH + 1,
														  true);

		if (taken <= 0)
		{
			gr_error(error, GR_ERROR_ENCODING, "character has no equivalent in encoding UTF8");
			gr_error_detail(error, "It is at byte offset %zu of the text in encoding %s.",
							done, pg_encoding_to_char(encoding));
			return false;
		}
		done += (size_t) taken;
		used += strlen(to + used);
		CHECK_FOR_INTERRUPTS();
	}
	*utf8 = (GrText) {to, used};
	return true;
}

/*
 * Text of the server as UTF-8.  Valid text of a UTF8 database comes back as it
 * is, without a copy.  It is checked all the same, because the core relies on it
 * and not every way into a database checks.
 */
bool
gov_text_from_server(const char *text, size_t len, GrText *utf8, GrError *error)
{
	size_t		at;

	utf8->data = text;
	utf8->len = len;
	if (GetDatabaseEncoding() != PG_UTF8 && GetDatabaseEncoding() != PG_SQL_ASCII && len > 0 &&
		!convert_from_server(text, len, utf8, error))
		return false;
	if (!gr_utf8_valid(utf8->data, utf8->len, &at))
		return not_utf8(at, error);
	return true;
}

/* Reads a report's text, with working memory in the current context. */
bool
gov_read_text(const char *text, size_t len, GrReading *reading, GrError *error)
{
	GrArena		arena = gov_arena();
	GrText		utf8;

	return gov_text_from_server(text, len, &utf8, error) &&
		gr_read(utf8.data, utf8.len, &arena, reading, error);
}

/* What was written into a buffer; throws when memory ran out under it. */
GrText
gov_buffer_text(const GrBuffer *buffer)
{
	GrText		text = {buffer->data, buffer->len};

	if (!buffer->ok)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	return text;
}

/* UTF-8 in the server's encoding, as a string of its own. */
char *
gov_text_to_server(GrText text, size_t *len)
{
	char	   *copy;
	char	   *converted;

	if (text.len >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text of the report is too long")));
	copy = pnstrdup(text.len > 0 ? text.data : "", text.len);
	converted = pg_any_to_server(copy, (int) text.len, PG_UTF8);
	*len = converted == copy ? text.len : strlen(converted);
	return converted;
}

/* UTF-8 as a text datum. */
Datum
gov_text_datum(GrText text)
{
	size_t		len;
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8)
		return PointerGetDatum(cstring_to_text_with_len(text.data, (int) text.len));
	converted = gov_text_to_server(text, &len);
	return PointerGetDatum(cstring_to_text_with_len(converted, (int) len));
}

/* A C string of UTF-8 as a text datum. */
Datum
gov_string_datum(const char *string)
{
	GrText		text = {string, strlen(string)};

	return gov_text_datum(text);
}

/*
 * Converts an error's words, which must not fail: they often quote the form's
 * labels, and the database may be one that cannot hold them.
 */
char *
gov_message_to_server(const char *message)
{
	int			encoding = GetDatabaseEncoding();
	const unsigned char *from = (const unsigned char *) message;
	int			left = (int) strlen(message);
	Oid			conversion;
	char	   *result;
	char	   *to;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return pstrdup(message);
	conversion = FindDefaultConversionProc(PG_UTF8, encoding);
	to = result = palloc0((Size) left * MAX_CONVERSION_GROWTH + 1);
	while (OidIsValid(conversion) && left > 0)
	{
		int			done = pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding,
														 (unsigned char *) from, left,
														 (unsigned char *) to,
														 left * MAX_CONVERSION_GROWTH + 1,
														 true);
		int			skip;

		to += strlen(to);
		from += done;
		left -= done;
		if (left <= 0)
			break;
		skip = Min(left, pg_utf_mblen(from));
		from += skip;
		left -= skip;
		*to++ = '?';
	}
	*to = '\0';
	return result;
}
