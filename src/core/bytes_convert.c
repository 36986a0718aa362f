/*
 * bytes_convert.c
 *		Bytes of a known encoding as UTF-8, bad places replaced by U+FFFD.
 *
 * UTF-8 and UTF-16 are done here, the rest by iconv(3).  Its descriptors are a
 * foreign resource, and the arena may not return from poll and alloc: so content
 * goes through in pieces, room is made before a piece and descriptors live for
 * one piece only.  None of these encodings has a state from character to character.
 */
#include "bytes.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Content is converted in pieces of so many bytes; more than a character has. */
#define PIECE ((size_t) 256 * 1024)
/* Room beyond what a piece becomes, for the descriptors' last words. */
#define SLACK 64

static const char replacement[] = "\xEF\xBF\xBD";
static const char byte_order_mark[] = "\xEF\xBB\xBF";
#define REPLACEMENT_LEN (sizeof(replacement) - 1)
#define MARK_LEN (sizeof(byte_order_mark) - 1)

/* The state of a conversion. */
typedef struct Converter
{
	const char *start;
	const char *from;			/* what is left to convert */
	const char *end;
	GrBuffer	out;
	size_t		bad;
	size_t		bad_max;
	size_t		first_bad;
	bool		unsupported;	/* the system's iconv does not know the encoding */
} Converter;

/* The room a converter has left. */
static size_t
room(const Converter *c)
{
	return c->out.size - c->out.len;
}

/* Makes room for a bad place's replacement and for more; lets the owner interrupt. */
static bool
make_room(Converter *c, size_t more)
{
	if (c->out.arena->poll != NULL)
		c->out.arena->poll(c->out.arena->context);
	return gr_buffer_reserve(&c->out, more);
}

/* Replaces the next len bytes, for which there is room. */
static void
replace(Converter *c, size_t len)
{
	if (c->bad++ == 0)
		c->first_bad = (size_t) (c->from - c->start);
	c->from += len;
	gr_buffer_add(&c->out, replacement, REPLACEMENT_LEN);
}

/* Has too much been replaced? */
static bool
given_up(const Converter *c)
{
	return c->bad > c->bad_max;
}

/* The end of the next piece. */
static const char *
piece_end(const Converter *c)
{
	size_t		left = (size_t) (c->end - c->from);

	return c->from + (left < PIECE ? left : PIECE);
}

/* ---------- UTF-8 ---------- */

/* Bytes of a broken character: its first and those that continue it. */
static size_t
broken_len(const char *p, const char *end)
{
	unsigned char first = (unsigned char) *p;
	size_t		most = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
	size_t		len = 1;

	while (len < most && p + len < end && ((unsigned char) p[len] & 0xC0) == 0x80)
		len++;
	return len;
}

/* Copies what is valid and replaces what is not. */
static void
repair_utf8(Converter *c)
{
	while (c->from < c->end && !given_up(c))
	{
		size_t		valid;

		if (gr_utf8_valid(c->from, (size_t) (c->end - c->from), &valid))
			valid = (size_t) (c->end - c->from);
		if (!make_room(c, valid + REPLACEMENT_LEN))
			return;
		gr_buffer_add(&c->out, c->from, valid);
		c->from += valid;
		if (c->from < c->end)
			replace(c, broken_len(c->from, c->end));
	}
}

/* ---------- UTF-16 ---------- */

/* The unit at p. */
static uint32_t
unit_at(const char *p, bool big)
{
	uint32_t	first = (unsigned char) p[0];
	uint32_t	second = (unsigned char) p[1];

	return big ? first << 8 | second : second << 8 | first;
}

/* Adds a character, for which there is room. */
static void
add_character(GrBuffer *out, uint32_t c)
{
	char		utf8[4];
	size_t		len = 0;

	if (c < 0x80)
		utf8[len++] = (char) c;
	else if (c < 0x800)
		utf8[len++] = (char) (0xC0 | c >> 6);
	else if (c < 0x10000)
	{
		utf8[len++] = (char) (0xE0 | c >> 12);
		utf8[len++] = (char) (0x80 | (c >> 6 & 0x3F));
	}
	else
	{
		utf8[len++] = (char) (0xF0 | c >> 18);
		utf8[len++] = (char) (0x80 | (c >> 12 & 0x3F));
		utf8[len++] = (char) (0x80 | (c >> 6 & 0x3F));
	}
	if (c >= 0x80)
		utf8[len++] = (char) (0x80 | (c & 0x3F));
	gr_buffer_add(out, utf8, len);
}

