/*
 * test_bytes.c
 *		Encodings: their names, what pages declare, converting, and deciding.
 */
#include "test.h"

#include <iconv.h>
#include <setjmp.h>

#include "bytes.h"

/* A literal with its length, which may hold NUL. */
#define BYTES(literal) (literal), sizeof(literal) - 1

#define REPLACED "\xEF\xBF\xBD"

/* "行政许可" in UTF-8, GBK and Big5 (行政許可) */
#define UTF8_WORD "\xE8\xA1\x8C\xE6\x94\xBF\xE8\xAE\xB8\xE5\x8F\xAF"
#define GBK_WORD "\xD0\xD0\xD5\xFE\xD0\xED\xBF\xC9"
#define BIG5_WORD "\xA6\xE6\xAC\x46\xB3\x5C\xA5\x69"
#define UTF8_BIG5_WORD "\xE8\xA1\x8C\xE6\x94\xBF\xE8\xA8\xB1\xE5\x8F\xAF"

/* Is a text these bytes? */
static bool
is_text(GrText text, const char *bytes, size_t len)
{
	return text.len == len && (len == 0 || memcmp(text.data, bytes, len) == 0);
}

/* ---------- names ---------- */

static void
check_names(void)
{
	static const struct
	{
		const char *name;
		int			encoding;
	}			cases[] = {
		{"UTF-8", GR_UTF8}, {"utf8", GR_UTF8}, {"Utf_8", GR_UTF8}, {" utf-8 ", GR_UTF8},
		{"unicode-1-1-utf-8", GR_UTF8}, {"UTF-16", GR_UTF16}, {"unicode", GR_UTF16},
		{"UTF-16LE", GR_UTF16LE}, {"utf16be", GR_UTF16BE}, {"GBK", GR_GB18030},
		{"x-gbk", GR_GB18030}, {"gb2312", GR_GB18030}, {"GB_2312-80", GR_GB18030},
		{"GB18030", GR_GB18030}, {"gb18030-2000", GR_GB18030}, {"windows-936", GR_GB18030},
		{"EUC-CN", GR_GB18030}, {"chinese", GR_GB18030}, {"Big5", GR_BIG5},
		{"big5-hkscs", GR_BIG5}, {"x-x-big5", GR_BIG5}, {"CP950", GR_BIG5},
		{"", GR_NONE}, {"-", GR_NONE}, {"utf-7", GR_NONE}, {"utf", GR_NONE},
		{"ISO-2022-CN", GR_NONE}, {"hz-gb-2312", GR_NONE}, {"char", GR_NONE},
		{"WCHAR_T", GR_NONE}, {"gb18030//TRANSLIT", GR_NONE}, {"iso-8859-1", GR_NONE},
		{"utf8utf8utf8utf8utf8utf8utf8utf8utf8utf8utf8", GR_NONE}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(gr_encoding_find(cases[i].name, strlen(cases[i].name)) == cases[i].encoding,
			  "%s", cases[i].name);
	for (int encoding = 0; encoding < GR_ENCODINGS; encoding++)
	{
		const char *name = gr_encoding_name((GrEncoding) encoding);

		CHECK(gr_encoding_find(name, strlen(name)) == encoding, "%s is its own name", name);
	}
}

/* ---------- declarations ---------- */

static void
check_declared(void)
{
	static const struct
	{
		const char *page;
		const char *name;		/* or "" for none */
	}			cases[] = {
		{"<meta charset=gbk>", "gbk"},
		{" \r\n\t<META CharSet = 'GB2312' />", "GB2312"},
		{"<meta charset=\" utf-8 \">", "utf-8"},
		{"<!DOCTYPE html><html><head><title>a</title><meta charset=\"big5\"/>", "big5"},
		{"<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">", "gb2312"},
		{"<html><meta content='text/html;charset=\"gbk\"' http-equiv=content-type>", "gbk"},
		{"<meta http-equiv=Content-Type content=\"text/html; charset = x-gbk; more\">", "x-gbk"},
		{"<meta http-equiv=Content-Type content=\"charset charset=gbk\">", "gbk"},
		{"<meta/charset=gbk/>", "gbk/"},
		{"<meta name=a content=b charset=gbk>", "gbk"},
		{"<meta charset=gbk charset=big5>", "gbk"},
		{"<meta name=description content='charset=big5'><meta charset=gbk>", "gbk"},
		{"<!-- <meta charset=big5> --><meta charset=gbk>", "gbk"},
		{"<!--><meta charset=gbk>", "gbk"},
		{"<p title='<meta charset=big5>'></p><meta charset=gbk>", "gbk"},
		{"</p title=\"<meta charset=big5>\"><meta charset=gbk>", "gbk"},
		{"<?xml version=\"1.0\" encoding=\"GB18030\"?><html>", "GB18030"},
		{"<?xml version='1.0' encoding='utf-8'?><meta charset=gbk>", "utf-8"},
		{"<?xml version=\"1.0\"?><meta charset=gbk>", "gbk"},
		{"<a = = <b><meta =x charset=gbk>", "gbk"},
		{"<1><><meta charset=gbk>", "gbk"},
		{"<metaphor charset=gbk>", ""},
		{"<meta", ""},
		{"<meta ", ""},
		{"<meta charset", ""},
		{"<meta charset=", ""},
		{"<meta charset='gbk", "gbk"},
		{"<meta charset=''>", ""},
		{"<meta charset=\"\xD0\xD0\">", ""},
		{"<meta charset=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee>", ""},
		{"<meta http-equiv=refresh content='charset=gbk'>", ""},
		{"<meta http-equiv=content-type>", ""},
		{"<meta http-equiv=content-type content>", ""},
		{"<meta http-equiv=content-type content='text/html'>", ""},
		{"<meta http-equiv=content-type content='charset='>", ""},
		{"<!-- <meta charset=gbk>", ""},
		{"<p title='<meta charset=gbk>", ""},
		{"text, then <meta charset=gbk>", ""},
		{"", ""},
		{"<", ""}
	};
	char		late[10000];
	GrText		name;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		/* a copy of just its size shows every look beyond it */
		size_t		len = strlen(cases[i].page);
		char	   *page = malloc(len + (len == 0));

		memcpy(page, cases[i].page, len);
		name = gr_declared_encoding(page, len);
		CHECK(is_text(name, cases[i].name, strlen(cases[i].name)), "%s: %.*s",
			  cases[i].page, (int) name.len, name.data == NULL ? "" : name.data);
		free(page);
	}
	memset(late, ' ', sizeof(late));
	memcpy(late, "<p>", 3);
	memcpy(late + 8000, "<meta charset=gbk>", 18);
	CHECK(is_text(gr_declared_encoding(late, sizeof(late)), "gbk", 3), "8000 bytes on");
	memset(late + 8000, ' ', 18);
	memcpy(late + 9000, "<meta charset=gbk>", 18);
	CHECK(gr_declared_encoding(late, sizeof(late)).len == 0, "9000 bytes on");
}

/* ---------- other formats ---------- */

static void
check_formats(void)
{
	static const struct
	{
		const char *bytes;
		size_t		len;
		const char *what;		/* or NULL for text */
	}			cases[] = {
		{BYTES("%PDF-1.7\n"), "PDF"},
		{BYTES("PK\3\4\24\0"), "ZIP"},
		{BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), ".doc"},
		{BYTES("{\\rtf1\\ansi"), "RTF"},
		{BYTES("\x1F\x8B\x08"), "gzip"},
		{BYTES("BZh9"), "bzip2"},
		{BYTES("\xFD" "7zXZ\0"), "xz"},
		{BYTES("\x28\xB5\x2F\xFD"), "zstd"},
		{BYTES("7z\xBC\xAF\x27\x1C"), "7z"},
		{BYTES("Rar!\x1A\x07\0"), "RAR"},
		{BYTES("\x89PNG\r\n"), "PNG"},
		{BYTES("\xFF\xD8\xFF\xE0"), "JPEG"},
		{BYTES("GIF89a"), "GIF"},
		{BYTES("GIF87a"), "GIF"},
		{BYTES("II*\0"), "TIFF"},
		{BYTES("MM\0*"), "TIFF"},
		{BYTES("%PDF"), NULL},
		{BYTES("PK"), NULL},
		{BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A"), NULL},
		{BYTES(GBK_WORD), NULL},
		{BYTES(""), NULL}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GrError		error = {0};
		bool		text = gr_is_text(cases[i].bytes, cases[i].len, &error);

		CHECK(text == (cases[i].what == NULL), "format %zu", i);
		if (cases[i].what != NULL)
			CHECK(error.code == GR_ERROR_SYNTAX && strstr(error.message, cases[i].what) != NULL &&
				  error.hint[0] != '\0', "%s: %s", cases[i].what, error.message);
	}
}

/* ---------- converting ---------- */

/* Bytes, what they are and what becomes of them. */
static const struct
{
	const char *what;
	GrEncoding	encoding;
	const char *bytes;
	size_t		len;
	const char *text;
	size_t		text_len;
	size_t		bad;
	size_t		first_bad;
}			conversions[] = {
	{"nothing", GR_GB18030, BYTES(""), BYTES(""), 0, 0},

	{"UTF-8", GR_UTF8, BYTES(UTF8_WORD "1"), BYTES(UTF8_WORD "1"), 0, 0},
	{"its mark", GR_UTF8, BYTES("\xEF\xBB\xBF" "a"), BYTES("a"), 0, 0},
	{"its mark alone", GR_UTF8, BYTES("\xEF\xBB\xBF"), BYTES(""), 0, 0},
	{"a mark and a bad byte", GR_UTF8, BYTES("\xEF\xBB\xBF\xFF"), BYTES(REPLACED), 1, 3},
	{"NUL", GR_UTF8, BYTES("a\0b"), BYTES("a" REPLACED "b"), 1, 1},
	{"stray bytes", GR_UTF8, BYTES("\x80\xBF-\xFF"), BYTES(REPLACED REPLACED "-" REPLACED), 3, 0},
	{"cut characters", GR_UTF8, BYTES("\xE8\xA1\t\xE8\n\xF0\xA0\x80|\xC3"),
	BYTES(REPLACED "\t" REPLACED "\n" REPLACED "|" REPLACED), 4, 0},
	{"a surrogate", GR_UTF8, BYTES("1\xED\xA0\x80" "2"), BYTES("1" REPLACED "2"), 1, 1},
	{"overlong NUL", GR_UTF8, BYTES("1\xC0\x80" "2"), BYTES("1" REPLACED "2"), 1, 1},
	{"above Unicode", GR_UTF8, BYTES("1\xF4\x90\x80\x80" "2"), BYTES("1" REPLACED "2"), 1, 1},

	{"UTF-16LE", GR_UTF16LE, BYTES("\x4C\x88" "1\0"), BYTES("\xE8\xA1\x8C" "1"), 0, 0},
	{"UTF-16BE", GR_UTF16BE, BYTES("\x88\x4C\0" "1"), BYTES("\xE8\xA1\x8C" "1"), 0, 0},
	{"UTF-16 without mark", GR_UTF16, BYTES("\x4C\x88" "1\0"), BYTES("\xE8\xA1\x8C" "1"), 0, 0},
	{"with LE's", GR_UTF16, BYTES("\xFF\xFE\x4C\x88"), BYTES("\xE8\xA1\x8C"), 0, 0},
	{"with BE's", GR_UTF16, BYTES("\xFE\xFF\x88\x4C"), BYTES("\xE8\xA1\x8C"), 0, 0},
	{"a byte", GR_UTF16, BYTES("a"), BYTES(REPLACED), 1, 0},
	{"two and four bytes", GR_UTF16BE, BYTES("\0\xE9\xD8\x40\xDC\x0B"), BYTES("\xC3\xA9\xF0\xA0\x80\x8B"), 0, 0},
	{"an odd byte", GR_UTF16LE, BYTES("a\0b"), BYTES("a" REPLACED), 1, 2},
	{"NUL in UTF-16", GR_UTF16LE, BYTES("a\0\0\0b\0"), BYTES("a" REPLACED "b"), 1, 2},
	{"half characters", GR_UTF16BE, BYTES("\xDC\x0B\0a\xD8\x40\0b\xD8\x40"),
	BYTES(REPLACED "a" REPLACED "b" REPLACED), 3, 0},

	{"GBK", GR_GB18030, BYTES(GBK_WORD "\t12\n"), BYTES(UTF8_WORD "\t12\n"), 0, 0},
	{"four bytes", GR_GB18030, BYTES("\x95\x32\x82\x37" "1"), BYTES("\xF0\xA0\x80\x81" "1"), 0, 0},
	{"GB 18030's mark", GR_GB18030, BYTES("\x84\x31\x95\x33" "a"), BYTES("a"), 0, 0},
	{"the second blank", GR_GB18030, BYTES("1\xA3\xA0\xA3\xA0" "2\xA3\xA0"),
	BYTES("1\xE3\x80\x80\xE3\x80\x80" "2\xE3\x80\x80"), 0, 0},
	{"other private characters", GR_GB18030, BYTES("\xAA\xA1"), BYTES("\xEE\x80\x80"), 0, 0},
	{"the euro of Windows", GR_GB18030, BYTES("\x80" "1\x80"), BYTES("\xE2\x82\xAC" "1\xE2\x82\xAC"), 0, 0},
	{"FF", GR_GB18030, BYTES("1\xFF" "2"), BYTES("1" REPLACED "2"), 1, 1},
	{"a first byte before a digit", GR_GB18030, BYTES("\xD0" "12\t3"), BYTES(REPLACED "12\t3"), 1, 0},
	{"before a tab", GR_GB18030, BYTES("1\xD0\t2"), BYTES("1" REPLACED "\t2"), 1, 1},
	{"before a newline", GR_GB18030, BYTES("1\xD0\n2"), BYTES("1" REPLACED "\n2"), 1, 1},
	{"before FF", GR_GB18030, BYTES("\xD0\xFF" "2"), BYTES(REPLACED REPLACED "2"), 2, 0},
	{"before NUL", GR_GB18030, BYTES("\xD0\0" "2"), BYTES(REPLACED REPLACED "2"), 2, 0},
	{"NUL in GBK", GR_GB18030, BYTES(GBK_WORD "\0" "1\0"), BYTES(UTF8_WORD REPLACED "1" REPLACED), 2, 8},
	{"a cut last character", GR_GB18030, BYTES(GBK_WORD "\xD0"), BYTES(UTF8_WORD REPLACED), 1, 8},
	{"of four bytes", GR_GB18030, BYTES("a\x95\x32\x82"), BYTES("a" REPLACED), 1, 1},
	{"four bytes that are none", GR_GB18030, BYTES("a\xFE\x39\xFE\x39" "b"), BYTES("a" REPLACED "b"), 1, 1},
	{"two bytes that are none", GR_GB18030, BYTES("a\x81\x7F" "b"), BYTES("a" REPLACED "\x7F" "b"), 1, 1},

	{"Big5", GR_BIG5, BYTES(BIG5_WORD "\t12\n"), BYTES(UTF8_BIG5_WORD "\t12\n"), 0, 0},
	{"ETEN's", GR_BIG5, BYTES("\xF9\xD8\xF9\xDA"), BYTES("\xE8\xA3\x8F\xE6\x81\x92"), 0, 0},
	{"its euro and dot", GR_BIG5, BYTES("\xA3\xE1\xA1\x45"), BYTES("\xE2\x82\xAC\xE2\x80\xA7"), 0, 0},
	{"its numbers in circles", GR_BIG5, BYTES(BIG5_WORD "\xC6\xA1" BIG5_WORD "\xC6\xA2" "a"),
	BYTES(UTF8_BIG5_WORD "\xE2\x91\xA0" UTF8_BIG5_WORD "\xE2\x91\xA1" "a"), 0, 0},
	{"Hong Kong's", GR_BIG5, BYTES("\x87\x40" BIG5_WORD), BYTES("\xE4\x8F\xB0" UTF8_BIG5_WORD), 0, 0},
	{"that become two", GR_BIG5, BYTES("\x88\x62" "1\x88\x66"),
	BYTES("\xC3\x8A\xCC\x84" "1\xC3\x8A"), 0, 0},
	{"held back, then bad", GR_BIG5, BYTES("\x88\x66\x81\x40" "1"), BYTES("\xC3\x8A" REPLACED "@1"), 1, 2},
	{"bad bytes in Big5", GR_BIG5, BYTES("\x80\xFF" "1\xA6\t\xA6" "9|\xA6"),
	BYTES(REPLACED REPLACED "1" REPLACED "\t" REPLACED "9|" REPLACED), 5, 0},
	{"NUL in Big5", GR_BIG5, BYTES("\xC6\0\0" BIG5_WORD), BYTES(REPLACED REPLACED REPLACED UTF8_BIG5_WORD), 3, 0}
};

/* Converts in place of just the bytes' size, and compares. */
static void
check_conversions(void)
{
	MallocArena arena;

	malloc_arena_init(&arena);
	for (size_t i = 0; i < sizeof(conversions) / sizeof(conversions[0]); i++)
	{
		char	   *bytes = malloc(conversions[i].len + 1);
		GrConversion conversion;
		GrError		error = {0};
		bool		done;

		memcpy(bytes, conversions[i].bytes, conversions[i].len);
		done = gr_convert(conversions[i].encoding, bytes, conversions[i].len, 100,
						  &arena.arena, &conversion, &error);
		if (CHECK(done, "%s: %s", conversions[i].what, error.message))
		{
			CHECK(is_text(conversion.text, conversions[i].text, conversions[i].text_len),
				  "%s: \"%.*s\"", conversions[i].what, (int) conversion.text.len,
				  conversion.text.len == 0 ? "" : conversion.text.data);
			CHECK(conversion.bad == conversions[i].bad &&
				  conversion.first_bad == conversions[i].first_bad, "%s: %zu bad, from %zu",
				  conversions[i].what, conversion.bad, conversion.first_bad);
			gr_conversion_release(&conversion, &arena.arena);
		}
		CHECK(arena.blocks.next == &arena.blocks, "%s: all memory is given back", conversions[i].what);
		malloc_arena_reset(&arena);
		free(bytes);
	}
}

/* Adds a character as UTF-8. */
static void
add_utf8(GrBuffer *out, uint32_t c)
{
	if (c < 0x80)
		gr_buffer_char(out, (char) c);
	else
	{
		if (c < 0x800)
			gr_buffer_char(out, (char) (0xC0 | c >> 6));
		else
		{
			if (c < 0x10000)
				gr_buffer_char(out, (char) (0xE0 | c >> 12));
			else
			{
				gr_buffer_char(out, (char) (0xF0 | c >> 18));
				gr_buffer_char(out, (char) (0x80 | (c >> 12 & 0x3F)));
			}
			gr_buffer_char(out, (char) (0x80 | (c >> 6 & 0x3F)));
		}
		gr_buffer_char(out, (char) (0x80 | (c & 0x3F)));
	}
}

/*
 * Characters that do not come back, on purpose: surrogates are none; marks are
 * dropped and the second blank is folded; GB 18030 has other characters for a
 * dot and a dash of GB 2312, and Big5's additions real ones for private ones.
 */
static bool
is_other(uint32_t c, const char *name)
{
	if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFEFF || c == 0xE5E5)
		return true;
	if (strcmp(name, "GB2312") == 0)
		return c == 0x2015 || c == 0x30FB;
	return strcmp(name, "CP950") == 0 && (c == 0x80 || (c >= 0xE000 && c <= 0xF8FF));
}

