/*
 * main.c
 *		Runs the tests of the core and prints how many checks passed and failed.
 */
#include "test.h"

static const struct
{
	const char *name;
	void		(*run) (void);
}			suites[] = {
	{"report", test_report},
	{"number", test_number},
	{"utf8", test_utf8},
	{"bytes", test_bytes},
	{"html", test_html},
	{"encode", test_encode},
	{"sum", test_sum},
	{"text", test_text},
	{"json", test_json},
	{"traditional", test_traditional},
	{"pinyin", test_pinyin},
	{"corrections", test_corrections},
	{"continuity", test_continuity},
	{"reconcile", test_reconcile},
	{"rules", test_rules},
	{"suspects", test_suspects},
	{"rules-oracle", test_rules_oracle},
	{"rules-text", test_rules_text},
	{"narrative", test_narrative}
};

/*
 * Runs all suites, or those named as arguments.  "--seeds DIR" writes seeds for
 * the fuzz targets instead.
 */
int
main(int argc, char **argv)
{
	int			runs = 0;

	gr_form_init();
	if (argc == 3 && strcmp(argv[1], "--seeds") == 0)
		return !write_seeds(argv[2]);
	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++)
	{
		bool		wanted = argc < 2;
		long		before_passed = tests_passed;
		long		before_failed = tests_failed;

		for (int j = 1; j < argc; j++)
			wanted |= strcmp(argv[j], suites[i].name) == 0;
		if (!wanted)
			continue;
		suites[i].run();
		runs++;
		printf("%s: %ld passed, %ld failed\n", suites[i].name,
			   tests_passed - before_passed, tests_failed - before_failed);
	}
	printf("%ld passed, %ld failed\n", tests_passed, tests_failed);
	return tests_failed > 0 || runs == 0;
}
