/*
 * generator.h
 *		Random disclosure reports in every layout in which such reports are met,
 *		together with the figures a reader must find in them.
 *
 * A report (Case) is made in steps: figures that obey the form's arithmetic
 * (truth.c), a way of writing (style.c), the three tables as grids of spanned
 * cells (grid.c), deliberate damage (damage.c), prose around them (prose.c); a
 * layout (layouts.c, write_*.c) then flattens grids and prose into text, or
 * makes a web page of them (write_html*.c).  Everything follows from one seed.
 *
 * Labels, columns, sections and keys come from the form's tables.  Nothing here
 * calls the reader but judge.c.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include "../../src/core/report.h"

#define COUNT_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))

/* ---- random.c: the only source of chance ---- */
typedef struct Random
{
	uint64_t	state;
} Random;

extern uint64_t random_next(Random *random);
extern int	random_below(Random *random, int n);
extern int	random_between(Random *random, int low, int high);
extern bool random_chance(Random *random, int percent);
#define RANDOM_PICK(random, array) ((array)[random_below((random), COUNT_OF(array))])

/* ---- text.c: a growing string, and UTF-8 by the character ---- */
typedef struct Text
{
	char	   *data;			/* terminated */
	size_t		len;
	size_t		size;
} Text;

extern void text_add(Text *text, const char *data, size_t len);
extern void text_put(Text *text, const char *string);
extern void text_printf(Text *text, const char *format,...)
			__attribute__((format(printf, 2, 3)));
extern void text_repeat(Text *text, const char *string, int times);
extern void text_free(Text *text);
extern int	char_size(const char *s);
extern int	char_count(const char *s);
extern int	char_width(const char *s);
extern int	display_width(const char *s);
/* Byte offset of the n-th character. */
extern int	char_offset(const char *s, int n);
/* s with every old replaced by new, appended to out. */
extern void text_replace(Text *out, const char *s, const char *old, const char *new_);
/* Edit distance of two strings in characters; at most 120 of each count. */
extern int	char_distance(const char *a, const char *b);

/* ---- style.c: how this report writes labels and numbers ---- */
typedef enum Numbering
{
	NUMBERING_DOT, NUMBERING_DOT_BLANK, NUMBERING_WIDE_DOT, NUMBERING_COMMA,
	NUMBERING_NONE, NUMBERINGS
} Numbering;

typedef enum Brackets
{
	BRACKETS_WIDE, BRACKETS_NARROW, BRACKETS_NARROW_BLANK, BRACKETS
} Brackets;

typedef struct Style
{
	Brackets	brackets;
	Numbering	numbering;
	bool		narrow_punctuation; /* ",:" for "，：" */
	int			quotes;			/* curly, straight, corner */
	int			blanks;			/* per cent of labels with blanks inside */
	int			aliases;		/* per cent of labels in another spelling */
	int			misprints;		/* per cent of long labels misprinted */
	bool		thousands;		/* "12,345" */
	bool		wide_digits;	/* "１２" */
	int			remarks;		/* per cent of cells with a remark */
	int			units;			/* per cent of cells with a unit */
	int			split_numbers;	/* per cent of numbers with a blank inside */
	const char *zero;			/* how zero is printed */
	const char *blank;			/* what stands in a blank cell */
	const char *padding;		/* before the numbers */
	int			total_row;		/* head row in which the total stands */
	bool		heads_split;	/* heads of two words in two rows of cells */
	const char *not_applicable; /* "/", "-", ... */
	bool		digits_spaced;	/* prose: "2024 年 3 件" */
	bool		blank_lines;	/* blank line between paragraphs */
	bool		indent;			/* paragraphs indented */
	const char *page_number;	/* format of page number lines */
	bool		page_breaks;	/* tables and prose are broken by pages */
	bool		heads_repeated; /* ... with the table's head again */
	bool		groups_repeated;	/* ... and the groups' labels */
	bool		heads_broken;	/* line ends inside head cells */
	bool		crlf;			/* lines end in CR LF */
	bool		bom;			/* the text begins with a byte order mark */
} Style;

