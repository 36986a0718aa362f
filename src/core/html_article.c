/*
 * html_article.c
 *		Which lines of a page are the article's.
 *
 * The form's own labels and section titles show where the report is; the
 * smallest element around all of them is the article, and what else it holds
 * belongs to the report too, but for a website's own lines.  The title often
 * stands above the article's element: the nearest line above that names a
 * report, else the page's title.
 */
#include "html_page.h"

#include "labels.h"
#include "numbers.h"
#include "reader.h"

#include <string.h>

/* A label of so many words shows where the report is ... */
#define ANCHOR_WORDS 5
/* ... or in a row of a table of so many. */
#define ANCHOR_ROW_WORDS 3
/* Cells of a row that are looked at. */
#define ANCHOR_CELLS 4
/* A longer line may be a report run together: so many labels show that. */
#define LONG_LINE 1000
#define LONG_LINE_LABELS 5
/* A title has at most so many bytes; the line above or below it, too. */
#define TITLE_LINE_BYTES 300
/* So many lines that are given again are a second copy of the article. */
#define COPY_LINES 10
/* The poll is called once in so many lines. */
#define POLL_LINES 1024

/* The page's lines, and which of them are the article's. */
typedef struct Article
{
	HtmlPage   *page;
	int			first_anchor;
	int			last_anchor;
	int			from;			/* lines of the article */
	int			to;				/* behind the last */
	int			title;			/* line with the title, or GR_NONE */
	int			title_from;		/* lines of the title above the article */
	int			title_to;
	int			copy_from;		/* lines that repeat others */
	int			copy_to;
} Article;

/* A line, without its line end. */
static GrText
line_text(const HtmlPage *page, int line)
{
	size_t		start = page->lines[line].start;
	size_t		end = line + 1 < page->nlines ? page->lines[line + 1].start : page->text.len;

	if (end > start && page->text.data[end - 1] == '\n')
		end--;
	return (GrText) {page->text.data + start, end - start};
}

/* Does a label of the form stand at p? */
static bool
label_stands(const char *p, const char *end, int words)
{
	GrEnumerator enumerator;
	GrMatch		match;

	p = gr_skip_blanks(p, end);
	p = gr_skip_blanks(gr_scan_enumerator(p, end, &enumerator), end);
	if (p >= end || !gr_match_label(p, end, false, &match) || !match.whole)
		return false;
	/* a title has its line for itself */
	if (gr_labels[match.label].kind == GR_LABEL_SECTION)
		return gr_count_words(match.end, end, 1) == 0;
	return gr_labels[match.label].words >= words;
}

/* Is a long line a report run together? */
static bool
has_labels(const char *p, const char *end)
{
	int			found = 0;

	while (p < end && found < LONG_LINE_LABELS)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		GrMatch		match;

		if (gr_label_starts_with(gr_fold[c]) && gr_match_label(p, end, false, &match) &&
			match.whole && gr_labels[match.label].words >= ANCHOR_WORDS)
		{
			found++;
			next = match.end;
		}
		p = next;
	}
	return found >= LONG_LINE_LABELS;
}

/* Does a line show where the report is? */
static bool
is_anchor(const HtmlPage *page, int line)
{
	GrText		text = line_text(page, line);
	const char *p = text.data;
	const char *end = p + text.len;
	bool		row = page->lines[line].kind & HTML_LINE_ROW;

	if (!row && text.len > LONG_LINE)
		return has_labels(p, end);
	for (int cell = 0; cell < ANCHOR_CELLS && p < end; cell++)
	{
		const char *tab = memchr(p, '\t', (size_t) (end - p));

		if (tab == NULL)
			tab = end;
		if (label_stands(p, tab, row ? ANCHOR_ROW_WORDS : ANCHOR_WORDS))
			return true;
		p = tab + 1;
	}
	return false;
}

static void
poll_at(const HtmlPage *page, int line)
{
	if (line % POLL_LINES == 0 && page->arena->poll != NULL)
		page->arena->poll(page->arena->context);
}

/* Finds the first and the last anchor; false without any. */
static bool
find_anchors(Article *article)
{
	const HtmlPage *page = article->page;
	int			line;

	article->first_anchor = GR_NONE;
	for (line = 0; line < page->nlines && article->first_anchor == GR_NONE; line++)
	{
		poll_at(page, line);
		if (is_anchor(page, line))
			article->first_anchor = line;
	}
	if (article->first_anchor == GR_NONE)
		return false;
	for (line = page->nlines - 1; line > article->first_anchor; line--)
	{
		poll_at(page, line);
		if (is_anchor(page, line))
			break;
	}
	article->last_anchor = line;
	return true;
}

