/*
 * options.c
 *		The command line.
 */
#include "load.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	PROGRAM " loads annual reports on government information disclosure into PostgreSQL.\n"
	"\n"
	"Usage:\n"
	"  " PROGRAM " [OPTION]... FILE|FOLDER|-...\n"
	"\n"
	"Folders are searched for .txt, .md, .html and .htm files, and for .pdf, .docx and\n"
	".doc files, which other programs convert.  - reads one report from standard input.\n"
	"\n"
	"Options:\n"
	"  -d, --db=CONNECTION       database, or connection string (default: PGDATABASE ...)\n"
	"  -t, --table=TABLE         table for the reports (default: reports)\n"
	"      --quarantine=TABLE    table for what is refused (default: TABLE_quarantine)\n"
	"      --init                make what is missing: extension and tables\n"
	"      --retry               try again what is in quarantine\n"
	"      --files-from=FILE     load the files named in FILE, one a line; - is\n"
	"                            standard input\n"
	"      --null                names in FILE end with a NUL\n"
	"      --encoding=NAME       encoding of all files (default: found out for each)\n"
	"  -j, --jobs=N              connections (default: 2)\n"
	"      --batch=N             files in a transaction, at most (default: 200)\n"
	"      --max-size=MB         larger files are refused (default: 64)\n"
	"      --wait=SECONDS        how long to wait for a server that went away\n"
	"                            (default: 60)\n"
	"      --pdf-command=COMMAND, --docx-command=COMMAND, --doc-command=COMMAND\n"
	"                            programs that print a file's text: {} is the file,\n"
	"                            {dir} an empty folder; no shell is used\n"
	"      --convert-timeout=SECONDS\n"
	"                            how long one may take (default: 120)\n"
	"      --source-column=NAME, --hash-column=NAME, --report-column=NAME\n"
	"                            columns of the table (default: source,\n"
	"                            content_sha256, report)\n"
	"  -q, --quiet               show no progress\n"
	"  -v, --verbose             name each file that is not loaded, and why\n"
	"  -V, --version             print the version\n"
	"  -?, --help                print this\n"
	"\n"
	"Exit status: 0 when all reports are in the table, 1 when some files are not, 2 for\n"
	"bad usage, 3 when the work could not be finished.\n";

/* Options without a letter. */
enum
{
	OPTION_QUARANTINE = 256,
	OPTION_INIT,
	OPTION_RETRY,
	OPTION_FILES_FROM,
	OPTION_NULL,
	OPTION_ENCODING,
	OPTION_BATCH,
	OPTION_MAX_SIZE,
	OPTION_WAIT,
	OPTION_PDF,
	OPTION_DOCX,
	OPTION_DOC,
	OPTION_TIMEOUT,
	OPTION_SOURCE_COLUMN,
	OPTION_HASH_COLUMN,
	OPTION_REPORT_COLUMN,
	OPTION_HELP
};

static const struct option long_options[] = {
	{"db", required_argument, NULL, 'd'},
	{"table", required_argument, NULL, 't'},
	{"quarantine", required_argument, NULL, OPTION_QUARANTINE},
	{"init", no_argument, NULL, OPTION_INIT},
	{"retry", no_argument, NULL, OPTION_RETRY},
	{"files-from", required_argument, NULL, OPTION_FILES_FROM},
	{"null", no_argument, NULL, OPTION_NULL},
	{"encoding", required_argument, NULL, OPTION_ENCODING},
	{"jobs", required_argument, NULL, 'j'},
	{"batch", required_argument, NULL, OPTION_BATCH},
	{"max-size", required_argument, NULL, OPTION_MAX_SIZE},
	{"wait", required_argument, NULL, OPTION_WAIT},
	{"pdf-command", required_argument, NULL, OPTION_PDF},
	{"docx-command", required_argument, NULL, OPTION_DOCX},
	{"doc-command", required_argument, NULL, OPTION_DOC},
	{"convert-timeout", required_argument, NULL, OPTION_TIMEOUT},
	{"source-column", required_argument, NULL, OPTION_SOURCE_COLUMN},
	{"hash-column", required_argument, NULL, OPTION_HASH_COLUMN},
	{"report-column", required_argument, NULL, OPTION_REPORT_COLUMN},
	{"quiet", no_argument, NULL, 'q'},
	{"verbose", no_argument, NULL, 'v'},
	{"version", no_argument, NULL, 'V'},
	{"help", no_argument, NULL, OPTION_HELP},
	{NULL, 0, NULL, 0}
};

