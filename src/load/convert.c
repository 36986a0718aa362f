/*
 * convert.c
 *		Text out of PDF and word processors' files, by programs made for it.
 *
 * A command is words; {} stands for the file, {dir} for an empty folder that is
 * removed afterwards.  A command without {} gets the file as its last word.  The
 * text is what the program prints; it may be HTML.  What the program leaves in
 * its TMPDIR is removed as well.
 */
#include "load.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* LibreOffice as a program that prints: with a profile of its own, as HTML or text. */
#define LIBREOFFICE "libreoffice -env:UserInstallation=file://{dir} --headless --cat "
#define AS_HTML "--convert-to 'html:HTML (StarWriter):SkipImages' "

/*
 * The usual converters, the best first; the next is tried when one fails.  What
 * keeps the cells of tables is better than text.
 */
static const struct
{
	Kind		kind;
	const char *command;
}			usual[] = {
	{KIND_PDF, "pdftotext -layout -enc UTF-8 {} -"},
	{KIND_DOCX, LIBREOFFICE AS_HTML "{}"},
	{KIND_DOCX, "pandoc --from=docx --to=html --wrap=none {}"},
	{KIND_DOC, LIBREOFFICE AS_HTML "{}"},
	{KIND_DOC, LIBREOFFICE "{}"},
	{KIND_DOC, "antiword -w 0 -m UTF-8.txt {}"},
};
#define USUAL ((int) (sizeof(usual) / sizeof(*usual)))

/* The names of the programs that convert a kind of file. */
static const char *const wanted[KINDS] = {
	[KIND_PDF] = "pdftotext",
	[KIND_DOCX] = "libreoffice or pandoc",
	[KIND_DOC] = "libreoffice or antiword",
};

/* A command the user gave. */
static char **
given_command(const char *command)
{
	char	  **words = command_split(command);

	if (words == NULL)
		message_error("no command, or an open quote in it: %s", command);
	else if (!command_exists(words[0]))
		message_error("there is no program \"%s\"", words[0]);
	else
		return words;
	end_program(EXIT_USAGE);
}

/* Finds the usual commands for a kind of file whose programs are installed. */
static void
find_usual(Kind kind, Converter *converter)
{
	int			count = 0;

	for (int i = 0; i < USUAL && count < CONVERTERS_MAX; i++)
	{
		char	  **words;

		if (usual[i].kind != kind)
			continue;
		words = command_split(usual[i].command);
		if (command_exists(words[0]))
			converter->commands[count++] = words;
		else
			command_free(words);
	}
}

Converter *
converters_find(const Options *options)
{
	Converter  *converters = allocate(KINDS * sizeof(Converter));

	memset(converters, 0, KINDS * sizeof(Converter));
	for (int kind = 0; kind < KINDS; kind++)
	{
		converters[kind].wanted = wanted[kind];
		if (options->command[kind] != NULL)
			converters[kind].commands[0] = given_command(options->command[kind]);
		else
			find_usual((Kind) kind, &converters[kind]);
	}
	return converters;
}

void
converters_free(Converter *converters)
{
	for (int kind = 0; kind < KINDS; kind++)
		for (int i = 0; i < CONVERTERS_MAX; i++)
			command_free(converters[kind].commands[i]);
	free(converters);
}

/* Removes one thing of a folder. */
static int
remove_entry(const char *name, const struct stat *status, int type, struct FTW *place)
{
	(void) status;
	(void) type;
	(void) place;
	(void) remove(name);		/* the others go all the same */
	return 0;
}

/* Puts values in the place of {} and {dir} in a word. */
static char *
fill_word(const char *word, const char *file, const char *folder)
{
	char	   *filled = copy_string("");

	while (*word != '\0')
	{
		size_t		len = strcspn(word, "{");
		const char *value = "";
		char	   *longer;
		size_t		used = len;

		if (strncmp(word + len, "{}", 2) == 0)
			value = file, used += 2;
		else if (strncmp(word + len, "{dir}", 5) == 0)
			value = folder, used += 5;
		else if (word[len] == '{')
			len++, used++;
		longer = format_string("%s%.*s%s", filled, (int) len, word, value);
		free(filled);
		filled = longer;
		word += used;
	}
	return filled;
}

