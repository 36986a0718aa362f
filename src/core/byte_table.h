/*
 * byte_table.h
 *		Constant tables with an entry for every byte, each a constant expression
 *		of the byte: entry(0), entry(1), ... entry(255).
 */
#ifndef GR_BYTE_TABLE_H
#define GR_BYTE_TABLE_H

#define GR_4_BYTES(entry, n) entry(n), entry((n) + 1), entry((n) + 2), entry((n) + 3)
#define GR_16_BYTES(entry, n) \
	GR_4_BYTES(entry, n), GR_4_BYTES(entry, (n) + 4), \
	GR_4_BYTES(entry, (n) + 8), GR_4_BYTES(entry, (n) + 12)
#define GR_64_BYTES(entry, n) \
	GR_16_BYTES(entry, n), GR_16_BYTES(entry, (n) + 16), \
	GR_16_BYTES(entry, (n) + 32), GR_16_BYTES(entry, (n) + 48)
#define GR_ALL_BYTES(entry) \
	GR_64_BYTES(entry, 0), GR_64_BYTES(entry, 64), \
	GR_64_BYTES(entry, 128), GR_64_BYTES(entry, 192)

#endif
