/*
 * origin.c
 *		Where a text that was made of another one came from.
 */
#include "origin.h"

#include <limits.h>
#include <string.h>

bool
gr_origin_mark(GrOrigins *origins, const GrArena *arena, size_t at, size_t original)
{
	const GrOrigin *last = origins->count > 0 ? &origins->marks[origins->count - 1] : NULL;

	if (last != NULL && last->at < at && last->original + (at - last->at) == original)
		return true;
	if (last != NULL && last->at == at)
		origins->count--;
	else if (origins->count >= origins->size)
	{
		int			size = origins->size == 0 ? 64 : (int) ((unsigned) origins->size * 2);
		GrOrigin   *marks = NULL;

		if (origins->size <= INT_MAX / 2)
			marks = arena->alloc(arena->context, (size_t) size * sizeof(GrOrigin));
		if (marks == NULL)
			return false;
		if (origins->count > 0)
			memcpy(marks, origins->marks, (size_t) origins->count * sizeof(GrOrigin));
		if (origins->marks != NULL && arena->release != NULL)
			arena->release(arena->context, origins->marks);
		origins->marks = marks;
		origins->size = size;
	}
	origins->marks[origins->count++] = (GrOrigin) {at, original};
	return true;
}

int
gr_origin_after(const GrOrigins *origins, size_t at)
{
	int			low = 0;
	int			high = origins->count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (origins->marks[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
gr_origin_of(const GrOrigins *origins, size_t at)
{
	int			after = gr_origin_after(origins, at);

	if (origins->count == 0)
		return at;
	if (after == 0)
		return origins->marks[0].original;
	at = origins->marks[after - 1].original + (at - origins->marks[after - 1].at);
	return at < origins->original.len ? at : origins->original.len;
}

bool
gr_origin_chain(GrOrigins *outer, size_t len, const GrOrigins *inner, const GrArena *arena)
{
	GrOrigins	chain = {.original = inner->original};

	if (inner->count == 0)
		return true;
	for (int i = 0; i < outer->count; i++)
	{
		size_t		at = outer->marks[i].at;
		size_t		end = i + 1 < outer->count ? outer->marks[i + 1].at : len;
		size_t		from = outer->marks[i].original;
		int			mark = gr_origin_after(inner, from);

		if (!gr_origin_mark(&chain, arena, at, gr_origin_of(inner, from)))
			return false;
		for (; mark < inner->count && inner->marks[mark].at - from < end - at; mark++)
			if (!gr_origin_mark(&chain, arena, at + (inner->marks[mark].at - from),
								inner->marks[mark].original))
				return false;
	}
	if (outer->marks != NULL && arena->release != NULL)
		arena->release(arena->context, outer->marks);
	*outer = chain;
	return true;
}