/* ---- grid.c: tables as cells with spans ---- */
#define GRID_ROWS 80
#define GRID_COLUMNS 20

typedef enum CellKind
{
	CELL_NONE, CELL_HEAD, CELL_LABEL, CELL_NUMBER
} CellKind;

typedef struct Cell
{
	CellKind	kind;
	const char *text;
	int			figure;			/* GR_NONE where it is none of the form's */
	int			row;			/* where the cell starts: equal to the */
	int			column;			/* position itself for its first place */
	int			rowspan;
	int			colspan;
} Cell;

typedef struct Grid
{
	GrTable		table;
	int			nrows;
	int			ncolumns;
	int			nlabels;		/* label columns at the left */
	int			nheads;			/* head rows at the top of the table */
	Cell		cells[GRID_ROWS][GRID_COLUMNS];
} Grid;

/* A row as it is going to be printed. */
typedef struct RowSpec
{
	int			row;			/* form row, or GR_NONE: unknown row */
	int			group;			/* group it stands in */
	const char *text;			/* label of an unknown row or subtotal */
	bool		subtotal;		/* the group's own line with numbers */
	const char *numbers[GRID_COLUMNS];	/* overrides; NULL: the truth */
	int			skip;			/* number left out, or GR_NONE */
	const char *surplus;		/* a number too much, or NULL */
} RowSpec;

/* ---- prose.c ---- */
typedef enum BlockKind
{
	BLOCK_FURNITURE, BLOCK_TITLE, BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_TABLE
} BlockKind;

typedef struct Block
{
	BlockKind	kind;
	const char *text;
	GrTable		table;
} Block;

#define BLOCKS_MAX 120

/* ---- write_html.c: how this page is written; only for pages ---- */
typedef struct Markup
{
	unsigned	features;		/* HTML_...: what this page shows */
	bool		upper;			/* "<TD>" */
	char		quote;			/* around attributes; 0: none where none is needed */
	bool		unclosed;		/* tags that may be left out are */
	bool		one_line;		/* no line ends between elements */
	bool		head_tags;		/* <thead> and <th> */
	bool		title_joined;	/* the title's second line stands with the first */
	bool		rough;			/* stray tags, references cut short */
	int			references;		/* per cent of marks written as references */
	int			cuts;			/* per cent of characters an element ends before */
	int			invisible;		/* per cent of texts with zero-width characters */
	int			breaks;			/* per cent of labels broken inside their cell */
	int			cell;			/* what a cell's text is wrapped in */
	int			blank;			/* what stands in a blank cell */
	int			paragraph;		/* how paragraphs are set */
	int			elements;		/* so far: for ids */
	struct Case *decoy;			/* another report, whose tables nobody sees */
} Markup;

/* ---- the report ---- */

/* How the cells without a number are spread. */
typedef enum Gaps
{
	GAPS_NONE, GAPS_ZERO_NA, GAPS_SOME_NA, GAPS_ALL_NA,
	GAPS_ZERO_BLANK, GAPS_SOME_BLANK, GAPS_MIDDLE_BLANK, GAPS_TOTALS_ONLY,
	GAPS_TEMPLATE
} Gaps;

#define REQUIRED_MAX 8

typedef struct Layout Layout;

