/*
 * bytes_formats.c
 *		Bytes that are no text but a document of another kind, by how they begin.
 */
#include "bytes.h"

#include <string.h>

/* What can be done about a document that is no text. */
typedef enum FormatAdvice
{
	EXTRACT,
	CONVERT,
	UNPACK,
	RECOGNISE
} FormatAdvice;

static const struct
{
	const char *begins;
	size_t		len;
	const char *what;
	FormatAdvice advice;
}			formats[] = {
#define FORMAT(begins, what, advice) {begins, sizeof(begins) - 1, what, advice},
	FORMAT("%PDF-", gr_noop("a PDF document"), EXTRACT)
	FORMAT("PK\3\4", gr_noop("a ZIP archive or a document in one (.docx, .odt, .ofd, .wps)"), CONVERT)
	FORMAT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", gr_noop("a document of older office programs (.doc, .xls, .wps)"), CONVERT)
	FORMAT("{\\rtf", gr_noop("an RTF document"), CONVERT)
	FORMAT("\x1F\x8B", gr_noop("compressed by gzip"), UNPACK)
	FORMAT("BZh", gr_noop("compressed by bzip2"), UNPACK)
	FORMAT("\xFD" "7zXZ", gr_noop("compressed by xz"), UNPACK)
	FORMAT("\x28\xB5\x2F\xFD", gr_noop("compressed by zstd"), UNPACK)
	FORMAT("7z\xBC\xAF\x27\x1C", gr_noop("a 7z archive"), UNPACK)
	FORMAT("Rar!\x1A\x07", gr_noop("a RAR archive"), UNPACK)
	FORMAT("\x89PNG", gr_noop("a PNG picture"), RECOGNISE)
	FORMAT("\xFF\xD8\xFF", gr_noop("a JPEG picture"), RECOGNISE)
	FORMAT("GIF87a", gr_noop("a GIF picture"), RECOGNISE)
	FORMAT("GIF89a", gr_noop("a GIF picture"), RECOGNISE)
	FORMAT("II*\0", gr_noop("a TIFF picture"), RECOGNISE)
	FORMAT("MM\0*", gr_noop("a TIFF picture"), RECOGNISE)
#undef FORMAT
};

/* Adds advice to an error. */
static void
hint_at_advice(FormatAdvice advice, GrError *error)
{
	switch (advice)
	{
		case EXTRACT:
			gr_error_hint(error, "Convert it to text first, for example with \"pdftotext -layout\".");
			break;
		case CONVERT:
			gr_error_hint(error, "Convert it first, for example with \"libreoffice --convert-to html\" or pandoc.");
			break;
		case UNPACK:
			gr_error_hint(error, "Unpack it first.");
			break;
		case RECOGNISE:
			gr_error_hint(error, "A picture has no text: find the report as text, or recognise the text first.");
			break;
	}
}

/* False, with an error that names the format, for a document of another kind. */
bool
gr_is_text(const char *bytes, size_t len, GrError *error)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
	{
		if (len < formats[i].len || memcmp(bytes, formats[i].begins, formats[i].len) != 0)
			continue;
		gr_error_words(error, GR_ERROR_SYNTAX, "content is %s, not text", formats[i].what);
		hint_at_advice(formats[i].advice, error);
		return false;
	}
	return true;
}
