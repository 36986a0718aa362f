/*
 * read_title.c
 *		Section titles and the prose between them.
 */
#include "reader.h"

#include <string.h>

/* A title has at most this many bytes; a longer line is no title. */
#define TITLE_BYTES_MAX 150
/* So many dots lead to a page number. */
#define LEADER_DOTS 3
/* Likeness (percent) that makes a numbered line a title ... */
#define LIKENESS_TITLE 70
/* ... and that is enough when the number is the form's own. */
#define LIKENESS_NUMBERED 50

/* The place of a section's prose in r->prose, or GR_NONE when there is no more. */
int
reader_prose_index(Reader *r, int section)
{
	for (int i = 0; i < r->nprose; i++)
		if (r->prose_number[i] == section)
			return i;
	if (r->nprose > GR_SECTIONS_MAX)
		return GR_NONE;
	r->prose_number[r->nprose] = section;
	memset(&r->prose[r->nprose], 0, sizeof(Prose));
	return r->nprose++;
}

/* Adds a piece of prose to the current section; pieces that adjoin become one. */
void
reader_add_prose(Reader *r, const char *start, const char *end)
{
	int			index = reader_prose_index(r, r->section);
	Prose	   *prose;

	end = gr_trim_end(start, end);
	if (index == GR_NONE || start >= end)
		return;
	prose = &r->prose[index];
	if (prose->npieces > 0)
	{
		Piece	   *last = &prose->pieces[prose->npieces - 1];
		const char *p = last->end;

		while (p < start && (gr_kind_at(p) == GR_CHAR_BLANK || *p == '\n'))
		{
			uint32_t	c;

			p = gr_next(p, &c);
		}
		if (p >= start)
		{
			last->end = end;
			return;
		}
	}
	if (!reader_grow(r, (void **) &prose->pieces, &prose->size, prose->npieces,
					 sizeof(Piece)))
		return;
	prose->pieces[prose->npieces++] = (Piece) {start, end};
}

/*
 * Begins a section.  heading is the title as printed (none when the title is
 * missing); number is the one printed with it, if any.
 */
void
reader_begin_section(Reader *r, int section, GrText heading, bool has_number, int number)
{
	int			index = reader_prose_index(r, section);

	if (has_number && section <= GR_FORM_SECTIONS && number != section)
		reader_note(r, GR_NOTE_SECTION_NUMBER, GR_NONE, r->line, heading);
	r->section = section;
	r->table = section >= 2 && section <= 4 ? section - 2 : GR_NONE;
	if (index == GR_NONE)
		return;
	if (heading.data != NULL)
		r->prose[index].place = ++r->titles;
	if (heading.data != NULL && !r->prose[index].seen)
	{
		r->prose[index].heading = heading;
		r->prose[index].line = r->line;
		r->prose[index].seen = true;
	}
}

/* Only marks and a remark in brackets from p to end? */
static bool
nothing_follows(const char *p, const char *end)
{
	int			depth = 0;
	int			dots = 0;

	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		switch (gr_kind[c])
		{
			case GR_CHAR_OPEN:
				depth++;
				break;
			case GR_CHAR_CLOSE:
				depth--;
				break;
			case GR_CHAR_STOP:
				/* a title may end with a full stop */
				if (c != 0x3002 || p < end)
					return false;
				break;
			case GR_CHAR_DIGIT:
				/* a leader of dots and a page number */
				if (depth <= 0 && dots < LEADER_DOTS)
					return false;
				break;
			case GR_CHAR_WORD:
				if (depth <= 0)
					return false;
				break;
			default:
				dots += gr_fold[c] == '.' || c == 0x2026 || c == 0x00B7;
				/* a clause goes on: a list of the sections in a sentence */
				if (depth <= 0 && (c == 0x3001 || gr_fold[c] == ','))
					return false;
				break;
		}
	}
	return true;
}

/* Has a section nothing but its title so far, as in a list of contents? */
static bool
is_empty_section(const Reader *r, int index)
{
	int			section = r->prose_number[index];

	return r->prose[index].npieces == 0 &&
		(section < 2 || section > 4 || r->tables[section - 2].nentries == 0);
}

/*
 * May this section begin here?  Forward, or one that has not been seen, or has
 * been seen in a list of contents only.
 */
static bool
may_begin(Reader *r, int section, bool numbered)
{
	int			index;

	if (section > r->section)
		return true;
	if (!numbered)
		return false;
	index = reader_prose_index(r, section);
	return index != GR_NONE && (!r->prose[index].seen || is_empty_section(r, index));
}

/* A section beyond the form's six: numbered on from the last. */
static bool
begin_further_section(Reader *r, const char *start, const char *end, int number)
{
	int			last = r->last_unknown ? r->last_unknown : GR_FORM_SECTIONS;

	if (number != last + 1 || r->section < GR_FORM_SECTIONS ||
		number > GR_SECTION_NUMBER_MAX)
		return false;
	r->last_unknown = number;
	reader_begin_section(r, number, (GrText) {start, (size_t) (end - start)}, false, 0);
	return true;
}

