/*
 * message.c
 *		Messages on standard error, around the progress bar; and memory, whose
 *		lack is one of the messages.
 */
#include "load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t output = PTHREAD_MUTEX_INITIALIZER;
static bool bar_shown = false;

/* Prints one message line, in the place of a bar. */
static void
print_line(const char *prefix, const char *format, va_list arguments)
{
	pthread_mutex_lock(&output);
	if (bar_shown)
		fputs("\r\033[K", stderr);
	bar_shown = false;
	fputs(prefix, stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	fflush(stderr);
	pthread_mutex_unlock(&output);
}

#define MESSAGE(name, prefix) \
void \
name(const char *format,...) \
{ \
	va_list		arguments; \
\
	va_start(arguments, format); \
	print_line(prefix, format, arguments); \
	va_end(arguments); \
}

MESSAGE(message_error, PROGRAM ": error: ")
MESSAGE(message_warning, PROGRAM ": warning: ")
MESSAGE(message_detail, PROGRAM ": detail: ")
MESSAGE(message_hint, PROGRAM ": hint: ")
MESSAGE(message_plain, "")

void
message_bar(const char *line)
{
	pthread_mutex_lock(&output);
	if (bar_shown || line != NULL)
		fprintf(stderr, "\r\033[K%s", line == NULL ? "" : line);
	bar_shown = line != NULL;
	fflush(stderr);
	pthread_mutex_unlock(&output);
}

void
end_program(int status)
{
	fflush(stdout);
	_exit(status);
}

/* Ends the program for want of memory. */
static void
out_of_memory(void)
{
	message_error("out of memory");
	end_program(EXIT_UNFINISHED);
}

void *
allocate(size_t size)
{
	void	   *memory = malloc(size > 0 ? size : 1);

	if (memory == NULL)
		out_of_memory();
	return memory;
}

void *
reallocate(void *memory, size_t size)
{
	memory = realloc(memory, size > 0 ? size : 1);
	if (memory == NULL)
		out_of_memory();
	return memory;
}

char *
copy_string(const char *string)
{
	size_t		size = strlen(string) + 1;

	return memcpy(allocate(size), string, size);
}

char *
format_string(const char *format,...)
{
	va_list		arguments;
	int			len;
	char	   *string;

	va_start(arguments, format);
	len = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (len < 0)
		return copy_string("");
	string = allocate((size_t) len + 1);
	va_start(arguments, format);
	vsnprintf(string, (size_t) len + 1, format, arguments);
	va_end(arguments);
	return string;
}

double
clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

void
sleep_seconds(double seconds)
{
	struct timespec time;

	time.tv_sec = (time_t) seconds;
	time.tv_nsec = (long) ((seconds - (double) time.tv_sec) * 1e9);
	nanosleep(&time, NULL);
}
