/*
 * test_text.c
 *		Canonical text: what it looks like, and that it comes back exactly.
 */
#include "test.h"

#define REPORTS 4000
#define MUTATIONS 10

/* A report as canonical text. */
static GrText
write_text(const GrReport *report, const GrArena *arena)
{
	GrBuffer	buffer;
	GrText		text;

	gr_buffer_init(&buffer, arena, 0);
	gr_write_text(report, &buffer);
	CHECK(buffer.ok, "out of memory");
	/* a block of just its size, so that sanitizers see every overrun */
	text.len = buffer.len;
	text.data = memcpy(arena->alloc(arena->context, buffer.len), buffer.data, buffer.len);
	return text;
}

/* The text from a line and column on, or none. */
static GrText
text_at(GrText text, int line, int column)
{
	const char *p = text.data;
	const char *end = text.data + text.len;

	for (; line > 1 && p != NULL; line--)
	{
		p = memchr(p, '\n', (size_t) (end - p));
		if (p != NULL)
			p++;
	}
	if (p == NULL)
		return (GrText) {NULL, 0};
	for (; column > 1 && p < end; column--)
		do
			p++;
		while (p < end && ((unsigned char) *p & 0xC0) == 0x80);
	return (GrText) {p, (size_t) (end - p)};
}

/* Each figure that is there says where it stands, and no other does. */
static void
check_sources(GrText text, const GrReading *reading)
{
	bool		right = true;

	for (int i = 0; i < GR_FIGURES; i++)
	{
		const GrSource *source = &reading->source[i];
		GrText		there;

		if (reading->report.state[i] == GR_ABSENT)
		{
			right = right && source->line == 0;
			continue;
		}
		there = text_at(text, source->line, source->column);
		right = right && there.data == source->raw.data && there.len > source->raw.len &&
			(there.data[source->raw.len] == '\t' || there.data[source->raw.len] == '\n') &&
			there.data[-1] != '\0' && (there.data[-1] == '\t' || there.data[-1] == '\n');
	}
	CHECK(right, "a figure's source is wrong");
}

/* Writes, reads, compares, writes again. */
static GrText
check_round_trip(const GrReport *report, const GrArena *arena)
{
	GrText		text = write_text(report, arena);
	GrReading  *reading = arena->alloc(arena->context, sizeof(GrReading));
	const char *what;
	char	   *longer;

	if (!CHECK(gr_read_canonical(text.data, text.len, arena, reading), "not read:\n%.*s",
			   (int) text.len, text.data))
		return text;
	CHECK(reports_equal(report, &reading->report, &what), "%s", what);
	check_sources(text, reading);
	CHECK(gr_text_equal(write_text(&reading->report, arena), text), "written otherwise");

	/* a newline behind the last line is forgiven, a second is not */
	longer = arena->alloc(arena->context, text.len + 2);
	memcpy(longer, text.data, text.len);
	longer[text.len] = longer[text.len + 1] = '\n';
	CHECK(gr_read_canonical(longer, text.len + 1, arena, reading) &&
		  reports_equal(report, &reading->report, &what), "with a newline");
	CHECK(!gr_read_canonical(longer, text.len + 2, arena, reading), "with two newlines");
	return text;
}

/* Changed text is not canonical, or it is just what its report writes. */
static int
check_mutated(Random *random, GrText text, const GrArena *arena)
{
	static const char bytes[] = "\n\t0123456789/?-h:,= #\\x";
	GrReading  *reading = arena->alloc(arena->context, sizeof(GrReading));
	char	   *changed = arena->alloc(arena->context, text.len);
	size_t		at = (size_t) random_below(random, (int) text.len);

	if (random_once_in(random, 3) && text.len > 200)
		at = text.len - 1 - (size_t) random_below(random, 200);
	memcpy(changed, text.data, text.len);
	changed[at] = bytes[random_below(random, sizeof(bytes) - 1)];
	if (!gr_utf8_valid(changed, text.len, NULL) ||
		!gr_read_canonical(changed, text.len, arena, reading))
		return 0;
	CHECK(gr_text_equal(write_text(&reading->report, arena), (GrText) {changed, text.len}),
		  "changed text is taken but written otherwise");
	return 1;
}

