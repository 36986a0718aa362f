/*
 * malloc_arena.h
 *		An arena on malloc for tests and fuzzers: every allocation is its own
 *		block, so that sanitizers see each overrun; all go at once.
 */
#ifndef MALLOC_ARENA_H
#define MALLOC_ARENA_H

#include <stdlib.h>

#include "report.h"

/* A block in the list of all blocks; the caller's memory follows it. */
typedef struct MallocBlock
{
	struct MallocBlock *next;
	struct MallocBlock *previous;
} MallocBlock;

typedef struct MallocArena
{
	GrArena		arena;
	MallocBlock blocks;			/* ring of blocks */
	long		allowed;		/* allocations left before it fails; < 0: no end */
} MallocArena;

static inline void *
malloc_arena_alloc(void *context, size_t size)
{
	MallocArena *arena = context;
	MallocBlock *block;

	if (arena->allowed == 0)
		return NULL;
	if (arena->allowed > 0)
		arena->allowed--;
	block = malloc(sizeof(MallocBlock) + size);
	if (block == NULL)
		return NULL;
	block->next = arena->blocks.next;
	block->previous = &arena->blocks;
	block->next->previous = block;
	arena->blocks.next = block;
	return block + 1;
}

static inline void
malloc_arena_release(void *context, void *memory)
{
	MallocBlock *block = (MallocBlock *) memory - 1;

	(void) context;
	block->next->previous = block->previous;
	block->previous->next = block->next;
	free(block);
}

/* Starts an arena; it must not move afterwards. */
static inline void
malloc_arena_init(MallocArena *arena)
{
	arena->arena.alloc = malloc_arena_alloc;
	arena->arena.release = malloc_arena_release;
	arena->arena.poll = NULL;
	arena->arena.context = arena;
	arena->blocks.next = arena->blocks.previous = &arena->blocks;
	arena->allowed = -1;
}

/* Throws away all that was allocated. */
static inline void
malloc_arena_reset(MallocArena *arena)
{
	while (arena->blocks.next != &arena->blocks)
		malloc_arena_release(arena, arena->blocks.next + 1);
}

#endif