/*
 * All characters of Unicode that an encoding has, by the system's own conversion,
 * come back; "shift" bytes before them move the borders of the pieces.
 */
static void
check_all_characters(GrEncoding encoding, const char *name, int shift, long expected)
{
	MallocArena arena;
	iconv_t		descriptor = iconv_open(name, "UTF-8");
	GrBuffer	text;
	GrBuffer	bytes;
	GrConversion conversion;
	GrError		error = {0};
	long		characters = 0;

	malloc_arena_init(&arena);
	gr_buffer_init(&text, &arena.arena, 5000000);
	gr_buffer_init(&bytes, &arena.arena, 5000000);
	if (!CHECK(descriptor != (iconv_t) -1, "the system converts to %s", name))
		return;
	for (int i = 0; i < shift; i++)
	{
		gr_buffer_char(&text, 'x');
		gr_buffer_add(&bytes, &"\0x"[encoding != GR_UTF16BE], 1 + (encoding == GR_UTF16BE));
		if (encoding == GR_UTF16LE)
			gr_buffer_char(&bytes, '\0');
	}
	for (uint32_t c = 1; c < 0x110000; c++)
	{
		size_t		start = text.len;
		char		encoded[16];
		char	   *in;
		char	   *out = encoded;
		size_t		in_left;
		size_t		out_left = sizeof(encoded);

		if (is_other(c, name))
			continue;
		add_utf8(&text, c);
		in = text.data + start;
		in_left = text.len - start;
		iconv(descriptor, NULL, NULL, NULL, NULL);
		if (iconv(descriptor, (void *) &in, &in_left, &out, &out_left) != 0 ||
			iconv(descriptor, NULL, NULL, &out, &out_left) != 0 || out == encoded)
			text.len = start;
		else
		{
			gr_buffer_add(&bytes, encoded, (size_t) (out - encoded));
			characters++;
		}
	}
	iconv_close(descriptor);
	CHECK(characters >= expected, "%s has %ld characters", name, characters);
	if (CHECK(gr_convert(encoding, bytes.data, bytes.len, 0, &arena.arena, &conversion, &error),
			  "%s: %s", name, error.message))
	{
		CHECK(conversion.bad == 0, "%s, %d: bad at %zu", name, shift, conversion.first_bad);
		CHECK(is_text(conversion.text, text.data, text.len), "%s, %d: %zu bytes became %zu, not %zu",
			  name, shift, bytes.len, conversion.text.len, text.len);
	}
	malloc_arena_reset(&arena);
}

