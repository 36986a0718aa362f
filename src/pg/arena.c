/*
 * arena.c
 *		The core's memory, made of memory contexts.
 */
#include "govreport_pg.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/*
 * Allocates; NULL when there is no memory, and never a jump: libraries that
 * call this are not left by one.  A long text may need over 1 GB.
 */
static void *
arena_alloc(void *context, size_t size)
{
	return MemoryContextAllocExtended((MemoryContext) context, size,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
}

/* Frees. */
static void
arena_release(void *context, void *memory)
{
	(void) context;
	pfree(memory);
}

/* Lets long work be cancelled, also by statement_timeout. */
static void
arena_poll(void *context)
{
	(void) context;
	CHECK_FOR_INTERRUPTS();
}

/* An arena in the current memory context, which frees what the core does not. */
GrArena
gov_arena(void)
{
	GrArena		arena;

	arena.alloc = arena_alloc;
	arena.release = arena_release;
	arena.poll = arena_poll;
	arena.context = CurrentMemoryContext;
	return arena;
}
