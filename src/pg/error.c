/*
 * error.c
 *		The core's errors as the server's.
 */
#include "govreport_pg.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* An unknown key is quoted up to this many bytes. */
#define KEY_QUOTED_MAX 100

/* The SQLSTATE of each kind of failure. */
static int
error_sqlstate(GrErrorCode code)
{
	switch (code)
	{
		case GR_ERROR_SYNTAX:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
		case GR_ERROR_BINARY:
			return ERRCODE_INVALID_BINARY_REPRESENTATION;
		case GR_ERROR_ENCODING:
			return ERRCODE_CHARACTER_NOT_IN_REPERTOIRE;
		case GR_ERROR_LIMIT:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		case GR_ERROR_PARAMETER:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case GR_ERROR_UNSUPPORTED:
			return ERRCODE_FEATURE_NOT_SUPPORTED;
		case GR_ERROR_RANGE:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		case GR_ERROR_MEMORY:
			return ERRCODE_OUT_OF_MEMORY;
		case GR_OK:
			break;
	}
	return ERRCODE_INTERNAL_ERROR;
}

/* The core's hook for translations; what has none comes back as it is. */
static const char *
translate(const char *words)
{
	return dgettext(TEXTDOMAIN, words);
}

void
gov_translate_messages(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	gr_translate = translate;
}

/*
 * A field of an error.  Its translation is in the server's encoding already, as
 * gettext gives it.
 */
static char *
field_words(const char *english, const char *local, bool translated)
{
	if (translated && local[0] != '\0')
		return pstrdup(local);
	return gov_message_to_server(english);
}

/* The place of an error in words, or "". */
static char *
error_place(const GrError *error, bool translated)
{
	const char *line = "At line %d.";
	const char *line_and_column = "At line %d, column %d.";

	if (translated)
	{
		line = _("At line %d.");
		line_and_column = _("At line %d, column %d.");
	}
	if (error->line > 0 && error->column > 0)
		return psprintf(line_and_column, error->line, error->column);
	if (error->line > 0)
		return psprintf(line, error->line);
	return "";
}

/* The DETAIL of an error: its place and its explanation; NULL without both. */
static char *
error_detail(const GrError *error, bool translated)
{
	char	   *place = error_place(error, translated);
	const char *blank;

	if (place[0] == '\0' && error->detail[0] == '\0')
		return NULL;
	blank = place[0] != '\0' && error->detail[0] != '\0' ? " " : "";
	return psprintf("%s%s%s", place, blank,
					field_words(error->detail, error->local_detail, translated));
}

/*
 * An error as it is reported.  What immutable functions return of it must be in
 * English: the language of messages may change between two calls.
 */
GovErrorWords
gov_error_words(const GrError *error, bool translated)
{
	GovErrorWords words;

	words.sqlstate = pstrdup(unpack_sql_state(error_sqlstate(error->code)));
	words.message = field_words(error->message, error->local_message, translated);
	words.detail = error_detail(error, translated);
	words.hint = NULL;
	if (error->hint[0] != '\0')
		words.hint = field_words(error->hint, error->local_hint, translated);
	return words;
}

/*
 * Reports an error of the core.  It comes back only when escontext is one for
 * soft errors; want of memory is nothing that a report can help, and always
 * thrown.
 */
void
gov_report_error(const GrError *error, struct Node *escontext)
{
	GovErrorWords words = gov_error_words(error, true);

	if (error->code == GR_ERROR_MEMORY)
		escontext = NULL;
	errsave(escontext,
			(errcode(error_sqlstate(error->code)),
			 errmsg_internal("%s", words.message),
			 words.detail ? errdetail_internal("%s", words.detail) : 0,
			 words.hint ? errhint("%s", words.hint) : 0));
}

/* Throws the error of a stored value that does not decode. */
void
gov_corrupted(const GrError *error)
{
	if (error->code == GR_ERROR_MEMORY || error->code == GR_ERROR_RANGE)
		gov_report_error(error, NULL);
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("stored gov_disclosure_report is damaged"),
			 errdetail_internal("%s", field_words(error->message, error->local_message, true))));
}

/* Throws the error of an unknown key, with the nearest one as a hint. */
void
gov_unknown_key(const char *key, size_t len)
{
	int			nearest = gr_figure_nearest(key, len);
	int			shown = pg_mbcliplen(key, (int) Min(len, INT_MAX), KEY_QUOTED_MAX);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown figure \"%.*s\"", shown, key),
			 nearest != GR_NONE ?
			 errhint("Perhaps you mean \"%s\"; gov_form() lists all figures.", gr_figures[nearest].key) :
			 errhint("gov_form() lists all figures.")));
}
