/*
 * test_rules.c
 *		The rules that read figures alone: for each a case that fails, one that
 *		holds and one that cannot be decided; what is given, in which order, in
 *		which words and under which fingerprint.
 */
#include "checked.h"

#define REPORTS 600

/* The clean report that the cases change. */
static GrReport clean_2021;
static GrReport clean_2019;

/* ---------- names and templates ---------- */

/* Names of severities, statuses and policies are found again. */
static void
check_names(void)
{
	for (int i = 0; i < GR_SEVERITIES; i++)
	{
		const char *name = gr_severity_name((GrSeverity) i);

		CHECK(gr_severity_find(name, strlen(name)) == i, "severity %s", name);
		CHECK(gr_severity_find(name, strlen(name) - 1) == GR_NONE, "severity %s cut", name);
	}
	for (int i = 0; i < GR_MISSING_POLICIES; i++)
	{
		const char *name = gr_missing_name((GrMissing) i);

		CHECK(gr_missing_find(name, strlen(name)) == i, "policy %s", name);
	}
	CHECK(gr_severity_find("", 0) == GR_NONE && gr_missing_find("Zero", 4) == GR_NONE, "no name");
	for (int i = 0; i < GR_STATUSES; i++)
		CHECK(gr_status_name((GrStatus) i)[0] != '\0', "status %d", i);
}

/* Every rule says all of itself, and under its own name. */
static void
check_catalogue(void)
{
	for (int i = 0; i < GR_RULES; i++)
	{
		const GrRule *rule = &gr_rules[i];

		CHECK(strchr(rule->name, '.') != NULL && rule->statement[0] && rule->statement_zh[0] &&
			  rule->basis[0] && rule->message[0] && (rule->editions & GR_BOTH) != 0,
			  "%s is not complete", rule->name);
		for (int j = 0; j < i; j++)
			CHECK(strcmp(rule->name, gr_rules[j].name) != 0, "%s twice", rule->name);
	}
}

/* A failing check of a rule with everything a message can name. */
static void
full_check(GrRuleId rule, GrCheck *check)
{
	memset(check, 0, sizeof(*check));
	check->rule = rule;
	check->status = GR_STATUS_FAIL;
	check->place = GR_PLACE_FIGURE;
	check->has_expected = check->has_actual = true;
	check->expected = 4711;
	check->actual = 815;
	check->text = text_of("{keys} 原文 %s");
	check->nkeys = 2;
	check->keys[0] = 3;
	check->keys[1] = 5;
}

/* True when the text of a message has what a template's name stands for. */
static bool
stands_for(const char *name, size_t len, const char *message)
{
	static const struct
	{
		const char *name;
		const char *words;
	}			known[] = {
		{"expected", "4711"}, {"actual", "815"}, {"text", "{keys} 原文 %s"},
		{"location", "proactive.normative_documents.issued"},
		{"keys", "proactive.normative_documents.issued, proactive.normative_documents.in_force"},
		{"of keys", ": proactive.normative_documents.issued, proactive.normative_documents.in_force"}
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0)
			return strstr(message, known[i].words) != NULL;
	return false;
}

/*
 * Every name in braces is one that is known and filled in, and what a report
 * says is never taken for a name.
 */
static void
check_templates(void)
{
	MallocArena arena;

	malloc_arena_init(&arena);
	for (int rule = 0; rule < GR_RULES; rule++)
	{
		const char *template = gr_rules[rule].message;
		GrCheck		check;
		GrBuffer	buffer;
		char		message[1000];

		full_check((GrRuleId) rule, &check);
		gr_buffer_init(&buffer, &arena.arena, 0);
		gr_check_message(&check, &buffer);
		gr_buffer_add(&buffer, "", 1);
		snprintf(message, sizeof(message), "%s", buffer.data);
		for (const char *p = strchr(template, '{'); p != NULL; p = strchr(p + 1, '{'))
			CHECK(strchr(p, '}') != NULL && stands_for(p + 1, strcspn(p + 1, "}"), message),
				  "%s: %s", gr_rules[rule].name, message);
		check.text = text_of("x");
		gr_buffer_init(&buffer, &arena.arena, 0);
		gr_check_message(&check, &buffer);
		gr_buffer_add(&buffer, "", 1);
		CHECK(strpbrk(buffer.data, "{}") == NULL, "%s: %s", gr_rules[rule].name, buffer.data);
		malloc_arena_reset(&arena);
	}
}

/* Sums in words: counts and amounts, to the ends of what there can be. */
static void
check_numbers(void)
{
	static const struct
	{
		GrWide		value;
		bool		amount;
		const char *words;
	}			cases[] = {
		{0, false, "0"}, {0, true, "0"}, {7, false, "7"}, {-7, false, "-7"},
		{1, true, "0.000001"}, {-1, true, "-0.000001"}, {1000000, true, "1"},
		{-500000, true, "-0.5"}, {1234500, true, "1.2345"}, {120, true, "0.00012"},
		{10000000, true, "10"}, {10000000, false, "10000000"},
		{INT64_MAX, false, "9223372036854775807"}, {INT64_MIN, false, "-9223372036854775808"},
		{(GrWide) INT64_MAX * 22, false, "202914184810805067754"},
		{(GrWide) INT64_MIN * 22, true, "-202914184810805.067776"},
	};
	char		words[64];
	char		small[4];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		gr_wide_print(cases[i].value, cases[i].amount, words, sizeof(words));
		CHECK(strcmp(words, cases[i].words) == 0, "%s, not %s", words, cases[i].words);
	}
	gr_wide_print(123456, false, small, sizeof(small));
	CHECK(strcmp(small, "123") == 0, "cut to its room: %s", small);
}

/* ---------- equations ---------- */

