/*
 * read.c
 *		Reading a report's text: the whole of it, step by step.
 */
#include "reader.h"

#include "html.h"
#include "pinyin.h"

#include <string.h>

/* The arena's poll is called once in so many steps. */
#define POLL_STEPS 256

/* Memory from the arena; NULL marks the reading as failed. */
void *
reader_alloc(Reader *r, size_t size)
{
	void	   *memory = r->arena->alloc(r->arena->context, size);

	if (memory == NULL)
		r->failed = true;
	return memory;
}

/* Makes room for one more element; false when there is no memory. */
bool
reader_grow(Reader *r, void **array, int *size, int used, size_t element)
{
	int			larger = *size == 0 ? 64 : *size * 2;
	void	   *memory;

	if (used < *size)
		return true;
	memory = reader_alloc(r, element * (size_t) larger);
	if (memory == NULL)
		return false;
	if (used > 0)
		memcpy(memory, *array, element * (size_t) used);
	if (*array != NULL && r->arena->release != NULL)
		r->arena->release(r->arena->context, *array);
	*array = memory;
	*size = larger;
	return true;
}

/* Lets the arena's owner interrupt. */
void
reader_poll(Reader *r)
{
	if (++r->polls % POLL_STEPS == 0 && r->arena->poll != NULL)
		r->arena->poll(r->arena->context);
}

/* Adds a note; past the limit one note says that there were more. */
void
reader_note(Reader *r, GrNoteCode code, int figure, int line, GrText raw)
{
	GrReport   *report = r->report;
	GrNote	   *note;

	if (report->nnotes >= GR_NOTES_MAX)
	{
		report->notes[GR_NOTES_MAX - 1] = (GrNote) {
			GR_NOTE_NOTES_DROPPED, GR_NONE, 0, {NULL, 0}
		};
		return;
	}
	if (!reader_grow(r, (void **) &report->notes, &r->notes_size, report->nnotes,
					 sizeof(GrNote)))
		return;
	if (raw.len > GR_RAW_MAX)
	{
		raw.len = GR_RAW_MAX;
		while (raw.len > 0 && ((unsigned char) raw.data[raw.len] & 0xC0) == 0x80)
			raw.len--;
	}
	if (raw.len == 0)
		raw.data = NULL;
	note = &report->notes[report->nnotes++];
	*note = (GrNote) {code, figure, line, raw};
}

/* Control characters other than tab and newline are no text. */
static bool
is_control(unsigned char c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/* Looks eight bytes at a time for any below a blank, then at those eight. */
static bool
has_controls(const char *text, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t highs = ones << 7;
	size_t		i = 0;

	for (; i + 8 <= len; i += 8)
	{
		uint64_t	word;
		uint64_t	del;
		uint64_t	found;

		memcpy(&word, text + i, 8);
		del = word ^ (ones * 0x7F);
		found = ((word - ones * 0x20) & ~word) | ((del - ones) & ~del);
		if ((found & highs) == 0)
			continue;
		for (size_t j = i; j < i + 8; j++)
			if (is_control((unsigned char) text[j]))
				return true;
	}
	for (; i < len; i++)
		if (is_control((unsigned char) text[i]))
			return true;
	return false;
}

/*
 * Copies a text that holds control characters: line ends of any kind and form
 * feeds inside a line become newlines, others are dropped.  Returns the new length and sets
 * *dropped.
 */
static size_t
clean_text(const char *text, size_t len, char *clean, bool *dropped)
{
	size_t		out = 0;

	*dropped = false;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) text[i];

		if (!is_control(c))
			clean[out++] = (char) c;
		else if (c == '\r')
		{
			if (i + 1 >= len || text[i + 1] != '\n')
				clean[out++] = '\n';
		}
		else if (c == '\f' || c == '\v')
			/* at a line's start it begins a page, and no line more */
			{
			clean[out] = out == 0 || clean[out - 1] == '\n' ? ' ' : '\n';
			out++;
		}
		else
			*dropped = true;
	}
	return out;
}

/* Joins a section's pieces of prose. */
static GrText
join_prose(Reader *r, const Prose *prose)
{
	GrBuffer	buffer;
	size_t		size = 0;

	if (prose->npieces == 0)
		return (GrText) {NULL, 0};
	if (prose->npieces == 1)
		return (GrText) {prose->pieces[0].start,
		(size_t) (prose->pieces[0].end - prose->pieces[0].start)};
	for (int i = 0; i < prose->npieces; i++)
		size += (size_t) (prose->pieces[i].end - prose->pieces[i].start) + 1;
	gr_buffer_init(&buffer, r->arena, size);
	for (int i = 0; i < prose->npieces; i++)
	{
		if (i > 0)
			gr_buffer_char(&buffer, '\n');
		gr_buffer_add(&buffer, prose->pieces[i].start,
					  (size_t) (prose->pieces[i].end - prose->pieces[i].start));
	}
	if (!buffer.ok)
		r->failed = true;
	return (GrText) {buffer.data, buffer.len};
}

