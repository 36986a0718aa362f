/*
 * checked.h
 *		The checks of a report, kept: for the tests of the rules.
 */
#ifndef CHECKED_H
#define CHECKED_H

#include "test.h"
#include "rules.h"

/* Checks kept of one report; no report of the tests has more. */
#define CHECKED_MAX 700

/* A check with its words. */
typedef struct Checked
{
	GrCheck		check;
	char		location[200];
	char		message[1200];	/* cut to that */
	uint64_t	fingerprint;
} Checked;

/* The checks of one report. */
typedef struct CheckedList
{
	const GrReport *report;
	MallocArena words;			/* for words while they are made */
	int			stop;			/* end the checking at this many; 0: never */
	bool		finished;		/* gr_check() came to its end */
	int			count;
	Checked		checks[CHECKED_MAX];
} CheckedList;

/* Checks a report; the list is the same static one at every call. */
extern const CheckedList *check_report(const GrReport *report, GrSeverity severity,
									   GrMissing missing, bool failures_only);
/* The same with an arena of the caller's, ended after so many checks (0: never). */
extern const CheckedList *check_report_with(const GrReport *report,
											const GrCheckOptions *options,
											const GrArena *arena, int stop);

/* The first check of a rule from a place of the list on, or NULL. */
extern const Checked *find_rule(const CheckedList *list, GrRuleId rule, int from);
/* The check of a rule at a location, or NULL. */
extern const Checked *find_check(const CheckedList *list, GrRuleId rule, const char *location);

/* Sets a figure named by its key to a number, or to a state without one. */
extern void set_number(GrReport *report, const char *key, int64_t value);
extern void set_state(GrReport *report, const char *key, GrState state);

/* A report with figures of its edition's form alone, which all rules of severity
 * error hold for: random numbers below a limit from 1 up. */
extern void consistent_report(Random *random, int edition, int below, GrReport *report);

#endif