/* Random reports; some carry the text of the one before as prose. */
static void
check_random(void)
{
	MallocArena arenas[2];
	Random		random = {2};
	GrText		before = {NULL, 0};
	long		taken = 0;

	malloc_arena_init(&arenas[0]);
	malloc_arena_init(&arenas[1]);
	for (int i = 0; i < REPORTS; i++)
	{
		const GrArena *arena = &arenas[i % 2].arena;
		GrReport	report;

		malloc_arena_reset(&arenas[i % 2]);
		random_report(&random, arena, &report);
		if (before.len > 0 && before.len < 100000 && random_once_in(&random, 3))
		{
			if (report.nsections > 0)
				report.sections[random_below(&random, report.nsections)].prose = before;
			else
				report.preamble = before;
		}
		before = check_round_trip(&report, arena);
		for (int n = 0; n < MUTATIONS; n++)
			taken += check_mutated(&random, before, arena);
	}
	CHECK(taken > REPORTS / 10, "only %ld changed texts were taken", taken);
	printf("text: %d reports; %ld of %d changed ones taken\n", REPORTS, taken,
		   REPORTS * MUTATIONS);
	malloc_arena_reset(&arenas[0]);
	malloc_arena_reset(&arenas[1]);
}

/* Every single figure in every state, alone in a report of either edition. */
static void
check_each_figure(void)
{
	MallocArena arena;

	malloc_arena_init(&arena);
	for (int i = 0; i < GR_FIGURES; i++)
		for (int state = GR_NUMBER; state < GR_STATES; state++)
			for (int edition = 2019; edition <= 2021; edition += 2)
			{
				GrReport	report;

				gr_report_init(&report, edition);
				report.state[i] = (uint8_t) state;
				report.value[i] = state == GR_NUMBER ? INT64_MIN : 0;
				check_round_trip(&report, &arena.arena);
				/* and with the others all there, this one absent */
				memset(report.state, state, sizeof(report.state));
				report.state[i] = GR_ABSENT;
				report.value[i] = 0;
				check_round_trip(&report, &arena.arena);
				malloc_arena_reset(&arena);
			}
}

/* The form's figures, all numbers, in a report of one edition. */
static void
fill(GrReport *report, int edition, int editions, bool three)
{
	gr_report_init(report, edition);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if ((gr_figures[i].editions & editions) == 0 ||
			(gr_figures[i].table == GR_REQUESTS && !three))
			continue;
		report->state[i] = GR_NUMBER;
		report->value[i] = gr_figure_is_amount(i) ? i * 1000 + 500000 : i;
	}
}

/* Compares a report's text with what it must be. */
static void
check_written(const GrReport *report, const char *expected)
{
	MallocArena arena;
	GrText		text;

	malloc_arena_init(&arena);
	text = check_round_trip(report, &arena.arena);
	CHECK(gr_text_equal(text, text_of(expected)), "written:\n%.*s\nexpected:\n%s",
		  (int) text.len, text.data, expected);
	malloc_arena_reset(&arena);
}

