/*
 * pinyin.c
 *		Pronunciations in brackets behind characters: 現(xiàn)行有效件數(shù).
 *
 * Mirror sites print them behind every character they converted, with tones or
 * without, in brackets of either width.  What looks like one may also be an
 * ordinary word or a single gloss: (an), 沭(shù)阳.  So the text as a whole
 * decides: only where there are many, of many sounds, and close together are
 * they no part of the report.
 */
#include "pinyin.h"

#include <limits.h>
#include <string.h>

#include "chars.h"
#include "origin.h"

/*
 * A text has pronunciations when it has at least so many, of so many different
 * syllables, and on average one in so many bytes.  Mirrors have hundreds, one
 * in ten to fifty bytes; of English words and letters that happen to be
 * syllables no report has eight, and glosses of rare names are few.
 */
#define PRONUNCIATIONS_MIN 12
#define SYLLABLES_MIN 8
#define BYTES_PER_PRONUNCIATION_MAX 400
/* So many, of so many, are enough wherever they stand: among a page's markup. */
#define PRONUNCIATIONS_ENOUGH 60
#define SYLLABLES_ENOUGH 20

/* Letters of the longest syllable, and bytes of any in its bracket. */
#define LETTERS_MAX 6
#define BRACKET_BYTES_MAX 96
/* Bytes of the longest number of a character: &#x0FF08; */
#define REFERENCE_BYTES_MAX 10
/* So many zero-width characters may part a character from its bracket. */
#define IGNORED_MAX 4

/* The arena's poll is called once in so many brackets. */
#define POLL_BRACKETS 4096

