/*
 * read_lines.c
 *		The pass over the text: what each line is, and where it goes.
 */
#include "canonical.h"
#include "reader.h"

#include <string.h>

/* A line longer than this without separators is read as a run. */
#define RUN_BYTES 600
/* A line of more cells than any table's row has is a text without line ends. */
#define LONG_LINE_BYTES 2000
#define LONG_LINE_CELLS 40
/* A longer line is no page number. */
#define FURNITURE_BYTES 60
/* So many blanks between two bars are an empty cell's. */
#define BLANKS_OF_A_CELL 2
/* So many rows' labels on a line without numbers are no rows. */
#define MADE_UP_HEAD_ROWS 3
/* A row of table three has no more cells than this. */
#define FILLED_CELLS 10
/* Cells of a line looked at for a label that opens a table. */
#define OPENING_CELLS 24

/* Characters of one kind of interest in a line. */
typedef struct LineShape
{
	bool		separators;		/* tabs or bars */
	bool		only_separators;
	bool		rule;			/* a drawn rule: nothing but bars and dashes */
	int			bars;
} LineShape;

/* Behind the separator at p. */
static const char *
behind_separator(const char *p)
{
	uint32_t	c;

	return gr_next(p, &c);
}

/* Does a bar that is not ASCII stand anywhere in the text? */
static bool
has_drawn_bars(const char *p, const char *end)
{
	/* lead bytes of all of them (chars.c) */
	static const char leads[] = {'\xE2', '\xEF', '\xC2'};

	for (size_t i = 0; i < sizeof(leads); i++)
		for (const char *at = p; (at = memchr(at, leads[i], (size_t) (end - at))) != NULL; at++)
			if (gr_kind_at(at) == GR_CHAR_BAR)
				return true;
	return false;
}

/*
 * The first tab or bar from p on, or end.  Bytes are enough to find one: its
 * first byte never stands inside another character.
 */
static const char *
find_separator(const Reader *r, const char *p, const char *end)
{
	const char *found;

	if (p >= end)
		return end;
	if (r->drawn_bars)
	{
		for (; p < end; p++)
		{
			unsigned char byte = (unsigned char) *p;

			if (byte == '\t' || byte == '|' ||
				((byte == 0xE2 || byte == 0xEF || byte == 0xC2) &&
				 gr_kind_at(p) == GR_CHAR_BAR))
				return p;
		}
		return end;
	}
	if (r->tabs && (found = memchr(p, '\t', (size_t) (end - p))) != NULL)
		end = found;
	if (r->bars && (found = memchr(p, '|', (size_t) (end - p))) != NULL)
		end = found;
	return end;
}

/* Looks a line over. */
static void
look_over(const Reader *r, const char *p, const char *end, LineShape *shape)
{
	int			dashes = 0;
	int			longest = 0;
	bool		other = false;

	memset(shape, 0, sizeof(*shape));
	/* as long as nothing but rules and separators is there */
	while (p < end && !other)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		switch (gr_kind[c])
		{
			case GR_CHAR_TAB:
				shape->separators = true;
				dashes = 0;
				break;
			case GR_CHAR_BAR:
				shape->separators = true;
				shape->bars++;
				dashes = 0;
				break;
			case GR_CHAR_BLANK:
			case GR_CHAR_IGNORED:
				dashes = 0;
				break;
			case GR_CHAR_RULE:
				dashes += 3;
				break;
			default:
				if (gr_fold[c] == '-' || c == '=' || c == '_' || c == '+' || c == ':')
					dashes += c != '+' && c != ':';
				else
					other = true;
				break;
		}
		if (dashes > longest)
			longest = dashes;
		p = next;
	}
	/* then the separators alone count */
	while ((p = find_separator(r, p, end)) < end)
	{
		shape->separators = true;
		shape->bars += *p != '\t';
		p = behind_separator(p);
	}
	shape->only_separators = !other && longest == 0 && shape->separators;
	shape->rule = !other && longest >= 3;
}

