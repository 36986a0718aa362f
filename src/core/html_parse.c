/*
 * html_parse.c
 *		libxml2's HTML parser, from a page to the events of its elements.
 *
 * The parser is fed piece by piece and calls back for every element and text;
 * no tree is built.  While it runs, its memory comes from the arena and its
 * messages go nowhere; both are as they were between pieces, when the arena's
 * owner may interrupt and never come back: what the parser holds then goes with
 * the arena.  Nothing in here may be left by a jump, so the arena's alloc must
 * return NULL rather than throw.
 */
#include "html_page.h"

#include <string.h>

#ifdef GOVREPORT_NO_LIBXML

bool
gr_html_text(GrText page, GrMarkup markup, const GrArena *arena,
			 GrOrigins *origins, GrText *text, bool *grids, GrError *error)
{
	(void) page;
	(void) markup;
	(void) arena;
	(void) origins;
	(void) text;
	(void) grids;
	gr_error(error, GR_ERROR_UNSUPPORTED, "HTML cannot be read: this build of govreport has no libxml2");
	gr_error_hint(error, "Give the report as plain text, or build govreport with libxml2.");
	return false;
}

#else

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

/* The parser gets so many bytes at a time. */
#define PIECE_BYTES 32768
/*
 * An end tag that matches nothing, or a tag where none may stand, costs the
 * parser a look at every open element.  So much of it is allowed, for every
 * byte of the page and at all.
 */
#define SEARCH_PER_BYTE 64
#define SEARCH_FREE 100000000

/*
 * A tag with more attributes is no page's.  Parsers of libxml2 before 2.14 compare
 * each with all before it.
 */
#define ATTRIBUTES_MAX 1000

/* A page being parsed. */
typedef struct Parsing
{
	HtmlPage	page;
	htmlParserCtxtPtr parser;
	GrText		source;
	bool		in_declaration;
	bool		after_ampersand;	/* of a name without semicolon */
	size_t		skipped;		/* bytes before what the parser gets */
	size_t		searched;		/* open elements looked at for stray tags */
	size_t		search_limit;
	bool		too_deep;
	bool		too_much;
} Parsing;

/* What libxml2 had before. */
typedef struct Handlers
{
	xmlFreeFunc free;
	xmlMallocFunc malloc;
	xmlReallocFunc realloc;
	xmlStrdupFunc strdup;
	xmlStructuredErrorFunc structured;
	void	   *structured_context;
	xmlGenericErrorFunc generic;
	void	   *generic_context;
} Handlers;

/* libxml2's memory functions know no context: whose memory it is now. */
static const GrArena *owner;
static htmlParserCtxtPtr running;
static bool memory_failed;
static bool too_many_attributes;

/* Every block knows its size, for realloc; the head keeps the alignment. */
typedef union BlockHead
{
	size_t		size;
	char		align[16];
} BlockHead;

static void *
block_malloc(size_t size)
{
	BlockHead  *head = NULL;

	if (size < SIZE_MAX - sizeof(BlockHead))
		head = owner->alloc(owner->context, size + sizeof(BlockHead));
	if (head == NULL)
	{
		memory_failed = true;
		return NULL;
	}
	head->size = size;
	return head + 1;
}

static void
block_free(void *memory)
{
	if (memory != NULL && owner->release != NULL)
		owner->release(owner->context, (BlockHead *) memory - 1);
}

/* Is a block of some size the room for a tag's attributes, and large enough? */
static bool
holds_most_attributes(const void *memory, size_t size)
{
#if LIBXML_VERSION < 21400
	return running != NULL && memory == (const void *) running->atts &&
		size >= ATTRIBUTES_MAX * 2 * sizeof(*running->atts);
#else
	(void) memory;
	(void) size;
	return false;
#endif
}

static void *
block_realloc(void *memory, size_t size)
{
	size_t		old = memory == NULL ? 0 : ((BlockHead *) memory - 1)->size;
	void	   *larger;

	if (memory != NULL && holds_most_attributes(memory, old))
	{
		too_many_attributes = true;
		return NULL;
	}
	larger = block_malloc(size);
	if (memory == NULL || larger == NULL)
		return larger;
	memcpy(larger, memory, old < size ? old : size);
	block_free(memory);
	return larger;
}

