/*
 * array.c
 *		Parameters of a command that are arrays, in the binary form of arrays:
 *		so a batch is one command, and bytes go as bytes.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* Types of arrays and of their elements. */
#define INT8 20
#define BYTEA 17
#define TEXT 25
#define INT8_ARRAY 1016
#define BYTEA_ARRAY 1001

/* Dimensions, nulls, type, number of elements, lower bound. */
#define HEAD_SIZE 20

/* Adds bytes. */
static void
add(Array *array, const void *data, size_t len)
{
	if (len > array->size - array->len)
	{
		size_t		twice = array->size * 2;

		/* no more than is needed for one that is larger than all before */
		array->size = array->len + len > twice ? array->len + len : twice;
		array->data = reallocate(array->data, array->size);
	}
	memcpy(array->data + array->len, data, len);
	array->len += len;
}

/* A number in the order of the network. */
static void
put_int(char *to, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		to[i] = (char) (unsigned char) (number >> (24 - 8 * i));
}

static void
add_int(Array *array, uint32_t number)
{
	char		bytes[4];

	put_int(bytes, number);
	add(array, bytes, 4);
}

void
array_begin(Array *array, Oid type)
{
	array->type = type;
	array->data = NULL;
	array->len = array->size = 0;
	array->count = 0;
	add_int(array, 1);
	add_int(array, 1);
	add_int(array, type == INT8_ARRAY ? INT8 : type == BYTEA_ARRAY ? BYTEA : TEXT);
	add_int(array, 0);
	add_int(array, 1);
}

/* Adds an element; the head is kept true. */
void
array_bytes(Array *array, const char *data, size_t len)
{
	add_int(array, data == NULL ? UINT32_MAX : (uint32_t) len);
	if (data != NULL && len > 0)
		add(array, data, len);
	put_int(array->data + 12, (uint32_t) ++array->count);
}

void
array_text(Array *array, const char *text)
{
	array_bytes(array, text, text == NULL ? 0 : strlen(text));
}

void
array_number(Array *array, int64_t number)
{
	char		bytes[8];

	put_int(bytes, (uint32_t) ((uint64_t) number >> 32));
	put_int(bytes + 4, (uint32_t) (uint64_t) number);
	array_bytes(array, bytes, 8);
}

void
array_free(Array *array)
{
	free(array->data);
	array->data = NULL;
}