/* The lines inside the smallest element around all anchors. */
static void
find_lines(Article *article)
{
	const HtmlLine *lines = article->page->lines;
	int			depth = lines[article->first_anchor].depth;

	for (int line = article->first_anchor + 1; line <= article->last_anchor; line++)
		if (lines[line].low < depth)
			depth = lines[line].low;
	article->from = article->first_anchor;
	article->to = article->last_anchor + 1;
	while (article->from > 0 && lines[article->from].low >= depth)
		article->from--;
	while (article->to < article->page->nlines && lines[article->to].low >= depth)
		article->to++;
}

/* Lines with the same text? */
static bool
same_line(const HtmlPage *page, int one, int other)
{
	return gr_text_equal(line_text(page, one), line_text(page, other));
}

/*
 * Finds a second copy of the article, as pages have for small screens: the
 * same lines again from the first anchor on, to the last of the first copy.
 */
static void
find_copy(Article *article)
{
	const HtmlPage *page = article->page;
	int			first = article->first_anchor;
	int			second = first + COPY_LINES;
	int			same = 0;

	article->copy_from = article->copy_to = page->nlines;
	while (second <= article->last_anchor && !same_line(page, first, second))
		second++;
	if (second > article->last_anchor)
		return;
	while (first + same < second && second + same < article->to &&
		   same_line(page, first + same, second + same))
		same++;
	/* what is not the same must not hold any more of the report */
	if (same < COPY_LINES || second + same <= article->last_anchor)
		return;
	for (int line = first + same; line < second; line++)
		if (is_anchor(page, line))
			return;
	article->copy_from = second;
	article->copy_to = second + same;
	/* the lines above, the title first of all */
	for (int line = first; line > article->from && article->copy_from > first + same &&
		 same_line(page, line - 1, article->copy_from - 1); line--)
		article->copy_from--;
}

/* The end of the report's title in the page's: the site's name stands behind. */
static size_t
page_title_end(const HtmlPage *page)
{
	static const char *const separators[] = {"_", "|", "－", "—", "–", "-"};
	const char *p = page->title.data;
	const char *cut = p + page->title.len;

	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		for (const char *at = p; (at = gr_find(at, cut, separators[i])) != NULL;
			 at += strlen(separators[i]))
			if (reader_names_report(p, at))
				cut = at;
	return (size_t) (cut - p);
}

/* How surely a line, perhaps with the short one below, is a report's title. */
static int
names_report(const HtmlPage *page, int line)
{
	GrText		text = line_text(page, line);
	GrText		below = {NULL, 0};
	int			alone;

	if (text.len > TITLE_LINE_BYTES || (page->lines[line].kind & HTML_LINE_LINK) ||
		html_furniture(text.data, text.data + text.len) != HTML_FURNITURE_NONE)
		return 0;
	alone = reader_names_report(text.data, text.data + text.len);
	if (alone == 0 && line + 1 < page->nlines)
		below = line_text(page, line + 1);
	if (below.len > 0 && below.len <= TITLE_LINE_BYTES / 4)
		return reader_names_report(text.data, below.data + below.len);
	return alone;
}

/*
 * Finds the title above the first anchor: a line that is a report's title and
 * no link.  A year counts most, then that it is a heading, then nearness.  The
 * page's own title is better than one without a year.
 */
static void
find_title(Article *article)
{
	HtmlPage   *page = article->page;
	int			best = reader_names_report(page->title.data, page->title.data + page_title_end(page)) * 2 - 1;

	article->title = GR_NONE;
	for (int line = article->first_anchor; line-- > 0 && best < 5;)
	{
		int			names = names_report(page, line);
		int			rank = names * 2 + ((page->lines[line].kind & HTML_LINE_HEADING) != 0);

		poll_at(page, line);
		if (names > 0 && rank > best)
		{
			article->title = line;
			best = rank;
		}
	}
}

/* May a line beside the title's be a part of it: the body's name above it? */
static bool
joins_title(const Article *article, int line)
{
	GrText		text = line_text(article->page, line);

	if (text.len > TITLE_LINE_BYTES / 2 ||
		html_furniture(text.data, text.data + text.len) != HTML_FURNITURE_NONE)
		return false;
	if (article->page->lines[line].kind & HTML_LINE_LINK)
		return false;
	return (line < article->title && reader_may_precede_title(text)) ||
		(article->page->lines[line].kind & article->page->lines[article->title].kind &
		 HTML_LINE_HEADING);
}