/* Converts one character. */
static void
convert_utf16_character(Converter *c, bool big)
{
	size_t		left = (size_t) (c->end - c->from);
	uint32_t	unit = left >= 2 ? unit_at(c->from, big) : 0;
	uint32_t	low = left >= 4 ? unit_at(c->from + 2, big) : 0;

	if (left < 2)
		replace(c, left);
	else if (unit == 0)
		replace(c, 2);
	else if (unit < 0xD800 || unit > 0xDFFF)
	{
		add_character(&c->out, unit);
		c->from += 2;
	}
	else if (unit < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF)
	{
		add_character(&c->out, 0x10000 + ((unit - 0xD800) << 10 | (low - 0xDC00)));
		c->from += 4;
	}
	else
		replace(c, 2);			/* half of a character */
}

/* Converts pieces of UTF-16; a unit becomes at most three bytes. */
static void
convert_utf16(Converter *c, bool big)
{
	while (c->from < c->end && !given_up(c))
	{
		const char *stop = piece_end(c);

		if (!make_room(c, (size_t) (stop - c->from) * 2 + SLACK))
			return;
		while (c->from < stop && !given_up(c))
			convert_utf16_character(c, big);
	}
}

/* ---------- by iconv ---------- */

/*
 * What systems call the conversions, glibc and GNU libiconv first.  Big5 has
 * two: the characters of the plain one are those the web means, its gaps and
 * what vendors added there are filled by the other.
 */
enum
{
	MAIN,
	ADDITIONS,
	CONVERSIONS
};

#define NAMES_MAX 3

static const char *const gb18030_names[CONVERSIONS][NAMES_MAX] = {
	[MAIN] = {"GB18030"}
};
static const char *const big5_names[CONVERSIONS][NAMES_MAX] = {
	[MAIN] = {"CP950", "BIG5"},
	[ADDITIONS] = {"BIG5-HKSCS", "BIG5HKSCS", "BIG5"}
};

/* The descriptors of a piece, opened when needed. */
typedef struct Descriptors
{
	iconv_t		of[CONVERSIONS];
	bool		open[CONVERSIONS];
} Descriptors;

/* Opens the first conversion that the system knows. */
static bool
open_descriptor(Descriptors *d, int which, const char *const names[NAMES_MAX])
{
	for (int i = 0; i < NAMES_MAX && names[i] != NULL && !d->open[which]; i++)
	{
		d->of[which] = iconv_open("UTF-8", names[i]);
		d->open[which] = d->of[which] != (iconv_t) -1;
	}
	return d->open[which];
}

static void
close_descriptors(Descriptors *d)
{
	for (int which = 0; which < CONVERSIONS; which++)
		if (d->open[which])
			iconv_close(d->of[which]);
}

/* Does the conversion of additions have the Big5 character at p? */
static bool
is_addition(const char *p, const char *end)
{
	unsigned char first = (unsigned char) p[0];
	unsigned char second = p + 1 < end ? (unsigned char) p[1] : 0;

	return (first >= 0x81 && first <= 0xA0) || first >= 0xFA ||
		first == 0xC7 || first == 0xC8 || (first == 0xC6 && second >= 0xA1);
}

/* What iconv takes for a control character, and nobody else for anything. */
#define BIG5_NOTHING '\x80'

/* The end of the characters of one conversion that begin at p. */
static const char *
big5_run(const char *p, const char *end, int *which)
{
	bool		additions = is_addition(p, end);

	*which = additions ? ADDITIONS : MAIN;
	while (p < end && *p != BIG5_NOTHING && is_addition(p, end) == additions)
		p += (unsigned char) *p > 0x80 && end - p > 1 ? 2 : 1;
	return p;
}

/*
 * Bytes of a character the conversion does not have.  ASCII behind a first byte
 * is not its second: a broken character never takes a tab, a newline or a digit
 * with it.  Four bytes in GB 18030's pattern are one character.
 */
