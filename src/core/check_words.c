/*
 * check_words.c
 *		A check in words: where it is, what it says; and its fingerprint.
 */
#include "rules.h"

#include <string.h>

/* Keys named in a message; further ones are counted. */
#define KEYS_MAX 8

/* Text of the report is quoted up to this many bytes. */
#define QUOTED_MAX 1200

/* Prints a sum: a count, or an amount in 10,000 yuan without trailing zeros. */
void
gr_wide_print(GrWide value, bool amount, char *out, size_t size)
{
	char		digits[48];
	char	   *p = digits + sizeof(digits) - 1;
	unsigned __int128 magnitude = value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;
	int			decimals = amount ? GR_AMOUNT_DIGITS : 0;
	bool		significant = false;

	*p = '\0';
	for (int place = 0; magnitude > 0 || place <= decimals; place++, magnitude /= 10)
	{
		int			digit = (int) (magnitude % 10);

		if (place == decimals && significant)
			*--p = '.';
		if (place < decimals && digit == 0 && !significant)
			continue;
		significant = significant || place < decimals;
		*--p = (char) ('0' + digit);
	}
	if (value < 0)
		*--p = '-';
	if (size > 0)
	{
		size_t		len = strlen(p);

		len = len < size ? len : size - 1;
		memcpy(out, p, len);
		out[len] = '\0';
	}
}

/* ---------- location ---------- */

/* Adds the key of a row: that of its figure without the column. */
static void
add_row(GrBuffer *buffer, int figure)
{
	const char *key = gr_figures[figure].key;

	gr_buffer_add(buffer, key,
				  strlen(key) - strlen(gr_columns[gr_figures[figure].column].key) - 1);
}

/* Adds the key of a column: that of its figure with a star for the row. */
static void
add_column(GrBuffer *buffer, int figure)
{
	const char *key = gr_figures[figure].key;

	gr_buffer_add(buffer, key, (size_t) (strchr(key, '.') - key));
	gr_buffer_string(buffer, ".*.");
	gr_buffer_string(buffer, gr_columns[gr_figures[figure].column].key);
}

/* Where a check is, in words of the vocabulary. */
void
gr_check_location(const GrCheck *check, GrBuffer *buffer)
{
	if (check->place == GR_PLACE_SECTION)
	{
		gr_buffer_printf(buffer, "section %d", check->section);
		if (check->offset > 0)
			gr_buffer_printf(buffer, ", character %ld", check->offset);
	}
	else if (check->place == GR_PLACE_REPORT || check->nkeys == 0)
		gr_buffer_string(buffer, "report");
	else if (check->place == GR_PLACE_ROW)
		add_row(buffer, check->keys[0]);
	else if (check->place == GR_PLACE_COLUMN)
		add_column(buffer, check->keys[0]);
	else
		gr_buffer_string(buffer, gr_figures[check->keys[0]].key);
}

/* ---------- message ---------- */

/* Adds some figures' keys, and how many more there are. */
static void
add_keys(GrBuffer *buffer, const int16_t *keys, int count)
{
	for (int i = 0; i < count && i < KEYS_MAX; i++)
	{
		if (i > 0)
			gr_buffer_string(buffer, ", ");
		gr_buffer_string(buffer, gr_figures[keys[i]].key);
	}
	if (count > KEYS_MAX)
		gr_buffer_printf(buffer, " and %d more", count - KEYS_MAX);
}

/* Adds text of the report in one line, cut at a character when it is long. */
static void
add_quoted(GrBuffer *buffer, GrText text)
{
	size_t		len = text.len;

	if (len > QUOTED_MAX)
		for (len = QUOTED_MAX; len > 0 && ((unsigned char) text.data[len] & 0xC0) == 0x80;)
			len--;
	for (size_t i = 0; i < len; i++)
		gr_buffer_char(buffer, (unsigned char) text.data[i] < ' ' ? ' ' : text.data[i]);
	if (len < text.len)
		gr_buffer_string(buffer, " ...");
}

/* Adds a number of the check, or that there is none. */
static void
add_number(GrBuffer *buffer, const GrCheck *check, bool has, GrWide value)
{
	char		number[64];

	if (!has)
	{
		gr_buffer_string(buffer, "not given");
		return;
	}
	gr_wide_print(value, check->amount, number, sizeof(number));
	gr_buffer_string(buffer, number);
}