/* The title's lines when they stand above the article. */
static void
find_title_lines(Article *article)
{
	article->title_from = article->title_to = article->from;
	if (article->title == GR_NONE || article->title >= article->from)
		return;
	article->title_from = article->title;
	article->title_to = article->title + 1;
	if (article->title > 0 && joins_title(article, article->title - 1))
		article->title_from--;
	if (article->title + 1 < article->from && joins_title(article, article->title + 1))
		article->title_to++;
}

/* Moves lines of the page to its text's new end. */
static void
keep_lines(HtmlPage *page, int from, int to, GrBuffer *text, GrOrigins *origins)
{
	size_t		start;
	size_t		end;

	if (from >= to || page->failed)
		return;
	start = page->lines[from].start;
	end = to < page->nlines ? page->lines[to].start : page->text.len;
	if (!gr_origin_mark(origins, page->arena, text->len, gr_origin_of(page->origins, start)))
		page->failed = true;
	for (int i = gr_origin_after(page->origins, start);
		 !page->failed && i < page->origins->count && page->origins->marks[i].at < end; i++)
		if (!gr_origin_mark(origins, page->arena, text->len + (page->origins->marks[i].at - start),
							page->origins->marks[i].original))
			page->failed = true;
	gr_buffer_add(text, page->text.data + start, end - start);
}

/* The page's own title as a line. */
static void
write_page_title(HtmlPage *page, GrBuffer *text, GrOrigins *origins)
{
	size_t		end = page_title_end(page);

	if (reader_names_report(page->title.data, page->title.data + end) == 0)
		return;
	if (!gr_origin_mark(origins, page->arena, text->len, page->title_origin))
		page->failed = true;
	gr_buffer_add(text, page->title.data, end);
	gr_buffer_char(text, '\n');
}

/* Is a line above the report in another script: a site's name, a program's text? */
static bool
is_foreign(GrText text)
{
	int			letters = 0;
	int			wide = 0;

	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = (unsigned char) text.data[i];

		letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		wide += c >= 0xE3 && c <= 0xEE;
	}
	return letters > wide;
}

/* Is a line of the article one of the website's? */
static HtmlFurniture
furniture_at(const Article *article, int line)
{
	GrText		text = line_text(article->page, line);
	HtmlFurniture furniture;

	if (line >= article->copy_from && line < article->copy_to)
		return HTML_FURNITURE_LINE;
	if (line >= article->first_anchor && line <= article->last_anchor)
		return HTML_FURNITURE_NONE;
	furniture = html_furniture(text.data, text.data + text.len);
	/* nothing ends before it has begun */
	if (line < article->first_anchor &&
		(furniture == HTML_FURNITURE_END || is_foreign(text)))
		return HTML_FURNITURE_LINE;
	return furniture;
}

/* The article's lines, from its title on, without the website's. */
static void
write_article(Article *article, GrBuffer *text, GrOrigins *origins)
{
	HtmlPage   *page = article->page;
	int			from = article->title >= article->from ? article->title : article->from;

	/* the line above a title may name the body */
	if (from > article->from && from == article->title && joins_title(article, from - 1))
		from--;
	keep_lines(page, article->title_from, article->title_to, text, origins);
	if (article->title == GR_NONE)
		write_page_title(page, text, origins);
	for (int line = from; line < article->to; line++)
	{
		HtmlFurniture furniture = furniture_at(article, line);

		poll_at(page, line);
		if (furniture == HTML_FURNITURE_END)
			break;
		if (furniture == HTML_FURNITURE_NONE)
			keep_lines(page, line, line + 1, text, origins);
	}
}

bool
html_article(HtmlPage *page, GrText *text)
{
	Article		article = {.page = page};
	GrOrigins	origins = {page->origins->original, NULL, 0, 0};
	GrBuffer	kept;

	if (page->markup == GR_MARKUP_MIXED || !find_anchors(&article))
	{
		/* no page, or nothing of a report, which the reader will say */
		*text = (GrText) {page->text.data, page->text.len};
		return true;
	}
	find_lines(&article);
	find_copy(&article);
	find_title(&article);
	find_title_lines(&article);
	gr_buffer_init(&kept, page->arena, page->text.len / 4 + TITLE_BYTES);
	write_article(&article, &kept, &origins);
	*page->origins = origins;
	*text = (GrText) {kept.data, kept.len};
	return kept.ok && !page->failed;
}