/* The words of a command for a file. */
static char **
fill_command(char *const *words, const char *file, const char *folder)
{
	size_t		count = 0;
	bool		named = false;
	char	  **filled;

	while (words[count] != NULL)
		named = strstr(words[count++], "{}") != NULL || named;
	filled = allocate((count + 2) * sizeof(char *));
	for (size_t i = 0; i < count; i++)
		filled[i] = fill_word(words[i], file, folder);
	if (!named)
		filled[count++] = copy_string(file);
	filled[count] = NULL;
	return filled;
}

/* A folder of its own for a conversion; NULL, with a refusal, when there is none. */
static char *
make_folder(Refusal *refusal)
{
	const char *base = getenv("TMPDIR");
	char	   *folder = format_string("%s/" PROGRAM ".XXXXXX",
									   base != NULL && *base == '/' ? base : "/tmp");

	if (mkdtemp(folder) != NULL)
		return folder;
	refuse(refusal, "58030", format_string("could not make a folder for the converter: %s",
										   strerror(errno)), NULL,
		   copy_string("TMPDIR names the folder in which it is made."));
	free(folder);
	return NULL;
}

/* Makes a refusal of a program that did not end well. */
static void
refuse_failure(const Run *run, const char *program, const ProgramResult *result,
			   Refusal *refusal)
{
	char	   *said = said_text(result->complaint);

	if (!result->started)
		refuse(refusal, "38000", format_string("converter \"%s\" could not be started", program),
			   said, NULL);
	else if (result->timed_out)
		refuse(refusal, "57014", format_string("converter \"%s\" did not end within %d seconds",
											   program, run->options->convert_seconds), said,
			   copy_string("Allow more with --convert-timeout."));
	else if (result->too_long)
		refuse(refusal, "54000", format_string("converter \"%s\" wrote more than %lld MB", program,
											   (long long) (run->options->max_size / MEGABYTE)), said,
			   copy_string("Allow more with --max-size."));
	else if (WIFSIGNALED(result->status))
		refuse(refusal, "38000", format_string("converter \"%s\" was ended by signal %d", program,
											   WTERMSIG(result->status)), said, NULL);
	else
		refuse(refusal, "38000", format_string("converter \"%s\" failed with exit status %d", program,
											   WEXITSTATUS(result->status)), said, NULL);
}

/* True when a program ended as it should. */
static bool
has_converted(const ProgramResult *result)
{
	return result->started && !result->timed_out && !result->too_long && !result->stopped &&
		WIFEXITED(result->status) && WEXITSTATUS(result->status) == 0;
}

/* Runs a command for a file; true when another may do better. */
static bool
run_command(const Run *run, char *const *words, const char *folder, Document *document)
{
	/* a name that looks like an option would be one */
	char	   *file = format_string("%s%s", *document->name == '-' ? "./" : "", document->name);
	char	  **command = fill_command(words, file, folder);
	ProgramResult result;

	program_run(command, folder, run->options->convert_seconds, (size_t) run->options->max_size,
				&run->stopping, &result);
	command_free(command);
	free(file);
	if (has_converted(&result))
	{
		refusal_clear(&document->refusal);
		document->text = result.output == NULL ? copy_string("") : result.output;
		document->text_len = result.len;
	}
	else
	{
		free(result.output);
		/* the first is the one that should have done it */
		if (document->refusal.sqlstate[0] == '\0')
			refuse_failure(run, words[0], &result, &document->refusal);
	}
	free(result.complaint);
	return document->text == NULL && !result.timed_out && !result.too_long && !result.stopped;
}

/* Runs a command in a folder of its own that is removed afterwards. */
static bool
run_in_folder(const Run *run, char *const *words, Document *document)
{
	char	   *folder = make_folder(&document->refusal);
	bool		other;

	if (folder == NULL)
		return false;
	other = run_command(run, words, folder, document);
	nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
	return other;
}

void
convert(const Run *run, const Converter *converter, Document *document)
{
	bool		other = true;

	if (converter->commands[0] == NULL)
		refuse(&document->refusal, "0A000",
			   copy_string("no converter for this kind of file is installed"), NULL,
			   format_string("Install %s, or name another program by an option; "
							 "the file will be tried again.", converter->wanted));
	for (int i = 0; i < CONVERTERS_MAX && converter->commands[i] != NULL && other; i++)
		other = run_in_folder(run, converter->commands[i], document);
}
