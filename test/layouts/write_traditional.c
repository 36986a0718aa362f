/*
 * write_traditional.c
 *		Copies of reports: in traditional characters, and with pronunciations in
 *		brackets behind them, as mirror sites make them.
 */
#include "generator.h"

#include <stdlib.h>
#include <string.h>

/* A simplified character and all glyphs of it, as words of traditional.def. */
static const char *const lines[] = {
#define TRADITIONAL(words) words,
#include "../../src/core/traditional.def"
#undef TRADITIONAL
};

/* Syllables to put behind characters; which one is no matter. */
static const char *const toned[] = {
	"xiàn", "shù", "xiàng", "guī", "dòng", "jì", "gōng", "kāi", "shēn", "qǐng", "lǜ", "nǚ", "é",
	"zhāng", "qióng", "zhuàng", "lüè", "jú", "qū", "àn", "yī", "wǔ", "chéng", "bèi", "rén"
};
static const char *const toneless[] = {
	"xian", "shu", "xiang", "gui", "dong", "ji", "gong", "kai", "shen", "qing", "lv", "nü", "e",
	"zhang", "qiong", "zhuang", "lüe", "ju", "qu", "an", "yi", "wu", "cheng", "bei", "ren"
};

/* Behind which characters pronunciations stand. */
typedef enum Share
{
	SHARE_CONVERTED, SHARE_EVERY, SHARE_HALF, SHARES
} Share;

/* A number of a character that is the same all through a report. */
static unsigned
character_number(const Case *c, const char *s)
{
	Random		random = {c->seed};

	for (int i = 0; i < char_size(s); i++)
		random.state = random_next(&random) ^ (unsigned char) s[i];
	return (unsigned) (random_next(&random) >> 32);
}

/* The word of traditional.def the character stands in, or NULL. */
static const char *
word_with(const char *s)
{
	for (int i = 0; i < COUNT_OF(lines); i++)
	{
		const char *word = lines[i];

		for (const char *p = word; *p; p += char_size(p))
			if (*p == ' ')
				word = p + 1;
			else if (char_size(p) == char_size(s) && memcmp(p, s, (size_t) char_size(s)) == 0)
				return word;
	}
	return NULL;
}

/* Does a Han character of three bytes begin here? */
static bool
is_han(const char *s)
{
	return (unsigned char) *s >= 0xE4 && (unsigned char) *s <= 0xE9;
}

/* A string in traditional characters; every character has one glyph in a report. */
static const char *
convert(Case *c, const char *string)
{
	char	   *out;

	if (string == NULL)
		return NULL;
	out = (char *) case_keep(c, string);
	for (char *s = out; *s; s += char_size(s))
	{
		const char *word = is_han(s) ? word_with(s) : NULL;
		int			glyphs;

		if (word == NULL || memcmp(word, s, 3) != 0)
			continue;
		glyphs = (int) strcspn(word, " ") / 3 - 1;
		memcpy(s, word + 3 * (1 + character_number(c, s) % (unsigned) glyphs), 3);
	}
	return out;
}

void
traditional_make(Case *c)
{
	for (int i = 0; i < c->nblocks; i++)
		c->blocks[i].text = convert(c, c->blocks[i].text);
	for (int table = 0; table < GR_TABLES; table++)
		for (int row = 0; row < c->grids[table].nrows; row++)
			for (int column = 0; column < c->grids[table].ncolumns; column++)
			{
				Cell	   *cell = &c->grids[table].cells[row][column];

				cell->text = convert(c, cell->text);
			}
	/* no glyph is longer than the character it stands for */
	strcpy(c->authority, convert(c, c->authority));
	strcpy(c->body, convert(c, c->body));
}

/* Has the character a pronunciation behind it in this report? */
static bool
is_pronounced(const Case *c, Share share, const char *s)
{
	const char *word;

	if (!is_han(s))
		return false;
	switch (share)
	{
		case SHARE_EVERY:
			return true;
		case SHARE_HALF:
			return character_number(c, s) % 2 == 0;
		default:
			word = word_with(s);
			return word != NULL && memcmp(word, s, 3) != 0;
	}
}

void
pinyin_put(Case *c)
{
	Share		share = (Share) random_below(&c->random, SHARES);
	bool		tones = random_chance(&c->random, 70);
	bool		wide = random_chance(&c->random, 20);
	Text		out = {0};

	for (const char *s = c->out.data; *s; s += char_size(s))
	{
		text_add(&out, s, (size_t) char_size(s));
		if (is_pronounced(c, share, s))
		{
			int			n = (int) (character_number(c, s) % (unsigned) COUNT_OF(toned));

			text_printf(&out, wide ? "（%s）" : "(%s)", tones ? toned[n] : toneless[n]);
		}
	}
	text_free(&c->out);
	c->out = out;
	case_require(c, NOTE_BIT(PRONUNCIATIONS_DROPPED));
}