/* Edition 2021 with a bit of everything. */
static void
check_layout_2021(void)
{
	GrReport	report;
	GrNote		notes[2] = {
		{GR_NOTE_LABEL_SIMILAR, GR_NONE, 0, {NULL, 0}},
		{GR_NOTE_UNREADABLE, 4, 31, text_of("一\t\\\n")}
	};
	static const char *const row[] = {"received", "refused.prohibited_by_law",
	"refused.administrative_inquiry", "not_processed.duplicate", "other.unspecified", "concluded"};

	fill(&report, 2021, GR_2021, false);
	report.state[1] = GR_BLANK;
	report.state[2] = GR_NOT_APPLICABLE;
	report.state[3] = GR_ABSENT;
	report.state[4] = GR_UNREADABLE;
	report.value[1] = report.value[2] = report.value[3] = report.value[4] = 0;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
	{
		char		key[80];
		int			figure;

		snprintf(key, sizeof(key), "requests.%s.natural_person", row[i]);
		figure = gr_figure_find(key, strlen(key));
		for (int column = 0; column < 7; column++)
		{
			report.state[figure + column] = GR_NUMBER;
			report.value[figure + column] = column;
		}
	}
	report.year = 2022;
	report.title = text_of("某县2022年报告");
	report.authority = text_of("某县");
	report.preamble = text_of("导语。\n");
	report.nsections = 4;
	report.sections[0] = (GrSection) {1, text_of("一、总体情况"), text_of("\n甲。\n乙。")};
	report.sections[1] = (GrSection) {3, {NULL, 0}, text_of("丙。")};
	report.sections[2] = (GrSection) {6, {NULL, 0}, {NULL, 0}};
	report.sections[3] = (GrSection) {7, {NULL, 0}, text_of("丁。")};
	report.notes = notes;
	report.nnotes = 2;
	check_written(&report,
				  "某县2022年报告\n"
				  "导语。\n"
				  "\n"
				  "一、总体情况\n"
				  "\n"
				  "甲。\n"
				  "乙。\n"
				  "二、主动公开政府信息情况\n"
				  "第二十条第（一）项\n"
				  "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
				  "规章\t0\t\t/\n"
				  "行政规范性文件\t×\t?\t5\n"
				  "第二十条第（五）项\n"
				  "信息内容\t本年处理决定数量\n"
				  "行政许可\t6\n"
				  "第二十条第（六）项\n"
				  "信息内容\t本年处理决定数量\n"
				  "行政处罚\t7\n"
				  "行政强制\t8\n"
				  "第二十条第（八）项\n"
				  "信息内容\t本年收费金额（单位：万元）\n"
				  "行政事业性收费\t0.509\n"
				  "三、收到和处理政府信息公开申请情况\n"
				  "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t\n"
				  "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n"
				  "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
				  "一、本年新收政府信息公开申请数量\t\t\t0\t1\t2\t3\t4\t5\t6\n"
				  "三、本年度办理结果\t（三）不予公开\t2.其他法律行政法规禁止公开\t0\t1\t2\t3\t4\t5\t6\n"
				  "\t\t8.属于行政查询事项\t0\t1\t2\t3\t4\t5\t6\n"
				  "\t（五）不予处理\t2.重复申请\t0\t1\t2\t3\t4\t5\t6\n"
				  "\t（六）其他处理\t\t0\t1\t2\t3\t4\t5\t6\n"
				  "\t（七）总计\t\t0\t1\t2\t3\t4\t5\t6\n"
				  "丙。\n"
				  "四、政府信息公开行政复议、行政诉讼情况\n"
				  "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n"
				  "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
				  "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
				  "211\t212\t213\t214\t215\t216\t217\t218\t219\t220\t221\t222\t223\t224\t225\n"
				  "六、其他需要报告的事项\n"
				  "7、\n"
				  "丁。\n"
				  "#note\tlabel_similar\t-\t0\t\n"
				  "#note\tunreadable\tproactive.normative_documents.repealed\t31\t一\\t\\\\\\n\n"
				  "#authority\t某县\n"
				  "#govreport 1 edition=2021 year=2022 title=1 preamble=2 sections=1h:3,3:1,6:0,7:1"
				  " tables=14,9,4 notes=2 authority=1");
}

/* Table two of edition 2019, and both editions at once in a report of 2021. */
static void
check_layout_2019(void)
{
	GrReport	report;

	fill(&report, 2019, GR_2019, false);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_REMEDIES)
		{
			report.state[i] = GR_ABSENT;
			report.value[i] = 0;
		}
	check_written(&report,
				  "二、主动公开政府信息情况\n"
				  "第二十条第（一）项\n"
				  "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
				  "规章\t10\t11\t12\n"
				  "规范性文件\t13\t14\t15\n"
				  "第二十条第（五）项\n"
				  "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
				  "行政许可\t16\t17\t6\n"
				  "其他对外管理服务事项\t18\t19\t20\n"
				  "第二十条第（六）项\n"
				  "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
				  "行政处罚\t21\t22\t7\n"
				  "行政强制\t23\t24\t8\n"
				  "第二十条第（八）项\n"
				  "信息内容\t上一年项目数量\t本年增/减\n"
				  "行政事业性收费\t25\t26\n"
				  "第二十条第（九）项\n"
				  "信息内容\t采购项目数量\t采购总金额\n"
				  "政府集中采购\t27\t0.528\n"
				  "#govreport 1 edition=2019 year=- title=0 preamble=0 sections=- tables=18,0,0"
				  " notes=0 authority=0");
	report.edition = 2021;
	report.state[0] = GR_NUMBER;
	report.state[9] = GR_NUMBER;
	for (int i = 16; i < 29; i++)
	{
		report.state[i] = i == 25 ? GR_BLANK : GR_ABSENT;
		report.value[i] = 0;
	}
	check_written(&report,
				  "二、主动公开政府信息情况\n"
				  "第二十条第（一）项\n"
				  "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
				  "规章\t10\t11\t12\n"
				  "规范性文件\t13\t14\t15\n"
				  "第二十条第（一）项\n"
				  "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
				  "规章\t0\t×\t×\n"
				  "第二十条第（五）项\n"
				  "信息内容\t本年处理决定数量\n"
				  "行政许可\t6\n"
				  "第二十条第（六）项\n"
				  "信息内容\t本年处理决定数量\n"
				  "行政处罚\t7\n"
				  "行政强制\t8\n"
				  "第二十条第（八）项\n"
				  "信息内容\t上一年项目数量\t本年增/减\n"
				  "行政事业性收费\t\t×\n"
				  "第二十条第（八）项\n"
				  "信息内容\t本年收费金额（单位：万元）\n"
				  "行政事业性收费\t0\n"
				  "#govreport 1 edition=2021 year=- title=0 preamble=0 sections=- tables=20,0,0"
				  " notes=0 authority=0");
}

