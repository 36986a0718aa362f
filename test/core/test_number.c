/*
 * test_number.c
 *		Figures as decimal text.
 */
#include "test.h"

/* A count and an amount of the form. */
#define COUNT_KEY "requests.received.total"
#define AMOUNT_KEY "proactive.fees.amount"

/* The figure of a key. */
static int
figure_of_key(const char *key)
{
	return gr_figure_find(key, strlen(key));
}

/* What is printed, and that it reads back. */
static void
check_print(int figure, int64_t value, const char *expected)
{
	char		text[32];
	int64_t		back = 77;

	gr_number_print(figure, value, text, sizeof(text));
	CHECK(strcmp(text, expected) == 0, "%s printed as %s", expected, text);
	CHECK(gr_number_parse(figure, text, strlen(text), &back) && back == value,
		  "%s reads back as %lld", text, (long long) back);
}

/* What is no number of the figure. */
static void
check_refused(int figure, const char *text)
{
	int64_t		value;

	CHECK(!gr_number_parse(figure, text, strlen(text), &value), "%s is taken", text);
}

/* What reads as a number though it is printed otherwise. */
static void
check_parse(int figure, const char *text, int64_t expected)
{
	int64_t		value = expected + 1;

	CHECK(gr_number_parse(figure, text, strlen(text), &value) && value == expected,
		  "%s reads as %lld", text, (long long) value);
}

/* Every number reads back from what is printed. */
static void
check_random(int figure)
{
	Random		random = {11};
	char		text[32];

	for (int i = 0; i < 20000; i++)
	{
		int64_t		value = (int64_t) random_next(&random) >> random_below(&random, 64);
		int64_t		back = value + 1;

		gr_number_print(figure, value, text, sizeof(text));
		CHECK(gr_number_parse(figure, text, strlen(text), &back) && back == value,
			  "%s reads back as %lld", text, (long long) back);
	}
}

/* The suite. */
void
test_number(void)
{
	int			count = figure_of_key(COUNT_KEY);
	int			amount = figure_of_key(AMOUNT_KEY);
	static const char *const never[] = {
		"", "-", "+1", " 1", "1 ", "1,000", "1e3", "0x10", "--1", "1-", "１", ".", ".5", "1.", "-.5"
	};

	CHECK(gr_figure_is_amount(amount) && !gr_figure_is_amount(count), "units");
	check_print(count, 0, "0");
	check_print(count, 7, "7");
	check_print(count, -12, "-12");
	check_print(count, INT64_MAX, "9223372036854775807");
	check_print(count, INT64_MIN, "-9223372036854775808");
	check_print(amount, 0, "0");
	check_print(amount, 1, "0.000001");
	check_print(amount, -1, "-0.000001");
	check_print(amount, 1500000, "1.5");
	check_print(amount, 24252311082, "24252.311082");
	check_print(amount, 7545000000, "7545");
	check_print(amount, 100, "0.0001");
	check_print(amount, INT64_MAX, "9223372036854.775807");
	check_print(amount, INT64_MIN, "-9223372036854.775808");

	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
	{
		check_refused(count, never[i]);
		check_refused(amount, never[i]);
	}
	check_refused(count, "1.0");
	check_refused(count, "9223372036854775808");
	check_refused(count, "-9223372036854775809");
	check_refused(count, "99999999999999999999999999");
	check_refused(amount, "1.0000001");
	check_refused(amount, "1.2.3");
	check_refused(amount, "9223372036854.775808");
	check_refused(amount, "-9223372036854.775809");
	check_refused(amount, "9223372036855");
	check_parse(count, "007", 7);
	check_parse(count, "-0", 0);
	check_parse(count, "00000000000000000000000000000000000012", 12);
	check_parse(amount, "1.50", 1500000);
	check_parse(amount, "0.123456", 123456);
	check_random(count);
	check_random(amount);
}
