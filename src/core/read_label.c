/*
 * read_label.c
 *		Finding the label a cell begins with: whole, cut by a line's end, gone on
 *		the next line or behind a page number, or misprinted.
 */
#include "reader.h"

#include <string.h>

/* Does a remark begin behind a label that this line does not close? */
static bool
is_cut_remark(const char *p, const char *end)
{
	p = gr_skip_blanks(p, end);
	return p < end && gr_kind_at(p) == GR_CHAR_OPEN && skip_bracket(p, end) == p;
}

/* A row's label, or in table two a column's, that is like the text. */
static int
find_similar(const Reader *r, const char *p, const char *end)
{
	int			similar = gr_similar_label(p, end, GR_LABEL_ROW, r->table);

	if (similar == GR_NONE && r->table == GR_PROACTIVE)
		similar = gr_similar_label(p, end, GR_LABEL_COLUMN, r->table);
	return similar;
}

/* So many words of a label must be there to know it by its beginning. */
static int
words_of_a_cut(GrEnumerator enumerator)
{
	return enumerator.kind != GR_ENUM_NONE ? 2 : 4;
}

/* Where the first remark in brackets begins, or the end. */
static const char *
remark_start(const char *p, const char *end)
{
	const char *at = p;

	while (at < end)
	{
		uint32_t	c;
		const char *next = gr_next(at, &c);

		if (gr_kind[c] == GR_CHAR_OPEN && at > p)
			return at;
		at = next;
	}
	return end;
}

/*
 * Can the label stand here: one of the table's, or one that opens another?
 * Table four's follow table three's directly where its title is lost.
 */
bool
label_fits(const Reader *r, int label)
{
	return label_for_table(label, r->table) != GR_NONE ||
		(label_is_strong(label) && gr_labels[label].table != GR_NONE) ||
		(r->table == GR_REQUESTS && label_for_table(label, GR_REMEDIES) != GR_NONE);
}

/* The heading or row with this enumerator whose label begins with the text. */
static int
find_cut_heading(const Reader *r, const char *p, const char *end, GrEnumerator enumerator)
{
	GrMatch		cut;

	if (!gr_match_beginning(p, end, &cut))
		return GR_NONE;
	for (int label = cut.label; label != GR_NONE; label = gr_labels[label].next_same)
	{
		GrEnumerator own = label_enumerator(label);

		if (gr_labels[label].table == r->table && own.kind == enumerator.kind &&
			own.number == enumerator.number)
			return label;
	}
	return GR_NONE;
}

/*
 * A label whose first part ends a line and whose rest stands behind a page
 * number.  Sets *after in the text; GR_NONE when there is none.
 */
static int
match_over_page_break(Reader *r, const char *p, const char *text, const char *line_end,
					  const char **after)
{
	char		joined[600];
	const char *rest = line_end;
	const char *rest_end;
	size_t		first = (size_t) (text - p);
	size_t		second;
	GrMatch		match;
	bool		page = false;

	for (int i = 0; i < 6 && rest < r->end; i++)
	{
		rest = rest + 1 < r->end ? gr_skip_blanks(rest + 1, r->end) : r->end;
		rest_end = rest >= r->end ? r->end : memchr(rest, '\n', (size_t) (r->end - rest));
		if (rest_end == NULL)
			rest_end = r->end;
		if (rest < rest_end && !is_page_number(rest, gr_trim_end(rest, rest_end)))
			break;
		page = page || rest < rest_end;
		rest = rest_end;
	}
	if (!page || rest >= r->end || first > sizeof(joined) / 2)
		return GR_NONE;
	second = (size_t) (rest_end - rest);
	if (second > sizeof(joined) - first)
		second = (size_t) (sizeof(joined) - first);
	while (second > 0 && rest + second < r->end && ((unsigned char) rest[second] & 0xC0) == 0x80)
		second--;
	memcpy(joined, p, first);
	memcpy(joined + first, rest, second);
	if (!gr_match_label(joined, joined + first + second, false, &match) ||
		match.end <= joined + first || label_for_table(match.label, r->table) == GR_NONE)
		return GR_NONE;
	*after = rest + (match.end - (joined + first));
	return match.label;
}

/*
 * A label that begins at p (behind its enumerator).  Sets *how and *after;
 * GR_NONE when there is none.  Tried: the label itself, its text continued on
 * the next line, its beginning, a similar one.
 */