/* Any bytes in any encoding become UTF-8 without NUL, in pieces as at once. */
static void
check_any_bytes(void)
{
	MallocArena arena;
	Random		random = {7};
	long		wrong = 0;

	malloc_arena_init(&arena);
	for (int i = 0; i < 3000; i++)
	{
		size_t		len = (size_t) random_below(&random, 400);
		char	   *bytes = malloc(len + 1);
		GrError		error;

		for (size_t j = 0; j < len; j++)
			bytes[j] = (char) (random_once_in(&random, 3) ? (uint64_t) (0x20 + random_below(&random, 0x60)) :
							   random_next(&random));
		for (int encoding = 0; encoding < GR_ENCODINGS; encoding++)
		{
			GrConversion conversion;
			size_t		most = (size_t) random_below(&random, 200);

			wrong += !gr_convert((GrEncoding) encoding, bytes, len, most, &arena.arena,
								 &conversion, &error) ||
				!gr_utf8_valid(conversion.text.data, conversion.text.len, NULL) ||
				conversion.bad > most + 1 || (conversion.bad > 0 && conversion.first_bad >= len);
		}
		free(bytes);
		malloc_arena_reset(&arena);
	}
	CHECK(wrong == 0, "%ld conversions of any bytes are wrong", wrong);
}