/* Ends the program over a bad command line. */
static void
bad_usage(void)
{
	message_hint("Try \"" PROGRAM " --help\" for more information.");
	exit(EXIT_USAGE);
}

/* A number within bounds. */
static int
parse_number(const char *argument, const char *option, int least, int most)
{
	char	   *end;
	long		number;

	errno = 0;
	number = strtol(argument, &end, 10);
	if (*argument == '\0' || *end != '\0' || errno != 0 || number < least || number > most)
	{
		message_error("--%s must be a number from %d to %d", option, least, most);
		bad_usage();
	}
	return (int) number;
}

/* Options that are about the database. */
static bool
take_database_option(int option, const char *argument, Options *options)
{
	switch (option)
	{
		case 'd':
			options->db = argument;
			return true;
		case 't':
			options->table = argument;
			return true;
		case 'j':
			options->jobs = parse_number(argument, "jobs", 1, JOBS_MAX);
			return true;
		case OPTION_QUARANTINE:
			options->quarantine = argument;
			return true;
		case OPTION_INIT:
			options->init = true;
			return true;
		case OPTION_RETRY:
			options->retry = true;
			return true;
		case OPTION_BATCH:
			options->batch = parse_number(argument, "batch", 1, BATCH_MAX);
			return true;
		case OPTION_WAIT:
			options->wait_seconds = parse_number(argument, "wait", 0, 86400);
			return true;
		case OPTION_SOURCE_COLUMN:
			options->source_column = argument;
			return true;
		case OPTION_HASH_COLUMN:
			options->hash_column = argument;
			return true;
		case OPTION_REPORT_COLUMN:
			options->report_column = argument;
			return true;
		default:
			return false;
	}
}

/* Options that are about the files. */
static bool
take_file_option(int option, const char *argument, Options *options)
{
	switch (option)
	{
		case OPTION_FILES_FROM:
			options->files_from = argument;
			return true;
		case OPTION_NULL:
			options->null_separated = true;
			return true;
		case OPTION_ENCODING:
			options->encoding = argument;
			return true;
		case OPTION_MAX_SIZE:
			options->max_size = parse_number(argument, "max-size", 1, MAX_SIZE_MAX) * MEGABYTE;
			return true;
		case OPTION_PDF:
			options->command[KIND_PDF] = argument;
			return true;
		case OPTION_DOCX:
			options->command[KIND_DOCX] = argument;
			return true;
		case OPTION_DOC:
			options->command[KIND_DOC] = argument;
			return true;
		case OPTION_TIMEOUT:
			options->convert_seconds = parse_number(argument, "convert-timeout", 1, 86400);
			return true;
		default:
			return false;
	}
}

/* The other options; getopt has complained of what it does not know. */
static void
take_option(int option, Options *options, const char *given)
{
	switch (option)
	{
		case 'q':
			options->verbosity = QUIET;
			return;
		case 'v':
			options->verbosity = VERBOSE;
			return;
		case 'V':
			puts(PROGRAM " " GOVREPORT_VERSION);
			exit(0);
		case '?':
			/* getopt says the same of what it does not know */
			if (strcmp(given, "-?") != 0)
				bad_usage();
			/* FALLTHROUGH */
		case OPTION_HELP:
			fputs(usage, stdout);
			exit(0);
	}
}

/* Checks what was given as a whole. */
static void
check_options(const Options *options)
{
	int			inputs = options->files_from != NULL && strcmp(options->files_from, "-") == 0;

	for (int i = 0; i < options->nnames; i++)
		inputs += strcmp(options->names[i], "-") == 0;
	if (inputs > 1)
		message_error("standard input can be read only once");
	else if (options->nnames == 0 && options->files_from == NULL)
		message_error("no file or folder given");
	else if (options->null_separated && options->files_from == NULL)
		message_error("--null is for --files-from");
	else
		return;
	bad_usage();
}

void
options_read(int argc, char **argv, Options *options)
{
	int			option;

	*options = (Options) {
		.table = "reports", .source_column = "source", .hash_column = "content_sha256",
		.report_column = "report", .verbosity = NORMAL, .jobs = 2, .batch = 200,
		.max_size = 64 * MEGABYTE, .convert_seconds = 120, .wait_seconds = 60
	};
	while ((option = getopt_long(argc, argv, "d:t:j:qvV?", long_options, NULL)) != -1)
		if (!take_database_option(option, optarg, options) &&
			!take_file_option(option, optarg, options))
			take_option(option, options, argv[optind - 1]);
	options->names = argv + optind;
	options->nnames = argc - optind;
	check_options(options);
}
