/*
 * varint.h
 *		Whole numbers in the stored form: seven bits a byte, low bits first, as
 *		short as can be.  Signed ones alternate: 0, -1, 1, -2, ...
 */
#ifndef GR_VARINT_H
#define GR_VARINT_H

#include "report.h"

/* Longest number of 64 bits. */
#define GR_VARINT_MAX 10

/* Bytes that are still to be read. */
typedef struct GrReader
{
	const unsigned char *p;
	const unsigned char *end;
} GrReader;

/* Writes a number. */
static inline unsigned char *
gr_put_varint(unsigned char *out, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*out++ = (unsigned char) (value | 0x80);
	*out++ = (unsigned char) value;
	return out;
}

/* Writes a signed number. */
static inline unsigned char *
gr_put_signed(unsigned char *out, int64_t value)
{
	uint64_t	sign = value < 0 ? UINT64_MAX : 0;

	return gr_put_varint(out, ((uint64_t) value << 1) ^ sign);
}

/* Reads a number up to a limit; false when it is broken or not the shortest. */
static inline bool
gr_get_varint(GrReader *reader, uint64_t limit, uint64_t *value)
{
	uint64_t	result = 0;

	for (int shift = 0; shift < 63 && reader->p < reader->end; shift += 7)
	{
		unsigned char byte = *reader->p++;

		result |= (uint64_t) (byte & 0x7F) << shift;
		if (byte >= 0x80)
			continue;
		*value = result;
		return (byte != 0 || shift == 0) && result <= limit;
	}
	return false;
}

/* Reads a signed number of 62 bits at most. */
static inline bool
gr_get_signed(GrReader *reader, int64_t *value)
{
	uint64_t	wide;

	if (!gr_get_varint(reader, INT64_MAX, &wide))
		return false;
	*value = (int64_t) (wide >> 1) ^ -(int64_t) (wide & 1);
	return true;
}

#endif
