/*
 * check.c
 *		Counting checks, for every program of tests that uses CHECK.
 */
#include "test.h"

#include <stdarg.h>

/* Failures beyond this many are counted, not printed. */
#define FAILURES_SHOWN 20

long		tests_passed = 0;
long		tests_failed = 0;

/* Counts a check, and tells of the first that fail. */
bool
test_check(bool ok, const char *file, int line, const char *condition,
		   const char *format,...)
{
	va_list		arguments;

	if (ok)
	{
		tests_passed++;
		return true;
	}
	if (++tests_failed <= FAILURES_SHOWN)
	{
		printf("%s:%d: failed: %s: ", file, line, condition);
		va_start(arguments, format);
		vprintf(format, arguments);
		va_end(arguments);
		printf("\n");
	}
	return false;
}
