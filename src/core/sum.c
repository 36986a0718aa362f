/*
 * sum.c
 *		Adding reports up, and subtracting them (see sum.h).
 *
 * The numbers of a sum on its way are as wide as need be.  So that the usual
 * case is quick they are kept as 64 bits that wrap around, and the times they
 * did are counted apart.  A sum that is none of 64 bits is stored, when it must
 * be passed on, as the figures wrapped, then the carry of each, then all other
 * numbers, each with its carry, all as eight bytes.
 */
#include "sum.h"

#include "coverage.h"
#include "encoding.h"
#include "rules.h"

#include <string.h>

/* Length of what stands behind the figures of a wide sum. */
#define WIDE_NUMBERS (GR_FIGURES + 2 * (GR_SUM_SLOTS - GR_FIGURES))
#define WIDE_SIZE (8 * WIDE_NUMBERS)

/* No sum of reports that could be had has a larger carry. */
#define CARRY_MAX (INT64_C(1) << 40)

/* Up to this bound narrow numbers are added without looking for overflow. */
#define BOUND_MAX ((uint64_t) INT64_MAX - GR_STREAM_NARROW)

/* How much a state says of a figure that others have, too. */
static const unsigned char precedence[GR_STATES] = {
	[GR_ABSENT] = 0,
	[GR_NOT_APPLICABLE] = 1,
	[GR_BLANK] = 2,
	[GR_UNREADABLE] = 3,
	[GR_NUMBER] = 4
};

/* What of two states holds for a figure of both. */
static GrState
state_of_both(GrState a, GrState b)
{
	return precedence[a] >= precedence[b] ? a : b;
}

/* ---------- the numbers ---------- */

/* Starts a sum of nothing. */
void
gr_sum_init(GrSum *sum, const GrArena *arena)
{
	gr_form_init();
	memset(sum, 0, sizeof(*sum));
	sum->arena = arena;
}

/* Counts wraps of a slot. */
static void
add_carry(GrSum *sum, int slot, int64_t wraps)
{
	if (wraps == 0)
		return;
	sum->bound = UINT64_MAX;
	if (sum->carry == NULL)
	{
		sum->carry = sum->arena->alloc(sum->arena->context, GR_SUM_SLOTS * sizeof(int64_t));
		if (sum->carry == NULL)
		{
			sum->failed = true;
			return;
		}
		memset(sum->carry, 0, GR_SUM_SLOTS * sizeof(int64_t));
	}
	sum->carry[slot] = (int64_t) ((uint64_t) sum->carry[slot] + (uint64_t) wraps);
}

/* Sets a slot, keeping the bound. */
static inline void
set_slot(GrSum *sum, int slot, int64_t number)
{
	uint64_t	magnitude = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;

	sum->slot[slot] = number;
	if (magnitude > sum->bound)
		sum->bound = magnitude;
}

/* Adds to a slot. */
static inline void
add_to(GrSum *sum, int slot, int64_t number)
{
	int64_t		result;

	if (__builtin_add_overflow(sum->slot[slot], number, &result))
		add_carry(sum, slot, number < 0 ? -1 : 1);
	set_slot(sum, slot, result);
}

/* Takes from a slot. */
static inline void
take_from(GrSum *sum, int slot, int64_t number)
{
	int64_t		result;

	if (__builtin_sub_overflow(sum->slot[slot], number, &result))
		add_carry(sum, slot, number < 0 ? 1 : -1);
	set_slot(sum, slot, result);
}

/* A slot's number as wide as it is. */
static GrWide
wide_slot(const GrSum *sum, int slot)
{
	GrWide		carry = sum->carry != NULL ? sum->carry[slot] : 0;

	return carry * ((GrWide) 1 << 64) + sum->slot[slot];
}

/* Adds a report's numbers, or takes them away. */
void
gr_sum_numbers(GrSum *sum, const GrReport *report, bool away)
{
	void		(*change) (GrSum *sum, int slot, int64_t number) = away ? take_from : add_to;
	int64_t		reports = gr_report_reports(report);

	change(sum, GR_SUM_REPORTS, reports);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if (report->state[i] != GR_NUMBER)
			change(sum, GR_SUM_LACKING(i), reports);
		else
		{
			change(sum, GR_SUM_VALUE(i), report->value[i]);
			change(sum, GR_SUM_LACKING(i), report->lacking[i]);
		}
	}
}

