/*
 * form.h
 *		The official form as tables: sections, rows, columns and figures.
 *
 * All tables are constant once gr_form_init() has run; it is called by every
 * public entry point of the core and is cheap when it has run before.
 */
#ifndef GR_FORM_H
#define GR_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Number of figures of both editions together: the length of the vocabulary. */
#define GR_FIGURES 226
/* Sections the form prints (Guobangongkaibanhan [2021] No. 30, part one). */
#define GR_FORM_SECTIONS 6
/* No figure, row, column or group. */
#define GR_NONE (-1)

/* Editions of the form, as a mask. */
#define GR_2019 1
#define GR_2021 2
#define GR_BOTH (GR_2019 | GR_2021)

/* The three tables of the form; their numbers are the section's less two. */
typedef enum GrTable
{
	GR_PROACTIVE,				/* section two: proactive disclosure */
	GR_REQUESTS,				/* section three: requests by applicant */
	GR_REMEDIES					/* section four: reconsideration, litigation */
} GrTable;
#define GR_TABLES 3

/* What a figure counts. */
typedef enum GrUnit
{
	GR_UNIT_COUNT,				/* non-negative whole number */
	GR_UNIT_CHANGE,				/* signed whole number of items */
	GR_UNIT_AMOUNT,				/* 10,000 yuan, exact to 0.000001 */
	GR_UNIT_AMOUNT_ANY			/* the same, but the form fixes no unit */
} GrUnit;

/* Stored amounts are whole millionths of 10,000 yuan. */
#define GR_AMOUNT_SCALE INT64_C(1000000)
#define GR_AMOUNT_DIGITS 6

/* Identifiers of groups, rows and columns: GR_GROUP_x, GR_ROW_x, GR_COLUMN_x. */
typedef enum GrGroupId
{
#define GROUP(id, table, enumerator, label) GR_GROUP_##id,
#include "form_macros.h"
	GR_GROUPS
} GrGroupId;

typedef enum GrRowId
{
#define ROW(id, key, table, group, order, editions, enumerator, label, label19) GR_ROW_##id,
#include "form_macros.h"
	GR_ROWS
} GrRowId;

typedef enum GrColumnId
{
#define COLUMN(id, key, table, unit, label, label19) GR_COLUMN_##id,
#include "form_macros.h"
	GR_COLUMNS
} GrColumnId;

/* A group of rows under a common label. */
typedef struct GrFormGroup
{
	GrTable		table;
	const char *enumerator;		/* "（三）" or "" */
	const char *label;			/* label without the enumerator */
} GrFormGroup;

/* A row of a table. */
typedef struct GrFormRow
{
	const char *key;			/* middle part of the figures' keys */
	GrTable		table;
	GrGroupId	group;
	int			order;			/* place in the printed table, from 1 */
	int			editions;		/* mask of editions that print the row */
	const char *enumerator;		/* "1." or "" */
	const char *label;			/* label without the enumerator */
	const char *label_2019;		/* where edition 2019 differs, or NULL */
} GrFormRow;

/* A column of a table. */
typedef struct GrFormColumn
{
	const char *key;			/* last part of the figures' keys */
	GrTable		table;
	GrUnit		unit;
	const char *label;
	const char *label_2019;		/* where edition 2019 differs, or NULL */
} GrFormColumn;

/* A figure: where a row and a column meet. */
typedef struct GrFormFigure
{
	const char *key;			/* public name, e.g. requests.received.total */
	GrTable		table;
	GrRowId		row;
	GrColumnId	column;
	int			editions;		/* mask of editions that print it */
} GrFormFigure;

/* A further spelling of a section title, group, row or column. */
typedef struct GrFormAlias
{
	int			id;				/* section number or GR_x_... identifier */
	const char *label;
} GrFormAlias;

extern const GrFormGroup gr_groups[GR_GROUPS];
extern const GrFormRow gr_rows[GR_ROWS];
extern const GrFormColumn gr_columns[GR_COLUMNS];
extern GrFormFigure gr_figures[GR_FIGURES]; /* filled by gr_form_init() */
extern int	gr_column_editions[GR_COLUMNS]; /* mask of editions that print it */
extern const char *const gr_section_titles[GR_FORM_SECTIONS + 1];	/* from 1 */
extern const char *const gr_section_numerals[GR_FORM_SECTIONS + 1]; /* "一" ... */

/* The alias lists, each ended by a NULL label. */
extern const GrFormAlias gr_section_aliases[];
extern const GrFormAlias gr_group_aliases[];
extern const GrFormAlias gr_row_aliases[];
extern const GrFormAlias gr_column_aliases[];
extern const GrFormAlias gr_heads[];	/* id is the table */

/* Fills gr_figures.  Not safe against itself in two threads at once. */
extern void gr_form_init(void);

/* The figure of a row and a column, or GR_NONE. */
extern int	gr_figure_at(int row, int column);

/* The figure of a key, or GR_NONE. */
extern int	gr_figure_find(const char *key, size_t len);

/* The figure whose key is nearest to a misspelt one, or GR_NONE. */
extern int	gr_figure_nearest(const char *key, size_t len);

/* The unit of a figure. */
extern GrUnit gr_figure_unit(int figure);

/* True when a figure is an amount, stored in millionths of 10,000 yuan. */
extern bool gr_figure_is_amount(int figure);

/* The label of a row or column in an edition (GR_2019 or GR_2021). */
extern const char *gr_row_label(int row, int edition);
extern const char *gr_column_label(int column, int edition);

/* The edition mask of a year number (2019, 2021), or 0. */
extern int	gr_edition_mask(int edition);

/* First row of a table and the row after its last. */
extern int	gr_table_first_row(GrTable table);
extern int	gr_table_end_row(GrTable table);
/* First column of a table and the column after its last. */
extern int	gr_table_first_column(GrTable table);
extern int	gr_table_end_column(GrTable table);

/*
 * The rows of a table in printed order, into rows[]; returns how many.  All
 * rows of both editions are there: skip by gr_rows[].editions.
 */
extern int	gr_table_rows(GrTable table, int rows[GR_ROWS]);

#endif
