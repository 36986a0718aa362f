/*
 * test_rules_text.c
 *		The rules that read texts and names: structure, identity, plausibility.
 *		Reports are drafted, written without the marks of canonical text, read,
 *		and checked.
 */
#include "checked.h"

#include "bodies.h"
#include "squeezed.h"

#include <stdlib.h>

#define SECTIONS GR_FORM_SECTIONS

/* A report to be written; NULL where the form's or the usual words do. */
typedef struct Draft
{
	const char *title;
	const char *preamble;
	const char *heading[SECTIONS + 1];
	const char *prose[SECTIONS + 1];
	bool		left_out[SECTIONS + 1];
	int			order[SECTIONS];
	GrReport	figures;
} Draft;

static MallocArena memory;
static GrReading reading;

/* A draft in which all is well, of the year 2023 (or of 2020, in edition 2019). */
static Draft *
draft_of(int edition)
{
	static Draft draft;

	memset(&draft, 0, sizeof(draft));
	draft.title = edition == 2021 ? "云川县人民政府2023年政府信息公开工作年度报告" :
		"云川县人民政府2020年政府信息公开工作年度报告";
	draft.preamble = edition == 2021 ?
		"本报告由云川县人民政府办公室编制。统计期限自2023年1月1日起至2023年12月31日止。" :
		"本报告由云川县人民政府办公室编制。统计期限自2020年1月1日起至2020年12月31日止。";
	draft.prose[1] = "全县公开信息十余条。";
	draft.prose[5] = "解读形式单一，将增加图解。";
	draft.prose[6] = "全年未收取信息处理费。";
	for (int i = 0; i < SECTIONS; i++)
		draft.order[i] = i + 1;
	gr_report_init(&draft.figures, edition);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & gr_edition_mask(edition))
			draft.figures.state[i] = GR_NUMBER;
	return &draft;
}

/* Adds a report's canonical text without the lines that say it is canonical. */
static void
add_plain(const GrReport *report, GrBuffer *out)
{
	GrBuffer	text;

	gr_buffer_init(&text, &memory.arena, 0);
	gr_write_text(report, &text);
	for (size_t i = 0; i < text.len;)
	{
		const char *eol = memchr(text.data + i, '\n', text.len - i);
		size_t		len = (eol == NULL ? text.len : (size_t) (eol - text.data) + 1) - i;

		if (text.data[i] != '#')
			gr_buffer_add(out, text.data + i, len);
		i += len;
	}
}

/* Adds a section with its table. */
static void
add_section(const Draft *draft, int number, GrBuffer *out)
{
	static GrReport piece;

	gr_report_init(&piece, draft->figures.edition);
	piece.nsections = 1;
	piece.sections[0].number = number;
	if (draft->heading[number] != NULL)
		piece.sections[0].heading = text_of(draft->heading[number]);
	if (draft->prose[number] != NULL)
		piece.sections[0].prose = text_of(draft->prose[number]);
	for (int i = 0; i < GR_FIGURES; i++)
		if ((int) gr_figures[i].table == number - 2)
		{
			piece.state[i] = draft->figures.state[i];
			piece.value[i] = draft->figures.value[i];
		}
	add_plain(&piece, out);
}

/* Writes a draft, and reads it. */
static const GrReport *
read_draft(const Draft *draft)
{
	GrBuffer	text;
	GrError		error;

	malloc_arena_reset(&memory);
	gr_buffer_init(&text, &memory.arena, 0);
	gr_buffer_printf(&text, "%s\n%s\n", draft->title, draft->preamble);
	for (int i = 0; i < SECTIONS; i++)
		if (!draft->left_out[draft->order[i]])
			add_section(draft, draft->order[i], &text);
	CHECK(gr_read(text.data, text.len, &memory.arena, &reading, &error), "%s", error.message);
	return &reading.report;
}

