/*
 * read_canonical.c
 *		Canonical text back into the report it was written from (canonical.h).
 *
 * The last line says how many lines each part has; so the parts are cut out by
 * counting, never by what they say.  At the end the report is written again and
 * compared: the text is canonical if and only if the bytes are the same.  A
 * text that is not is left to the ordinary reader, and costs a look at its end.
 */
#include "canonical.h"
#include "official_layout.h"

#include <limits.h>
#include <string.h>

/* The last line is never longer: its numbers are bounded, and it has no text. */
#define LAST_LINE_MAX 1500

/* What the last line says of a section. */
typedef struct SectionCount
{
	int			number;
	bool		heading;
	size_t		lines;
} SectionCount;

/* What the last line says. */
typedef struct Counts
{
	int			edition;
	int			year;
	bool		title;
	size_t		preamble;
	int			nsections;
	SectionCount sections[GR_SECTIONS_MAX];
	size_t		tables[GR_TABLES];
	int			notes;
	bool		authority;
	int64_t		reports;		/* 1 if it does not say */
	int			coverage;
} Counts;

/* Where reading stands. */
typedef struct Canonical
{
	const char *p;				/* next line */
	const char *end;			/* start of the last line */
	int			line;			/* number of the next line, from 1 */
	const GrArena *arena;
	GrReading  *reading;
	bool		ok;				/* false once something did not fit */
} Canonical;

/* ---------- the last line ---------- */

/* Passes over a word if it stands there. */
static bool
take_word(GrText *text, const char *word)
{
	size_t		len = strlen(word);

	if (text->len < len || memcmp(text->data, word, len) != 0)
		return false;
	text->data += len;
	text->len -= len;
	return true;
}

/* Reads a whole number up to a limit, which is far below 2^60. */
static bool
take_number(GrText *text, size_t limit, size_t *number)
{
	size_t		from = text->len;
	uint64_t	value = 0;

	while (text->len > 0 && text->data[0] >= '0' && text->data[0] <= '9')
	{
		value = value * 10 + (uint64_t) (text->data[0] - '0');
		if (value > limit)
			return false;
		text->data++;
		text->len--;
	}
	*number = (size_t) value;
	return text->len < from;
}

/* Reads a whole number into an int. */
static bool
take_int(GrText *text, int limit, int *number)
{
	size_t		wide;

	if (!take_number(text, (size_t) limit, &wide))
		return false;
	*number = (int) wide;
	return true;
}

/* Reads how many reports, which may be fewer than none. */
static bool
take_reports(GrText *text, int64_t *reports)
{
	bool		negative = take_word(text, "-");
	size_t		magnitude;

	if (!take_number(text, (size_t) GR_REPORTS_MAX, &magnitude))
		return false;
	*reports = negative ? -(int64_t) magnitude : (int64_t) magnitude;
	return true;
}

/* Reads 0 or 1. */
static bool
take_flag(GrText *text, bool *flag)
{
	int			number;

	if (!take_int(text, 1, &number))
		return false;
	*flag = number != 0;
	return true;
}

/* Reads the list of sections. */
static bool
take_sections(GrText *line, size_t limit, Counts *counts)
{
	int			before = 0;

	if (take_word(line, GR_TRAILER_NONE))
		return true;
	do
	{
		SectionCount *section = &counts->sections[counts->nsections];

		if (counts->nsections == GR_SECTIONS_MAX ||
			!take_int(line, GR_SECTION_NUMBER_MAX, &section->number) ||
			section->number <= before)
			return false;
		before = section->number;
		section->heading = take_word(line, "h");
		if (!take_word(line, ":") || !take_number(line, limit, &section->lines))
			return false;
		counts->nsections++;
	}
	while (take_word(line, ","));
	return true;
}

