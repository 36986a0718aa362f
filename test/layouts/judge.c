/*
 * judge.c
 *		Reads a generated report and compares what was read with what was meant.
 */
#include "generator.h"
#include "../malloc_arena.h"

#include <inttypes.h>
#include <string.h>

/* A figure's number as JSON and messages show it. */
static void
put_number(int figure, int64_t value, Text *out)
{
	uint64_t	size = value < 0 ? -(uint64_t) value : (uint64_t) value;
	uint64_t	scale = gr_figure_is_amount(figure) ? (uint64_t) GR_AMOUNT_SCALE : 1;

	text_printf(out, "%s%" PRIu64, value < 0 ? "-" : "", size / scale);
	if (size % scale != 0)
	{
		text_printf(out, ".%06" PRIu64, size % scale);
		while (out->data[out->len - 1] == '0')
			out->data[--out->len] = '\0';
	}
}

/* One line of complaint. */
static void
complain(const Case *c, const GrReading *reading, int figure, const char *what, Text *why)
{
	const GrReport *r = &reading->report;

	text_printf(why, "  %s: %s: printed ", what, gr_figures[figure].key);
	if (c->state[figure] == GR_NUMBER)
		put_number(figure, c->value[figure], why);
	else
		text_put(why, gr_state_name(c->state[figure]));
	text_put(why, ", read ");
	if (r->state[figure] == GR_NUMBER)
		put_number(figure, r->value[figure], why);
	else
		text_put(why, gr_state_name(r->state[figure]));
	text_printf(why, " (line %d)\n", reading->source[figure].line);
}

/* Is the state that was read the one that was printed, as far as it shows? */
static bool
state_is_right(const Case *c, int figure, GrState state)
{
	switch ((GrState) c->state[figure])
	{
		case GR_NOT_APPLICABLE:
			return state == GR_NOT_APPLICABLE;
		case GR_BLANK:
			return state == GR_BLANK || !(c->layout->flags & LAYOUT_GRIDS);
		case GR_ABSENT:
			return state == GR_ABSENT;
		case GR_NUMBER:
		case GR_UNREADABLE:
			break;
	}
	return true;
}

/* Compares one figure; returns true when a soft one was not read. */
static bool
judge_figure(const Case *c, const GrReading *reading, int figure, Score *score, Text *why)
{
	GrState		state = reading->report.state[figure];
	bool		printed = c->state[figure] == GR_NUMBER;
	bool		read = state == GR_NUMBER;

	score->figures++;
	score->soft += c->soft[figure] && printed;
	if (read && !printed)
	{
		score->invented++;
		complain(c, reading, figure, "number where none was printed", why);
	}
	else if (read && reading->report.value[figure] != c->value[figure])
	{
		score->wrong++;
		complain(c, reading, figure, "wrong number", why);
	}
	else if (!read && printed && c->soft[figure])
	{
		score->soft_missed++;
		return true;
	}
	else if (!read && printed)
	{
		score->missed++;
		complain(c, reading, figure, "number not read", why);
	}
	else if (!read && !c->soft[figure] && !state_is_right(c, figure, state))
	{
		score->states++;
		complain(c, reading, figure, "other state", why);
	}
	return false;
}

/* Year, edition, authority. */
static void
judge_identity(const Case *c, const GrReport *r, Score *score, Text *why)
{
	if (c->ask_year && r->year != c->year)
	{
		score->identity++;
		text_printf(why, "  year: printed %d, read %d\n", c->year, r->year);
	}
	if (c->ask_edition && r->edition != c->edition)
	{
		score->identity++;
		text_printf(why, "  edition: printed %d, read %d\n", c->edition, r->edition);
	}
	if (c->ask_authority && (r->authority.len != strlen(c->authority) ||
							 (r->authority.len > 0 &&
							  memcmp(r->authority.data, c->authority, r->authority.len) != 0)))
	{
		score->identity++;
		text_printf(why, "  authority: printed \"%s\", read \"%.*s\"\n", c->authority,
					(int) r->authority.len, r->authority.data ? r->authority.data : "");
	}
}

/* Which notes were given. */
static uint64_t
notes_given(const GrReport *r)
{
	uint64_t	given = 0;

	for (int i = 0; i < r->nnotes; i++)
		given |= UINT64_C(1) << r->notes[i].code;
	return given;
}

