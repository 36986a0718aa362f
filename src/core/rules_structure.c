/*
 * rules_structure.c
 *		The rules structure.*: does the report have the form's sections, tables
 *		and edition, and do the sections hold what they must?
 */
#include "checking.h"
#include "chars.h"
#include "numbers.h"
#include "squeezed.h"

#include <string.h>

/* Section one has at most so many characters ([2021] No. 30, part one). */
#define OVERVIEW_CHARS_MAX 1000
/* First and last year of the reports that edition 2019 is for. */
#define FIRST_YEAR_2019 2019
#define LAST_YEAR_2019 2020

#define OVERVIEW 1
#define LAST_SECTION GR_FORM_SECTIONS

/* A table stands in the section of this number. */
#define TABLE_SECTION(table) ((int) (table) + 2)

/* A constant as a text. */
static GrText
text_of(const char *string)
{
	return (GrText) {string, strlen(string)};
}

/* Is the rule about this report's edition? */
static bool
is_of_edition(const GrChecking *checking, GrRuleId rule)
{
	return (gr_rules[rule].editions & gr_edition_mask(checking->report->edition)) != 0;
}

/* Has the report any cell of a table? */
static bool
has_table(const GrReport *report, GrTable table)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table == table && report->state[figure] != GR_ABSENT)
			return true;
	return false;
}

/* Has the report the section: its title, prose of it, or its table? */
static bool
has_section(const GrReport *report, int number)
{
	int			table = number - TABLE_SECTION(0);

	return gr_report_section(report, number) != NULL ||
		(table >= 0 && table < GR_TABLES && has_table(report, (GrTable) table));
}

/* The character at p, folded; 0 at the end. */
static uint32_t
character(const char *p, const char *end)
{
	uint32_t	c = 0;

	if (p < end)
		gr_next(p, &c);
	return gr_fold[c];
}

/* Does a mark or a word of a list stand there: 总体情况、主动公开情况和... */
static bool
is_of_list(uint32_t c)
{
	return c == 0x3001 /* 、 */ || c == ',' || c == ':' || c == 0x548C /* 和 */ ||
		c == 0x53CA /* 及 */ || c == 0x4E0E /* 与 */ || c == 0x7B49 /* 等 */ ||
		c == 0x62EC /* 括 */ || c == 0x7531 /* 由 */ || c == 0x5171 /* 共 */ ||
		c == 0x516D /* 六 */ || c == '"';
}

/*
 * Does a section's title stand somewhere in a text, though not found to be one,
 * as in a text all run together?  Lists of the sections are not meant.
 */
static bool
is_title_in(GrText text, const char *title, const GrArena *arena)
{
	const char *end;
	const char *behind;

	if (text.len == 0)
		return false;
	end = text.data + text.len;
	for (const char *p = text.data;
		 (p = gr_find_parted(p, end, title, arena, &behind)) != NULL; p = behind)
	{
		const char *before = gr_trim_lines(text.data, p);

		if (!is_of_list(before > text.data ? character(gr_previous(before), end) : 0) &&
			!is_of_list(character(gr_skip_blanks(behind, end), end)))
			return true;
	}
	return false;
}

/* The same in all texts of a report. */
static bool
is_title_anywhere(const GrChecking *checking, const char *title)
{
	const GrReport *report = checking->report;
	bool		found = is_title_in(report->preamble, title, checking->arena);

	for (int i = 0; i < report->nsections && !found; i++)
		found = is_title_in(report->sections[i].prose, title, checking->arena);
	return found;
}

/* Gives a failure in a section. */
static bool
fail_section(GrChecking *checking, GrRuleId rule, int section, GrText text)
{
	GrCheck    *check = gr_checking_begin(checking, rule);

	check->place = GR_PLACE_SECTION;
	check->section = section;
	check->text = text;
	return gr_checking_give(checking, GR_STATUS_FAIL);
}

