/*
 * test_narrative.c
 *		What gr_claims promises: places, sections, readings, bounded work.  How well
 *		it reads is measured by test/narrative.
 */
#include "test.h"
#include "narrative.h"

#include <stdlib.h>

#define CLAIMS_KEPT 64
/* Long sentences have so many bytes. */
#define SENTENCE_BYTES 4400

/* Claims as they came. */
typedef struct Found
{
	const GrReport *report;
	int			count;
	int			stop_after;		/* the receiver ends the search then; 0: never */
	GrClaim		claims[CLAIMS_KEPT];
} Found;

/* A report of one section of prose. */
static void
make_report(GrReport *report, int section, const char *prose)
{
	gr_report_init(report, 2021);
	report->year = 2023;
	report->authority = text_of("云川县人民政府");
	memset(&report->sections[0], 0, sizeof(report->sections[0]));
	report->nsections = 1;
	report->sections[0].number = section;
	report->sections[0].prose = text_of(prose);
}

/* Is the claim whole? */
static bool
is_whole(const GrReport *report, const GrClaim *claim)
{
	const GrSection *section = gr_report_section(report, claim->section);
	bool		whole = section != NULL && claim->nreadings > 0 &&
		claim->nreadings <= GR_CLAIM_READINGS && claim->starts[0] == 0 &&
		claim->rule >= GR_RULE_narrative_received && claim->rule <= GR_RULE_narrative_fees;

	for (int i = 0; whole && i < claim->nreadings; i++)
		whole = claim->starts[i + 1] > claim->starts[i];
	for (int i = 0; whole && i < claim->starts[claim->nreadings]; i++)
		whole = claim->figures[i] >= 0 && claim->figures[i] < GR_FIGURES &&
			gr_figure_is_amount(claim->figures[i]) == claim->amount;
	return whole && claim->value >= 0 && claim->slack >= 0 && claim->offset > 0 &&
		claim->sentence.data >= section->prose.data &&
		claim->sentence.data + claim->sentence.len <= section->prose.data + section->prose.len;
}

static bool
take_claim(void *context, const GrClaim *claim)
{
	Found	   *found = context;

	CHECK(is_whole(found->report, claim), "claim %d", found->count);
	if (found->count < CLAIMS_KEPT)
		found->claims[found->count] = *claim;
	found->count++;
	return found->stop_after == 0 || found->count < found->stop_after;
}

/* All claims of a report, found without memory; false when the search was ended. */
static bool
find(const GrReport *report, int stop_after, Found *found)
{
	MallocArena arena;
	bool		all;

	malloc_arena_init(&arena);
	arena.allowed = 0;
	found->report = report;
	found->count = 0;
	found->stop_after = stop_after;
	all = gr_claims(report, &arena.arena, take_claim, found);
	malloc_arena_reset(&arena);
	return all;
}

static void
find_in(int section, const char *prose, GrReport *report, Found *found)
{
	make_report(report, section, prose);
	CHECK(find(report, 0, found), "%s", prose);
}

/* The place of a claim in its prose. */
static const char *
at_offset(const GrReport *report, const GrClaim *claim)
{
	const char *p = gr_report_section(report, claim->section)->prose.data;

	for (long i = 1; i < claim->offset; i++)
		do
			p++;
		while (((unsigned char) *p & 0xC0) == 0x80);
	return p;
}

/* Does a claim say that the only figure of its first reading is the number? */
static bool
says(const GrClaim *claim, const char *key, int64_t value)
{
	return claim->value == value && claim->starts[1] == 1 &&
		strcmp(gr_figures[claim->figures[0]].key, key) == 0;
}

/* Offsets count characters of the prose, line ends and blanks among them. */
static void
test_places(void)
{
	GrReport	report;
	Found		found;

	find_in(1, "概况。\n\n（二）依申请公开。全年共收到\n 政府信息公开申请 １２ 件，\n未引发行政复议。", &report, &found);
	CHECK(found.count == 2, "%d", found.count);
	CHECK(says(&found.claims[0], "requests.received.total", 12), "%ld", (long) found.claims[0].value);
	CHECK(strncmp(at_offset(&report, &found.claims[0]), "１２", 6) == 0, "%ld", found.claims[0].offset);
	CHECK(says(&found.claims[1], "remedies.reconsideration.total", 0), "%ld", (long) found.claims[1].value);
	CHECK(strncmp(at_offset(&report, &found.claims[1]), "未", 3) == 0, "%ld", found.claims[1].offset);
	CHECK(strncmp(found.claims[0].sentence.data, "全年", 6) == 0, "sentence");
	CHECK(found.claims[0].sentence.data[found.claims[0].sentence.len - 1] ==
		  "。"[2], "the sentence has its stop");
}

