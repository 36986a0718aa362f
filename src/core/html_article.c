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
/* Empty lines and furniture that may stand between a title's lines. */
#define TITLE_LINES_BETWEEN 6
/* Rank of a heading with year and body: see find_title. */
#define TITLE_RANK_BEST 10
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
	int			above;			/* line above it with its first half, or GR_NONE */
	int			below;			/* line below it with its second half, or GR_NONE */
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

/* Is a line a link to elsewhere?  A heading may be one to the page itself. */
static bool
is_link(const HtmlLine *line)
{
	return (line->kind & (HTML_LINE_LINK | HTML_LINE_HEADING)) == HTML_LINE_LINK;
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

	/* a menu has the form's words too */
	if (is_link(&page->lines[line]))
		return false;
	if (!row && text.len > LONG_LINE)
		return has_labels(p, end);
	for (int cell = 0; cell < ANCHOR_CELLS && p < end; cell++)
	{
		const char *tab = p;

		while (tab < end && *tab != '\t' && *tab != '|')
			tab++;
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
	/* the report ends with the first copy */
	article->last_anchor = second - 1;
	while (!is_anchor(page, article->last_anchor))
		article->last_anchor--;
}

/*
 * The piece of the page's titles that names a report best: the site's name and
 * the column's stand before or behind it.
 */
static GrText
page_title(const HtmlPage *page)
{
	static const char *const separators[] = {
		"\n", "_", "|", ">", "\u00BB", "\uFF0D", "\u2014", "\u2013", "-"
	};
	const char *end = page->title.data + page->title.len;
	GrText		best = {page->title.data, 0};
	int			best_names = 0;

	for (const char *p = page->title.data; p < end;)
	{
		const char *stop = end;
		size_t		len = 1;

		for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		{
			const char *at = gr_find(p, stop, separators[i]);

			if (at != NULL)
			{
				stop = at;
				len = strlen(separators[i]);
			}
		}
		if (reader_names_report(p, stop) > best_names)
		{
			best_names = reader_names_report(p, stop);
			best = (GrText) {p, (size_t) (stop - p)};
		}
		p = stop + len;
	}
	return best;
}

/* Titles that stand in a cell of an index card are as good as the page's own. */
static void
take_card_titles(Article *article)
{
	HtmlPage   *page = article->page;

	for (int line = 0; line < article->first_anchor; line++)
	{
		GrText		text = line_text(page, line);
		const char *p = text.data;
		const char *end = p + text.len;

		poll_at(page, line);
		while ((page->lines[line].kind & HTML_LINE_ROW) && p < end)
		{
			const char *tab = memchr(p, '\t', (size_t) (end - p));

			if (tab == NULL)
				tab = end;
			if (reader_names_report(p, tab) > 1 &&
				page->title.len + (size_t) (tab - p) < TITLE_BYTES)
			{
				gr_buffer_char(&page->title, '\n');
				gr_buffer_add(&page->title, p, (size_t) (tab - p));
			}
			p = tab + 1;
		}
	}
}

/*
 * How surely a line is a report's title, or when it is none alone, *joined, with
 * the short line below.
 */
static int
names_report(const HtmlPage *page, int line, bool *joined)
{
	GrText		text = line_text(page, line);
	GrText		below = {NULL, 0};
	int			alone;

	if (text.len > TITLE_LINE_BYTES || is_link(&page->lines[line]) ||
		html_furniture(text.data, text.data + text.len) != HTML_FURNITURE_NONE)
		return 0;
	alone = reader_names_report(text.data, text.data + text.len);
	*joined = alone == 0;
	if (alone == 0 && line + 1 < page->nlines)
		below = line_text(page, line + 1);
	if (below.len > 0 && below.len <= TITLE_LINE_BYTES / 4)
		return reader_names_report(text.data, below.data + below.len);
	return alone;
}

/*
 * Finds the title above the first anchor: a line that is a report's title and
 * no link.  Year and body count most, then that it is a heading, then nearness.
 * The page's own title, which may be another's, is better than a line without
 * either.
 */
static void
find_title(Article *article)
{
	HtmlPage   *page = article->page;
	/* for none, its words alone, a year or a body, both */
	static const int page_ranks[] = {0, 1, 4, 6};
	GrText		title = page_title(page);
	int			best = page_ranks[reader_names_report(title.data, title.data + title.len)];

	article->title = article->below = GR_NONE;
	for (int line = article->first_anchor; line-- > 0 && best < TITLE_RANK_BEST;)
	{
		bool		joined;
		int			names = names_report(page, line, &joined);
		int			rank = names * 3 + ((page->lines[line].kind & HTML_LINE_HEADING) != 0);

		poll_at(page, line);
		if (names > 0 && rank > best)
		{
			article->title = line;
			article->below = joined ? line + 1 : GR_NONE;
			best = rank;
		}
	}
}

/* Is there nothing to be seen in a line? */
static bool
is_empty(GrText text)
{
	return gr_skip_blanks(text.data, text.data + text.len) == text.data + text.len;
}

/* May a line beside the title's be a part of it: the body's name above it? */
static bool
joins_title(const Article *article, int line, bool adjacent)
{
	GrText		text = line_text(article->page, line);
	int			kinds = article->page->lines[line].kind;

	if (text.len > TITLE_LINE_BYTES / 2 || is_link(&article->page->lines[line]))
		return false;
	/* a heading right beside it, or what may begin a title */
	return (line < article->title && reader_may_precede_title(text)) ||
		(adjacent &&
		 (kinds & article->page->lines[article->title].kind & HTML_LINE_HEADING));
}

/* The line beside the title's that is a part of it, or GR_NONE. */
static int
find_joined(const Article *article, int step)
{
	int			line = article->title + step;
	bool		adjacent = true;

	for (int i = 0; i < TITLE_LINES_BETWEEN && line >= 0 && line < article->first_anchor;
		 i++, line += step)
	{
		GrText		text = line_text(article->page, line);

		if (is_empty(text))
			continue;
		if (html_furniture(text.data, text.data + text.len) == HTML_FURNITURE_NONE)
			return joins_title(article, line, adjacent) ? line : GR_NONE;
		adjacent = false;
	}
	return GR_NONE;
}

/* The title's other lines, and where the article goes on behind them. */
static void
find_title_lines(Article *article)
{
	article->above = GR_NONE;
	if (article->title == GR_NONE)
		return;
	article->above = find_joined(article, -1);
	if (article->title >= article->from)
		article->from = article->title + 1;
	else if (article->below == GR_NONE)
		article->below = find_joined(article, 1);
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
	GrText		title = page_title(page);

	if (title.len == 0)
		return;
	if (!gr_origin_mark(origins, page->arena, text->len, page->title_origin))
		page->failed = true;
	gr_buffer_add(text, title.data, title.len);
	gr_buffer_char(text, '\n');
}

/*
 * Is a line above the report in another script, or nothing but digits and
 * marks: a site's name, a program's text, a date, the size of letters?
 */
static bool
is_foreign(GrText text)
{
	int			letters = 0;
	int			wide = 0;

	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = (unsigned char) text.data[i];

		letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		wide += c >= 0xE4 && c <= 0xE9;
	}
	return wide == 0 ? !is_empty(text) : letters > wide;
}

