/*
 * years.h
 *		Years as reports write them: 2023年, ２０２３ 年度, 二〇二三年.
 */
#ifndef GR_YEARS_H
#define GR_YEARS_H

#include <stdbool.h>

/*
 * The year whose four digits stand right before p, blanks and line ends left
 * out, or 0; sets where it begins.
 */
extern int	gr_year_before(const char *start, const char *p, const char **from);

/*
 * The first year in a text: four digits before 年, or alone when bare is set; 0
 * if there is none.  Sets where it stands, 年 or 年度 included.
 */
extern int	gr_find_year(const char *p, const char *end, bool bare, const char **from,
						 const char **to);

#endif