/* structure.section_missing */
static bool
check_section_missing(GrChecking *checking)
{
	GrRuleId	rule = GR_RULE_structure_section_missing;
	bool		failed = false;

	if (!checking->has_texts)
		return gr_checking_whole(checking, rule, GR_STATUS_NOT_EVALUABLE);
	for (int number = 1; number <= GR_FORM_SECTIONS; number++)
		if (!has_section(checking->report, number) &&
			!is_title_anywhere(checking, gr_section_titles[number]))
		{
			failed = true;
			if (!fail_section(checking, rule, number, text_of(gr_section_titles[number])))
				return false;
		}
	return failed || gr_checking_whole(checking, rule, GR_STATUS_PASS);
}

/* ---------- order ---------- */

/* By how much the number a heading carries is off its section's. */
static int
number_off(const GrSection *section)
{
	GrEnumerator enumerator;

	if (section->heading.len == 0)
		return 0;
	gr_scan_enumerator(section->heading.data, section->heading.data + section->heading.len,
					   &enumerator);
	return enumerator.kind == GR_ENUM_NUMERAL ? enumerator.number - section->number : 0;
}

/* Did the reader find the section's title in another place than the form's? */
static bool
is_noted_out_of_order(const GrReport *report, int number)
{
	for (int i = 0; i < report->nnotes; i++)
		if (report->notes[i].code == GR_NOTE_SECTION_ORDER &&
			gr_text_equal(report->notes[i].raw, text_of(gr_section_titles[number])))
			return true;
	return false;
}

/*
 * structure.section_order.  Where one section is left out or put in, those behind
 * it carry on from a wrong number: the first of them is told.
 */
static bool
check_section_order(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrRuleId	rule = GR_RULE_structure_section_order;
	bool		failed = false;
	int			seen = 0;
	int			carried = 0;

	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];
		GrText		text = section->heading;
		int			off;

		if (section->number < 1 || section->number > GR_FORM_SECTIONS)
			continue;
		seen++;
		off = number_off(section);
		if (off == carried)
			off = 0;
		else
			carried = off;
		if (off == 0 && !is_noted_out_of_order(report, section->number))
			continue;
		failed = true;
		if (text.len == 0)
			text = text_of(gr_section_titles[section->number]);
		if (!fail_section(checking, rule, section->number, text))
			return false;
	}
	return failed ||
		gr_checking_whole(checking, rule, seen > 0 ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
}

/* ---------- tables and edition ---------- */

/* structure.table_missing */
static bool
check_table_missing(GrChecking *checking)
{
	GrRuleId	rule = GR_RULE_structure_table_missing;
	bool		failed = false;

	for (int table = 0; table < GR_TABLES; table++)
		if (!has_table(checking->report, (GrTable) table))
		{
			failed = true;
			if (!fail_section(checking, rule, TABLE_SECTION(table),
							  text_of(gr_section_titles[TABLE_SECTION(table)])))
				return false;
		}
	return failed || gr_checking_whole(checking, rule, GR_STATUS_PASS);
}

/* The edition that reports of a year are due in; else the one they are in. */
static int
due_edition(const GrReport *report)
{
	if (report->year > LAST_YEAR_2019)
		return 2021;
	return report->year >= FIRST_YEAR_2019 ? 2019 : report->edition;
}

/* What a report of an edition says that figures of another one stand in. */
static const char *
edition_words(const GrReport *report, int due)
{
	if (report->edition == due)
		return due == 2021 ?
			"the report has rows or columns of edition 2019 of the form beside those of edition 2021" :
			"the report has rows or columns of edition 2021 of the form beside those of edition 2019";
	return due == 2021 ?
		"the report uses edition 2019 of the form, which is for the reports of 2019 and 2020" :
		"the report uses edition 2021 of the form, which is for reports from 2021 on";
}

/*
 * structure.edition_mixed: figures that the edition due does not print.  With
 * none that only one edition prints, nothing tells which is used.
 */