/* All checks of a draft. */
static const CheckedList *
check_draft(const Draft *draft)
{
	return check_report(read_draft(draft), GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
}

/* How many checks of a rule a list has, if all of them have the status; else -1. */
static int
count_rule(const CheckedList *list, GrRuleId rule, GrStatus status)
{
	int			count = 0;

	for (int i = 0; i < list->count; i++)
		if (list->checks[i].check.rule == rule)
		{
			if (list->checks[i].check.status != status)
				return -1;
			count++;
		}
	return count;
}

/* One check of a rule, with this status. */
static const Checked *
expect(const CheckedList *list, GrRuleId rule, GrStatus status, const char *what)
{
	const Checked *checked = find_rule(list, rule, 0);

	CHECK(count_rule(list, rule, status) == 1, "%s: %s is %s, not %s", what, gr_rules[rule].name,
		  checked == NULL ? "not given" : gr_status_name(checked->check.status),
		  gr_status_name(status));
	return checked;
}

/* Where and how a failure is told. */
static void
expect_words(const Checked *checked, const char *location, const char *message)
{
	if (checked == NULL)
		return;
	CHECK(strcmp(checked->location, location) == 0, "at %s, not %s", checked->location, location);
	CHECK(strcmp(checked->message, message) == 0, "\"%s\", not \"%s\"", checked->message, message);
}

/* In a report in which all is well every rule passes, in both editions. */
static void
test_all_well(void)
{
	for (int edition = 2019; edition <= 2021; edition += 2)
	{
		const CheckedList *list = check_draft(draft_of(edition));
		int			previous = -1;

		CHECK(list->report->edition == edition, "edition %d", list->report->edition);
		for (int i = 0; i < list->count; i++)
		{
			const GrCheck *check = &list->checks[i].check;

			CHECK((int) check->rule >= previous, "%s out of order", gr_rules[check->rule].name);
			previous = check->rule;
			CHECK(check->status == GR_STATUS_PASS || check->rule >= GR_RULE_narrative_received,
				  "%s: %s", gr_rules[check->rule].name, list->checks[i].message);
		}
		for (int rule = GR_RULE_proactive_regulations_competence;
			 rule <= GR_RULE_identity_authority_conflict; rule++)
			CHECK(count_rule(list, (GrRuleId) rule, GR_STATUS_PASS) ==
				  ((gr_rules[rule].editions & gr_edition_mask(edition)) != 0),
				  "%s in edition %d", gr_rules[rule].name, edition);
	}
}

/* A report of figures alone: what needs texts cannot be evaluated. */
static void
test_figures_alone(void)
{
	static const GrRuleId rules[] = {
		GR_RULE_structure_section_missing, GR_RULE_structure_section_order,
		GR_RULE_structure_overview_length, GR_RULE_structure_fee_statement,
		GR_RULE_identity_year_missing, GR_RULE_identity_year_conflict,
		GR_RULE_identity_authority_missing, GR_RULE_identity_authority_conflict
	};
	GrReport   *report = &draft_of(2021)->figures;
	const CheckedList *list = check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		expect(list, rules[i], GR_STATUS_NOT_EVALUABLE, "figures alone");
	expect(list, GR_RULE_structure_table_missing, GR_STATUS_PASS, "figures alone");
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_PASS, "figures alone");
	report->year = 2023;
	list = check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	expect(list, GR_RULE_identity_year_missing, GR_STATUS_PASS, "a year alone");
	expect(list, GR_RULE_identity_year_conflict, GR_STATUS_NOT_EVALUABLE, "a year alone");
}

/* ---------- structure ---------- */

static void
test_sections(void)
{
	Draft	   *draft = draft_of(2021);
	const CheckedList *list;

	draft->left_out[5] = true;
	list = check_draft(draft);
	expect_words(expect(list, GR_RULE_structure_section_missing, GR_STATUS_FAIL, "no section five"),
				 "section 5", "section 5 is missing: 存在的主要问题及改进情况");
	expect(list, GR_RULE_structure_section_order, GR_STATUS_PASS, "no section five");

	/* two are missing, two failures */
	draft->left_out[6] = true;
	list = check_draft(draft);
	CHECK(count_rule(list, GR_RULE_structure_section_missing, GR_STATUS_FAIL) == 2, "two sections");
	expect(list, GR_RULE_structure_fee_statement, GR_STATUS_NOT_EVALUABLE, "no section six");

	/* other words for the titles, no prose: all there */
	draft = draft_of(2021);
	draft->heading[1] = "一、概述";
	draft->heading[4] = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况";
	draft->heading[5] = "五、存在的主要问题和改进措施";
	draft->prose[5] = NULL;
	list = check_draft(draft);
	expect(list, GR_RULE_structure_section_missing, GR_STATUS_PASS, "other titles");
	expect(list, GR_RULE_structure_section_order, GR_STATUS_PASS, "other titles");

	/* a lead-in that lists the sections replaces none of them */
	draft = draft_of(2021);
	draft->preamble = "本报告包括总体情况、主动公开政府信息情况、存在的主要问题及改进情况和"
		"其他需要报告的事项等六个部分。";
	draft->left_out[5] = true;
	expect(check_draft(draft), GR_RULE_structure_section_missing, GR_STATUS_FAIL, "a list");

	/* a title in the middle of a line was not found, but is there */
	draft = draft_of(2021);
	draft->left_out[6] = true;
	draft->prose[5] = "解读形式单一，图解仅5篇。 其他需要报\n告的事项 无";
	expect(check_draft(draft), GR_RULE_structure_section_missing, GR_STATUS_PASS, "run together");
}

static void
test_section_order(void)
{
	Draft	   *draft = draft_of(2021);
	const CheckedList *list;

	draft->order[3] = 5;
	draft->order[4] = 4;
	list = check_draft(draft);
	expect_words(expect(list, GR_RULE_structure_section_order, GR_STATUS_FAIL, "5 before 4"),
				 "section 4", "section 4 has another number or place than on the form: "
				 "政府信息公开行政复议、行政诉讼情况");
	expect(list, GR_RULE_structure_section_missing, GR_STATUS_PASS, "5 before 4");

	draft = draft_of(2021);
	draft->heading[6] = "七、其他需要报告的事项";
	expect_words(expect(check_draft(draft), GR_RULE_structure_section_order, GR_STATUS_FAIL,
						"a wrong number"),
				 "section 6", "section 6 has another number or place than on the form: "
				 "七、其他需要报告的事项");

	/* one is left out and the others carry on: one failure, not five */
	draft = draft_of(2021);
	draft->left_out[1] = true;
	draft->heading[2] = "一、主动公开政府信息情况";
	draft->heading[3] = "二、收到和处理政府信息公开申请情况";
	draft->heading[4] = "三、政府信息公开行政复议、行政诉讼情况";
	draft->heading[5] = "四、存在的主要问题及改进情况";
	draft->heading[6] = "五、其他需要报告的事项";
	list = check_draft(draft);
	expect(list, GR_RULE_structure_section_order, GR_STATUS_FAIL, "carried on");
	expect(list, GR_RULE_structure_section_missing, GR_STATUS_FAIL, "carried on");

	/* a list of contents and titles without numbers put nothing out of order */
	draft = draft_of(2021);
	draft->preamble = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
		"四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项";
	expect(check_draft(draft), GR_RULE_structure_section_order, GR_STATUS_PASS, "a list of contents");
	draft = draft_of(2021);
	draft->heading[2] = "主动公开政府信息情况";
	draft->heading[6] = "其他需要报告的事项";
	expect(check_draft(draft), GR_RULE_structure_section_order, GR_STATUS_PASS, "no numbers");
}

