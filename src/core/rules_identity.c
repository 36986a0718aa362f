/*
 * rules_identity.c
 *		The rules identity.*: of which body and year the report says it is, and
 *		whether it says so everywhere.
 *
 * The report's year and body are compared with what its texts name: the title,
 * the statistical period and the opening words.  Other years and bodies stand
 * in every report (last year's figures, documents, the body that gave the
 * order), so only wordings that can mean nothing but this report count.
 */
#include "bodies.h"
#include "chars.h"
#include "checking.h"
#include "squeezed.h"
#include "years.h"

#include <stdio.h>
#include <string.h>

/* The opening words are looked for in so many bytes of section one. */
#define OPENING_BYTES 2000
/* A sentence of the opening words has at most so many bytes. */
#define SENTENCE_BYTES 400
/* Between the two days of a period stand at most so many bytes. */
#define PERIOD_BYTES 60
/* A body's name has so many characters. */
#define NAME_CHARS_MIN 4
#define NAME_CHARS_MAX 30
/* Places that name another year, given at most. */
#define CONFLICTS_MAX 8

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* ---------- texts ---------- */

/* A constant as a text. */
static GrText
text_of(const char *string)
{
	return (GrText) {string, strlen(string)};
}

/* The prose of a section, or none. */
static GrText
prose_of(const GrReport *report, int number)
{
	const GrSection *section = gr_report_section(report, number);

	return section == NULL ? (GrText) {NULL, 0} : section->prose;
}

/* The end of so many bytes of a squeezed text, at a character's start. */
static const char *
first_bytes(const GrSqueezed *text, size_t len)
{
	const char *end = text->data + (text->len < len ? text->len : len);

	while (end < text->data + text->len && ((unsigned char) *end & 0xC0) == 0x80)
		end++;
	return end;
}

/* The end of the sentence p is in. */
static const char *
sentence_end(const char *p, const char *end)
{
	const char *limit = end - p > SENTENCE_BYTES ? p + SENTENCE_BYTES : end;

	while (p < limit && gr_kind_at(p) != GR_CHAR_STOP)
	{
		uint32_t	c;

		p = gr_next(p, &c);
	}
	return p < end ? p : end;
}

/* The same, or a colon before it: what follows 如下 is not announced any more. */
static const char *
announcement_end(const char *p, const char *end)
{
	const char *stop = sentence_end(p, end);

	while (p < stop)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);

		if (gr_fold[c] == ':')
			return p;
		p = next;
	}
	return stop;
}

/* Where the sentence that goes on to p begins. */
static const char *
sentence_start(const char *start, const char *p)
{
	const char *limit = p - start > SENTENCE_BYTES ? p - SENTENCE_BYTES : start;

	while (p > limit && gr_kind_at(gr_previous(p)) != GR_CHAR_STOP)
		p = gr_previous(p);
	return p;
}

/* Does one of the words stand from p to end? */
static bool
has_any(const char *p, const char *end, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (p < end && gr_find(p, end, words[i]) != NULL)
			return true;
	return false;
}

/* ---------- years ---------- */

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
	const char *stop = sentence_end(p, end);

	if (stop < limit)
		limit = stop;
	for (size_t i = 0; i < COUNT(days); i++)
	{
		*month = p < limit ? gr_find(p, limit, days[i]) : NULL;
		if (*month != NULL)
			return has_any(p, *month, links, COUNT(links)) ? *month + strlen(days[i]) : NULL;
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
				!has_any(sentence_start(text->data, from), from, called, COUNT(called)))
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

/* Is it a year of its own: not a day's, not one something lasts since? */
static bool
is_plain_year(const char *to, const char *end)
{
	static const char *const goes_on[] = {
		"以来", "底", "末", "初", "起", "至", "到", "前", "-", "—", "、", "和", "与", "及"
	};
	uint32_t	c;

	if (to >= end)
		return false;
	gr_next(to, &c);
	if (gr_kind[c] == GR_CHAR_DIGIT || gr_numeral(c) >= 0)
		return false;
	for (size_t i = 0; i < COUNT(goes_on); i++)
		if (gr_behind_word(to, end, goes_on[i]) != NULL)
			return false;
	return true;
}