/* Reads the last line, after its first words; no count exceeds the limit. */
static bool
take_counts(GrText line, size_t limit, Counts *counts)
{
	if (!take_word(&line, "edition=") || !take_int(&line, INT_MAX / 10, &counts->edition) ||
		gr_edition_mask(counts->edition) == 0)
		return false;
	if (!take_word(&line, " year="))
		return false;
	if (!take_word(&line, GR_TRAILER_NONE) && !take_int(&line, GR_YEAR_MAX, &counts->year))
		return false;
	if (!take_word(&line, " title=") || !take_flag(&line, &counts->title))
		return false;
	if (!take_word(&line, " preamble=") || !take_number(&line, limit, &counts->preamble))
		return false;
	if (!take_word(&line, " sections=") || !take_sections(&line, limit, counts))
		return false;
	for (int table = 0; table < GR_TABLES; table++)
		if (!take_word(&line, table == 0 ? " tables=" : ",") ||
			!take_number(&line, limit, &counts->tables[table]))
			return false;
	if (!take_word(&line, " notes=") || !take_int(&line, GR_NOTES_MAX, &counts->notes))
		return false;
	if (!take_word(&line, " authority=") || !take_flag(&line, &counts->authority))
		return false;
	counts->reports = 1;
	if (take_word(&line, " reports=") &&
		(!take_reports(&line, &counts->reports) || !take_word(&line, " coverage=") ||
		 !take_int(&line, GR_FIGURES, &counts->coverage)))
		return false;
	return line.len == 0;
}

/* Finds the last line and reads it, after a cheap look whether it is ours. */
static bool
find_counts(const char *text, size_t len, Counts *counts, const char **last)
{
	size_t		from = len > LAST_LINE_MAX ? len - LAST_LINE_MAX : 0;
	size_t		at = len;
	GrText		line;

	while (at > from && text[at - 1] != '\n')
		at--;
	if (at == from && from > 0)
		return false;
	line.data = text + at;
	line.len = len - at;
	if (!take_word(&line, GR_TRAILER_LAST))
		return false;
	*last = text + at;
	memset(counts, 0, sizeof(*counts));
	return take_counts(line, len, counts);
}

/* ---------- lines ---------- */

/* The next lines as they are, without their last newline; none for no lines. */
static GrText
take_lines(Canonical *canonical, size_t lines)
{
	GrText		text = {NULL, 0};
	const char *p = canonical->p;

	if (!canonical->ok || lines == 0)
		return text;
	for (size_t i = 0; i < lines; i++)
	{
		const char *newline = memchr(p, '\n', (size_t) (canonical->end - p));

		if (newline == NULL)
		{
			canonical->ok = false;
			return text;
		}
		p = newline + 1;
	}
	text.data = canonical->p;
	text.len = (size_t) (p - canonical->p) - 1;
	canonical->p = p;
	canonical->line += (int) lines;
	if (text.len == 0)
		text.data = NULL;
	return text;
}

/* The value of a hexadecimal digit as the writer writes it, or -1. */
static int
hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads one escape, behind its backslash; gives its length, 0 when it is none. */
static size_t
read_escape(const char *p, size_t left, char *c)
{
	static const char letters[] = "\\ntr";
	static const char meanings[] = "\\\n\t\r";
	const char *letter;
	int			code;

	if (left == 0 || p[0] == '\0')
		return 0;
	letter = strchr(letters, p[0]);
	if (letter != NULL)
	{
		*c = meanings[letter - letters];
		return 1;
	}
	if (p[0] != 'x' || left < 3 || hex_digit(p[1]) < 0 || hex_digit(p[2]) < 0)
		return 0;
	code = hex_digit(p[1]) * 16 + hex_digit(p[2]);
	if (code == 0 || (code >= 0x20 && code != 0x7F))
		return 0;
	*c = (char) code;
	return 3;
}

/*
 * Undoes the escapes of a part of a line.  Without any the text stays where it
 * is.
 */
static GrText
unescape(Canonical *canonical, GrText text)
{
	GrText		result = {NULL, 0};
	char	   *out;

	if (!canonical->ok || text.len == 0)
		return result;
	if (memchr(text.data, '\\', text.len) == NULL)
		return text;
	out = canonical->arena->alloc(canonical->arena->context, text.len);
	if (out == NULL)
	{
		canonical->ok = false;
		return result;
	}
	result.data = out;
	for (size_t i = 0; i < text.len; i++)
	{
		char		c = text.data[i];

		if (c == '\\')
		{
			size_t		length = read_escape(text.data + i + 1, text.len - i - 1, &c);

			if (length == 0)
			{
				canonical->ok = false;
				break;
			}
			i += length;
		}
		out[result.len++] = c;
	}
	return result;
}

/* ---------- tables ---------- */

/* Passes over text that must stand next and ends with the line or before. */
static bool
take_exact(Canonical *canonical, GrText expected)
{
	if ((size_t) (canonical->end - canonical->p) < expected.len ||
		memcmp(canonical->p, expected.data, expected.len) != 0)
		return false;
	canonical->p += expected.len;
	return true;
}

