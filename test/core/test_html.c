/*
 * test_html.c
 *		Pages that cannot be read: in a build without libxml2 all are an error that
 *		says so; with it any lack of memory is one, and tags of too many attributes.
 */
#include "test.h"

#include "chars.h"
#include "html.h"
#include "labels.h"

/* Attributes, entities, stray tags, spans, and elements deep enough for the parser's stack to grow. */
static const char page[] =
	"<!doctype html><html><head><title>a</title></head><body><div class=\"a b\" style='c:d'>"
	"<div><div><div><div><div><div><div><div><div><p>&nbsp;e&amp;f</b></p>"
	"<table><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
	"</div></div></div></div></div></div></div></div></div></div><x></body></html>";

/* Reads the page from memory that ends after so many allocations, or never. */
static bool
read_page(long allowed, GrError *error, bool *left)
{
	GrText		given = {page, sizeof(page) - 1};
	GrOrigins	origins = {.original = given};
	GrText		text = {NULL, 0};
	bool		grids;
	MallocArena arena;
	bool		done;

	malloc_arena_init(&arena);
	arena.allowed = allowed;
	memset(error, 0, sizeof(*error));
	done = gr_html_text(given, GR_MARKUP_PAGE, &arena.arena, &origins, &text, &grids, error);
	if (done)
		CHECK(gr_find(text.data, text.data + text.len, "1\t2\n\t3") != NULL,
			  "%.*s", (int) text.len, text.data);
	*left = arena.allowed != 0;
	malloc_arena_reset(&arena);
	return done;
}

#ifdef GOVREPORT_NO_LIBXML

/* A page was refused, with a hint. */
static void
check_refused(bool done, const GrError *error)
{
	CHECK(!done && error->code == GR_ERROR_UNSUPPORTED, "%d", error->code);
	CHECK(strstr(error->message, "libxml2") != NULL, "%s", error->message);
	CHECK(strstr(error->hint, "libxml2") != NULL, "%s", error->hint);
}

/* Pages are refused whatever the door; other text is not. */
static void
test_refusal(void)
{
	static GrReading reading;
	MallocArena arena;
	GrError		error;
	bool		left;
	bool		done;

	malloc_arena_init(&arena);
	done = read_page(-1, &error, &left);
	check_refused(done, &error);
	done = gr_read(page, sizeof(page) - 1, &arena.arena, &reading, &error);
	check_refused(done, &error);
	done = gr_read_bytes(page, sizeof(page) - 1, NULL, &arena.arena, &reading, &error);
	check_refused(done, &error);
	done = gr_read("1\t2", 3, &arena.arena, &reading, &error);
	CHECK(!done && error.code == GR_ERROR_SYNTAX, "%d", error.code);
	malloc_arena_reset(&arena);
}

#else

/* Memory that ends anywhere is an error; the page is read when it does not. */
static void
test_memory(void)
{
	GrError		error;
	bool		left = false;
	long		allowed;

	for (allowed = 0; !left && allowed < 10000; allowed++)
		if (!read_page(allowed, &error, &left))
			CHECK(error.code == GR_ERROR_MEMORY, "%ld: %d", allowed, error.code);
	CHECK(left && allowed > 10, "%ld allocations", allowed);
	left = read_page(-1, &error, &left);
	CHECK(left, "%s", error.message);
}

/* A tag with attributes a0 to so many, each followed by some text; returns the error. */
static GrErrorCode
read_attributes(int attributes, const char *between)
{
	GrOrigins	origins = {.count = 0};
	MallocArena arena;
	GrBuffer	tag;
	GrText		text;
	GrError		error = {.code = GR_OK};
	bool		grids;

	malloc_arena_init(&arena);
	gr_buffer_init(&tag, &arena.arena, 0);
	gr_buffer_string(&tag, "<!doctype html><p class= \">\" ");
	for (int i = 0; i < attributes; i++)
		gr_buffer_printf(&tag, "a%d%s", i, between);
	gr_buffer_string(&tag, ">x</p>");
	if (!gr_html_text((GrText) {tag.data, tag.len}, GR_MARKUP_PAGE, &arena.arena, &origins,
					  &text, &grids, &error))
		CHECK(error.message[0] != '\0', "%d", error.code);
	malloc_arena_reset(&arena);
	return error.code;
}

/* The parser would take for ever over very many attributes, however they are written. */
static void
test_attributes(void)
{
	static const char *const betweens[] = {" ", "=\"\"", "='<' ", "=1\n"};

	for (size_t i = 0; i < sizeof(betweens) / sizeof(betweens[0]); i++)
	{
		CHECK(read_attributes(900, betweens[i]) == GR_OK, "%s", betweens[i]);
		CHECK(read_attributes(20000, betweens[i]) == GR_ERROR_LIMIT, "%s", betweens[i]);
	}
}

/* What looks like a tag in a program is none: here one of very many attributes. */
static void
test_program(void)
{
	MallocArena arena;
	GrBuffer	program;
	GrOrigins	origins = {.count = 0};
	GrText		text = {NULL, 0};
	GrError		error;
	bool		grids;
	bool		done;

	malloc_arena_init(&arena);
	gr_buffer_init(&program, &arena.arena, 0);
	gr_buffer_string(&program, "<!doctype html><script>for (i = 0; i <n; i++) {");
	for (int i = 0; i < 2000; i++)
		gr_buffer_printf(&program, " f%d(i);", i);
	gr_buffer_string(&program, "}</script><p>x</p>");
	done = gr_html_text((GrText) {program.data, program.len}, GR_MARKUP_PAGE, &arena.arena,
						&origins, &text, &grids, &error);
	CHECK(done && text.len == 2 && memcmp(text.data, "x\n", 2) == 0, "%.*s",
		  (int) text.len, text.data);
	malloc_arena_reset(&arena);
}

#endif

void
test_html(void)
{
	gr_labels_init();
#ifdef GOVREPORT_NO_LIBXML
	test_refusal();
#else
	test_memory();
	test_attributes();
	test_program();
#endif
}
