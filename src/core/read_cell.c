/*
 * read_cell.c
 *		The labels, numbers and other texts between two separators.
 */
#include "reader.h"

#include <string.h>

/* A gap of this many blanks parts the texts of a line. */
#define WIDE_GAP 2
/* A text of more words is no cell's. */
#define CELL_WORDS 6

/* Texts that say a cell does not apply. */
static const char *const not_applicable[] = {
	"/", "\\", "-", "--", "---", "无", "不适用", "N/A", "n/a", "*"
};

/* No such mark is longer. */
#define MARK_BYTES 12

/* Is the text one of the marks for "not applicable"? */
bool
is_not_applicable(const char *p, const char *end)
{
	char		folded[3 * MARK_BYTES];	/* two bytes may fold to three */
	size_t		len = 0;

	if (p >= end || end - p > MARK_BYTES || (*p >= '0' && *p <= '9'))
		return false;
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		c = gr_fold[c];
		if (c == 0x2500)
			c = '-';
		if (c < 0x80)
			folded[len++] = (char) c;
		else
		{
			folded[len++] = (char) (0xE0 | c >> 12);
			folded[len++] = (char) (0x80 | (c >> 6 & 0x3F));
			folded[len++] = (char) (0x80 | (c & 0x3F));
		}
	}
	for (size_t i = 0; i < sizeof(not_applicable) / sizeof(not_applicable[0]); i++)
		if (strlen(not_applicable[i]) == len && memcmp(folded, not_applicable[i], len) == 0)
			return true;
	return false;
}

/* Counts the columns on to p: in characters, and with Han characters as two. */
static void
measure(LineState *line, const char *p)
{
	while (line->measured < p)
	{
		uint32_t	c;

		line->measured = gr_next(line->measured, &c);
		line->column++;
		line->wide_column += c >= 0x1100 ? 2 : 1;
	}
}

/* Turns to a table; a section without a title begins with its table. */
void
reader_enter_table(Reader *r, int table)
{
	if (r->table != table)
	{
		r->tables[table].in_head = false;
		r->tables[table].last_row = GR_NONE;
		r->tables[table].group = GR_NONE;
	}
	r->table = table;
	if (r->section < table + 2)
		reader_begin_section(r, table + 2, (GrText) {NULL, 0}, false, 0);
}

/* Behind an opening bracket's match, or p if it is not closed by end. */
const char *
skip_bracket(const char *p, const char *end)
{
	int			depth = 0;

	for (const char *at = p; at < end;)
	{
		uint32_t	c;

		at = gr_next(at, &c);
		if (gr_kind[c] == GR_CHAR_OPEN)
			depth++;
		else if (gr_kind[c] == GR_CHAR_CLOSE && --depth == 0)
			return at;
	}
	return p;
}

/* Skips blanks and marks that mean nothing between label and cell. */
const char *
skip_marks(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		GrCharKind	kind = gr_kind[c];

		if (kind == GR_CHAR_MARK)
		{
			/* a sign, or a mark that stands for a cell */
			if (gr_fold[c] == '-' || gr_fold[c] == '+' || gr_fold[c] == '/' ||
				gr_fold[c] == '\\' || gr_fold[c] == '*')
				break;
		}
		else if (kind != GR_CHAR_BLANK && kind != GR_CHAR_IGNORED && kind != GR_CHAR_CLOSE)
			break;
		p = next;
	}
	return p;
}

/* Does a number that may stand in a cell begin here? */
bool
number_at(const char *p, const char *end)
{
	GrNumber	number;

	return p < end && gr_scan_number(p, end, &number) != NULL;
}

/* Does a label of the table or a title begin here, enumerator and all? */
bool
label_at(const Reader *r, const char *p, const char *end)
{
	GrEnumerator enumerator;
	GrMatch		match;

	p = gr_skip_blanks(gr_scan_enumerator(gr_skip_blanks(p, end), end, &enumerator), end);
	if (p < end && enumerator.kind == GR_ENUM_NONE && gr_kind_at(p) == GR_CHAR_OPEN)
	{
		uint32_t	c;

		p = gr_next(p, &c);
	}
	if (p >= end || !gr_match_label(p, end, false, &match))
		return false;
	return r->table == GR_NONE || label_fits(r, match.label) ||
		(enumerator.kind == GR_ENUM_NUMERAL && label_section(match.label) != 0);
}