/* Behind "第一部分" at p, or p. */
static const char *
skip_part_number(const char *p, const char *end)
{
	static const char first[] = "第";
	static const char last[] = "部分";
	const char *at = p;
	uint32_t	c;

	if ((size_t) (end - at) < strlen(first) || memcmp(at, first, strlen(first)) != 0)
		return p;
	at = gr_next(at + strlen(first), &c);
	if (gr_numeral(c) < 1 || (size_t) (end - at) < strlen(last) ||
		memcmp(at, last, strlen(last)) != 0)
		return p;
	return skip_marks(at + strlen(last), end);
}

/* Behind a year such as "2023年" or "2022年度" at p, or p. */
static const char *
skip_year(const char *p, const char *end)
{
	const char *at = p;
	int			digits = 0;
	uint32_t	c = 0;

	while (at < end && digits < 5)
	{
		const char *next = gr_next(at, &c);

		if (gr_kind[c] == GR_CHAR_DIGIT)
			digits++;
		else if (gr_kind[c] != GR_CHAR_BLANK)
			break;
		at = next;
	}
	if (digits != 4)
		return p;
	if (at < end && c == 0x5E74 /* 年 */ )
	{
		at = gr_skip_blanks(gr_next(at, &c), end);
		if (at < end && gr_next(at, &c) > at && c == 0x5EA6 /* 度 */ )
			at = gr_next(at, &c);
	}
	return gr_skip_blanks(at, end);
}

/*
 * Is the line from start to end a section's title?  Then the section begins;
 * *after is its end, which may lie on the next line.
 */
bool
read_section_title(Reader *r, const char *start, const char *end, const char **after)
{
	GrEnumerator enumerator;
	GrMatch		match;
	const char *p;
	int			section = 0;
	int			likeness;
	bool		numbered;

	*after = end;
	if (end - start > TITLE_BYTES_MAX || end - start < 6)
		return false;
	/* the marks of Markdown headings and emphasis */
	while (start < end && (*start == '#' || *start == '*' || *start == '_' || *start == ' '))
		start++;
	while (end > start && (end[-1] == '*' || end[-1] == '_' || end[-1] == '#' || end[-1] == ' '))
		end--;
	p = gr_skip_blanks(gr_scan_enumerator(start, end, &enumerator), end);
	if (enumerator.kind == GR_ENUM_NONE)
		p = skip_part_number(p, end);
	p = skip_year(p, end);
	numbered = enumerator.kind == GR_ENUM_NUMERAL;
	/* only the first title of all may be numbered in another way */
	if (p >= end || (enumerator.kind != GR_ENUM_NONE && !numbered && r->section > 0))
		return false;
	if (gr_match_label(p, end, false, &match))
	{
		section = label_section(match.label);
		if (enumerator.kind != GR_ENUM_NONE && !numbered && section != 1)
			return false;
		if (section != 0 && nothing_follows(match.end, end))
		{
			if (!may_begin(r, section, numbered))
				return section == r->section;	/* the same title twice */
			reader_begin_section(r, section, (GrText) {start, (size_t) (end - start)},
								 numbered, enumerator.number);
			return true;
		}
		/* a row's label is no title: 四、结转下年度继续办理 */
		if (section == 0 && r->table != GR_NONE && label_for_table(match.label, r->table) != GR_NONE)
			return false;
	}
	if (!numbered)
		return false;
	/* a title wrapped over two lines */
	if (gr_match_label(p, r->end - p > 300 ? p + 300 : r->end, true, &match) &&
		match.end > end && (section = label_section(match.label)) != 0)
	{
		const char *eol = memchr(match.end, '\n', r->end - match.end);

		if (eol == NULL)
			eol = r->end;
		if (nothing_follows(match.end, eol) && may_begin(r, section, numbered))
		{
			reader_begin_section(r, section,
								 (GrText) {start, (size_t) (gr_trim_end(start, eol) - start)},
								 numbered, enumerator.number);
			*after = eol;
			return true;
		}
	}
	if (!nothing_follows(end, end) || memchr(p, ';', end - p) != NULL)
		return false;
	section = gr_similar_title(p, end, &likeness);
	if (section != 0 && may_begin(r, section, numbered) &&
		(likeness >= LIKENESS_TITLE ||
		 (likeness >= LIKENESS_NUMBERED && section == enumerator.number &&
		  section > r->section)))
	{
		for (const char *at = p; at < end;)
		{
			uint32_t	c;

			at = gr_next(at, &c);
			if (gr_kind[c] == GR_CHAR_STOP || gr_fold[c] == ',')
				return false;
		}
		reader_begin_section(r, section, (GrText) {start, (size_t) (end - start)},
							 numbered, enumerator.number);
		return true;
	}
	return begin_further_section(r, start, end, enumerator.number);
}
