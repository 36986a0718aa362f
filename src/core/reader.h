/*
 * reader.h
 *		What the files of the reader share (read*.c); private to the core.
 *
 * The text goes through in one pass.  read_lines.c cuts it into lines and
 * cells and finds labels and numbers; what lies in a table is collected as
 * entries (a label with the cells behind it, or cells without label), what
 * does not is prose of the section it stands in.  Then each table's entries
 * become figures: read_requests.c, read_proactive.c, read_remedies.c, with
 * read_bind.c for which cells are whose, read_fit.c for placing them in columns
 * and read_cuts.c and read_solve.c for what only the arithmetic can tell.  read_identity.c finds year and authority.
 */
#ifndef GR_READER_H
#define GR_READER_H

#include "labels.h"
#include "numbers.h"
#include "report.h"

/* A cell, or what may be one. */
typedef enum ItemKind
{
	ITEM_NUMBER,
	ITEM_NOT_APPLICABLE,
	ITEM_TEXT,					/* something else where a number belongs */
	ITEM_BLANK,					/* an empty cell of a grid */
	ITEM_FILLER					/* a lone bar: an empty cell, or a span's filler */
} ItemKind;

typedef struct Item
{
	ItemKind	kind;
	GrText		raw;
	GrNumber	number;
	int			line;
	int			cell;			/* place in a grid line, from 0; else GR_NONE */
	int			left,			/* first column and column behind the last, in */
				right;			/* characters from 1; 0 where not measured */
	int			wide_left,		/* the same with Han characters as two */
				wide_right;
	bool		joined;			/* follows a label or number without a separator */
} Item;

/* How a label was recognised. */
typedef enum LabelHow
{
	LABEL_EXACT,
	LABEL_CUT,					/* only its beginning is there */
	LABEL_SIMILAR
} LabelHow;

/* A label with its cells, or cells without a label (row is GR_NONE). */
typedef struct Entry
{
	int			row;			/* GR_ROW_..., or GR_NONE */
	int			group;			/* GR_GROUP_..., or GR_NONE */
	bool		unknown;		/* a text that is no label of ours */
	bool		tentative;		/* counts only if cells follow */
	LabelHow	how;
	bool		bound_before;	/* its cells stood before its label */
	GrText		label;			/* as printed */
	int			line;
	int			first;			/* its items */
	int			count;
	int			significant;	/* of them: numbers, marks, texts */
	int			filled;			/* cells these stand in */
	int			cells;			/* cells in its grid line, or 0 */
	bool		bars;			/* parted by bars, not by tabs */
	int			head;			/* first of its column heads */
	int			nheads;
} Entry;

/* A column head, in the order met. */
typedef struct Head
{
	int			column;			/* GR_COLUMN_..., or GR_NONE for other words */
	int			line;
	int			editions;		/* that spell it so */
	GrStatedUnit unit;
	int			cell;			/* place in its grid line, or GR_NONE ... */
	int			cells;			/* ... and the cells that has */
	int			left,			/* as with items */
				right;
	int			wide_left,
				wide_right;
} Head;

/* More than this of a table is not looked at. */
#define ITEMS_MAX 20000
#define ENTRIES_MAX 8000
#define HEADS_MAX 2000

/* One table's findings. */
typedef struct Table
{
	Item	   *items;
	int			nitems,
				items_size;
	Entry	   *entries;
	int			nentries,
				entries_size;
	Head	   *heads;
	int			nheads,
				heads_size;
	int			heads_start;	/* first head since the last row */
	int			group;			/* last group label met, or GR_NONE */
	int			last_row;		/* last row label met, or GR_NONE */
	bool		in_head;		/* the last label was a head's */
	int			cells;			/* since the last row's label */
	bool		overflow;		/* something was not looked at */
	bool		true_grid;		/* a page's: spans and empty cells are known */
} Table;

/* A piece of prose: text[start..end). */
typedef struct Piece
{
	const char *start;
	const char *end;
} Piece;

/* Pieces of prose of one section; kept in order. */
typedef struct Prose
{
	GrText		heading;
	bool		seen;
	int			line;			/* of the title */
	int			place;			/* of the title among all, from 1; the last if it
								 * is given more than once */
	Piece	   *pieces;
	int			npieces,
				size;
} Prose;