/*
 * Behind a label that began at start and whose words end at p: behind the
 * bracket it opened, and behind remarks in brackets.
 */
const char *
skip_remark(const char *start, const char *p, const char *end)
{
	const char *at;
	GrEnumerator enumerator;
	int			depth = 0;

	for (at = start; at < p;)
	{
		uint32_t	c;

		at = gr_next(at, &c);
		depth += gr_kind[c] == GR_CHAR_OPEN ? 1 : gr_kind[c] == GR_CHAR_CLOSE ? -1 : 0;
	}
	while (depth > 0 && at < end)
	{
		uint32_t	c;

		at = gr_next(at, &c);
		if (gr_kind[c] == GR_CHAR_CLOSE && --depth == 0)
			p = at;
		else if (gr_kind[c] == GR_CHAR_OPEN)
			depth++;
	}
	at = gr_skip_blanks(p, end);
	while (at < end && gr_kind_at(at) == GR_CHAR_OPEN)
	{
		const char *after;

		gr_scan_enumerator(at, end, &enumerator);
		if (enumerator.kind == GR_ENUM_BRACKET)
			break;
		after = skip_bracket(at, end);
		if (after == at)
			after = text_end(false, at, end);	/* never closed: all the text is */
		p = after;
		at = gr_skip_blanks(p, end);
	}
	return p;
}

/* The end of what stands at p without a blank. */
const char *
token_end(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_kind[c] == GR_CHAR_BLANK)
			break;
		p = next;
	}
	return p;
}

/* Nothing but digits, points and blanks from p to end? */
static bool
only_digits(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] != GR_CHAR_DIGIT && gr_kind[c] != GR_CHAR_BLANK && gr_fold[c] != '.')
			return false;
	}
	return true;
}

/* A word, a closing bracket or a quote: what the words of a label end with. */
static bool
ends_words(const char *p)
{
	uint32_t	c;

	gr_next(p, &c);
	return gr_kind[c] == GR_CHAR_WORD || gr_kind[c] == GR_CHAR_CLOSE || gr_fold[c] == '"';
}

/* Does an item's enumerator in brackets begin here, not an article's number? */
static bool
begins_item(const char *p, const char *end)
{
	GrEnumerator enumerator;
	const char *after = gr_scan_enumerator(p, end, &enumerator);
	uint32_t	c = 0;

	if (enumerator.kind != GR_ENUM_BRACKET)
		return false;
	after = gr_skip_blanks(after, end);
	if (after < end)
		gr_next(after, &c);
	return gr_fold[c] != 0x9879;	/* 项 */
}

/* Where a text ends: at a wide gap, or where a number stands alone. */
const char *
text_end(bool grid, const char *p, const char *end)
{
	int			gap = 0;
	int			depth = 0;
	const char *gap_start = p;

	for (const char *at = p; at < end;)
	{
		uint32_t	c;
		const char *next = gr_next(at, &c);
		GrCharKind	kind = gr_kind[c];

		if (kind == GR_CHAR_BLANK)
		{
			if (gap++ == 0)
				gap_start = at;
			if (gap >= WIDE_GAP && !grid)
				return gap_start;
		}
		else
		{
			if (gap > 0 && (kind == GR_CHAR_DIGIT || gr_fold[c] == '-' || gr_fold[c] == '+' ||
							gr_numeral(c) == 0))
			{
				GrNumber	number;
				const char *after = gr_scan_number(at, end, &number);

				if (after != NULL && (after == end || gr_kind_at(after) == GR_CHAR_BLANK))
					return gap_start;
			}
			/* a mark or word that stands for a cell */
			if (gap > 0 && is_not_applicable(at, token_end(at, end)))
				return gap_start;
			/* the next label's enumerator */
			if (gap > 0 && depth <= 0 && (kind == GR_CHAR_OPEN || kind == GR_CHAR_DIGIT))
			{
				GrEnumerator enumerator;

				gr_scan_enumerator(at, end, &enumerator);
				if (enumerator.kind != GR_ENUM_NONE)
					return gap_start;
			}
			if (kind == GR_CHAR_OPEN && depth <= 0 && at > p && begins_item(at, end))
				return gap > 0 ? gap_start : at;
			if (kind == GR_CHAR_DIGIT && !grid && gap == 0 && depth <= 0 && at > p &&
				ends_words(gr_previous(at)) && only_digits(at, end))
				return at;
			gap = 0;
			depth += kind == GR_CHAR_OPEN ? 1 : kind == GR_CHAR_CLOSE ? -1 : 0;
		}
		at = next;
	}
	return gap > 0 ? gap_start : end;
}

