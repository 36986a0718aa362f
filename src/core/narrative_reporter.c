/*
 * narrative_reporter.c
 *		Which body reports: whether a name in the prose is its own, and whether it
 *		speaks for a whole area.
 */
#include "narrative_words.h"

#include <string.h>

#define NAME_MAX ((int) (sizeof(((Reporter *) 0)->name) / sizeof(uint16_t)))
/* So many characters of a name are no chance. */
#define OWN_NAME_MIN 2

/* Levels of areas: what their names end with. */
static const uint16_t levels[] = {
	0x7701 /* 省 */, 0x5E02 /* 市 */, 0x53BF /* 县 */, 0x533A /* 区 */, 0x9547 /* 镇 */,
	0x4E61 /* 乡 */, 0x5DDE /* 州 */, 0x65D7 /* 旗 */, 0x76DF /* 盟 */, 0x9053 /* 道 */
};

/* What a body that governs an area is called behind the area's name. */
static const char *const governments[] = {
	"人民政府", "政府", "管理委员会", "管委会", "办事处", "人民政府办事处", ""
};

/* Bodies that teach, and what they call themselves. */
static const char *const schools[] = {"大学", "学院", "学校", "专科学校"};
static const char *const school_names[] = {"学校", "全校"};

/* A town street's area ends with 道, but words name it by its first character. */
#define LEVEL_STREET 0x9053
#define LEVEL_STREET_NAME 0x8857

/* The name without a word at its end: its length, or -1. */
static int
without(const Reporter *reporter, const char *word)
{
	const char *end = word + strlen(word);
	int			at = reporter->count;

	while (end > word)
	{
		uint32_t	c;

		end = gr_previous(end);
		gr_next(end, &c);
		if (at == 0 || reporter->name[--at] != gr_fold[c])
			return -1;
	}
	return at;
}

/* Is the area a town, so that the body decides about no other? */
static bool
is_town(const Reporter *reporter)
{
	return reporter->area == 0x9547 /* 镇 */ || reporter->area == 0x4E61 /* 乡 */ ||
		reporter->area == LEVEL_STREET_NAME;
}

/* The area that the body governs, if it is a government. */
static void
find_area(Reporter *reporter)
{
	for (size_t i = 0; i < sizeof(governments) / sizeof(governments[0]); i++)
	{
		int			at = without(reporter, governments[i]);

		if (at <= 0)
			continue;
		for (size_t j = 0; j < sizeof(levels) / sizeof(levels[0]); j++)
			if (reporter->name[at - 1] == levels[j])
			{
				reporter->area = levels[j] == LEVEL_STREET ? LEVEL_STREET_NAME : levels[j];
				reporter->area_at = at - 1;
				return;
			}
	}
}

void
narrative_reporter(const GrReport *report, Reporter *reporter)
{
	const char *p = report->authority.data;
	const char *end = p == NULL ? NULL : p + report->authority.len;

	memset(reporter, 0, sizeof(*reporter));
	reporter->report = report;
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_BLANK || gr_kind[c] == GR_CHAR_IGNORED)
			continue;
		if (reporter->count == NAME_MAX)
		{
			memmove(reporter->name, reporter->name + 1, (NAME_MAX - 1) * sizeof(uint16_t));
			reporter->count--;
		}
		reporter->name[reporter->count++] = gr_fold[c];
	}
	reporter->office = without(reporter, "政府办公室") > 0 || without(reporter, "政府办公厅") > 0 ||
		without(reporter, "政府办") > 0 || without(reporter, "管委会办公室") > 0 ||
		without(reporter, "管理委员会办公室") > 0;
	find_area(reporter);
	for (size_t i = 0; i < sizeof(schools) / sizeof(schools[0]); i++)
		reporter->school |= without(reporter, schools[i]) > 0;
	reporter->wide = reporter->area != 0 && !is_town(reporter);
	reporter->judge = reporter->office || reporter->wide ||
		without(reporter, "司法局") > 0 || without(reporter, "司法厅") > 0 ||
		without(reporter, "司法部") >= 0;
}


/* The length of a word at a place, or 0. */
static int
word_at(const uint16_t *chars, int count, const char *word)
{
	int			len = 0;

	for (; *word != '\0'; len++)
	{
		uint32_t	c;

		word = gr_next(word, &c);
		if (len >= count || chars[len] != gr_fold[c])
			return 0;
	}
	return len;
}

/*
 * The longest part of the body's name at a place that names it: up to the
 * name's end, or for a government at least its area.  Its length, or 0.
 */
int
narrative_own_name(const Reporter *reporter, const uint16_t *chars, int count)
{
	int			longest = 0;

	for (int from = 0; from < reporter->count; from++)
	{
		int			len = 0;

		while (len < count && from + len < reporter->count &&
			   chars[len] == reporter->name[from + len])
			len++;
		if (len >= OWN_NAME_MIN && len > longest &&
			(from + len == reporter->count ||
			 (reporter->area != 0 && from < reporter->area_at && from + len > reporter->area_at)))
			longest = len;
	}
	for (size_t i = 0; reporter->school && i < sizeof(school_names) / sizeof(school_names[0]); i++)
	{
		int			len = word_at(chars, count, school_names[i]);

		if (len > longest)
			longest = len;
	}
	return longest;
}

/* Is the body that a token names the one that reports, or all it governs? */
bool
narrative_is_own(const Reporter *reporter, const Token *token)
{
	switch (token->kind)
	{
		case TOKEN_SELF:
			return true;
		case TOKEN_AREA:
			return reporter->count == 0 || reporter->area == token->what;
		case TOKEN_GOVERNMENT:
			return token->what != GR_NONE &&
				(reporter->count == 0 || reporter->area == token->what || reporter->office);
		case TOKEN_OFFICE:
			return token->what != GR_NONE &&
				(reporter->office || (token->what > 0 && reporter->area == token->what));
		default:
			return false;
	}
}
