/*
 * expanded.h
 *		Values as sums in memory: the expanded form of the type.
 */
#ifndef GOV_EXPANDED_H
#define GOV_EXPANDED_H

#include "govreport_pg.h"

#include "utils/expandeddatum.h"

/*
 * A sum as an expanded object: one piece of memory, as long as nothing is too
 * large for 64 bits on the way.
 */
typedef struct GovSum
{
	ExpandedObjectHeader header;
	GrArena		arena;			/* in the context of all sums */
	GovReport  *flat;			/* its flat form, until it changes; or NULL */
	GrSum		sum;
} GovSum;

extern const ExpandedObjectMethods gov_sum_methods;

/* A new sum of nothing in a context under the parent. */
extern GovSum *gov_sum_make(MemoryContext parent);

/* The sum that a datum is, or NULL when it is an ordinary value. */
static inline GovSum *
gov_sum_readable(Datum datum)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	header = DatumGetEOHP(datum);
	return header->eoh_methods == &gov_sum_methods ? (GovSum *) header : NULL;
}

/* The same if it may be changed. */
static inline GovSum *
gov_sum_writable(Datum datum)
{
	if (!VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(datum)))
		return NULL;
	return gov_sum_readable(datum);
}

/* What is in a sum, to be changed: the flat form is then no longer its. */
static inline GrSum *
gov_sum_change(GovSum *object)
{
	if (object->flat != NULL)
	{
		pfree(object->flat);
		object->flat = NULL;
	}
	return &object->sum;
}

#endif
