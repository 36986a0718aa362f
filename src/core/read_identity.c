/*
 * read_identity.c
 *		Which body's report of which year this is.
 *
 * The year is the title's; failing that the statistical period's; failing that
 * the first year the opening words name.  The authority is what the title says
 * besides the year and the words every title has.
 */
#include "reader.h"
#include "years.h"

#include <string.h>

/* Title and period are looked for in so much of the text. */
#define SEARCH_BYTES 65536
/* A title has at most so many characters. */
#define TITLE_CHARS 80
/* A title's end on the next line has at most so many. */
#define BROKEN_CHARS 12
/* A body's name has at least so many words. */
#define BODY_WORDS 3
/* A line above the title that may name the body. */
#define AUTHORITY_CHARS 40

/*
 * Words that make a heading a report's title, and what it ends in.  资讯 is
 * what converters to the usage of Taiwan make of 信息.
 */
static const char *const title_words[] = {"信息公开", "政务公开", "资讯公开"};
static const char *const title_ends[] = {"报告单", "报告", "年报"};
/* The same with what belongs to it, in the order they are looked for. */
static const char *const subjects[] = {
	"政府信息公开", "信息公开", "政府资讯公开", "资讯公开", "政务公开"
};

/* Last characters of bodies' names. */
static const char *const body_ends[] = {
	"府", "局", "委", "办", "厅", "处", "镇", "乡", "道", "会", "院", "队", "站", "心", "区",
	"县", "市", "省", "旗", "部", "所", "署", "室", "团", "司", "行", "库", "校", "场"
};

/* A title that was found. */
typedef struct Title
{
	GrText		text;			/* in one piece: without line ends */
	const char *start;			/* in the source */
	const char *end;
	int			year;
	GrText		authority;
	int			score;
} Title;

static const char *
find(const char *p, const char *end, const char *word)
{
	return p < end ? gr_find(p, end, word) : NULL;
}

/* Copies a text without blanks and line ends; those between letters become one. */
static GrText
squeeze(Reader *r, const char *p, const char *end, bool keep_blanks)
{
	char	   *out = reader_alloc(r, (size_t) (end - p) + 1);
	size_t		len = 0;
	bool		line_begins = false;

	if (out == NULL)
		return (GrText) {NULL, 0};
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		GrCharKind	kind = gr_kind[c];

		/* the marks of a Markdown heading that goes on */
		if (line_begins && (c == '#' || c == '*'))
		{
			p = next;
			continue;
		}
		line_begins = kind == GR_CHAR_NEWLINE || (line_begins && kind == GR_CHAR_BLANK);
		if (kind == GR_CHAR_BLANK || kind == GR_CHAR_TAB || kind == GR_CHAR_BAR)
		{
			const char *after = gr_skip_blanks(next, end);
			bool		latin = len > 0 && (unsigned char) out[len - 1] < 0x80 &&
				after < end && (unsigned char) *after < 0x80;

			if ((keep_blanks || latin) && len > 0 && after < end && out[len - 1] != ' ')
				out[len++] = ' ';
		}
		else if (kind != GR_CHAR_IGNORED && kind != GR_CHAR_NEWLINE)
		{
			memcpy(out + len, p, (size_t) (next - p));
			len += (size_t) (next - p);
		}
		p = next;
	}
	return (GrText) {out, len};
}

/* Drops marks at both ends of a text. */
static GrText
trim_marks(GrText text)
{
	const char *p = text.data;
	const char *end = text.data + text.len;

	while (p < end && gr_kind_at(p) != GR_CHAR_WORD && gr_kind_at(p) != GR_CHAR_DIGIT)
	{
		uint32_t	c;

		p = gr_next(p, &c);
	}
	while (end > p)
	{
		const char *last = gr_previous(end);
		GrCharKind	kind = gr_kind_at(last);

		if (kind == GR_CHAR_WORD || kind == GR_CHAR_DIGIT || kind == GR_CHAR_CLOSE)
			break;
		end = last;
	}
	return p < end ? (GrText) {p, (size_t) (end - p)} : (GrText) {NULL, 0};
}

static bool
ends_with(GrText text, const char *word)
{
	return text.len > 0 && gr_ends_with(text.data, text.data + text.len, word);
}

static bool
starts_with(GrText text, const char *word)
{
	return text.len > 0 && gr_behind_word(text.data, text.data + text.len, word) != NULL;
}