/* The state of one reading. */
typedef struct Reader
{
	const GrArena *arena;
	const char *text;
	const char *end;
	GrReading  *reading;
	GrReport   *report;
	GrError    *error;
	bool		failed;			/* memory ran out */
	int			line;			/* current line, from 1 */
	int			cell;			/* current cell of a grid line, or GR_NONE */
	const char *line_start;
	int			section;		/* 0 before section one */
	int			titles;			/* of sections, so far */
	int			last_unknown;	/* last section beyond the form's */
	int			table;			/* GrTable being read, or GR_NONE */
	bool		tabs;			/* the text has tabs, bars, bars that are not ASCII */
	bool		bars;
	bool		drawn_bars;
	int			framed_lines;	/* lines of bars that begin with one ... */
	int			unframed_lines; /* ... and that do not */
	bool		open_cell;		/* the last cell was not closed by a bar */
	Table		tables[GR_TABLES];
	Prose		prose[GR_SECTIONS_MAX + 1]; /* 0 is the preamble */
	int			prose_number[GR_SECTIONS_MAX + 1];	/* section numbers */
	int			nprose;
	int			period;			/* year of the statistical period, or 0 */
	struct Cut *cuts;			/* room for the cuts of one row, once needed */
	int			cut_steps;		/* spent on looking for cuts */
	int			notes_size;
	int			polls;
} Reader;

/* read.c: memory and notes */
extern void *reader_alloc(Reader *r, size_t size);
extern bool reader_grow(Reader *r, void **array, int *size, int used, size_t element);
extern void reader_poll(Reader *r);
extern void reader_note(Reader *r, GrNoteCode code, int figure, int line, GrText raw);

/* read_lines.c: the pass over the text, line by line */
extern void read_lines(Reader *r);
extern bool is_page_number(const char *p, const char *end);

/* read_cell.c: the labels and cells between two separators */

/* What a line has shown so far. */
typedef struct LineState
{
	bool		grid;			/* cells parted by tabs or bars */
	int			empty;			/* empty cells before its first number */
	bool		label;			/* a label was there */
	bool		row;			/* ... and the last one was a row's or group's */
	bool		number;			/* a number or other cell was there */
	bool		unknown;		/* text that is neither */
	bool		prose;			/* ... and reads as prose */
	const char *measured;		/* up to here the columns are counted ... */
	int			column;			/* ... these are the counts */
	int			wide_column;
} LineState;

extern const char *read_cell(Reader *r, LineState *line, const char *p, const char *end,
							 const char *line_end);
extern bool is_sentence(const char *p, const char *end);
extern bool label_opens_table(Reader *r, const char *p, const char *end);
extern void enter_table_of(Reader *r, int label);
extern bool label_at(const Reader *r, const char *p, const char *end);
extern const char *skip_remark(const char *start, const char *p, const char *end);
extern const char *skip_marks(const char *p, const char *end);
extern const char *find_number(const Reader *r, const char *p, const char *end,
							   bool glued, GrNumber *number);
extern bool is_not_applicable(const char *p, const char *end);
extern void reader_enter_table(Reader *r, int table);

extern const char *text_end(bool grid, const char *p, const char *end);
extern const char *token_end(const char *p, const char *end);
extern const char *skip_bracket(const char *p, const char *end);
extern bool number_at(const char *p, const char *end);

/* read_label.c: the label a cell begins with */
extern bool label_fits(const Reader *r, int label);
extern int	find_label(Reader *r, const LineState *line, const char *p, const char *end,
					   const char *line_end, GrEnumerator enumerator, LabelHow *how,
					   const char **after);

/* read_run.c: a long line with everything in it */
extern void read_run(Reader *r, const char *p, const char *end);

/* read_title.c: is this line a section's title, or the report's? */
extern bool read_section_title(Reader *r, const char *start, const char *end,
							   const char **after);
extern void reader_begin_section(Reader *r, int section, GrText heading, bool has_number,
								 int number);
extern int	reader_prose_index(Reader *r, int section);
extern void reader_add_prose(Reader *r, const char *start, const char *end);

/* read_tokens.c: labels and cells of a table, as the lines give them */
extern void table_add_label(Reader *r, int label, GrEnumerator enumerator,
							GrText raw, LabelHow how, bool followed);
