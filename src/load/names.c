/*
 * names.c
 *		Names of files.  They are bytes, most of them UTF-8; as text every name
 *		is another one: a backslash is doubled, and a byte that is no UTF-8 is
 *		written \xNN.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/report.h"

/* True when a byte of a character is not written as it is. */
static bool
is_escaped(unsigned char c, NameStyle style)
{
	if (style == NAME_ASCII)
		return c >= 0x80;
	return style == NAME_SHOWN && (c < 0x20 || c == 0x7F);
}

/* Adds a byte to a name's text. */
static char *
add_byte(char *out, unsigned char c, bool escaped)
{
	if (escaped)
		return out + sprintf(out, "\\x%02x", c);
	if (c == '\\')
		*out++ = '\\';
	*out++ = (char) c;
	return out;
}

/* The text of a name, to be freed. */
char *
name_text(const char *name, NameStyle style)
{
	size_t		len = strlen(name);
	char	   *text = allocate(len * 4 + 1);
	char	   *out = text;
	size_t		from = 0;

	while (from < len)
	{
		size_t		valid = len - from;

		if (gr_utf8_valid(name + from, len - from, &valid))
			valid = len - from;
		for (size_t i = from; i < from + valid; i++)
			out = add_byte(out, (unsigned char) name[i],
						   is_escaped((unsigned char) name[i], style));
		from += valid;
		if (from < len)
			out = add_byte(out, (unsigned char) name[from++], true);
	}
	*out = '\0';
	return text;
}

char *
said_text(const char *said)
{
	char	   *line = copy_string(said);
	char	   *text;

	for (char *p = line; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	for (size_t len = strlen(line); len > 0 && line[len - 1] == ' '; len--)
		line[len - 1] = '\0';
	text = *line != '\0' ? name_text(line, NAME_SHOWN) : NULL;
	free(line);
	return text;
}

Kind
name_kind(const char *name)
{
	static const struct
	{
		const char *extension;
		Kind		kind;
	}			kinds[] = {
		{".txt", KIND_TEXT}, {".md", KIND_TEXT}, {".html", KIND_TEXT},
		{".htm", KIND_TEXT}, {".pdf", KIND_PDF}, {".docx", KIND_DOCX},
		{".doc", KIND_DOC}
	};
	const char *extension = strrchr(name, '.');

	for (size_t i = 0; extension != NULL && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcasecmp(extension, kinds[i].extension) == 0)
			return kinds[i].kind;
	return KIND_OTHER;
}