static void
test_tables(void)
{
	Draft	   *draft = draft_of(2021);
	const CheckedList *list;
	GrReport	none;

	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_REMEDIES)
			draft->figures.state[i] = GR_ABSENT;
	draft->prose[4] = "全年没有行政复议和行政诉讼。";
	list = check_draft(draft);
	expect_words(expect(list, GR_RULE_structure_table_missing, GR_STATUS_FAIL, "no table four"),
				 "section 4", "section 4 has no table");
	expect(list, GR_RULE_structure_section_missing, GR_STATUS_PASS, "no table four");
	gr_report_init(&none, 2021);
	list = check_report(&none, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	CHECK(count_rule(list, GR_RULE_structure_table_missing, GR_STATUS_FAIL) == GR_TABLES,
		  "an empty report");
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_NOT_EVALUABLE, "an empty report");
}

/* Adds a row of zeros to a draft. */
static void
add_row(Draft *draft, int row)
{
	for (int column = 0; column < GR_COLUMNS; column++)
		if (gr_figure_at(row, column) != GR_NONE)
			draft->figures.state[gr_figure_at(row, column)] = GR_NUMBER;
}

static void
test_edition(void)
{
	Draft	   *draft = draft_of(2021);
	const Checked *checked;
	GrReport   *figures;
	const CheckedList *list;

	/* edition 2019's row for "other processing" in a report of edition 2021 */
	figures = &draft->figures;
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].table == GR_REQUESTS && gr_rows[row].editions == GR_2021)
			for (int column = 0; column < GR_COLUMNS; column++)
				if (gr_figure_at(row, column) != GR_NONE)
					figures->state[gr_figure_at(row, column)] = GR_ABSENT;
	add_row(draft, GR_ROW_other_unspecified);
	checked = expect(check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false),
					 GR_RULE_structure_edition_mixed, GR_STATUS_FAIL, "a row of 2019");
	if (checked != NULL)
	{
		CHECK(checked->check.nkeys == 7 &&
			  gr_figures[checked->check.keys[0]].row == GR_ROW_other_unspecified, "its keys");
		expect_words(checked, "report",
					 "the report has rows or columns of edition 2019 of the form beside those of edition 2021");
	}

	/* the edition of other years */
	figures = &draft_of(2019)->figures;
	figures->year = 2022;
	list = check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	checked = expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_FAIL, "edition 2019 in 2022");
	if (checked != NULL)
		CHECK(checked->check.expected == 2021 && checked->check.actual == 2019, "%s",
			  checked->message);
	figures->year = 2020;
	list = check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_PASS, "edition 2019 in 2020");
	figures = &draft_of(2021)->figures;
	figures->year = 2020;
	list = check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_FAIL, "edition 2021 in 2020");

	/* an unreadable figure proves no row; a table both editions have tells nothing */
	figures->year = 2021;
	figures->state[gr_figure_at(GR_ROW_other_unspecified, GR_COLUMN_total)] = GR_UNREADABLE;
	list = check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_PASS, "unreadable");
	figures = &draft_of(2021)->figures;
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions != GR_BOTH)
			figures->state[i] = GR_ABSENT;
	list = check_report(figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	expect(list, GR_RULE_structure_edition_mixed, GR_STATUS_NOT_EVALUABLE, "rows of both editions alone");
}

/* So many characters of prose, with a blank or line end behind each ten. */
static char *
long_prose(int chars)
{
	char	   *prose = malloc((size_t) chars * 4 + 1);
	char	   *p = prose;

	for (int i = 0; i < chars; i++)
	{
		memcpy(p, "信", 3);
		p += 3;
		if (i % 10 == 9)
			*p++ = i % 20 == 9 ? ' ' : '\n';
	}
	*p = '\0';
	return prose;
}

static void
test_overview_length(void)
{
	static const struct
	{
		int			edition;
		int			chars;
		GrStatus	status;
	}			cases[] = {
		{2021, 1000, GR_STATUS_PASS}, {2021, 1001, GR_STATUS_FAIL}
	};
	Draft	   *draft;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		char	   *prose = long_prose(cases[i].chars);
		const Checked *checked;

		draft = draft_of(cases[i].edition);
		draft->prose[1] = prose;
		checked = expect(check_draft(draft), GR_RULE_structure_overview_length, cases[i].status,
						 "characters");
		if (checked != NULL && cases[i].status == GR_STATUS_FAIL)
			expect_words(checked, "section 1", "section 1 has 1001 characters, more than 1000");
		free(prose);
	}
	/* edition 2019 has no such limit */
	draft = draft_of(2019);
	draft->prose[1] = long_prose(3000);
	CHECK(find_rule(check_draft(draft), GR_RULE_structure_overview_length, 0) == NULL,
		  "edition 2019");
	free((char *) draft->prose[1]);
	draft = draft_of(2021);
	draft->left_out[1] = true;
	expect(check_draft(draft), GR_RULE_structure_overview_length, GR_STATUS_NOT_EVALUABLE,
		   "no section one");
}

