/*
 * main.c
 *		Tests the search for suspects on random tables and prints how well it
 *		does.
 *
 *	test_suspects [--tables N] [--seed N] [--speed]
 *
 * N tables for each kind of damage (half as many with every figure wrong
 * alone, in ten ways); with --speed only measures how long it takes.
 */
#include "suspects_test.h"

int
main(int argc, char **argv)
{
	long		tables = 2000;
	Random		random = {1};
	bool		speed = false;

	for (int i = 1; i < argc; i++)
	{
		if (strcmp(argv[i], "--speed") == 0)
			speed = true;
		else if (strcmp(argv[i], "--tables") == 0 && i + 1 < argc)
			tables = atol(argv[++i]);
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			random.state = (uint64_t) atoll(argv[++i]);
		else
		{
			fprintf(stderr, "usage: test_suspects [--tables N] [--seed N] [--speed]\n");
			return 2;
		}
	}
	gr_form_init();
	if (speed)
	{
		run_speed(&random, tables);
		return 0;
	}
	run_singles(&random, (tables + 1) / 2);
	run_pairs(&random, tables);
	run_acts(&random, tables);
	run_oracle(&random, (tables + 3) / 4);
	run_fuzz(&random, tables);
	printf("%ld passed, %ld failed\n", tests_passed, tests_failed);
	return tests_failed > 0;
}
