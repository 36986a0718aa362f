/*
 * govreport.c
 *		The reader without a server: reads reports from files or standard input
 *		and prints what was read, or what is wrong with it.  Tests, fuzzing and
 *		benchmarks use it.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/rules.h"

/* What to print of a report. */
typedef enum Output
{
	OUTPUT_JSON,				/* one line */
	OUTPUT_TEXT,				/* canonical text */
	OUTPUT_TRACE,				/* a line per figure, tab-separated */
	OUTPUT_CHECK,				/* a line per violation, likewise */
	OUTPUT_NOTHING
} Output;

/* The command line. */
typedef struct Options
{
	Output		output;
	long		bench;			/* times to read each file, or 0 */
	const char *encoding;		/* of the files, or NULL: they tell */
	char	  **files;
	int			nfiles;
} Options;

/* One allocation of an arena; the memory follows. */
typedef struct Block
{
	struct Block *next;
	struct Block *previous;
} Block;

/* Room for a Block that keeps what follows it aligned. */
#define BLOCK_SIZE \
	((sizeof(Block) + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t))

/* A file's bytes. */
typedef struct File
{
	char	   *data;
	size_t		len;
} File;

/* ---------- memory ---------- */

/* Allocates, and remembers the allocation. */
static void *
arena_alloc(void *context, size_t size)
{
	Block	   *blocks = context;
	Block	   *block;

	if (size > SIZE_MAX - BLOCK_SIZE || (block = malloc(BLOCK_SIZE + size)) == NULL)
		return NULL;
	block->next = blocks->next;
	block->previous = blocks;
	if (block->next != NULL)
		block->next->previous = block;
	blocks->next = block;
	return (char *) block + BLOCK_SIZE;
}

/* Frees one allocation. */
static void
arena_release(void *context, void *memory)
{
	Block	   *block = (Block *) ((char *) memory - BLOCK_SIZE);

	(void) context;
	block->previous->next = block->next;
	if (block->next != NULL)
		block->next->previous = block->previous;
	free(block);
}

/* Frees all that was allocated. */
static void
arena_reset(Block *blocks)
{
	while (blocks->next != NULL)
		arena_release(NULL, (char *) blocks->next + BLOCK_SIZE);
}

/* An arena that keeps its allocations in a list. */
static GrArena
arena_of(Block *blocks)
{
	GrArena		arena = {arena_alloc, arena_release, NULL, blocks};

	return arena;
}

/* ---------- files ---------- */

/* Reads a stream to its end. */
static bool
read_stream(FILE *stream, File *file)
{
	size_t		size = 0;

	file->data = NULL;
	file->len = 0;
	do
	{
		if (size - file->len < 2)
		{
			char	   *grown = realloc(file->data, size = size * 2 + 65536);

			if (grown == NULL)
				return false;
			file->data = grown;
		}
		file->len += fread(file->data + file->len, 1, size - file->len, stream);
	} while (!feof(stream) && !ferror(stream));
	return !ferror(stream);
}

/* Reads a file; "-" is standard input. */
static bool
read_file(const char *name, File *file)
{
	FILE	   *stream = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	bool		read;

	file->data = NULL;
	if (stream == NULL)
		return false;
	read = read_stream(stream, file);
	if (stream != stdin)
		fclose(stream);
	return read;
}

/* ---------- printing ---------- */

/* Prints a report as JSON, one line, or as canonical text. */
static bool
print_report(const GrReport *report, Output output, const GrArena *arena)
{
	GrBuffer	buffer;

	gr_buffer_init(&buffer, arena, 65536);
	if (output == OUTPUT_TEXT)
		gr_write_text(report, &buffer);
	else
	{
		gr_write_json(report, &buffer);
		gr_buffer_char(&buffer, '\n');
	}
	if (!buffer.ok)
		return false;
	fwrite(buffer.data, 1, buffer.len, stdout);
	return true;
}

/* Prints a text in one line: control characters and backslashes escaped. */
static void
print_escaped(GrText text)
{
	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = (unsigned char) text.data[i];

		if (c == '\n')
			fputs("\\n", stdout);
		else if (c == '\t')
			fputs("\\t", stdout);
		else if (c == '\\')
			fputs("\\\\", stdout);
		else if (c < 0x20 || c == 0x7F)
			printf("\\x%02x", c);
		else
			putchar(c);
	}
}