extern void table_add_unknown(Reader *r, GrText raw);
extern bool table_resume_cut(Reader *r);
extern bool table_awaits_cells(const Reader *r);
extern bool table_is_beside(const Entry *heading, const Entry *row);
extern int	table_last_row(const Reader *r);
extern bool table_awaits_rest(const Reader *r);
extern Item *table_add_item(Reader *r, ItemKind kind, GrText raw);
extern int	label_for_table(int label, int table);
extern bool label_is_strong(int label);
extern int	label_section(int label);
extern GrEnumerator label_enumerator(int label);

/* read_bind.c: which cells belong to which label */
extern void bind_entries(Reader *r, Table *table, int columns);
extern bool note_loose(Reader *r, const Table *table);
extern GrText entry_raw(const Table *table, const Entry *entry);

/* The sums a row must satisfy: of columns first .. total - 1, in column total. */
typedef struct CutSum
{
	int			first;
	int			total;
} CutSum;

/* read_fit.c: which cell belongs to which column */

#define COLUMNS_MAX 16

typedef enum FitKind
{
	FIT_NONE,					/* the row has no cells */
	FIT_CELLS,					/* cell[] is the item of each column */
	FIT_UNKNOWN					/* at best the arithmetic can tell */
} FitKind;

typedef struct Fit
{
	FitKind		kind;
	int			cell[COLUMNS_MAX];	/* item, or GR_NONE for a blank cell */
	bool		inferred;		/* fewer cells than columns: placed by grid,
								 * fillers or alignment */
} Fit;

extern void fit_cells(Reader *r, Table *table, const Entry *entry, int columns,
					  const CutSum *sums, int nsums, Fit *fit);

/* What the sums say of a row. */
typedef enum SumsSay
{
	SUMS_DENY,
	SUMS_ALLOW,					/* nothing is known, or all is zero */
	SUMS_CONFIRM
} SumsSay;

extern SumsSay check_sums(const Table *table, const int *cell, const CutSum *sums, int nsums);
extern bool stands_apart(const Reader *r, const Item *item);

/* read_staggered.c: a row's cells on several lines */
extern bool order_staggered(const Reader *r, const Table *table, int *items, int columns,
							const CutSum *sums, int nsums, bool *inferred);

/* read_figures.c: setting figures */
extern void set_item(Reader *r, int figure, const Item *item, GrStatedUnit unit);
extern bool is_item(const Reader *r, int figure, const Item *item, GrStatedUnit unit);
extern void set_value(Reader *r, int figure, int64_t value, int line, GrText raw);
extern void set_blank(Reader *r, int figure, int line);
extern void set_unreadable(Reader *r, int figure, GrNoteCode code, int line, GrText raw);

/* read_cuts.c: the ways a row's digits can be cut into columns */

typedef struct Cut
{
	int64_t		value[COLUMNS_MAX];
	bool		blank[COLUMNS_MAX];
	GrText		raw[COLUMNS_MAX];
} Cut;

/* A row with more possible cuts than this is not worth solving. */
#define CUTS_MAX 2048

extern int	cut_row(Reader *r, const Table *table, const Entry *entry, int columns,
					const CutSum *sums, int nsums, Cut *cuts);
extern bool cut_is_glued(const Table *table, const Entry *entry, int columns, bool *forced);

/* read_solve.c: which cuts of all rows satisfy the identities of table three */

typedef struct SolveRow
{
	bool		present;
	bool		usable;			/* false: unreadable, no identity can use it */
	bool		weak;			/* its cuts leave a cell blank or out: the row's own
								 * sum proves little */
	int			ncuts;			/* 1: settled */
	Cut		   *cuts;
	bool		solved;			/* exactly one cut is left */
	int			chosen;
} SolveRow;

extern void solve_requests(Reader *r, SolveRow rows[GR_ROWS]);

/* The tables and the identity */
extern void read_proactive(Reader *r);
extern void read_requests(Reader *r);
extern void read_remedies(Reader *r);
extern void read_edition(Reader *r);
extern void read_identity(Reader *r);

/*
 * Is the text a report's title?  0 if it is none, else 1, and 1 more each for a
 * year and a body.
 */
extern int reader_names_report(const char *p, const char *end);
/* Does a line look like the first half of a title, or a body's name? */
extern bool reader_may_precede_title(GrText line);

/* read_places.c: lines of notes and the error, in the text that was given */
extern void read_places(Reader *r);

#endif