typedef struct Case
{
	const Layout *layout;
	uint64_t	seed;
	Random		random;
	Style		style;
	Gaps		gaps;

	/* the truth */
	int			edition;		/* the edition printed, 2019 or 2021 */
	bool		mixed;			/* ... but section two is that of 2019 */
	bool		ask_edition;
	bool		other_as_one_row;	/* edition 2021 with the 2019 row */
	int			year;			/* 0: the report names none */
	bool		ask_year;
	char		authority[160]; /* "" where the title names none */
	bool		ask_authority;
	char		body[160];		/* the body that reports, named or not */
	uint8_t		state[GR_FIGURES];	/* what is printed: GrState */
	int64_t		value[GR_FIGURES];
	bool		soft[GR_FIGURES];	/* right or not a number, with a note */
	uint64_t	required[REQUIRED_MAX]; /* masks: one note of each is due */
	int			nrequired;

	/* the tables */
	RowSpec		rows[GR_TABLES][GRID_ROWS];
	int			nrows[GR_TABLES];
	int			columns[GRID_COLUMNS];	/* of the table of requests */
	int			ncolumns;
	Grid		grids[GR_TABLES];
	int			page;			/* last page number printed */
	const char *group_text[GR_GROUPS];	/* a group's label as broken, or NULL */
	const char *column_text[GR_COLUMNS];	/* the same of a column */
	int			twice;			/* table printed twice, or GR_NONE */
	bool		period_differs; /* the period is that of the year before */

	/* the text */
	Markup		markup;
	Block		blocks[BLOCKS_MAX];
	int			nblocks;
	Text		out;
	char	  **pool;			/* strings to free */
	int			npool;
} Case;

#define NOTE_BIT(note) (UINT64_C(1) << (GR_NOTE_##note))

/* Keeps a copy of a string as long as the report. */
extern const char *case_keep(Case *c, const char *string);
extern const char *case_printf(Case *c, const char *format,...)
			__attribute__((format(printf, 2, 3)));
/* Demands one note out of a mask. */
extern void case_require(Case *c, uint64_t notes);
/* Marks the figures of a form row as right-or-no-number. */
extern void case_soften_row(Case *c, int row);
extern void case_soften_table(Case *c, GrTable table);
/* The edition mask of a table as printed. */
extern int	case_edition(const Case *c, GrTable table);
/* True when the report prints the row. */
extern bool case_has_row(const Case *c, int row);

extern void truth_make(Case *c);
extern void truth_gaps(Case *c);

extern void style_make(Case *c);
extern const char *style_label(Case *c, const char *enumerator, const char *label,
							   const GrFormAlias *aliases, int id);
extern const char *style_row_label(Case *c, int row);
extern const char *style_group_label(Case *c, int group);
extern const char *style_column_label(Case *c, int column);
extern const char *style_head(Case *c, GrTable table, int nth);
extern const char *style_figure(Case *c, int figure);
extern const char *style_punctuation(Case *c, const char *text);

extern void rows_make(Case *c);
extern void grids_make(Case *c);
extern const Cell *grid_cell(const Grid *grid, int row, int column);
extern bool grid_starts(const Grid *grid, int row, int column);
/* Like grid_starts, or the label of a group that began rows above. */
extern bool grid_shows(const Grid *grid, int row, int column, bool again);
/* True when a new page begins before this row and repeats the head. */
extern bool grid_turns_page(Case *c, const Grid *grid, int row);
/* True when a row of the table holds only heads and group titles. */
extern bool grid_row_is_head(const Grid *grid, int row);

extern void prose_make(Case *c);
/* A sentence with its marks (see prose.c) filled in. */
extern const char *prose_fill(Case *c, const char *sentence);

typedef void (*Damage) (Case *c);
extern Damage damage_named(const char *name);

/* cuts.c: in how many ways glued figures can be cut. */
extern void cuts_soften(Case *c);

/* ---- layouts ---- */
#define LAYOUT_PLAIN	0x01	/* numbers are bare digits: nothing between */
#define LAYOUT_DROPS	0x02	/* a blank cell leaves no trace */
#define LAYOUT_NO_MARKS 0x04	/* no "/" or "-" cells either */
#define LAYOUT_SOFT		0x08	/* right or no number, all through */
#define LAYOUT_ONE_LINE 0x10	/* no line breaks to tell title from text */
#define LAYOUT_PAGED	0x20	/* from a document with pages */
#define LAYOUT_EXACT_LABELS 0x40	/* no misprints, no blanks in labels */
#define LAYOUT_GAPS		0x100	/* always with blank cells */
#define LAYOUT_GLUED	0x200	/* numbers of a row run together */
#define LAYOUT_GRIDS	0x400	/* cells without number may be told apart */
#define LAYOUT_EDITION_UNSURE 0x800	/* heads may be lost: edition not asked */