/* Adds what a name in braces stands for. */
static void
add_named(GrBuffer *buffer, const GrCheck *check, const char *name, size_t len)
{
#define IS(word) (len == sizeof(word) - 1 && memcmp(name, word, len) == 0)
	if (IS("location"))
		gr_check_location(check, buffer);
	else if (IS("expected"))
		add_number(buffer, check, check->has_expected, check->expected);
	else if (IS("actual"))
		add_number(buffer, check, check->has_actual, check->actual);
	else if (IS("keys"))
		add_keys(buffer, check->keys, check->nkeys);
	else if (IS("of keys") && check->nkeys > 0)
	{
		gr_buffer_string(buffer, ": ");
		add_keys(buffer, check->keys, check->nkeys);
	}
	else if (IS("text"))
		add_quoted(buffer, check->text);
#undef IS
}

/* Fills in a rule's message. */
static void
add_template(GrBuffer *buffer, const GrCheck *check)
{
	const char *p = gr_rules[check->rule].message;

	while (*p != '\0')
	{
		size_t		plain = strcspn(p, "{");
		const char *close;

		gr_buffer_add(buffer, p, plain);
		p += plain;
		if (*p == '\0' || (close = strchr(p, '}')) == NULL)
			break;
		add_named(buffer, check, p + 1, (size_t) (close - p - 1));
		p = close + 1;
	}
}

/* Adds that figures are missing, and which. */
static void
add_missing(GrBuffer *buffer, const GrCheck *check, const char *what)
{
	gr_check_location(check, buffer);
	gr_buffer_string(buffer, what);
	if (check->nmissing > 0)
	{
		gr_buffer_string(buffer, " without ");
		add_keys(buffer, check->missing, check->nmissing);
		if (check->place != GR_PLACE_SECTION && check->text.len > 0)
		{
			gr_buffer_string(buffer, " ");
			add_quoted(buffer, check->text);
		}
	}
	else if (check->text.len > 0)
	{
		gr_buffer_string(buffer, ": ");
		add_quoted(buffer, check->text);
	}
	else
		gr_buffer_string(buffer, ": the report does not keep what it needs");
}

/* What a check says. */
void
gr_check_message(const GrCheck *check, GrBuffer *buffer)
{
	if (check->status == GR_STATUS_PASS)
		gr_buffer_string(buffer, "holds");
	else if (check->status == GR_STATUS_NOT_EVALUABLE)
		add_missing(buffer, check, " cannot be decided");
	else if (check->unverified)
		add_missing(buffer, check, " cannot be verified");
	else
	{
		add_template(buffer, check);
		if (check->nmissing > 0 && check->nmissing < check->nkeys)
		{
			gr_buffer_string(buffer, ", whatever is missing (");
			add_keys(buffer, check->missing, check->nmissing);
			gr_buffer_string(buffer, ")");
		}
	}
}

/* ---------- fingerprint ---------- */

/* FNV-1a, 64 bits. */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_FACTOR UINT64_C(0x100000001B3)

/* Hashes bytes and the length of them. */
static uint64_t
hash_bytes(uint64_t hash, const char *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) data[i]) * HASH_FACTOR;
	return (hash ^ (len & 0xFF)) * HASH_FACTOR;
}

/* Hashes a number, byte by byte so that machines agree. */
static uint64_t
hash_number(uint64_t hash, uint64_t number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		hash = (hash ^ (number & 0xFF)) * HASH_FACTOR;
	return hash;
}

/* Hashes a sum. */
static uint64_t
hash_wide(uint64_t hash, bool has, GrWide value)
{
	hash = hash_number(hash, has);
	if (!has)
		return hash;
	hash = hash_number(hash, (uint64_t) (unsigned __int128) value);
	return hash_number(hash, (uint64_t) ((unsigned __int128) value >> 64));
}

/*
 * The fingerprint: of names, states and numbers, which last longer than places
 * in lists.
 */
uint64_t
gr_check_fingerprint(const GrReport *report, const GrCheck *check)
{
	uint64_t	hash = HASH_START;
	const char *name = gr_rules[check->rule].name;

	hash = hash_bytes(hash, name, strlen(name));
	hash = hash_number(hash, (uint64_t) check->status);
	hash = hash_number(hash, (uint64_t) check->section);
	hash = hash_number(hash, (uint64_t) check->detail);
	hash = hash_wide(hash, check->has_expected, check->expected);
	hash = hash_wide(hash, check->has_actual, check->actual);
	for (int i = 0; i < check->nkeys; i++)
	{
		int			figure = check->keys[i];

		hash = hash_bytes(hash, gr_figures[figure].key, strlen(gr_figures[figure].key));
		hash = hash_number(hash, report->state[figure]);
		hash = hash_number(hash, (uint64_t) report->value[figure]);
	}
	return hash;
}
