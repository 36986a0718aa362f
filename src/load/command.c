/*
 * command.c
 *		Commands as people write them, split into words without a shell.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copies a word with its quotes taken off; false when one is left open. */
static bool
take_word(const char **from, char *out)
{
	const char *p = *from;
	char		quote = '\0';

	for (; *p != '\0' && (quote != '\0' || (*p != ' ' && *p != '\t' && *p != '\n')); p++)
	{
		if (quote == '\0' && (*p == '\'' || *p == '"'))
			quote = *p;
		else if (*p == quote)
			quote = '\0';
		else
		{
			if (*p == '\\' && quote != '\'' && p[1] != '\0')
				p++;
			*out++ = *p;
		}
	}
	*out = '\0';
	*from = p;
	return quote == '\0';
}

char **
command_split(const char *command)
{
	size_t		len = strlen(command);
	char	  **words = allocate((len / 2 + 2) * sizeof(char *));
	int			count = 0;

	words[0] = NULL;
	for (;;)
	{
		command += strspn(command, " \t\n");
		if (*command == '\0')
			break;
		words[count] = allocate(len + 1);
		words[count + 1] = NULL;
		if (!take_word(&command, words[count++]))
		{
			command_free(words);
			return NULL;
		}
	}
	if (count > 0)
		return words;
	command_free(words);
	return NULL;
}

void
command_free(char **words)
{
	for (char **word = words; word != NULL && *word != NULL; word++)
		free(*word);
	free(words);
}

bool
command_exists(const char *program)
{
	const char *path = getenv("PATH");

	if (strchr(program, '/') != NULL)
		return access(program, X_OK) == 0;
	while (path != NULL && *path != '\0')
	{
		size_t		len = strcspn(path, ":");
		char	   *file = format_string("%.*s/%s", (int) len, path, program);
		bool		exists = len > 0 && access(file, X_OK) == 0;

		free(file);
		if (exists)
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}