/* Is the line a page number: "- 4 -", "第 4 页", "P. 9", "Page 8 - ..."? */
bool
is_page_number(const char *p, const char *end)
{
	const char *at;
	int			digits = 0;
	int			dashes_before = 0;
	int			dashes_after = 0;

	/* it begins with a dash or one of three words, or it is none */
	if (end - p > FURNITURE_BYTES * 3 || p >= end ||
		strchr("-~P\xE2\xEF\xC2\xE7\xE5", *p) == NULL)
		return false;
	if ((at = gr_behind_word(p, end, "Page ")) != NULL || (at = gr_behind_word(p, end, "P.")) != NULL)
	{
		at = gr_skip_blanks(at, end);
		return at < end && gr_kind_at(at) == GR_CHAR_DIGIT;
	}
	if (end - p > FURNITURE_BYTES)
		return false;
	if ((at = gr_behind_word(p, end, "第")) != NULL || (at = gr_behind_word(p, end, "共")) != NULL)
	{
		at = gr_skip_blanks(at, end);
		while (at < end && gr_kind_at(at) == GR_CHAR_DIGIT)
		{
			uint32_t	c;

			at = gr_next(at, &c);
			digits++;
		}
		at = gr_skip_blanks(at, end);
		return digits > 0 && gr_behind_word(at, end, "页") != NULL;
	}
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_DIGIT)
		{
			if (dashes_after > 0 || ++digits > 4)
				return false;
		}
		else if (gr_fold[c] == '-' || gr_kind[c] == GR_CHAR_RULE || c == 0x00B7 || c == '~')
		{
			if (digits > 0)
				dashes_after++;
			else
				dashes_before++;
		}
		else if (gr_kind[c] != GR_CHAR_BLANK && gr_kind[c] != GR_CHAR_IGNORED)
			return false;
	}
	return digits > 0 && dashes_before > 0 && dashes_after > 0;
}

/*
 * The cells of a grid line without the bars at its edges.  A tab at the edge
 * parts an empty cell off; a bar there is only the frame, unless it stands
 * behind a blank in a text whose lines have no frame.
 */
static void
drop_frame(const Reader *r, const char *line_start, const char **p, const char **end)
{
	if (*p < *end && gr_kind_at(*p) == GR_CHAR_BAR &&
		!(*p > line_start && r->unframed_lines > r->framed_lines))
		*p = behind_separator(*p);
	if (*p < *end && gr_kind_at(gr_previous(*end)) == GR_CHAR_BAR)
		*end = gr_previous(*end);
}

/* Number of cells in a grid line. */
static int
count_cells(const Reader *r, const char *p, const char *end)
{
	int			count = 1;

	while ((p = find_separator(r, p, end)) < end)
	{
		count++;
		p = behind_separator(p);
	}
	return count;
}

/* Skips blanks, and the blanks a page left as entities. */
static const char *
skip_empty(const char *p, const char *end)
{
	static const char entity[] = "&nbsp;";

	p = gr_skip_blanks(p, end);
	while ((size_t) (end - p) >= strlen(entity) && memcmp(p, entity, strlen(entity)) == 0)
		p = gr_skip_blanks(p + strlen(entity), end);
	return p;
}

/*
 * The most blanks an empty cell between bars holds.  Empty cells that hold
 * less than that are fillers of a span.
 */
static size_t
most_blanks(const Reader *r, const char *p, const char *end)
{
	size_t		most = 0;

	for (;;)
	{
		const char *stop = find_separator(r, p, end);

		if (gr_skip_blanks(p, stop) == stop && stop < end &&
			gr_kind_at(stop) == GR_CHAR_BAR && gr_count_chars(p, stop) > most)
			most = gr_count_chars(p, stop);
		if (stop >= end)
			return most < BLANKS_OF_A_CELL ? most : BLANKS_OF_A_CELL;
		p = behind_separator(stop);
	}
}

/*
 * A line that names several rows and no number is a head of someone's own
 * making: its labels are no rows.
 */
static void
drop_made_up_head(Table *table, int first_entry)
{
	int			rows = 0;

	for (int i = first_entry; i < table->nentries; i++)
	{
		rows += table->entries[i].row != GR_NONE;
		if (table->entries[i].significant > 0)
			return;
	}
	if (rows < MADE_UP_HEAD_ROWS)
		return;
	table->nitems = table->entries[first_entry].first;
	table->nentries = first_entry;
}