/* The syllables of Mandarin by their initials; ü is written v. */
static const struct
{
	const char *initial;
	const char *finals;
}			syllables[] = {
	{"", "a o e ai ei ao ou an en ang eng er"},
	{"b", "a o ai ei ao an en ang eng i ie iao ian in ing u"},
	{"p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"},
	{"m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"},
	{"f", "a o ei ou an en ang eng u"},
	{"d", "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un"},
	{"t", "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un"},
	{"n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve ue"},
	{"l", "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue"},
	{"g", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
	{"k", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
	{"h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
	{"j", "i ia ie iao iu ian in iang ing iong u ue uan un v ve van vn"},
	{"q", "i ia ie iao iu ian in iang ing iong u ue uan un v ve van vn"},
	{"x", "i ia ie iao iu ian in iang ing iong u ue uan un v ve van vn"},
	{"zh", "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
	{"ch", "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang"},
	{"sh", "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang"},
	{"r", "e i ao ou an en ang eng ong u ua uo ui uan un"},
	{"z", "a e i ai ei ao ou an en ang eng ong u uo ui uan un"},
	{"c", "a e i ai ei ao ou an en ang eng ong u uo ui uan un"},
	{"s", "a e i ai ao ou an en ang eng ong u uo ui uan un"},
	{"y", "a o e ai ao ou an ang i in ing ong u ue uan un v ve van vn"},
	{"w", "a o ai ei an en ang eng u"}
};

/* More syllables than there are. */
#define SYLLABLES 512

/*
 * Letters that are not ASCII: what they are read as, then each without a tone,
 * and each with one.  The breve is a slip for ˇ; primers print ɑ and ɡ.
 */
static const struct
{
	char		letter;
	const char *plain;
	const char *toned;
}			letters[] = {
	{'a', "ɑ", "āáǎàă"},
	{'e', "ê", "ēéěèĕ"},
	{'i', "", "īíǐìĭ"},
	{'o', "", "ōóǒòŏ"},
	{'u', "", "ūúǔùŭ"},
	{'v', "ü", "ǖǘǚǜ"},
	{'g', "ɡ", ""}
};

/* Letters below this character, by character: the letter, and whether it has a tone. */
#define LETTERS_END 0x0280
#define TONED 0x80
static uint8_t letter_of[LETTERS_END];

/* A hash table of all syllables: their letters as one number, and their number. */
#define SLOTS 2048
static struct
{
	uint32_t	key;			/* 0: free */
	int			number;
}			slots[SLOTS];

/* A pronunciation's letters as they are read, five bits for each. */
typedef struct Spelling
{
	uint32_t	key;
	int			count;
	int			tones;
} Spelling;

/* Looking for pronunciations, from the text's start to its end. */
typedef struct Search
{
	const char *start;
	const char *p;				/* where to go on */
	const char *end;
	const char *half;			/* the next half-width bracket not before p */
	const char *full;			/* the next full-width one */
	const char *reference;		/* the next one written as a number */
	bool		page;			/* there may be such */
	const GrArena *arena;
	unsigned	brackets;		/* looked at so far */
} Search;

/* A pronunciation with its brackets. */
typedef struct Pronunciation
{
	const char *start;
	const char *end;
	int			syllable;		/* its number, below SYLLABLES */
} Pronunciation;

/* How many there are, and what remains of the text without them. */
typedef struct Evidence
{
	size_t		count;
	size_t		syllables;		/* different ones */
	size_t		bytes;			/* of all, brackets included */
	bool		seen[SYLLABLES];
} Evidence;

/* The text without them, as it is made. */
typedef struct Copy
{
	char	   *data;
	size_t		len;
	const GrOrigins *old;		/* of the text copied */
	int			mark;			/* the first of its marks still ahead */
	GrOrigins	origins;		/* of the copy */
	const GrArena *arena;
} Copy;

/* The key of a spelling with one more letter. */
static uint32_t
key_with(uint32_t key, char letter)
{
	return key << 5 | (uint32_t) (letter - 'a' + 1);
}

/* The slot of a spelling, or the free one where it would be. */
static uint32_t
slot_of(uint32_t key)
{
	uint32_t	slot = key * 2654435761u % SLOTS;

	while (slots[slot].key != 0 && slots[slot].key != key)
		slot = (slot + 1) % SLOTS;
	return slot;
}

/* Enters the syllables of one initial; returns the next syllable's number. */
static int
add_syllables(const char *initial, const char *finals, int number)
{
	uint32_t	start = 0;
	uint32_t	key;

	while (*initial != '\0')
		start = key_with(start, *initial++);
	for (key = start;; finals++)
	{
		if (*finals != ' ' && *finals != '\0')
		{
			key = key_with(key, *finals);
			continue;
		}
		slots[slot_of(key)].key = key;
		slots[slot_of(key)].number = number++;
		if (*finals == '\0')
			return number;
		key = start;
	}
}

/* Enters the letters of a string. */
static void
add_letters(const char *string, uint8_t letter)
{
	while (*string != '\0')
	{
		uint32_t	c;

		string = gr_next(string, &c);
		letter_of[c] = letter;
	}
}

/* Fills the tables; cheap when it has run before. */
static void
init_tables(void)
{
	int			number = 0;

	if (letter_of['z'] != 0)
		return;
	for (size_t i = 0; i < sizeof(syllables) / sizeof(syllables[0]); i++)
		number = add_syllables(syllables[i].initial, syllables[i].finals, number);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
	{
		add_letters(letters[i].plain, (uint8_t) letters[i].letter);
		add_letters(letters[i].toned, (uint8_t) letters[i].letter | TONED);
	}
	/* z last of all: it tells that we have run */
	for (char letter = 'a'; letter <= 'z'; letter++)
		letter_of[(int) letter] = (uint8_t) letter;
}

/* Takes what is no letter: a tone of its own, or dots; false for anything else. */
static bool
add_mark(Spelling *spelling, uint32_t c)
{
	char		last = (char) ((spelling->key & 31) + 'a' - 1);

	switch (c)
	{
		case 0x0300:			/* tones, and the breve */
		case 0x0301:
		case 0x0304:
		case 0x0306:
		case 0x030C:
			spelling->tones++;
			return spelling->count > 0 && strchr("aeiouv", last) != NULL;
		case 0x0308:			/* the dots of ü */
			spelling->key += 'v' - 'u';
			return spelling->count > 0 && last == 'u';
	}
	return gr_kind[c] == GR_CHAR_IGNORED;
}

/* The character whose number (&#65288; or &#xFF08;) stands at p; behind it, or NULL. */
static const char *
scan_reference(const char *p, const char *end, uint32_t *c)
{
	uint32_t	base = 10;
	const char *digits;

	if (end - p < 4 || p[0] != '&' || p[1] != '#')
		return NULL;
	if (end - p > REFERENCE_BYTES_MAX)
		end = p + REFERENCE_BYTES_MAX;
	p += 2;
	if (*p == 'x' || *p == 'X')
	{
		base = 16;
		p++;
	}
	*c = 0;
	for (digits = p; p < end && *p != ';'; p++)
	{
		uint32_t	digit = *p >= '0' && *p <= '9' ? (uint32_t) (*p - '0') :
			*p >= 'a' && *p <= 'f' ? (uint32_t) (*p - 'a' + 10) :
			*p >= 'A' && *p <= 'F' ? (uint32_t) (*p - 'A' + 10) : base;

		if (digit >= base)
			return NULL;
		*c = *c * base + digit;
	}
	if (p >= end || p == digits)
		return NULL;
	if (*c >= 0x10000)
		*c = GR_CHAR_OTHER;
	return p + 1;
}

/* The character at p and what is behind it. */
static const char *
next_character(const char *p, const char *end, bool page, uint32_t *c)
{
	const char *behind = page && *p == '&' ? scan_reference(p, end, c) : NULL;

	return behind != NULL ? behind : gr_next(p, c);
}

/*
 * A syllable and its closing bracket at p, behind the opening one: returns
 * behind it, or NULL.
 */
static const char *
scan_pronunciation(const char *p, const char *end, bool page, int *syllable)
{
	Spelling	spelling = {0, 0, 0};

	if (end - p > BRACKET_BYTES_MAX)
		end = p + BRACKET_BYTES_MAX;
	while (p < end)
	{
		uint32_t	c;
		uint32_t	folded;

		p = next_character(p, end, page, &c);
		if (c == ')' || c == 0xFF09)
		{
			uint32_t	slot = slot_of(spelling.key);

			*syllable = slots[slot].number;
			return spelling.count > 0 && spelling.tones <= 1 && slots[slot].key != 0 ? p : NULL;
		}
		folded = gr_fold[c];	/* of full-width letters */
		if (folded < LETTERS_END && letter_of[folded] != 0)
		{
			if (++spelling.count > LETTERS_MAX)
				return NULL;
			spelling.key = key_with(spelling.key, (char) (letter_of[folded] & ~TONED));
			spelling.tones += letter_of[folded] >= TONED;
		}
		else if (!add_mark(&spelling, c))
			return NULL;
	}
	return NULL;
}

static bool
is_han(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

/* Does the number of a Han character end at p? */
static bool
behind_han_reference(const char *start, const char *p)
{
	for (int i = 1; i <= REFERENCE_BYTES_MAX && i <= p - start; i++)
	{
		uint32_t	c;

		if (p[-i] == '&')
			return scan_reference(p - i, p, &c) == p && is_han(c);
	}
	return false;
}

/* Does a Han character stand right before p? */
static bool
behind_han(const char *start, const char *p, bool page)
{
	for (int i = 0; p > start && i <= IGNORED_MAX; i++)
	{
		uint32_t	c;

		p = gr_previous(p);
		/* U+20000 and beyond: rare characters in names */
		if ((unsigned char) p[0] == 0xF0)
			return (unsigned char) p[1] >= 0xA0;
		if (page && *p == ';')
			return behind_han_reference(start, p + 1);
		gr_next(p, &c);
		if (gr_kind[c] != GR_CHAR_IGNORED)
			return is_han(c);
	}
	return false;
}

/* The next half-width opening bracket from p on, or end. */
static const char *
find_half(const char *p, const char *end)
{
	const char *found = memchr(p, '(', (size_t) (end - p));

	return found != NULL ? found : end;
}

/* The next full-width one. */
static const char *
find_full(const char *p, const char *end)
{
	while (end - p >= 3)
	{
		p = memchr(p, 0xEF, (size_t) (end - p));
		if (p == NULL || end - p < 3)
			break;
		if ((unsigned char) p[1] == 0xBC && (unsigned char) p[2] == 0x88)
			return p;
		p += 3;
	}
	return end;
}

/* The next opening bracket written as a number. */
static const char *
find_reference(const char *p, const char *end)
{
	while (p < end && (p = memchr(p, '&', (size_t) (end - p))) != NULL)
	{
		uint32_t	c;

		if (scan_reference(p, end, &c) != NULL && (c == '(' || c == 0xFF08))
			return p;
		p++;
	}
	return end;
}

/* Finds the next pronunciation; false when there are no more. */
static bool
next_pronunciation(Search *s, Pronunciation *found)
{
	for (;;)
	{
		const char *open;
		const char *inside;
		uint32_t	c;

		if (s->half < s->p)
			s->half = find_half(s->p, s->end);
		if (s->full < s->p)
			s->full = find_full(s->p, s->end);
		if (s->reference < s->p)
			s->reference = s->page ? find_reference(s->p, s->end) : s->end;
		open = s->half < s->full ? s->half : s->full;
		open = s->reference < open ? s->reference : open;
		if (open >= s->end)
			return false;
		inside = next_character(open, s->end, s->page, &c);
		s->p = inside;
		if (++s->brackets % POLL_BRACKETS == 0 && s->arena->poll != NULL)
			s->arena->poll(s->arena->context);
		if (!behind_han(s->start, open, s->page))
			continue;
		found->start = open;
		found->end = scan_pronunciation(inside, s->end, s->page, &found->syllable);
		if (found->end != NULL)
		{
			s->p = found->end;
			return true;
		}
	}
}

static void
begin_search(Search *s, GrText text, bool page, const GrArena *arena)
{
	memset(s, 0, sizeof(*s));
	s->start = s->p = text.data;
	s->end = text.data + text.len;
	s->half = find_half(s->p, s->end);
	s->full = find_full(s->p, s->end);
	s->reference = page ? find_reference(s->p, s->end) : s->end;
	s->page = page;
	s->arena = arena;
}

/* Counts what looks like pronunciations; is it a text with them, if not known? */
static bool
has_pronunciations(GrText text, bool page, const GrArena *arena, bool known,
				   Evidence *evidence)
{
	Search		search;
	Pronunciation found;

	memset(evidence, 0, sizeof(*evidence));
	begin_search(&search, text, page, arena);
	while (next_pronunciation(&search, &found))
	{
		evidence->count++;
		evidence->bytes += (size_t) (found.end - found.start);
		evidence->syllables += !evidence->seen[found.syllable];
		evidence->seen[found.syllable] = true;
	}
	if (known)
		return evidence->count > 0;
	if (evidence->count >= PRONUNCIATIONS_ENOUGH && evidence->syllables >= SYLLABLES_ENOUGH)
		return true;
	return evidence->count >= PRONUNCIATIONS_MIN && evidence->syllables >= SYLLABLES_MIN &&
		text.len / evidence->count <= BYTES_PER_PRONUNCIATION_MAX;
}

/* Where the text came from at an offset; offsets ascend from call to call. */
static size_t
origin_of(Copy *copy, size_t at)
{
	const GrOrigins *old = copy->old;
	const GrOrigin *mark;

	while (copy->mark < old->count && old->marks[copy->mark].at <= at)
		copy->mark++;
	if (copy->mark == 0)
		return gr_origin_of(old, at);
	mark = &old->marks[copy->mark - 1];
	at = mark->original + (at - mark->at);
	return at < old->original.len ? at : old->original.len;
}

/* Copies the text's bytes from one offset to another, and what they came from. */
static bool
copy_piece(Copy *copy, GrText text, size_t from, size_t to)
{
	const GrOrigins *old = copy->old;

	if (from >= to)
		return true;
	memcpy(copy->data + copy->len, text.data + from, to - from);
	if (!gr_origin_mark(&copy->origins, copy->arena, copy->len, origin_of(copy, from)))
		return false;
	for (; copy->mark < old->count && old->marks[copy->mark].at < to; copy->mark++)
		if (!gr_origin_mark(&copy->origins, copy->arena,
							copy->len + (old->marks[copy->mark].at - from),
							old->marks[copy->mark].original))
			return false;
	copy->len += to - from;
	return true;
}

/* Room for all marks at once; false when there is none. */
static bool
begin_copy(Copy *copy, size_t len, size_t pieces, const GrOrigins *old, const GrArena *arena)
{
	memset(copy, 0, sizeof(*copy));
	copy->old = old;
	copy->arena = arena;
	copy->origins.original = old->original;
	if (pieces > (size_t) (INT_MAX - old->count))
		return false;
	copy->origins.size = (int) pieces + old->count;
	copy->origins.marks = arena->alloc(arena->context,
									   (size_t) copy->origins.size * sizeof(GrOrigin));
	copy->data = arena->alloc(arena->context, len > 0 ? len : 1);
	return copy->origins.marks != NULL && copy->data != NULL;
}

bool
gr_strip_pinyin(GrText *text, bool page, const GrArena *arena, GrOrigins *origins,
				bool *any)
{
	Evidence	evidence;
	Search		search;
	Pronunciation found;
	Copy		copy;
	size_t		from = 0;

	init_tables();
	if (text->len == 0 || !has_pronunciations(*text, page, arena, *any, &evidence))
		return true;
	if (origins->original.data == NULL)
		origins->original = *text;
	if (!begin_copy(&copy, text->len - evidence.bytes, evidence.count + 1, origins, arena))
		return false;
	begin_search(&search, *text, page, arena);
	while (next_pronunciation(&search, &found))
	{
		if (!copy_piece(&copy, *text, from, (size_t) (found.start - text->data)))
			return false;
		from = (size_t) (found.end - text->data);
	}
	if (!copy_piece(&copy, *text, from, text->len))
		return false;
	if (origins->marks != NULL && arena->release != NULL)
		arena->release(arena->context, origins->marks);
	*origins = copy.origins;
	*text = (GrText) {copy.data, copy.len};
	*any = true;
	return true;
}