/* The figures of an equation that are numbers of a report. */
static int
present_terms(const GrEquation *equation, const GrReport *report, int figures[GR_EQUATION_TERMS])
{
	int			n = 0;

	for (int i = 0; i < equation->nterms; i++)
		if (report->state[equation->terms[i].figure] == GR_NUMBER)
			figures[n++] = equation->terms[i].figure;
	return n;
}

/* Where the check of an equation is. */
static void
equation_location(const GrEquation *equation, const GrReport *report, char *out, size_t size)
{
	int			figures[GR_EQUATION_TERMS];
	const char *key;

	present_terms(equation, report, figures);
	key = gr_figures[figures[0]].key;
	if (equation->row != GR_NONE)
		snprintf(out, size, "%.*s", (int) (strrchr(key, '.') - key), key);
	else
		snprintf(out, size, "%.*s.*.%s", (int) (strchr(key, '.') - key), key,
				 gr_columns[equation->column].key);
}

/* One figure of an equation is one too high: it fails by one. */
static void
check_broken(const GrEquation *equation, const GrReport *clean, int figure, const char *location)
{
	static GrReport report;
	const Checked *found;
	GrWide		difference;

	report = *clean;
	report.value[figure]++;
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true),
					   equation->rule, location);
	if (!CHECK(found != NULL, "%s: %s one higher", location, gr_figures[figure].key))
		return;
	difference = found->check.actual - found->check.expected;
	CHECK(found->check.status == GR_STATUS_FAIL && (difference == 1 || difference == -1) &&
		  found->check.has_expected && found->check.has_actual && found->check.nmissing == 0,
		  "%s: %s", location, found->message);
}

/* One figure of an equation is without a number: it is open. */
static void
check_open(const GrEquation *equation, const GrReport *clean, int figure, GrState state,
		   const char *location)
{
	static GrReport report;
	const Checked *found;

	report = *clean;
	report.state[figure] = (uint8_t) state;
	report.value[figure] = 0;
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false),
					   equation->rule, location);
	if (!CHECK(found != NULL, "%s without %s", location, gr_figures[figure].key))
		return;
	CHECK(found->check.status == GR_STATUS_NOT_EVALUABLE && found->check.nmissing == 1 &&
		  found->check.missing[0] == figure, "%s: %s", location, found->message);
	CHECK(strstr(found->message, " cannot be decided without ") != NULL &&
		  strstr(found->message, gr_figures[figure].key) != NULL, "%s", found->message);
}

/* Every equation of an edition: it holds, fails for each figure, is open. */
static int
check_equations_of(const GrReport *clean)
{
	int			equations = 0;

	for (int i = 0; i < gr_nequations; i++)
	{
		const GrEquation *equation = &gr_equations[i];
		int			figures[GR_EQUATION_TERMS];
		int			n = present_terms(equation, clean, figures);
		char		location[100];
		const Checked *found;

		if (n == 0)
			continue;
		equations++;
		equation_location(equation, clean, location, sizeof(location));
		found = find_check(check_report(clean, GR_SEVERITY_NOTICE, GR_MISSING_STRICT, false),
						   equation->rule, location);
		if (!CHECK(found != NULL, "%s of %s", gr_rules[equation->rule].name, location))
			continue;
		CHECK(found->check.status == GR_STATUS_PASS && found->check.nkeys == n &&
			  memcmp(found->message, "holds", 6) == 0, "%s: %s", location, found->message);
		for (int j = 0; j < n; j++)
		{
			if (equation->relation == GR_EQUAL)
				check_broken(equation, clean, figures[j], location);
			check_open(equation, clean, figures[j], j % 2 == 0 ? GR_BLANK : GR_ABSENT, location);
		}
	}
	return equations;
}

/* The counts of the form: rows and columns of table three, groups of table four. */
static void
check_equations(void)
{
	int			count_2021 = check_equations_of(&clean_2021);
	int			count_2019 = check_equations_of(&clean_2019);

	CHECK(count_2021 == 25 + 7 + 7 + 3 + 2, "%d equations in edition 2021", count_2021);
	CHECK(count_2019 == 23 + 7 + 7 + 3 + 2, "%d equations in edition 2019", count_2019);
}

/* The words of one case of each rule, and its numbers. */
static void
check_words_of(const GrReport *report, GrRuleId rule, const char *location, int64_t expected,
			   int64_t actual, const char *message)
{
	const CheckedList *list = check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true);
	const Checked *found = find_check(list, rule, location);

	if (!CHECK(found != NULL, "no %s at %s", gr_rules[rule].name, location))
		return;
	CHECK(find_rule(list, rule, (int) (found - list->checks) + 1) == NULL, "%s once", gr_rules[rule].name);
	CHECK(strcmp(found->message, message) == 0, "%s", found->message);
	CHECK(found->check.has_expected && found->check.expected == expected &&
		  found->check.has_actual && found->check.actual == actual, "numbers of %s", location);
}