/*
 * One cell on a line of its own, with bars behind it that fill a span: these
 * are no cells.
 */
static void
fillers_behind_cell(Reader *r)
{
	Table	   *table = &r->tables[r->table];
	const Entry *entry;

	if (table->nentries == 0)
		return;
	entry = &table->entries[table->nentries - 1];
	if (entry->line != r->line || entry->filled != 1 ||
		table->items[entry->first].kind == ITEM_BLANK)
		return;
	for (int i = 1; i < entry->count; i++)
		if (table->items[entry->first + i].kind == ITEM_BLANK)
			table->items[entry->first + i].kind = ITEM_FILLER;
}

/* The empty cells of a line that has no others; what holds nothing is filler. */
static void
add_empty_line(Reader *r, const char *p, const char *end)
{
	for (int i = 0; i < COLUMNS_MAX; i++)
	{
		const char *stop = find_separator(r, p, end);

		table_add_item(r, stop > p ? ITEM_BLANK : ITEM_FILLER, (GrText) {NULL, 0});
		if (stop >= end)
			break;
		p = behind_separator(stop);
	}
}

/* A grid line: cell by cell. */
static const char *
read_grid_line(Reader *r, const char *line_start, const char *p, const char *end,
			   const char *line_end)
{
	LineState	line = {.grid = true};
	int			table = r->table;
	int			first_entry = r->tables[table].nentries;
	int			first_head = r->tables[table].nheads;
	const char *first_cell;
	bool		empty = true;
	int			cells;
	size_t		blanks;			/* in an empty cell that is no filler */

	/* a page's cells are known, the empty ones at both ends too */
	if (r->tables[table].true_grid)
	{
		p = line_start;
		end = line_end;
	}
	else
		drop_frame(r, line_start, &p, &end);
	first_cell = p;
	cells = count_cells(r, p, end);
	blanks = r->tables[table].true_grid ? 1 : most_blanks(r, p, end);
	for (r->cell = 0;; r->cell++)
	{
		const char *stop = find_separator(r, p, end);
		const char *start = skip_empty(p, stop);

		if (start < stop)
		{
			const char *after = read_cell(r, &line, start, gr_trim_end(start, stop), line_end);

			if (after > line_end)
				return after;
			empty = false;
		}
		else if (line.row || (!line.label && line.number))
		{
			table_add_item(r, start == stop && gr_count_chars(p, stop) < blanks ?
						   ITEM_FILLER : ITEM_BLANK, (GrText) {start, 0});
		}
		else if (!line.label && !(r->tables[table].true_grid && p == stop && line.empty == 0))
			line.empty++;		/* but for places that cells above span */
		if (stop >= end)
			break;
		p = behind_separator(stop);
	}
	if (empty)
		add_empty_line(r, first_cell, end);
	else if (!line.label && line.number && cells <= FILLED_CELLS)
		fillers_behind_cell(r);
	if (r->table == table)
		drop_made_up_head(&r->tables[table], first_entry);
	if (r->table == table)
		for (int i = first_entry; i < r->tables[table].nentries; i++)
			r->tables[table].entries[i].cells = cells;
	if (r->table == table)
		for (int i = first_head; i < r->tables[table].nheads; i++)
			r->tables[table].heads[i].cells = cells;
	return line_end;
}

/* Does a numbered section title begin the cell, whatever follows it? */
static bool
begins_with_title(const char *p, const char *end)
{
	GrEnumerator enumerator;
	GrMatch		match;

	p = gr_skip_blanks(gr_scan_enumerator(p, end, &enumerator), end);
	return enumerator.kind == GR_ENUM_NUMERAL && p < end &&
		gr_match_label(p, end, false, &match) && label_section(match.label) != 0;
}

/*
 * A whole report on one line of cells: each cell is read as if it stood on a
 * line of its own.
 */