/* Does a text read as prose: clauses, sentences? */
static bool
reads_as_prose(const char *p, const char *end)
{
	int			words = 0;

	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (c == 0x3002 || c == 0xFF0C || (gr_kind[c] == GR_CHAR_STOP && c != '?'))
			return true;
		words += gr_kind[c] == GR_CHAR_WORD;
	}
	return words > 24;
}

/* A full stop outside brackets makes a line a sentence, whatever else it holds. */
bool
is_sentence(const char *p, const char *end)
{
	int			depth = 0;

	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_OPEN)
			depth++;
		else if (gr_kind[c] == GR_CHAR_CLOSE)
			depth--;
		else if (c == 0x3002 && depth <= 0)
			return true;
	}
	return false;
}

/* Empty cells before the first number of a line without label count. */
static void
add_empty_cells(Reader *r, LineState *line)
{
	for (int i = 0; i < line->empty && i < COLUMNS_MAX; i++)
	{
		Item	   *item = table_add_item(r, ITEM_BLANK, (GrText) {NULL, 0});

		if (item != NULL)
			item->cell = r->cell - line->empty + i;
	}
	line->empty = 0;
}

static Item *
add_item(Reader *r, LineState *line, ItemKind kind, const char *p, const char *end)
{
	Item	   *item;

	if (!line->label && !line->unknown && line->empty > 0)
		add_empty_cells(r, line);
	item = table_add_item(r, kind, (GrText) {p, (size_t) (end - p)});
	line->number = true;
	if (item == NULL)
		return NULL;
	if (!line->grid && line->measured != NULL)
	{
		measure(line, p);
		item->left = line->column + 1;
		item->wide_left = line->wide_column + 1;
		measure(line, end);
		item->right = line->column + 1;
		item->wide_right = line->wide_column + 1;
	}
	return item;
}

/* Turns to the table of a label that is not the current one's. */
void
enter_table_of(Reader *r, int label)
{
	for (; label != GR_NONE; label = gr_labels[label].next_same)
		if (gr_labels[label].table != GR_NONE)
		{
			reader_enter_table(r, gr_labels[label].table);
			return;
		}
}

/* Is the next thing behind a label a number, here or in the next cell? */
static bool
number_follows(const char *p, const char *line_end)
{
	while (p < line_end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_kind[c] == GR_CHAR_DIGIT)
			return true;
		if (gr_kind[c] == GR_CHAR_WORD || gr_kind[c] == GR_CHAR_OPEN)
			return false;
		p = next;
	}
	return false;
}

/* Gives the head just added its columns in the line. */
static void
measure_head(Reader *r, LineState *line, const char *p, const char *after)
{
	Table	   *table = &r->tables[r->table];
	Head	   *head;

	if (!table->in_head || table->nheads == 0 || p < line->measured)
		return;
	head = &table->heads[table->nheads - 1];
	measure(line, p);
	head->left = line->column + 1;
	head->wide_left = line->wide_column + 1;
	measure(line, gr_trim_end(p, after));
	head->right = line->column + 1;
	head->wide_right = line->wide_column + 1;
}