static void
test_fee_statement(void)
{
	static const struct
	{
		const char *heading;
		const char *prose;
		GrStatus	status;
	}			cases[] = {
		{NULL, "2023年收取信息处理费0元。", GR_STATUS_PASS},
		{NULL, "依据有关办法发出收费通知1件，收到120元。", GR_STATUS_PASS},
		{NULL, "本年度没有产生信息公开费用。", GR_STATUS_PASS},
		{NULL, "全年收取政府信息公开信息处\n  理费 0 元。", GR_STATUS_PASS},
		{NULL, "本年度未收取信息處理費。", GR_STATUS_PASS},
		{"六、其他需要报告的事项（收取信息处理费情况在此处报告）", "无。", GR_STATUS_PASS},
		{NULL, "无", GR_STATUS_FAIL},
		{NULL, "无其他需要报告的事项。", GR_STATUS_FAIL},
		{NULL, "办理人大代表建议5件，经费有保障。", GR_STATUS_FAIL},
		{NULL, NULL, GR_STATUS_FAIL}
	};
	Draft	   *draft;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		draft = draft_of(2021);
		draft->heading[6] = cases[i].heading;
		draft->prose[6] = cases[i].prose;
		expect(check_draft(draft), GR_RULE_structure_fee_statement, cases[i].status,
			   cases[i].prose == NULL ? "nothing" : cases[i].prose);
	}
	draft = draft_of(2019);
	draft->prose[6] = "无";
	CHECK(find_rule(check_draft(draft), GR_RULE_structure_fee_statement, 0) == NULL, "edition 2019");
}

/* ---------- identity ---------- */

static void
test_identity_missing(void)
{
	Draft	   *draft = draft_of(2021);
	const CheckedList *list;

	draft->title = "政府信息公开工作年度报告";
	draft->preamble = "现予公布。";
	list = check_draft(draft);
	expect_words(expect(list, GR_RULE_identity_year_missing, GR_STATUS_FAIL, "no year"),
				 "report", "the report does not say of which year it is");
	expect(list, GR_RULE_identity_year_conflict, GR_STATUS_NOT_EVALUABLE, "no year");
	expect_words(expect(list, GR_RULE_identity_authority_missing, GR_STATUS_FAIL, "no body"),
				 "report", "the report does not say of which body it is");
	expect(list, GR_RULE_identity_authority_conflict, GR_STATUS_NOT_EVALUABLE, "no body");
}

static void
test_year_conflict(void)
{
	static const struct
	{
		const char *preamble;
		const char *overview;
		int			actual;		/* 0: no conflict */
		const char *location;
		const char *place;
	}			cases[] = {
		{"统计期限自2022年1月1日起至2022年12月31日止。", NULL, 2022, "report", "the statistical period"},
		{"统计期限自2022年1月1日起至2023年12月31日止。", NULL, 2022, "report", "the statistical period"},
		{"统计期限自2023年1月1日起至2024年12月31日止。", NULL, 2024, "report", "the statistical period"},
		{"本报告所列数据的统 计期限自 2022\n年 1 月 1 日起至12 月 31 日止。", NULL, 2022, "report",
		"the statistical period"},
		{"", "信息公开有序开展。所列数据统计时限为2022年1月1日至12月31日。", 2022,
		"section 1, character 19", "the statistical period"},
		{"现公布云川县人民政府2022年度政府信息公开工作年度报告。", NULL, 2022, "report",
		"the opening sentence"},
		{"", "现将我县2022年政府信息公开工作情况报告如下：公开信息12条。", 2022,
		"section 1, character 5", "the opening sentence"},
		{"", "2022年，全县公开信息12条，收到申请3件。", 2022, "section 1, character 1",
		"the beginning of section 1"},
		/* traps */
		{"", "2023年，全县公开信息12条，比2022年增加3条，2021年为8条。", 0, NULL, NULL},
		{"", "2022年以来，全县着力规范公开，2022年底前完成清理。", 0, NULL, NULL},
		{"", "2022年全县有短板，2023年均已补上。", 0, NULL, NULL},
		{"", "2022年12月，全县部署了年度工作。", 0, NULL, NULL},
		{"", "2019年机构改革后，全县理顺了职责。", 0, NULL, NULL},
		{"", "2022年我县信息公开有所进步，本年更上层楼。", 0, NULL, NULL},
		{"根据《云川县人民政府办公室关于2022年度年报的通知》，现公布2023年政府信息公开工作年度报告。", NULL, 0,
		NULL, NULL},
		{"按照国办公开办函〔2021〕30号和《2022年政务公开工作要点》编制，2024年1月20日公布。", NULL, 0,
		NULL, NULL},
		{"", "及时公布了《云川县人民政府2022年度政府信息公开工作年度报告》。", 0, NULL, NULL},
		{"", "1月按要求向社会公布2022年政府信息公开工作年度报告。", 0, NULL, NULL},
		{"", "现将落实《2022年政务公开工作要点》情况报告如下：公开信息12条。", 0, NULL, NULL},
		{"", "现将有关情况报告如下：公开了2022年政府信息公开工作年度报告。", 0, NULL, NULL},
		{"", "现将2022年12月至2023年12月政府信息公开情况报告如下。", 0, NULL, NULL},
		{"", "开展清理行动（2022年1月1日至2022年12月31日），成效明显。", 0, NULL, NULL},
		{"", "印发规划，规划期限2021年1月1日至2025年12月31日，已全文公开。", 0, NULL, NULL},
		{"", "办法自2024年1月1日起施行。截至2023年12月31日，公开信息12条。", 0, NULL, NULL}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Draft	   *draft = draft_of(2021);
		const Checked *checked;
		char		message[200];

		draft->preamble = cases[i].preamble;
		if (cases[i].overview != NULL)
			draft->prose[1] = cases[i].overview;
		checked = expect(check_draft(draft), GR_RULE_identity_year_conflict,
						 cases[i].actual != 0 ? GR_STATUS_FAIL : GR_STATUS_PASS,
						 cases[i].overview != NULL ? cases[i].overview : cases[i].preamble);
		CHECK(reading.report.year == 2023, "year %d", reading.report.year);
		if (cases[i].actual == 0)
			continue;
		snprintf(message, sizeof(message), "the report is of 2023, but %s names %d", cases[i].place,
				 cases[i].actual);
		expect_words(checked, cases[i].location, message);
	}
}