/* Does one of the words of a title stand in the text? */
static bool
has_title_word(const char *p, const char *end)
{
	for (size_t i = 0; i < sizeof(title_words) / sizeof(title_words[0]); i++)
		if (find(p, end, title_words[i]) != NULL)
			return true;
	return false;
}

/* A title behind what stands before it in brackets: [政府信息公开年报]... */
static GrText
behind_bracket(GrText title)
{
	const char *end = title.data + title.len;

	if (title.len == 0 || gr_kind_at(title.data) != GR_CHAR_OPEN)
		return title;
	for (const char *p = title.data; p < end;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_CLOSE)
			return has_title_word(p, end) ? (GrText) {p, (size_t) (end - p)} : title;
	}
	return title;
}

/* The authority in a title without blanks: what stands before its fixed words. */
static GrText
authority_of(Reader *r, GrText title)
{
	const char *end = title.data + title.len;
	const char *from = NULL;
	const char *to = NULL;
	const char *cut = NULL;
	GrBuffer	name;
	GrText		text;

	title = behind_bracket(title);
	for (size_t i = 0; cut == NULL && i < sizeof(subjects) / sizeof(subjects[0]); i++)
		cut = find(title.data, end, subjects[i]);
	if (cut == NULL)
		return (GrText) {NULL, 0};
	/* 人民政府信息公开: the name ends with what the subject begins with */
	text = (GrText) {title.data, (size_t) (cut - title.data)};
	if (ends_with(text, "人民"))
		text.len += strlen("政府");
	end = text.data + text.len;
	gr_buffer_init(&name, r->arena, text.len + 1);
	if (gr_find_year(text.data, end, true, &from, &to) != 0)
	{
		gr_buffer_add(&name, text.data, (size_t) (from - text.data));
		gr_buffer_add(&name, to, (size_t) (end - to));
	}
	else
		gr_buffer_add(&name, text.data, text.len);
	text = trim_marks((GrText) {name.data, name.len});
	if (starts_with(text, "关于"))
		text = trim_marks((GrText) {text.data + strlen("关于"), text.len - strlen("关于")});
	while (ends_with(text, "年度") || ends_with(text, "的") || ends_with(text, "关于"))
	{
		text.len -= ends_with(text, "的") ? strlen("的") : strlen("年度");
		text = trim_marks(text);
	}
	/* 政府政务公开年报 names nobody */
	if (text.len == strlen("政府") && starts_with(text, "政府"))
		text.len = 0;
	/* the template's empty year */
	if (text.len == strlen("年") && starts_with(text, "年"))
		text.len = 0;
	return text.len > 0 ? text : (GrText) {NULL, 0};
}

/* Does a line look like the first half of a title, or a body's name? */
bool
reader_may_precede_title(GrText line)
{
	const char *from;
	const char *to;

	if (line.len == 0 || gr_count_chars(line.data, line.data + line.len) > AUTHORITY_CHARS)
		return false;
	for (const char *p = line.data; p < line.data + line.len;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_STOP || gr_kind[c] == GR_CHAR_BAR ||
			gr_kind[c] == GR_CHAR_TAB || gr_fold[c] == ',' || gr_fold[c] == ':' ||
			c == '>' || c == 0x300A)
			return false;
	}
	for (size_t i = 0; i < sizeof(body_ends) / sizeof(body_ends[0]); i++)
		if (ends_with(line, body_ends[i]))
			return true;
	return gr_find_year(line.data, line.data + line.len, false, &from, &to) != 0 ||
		ends_with(line, "政府信息公开工作") || ends_with(line, "政府信息公开") ||
		ends_with(line, "政府信") || ends_with(line, "政府");
}

/* Where the phrase that ends at p begins: back to what cannot stand in a title. */
static const char *
phrase_start(const char *start, const char *p)
{
	int			chars = 0;

	while (p > start && chars++ < TITLE_CHARS)
	{
		const char *last = gr_previous(p);
		uint32_t	c;
		GrCharKind	kind;

		gr_next(last, &c);
		kind = gr_kind[c];
		if (kind == GR_CHAR_STOP || kind == GR_CHAR_TAB || kind == GR_CHAR_BAR ||
			gr_fold[c] == ',' || gr_fold[c] == ':' || c == '>' || c == 0x300A || c == 0x300B ||
			c == 0x3001)
			break;
		if (kind == GR_CHAR_BLANK && last > start)
		{
			/* a blank parts what is no year from what follows */
			GrCharKind	before = gr_kind_at(gr_previous(last));
			GrCharKind	behind = gr_kind_at(p);

			uint32_t	year;

			gr_next(gr_previous(last), &year);
			if (before == GR_CHAR_WORD && behind == GR_CHAR_WORD &&
				year != 0x5E74 /* 年 */ && year != 0x5EA6 /* 度 */ )
				break;
		}
		p = last;
	}
	return p;
}