int
find_label(Reader *r, const LineState *line, const char *p, const char *end,
		   const char *line_end, GrEnumerator enumerator, LabelHow *how, const char **after)
{
	const char *text = text_end(line->grid, p, end);
	GrMatch		match;
	GrMatch		cut;
	int			found = GR_NONE;
	int			similar;

	*how = LABEL_EXACT;
	/* the rest of a label cut on the line above, even if it looks like one */
	if (enumerator.kind == GR_ENUM_NONE && table_awaits_rest(r) &&
		gr_is_fragment_of_row(p, text, table_last_row(r)))
		return GR_NONE;
	if (gr_match_label(p, end, false, &match) && label_fits(r, match.label))
	{
		const char *behind = skip_marks(skip_remark(p, match.end, end), end);

		found = match.label;
		*after = behind;
		if (is_cut_remark(match.end, end))
			*how = LABEL_CUT;
		/* nothing strange behind it: that is it */
		if (behind >= text || number_at(behind, end) || label_at(r, behind, end) ||
			is_not_applicable(behind, token_end(behind, text)))
			return found;
		/* but it may be the beginning of a longer label, cut by a line end */
		if (gr_match_beginning(p, text, &cut) &&
			gr_labels[cut.label].kind == GR_LABEL_ROW &&
			label_for_table(cut.label, r->table) != GR_NONE &&
			gr_count_words(p, text, 4) >= words_of_a_cut(enumerator))
		{
			*how = LABEL_CUT;
			*after = text;
			return cut.label;
		}
		if (gr_count_words(match.end, text, 1) == 0 ||
			(gr_labels[found].kind == GR_LABEL_ROW ?
			 gr_is_fragment_of_row(match.end, text, gr_labels[found].id) :
			 gr_is_fragment(match.end, text, r->table)))
		{
			*after = text;
			return found;
		}
	}
	/* continued on the next line */
	if (found == GR_NONE && gr_skip_blanks(text, end) == end &&
		gr_match_label(p, r->end - p > 600 ? p + 600 : r->end, true, &match) &&
		match.end > line_end && label_for_table(match.label, r->table) != GR_NONE)
	{
		const char *next = gr_skip_blanks(match.end, r->end);

		if (next == r->end || gr_kind_at(next) == GR_CHAR_NEWLINE ||
			gr_kind_at(next) == GR_CHAR_TAB || gr_kind_at(next) == GR_CHAR_BAR ||
			gr_kind_at(next) == GR_CHAR_OPEN || gr_kind_at(next) == GR_CHAR_CLOSE ||
			next > match.end || number_at(next, r->end))
		{
			*after = match.end;
			return match.label;
		}
	}
	if (found == GR_NONE && gr_skip_blanks(text, end) == end &&
		(found = match_over_page_break(r, p, text, line_end, after)) != GR_NONE)
		return found;
	/* a group's heading of which a piece stands beside a row */
	if (enumerator.kind == GR_ENUM_BRACKET &&
		(found == GR_NONE || gr_labels[found].kind != GR_LABEL_GROUP) &&
		(similar = find_cut_heading(r, p, token_end(p, text), enumerator)) != GR_NONE)
	{
		*how = LABEL_CUT;
		*after = token_end(p, text);
		return similar;
	}
	if (found == GR_NONE && gr_match_beginning(p, text, &match) &&
		label_for_table(match.label, r->table) != GR_NONE &&
		gr_labels[match.label].kind == GR_LABEL_ROW &&
		gr_count_words(p, text, 4) >= words_of_a_cut(enumerator))
	{
		*how = LABEL_CUT;
		*after = text;
		return match.label;
	}
	if (enumerator.kind == GR_ENUM_NONE && found == GR_NONE &&
		gr_is_fragment(p, text, r->table) &&
		(gr_count_words(p, text, 5) < 5 || table_awaits_rest(r)))
		return GR_NONE;
	similar = find_similar(r, p, text);
	if (similar == GR_NONE)
		similar = find_similar(r, p, remark_start(p, text));
	if (similar != GR_NONE &&
		(found == GR_NONE || gr_labels[similar].words > gr_labels[found].words))
	{
		*how = LABEL_SIMILAR;
		*after = text;
		return similar;
	}
	/* a short label with a longer text behind it is another label */
	if (found != GR_NONE && gr_count_words(*after, text, 64) > gr_labels[found].words)
		return GR_NONE;
	if (found != GR_NONE)
	{
		*how = LABEL_SIMILAR;
		*after = text;
	}
	return found;
}