/* Each place is a failure of its own, and a fault of its own. */
static void
test_year_places(void)
{
	Draft	   *draft = draft_of(2021);
	const CheckedList *list;
	const Checked *first;

	draft->preamble = "统计期限自2022年1月1日起至2022年12月31日止。"
		"现公布云川县人民政府2022年政府信息公开工作年度报告。";
	draft->prose[1] = "2022年，全县公开信息12条。";
	list = check_draft(draft);
	CHECK(count_rule(list, GR_RULE_identity_year_conflict, GR_STATUS_FAIL) == 3, "three places");
	first = find_rule(list, GR_RULE_identity_year_conflict, 0);
	for (int i = 1; first != NULL && i < 3; i++)
		CHECK(first[i].fingerprint != first->fingerprint, "places share a fingerprint");

	/* a year that was corrected contradicts the title */
	list = check_draft(draft_of(2021));
	reading.report.year = 2022;
	list = check_report(&reading.report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
	CHECK(count_rule(list, GR_RULE_identity_year_conflict, GR_STATUS_FAIL) == 2, "title and period");
	expect_words(find_rule(list, GR_RULE_identity_year_conflict, 0), "report",
				 "the report is of 2022, but the title names 2023");
}

static void
test_authority_conflict(void)
{
	static const struct
	{
		const char *title;		/* without the words every title has */
		const char *preamble;
		GrStatus	status;
		const char *other;
	}			cases[] = {
		{"平岗乡", "根据条例要求，云川县民族宗教事务局编制本报告。", GR_STATUS_FAIL, "云川县民族宗教事务局"},
		{"云川县大井镇人民政府", "本报告由云川县水利局根据条例编制。", GR_STATUS_FAIL, "云川县水利局"},
		{"云川县教育局", "按照规定，云川县水利局编制了\n本报告。", GR_STATUS_FAIL, "云川县水利局"},
		{"云川县教育局", "现公布云川县水利局2023年政府信息公开工作年度报告。", GR_STATUS_FAIL, "云川县水利局"},
		{"大井镇", "平岗乡人民政府编制本报告。", GR_STATUS_FAIL, "平岗乡人民政府"},
		{"云川县人民政府", "本报告由临溪县人民政府办公室编制。", GR_STATUS_FAIL, "临溪县人民政府办公室"},
		/* the same body in other words */
		{"云川县人民政府", "本报告由云川县政府办公室编制。", GR_STATUS_PASS, NULL},
		{"云川县发展和改革局", "按照要求，云川县发改局编制本报告。", GR_STATUS_PASS, NULL},
		{"云川县卫生健康委员会", "县卫健委编制本报告。", GR_STATUS_PASS, NULL},
		{"大井镇", "云川县大井镇人民政府编制本报告。", GR_STATUS_PASS, NULL},
		{"东浦市示范区城北办事处", "城北街道办事处编制本报告。", GR_STATUS_PASS, NULL},
		{"云川县城市管理局", "云川县综合行政执法局编制本报告。", GR_STATUS_PASS, NULL},
		/* a body that may write for another */
		{"云川县", "云川县政务服务数据管理局编制本报告。", GR_STATUS_PASS, NULL},
		{"云川县教育局", "本报告由云川县人民政府办公室编制。", GR_STATUS_PASS, NULL},
		{"云川县水利局", "本报告由云川县河湖保护中心编制。", GR_STATUS_PASS, NULL},
		{"三合综合实验区", "按照要求，三合区管委会办公室编制完成了本报告。", GR_STATUS_PASS, NULL},
		/* words that name no body */
		{"平岗乡", "根据要求，我乡编制本报告。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "根据云川县人民政府办公室要求，本局编制本报告。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "如有疑问，请与云川县水利局联系。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "报告在云川县水利局网站公布，电话0000-1234567。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "按云川县水利局的做法编制。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "会同云川县水利局编制本报告。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "按照云川县水利局通知要求编制本报告。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "现将《云川县财政局关于2023年预算公开的通知》要求落实。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "本报告由总体情况、主动公开政府信息情况等六部分组成。", GR_STATUS_NOT_EVALUABLE, NULL},
		{"云川县教育局", "现公布2023年政府信息公开工作年度报告。", GR_STATUS_NOT_EVALUABLE, NULL}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		Draft	   *draft = draft_of(2021);
		const Checked *checked;
		char		title[200];
		char		message[200];

		snprintf(title, sizeof(title), "%s2023年政府信息公开工作年度报告", cases[i].title);
		draft->title = title;
		draft->preamble = cases[i].preamble;
		checked = expect(check_draft(draft), GR_RULE_identity_authority_conflict, cases[i].status,
						 cases[i].preamble);
		CHECK(gr_text_equal(reading.report.authority, text_of(cases[i].title)), "%.*s",
			  (int) reading.report.authority.len, reading.report.authority.data);
		if (cases[i].other == NULL)
			continue;
		snprintf(message, sizeof(message),
				 "the opening words name another body than the title: %s", cases[i].other);
		expect_words(checked, "report", message);
	}
}

/* In section one it has a place; far behind its beginning nothing is opening words. */
static void
test_authority_places(void)
{
	Draft	   *draft = draft_of(2021);
	char	   *prose = long_prose(3000);
	char	   *all = malloc(strlen(prose) + 200);

	draft->title = "平岗乡2023年政府信息公开工作年度报告";
	draft->preamble = "";
	draft->prose[1] = "根据 要求，云川县水利局编制\n本报告。";
	expect_words(expect(check_draft(draft), GR_RULE_identity_authority_conflict, GR_STATUS_FAIL,
						"in section one"),
				 "section 1, character 7",
				 "the opening words name another body than the title: 云川县水利局");
	sprintf(all, "%s。云川县水利局编制本报告。", prose);
	draft->prose[1] = all;
	expect(check_draft(draft), GR_RULE_identity_authority_conflict, GR_STATUS_NOT_EVALUABLE,
		   "far behind");
	free(prose);
	free(all);
}

/* ---------- plausibility ---------- */

/* What the names of bodies tell. */
static void
test_bodies(void)
{
	static const struct
	{
		const char *name;
		GrBodyLevel level;
		bool		department;
	}			cases[] = {
		{"大井镇", GR_BODY_TOWN, false}, {"松阳县大井镇人民政府", GR_BODY_TOWN, false},
		{"平岗乡人民政府党政办公室", GR_BODY_TOWN, false}, {"城北街道办事处", GR_BODY_TOWN, false},
		{"东浦市示范区城北办事处", GR_BODY_TOWN, false}, {"临溪村村民委员会", GR_BODY_TOWN, false},
		{"云川县", GR_BODY_COUNTY, false}, {"云川县人民政府办公室", GR_BODY_COUNTY, false},
		{"南岭自治县人民政府", GR_BODY_COUNTY, false}, {"青原区人民政府", GR_BODY_COUNTY, false},
		{"三合综合实验区", GR_BODY_COUNTY, false}, {"长湾市高新区管委会", GR_BODY_COUNTY, false},
		{"白河区城市管理委员会", GR_BODY_COUNTY, true},
		{"临溪市", GR_BODY_CITY, false}, {"临溪市人民政府", GR_BODY_CITY, false},
		{"北泽自治州人民政府", GR_BODY_CITY, false}, {"北泽省人民政府办公厅", GR_BODY_PROVINCE, false},
		{"北泽自治区人民政府", GR_BODY_PROVINCE, false},
		{"云川县教育局", GR_BODY_COUNTY, true}, {"云川县市场监督管理局", GR_BODY_COUNTY, true},
		{"临溪市城市管理局", GR_BODY_CITY, true}, {"临溪市住房和城乡建设局", GR_BODY_CITY, true},
		{"北泽省财政厅", GR_BODY_PROVINCE, true}, {"北泽自治区教育厅", GR_BODY_PROVINCE, true},
		{"老城区机关事务服务中心", GR_BODY_COUNTY, true},
		{"国家税务总局云川县税务局", GR_BODY_COUNTY, true}, {"国家税务总局", GR_BODY_NATIONAL, true},
		{"国家发展和改革委员会", GR_BODY_NATIONAL, true}, {"市场监管总局", GR_BODY_NATIONAL, true},
		{"教育局", GR_BODY_UNKNOWN, true}, {"中共云川县委", GR_BODY_UNKNOWN, false},
		{"海陵新区", GR_BODY_UNKNOWN, false}, {"东浦市人民政府驻北京办事处", GR_BODY_UNKNOWN, false},
		{"北泽特别行政区", GR_BODY_UNKNOWN, false}, {"生态环境部", GR_BODY_UNKNOWN, false},
		{"人民政府办公室", GR_BODY_UNKNOWN, false}, {"县", GR_BODY_UNKNOWN, false},
		{"", GR_BODY_UNKNOWN, false}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		GrBody		body = gr_body_of(text_of(cases[i].name));

		CHECK(body.level == cases[i].level && body.department == cases[i].department,
			  "%s: level %d, department %d", cases[i].name, (int) body.level, body.department);
	}
}

static void
test_regulations(void)
{
	static const struct
	{
		const char *authority;
		const char *key;		/* above zero */
		GrStatus	status;
	}			cases[] = {
		{"松阳县大井镇人民政府", "proactive.regulations.in_force", GR_STATUS_FAIL},
		{"云川县教育局", "proactive.regulations.issued", GR_STATUS_FAIL},
		{"北泽省财政厅", "proactive.regulations.repealed", GR_STATUS_FAIL},
		{"青原区人民政府", "proactive.regulations.disclosed_total", GR_STATUS_FAIL},
		{"临溪市人民政府", "proactive.regulations.in_force", GR_STATUS_PASS},
		{"北泽省人民政府", "proactive.regulations.in_force", GR_STATUS_PASS},
		{"国家税务总局", "proactive.regulations.in_force", GR_STATUS_PASS},
		{"海陵新区", "proactive.regulations.in_force", GR_STATUS_PASS},
		{"生态环境部", "proactive.regulations.in_force", GR_STATUS_PASS},
		{"松阳县大井镇人民政府", "proactive.normative_documents.issued", GR_STATUS_PASS},
		{"", "proactive.regulations.in_force", GR_STATUS_NOT_EVALUABLE},
		{"", "proactive.normative_documents.issued", GR_STATUS_PASS}
	};
	GrReport   *report;
	const Checked *checked;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		report = &draft_of(strstr(cases[i].key, "disclosed") != NULL ? 2019 : 2021)->figures;
		report->authority = text_of(cases[i].authority);
		set_number(report, cases[i].key, 6);
		checked = expect(check_report(report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, false),
						 GR_RULE_proactive_regulations_competence, cases[i].status,
						 cases[i].authority);
		if (cases[i].status != GR_STATUS_FAIL || checked == NULL)
			continue;
		CHECK(strcmp(checked->location, cases[i].key) == 0 && checked->check.nkeys == 1, "%s",
			  checked->location);
	}
	report = &draft_of(2021)->figures;
	report->authority = text_of("大井镇");
	set_number(report, "proactive.regulations.repealed", 2);
	set_number(report, "proactive.regulations.in_force", 6);
	checked = find_rule(check_report(report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, false),
						GR_RULE_proactive_regulations_competence, 0);
	expect_words(checked, "proactive.regulations.repealed",
				 "大井镇 cannot make regulations, but proactive.regulations.repealed is 2");
	CHECK(checked != NULL && checked->check.nkeys == 2, "keys");

	/* a blank may hide one, unless it is 0 by policy */
	report = &draft_of(2021)->figures;
	report->authority = text_of("大井镇");
	set_state(report, "proactive.regulations.issued", GR_BLANK);
	checked = expect(check_report(report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, false),
					 GR_RULE_proactive_regulations_competence, GR_STATUS_NOT_EVALUABLE, "a blank");
	CHECK(checked != NULL && checked->check.nmissing == 1, "missing");
	expect(check_report(report, GR_SEVERITY_WARNING, GR_MISSING_ZERO, false),
		   GR_RULE_proactive_regulations_competence, GR_STATUS_PASS, "a blank as zero");
}