/* One fault of every rule, in its words. */
static void
check_messages(void)
{
	static GrReport report;

	gr_report_init(&report, 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & GR_2021)
			report.state[i] = GR_NUMBER;
	set_number(&report, "requests.received.natural_person", 12);
	set_number(&report, "requests.received.enterprise", 3);
	set_number(&report, "requests.received.total", 51);
	set_number(&report, "requests.granted.other", 9);
	set_number(&report, "requests.granted.total", 9);
	set_number(&report, "requests.concluded.natural_person", 12);
	set_number(&report, "requests.concluded.enterprise", 3);
	set_number(&report, "requests.concluded.total", 15);
	set_number(&report, "remedies.reconsideration.upheld", 10);
	set_number(&report, "remedies.reconsideration.corrected", 1);
	check_words_of(&report, GR_RULE_requests_row_total, "requests.received", 15, 51,
				   "requests.received: the applicant columns add up to 15, the total is 51");
	check_words_of(&report, GR_RULE_requests_balance, "requests.*.total", 51, 15,
				   "requests.*.total: received and carried in are 51, concluded and carried forward are 15");
	check_words_of(&report, GR_RULE_remedies_total, "remedies.reconsideration", 11, 0,
				   "remedies.reconsideration: the results add up to 11, the total is 0");
	set_number(&report, "requests.granted.natural_person", 12);
	set_number(&report, "requests.granted.enterprise", 3);
	set_number(&report, "requests.granted.total", 15);
	check_words_of(&report, GR_RULE_requests_outcomes_total, "requests.*.other", 9, 0,
				   "requests.*.other: the outcomes add up to 9, the requests concluded are 0");
	set_number(&report, "proactive.normative_documents.issued", 8);
	set_number(&report, "proactive.normative_documents.repealed", 1);
	set_number(&report, "proactive.normative_documents.in_force", 6);
	check_words_of(&report, GR_RULE_proactive_in_force, "proactive.normative_documents", 7, 6,
				   "proactive.normative_documents: at least 7 would follow from the year's figures, 6 is given");
	set_number(&report, "proactive.fees.amount", -500000);
	check_words_of(&report, GR_RULE_figure_negative, "proactive.fees.amount", 0, -500000,
				   "proactive.fees.amount is -0.5, which is below zero");
}

/* Stocks: at least, not equal; and of edition 2019 another pair. */
static void
check_stocks(void)
{
	static GrReport report;
	GrRuleId	rule = GR_RULE_proactive_in_force;
	const Checked *found;

	report = clean_2021;
	set_number(&report, "proactive.regulations.issued", 3);
	set_number(&report, "proactive.regulations.repealed", 5);
	set_number(&report, "proactive.regulations.in_force", 0);
	set_number(&report, "proactive.normative_documents.issued", 2);
	set_number(&report, "proactive.normative_documents.repealed", 0);
	set_number(&report, "proactive.normative_documents.in_force", 90);
	CHECK(find_rule(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true), rule, 0) == NULL,
		  "more repealed than issued, and more in force than issued");
	set_state(&report, "proactive.normative_documents.in_force", GR_UNREADABLE);
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false), rule,
					   "proactive.normative_documents");
	CHECK(found != NULL && found->check.status == GR_STATUS_NOT_EVALUABLE, "in force unreadable");
	set_number(&report, "proactive.normative_documents.in_force", 1);
	set_state(&report, "proactive.normative_documents.repealed", GR_BLANK);
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false), rule,
					   "proactive.normative_documents");
	CHECK(found != NULL && found->check.status == GR_STATUS_NOT_EVALUABLE,
		  "what was repealed is blank and could make it hold");
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_ZERO, false), rule,
					   "proactive.normative_documents");
	CHECK(found != NULL && found->check.status == GR_STATUS_FAIL, "blank is zero");
	set_number(&report, "proactive.normative_documents.repealed", 0);
	set_state(&report, "proactive.normative_documents.issued", GR_BLANK);
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false), rule,
					   "proactive.normative_documents");
	CHECK(found != NULL && found->check.status == GR_STATUS_NOT_EVALUABLE, "what was issued is blank");

	report = clean_2019;
	set_number(&report, "proactive.regulations.made", 9);
	set_number(&report, "proactive.regulations.newly_disclosed", 4);
	set_number(&report, "proactive.regulations.disclosed_total", 4);
	set_number(&report, "proactive.normative_documents.newly_disclosed", 0);
	CHECK(find_rule(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true), rule, 0) == NULL,
		  "more made than disclosed");
	set_number(&report, "proactive.regulations.disclosed_total", 3);
	check_words_of(&report, rule, "proactive.regulations", 4, 3,
				   "proactive.regulations: at least 4 would follow from the year's figures, 3 is given");
}

/* ---------- what is missing ---------- */

/* The status of the reconsiderations' total by a policy. */
static const Checked *
remedies_check(const GrReport *report, GrMissing missing)
{
	return find_check(check_report(report, GR_SEVERITY_ERROR, missing, false),
					  GR_RULE_remedies_total, "remedies.reconsideration");
}

