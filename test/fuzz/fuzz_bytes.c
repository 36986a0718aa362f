/*
 * fuzz_bytes.c
 *		Fuzz target: any bytes, in any encoding.  The first byte chooses the name
 *		of the encoding, or none.  What bytes become must be UTF-8 without NUL and
 *		stay the same, with no more replaced than may be; and what is read of them
 *		must be a report that can be stored.
 */
#include <string.h>

#include "../malloc_arena.h"
#include "bytes.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the run; fuzzers keep the input that got here. */
static void
require(bool condition)
{
	if (!condition)
		abort();
}

/* The name that a byte chooses: mostly none. */
static const char *
chosen_name(uint8_t byte)
{
	static const char *const names[] = {
		NULL, "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "Big5", "nonsense"
	};

	return byte >= 'A' && byte < 'A' + 8 ? names[byte - 'A'] : NULL;
}

/* The replacement characters in a text. */
static size_t
replacements(GrText text)
{
	size_t		count = 0;

	for (size_t i = 0; i + 3 <= text.len; i++)
		count += memcmp(text.data + i, "\xEF\xBF\xBD", 3) == 0;
	return count;
}

/* What the bytes became is text, and stays what it is as UTF-8. */
static void
check_text(const GrDecoded *decoded, const char *bytes, size_t len, const GrArena *arena)
{
	const GrConversion *conversion = &decoded->conversion;
	GrDecoded	again;
	GrError		error;

	require(gr_utf8_valid(conversion->text.data, conversion->text.len, NULL));
	require(conversion->bad <= GR_BAD_LEAST + len / GR_BAD_BYTES);
	require(conversion->bad == 0 || conversion->first_bad < len);
	require(replacements(conversion->text) >= conversion->bad);
	require(conversion->text.len <= len * 3 + 4);
	require(conversion->memory != NULL || conversion->text.len == 0 ||
			(conversion->text.data >= bytes && conversion->text.data <= bytes + len));
	require(gr_utf8_valid(decoded->conflict.data, decoded->conflict.len, NULL));
	if (!gr_is_text(conversion->text.data, conversion->text.len, &error) ||
		(conversion->text.len >= 3 && memcmp(conversion->text.data, "\xEF\xBB\xBF", 3) == 0))
		return;
	require(gr_decode_text(conversion->text.data, conversion->text.len, "utf-8", arena,
						   &again, &error));
	require(again.conversion.bad == 0 && again.conversion.memory == NULL);
	require(gr_text_equal(again.conversion.text, conversion->text));
}

/* What was read can be stored and comes back. */
static void
check_reading(const GrReading *reading, const GrArena *arena)
{
	GrBuffer	bytes;
	GrReport	decoded;
	GrError		error;

	gr_buffer_init(&bytes, arena, 0);
	require(gr_encode(&reading->report, &bytes, &error) && bytes.ok);
	require(gr_decode(bytes.data, bytes.len, arena, &decoded, &error));
}

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static GrReading reading;
	const char *name = size > 0 ? chosen_name(data[0]) : NULL;
	const char *bytes = size > 0 ? (const char *) data + 1 : NULL;
	size_t		len = size > 0 ? size - 1 : 0;
	MallocArena arena;
	GrDecoded	decoded;
	GrError		error;

	malloc_arena_init(&arena);
	gr_declared_encoding(bytes, len);
	if (gr_decode_text(bytes, len, name, &arena.arena, &decoded, &error))
		check_text(&decoded, bytes, len, &arena.arena);
	else
		require(error.code != GR_OK && error.code != GR_ERROR_MEMORY &&
				error.code != GR_ERROR_UNSUPPORTED && error.message[0] != '\0');
	if (gr_read_bytes(bytes, len, name, &arena.arena, &reading, &error))
		check_reading(&reading, &arena.arena);
	else
		require(error.code != GR_OK && error.message[0] != '\0');
	malloc_arena_reset(&arena);
	return 0;
}