static void
test_fees(void)
{
	static const struct
	{
		const char *authority;
		int64_t		value;		/* millionths of 10,000 yuan */
		GrStatus	status;
	}			cases[] = {
		{"云川县教育局", INT64_C(119253550000), GR_STATUS_FAIL},
		{"云川县教育局", INT64_C(99999990000), GR_STATUS_PASS},
		{"大井镇", INT64_C(23500000000), GR_STATUS_FAIL},
		{"大井镇", INT64_C(9800000000), GR_STATUS_PASS},
		{"临溪市教育局", INT64_C(1500000000000), GR_STATUS_FAIL},
		{"临溪市教育局", INT64_C(119253550000), GR_STATUS_PASS},
		{"三合综合实验区", INT64_C(24252311082), GR_STATUS_PASS},
		{"临溪市", INT64_C(7270125780000), GR_STATUS_PASS},
		{"北泽省财政厅", INT64_C(7270125780000), GR_STATUS_PASS},
		/* yuan have two decimals */
		{"云川县教育局", INT64_C(119253551200), GR_STATUS_PASS},
		{"云川县教育局", INT64_MAX, GR_STATUS_PASS},
		{"云川县教育局", INT64_MIN, GR_STATUS_PASS},
		{"", INT64_C(119253550000), GR_STATUS_NOT_EVALUABLE},
		{"", INT64_C(12000000), GR_STATUS_PASS}
	};
	GrReport   *report;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const Checked *checked;

		report = &draft_of(2021)->figures;
		report->authority = text_of(cases[i].authority);
		set_number(report, "proactive.fees.amount", cases[i].value);
		checked = expect(check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false),
						 GR_RULE_proactive_fees_magnitude, cases[i].status, cases[i].authority);
		if (i == 0)
			expect_words(checked, "proactive.fees.amount", "proactive.fees.amount is 119253.55 in "
						 "units of 10,000 yuan; the figure looks like yuan");
	}
	report = &draft_of(2021)->figures;
	set_state(report, "proactive.fees.amount", GR_BLANK);
	expect(check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false),
		   GR_RULE_proactive_fees_magnitude, GR_STATUS_NOT_EVALUABLE, "a blank");
	CHECK(find_rule(check_report(&draft_of(2019)->figures, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE,
								 false), GR_RULE_proactive_fees_magnitude, 0) == NULL, "edition 2019");
}

