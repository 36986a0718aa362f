/*
 * figure_stream.c
 *		Writing and reading the figures' byte code (see figure_stream.h).
 */
#include "byte_table.h"
#include "figure_code.h"

#include <string.h>

/* How runs of a state (of zeros, for a number) are written. */
static const struct
{
	unsigned char op;
	unsigned char max;
}			runs[GR_STATES] = {
	[GR_ABSENT] = {OP_ABSENT, ABSENT_MAX},
	[GR_NUMBER] = {OP_ZEROS, ZEROS_MAX},
	[GR_BLANK] = {OP_BLANK, BLANK_MAX},
	[GR_NOT_APPLICABLE] = {OP_NOT_APPLICABLE, NOT_APPLICABLE_MAX},
	[GR_UNREADABLE] = {OP_UNREADABLE, UNREADABLE_MAX}
};

static const unsigned char figures_of[256] = {GR_ALL_BYTES(FIGURES_OF)};
static const unsigned char bytes_of[256] = {GR_ALL_BYTES(BYTES_OF)};

/* A decoded operation: count figures of one state, or one number. */
typedef struct Operation
{
	GrState		state;
	int			count;
	bool		cut;			/* a run that could not have been longer */
	int64_t		value;			/* of a number */
} Operation;

/* Writes a number in as few bytes as can be, after its operation byte. */
static unsigned char *
put_wide(unsigned char *out, unsigned char op, uint64_t magnitude)
{
	unsigned char *head = out++;
	int			n = 0;

	do
	{
		*out++ = (unsigned char) (magnitude & 0xFF);
		n++;
	}
	while ((magnitude >>= 8) != 0);
	*head = (unsigned char) (op + n - 1);
	return out;
}

/* Writes a number other than zero. */
static unsigned char *
put_number(unsigned char *out, int64_t value)
{
	if (value < 0)
		return put_wide(out, OP_NEGATIVE, (uint64_t) -(value + 1));
	if (value < TWO_FIRST)
		*out++ = (unsigned char) (OP_SMALL + value - SMALL_FIRST);
	else if (value < THREE_FIRST)
	{
		value -= TWO_FIRST;
		*out++ = (unsigned char) (OP_TWO + (value >> 8));
		*out++ = (unsigned char) (value & 0xFF);
	}
	else if (value < POSITIVE_FIRST)
	{
		value -= THREE_FIRST;
		*out++ = (unsigned char) (OP_THREE + (value >> 16));
		*out++ = (unsigned char) (value & 0xFF);
		*out++ = (unsigned char) ((value >> 8) & 0xFF);
	}
	else
		return put_wide(out, OP_POSITIVE, (uint64_t) value - POSITIVE_FIRST);
	return out;
}

/* Writes a run, in as many operations as it needs. */
static unsigned char *
put_run(unsigned char *out, GrState state, int count)
{
	int			max = runs[state].max;

	for (; count > max; count -= max)
		*out++ = (unsigned char) (runs[state].op + max - 1);
	*out++ = (unsigned char) (runs[state].op + count - 1);
	return out;
}

/* True when the figure is a number other than zero, which makes no runs. */
static inline bool
is_single(const GrReport *report, int figure)
{
	return report->state[figure] == GR_NUMBER && report->value[figure] != 0;
}

/* Writes the figures to out, which has GR_STREAM_MAX bytes; gives the length. */
size_t
gr_stream_write(const GrReport *report, unsigned char *out)
{
	unsigned char *start = out;

	for (int i = 0; i < GR_FIGURES;)
	{
		GrState		state = report->state[i];
		int			from = i;

		if (is_single(report, i))
		{
			out = put_number(out, report->value[i++]);
			continue;
		}
		while (i < GR_FIGURES && report->state[i] == state && !is_single(report, i))
			i++;
		out = put_run(out, state, i - from);
	}
	return (size_t) (out - start);
}

/* Fills a run's operation. */
static inline void
set_run(Operation *operation, GrState state, unsigned char op)
{
	operation->state = state;
	operation->count = op - runs[state].op + 1;
	operation->cut = operation->count == runs[state].max;
	operation->value = 0;
}

