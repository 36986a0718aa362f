/*
 * chars.c
 *		The tables of chars.h: how characters fold and what they are; words found
 *		in a text by their folded characters.
 */
#define _GNU_SOURCE				/* memmem */
#include "chars.h"

#include <string.h>

uint16_t	gr_fold[0x10000];
uint8_t		gr_kind[0x10000];

typedef struct CharRange
{
	uint16_t	first,
				last;
	uint16_t	fold;			/* 0: keeps its own code */
	uint8_t		kind;
} CharRange;

/* Applied in order; a later line overrides an earlier one. */
static const CharRange ranges[] = {
	{0x0000, 0x0020, ' ', GR_CHAR_BLANK},
	{'!', '/', 0, GR_CHAR_MARK},
	{':', '@', 0, GR_CHAR_MARK},
	{'[', '`', 0, GR_CHAR_MARK},
	{'{', '~', 0, GR_CHAR_MARK},
	{0x007F, 0x00A0, ' ', GR_CHAR_BLANK},
	{0x00A1, 0x00BF, 0, GR_CHAR_MARK},
	{0x00D7, 0x00D7, 0, GR_CHAR_MARK},
	{0x1680, 0x1680, ' ', GR_CHAR_BLANK},
	{0x2000, 0x206F, 0, GR_CHAR_MARK},
	{0x2000, 0x200A, ' ', GR_CHAR_BLANK},
	{0x202F, 0x202F, ' ', GR_CHAR_BLANK},
	{0x205F, 0x205F, ' ', GR_CHAR_BLANK},
	{0x200B, 0x200F, 0, GR_CHAR_IGNORED},
	{0x202A, 0x202E, 0, GR_CHAR_IGNORED},
	{0x2060, 0x2064, 0, GR_CHAR_IGNORED},
	{0x00AD, 0x00AD, 0, GR_CHAR_IGNORED},
	{0xFE00, 0xFE0F, 0, GR_CHAR_IGNORED},
	{0xFEFF, 0xFEFF, 0, GR_CHAR_IGNORED},
	{0x2010, 0x2015, '-', GR_CHAR_MARK},
	{0x2018, 0x201F, '"', GR_CHAR_MARK},
	{0x2028, 0x2029, ' ', GR_CHAR_BLANK},
	{0x2032, 0x2036, '"', GR_CHAR_MARK},
	{0x2212, 0x2212, '-', GR_CHAR_MARK},
	{0x2223, 0x2223, '|', GR_CHAR_BAR},
	{0x2500, 0x257F, 0x2500, GR_CHAR_RULE},
	{0x2502, 0x2503, '|', GR_CHAR_BAR},
	{0x2506, 0x2507, '|', GR_CHAR_BAR},
	{0x250A, 0x250B, '|', GR_CHAR_BAR},
	{0x254E, 0x254F, '|', GR_CHAR_BAR},
	{0x2551, 0x2551, '|', GR_CHAR_BAR},
	{0x2580, 0x25FF, 0, GR_CHAR_MARK},
	{0x3000, 0x3000, ' ', GR_CHAR_BLANK},
	{0x3001, 0x3001, 0, GR_CHAR_MARK},
	{0x3002, 0x3002, 0, GR_CHAR_STOP},
	{0x3008, 0x300B, 0, GR_CHAR_MARK},
	{0x300C, 0x300F, '"', GR_CHAR_MARK},
	{0x3010, 0x3010, '(', GR_CHAR_OPEN},
	{0x3011, 0x3011, ')', GR_CHAR_CLOSE},
	{0x3014, 0x3014, '(', GR_CHAR_OPEN},
	{0x3015, 0x3015, ')', GR_CHAR_CLOSE},
	{0x3016, 0x3016, '(', GR_CHAR_OPEN},
	{0x3017, 0x3017, ')', GR_CHAR_CLOSE},
	{0x301C, 0x301F, 0, GR_CHAR_MARK},
	{0xFE10, 0xFE6F, 0, GR_CHAR_MARK},
	{0xFE63, 0xFE63, '-', GR_CHAR_MARK},
	{0xFF61, 0xFF65, 0, GR_CHAR_MARK},
	{'\t', '\t', 0, GR_CHAR_TAB},
	{'\n', '\n', 0, GR_CHAR_NEWLINE},
	{'0', '9', 0, GR_CHAR_DIGIT},
	{'(', '(', 0, GR_CHAR_OPEN},
	{')', ')', 0, GR_CHAR_CLOSE},
	{'[', '[', '(', GR_CHAR_OPEN},
	{']', ']', ')', GR_CHAR_CLOSE},
	{'{', '{', '(', GR_CHAR_OPEN},
	{'}', '}', ')', GR_CHAR_CLOSE},
	{'\'', '\'', '"', GR_CHAR_MARK},
	{'`', '`', '"', GR_CHAR_MARK},
	{';', ';', 0, GR_CHAR_STOP},
	{'!', '!', 0, GR_CHAR_STOP},
	{'?', '?', 0, GR_CHAR_STOP},
	{'|', '|', 0, GR_CHAR_BAR},
	{0x00A6, 0x00A6, '|', GR_CHAR_BAR}
};