/* ---------- deciding ---------- */

/* Bytes, what is said of them, and what they are taken for. */
static const struct
{
	const char *what;
	const char *bytes;
	size_t		len;
	const char *encoding;		/* named, or NULL */
	int			taken;			/* GrEncoding, or GR_NONE for an error */
	const char *text;			/* or NULL: any */
	size_t		text_len;
	const char *conflict;		/* or "" */
	bool		guessed;
	GrErrorCode code;
}			decisions[] = {
	{"nothing", BYTES(""), NULL, GR_UTF8, BYTES(""), "", false, GR_OK},
	{"ASCII", BYTES("abc"), NULL, GR_UTF8, BYTES("abc"), "", false, GR_OK},
	{"UTF-8", BYTES(UTF8_WORD), NULL, GR_UTF8, BYTES(UTF8_WORD), "", false, GR_OK},
	{"UTF-8 marked", BYTES("\xEF\xBB\xBF" UTF8_WORD), NULL, GR_UTF8, BYTES(UTF8_WORD), "", false, GR_OK},
	{"UTF-16LE marked", BYTES("\xFF\xFE\x4C\x88"), NULL, GR_UTF16LE, BYTES("\xE8\xA1\x8C"), "", false, GR_OK},
	{"UTF-16BE marked", BYTES("\xFE\xFF\x88\x4C"), NULL, GR_UTF16BE, BYTES("\xE8\xA1\x8C"), "", false, GR_OK},
	{"GB 18030 marked", BYTES("\x84\x31\x95\x33" GBK_WORD), NULL, GR_GB18030, BYTES(UTF8_WORD), "", false, GR_OK},
	{"GBK undeclared", BYTES(GBK_WORD), NULL, GR_GB18030, BYTES(UTF8_WORD), "", true, GR_OK},
	{"GBK marked as UTF-8", BYTES("\xEF\xBB\xBF" GBK_WORD), NULL, GR_GB18030, BYTES(UTF8_WORD), "UTF-8", false, GR_OK},
	{"GBK declared", BYTES("<meta charset=gb2312>" GBK_WORD), NULL, GR_GB18030,
	BYTES("<meta charset=gb2312>" UTF8_WORD), "", false, GR_OK},
	{"Big5 declared", BYTES("<meta charset=big5>" BIG5_WORD), NULL, GR_BIG5,
	BYTES("<meta charset=big5>" UTF8_BIG5_WORD), "", false, GR_OK},
	{"UTF-8 declared", BYTES("<meta charset=utf-8>" UTF8_WORD), NULL, GR_UTF8, NULL, 0, "", false, GR_OK},
	{"UTF-8 declared GBK", BYTES("<meta charset=gb2312>" UTF8_WORD), NULL, GR_UTF8,
	BYTES("<meta charset=gb2312>" UTF8_WORD), "gb2312", false, GR_OK},
	{"GBK declared UTF-8", BYTES("<meta charset=utf-8>" GBK_WORD GBK_WORD), NULL, GR_GB18030,
	BYTES("<meta charset=utf-8>" UTF8_WORD UTF8_WORD), "utf-8", false, GR_OK},
	{"GBK declared Latin", BYTES("<meta charset=iso-8859-1>" GBK_WORD), NULL, GR_GB18030, NULL, 0,
	"iso-8859-1", true, GR_OK},
	{"UTF-8 declared Latin", BYTES("<meta charset=iso-8859-1>" UTF8_WORD), NULL, GR_UTF8, NULL, 0,
	"iso-8859-1", false, GR_OK},
	{"UTF-8 declared UTF-16", BYTES("<meta charset=utf-16>" UTF8_WORD), NULL, GR_UTF8, NULL, 0,
	"utf-16", false, GR_OK},
	{"GBK declared UTF-16", BYTES("<meta charset=utf-16le>" GBK_WORD), NULL, GR_GB18030, NULL, 0,
	"utf-16le", true, GR_OK},
	{"ASCII declared GBK", BYTES("<meta charset=gbk>"), NULL, GR_UTF8, NULL, 0, "", false, GR_OK},
	{"Big5 with a bad byte", BYTES("<meta charset=big5>" BIG5_WORD "\xFF"), NULL, GR_BIG5, NULL, 0, "", false, GR_OK},
	{"Big5 that is GBK", BYTES("<meta charset=big5>\x81\x40\x81\x41\x81\x42\x81\x43\x81\x44\x81\x45\x81\x46\x81\x47\x81\x48"),
	NULL, GR_GB18030, NULL, 0, "big5", false, GR_OK},
	{"Big5 that is UTF-8 with a bad byte", BYTES("<meta charset=big5>" UTF8_WORD "\xFF\n\xE8\xA1\x8C" "1\n\xE8\xA1\x8C" "2"), NULL, GR_UTF8, NULL, 0,
	"big5", false, GR_OK},
	{"GBK that is UTF-8 with a bad byte", BYTES("<meta charset=gbk>" UTF8_WORD "1\xFF\n\xE8\xA1\x8C" "1\n\xE8\xA1\x8C" "2"),
	NULL, GR_UTF8, NULL, 0, "gbk", false, GR_OK},
	{"UTF-8 with a bad byte", BYTES("\xE8\xA1\x8C" "1\n\xE8\xA1\x8C" "1\n\xFF"), NULL, GR_UTF8, NULL, 0, "", true, GR_OK},
	{"UTF-8 with a bad byte, declared", BYTES("<meta charset=utf-8>\xE8\xA1\x8C" "1\n\xE8\xA1\x8C" "1\n\xFF"),
	NULL, GR_UTF8, NULL, 0, "", false, GR_OK},
	{"GBK with a bad byte", BYTES(GBK_WORD "\xFF"), NULL, GR_GB18030, BYTES(UTF8_WORD REPLACED), "", true, GR_OK},
	{"a tie", BYTES("abc\0"), NULL, GR_GB18030, BYTES("abc" REPLACED), "", true, GR_OK},
	{"a tie, declared", BYTES("<p><meta charset=utf-8>\0"), NULL, GR_UTF8, NULL, 0, "", false, GR_OK},

	{"named UTF-8", BYTES("<meta charset=gbk>" UTF8_WORD), "utf8", GR_UTF8, NULL, 0, "", false, GR_OK},
	{"named GBK", BYTES("<meta charset=utf-8>" GBK_WORD), "gb2312", GR_GB18030, NULL, 0, "", false, GR_OK},
	{"named Big5", BYTES(BIG5_WORD), "BIG5", GR_BIG5, BYTES(UTF8_BIG5_WORD), "", false, GR_OK},
	{"named UTF-16", BYTES("\x4C\x88"), "utf-16", GR_UTF16LE, BYTES("\xE8\xA1\x8C"), "", false, GR_OK},
	{"named, and marked", BYTES("\xFE\xFF\x88\x4C"), "utf-16", GR_UTF16BE, BYTES("\xE8\xA1\x8C"), "", false, GR_OK},
	{"named wrong, but converting", BYTES(UTF8_WORD), "gbk", GR_GB18030, NULL, 0, "", false, GR_OK},
	{"named nonsense", BYTES("abc"), "nonsense", GR_NONE, NULL, 0, "", false, GR_ERROR_PARAMETER},
	{"named nothing", BYTES("abc"), "", GR_NONE, NULL, 0, "", false, GR_ERROR_PARAMETER},
	{"eight bad places", BYTES("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "utf-8", GR_UTF8, NULL, 0, "", false, GR_OK},
	{"nine", BYTES("a\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "utf-8", GR_NONE, NULL, 0, "", false, GR_ERROR_ENCODING},
	{"nine of nobody knows what", BYTES("a\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), NULL, GR_NONE, NULL, 0, "", false, GR_ERROR_ENCODING},
	{"UTF-16 unmarked", BYTES("a\0b\0c\0d\0e\0f\0g\0h\0i\0"), NULL, GR_NONE, NULL, 0, "", false, GR_ERROR_ENCODING},
	{"UTF-16 of NULs", BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "utf-16", GR_NONE, NULL, 0, "", false, GR_ERROR_ENCODING},
	{"PDF", BYTES("%PDF-1.7"), NULL, GR_NONE, NULL, 0, "", false, GR_ERROR_SYNTAX},
	{"PDF, named", BYTES("%PDF-1.7"), "gbk", GR_NONE, NULL, 0, "", false, GR_ERROR_SYNTAX}
};

static void
check_decisions(void)
{
	MallocArena arena;

	malloc_arena_init(&arena);
	for (size_t i = 0; i < sizeof(decisions) / sizeof(decisions[0]); i++)
	{
		GrDecoded	decoded;
		GrError		error = {0};
		bool		done = gr_decode_text(decisions[i].bytes, decisions[i].len, decisions[i].encoding,
										  &arena.arena, &decoded, &error);

		CHECK(done == (decisions[i].taken != GR_NONE) && error.code == decisions[i].code,
			  "%s: %s", decisions[i].what, error.message);
		if (done && decisions[i].taken != GR_NONE)
		{
			CHECK((int) decoded.conversion.encoding == decisions[i].taken, "%s: %s",
				  decisions[i].what, gr_encoding_name(decoded.conversion.encoding));
			CHECK(decisions[i].text == NULL ||
				  is_text(decoded.conversion.text, decisions[i].text, decisions[i].text_len),
				  "%s: the text", decisions[i].what);
			CHECK(is_text(decoded.conflict, decisions[i].conflict, strlen(decisions[i].conflict)),
				  "%s: conflict \"%.*s\"", decisions[i].what, (int) decoded.conflict.len,
				  decoded.conflict.len == 0 ? "" : decoded.conflict.data);
			CHECK(decoded.guessed == decisions[i].guessed, "%s: guessed", decisions[i].what);
			CHECK(decoded.conversion.encoding != GR_UTF8 || decoded.conversion.bad > 0 ||
				  decoded.conversion.memory == NULL, "%s: UTF-8 is not copied", decisions[i].what);
		}
		else if (!done)
			CHECK(error.message[0] != '\0' && (error.code == GR_ERROR_SYNTAX || error.hint[0] != '\0'),
				  "%s: words", decisions[i].what);
		malloc_arena_reset(&arena);
	}
}

/* The words of the errors of encoding. */
static void
check_words(void)
{
	MallocArena arena;
	GrDecoded	decoded;
	GrError		error = {0};
	char		name[300];

	malloc_arena_init(&arena);
	gr_decode_text(BYTES("\xEF\xBB\xBF" "ab\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), NULL, &arena.arena,
				   &decoded, &error);
	CHECK(strcmp(error.message, "content is not UTF-8 text at byte offset 5") == 0, "%s", error.message);
	CHECK(strstr(error.detail, "More than 8 ") != NULL, "%s", error.detail);
	gr_decode_text(BYTES("a\0b\0c\0d\0e\0f\0g\0h\0i\0"), NULL, &arena.arena, &decoded, &error);
	CHECK(strstr(error.hint, "UTF-16LE") != NULL, "%s", error.hint);
	memset(name, 'n', sizeof(name));
	name[0] = '\xE8';
	name[1] = '\n';
	name[sizeof(name) - 1] = '\0';
	gr_decode_text(BYTES("a"), name, &arena.arena, &decoded, &error);
	CHECK(strncmp(error.message, "encoding \"??nnn", 15) == 0 && strlen(error.message) < 100,
		  "%s", error.message);
	malloc_arena_reset(&arena);
}

/* Of long content more may be bad: one place in 500 bytes. */
static void
check_limit(void)
{
	MallocArena arena;
	size_t		len = 100000;
	char	   *bytes = malloc(len);
	GrDecoded	decoded;
	GrError		error = {0};

	malloc_arena_init(&arena);
	memset(bytes, 'a', len);
	for (size_t i = 0; i < GR_BAD_LEAST + len / GR_BAD_BYTES; i++)
		bytes[i * 2] = '\xFF';
	CHECK(gr_decode_text(bytes, len, NULL, &arena.arena, &decoded, &error) &&
		  decoded.conversion.bad == GR_BAD_LEAST + len / GR_BAD_BYTES, "%s", error.message);
	bytes[len - 1] = '\xFF';
	CHECK(!gr_decode_text(bytes, len, NULL, &arena.arena, &decoded, &error) &&
		  error.code == GR_ERROR_ENCODING, "one too many");
	CHECK(!gr_decode_text(bytes, len, "utf-8", &arena.arena, &decoded, &error), "one too many, named");
	malloc_arena_reset(&arena);
	free(bytes);
}

/* ---------- reading ---------- */

/* A small report in GBK. */
#define GBK_REPORT \
	"\xB6\xFE\xA1\xA2\xD6\xF7\xB6\xAF\xB9\xAB\xBF\xAA\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xC7\xE9\xBF\xF6\n" \
	GBK_WORD "\t57\n"

static const char plain[] = GBK_REPORT;
static const char marked[] = "\xEF\xBB\xBF" GBK_REPORT;

/* The number of notes of a code. */
static int
notes_of(const GrReport *r, GrNoteCode code)
{
	int			count = 0;

	for (int i = 0; i < r->nnotes; i++)
		count += r->notes[i].code == code;
	return count;
}

static void
check_reading(void)
{
	static GrReading reading;
	MallocArena arena;
	GrError		error;
	int			licensing = gr_figure_find(BYTES("proactive.licensing.decisions"));

	malloc_arena_init(&arena);
	if (CHECK(gr_read_bytes(plain, sizeof(plain) - 1, NULL, &arena.arena, &reading, &error), "%s", error.message))
	{
		CHECK(reading.report.state[licensing] == GR_NUMBER && reading.report.value[licensing] == 57, "GBK");
		CHECK(notes_of(&reading.report, GR_NOTE_ENCODING_CONFLICT) == 0, "no conflict");
	}
	if (CHECK(gr_read_bytes(marked, sizeof(marked) - 1, NULL, &arena.arena, &reading, &error),
			  "%s", error.message))
	{
		const GrNote *note = &reading.report.notes[reading.report.nnotes - 1];

		CHECK(reading.report.value[licensing] == 57, "GBK marked as UTF-8");
		CHECK(note->code == GR_NOTE_ENCODING_CONFLICT && note->figure == GR_NONE &&
			  is_text(note->raw, BYTES("UTF-8")), "the conflict is noted");
	}
	CHECK(!gr_read_bytes(BYTES(GBK_WORD), NULL, &arena.arena, &reading, &error) &&
		  error.code == GR_ERROR_SYNTAX && strstr(error.hint, "GB18030") != NULL, "%s", error.hint);
	CHECK(!gr_read_bytes(BYTES(GBK_WORD), "gbk", &arena.arena, &reading, &error) &&
		  strstr(error.hint, "GB18030") == NULL, "%s", error.hint);
	CHECK(!gr_read_bytes(BYTES("\xFF\xD8\xFF"), NULL, &arena.arena, &reading, &error) &&
		  error.code == GR_ERROR_SYNTAX, "a picture");
	malloc_arena_reset(&arena);
}

/* Without memory there is an error, whichever allocation fails. */
static void
check_memory(void)
{
	static GrReading reading;
	MallocArena arena;
	GrError		error;
	bool		done = false;
	long		allowed;

	malloc_arena_init(&arena);
	for (allowed = 0; !done && allowed < 10000; allowed++)
	{
		arena.allowed = allowed;
		done = gr_read_bytes(plain, sizeof(plain) - 1, NULL, &arena.arena, &reading, &error);
		if (!done && error.code != GR_ERROR_MEMORY)
			break;
		malloc_arena_reset(&arena);
	}
	CHECK(done && allowed > 3, "%ld allocations: %s", allowed, error.message);
}

static jmp_buf away;
static int	polls_left;

/* An owner who does not return. */
static void
leave(void *context)
{
	(void) context;
	if (polls_left-- == 0)
		longjmp(away, 1);
}

/* Whichever poll does not return, nothing is left open: leaks show in sanitizers. */
static void
check_leaving(void)
{
	MallocArena arena;
	size_t		len = 2000000;
	char	   *bytes = malloc(len);
	volatile int left = 0;

	malloc_arena_init(&arena);
	arena.arena.poll = leave;
	memset(bytes, '\xD0', len);
	for (volatile int encoding = GR_UTF16; encoding < GR_ENCODINGS; encoding++)
		for (volatile int polls = 0; polls < 8; polls++)
		{
			GrConversion conversion;
			GrError		error;

			polls_left = polls;
			if (setjmp(away) == 0)
				gr_convert((GrEncoding) encoding, bytes, len, 0, &arena.arena, &conversion, &error);
			else
				left++;
			malloc_arena_reset(&arena);
		}
	/* D0D0 is a character of GB 18030 and Big5, surrogate-free in UTF-16 */
	CHECK(left >= 5 * 7, "%d polls", left);
	free(bytes);
}

/* The suite. */
void
test_bytes(void)
{
	check_names();
	check_declared();
	check_formats();
	check_conversions();
	check_all_characters(GR_GB18030, "GB18030", 0, 1000000);
	check_all_characters(GR_GB18030, "GB18030", 1, 1000000);
	check_all_characters(GR_GB18030, "GBK", 0, 20000);
	check_all_characters(GR_GB18030, "GB2312", 1, 7000);
	check_all_characters(GR_BIG5, "CP950", 0, 13000);
	check_all_characters(GR_UTF16LE, "UTF-16LE", 1, 1000000);
	check_all_characters(GR_UTF16BE, "UTF-16BE", 0, 1000000);
	check_any_bytes();
	check_decisions();
	check_words();
	check_limit();
	check_reading();
	check_memory();
	check_leaving();
}