/* Reads the operation at p, which is before end; NULL when it is broken. */
static inline const unsigned char *
get_operation(const unsigned char *p, const unsigned char *end, Operation *operation)
{
	unsigned char op = *p;

	if (op < OP_SMALL)
		set_run(operation, GR_NUMBER, op);
	else if (op < OP_ABSENT || op >= OP_TWO)
	{
		operation->state = GR_NUMBER;
		operation->count = 1;
		operation->cut = true;
		if (op >= OP_TWO)
			return gr_get_number(p, end, &operation->value);
		operation->value = op - OP_SMALL + SMALL_FIRST;
	}
	else if (op < OP_BLANK)
		set_run(operation, GR_ABSENT, op);
	else if (op < OP_NOT_APPLICABLE)
		set_run(operation, GR_BLANK, op);
	else if (op < OP_UNREADABLE)
		set_run(operation, GR_NOT_APPLICABLE, op);
	else
		set_run(operation, GR_UNREADABLE, op);
	return p + 1;
}

/*
 * Reads exactly all figures from exactly len bytes; false on anything that
 * gr_stream_write() would not write, runs in pieces among it.
 */
bool
gr_stream_read(const unsigned char *data, size_t len, GrReport *report)
{
	const unsigned char *p = data;
	const unsigned char *end = data + len;
	int			figure = 0;
	int			open = GR_NONE; /* state of a run before that had room left */

	/* most are numbers, and most of those are 0: what is here need not be set */
	memset(report->state, GR_NUMBER, sizeof(report->state));
	while (p < end)
	{
		Operation	operation;
		unsigned char op = *p;

		if (op < OP_SMALL && figures_of[op] <= GR_FIGURES - figure && open != GR_NUMBER)
		{
			p++;
			figure += figures_of[op];
			open = op == OP_ZEROS + ZEROS_MAX - 1 ? GR_NONE : GR_NUMBER;
			continue;
		}
		p = get_operation(p, end, &operation);
		if (p == NULL || operation.count > GR_FIGURES - figure)
			return false;
		if (operation.state == GR_NUMBER && operation.value != 0)
		{
			report->value[figure] = operation.value;
			open = GR_NONE;
		}
		else
		{
			if ((int) operation.state == open)
				return false;
			memset(report->state + figure, operation.state, (size_t) operation.count);
			open = operation.cut ? GR_NONE : (int) operation.state;
		}
		figure += operation.count;
	}
	return figure == GR_FIGURES;
}

/*
 * Adds the figures up.  Zeros and small numbers, which most operations are, take
 * one way, and a zero is added like any number: a branch between them would
 * cost more, for which comes next cannot be foreseen.
 */
bool
gr_stream_add_up(const unsigned char *data, size_t len, const GrAddends *addends,
				 int64_t *sums)
{
	const unsigned char *p = data;
	const unsigned char *end = data + len;
	int			before = OP_NEGATIVE;	/* the operation before */
	int			broken = 0;		/* below 0: zeros in pieces */
	int			nabsent = 0;
	int			figure = 0;

	while (p < end)
	{
		int			op = *p++;
		int64_t		value;
		const uint8_t *into;

		if (figure >= GR_FIGURES)
			return false;
		into = addends->figures[figure].sums;
		if (op < OP_ABSENT)
		{
			value = op < OP_SMALL ? 0 : op - OP_SMALL + SMALL_FIRST;
			broken |= (op - OP_SMALL) & (before - (OP_ZEROS + ZEROS_MAX - 1));
		}
		else if (op >= OP_TWO && op < OP_THREE && p < end)
			value = TWO_FIRST + ((int64_t) (op - OP_TWO) << 8 | *p++);
		else if (op >= OP_THREE && op < OP_NEGATIVE)
		{
			if ((p = gr_get_number(p - 1, end, &value)) == NULL || value > GR_ADDEND_MAX)
				return false;
		}
		else if (op < OP_BLANK && figures_of[op] <= addends->figures[figure].absent &&
				 !(before >= OP_ABSENT && before < OP_ABSENT + ABSENT_MAX - 1))
		{
			value = 0;
			nabsent += figures_of[op];
		}
		else
			return false;
		sums[into[0]] += value;
		sums[into[1]] += value;
		figure += figures_of[op];
		before = op;
	}
	return figure == GR_FIGURES && nabsent == addends->nabsent && broken >= 0;
}

/* Reads one figure, passing over those before it without decoding them. */
bool
gr_stream_find(const unsigned char *data, size_t len, int figure,
			   GrState *state, int64_t *value)
{
	Operation	operation;
	size_t		at = 0;

	/* a branch for the common length of one: the next byte need not wait */
	while (at < len && figure >= figures_of[data[at]])
	{
		figure -= figures_of[data[at]];
		if (data[at] >= OP_TWO)
			at += bytes_of[data[at]] - 1;
		at++;
	}
	if (at >= len || get_operation(data + at, data + len, &operation) == NULL)
		return false;
	*state = operation.state;
	*value = operation.value;
	return true;
}
