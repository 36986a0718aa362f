/*
 * suspects.h
 *		Which figures are wrong, when the sums of a report do not agree: the
 *		smallest changes of figures after which they do.
 *
 * Table three is one problem: its row totals, outcome totals and balances.  Each
 * group of table four is another.  An explanation of a problem is a set of
 * figures with other numbers (from 0 up, and within bigint) with which all
 * equations of the problem hold.  Explanations are found in this order:
 *
 *	- one figure.  Where one is enough nothing else is listed;
 *	- one act that changes more figures: a row or a column shifted by one place,
 *	  digits split over two cells or joined in one, two figures exchanged, totals
 *	  that were not brought up to date, cells left blank;
 *	- two figures; where those do not do three, and then four, if no act does with
 *	  fewer; and where nothing was found five, and then six.
 *
 * A blank cell and one that does not apply count as 0, and as changed where they
 * should hold more.  An unreadable or absent figure can be any number from 0 up:
 * it is free, and where the equations leave one number for it, that is given
 * with the explanation ("implied by the sums"), an absent one only if it is not
 * 0.  A problem with nothing wrong but such figures has one explanation without
 * changes; one that is consistent and complete has none.
 *
 * What cannot be found: rows or columns exchanged as a whole, where the sums
 * agree; figures that are wrong and agree; errors that cancel out; a seventh wrong
 * figure; one act beside further errors.
 */
#ifndef GR_SUSPECTS_H
#define GR_SUSPECTS_H

#include "rules.h"

/* Explanations listed of one problem at most; those that rank first. */
#define GR_EXPLANATIONS_MAX 100

/* Why a figure is suspected. */
typedef enum GrSuspectReason
{
	GR_SUSPECT_SINGLE,			/* it alone is wrong */
	GR_SUSPECT_TRANSPOSED,		/* two neighbouring digits in wrong order */
	GR_SUSPECT_DROPPED,			/* a digit is missing */
	GR_SUSPECT_ADDED,			/* a digit too many */
	GR_SUSPECT_MISREAD,			/* one digit of several is another */
	GR_SUSPECT_TOTAL,			/* a total that does not follow what it sums */
	GR_SUSPECT_ROW_RIGHT,		/* the row's cells stand one place to the right */
	GR_SUSPECT_ROW_LEFT,
	GR_SUSPECT_COLUMN_DOWN,		/* the column's cells stand one row below */
	GR_SUSPECT_COLUMN_UP,
	GR_SUSPECT_SPLIT,			/* 1 and 2 in two cells for 12 in one */
	GR_SUSPECT_JOINED,			/* 12 in one cell for 1 and 2 in two */
	GR_SUSPECT_EXCHANGED,		/* two figures of a row or column for each other */
	GR_SUSPECT_TWO,				/* one of two */
	GR_SUSPECT_SEVERAL,			/* one of three to six */
	GR_SUSPECT_IMPLIED			/* it has no number, and the equations give it */
} GrSuspectReason;
#define GR_SUSPECT_REASONS (GR_SUSPECT_IMPLIED + 1)

/* A figure of an explanation. */
typedef struct GrSuspect
{
	int16_t		figure;
	bool		has_reported;	/* the report has a number */
	int64_t		reported;
	int64_t		implied;		/* what it would be */
	GrSuspectReason reason;
} GrSuspect;

/*
 * An explanation.  "changes" counts the figures whose number changes, blank
 * being 0; figures that were free are not counted.  "acts" counts what went
 * wrong: a single figure and one act are 1, two figures 2, and so on.
 * It is unique when no other explanation of its problem has as few acts or as
 * few changes, none were left out, and nothing but it could be.
 */
typedef struct GrExplanation
{
	int			acts;
	int			changes;
	bool		unique;
	int			nfigures;
	const GrSuspect *figures;	/* in the order of their numbers */
} GrExplanation;

/*
 * The explanations of all problems: table three's first, in the order of rank.
 * Fewer acts come first; then what the prose supports; then fewer changes; then
 * digits that look mistaken for those reported; then figures that notes doubt.
 */
typedef struct GrSuspects
{
	int			count;
	GrExplanation *explanations;	/* in the arena, or NULL */
} GrSuspects;

/*
 * Finds the suspects of a report.  Bounded work and memory; nothing is allocated
 * where the sums agree.  False with an error when there is no memory.
 */
extern bool gr_suspects(const GrReport *report, const GrArena *arena,
						GrSuspects *suspects, GrError *error);

/* The words of a reason; they never change once released. */
extern const char *gr_suspect_reason(GrSuspectReason reason);

#endif
