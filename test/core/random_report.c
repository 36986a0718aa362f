/*
 * random_report.c
 *		Random reports for the tests: every state, both editions and mixtures,
 *		extreme numbers, and texts that look like anything but prose.
 */
#include "../splitmix.h"
#include "test.h"

/* Pieces of hostile prose. */
static const char *const fragments[] = {
	"\n", "\n", "\n\n", "\t", "\r\n", " ", "", "\\", "\\n", "\\x0", "\x01", "\x1b", "\x7f",
	"0", "1", "-5", "/", "?", "×", "\"", "{", "}", ",", "|", "<td>", "'", "%s%n",
	"一、", "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0\n",
	"二、主动公开政府信息情况\n", "第二十条第（一）项\n",
	"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n", "规章\t1\t2\t3\n",
	"#note\tunreadable\t-\t0\tx\n", "#authority\tx\n",
	"#govreport 1 edition=2021 year=2022 title=0 preamble=0 sections=- tables=0,0,0 notes=0 authority=0",
	"本机关全年主动公开信息三十条。", "政府信息公开工作年度报告", "𠀀", "é", "\xef\xbb\xbf", "\xe2\x80\xa8"
};
#define FRAGMENTS ((int) (sizeof(fragments) / sizeof(fragments[0])))

/* The next random number. */
uint64_t
random_next(Random *random)
{
	return splitmix(&random->state);
}

/* A number from 0 to n - 1. */
int
random_below(Random *random, int n)
{
	return (int) (random_next(random) % (uint64_t) n);
}

/* True once in n times. */
bool
random_once_in(Random *random, int n)
{
	return random_below(random, n) == 0;
}

/* A C string as a text. */
GrText
text_of(const char *string)
{
	GrText		text = {string, strlen(string)};

	return text;
}

/* A text of up to count fragments, or none. */
GrText
random_text(Random *random, const GrArena *arena, int count)
{
	GrText		text = {NULL, 0};
	GrBuffer	buffer;

	gr_buffer_init(&buffer, arena, 64);
	for (int n = random_below(random, count + 1); n > 0; n--)
		gr_buffer_string(&buffer, fragments[random_below(random, FRAGMENTS)]);
	if (buffer.len == 0)
		return text;
	text.data = buffer.data;
	text.len = buffer.len;
	return text;
}

/* A number of any size; every power of two and its neighbours come up. */
static int64_t
random_number(Random *random)
{
	uint64_t	bits = random_next(random) >> random_below(random, 64);

	switch (random_below(random, 8))
	{
		case 0:
			return 0;
		case 1:
			return INT64_MIN;
		case 2:
			return INT64_MAX;
		case 3:
			bits = (UINT64_C(1) << random_below(random, 63)) - 1 + (uint64_t) random_below(random, 3);
			break;
		case 4:
			/* the borders between the forms of a stored number */
			bits = (uint64_t) (64 + random_below(random, 3));
			if (random_once_in(random, 2))
				bits += 1 << 13;
			if (random_once_in(random, 2))
				bits += 1 << 20;
			break;
		default:
			break;
	}
	bits &= INT64_MAX;
	return random_once_in(random, 3) ? -(int64_t) bits : (int64_t) bits;
}

/* Sets one figure. */
static void
set_figure(Random *random, GrReport *report, int figure, int kind)
{
	int			state = GR_NUMBER;

	/* kind 0: mostly zero; 1: small counts; 2: anything */
	if (random_once_in(random, kind == 2 ? 2 : 40))
		state = random_below(random, GR_STATES);
	report->state[figure] = (uint8_t) state;
	if (state != GR_NUMBER)
		return;
	if (kind == 2)
		report->value[figure] = random_number(random);
	else if (kind == 1 || random_once_in(random, 20))
		report->value[figure] = random_below(random, 120);
}

/* Sets the figures: of the report's edition, the other, both or none. */
static void
set_figures(Random *random, GrReport *report)
{
	int			kind = random_below(random, 3);
	int			editions = random_once_in(random, 4) ? random_below(random, 4) :
		gr_edition_mask(report->edition);
	int			state = random_once_in(random, 10) ? random_below(random, GR_STATES) : GR_NONE;
	bool		tables[GR_TABLES];

	for (int table = 0; table < GR_TABLES; table++)
		tables[table] = !random_once_in(random, 8);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if ((gr_figures[i].editions & editions) == 0 || !tables[gr_figures[i].table])
			continue;
		/* now and then one state for all, to fill whole runs */
		if (state != GR_NONE)
			report->state[i] = (uint8_t) state;
		else
			set_figure(random, report, i, kind);
	}
}

/* A heading: none, the form's own, or anything. */
static GrText
random_heading(Random *random, const GrArena *arena, int number)
{
	GrText		none = {NULL, 0};

	if (random_once_in(random, 3))
		return none;
	if (number <= GR_FORM_SECTIONS && random_once_in(random, 2))
		return text_of(gr_section_titles[number]);
	return random_text(random, arena, 3);
}