static size_t
unknown_len(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *) p;
	ptrdiff_t	left = end - p;

	if (u[0] <= 0x80 || u[0] == 0xFF || left < 2)
		return 1;
	if (u[1] >= 0x80 && u[1] != 0xFF)
		return 2;
	if (left >= 4 && u[1] >= '0' && u[1] <= '9' && u[2] > 0x80 && u[2] < 0xFF &&
		u[3] >= '0' && u[3] <= '9')
		return 4;
	return 1;
}

/* One call of iconv: from c->from up to stop; the calls's errno, or 0. */
static int
call_iconv(Converter *c, iconv_t descriptor, const char *stop)
{
	char	   *in = (char *) c->from;
	size_t		in_left = (size_t) (stop - c->from);
	char	   *out = c->out.data + c->out.len;
	size_t		out_left = room(c) - SLACK;
	size_t		result = iconv(descriptor, (void *) &in, &in_left, &out, &out_left);
	int			failure = result == (size_t) -1 ? errno : 0;

	/* what a descriptor holds back comes out now */
	out_left += SLACK - REPLACEMENT_LEN;
	iconv(descriptor, NULL, NULL, &out, &out_left);
	c->from = in;
	c->out.len = (size_t) (out - c->out.data);
	return failure;
}

/* The euro where Chinese Windows has it, which GB 18030 does not know. */
static const char euro[] = "\xE2\x82\xAC";
#define GBK_EURO '\x80'

/* Passes over what iconv does not convert, up to stop at most. */
static void
pass_over(Converter *c, GrEncoding encoding, const char *stop)
{
	if (encoding != GR_GB18030 || *c->from != GBK_EURO)
	{
		replace(c, unknown_len(c->from, stop));
		return;
	}
	gr_buffer_add(&c->out, euro, sizeof(euro) - 1);
	c->from++;
}

/*
 * Converts up to stop, which is the end of the run or before a NUL.  False when
 * the piece ends before: inside a character, or because the room is full.
 */
static bool
convert_run(Converter *c, GrEncoding encoding, iconv_t descriptor, const char *stop)
{
	while (c->from < stop && !given_up(c))
	{
		if (room(c) < 2 * SLACK)
			return false;
		switch (call_iconv(c, descriptor, stop))
		{
			case 0:
				break;
			case EILSEQ:
				pass_over(c, encoding, stop);
				break;
			case EINVAL:
				if (stop < c->end && *stop != '\0')
					return false;	/* the rest is in the next piece */
				replace(c, (size_t) (stop - c->from));
				break;
			default:
				return false;
		}
	}
	return true;
}

/* Converts up to the end of a piece or a little less: no alloc and no poll in here. */
static void
convert_piece(Converter *c, GrEncoding encoding, const char *stop)
{
	const char *const (*names)[NAMES_MAX] = encoding == GR_BIG5 ? big5_names : gb18030_names;
	Descriptors descriptors = {0};
	bool		going = true;

	while (going && c->from < stop && !given_up(c))
	{
		const char *nul = memchr(c->from, '\0', (size_t) (stop - c->from));
		const char *run = nul != NULL ? nul : stop;
		int			which = MAIN;

		if (run > c->from && encoding == GR_BIG5)
			run = big5_run(c->from, run, &which);
		if (!open_descriptor(&descriptors, which, names[which]))
		{
			c->unsupported = true;
			break;
		}
		going = convert_run(c, encoding, descriptors.of[which], run) && room(c) > SLACK;
		if (going && c->from < stop && !given_up(c) &&
			(c->from == nul || (encoding == GR_BIG5 && *c->from == BIG5_NOTHING)))
			replace(c, 1);
	}
	close_descriptors(&descriptors);
}

/*
 * GB 18030 had a second blank, A3A0, of which old pages are full; iconv takes it
 * for a private character, the web for the wide blank that it looks like.
 */
