/*
 * opening.c
 *		The opening words of a report (see opening.h).
 */
#include "opening.h"

#include "chars.h"
#include "years.h"

#include <string.h>

/* Begins a text the report is announced with: 现公布..., 现将...如下. */
const char *const gr_announcing[] = {
	"现将", "现就", "现公布", "现发布", "现向社会公布", "现予公布", "现予以公布", "特向社会公布",
	"现面向社会公布", "现编制", "特编制", NULL
};

/* The prose of a section, or none. */
GrText
gr_section_prose(const GrReport *report, int number)
{
	const GrSection *section = gr_report_section(report, number);

	return section == NULL ? (GrText) {NULL, 0} : section->prose;
}

/* The end of so many bytes of a squeezed text, at a character's start. */
const char *
gr_squeezed_start(const GrSqueezed *text, size_t len)
{
	const char *end = text->data + (text->len < len ? text->len : len);

	while (end < text->data + text->len && ((unsigned char) *end & 0xC0) == 0x80)
		end++;
	return end;
}

/* The end of the sentence p is in. */
const char *
gr_sentence_end(const char *p, const char *end)
{
	const char *limit = end - p > GR_SENTENCE_BYTES ? p + GR_SENTENCE_BYTES : end;

	while (p < limit && gr_kind_at(p) != GR_CHAR_STOP)
	{
		uint32_t	c;

		p = gr_next(p, &c);
	}
	return p < end ? p : end;
}

/* The same, or a colon before it: what follows 如下 is not announced any more. */
const char *
gr_announcement_end(const char *p, const char *end)
{
	const char *stop = gr_sentence_end(p, end);

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
const char *
gr_sentence_start(const char *start, const char *p)
{
	const char *limit = p - start > GR_SENTENCE_BYTES ? p - GR_SENTENCE_BYTES : start;

	while (p > limit && gr_kind_at(gr_previous(p)) != GR_CHAR_STOP)
		p = gr_previous(p);
	return p;
}

/* Does one of the words stand from p to end? */
bool
gr_has_any(const char *p, const char *end, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (p < end && gr_find(p, end, words[i]) != NULL)
			return true;
	return false;
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
	for (size_t i = 0; i < sizeof(goes_on) / sizeof(goes_on[0]); i++)
		if (gr_behind_word(to, end, goes_on[i]) != NULL)
			return false;
	return true;
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

/*
 * The year of what is announced from p to stop, a report on disclosure, in one
 * clause; 0 if it is something else, such as another document by its title.
 */
int
gr_announced_year(const char *p, const char *stop, const char **from, const char **to)
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