/* Behind a year in brackets that ends a title: 年度报告（2019年）. */
static const char *
behind_bracketed_year(const char *end, const char *line_end)
{
	const char *open = gr_skip_blanks(end, line_end);
	const char *from;
	const char *to;

	if (open >= line_end || gr_kind_at(open) != GR_CHAR_OPEN)
		return end;
	for (const char *p = open; p < line_end && p - open < 40;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_CLOSE)
			return gr_find_year(open, p, true, &from, &to) != 0 ? p : end;
	}
	return end;
}

/* A title that ends at the line's word at, if it is one. */
static bool
title_ending_at(Reader *r, GrText line, const char *at, const char *end, GrText above,
				Title *title)
{
	const char *line_end = line.data + line.len;
	const char *from;
	const char *to;
	const char *start;
	bool		whole = gr_trim_end(end, line_end) == end ||
		gr_kind_at(gr_skip_blanks(end, line_end)) == GR_CHAR_OPEN;
	GrText		joined;
	bool		about = false;
	bool		run_on = false;	/* the lead-in follows without anything between */

	memset(title, 0, sizeof(*title));
	if (end < line_end)
	{
		uint32_t	c;

		GrEnumerator enumerator;

		gr_next(end, &c);
		/* run together with the first section's title */
		gr_scan_enumerator(end, line_end, &enumerator);
		run_on = gr_kind[c] == GR_CHAR_WORD && enumerator.kind != GR_ENUM_NUMERAL;
		if (c == 0x300B || c == 0x3001 || gr_fold[c] == ',' ||
			gr_kind[c] == GR_CHAR_STOP || gr_fold[c] == '"')
			return false;
	}
	end = behind_bracketed_year(end, line_end);
	start = phrase_start(line.data, at);
	/* the whole line is the title: blanks part nothing then */
	if (whole && gr_count_chars(line.data, end) <= TITLE_CHARS)
	{
		const char *p = start;

		while (p > line.data)
		{
			const char *last = gr_previous(p);
			uint32_t	c;

			gr_next(last, &c);
			if (gr_kind[c] != GR_CHAR_WORD && gr_kind[c] != GR_CHAR_DIGIT &&
				gr_kind[c] != GR_CHAR_BLANK && gr_kind[c] != GR_CHAR_OPEN &&
				gr_kind[c] != GR_CHAR_CLOSE)
				break;
			p = last;
		}
		if (p == line.data)
			start = p;
	}
	/* another document's title, quoted */
	if (start > line.data)
	{
		uint32_t	c;

		gr_next(gr_previous(start), &c);
		if (c == 0x300A)
			return false;
	}
	start = gr_skip_blanks(start, end);
	title->start = start;
	title->end = end;
	joined = squeeze(r, start, end, false);
	if (joined.data == NULL)
		return false;
	about = has_title_word(joined.data, joined.data + joined.len);
	if ((!about || authority_of(r, joined).len == 0) && start == gr_skip_blanks(line.data, end) &&
		reader_may_precede_title(above))
	{
		/* the title's first half, or the body, stands on the line above */
		GrText		both = squeeze(r, above.data, end, false);

		if (both.data == NULL)
			return false;
		about = about || has_title_word(both.data, both.data + both.len);
		if (about && authority_of(r, both).len > 0)
		{
			joined = both;
			title->start = above.data;
		}
	}
	if (!about)
		return false;
	title->text = title->start == start ? squeeze(r, start, end, true) : joined;
	title->year = gr_find_year(joined.data, joined.data + joined.len, true, &from, &to);
	title->authority = authority_of(r, joined);
	if (run_on && (title->year == 0 || title->authority.len == 0 ||
				   start != gr_skip_blanks(line.data, end)))
		return false;
	title->score = (title->year != 0 && title->year == r->period ? 3 : 0) +
		(title->year != 0 ? 8 : 0) + (title->authority.len > 0 ? 4 : 0) +
		(whole && title->start == gr_skip_blanks(title->start == above.data ? above.data : line.data, end) ? 2 : 0);
	return true;
}

