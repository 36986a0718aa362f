/*
 * value.c
 *		Between datums and reports.
 */
#include "govreport_pg.h"

/*
 * How much of a long value is fetched for its identity: the head, then title
 * and authority of all but absurd length.
 */
#define IDENTITY_SLICE (GR_HEAD_MAX + 512)

/* Reads a value, all of it. */
void
gov_decode(const GovReport *value, const GrArena *arena, GrReport *report)
{
	GrError		error;

	if (!gr_decode(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), arena, report, &error))
		gov_corrupted(&error);
}

/*
 * How much is fetched first of a long value: nearly always the figures are in
 * it, and of those that are not, more is fetched.
 */
#define FIRST_SLICE 512

/*
 * At least the first bytes of a value: only they are fetched and decompressed
 * when it lies out of line or is compressed.
 */
static const GovReport *
value_slice(Datum datum, int32 size)
{
	const GovReport *value = (const GovReport *) DatumGetPointer(datum);

	if (VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value))
		return (const GovReport *) PG_DETOAST_DATUM_SLICE(datum, 0, size);
	return value;
}

/*
 * Reads year, title and authority.  When they reach beyond the slice, which
 * shows as a text that is cut off, all of the value is fetched.
 */
void
gov_decode_identity(Datum datum, GrIdentity *identity)
{
	const GovReport *value = value_slice(datum, IDENTITY_SLICE);
	GrError		error;

	if (gr_decode_identity(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), identity, &error))
		return;
	value = DatumGetGovReportPP(datum);
	if (!gr_decode_identity(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), identity, &error))
		gov_corrupted(&error);
}

/* Reads edition, year, figures, and what a consolidated report has besides. */
void
gov_decode_figures(Datum datum, GrReport *report)
{
	const GovReport *value = value_slice(datum, FIRST_SLICE);
	GrError		error;

	if (gr_decode_figures(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), report, &error))
		return;
	value = value_slice(datum, GR_HEAD_MAX);
	if (!gr_decode_figures(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), report, &error))
		gov_corrupted(&error);
}

/* Does a value surely break no rule of severity error?  gr_check() tells more. */
bool
gov_surely_sound(Datum datum)
{
	const GovReport *value = value_slice(datum, GR_FIGURES_MAX);

	return gr_surely_sound(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

/*
 * Adds a value's figures to a sum: of its beginning, of its head, or of all of it,
 * which only a sum needs whose numbers are wider than a report's.
 */
void
gov_add_to_sum(GrSum *sum, Datum datum)
{
	static const int32 sizes[] = {FIRST_SLICE, GR_HEAD_MAX, -1};
	GrError		error;

	for (size_t i = 0; i < lengthof(sizes); i++)
	{
		const GovReport *value = value_slice(datum, sizes[i]);

		/* a slice that was too short is refused before anything is added */
		if (gr_sum_add(sum, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &error))
			return;
		if (VARSIZE_ANY_EXHDR(value) != (Size) sizes[i])
			break;
	}
	gov_corrupted(&error);
}

/* Reads one figure. */
void
gov_decode_figure(Datum datum, int figure, GrState *state, int64_t *number)
{
	const GovReport *value = value_slice(datum, FIRST_SLICE);
	GrError		error;

	if (gr_decode_figure(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), figure,
						 state, number, &error))
		return;
	value = value_slice(datum, GR_FIGURES_MAX);
	if (!gr_decode_figure(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), figure,
						  state, number, &error))
		gov_corrupted(&error);
}

/*
 * Makes the value of a report, right behind room for the varlena's header; NULL
 * with an error if it is too long for one.
 */
GovReport *
gov_try_encode(const GrReport *report, GrError *error)
{
	static const char header[VARHDRSZ];
	GrArena		arena = gov_arena();
	GrBuffer	buffer;

	gr_buffer_init(&buffer, &arena, 0);
	gr_buffer_add(&buffer, header, VARHDRSZ);
	if (!gr_encode(report, &buffer, error))
		return NULL;
	SET_VARSIZE(buffer.data, buffer.len);
	return (GovReport *) buffer.data;
}

/* The same, reporting the error. */
GovReport *
gov_encode(const GrReport *report, struct Node *escontext)
{
	GrError		error;
	GovReport  *value = gov_try_encode(report, &error);

	if (value == NULL)
		gov_report_error(&error, escontext);
	return value;
}
