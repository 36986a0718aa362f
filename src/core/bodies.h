/*
 * bodies.h
 *		What the name of a body tells of it: its level, and whether it is a
 *		government or a department.
 */
#ifndef GR_BODIES_H
#define GR_BODIES_H

#include "report.h"

/* Where a body stands; ascending. */
typedef enum GrBodyLevel
{
	GR_BODY_UNKNOWN,			/* the name does not tell */
	GR_BODY_TOWN,				/* town, township, street, village */
	GR_BODY_COUNTY,				/* county, district, banner, development zone */
	GR_BODY_CITY,				/* a city of any rank, a prefecture */
	GR_BODY_PROVINCE,
	GR_BODY_NATIONAL
} GrBodyLevel;

typedef struct GrBody
{
	GrBodyLevel level;
	bool		department;		/* a bureau, commission or centre; else the
								 * government of the place, or its office */
} GrBody;

/* What a name tells. */
extern GrBody gr_body_of(GrText name);

/*
 * Are these the names of two bodies, beyond doubt?  Names of different
 * exactness (the bureau of a county, its abbreviation, its office) are not.
 */
extern bool gr_bodies_differ(GrText a, GrText b);

#endif