/* Notes that can explain why a number that stands there was not read. */
#define EXPLAINS (NOTE_BIT(UNREADABLE) | NOTE_BIT(CELLS_AMBIGUOUS) | \
				  NOTE_BIT(GLUED_AMBIGUOUS) | NOTE_BIT(NUMBERS_UNPLACED) | \
				  NOTE_BIT(LABEL_WITHOUT_NUMBERS) | NOTE_BIT(ROW_CONFLICT) | \
				  NOTE_BIT(ROW_UNKNOWN) | NOTE_BIT(ROW_SUBTOTAL) | \
				  NOTE_BIT(TABLE_MISSING) | NOTE_BIT(COLUMN_MISSING) | \
				  NOTE_BIT(CELLS_MISSING) | NOTE_BIT(CELLS_EXTRA))

/* The codes in a mask of notes. */
static void
put_codes(uint64_t notes, Text *out)
{
	for (int code = 0; code < GR_NOTES; code++)
		if (notes & (UINT64_C(1) << code))
			text_printf(out, " %s", gr_note_code(code));
}

/* Are all notes there that are due? */
static void
judge_notes(const Case *c, const GrReport *r, bool soft_missed, Score *score, Text *why)
{
	uint64_t	given = notes_given(r);
	bool		short_of = false;

	for (int i = 0; i < c->nrequired; i++)
		if (!(given & c->required[i]))
		{
			short_of = true;
			text_put(why, "  no note of");
			put_codes(c->required[i], why);
			text_put(why, ", only of");
			put_codes(given, why);
			text_put(why, "\n");
		}
	if (soft_missed && !(given & EXPLAINS))
	{
		short_of = true;
		text_put(why, "  numbers not read, and no note says so, only");
		put_codes(given, why);
		text_put(why, "\n");
	}
	score->notes += short_of;
}

/* A text without blanks and what has no width. */
static void
put_squeezed(Text *out, const char *data, size_t len)
{
	static const char *const dropped[] = {
		" ", "\t", "\r", "\n", "\f", "\u00a0", "　", "\u200b", "\u200c", "\u200d",
		"\u2060", "\ufeff", "\u2002", "\u2003"
	};
	const char *end = data + len;

	while (data < end)
	{
		size_t		size = 0;

		for (int i = 0; i < COUNT_OF(dropped) && size == 0; i++)
			if (strlen(dropped[i]) <= (size_t) (end - data) &&
				memcmp(data, dropped[i], strlen(dropped[i])) == 0)
				size = strlen(dropped[i]);
		if (size == 0)
			text_add(out, data++, 1);
		data += size;
	}
	text_put(out, "\n");
}

/* All that was read as text, a line each. */
static void
put_texts(Text *out, const GrReport *r)
{
	text_put(out, "");
	put_squeezed(out, r->title.data, r->title.len);
	put_squeezed(out, r->authority.data, r->authority.len);
	put_squeezed(out, r->preamble.data, r->preamble.len);
	for (int i = 0; i < r->nsections; i++)
	{
		put_squeezed(out, r->sections[i].heading.data, r->sections[i].heading.len);
		put_squeezed(out, r->sections[i].prose.data, r->sections[i].prose.len);
	}
}

/* Of a page: no text of the report is lost, and none of the site's was read. */
static void
judge_texts(const Case *c, const GrReport *r, Score *score, Text *why)
{
	Text		texts = {0};
	const char *word;

	put_texts(&texts, r);
	/* Markdown has no elements that could tell */
	word = c->layout->flags & HTML_MARKDOWN ? NULL : markup_furniture_in(texts.data);
	if (word)
	{
		score->prose++;
		text_printf(why, "  furniture in text: %s at %.90s\n", word,
					strstr(texts.data, word));
	}
	for (int i = 0; i < c->nblocks; i++)
	{
		Text		block = {0};

		if (c->blocks[i].kind != BLOCK_PARAGRAPH)
			continue;
		put_squeezed(&block, c->blocks[i].text, strlen(c->blocks[i].text));
		block.data[--block.len] = '\0';
		if (strstr(texts.data, block.data) == NULL)
		{
			score->prose++;
			text_printf(why, "  text lost: %s\n", c->blocks[i].text);
		}
		text_free(&block);
	}
	text_free(&texts);
}

/* Of a page: the title is the article's. */
static void
judge_title(const Case *c, const GrReport *r, Score *score, Text *why)
{
	Text		read = {0};
	Text		printed = {0};

	text_put(&printed, "");
	put_squeezed(&read, r->title.data, r->title.len);
	for (int i = 0; i < c->nblocks; i++)
		if (c->blocks[i].kind == BLOCK_TITLE)
		{
			put_squeezed(&printed, c->blocks[i].text, strlen(c->blocks[i].text));
			printed.len--;
		}
	text_put(&printed, "\n");
	read.data[--read.len] = '\0';
	if (printed.len > 1 && (read.len == 0 || strstr(printed.data, read.data) == NULL))
	{
		score->identity++;
		text_printf(why, "  title: printed %s  read %s\n", printed.data, read.data);
	}
	text_free(&read);
	text_free(&printed);
}

