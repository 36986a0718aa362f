/*
 * html_elements.c
 *		What HTML's elements are to a reader of figures and prose.
 */
#include "html_elements.h"

#include <stdint.h>
#include <string.h>

/* Longest name in the table. */
#define NAME_MAX_LEN 10

typedef struct Element
{
	char		name[NAME_MAX_LEN + 1];
	int			flags;
} Element;

/* In order of names.  Elements that are not here are inline. */
static const Element elements[] = {
	{"a", HTML_LINK},
	{"address", HTML_BLOCK},
	{"applet", HTML_SKIP},
	{"article", HTML_BLOCK},
	{"aside", HTML_BLOCK | HTML_HIDDEN},
	{"audio", HTML_SKIP},
	{"blockquote", HTML_BLOCK},
	{"body", HTML_BLOCK | HTML_MARKS_PAGE},
	{"br", HTML_BREAK},
	{"button", HTML_SKIP},
	{"canvas", HTML_SKIP},
	{"caption", HTML_BLOCK | HTML_LEAF},
	{"center", HTML_BLOCK},
	{"colgroup", HTML_SKIP},
	{"datalist", HTML_SKIP},
	{"dd", HTML_BLOCK},
	{"del", HTML_HIDDEN},
	{"details", HTML_BLOCK},
	{"dialog", HTML_BLOCK},
	{"div", HTML_BLOCK},
	{"dl", HTML_BLOCK},
	{"dt", HTML_BLOCK | HTML_LEAF},
	{"embed", HTML_SKIP},
	{"fieldset", HTML_BLOCK},
	{"figcaption", HTML_BLOCK},
	{"figure", HTML_BLOCK},
	{"footer", HTML_BLOCK | HTML_HIDDEN},
	{"form", HTML_BLOCK},
	{"frameset", HTML_BLOCK | HTML_SKIP},
	{"h1", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"h2", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"h3", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"h4", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"h5", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"h6", HTML_BLOCK | HTML_LEAF | HTML_HEADING},
	{"head", HTML_BLOCK | HTML_MARKS_PAGE},
	{"header", HTML_BLOCK},
	{"hgroup", HTML_BLOCK},
	{"hr", HTML_BREAK},
	{"html", HTML_BLOCK | HTML_MARKS_PAGE},
	{"iframe", HTML_SKIP},
	{"legend", HTML_BLOCK | HTML_LEAF},
	{"li", HTML_BLOCK},
	{"listing", HTML_BLOCK | HTML_PRE},
	{"main", HTML_BLOCK},
	{"map", HTML_SKIP},
	{"math", HTML_SKIP},
	{"menu", HTML_BLOCK},
	{"meta", HTML_META},
	{"nav", HTML_BLOCK | HTML_HIDDEN},
	{"noframes", HTML_SKIP},
	{"noscript", HTML_HIDDEN},
	{"object", HTML_HIDDEN},
	{"ol", HTML_BLOCK},
	{"optgroup", HTML_SKIP},
	{"option", HTML_SKIP},
	{"p", HTML_BLOCK | HTML_LEAF},
	{"plaintext", HTML_BLOCK | HTML_PRE},
	{"pre", HTML_BLOCK | HTML_PRE},
	{"rp", HTML_SKIP},
	{"rt", HTML_SKIP},
	{"rtc", HTML_SKIP},
	{"s", HTML_HIDDEN},
	{"script", HTML_SKIP},
	{"search", HTML_BLOCK | HTML_HIDDEN},
	{"section", HTML_BLOCK},
	{"select", HTML_SKIP},
	{"strike", HTML_HIDDEN},
	{"style", HTML_SKIP},
	{"sub", HTML_RAISED},
	{"summary", HTML_BLOCK | HTML_LEAF},
	{"sup", HTML_RAISED},
	{"svg", HTML_SKIP},
	{"table", HTML_BLOCK | HTML_TABLE},
	{"tbody", HTML_ROWS},
	{"td", HTML_CELL},
	{"template", HTML_HIDDEN},
	{"textarea", HTML_HIDDEN},
	{"tfoot", HTML_ROWS},
	{"th", HTML_CELL},
	{"thead", HTML_ROWS},
	{"title", HTML_TITLE},
	{"tr", HTML_ROW},
	{"ul", HTML_BLOCK},
	{"video", HTML_SKIP},
	{"xmp", HTML_BLOCK | HTML_PRE}
};
#define NELEMENTS (sizeof(elements) / sizeof(elements[0]))