/* Adds what is packed. */
static void
settle(GrSum *sum)
{
	GrUnpackedSums unpacked;

	if (sum->packed.count == 0)
		return;
	gr_unpack_sums(&sum->packed, &unpacked);
	add_to(sum, GR_SUM_REPORTS, unpacked.count);
	for (int i = 0; i < GR_FIGURES; i++)
	{
		add_to(sum, GR_SUM_VALUE(i), unpacked.values[i]);
		add_to(sum, GR_SUM_LACKING(i), unpacked.lacking[i]);
	}
	for (int state = 0; state < GR_STATES; state++)
		for (int i = 0; i < GR_FIGURE_WORDS; i++)
			sum->seen[state][i] |= unpacked.seen[state][i];
}

/* ---------- states and identity ---------- */

/* True when a figure was met in a state. */
static inline bool
is_seen(const GrSum *sum, GrState state, int figure)
{
	return (sum->seen[state][figure / 64] >> (figure % 64) & 1) != 0;
}

/* Notes that a figure was met in a state. */
static inline void
see(GrSum *sum, GrState state, int figure)
{
	sum->seen[state][figure / 64] |= UINT64_C(1) << (figure % 64);
}

/* The state of a figure in the sum. */
static GrState
state_of(const GrSum *sum, int figure)
{
	GrState		state = GR_ABSENT;

	for (int i = 0; i < GR_STATES; i++)
		if (is_seen(sum, (GrState) i, figure))
			state = state_of_both(state, (GrState) i);
	return state;
}

/* Joins an edition and a year to those of the sum. */
static inline void
join_identity(GrSum *sum, int edition, int year)
{
	if (sum->edition == 0)
		sum->year = year;
	else if (sum->year != year)
		sum->year = 0;
	if (sum->edition < edition)
		sum->edition = edition;
}

/* The end of adding: there was memory, or not. */
static inline bool
added(const GrSum *sum, GrError *error)
{
	return !sum->failed || gr_error(error, GR_ERROR_MEMORY, "out of memory");
}

/* ---------- adding ---------- */

/* Adds a report. */
bool
gr_sum_add_report(GrSum *sum, const GrReport *report, GrError *error)
{
	join_identity(sum, report->edition, report->year);
	for (int i = 0; i < GR_FIGURES; i++)
		see(sum, (GrState) report->state[i], i);
	gr_sum_numbers(sum, report, false);
	return added(sum, error);
}

/* Adds another sum. */
bool
gr_sum_merge(GrSum *sum, GrSum *other, GrError *error)
{
	settle(other);
	if (other->edition == 0)
		return true;
	join_identity(sum, other->edition, other->year);
	for (int state = 0; state < GR_STATES; state++)
		for (int i = 0; i < GR_FIGURE_WORDS; i++)
			sum->seen[state][i] |= other->seen[state][i];
	for (int i = 0; i < GR_SUM_SLOTS; i++)
	{
		if (other->carry != NULL)
			add_carry(sum, i, other->carry[i]);
		add_to(sum, i, other->slot[i]);
	}
	return added(sum, error);
}

/* Adds a number that is not narrow. */
static void
add_wide_number(void *context, int figure, int64_t value)
{
	add_to(context, GR_SUM_VALUE(figure), value);
}

/*
 * Adds a report as published, without decoding it.  Of narrow numbers BOUND_MAX
 * has room for one more.
 */
static inline bool
add_published(GrSum *sum, const GrHead *head, GrError *error)
{
	if (sum->packed.count == GR_PACKED_MAX)
		settle(sum);
	sum->bound += GR_STREAM_NARROW;
	if (!gr_stream_add(head->figures, head->figures_len, &sum->packed,
					   sum->slot + GR_SUM_VALUE(0), add_wide_number, sum))
		return gr_error_words(error, GR_ERROR_BINARY, "invalid encoded report: %s",
							  gr_noop("its figures are wrong"));
	join_identity(sum, head->edition, head->year);
	return added(sum, error);
}

/* Reads one of the numbers behind the figures of a wide sum. */
static int64_t
get_number(const unsigned char *p)
{
	uint64_t	number = 0;

	for (int i = 0; i < 8; i++)
		number |= (uint64_t) p[i] << (8 * i);
	return (int64_t) number;
}

/* Reads a carry; one that no sum could have would be too large to reckon with. */
static int64_t
get_carry(const unsigned char *p, bool *ok)
{
	int64_t		carry = get_number(p);

	if (carry > CARRY_MAX || carry < -CARRY_MAX)
		*ok = false;
	return *ok ? carry : 0;
}