/* Number of characters in UTF-8 text. */
static int
count_characters(const char *data, size_t len)
{
	int			characters = 0;

	for (size_t i = 0; i < len; i++)
		characters += ((unsigned char) data[i] & 0xC0) != 0x80;
	return characters;
}

/* True when a cell holds just this mark. */
static bool
is_mark(GrText cell, const char *mark)
{
	return cell.len == strlen(mark) && memcmp(cell.data, mark, cell.len) == 0;
}

/* Reads a figure from its cell. */
static void
read_cell(Canonical *canonical, int figure, GrText cell, int column)
{
	GrReport   *report = &canonical->reading->report;
	GrSource   *source = &canonical->reading->source[figure];

	if (is_mark(cell, GR_CELL_ABSENT))
		return;
	if (cell.len == 0)
		report->state[figure] = GR_BLANK;
	else if (is_mark(cell, GR_CELL_NOT_APPLICABLE))
		report->state[figure] = GR_NOT_APPLICABLE;
	else if (is_mark(cell, GR_CELL_UNREADABLE))
		report->state[figure] = GR_UNREADABLE;
	else if (gr_number_parse(figure, cell.data, cell.len, &report->value[figure]))
		report->state[figure] = GR_NUMBER;
	else
		canonical->ok = false;
	source->line = canonical->line;
	source->column = column;
	source->raw = cell;
}

/* Takes a block's heads if they stand next. */
static bool
read_block(void *context, GrText heads, const int *figures, int nfigures)
{
	Canonical  *canonical = context;

	(void) figures;
	(void) nfigures;
	if (!canonical->ok || !take_exact(canonical, heads))
		return false;
	for (size_t i = 0; i < heads.len; i++)
		canonical->line += heads.data[i] == '\n';
	return true;
}

/* Takes a row if its label cells stand next; then its other cells must follow. */
static bool
read_row(void *context, GrText prefix, const int *figures, int nfigures)
{
	Canonical  *canonical = context;
	const char *newline;
	int			column;

	if (!canonical->ok || !take_exact(canonical, prefix))
		return false;
	newline = memchr(canonical->p, '\n', (size_t) (canonical->end - canonical->p));
	if (newline == NULL)
		return canonical->ok = false;
	column = 1 + count_characters(prefix.data, prefix.len);
	for (int i = 0; i < nfigures && canonical->ok; i++)
	{
		GrText		cell;
		const char *tab = memchr(canonical->p, '\t', (size_t) (newline - canonical->p));

		cell.data = canonical->p;
		cell.len = (size_t) ((tab != NULL ? tab : newline) - canonical->p);
		if ((tab == NULL) != (i == nfigures - 1))
			return canonical->ok = false;
		if (figures[i] != GR_NONE)
			read_cell(canonical, figures[i], cell, column);
		else if (cell.len > 0)
			canonical->ok = false;
		column += count_characters(cell.data, cell.len) + 1;
		canonical->p += cell.len + 1;
	}
	canonical->line++;
	return canonical->ok;
}

/* Reads a table, which must have just as many lines. */
static void
read_table(Canonical *canonical, int table, size_t lines)
{
	GrLayoutVisitor visitor = {canonical, read_block, read_row};
	int			from = canonical->line;

	gr_layout_walk((GrTable) table,
				   gr_edition_mask(canonical->reading->report.edition), &visitor);
	if ((size_t) (canonical->line - from) != lines)
		canonical->ok = false;
}

/* ---------- parts ---------- */

/* Reads the sections and tables by number, as they were written. */
static void
read_body(Canonical *canonical, const Counts *counts)
{
	GrReport   *report = &canonical->reading->report;

	for (int number = 1; number <= GR_SECTION_NUMBER_MAX && canonical->ok; number++)
	{
		const SectionCount *count = &counts->sections[report->nsections];
		bool		present = report->nsections < counts->nsections && count->number == number;
		int			table = GR_SECTION_TABLE(number);
		bool		tabled = table >= 0 && table < GR_TABLES && counts->tables[table] > 0;
		GrText		heading;

		if (!present && !tabled)
			continue;
		heading = take_lines(canonical, 1);
		if (tabled)
			read_table(canonical, table, counts->tables[table]);
		if (present)
		{
			GrSection  *section = &report->sections[report->nsections++];

			section->number = number;
			if (count->heading)
				section->heading = unescape(canonical, heading);
			section->prose = take_lines(canonical, count->lines);
		}
	}
}