bool
judge(Case *c, Score *score, Text *why)
{
	MallocArena memory;
	GrReading	reading;
	GrError		error = {0};
	bool		soft_missed = false;
	size_t		before = why->len;
	bool		passed;

	malloc_arena_init(&memory);
	score->reports++;
	if (!gr_read(c->out.data, c->out.len, &memory.arena, &reading, &error))
	{
		score->refused++;
		text_printf(why, "  refused: line %d: %s\n", error.line, error.message);
		for (int figure = 0; figure < GR_FIGURES; figure++)
		{
			score->figures++;
			if (c->state[figure] != GR_NUMBER)
				continue;
			score->missed += !c->soft[figure];
			score->soft += c->soft[figure];
			score->soft_missed += c->soft[figure];
		}
	}
	else
	{
		for (int figure = 0; figure < GR_FIGURES; figure++)
			soft_missed |= judge_figure(c, &reading, figure, score, why);
		judge_identity(c, &reading.report, score, why);
		judge_notes(c, &reading.report, soft_missed, score, why);
		if (c->layout->flags & HTML_PAGE)
		{
			judge_texts(c, &reading.report, score, why);
			judge_title(c, &reading.report, score, why);
		}
	}
	malloc_arena_reset(&memory);
	passed = why->len == before;
	score->failed += !passed;
	return passed;
}

/* Compares what was read from a text with what was read from its page. */
static void
compare_readings(const GrReport *text, const GrReport *page, Score *score, Text *why)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		score->figures++;
		if (text->state[figure] == page->state[figure] &&
			text->value[figure] == page->value[figure])
			continue;
		score->wrong++;
		text_printf(why, "  %s: as text ", gr_figures[figure].key);
		if (text->state[figure] == GR_NUMBER)
			put_number(figure, text->value[figure], why);
		else
			text_put(why, gr_state_name(text->state[figure]));
		text_put(why, ", as a page ");
		if (page->state[figure] == GR_NUMBER)
			put_number(figure, page->value[figure], why);
		else
			text_put(why, gr_state_name(page->state[figure]));
		text_put(why, "\n");
	}
	if (text->year != page->year || text->edition != page->edition ||
		!gr_text_equal(text->authority, page->authority))
	{
		score->identity++;
		text_printf(why, "  as text: %d, edition %d, \"%.*s\"; as a page: %d, edition %d, \"%.*s\"\n",
					text->year, text->edition, (int) text->authority.len,
					text->authority.data ? text->authority.data : "",
					page->year, page->edition, (int) page->authority.len,
					page->authority.data ? page->authority.data : "");
	}
}

bool
judge_wrapped(Case *c, Wrap wrap, Score *score, Text *why)
{
	MallocArena memory;
	static GrReading text;
	static GrReading page;
	GrError		error = {0};
	Text		html = {0};
	size_t		before = why->len;
	bool		passed;

	if (!markup_wrap(c, c->out.data, wrap, &html))
		return true;
	malloc_arena_init(&memory);
	score->reports++;
	if (!gr_read(c->out.data, c->out.len, &memory.arena, &text, &error))
	{
		/* what is no report as text is none as a page */
		if (gr_read(html.data, html.len, &memory.arena, &page, &error))
			text_put(why, "  refused as text, read as a page\n");
	}
	else if (!gr_read(html.data, html.len, &memory.arena, &page, &error))
	{
		score->refused++;
		text_printf(why, "  refused as a page: line %d: %s\n", error.line, error.message);
	}
	else
		compare_readings(&text.report, &page.report, score, why);
	malloc_arena_reset(&memory);
	text_free(&c->out);
	c->out = html;
	passed = why->len == before;
	score->failed += !passed;
	return passed;
}

void
truth_json(const Case *c, Text *out)
{
	bool		first = true;

	text_printf(out, "{\n \"edition\": %d,\n \"year\": %d,\n", c->edition, c->year);
	if (c->authority[0])
		text_printf(out, " \"authority\": \"%s\",\n", c->authority);
	else
		text_put(out, " \"authority\": null,\n");
	text_put(out, " \"figures\": {\n");
	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		if (c->soft[figure] || c->state[figure] == GR_ABSENT)
			continue;
		text_printf(out, "%s  \"%s\": ", first ? "" : ",\n", gr_figures[figure].key);
		if (c->state[figure] == GR_NUMBER)
			put_number(figure, c->value[figure], out);
		else
			text_put(out, "null");
		first = false;
	}
	text_put(out, "\n }\n}\n");
}