/* Does the character behind a number make it a date, an age, a rank? */
static bool
counts_time(uint32_t c)
{
	c = gr_fold[c];
	return c == 0x5E74 /* 年 */ || c == 0x6708 /* 月 */ || c == 0x65E5 /* 日 */ ||
		c == 0x53F7 /* 号 */ || c == 0x65F6 /* 时 */ || c == 0x671F /* 期 */ ||
		c == 0x7EA7 /* 级 */;
}

/* Is p, behind a mark, where the words of a label may begin? */
static bool
words_behind_mark(const char *p, const char *end)
{
	uint32_t	c;

	p = gr_skip_blanks(gr_next(p, &c), end);
	return p < end && gr_kind_at(p) == GR_CHAR_WORD;
}

/*
 * A number at p that ends like a cell; NULL when there is none.  Behind it may
 * stand nothing, a blank, or the next label; in a glued run any words.
 */
const char *
find_number(const Reader *r, const char *p, const char *end, bool glued, GrNumber *number)
{
	const char *after = gr_scan_number(p, end, number);
	GrEnumerator enumerator;
	uint32_t	c;
	GrCharKind	kind;

	if (after == NULL || after == end)
		return after;
	gr_next(after, &c);
	kind = gr_kind[c];
	if (kind == GR_CHAR_BLANK || kind == GR_CHAR_IGNORED)
		return after;
	/* the last digit is the next label's enumerator: "70000072.没有现成" */
	if (number->plain && (gr_fold[c] == '.' || c == 0x3001) && words_behind_mark(after, end))
	{
		const char *last = gr_previous(number->digits.data + number->digits.len);

		if (last == p)
			return NULL;		/* nothing but the enumerator */
		gr_plain_number(p, last, number);
		return last;
	}
	gr_scan_enumerator(after, end, &enumerator);
	if (enumerator.kind != GR_ENUM_NONE || label_at(r, after, end))
		return after;
	/* a signed number, or the words that go on behind a run */
	if ((gr_fold[c] == '-' || gr_fold[c] == '+' || gr_fold[c] == 0x51CF || c == 0x589E) &&
		number_at(after, end))
		return after;
	if (glued && kind == GR_CHAR_WORD && !counts_time(c))
		return after;
	if (kind == GR_CHAR_MARK || kind == GR_CHAR_CLOSE)
	{
		const char *rest = skip_marks(after, end);

		if (rest == end)
			return rest;
	}
	return NULL;
}

static bool
has_digit(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_DIGIT)
			return true;
	}
	return false;
}

/* A text that is neither label nor number. */
static void
add_text(Reader *r, LineState *line, const char *p, const char *end)
{
	if (gr_count_words(p, end, 1) == 0)
	{
		/* marks alone mean nothing, unless they fill a cell; digits do */
		if (line->row && (line->grid || has_digit(p, end)))
			add_item(r, line, ITEM_TEXT, p, end);
		return;
	}
	if (gr_is_fragment(p, end, r->table))
	{
		int			row = table_last_row(r);

		if (line->label && table_resume_cut(r))
			return;
		/* a piece of some label, unless it stands in a cell of another row */
		if (!line->grid || !line->row || row == GR_NONE ||
			gr_is_fragment_of_row(p, end, row) || !table_awaits_cells(r))
			return;
	}
	if (line->grid && line->row)
	{
		/* where a number belongs: the cell is there, but unreadable */
		add_item(r, line, ITEM_TEXT, p, end);
		return;
	}
	/* a cell of its own, where the row still wants some */
	if (line->grid && !line->label && !line->unknown && !line->number &&
		gr_count_words(p, end, CELL_WORDS + 1) <= CELL_WORDS && table_awaits_cells(r))
	{
		add_item(r, line, ITEM_TEXT, p, end);
		return;
	}
	if (reads_as_prose(p, end))
		line->prose = true;
	if (!line->unknown && !line->label && !line->number)
		table_add_unknown(r, (GrText) {p, (size_t) (end - p)});
	else if (line->number && !line->grid)
		line->prose = true;		/* words behind numbers: a sentence */
	line->unknown = true;
}