/* Some sections, with gaps between their numbers. */
static void
set_sections(Random *random, const GrArena *arena, GrReport *report)
{
	int			number = 0;
	int			wanted = random_once_in(random, 20) ? GR_SECTIONS_MAX : random_below(random, 8);

	while (report->nsections < wanted)
	{
		GrSection  *section = &report->sections[report->nsections];

		number += 1 + (random_once_in(random, 4) ? random_below(random, 4) : 0);
		if (number > GR_SECTION_NUMBER_MAX)
			break;
		section->number = number;
		section->heading = random_heading(random, arena, number);
		section->prose = random_text(random, arena, 12);
		report->nsections++;
	}
}

/* Cuts a text to what a note keeps, before a character. */
static GrText
cut_raw(GrText text)
{
	if (text.len <= GR_RAW_MAX)
		return text;
	text.len = GR_RAW_MAX;
	while (text.len > 0 && !gr_utf8_valid(text.data, text.len, NULL))
		text.len--;
	return text;
}

/* Some notes, now and then as many as can be. */
static void
set_notes(Random *random, const GrArena *arena, GrReport *report)
{
	int			n = random_once_in(random, 3) ? 0 :
		random_once_in(random, 60) ? GR_NOTES_MAX : random_below(random, 6);

	if (n == 0)
		return;
	report->notes = arena->alloc(arena->context, (size_t) n * sizeof(GrNote));
	for (; report->nnotes < n; report->nnotes++)
	{
		GrNote	   *note = &report->notes[report->nnotes];

		note->code = (GrNoteCode) random_below(random, GR_NOTES);
		note->figure = random_once_in(random, 3) ? GR_NONE : random_below(random, GR_FIGURES);
		note->line = random_once_in(random, 10) ? INT32_MAX : random_below(random, 300);
		note->raw = cut_raw(random_text(random, arena, random_once_in(random, 10) ? 60 : 3));
	}
}

/* A number of reports. */
static int64_t
random_count(Random *random)
{
	int64_t		count = random_below(random, random_once_in(random, 4) ? 1 << 30 : 12);

	if (random_once_in(random, 10))
		count = GR_REPORTS_MAX - random_below(random, 2);
	return random_once_in(random, 4) ? -count : count;
}

/* Makes a consolidated report of it, every number given by some. */
static void
set_coverage(Random *random, GrReport *report)
{
	int			kind = random_below(random, 3);
	int64_t		coverage = random_count(random);

	report->others = (random_once_in(random, 5) ? 1 : random_count(random)) - 1;
	for (int i = 0; i < GR_FIGURES && kind > 0; i++)
	{
		if (random_once_in(random, kind == 1 ? 30 : 2))
			coverage = random_once_in(random, 3) ? report->others + 1 : random_count(random);
		gr_report_set_coverage(report, i, coverage);
	}
}

/* A report of any kind that can be stored. */
void
random_report(Random *random, const GrArena *arena, GrReport *report)
{
	gr_report_init(report, random_once_in(random, 3) ? 2019 : 2021);
	report->year = random_once_in(random, 10) ? random_below(random, GR_YEAR_MAX + 1) :
		2019 + random_below(random, 8);
	set_figures(random, report);
	if (random_once_in(random, 4))
		set_coverage(random, report);
	if (random_once_in(random, 6))
		return;					/* figures only */
	report->title = random_text(random, arena, 3);
	report->authority = random_text(random, arena, 2);
	report->preamble = random_text(random, arena, 4);
	set_sections(random, arena, report);
	set_notes(random, arena, report);
}

/* Equality of texts, no text and an empty one being the same. */
static bool
texts_equal(GrText a, GrText b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* True when two reports say the same. */
bool
reports_equal(const GrReport *a, const GrReport *b, const char **what)
{
	*what = "edition or year";
	if (a->edition != b->edition || a->year != b->year)
		return false;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		*what = gr_figures[i].key;
		if (a->state[i] != b->state[i] || a->value[i] != b->value[i])
			return false;
	}
	*what = "number of reports";
	if (gr_report_reports(a) != gr_report_reports(b))
		return false;
	*what = "coverage";
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_report_coverage(a, i) != gr_report_coverage(b, i))
			return false;
	*what = "title";
	if (!texts_equal(a->title, b->title))
		return false;
	*what = "authority";
	if (!texts_equal(a->authority, b->authority))
		return false;
	*what = "preamble";
	if (!texts_equal(a->preamble, b->preamble))
		return false;
	*what = "sections";
	if (a->nsections != b->nsections)
		return false;
	for (int i = 0; i < a->nsections; i++)
		if (a->sections[i].number != b->sections[i].number ||
			!texts_equal(a->sections[i].heading, b->sections[i].heading) ||
			!texts_equal(a->sections[i].prose, b->sections[i].prose))
			return false;
	*what = "notes";
	if (a->nnotes != b->nnotes)
		return false;
	for (int i = 0; i < a->nnotes; i++)
		if (a->notes[i].code != b->notes[i].code || a->notes[i].figure != b->notes[i].figure ||
			a->notes[i].line != b->notes[i].line || !texts_equal(a->notes[i].raw, b->notes[i].raw))
			return false;
	*what = "nothing";
	return true;
}
