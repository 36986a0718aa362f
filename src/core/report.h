/*
 * report.h
 *		A disclosure report in memory, and what every part of the core shares:
 *		memory, text spans, errors, notes.
 *
 * The core never longjmps and never allocates but through a GrArena.  Functions
 * that can fail return false and fill a GrError.
 */
#ifndef GR_REPORT_H
#define GR_REPORT_H

#include "form.h"

/*
 * Memory.  alloc returns NULL when there is none, and always returns: it is
 * called from inside libraries.  What it gave stays until the owner throws the
 * arena away.  poll, when set, is called now and then during long work, never
 * inside a library; it may not return.
 */
typedef struct GrArena
{
	void	   *(*alloc) (void *context, size_t size);
	void		(*release) (void *context, void *memory);
	void		(*poll) (void *context);
	void	   *context;
} GrArena;

/* UTF-8 text, not terminated; data is NULL where there is none. */
typedef struct GrText
{
	const char *data;
	size_t		len;
} GrText;

/* What kind of failure: src/pg makes an SQLSTATE of it. */
typedef enum GrErrorCode
{
	GR_OK,
	GR_ERROR_SYNTAX,			/* the text is no report: 22P02 */
	GR_ERROR_BINARY,			/* the bytes are no encoded report: 22P03 */
	GR_ERROR_ENCODING,			/* not valid UTF-8: 22021 */
	GR_ERROR_LIMIT,				/* larger than a value can be: 54000 */
	GR_ERROR_PARAMETER,			/* an encoding nobody knows: 22023 */
	GR_ERROR_UNSUPPORTED,		/* left out of this build: 0A000 */
	GR_ERROR_RANGE,				/* a sum is too large: 22003 */
	GR_ERROR_MEMORY				/* the arena gave none: 53200 */
} GrErrorCode;

/*
 * An error's words stand in it in English and, if gr_translate has given them
 * all, in another language: who reports the error chooses.  What a function
 * gives as a value must not depend on anybody's language.
 */
typedef struct GrError
{
	GrErrorCode code;
	int			line;			/* from 1, or 0 */
	int			column;			/* from 1, in characters, or 0 */
	char		message[160];	/* one line, no full stop */
	char		detail[240];	/* sentences, or "" */
	char		hint[240];		/* sentences, or "" */
	char		local_message[160]; /* the same translated, or "" */
	char		local_detail[240];
	char		local_hint[240];
} GrError;

/*
 * Gives a translation of words or of a format, or what it was given; NULL, as in
 * the program, when there are none.  It must return and need no arena.
 */
extern const char *(*gr_translate) (const char *words);

/* Marks words that are translated elsewhere. */
#define gr_noop(words) (words)

/* The five states of a figure.  Stored: never renumber. */
typedef enum GrState
{
	GR_ABSENT,					/* the report has no such cell */
	GR_NUMBER,					/* value holds it */
	GR_BLANK,					/* the cell is there, empty */
	GR_NOT_APPLICABLE,			/* "/", "-", "无" */
	GR_UNREADABLE				/* a note with the figure holds its text */
} GrState;
#define GR_STATES 5

/* Codes of notes. */
typedef enum GrNoteCode
{
#define NOTE(id, code, trust, message) GR_NOTE_##id,
#include "note.def"
#undef NOTE
	GR_NOTES
} GrNoteCode;

/* What a kind of note means for the figures it is about (see note.def). */
typedef enum GrTrust
{
	GR_TRUST_SURE,
	GR_TRUST_DOUBT
} GrTrust;

/* A remark of the reader. */
typedef struct GrNote
{
	GrNoteCode	code;
	int			figure;			/* figure number, or GR_NONE */
	int			line;			/* of the source, from 1, or 0 */
	GrText		raw;			/* the source's text, or none */
} GrNote;

/* A report keeps at most this many notes; the last says that more were. */
#define GR_NOTES_MAX 1000
/* The source text a note keeps is cut to this many bytes. */
#define GR_RAW_MAX 400
/* Sections a report can have; the form's are 1 to 6. */
#define GR_SECTIONS_MAX 32
/* Latest year a report can have. */
#define GR_YEAR_MAX 9999
/* A consolidated report can be of this many at most, either way. */
#define GR_REPORTS_MAX INT64_C(1000000000000000)
/* Highest section number. */
#define GR_SECTION_NUMBER_MAX 99

