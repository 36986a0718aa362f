/*
 * read_run.c
 *		A long line: prose, or a whole report run together, with titles, labels
 *		and figures glued to each other.
 *
 * Prose goes by until a section's title or a strong label with another label
 * or a number right behind it.  From there on labels and numbers must follow
 * each other closely; where they do not, what stands between is prose.
 */
#include "reader.h"

/* No label or number is looked for further than this behind where it begins. */
#define REACH 600
/* A longer remark is not a title's. */
#define REMARK_CHARS 32
/* So long a label stands by chance nowhere, whatever is before it. */
#define SURE_WORDS 16
/* Words between two labels of one table, at most. */
#define GAP_WORDS 40

/* Where the numbers and labels of a table have led so far. */
typedef struct Run
{
	Reader	   *r;
	LineState	line;
	const char *start;
	const char *end;
	const char *prose;			/* prose not yet kept begins here */
	const char *chain;			/* end of the last label or number, or NULL */
} Run;

static inline const char *
reach(const Run *run, const char *p)
{
	const char *limit;

	if (run->end - p <= REACH)
		return run->end;
	/* not inside a character */
	limit = p + REACH;
	while (((unsigned char) *limit & 0xC0) == 0x80)
		limit--;
	return limit;
}

/* The enumerator right before p, not reaching back over limit. */
static const char *
enumerator_before(const char *limit, const char *p, GrEnumerator *enumerator)
{
	const char *at = p;

	for (int i = 0; i < 6 && at > limit; i++)
	{
		at = gr_previous(at);
		if (gr_skip_blanks(gr_scan_enumerator(at, p, enumerator), p) == p &&
			enumerator->kind != GR_ENUM_NONE)
			return at;
	}
	enumerator->kind = GR_ENUM_NONE;
	enumerator->number = 0;
	return p;
}

/* May a title or label begin at p, after what stands before it? */
static bool
parted_before(const Run *run, const char *p)
{
	GrCharKind	kind;
	uint32_t	c;

	if (p <= run->start || p == run->chain)
		return true;
	gr_next(gr_previous(p), &c);
	kind = gr_kind[c];
	return kind != GR_CHAR_WORD && kind != GR_CHAR_OPEN && c != 0x3001 && gr_fold[c] != ',';
}

/* Keeps what lies between the last label or number and p as prose. */
static void
keep_prose(Run *run, const char *p)
{
	/* a few words between two labels are a label's, not prose */
	if (run->prose < p &&
		(run->r->table == GR_NONE || run->chain == NULL ||
		 !gr_is_fragment(run->prose, p, run->r->table)))
		reader_add_prose(run->r, gr_skip_blanks(run->prose, p), p);
	run->prose = p;
}

/* A section's title whose words begin at p; returns behind it, or NULL. */
static const char *
title_at(Run *run, const char *p, int label, const char *label_end)
{
	Reader	   *r = run->r;
	GrEnumerator enumerator;
	const char *from = enumerator_before(run->prose, p, &enumerator);
	int			section = label_section(label);
	uint32_t	c = ' ';
	int			index;

	/* the first may follow the report's title without anything between */
	if (section == 0 || enumerator.kind != GR_ENUM_NUMERAL ||
		(!parted_before(run, from) && !(section == 1 && r->section == 0)))
		return NULL;
	/* a remark belongs to the title; the hook of table three does not */
	if (!label_at(r, gr_skip_blanks(label_end, run->end), reach(run, label_end)))
	{
		const char *behind = skip_remark(p, label_end, reach(run, label_end));

		if (gr_count_chars(label_end, behind) <= REMARK_CHARS)
			label_end = behind;
	}
	if (label_end < run->end)
		gr_next(label_end, &c);
	if (c == 0x3001 || gr_fold[c] == ',' || gr_kind[c] == GR_CHAR_STOP)
		return NULL;
	index = reader_prose_index(r, section);
	if (section <= r->section && (index == GR_NONE || r->prose[index].seen))
		return NULL;
	keep_prose(run, from);
	reader_begin_section(r, section, (GrText) {from, (size_t) (label_end - from)}, true,
						 enumerator.number);
	run->prose = run->chain = label_end;
	return label_end;
}

/* Does what begins at p follow a label: a number that is a cell, or a label? */
static bool
cell_or_label_at(const Run *run, const char *p, bool glued)
{
	GrNumber	number;
	const char *end = reach(run, p);

	GrEnumerator enumerator;

	gr_scan_enumerator(gr_skip_blanks(p, end), end, &enumerator);
	return p >= run->end || (glued && enumerator.kind != GR_ENUM_NONE) || find_number(run->r, p, end, glued, &number) != NULL ||
		label_at(run->r, p, end);
}

/*
 * Takes the label that begins at p (its enumerator at from) and ends at
 * label_end into its table; returns behind it.
 */
static const char *
take_label(Run *run, const char *from, int label, GrEnumerator enumerator,
		   const char *after, LabelHow how)
{
	Reader	   *r = run->r;
	GrNumber	number;

	keep_prose(run, from);
	if (label_for_table(label, r->table) == GR_NONE)
		enter_table_of(r, label);
	table_add_label(r, label, enumerator, (GrText) {from, (size_t) (after - from)}, how,
					find_number(r, after, reach(run, after), true, &number) != NULL);
	run->line.label = true;
	run->prose = run->chain = after;
	return after;
}

/* Is the label nothing but a head of the table, and not a short one? */
static bool
is_head_of(int label, int table)
{
	label = label_for_table(label, table);
	return label != GR_NONE && gr_labels[label].words >= 4 &&
		(gr_labels[label].kind == GR_LABEL_COLUMN || gr_labels[label].kind == GR_LABEL_HEAD);
}

