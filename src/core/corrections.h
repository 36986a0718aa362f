/*
 * corrections.h
 *		Corrections: a report's figures, year or authority set to something else
 *		on request, with a note that keeps what the report said.
 *
 * The note is GR_NOTE_CORRECTED, without a line.  Its text is the figure's
 * number as printed, or the name of its state, or "unreadable" and the text
 * that was; without a figure it is "year" or "authority" and what that was,
 * or "unknown".  Notes stand in the order the corrections were made.
 */
#ifndef GR_CORRECTIONS_H
#define GR_CORRECTIONS_H

#include "report.h"

/* Longest authority a correction takes: so its note never has to be cut. */
#define GR_AUTHORITY_MAX (GR_RAW_MAX - 10)

/* What came of a correction. */
typedef enum GrCorrected
{
	GR_CORRECTED,				/* the report is changed and has a note of it */
	GR_UNCHANGED,				/* it said so already: no note */
	GR_CORRECTIONS_FULL,		/* no room for another note; nothing is changed */
	GR_CORRECTIONS_NO_MEMORY	/* likewise */
} GrCorrected;

/*
 * Setting a figure (a state without a number ignores the value), the year (0:
 * unknown) or the authority (none: unknown).  What is set must be sound, see
 * below.  The notes are copied into the arena; those that were stay as they are.
 */
extern GrCorrected gr_correct_figure(GrReport *report, int figure, GrState state,
									 int64_t value, const GrArena *arena);
extern GrCorrected gr_correct_year(GrReport *report, int year, const GrArena *arena);
extern GrCorrected gr_correct_authority(GrReport *report, GrText authority,
										const GrArena *arena);

/* Why a number cannot be that of a figure. */
typedef enum GrValueFault
{
	GR_VALUE_SOUND,
	GR_VALUE_NOT_FINITE,		/* no number, or infinite */
	GR_VALUE_DECIMALS,			/* more of them than the figure can have */
	GR_VALUE_NEGATIVE,			/* and the figure cannot be */
	GR_VALUE_RANGE				/* too large to be stored */
} GrValueFault;

/* Reads a decimal number, without needless zeros, for a figure. */
extern GrValueFault gr_corrected_value(int figure, const char *text, size_t len,
									   int64_t *value);

/* Why a text cannot be the name of an authority. */
typedef enum GrNameFault
{
	GR_NAME_SOUND,
	GR_NAME_EMPTY,				/* or nothing but blanks */
	GR_NAME_CONTROL,			/* more than one line, or a control character */
	GR_NAME_LONG				/* over GR_AUTHORITY_MAX */
} GrNameFault;

/* Takes off the blanks around a name, and looks whether it is one. */
extern GrNameFault gr_corrected_authority(GrText *authority);

/* What a correction was of. */
typedef enum GrCorrectedItem
{
	GR_ITEM_FIGURE,
	GR_ITEM_YEAR,
	GR_ITEM_AUTHORITY,
	GR_ITEM_NONE				/* a note that no correction left */
} GrCorrectedItem;

/* A correction that was made. */
typedef struct GrCorrection
{
	GrCorrectedItem item;
	int			figure;			/* of GR_ITEM_FIGURE */
	GrText		before;			/* what the item was, in words */
	GrText		after;			/* what it became; none of GR_ITEM_NONE */
} GrCorrection;

/*
 * The correction of the first note from *position on, which then is behind it;
 * false when there is none.  Of several corrections of one item each becomes
 * what the next was.
 */
extern bool gr_correction_next(const GrReport *report, int *position,
							   const GrArena *arena, GrCorrection *correction);

#endif
