/*
 * figure_sums.c
 *		Adding up the figures of many reports without decoding them.
 *
 * Nearly all operations of a stream are zeros, small numbers and runs without a
 * number, and which comes next no processor can foresee.  Its wrong guesses
 * would take most of the time; so there is one way for all of them, without a
 * branch.  Where an operation begins, one number is added that a table gives:
 *
 *	bits 0-19	the value of a small number
 *	bits 20-30	1 where a run of absent figures begins, -1 behind its end
 *	bits 31-41	the same for blank ones
 *	bits 42-52	the same for those not applicable
 *	bits 53-63	the same for unreadable ones
 *
 * What comes behind a run's end is the next operation; so what the one before
 * has begun is taken off with what the next one adds.  Added up figure by figure
 * each of the upper parts is the number of reports in that state.
 */
#include "figure_sums.h"

#include "byte_table.h"
#include "figure_code.h"

#include <string.h>

#define VALUE_BITS 20
#define RUN_BITS 11

/* Begins of runs fit, with either sign; and so do the largest small numbers. */
_Static_assert(GR_PACKED_MAX < 1 << (RUN_BITS - 1), "too many runs");
_Static_assert(GR_PACKED_MAX * TWO_FIRST < 1 << VALUE_BITS, "too large a sum");
_Static_assert(VALUE_BITS + 4 * RUN_BITS == 64, "a sum has 64 bits");
_Static_assert(POSITIVE_FIRST <= GR_STREAM_NARROW, "narrow numbers are larger");

/* What a run adds where it begins; the parts of the states. */
#define RUN(part) (UINT64_C(1) << (VALUE_BITS + (part) * RUN_BITS))
#define RUNS (~(RUN(0) - 1))
static const GrState part_states[] = {GR_ABSENT, GR_BLANK, GR_NOT_APPLICABLE, GR_UNREADABLE};

/* What an operation of one byte adds where it begins. */
#define ADDED_BY(op) \
	((op) < OP_SMALL ? 0 : \
	 (op) < OP_ABSENT ? (uint64_t) ((op) - OP_SMALL + SMALL_FIRST) : \
	 (op) < OP_BLANK ? RUN(0) : \
	 (op) < OP_NOT_APPLICABLE ? RUN(1) : \
	 (op) < OP_UNREADABLE ? RUN(2) : RUN(3))

static const uint64_t added_by[OP_TWO] = {
	GR_64_BYTES(ADDED_BY, 0), GR_64_BYTES(ADDED_BY, 64), GR_64_BYTES(ADDED_BY, 128)
};
static const unsigned char figures_of[OP_TWO] = {
	GR_64_BYTES(FIGURES_OF, 0), GR_64_BYTES(FIGURES_OF, 64), GR_64_BYTES(FIGURES_OF, 128)
};

/* Where adding a stream stands. */
typedef struct Adding
{
	const unsigned char *p;		/* next operation */
	const unsigned char *end;
	int			figure;			/* of it */
} Adding;

/* Adds operations of one byte up to another; false when figures run out. */
static inline bool
add_simple(Adding *adding, uint64_t *sums)
{
	const unsigned char *p = adding->p;
	const unsigned char *end = adding->end;
	unsigned	figure = (unsigned) adding->figure;
	uint64_t	begun = 0;		/* by the operation before, if a run */

	for (; p < end; p++)
	{
		unsigned char op = *p;

		if (op >= OP_TWO)
			break;
		if (figure >= GR_FIGURES)
			return false;
		sums[figure] += added_by[op] - begun;
		begun = added_by[op] & RUNS;
		figure += figures_of[op];
	}
	if (figure > GR_FIGURES)
		return false;
	sums[figure] -= begun;
	adding->p = p;
	adding->figure = (int) figure;
	return true;
}

/* Adds a stream. */
bool
gr_stream_add(const unsigned char *data, size_t len, GrPackedSums *packed,
			  int64_t *values, GrWideReceiver receive, void *context)
{
	Adding		adding = {data, data + len, 0};

	while (add_simple(&adding, packed->sums) && adding.p < adding.end)
	{
		unsigned char op = *adding.p;
		int64_t		value;

		adding.p = gr_get_number(adding.p, adding.end, &value);
		if (adding.p == NULL || adding.figure >= GR_FIGURES)
			return false;
		if (op < OP_POSITIVE)
			values[adding.figure] += value;
		else
			receive(context, adding.figure, value);
		adding.figure++;
	}
	packed->count++;
	return adding.p == adding.end && adding.figure == GR_FIGURES;
}

/* Takes the lowest part off a sum, which has a sign. */
static int
take_part(uint64_t *sum)
{
	int			part = (int) (*sum & ((1 << RUN_BITS) - 1));

	if (part >= 1 << (RUN_BITS - 1))
		part -= 1 << RUN_BITS;
	*sum = (*sum - (uint64_t) (int64_t) part) >> RUN_BITS;
	return part;
}

/* Unpacks a figure: its value, and how many more reports are in each state. */
static void
unpack_figure(const GrPackedSums *packed, int figure, GrUnpackedSums *unpacked, int runs[])
{
	uint64_t	sum = packed->sums[figure];
	uint64_t	bit = UINT64_C(1) << (figure % 64);

	unpacked->values[figure] = (int64_t) (sum & ((1 << VALUE_BITS) - 1));
	unpacked->lacking[figure] = 0;
	sum >>= VALUE_BITS;
	for (size_t part = 0; part < sizeof(part_states) / sizeof(part_states[0]); part++)
	{
		runs[part] += take_part(&sum);
		unpacked->lacking[figure] += runs[part];
		if (runs[part] > 0)
			unpacked->seen[part_states[part]][figure / 64] |= bit;
	}
	if (unpacked->lacking[figure] < packed->count)
		unpacked->seen[GR_NUMBER][figure / 64] |= bit;
}

/* Unpacks the sums. */
void
gr_unpack_sums(GrPackedSums *packed, GrUnpackedSums *unpacked)
{
	int			runs[sizeof(part_states) / sizeof(part_states[0])] = {0};

	unpacked->count = packed->count;
	memset(unpacked->seen, 0, sizeof(unpacked->seen));
	for (int figure = 0; figure < GR_FIGURES; figure++)
		unpack_figure(packed, figure, unpacked, runs);
	memset(packed, 0, sizeof(*packed));
}
