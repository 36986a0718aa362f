/*
 * write_html.c
 *		Web pages: elements, attributes and escaped text, in the hand of one
 *		author per page.
 */
#include "markup.h"

#include <stdlib.h>
#include <string.h>

/* Styles as editors leave them. */
static const char *const styles[] = {
	"text-align: center; line-height: 2;", "font-family: 宋体; font-size: 12pt",
	"text-indent:2em;margin:0px;padding:0px", "width:48.2pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt",
	"TEXT-ALIGN: justify; mso-layout-grid-align: none", "font-family:&quot;微软雅黑&quot;,sans-serif"
};

bool
markup_has(const Case *c, unsigned feature)
{
	return (c->markup.features & feature) != 0;
}

void
markup_make(Case *c)
{
	static const unsigned any[] = {
		HTML_CELLS, HTML_WORD, HTML_FURNITURE, HTML_HIDDEN, HTML_FRAMES, HTML_BROKEN,
		HTML_SPANS, HTML_FRAGMENT, HTML_TITLES
	};
	Random	   *random = &c->random;
	Markup	   *markup = &c->markup;

	markup->features = c->layout->flags;
	for (int i = 0; (markup->features & HTML_ANY) && i < COUNT_OF(any); i++)
		if (random_chance(random, 40))
			markup->features |= any[i];
	markup->quote = '"';
	markup->head_tags = random_chance(random, 30);
	markup->one_line = random_chance(random, 15);
	markup->references = random_chance(random, 80) ? 0 : random_between(random, 5, 60);
	markup->cell = random_chance(random, 50) ? 0 : random_below(random, 6);
	markup->blank = random_below(random, 14);
	markup->paragraph = random_chance(random, 60) ? 0 : random_below(random, 5);
	if (markup_has(c, HTML_CELLS | HTML_WORD))
	{
		markup->cell = random_below(random, 6);
		markup->cuts = random_below(random, 50);
		markup->invisible = random_chance(random, 50) ? 0 : random_between(random, 2, 40);
		markup->breaks = random_chance(random, 50) ? 0 : random_between(random, 5, 60);
	}
	if (markup_has(c, HTML_BROKEN))
	{
		static const char quotes[] = {'"', '\'', 0, 0};

		markup->upper = random_chance(random, 50);
		markup->quote = RANDOM_PICK(random, quotes);
		markup->unclosed = random_chance(random, 60);
		markup->rough = true;
		markup->one_line = random_chance(random, 30);
		markup->references = random_below(random, 60);
	}
}

/* An element's name as the page spells it. */
static void
put_name(const Case *c, Text *out, const char *element)
{
	for (; *element; element++)
	{
		char		letter = *element;

		if (c->markup.upper && letter >= 'a' && letter <= 'z')
			letter = (char) (letter - 'a' + 'A');
		text_add(out, &letter, 1);
	}
}

void
markup_begin(Case *c, Text *out, const char *element)
{
	text_put(out, "<");
	put_name(c, out, element);
	c->markup.elements++;
}

void
markup_attribute(Case *c, Text *out, const char *name, const char *value)
{
	char		quote[2] = {c->markup.quote, '\0'};

	text_put(out, " ");
	put_name(c, out, name);
	if (value == NULL)
		return;
	/* without quotes go only values that need none */
	if (quote[0] == '\0' && (value[0] == '\0' || strpbrk(value, " \"'=<>`&;/") != NULL))
		quote[0] = '"';
	text_printf(out, "=%s%s%s", quote, value, quote);
}

void
markup_end(Text *out)
{
	text_put(out, ">");
}