/* Prints key, value, state, line, column and raw text of each figure read. */
static void
print_trace(const GrReading *reading)
{
	for (int i = 0; i < GR_FIGURES; i++)
	{
		const GrSource *source = &reading->source[i];
		GrState		state = reading->report.state[i];
		char		number[32] = "";

		if (state == GR_ABSENT)
			continue;
		if (state == GR_NUMBER)
			gr_number_print(i, reading->report.value[i], number, sizeof(number));
		printf("%s\t%s\t%s\t%d\t%d\t", gr_figures[i].key, number,
			   gr_state_name(state), source->line, source->column);
		print_escaped(source->raw);
		putchar('\n');
	}
}

/* A number of a check, or nothing. */
static void
print_wide(bool has, GrWide value, bool amount)
{
	char		number[64] = "";

	if (has)
		gr_wide_print(value, amount, number, sizeof(number));
	printf("%s\t", number);
}

/* Prints severity, rule, place, expected, actual and message of a violation. */
static bool
print_check(void *context, const GrCheck *check)
{
	GrBuffer   *words = context;

	words->len = 0;
	gr_check_location(check, words);
	printf("%s\t%s\t%.*s\t", gr_severity_name(gr_rules[check->rule].severity),
		   gr_rules[check->rule].name, (int) words->len, words->data);
	print_wide(check->has_expected, check->expected, check->amount);
	print_wide(check->has_actual, check->actual, check->amount);
	words->len = 0;
	gr_check_message(check, words);
	print_escaped((GrText) {words->data, words->len});
	putchar('\n');
	return true;
}

/* Prints the rules that a report breaks. */
static bool
print_checks(const GrReport *report, const GrArena *arena)
{
	GrCheckOptions options = {GR_SEVERITY_NOTICE, GR_MISSING_POSSIBLE, true};
	GrBuffer	words;

	gr_buffer_init(&words, arena, 0);
	gr_check(report, &options, arena, print_check, &words);
	return words.ok;
}

/* Prints what was read, in the form that was asked for. */
static bool
print_reading(GrReading *reading, Output output, const GrArena *arena)
{
	if (output == OUTPUT_NOTHING)
		return true;
	if (output == OUTPUT_CHECK)
		return print_checks(&reading->report, arena);
	if (output == OUTPUT_TRACE)
	{
		gr_locate(reading);
		print_trace(reading);
		return true;
	}
	return print_report(&reading->report, output, arena);
}

/* Prints an error the way compilers do. */
static void
print_error(const char *name, const GrError *error)
{
	fprintf(stderr, "%s:", name);
	if (error->line > 0)
		fprintf(stderr, "%d:", error->line);
	if (error->line > 0 && error->column > 0)
		fprintf(stderr, "%d:", error->column);
	fprintf(stderr, " %s\n", error->message);
	if (error->detail[0] != '\0')
		fprintf(stderr, "  %s\n", error->detail);
	if (error->hint[0] != '\0')
		fprintf(stderr, "  hint: %s\n", error->hint);
}

/* ---------- the work ---------- */

/* Seconds of a clock that only goes forward. */
static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Reads a file's bytes many times over, to the stored form, and prints how fast. */
static void
bench_file(const char *name, const File *file, const char *encoding, long times)
{
	static GrReading reading;
	Block		blocks = {NULL, NULL};
	GrArena		arena = arena_of(&blocks);
	GrBuffer	buffer;
	GrError		error;
	size_t		stored = 0;
	double		start = seconds();
	double		elapsed;

	for (long i = 0; i < times; i++)
	{
		if (gr_read_bytes(file->data, file->len, encoding, &arena, &reading, &error))
		{
			gr_buffer_init(&buffer, &arena, 0);
			gr_encode(&reading.report, &buffer, &error);
			stored = buffer.len;
		}
		arena_reset(&blocks);
	}
	elapsed = seconds() - start;
	printf("%s\t%zu bytes\t%zu stored\t%.1f us\t%.1f MB/s\n", name, file->len, stored,
		   elapsed / (double) times * 1e6,
		   (double) file->len * (double) times / elapsed / 1e6);
}

/* Keeps the lines of many files in step with the files: one for a failure. */
static void
print_nothing_read(const Options *options)
{
	if (options->output == OUTPUT_JSON && options->bench == 0)
		puts("null");
}