static bool
check_edition_mixed(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrRuleId	rule = GR_RULE_structure_edition_mixed;
	int			due = due_edition(report);
	bool		tells = false;
	GrCheck    *check = gr_checking_begin(checking, rule);

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		/* a label out of place may have made an unreadable one */
		if (report->state[figure] == GR_ABSENT || report->state[figure] == GR_UNREADABLE ||
			gr_figures[figure].editions == GR_BOTH)
			continue;
		tells = true;
		if ((gr_figures[figure].editions & gr_edition_mask(due)) == 0)
			gr_checking_key(checking, figure);
	}
	if (check->nkeys == 0)
		return gr_checking_give(checking, tells ? GR_STATUS_PASS : GR_STATUS_NOT_EVALUABLE);
	check->text = text_of(edition_words(report, due));
	if (report->edition != due)
	{
		check->has_expected = check->has_actual = true;
		check->expected = due;
		check->actual = report->edition;
	}
	return gr_checking_give(checking, GR_STATUS_FAIL);
}

/* ---------- what sections hold ---------- */

/* structure.overview_length: characters are counted without blanks and line ends */
static bool
check_overview_length(GrChecking *checking)
{
	GrRuleId	rule = GR_RULE_structure_overview_length;
	const GrSection *overview = gr_report_section(checking->report, OVERVIEW);
	GrCheck    *check;
	long		count;

	if (!is_of_edition(checking, rule))
		return true;
	if (overview == NULL)
		return gr_checking_whole(checking, rule, GR_STATUS_NOT_EVALUABLE);
	count = gr_count_printed(overview->prose, checking->arena);
	check = gr_checking_begin(checking, rule);
	check->place = GR_PLACE_SECTION;
	check->section = OVERVIEW;
	check->has_expected = check->has_actual = true;
	check->expected = OVERVIEW_CHARS_MAX;
	check->actual = count;
	return gr_checking_give(checking, count > OVERVIEW_CHARS_MAX ? GR_STATUS_FAIL : GR_STATUS_PASS);
}

/* Does a text speak of fees? */
static bool
speaks_of_fees(GrText text, const GrArena *arena)
{
	static const char *const words[] = {
		"处理费", "收费", "费用", "公开费", "收取", "收缴", "缴费", "缴纳"
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (gr_says(text, words[i], arena))
			return true;
	return false;
}

/*
 * structure.fee_statement: section six says what was charged, be it nothing.
 * "None" alone does so only under a title that asks for it.
 */
static bool
check_fee_statement(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrRuleId	rule = GR_RULE_structure_fee_statement;
	bool		found = false;

	if (!is_of_edition(checking, rule))
		return true;
	if (gr_report_section(report, LAST_SECTION) == NULL)
		return gr_checking_whole(checking, rule, GR_STATUS_NOT_EVALUABLE);
	for (int i = 0; i < report->nsections && !found; i++)
		if (report->sections[i].number >= LAST_SECTION)
			found = speaks_of_fees(report->sections[i].prose, checking->arena) ||
				(report->sections[i].prose.len > 0 &&
				 speaks_of_fees(report->sections[i].heading, checking->arena));
	return found ? gr_checking_whole(checking, rule, GR_STATUS_PASS) :
		fail_section(checking, rule, LAST_SECTION, (GrText) {NULL, 0});
}

/* The rules structure.*, in the order of the catalogue. */
bool
gr_check_structure(GrChecking *checking)
{
	static const GrRuleCheck rules[] = {
		{GR_RULE_structure_section_missing, check_section_missing},
		{GR_RULE_structure_section_order, check_section_order},
		{GR_RULE_structure_table_missing, check_table_missing},
		{GR_RULE_structure_edition_mixed, check_edition_mixed},
		{GR_RULE_structure_overview_length, check_overview_length},
		{GR_RULE_structure_fee_statement, check_fee_statement}
	};

	gr_chars_init();
	return gr_checking_run(checking, rules, sizeof(rules) / sizeof(rules[0]));
}