/* What looks canonical and is not. */
static void
check_refused(void)
{
	static const char *const texts[] = {
		"", "\n", "x", "#govreport 1 ", "#govreport 1 edition=2021",
#define LAST(year, title, sections, tables, notes, more) \
		"#govreport 1 edition=2021 year=" year " title=" title " preamble=0 sections=" sections \
		" tables=" tables " notes=" notes " authority=0" more
		LAST("-", "0", "-", "0,0,0", "0", " "),
		LAST("0", "0", "-", "0,0,0", "0", ""),
		LAST("02022", "0", "-", "0,0,0", "0", ""),
		LAST("10000", "0", "-", "0,0,0", "0", ""),
		LAST("-", "2", "-", "0,0,0", "0", ""),
		LAST("-", "1", "-", "0,0,0", "0", ""),
		"\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\tb\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\q\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x0\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x00\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x41\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x1B\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x0a\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\n" LAST("-", "0", "-", "0,0,0", "0", ""),
		"a\nb\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		LAST("-", "0", "1:0", "0,0,0", "0", ""),
		"一、\n" LAST("-", "0", "1:0", "0,0,0", "0", ""),
		"七、\n" LAST("-", "0", "7:0", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "100:0", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "0:0", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "7:1", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "7:99999999999999999999", "0,0,0", "0", ""),
		"7、\n\n" LAST("-", "0", "7:1", "0,0,0", "0", ""),
		"\n" LAST("-", "0", "7h:0", "0,0,0", "0", ""),
		"8、\n7、\n" LAST("-", "0", "8:0,7:0", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "7:0,", "0,0,0", "0", ""),
		"二、主动公开政府信息情况\n" LAST("-", "0", "-", "1,0,0", "0", ""),
		LAST("-", "0", "-", "0,0,0", "1", ""),
		LAST("-", "0", "-", "0,0,0", "1001", ""),
		"#note\tnone_such\t-\t0\t\n" LAST("-", "0", "-", "0,0,0", "1", ""),
		"#note\tunreadable\tno.such.key\t0\t\n" LAST("-", "0", "-", "0,0,0", "1", ""),
		"#note\tunreadable\t-\t2147483648\t\n" LAST("-", "0", "-", "0,0,0", "1", ""),
		"#note\tunreadable\t-\t-1\t\n" LAST("-", "0", "-", "0,0,0", "1", ""),
		"#note\tunreadable\t-\t0\n" LAST("-", "0", "-", "0,0,0", "1", ""),
		"#note\tunreadable\t-\t0\t\t\n" LAST("-", "0", "-", "0,0,0", "1", ""),
#define TAKEN_FROM 42
		LAST("-", "0", "-", "0,0,0", "0", ""),
		LAST("2022", "0", "-", "0,0,0", "0", ""),
		"a\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"a\\x1b\\t\\\\\n" LAST("-", "1", "-", "0,0,0", "0", ""),
		"7、\n" LAST("-", "0", "7:0", "0,0,0", "0", ""),
		"\\n\n" LAST("-", "0", "7h:0", "0,0,0", "0", ""),
		"#note\tunreadable\t-\t2147483647\t\n" LAST("-", "0", "-", "0,0,0", "1", "")
	};
	MallocArena arena;
	size_t		ntexts = sizeof(texts) / sizeof(texts[0]);

	malloc_arena_init(&arena);
	for (size_t i = 0; i < ntexts; i++)
	{
		GrReading  *reading = arena.arena.alloc(&arena, sizeof(GrReading));

		CHECK(gr_read_canonical(texts[i], strlen(texts[i]), &arena.arena, reading) == (i >= TAKEN_FROM),
			  "text %zu: %s", i, texts[i]);
		malloc_arena_reset(&arena);
	}
	CHECK(ntexts == TAKEN_FROM + 7, "%zu texts", ntexts);
}