/* Reads and prints one file; false when it is no report. */
static bool
do_file(const char *name, const Options *options)
{
	static GrReading reading;
	Block		blocks = {NULL, NULL};
	GrArena		arena = arena_of(&blocks);
	GrError		error = {0};
	File		file;
	bool		done;

	if (!read_file(name, &file))
	{
		fprintf(stderr, "%s: cannot read: %s\n", name, strerror(errno));
		print_nothing_read(options);
		free(file.data);
		return false;
	}
	done = gr_read_bytes(file.data, file.len, options->encoding, &arena, &reading, &error);
	if (!done)
	{
		print_error(name, &error);
		print_nothing_read(options);
	}
	else if (options->bench > 0)
		bench_file(name, &file, options->encoding, options->bench);
	else if (!print_reading(&reading, options->output, &arena))
	{
		fprintf(stderr, "%s: out of memory\n", name);
		done = false;
	}
	arena_reset(&blocks);
	free(file.data);
	return done;
}

/* ---------- the command line ---------- */

static const char usage[] =
	"Usage: govreport [OPTION]... [FILE]...\n"
	"Reads annual reports on government information disclosure (text or HTML) and\n"
	"prints each as a line of JSON.  Without FILE, or with -, reads standard input.\n"
	"\n"
	"  --json      print JSON (the default); null for a file that is no report\n"
	"  --text      print canonical text\n"
	"  --trace     print key, value, state, line, column and raw text of each figure\n"
	"  --check     print severity, rule, place, expected and actual number and message\n"
	"              of each rule the report breaks\n"
	"  --quiet     print errors only\n"
	"  --encoding NAME\n"
	"              the files' encoding: UTF-8, UTF-16, UTF-16LE, UTF-16BE, GB18030,\n"
	"              GBK, GB2312 or Big5; without it each file tells its own\n"
	"  --bench N   read and encode each file N times and print the speed\n"
	"  --version   print the version\n"
	"  --help      print this\n"
	"\n"
	"The exit status is 0 when all files were reports, 1 otherwise, 2 for bad usage.\n";

/* Ends the program over a bad command line. */
static void
bad_usage(const char *what)
{
	fprintf(stderr, "govreport: %s\n%s", what, usage);
	exit(2);
}

/* Reads the argument of --bench. */
static long
parse_times(const char *argument)
{
	char	   *end;
	long		times;

	if (argument == NULL)
		bad_usage("--bench needs a number");
	times = strtol(argument, &end, 10);
	if (*argument == '\0' || *end != '\0' || times < 1)
		bad_usage("--bench needs a number above zero");
	return times;
}

/* Takes one option; returns how many further arguments it used. */
static int
take_option(const char *option, const char *next, Options *options)
{
	if (strcmp(option, "--json") == 0)
		options->output = OUTPUT_JSON;
	else if (strcmp(option, "--text") == 0)
		options->output = OUTPUT_TEXT;
	else if (strcmp(option, "--trace") == 0)
		options->output = OUTPUT_TRACE;
	else if (strcmp(option, "--check") == 0)
		options->output = OUTPUT_CHECK;
	else if (strcmp(option, "--quiet") == 0)
		options->output = OUTPUT_NOTHING;
	else if (strcmp(option, "--bench") == 0)
	{
		options->bench = parse_times(next);
		return 1;
	}
	else if (strcmp(option, "--encoding") == 0)
	{
		if (next == NULL)
			bad_usage("--encoding needs a name");
		options->encoding = next;
		return 1;
	}
	else if (strcmp(option, "--version") == 0)
	{
		puts("govreport " GOVREPORT_VERSION);
		exit(0);
	}
	else if (strcmp(option, "--help") == 0)
	{
		fputs(usage, stdout);
		exit(0);
	}
	else
		bad_usage("unknown option");
	return 0;
}

/* Reads the command line; options may stand anywhere, "--" ends them. */
static void
parse_options(int argc, char **argv, Options *options)
{
	bool		ended = false;

	options->output = OUTPUT_JSON;
	options->bench = 0;
	options->encoding = NULL;
	options->nfiles = 0;
	options->files = argv;		/* files move to the front */
	for (int i = 1; i < argc; i++)
	{
		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
			i += take_option(argv[i], i + 1 < argc ? argv[i + 1] : NULL, options);
		else
			options->files[options->nfiles++] = argv[i];
	}
}

int
main(int argc, char **argv)
{
	Options		options;
	bool		good = true;

	parse_options(argc, argv, &options);
	if (options.nfiles == 0)
		good = do_file("-", &options);
	for (int i = 0; i < options.nfiles; i++)
		good = do_file(options.files[i], &options) && good;
	if (fflush(stdout) != 0 || ferror(stdout))
	{
		fprintf(stderr, "govreport: cannot write: %s\n", strerror(errno));
		return 1;
	}
	return good ? 0 : 1;
}