/* Drops the quotes of a title: 《...》. */
static void
drop_quotes(GrText *text)
{
	char	   *out = (char *) text->data;	/* squeeze() made it */
	size_t		len = 0;

	for (size_t i = 0; i < text->len;)
		if (i + 3 <= text->len && (memcmp(text->data + i, "《", 3) == 0 ||
								   memcmp(text->data + i, "》", 3) == 0))
			i += 3;
		else
			out[len++] = text->data[i++];
	text->len = len;
}

/* Adds the body's name, which stands on the line above, to a title. */
static void
take_line_above(Reader *r, GrText above, Title *title)
{
	GrText		both = squeeze(r, above.data, title->end, false);
	GrText		authority;

	if (both.data == NULL)
		return;
	drop_quotes(&both);
	authority = authority_of(r, both);
	if (authority.len == 0)
		return;
	title->authority = authority;
	title->text = both;
	title->start = above.data;
	title->score += 4;
}

/*
 * A title that fills the text from the line's start to end, whatever blanks,
 * quotes and line ends are in it: spaced letters, a last word or a year in
 * brackets on the next line.
 */
static bool
find_whole_title(Reader *r, GrText line, const char *end, GrText above, Title *title)
{
	GrText		joined;

	/* every end of a title has this character */
	if (line.len == 0 || gr_count_chars(line.data, end) > TITLE_CHARS ||
		find(line.data, end, "报") == NULL)
		return false;
	joined = squeeze(r, line.data, end, false);
	if (joined.data == NULL)
		return false;
	drop_quotes(&joined);
	for (size_t i = 0; i < sizeof(title_ends) / sizeof(title_ends[0]); i++)
	{
		const char *stop = joined.data + joined.len;

		for (const char *at = joined.data; (at = find(at, stop, title_ends[i])) != NULL;
			 at += strlen(title_ends[i]))
		{
			const char *behind = at + strlen(title_ends[i]);

			if ((behind != stop && behind_bracketed_year(behind, stop) != stop) ||
				!title_ending_at(r, joined, at, behind, (GrText) {NULL, 0}, title) ||
				title->start != joined.data)
				continue;
			title->start = line.data;
			title->end = end;
			if (title->authority.len == 0 && reader_may_precede_title(above))
				take_line_above(r, above, title);
			return true;
		}
	}
	return false;
}

/* Where the next line ends, if it is short enough for a title's rest. */
static const char *
short_next_line(const char *eol, const char *end)
{
	const char *next = eol < end ? gr_skip_blanks(eol + 1, end) : end;
	const char *next_end = next < end ? memchr(next, '\n', (size_t) (end - next)) : NULL;

	if (next_end == NULL)
		next_end = end;
	next_end = gr_trim_end(next, next_end);
	return next < next_end && gr_count_chars(next, next_end) <= BROKEN_CHARS ? next_end : NULL;
}

/* The best title in the text from p to end. */
static void
find_title(Reader *r, const char *p, const char *end, Title *best)
{
	GrText		above = {NULL, 0};

	while (p < end)
	{
		const char *eol = memchr(p, '\n', end - p);
		const char *start;
		GrText		line;
		Title		whole;
		const char *next_end;

		if (eol == NULL)
			eol = end;
		start = gr_skip_blanks(p, eol);
		/* the marks of a Markdown heading */
		while (start < eol && (*start == '#' || *start == '*' || *start == ' '))
			start++;
		line = (GrText) {start, (size_t) (gr_trim_end(start, eol) - start)};
		while (line.len > 0 && (start[line.len - 1] == '*' || start[line.len - 1] == '#' ||
								start[line.len - 1] == ' '))
			line.len--;
		for (size_t i = 0; i < sizeof(title_ends) / sizeof(title_ends[0]); i++)
			for (const char *at = start;
				 (at = find(at, line.data + line.len, title_ends[i])) != NULL;
				 at += strlen(title_ends[i]))
			{
				Title		title;

				if (title_ending_at(r, line, at, at + strlen(title_ends[i]), above, &title) &&
					title.score > best->score)
					*best = title;
			}
		if (find_whole_title(r, line, line.data + line.len, above, &whole) && whole.score > best->score)
			*best = whole;
		if ((next_end = short_next_line(eol, end)) != NULL &&
			find_whole_title(r, line, next_end, above, &whole) && whole.score > best->score)
			*best = whole;
		if (line.len > 0)
			above = line;
		p = eol + 1;
		reader_poll(r);
	}
}