/* What is known decides a sum where it can; policies. */
static void
check_missing(void)
{
	static const struct
	{
		int			upheld, corrected, total;	/* -1 blank, -2 not applicable, -3 unreadable, -4 absent */
		GrStatus	status[GR_MISSING_POLICIES];
		bool		unverified;	/* by the strict policy */
		int			missing[GR_MISSING_POLICIES];
	}			cases[] = {
#define P GR_STATUS_PASS
#define F GR_STATUS_FAIL
#define N GR_STATUS_NOT_EVALUABLE
		{1, 2, 3, {P, P, P}, false, {0, 0, 0}},
		{1, 2, 4, {F, F, F}, false, {0, 0, 0}},
		{1, -1, 3, {N, F, F}, true, {1, 0, 1}},
		{1, -1, 1, {N, P, F}, true, {1, 0, 1}},
		{4, -1, 3, {F, F, F}, false, {1, 0, 1}},
		{4, -2, 4, {N, P, F}, true, {1, 0, 1}},
		{4, -3, 5, {N, N, F}, true, {1, 1, 1}},
		{4, -4, 5, {N, N, F}, true, {1, 1, 1}},
		{4, -3, 3, {F, F, F}, false, {1, 1, 1}},
		{1, 2, -1, {N, F, F}, true, {1, 0, 1}},
		{0, 0, -1, {N, P, F}, true, {1, 0, 1}},
		{-1, -3, 0, {N, N, F}, true, {2, 1, 2}},
		{-1, -2, -1, {N, P, F}, true, {3, 0, 3}},
		{-4, -4, -4, {N, N, F}, true, {3, 3, 3}},
		{-1, 0, -3, {N, N, F}, true, {2, 1, 2}},
#undef P
#undef F
#undef N
	};
	static const GrState states[] = {GR_NUMBER, GR_BLANK, GR_NOT_APPLICABLE, GR_UNREADABLE, GR_ABSENT};
	static const char *const keys[] = {"remedies.reconsideration.upheld",
		"remedies.reconsideration.corrected", "remedies.reconsideration.total"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		static GrReport report;
		int			values[] = {cases[i].upheld, cases[i].corrected, cases[i].total};

		report = clean_2021;
		set_number(&report, "remedies.reconsideration.other", 0);
		set_number(&report, "remedies.reconsideration.pending", 0);
		for (int j = 0; j < 3; j++)
			if (values[j] < 0)
				set_state(&report, keys[j], states[-values[j]]);
			else
				set_number(&report, keys[j], values[j]);
		for (int missing = 0; missing < GR_MISSING_POLICIES; missing++)
		{
			const Checked *found = remedies_check(&report, (GrMissing) missing);

			CHECK(found != NULL && found->check.status == cases[i].status[missing] &&
				  found->check.nmissing == cases[i].missing[missing],
				  "case %zu, %s: %s", i, gr_missing_name((GrMissing) missing),
				  found == NULL ? "none" : found->message);
			CHECK(found != NULL && found->check.unverified ==
				  (missing == GR_MISSING_STRICT && cases[i].unverified), "case %zu, %d", i, missing);
		}
	}
}

/* The words of what is missing. */
static void
check_missing_words(void)
{
	static GrReport report;
	const Checked *found;

	report = clean_2021;
	set_number(&report, "remedies.reconsideration.upheld", 4);
	set_number(&report, "remedies.reconsideration.total", 3);
	set_state(&report, "remedies.reconsideration.corrected", GR_BLANK);
	set_number(&report, "remedies.reconsideration.other", 0);
	set_number(&report, "remedies.reconsideration.pending", 0);
	found = remedies_check(&report, GR_MISSING_POSSIBLE);
	CHECK(strcmp(found->message, "remedies.reconsideration: the results add up to 4, the total is 3, "
				 "whatever is missing (remedies.reconsideration.corrected)") == 0, "%s", found->message);
	set_number(&report, "remedies.reconsideration.total", 5);
	found = remedies_check(&report, GR_MISSING_POSSIBLE);
	CHECK(strcmp(found->message, "remedies.reconsideration cannot be decided without "
				 "remedies.reconsideration.corrected") == 0, "%s", found->message);
	found = remedies_check(&report, GR_MISSING_STRICT);
	CHECK(strcmp(found->message, "remedies.reconsideration cannot be verified without "
				 "remedies.reconsideration.corrected") == 0, "%s", found->message);
	for (int i = 0; i < GR_FIGURES; i++)
		if (report.state[i] == GR_NUMBER)
		{
			report.state[i] = GR_BLANK;
			report.value[i] = 0;
		}
	found = find_rule(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true),
					  GR_RULE_figure_blank, 0);
	CHECK(found != NULL && found->check.nkeys == 200 && found->check.nmissing == 200 &&
		  strcmp(found->location, "report") == 0 &&
		  strstr(found->message, " and 192 more") != NULL, "%s", found == NULL ? "none" : found->message);
}

/* ---------- other processing, in mixed reports ---------- */

/* Sets or clears a row of a report. */
static void
set_row(GrReport *report, int row, GrState state, int64_t value)
{
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
	{
		int			figure = gr_figure_at(row, column);

		report->state[figure] = (uint8_t) state;
		report->value[figure] = state == GR_NUMBER ? value * (column == GR_COLUMN_total ? 6 : 1) : 0;
	}
}

/*
 * Any of the rows for "other processing" in a report of either edition.  Those
 * that are there are added up; a row of the own edition that is not there is
 * missing, unless the report has one of the other's.
 */
static void
check_other_rows(void)
{
	static const int rows[] = {GR_ROW_other_not_corrected_in_time, GR_ROW_other_fee_unpaid,
		GR_ROW_other_other, GR_ROW_other_unspecified};

	for (int edition = 2019; edition <= 2021; edition += 2)
		for (int there = 0; there < 16; there++)
			for (int state = GR_NUMBER; state < GR_STATES; state++)
			{
				static GrReport report;
				const CheckedList *list;
				const Checked *found;
				int			count = 0;
				bool		foreign = edition == 2019 ? (there & 7) != 0 : (there & 8) != 0;
				int			own_missing = foreign ? 0 :
					edition == 2019 ? 1 : 3 - __builtin_popcount((unsigned) there & 7);

				gr_report_init(&report, edition);
				for (int i = 0; i < GR_FIGURES; i++)
					if (gr_figures[i].table == GR_REQUESTS && gr_figures[i].editions == GR_BOTH)
						report.state[i] = GR_NUMBER;
				for (int i = 0; i < 4; i++)
					if (there & (1 << i))
					{
						set_row(&report, rows[i], (GrState) state, i + 1);
						count += i + 1;
					}
				if (edition == 2019 && (there & 8))
					own_missing = 0;
				if (state != GR_NUMBER)
					count = 0;
				set_row(&report, GR_ROW_concluded, GR_NUMBER, count);
				set_row(&report, GR_ROW_received, GR_NUMBER, count);
				list = check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, false);
				found = find_check(list, GR_RULE_requests_outcomes_total, "requests.*.total");
				CHECK(found != NULL && found->check.status ==
					  (own_missing > 0 || (state != GR_NUMBER && there != 0) ?
					   GR_STATUS_NOT_EVALUABLE : GR_STATUS_PASS) &&
					  found->check.nmissing == own_missing +
					  (state != GR_NUMBER ? __builtin_popcount((unsigned) there) : 0),
					  "edition %d, rows %d: %s", edition, there, found ? found->message : "none");
				for (int i = 0; i < 4; i++)
				{
					bool		own = (gr_rows[rows[i]].editions & gr_edition_mask(edition)) != 0;
					char		location[60];

					snprintf(location, sizeof(location), "requests.%s", gr_rows[rows[i]].key);
					found = find_check(list, GR_RULE_requests_row_total, location);
					CHECK((found != NULL) == ((there & (1 << i)) != 0 || (own && !foreign)),
						  "edition %d, rows %d: %s", edition, there, location);
				}
			}
}