/* Is a heading just what the form prints? */
static bool
is_official_heading(int section, GrText heading)
{
	const char *numeral;
	const char *title;
	size_t		len;

	if (section > GR_FORM_SECTIONS)
		return false;
	numeral = gr_section_numerals[section];
	title = gr_section_titles[section];
	len = strlen(numeral);
	return heading.len == len + strlen("、") + strlen(title) &&
		memcmp(heading.data, numeral, len) == 0 &&
		memcmp(heading.data + len, "、", strlen("、")) == 0 &&
		memcmp(heading.data + len + strlen("、"), title, strlen(title)) == 0;
}

/* Makes the report's preamble and sections of the prose found. */
static void
make_sections(Reader *r)
{
	GrReport   *report = r->report;

	for (int i = 0; i < r->nprose; i++)
	{
		const Prose *prose = &r->prose[i];
		GrText		text = join_prose(r, prose);
		int			number = r->prose_number[i];
		int			at;

		if (number == 0)
		{
			report->preamble = text;
			continue;
		}
		if (!prose->seen && text.len == 0)
			continue;
		if (report->nsections >= GR_SECTIONS_MAX)
			break;
		for (at = report->nsections++; at > 0 && report->sections[at - 1].number > number; at--)
			report->sections[at] = report->sections[at - 1];
		report->sections[at] = (GrSection) {number, {NULL, 0}, text};
		if (prose->seen && !is_official_heading(number, prose->heading))
			report->sections[at].heading = prose->heading;
	}
}

/* Notes the sections whose title is missing. */
static void
note_missing_sections(Reader *r)
{
	for (int section = 1; section <= GR_FORM_SECTIONS; section++)
	{
		bool		seen = false;

		for (int i = 0; i < r->nprose; i++)
			if (r->prose_number[i] == section && r->prose[i].seen)
				seen = true;
		if (!seen)
			reader_note(r, GR_NOTE_SECTION_MISSING, GR_NONE, 0,
						(GrText) {gr_section_titles[section],
						strlen(gr_section_titles[section])});
	}
}

/* The section whose title is the last one before a place, or 0. */
static int
section_before(const Reader *r, int place)
{
	int			before = 0;
	int			nearest = 0;

	for (int i = 0; i < r->nprose; i++)
		if (r->prose_number[i] <= GR_FORM_SECTIONS && r->prose[i].place < place &&
			r->prose[i].place > nearest)
		{
			nearest = r->prose[i].place;
			before = r->prose_number[i];
		}
	return before;
}

/* Notes the sections whose title stands behind a later section's. */
static void
note_section_order(Reader *r)
{
	for (int i = 0; i < r->nprose; i++)
	{
		int			section = r->prose_number[i];

		if (r->prose[i].place > 0 && section <= GR_FORM_SECTIONS &&
			section_before(r, r->prose[i].place) > section)
			reader_note(r, GR_NOTE_SECTION_ORDER, GR_NONE, r->prose[i].line,
						(GrText) {gr_section_titles[section],
						strlen(gr_section_titles[section])});
	}
}

/* Notes missing tables; false when there is none at all. */
static bool
note_missing_tables(Reader *r)
{
	bool		any = false;
	bool		present[GR_TABLES] = {false};

	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (r->report->state[figure] != GR_ABSENT)
			any = present[gr_figures[figure].table] = true;
	if (!any)
		return false;
	for (int table = 0; table < GR_TABLES; table++)
		if (!present[table])
			reader_note(r, GR_NOTE_TABLE_MISSING,
						gr_figure_at(gr_table_first_row(table), gr_table_first_column(table)),
						0, (GrText) {NULL, 0});
	return true;
}

/* The text is no report: says what was looked for, and where to look. */
static bool
not_a_report(Reader *r)
{
	GrError    *error = r->error;

	if (r->end == r->text)
		gr_error(error, GR_ERROR_SYNTAX, "empty text is no disclosure report");
	else
		gr_error(error, GR_ERROR_SYNTAX, "text is no disclosure report");
	error->line = r->line > 0 ? r->line : 1;
	error->column = 1;
	gr_error_detail(error, "None of the form's three tables was found up to the last line; expected "
					"labels such as \"本年制发件数\", \"本年新收政府信息公开申请数量\" or \"结果维持\".");
	gr_error_hint(error, "Give the whole text of the annual report, with its tables.");
	return false;
}

/* All the steps, on text without control characters. */
static bool
read_text(Reader *r)
{
	gr_report_init(r->report, 2021);
	read_lines(r);
	if (r->failed)
		return false;
	read_identity(r);
	read_requests(r);
	read_edition(r);
	read_proactive(r);
	read_remedies(r);
	make_sections(r);
	note_missing_sections(r);
	note_section_order(r);
	for (int table = 0; table < GR_TABLES; table++)
		if (r->tables[table].overflow)
			reader_note(r, GR_NOTE_NUMBERS_UNPLACED, GR_NONE, 0, (GrText) {NULL, 0});
	if (!note_missing_tables(r) && !r->failed)
		return not_a_report(r);
	return !r->failed;
}