/* Traditional characters and other glyphs, behind the one they fold to. */
static const char *const traditional[] = {
#define TRADITIONAL(words) words,
#include "traditional.def"
#undef TRADITIONAL
};

/* A bit for each character that others of traditional.def fold to. */
static uint8_t has_glyphs[0x10000 / 8];

/* Folds the words of one line of traditional.def. */
static void
fold_traditional(const char *words)
{
	const char *end = words + strlen(words);
	uint32_t	simplified = 0;

	while (words < end)
	{
		uint32_t	c;

		words = gr_next(words, &c);
		if (c == ' ')
			simplified = 0;
		else if (simplified == 0)
			simplified = c;
		else
		{
			gr_fold[c] = (uint16_t) simplified;
			has_glyphs[simplified / 8] |= (uint8_t) (1 << simplified % 8);
		}
	}
}

void
gr_chars_init(void)
{
	/* the digit's kind is set last of all, so it tells whether we have run */
	if (gr_kind[0xFF19] == GR_CHAR_DIGIT)
		return;
	for (uint32_t c = 0; c < 0x10000; c++)
		gr_fold[c] = (uint16_t) c;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++)
		{
			gr_fold[c] = ranges[i].fold ? ranges[i].fold : (uint16_t) c;
			gr_kind[c] = ranges[i].kind;
		}
	for (size_t i = 0; i < sizeof(traditional) / sizeof(traditional[0]); i++)
		fold_traditional(traditional[i]);
	/* full-width forms fold to what they are the wide form of */
	for (uint32_t c = 0xFF01; c <= 0xFF5E; c++)
	{
		gr_fold[c] = gr_fold[c - 0xFEE0];
		gr_kind[c] = gr_kind[c - 0xFEE0];
	}
}

const char *
gr_behind_word(const char *p, const char *end, const char *word)
{
	while (*word != '\0')
	{
		uint32_t	c;
		uint32_t	wanted;

		if (p >= end)
			return NULL;
		p = gr_next(p, &c);
		word = gr_next(word, &wanted);
		if (c != wanted && gr_fold[c] != wanted)
			return NULL;
	}
	/* a character cut by the end is none */
	return p <= end ? p : NULL;
}

bool
gr_ends_with(const char *p, const char *end, const char *word)
{
	size_t		len = strlen(word);

	return (size_t) (end - p) >= len && ((unsigned char) end[-(ptrdiff_t) len] & 0xC0) != 0x80 &&
		gr_behind_word(end - len, end, word) != NULL;
}

/* Where in a word a character of one glyph only begins, or its end if none does. */
static const char *
single_glyph(const char *word)
{
	while (*word != '\0')
	{
		uint32_t	c;
		const char *next = gr_next(word, &c);

		if (!(has_glyphs[c / 8] >> c % 8 & 1))
			break;
		word = next;
	}
	return word;
}

const char *
gr_find(const char *p, const char *end, const char *word)
{
	const char *anchor = single_glyph(word);
	const char *behind = anchor;
	uint32_t	c;

	if (*anchor == '\0')
	{
		/* rare: look at every character */
		for (; p < end; p = gr_next(p, &c))
			if (gr_behind_word(p, end, word) != NULL)
				return p;
		return NULL;
	}
	/* that character is looked for, then the word around it */
	behind = gr_next(anchor, &c);
	for (const char *at = p; at < end; at += behind - anchor)
	{
		const char *start;

		at = memmem(at, (size_t) (end - at), anchor, (size_t) (behind - anchor));
		if (at == NULL)
			return NULL;
		start = at - (anchor - word);
		if (at - p >= anchor - word && ((unsigned char) *start & 0xC0) != 0x80 &&
			gr_behind_word(start, end, word) != NULL)
			return start;
	}
	return NULL;
}

int
gr_numeral(uint32_t c)
{
	switch (c)
	{
		case 0x3007:			/* 〇 */
		case 0x25CB:			/* ○ */
		case 0x96F6:			/* 零 */
			return 0;
		case 0x4E00:
			return 1;
		case 0x4E8C:
			return 2;
		case 0x4E09:
			return 3;
		case 0x56DB:
			return 4;
		case 0x4E94:
			return 5;
		case 0x516D:
			return 6;
		case 0x4E03:
			return 7;
		case 0x516B:
			return 8;
		case 0x4E5D:
			return 9;
		case 0x5341:
			return 10;
	}
	return -1;
}
