/*
 * aggregate.c
 *		The aggregate sum(gov_disclosure_report).
 *
 * The state is a value of the type, expanded and added to in place.  As the sum
 * of sums is the sum, one function adds reports to it and states as well, which
 * come from other processes, partitions or servers as ordinary values.
 *
 * Over a moving frame the state is another one, from which reports can be taken.
 */
#include "expanded.h"

PG_FUNCTION_INFO_V1(gov_sum_transition);
PG_FUNCTION_INFO_V1(gov_sum_final);
PG_FUNCTION_INFO_V1(gov_moving_transition);
PG_FUNCTION_INFO_V1(gov_moving_inverse);
PG_FUNCTION_INFO_V1(gov_moving_final);

/* State of a moving sum. */
typedef struct Moving
{
	GrArena		arena;			/* in the aggregate's context */
	GrMoving	moving;
} Moving;

/* ---------- adding ---------- */

/* Adds a value, flat or a sum, to a sum. */
static inline void
add_value(GrSum *sum, Datum datum)
{
	GovSum	   *other = gov_sum_readable(datum);
	GrError		error;

	if (other == NULL)
		gov_add_to_sum(sum, datum);
	else if (!gr_sum_merge(sum, &other->sum, &error))
		gov_report_error(&error, NULL);
}

/* A sum as an ordinary value. */
static Datum
sum_value(GrSum *sum)
{
	GrReport	report;
	GrError		error;

	if (!gr_sum_report(sum, &report, &error))
		gov_report_error(&error, NULL);
	return PointerGetDatum(gov_encode(&report, NULL));
}

/* Adds the second argument to the first outside of an aggregate: a new value. */
static Datum
add_arguments(FunctionCallInfo fcinfo)
{
	GrArena		arena = gov_arena();
	GrSum		sum;

	gr_sum_init(&sum, &arena);
	for (int i = 0; i < 2; i++)
		if (!PG_ARGISNULL(i))
			add_value(&sum, PG_GETARG_DATUM(i));
	return sum_value(&sum);
}

/*
 * Adds a report, or a state, to the state.  Nulls add nothing; a state is made
 * with the first that is none.
 */
Datum
gov_sum_transition(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	GovSum	   *state = NULL;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (!AggCheckCallContext(fcinfo, &context))
		return add_arguments(fcinfo);
	if (!PG_ARGISNULL(0))
	{
		state = gov_sum_writable(PG_GETARG_DATUM(0));
		if (PG_ARGISNULL(1) && state != NULL)
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (state == NULL)
	{
		state = gov_sum_make(context);
		if (!PG_ARGISNULL(0))
			add_value(gov_sum_change(state), PG_GETARG_DATUM(0));
	}
	if (!PG_ARGISNULL(1))
		add_value(gov_sum_change(state), PG_GETARG_DATUM(1));
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

/* The state as a report; a total that is too large shows here, not before. */
Datum
gov_sum_final(PG_FUNCTION_ARGS)
{
	GovSum	   *state = gov_sum_readable(PG_GETARG_DATUM(0));
	GrArena		arena = gov_arena();
	GrSum		sum;

	if (state != NULL)
		return sum_value(&state->sum);
	gr_sum_init(&sum, &arena);
	add_value(&sum, PG_GETARG_DATUM(0));
	return sum_value(&sum);
}

/* ---------- moving frames ---------- */

/* The state of a moving sum, which is made at its first row. */
static Moving *
moving_state(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	MemoryContext caller;
	Moving	   *state;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "function called in non-aggregate context");
	if (!PG_ARGISNULL(0))
		return (Moving *) PG_GETARG_POINTER(0);
	caller = MemoryContextSwitchTo(context);
	state = palloc(sizeof(Moving));
	state->arena = gov_arena();
	gr_moving_init(&state->moving, &state->arena);
	MemoryContextSwitchTo(caller);
	return state;
}

/* Adds a report; a null adds nothing. */
Datum
gov_moving_transition(PG_FUNCTION_ARGS)
{
	Moving	   *state = moving_state(fcinfo);
	GrReport	report;
	GrError		error;

	if (!PG_ARGISNULL(1))
	{
		gov_decode_figures(PG_GETARG_DATUM(1), &report);
		if (!gr_moving_add(&state->moving, &report, &error))
			gov_report_error(&error, NULL);
	}
	PG_RETURN_POINTER(state);
}

/* Takes a report away; null asks for the frame to be added up anew. */
Datum
gov_moving_inverse(PG_FUNCTION_ARGS)
{
	Moving	   *state = moving_state(fcinfo);
	GrReport	report;
	GrError		error;

	if (!PG_ARGISNULL(1))
	{
		gov_decode_figures(PG_GETARG_DATUM(1), &report);
		if (!gr_moving_remove(&state->moving, &report, &error))
		{
			if (error.code != GR_OK)
				gov_report_error(&error, NULL);
			PG_RETURN_NULL();
		}
	}
	PG_RETURN_POINTER(state);
}

/* The sum of a frame, which is null when there is no report in it. */
Datum
gov_moving_final(PG_FUNCTION_ARGS)
{
	const Moving *state = PG_ARGISNULL(0) ? NULL : (const Moving *) PG_GETARG_POINTER(0);
	GrReport	report;
	GrError		error;

	if (state == NULL || state->moving.inputs == 0)
		PG_RETURN_NULL();
	if (!gr_moving_report(&state->moving, &report, &error))
		gov_report_error(&error, NULL);
	PG_RETURN_GOV_REPORT_P(gov_encode(&report, NULL));
}