/* The year of the statistical period: 某年1月1日 ... 12月31. */
static int
find_period(const char *p, const char *end, GrText *raw)
{
	const char *start = p;

	for (const char *at = p; (at = find(at, end, "月")) != NULL; at += strlen("月"))
	{
		const char *one = gr_trim_lines(start, at);
		const char *from;
		const char *limit = end - at > 120 ? at + 120 : end;
		const char *last;
		uint32_t	c;
		int			year;

		if (one <= start || (gr_next(gr_previous(one), &c), gr_fold[c]) != '1')
			continue;
		one = gr_trim_lines(start, gr_previous(one));
		if (one - start < (ptrdiff_t) strlen("年") ||
			memcmp(one - strlen("年"), "年", strlen("年")) != 0 ||
			(year = gr_year_before(start, one - strlen("年"), &from)) == 0)
			continue;
		if ((last = find(at + strlen("月"), limit, "月")) == NULL)
			continue;
		one = gr_trim_lines(at, last);
		if ((gr_next(gr_previous(one), &c), gr_fold[c]) != '2')
			continue;
		*raw = (GrText) {from, (size_t) (last + strlen("月") - from)};
		return year;
	}
	/* 20251231 */
	for (const char *at = p; (at = find(at, end, "1231")) != NULL; at++)
	{
		const char *from;
		int			year = gr_year_before(start, at, &from);

		if (year != 0 && at - from == 4)
		{
			*raw = (GrText) {from, (size_t) (at + 4 - from)};
			return year;
		}
	}
	return 0;
}

/*
 * The first year the opening words name: not that of another document (《...》,
 * 〔2021〕), not one something is compared with.
 */
static int
find_opening_year(const char *p, const char *end, GrText *raw)
{
	static const char *const comparing[] = {"比", "较", "与", "同", "至", "自", "到"};
	const char *start = p;

	for (const char *at = p; (at = find(at, end, "年")) != NULL; at += strlen("年"))
	{
		const char *from;
		int			year = gr_year_before(start, at, &from);
		const char *open = NULL;
		bool		compared = false;

		if (year == 0)
			continue;
		for (const char *q = from > start + 150 ? from - 150 : start; q < from; q++)
			if (memcmp(q, "《", 3) == 0)
				open = q;
			else if (memcmp(q, "》", 3) == 0)
				open = NULL;
		for (size_t i = 0; i < sizeof(comparing) / sizeof(comparing[0]); i++)
			if (gr_ends_with(start, from, comparing[i]))
				compared = true;
		if (open != NULL || compared)
			continue;
		*raw = (GrText) {from, (size_t) (at + strlen("年") - from)};
		return year;
	}
	return 0;
}

/* Takes the title's lines out of the preamble's prose. */
static void
drop_title_from_prose(Reader *r, const Title *title)
{
	for (int i = 0; i < r->nprose; i++)
		for (int j = 0; j < r->prose[i].npieces; j++)
		{
			Prose	   *prose = &r->prose[i];
			Piece	   *piece = &prose->pieces[j];
			Piece		rest;

			if (title->start < piece->start || title->end > piece->end)
				continue;
			rest = (Piece) {title->end, piece->end};
			piece->end = gr_trim_end(piece->start, title->start);
			while (piece->end > piece->start && piece->end[-1] == '\n')
				piece->end = gr_trim_end(piece->start, piece->end - 1);
			while (rest.start < rest.end &&
				   (*rest.start == '\n' || gr_skip_blanks(rest.start, rest.end) > rest.start))
				rest.start = *rest.start == '\n' ? rest.start + 1 :
					gr_skip_blanks(rest.start, rest.end);
			if (piece->end == piece->start)
				*piece = rest;
			else if (rest.start < rest.end &&
					 reader_grow(r, (void **) &prose->pieces, &prose->size, prose->npieces,
								 sizeof(Piece)))
			{
				memmove(prose->pieces + j + 2, prose->pieces + j + 1,
						sizeof(Piece) * (size_t) (prose->npieces - j - 1));
				prose->pieces[j + 1] = rest;
				prose->npieces++;
			}
			if (prose->npieces > 0 && prose->pieces[j].start >= prose->pieces[j].end)
			{
				memmove(prose->pieces + j, prose->pieces + j + 1,
						sizeof(Piece) * (size_t) (prose->npieces - j - 1));
				prose->npieces--;
			}
			return;
		}
}