/* A cell changed by hand gives a report with that figure, if it still is one. */
static void
check_edited(void)
{
	static const struct
	{
		const char *cell;
		int			state;
	}			cases[] = {
		{"12", GR_NUMBER}, {"-3", GR_NUMBER}, {"", GR_BLANK}, {"/", GR_NOT_APPLICABLE}, {"?", GR_UNREADABLE},
		{"012", GR_NONE}, {"1.5", GR_NONE}, {" 1", GR_NONE}, {"x", GR_NONE}, {"1\t2", GR_NONE},
		{"×", GR_NONE}, {"9223372036854775808", GR_NONE}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		MallocArena arena;
		GrReading  *reading;
		char		text[1000];
		int			figure = gr_figure_at(GR_ROW_licensing, GR_COLUMN_decisions);

		malloc_arena_init(&arena);
		reading = arena.arena.alloc(&arena, sizeof(GrReading));
		snprintf(text, sizeof(text), "二、主动公开政府信息情况\n第二十条第（五）项\n"
				 "信息内容\t本年处理决定数量\n行政许可\t%s\n" LAST("-", "0", "-", "3,0,0", "0", ""),
				 cases[i].cell);
		if (CHECK(gr_read_canonical(text, strlen(text), &arena.arena, reading) ==
				  (cases[i].state != GR_NONE), "cell %s", cases[i].cell) && cases[i].state != GR_NONE)
			CHECK(reading->report.state[figure] == cases[i].state &&
				  reading->source[figure].line == 4 && reading->source[figure].column == 6 &&
				  gr_text_equal(reading->source[figure].raw, (GrText) {
			strstr(text, "许可\t") + strlen("许可\t"), strlen(cases[i].cell)}),
				  "cell %s: state %d", cases[i].cell, reading->report.state[figure]);
		malloc_arena_reset(&arena);
	}
}

/* Every allocation failing in turn: no report, no crash. */
static void
check_memory(void)
{
	MallocArena arena;
	MallocArena small;
	Random		random = {9};
	long		needed = 0;

	malloc_arena_init(&arena);
	malloc_arena_init(&small);
	for (int i = 0; i < 200; i++)
	{
		GrReport	report;
		GrText		text;
		GrReading  *reading = arena.arena.alloc(&arena, sizeof(GrReading));

		random_report(&random, &arena.arena, &report);
		text = write_text(&report, &arena.arena);
		for (long allowed = 0;; allowed++)
		{
			bool		read;

			small.allowed = allowed;
			read = gr_read_canonical(text.data, text.len, &small.arena, reading);
			malloc_arena_reset(&small);
			if (read)
				break;
			needed++;
			if (!CHECK(allowed < 5000, "never enough memory"))
				break;
		}
		malloc_arena_reset(&arena);
	}
	CHECK(needed >= 200, "only %ld failures", needed);
}

/* A consolidated report says so in its last line. */
static void
check_consolidated(void)
{
	static const char expected[] =
		"二、主动公开政府信息情况\n"
		"第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t7\n"
		"第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t9\n行政强制\t/\n"
		"#coverage\tproactive.penalties.decisions\t10\n"
		"#govreport 1 edition=2021 year=2023 title=0 preamble=0 sections=- tables=7,0,0"
		" notes=0 authority=0 reports=12 coverage=1";
	MallocArena arena;
	GrReport	report;
	GrReading	reading;
	GrError		error;
	GrText		text;
	const char *what = "not read";

	malloc_arena_init(&arena);
	gr_report_init(&report, 2021);
	report.year = 2023;
	report.others = 11;
	report.state[6] = report.state[7] = GR_NUMBER;
	report.state[8] = GR_NOT_APPLICABLE;
	report.value[6] = 7;
	report.value[7] = 9;
	report.lacking[7] = 2;
	text = write_text(&report, &arena.arena);
	CHECK(gr_text_equal(text, text_of(expected)), "written:\n%.*s", (int) text.len, text.data);
	CHECK(gr_read(text.data, text.len, &arena.arena, &reading, &error) &&
		  reports_equal(&report, &reading.report, &what), "%s", what);
	malloc_arena_reset(&arena);
}

/* The suite. */
void
test_text(void)
{
	check_layout_2021();
	check_layout_2019();
	check_consolidated();
	check_refused();
	check_edited();
	check_each_figure();
	check_random();
	check_memory();
}
