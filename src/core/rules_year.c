/*
 * rules_year.c
 *		The rules identity.year_*: whether the report says of which year it is, and
 *		says so everywhere.
 *
 * Compared are the title, the statistical period and the opening words.  Other
 * years stand in every report (last year's figures, documents, plans), so only
 * wordings that can mean nothing but this report's count.
 */
#include "chars.h"
#include "opening.h"
#include "years.h"

#include <stdio.h>
#include <string.h>

/* Between the two days of a period stand at most so many bytes. */
#define PERIOD_BYTES 60
/* Places that name another year, given at most. */
#define CONFLICTS_MAX 8

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* A constant as a text. */
static GrText
text_of(const char *string)
{
	return (GrText) {string, strlen(string)};
}

/* Where a report names its year, and what a message calls it. */
typedef enum YearPlace
{
	YEAR_OF_TITLE,
	YEAR_OF_PERIOD,
	YEAR_OF_OPENING,
	YEAR_OF_FIRST_WORDS,
	YEAR_PLACES
} YearPlace;

static const char *const year_places[YEAR_PLACES] = {
	"the title", "the statistical period", "the opening sentence", "the beginning of section 1"
};

/* What is found of years while a report is looked through. */
typedef struct Years
{
	GrChecking *checking;
	int			section;		/* whose prose is looked at, or 0: the preamble */
	int			named;			/* places that name a year */
	int			conflicts;
	int			kind[YEAR_PLACES];	/* conflicts by place */
	bool		more;			/* the receiver wants more */
} Years;

/* A place names a year: a failure if it is not the report's. */
static void
name_year(Years *years, int year, YearPlace place, long offset)
{
	GrChecking *checking = years->checking;
	GrCheck    *check;

	years->named++;
	if (year == checking->report->year || !years->more || years->conflicts >= CONFLICTS_MAX)
		return;
	years->conflicts++;
	check = gr_checking_begin(checking, GR_RULE_identity_year_conflict);
	if (years->section > 0)
	{
		check->place = GR_PLACE_SECTION;
		check->section = years->section;
		check->offset = offset;
	}
	check->has_expected = check->has_actual = true;
	check->expected = checking->report->year;
	check->actual = year;
	check->text = text_of(year_places[place]);
	check->detail = years->kind[place]++ * YEAR_PLACES + (int) place;
	years->more = gr_checking_give(checking, GR_STATUS_FAIL);
}

/* Behind what stands between a period's first day and 12月31日; NULL if other. */
static const char *
last_day(const char *p, const char *end, const char **month)
{
	static const char *const days[] = {"12月31日", "十二月三十一日"};
	static const char *const links[] = {"至", "到", "-", "—", "－", "–", "~", "～", "―"};
	const char *limit = end - p > PERIOD_BYTES ? p + PERIOD_BYTES : end;
	const char *stop = gr_sentence_end(p, end);

	if (stop < limit)
		limit = stop;
	for (size_t i = 0; i < COUNT(days); i++)
	{
		*month = p < limit ? gr_find(p, limit, days[i]) : NULL;
		if (*month != NULL)
			return gr_has_any(p, *month, links, COUNT(links)) ? *month + strlen(days[i]) : NULL;
	}
	return NULL;
}

/*
 * The statistical periods: 统计期限自某年1月1日起至某年12月31日止.  Other spans
 * of time, of a plan or a campaign, are not called so.
 */
static void
find_periods(Years *years, const GrSqueezed *text)
{
	static const char *const first_days[] = {"年1月1日", "年01月01日", "年一月一日"};
	static const char *const called[] = {"统计", "报告期", "本报告"};
	const char *end = text->data + text->len;

	for (size_t i = 0; i < COUNT(first_days); i++)
		for (const char *p = text->data;
			 p < end && (p = gr_find(p, end, first_days[i])) != NULL; p += strlen(first_days[i]))
		{
			const char *from;
			const char *to;
			const char *month;
			int			first = gr_year_before(text->data, p, &from);
			int			last = first;

			if (first == 0 || last_day(p + strlen(first_days[i]), end, &month) == NULL ||
				!gr_has_any(gr_sentence_start(text->data, from), from, called, COUNT(called)))
				continue;
			if (gr_ends_with(p, month, "年"))
				last = gr_year_before(p, month - strlen("年"), &to);
			/* several years are no reporting period */
			if (last == 0 || last < first - 1 || last > first + 1)
				continue;
			name_year(years, first != years->checking->report->year ? first : last,
					  YEAR_OF_PERIOD, gr_squeezed_offset(text, from));
		}
}