static char *
block_strdup(const char *string)
{
	size_t		size = strlen(string) + 1;
	char	   *copy = block_malloc(size);

	if (copy != NULL)
		memcpy(copy, string, size);
	return copy;
}

/* The parser's remarks on a page are nobody's business. */
static void
no_message(void *context, const char *message,...)
{
	(void) context;
	(void) message;
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *ErrorArgument;
#else
typedef xmlErrorPtr ErrorArgument;
#endif

static void
no_error(void *context, ErrorArgument error)
{
	(void) context;
	(void) error;
}

/* Puts our handlers in place for a piece; the last error's text is in their memory. */
static void
set_handlers(const GrArena *arena, Handlers *saved)
{
	xmlResetLastError();
	owner = arena;
	xmlMemGet(&saved->free, &saved->malloc, &saved->realloc, &saved->strdup);
	saved->structured = xmlStructuredError;
	saved->structured_context = xmlStructuredErrorContext;
	saved->generic = xmlGenericError;
	saved->generic_context = xmlGenericErrorContext;
	xmlMemSetup(block_free, block_malloc, block_realloc, block_strdup);
	xmlSetStructuredErrorFunc(NULL, no_error);
	xmlSetGenericErrorFunc(NULL, no_message);
}

/* Puts those back that were there; the last error's text is in our memory. */
static void
restore_handlers(const Handlers *saved)
{
	xmlResetLastError();
	xmlSetGenericErrorFunc(saved->generic_context, saved->generic);
	xmlSetStructuredErrorFunc(saved->structured_context, saved->structured);
	xmlMemSetup(saved->free, saved->malloc, saved->realloc, saved->strdup);
	owner = NULL;
	running = NULL;
}

static size_t
place(const Parsing *parsing)
{
	long		consumed = xmlByteConsumed(parsing->parser);

	return parsing->skipped + (consumed > 0 ? (size_t) consumed : 0);
}

/*
 * Ends the parsing when it has become too much.  Parsers of libxml2 before 2.12
 * take names from their stack even when there was no memory to make it larger.
 */
static void
check_limits(Parsing *parsing)
{
#if LIBXML_VERSION < 21200
	if (parsing->parser->nameTab == NULL)
		parsing->parser->nameNr = 0;
#endif
	if (parsing->page.depth > HTML_DEPTH_MAX)
		parsing->too_deep = true;
	if (parsing->searched > parsing->search_limit)
		parsing->too_much = true;
	if (parsing->too_deep || parsing->too_much || parsing->page.failed)
		xmlStopParser(parsing->parser);
}

static void
on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	Parsing    *parsing = context;

	html_page_open(&parsing->page, (const char *) name, (const char *const *) attributes);
	check_limits(parsing);
}

static void
on_close(void *context, const xmlChar *name)
{
	Parsing    *parsing = context;

	html_page_close(&parsing->page, (const char *) name);
	check_limits(parsing);
}

/*
 * Does a declaration begin here: <![if ...]>, a comment to browsers and text to
 * the parser?  That calls back for a stray "<" alone, before it goes on.
 */
static bool
begins_declaration(const Parsing *parsing, const char *text, size_t len, size_t at)
{
	return len == 1 && text[0] == '<' && at + 1 < parsing->source.len &&
		parsing->source.data[at] == '<' && parsing->source.data[at + 1] == '!';
}

/* Is it the "&" of an entity's name that the parser calls back for? */
static bool
begins_entity(const Parsing *parsing, size_t at)
{
	const GrText *source = &parsing->source;

	/* it has read the name by then, and calls back for that next */
	return at > 0 && at <= source->len && source->data[at - 1] != ';' && source->data[at - 1] != '&';
}

/*
 * The first entities of HTML need no semicolon, and pages rely on that for
 * blanks.  The parser calls back for "&" and for the name alone then, which may
 * have text behind it.  Returns how much of the text the name is.
 */