/* What is special about a web page. */
#define HTML_PAGE		0x1000	/* it is one: all of them have this */
#define HTML_CELLS		0x2000	/* markup and invisible characters in cells */
#define HTML_WORD		0x4000	/* pasted from a word processor */
#define HTML_FURNITURE	0x8000	/* with all that sites put around a text */
#define HTML_HIDDEN		0x10000 /* other tables where nobody sees them */
#define HTML_FRAMES		0x20000 /* the page is laid out by tables */
#define HTML_BROKEN		0x40000 /* as only browsers accept it */
#define HTML_SPANS		0x80000 /* absurd numbers of rows and columns */
#define HTML_FRAGMENT	0x100000	/* no html, head or body */
#define HTML_TITLES		0x200000	/* titles elsewhere, other, or several */
#define HTML_MARKDOWN	0x400000	/* tables within Markdown */
#define HTML_ANY		0x800000	/* any of these, by chance */

/* What is special about a copy of a report. */
#define LAYOUT_TRADITIONAL 0x1000000	/* in traditional characters */
#define LAYOUT_PINYIN	0x2000000	/* with pronunciations behind characters */

struct Layout
{
	const char *name;
	const char *about;			/* what it looks like */
	void		(*table) (Case *c, const Grid *grid, Text *out);
	void		(*prose) (Case *c, const Block *block, Text *out);
	unsigned	flags;
	const char *damage;			/* name, or NULL */
};

extern const Layout layouts[];
extern const int nlayouts;

/* An empty report of a layout: edition, year and style are chosen. */
extern void case_start(Case *c, const Layout *layout, uint64_t seed);
/* Writes grids and blocks in the layout. */
extern void case_write(Case *c);
/* A report that was read, in a layout; like case_make otherwise. */
extern void case_of_report(Case *c, const Layout *layout, uint64_t seed,
						   const GrReport *report);
/* Invents and writes a report of a layout; free with case_free. */
extern void case_make(Case *c, const Layout *layout, uint64_t seed);
extern void case_free(Case *c);

/* write_*.c: tables */
extern void write_tabs(Case *c, const Grid *grid, Text *out);
extern void write_tabs_ragged(Case *c, const Grid *grid, Text *out);
extern void write_pipe_lines(Case *c, const Grid *grid, Text *out);
extern void write_pipe_lines_behind(Case *c, const Grid *grid, Text *out);
extern void write_pipe_lines_bare(Case *c, const Grid *grid, Text *out);
extern void write_pipe_lines_dropped(Case *c, const Grid *grid, Text *out);
extern void write_pipe_opened(Case *c, const Grid *grid, Text *out);
extern void write_pipe_alone(Case *c, const Grid *grid, Text *out);
extern void write_pipe_row_opened(Case *c, const Grid *grid, Text *out);
extern void write_pipe_rows_filled(Case *c, const Grid *grid, Text *out);
extern void write_pipe_rows(Case *c, const Grid *grid, Text *out);
extern void write_pipe_rows_grid(Case *c, const Grid *grid, Text *out);
extern void write_pipe_rows_leading(Case *c, const Grid *grid, Text *out);
extern void write_markdown(Case *c, const Grid *grid, Text *out);
extern void write_markdown_groups(Case *c, const Grid *grid, Text *out);
extern void write_markdown_mixed(Case *c, const Grid *grid, Text *out);
extern void write_paragraphs(Case *c, const Grid *grid, Text *out);
extern void write_cell_lines(Case *c, const Grid *grid, Text *out);
extern void write_spaces(Case *c, const Grid *grid, Text *out);
extern void write_pdf_raw(Case *c, const Grid *grid, Text *out);
extern void write_pdf_layout(Case *c, const Grid *grid, Text *out);
extern void write_w3m_spaces(Case *c, const Grid *grid, Text *out);
extern void write_box(Case *c, const Grid *grid, Text *out);
extern void write_pandoc(Case *c, const Grid *grid, Text *out);
extern void write_glued_rows(Case *c, const Grid *grid, Text *out);
extern void write_glued(Case *c, const Grid *grid, Text *out);
extern void write_glued_spaced(Case *c, const Grid *grid, Text *out);
extern void write_several_labels(Case *c, const Grid *grid, Text *out);
extern void write_column_major(Case *c, const Grid *grid, Text *out);
extern void write_labels_lost(Case *c, const Grid *grid, Text *out);
extern void write_deduplicated(Case *c, const Grid *grid, Text *out);
extern void write_any_grid(Case *c, const Grid *grid, Text *out);
extern void write_any_lines(Case *c, const Grid *grid, Text *out);

