/*
 * rules.h
 *		Checking a report: the rules as data, the form's sums as equations, and
 *		one evaluator that gives the result of every check to a receiver.
 *
 * Nothing here allocates for a report without fault: a check lives in the
 * evaluator and its words are made when they are asked for.
 */
#ifndef GR_RULES_H
#define GR_RULES_H

#include "report.h"

/* How bad it is when a rule does not hold; ascending. */
typedef enum GrSeverity
{
	GR_SEVERITY_NOTICE,			/* worth a look */
	GR_SEVERITY_WARNING,		/* probably wrong */
	GR_SEVERITY_ERROR			/* cannot be right */
} GrSeverity;
#define GR_SEVERITIES 3

/* What came of a check. */
typedef enum GrStatus
{
	GR_STATUS_PASS,
	GR_STATUS_FAIL,
	GR_STATUS_NOT_EVALUABLE		/* what is missing could make it hold or not */
} GrStatus;
#define GR_STATUSES 3

/* What a cell without a number does to a sum it belongs to. */
typedef enum GrMissing
{
	GR_MISSING_POSSIBLE,		/* it is any number from 0 up */
	GR_MISSING_ZERO,			/* blank and not applicable are 0, others as above */
	GR_MISSING_STRICT			/* the sum fails */
} GrMissing;
#define GR_MISSING_POLICIES 3

/* Where a rule comes from. */
typedef enum GrRuleOrigin
{
	GR_RULE_PRINTED,			/* the form or the law says so */
	GR_RULE_DERIVED				/* follows from what the figures mean */
} GrRuleOrigin;

/* Identifiers of rules: GR_RULE_requests_row_total and so on. */
typedef enum GrRuleId
{
#define RULE(id, name, severity, editions, origin, statement, statement_zh, basis, message) GR_RULE_##id,
#include "rules.def"
#undef RULE
	GR_RULES
} GrRuleId;

typedef struct GrRule
{
	const char *name;			/* public, e.g. requests.balance */
	GrSeverity	severity;
	int			editions;		/* mask of editions it is about */
	GrRuleOrigin origin;
	const char *statement;		/* English */
	const char *statement_zh;	/* Chinese */
	const char *basis;			/* clause of the form or the law */
	const char *message;		/* said of a failure, see rules.def */
} GrRule;

extern const GrRule gr_rules[GR_RULES];

/* ---- the form's sums ---- */

/* Figures in one equation at most: the outcome rows and their total. */
#define GR_EQUATION_TERMS 24

/* How the two sides of an equation compare. */
typedef enum GrRelation
{
	GR_EQUAL,					/* expected = actual */
	GR_AT_LEAST					/* expected <= actual */
} GrRelation;

/* A figure in an equation. */
typedef struct GrTerm
{
	int16_t		figure;
	int8_t		sign;			/* +1 or -1 on its side */
	bool		actual;			/* on the side of what is checked */
} GrTerm;

/*
 * An equation between figures of one report: the sum of the terms of the
 * expected side compares to the sum of those of the actual side.  It is of one
 * row (column is GR_NONE) or one column (row is GR_NONE).
 */
typedef struct GrEquation
{
	GrRuleId	rule;
	GrRelation	relation;
	int			editions;		/* mask of editions that print all of it */
	int			row;
	int			column;
	int			nterms;
	GrTerm		terms[GR_EQUATION_TERMS];
} GrEquation;

#define GR_EQUATIONS_MAX 64
extern GrEquation gr_equations[GR_EQUATIONS_MAX];	/* filled by gr_rules_init() */
extern int	gr_nequations;		/* in the order of their rules, then of the form */

/* Fills the equations; cheap when it has run before. */
extern void gr_rules_init(void);

/*
 * Does the figure take part in the sums of this report?  A row of the edition
 * that the report does not use takes part only where the report has it, and
 * where a report has one edition's row for "other processing" it does not lack
 * the other edition's.
 */
extern bool gr_figure_expected(const GrReport *report, int figure);

