/*
 * same_authority.c
 *		Whether two reports name the same body, which they often name a little
 *		differently from year to year.
 */
#include "continuity.h"
#include "chars.h"

/* A part of one name must have this many characters to stand for the other. */
#define SUFFIX_MIN 2

/* The characters of "people's" and "government", which a name may lack. */
#define PEOPLES_FIRST 0x4EBA
#define PEOPLES_SECOND 0x6C11
#define GOVERNMENT_FIRST 0x653F
#define GOVERNMENT_SECOND 0x5E9C

/* The character before *p, folded, and *p before it; 0 at the start. */
static uint32_t
folded_before(const char *start, const char **p)
{
	while (*p > start)
	{
		uint32_t	c;

		*p = gr_previous(*p);
		gr_next(*p, &c);
		if (gr_kind[c] == GR_CHAR_BLANK || gr_kind[c] == GR_CHAR_IGNORED)
			continue;
		return gr_fold[c];
	}
	return 0;
}

/* The same, passing over "people's". */
static uint32_t
name_before(const char *start, const char **p)
{
	for (;;)
	{
		uint32_t	c = folded_before(start, p);
		const char *before = *p;

		if (c != PEOPLES_SECOND || folded_before(start, &before) != PEOPLES_FIRST)
			return c;
		*p = before;
	}
}

/* Where a name ends without "government", unless it is nothing else. */
static const char *
name_end(GrText name)
{
	const char *end = name.data + name.len;
	const char *before = end;
	const char *without;

	if (folded_before(name.data, &before) != GOVERNMENT_SECOND ||
		folded_before(name.data, &before) != GOVERNMENT_FIRST)
		return end;
	without = before;
	return name_before(name.data, &before) != 0 ? without : end;
}

/* Compares the names from their ends to the start of the shorter one. */
bool
gr_same_authority(GrText a, GrText b)
{
	const char *p;
	const char *q;
	int			same = 0;

	if (a.len == 0 || b.len == 0)
		return a.len == b.len;
	gr_chars_init();
	p = name_end(a);
	q = name_end(b);
	for (;;)
	{
		uint32_t	c = name_before(a.data, &p);
		uint32_t	d = name_before(b.data, &q);

		if (c == 0 || d == 0)
			return c == d || same >= SUFFIX_MIN;
		if (c != d)
			return false;
		if (same < SUFFIX_MIN)
			same++;
	}
}