/* ---------- extremes ---------- */

/* Numbers at the ends of int64: sums do not wrap around. */
static void
check_extremes(void)
{
	static GrReport report;
	const CheckedList *list;
	const Checked *found;

	report = clean_2021;
	for (int i = 0; i < GR_FIGURES; i++)
		if (report.state[i] == GR_NUMBER)
			report.value[i] = INT64_MAX;
	list = check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, true);
	found = find_check(list, GR_RULE_requests_outcomes_total, "requests.*.total");
	CHECK(found != NULL && strcmp(found->message, "requests.*.total: the outcomes add up to "
								  "193690812773950291947, the requests concluded are 9223372036854775807") == 0,
		  "%s", found ? found->message : "none");
	CHECK(find_rule(list, GR_RULE_requests_balance, 0) == NULL, "the balances hold");
	for (int i = 0; i < GR_FIGURES; i++)
		if (report.state[i] == GR_NUMBER)
			report.value[i] = INT64_MIN;
	list = check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true);
	found = find_check(list, GR_RULE_requests_row_total, "requests.received");
	CHECK(found != NULL && found->check.expected == (GrWide) INT64_MIN * 6, "six of the smallest");
	found = find_check(list, GR_RULE_figure_negative, "proactive.fees.amount");
	CHECK(found != NULL && strcmp(found->message, "proactive.fees.amount is -9223372036854.775808, "
								  "which is below zero") == 0, "%s", found ? found->message : "none");
	/* issued less repealed at opposite ends */
	set_number(&report, "proactive.regulations.issued", INT64_MAX);
	found = find_check(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true),
					   GR_RULE_proactive_in_force, "proactive.regulations");
	CHECK(found != NULL && found->check.expected == (GrWide) INT64_MAX - INT64_MIN, "two to the 64th less one");
	/* what wraps around to the right sum in 64 bits does not hold */
	report = clean_2021;
	set_row(&report, GR_ROW_granted, GR_NUMBER, 0);
	set_number(&report, "requests.granted.natural_person", INT64_MAX);
	set_number(&report, "requests.granted.enterprise", INT64_MAX);
	set_number(&report, "requests.granted.total", -2);
	found = find_check(check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, true),
					   GR_RULE_requests_row_total, "requests.granted");
	CHECK(found != NULL && found->check.expected == (GrWide) INT64_MAX * 2, "wrapped around");
}

/* ---------- figure.* ---------- */

/* The status of a rule about the whole report. */
static GrStatus
whole_status(const GrReport *report, GrRuleId rule)
{
	const Checked *found = find_rule(check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false), rule, 0);

	return found == NULL ? GR_STATUSES : found->check.status;
}

/* figure.negative: every figure that counts, and none of those that change. */
static void
check_negative(void)
{
	static GrReport report;
	int			changes = 0;

	CHECK(whole_status(&clean_2021, GR_RULE_figure_negative) == GR_STATUS_PASS, "2021");
	CHECK(whole_status(&clean_2019, GR_RULE_figure_negative) == GR_STATUS_PASS, "2019");
	for (int i = 0; i < GR_FIGURES; i++)
	{
		const Checked *found;

		report = gr_figures[i].editions & GR_2021 ? clean_2021 : clean_2019;
		report.value[i] = -1;
		found = find_rule(check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, true),
						  GR_RULE_figure_negative, 0);
		changes += gr_figure_unit(i) == GR_UNIT_CHANGE;
		CHECK((found != NULL) == (gr_figure_unit(i) != GR_UNIT_CHANGE), "%s", gr_figures[i].key);
		CHECK(found == NULL || (strcmp(found->location, gr_figures[i].key) == 0 &&
								found->check.actual == -1 && found->check.expected == 0 &&
								found->check.nkeys == 1), "%s", gr_figures[i].key);
	}
	CHECK(changes == 5, "%d figures that change", changes);
}

/* figure.unreadable: with the text, one check for each. */
static void
check_unreadable(void)
{
	static GrReport report;
	GrNote		notes[1] = {{GR_NOTE_UNREADABLE, 0, 7, text_of("1{text}O")}};
	const CheckedList *list;
	const Checked *found;

	CHECK(whole_status(&clean_2021, GR_RULE_figure_unreadable) == GR_STATUS_PASS, "all readable");
	report = clean_2021;
	set_state(&report, "requests.received.total", GR_UNREADABLE);
	set_state(&report, "requests.concluded.total", GR_UNREADABLE);
	notes[0].figure = gr_figure_find("requests.received.total", strlen("requests.received.total"));
	report.notes = notes;
	report.nnotes = 1;
	list = check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_ZERO, true);
	found = find_check(list, GR_RULE_figure_unreadable, "requests.received.total");
	CHECK(found != NULL && strcmp(found->message, "requests.received.total cannot be read as a number: "
								  "1{text}O") == 0, "%s", found ? found->message : "none");
	CHECK(found != NULL && found->check.nkeys == 1 && found->check.nmissing == 1 &&
		  !found->check.has_expected && !found->check.has_actual, "no numbers");
	found = find_check(list, GR_RULE_figure_unreadable, "requests.concluded.total");
	CHECK(found != NULL && strpbrk(found->message, "{}") == NULL, "without a text");
	CHECK(list->count == 2, "nothing else: %d", list->count);
}