static void
read_cells_as_lines(Reader *r, const char *p, const char *end)
{
	for (;;)
	{
		const char *stop = find_separator(r, p, end);
		const char *start = skip_empty(p, stop);
		const char *last = gr_trim_end(start, stop);
		LineState	line = {.grid = true};

		if (start >= last)
		{
			if (r->table != GR_NONE && r->tables[r->table].last_row != GR_NONE)
				table_add_item(r, ITEM_BLANK, (GrText) {NULL, 0});
		}
		else if (last - start > RUN_BYTES || begins_with_title(start, last))
			read_run(r, start, last);
		else if (r->table == GR_NONE && !label_opens_table(r, start, last))
			reader_add_prose(r, start, last);
		else
			read_cell(r, &line, start, last, end);
		if (stop >= end)
			break;
		p = behind_separator(stop);
		reader_poll(r);
	}
}

/*
 * A line of bars alone: fillers of spans, or blank cells.  A bar behind a
 * blank ends a cell like the others, only empty.
 */
static void
read_bars(Reader *r, int bars, bool behind_blank)
{
	bool		closes = r->open_cell && bars > 0;

	/* a lone bar behind an open cell only closes it */
	r->open_cell = false;
	if (closes)
	{
		bars--;
		behind_blank = false;
	}
	for (int i = 0; i < bars && i < COLUMNS_MAX; i++)
		table_add_item(r, i == 0 && behind_blank ? ITEM_BLANK : ITEM_FILLER, (GrText) {NULL, 0});
}

/* A line without separators inside a table: cells parted by blanks, or prose. */
static const char *
read_spaced_line(Reader *r, const char *line_start, const char *p, const char *end,
				 const char *line_end)
{
	LineState	line = {.measured = line_start};
	int			table = r->table;
	Table	   *t = &r->tables[table];
	int			nentries = t->nentries;
	int			nitems = t->nitems;
	Entry		last = nentries > 0 ? t->entries[nentries - 1] : (Entry) {.count = 0};
	int			nheads = t->nheads;
	int			heads_start = t->heads_start;
	bool		in_head = t->in_head;
	const char *after = NULL;

	/* before any label of the table nothing is a cell: a section that is "无" */
	if (nentries == 0 && nheads == 0 && !label_at(r, p, end))
	{
		reader_add_prose(r, p, end);
		return line_end;
	}
	if (!is_sentence(p, end))
	{
		after = read_cell(r, &line, p, end, line_end);
		if (!line.prose && !(line.unknown && !line.label && !line.number))
			return after > line_end ? after : line_end;
	}
	/* prose after all: take back what seemed to be cells */
	if (line.prose && r->table == table)
	{
		t->nentries = nentries;
		t->nitems = nitems;
		if (nentries > 0)
			t->entries[nentries - 1] = last;
		t->nheads = nheads;
		t->heads_start = heads_start;
		t->in_head = in_head;
	}
	reader_add_prose(r, p, end);
	return line_end;
}

/* Does a line outside the tables open one? */
static bool
line_opens_table(Reader *r, const char *p, const char *end, bool grid)
{
	if (!grid)
		return label_opens_table(r, p, end);
	drop_frame(r, p, &p, &end);
	for (int i = 0; i < OPENING_CELLS; i++)
	{
		const char *stop = find_separator(r, p, end);
		const char *start = gr_skip_blanks(p, stop);

		if (start < stop && label_opens_table(r, start, gr_trim_end(start, stop)))
			return true;
		if (stop >= end)
			break;
		p = behind_separator(stop);
	}
	return false;
}

/* The one text of a grid line with a single filled cell; false for others. */
static bool
only_cell(const Reader *r, const char **p, const char **end)
{
	const char *at = *p;
	const char *stop = *end;
	const char *start = NULL;
	const char *last = NULL;

	drop_frame(r, at, &at, &stop);
	for (;;)
	{
		const char *cell = find_separator(r, at, stop);
		const char *text = gr_skip_blanks(at, cell);

		if (text < cell)
		{
			if (start != NULL)
				return false;
			start = text;
			last = gr_trim_end(text, cell);
		}
		if (cell >= stop)
			break;
		at = behind_separator(cell);
	}
	if (start == NULL)
		return false;
	*p = start;
	*end = last;
	return true;
}

/*
 * A line of canonical text's trailer, in a text that was edited: it speaks of
 * the value that was, and is no part of the report.
 */