/* Attributes that say nothing of the content. */
static void
put_idle_attributes(Case *c, Text *out)
{
	bool		word = markup_has(c, HTML_WORD);

	if (word && random_chance(&c->random, 60))
		markup_attribute(c, out, "class", "MsoNormal");
	if (random_chance(&c->random, word ? 70 : 5))
		markup_attribute(c, out, "style", RANDOM_PICK(&c->random, styles));
	if (word && random_chance(&c->random, 30))
		markup_attribute(c, out, "lang", "EN-US");
	if (random_chance(&c->random, markup_has(c, HTML_BROKEN) ? 20 : 4))
		markup_attribute(c, out, "align", "center");
	/* the same identifier many times */
	if (markup_has(c, HTML_BROKEN) && random_chance(&c->random, 10))
		markup_attribute(c, out, "id", "zoom");
	if (markup_has(c, HTML_BROKEN) && random_chance(&c->random, 4))
		markup_attribute(c, out, "nowrap", NULL);
	if (markup_has(c, HTML_BROKEN) && random_chance(&c->random, 4))
		markup_attribute(c, out, "title", "3 > 2");
}

void
markup_open(Case *c, Text *out, const char *element)
{
	markup_begin(c, out, element);
	put_idle_attributes(c, out);
	markup_end(out);
}

void
markup_open_class(Case *c, Text *out, const char *element, const char *class_)
{
	if (class_ == NULL)
	{
		markup_open(c, out, element);
		return;
	}
	markup_begin(c, out, element);
	markup_attribute(c, out, random_chance(&c->random, 25) ? "id" : "class", class_);
	markup_end(out);
}

void
markup_close_surely(Case *c, Text *out, const char *element)
{
	text_put(out, "</");
	put_name(c, out, element);
	text_put(out, ">");
}

void
markup_close(Case *c, Text *out, const char *element)
{
	static const char *const optional[] = {
		"td", "th", "tr", "p", "li", "tbody", "thead", "option"
	};

	for (int i = 0; c->markup.unclosed && i < COUNT_OF(optional); i++)
		if (strcmp(element, optional[i]) == 0)
			return;
	markup_close_surely(c, out, element);
	/* end tags of nothing */
	if (c->markup.rough && strcmp(element, "p") == 0 && random_chance(&c->random, 5))
		markup_close_surely(c, out, random_chance(&c->random, 50) ? "span" : "font");
}

void
markup_break(Case *c, Text *out)
{
	static const char *const breaks[] = {"<br>", "<br>", "<br/>", "<br />", "<BR>", "</br>"};

	text_put(out, breaks[random_below(&c->random, COUNT_OF(breaks) - !c->markup.rough)]);
}

void
markup_line(Case *c, Text *out)
{
	if (c->markup.one_line)
		return;
	text_put(out, "\n");
	if (random_chance(&c->random, 30))
		text_repeat(out, random_chance(&c->random, 50) ? "  " : "\t",
					random_below(&c->random, 5));
}

/* Characters that have other ways to be written. */
static const struct
{
	const char *text;
	const char *references[4];
}			characters[] = {
	{"&", {"&amp;", "&amp;", "&#38;", "&#x26;"}},
	{"<", {"&lt;", "&lt;", "&#60;", "&#x3C;"}},
	{">", {"&gt;", "&gt;", "&#62;", ">"}},
	{"\"", {"&quot;", "\"", "\"", "&#34;"}},
	{"\u00a0", {"&nbsp;", "&nbsp;", "&#160;", "&#xA0;"}},
	{"、", {"&#12289;", "&#x3001;", "&#12289;", "&#X3001;"}},
	{"（", {"&#65288;", "&#xff08;", "&#xFF08;", "&#65288;"}},
	{"）", {"&#65289;", "&#xff09;", "&#xFF09;", "&#65289;"}},
	{"“", {"&ldquo;", "&#8220;", "&ldquo;", "&#x201c;"}},
	{"”", {"&rdquo;", "&#8221;", "&rdquo;", "&#x201d;"}},
	{"—", {"&mdash;", "&#8212;", "&mdash;", "&#x2014;"}},
	{"　", {"&#12288;", "&#x3000;", "&#12288;", "&#x3000;"}},
	{"0", {"&#48;", "&#x30;", "&#048;", "&#x0030;"}},
	{"行", {"&#34892;", "&#x884C;", "&#34892;", "&#x884c;"}}
};

