/*
 * bytes.c
 *		Reports from bytes in whatever encoding, and reading without raising
 *		errors: gov_disclosure_report(content, encoding), gov_disclosure_try.
 */
#include "govreport_pg.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(gov_disclosure_report_bytes);
PG_FUNCTION_INFO_V1(gov_disclosure_try_bytes);
PG_FUNCTION_INFO_V1(gov_disclosure_try_text);

/* Columns of gov_disclosure_try's row. */
enum
{
	TRY_REPORT,
	TRY_SQLSTATE,
	TRY_MESSAGE,
	TRY_DETAIL,
	TRY_HINT,
	TRY_LINE,
	TRY_COLUMNS
};

/* Reads bytes in an encoding by name, or NULL. */
bool
gov_read_bytes(const bytea *content, const text *encoding, GrReading *reading, GrError *error)
{
	GrArena		arena = gov_arena();

	return gr_read_bytes(VARDATA_ANY(content), VARSIZE_ANY_EXHDR(content),
						 encoding != NULL ? text_to_cstring(encoding) : NULL,
						 &arena, reading, error);
}

/* Reads the arguments (content, encoding). */
static bool
read_bytes_arguments(FunctionCallInfo fcinfo, GrReading *reading, GrError *error)
{
	return gov_read_bytes(PG_GETARG_BYTEA_PP(0), PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1),
						  reading, error);
}

/* A report from bytes; null for no content. */
Datum
gov_disclosure_report_bytes(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work;
	GrReading  *reading;
	GovReport  *value;
	GrError		error;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	work = gov_work_begin(fcinfo);
	reading = palloc(sizeof(GrReading));
	if (!read_bytes_arguments(fcinfo, reading, &error))
		gov_report_error(&error, NULL);
	MemoryContextSwitchTo(caller);
	value = gov_encode(&reading->report, NULL);
	gov_work_end(fcinfo, work);
	PG_RETURN_GOV_REPORT_P(value);
}

/* A C string of the server's encoding as a text column, or null. */
static void
set_words(Datum *values, bool *nulls, int column, const char *words)
{
	nulls[column] = words == NULL;
	if (words != NULL)
		values[column] = CStringGetTextDatum(words);
}

/*
 * The columns of a refusal, in English.  Memory is nobody's text's fault: that
 * is raised.
 */
static void
set_error(Datum *values, bool *nulls, const GrError *error)
{
	GovErrorWords words;

	if (error->code == GR_ERROR_MEMORY)
		gov_report_error(error, NULL);
	words = gov_error_words(error, false);
	nulls[TRY_REPORT] = true;
	set_words(values, nulls, TRY_SQLSTATE, words.sqlstate);
	set_words(values, nulls, TRY_MESSAGE, words.message);
	set_words(values, nulls, TRY_DETAIL, words.detail);
	set_words(values, nulls, TRY_HINT, words.hint);
	values[TRY_LINE] = Int32GetDatum(error->line);
	nulls[TRY_LINE] = error->line <= 0;
}

/*
 * The row of what "read" reads of the arguments: the report, or why it is none.
 * All but the row itself lies in working memory.
 */
static Datum
try_row(FunctionCallInfo fcinfo, bool (*read) (FunctionCallInfo, GrReading *, GrError *))
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = gov_work_begin(fcinfo);
	GrReading  *reading = palloc(sizeof(GrReading));
	GovReport  *value = NULL;
	Datum		values[TRY_COLUMNS] = {0};
	bool		nulls[TRY_COLUMNS];
	TupleDesc	row_type;
	HeapTuple	row;
	GrError		error;

	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "gov_disclosure_try must return a row");
	memset(nulls, true, sizeof(nulls));
	if (read(fcinfo, reading, &error))
		value = gov_try_encode(&reading->report, &error);
	if (value == NULL)
		set_error(values, nulls, &error);
	else
	{
		values[TRY_REPORT] = PointerGetDatum(value);
		nulls[TRY_REPORT] = false;
	}
	row_type = BlessTupleDesc(row_type);
	MemoryContextSwitchTo(caller);
	row = heap_form_tuple(row_type, values, nulls);
	gov_work_end(fcinfo, work);
	PG_RETURN_DATUM(HeapTupleGetDatum(row));
}

/* Reads the text of the first argument. */
static bool
read_text_argument(FunctionCallInfo fcinfo, GrReading *reading, GrError *error)
{
	text	   *raw = PG_GETARG_TEXT_PP(0);

	return gov_read_text(VARDATA_ANY(raw), VARSIZE_ANY_EXHDR(raw), reading, error);
}

/* Reads bytes, without raising what they are refused for; null for no content. */
Datum
gov_disclosure_try_bytes(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return try_row(fcinfo, read_bytes_arguments);
}

/* The same of text. */
Datum
gov_disclosure_try_text(PG_FUNCTION_ARGS)
{
	return try_row(fcinfo, read_text_argument);
}