/* Does a text name the year in figures anywhere? */
static bool
names_year(const char *p, const char *end, int year)
{
	char		digits[16];

	snprintf(digits, sizeof(digits), "%d", year);
	return p < end && gr_find(p, end, digits) != NULL;
}

/* Does a title in quotes go on from p, that is none of an annual report? */
static bool
is_quoted(const char *p, const char *end)
{
	const char *close = gr_find(p, end, "》");
	const char *open = gr_find(p, end, "《");

	return close != NULL && (open == NULL || close < open) &&
		gr_find(p, close, "年度报告") == NULL;
}

/* Begins a text the report is announced with: 现公布..., 现将...如下. */
static const char *const announcing[] = {
	"现将", "现就", "现公布", "现发布", "现向社会公布", "现予公布", "现予以公布", "特向社会公布",
	"现面向社会公布", "现编制", "特编制"
};

/*
 * The year of what is announced from p to stop, a report on disclosure, in one
 * clause; 0 if it is something else, such as another document by its title.
 */
static int
announced_year(const char *p, const char *stop, const char **from, const char **to)
{
	int			year = gr_find_year(p, stop, false, from, to);
	const char *about;

	if (year == 0 || !is_plain_year(*to, stop))
		return 0;
	about = gr_find(*to, stop, "公开");
	if (about == NULL || gr_find(about, stop, "报告") == NULL ||
		memchr(*to, ',', (size_t) (about - *to)) != NULL ||
		gr_find(*to, about, "，") != NULL || is_quoted(*to, stop))
		return 0;
	return year;
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
	const char *end = first_bytes(text, len);

	for (size_t i = 0; i < COUNT(announcing); i++)
		for (const char *p = text->data;
			 p < end && (p = gr_find(p, end, announcing[i])) != NULL;
			 p += strlen(announcing[i]))
		{
			const char *stop = announcement_end(p, end);
			const char *from;
			const char *to;
			int			year = announced_year(p, stop, &from, &to);

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
static bool
check_year_missing(GrChecking *checking)
{
	GrStatus	status = checking->report->year != 0 ? GR_STATUS_PASS :
		checking->has_texts ? GR_STATUS_FAIL : GR_STATUS_NOT_EVALUABLE;

	return gr_checking_whole(checking, GR_RULE_identity_year_missing, status);
}

/* identity.year_conflict: title, period and opening words, place by place */
static bool
check_year_conflict(GrChecking *checking)
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
		gr_squeeze(prose_of(report, 1), false, &text);
		find_periods(&years, &text);
		find_openings(&years, &text, OPENING_BYTES);
		find_first_words(&years, &text);
	}
	if (!years.more)
		return false;
	return years.conflicts > 0 ||
		gr_checking_whole(checking, GR_RULE_identity_year_conflict,
						  years.named > 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
}

/* ---------- bodies ---------- */

/* Words no body's name has: a phrase with one of them is none. */
static const char *const no_names[] = {
	"根据", "按照", "依据", "依照", "要求", "规定", "条例", "公开", "报告", "年", "我", "本", "该", "以及",
	"精神", "网站", "通知", "结合", "实际", "认真", "编制", "情况", "单位", "其他", "有关", "相关", "各", "并",
	"已", "对", "是", "会同", "联合", "配合", "协助", "指导", "委托", "共同"
};

/* Drops words that stand around a body's name. */
static GrText
trim_name(GrText name)
{
	static const char *const before[] = {
		"要求", "规定", "精神", "通知", "部署", "安排", "实际", "现由", "由", "现将", "现", "特", "《"
	};
	static const char *const behind[] = {
		"特此", "特", "现", "负责", "组织", "牵头", "汇总", "统一", "认真", "研究", "的", "关于", "《"
	};
	bool		again = true;

	for (size_t i = 0; i < COUNT(before); i++)
	{
		const char *end = name.data + name.len;
		const char *at = name.data;

		/* single characters only at the very beginning */
		if (strlen(before[i]) <= strlen("由"))
			at = gr_behind_word(at, end, before[i]);
		else if ((at = gr_find(at, end, before[i])) != NULL)
			at += strlen(before[i]);
		if (at != NULL)
			name = (GrText) {at, (size_t) (end - at)};
	}
	while (again)
	{
		again = false;
		for (size_t i = 0; i < COUNT(behind); i++)
			if (gr_ends_with(name.data, name.data + name.len, behind[i]))
			{
				name.len -= strlen(behind[i]);
				again = true;
			}
	}
	return name;
}

/* Is it one body's name and nothing else? */
static bool
is_name(GrText name)
{
	size_t		chars = gr_count_chars(name.data, name.data + name.len);

	if (chars < NAME_CHARS_MIN || chars > NAME_CHARS_MAX ||
		has_any(name.data, name.data + name.len, no_names, COUNT(no_names)))
		return false;
	for (const char *p = name.data; p < name.data + name.len;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] != GR_CHAR_WORD)
			return false;
	}
	return true;
}

