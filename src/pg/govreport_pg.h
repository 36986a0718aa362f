/*
 * govreport_pg.h
 *		What the files of src/pg share: the SQL value, and the way between
 *		PostgreSQL's datums, memory, text and errors and those of the core.
 *
 * A value of type gov_disclosure_report is a varlena that holds nothing but the
 * core's encoding (core/encode.c).  Its text is UTF-8 whatever the database's
 * encoding.  Stored bytes are never trusted: whoever reads a value calls one of
 * the gov_decode functions, which report bad bytes as corrupted data.
 */
#ifndef GOVREPORT_PG_H
#define GOVREPORT_PG_H

#include "compat.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "utils/numeric.h"

#include "core/report.h"
#include "core/rules.h"
#include "core/sum.h"

/*
 * Our messages have translations of their own, in po.  ereport() looks there by
 * itself; other words of an error are marked by _().
 */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("govreport")
#undef _
#define _(words) dgettext(TEXTDOMAIN, words)

/* A varlena that holds an encoded report. */
typedef struct varlena GovReport;

#define DatumGetGovReportPP(datum) ((GovReport *) PG_DETOAST_DATUM_PACKED(datum))
#define PG_GETARG_GOV_REPORT_PP(n) DatumGetGovReportPP(PG_GETARG_DATUM(n))
#define PG_RETURN_GOV_REPORT_P(report) PG_RETURN_POINTER(report)

/* ---- arena.c: memory for the core ---- */

/* An arena that allocates in the current memory context. */
extern GrArena gov_arena(void);

/* ---- work.c: working memory for reading one text ---- */

/* Switches to the call's working memory, which is empty, and returns it. */
extern MemoryContext gov_work_begin(FunctionCallInfo fcinfo);
/* Throws away what is in it; the caller has switched back. */
extern void gov_work_end(FunctionCallInfo fcinfo, MemoryContext work);

/* ---- text.c: the core's UTF-8 and the server's encoding ---- */

/* Text of the server as UTF-8; false, with an error, if it cannot be. */
extern bool gov_text_from_server(const char *text, size_t len, GrText *utf8,
								 GrError *error);
/* Reads a report's text, in the current memory context; false with an error. */
extern bool gov_read_text(const char *text, size_t len, GrReading *reading,
						  GrError *error);
/* What was written into a buffer; throws when memory ran out. */
extern GrText gov_buffer_text(const GrBuffer *buffer);
/* UTF-8 in the server's encoding, terminated; its length through len. */
extern char *gov_text_to_server(GrText text, size_t *len);
/* The same as a text datum. */
extern Datum gov_text_datum(GrText text);
/* The same of a C string. */
extern Datum gov_string_datum(const char *string);
/* The same for an error's words: what the encoding cannot hold becomes "?". */
extern char *gov_message_to_server(const char *message);

/* ---- error.c: the core's errors as the server's ---- */

/* Has messages translated from now on. */
extern void gov_translate_messages(void);
/*
 * Reports an error of the core: throws it, or notes it in escontext if that is
 * one for soft errors, and returns.
 */
extern void gov_report_error(const GrError *error, struct Node *escontext);

/* An error as it is reported, in words; detail and hint may be NULL. */
typedef struct GovErrorWords
{
	const char *sqlstate;
	const char *message;
	const char *detail;
	const char *hint;
} GovErrorWords;

/*
 * The words of an error of the core, in the server's encoding: in English, or in
 * the language of the server's messages.
 */
extern GovErrorWords gov_error_words(const GrError *error, bool translated);
/* Throws the error of a value that is already stored. */
extern _Noreturn void gov_corrupted(const GrError *error);
/* Throws the error of a figure's key that is none. */
extern _Noreturn void gov_unknown_key(const char *key, size_t len);

/* ---- value.c: between datum and report ---- */

