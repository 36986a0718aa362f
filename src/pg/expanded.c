/*
 * expanded.c
 *		Values as sums in memory: the expanded form of the type.
 *
 * An aggregate's state is a value of the type itself.  While it grows it is
 * expanded: an object that is added to in place.  Whoever takes it as an ordinary
 * value gets it flattened.
 *
 * All sums of an aggregate's memory context share one context under it.  One for
 * each is what others have, but the executor asks the context for its size at
 * every new group of a hash table, and that looks at all contexts in it: time
 * would grow with the square of the groups.  A sum must therefore not be deleted
 * by itself.  Nobody does: the transition function always returns the state that
 * it was given, so that none is replaced, and the rest of the executor may only
 * read it.
 */
#include "expanded.h"

#include "utils/memutils.h"

/*
 * Blocks of the shared context: of one sum, then of more and more, but of less
 * than what tells in the smallest hash table.
 */
#define FIRST_BLOCK (8 * 1024)
#define LARGEST_BLOCK (256 * 1024)
StaticAssertDecl(sizeof(GovSum) + 512 < FIRST_BLOCK, "a sum must fit into a block");

/* How many contexts are looked at to find the shared one. */
#define CONTEXTS_SEEN 8

/* Name of the shared context, known by its address. */
static const char context_name[] = "gov_disclosure_report sums";

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
 * The context for sums under another one.  New contexts are put first: it is
 * found soon, or there is one more.
 */
static MemoryContext
shared_context(MemoryContext parent)
{
	MemoryContext context = parent->firstchild;

	for (int i = 0; i < CONTEXTS_SEEN && context != NULL; i++)
	{
		if (context->name == context_name)
			return context;
		context = context->nextchild;
	}
	/* which does not round sizes up to powers of two */
	return gov_generation_context(parent, context_name, FIRST_BLOCK, LARGEST_BLOCK);
}

/* A new sum of nothing. */
GovSum *
gov_sum_make(MemoryContext parent)
{
	MemoryContext context = shared_context(parent);
	MemoryContext caller = MemoryContextSwitchTo(context);
	GovSum	   *object = palloc(sizeof(GovSum));

	EOH_init_header(&object->header, &gov_sum_methods, context);
	object->arena = gov_arena();
	object->flat = NULL;
	gr_sum_init(&object->sum, &object->arena);
	MemoryContextSwitchTo(caller);
	return object;
}