/* Cuts a text at its first tab; false when it has none. */
static bool
cut_at_tab(GrText *text, GrText *first)
{
	const char *tab = text->len > 0 ? memchr(text->data, '\t', text->len) : NULL;

	if (tab == NULL)
		return false;
	first->data = text->data;
	first->len = (size_t) (tab - text->data);
	text->len -= first->len + 1;
	text->data = tab + 1;
	return true;
}

/* Reads one note's line. */
static bool
read_note(Canonical *canonical, GrNote *note)
{
	GrText		rest = take_lines(canonical, 1);
	GrText		code;
	GrText		key;
	GrText		line;
	int			found;

	if (!take_word(&rest, GR_TRAILER_NOTE) || !cut_at_tab(&rest, &code) ||
		!cut_at_tab(&rest, &key) || !cut_at_tab(&rest, &line))
		return false;
	found = gr_note_find(code.data, code.len);
	note->figure = is_mark(key, GR_TRAILER_NONE) ? GR_NONE : gr_figure_find(key.data, key.len);
	if (found == GR_NONE || !take_int(&line, INT_MAX, &note->line) || line.len > 0)
		return false;
	note->code = (GrNoteCode) found;
	note->raw = unescape(canonical, rest);
	return canonical->ok && note->raw.len <= GR_RAW_MAX;
}

/* Reads how many reports gave one figure. */
static bool
read_coverage(Canonical *canonical)
{
	GrText		rest = take_lines(canonical, 1);
	GrText		key;
	int			figure;
	int64_t		coverage;

	if (!take_word(&rest, GR_TRAILER_COVERAGE) || !cut_at_tab(&rest, &key))
		return false;
	figure = gr_figure_find(key.data, key.len);
	return figure != GR_NONE && take_reports(&rest, &coverage) && rest.len == 0 &&
		gr_report_set_coverage(&canonical->reading->report, figure, coverage);
}

/* Reads the trailer but for its last line. */
static void
read_trailer(Canonical *canonical, const Counts *counts)
{
	GrReport   *report = &canonical->reading->report;

	if (canonical->ok && counts->notes > 0)
	{
		report->notes = canonical->arena->alloc(canonical->arena->context,
												(size_t) counts->notes * sizeof(GrNote));
		canonical->ok = report->notes != NULL;
	}
	while (canonical->ok && report->nnotes < counts->notes)
		canonical->ok = read_note(canonical, &report->notes[report->nnotes++]);
	if (canonical->ok && counts->authority)
	{
		GrText		line = take_lines(canonical, 1);

		canonical->ok = canonical->ok && take_word(&line, GR_TRAILER_AUTHORITY);
		report->authority = unescape(canonical, line);
	}
	for (int i = 0; i < counts->coverage && canonical->ok; i++)
		canonical->ok = read_coverage(canonical);
}

/* True when writing the report gives the very text. */
static bool
writes_same(const GrReport *report, const char *text, size_t len, const GrArena *arena)
{
	GrBuffer	buffer;
	bool		same;

	gr_buffer_init(&buffer, arena, len + 1);
	gr_write_text(report, &buffer);
	same = buffer.ok && buffer.len == len && memcmp(buffer.data, text, len) == 0;
	if (arena->release != NULL && buffer.data != NULL)
		arena->release(arena->context, buffer.data);
	return same;
}

/*
 * If text is what gr_write_text writes for some report, gives that report and
 * where its figures stand.  A newline behind the last line is allowed, for
 * texts that went through a file.  When it gives false the reading is
 * undefined.
 */
bool
gr_read_canonical(const char *text, size_t len, const GrArena *arena, GrReading *reading)
{
	Canonical	canonical;
	Counts		counts;

	if (len > 0 && text[len - 1] == '\n')
		len--;
	if (len == 0 || !find_counts(text, len, &counts, &canonical.end))
		return false;
	canonical.p = text;
	canonical.line = 1;
	canonical.arena = arena;
	canonical.reading = reading;
	canonical.ok = true;
	gr_report_init(&reading->report, counts.edition);
	memset(reading->source, 0, sizeof(reading->source));
	reading->report.year = counts.year;
	reading->report.others = counts.reports - 1;

	if (counts.title)
		reading->report.title = unescape(&canonical, take_lines(&canonical, 1));
	reading->report.preamble = take_lines(&canonical, counts.preamble);
	read_body(&canonical, &counts);
	read_trailer(&canonical, &counts);
	return canonical.ok && canonical.p == canonical.end &&
		writes_same(&reading->report, text, len, arena);
}
