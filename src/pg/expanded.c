/*
 * expanded.c
 *		Values as sums in memory: the expanded form of the type.
 *
 * An aggregate's state is a value of the type itself.  While it grows it is
 * expanded: an object in memory that is added to in place.
 * Whoever takes it as an ordinary value gets it flattened.
 */
#include "expanded.h"

#include "utils/memutils.h"

/* The name that the context of all sums is found by. */
#define SUMS_CONTEXT "gov_disclosure_report sums"

/* The flat form, made once: it is asked for twice in a row. */
static GovReport *
flatten(GovSum *object)
{
	static const char header[VARHDRSZ];
	GrBuffer	buffer;
	GrError		error;

	if (object->flat != NULL)
		return object->flat;
	gr_buffer_init(&buffer, &object->arena, 0);
	gr_buffer_add(&buffer, header, VARHDRSZ);
	if (!gr_sum_encode(&object->sum, &buffer, &error))
		gov_report_error(&error, NULL);
	SET_VARSIZE(buffer.data, buffer.len);
	object->flat = (GovReport *) buffer.data;
	return object->flat;
}

/* How many bytes the flat form takes. */
static Size
flat_size(ExpandedObjectHeader *header)
{
	return VARSIZE(flatten((GovSum *) header));
}

/* Writes the flat form. */
static void
flatten_into(ExpandedObjectHeader *header, void *result, Size allocated_size)
{
	GovReport  *flat = flatten((GovSum *) header);

	Assert(allocated_size == VARSIZE(flat));
	memcpy(result, flat, allocated_size);
}

const ExpandedObjectMethods gov_sum_methods = {flat_size, flatten_into};

/*
 * The context of all sums under a parent.  A context for each, as other expanded
 * objects have, would be a child of the parent for each group of a query; and
 * the server looks through all children when it asks, group by group, how much
 * memory it has taken.  So they share one, and go together: an aggregate gives
 * the same object back as long as there is a state, so none is ever deleted or
 * moved by itself.
 */
static MemoryContext
sums_context(MemoryContext parent)
{
	MemoryContext child = parent->firstchild;

	while (child != NULL && strcmp(child->name, SUMS_CONTEXT) != 0)
		child = child->nextchild;
	if (child != NULL)
		return child;
	/* blocks so small that an object is one of just its size */
	return AllocSetContextCreate(parent, SUMS_CONTEXT, 0, 1024, 8 * 1024);
}

/* A new sum of nothing. */
GovSum *
gov_sum_make(MemoryContext parent)
{
	MemoryContext context = sums_context(parent);
	MemoryContext caller = MemoryContextSwitchTo(context);
	GovSum	   *object = palloc(sizeof(GovSum));

	EOH_init_header(&object->header, &gov_sum_methods, context);
	object->arena = gov_arena();
	object->flat = NULL;
	gr_sum_init(&object->sum, &object->arena);
	MemoryContextSwitchTo(caller);
	return object;
}