/* figure.uncertain: one check for each kind of note that limits trust. */
static void
check_uncertain(void)
{
	static GrReport report;
	static GrNote notes[2];
	const Checked *found;

	CHECK(whole_status(&clean_2021, GR_RULE_figure_uncertain) == GR_STATUS_NOT_EVALUABLE,
		  "figures alone keep no notes");
	report = clean_2021;
	report.title = text_of("甲县人民政府2023年政府信息公开工作年度报告");
	CHECK(whole_status(&report, GR_RULE_figure_uncertain) == GR_STATUS_PASS, "no notes");
	report.notes = notes;
	for (int code = 0; code < GR_NOTES; code++)
	{
		notes[0].code = notes[1].code = (GrNoteCode) code;
		notes[0].figure = 20;
		notes[1].figure = 30;
		report.nnotes = 2;
		found = find_rule(check_report(&report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, true),
						  GR_RULE_figure_uncertain, 0);
		CHECK((found != NULL) == gr_note_is_doubt((GrNoteCode) code), "%s", gr_note_code((GrNoteCode) code));
		CHECK(found == NULL || (found->check.nkeys == 2 && strcmp(found->location, "report") == 0 &&
								strstr(found->message, gr_note_message((GrNoteCode) code)) == found->message),
			  "%s", found ? found->message : "");
	}
	/* corrected since */
	notes[0].code = GR_NOTE_GLUED_CUT;
	notes[1].code = GR_NOTE_CORRECTED;
	notes[1].figure = notes[0].figure;
	CHECK(find_rule(check_report(&report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, true),
					GR_RULE_figure_uncertain, 0) == NULL, "a corrected figure");
	report.nnotes = 1;
	found = find_rule(check_report(&report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, true),
					  GR_RULE_figure_uncertain, 0);
	CHECK(found != NULL && strcmp(found->location, gr_figures[20].key) == 0, "one figure is its place");
	notes[0].figure = GR_NONE;
	notes[0].raw = text_of("甲\t1\t2");
	found = find_rule(check_report(&report, GR_SEVERITY_WARNING, GR_MISSING_POSSIBLE, true),
					  GR_RULE_figure_uncertain, 0);
	CHECK(found != NULL && found->check.nkeys == 0 && strstr(found->message, ": 甲 1 2") != NULL, "%s", found ? found->message : "none");
}

/* figure.blank: one check with all of them. */
static void
check_blank(void)
{
	static GrReport report;
	const Checked *found;

	CHECK(whole_status(&clean_2021, GR_RULE_figure_blank) == GR_STATUS_PASS, "nothing blank");
	report = clean_2021;
	set_state(&report, "requests.received.total", GR_NOT_APPLICABLE);
	CHECK(whole_status(&report, GR_RULE_figure_blank) == GR_STATUS_PASS, "a stroke is no blank");
	set_state(&report, "proactive.fees.amount", GR_BLANK);
	set_state(&report, "requests.granted.other", GR_BLANK);
	found = find_rule(check_report(&report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true),
					  GR_RULE_figure_blank, 0);
	CHECK(found != NULL && strcmp(found->message,
								  "cells are blank: proactive.fees.amount, requests.granted.other") == 0,
		  "%s", found ? found->message : "none");
}

/* ---------- what is given ---------- */

/* Is every rule that a report can be checked for given at least once? */
static void
check_complete(const CheckedList *list, GrSeverity severity)
{
	for (int rule = 0; rule < GR_RULE_continuity_carried_in; rule++)
	{
		bool		wanted = gr_rules[rule].severity >= severity &&
			(gr_rules[rule].editions & gr_edition_mask(list->report->edition)) != 0;

		CHECK((find_rule(list, (GrRuleId) rule, 0) != NULL) == wanted, "%s", gr_rules[rule].name);
	}
}

/* Are checks of one list those of another that some condition picks? */
static bool
same_check(const Checked *a, const Checked *b)
{
	return a->fingerprint == b->fingerprint && a->check.rule == b->check.rule &&
		a->check.status == b->check.status && strcmp(a->location, b->location) == 0 &&
		strcmp(a->message, b->message) == 0;
}

static CheckedList all;

/* The options pick out of all checks, and change nothing else. */
static void
check_options(const GrReport *report, GrMissing missing)
{
	all = *check_report(report, GR_SEVERITY_NOTICE, missing, false);
	check_complete(&all, GR_SEVERITY_NOTICE);
	for (int i = 1; i < all.count; i++)
		CHECK(all.checks[i - 1].check.rule <= all.checks[i].check.rule, "order of rules");
	for (int severity = 0; severity < GR_SEVERITIES; severity++)
		for (int failures_only = 0; failures_only < 2; failures_only++)
		{
			const CheckedList *some = check_report(report, (GrSeverity) severity, missing, failures_only);
			int			at = 0;

			for (int i = 0; i < all.count; i++)
			{
				const Checked *one = &all.checks[i];

				if ((int) gr_rules[one->check.rule].severity < severity ||
					(failures_only && one->check.status != GR_STATUS_FAIL))
					continue;
				if (!CHECK(at < some->count && same_check(one, &some->checks[at]),
						   "severity %d, failures only %d: %s", severity, failures_only, one->message))
					return;
				at++;
			}
			CHECK(at == some->count, "severity %d, failures only %d: more", severity, failures_only);
		}
}

