/*
 * test_utf8.c
 *		The UTF-8 check against a plain decoder written from the definition.
 */
#include "test.h"

/* Length of the character at p by decoding it, or 0. */
static size_t
decode(const unsigned char *p, size_t left)
{
	static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
	size_t		length;
	uint32_t	code;

	if (p[0] < 0x80)
		length = 1, code = p[0];
	else if (p[0] >> 5 == 6)
		length = 2, code = p[0] & 0x1F;
	else if (p[0] >> 4 == 14)
		length = 3, code = p[0] & 0x0F;
	else if (p[0] >> 3 == 30)
		length = 4, code = p[0] & 0x07;
	else
		return 0;
	if (left < length)
		return 0;
	for (size_t i = 1; i < length; i++)
	{
		if (p[i] >> 6 != 2)
			return 0;
		code = code << 6 | (p[i] & 0x3F);
	}
	if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	return length;
}

/* The offset of the first byte that is no text, or len. */
static size_t
first_fault(const unsigned char *p, size_t len)
{
	size_t		at = 0;

	while (at < len)
	{
		size_t		length = decode(p + at, len - at);

		if (length == 0)
			break;
		at += length;
	}
	return at;
}

/* Compares both on one text; false when they differ. */
static bool
agrees(const unsigned char *p, size_t len)
{
	size_t		fault = first_fault(p, len);
	size_t		at = len;

	if (gr_utf8_valid((const char *) p, len, &at) != (fault == len))
		return false;
	return at == fault;
}

/* All sequences of three bytes with a high first one, before ASCII. */
static void
check_all_short(void)
{
	unsigned char text[16];
	long		wrong = 0;

	memset(text, 'x', sizeof(text));
	for (int a = 0x80; a < 0x100; a++)
		for (int b = 0; b < 0x100; b++)
			for (int c = 0; c < 0x100; c += (b < 0x80 ? 51 : 1))
			{
				text[0] = (unsigned char) a;
				text[1] = (unsigned char) b;
				text[2] = (unsigned char) c;
				wrong += !agrees(text, 3);
				wrong += !agrees(text, 12);
			}
	CHECK(wrong == 0, "%ld short texts judged wrongly", wrong);
}

/* Characters of four bytes around all borders. */
static void
check_four_bytes(void)
{
	static const unsigned char tails[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
	int			n = sizeof(tails);
	long		wrong = 0;

	for (int a = 0xEF; a < 0x100; a++)
		for (int i = 0; i < n * n * n; i++)
		{
			unsigned char text[4] = {(unsigned char) a, tails[i % n], tails[i / n % n],
			tails[i / n / n]};

			wrong += !agrees(text, 4);
		}
	CHECK(wrong == 0, "%ld texts of four bytes judged wrongly", wrong);
}

/* Long texts of whole fragments with one byte changed, at any place. */
static void
check_changed(void)
{
	MallocArena arena;
	Random		random = {5};
	long		valid = 0;
	long		invalid = 0;

	malloc_arena_init(&arena);
	for (int i = 0; i < 20000; i++)
	{
		GrText		text = random_text(&random, &arena.arena, 20);
		char	   *data = (char *) text.data;

		if (text.len > 0 && !random_once_in(&random, 4))
			data[random_below(&random, (int) text.len)] = (char) random_next(&random);
		CHECK(agrees((const unsigned char *) text.data, text.len), "random text %d", i);
		if (gr_utf8_valid(text.data, text.len, NULL))
			valid++;
		else
			invalid++;
		malloc_arena_reset(&arena);
	}
	CHECK(valid > 1000 && invalid > 1000, "%ld valid, %ld not", valid, invalid);
}

/* The suite. */
void
test_utf8(void)
{
	CHECK(gr_utf8_valid(NULL, 0, NULL), "no text");
	CHECK(!gr_utf8_valid("a\0b", 3, NULL), "NUL");
	CHECK(!gr_utf8_valid("aaaaaaaaaaaa\0aaaaaaaaaaaa", 25, NULL), "NUL in a word");
	check_all_short();
	check_four_bytes();
	check_changed();
}