/* A section and its prose; numbers are unique and ascending in a report. */
typedef struct GrSection
{
	int			number;			/* 1..GR_SECTION_NUMBER_MAX */
	GrText		heading;		/* as printed; none: the form's own, or missing */
	GrText		prose;			/* none or empty: no prose */
} GrSection;

/*
 * The report.  One as published has neither others nor lacking.  A consolidated
 * one is the sum, or the difference, of several.
 */
typedef struct GrReport
{
	int			edition;		/* 2019 or 2021 */
	int			year;			/* reporting year, or 0 when unknown */
	uint8_t		state[GR_FIGURES];	/* GrState */
	int64_t		value[GR_FIGURES];	/* of GR_NUMBER: a count, or millionths of
									 * 10,000 yuan; else 0 */
	int64_t		others;			/* reports added up in it, less one */
	int64_t		lacking[GR_FIGURES];	/* of GR_NUMBER: how many of its reports
										 * gave no number; else any */
	GrText		title;			/* one line, or none */
	GrText		authority;		/* or none */
	GrText		preamble;		/* prose before section one, or none */
	int			nsections;
	GrSection	sections[GR_SECTIONS_MAX];
	int			nnotes;
	GrNote	   *notes;
} GrReport;

/* Where a figure was read. */
typedef struct GrSource
{
	int			line;			/* from 1; 0 when absent */
	int			column;			/* from 1, in characters */
	GrText		raw;			/* the text the figure was made of */
} GrSource;

/* A place of a text that was made of another, and its place in that one. */
typedef struct GrOrigin
{
	size_t		at;				/* byte offset in the text made */
	size_t		original;		/* byte offset in the text it was made of */
} GrOrigin;

/*
 * Where a text made of another one came from.  Marks ascend in "at"; from each
 * to the next the text is the original's, byte by byte.  Without marks the
 * text is the original.
 */
typedef struct GrOrigins
{
	GrText		original;
	GrOrigin   *marks;
	int			count;
	int			size;			/* room in marks */
} GrOrigins;

/*
 * What reading a text gives: the report and where each figure came from.  The
 * raw text of sources points into "text", which for a page or a text with
 * pronunciations is not what was given; lines and columns count in what was.
 */
typedef struct GrReading
{
	GrReport	report;
	GrText		text;			/* what the sources point into */
	GrOrigins	origins;		/* ... and where that came from */
	GrSource	source[GR_FIGURES];
} GrReading;

/* A growing byte buffer in an arena; ok is false once memory ran out. */
typedef struct GrBuffer
{
	const GrArena *arena;
	char	   *data;
	size_t		len;
	size_t		size;
	bool		ok;
} GrBuffer;

extern void gr_buffer_init(GrBuffer *buffer, const GrArena *arena, size_t size);
/* Makes room for more bytes; false when there is no memory. */
extern bool gr_buffer_reserve(GrBuffer *buffer, size_t more);
extern void gr_buffer_add(GrBuffer *buffer, const char *data, size_t len);
extern void gr_buffer_string(GrBuffer *buffer, const char *string);
extern void gr_buffer_char(GrBuffer *buffer, char c);
extern void gr_buffer_printf(GrBuffer *buffer, const char *format,...)
			__attribute__((format(printf, 2, 3)));

/* Names of states ("number", "blank", ...) and notes. */
extern const char *gr_state_name(GrState state);
extern int	gr_state_find(const char *name, size_t len);	/* or GR_NONE */
extern const char *gr_note_code(GrNoteCode code);
extern const char *gr_note_message(GrNoteCode code);
extern bool gr_note_is_doubt(GrNoteCode code);
extern int	gr_note_find(const char *code, size_t len); /* or GR_NONE */

/*
 * Fills an error with its message, without place, detail and hint; always
 * returns false.  Formats are translated; strings put into them are not, and
 * are ASCII, because a translation may be in any encoding.
 */
extern bool gr_error(GrError *error, GrErrorCode code, const char *format,...)
			__attribute__((format(printf, 3, 4)));
/* The same with words, marked by gr_noop(), that are translated as well. */
extern bool gr_error_words(GrError *error, GrErrorCode code, const char *format,
						   const char *words);
/* Adds a sentence to an error's detail, or to its hint. */
extern void gr_error_detail(GrError *error, const char *format,...)
			__attribute__((format(printf, 2, 3)));
extern void gr_error_hint(GrError *error, const char *format,...)
			__attribute__((format(printf, 2, 3)));

/* An empty report of an edition: every figure absent. */
extern void gr_report_init(GrReport *report, int edition);