/* The phrase that ends at p: back to a mark of any kind. */
static GrText
phrase_before(const char *start, const char *p)
{
	const char *from = p;

	while (from > start && gr_kind_at(gr_previous(from)) == GR_CHAR_WORD &&
		   p - from < SENTENCE_BYTES)
		from = gr_previous(from);
	return (GrText) {from, (size_t) (p - from)};
}

/* 某机关编制本报告: the body, or none. */
static GrText
find_writer_before(const char *start, const char *end)
{
	static const char *const writing[] = {
		"编制本报告", "编制了本报告", "编制完成本报告", "编制完成了本报告", "编制本年度报告",
		"编制了本年度报告", "编制此报告", "编写本报告", "编写了本报告", "撰写本报告", "制作本报告"
	};

	for (size_t i = 0; i < COUNT(writing); i++)
		for (const char *p = start; p < end && (p = gr_find(p, end, writing[i])) != NULL;
			 p += strlen(writing[i]))
		{
			GrText		name = trim_name(phrase_before(start, p));

			if (is_name(name))
				return name;
		}
	return (GrText) {NULL, 0};
}

/* 本报告由某机关根据...编制: the body, or none. */
static GrText
find_writer_behind(const char *start, const char *end)
{
	static const char *const by[] = {"本报告由", "本年度报告由", "本年报由"};
	static const char *const then[] = {"根据", "按照", "依据", "依照", "编制", "编写", "负责", "组织", "汇总"};

	for (size_t i = 0; i < COUNT(by); i++)
		for (const char *p = start; p < end && (p = gr_find(p, end, by[i])) != NULL;
			 p += strlen(by[i]))
		{
			const char *from = p + strlen(by[i]);
			const char *stop = from;
			GrText		name;

			while (stop < end && gr_kind_at(stop) == GR_CHAR_WORD && stop - from < SENTENCE_BYTES)
			{
				uint32_t	c;

				stop = gr_next(stop, &c);
			}
			/* up to the first of what it does */
			for (size_t j = 0; j < COUNT(then); j++)
			{
				const char *at = from < stop ? gr_find(from, stop, then[j]) : NULL;

				if (at != NULL)
					stop = at;
			}
			name = trim_name((GrText) {from, (size_t) (stop - from)});
			if (is_name(name))
				return name;
		}
	return (GrText) {NULL, 0};
}

