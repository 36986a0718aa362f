/*
 * fuzz_html.c
 *		Fuzz target: any text as an HTML page, and as text with tables in HTML
 *		between its lines; then as the reader takes it.  What a page becomes must
 *		be text, not much longer than the page and all of it from there; and the
 *		parser must have given back every block of memory it took.
 */
#include "fuzzing.h"

#include "html.h"
#include "labels.h"

#include <libxml/xmlmemory.h>

/*
 * The text of a page has at most so many bytes for each of the page's, and so
 * many more: an empty cell behind 63 columns that a cell above covers has as
 * many tabs, for the eight bytes of its tags.
 */
#define TEXT_TIMES 9
#define TEXT_MORE 128

/* The memory functions that libxml2 was given, and the blocks it holds of them. */
static xmlFreeFunc given_free;
static xmlMallocFunc given_malloc;
static xmlReallocFunc given_realloc;
static xmlStrdupFunc given_strdup;
static long held;

static void
counted_free(void *memory)
{
	held -= memory != NULL;
	given_free(memory);
}

static void *
counted_malloc(size_t size)
{
	void	   *memory = given_malloc(size);

	held += memory != NULL;
	return memory;
}

static void *
counted_realloc(void *memory, size_t size)
{
	void	   *larger = given_realloc(memory, size);

	held += memory == NULL && larger != NULL;
	return larger;
}

static char *
counted_strdup(const char *string)
{
	char	   *copy = given_strdup(string);

	held += copy != NULL;
	return copy;
}

/*
 * In the place of libxml2's own: what the core gives the parser while it runs is
 * counted; what libxml2 had before, and gets back, is not.
 */
int
xmlMemSetup(xmlFreeFunc free_function, xmlMallocFunc malloc_function,
			xmlReallocFunc realloc_function, xmlStrdupFunc strdup_function)
{
	bool		back = free_function == free;

	given_free = free_function;
	given_malloc = malloc_function;
	given_realloc = realloc_function;
	given_strdup = strdup_function;
	xmlFree = back ? free_function : counted_free;
	xmlMalloc = xmlMallocAtomic = back ? malloc_function : counted_malloc;
	xmlRealloc = back ? realloc_function : counted_realloc;
	xmlMemStrdup = back ? strdup_function : counted_strdup;
	return 0;
}

/* Text without control characters, and of bounded length. */
static void
check_text(GrText text, size_t page)
{
	require(gr_utf8_valid(text.data, text.len, NULL));
	for (size_t i = 0; i < text.len; i++)
		require((unsigned char) text.data[i] >= 0x20 || text.data[i] == '\n' || text.data[i] == '\t');
	for (size_t i = 0; i < text.len; i++)
		require(text.data[i] != 0x7F);
	require(text.len <= page * TEXT_TIMES + TEXT_MORE);
}

/* Marks ascend, and every byte comes from the page, or was made at its end. */
static void
check_origins(const GrOrigins *origins, GrText text, GrText page)
{
	require(origins->count >= 0 && origins->count <= origins->size);
	for (int i = 0; i < origins->count; i++)
	{
		const GrOrigin *mark = &origins->marks[i];
		size_t		end = i + 1 < origins->count ? mark[1].at : text.len;

		require(mark->at <= end && (i + 1 == origins->count || mark->at < end));
		require(mark->original <= page.len);
		require(gr_origin_of(origins, end) <= page.len);
	}
}

/* A page becomes text. */
static void
check_page(GrText page, GrMarkup markup, const GrArena *arena)
{
	GrOrigins	origins = {.original = page};
	GrText		text = {NULL, 0};
	GrError		error = {.code = GR_OK};
	bool		grids;

	if (gr_html_text(page, markup, arena, &origins, &text, &grids, &error))
	{
		check_text(text, page.len);
		check_origins(&origins, text, page);
	}
	else
		require(error.code == GR_ERROR_LIMIT && error.message[0] != '\0');
	require(held == 0 && xmlFree == free);
}

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = repaired(data, size);
	MallocArena arena;

	gr_labels_init();
	malloc_arena_init(&arena);
	check_page((GrText) {text, size}, GR_MARKUP_PAGE, &arena.arena);
	check_page((GrText) {text, size}, GR_MARKUP_MIXED, &arena.arena);
	check_read(text, size, &arena.arena);
	require(held == 0 && xmlFree == free);
	malloc_arena_reset(&arena);
	free(text);
	return 0;
}