/* write_html*.c: pages */
/* Chooses how this page is written. */
extern void markup_make(Case *c);
extern void write_html(Case *c, const Grid *grid, Text *out);
extern void write_html_split(Case *c, const Grid *grid, Text *out);
extern void write_html_rows(Case *c, const Grid *grid, Text *out);
extern void write_html_nested(Case *c, const Grid *grid, Text *out);
extern void write_html_mobile(Case *c, const Grid *grid, Text *out);
extern void write_html_divs(Case *c, const Grid *grid, Text *out);
extern void write_html_any(Case *c, const Grid *grid, Text *out);
extern void prose_html(Case *c, const Block *block, Text *out);
/* Makes a page of the article that has been written. */
extern void markup_frame(Case *c);
/* A word of the page's furniture that occurs in a text, or NULL. */
extern const char *markup_furniture_in(const char *text);

/* How lines of text are put into a page. */
typedef enum Wrap
{
	WRAP_PARAGRAPHS, WRAP_BREAKS, WRAP_PREFORMATTED, WRAPS
} Wrap;

extern const char *const wrap_names[WRAPS];
/* A page that shows the text line by line; false if it cannot be shown so. */
extern bool markup_wrap(Case *c, const char *text, Wrap wrap, Text *out);

/* write_traditional.c: copies */
/* Puts grids, blocks and names into traditional characters. */
extern void traditional_make(Case *c);
/* Puts pronunciations behind characters of the text written. */
extern void pinyin_put(Case *c);

/* write_prose.c: the rest */
extern void prose_lines(Case *c, const Block *block, Text *out);
extern void prose_pages(Case *c, const Block *block, Text *out);
extern void prose_one_line(Case *c, const Block *block, Text *out);
extern void prose_markdown(Case *c, const Block *block, Text *out);
/* A page's end: blank lines, the page number, blank lines. */
extern void page_break(Case *c, Text *out);
/* A head cell's text, broken in two if the report does so. */
extern void put_broken(Case *c, const Cell *cell, const char *between, Text *out);

/* ---- judge.c ---- */
typedef struct Score
{
	long		reports;
	long		figures;		/* asked, number or not */
	long		wrong;			/* another number than printed */
	long		missed;			/* no number where one was printed */
	long		invented;		/* a number where none was printed */
	long		states;			/* blank, n/a, absent confused */
	long		soft_missed;	/* not read, and allowed to be */
	long		soft;			/* figures allowed to be not read */
	long		identity;		/* year, edition or authority wrong */
	long		notes;			/* reports without a note that is due */
	long		prose;			/* texts lost, furniture in texts */
	long		refused;		/* reports the reader made an error of */
	long		failed;			/* reports with any of these */
} Score;

/* Reads the report and counts; says what differs into why. */
extern bool judge(Case *c, Score *score, Text *why);
/* Reads the report as text and as a page made of it: the figures must be equal. */
extern bool judge_wrapped(Case *c, Wrap wrap, Score *score, Text *why);
/* The truth as JSON: figures that may be unreadable are left out. */
extern void truth_json(const Case *c, Text *out);

#endif