/* Does a text name the year in figures anywhere? */
static bool
names_year(const char *p, const char *end, int year)
{
	char		digits[16];

	snprintf(digits, sizeof(digits), "%d", year);
	return p < end && gr_find(p, end, digits) != NULL;
}

/*
 * The opening words: 现公布某机关某年政府信息公开工作年度报告, 现将某年政府信息
 * 公开情况报告如下.  What was published in the course of the year is told
 * otherwise (公布了某年度报告) and does not count.
 */
static void
find_openings(Years *years, const GrSqueezed *text, size_t len)
{
	int			report_year = years->checking->report->year;
	const char *end = gr_squeezed_start(text, len);

	for (size_t i = 0; gr_announcing[i] != NULL; i++)
		for (const char *p = text->data;
			 p < end && (p = gr_find(p, end, gr_announcing[i])) != NULL;
			 p += strlen(gr_announcing[i]))
		{
			const char *stop = gr_announcement_end(p, end);
			const char *from;
			const char *to;
			int			year = gr_announced_year(p, stop, &from, &to);

			if (year == 0)
				continue;
			if (names_year(p, stop, report_year))
				year = report_year;
			name_year(years, year, YEAR_OF_OPENING, gr_squeezed_offset(text, from));
		}
}

/* Does a clause about the year begin behind it: 2022年， or 2022年我镇? */
static bool
begins_clause(const char *to, const char *end)
{
	uint32_t	c;

	if (to >= end)
		return false;
	gr_next(to, &c);
	return gr_fold[c] == ',' || c == 0x6211 /* 我 */ ;
}

/*
 * Section one that begins with the year before and never comes to the report's:
 * last year's text.
 */
static void
find_first_words(Years *years, const GrSqueezed *text)
{
	const char *end = text->data + text->len;
	const char *from;
	const char *to;
	int			report_year = years->checking->report->year;
	int			year = gr_find_year(text->data, end, false, &from, &to);

	if (year == 0 || from != text->data || !begins_clause(to, end))
		return;
	/* a text that was cut, or looks back before it comes to its year */
	if (year != report_year &&
		(year != report_year - 1 || names_year(text->data, end, report_year) ||
		 text->source.len > GR_SQUEEZED_BYTES ||
		 gr_find(text->data, end, "本年") != NULL || gr_find(text->data, end, "今年") != NULL))
		return;
	name_year(years, year, YEAR_OF_FIRST_WORDS, gr_squeezed_offset(text, from));
}

/* identity.year_missing */
bool
gr_check_year_missing(GrChecking *checking)
{
	GrStatus	status = checking->report->year != 0 ? GR_STATUS_PASS :
		checking->has_texts ? GR_STATUS_FAIL : GR_STATUS_NOT_EVALUABLE;

	return gr_checking_whole(checking, GR_RULE_identity_year_missing, status);
}

/* identity.year_conflict: title, period and opening words, place by place */
bool
gr_check_year_conflict(GrChecking *checking)
{
	const GrReport *report = checking->report;
	Years		years = {.checking = checking, .more = true};
	GrSqueezed	text;
	const char *from;
	const char *to;
	int			year;

	if (report->year != 0)
	{
		gr_squeeze(report->title, false, &text);
		year = gr_find_year(text.data, text.data + text.len, true, &from, &to);
		if (year != 0)
			name_year(&years, year, YEAR_OF_TITLE, 0);
		/* above the lead-in may stand anything */
		gr_squeeze(report->preamble, true, &text);
		find_periods(&years, &text);
		find_openings(&years, &text, text.len);
		years.section = 1;
		gr_squeeze(gr_section_prose(report, 1), false, &text);
		find_periods(&years, &text);
		find_openings(&years, &text, GR_OPENING_BYTES);
		find_first_words(&years, &text);
	}
	if (!years.more)
		return false;
	return years.conflicts > 0 ||
		gr_checking_whole(checking, GR_RULE_identity_year_conflict,
						  years.named > 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
}