/* A reader of a text that is not canonical. */
static Reader *
make_reader(const GrArena *arena, GrReading *reading, GrError *error)
{
	Reader	   *r = arena->alloc(arena->context, sizeof(Reader));

	if (r == NULL)
	{
		gr_error(error, GR_ERROR_MEMORY, "out of memory");
		return NULL;
	}
	memset(r, 0, sizeof(*r));
	r->arena = arena;
	r->reading = reading;
	r->report = &reading->report;
	r->error = error;
	r->table = GR_NONE;
	for (int table = 0; table < GR_TABLES; table++)
		r->tables[table].group = r->tables[table].last_row = GR_NONE;
	return r;
}

/* Drops control characters from a text that has any; sets *dropped. */
static bool
without_controls(Reader *r, GrText *text, bool *dropped)
{
	char	   *clean;

	*dropped = false;
	if (!has_controls(text->data, text->len))
		return true;
	clean = reader_alloc(r, text->len);
	if (clean == NULL)
		return false;
	text->len = clean_text(text->data, text->len, clean, dropped);
	text->data = clean;
	return true;
}

/*
 * Makes text of a page, and takes the pronunciations of a mirror out: first of
 * the page, whose article is found by its words, then of the text, which has
 * those that the page wrote with names of letters, however few.
 */
static bool
page_text(Reader *r, GrText *text, GrMarkup markup, bool *pinyin)
{
	GrOrigins  *origins = &r->reading->origins;
	GrOrigins	page = {.original = *text};
	bool		grids;

	if (!gr_strip_pinyin(text, true, r->arena, &page, pinyin))
		return gr_error(r->error, GR_ERROR_MEMORY, "out of memory");
	if (!gr_html_text(*text, markup, r->arena, origins, text, &grids, r->error))
		return false;
	for (int table = 0; table < GR_TABLES; table++)
		r->tables[table].true_grid = grids;
	if (!gr_origin_chain(origins, text->len, &page, r->arena) ||
		!gr_strip_pinyin(text, false, r->arena, origins, pinyin))
		return gr_error(r->error, GR_ERROR_MEMORY, "out of memory");
	return true;
}

/*
 * The text to read of the one given: a page's article, and without the
 * pronunciations of a mirror; *pinyin tells whether there were any.
 */
static bool
prepare_text(Reader *r, GrText *text, bool *pinyin)
{
	GrOrigins  *origins = &r->reading->origins;
	GrMarkup	markup = gr_html_markup(*text);

	if (markup != GR_MARKUP_NONE)
		return page_text(r, text, markup, pinyin);
	origins->original = *text;
	return gr_strip_pinyin(text, false, r->arena, origins, pinyin) ||
		gr_error(r->error, GR_ERROR_MEMORY, "out of memory");
}

/* Notes the lines with characters that stand for bytes that are no text. */
static void
note_replaced(Reader *r)
{
	static const char replaced[] = "\xEF\xBF\xBD";
	const char *p = r->text;
	int			line = 1;

	/* hardly any text has one */
	if (gr_find(p, r->end, replaced) == NULL)
		return;
	while (p < r->end)
	{
		const char *eol = memchr(p, '\n', (size_t) (r->end - p));

		if (eol == NULL)
			eol = r->end;
		if (gr_find(p, eol, replaced) != NULL)
			reader_note(r, GR_NOTE_TEXT_REPLACED, GR_NONE, line,
						(GrText) {p, (size_t) (eol - p)});
		line++;
		p = eol + 1;
		reader_poll(r);
	}
}

bool
gr_read(const char *text, size_t len, const GrArena *arena, GrReading *reading,
		GrError *error)
{
	GrText		given = {text, len};
	Reader	   *r;
	bool		dropped;
	bool		pinyin = false;
	bool		done;

	gr_labels_init();
	memset(reading, 0, sizeof(*reading));
	memset(error, 0, sizeof(*error));
	if (gr_read_canonical(text, len, arena, reading))
		return true;
	memset(reading, 0, sizeof(*reading));
	r = make_reader(arena, reading, error);
	if (r == NULL)
		return false;
	if (!without_controls(r, &given, &dropped))
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	if (!prepare_text(r, &given, &pinyin))
		return false;
	r->text = given.data;
	r->end = given.data + given.len;
	reading->text = given;
	done = read_text(r);
	if (done)
		note_replaced(r);
	if (done && dropped)
		reader_note(r, GR_NOTE_TEXT_REPLACED, GR_NONE, 0, (GrText) {NULL, 0});
	if (done && pinyin)
		reader_note(r, GR_NOTE_PRONUNCIATIONS_DROPPED, GR_NONE, 0, (GrText) {NULL, 0});
	read_places(r);
	if (r->failed)
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	return done;
}
