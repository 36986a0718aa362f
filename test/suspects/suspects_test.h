/*
 * suspects_test.h
 *		What the files of this test share: consistent tables, damage done to
 *		them, and how the suspects found are judged.
 */
#ifndef SUSPECTS_TEST_H
#define SUSPECTS_TEST_H

#include "../core/test.h"
#include "suspects.h"

#define REQUEST_COLUMNS (GR_COLUMN_total - GR_COLUMN_natural_person + 1)

/* ---- tables.c ---- */

/* What numbers a table has. */
typedef enum Filling
{
	FILLING_REAL,				/* mostly 0, small, most in the first column */
	FILLING_DENSE,				/* every cell up to some hundred */
	FILLINGS
} Filling;

/* A report whose tables three and four are consistent. */
extern void make_consistent(Random *random, Filling filling, int edition, GrReport *report);

/* The same of any filling and edition. */
extern void make_any(Random *random, GrReport *report);

/* The figures of table three that a report has, in printed order, row by row. */
extern int	table_figures(const GrReport *report, int figures[GR_FIGURES]);

/* The rows of table three that a report has, in printed order. */
extern int	table_rows(const GrReport *report, int rows[GR_ROWS]);

/*
 * Do the sums hold, or could they with numbers from 0 up for figures that are
 * unreadable or absent?  Blank is 0.  Of table three, or a row of table four.
 */
extern bool requests_hold(const GrReport *report);
extern bool remedies_hold(const GrReport *report, int row);

/* What each sum of table three lacks, those without a number being 0. */
#define SUMS (GR_ROWS + 2 * GR_COLUMNS)
extern int	requests_residuals(const GrReport *report, GrWide residuals[SUMS]);

/* ---- judge.c ---- */

/* What came of many tables with damage of one kind. */
typedef struct Tally
{
	const char *kind;
	long		tried;
	long		agree;			/* the sums of the damaged table agree */
	long		among;			/* the truth is among the explanations */
	long		first;			/* ... and ranks first */
	long		unique;			/* ... and is said to be the only one */
	long		reason;			/* ... or first, with the reason expected */
	long		misled;			/* another is said to be the only one */
	long		explanations;	/* in all */
} Tally;

/* The place among the explanations of the one that restores the truth, or -1. */
extern int	find_truth(const GrSuspects *suspects, const GrReport *truth,
					   const GrReport *damaged);

/* Looks for the suspects of a damaged table, and counts. */
extern void judge(Tally *tally, const GrReport *truth, const GrReport *damaged, int reason);

extern void print_tally_head(void);
extern void print_tally(const Tally *tally);

/* ---- the runs: so many tables ---- */

extern void run_singles(Random *random, long tables);
extern void run_pairs(Random *random, long tables);
extern void run_acts(Random *random, long tables);
extern void run_oracle(Random *random, long tables);
extern void run_fuzz(Random *random, long tables);
extern void run_speed(Random *random, long tables);

#endif
