/*
 * suspects_digits.c
 *		Numbers as rows of digits: how one can be mistaken for another.
 */
#include "suspecting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_SIZE 24

/* Does a text without the digit at a place equal another? */
static bool
equal_without(const char *longer, size_t at, const char *shorter)
{
	return memcmp(longer, shorter, at) == 0 && strcmp(longer + at + 1, shorter + at) == 0;
}

/* Is the shorter text the longer one without one of its digits? */
static bool
lacks_one(const char *longer, const char *shorter)
{
	size_t		len = strlen(longer);

	if (strlen(shorter) + 1 != len)
		return false;
	for (size_t at = 0; at < len; at++)
		if (equal_without(longer, at, shorter))
			return true;
	return false;
}

/* How two texts of one length differ. */
static int
compare_digits(const char *a, const char *b, size_t len)
{
	size_t		first = 0;
	size_t		last = len;

	while (first < len && a[first] == b[first])
		first++;
	if (first == len)
		return GR_NONE;
	while (a[last - 1] == b[last - 1])
		last--;
	if (last - first == 2 && a[first] == b[first + 1] && a[first + 1] == b[first])
		return GR_SUSPECT_TRANSPOSED;
	if (last - first == 1 && len > 1)
		return GR_SUSPECT_MISREAD;
	return GR_NONE;
}

/* How the digits of what is reported differ from what is implied. */
int
gr_digits_reason(int64_t reported, int64_t implied)
{
	char		a[DIGITS_SIZE];
	char		b[DIGITS_SIZE];

	if (reported < 0 || implied < 0)
		return GR_NONE;
	snprintf(a, sizeof(a), "%" PRId64, reported);
	snprintf(b, sizeof(b), "%" PRId64, implied);
	if (lacks_one(b, a))
		return GR_SUSPECT_DROPPED;
	if (lacks_one(a, b))
		return GR_SUSPECT_ADDED;
	if (strlen(a) == strlen(b))
		return compare_digits(a, b, strlen(a));
	return GR_NONE;
}

/* Puts the digits of two numbers one behind the other. */
bool
gr_digits_join(int64_t left, int64_t right, int64_t *joined)
{
	GrWide		wide = left;
	int64_t		rest = right;

	if (left <= 0 || right < 0)
		return false;
	do
		wide *= 10;
	while ((rest /= 10) != 0);
	wide += right;
	if (wide > INT64_MAX)
		return false;
	*joined = (int64_t) wide;
	return true;
}

/* Cuts the last digits off a number; no part may begin with a superfluous 0. */
bool
gr_digits_cut(int64_t number, int last, int64_t *left, int64_t *right)
{
	int64_t		scale = 1;

	if (number < 10 || last < 1 || last > 18)
		return false;
	for (int i = 0; i < last; i++)
		scale *= 10;
	*left = number / scale;
	*right = number % scale;
	return *left > 0 && (last == 1 || *right >= scale / 10);
}