/* Where the first section's title or the first table begins. */
static const char *
opening_end(const Reader *r, int section)
{
	const char *end = r->end;

	for (int i = 0; i < r->nprose; i++)
		if (r->prose_number[i] > section && r->prose[i].seen && r->prose[i].heading.data < end)
			end = r->prose[i].heading.data;
	return end - r->text > SEARCH_BYTES ? r->text + SEARCH_BYTES : end;
}

/* The start of the character p is inside of; end is its own. */
static const char *
at_character(const Reader *r, const char *p)
{
	while (p < r->end && p > r->text && ((unsigned char) *p & 0xC0) == 0x80)
		p--;
	return p;
}

/* Marks that part what is no title, or a title from what is none. */
static bool
parts_title(uint32_t c)
{
	return gr_kind[c] == GR_CHAR_STOP || gr_kind[c] == GR_CHAR_TAB || gr_kind[c] == GR_CHAR_BAR ||
		gr_fold[c] == ',' || gr_fold[c] == ':' || c == '>' || c == 0x3001;
}

/* Does a body's name stand from p to the title's words, besides a year? */
static bool
names_body(const char *p, const char *word)
{
	const char *from;
	const char *to;
	int			words;

	if (gr_ends_with(p, word, "政府"))
		word -= strlen("政府");
	words = gr_count_words(p, word, TITLE_CHARS);
	if (gr_find_year(p, word, true, &from, &to) != 0)
		words -= gr_count_words(from, to, TITLE_CHARS);
	return words >= BODY_WORDS;
}

int
reader_names_report(const char *p, const char *end)
{
	const char *word = NULL;
	const char *from;
	const char *to;

	end = gr_trim_lines(p, end);
	if (gr_count_chars(p, end) > TITLE_CHARS)
		return 0;
	for (const char *at = p; at < end;)
	{
		uint32_t	c;

		at = gr_next(at, &c);
		if (parts_title(c))
			return 0;
	}
	for (size_t i = 0; word == NULL && i < sizeof(title_words) / sizeof(title_words[0]); i++)
		word = find(p, end, title_words[i]);
	for (size_t i = 0; word != NULL && i < sizeof(title_ends) / sizeof(title_ends[0]); i++)
		for (const char *at = word; (at = find(at, end, title_ends[i])) != NULL;)
		{
			at += strlen(title_ends[i]);
			/* nothing but a year in brackets, quotes and marks behind */
			if (gr_count_words(behind_bracketed_year(at, end), end, 1) == 0)
				return 1 + (gr_find_year(p, end, true, &from, &to) != 0) + names_body(p, word);
		}
	return 0;
}

void
read_identity(Reader *r)
{
	const char *opening = at_character(r, opening_end(r, 0));
	const char *overview = at_character(r, opening_end(r, 1));
	Title		title = {.score = -1};
	GrText		raw = {NULL, 0};

	r->period = find_period(r->text, overview, &raw);
	find_title(r, r->text, opening, &title);
	if (title.score < 8)
		find_title(r, opening, overview, &title);
	if (r->failed)
		return;
	if (title.score >= 0)
	{
		r->report->title = title.text;
		r->report->authority = title.authority;
		r->report->year = title.year;
		drop_title_from_prose(r, &title);
	}
	if (r->report->year == 0)
	{
		r->report->year = r->period;
		if (r->period == 0)
			r->report->year = find_opening_year(opening, overview, &raw);
		if (r->report->year == 0)
			r->report->year = find_opening_year(r->text, opening, &raw);
		if (r->report->year != 0)
			reader_note(r, GR_NOTE_YEAR_INFERRED, GR_NONE, 0, raw);
	}
	else if (r->period != 0 && r->period != r->report->year)
		reader_note(r, GR_NOTE_YEAR_CONFLICT, GR_NONE, 0, raw);
}