/* ---- checks ---- */

/*
 * Sums of figures: no number of bigints that a form has can overflow it.  An
 * arena's memory need not be aligned better than to eight bytes.
 */
typedef __int128 GrWide __attribute__((aligned(8)));

/* What a check is about. */
typedef enum GrPlace
{
	GR_PLACE_REPORT,			/* all of it */
	GR_PLACE_ROW,				/* a row of a table */
	GR_PLACE_COLUMN,			/* a column of a table */
	GR_PLACE_FIGURE,			/* the first of the keys */
	GR_PLACE_SECTION			/* a section, perhaps a place in its prose */
} GrPlace;

/* One check's result.  Lasts while the receiver runs; its text points into the
 * report, or is constant, or lies in the arena. */
typedef struct GrCheck
{
	GrRuleId	rule;
	GrStatus	status;
	GrPlace		place;
	int			row;			/* of GR_PLACE_ROW */
	int			column;			/* of GR_PLACE_COLUMN */
	int			section;		/* of GR_PLACE_SECTION */
	long		offset;			/* there, in characters of the prose from 1; or 0 */
	bool		has_expected;
	bool		has_actual;
	bool		amount;			/* expected and actual are millionths of 10,000 yuan */
	bool		unverified;		/* fails only because figures are missing */
	int			detail;			/* what else tells it from others of its rule */
	GrWide		expected;
	GrWide		actual;
	GrText		text;			/* what the message says of it: a sentence, a name */
	int			nkeys;
	int			nmissing;
	int16_t		keys[GR_FIGURES];	/* figures that took part */
	int16_t		missing[GR_FIGURES];	/* ... and of them those without a number */
} GrCheck;

/* Takes a check; false ends the checking. */
typedef bool (*GrCheckReceiver) (void *context, const GrCheck *check);

/* What to check. */
typedef struct GrCheckOptions
{
	GrSeverity	severity;		/* rules below it are left out */
	GrMissing	missing;
	bool		failures_only;	/* passes and not evaluable are not given */
} GrCheckOptions;

/*
 * Checks a report and gives every check to the receiver, in the order of the
 * rules.  With severity GR_SEVERITY_ERROR the figures are all it looks at (texts
 * of unreadable ones apart).  False when the receiver ended it.
 */
extern bool gr_check(const GrReport *report, const GrCheckOptions *options,
					 const GrArena *arena, GrCheckReceiver receiver, void *context);

/*
 * Does an encoded report surely break no rule of severity error, by whatever
 * policy for missing figures?  Quick, and true of every consistent report that
 * is filled in completely, but for figures beyond 2 to the 56th; when false,
 * gr_check() tells.  A prefix of at least GR_HEAD_MAX bytes (or all) will do.
 */
extern bool gr_surely_sound(const char *data, size_t len);

/* Names of severities, statuses and policies, and back: or GR_NONE. */
extern const char *gr_severity_name(GrSeverity severity);
extern int	gr_severity_find(const char *name, size_t len);
extern const char *gr_status_name(GrStatus status);
extern const char *gr_missing_name(GrMissing missing);
extern int	gr_missing_find(const char *name, size_t len);

/*
 * Where a check is, in words of the vocabulary: "requests.received" (a row),
 * "requests.*.natural_person" (a column), a key, "section 1, character 25", or
 * "report".
 */
extern void gr_check_location(const GrCheck *check, GrBuffer *buffer);

/* What a check says, in English; wording is stable. */
extern void gr_check_message(const GrCheck *check, GrBuffer *buffer);

/*
 * A number that tells this fault of these figures from any other.  It depends on
 * the rule, the place on the form and the states and numbers of the figures (and
 * on what the prose says), not on where in a text they were read.
 */
extern uint64_t gr_check_fingerprint(const GrReport *report, const GrCheck *check);

/* Prints a sum: a count, or an amount in 10,000 yuan; size at least 64. */
extern void gr_wide_print(GrWide value, bool amount, char *out, size_t size);

#endif