static void
test_without_requests(void)
{
	static const struct
	{
		int			remedies;	/* -1: not there */
		int			received;
		int			carried_in;
		GrStatus	status;
	}			cases[] = {
		{0, 0, 0, GR_STATUS_PASS}, {3, 5, 0, GR_STATUS_PASS}, {3, 0, 1, GR_STATUS_PASS},
		{3, 0, 0, GR_STATUS_FAIL}, {3, -1, 0, GR_STATUS_NOT_EVALUABLE}, {3, -1, 2, GR_STATUS_PASS},
		{0, -1, -1, GR_STATUS_PASS}, {-1, 0, 0, GR_STATUS_NOT_EVALUABLE}, {-1, 7, -1, GR_STATUS_PASS}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		static const char *const keys[] = {
			"remedies.direct_litigation.total", "requests.received.total", "requests.carried_in.total"
		};
		int			values[] = {cases[i].remedies, cases[i].received, cases[i].carried_in};
		GrReport   *report = &draft_of(2021)->figures;
		const Checked *checked;
		char		what[40];

		for (int j = 0; j < 3; j++)
			if (values[j] < 0)
				set_state(report, keys[j], GR_UNREADABLE);
			else
				set_number(report, keys[j], values[j]);
		snprintf(what, sizeof(what), "%d, %d, %d", values[0], values[1], values[2]);
		checked = expect(check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false),
						 GR_RULE_remedies_without_requests, cases[i].status, what);
		if (cases[i].status == GR_STATUS_FAIL)
			expect_words(checked, "remedies.direct_litigation.total",
						 "reconsiderations and litigations are 3, requests received and carried in are 0");
	}
}