static bool
is_trailer(const char *p, const char *end)
{
	static const char *const starts[] = {
		GR_TRAILER_NOTE, GR_TRAILER_AUTHORITY, GR_TRAILER_LAST
	};

	for (size_t i = 0; *p == '#' && i < sizeof(starts) / sizeof(starts[0]); i++)
		if (gr_behind_word(p, end, starts[i]) != NULL)
			return true;
	return false;
}

/* Has a page's table a label without cells so far, and the line one for every column? */
static bool
is_row_of_blanks(Reader *r, const char *line_start, const char *line_end)
{
	const Table *table = &r->tables[r->table];

	return table->true_grid && table->nentries > 0 &&
		table->entries[table->nentries - 1].count == 0 &&
		count_cells(r, line_start, line_end) ==
		gr_table_end_column(r->table) - gr_table_first_column(r->table);
}

/*
 * Reads the line from p; returns where the next one begins, which may be
 * inside that line when a label went on into it.
 */
static const char *
read_line(Reader *r, const char *line_start, const char *line_end)
{
	const char *p = gr_skip_blanks(line_start, line_end);
	const char *end = gr_trim_end(p, line_end);
	const char *title = p;
	const char *title_end = end;
	const char *after;
	LineShape	shape;

	if (p >= end || is_trailer(p, end))
		return line_end;
	look_over(r, p, end, &shape);
	if (shape.rule || is_page_number(p, end))
		return line_end;
	if (shape.only_separators)
	{
		/* a row of the table whose rows have no labels */
		if (r->table == GR_REMEDIES && is_row_of_blanks(r, line_start, line_end))
			return read_grid_line(r, line_start, p, end, line_end);
		if (r->table != GR_NONE && shape.bars > 0)
			read_bars(r, shape.bars, p > line_start);
		return line_end;
	}
	r->open_cell = !shape.separators;
	r->cell = GR_NONE;
	if (!shape.separators || only_cell(r, &title, &title_end))
	{
		if (read_section_title(r, title, title_end, &after))
			return after > line_end ? after : line_end;
	}
	if (!shape.separators && end - p > RUN_BYTES)
	{
		read_run(r, p, end);
		return line_end;
	}
	if (shape.separators && end - p > LONG_LINE_BYTES && count_cells(r, p, end) > LONG_LINE_CELLS)
	{
		read_cells_as_lines(r, p, end);
		return line_end;
	}
	if (r->table == GR_NONE && !line_opens_table(r, p, end, shape.separators))
	{
		reader_add_prose(r, p, end);
		return line_end;
	}
	if (shape.bars > 1 && gr_kind_at(p) != GR_CHAR_BAR)
		r->unframed_lines++;
	else if (shape.bars > 1 && p == line_start)
		r->framed_lines++;
	if (shape.separators)
		return read_grid_line(r, line_start, p, end, line_end);
	return read_spaced_line(r, line_start, p, end, line_end);
}

/* The whole text, line by line. */
void
read_lines(Reader *r)
{
	const char *p = r->text;

	r->tabs = memchr(r->text, '\t', (size_t) (r->end - r->text)) != NULL;
	r->bars = memchr(r->text, '|', (size_t) (r->end - r->text)) != NULL;
	r->drawn_bars = has_drawn_bars(r->text, r->end);
	while (p < r->end && !r->failed)
	{
		const char *eol = memchr(p, '\n', r->end - p);
		const char *after;

		if (eol == NULL)
			eol = r->end;
		r->line++;
		r->line_start = p;
		after = read_line(r, p, eol);
		/* a label or title that reached into further lines */
		for (const char *newline = eol;
			 newline < after && (newline = memchr(newline, '\n', after - newline)) != NULL;
			 newline++)
			r->line++;
		if (after > eol)
		{
			const char *rest = memchr(after, '\n', r->end - after);

			/* nothing left on that line: on to the next */
			if (rest != NULL && gr_skip_blanks(after, rest) == rest)
				after = rest;
			if (after < r->end && *after != '\n')
			{
				r->line--;		/* counted again when the rest is read */
				p = after;
				continue;
			}
		}
		p = after + 1;
		reader_poll(r);
	}
}
