/*
 * bytes_declared.c
 *		The encoding that a page or an XML document says it is in.
 *
 * As browsers do: the first bytes are looked through for an XML declaration or
 * for <meta> elements, outside comments and the attributes of other elements.
 * Only content that begins with a tag is a page; the words of a text declare
 * nothing.
 */
#include "bytes.h"

#include <string.h>

/* Declarations stand within so many bytes. */
#define LOOKED_THROUGH 8192
/* Longer names are none. */
#define NAME_LONGEST 40

/* An attribute: its name and its value without quotes. */
typedef struct Attribute
{
	GrText		name;
	GrText		value;
} Attribute;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* Do the bytes at p begin with a word, given in small letters? */
static bool
begins(const char *p, const char *end, const char *word)
{
	for (; *word != '\0'; p++, word++)
		if (p >= end || small(*p) != *word)
			return false;
	return true;
}

/* Is a text just that word, given in small letters? */
static bool
is_word(GrText text, const char *word)
{
	return text.len == strlen(word) && begins(text.data, text.data + text.len, word);
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* The place behind the next such word, or the end. */
static const char *
behind(const char *p, const char *end, const char *word)
{
	for (; p < end; p++)
		if (begins(p, end, word))
			return p + strlen(word);
	return end;
}

/* A name that can be one: no longer than names are, printable ASCII. */
static GrText
usable(GrText name)
{
	while (name.len > 0 && is_blank(name.data[0]))
		name.data++, name.len--;
	while (name.len > 0 && is_blank(name.data[name.len - 1]))
		name.len--;
	for (size_t i = 0; i < name.len; i++)
		if (name.data[i] < 0x21 || name.data[i] > 0x7E)
			name.len = 0;
	if (name.len == 0 || name.len > NAME_LONGEST)
		return (GrText) {NULL, 0};
	return name;
}

/* Reads the value behind an attribute's equals sign; returns its end. */
static const char *
read_value(const char *p, const char *end, GrText *value)
{
	const char *start;

	p = skip_blanks(p, end);
	if (p < end && (*p == '"' || *p == '\''))
	{
		char		quote = *p++;

		start = p;
		while (p < end && *p != quote)
			p++;
		*value = (GrText) {start, (size_t) (p - start)};
		return p < end ? p + 1 : end;
	}
	start = p;
	while (p < end && !is_blank(*p) && *p != '>')
		p++;
	*value = (GrText) {start, (size_t) (p - start)};
	return p;
}

/* Reads the next attribute of a tag; returns its end, or NULL behind the last. */
static const char *
read_attribute(const char *p, const char *end, Attribute *attribute)
{
	const char *start;

	while (p < end && (is_blank(*p) || *p == '/'))
		p++;
	if (p >= end || *p == '>')
		return NULL;
	start = p++;				/* a name may begin with anything, even "=" */
	while (p < end && !is_blank(*p) && *p != '/' && *p != '>' && *p != '=')
		p++;
	attribute->name = (GrText) {start, (size_t) (p - start)};
	attribute->value = (GrText) {NULL, 0};
	start = skip_blanks(p, end);
	if (start < end && *start == '=')
		return read_value(start + 1, end, &attribute->value);
	return p;
}

/* The charset inside the content of a <meta http-equiv>, or none. */
static GrText
charset_of(GrText content)
{
	const char *p = content.data;
	const char *end = p + content.len;
	const char *start;
	GrText		name;

	for (;;)
	{
		p = behind(p, end, "charset");
		if (p >= end)
			return (GrText) {NULL, 0};
		p = skip_blanks(p, end);
		if (p < end && *p == '=')
			break;
	}
	start = skip_blanks(p + 1, end);
	if (start < end && (*start == '"' || *start == '\''))
	{
		read_value(start, end, &name);
		return usable(name);
	}
	for (p = start; p < end && !is_blank(*p) && *p != ';';)
		p++;
	return usable((GrText) {start, (size_t) (p - start)});
}

/* The encoding a <meta> element declares, by its attributes, or none. */
static GrText
meta_encoding(const char *p, const char *end)
{
	Attribute	attribute;
	GrText		charset = {NULL, 0};
	GrText		content = {NULL, 0};
	bool		content_type = false;

	while ((p = read_attribute(p, end, &attribute)) != NULL)
	{
		if (is_word(attribute.name, "charset") && charset.data == NULL)
			charset = usable(attribute.value);
		else if (is_word(attribute.name, "http-equiv"))
			content_type = is_word(attribute.value, "content-type");
		else if (is_word(attribute.name, "content") && content.data == NULL &&
				 attribute.value.data != NULL)
			content = charset_of(attribute.value);
	}
	if (charset.data == NULL && content_type)
		charset = content;
	return charset;
}

/* The end of a tag, behind its attributes. */
static const char *
skip_tag(const char *p, const char *end)
{
	Attribute	attribute;
	const char *next;

	while (p < end && !is_blank(*p) && *p != '>')
		p++;
	while ((next = read_attribute(p, end, &attribute)) != NULL)
		p = next;
	return p;
}

/* The encoding of an XML declaration, or none. */
static GrText
xml_encoding(const char *p, const char *end)
{
	Attribute	attribute;

	if (!begins(p, end, "<?xml"))
		return (GrText) {NULL, 0};
	p += strlen("<?xml");
	while ((p = read_attribute(p, end, &attribute)) != NULL)
		if (is_word(attribute.name, "encoding"))
			return usable(attribute.value);
	return (GrText) {NULL, 0};
}

/* Is there a <meta at p, and not a longer name? */
static bool
is_meta(const char *p, const char *end)
{
	size_t		len = strlen("<meta");

	return begins(p, end, "<meta") && (size_t) (end - p) > len &&
		(is_blank(p[len]) || p[len] == '/');
}

/* The name a page or an XML document declares its encoding by, or none. */
GrText
gr_declared_encoding(const char *bytes, size_t len)
{
	const char *end;
	const char *p;
	GrText		name;

	if (len == 0)
		return (GrText) {NULL, 0};
	end = bytes + (len < LOOKED_THROUGH ? len : LOOKED_THROUGH);
	p = skip_blanks(bytes, end);
	if (p >= end || *p != '<')
		return (GrText) {NULL, 0};
	name = xml_encoding(p, end);
	while (p < end && name.data == NULL)
	{
		if (*p != '<')
			p++;
		else if (begins(p, end, "<!--"))
			p = behind(p + 2, end, "-->");	/* "<!-->" is one */
		else if (is_meta(p, end))
		{
			name = meta_encoding(p + strlen("<meta"), end);
			p = skip_tag(p, end);
		}
		else if (p + 1 < end && (is_letter(p[1]) || (p[1] == '/' && p + 2 < end && is_letter(p[2]))))
			p = skip_tag(p, end);
		else
			p++;
	}
	return name;
}
