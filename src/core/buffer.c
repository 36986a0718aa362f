/*
 * buffer.c
 *		A byte buffer that grows in an arena.
 *
 * Failure is remembered in buffer->ok, so that writers need not check every
 * step: once memory ran out, all further additions do nothing.
 */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Smallest size a buffer is given. */
#define BUFFER_SIZE_MIN 64

/* Starts an empty buffer with room for size bytes. */
void
gr_buffer_init(GrBuffer *buffer, const GrArena *arena, size_t size)
{
	buffer->arena = arena;
	buffer->data = NULL;
	buffer->len = 0;
	buffer->size = 0;
	buffer->ok = true;
	gr_buffer_reserve(buffer, size);
}

/*
 * Makes room for more bytes behind those that are there.  The size at least
 * doubles, so that adding byte by byte stays linear.
 */
bool
gr_buffer_reserve(GrBuffer *buffer, size_t more)
{
	size_t		size = buffer->size < BUFFER_SIZE_MIN ? BUFFER_SIZE_MIN : buffer->size;
	char	   *data;

	if (!buffer->ok)
		return false;
	if (more <= buffer->size - buffer->len)
		return true;
	if (more > SIZE_MAX / 4 - buffer->len)
		return buffer->ok = false;

	/* the first allocation is as asked for, later ones double */
	if (buffer->size > 0)
		size *= 2;
	if (size < buffer->len + more)
		size = buffer->len + more;
	data = buffer->arena->alloc(buffer->arena->context, size);
	if (data == NULL)
		return buffer->ok = false;
	if (buffer->data != NULL)
	{
		memcpy(data, buffer->data, buffer->len);
		if (buffer->arena->release != NULL)
			buffer->arena->release(buffer->arena->context, buffer->data);
	}
	buffer->data = data;
	buffer->size = size;
	return true;
}

/* Adds bytes. */
void
gr_buffer_add(GrBuffer *buffer, const char *data, size_t len)
{
	if (len == 0 || !gr_buffer_reserve(buffer, len))
		return;
	memcpy(buffer->data + buffer->len, data, len);
	buffer->len += len;
}

/* Adds a C string. */
void
gr_buffer_string(GrBuffer *buffer, const char *string)
{
	gr_buffer_add(buffer, string, strlen(string));
}

/* Adds one byte. */
void
gr_buffer_char(GrBuffer *buffer, char c)
{
	if (gr_buffer_reserve(buffer, 1))
		buffer->data[buffer->len++] = c;
}

/* Adds formatted text of any length. */
void
gr_buffer_printf(GrBuffer *buffer, const char *format,...)
{
	va_list		arguments;
	int			len;

	if (!gr_buffer_reserve(buffer, BUFFER_SIZE_MIN))
		return;
	va_start(arguments, format);
	len = vsnprintf(buffer->data + buffer->len, buffer->size - buffer->len,
					format, arguments);
	va_end(arguments);
	if (len < 0)
	{
		buffer->ok = false;
		return;
	}
	if ((size_t) len >= buffer->size - buffer->len)
	{
		if (!gr_buffer_reserve(buffer, (size_t) len + 1))
			return;
		va_start(arguments, format);
		vsnprintf(buffer->data + buffer->len, (size_t) len + 1, format, arguments);
		va_end(arguments);
	}
	buffer->len += (size_t) len;
}