/* Sections one, three and four, in this order; no other. */
static void
test_sections(void)
{
	static const char prose[] = "全年收到政府信息公开申请7件。";
	GrReport	report;
	Found		found;

	make_report(&report, 1, prose);
	report.nsections = 7;
	for (int i = 0; i < 7; i++)
	{
		memset(&report.sections[i], 0, sizeof(report.sections[i]));
		report.sections[i].number = i + 1;
		report.sections[i].prose = text_of(prose);
	}
	CHECK(find(&report, 0, &found) && found.count == 3, "%d", found.count);
	CHECK(found.claims[0].section == 1 && found.claims[1].section == 3 &&
		  found.claims[2].section == 4, "sections");
	report.sections[2].prose = (GrText) {NULL, 0};
	CHECK(find(&report, 0, &found) && found.count == 2, "%d", found.count);
	report.nsections = 0;
	CHECK(find(&report, 0, &found) && found.count == 0, "%d", found.count);
}

/* The receiver ends the search. */
static void
test_ended(void)
{
	GrReport	report;
	Found		found;

	make_report(&report, 3, "收到申请9件，予以公开5件，部分公开4件。结转下年度0件。");
	CHECK(find(&report, 0, &found) && found.count == 4, "%d", found.count);
	for (int stop = 1; stop <= 4; stop++)
		CHECK(!find(&report, stop, &found) && found.count == stop, "%d of %d", found.count, stop);
	make_report(&report, 4, "行政复议、行政诉讼均为0。");
	CHECK(!find(&report, 1, &found) && found.count == 1, "%d", found.count);
}

/* Readings: of ambiguous words, of groups, of what has none. */
static void
test_readings(void)
{
	GrReport	report;
	Found		found;

	find_in(3, "受理申请12件，新收10件，不予公开3件，法人或其他组织2件。", &report, &found);
	CHECK(found.count == 4, "%d", found.count);
	CHECK(found.claims[0].nreadings == 3, "%d", found.claims[0].nreadings);
	CHECK(found.claims[1].nreadings == 1, "%d", found.claims[1].nreadings);
	CHECK(found.claims[2].nreadings == 1 && found.claims[2].starts[1] == 8, "%d", found.claims[2].starts[1]);
	CHECK(found.claims[3].starts[1] == 5, "%d", found.claims[3].starts[1]);
	find_in(3, "已办结18件，结转2件。", &report, &found);
	CHECK(found.count == 2 && found.claims[1].nreadings == 2, "%d", found.count);
}

/* What depends on the edition, the year and the body. */
static void
test_report_itself(void)
{
	GrReport	report;
	Found		found;

	make_report(&report, 1, "制定规范性文件3件。行政事业性收费20元。");
	CHECK(find(&report, 0, &found) && found.count == 2, "%d", found.count);
	CHECK(says(&found.claims[0], "proactive.normative_documents.issued", 3), "issued");
	CHECK(says(&found.claims[1], "proactive.fees.amount", 2000) && found.claims[1].amount, "fees");
	report.edition = 2019;
	CHECK(find(&report, 0, &found) && found.count == 1, "%d", found.count);
	CHECK(says(&found.claims[0], "proactive.normative_documents.made", 3), "made");

	make_report(&report, 1, "2023年，全县收到政府信息公开申请3件。");
	CHECK(find(&report, 0, &found) && found.count == 1, "its year and area");
	report.year = 2022;
	CHECK(find(&report, 0, &found) && found.count == 0, "another year");
	report.year = 0;
	CHECK(find(&report, 0, &found) && found.count == 0, "unknown year");
	report.year = 2023;
	report.authority = text_of("云川县水利局");
	CHECK(find(&report, 0, &found) && found.count == 0, "a bureau of the county");
	report.authority = text_of("雲川縣人民政府");
	CHECK(find(&report, 0, &found) && found.count == 1, "the name in traditional characters");
}

