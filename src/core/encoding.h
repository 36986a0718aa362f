/*
 * encoding.h
 *		The head of the stored form (encode.c), for those who read what is behind
 *		it by themselves.
 */
#ifndef GR_ENCODING_H
#define GR_ENCODING_H

#include "varint.h"

#define GR_HEAD_SIZE 7
#define GR_EDITION_BASE 2000

/*
 * Flags.  A part of a sum, some of whose numbers are beyond 64 bits, is stored
 * only on its way to the rest of the sum, and refused by all others (sum.c).
 */
#define GR_FLAG_TEXTS 0x01
#define GR_FLAG_CONSOLIDATED 0x02
#define GR_FLAG_WIDE 0x04
#define GR_FLAGS_KNOWN (GR_FLAG_TEXTS | GR_FLAG_CONSOLIDATED | GR_FLAG_WIDE)

typedef struct GrHead
{
	int			flags;
	int			year;
	int			edition;
	const unsigned char *figures;
	size_t		figures_len;
	GrReader	rest;			/* what is behind the figures */
} GrHead;

/* Reads the head and finds the figures, which are there as a whole. */
extern bool gr_get_head(const char *data, size_t len, GrHead *head, GrError *error);

/* The same for the head of a report as published, quickly; false for any other. */
static inline bool
gr_get_published(const char *data, size_t len, GrHead *head)
{
	const unsigned char *bytes = (const unsigned char *) data;

	if (len < GR_HEAD_SIZE || bytes[0] != GR_FORMAT_VERSION ||
		(bytes[1] & ~GR_FLAG_TEXTS) != 0)
		return false;
	head->year = bytes[2] | bytes[3] << 8;
	head->edition = bytes[4] + GR_EDITION_BASE;
	head->figures = bytes + GR_HEAD_SIZE;
	head->figures_len = (size_t) bytes[5] | (size_t) bytes[6] << 8;
	return gr_edition_mask(head->edition) != 0 && head->year <= GR_YEAR_MAX &&
		head->figures_len <= len - GR_HEAD_SIZE;
}

#endif