/* All of the value; the report points into the value, and for notes the arena. */
extern void gov_decode(const GovReport *value, const GrArena *arena, GrReport *report);
/* Year, title and authority, of the value's head alone if they are there. */
extern void gov_decode_identity(Datum datum, GrIdentity *identity);
/* The figures of the value's head are added to a sum. */
extern void gov_add_to_sum(GrSum *sum, Datum datum);
/* Edition, year and figures, of the value's head alone. */
extern void gov_decode_figures(Datum datum, GrReport *report);
/* Whether it surely breaks no rule of severity error, of the value's head alone. */
extern bool gov_surely_sound(Datum datum);
/* One figure, of the value's head alone. */
extern void gov_decode_figure(Datum datum, int figure, GrState *state, int64_t *value);
/* The value of a report; NULL after a soft error. */
extern GovReport *gov_encode(const GrReport *report, struct Node *escontext);
/* The same; NULL with an error. */
extern GovReport *gov_try_encode(const GrReport *report, GrError *error);

/* ---- bytes.c: reading bytes ---- */

/*
 * Reads bytes in an encoding by name, or NULL, in the current memory context;
 * false with an error.  The reading may point into the content.
 */
extern bool gov_read_bytes(const bytea *content, const text *encoding,
						   GrReading *reading, GrError *error);

/* ---- figures.c: figures as SQL sees them ---- */

/* The figure named by the text argument, remembered from call to call. */
extern int	gov_figure_argument(FunctionCallInfo fcinfo, int argument);
/* A figure's number. */
extern Numeric gov_figure_numeric(int figure, int64_t value);
/* The next figure in form order that the report is asked for, or GR_NONE. */
extern int	gov_figure_next(const GrReport *report, int *position);
/* A row's label with its enumerator, as the edition prints it. */
extern char *gov_row_label(int figure, int edition);
/* The edition whose words name a figure in a report of that edition. */
extern int	gov_figure_edition(int figure, int edition);
/* The figure at a place of the printed form, from 0; both editions. */
extern int	gov_figure_at_position(int position);

/* ---- checks.c: checks as rows ---- */

/* Columns of the composite type gov_check. */
#define GOV_CHECK_COLUMNS 11

/* A series of checks, made at the first call. */
typedef struct GovCheckRows
{
	TupleDesc	type;
	MemoryContext scratch;		/* for the values of one row */
	List	   *tuples;			/* of HeapTuple */
	const GrReport *report;		/* whose figures fingerprints are made of, while
								 * checks are added */
} GovCheckRows;

/*
 * Starts a series: switches to its memory.  Then set its report and add checks,
 * as a GrCheckReceiver whose context is the series, then give row by row.
 */
extern GovCheckRows *gov_check_rows_begin(FunctionCallInfo fcinfo);
extern bool gov_check_rows_add(void *rows, const GrCheck *check);
extern Datum gov_check_rows_next(FunctionCallInfo fcinfo);
/* What a call (report, severity, missing) asks for. */
extern void gov_check_options(FunctionCallInfo fcinfo, bool failures_only,
							  GrCheckOptions *options);
/* As much of a report as checks from that severity on need. */
extern void gov_decode_for_checks(Datum datum, GrSeverity severity, GrReport *report);
/* A check's place and words, in the server's encoding. */
extern char *gov_check_location(const GrCheck *check);
extern char *gov_check_message(const GrCheck *check);
/* A sum as numeric: a count, or an amount in millionths. */
extern Datum gov_wide_numeric(GrWide value, bool amount);

/* ---- rows.c: set-returning functions ---- */

/* The start of a call series: switches to its memory and fixes the row type. */
extern FuncCallContext *gov_rows_begin(FunctionCallInfo fcinfo);
/* A series over one report: its user_fctx. */
typedef struct GovWalk
{
	GrReport	report;
	int			next;			/* place of what the next row is of */
} GovWalk;

/* The start of such a series, over the first argument. */
extern void gov_walk_begin(FunctionCallInfo fcinfo);
/* One row of the series as a datum. */
extern Datum gov_row(FuncCallContext *rows, Datum *values, bool *nulls);

#endif