/* Adds a wide sum. */
static bool
add_wide(GrSum *sum, const GrHead *head, GrError *error)
{
	const unsigned char *p = head->rest.p;
	GrReport	report;
	bool		ok = true;

	gr_report_init(&report, head->edition);
	if (head->rest.end - p != WIDE_SIZE ||
		!gr_stream_read(head->figures, head->figures_len, &report))
		return gr_error(error, GR_ERROR_BINARY, "invalid encoded sum of reports");
	join_identity(sum, head->edition, head->year);
	for (int i = 0; i < GR_FIGURES; i++, p += 8)
	{
		see(sum, (GrState) report.state[i], i);
		add_to(sum, GR_SUM_VALUE(i), report.value[i]);
		add_carry(sum, GR_SUM_VALUE(i), get_carry(p, &ok));
	}
	for (int i = GR_FIGURES; i < GR_SUM_SLOTS; i++, p += 16)
	{
		add_to(sum, i, get_number(p));
		add_carry(sum, i, get_carry(p + 8, &ok));
	}
	if (!ok)
		return gr_error(error, GR_ERROR_BINARY, "invalid encoded sum of reports");
	return added(sum, error);
}

/* Adds what is no report as published, or to a sum that is very large. */
static bool
add_slowly(GrSum *sum, const char *data, size_t len, GrError *error)
{
	GrHead		head;
	GrReport	report;

	if (!gr_get_head(data, len, &head, error))
		return false;
	if ((head.flags & GR_FLAG_WIDE) != 0)
		return add_wide(sum, &head, error);
	return gr_decode_figures(data, len, &report, error) &&
		gr_sum_add_report(sum, &report, error);
}

/* Adds encoded bytes. */
bool
gr_sum_add(GrSum *sum, const char *data, size_t len, GrError *error)
{
	GrHead		head;

	if (sum->bound <= BOUND_MAX && gr_get_published(data, len, &head))
		return add_published(sum, &head, error);
	return add_slowly(sum, data, len, error);
}

/* ---------- what came of it ---------- */

/* Is a count of reports one that can be stored? */
static bool
is_count(GrWide count)
{
	return count <= GR_REPORTS_MAX && count >= -GR_REPORTS_MAX;
}

/* Makes a figure of the sum; false when its number does not fit. */
static bool
make_figure(const GrSum *sum, int figure, GrReport *report, GrError *error)
{
	GrWide		lacking = wide_slot(sum, GR_SUM_LACKING(figure));

	report->state[figure] = (uint8_t) state_of(sum, figure);
	if (report->state[figure] != GR_NUMBER)
		return true;
	if (sum->carry != NULL && sum->carry[GR_SUM_VALUE(figure)] != 0)
		return gr_error(error, GR_ERROR_RANGE, "sum of figure \"%s\" is out of range",
						gr_figures[figure].key);
	report->value[figure] = sum->slot[GR_SUM_VALUE(figure)];
	if (!is_count(report->others + 1 - lacking))
		return gr_error(error, GR_ERROR_RANGE, "sum is of too many reports");
	report->lacking[figure] = (int64_t) lacking;
	return true;
}

/* The sum as a report. */
bool
gr_sum_report(GrSum *sum, GrReport *report, GrError *error)
{
	GrWide		reports;

	settle(sum);
	if (!added(sum, error))
		return false;
	reports = wide_slot(sum, GR_SUM_REPORTS);
	gr_report_init(report, sum->edition);
	report->year = sum->year;
	if (!is_count(reports))
		return gr_error(error, GR_ERROR_RANGE, "sum is of too many reports");
	report->others = (int64_t) reports - 1;
	for (int i = 0; i < GR_FIGURES; i++)
		if (!make_figure(sum, i, report, error))
			return false;
	return true;
}

/* Writes one of the numbers behind the figures of a wide sum. */
static unsigned char *
put_number(unsigned char *out, int64_t number)
{
	for (int i = 0; i < 8; i++)
		*out++ = (unsigned char) ((uint64_t) number >> (8 * i));
	return out;
}

/* A slot's carry. */
static int64_t
carry_of(const GrSum *sum, int slot)
{
	return sum->carry != NULL ? sum->carry[slot] : 0;
}

