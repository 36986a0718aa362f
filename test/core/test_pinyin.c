/*
 * test_pinyin.c
 *		Pronunciations behind characters: which texts lose them, which do not,
 *		and where the rest came from.
 */
#include "chars.h"
#include "origin.h"
#include "pinyin.h"
#include "test.h"

/* Pronunciations of a mirror, and the Han character before each. */
static const char *const mirror[] = {
	"現(xiàn)", "數(shù)", "項（xiàng）", "規(guī)", "動(dòng)", "計(jì)", "開(kai)", "綠(lǜ)",
	"綠(lü)", "綠(lv)", "女（nǚ）", "額(é)", "爾(er)", "張(zhāng)", "窮(qióng)", "狀(zhuàng)",
	"略(lüè)", "略(lve)", "劇(jü)", "區(qū)", "案(\314\204an)"
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Strips a text into a copy of the reader's own; the origins are checked too. */
static GrText
strip(const GrArena *arena, GrText text, bool *any)
{
	GrOrigins	origins = {.original = text};
	GrText		stripped = text;

	*any = false;
	CHECK(gr_strip_pinyin(&stripped, false, arena, &origins, any), "memory");
	for (size_t i = 0; i < stripped.len; i++)
	{
		size_t		at = gr_origin_of(&origins, i);

		if (!CHECK(at < text.len && text.data[at] == stripped.data[i], "byte %zu from %zu", i, at))
			break;
	}
	CHECK(*any || (stripped.data == text.data && stripped.len == text.len), "left alone");
	return stripped;
}

/* Is a text with enough others around it stripped to what is expected? */
static void
check_one(const char *given, const char *expected)
{
	static const char others[] =
		"現(xiàn)行(xíng)有(yǒu)效(xiào)件(jiàn)數(shù)公(gōng)開(kāi)第(dì)一(yī)"
		"項(xiàng)規(guī)章(zhāng)。";
	static const char plain[] = "現行有效件數公開第一項規章。";
	MallocArena memory;
	char		text[512];
	char		wanted[512];
	bool		any;
	GrText		stripped;

	malloc_arena_init(&memory);
	snprintf(text, sizeof(text), "%s%s\n%s", others, given, given);
	snprintf(wanted, sizeof(wanted), "%s%s\n%s", plain, expected, expected);
	stripped = strip(&memory.arena, text_of(text), &any);
	CHECK(any && stripped.len == strlen(wanted) &&
		  memcmp(stripped.data, wanted, stripped.len) == 0, "%s: %.*s", given,
		  (int) stripped.len, stripped.data);
	malloc_arena_reset(&memory);
}

/* What is a pronunciation, and what is not, in a text with others. */
static void
check_forms(void)
{
	static const char *const kept[] = {
		"客户端(app)", "五公里(km)", "张(Zhang)", "张(zhang wei)", "张( zhāng )", "张(zhang",
		"张(zhāng2)", "张(zhāāng)", "张(zh\304\201\314\201ng)", "张(zhāńg)", "张(zhngā)", "张()", "张(\xCC\x84)", "A(a)", "1(yi)",
		"张 (zhang)", "，(a)", "（a）", "张[zhāng]", "张(ü)", "张(v)", "张(bü)", "张(shuangg)",
		"张(zhuangzhuang)", "张(i)", "张(u)", "一（一）", "张(b)", "\xF0\x9F\x98\x80(a)"
	};

	for (size_t i = 0; i < COUNT_OF(kept); i++)
		check_one(kept[i], kept[i]);
	/* the last of mirror[] has its tone before any vowel */
	for (size_t i = 0; i + 1 < COUNT_OF(mirror); i++)
	{
		char		han[8];

		snprintf(han, sizeof(han), "%.3s", mirror[i]);
		check_one(mirror[i], han);
	}
	check_one(mirror[COUNT_OF(mirror) - 1], mirror[COUNT_OF(mirror) - 1]);
	/* tones on their own, dots on their own, primers' letters */
	check_one("現(xia\xCC\x80n)", "現");
	check_one("綠(lu\xCC\x88\xCC\x80)", "綠");
	check_one("綠(l\xC3\xBC\xCC\x80)", "綠");
	check_one("港(\xC9\xA1\xC9\x91\xCC\x8C" "ng)", "港");
	check_one("項（xiàng)", "項");
	check_one("項（ｘｉàｎｇ）", "項");
	/* zero-width characters before and inside */
	check_one("現\xE2\x80\x8B(xi\xE2\x80\x8B\xC3\xA0n)", "現\xE2\x80\x8B");
	/* a rare character of four bytes, and zero */
	check_one("\xF0\xA0\xAE\xB7(ye)", "\xF0\xA0\xAE\xB7");
	check_one("二〇(líng)", "二〇");
}

/* Is a text stripped with so many pronunciations, of so many syllables, so far apart? */
static bool
is_stripped(int count, int different, int apart)
{
	static const char *const sounds[] = {
		"xian", "shu", "xiang", "gui", "dong", "ji", "kai", "lv", "nv", "er", "zhang", "qiong",
		"zhuang", "lve", "qu", "an", "bo", "pu", "ma", "fu", "te", "ran"
	};
	MallocArena memory;
	char	   *text = malloc((size_t) (count * (apart + 16)));
	size_t		len = 0;
	bool		any;

	CHECK(text != NULL && different <= (int) COUNT_OF(sounds), "test");
	malloc_arena_init(&memory);
	for (int i = 0; i < count; i++)
	{
		size_t		start = len;

		len += (size_t) sprintf(text + len, "字(%s)", sounds[i % different]);
		for (; len + 3 <= start + (size_t) apart; len += 3)
			memcpy(text + len, "文", 3);
	}
	strip(&memory.arena, (GrText) {text, len}, &any);
	malloc_arena_reset(&memory);
	free(text);
	return any;
}

/* Of a text known to have them, a single one is left out. */
static void
check_known(void)
{
	MallocArena memory;
	GrOrigins	origins = {{NULL, 0}, NULL, 0, 0};
	GrText		text = text_of("規(guī)章");
	bool		any = true;

	malloc_arena_init(&memory);
	CHECK(gr_strip_pinyin(&text, false, &memory.arena, &origins, &any) && any &&
		  text.len == strlen("規章") && memcmp(text.data, "規章", text.len) == 0, "%.*s",
		  (int) text.len, text.data);
	malloc_arena_reset(&memory);
}

/* In a page, and there alone, numbers of characters are the characters. */
static void
check_references(void)
{
	static const char *const stripped[][2] = {
		{"&#34892;(xing)1", "&#34892;1"}, {"&#x884C;(xing)1", "&#x884C;1"},
		{"行&#65288;xing&#xff09;1", "行1"}, {"行&#40;x&#237;ng&#41;1", "行1"},
		{"行&#x0FF08;xing)1", "行1"}
	};
	static const char *const kept[] = {
		"&#65;(xing)", "&lt;(xing)", ";(xing)", "&#;(xing)", "&#x;(xing)", "34892;(xing)",
		"行&#65288", "行&#65288;", "行&#65288;xing&#99", "&#134892;(xing)", "&#99999999999;(xing)"
	};
	MallocArena memory;

	malloc_arena_init(&memory);
	for (size_t i = 0; i < COUNT_OF(stripped) + COUNT_OF(kept); i++)
		for (int page = 0; page < 2; page++)
		{
			GrOrigins	origins = {{NULL, 0}, NULL, 0, 0};
			bool		is_kept = page == 0 || i >= COUNT_OF(stripped);
			const char *given = i < COUNT_OF(stripped) ? stripped[i][0] :
				kept[i - COUNT_OF(stripped)];
			const char *expected = is_kept ? given : stripped[i][1];
			GrText		text = text_of(given);
			bool		any = true;

			CHECK(gr_strip_pinyin(&text, page != 0, &memory.arena, &origins, &any) &&
				  text.len == strlen(expected) && memcmp(text.data, expected, text.len) == 0,
				  "%s: %.*s", given, (int) text.len, text.data);
		}
	malloc_arena_reset(&memory);
}

/* How many it takes. */
static void
check_evidence(void)
{
	CHECK(is_stripped(12, 8, 0), "just enough");
	CHECK(!is_stripped(11, 8, 0), "too few");
	CHECK(!is_stripped(12, 7, 0), "too few sounds");
	CHECK(is_stripped(12, 8, 399), "just near enough");
	CHECK(!is_stripped(12, 8, 450), "too far apart");
	CHECK(is_stripped(60, 20, 1000), "enough anywhere");
	CHECK(!is_stripped(59, 20, 1000), "too few, far apart");
	CHECK(!is_stripped(60, 19, 1000), "too few sounds, far apart");
	check_known();
	check_references();
}

/* Ordinary texts stay as they are, whatever brackets they hold. */
static void
check_ordinary(void)
{
	MallocArena memory;
	char		text[65536];
	bool		any;
	size_t		len;

	malloc_arena_init(&memory);
	/* one sound again and again */
	for (len = 0; len < 6000; len += strlen("值(a)与值(an)、"))
		memcpy(text + len, "值(a)与值(an)、", strlen("值(a)与值(an)、"));
	strip(&memory.arena, (GrText) {text, len}, &any);
	CHECK(!any, "letters");
	/* some rare names */
	strip(&memory.arena, text_of("瀍(chán)河、沭(shù)阳、盱(xū)眙(yí)、郏(jiá)县、亳(bó)州、"
								 "涪(fú)陵、鄱(pó)阳、婺(wù)源、歙(shè)县、黟(yī)县"), &any);
	CHECK(!any, "names");
	strip(&memory.arena, (GrText) {NULL, 0}, &any);
	CHECK(!any, "no text");
	malloc_arena_reset(&memory);
}

/*
 * Random texts, with pronunciations put in behind some characters and made of
 * another text before: stripped, they are the texts, and know where in that
 * other each byte stood.
 */
static void
check_random(void)
{
	static const char *const pieces[] = {
		"公", "開", "（一）", "(二)", "\n", "12", ",", "政府", "(app)", "\t", "(", "）", "信息"
	};
	Random		random = {11};
	MallocArena memory;
	long		stripped_texts = 0;

	malloc_arena_init(&memory);
	for (int i = 0; i < 2000; i++)
	{
		static char original[16384];
		static char given[16384];
		static char plain[16384];
		GrOrigins	origins = {.original = {original, 0}};
		size_t		noriginal = 0;
		size_t		ngiven = 0;
		size_t		nplain = 0;
		bool		any = false;
		bool		right = true;
		GrText		stripped;

		CHECK(gr_origin_mark(&origins, &memory.arena, 0, 0), "memory");
		for (int j = 0; j < 150; j++)
		{
			const char *piece = pieces[random_below(&random, (int) COUNT_OF(pieces))];
			size_t		len = strlen(piece);

			/* what the text was made of has marks that it has not */
			if (random_once_in(&random, 3))
			{
				memcpy(original + noriginal, "<p>", 3);
				noriginal += 3;
				CHECK(gr_origin_mark(&origins, &memory.arena, ngiven, noriginal), "memory");
			}
			memcpy(original + noriginal, piece, len);
			memcpy(given + ngiven, piece, len);
			memcpy(plain + nplain, piece, len);
			noriginal += len;
			ngiven += len;
			nplain += len;
			if (random_once_in(&random, 2) && strchr("公開政府信息", piece[0]) &&
				(unsigned char) piece[0] >= 0xE4 && (unsigned char) piece[0] <= 0xE9)
			{
				const char *bracket = mirror[random_below(&random, (int) COUNT_OF(mirror) - 1)] + 3;

				memcpy(original + noriginal, bracket, strlen(bracket));
				memcpy(given + ngiven, bracket, strlen(bracket));
				noriginal += strlen(bracket);
				ngiven += strlen(bracket);
			}
		}
		origins.original.len = noriginal;
		stripped = (GrText) {given, ngiven};
		CHECK(gr_strip_pinyin(&stripped, false, &memory.arena, &origins, &any), "memory");
		stripped_texts += any;
		if (any)
			right = stripped.len == nplain && memcmp(stripped.data, plain, nplain) == 0;
		for (size_t j = 0; right && j < stripped.len; j++)
		{
			size_t		at = gr_origin_of(&origins, j);

			right = at < noriginal && original[at] == stripped.data[j];
		}
		CHECK(right, "random text %d: %.*s", i, (int) stripped.len, stripped.data);
		malloc_arena_reset(&memory);
	}
	CHECK(stripped_texts > 1000, "only %ld texts were stripped", stripped_texts);
}

/*
 * A text of pieces of another, in any order, which is itself made of pieces:
 * the chain of both tells where each byte stood at first.
 */
static void
check_chain(void)
{
	Random		random = {12};
	MallocArena memory;

	malloc_arena_init(&memory);
	for (int i = 0; i < 500; i++)
	{
		char		original[400];
		char		middle[400];
		char		text[400];
		GrOrigins	inner = {.original = {original, sizeof(original)}};
		GrOrigins	outer = {.original = {middle, 0}};
		size_t		nmiddle = 0;
		size_t		ntext = 0;
		bool		right = true;

		for (size_t j = 0; j < sizeof(original); j++)
			original[j] = (char) random_next(&random);
		for (size_t from = 0; from < sizeof(original);)
		{
			size_t		len = (size_t) random_below(&random, 12);

			if (from + len > sizeof(original))
				len = sizeof(original) - from;
			CHECK(gr_origin_mark(&inner, &memory.arena, nmiddle, from), "memory");
			memcpy(middle + nmiddle, original + from, len);
			nmiddle += len;
			from += len + (size_t) random_below(&random, 4);
		}
		outer.original.len = nmiddle;
		while (ntext < 300)
		{
			size_t		from = (size_t) random_below(&random, (int) nmiddle);
			size_t		len = (size_t) random_below(&random, 40);

			if (from + len > nmiddle)
				len = nmiddle - from;
			CHECK(gr_origin_mark(&outer, &memory.arena, ntext, from), "memory");
			memcpy(text + ntext, middle + from, len);
			ntext += len;
		}
		if (i == 0)
			inner.count = 0;	/* the middle one is the original */
		CHECK(gr_origin_chain(&outer, ntext, &inner, &memory.arena), "memory");
		for (size_t j = 0; j < ntext; j++)
			right &= (i == 0 ? middle : original)[gr_origin_of(&outer, j)] == text[j];
		CHECK(right, "chain %d", i);
		malloc_arena_reset(&memory);
	}
}

static long polls;

static void
count_poll(void *context)
{
	(void) context;
	polls++;
}

/* Long texts of brackets alone: they end, and can be interrupted. */
static void
check_long(void)
{
	static const char *const units[] = {
		"現(xiàn)數(shù)項(xiàng)規(guī)動(dòng)計(jì)開(kai)綠(lǜ)", "汉(", "汉（", "汉(zhuang", "(", "((((", "汉(\xE2\x80\x8B",
		"\xE2\x80\x8B(", "汉\xE2\x80\x8B\xE2\x80\x8B(a", "&#40;", "汉&#40;&#"
	};
	size_t		size = 1 << 20;
	char	   *text = malloc(size + 256);

	if (!CHECK(text != NULL, "memory"))
		return;
	for (size_t i = 0; i < COUNT_OF(units); i++)
	{
		MallocArena memory;
		GrOrigins	origins = {{NULL, 0}, NULL, 0, 0};
		size_t		len = 0;
		GrText		given;
		bool		any = false;

		while (len < size)
		{
			memcpy(text + len, units[i], strlen(units[i]));
			len += strlen(units[i]);
		}
		malloc_arena_init(&memory);
		memory.arena.poll = count_poll;
		polls = 0;
		given = (GrText) {text, len};
		CHECK(gr_strip_pinyin(&given, true, &memory.arena, &origins, &any), "memory");
		CHECK(any == (i == 0), "unit %zu", i);
		CHECK(polls > 10, "unit %zu: %ld polls", i, polls);
		malloc_arena_reset(&memory);
	}
	free(text);
}

/* Without memory there is an error, and nothing else. */
static void
check_memory(void)
{
	char		text[1024] = "";
	MallocArena memory;

	for (size_t i = 0; i + 1 < COUNT_OF(mirror); i++)
		strcat(text, mirror[i]);
	for (long allowed = 0; allowed < 2; allowed++)
	{
		GrOrigins	origins = {{NULL, 0}, NULL, 0, 0};
		GrText		given = text_of(text);
		bool		any = false;

		malloc_arena_init(&memory);
		memory.allowed = allowed;
		CHECK(!gr_strip_pinyin(&given, false, &memory.arena, &origins, &any), "%ld blocks", allowed);
		malloc_arena_reset(&memory);
	}
}

/* The suite. */
void
test_pinyin(void)
{
	gr_chars_init();
	check_forms();
	check_evidence();
	check_ordinary();
	check_random();
	check_chain();
	check_long();
	check_memory();
}
