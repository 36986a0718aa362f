/*
 * bytes_formats.c
 *		Bytes that are no text but a document of another kind, by how they begin.
 */
#include "bytes.h"

#include <stdio.h>
#include <string.h>

static const char convert_document[] =
	"Convert it first, for example with \"libreoffice --convert-to html\" or pandoc.";
static const char unpack[] = "Unpack it first.";
static const char recognise[] =
	"A picture has no text: find the report as text, or recognise the text first.";

static const struct
{
	const char *begins;
	size_t		len;
	const char *what;
	const char *hint;
}			formats[] = {
#define FORMAT(begins, what, hint) {begins, sizeof(begins) - 1, what, hint},
	FORMAT("%PDF-", "a PDF document",
		   "Convert it to text first, for example with \"pdftotext -layout\".")
	FORMAT("PK\3\4", "a ZIP archive or a document in one (.docx, .odt, .ofd, .wps)",
		   convert_document)
	FORMAT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of older office programs (.doc, .xls, .wps)",
		   convert_document)
	FORMAT("{\\rtf", "an RTF document", convert_document)
	FORMAT("\x1F\x8B", "compressed by gzip", unpack)
	FORMAT("BZh", "compressed by bzip2", unpack)
	FORMAT("\xFD" "7zXZ", "compressed by xz", unpack)
	FORMAT("\x28\xB5\x2F\xFD", "compressed by zstd", unpack)
	FORMAT("7z\xBC\xAF\x27\x1C", "a 7z archive", unpack)
	FORMAT("Rar!\x1A\x07", "a RAR archive", unpack)
	FORMAT("\x89PNG", "a PNG picture", recognise)
	FORMAT("\xFF\xD8\xFF", "a JPEG picture", recognise)
	FORMAT("GIF87a", "a GIF picture", recognise)
	FORMAT("GIF89a", "a GIF picture", recognise)
	FORMAT("II*\0", "a TIFF picture", recognise)
	FORMAT("MM\0*", "a TIFF picture", recognise)
#undef FORMAT
};

/* False, with an error that names the format, for a document of another kind. */
bool
gr_is_text(const char *bytes, size_t len, GrError *error)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
	{
		if (len < formats[i].len || memcmp(bytes, formats[i].begins, formats[i].len) != 0)
			continue;
		gr_error(error, GR_ERROR_SYNTAX, "content is %s, not text", formats[i].what);
		snprintf(error->hint, sizeof(error->hint), "%s", formats[i].hint);
		return false;
	}
	return true;
}