/* Numbers: exact, about, rounded, too large. */
static void
test_numbers(void)
{
	GrReport	report;
	Found		found;

	find_in(1, "作出行政处罚决定3万件，行政许可1.25万件。", &report, &found);
	CHECK(found.count == 2, "%d", found.count);
	CHECK(found.claims[0].value == 30000 && found.claims[0].slack == 9999, "%ld", (long) found.claims[0].slack);
	CHECK(found.claims[1].value == 12500 && found.claims[1].slack == 99, "%ld", (long) found.claims[1].slack);
	find_in(1, "行政事业性收费12.5万元。", &report, &found);
	CHECK(found.count == 1 && found.claims[0].value == 12500000 && found.claims[0].slack == 99999,
		  "%ld", (long) found.claims[0].slack);
	find_in(3, "收到申请一千零五十件。收到申请十余件。收到申请1.5件。收到申请三百二十件。", &report, &found);
	CHECK(found.count == 2 && found.claims[0].value == 1050 && found.claims[1].value == 320, "%d", found.count);
	find_in(3, "收到申请9223372036854775807件。", &report, &found);
	CHECK(found.count == 1 && found.claims[0].value == INT64_MAX, "%d", found.count);
	find_in(3, "收到申请9223372036854775808件，行政事业性收费9223372036854775807亿元。", &report, &found);
	CHECK(found.count == 0, "%d", found.count);
}

/* The same in traditional characters. */
static void
test_traditional_prose(void)
{
	GrReport	report;
	Found		simplified;
	Found		traditional;

	find_in(3, "全年收到申请8件，办结7件，结转下年度1件，无行政复议、行政诉讼。", &report, &simplified);
	find_in(3, "全年收到申請8件，辦結7件，結轉下年度1件，無行政複議、行政訴訟。", &report, &traditional);
	CHECK(simplified.count == 5 && traditional.count == 5, "%d %d", simplified.count, traditional.count);
	for (int i = 0; i < 5; i++)
		CHECK(simplified.claims[i].offset == traditional.claims[i].offset &&
			  simplified.claims[i].figures[0] == traditional.claims[i].figures[0], "%d", i);
}

static int	polls;

/* Counts calls of an arena's poll. */
static void
count_poll(void *context)
{
	(void) context;
	polls++;
}

/*
 * Prose of one text repeated to so many bytes, with a stop now and then: its
 * claims, and polls on the way.
 */
static void
check_huge(const char *unit, size_t size, int at_least)
{
	static const char stop[] = "。";
	size_t		len = strlen(unit);
	char	   *prose = malloc(size + len + sizeof(stop));
	size_t		used = 0;
	size_t		since_stop = 0;
	MallocArena arena;
	GrReport	report;
	Found		found;

	while (used < size)
	{
		memcpy(prose + used, unit, len);
		used += len;
		since_stop += len;
		if (since_stop > SENTENCE_BYTES)
		{
			memcpy(prose + used, stop, strlen(stop));
			used += strlen(stop);
			since_stop = 0;
		}
	}
	make_report(&report, 3, "");
	report.sections[0].prose = (GrText) {prose, used};
	malloc_arena_init(&arena);
	arena.arena.poll = count_poll;
	polls = 0;
	found.report = &report;
	found.count = found.stop_after = 0;
	CHECK(gr_claims(&report, &arena.arena, take_claim, &found), "%s", unit);
	CHECK(found.count >= at_least, "%d claims of %s", found.count, unit);
	CHECK(polls > 0, "no poll in %s", unit);
	malloc_arena_reset(&arena);
	free(prose);
}

/* Megabytes, and texts made to be slow. */
static void
test_huge(void)
{
	check_huge("全年收到申请3件。", 500000, 19000);
	check_huge("全年收到申请3件，", 500000, 1);
	check_huge("（1件", 500000, 0);
	check_huge("无、", 500000, 0);
	check_huge("、均1件", 500000, 0);
	check_huge("云川县人民政", 500000, 0);
	check_huge("全县", 500000, 0);
	check_huge("\n \n", 500000, 0);
	check_huge("9", 500000, 0);
	check_huge("一", 500000, 0);
	check_huge("上年结转的申请", 500000, 0);
}

/* Fragments of reports, at random. */
static void
test_random(void)
{
	Random		random = {20231};
	MallocArena arena;
	GrReport	report;
	Found		found;

	for (int i = 0; i < 2000; i++)
	{
		malloc_arena_init(&arena);
		random_report(&random, &arena.arena, &report);
		CHECK(find(&report, 0, &found), "%d", i);
		malloc_arena_reset(&arena);
	}
}

void
test_narrative(void)
{
	test_places();
	test_sections();
	test_ended();
	test_readings();
	test_report_itself();
	test_numbers();
	test_traditional_prose();
	test_huge();
	test_random();
}