/* ---------- anything ---------- */

/* Reports of any kind that can be stored, with texts without sense: each rule
 * once at least, and no more than a bound. */
static void
test_anything(void)
{
	Random		random = {20231};

	for (int i = 0; i < 1500; i++)
	{
		static GrReport report;
		const CheckedList *list;

		malloc_arena_reset(&memory);
		random_report(&random, &memory.arena, &report);
		list = check_report(&report, GR_SEVERITY_NOTICE, (GrMissing) random_below(&random, 3), false);
		for (int rule = GR_RULE_proactive_regulations_competence;
			 rule <= GR_RULE_identity_authority_conflict; rule++)
		{
			int			count = 0;

			for (int j = 0; j < list->count; j++)
				count += (int) list->checks[j].check.rule == rule;
			CHECK(count >= (gr_rules[rule].editions == GR_BOTH) && count <= 32, "%s: %d checks",
				  gr_rules[rule].name, count);
		}
	}
}

/* Pieces of opening words in any order: whatever comes of it, it is bounded. */
static void
test_pieces(void)
{
	static const char *const pieces[] = {
		"现将", "现公布", "特向社会公布", "本报告由", "编制本报告", "统计期限", "2022年", "2023年度", "年",
		"1月1日", "年1月1日", "12月31日", "至", "公开", "报告", "如下", "：", "，", "。", "《", "》", "云川县",
		"水利局", "平岗乡", "人民政府", "要求", "由", "（", "）", " ", "\n", "\t", "以来", "１２月", "二〇二二年",
		"處理費", "信息处", "理费", "𠀀", "é", "2", "\xe2\x80\x8b"
	};
	Random		random = {77};
	char		texts[3][4000];

	for (int i = 0; i < 3000; i++)
	{
		GrReport   *report = &draft_of(2021)->figures;
		const CheckedList *list;

		for (int j = 0; j < 3; j++)
		{
			int			count = random_below(&random, random_once_in(&random, 10) ? 300 : 20);

			texts[j][0] = '\0';
			for (int k = 0; k < count; k++)
				strcat(texts[j], pieces[random_below(&random, (int) (sizeof(pieces) / sizeof(pieces[0])))]);
		}
		/* blocks of just their size, so that sanitizers see every overrun */
		malloc_arena_reset(&memory);
		report->preamble.len = strlen(texts[0]);
		report->preamble.data = memcpy(memory.arena.alloc(memory.arena.context, strlen(texts[0])),
									   texts[0], report->preamble.len);
		report->sections[0] = (GrSection) {1, {NULL, 0}, {NULL, strlen(texts[1])}};
		report->sections[0].prose.data =
			memcpy(memory.arena.alloc(memory.arena.context, strlen(texts[1])), texts[1],
				   strlen(texts[1]));
		report->sections[1] = (GrSection) {6, {NULL, 0}, text_of(texts[2])};
		report->nsections = 2;
		report->year = 2023;
		report->authority = text_of(random_once_in(&random, 2) ? "云川县教育局" : "大井镇");
		list = check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);
		for (int j = 0; j < list->count; j++)
			CHECK(list->checks[j].check.offset <= (long) strlen(texts[1]) + 1, "offset %ld",
				  list->checks[j].check.offset);
		CHECK(list->count < CHECKED_MAX, "%d checks", list->count);
	}
}

/* A text longer than what is looked at, cut anywhere: no character is cut. */
static void
test_squeezed(void)
{
	static GrSqueezed squeezed;
	char	   *prose = long_prose(9000);
	GrText		text = text_of(prose);

	for (int i = 0; i < 4; i++)
	{
		size_t		at;

		gr_squeeze((GrText) {text.data + 3 * i, text.len - 3 * (size_t) i}, i % 2 == 1, &squeezed);
		CHECK(squeezed.len > GR_SQUEEZED_BYTES / 2 && gr_utf8_valid(squeezed.data, squeezed.len, &at),
			  "%zu bytes", squeezed.len);
	}
	gr_squeeze(text_of(" 甲\n乙 丙"), false, &squeezed);
	CHECK(squeezed.len == 9 && gr_squeezed_offset(&squeezed, squeezed.data + 3) == 4 &&
		  gr_squeezed_offset(&squeezed, squeezed.data) == 2, "offsets");
	CHECK(gr_count_printed(text, &memory.arena) == 9000, "characters");
	CHECK(gr_says(text_of("信息 处\n理费"), "处理费", &memory.arena) &&
		  !gr_says(text_of("处理 处理"), "处理费", &memory.arena), "words");
	free(prose);
}

void
test_rules_text(void)
{
	malloc_arena_init(&memory);
	test_all_well();
	test_figures_alone();
	test_sections();
	test_section_order();
	test_tables();
	test_edition();
	test_overview_length();
	test_fee_statement();
	test_identity_missing();
	test_year_conflict();
	test_year_places();
	test_authority_conflict();
	test_authority_places();
	test_bodies();
	test_regulations();
	test_fees();
	test_without_requests();
	test_anything();
	test_pieces();
	test_squeezed();
	malloc_arena_reset(&memory);
}