/* The text a figure was unreadable by: its note's, or none. */
extern GrText gr_report_raw(const GrReport *report, int figure);

/*
 * How many reports were added up in a report, which is 1 for one as published;
 * how many of them gave a number for a figure; and setting that for a figure
 * that is a number, false when it is out of range.
 */
extern int64_t gr_report_reports(const GrReport *report);
extern int64_t gr_report_coverage(const GrReport *report, int figure);
extern bool gr_report_set_coverage(GrReport *report, int figure, int64_t coverage);

/* The section of a number, or NULL. */
extern const GrSection *gr_report_section(const GrReport *report, int number);

/* Text equality, none being equal to none only. */
extern bool gr_text_equal(GrText a, GrText b);

/* Prints a figure's number, without trailing zeros; size at least 32. */
extern void gr_number_print(int figure, int64_t value, char *out, size_t size);

/*
 * Parses a plain number: optional minus sign, digits, and for an amount up to
 * six decimals.  False when it is none or does not fit.
 */
extern bool gr_number_parse(int figure, const char *text, size_t len, int64_t *value);

/*
 * Reading.  text must be valid UTF-8 without NUL: plain text in any layout,
 * HTML, or canonical text (gr_write_text), which comes back as the very report
 * that was written.  The reading points into text and the arena.
 */
extern bool gr_read(const char *text, size_t len, const GrArena *arena,
					GrReading *reading, GrError *error);

/*
 * Reading bytes in the encoding named, or when that is NULL in the one that
 * their byte order mark, their declaration or the bytes themselves tell.
 * Bytes that are no text in it are GR_ERROR_ENCODING with the encoding and the
 * offset of the first; a few of them are replaced instead, and noted.
 */
extern bool gr_read_bytes(const char *bytes, size_t len, const char *encoding,
						  const GrArena *arena, GrReading *reading, GrError *error);

/* Fills in the columns of the sources, which gr_read leaves at 0. */
extern void gr_locate(GrReading *reading);

/* True when text is valid UTF-8 without NUL; else *at is the offending byte. */
extern bool gr_utf8_valid(const char *text, size_t len, size_t *at);

/*
 * The stored form: versioned, position-independent, little-endian whatever the
 * machine, canonical (equal reports have equal bytes), figures first.
 * gr_decode checks everything and accepts nothing else; the report points into
 * data and, for the notes, the arena.  gr_decode_figures reads the head, the
 * figures and the counts of a consolidated report only; it works on a prefix of
 * at least GR_HEAD_MAX bytes (or all), the head and the figures alone being
 * GR_FIGURES_MAX at most.
 */
#define GR_FORMAT_VERSION 1
#define GR_FIGURES_MAX (7 + 9 * GR_FIGURES)
#define GR_COVERAGE_MAX (10 + 9 * GR_FIGURES)
#define GR_HEAD_MAX (GR_FIGURES_MAX + GR_COVERAGE_MAX)
extern bool gr_encode(const GrReport *report, GrBuffer *buffer, GrError *error);
extern bool gr_decode(const char *data, size_t len, const GrArena *arena,
					  GrReport *report, GrError *error);
extern bool gr_decode_figures(const char *data, size_t len, GrReport *report,
							  GrError *error);
/* One figure of an encoded report without decoding the others; GR_FIGURES_MAX
 * bytes will do. */
extern bool gr_decode_figure(const char *data, size_t len, int figure,
							 GrState *state, int64_t *value, GrError *error);

/* What tells reports apart before anything else. */
typedef struct GrIdentity
{
	int			year;			/* or 0 when unknown */
	GrText		title;			/* or none */
	GrText		authority;		/* or none */
} GrIdentity;

/*
 * The identity of an encoded report without decoding the rest.  A prefix with
 * these texts will do; a shorter one is an error as any cut-off report.
 */
extern bool gr_decode_identity(const char *data, size_t len, GrIdentity *identity,
							   GrError *error);

/*
 * The official layout, tab-separated, then a line of the value's identity and
 * one line per note.  gr_read(gr_write_text(r)) gives r.
 */
extern void gr_write_text(const GrReport *report, GrBuffer *buffer);

/* If text is what gr_write_text writes for some report, gives that report. */
extern bool gr_read_canonical(const char *text, size_t len, const GrArena *arena,
							  GrReading *reading);

/* JSON as the cast to jsonb gives it. */
extern void gr_write_json(const GrReport *report, GrBuffer *buffer);

#endif
