/*
 * rules_authority.c
 *		The rules identity.authority_*: whether the report says of which body it is,
 *		and names no other one as its writer.
 *
 * Other bodies stand in every report (that which gave the order, departments,
 * websites), so only wordings that can mean nothing but the writer count.
 */
#include "bodies.h"
#include "chars.h"
#include "opening.h"

#include <string.h>

/* A body's name has so many characters. */
#define NAME_CHARS_MIN 4
#define NAME_CHARS_MAX 30

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

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
		gr_has_any(name.data, name.data + name.len, no_names, COUNT(no_names)))
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
		   p - from < GR_SENTENCE_BYTES)
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

			while (stop < end && gr_kind_at(stop) == GR_CHAR_WORD && stop - from < GR_SENTENCE_BYTES)
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
	for (size_t i = 0; gr_announcing[i] != NULL; i++)
		for (const char *p = start; p < end && (p = gr_find(p, end, gr_announcing[i])) != NULL;
			 p += strlen(gr_announcing[i]))
		{
			const char *from;
			const char *to;
			const char *name_at = p + strlen(gr_announcing[i]);
			const char *stop = gr_announcement_end(p, end);
			GrText		name;

			if (gr_announced_year(name_at, stop, &from, &to) == 0)
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
	const char *end = gr_squeezed_start(text, len);

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
bool
gr_check_authority_missing(GrChecking *checking)
{
	GrStatus	status = checking->report->authority.len > 0 ? GR_STATUS_PASS :
		checking->has_texts ? GR_STATUS_FAIL : GR_STATUS_NOT_EVALUABLE;

	return gr_checking_whole(checking, GR_RULE_identity_authority_missing, status);
}

/* identity.authority_conflict */
bool
gr_check_authority_conflict(GrChecking *checking)
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
		gr_squeeze(gr_section_prose(report, 1), false, &text);
		if (!failed && !compare_bodies(checking, &text, GR_OPENING_BYTES, 1, &failed, &named))
			return false;
	}
	return failed ||
		gr_checking_whole(checking, GR_RULE_identity_authority_conflict,
						  named > 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
}
