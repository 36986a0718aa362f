/*
 * figure_sums.h
 *		Adding up the figures of many reports without decoding them.
 */
#ifndef GR_FIGURE_SUMS_H
#define GR_FIGURE_SUMS_H

#include "figure_stream.h"

/* Bits for all figures. */
#define GR_FIGURE_WORDS ((GR_FIGURES + 63) / 64)

/* Numbers that are not packed, but for wide ones, are less than this. */
#define GR_STREAM_NARROW (INT64_C(1) << 21)

/* Takes a number that is neither. */
typedef void (*GrWideReceiver) (void *context, int figure, int64_t value);

/* As many reports can be added before they must be unpacked. */
#define GR_PACKED_MAX 1000

/*
 * Sums of some reports.  Each is in 64 bits what there is to add for a figure at
 * once (figure_sums.c).
 */
typedef struct GrPackedSums
{
	int			count;			/* of the reports */
	uint64_t	sums[GR_FIGURES + 1];	/* the last one is of no figure */
} GrPackedSums;

/* What was packed. */
typedef struct GrUnpackedSums
{
	int			count;
	int64_t		values[GR_FIGURES];	/* sums of the small numbers */
	int			lacking[GR_FIGURES];	/* how many of the reports had no number */
	uint64_t	seen[GR_STATES][GR_FIGURE_WORDS];	/* states met, but for absent */
} GrUnpackedSums;

/*
 * Adds the figures of a stream: small numbers and states to the packed sums,
 * others to the values, of which each must have room for GR_STREAM_NARROW; wide
 * ones are given to the receiver.  It takes what gr_stream_read() takes and perhaps,
 * being quick, other ways to write the same.  False when that is not all
 * figures; then the sums are undefined.
 */
extern bool gr_stream_add(const unsigned char *data, size_t len, GrPackedSums *packed,
						  int64_t *values, GrWideReceiver receive, void *context);

/* Unpacks the sums, which are then of no report. */
extern void gr_unpack_sums(GrPackedSums *packed, GrUnpackedSums *unpacked);

#endif
