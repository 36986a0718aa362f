/*
 * convert.c
 *		Text out of PDF and word processors' files, by programs made for it.
 *
 * A command is words; {} stands for the file, {dir} for an empty folder that is
 * removed afterwards.  A command without {} gets the file as its last word.  The
 * text is what the program prints.
 */
#include "load.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The usual converters, the best first. */
static const struct
{
	Kind		kind;
	const char *command;
}			usual[] = {
	{KIND_PDF, "pdftotext -layout -enc UTF-8 {} -"},
	{KIND_DOCX, "pandoc --from=docx --to=plain --columns=1000 {}"},
	{KIND_DOCX, "libreoffice -env:UserInstallation=file://{dir} --headless --cat {}"},
	{KIND_DOC, "libreoffice -env:UserInstallation=file://{dir} --headless --cat {}"},
	{KIND_DOC, "antiword -w 0 -m UTF-8.txt {}"},
};

/* The names of the programs that convert a kind of file. */
static const char *const wanted[KINDS] = {
	[KIND_PDF] = "pdftotext",
	[KIND_DOCX] = "pandoc or libreoffice",
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

/* The first of the usual commands whose program is installed, or NULL. */
static char **
usual_command(Kind kind)
{
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
	{
		char	  **words;

		if (usual[i].kind != kind)
			continue;
		words = command_split(usual[i].command);
		if (command_exists(words[0]))
			return words;
		command_free(words);
	}
	return NULL;
}

Converter *
converters_find(const Options *options)
{
	Converter  *converters = allocate(KINDS * sizeof(Converter));

	for (int kind = 0; kind < KINDS; kind++)
	{
		converters[kind].wanted = wanted[kind];
		if (options->command[kind] != NULL)
			converters[kind].words = given_command(options->command[kind]);
		else
			converters[kind].words = usual_command((Kind) kind);
	}
	return converters;
}

void
converters_free(Converter *converters)
{
	for (int kind = 0; kind < KINDS; kind++)
		command_free(converters[kind].words);
	free(converters);
}

/* Removes one thing of a folder. */
static int
remove_entry(const char *name, const struct stat *status, int type, struct FTW *place)
{
	(void) status;
	(void) type;
	(void) place;
	return remove(name) == 0 ? 0 : 0;	/* goes on with the others */
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

/* A folder of its own for a conversion, or NULL. */
static char *
make_folder(char *const *words)
{
	const char *base = getenv("TMPDIR");
	char	   *folder;
	bool		needed = false;

	for (; *words != NULL; words++)
		needed = strstr(*words, "{dir}") != NULL || needed;
	if (!needed)
		return NULL;
	folder = format_string("%s/" PROGRAM ".XXXXXX", base != NULL && *base == '/' ? base : "/tmp");
	if (mkdtemp(folder) != NULL)
		return folder;
	free(folder);
	return NULL;
}

/* What the program said, as one line of text, or NULL. */
static char *
complaint_text(const char *complaint)
{
	char	   *line = copy_string(complaint);
	char	   *text;

	for (char *p = line; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	for (size_t len = strlen(line); len > 0 && line[len - 1] == ' '; len--)
		line[len - 1] = '\0';
	text = *line != '\0' ? name_text(line, NAME_SHOWN) : NULL;
	free(line);
	return text;
}

/* Makes a refusal of a program that did not end well. */
static void
refuse_failure(const Run *run, const char *program, const ProgramResult *result,
			   Refusal *refusal)
{
	char	   *said = complaint_text(result->complaint);

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

/* Runs the command for a file. */
static void
run_converter(const Run *run, char *const *words, const char *name, Document *document)
{
	char	   *folder = make_folder(words);
	/* a name that looks like an option would be one */
	char	   *file = format_string("%s%s", *name == '-' ? "./" : "", name);
	char	  **command = fill_command(words, file, folder == NULL ? "/nonexistent" : folder);
	ProgramResult result;

	program_run(command, run->options->convert_seconds, (size_t) run->options->max_size,
				&run->stopping, &result);
	if (result.started && !result.timed_out && !result.too_long && !result.stopped &&
		WIFEXITED(result.status) && WEXITSTATUS(result.status) == 0)
	{
		document->text = result.output == NULL ? copy_string("") : result.output;
		document->text_len = result.len;
	}
	else
	{
		free(result.output);
		refuse_failure(run, words[0], &result, &document->refusal);
	}
	free(result.complaint);
	command_free(command);
	free(file);
	if (folder != NULL)
		nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
}

void
convert(const Run *run, const Converter *converter, const char *name, Document *document)
{
	if (converter->words != NULL)
		run_converter(run, converter->words, name, document);
	else
		refuse(&document->refusal, "0A000",
			   copy_string("no converter for this kind of file is installed"), NULL,
			   format_string("Install %s, or name another program by an option; "
							 "the file will be tried again.", converter->wanted));
}