/* 现公布某机关某年政府信息公开工作年度报告: the body, or none. */
static GrText
find_announced(const char *start, const char *end)
{
	for (size_t i = 0; i < COUNT(announcing); i++)
		for (const char *p = start; p < end && (p = gr_find(p, end, announcing[i])) != NULL;
			 p += strlen(announcing[i]))
		{
			const char *from;
			const char *to;
			const char *name_at = p + strlen(announcing[i]);
			const char *stop = announcement_end(p, end);
			GrText		name;

			if (announced_year(name_at, stop, &from, &to) == 0)
				continue;
			name = trim_name((GrText) {name_at, (size_t) (from - name_at)});
			if (is_name(name))
				return name;
		}
	return (GrText) {NULL, 0};
}

/* A number for a name, so that a fault of another name is another one. */
static int
number_of(GrText name)
{
	uint32_t	number = 0;

	for (size_t i = 0; i < name.len; i++)
		number = number * 31 + (unsigned char) name.data[i];
	return (int) (number & 0x7FFFFFFF);
}

/* A text of its own for a failure, or that of the report if there is no memory. */
static GrText
keep(const GrChecking *checking, GrText text)
{
	char	   *copy = checking->arena->alloc(checking->arena->context, text.len);

	return copy == NULL ? (GrText) {NULL, 0} : (GrText) {memcpy(copy, text.data, text.len), text.len};
}

/* Compares the bodies that the opening words of a text name; counts them. */
static bool
compare_bodies(GrChecking *checking, const GrSqueezed *text, size_t len, int section,
			   bool *failed, int *named)
{
	typedef GrText (*Find) (const char *start, const char *end);
	static const Find finds[] = {find_writer_behind, find_writer_before, find_announced};
	const char *end = first_bytes(text, len);

	for (size_t i = 0; i < COUNT(finds) && !*failed; i++)
	{
		GrText		name = finds[i](text->data, end);
		GrCheck    *check;

		if (name.len == 0)
			continue;
		++*named;
		if (!gr_bodies_differ(checking->report->authority, name))
			continue;
		*failed = true;
		check = gr_checking_begin(checking, GR_RULE_identity_authority_conflict);
		if (section > 0)
		{
			check->place = GR_PLACE_SECTION;
			check->section = section;
			check->offset = gr_squeezed_offset(text, name.data);
		}
		check->text = keep(checking, name);
		check->detail = number_of(name);
		return gr_checking_give(checking, GR_STATUS_FAIL);
	}
	return true;
}

/* identity.authority_missing */
static bool
check_authority_missing(GrChecking *checking)
{
	GrStatus	status = checking->report->authority.len > 0 ? GR_STATUS_PASS :
		checking->has_texts ? GR_STATUS_FAIL : GR_STATUS_NOT_EVALUABLE;

	return gr_checking_whole(checking, GR_RULE_identity_authority_missing, status);
}

/* identity.authority_conflict */
static bool
check_authority_conflict(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrSqueezed	text;
	bool		failed = false;
	int			named = 0;

	if (report->authority.len > 0)
	{
		gr_squeeze(report->preamble, true, &text);
		if (!compare_bodies(checking, &text, text.len, 0, &failed, &named))
			return false;
		gr_squeeze(prose_of(report, 1), false, &text);
		if (!failed && !compare_bodies(checking, &text, OPENING_BYTES, 1, &failed, &named))
			return false;
	}
	return failed ||
		gr_checking_whole(checking, GR_RULE_identity_authority_conflict,
						  named > 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
}

/* The rules identity.*, in the order of the catalogue. */
bool
gr_check_identity(GrChecking *checking)
{
	static const GrRuleCheck rules[] = {
		{GR_RULE_identity_year_missing, check_year_missing},
		{GR_RULE_identity_year_conflict, check_year_conflict},
		{GR_RULE_identity_authority_missing, check_authority_missing},
		{GR_RULE_identity_authority_conflict, check_authority_conflict}
	};

	gr_chars_init();
	return gr_checking_run(checking, rules, sizeof(rules) / sizeof(rules[0]));
}