/* Roles of what is around an article. */
static const char *const skipped_roles[] = {
	"navigation", "contentinfo", "banner", "search", "menu", "menubar", "complementary"
};

/* A character of a name in lower case. */
static int
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : (unsigned char) c;
}

/* Compares a name of any case with a lower-case one. */
static int
compare_name(const char *name, size_t len, const char *with)
{
	for (size_t i = 0; i < len; i++)
	{
		int			difference = lower(name[i]) - (unsigned char) with[i];

		if (difference != 0)
			return difference;
	}
	return with[len] == '\0' ? 0 : -1;
}

/* By bisection; names with a prefix (o:p) are not in the table and inline. */
int
html_element(const char *name, size_t len)
{
	size_t		low = 0;
	size_t		high = NELEMENTS;

	if (len == 0 || len > NAME_MAX_LEN)
		return 0;
	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		int			order = compare_name(name, len, elements[middle].name);

		if (order == 0)
			return elements[middle].flags;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return 0;
}

static bool
is_name(const char *name, const char *with)
{
	return compare_name(name, strlen(name), with) == 0;
}

/* Does a style have a declaration, blanks and case aside: "display:none"? */
static bool
has_declaration(const char *style, const char *declaration)
{
	while (style != NULL)
	{
		const char *d = declaration;

		for (; *style != '\0' && *d != '\0'; style++)
			if (lower(*style) == *d)
				d++;
			else if (*style != ' ' && *style != '\t' && *style != '\n' && *style != '\r')
				break;
		if (*d == '\0')
			return true;
		style = strchr(style, ';');
		if (style != NULL)
			style++;
	}
	return false;
}

/* Does a class or an id speak of a title? */
static bool
names_title(const char *value)
{
	for (; *value != '\0'; value++)
		if (lower(value[0]) == 't' && lower(value[1]) == 'i' && lower(value[2]) == 't' &&
			(lower(value[3]) == 'l' || value[3] == '\0' || value[3] == ' '))
			return true;
	return false;
}

/* The properties one attribute gives. */
static int
attribute(const char *name, const char *value)
{
	if (is_name(name, "hidden"))
		return HTML_HIDDEN;
	if (value == NULL)
		return 0;
	if (is_name(name, "style"))
	{
		int			flags = has_declaration(value, "white-space:pre") ? HTML_PRE : 0;

		if (has_declaration(value, "display:none") || has_declaration(value, "visibility:hidden") ||
			has_declaration(value, "text-decoration:line-through"))
			flags |= HTML_HIDDEN;
		return flags;
	}
	if (is_name(name, "role"))
	{
		for (size_t i = 0; i < sizeof(skipped_roles) / sizeof(skipped_roles[0]); i++)
			if (is_name(value, skipped_roles[i]))
				return HTML_HIDDEN;
		return is_name(value, "heading") ? HTML_HEADING : 0;
	}
	if ((is_name(name, "class") || is_name(name, "id")) && names_title(value))
		return HTML_HEADING;
	return 0;
}

int
html_attributes(const char *const *attributes)
{
	int			flags = 0;

	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		flags |= attribute(attributes[0], attributes[1]);
	return flags;
}

const char *
html_attribute(const char *const *attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		if (is_name(attributes[0], name))
			return attributes[1];
	return NULL;
}

const char *
html_meta_title(const char *const *attributes)
{
	static const char *const names[] = {"articletitle", "og:title", "twitter:title"};
	const char *name = html_attribute(attributes, "name");

	if (name == NULL)
		name = html_attribute(attributes, "property");
	for (size_t i = 0; name != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		if (is_name(name, names[i]))
			return html_attribute(attributes, "content");
	return NULL;
}
