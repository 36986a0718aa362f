/*
 * numbers.h
 *		Numbers and enumerators as reports write them.
 */
#ifndef GR_NUMBERS_H
#define GR_NUMBERS_H

#include "chars.h"
#include "report.h"

/* The unit a number states, as a power of ten of what it multiplies. */
typedef enum GrStatedUnit
{
	GR_STATED_NONE,
	GR_STATED_PIECES,			/* a measure word: changes nothing */
	GR_STATED_YUAN,
	GR_STATED_TEN_THOUSAND_YUAN,
	GR_STATED_HUNDRED_MILLION_YUAN,
	GR_STATED_TEN_THOUSAND,		/* of pieces */
	GR_STATED_HUNDRED_MILLION
} GrStatedUnit;

/* A number as it stands in the text. */
typedef struct GrNumber
{
	GrText		raw;			/* all of it: sign, digits, unit, remark */
	GrText		digits;			/* the digits (with separators and point) */
	int64_t		mantissa;		/* all digits as one number, with the sign */
	int			decimals;		/* how many of them stand behind the point */
	GrStatedUnit unit;
	bool		fits;			/* false: more digits than a bigint holds */
	bool		plain;			/* digits only: may be several numbers glued */
	bool		remark;			/* a remark in brackets stands behind it */
} GrNumber;

/*
 * Reads the number that begins at p; NULL when none does.  Takes in a unit and
 * a remark in brackets.  Returns the end.
 */
extern const char *gr_scan_number(const char *p, const char *end, GrNumber *number);

/* Makes the same of a run of plain digits. */
extern void gr_plain_number(const char *p, const char *end, GrNumber *number);

/* Is it more than a zero, with a zero in front? */
extern bool gr_begins_with_zero(const GrNumber *number);

/*
 * The number as a figure's value: whole, or in millionths of 10,000 yuan.
 * unit is what the head states (used where the number states none).  False
 * when it does not fit or has decimals it cannot have.
 */
extern bool gr_number_as_figure(const GrNumber *number, int figure,
								GrStatedUnit unit, int64_t *value);

/* The unit named in a head's remark, such as "（单位：万元）"; none if none. */
extern GrStatedUnit gr_scan_unit(const char *p, const char *end);

/* How an enumerator is written. */
typedef enum GrEnumeratorKind
{
	GR_ENUM_NONE,
	GR_ENUM_NUMERAL,			/* 一、 */
	GR_ENUM_BRACKET,			/* （一） */
	GR_ENUM_DIGIT				/* 1. 1、 ① */
} GrEnumeratorKind;

typedef struct GrEnumerator
{
	GrEnumeratorKind kind;
	int			number;			/* 0 with GR_ENUM_NONE */
} GrEnumerator;

/* Reads an enumerator at p; returns behind it, or p when there is none. */
extern const char *gr_scan_enumerator(const char *p, const char *end,
									  GrEnumerator *enumerator);

#endif