/* Does a mark right before the digits at p make them another number: .12, <10? */
static bool
is_hedged(const char *start, const char *p)
{
	uint32_t	c;

	if (p <= start || gr_kind_at(p) != GR_CHAR_DIGIT)
		return false;
	gr_next(gr_previous(p), &c);
	c = gr_fold[c];
	return c == '.' || c == '<' || c == '>' || c == '~' || c == 0x2248 || c == 0x2264 || c == 0x2265;
}

/* Digits that a blank or the cell's end follows? */
static bool
is_plain_number(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p > start && (p == end || *p == ' ');
}

/*
 * Reads what stands between two separators, from p to end.  Returns end, or a
 * place beyond line_end when a label went on into the next line.
 */
const char *
read_cell(Reader *r, LineState *line, const char *p, const char *end, const char *line_end)
{
	const char *previous = NULL;	/* end of the last number, for glued runs */
	const char *digits = skip_marks(p, end);

	if (line->grid && line->row && digits < end && is_hedged(p, digits))
	{
		add_item(r, line, ITEM_TEXT, p, end);
		return end;
	}
	while ((p = skip_marks(p, end)) < end)
	{
		GrEnumerator enumerator = {GR_ENUM_NONE, 0};
		GrNumber	number;
		LabelHow	how = LABEL_EXACT;
		const char *after = p;
		const char *text;
		const char *start = p;
		int			label = GR_NONE;
		bool		plain = is_plain_number(p, end);

		/* most cells are plain numbers: no label need be looked for */
		if (!plain)
			start = gr_skip_blanks(gr_scan_enumerator(p, end, &enumerator), end);
		if (start < end && enumerator.kind == GR_ENUM_NONE && gr_kind_at(start) == GR_CHAR_OPEN)
		{
			uint32_t	c;

			start = gr_next(start, &c);
		}
		if (!plain && start < end)
			label = find_label(r, line, start, end, line_end, enumerator, &how, &after);

		if (label != GR_NONE)
		{
			int			own = label_for_table(label, r->table);

			if (own == GR_NONE)
				enter_table_of(r, label);
			table_add_label(r, label, enumerator, (GrText) {p, (size_t) (after - p)}, how,
							number_follows(after, line_end));
			if (line->measured != NULL && after <= line_end)
				measure_head(r, line, start, after);
			line->label = true;
			line->row = r->tables[r->table].in_head ? false : true;
			if (after > line_end)
				return after;
			previous = p = after;
			continue;
		}
		if ((after = find_number(r, p, end, false, &number)) != NULL)
		{
			Item	   *item = add_item(r, line, ITEM_NUMBER, p, after);

			if (item != NULL)
			{
				item->number = number;
				item->joined = previous == p && gr_kind_at(gr_previous(p)) != GR_CHAR_BLANK;
			}
			previous = p = after;
			continue;
		}
		text = text_end(line->grid, p, end);
		if (is_not_applicable(p, text))
			add_item(r, line, ITEM_NOT_APPLICABLE, p, text);
		else
		{
			/* one of several marks in a row of them */
			const char *blank = token_end(p, text);

			if (blank < text && is_not_applicable(p, blank))
			{
				add_item(r, line, ITEM_NOT_APPLICABLE, p, blank);
				text = blank;
			}
			else
				add_text(r, line, p, text);
		}
		if (text == p)
			break;
		p = text;
	}
	return end;
}

/*
 * Does this cell open a table outside its section?  Only a strong label that
 * fills it, or has its numbers behind it.
 */
bool
label_opens_table(Reader *r, const char *p, const char *end)
{
	GrEnumerator enumerator;
	GrMatch		match;
	const char *behind;

	p = gr_skip_blanks(gr_scan_enumerator(gr_skip_blanks(p, end), end, &enumerator), end);
	if (p >= end || !gr_match_label(p, end, false, &match) || !label_is_strong(match.label))
		return false;
	behind = skip_marks(skip_remark(p, match.end, end), end);
	if (behind < end && !number_at(behind, end) && !label_at(r, behind, end))
		return false;
	enter_table_of(r, match.label);
	return true;
}
