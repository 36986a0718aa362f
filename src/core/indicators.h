/*
 * indicators.h
 *		The usual ratios of a report (indicators.def).
 */
#ifndef GR_INDICATORS_H
#define GR_INDICATORS_H

#include "rules.h"

/* Terms of a numerator or denominator at most. */
#define GR_INDICATOR_TERMS 8

/* A term: the figures of a row, or of all rows of a group, in a column. */
typedef struct GrIndicatorTerm
{
	bool		used;			/* the last one in use ends the list */
	int			row;			/* or GR_NONE */
	int			group;			/* or GR_NONE */
	int			column;
} GrIndicatorTerm;

typedef struct GrIndicator
{
	const char *name;
	GrIndicatorTerm numerator[GR_INDICATOR_TERMS];
	GrIndicatorTerm denominator[GR_INDICATOR_TERMS];
	const char *meaning;
} GrIndicator;

enum
{
#define INDICATOR(name, numerator, denominator, meaning) GR_INDICATOR_##name,
#include "indicators.def"
#undef INDICATOR
	GR_INDICATORS
};

extern const GrIndicator gr_indicators[GR_INDICATORS];

/*
 * The two sides of a ratio in a report.  False when one is not known, having a
 * figure without a number, or when the denominator is zero.
 */
extern bool gr_indicator_sides(const GrReport *report, int indicator,
							   GrWide *numerator, GrWide *denominator);

/* Writes how an indicator is reckoned, in the keys of the figures. */
extern void gr_indicator_formula(int indicator, GrBuffer *buffer);

#endif
