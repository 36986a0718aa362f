/*
 * utf8.c
 *		Is it UTF-8?  Runs over every input and every stored text.
 *
 * A finite automaton whose transitions are shifts: a byte's table entry holds,
 * at the place of each state, the state that follows.  There is no branch for a
 * byte, so that tables, in which Chinese characters, digits and tabs alternate,
 * are as fast as prose.
 */
#include "byte_table.h"
#include "report.h"

#include <string.h>

/*
 * The states, as places of six bits in a table entry.  START is between
 * characters; after the first byte of one it is what may follow.
 */
enum
{
	ERROR = 0,
	START = 6,
	ONE = 12,					/* one continuing byte */
	TWO = 18,
	THREE = 24,
	AFTER_E0 = 30,				/* A0-BF, then one: no overlong form */
	AFTER_ED = 36,				/* 80-9F, then one: no surrogate */
	AFTER_F0 = 42,				/* 90-BF, then two: no overlong form */
	AFTER_F4 = 48				/* 80-8F, then two: nothing above U+10FFFF */
};

/* In a state comes the next one. */
#define GOES(from, to) ((uint64_t) (to) << (from))

/* What each kind of byte does; where it says nothing, it is an error. */
#define CONTINUING (GOES(ONE, START) | GOES(TWO, ONE) | GOES(THREE, TWO))
#define CONTINUING_80 (CONTINUING | GOES(AFTER_ED, ONE) | GOES(AFTER_F4, TWO))
#define CONTINUING_90 (CONTINUING | GOES(AFTER_ED, ONE) | GOES(AFTER_F0, TWO))
#define CONTINUING_A0 (CONTINUING | GOES(AFTER_E0, ONE) | GOES(AFTER_F0, TWO))

#define TRANSITIONS(byte) \
	((byte) == 0x00 ? 0 : \
	 (byte) < 0x80 ? GOES(START, START) : \
	 (byte) < 0x90 ? CONTINUING_80 : \
	 (byte) < 0xA0 ? CONTINUING_90 : \
	 (byte) < 0xC0 ? CONTINUING_A0 : \
	 (byte) < 0xC2 ? 0 : \
	 (byte) < 0xE0 ? GOES(START, ONE) : \
	 (byte) == 0xE0 ? GOES(START, AFTER_E0) : \
	 (byte) == 0xED ? GOES(START, AFTER_ED) : \
	 (byte) < 0xF0 ? GOES(START, TWO) : \
	 (byte) == 0xF0 ? GOES(START, AFTER_F0) : \
	 (byte) < 0xF4 ? GOES(START, THREE) : \
	 (byte) == 0xF4 ? GOES(START, AFTER_F4) : 0)

static const uint64_t transitions[256] = {GR_ALL_BYTES(TRANSITIONS)};

/* Bytes between two looks at the state. */
#define BLOCK 32

/* Runs the automaton over n bytes.  The bits above the state's are not cleared. */
static inline uint64_t
advance(uint64_t state, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		state = transitions[p[i]] >> (state & 63);
	return state;
}

/* True for a block of ASCII without NUL. */
static inline bool
is_ascii(const unsigned char *p)
{
	uint64_t	high = 0;

	for (int i = 0; i < BLOCK; i += 8)
	{
		uint64_t	word;

		memcpy(&word, p + i, 8);
		/* a high bit that is set, or that a zero byte borrows */
		high |= word | (word - UINT64_C(0x0101010101010101));
	}
	return (high & UINT64_C(0x8080808080808080)) == 0;
}

/* The start of the first broken character of a text that begins with a whole one. */
static const unsigned char *
find_broken(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *character = p;
	uint64_t	state = START;

	for (; p < end && state != ERROR; p++)
	{
		if (state == START)
			character = p;
		state = advance(state, p, 1) & 63;
	}
	return character;
}

/* True when text is valid UTF-8 without NUL; else *at is the offending byte. */
bool
gr_utf8_valid(const char *text, size_t len, size_t *at)
{
	const unsigned char *p = (const unsigned char *) text;
	const unsigned char *whole = p; /* all before is whole characters */
	const unsigned char *end;
	uint64_t	state = START;

	if (len == 0)
		return true;
	end = p + len;
	while (end - p >= BLOCK && state != ERROR)
	{
		if (state != START || !is_ascii(p))
			state = advance(state, p, BLOCK) & 63;
		p += BLOCK;
		if (state == START)
			whole = p;
	}
	if (state != ERROR)
		state = advance(state, p, (size_t) (end - p)) & 63;
	if (state == START)
		return true;
	if (at != NULL)
		*at = (size_t) (find_broken(whole, end) - (const unsigned char *) text);
	return false;
}