/* The receiver ends the checking wherever it likes. */
static void
check_stopping(const GrReport *report)
{
	GrCheckOptions options = {GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false};
	MallocArena memory;

	malloc_arena_init(&memory);
	all = *check_report_with(report, &options, &memory.arena, 0);
	for (int stop = 1; stop <= all.count; stop++)
	{
		const CheckedList *some = check_report_with(report, &options, &memory.arena, stop);

		CHECK(!some->finished && some->count == stop &&
			  same_check(&all.checks[stop - 1], &some->checks[stop - 1]), "ended at %d", stop);
	}
	malloc_arena_reset(&memory);
}

/* With little memory the figures are judged all the same. */
static void
check_without_memory(const GrReport *report)
{
	GrCheckOptions options = {GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false};
	MallocArena memory;

	malloc_arena_init(&memory);
	all = *check_report(report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, false);
	for (int allowed = 0; allowed < 6; allowed++)
	{
		const CheckedList *some;
		int			at = 0;

		memory.allowed = allowed;
		some = check_report_with(report, &options, &memory.arena, 0);
		for (int i = 0; i < some->count && at < all.count; i++)
			if (gr_rules[some->checks[i].check.rule].severity == GR_SEVERITY_ERROR)
			{
				CHECK(same_check(&all.checks[at], &some->checks[i]), "%d allocations", allowed);
				at++;
			}
		CHECK(at == all.count, "%d allocations: checks are lost", allowed);
		memory.allowed = -1;
		malloc_arena_reset(&memory);
	}
}

/* Different faults of figures have different fingerprints. */
static void
check_distinct(const GrReport *report)
{
	const CheckedList *list = check_report(report, GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, false);

	for (int i = 0; i < list->count && list->checks[i].check.rule < GR_RULE_structure_section_missing; i++)
		for (int j = 0; j < i; j++)
			if (list->checks[i].fingerprint == list->checks[j].fingerprint)
				CHECK(false, "%s and %s", list->checks[i].location, list->checks[j].location);
}

/* Random reports of any kind. */
static void
check_random(void)
{
	Random		random = {4};
	MallocArena memory;

	malloc_arena_init(&memory);
	for (int n = 0; n < REPORTS; n++)
	{
		static GrReport report;

		random_report(&random, &memory.arena, &report);
		check_options(&report, (GrMissing) random_below(&random, GR_MISSING_POLICIES));
		if (n % 10 == 0)
		{
			check_stopping(&report);
			check_without_memory(&report);
			check_distinct(&report);
		}
		malloc_arena_reset(&memory);
	}
}

/* ---------- fingerprints ---------- */

/* A fingerprint changes with every figure of its check, with status and rule. */
static void
check_fingerprints(void)
{
	static GrReport report;
	static GrReport changed;
	Random		random = {9};
	GrCheck		check;

	consistent_report(&random, 2021, 9, &report);
	all = *check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, false);
	for (int i = 0; i < all.count; i++)
	{
		const Checked *one = &all.checks[i];

		for (int j = 0; j < one->check.nkeys; j++)
		{
			changed = report;
			changed.value[one->check.keys[j]] += 5;
			CHECK(gr_check_fingerprint(&changed, &one->check) != one->fingerprint, "%s", one->location);
			changed = report;
			changed.state[one->check.keys[j]] = GR_BLANK;
			CHECK(gr_check_fingerprint(&changed, &one->check) != one->fingerprint, "%s", one->location);
		}
		check = one->check;
		check.status = GR_STATUS_FAIL;
		CHECK(gr_check_fingerprint(&report, &check) != one->fingerprint, "status");
		check = one->check;
		check.rule = (GrRuleId) (check.rule + 1);
		CHECK(gr_check_fingerprint(&report, &check) != one->fingerprint, "rule");
		check = one->check;
		check.offset += 40;
		CHECK(gr_check_fingerprint(&report, &check) == one->fingerprint, "where in a text");
	}
	/* figures of other checks do not matter */
	changed = report;
	changed.value[gr_figure_at(GR_ROW_received, GR_COLUMN_total)] += 1;
	for (int i = 0; i < all.count; i++)
	{
		const Checked *one = &all.checks[i];
		bool		takes_part = false;

		for (int j = 0; j < one->check.nkeys; j++)
			takes_part |= one->check.keys[j] == gr_figure_at(GR_ROW_received, GR_COLUMN_total);
		CHECK(takes_part == (gr_check_fingerprint(&changed, &one->check) != one->fingerprint),
			  "%s", one->location);
	}
}

/* A value of the fingerprint written down: waivers keep them for years. */
static void
check_fingerprint_kept(void)
{
	static GrReport report;
	const Checked *found;

	gr_report_init(&report, 2021);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].editions & GR_2021)
			report.state[i] = GR_NUMBER;
	set_number(&report, "remedies.reconsideration.upheld", 10);
	set_number(&report, "remedies.reconsideration.total", 9);
	found = find_rule(check_report(&report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, true),
					  GR_RULE_remedies_total, 0);
	CHECK(found != NULL && found->fingerprint == UINT64_C(0x7C2FEF6679FBE11B), "%016llx",
		  found ? (unsigned long long) found->fingerprint : 0);
}

/* Reads a text, which must be a report. */
static void
read_text(const char *text, size_t len, const GrArena *arena, GrReading *reading)
{
	GrError		error = {.message = ""};

	CHECK(gr_read(text, len, arena, reading, &error), "%s", error.message);
}

/* The same report in canonical text, and as another layout without its mark:
 * bars for tabs, other line ends, and lines before it. */