/* Adds a wide sum to the buffer. */
static bool
encode_wide(const GrSum *sum, GrBuffer *buffer, GrError *error)
{
	unsigned char numbers[WIDE_SIZE];
	unsigned char *out = numbers;
	GrReport	report;
	size_t		start = buffer->len;

	/* a report with the same head and figures, and nothing behind them */
	gr_report_init(&report, sum->edition);
	report.year = sum->year;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		report.state[i] = (uint8_t) state_of(sum, i);
		report.value[i] = sum->slot[GR_SUM_VALUE(i)];
		out = put_number(out, carry_of(sum, GR_SUM_VALUE(i)));
	}
	for (int i = GR_FIGURES; i < GR_SUM_SLOTS; i++)
	{
		out = put_number(out, sum->slot[i]);
		out = put_number(out, carry_of(sum, i));
	}
	if (!gr_encode(&report, buffer, error))
		return false;
	buffer->data[start + 1] |= GR_FLAG_WIDE;
	gr_buffer_add(buffer, (const char *) numbers, WIDE_SIZE);
	return buffer->ok || gr_error(error, GR_ERROR_MEMORY, "out of memory");
}

/* The sum as bytes. */
bool
gr_sum_encode(GrSum *sum, GrBuffer *buffer, GrError *error)
{
	GrReport	report;

	if (gr_sum_report(sum, &report, error))
		return gr_encode(&report, buffer, error);
	return error->code == GR_ERROR_RANGE && encode_wide(sum, buffer, error);
}

/* a + b. */
bool
gr_add(const GrReport *a, const GrReport *b, const GrArena *arena, GrReport *result,
	   GrError *error)
{
	GrSum		sum;

	gr_sum_init(&sum, arena);
	return gr_sum_add_report(&sum, a, error) && gr_sum_add_report(&sum, b, error) &&
		gr_sum_report(&sum, result, error);
}

/* ---------- subtracting ---------- */

/* Can b be a part of a? */
static bool
can_be_part(const GrReport *a, const GrReport *b)
{
	return a->others > b->others &&
		(a->year == b->year || a->year == 0 || b->year == 0);
}

/* Subtracts a number from a number. */
static bool
subtract_numbers(const GrReport *a, const GrReport *b, int figure, GrReport *difference,
				 GrError *error)
{
	if (__builtin_sub_overflow(a->value[figure], b->value[figure], &difference->value[figure]))
		return gr_error(error, GR_ERROR_RANGE, "difference of figure \"%s\" is out of range",
						gr_figures[figure].key);
	difference->state[figure] = GR_NUMBER;
	if (!gr_report_set_coverage(difference, figure, gr_report_coverage(a, figure) -
								gr_report_coverage(b, figure)))
		return gr_error(error, GR_ERROR_RANGE, "difference is of too many reports");
	return true;
}

/* The state of a figure of a report that no number is left for. */
static GrState
state_of_none(const GrReport *report, int figure)
{
	bool		printed = (gr_figures[figure].editions & gr_edition_mask(report->edition)) != 0;

	return printed ? GR_BLANK : GR_ABSENT;
}

/* Subtracts a figure that not both have a number for. */
static void
subtract_states(const GrReport *a, const GrReport *b, int figure, bool part,
				GrReport *difference)
{
	GrState		in_a = (GrState) a->state[figure];
	GrState		in_b = (GrState) b->state[figure];

	if (in_a == GR_NUMBER && part)
	{
		difference->state[figure] = GR_NUMBER;
		difference->value[figure] = a->value[figure];
		gr_report_set_coverage(difference, figure, gr_report_coverage(a, figure));
	}
	else if (in_a == GR_NUMBER)
		difference->state[figure] = (uint8_t) in_b;
	else if (in_b == GR_NUMBER)
		difference->state[figure] = (uint8_t) in_a;
	else
		difference->state[figure] = (uint8_t) state_of_both(in_a, in_b);
}

/* a - b. */
bool
gr_subtract(const GrReport *a, const GrReport *b, GrReport *difference, GrError *error)
{
	bool		part = can_be_part(a, b);

	gr_report_init(difference, a->edition > b->edition ? a->edition : b->edition);
	difference->year = a->year == b->year ? a->year : 0;
	difference->others = a->others - b->others - 1;
	if (!is_count(gr_report_reports(difference)))
		return gr_error(error, GR_ERROR_RANGE, "difference is of too many reports");
	for (int i = 0; i < GR_FIGURES; i++)
	{
		if (a->state[i] != GR_NUMBER || b->state[i] != GR_NUMBER)
			subtract_states(a, b, i, part, difference);
		else if (!subtract_numbers(a, b, i, difference, error))
			return false;
		else if (part && difference->value[i] == 0 && gr_report_coverage(difference, i) == 0)
			difference->state[i] = (uint8_t) state_of_none(difference, i);
	}
	return true;
}