static void
fold_second_blank(GrBuffer *out)
{
	static const char private[] = "\xEE\x97\xA5";
	char	   *p = out->data;
	char	   *end = out->data + out->len;

	while (end - p >= 3 && (p = memchr(p, private[0], (size_t) (end - p - 2))) != NULL)
	{
		if (memcmp(p, private, 3) == 0)
			memcpy(p, "\xE3\x80\x80", 3);
		p++;
	}
}

/* Converts pieces by iconv.  Two bytes become at most four. */
static void
convert_by_iconv(Converter *c, GrEncoding encoding)
{
	while (c->from < c->end && !given_up(c) && !c->unsupported)
	{
		const char *from = c->from;
		const char *stop = piece_end(c);

		if (!make_room(c, (size_t) (stop - from) * 2 + 4 * SLACK))
			return;
		convert_piece(c, encoding, stop);
		if (c->from == from)
			c->unsupported = true;	/* it fails for no reason of the content's */
	}
	if (encoding == GR_GB18030)
		fold_second_blank(&c->out);
}

/* ---------- any ---------- */

/* UTF-16 of either kind, by its byte order mark. */
static GrEncoding
which_utf16(const char *bytes, size_t len)
{
	return len >= 2 && unit_at(bytes, true) == 0xFEFF ? GR_UTF16BE : GR_UTF16LE;
}

/*
 * The size to begin with: two bytes become three of UTF-8, a bad one three, and
 * a piece asks for room of its own.  Then nothing has to grow but for Big5's
 * rarest characters.
 */
static size_t
first_size(GrEncoding encoding, size_t len, size_t bad_max)
{
	size_t		more = encoding == GR_UTF8 ? 0 : len / 2;

	if (bad_max > len)
		bad_max = len;
	more += bad_max * REPLACEMENT_LEN + (len < PIECE ? len : PIECE) + 4 * SLACK;
	return more > SIZE_MAX / 4 - len ? len : len + more;
}

/* Takes a text's byte order mark off. */
static void
drop_mark(GrText *text)
{
	if (text->len < MARK_LEN || memcmp(text->data, byte_order_mark, MARK_LEN) != 0)
		return;
	text->data += MARK_LEN;
	text->len -= MARK_LEN;
}

/* The error of a conversion that could not be made. */
static bool
cannot_convert(const Converter *c, GrEncoding encoding, GrError *error)
{
	if (!c->out.ok)
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	return gr_error(error, GR_ERROR_UNSUPPORTED,
					"the system's iconv cannot convert text in %s", gr_encoding_name(encoding));
}

bool
gr_convert(GrEncoding encoding, const char *bytes, size_t len, size_t bad_max,
		   const GrArena *arena, GrConversion *conversion, GrError *error)
{
	Converter	c = {.bad_max = bad_max};

	if (len == 0)
		bytes = "";
	c.start = c.from = bytes;
	c.end = bytes + len;
	if (encoding == GR_UTF16)
		encoding = which_utf16(bytes, len);
	memset(conversion, 0, sizeof(*conversion));
	conversion->encoding = encoding;
	if (len == 0 || (encoding == GR_UTF8 && gr_utf8_valid(bytes, len, NULL)))
		conversion->text = (GrText) {bytes, len};
	else
	{
		gr_buffer_init(&c.out, arena, first_size(encoding, len, bad_max));
		if (!c.out.ok)
			return cannot_convert(&c, encoding, error);
		if (encoding == GR_UTF8)
			repair_utf8(&c);
		else if (encoding == GR_UTF16LE || encoding == GR_UTF16BE)
			convert_utf16(&c, encoding == GR_UTF16BE);
		else
			convert_by_iconv(&c, encoding);
		if (!c.out.ok || c.unsupported || !gr_utf8_valid(c.out.data, c.out.len, NULL))
			return cannot_convert(&c, encoding, error);
		conversion->memory = c.out.data;
		conversion->text = (GrText) {c.out.data, c.out.len};
		conversion->bad = c.bad;
		conversion->first_bad = c.first_bad;
	}
	drop_mark(&conversion->text);
	return true;
}

void
gr_conversion_release(GrConversion *conversion, const GrArena *arena)
{
	if (conversion->memory != NULL && arena->release != NULL)
		arena->release(arena->context, conversion->memory);
	conversion->memory = NULL;
	conversion->text = (GrText) {NULL, 0};
}
