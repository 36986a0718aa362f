/*
 * figure_code.h
 *		The bytes of the figures' code (see figure_stream.h), for those who read
 *		it.
 */
#ifndef GR_FIGURE_CODE_H
#define GR_FIGURE_CODE_H

#include "figure_stream.h"

/* First byte of each kind of operation, and how many a run holds at most. */
#define OP_ZEROS 0x00
#define OP_SMALL 0x40
#define OP_ABSENT 0x80
#define OP_BLANK 0xA0
#define OP_NOT_APPLICABLE 0xB0
#define OP_UNREADABLE 0xB8
#define OP_TWO 0xC0
#define OP_THREE 0xE0
#define OP_POSITIVE 0xF0
#define OP_NEGATIVE 0xF8

#define ZEROS_MAX 64
#define ABSENT_MAX 32
#define BLANK_MAX 16
#define NOT_APPLICABLE_MAX 8
#define UNREADABLE_MAX 8

/* First number of the forms with operands. */
#define SMALL_FIRST 1
#define TWO_FIRST 65
#define THREE_FIRST (TWO_FIRST + (1 << 13))
#define POSITIVE_FIRST (THREE_FIRST + (1 << 20))

/* How many figures an operation stands for, and how many bytes it takes. */
#define FIGURES_OF(op) (unsigned char) \
	((op) < OP_SMALL ? (op) - OP_ZEROS + 1 : \
	 (op) < OP_ABSENT || (op) >= OP_TWO ? 1 : \
	 (op) < OP_BLANK ? (op) - OP_ABSENT + 1 : \
	 (op) < OP_NOT_APPLICABLE ? (op) - OP_BLANK + 1 : \
	 (op) < OP_UNREADABLE ? (op) - OP_NOT_APPLICABLE + 1 : (op) - OP_UNREADABLE + 1)
#define BYTES_OF(op) (unsigned char) \
	((op) < OP_TWO ? 1 : (op) < OP_THREE ? 2 : (op) < OP_POSITIVE ? 3 : ((op) & 7) + 2)

/* Reads the operand of a wide number; NULL when it is broken. */
static inline const unsigned char *
gr_get_wide(const unsigned char *p, const unsigned char *end, int n, uint64_t *magnitude)
{
	*magnitude = 0;
	if (end - p < n || (n > 1 && p[n - 1] == 0))
		return NULL;
	for (int i = 0; i < n; i++)
		*magnitude |= (uint64_t) p[i] << (8 * i);
	return p + n;
}

/* Reads a number that has operands; NULL when it is broken. */
static inline const unsigned char *
gr_get_number(const unsigned char *p, const unsigned char *end, int64_t *value)
{
	unsigned char op = *p++;
	uint64_t	magnitude;

	if (op < OP_THREE)
	{
		if (end - p < 1)
			return NULL;
		*value = TWO_FIRST + ((int64_t) (op - OP_TWO) << 8 | p[0]);
		return p + 1;
	}
	if (op < OP_POSITIVE)
	{
		if (end - p < 2)
			return NULL;
		*value = THREE_FIRST +
			((int64_t) (op - OP_THREE) << 16 | (int64_t) p[1] << 8 | p[0]);
		return p + 2;
	}
	if ((p = gr_get_wide(p, end, (op & 7) + 1, &magnitude)) == NULL)
		return NULL;
	if (op < OP_NEGATIVE)
	{
		if (magnitude > (uint64_t) INT64_MAX - POSITIVE_FIRST)
			return NULL;
		*value = (int64_t) magnitude + POSITIVE_FIRST;
	}
	else
	{
		if (magnitude > (uint64_t) INT64_MAX)
			return NULL;
		*value = -(int64_t) magnitude - 1;
	}
	return p;
}

#endif
