/*
 * bytes_names.c
 *		The names of encodings, as callers and pages give them.
 *
 * The list is closed, so that what content reads as does not depend on the
 * conversions some machine happens to have.  It has the labels the web uses for
 * what reports are written in; GB 2312 and GBK are read as GB 18030, which holds
 * both, because pages say one and use the other.
 */
#include "bytes.h"

#include <string.h>

/* Longest name looked at. */
#define NAME_MAX_LEN 40

static const char *const names[GR_ENCODINGS] = {
	[GR_UTF8] = "UTF-8",
	[GR_UTF16] = "UTF-16",
	[GR_UTF16LE] = "UTF-16LE",
	[GR_UTF16BE] = "UTF-16BE",
	[GR_GB18030] = "GB18030",
	[GR_BIG5] = "Big5"
};

/* Labels in small letters and digits alone, which is how they are compared. */
static const struct
{
	const char *label;
	GrEncoding	encoding;
}			labels[] = {
	{"utf8", GR_UTF8},
	{"xunicode20utf8", GR_UTF8},
	{"unicode20utf8", GR_UTF8},
	{"unicode11utf8", GR_UTF8},
	{"cp65001", GR_UTF8},
	{"utf16", GR_UTF16},
	{"unicode", GR_UTF16},
	{"csunicode", GR_UTF16},
	{"iso10646ucs2", GR_UTF16},
	{"ucs2", GR_UTF16},
	{"utf16le", GR_UTF16LE},
	{"unicodefeff", GR_UTF16LE},
	{"utf16be", GR_UTF16BE},
	{"unicodefffe", GR_UTF16BE},
	{"gb18030", GR_GB18030},
	{"gb180302000", GR_GB18030},
	{"gb180302005", GR_GB18030},
	{"gb180302022", GR_GB18030},
	{"gbk", GR_GB18030},
	{"xgbk", GR_GB18030},
	{"cp936", GR_GB18030},
	{"ms936", GR_GB18030},
	{"windows936", GR_GB18030},
	{"gb", GR_GB18030},
	{"gb2312", GR_GB18030},
	{"gb231280", GR_GB18030},
	{"csgb2312", GR_GB18030},
	{"csiso58gb231280", GR_GB18030},
	{"isoir58", GR_GB18030},
	{"cngb", GR_GB18030},
	{"euccn", GR_GB18030},
	{"chinese", GR_GB18030},
	{"big5", GR_BIG5},
	{"xxbig5", GR_BIG5},
	{"cnbig5", GR_BIG5},
	{"csbig5", GR_BIG5},
	{"big5hkscs", GR_BIG5},
	{"big5eten", GR_BIG5},
	{"cp950", GR_BIG5},
	{"ms950", GR_BIG5},
	{"windows950", GR_BIG5}
};

/*
 * Copies a name's letters, made small, and digits; false when that is longer
 * than any name.
 */
static bool
normalize(const char *name, size_t len, char *out)
{
	size_t		used = 0;

	for (size_t i = 0; i < len; i++)
	{
		char		c = name[i];

		if (c >= 'A' && c <= 'Z')
			c = (char) (c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			continue;
		if (used == NAME_MAX_LEN)
			return false;
		out[used++] = c;
	}
	out[used] = '\0';
	return true;
}

/* The encoding of a name, whatever its case and punctuation, or GR_NONE. */
int
gr_encoding_find(const char *name, size_t len)
{
	char		label[NAME_MAX_LEN + 1];

	if (!normalize(name, len, label))
		return GR_NONE;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(labels[i].label, label) == 0)
			return (int) labels[i].encoding;
	return GR_NONE;
}

/* The name an encoding is called by in messages. */
const char *
gr_encoding_name(GrEncoding encoding)
{
	return names[encoding];
}