/* Does a line above the report say again what the title says? */
static bool
repeats_title(const Article *article, int line)
{
	const HtmlPage *page = article->page;
	int			next = line + 1;
	bool		joined;

	if (article->title == GR_NONE)
		return false;
	if (names_report(page, line, &joined) > 0)
		return true;
	/* or is it the body's name above such a line? */
	while (next < article->first_anchor && is_empty(line_text(page, next)))
		next++;
	return next < article->first_anchor && names_report(page, next, &joined) > 0 &&
		reader_may_precede_title(line_text(page, line));
}

/* Is a line above the first of the report's one of the website's? */
static bool
is_website_above(const Article *article, int line)
{
	GrText		text = line_text(article->page, line);
	const HtmlLine *info = &article->page->lines[line];

	/* programs, menus, index cards, and a second title */
	return is_link(info) || is_foreign(text) ||
		((info->kind & HTML_LINE_ROW) && memchr(text.data, '\t', text.len) != NULL) ||
		html_furniture(text.data, text.data + text.len) != HTML_FURNITURE_NONE ||
		repeats_title(article, line);
}

/* Is a line of the article one of the website's? */
static HtmlFurniture
furniture_at(const Article *article, int line)
{
	GrText		text = line_text(article->page, line);

	if (line >= article->copy_from && line < article->copy_to)
		return HTML_FURNITURE_LINE;
	if (line >= article->first_anchor && line <= article->last_anchor)
		return HTML_FURNITURE_NONE;
	if (line == article->title || line == article->above || line == article->below)
		return HTML_FURNITURE_LINE; /* written before */
	if (line < article->first_anchor)
		return is_website_above(article, line) ? HTML_FURNITURE_LINE : HTML_FURNITURE_NONE;
	return html_furniture(text.data, text.data + text.len);
}

/* The article's lines, from its title on, without the website's. */
static void
write_article(Article *article, GrBuffer *text, GrOrigins *origins)
{
	HtmlPage   *page = article->page;
	int			title_lines[] = {article->above, article->title, article->below};

	for (int i = 0; i < 3; i++)
		if (title_lines[i] != GR_NONE)
			keep_lines(page, title_lines[i], title_lines[i] + 1, text, origins);
	if (article->title == GR_NONE)
		write_page_title(page, text, origins);
	for (int line = article->from; line < article->to; line++)
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
html_article(HtmlPage *page, GrText *text, bool *found)
{
	Article		article = {.page = page};
	GrOrigins	origins = {page->origins->original, NULL, 0, 0};
	GrBuffer	kept;

	*found = page->markup == GR_MARKUP_MIXED || find_anchors(&article);
	if (page->markup == GR_MARKUP_MIXED || !*found)
	{
		/* no page, or nothing of a report, which the reader will say */
		*text = (GrText) {page->text.data, page->text.len};
		return true;
	}
	find_lines(&article);
	find_copy(&article);
	take_card_titles(&article);
	find_title(&article);
	find_title_lines(&article);
	gr_buffer_init(&kept, page->arena, page->text.len / 4 + TITLE_BYTES);
	write_article(&article, &kept, &origins);
	if (page->arena->release != NULL && page->origins->marks != NULL)
		page->arena->release(page->arena->context, page->origins->marks);
	*page->origins = origins;
	*text = (GrText) {kept.data, kept.len};
	if (!kept.ok || page->failed)
		return false;
	html_page_release(page);
	return true;
}