static size_t
old_entity(Parsing *parsing, const char *text, size_t len, size_t origin)
{
	char		name[8];
	size_t		size = 0;
	const htmlEntityDesc *entity;
	char		character[2];

	while (size < len && size < sizeof(name) - 1 &&
		   ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= 'A' && text[size] <= 'Z')))
		size++;
	memcpy(name, text, size);
	name[size] = '\0';
	entity = htmlEntityLookup((const xmlChar *) name);
	if (entity == NULL || entity->value > 0xFF)
	{
		html_page_text(&parsing->page, "&", 1, origin);
		return 0;
	}
	character[0] = entity->value < 0x80 ? (char) entity->value : (char) (0xC0 | entity->value >> 6);
	character[1] = (char) (0x80 | (entity->value & 0x3F));
	html_page_text(&parsing->page, character, entity->value < 0x80 ? 1 : 2, origin);
	return size;
}

/* The parser stands behind the text it calls back for. */
static void
on_text(void *context, const xmlChar *text, int len)
{
	Parsing    *parsing = context;
	const char *from = (const char *) text;
	size_t		left = len > 0 ? (size_t) len : 0;
	size_t		end = place(parsing);

	if (begins_declaration(parsing, from, left, end))
		parsing->in_declaration = true;
	if (parsing->in_declaration)
	{
		const char *close = memchr(from, '>', left);

		parsing->in_declaration = close == NULL;
		left = close == NULL ? 0 : left - (size_t) (close + 1 - from);
		from = close == NULL ? from : close + 1;
	}
	if (left > 0 && parsing->after_ampersand)
	{
		size_t		name = old_entity(parsing, from, left, end > left ? end - left : 0);

		parsing->after_ampersand = false;
		from += name;
		left -= name;
	}
	if (left == 1 && *from == '&' && begins_entity(parsing, end))
		parsing->after_ampersand = true;
	else if (left > 0)
		html_page_text(&parsing->page, from, left, end > left ? end - left : 0);
	check_limits(parsing);
}

/* Text of script and style. */
static void
on_code(void *context, const xmlChar *text, int len)
{
	(void) context;
	(void) text;
	(void) len;
}

/*
 * After a lack of memory parsers of libxml2 before 2.12 may wait for ever for what
 * comes next: there is nothing to come.
 */
static void
out_of_memory(Parsing *parsing)
{
	memory_failed = true;
#if LIBXML_VERSION < 21200
	if (parsing->parser != NULL && parsing->parser->input != NULL)
		parsing->parser->input->cur = parsing->parser->input->end;
#else
	(void) parsing;
#endif
}

static void
on_error(void *context, ErrorArgument error)
{
	Parsing    *parsing = context;

	if (parsing != NULL && error != NULL && error->code == XML_ERR_NO_MEMORY)
		out_of_memory(parsing);
	if (parsing == NULL || error == NULL ||
		(error->code != XML_ERR_TAG_NAME_MISMATCH && error->code != XML_HTML_STRUCURE_ERROR))
		return;
	parsing->searched += (size_t) parsing->page.depth;
	check_limits(parsing);
}

/*
 * Has libxml2 make all that it makes once for the process, which must not lie
 * in an arena: tables, locks, the dictionary's seed.
 */
static void
warm_up(void)
{
	static const char sample[] = "<!doctype html><html><body><p id=a>&nbsp;&lt;1</b></p>";
	static bool warm = false;
	htmlParserCtxtPtr parser;
	Handlers	saved;

	if (warm)
		return;
	xmlInitParser();
	saved.structured = xmlStructuredError;
	saved.structured_context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, no_error);
	parser = htmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (parser != NULL)
	{
		htmlParseChunk(parser, sample, (int) sizeof(sample) - 1, 1);
		if (parser->myDoc != NULL)
			xmlFreeDoc(parser->myDoc);
		htmlFreeParserCtxt(parser);
		warm = true;
	}
	xmlResetLastError();
	xmlSetStructuredErrorFunc(saved.structured_context, saved.structured);
}