static void
check_two_layouts(void)
{
	static GrReport report;
	static GrReading one;
	static GrReading two;
	Random		random = {31};
	MallocArena memory;
	GrBuffer	text;
	GrBuffer	other;

	malloc_arena_init(&memory);
	consistent_report(&random, 2021, 30, &report);
	report.year = 2023;
	report.title = text_of("甲县水务局2023年政府信息公开工作年度报告");
	report.authority = text_of("甲县水务局");
	set_number(&report, "requests.received.total", 7);
	set_number(&report, "remedies.reconsideration.total", 999);
	set_state(&report, "requests.carried_in.other", GR_BLANK);
	gr_buffer_init(&text, &memory.arena, 0);
	gr_write_text(&report, &text);
	read_text(text.data, text.len, &memory.arena, &one);
	gr_buffer_init(&other, &memory.arena, 0);
	gr_buffer_string(&other, "\r\n\r\n");
	for (size_t i = 0; i < text.len && text.data[i] != '#'; i++)
		if (text.data[i] == '\t')
			gr_buffer_string(&other, " | ");
		else if (text.data[i] == '\n')
			gr_buffer_string(&other, "\r\n");
		else
			gr_buffer_char(&other, text.data[i]);
	read_text(other.data, other.len, &memory.arena, &two);
	all = *check_report(&one.report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, false);
	{
		const CheckedList *list = check_report(&two.report, GR_SEVERITY_ERROR, GR_MISSING_POSSIBLE, false);
		int			failures = 0;

		CHECK(list->count == all.count, "%d and %d checks", all.count, list->count);
		for (int i = 0; i < all.count && i < list->count; i++)
		{
			failures += all.checks[i].check.status == GR_STATUS_FAIL;
			CHECK(same_check(&all.checks[i], &list->checks[i]), "%s, %s", all.checks[i].message,
				  list->checks[i].message);
		}
		CHECK(failures >= 3, "%d failures", failures);
	}
	malloc_arena_reset(&memory);
}

/* ---------- memory ---------- */

/* Counts allocations. */
typedef struct CountingArena
{
	MallocArena memory;
	long		allocations;
	size_t		bytes;
} CountingArena;

static void *
counting_alloc(void *context, size_t size)
{
	CountingArena *counting = context;

	counting->allocations++;
	counting->bytes += size;
	return malloc_arena_alloc(&counting->memory, size);
}

/* Takes any check. */
static bool
take(void *context, const GrCheck *check)
{
	(void) check;
	++*(int *) context;
	return true;
}

/* Gives a report the prose of one without fault, which names a figure. */
static void
add_prose(GrReport *report, const GrArena *arena)
{
	GrBuffer	prose;

	report->year = report->edition == 2019 ? 2020 : 2023;
	report->authority = text_of("甲县水务局");
	report->title = text_of(report->edition == 2019 ? "甲县水务局2020年政府信息公开工作年度报告" :
							"甲县水务局2023年政府信息公开工作年度报告");
	gr_buffer_init(&prose, arena, 0);
	gr_buffer_printf(&prose, "全年新收政府信息公开申请%lld件，比上年增加3件。\n组织培训2次。",
					 (long long) report->value[gr_figure_at(GR_ROW_received, GR_COLUMN_total)]);
	report->nsections = GR_FORM_SECTIONS;
	for (int i = 0; i < GR_FORM_SECTIONS; i++)
	{
		GrSection  *section = &report->sections[i];

		section->number = i + 1;
		section->heading = text_of(gr_section_titles[i + 1]);
		section->prose = text_of(i == 5 ? "本年度未收取信息处理费。" : "解读形式不够丰富。");
	}
	report->sections[0].prose.data = prose.data;
	report->sections[0].prose.len = prose.len;
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_PROACTIVE)
			report->value[i] = 0;
}

/* Checking a report without fault takes no memory, with prose neither. */
static void
check_memory(void)
{
	Random		random = {77};
	MallocArena texts;
	CountingArena counting = {.allocations = 0};
	GrArena		arena = {counting_alloc, malloc_arena_release, NULL, &counting};
	int			failures = 0;

	malloc_arena_init(&texts);
	malloc_arena_init(&counting.memory);
	for (int n = 0; n < 400; n++)
	{
		static GrReport report;

		consistent_report(&random, n % 2 ? 2019 : 2021, 1 + random_below(&random, 500), &report);
		for (int missing = 0; missing < GR_MISSING_POLICIES; missing++)
		{
			GrCheckOptions options = {GR_SEVERITY_ERROR, (GrMissing) missing, true};

			CHECK(gr_check(&report, &options, &arena, take, &failures), "ended");
			if (missing > 0 || n % 2 == 1)
				add_prose(&report, &texts.arena);
			if (report.nsections > 0)
				options.severity = GR_SEVERITY_NOTICE;
			CHECK(gr_check(&report, &options, &arena, take, &failures), "ended");
		}
		malloc_arena_reset(&texts);
	}
	CHECK(failures == 0, "%d failures in consistent reports", failures);
	CHECK(counting.allocations == 0, "%ld allocations", counting.allocations);
	malloc_arena_reset(&counting.memory);
}

/* The suite. */
void
test_rules(void)
{
	Random		random = {1};

	gr_rules_init();
	consistent_report(&random, 2021, 40, &clean_2021);
	consistent_report(&random, 2019, 40, &clean_2019);
	for (int i = 0; i < GR_FIGURES; i++)
		if (gr_figures[i].table == GR_PROACTIVE)
			clean_2021.value[i] = clean_2019.value[i] = 0;
	check_names();
	check_catalogue();
	check_templates();
	check_numbers();
	check_equations();
	check_messages();
	check_stocks();
	check_missing();
	check_missing_words();
	check_other_rows();
	check_extremes();
	check_negative();
	check_unreadable();
	check_uncertain();
	check_blank();
	check_random();
	check_fingerprints();
	check_fingerprint_kept();
	check_two_layouts();
	check_memory();
}
