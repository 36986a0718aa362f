/*
 * figure_stream.h
 *		All figures of a report as a short run of bytes: part of the stored form.
 *
 * The figures stand in form order.  Each operation is one byte, with operands:
 *
 *	00-3F	1 to 64 zeros
 *	40-7F	one number, 1 to 64
 *	80-9F	1 to 32 absent figures
 *	A0-AF	1 to 16 blank
 *	B0-B7	1 to 8 not applicable
 *	B8-BF	1 to 8 unreadable
 *	C0-DF	one number from 65 up: 13 bits, low five bits of the byte on top
 *	E0-EF	one number behind those: 20 bits, low four bits of the byte on top
 *	F0-F7	one number behind those: 1 to 8 bytes follow
 *	F8-FF	one negative number: 1 to 8 bytes follow, -1 being 0
 *
 * Operands are little-endian.  There is exactly one way to write a report: runs
 * are as long as can be, a number takes the first form it fits, and a number of
 * following bytes is as small as can be.
 */
#ifndef GR_FIGURE_STREAM_H
#define GR_FIGURE_STREAM_H

#include "report.h"

/* Longest stream: every figure a number of eight bytes. */
#define GR_STREAM_MAX (9 * GR_FIGURES)

/* Writes the figures to out, which has GR_STREAM_MAX bytes; gives the length. */
extern size_t gr_stream_write(const GrReport *report, unsigned char *out);

/*
 * Reads exactly all figures from exactly len bytes into a report whose states
 * and values are zeroed; false when that is not what a writer writes.
 */
extern bool gr_stream_read(const unsigned char *data, size_t len, GrReport *report);

/* Numbers of a stream that are to be added up: at most this large. */
#define GR_ADDEND_MAX (INT64_C(1) << 56)
/* Sums that one figure goes into. */
#define GR_ADDEND_SUMS 2

/* Into which sums the number of each figure goes. */
typedef struct GrAddends
{
	struct
	{
		uint8_t		sums[GR_ADDEND_SUMS];
		uint16_t	absent;		/* so many from this figure on must be absent */
	}			figures[GR_FIGURES];
	int			nabsent;		/* of all figures */
} GrAddends;

/*
 * Adds the figures up without decoding them to a report.  False when any is no
 * number that is expected to be one, or below zero or too large, and when
 * gr_stream_read() would refuse the bytes.  No sum can overflow.
 */
extern bool gr_stream_add_up(const unsigned char *data, size_t len,
							 const GrAddends *addends, int64_t *sums);

/* Reads one figure, passing over those before it; false on broken bytes. */
extern bool gr_stream_find(const unsigned char *data, size_t len, int figure,
						   GrState *state, int64_t *value);

/* Where an encoded report has its figures (encode.c); false when its head is
 * not a report's. */
extern bool gr_encoded_figures(const char *data, size_t len, int *edition,
							   const unsigned char **figures, size_t *figures_len);

#endif