/* Characters that must be references, at the table's beginning. */
#define CHARACTERS_SURE 3

/* One character of text. */
static void
put_character(Case *c, Text *out, const char *s, int size)
{
	for (int i = 0; i < COUNT_OF(characters); i++)
		if ((int) strlen(characters[i].text) == size &&
			memcmp(characters[i].text, s, (size_t) size) == 0)
		{
			bool		nbsp = strcmp(characters[i].references[0], "&nbsp;") == 0;

			if (i >= CHARACTERS_SURE && !nbsp &&
				!random_chance(&c->random, c->markup.references))
				break;
			if (nbsp && c->markup.rough && random_chance(&c->random, 20))
				text_put(out, "&nbsp");
			else
				text_put(out, RANDOM_PICK(&c->random, characters[i].references));
			return;
		}
	text_add(out, s, (size_t) size);
}

void
markup_text(Case *c, Text *out, const char *text)
{
	for (; *text; text += char_size(text))
		put_character(c, out, text, char_size(text));
}

/* A character without width. */
static void
put_invisible(Case *c, Text *out)
{
	static const char *const list[] = {
		"\u200b", "\ufeff", "&#8203;", "&zwnj;", "&#xFEFF;", "\u200d", "\u2060", "<wbr>"
	};

	text_put(out, RANDOM_PICK(&c->random, list));
}

/* Ends the inline element and begins another. */
static void
put_next_element(Case *c, Text *out, const char **element)
{
	static const char *const elements[] = {
		"span", "span", "span", "font", "b", "strong", "u", "a", "o:p", "st1:chsdate"
	};

	if (*element != NULL)
		markup_close_surely(c, out, *element);
	if (*element != NULL && random_chance(&c->random, 30))
	{
		*element = NULL;
		return;
	}
	*element = elements[random_below(&c->random, COUNT_OF(elements) - !markup_has(c, HTML_WORD))];
	markup_open(c, out, *element);
}

void
markup_inline(Case *c, Text *out, const char *text)
{
	const char *element = NULL;
	bool		invisible = random_chance(&c->random, c->markup.invisible);

	/* a word processor's list number, for those who know no lists */
	if (markup_has(c, HTML_WORD) && char_count(text) > 2 && random_chance(&c->random, 8))
	{
		bool		comment = random_chance(&c->random, 50);

		text_put(out, comment ? "<!--[if !supportLists]-->" : "<![if !supportLists]>");
		put_character(c, out, text, char_size(text));
		text_put(out, comment ? "<!--[endif]-->" : "<![endif]>");
		text += char_size(text);
	}
	if (random_chance(&c->random, c->markup.cuts))
		put_next_element(c, out, &element);
	for (; *text; text += char_size(text))
	{
		if (invisible && random_chance(&c->random, 15))
			put_invisible(c, out);
		put_character(c, out, text, char_size(text));
		if (text[char_size(text)] && random_chance(&c->random, c->markup.cuts))
			put_next_element(c, out, &element);
	}
	if (element != NULL)
		markup_close_surely(c, out, element);
	if (invisible)
		put_invisible(c, out);
	if (markup_has(c, HTML_WORD) && random_chance(&c->random, 40))
		text_put(out, random_chance(&c->random, 50) ? "<o:p></o:p>" :
				 "<span lang=\"EN-US\"><o:p></o:p></span>");
}

void
markup_element(Case *c, Text *out, const char *element, const char *class_, const char *text)
{
	markup_open_class(c, out, element, class_);
	markup_text(c, out, text);
	markup_close(c, out, element);
	markup_line(c, out);
}

void
markup_link(Case *c, Text *out, const char *address, const char *text)
{
	markup_begin(c, out, "a");
	markup_attribute(c, out, "href", address);
	markup_end(out);
	markup_text(c, out, text);
	markup_close_surely(c, out, "a");
}