/* Makes the parser, inside our handlers. */
static bool
make_parser(Parsing *parsing)
{
	htmlSAXHandler sax;

	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElement = on_open;
	sax.endElement = on_close;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_code;
	sax.serror = on_error;
	parsing->parser = htmlCreatePushParserCtxt(&sax, parsing, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (parsing->parser == NULL)
		return false;
	htmlCtxtUseOptions(parsing->parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET |
					   HTML_PARSE_IGNORE_ENC);
	return true;
}

/* Control characters, which entities may make, become blanks. */
static void
blank_controls(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (((unsigned char) text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7F)
			text[i] = ' ';
}

/* Feeds the page; false when that ended before its end. */
static bool
feed(Parsing *parsing, GrText text, const GrArena *arena)
{
	Handlers	saved;

	for (size_t at = parsing->skipped;;)
	{
		size_t		left = text.len - at;
		int			piece = left > PIECE_BYTES ? PIECE_BYTES : (int) left;
		bool		last = (size_t) piece == left;

		set_handlers(arena, &saved);
		if (parsing->parser == NULL)
		{
			memory_failed = too_many_attributes = false;
			/* one that there is may still lack parts */
			if (!make_parser(parsing))
				memory_failed = true;
		}
		running = parsing->parser;
		if (!memory_failed)
			htmlParseChunk(parsing->parser, text.data + at, piece, last);
		parsing->page.failed |= memory_failed;
		if (last || parsing->page.failed || parsing->too_deep || parsing->too_much)
		{
			htmlFreeParserCtxt(parsing->parser);
			parsing->parser = NULL;
		}
		restore_handlers(&saved);
		if (parsing->parser == NULL)
			return last && !parsing->page.failed && !parsing->too_deep && !parsing->too_much;
		if (arena->poll != NULL)
			arena->poll(arena->context);
		at += (size_t) piece;
	}
}

/* Reads the page once, with what is hidden or without; *found: the article. */
static bool
read_page(Parsing *parsing, GrText page, GrMarkup markup, bool all, const GrArena *arena,
		  GrOrigins *origins, GrText *text, bool *found)
{
	memset(parsing, 0, sizeof(*parsing));
	*origins = (GrOrigins) {.original = page};
	parsing->source = page;
	parsing->search_limit = page.len > (SIZE_MAX - SEARCH_FREE) / SEARCH_PER_BYTE ? SIZE_MAX :
		SEARCH_FREE + page.len * SEARCH_PER_BYTE;
	if (page.len >= 3 && memcmp(page.data, "\xEF\xBB\xBF", 3) == 0)
		parsing->skipped = 3;
	html_page_init(&parsing->page, arena, markup, all, origins);
	if (!feed(parsing, page, arena))
		return false;
	html_page_end(&parsing->page);
	if (parsing->page.failed)
		return false;
	blank_controls(parsing->page.text.data, parsing->page.text.len);
	return html_article(&parsing->page, text, found);
}

bool
gr_html_text(GrText page, GrMarkup markup, const GrArena *arena,
			 GrOrigins *origins, GrText *text, bool *grids, GrError *error)
{
	Parsing    *parsing = arena->alloc(arena->context, sizeof(Parsing));
	bool		found;
	bool		done;

	if (parsing == NULL)
		return gr_error(error, GR_ERROR_MEMORY, "out of memory");
	warm_up();
	done = read_page(parsing, page, markup, false, arena, origins, text, &found);
	/* some pages show their article by a program only */
	if (done && !found)
	{
		html_page_release(&parsing->page);
		if (arena->release != NULL && origins->marks != NULL)
			arena->release(arena->context, origins->marks);
		done = read_page(parsing, page, markup, true, arena, origins, text, &found);
	}
	*grids = parsing->page.grid_rows;
	if (done)
		return true;
	if (too_many_attributes)
		return gr_error(error, GR_ERROR_LIMIT, "HTML has a tag with more than %d attributes",
						ATTRIBUTES_MAX);
	if (parsing->too_deep)
		return gr_error(error, GR_ERROR_LIMIT, "HTML has more than %d elements inside each other",
						HTML_DEPTH_MAX);
	if (parsing->too_much)
		return gr_error(error, GR_ERROR_LIMIT, "HTML has too many tags that belong nowhere");
	return gr_error(error, GR_ERROR_MEMORY, "out of memory");
}

#endif
