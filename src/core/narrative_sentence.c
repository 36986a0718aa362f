/*
 * narrative_sentence.c
 *		Cutting prose into sentences: not at the ends of lines, which may stand
 *		anywhere, but at stops, blank lines, enumerators and headings.
 */
#include "narrative_words.h"
#include "numbers.h"

/* A line of at most so many characters can be a heading. */
#define HEADING_CHARS 16
#define NUMBERED_HEADING_CHARS 40
/* Characters of a word that opens a sentence. */
#define OPENING_CHARS 8
#define CHARS_PER_POLL 65536

/* Words a heading without a stop ends with. */
static const char *const heading_ends[] = {
	"情况", "方面", "公开", "管理", "建设", "保障", "工作", "申请"
};

/* Opening and closing quotation marks and book titles. */
static int
quote_level(uint32_t c)
{
	switch (c)
	{
		case 0x201C:
		case 0x2018:
		case 0x300C:
		case 0x300E:
			return 1;
		case 0x300A:
			return 2;
		case 0x201D:
		case 0x2019:
		case 0x300D:
		case 0x300F:
			return -1;
		case 0x300B:
			return -2;
		default:
			return 0;
	}
}

/* Does an enumerator of two sides stand at p: （三） or (12)? */
static bool
at_bracket_enumerator(const char *p, const char *end)
{
	uint32_t	c;

	if (p >= end || gr_kind_at(p) != GR_CHAR_OPEN)
		return false;
	p = gr_next(p, &c);
	for (int i = 0; i < 4 && p < end; i++)
	{
		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_CLOSE)
			return i > 0;
		if (gr_numeral(c) < 0)
			return false;
	}
	return false;
}

/* Does the line from p, after blanks, begin with an enumerator? */
static bool
at_enumerator(const char *p, const char *end)
{
	GrEnumerator enumerator;

	p = gr_skip_blanks(p, end);
	gr_scan_enumerator(p, end, &enumerator);
	return enumerator.kind != GR_ENUM_NONE;
}

/* Is the line up to its end one that only names what follows? */
static bool
is_heading(const char *line, const char *end, bool numbered)
{
	line = gr_skip_blanks(line, end);
	end = gr_trim_end(line, end);
	if (end <= line ||
		gr_count_chars(line, end) > (numbered ? NUMBERED_HEADING_CHARS : HEADING_CHARS))
		return false;
	for (size_t i = 0; i < sizeof(heading_ends) / sizeof(heading_ends[0]); i++)
		if (gr_ends_with(line, end, heading_ends[i]))
			return true;
	return false;
}

/* Does the text at p begin as sentences about the figures do: a year, a body? */
static bool
at_opening(const char *p, const char *end)
{
	uint16_t	chars[OPENING_CHARS];
	int			count = 0;
	TokenKind	kind;
	int			what;

	if (p < end && gr_kind_at(p) == GR_CHAR_DIGIT)
		return true;
	while (p < end && count < OPENING_CHARS)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		chars[count++] = gr_fold[c];
	}
	return narrative_word(chars, count, &kind, &what) > 0 &&
		(kind == TOKEN_THIS_YEAR || kind == TOKEN_SELF || kind == TOKEN_AREA);
}

/* What the end of a line does: nothing, or ends the sentence or a paragraph. */
typedef enum LineEnd
{
	LINE_GOES_ON, LINE_ENDS, LINE_ENDS_PARAGRAPH
} LineEnd;

/* alone: the sentence began on this line; numbered: with an enumerator. */
static LineEnd
line_end(const char *line, const char *at, const char *end, bool alone, bool numbered)
{
	const char *next = gr_skip_blanks(at + 1, end);

	if (next < end && *next == '\n')
		return LINE_ENDS_PARAGRAPH;
	if (at_enumerator(next, end))
		return LINE_ENDS_PARAGRAPH;
	return alone && is_heading(line, at, numbered) && (numbered || at_opening(next, end)) ? LINE_ENDS : LINE_GOES_ON;
}

/* Adds a character to the sentence; false when there is no room for it. */
static bool
add_char(Sentence *sentence, uint16_t c, const char *p, uint32_t number, int quoted, bool parted)
{
	int			at = sentence->count;

	if (at >= SENTENCE_CHARS)
		return false;
	sentence->chars[at] = c;
	sentence->place[at] = (uint32_t) (p - sentence->prose);
	sentence->number[at] = number;
	sentence->quoted[at] = (uint8_t) quoted;
	sentence->parted[at] = parted;
	sentence->count++;
	return true;
}

/* Ends a sentence at p. */
static void
finish(Sentence *sentence, const char *start, const char *p)
{
	sentence->text.data = start;
	sentence->text.len = (size_t) (p - start);
	sentence->chars[sentence->count] = CHAR_BREAK;
	sentence->place[sentence->count] = (uint32_t) (p - sentence->prose);
}

/*
 * The next sentence that has characters.  *number is how many characters of the
 * prose stand before *p.  What a sentence has beyond SENTENCE_CHARS is passed
 * over.  A quotation ends with the sentence whether it is closed or not.
 */
bool
narrative_sentence(const char *prose, const char *end, const GrArena *arena,
				   const char **position, uint32_t *number, Sentence *sentence)
{
	const char *p = *position;
	const char *line = p;
	const char *start = NULL;
	int			quoted = 0;
	bool		parted = false;
	uint32_t	last = 0;

	sentence->prose = prose;
	sentence->count = 0;
	sentence->stopped = true;
	sentence->heading = p == prose || at_enumerator(p, end);
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		uint16_t	folded = gr_fold[c];
		int			level = quote_level(c);

		if (gr_kind[c] == GR_CHAR_NEWLINE)
		{
			LineEnd		ending = line_end(line, p, end, start != NULL && start >= line,
										   start != NULL && at_enumerator(start, p));

			if (start != NULL && ending != LINE_GOES_ON)
				break;
			sentence->heading |= ending == LINE_ENDS_PARAGRAPH;
			line = next;
			parted = true;
		}
		else if (gr_kind[c] == GR_CHAR_BLANK || gr_kind[c] == GR_CHAR_IGNORED)
			parted = true;
		else if (folded == '"' || level != 0)
		{
			quoted = level < 0 ? 0 : level > 0 ? level : quoted;
			parted = false;
		}
		else if (gr_kind[c] == GR_CHAR_STOP)
		{
			p = next;
			++*number;
			if (start == NULL)
				continue;
			sentence->stopped = folded != ';';
			break;
		}
		else
		{
			if (at_bracket_enumerator(p, end) && last != 0x7B2C /* 第 */ )
			{
				if (start != NULL)
					break;
				sentence->heading = true;
			}
			if (start == NULL)
				start = p;
			add_char(sentence, gr_kind[c] == GR_CHAR_TAB || gr_kind[c] == GR_CHAR_BAR ? '|' : folded,
					 p, *number + 1, quoted, parted);
			parted = false;
			last = c;
		}
		p = next;
		if (++*number % CHARS_PER_POLL == 0 && arena->poll != NULL)
			arena->poll(arena->context);
	}
	*position = p;
	if (start == NULL)
		return false;
	finish(sentence, start, p);
	return true;
}