/* The text from p to the next digit or sentence end, for a misprinted label. */
static const char *
text_before_digit(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_kind[c] == GR_CHAR_DIGIT || gr_kind[c] == GR_CHAR_STOP)
			break;
		p = next;
	}
	return p;
}

/*
 * Reads the label or number that follows the last one at p.  Returns behind
 * it, or NULL where the chain breaks.
 */
static const char *
read_link(Run *run, const char *p)
{
	Reader	   *r = run->r;
	const char *end = reach(run, p);
	const char *from;
	const char *start;
	const char *after;
	GrEnumerator enumerator;
	GrMatch		match;
	GrNumber	number;
	int			similar;
	uint32_t	c;

	from = skip_marks(p, end);
	if (from >= end)
		return NULL;
	start = gr_skip_blanks(gr_scan_enumerator(from, end, &enumerator), end);
	if (start < end && enumerator.kind == GR_ENUM_NONE && gr_kind_at(start) == GR_CHAR_OPEN)
		start = gr_next(start, &c);
	if (start < end && gr_match_label(start, end, false, &match))
	{
		if (label_section(match.label) != 0 &&
			(after = title_at(run, start, match.label, match.end)) != NULL)
			return after;
		after = skip_marks(skip_remark(start, match.end, end), end);
		if (label_fits(r, match.label) &&
			(cell_or_label_at(run, after, true) || is_head_of(match.label, r->table)))
			return take_label(run, from, match.label, enumerator, after, LABEL_EXACT);
	}
	if ((after = find_number(r, from, end, true, &number)) != NULL)
	{
		Item	   *item = table_add_item(r, ITEM_NUMBER, (GrText) {from, (size_t) (after - from)});

		if (item != NULL)
		{
			item->number = number;
			item->joined = true;
		}
		run->prose = run->chain = after;
		return after;
	}
	gr_next(from, &c);
	if (gr_fold[c] == '/')
	{
		after = gr_next(from, &c);
		table_add_item(r, ITEM_NOT_APPLICABLE, (GrText) {from, (size_t) (after - from)});
		run->prose = run->chain = after;
		return after;
	}
	after = text_before_digit(start, end);
	if (after < end && gr_kind_at(after) == GR_CHAR_DIGIT &&
		(similar = gr_similar_label(start, after, GR_LABEL_ROW, r->table)) != GR_NONE &&
		cell_or_label_at(run, after, true))
		return take_label(run, from, similar, enumerator, after, LABEL_SIMILAR);
	return NULL;
}

/*
 * A label or title that begins at p, out of the chain; returns behind it, or
 * NULL.
 */
static const char *
find_link(Run *run, const char *p)
{
	Reader	   *r = run->r;
	const char *end = reach(run, p);
	const char *from;
	const char *after;
	GrEnumerator enumerator;
	GrMatch		match;
	bool		near;
	bool		pair;

	if (!gr_match_label(p, end, false, &match))
		return NULL;
	if (label_section(match.label) != 0 &&
		(after = title_at(run, p, match.label, match.end)) != NULL)
		return after;
	if (gr_labels[match.label].table == GR_NONE && gr_labels[match.label].next_same == GR_NONE)
		return NULL;
	near = r->table != GR_NONE && run->chain != NULL && p - run->chain < REACH &&
		gr_count_words(run->chain, p, GAP_WORDS) < GAP_WORDS;
	from = enumerator_before(run->prose, p, &enumerator);
	near = near && label_for_table(match.label, r->table) != GR_NONE &&
		(gr_labels[match.label].words >= 4 || enumerator.kind != GR_ENUM_NONE);
	/* two labels of table four together need nothing before them */
	pair = r->table == GR_REQUESTS && label_for_table(match.label, GR_REMEDIES) != GR_NONE &&
		label_at(r, match.end, end);
	/* close to the last label a misprinted one may stand before it */
	if (from > run->start && !near && !pair && gr_labels[match.label].words < SURE_WORDS &&
		!parted_before(run, from))
	{
		/* an opening bracket may be the label's own: the head's hook */
		const char *before = gr_previous(from);

		if (enumerator.kind != GR_ENUM_NONE || gr_kind_at(before) != GR_CHAR_OPEN ||
			!parted_before(run, before))
			return NULL;
		from = before;
	}
	if (!near && !pair && !label_is_strong(match.label))
		return NULL;
	after = skip_marks(skip_remark(p, match.end, end), end);
	if (after >= run->end || !cell_or_label_at(run, after, false))
		return NULL;
	return take_label(run, from, match.label, enumerator, after, LABEL_EXACT);
}

/*
 * Reads a long line from p to end.  Each place is looked at once, and never
 * further than REACH bytes ahead, so the work is linear.
 */
void
read_run(Reader *r, const char *p, const char *end)
{
	Run			run = {.r = r,.start = p,.end = end,.prose = p};

	if (r->table != GR_NONE)
		run.chain = p;
	while (p < end && !r->failed)
	{
		const char *after = NULL;
		const char *next;
		uint32_t	first;
		uint32_t	second;

		if (p == run.chain && r->table != GR_NONE && (after = read_link(&run, p)) != NULL)
		{
			p = after;
			reader_poll(r);
			continue;
		}
		next = gr_next(p, &first);
		if (gr_label_starts_with(first) && next < end)
		{
			gr_next(next, &second);
			if ((gr_kind[second] != GR_CHAR_WORD || gr_label_may_begin(first, second)) &&
				(after = find_link(&run, p)) != NULL)
			{
				p = after;
				reader_poll(r);
				continue;
			}
		}
		p = next;
	}
	keep_prose(&run, end);
}
