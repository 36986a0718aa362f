/*
 * narrative_words.h
 *		What the files that read prose share: its words, a sentence made ready,
 *		and the tokens it is cut into.
 */
#ifndef GR_NARRATIVE_WORDS_H
#define GR_NARRATIVE_WORDS_H

#include "chars.h"
#include "narrative.h"

/* What a token is.  Kinds of words stand first, in the order of their use. */
typedef enum TokenKind
{
	/* words that change nothing, or only how others are joined */
	TOKEN_FILLER,				/* what: 1 if it tells the manner */
	TOKEN_AMONG,				/* of these: what follows is a part */
	TOKEN_EACH,
	TOKEN_LIST,					/* and, or, an enumeration comma */
	/* time */
	TOKEN_THIS_YEAR,
	TOKEN_OTHER_TIME,			/* another year, or a part of one */
	TOKEN_SINCE,				/* since: makes another time of what is before */
	TOKEN_AS_OF,				/* until: of the date behind it */
	TOKEN_YEAR_END,
	TOKEN_CUMULATIVE,
	TOKEN_PLAN,					/* what shall be, not what was */
	TOKEN_COMPARE,
	/* bodies */
	TOKEN_SELF,
	TOKEN_AREA,					/* the whole city: what is its last character */
	TOKEN_GOVERNMENT,			/* the city's government: likewise */
	TOKEN_OFFICE,				/* a government's own office: what of the government beside it */
	TOKEN_PART_OF_AREA,
	TOKEN_UNITS,				/* bodies of an area: what 1 if all of them */
	/* requests */
	TOKEN_RECEIVE,
	TOKEN_NEW,
	TOKEN_ACCEPT,
	TOKEN_HANDLE,
	TOKEN_CONCLUDE,
	TOKEN_CARRIED_IN,
	TOKEN_CARRIED_FORWARD,
	TOKEN_CARRIED,				/* from or to another year */
	TOKEN_REQUEST,				/* what: 1 if it says that it is of disclosure */
	TOKEN_INFORMATION,
	TOKEN_OTHER_TOPIC,
	TOKEN_CHANNEL,
	TOKEN_APPLICANT,			/* what: a column; GR_COLUMNS more: or anybody */
	TOKEN_ORGANISATION,			/* what: 0 all of them, 1 enterprises, 2 the others */
	TOKEN_OUTCOME,				/* what: a row, or one of the two below */
	TOKEN_OUTCOME_GROUP,		/* what: a group */
	TOKEN_PUBLISH,				/* what: 1 if it can be an outcome */
	/* reconsideration and litigation */
	TOKEN_RECONSIDERATION,
	TOKEN_LITIGATION,
	TOKEN_REMEDY_ROW,			/* what: a row */
	TOKEN_RESULT,				/* what: a column */
	TOKEN_CAUSE,
	/* section two */
	TOKEN_DOCUMENT,
	TOKEN_ISSUE,
	TOKEN_DECISION,				/* what: a row */
	TOKEN_DECIDE,
	TOKEN_FEES,
	TOKEN_PAPER,				/* papers that are no requests */
	TOKEN_NOT,
	TOKEN_ABOUT,
	TOKEN_WRONG,				/* makes a number mean something else; what 1:
								 * one of several, respectively */
	/* what is no word */
	TOKEN_UNKNOWN,
	TOKEN_TITLE,				/* a book title */
	TOKEN_NUMBER,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_KINDS
} TokenKind;

/*
 * Outcomes that no row of the form is named after: not held in other words,
 * requests taken back, and what was public already.
 */
#define OUTCOME_ELSE GR_ROWS
#define OUTCOME_WITHDRAWN (GR_ROWS + 1)
#define OUTCOME_PUBLIC (GR_ROWS + 2)

/* Kinds as a set. */
typedef uint64_t TokenSet;
#define TOKEN_SET(kind) (UINT64_C(1) << (kind))

/* What a number counts by its measure word. */
typedef enum NumberUnit
{
	UNIT_NONE,					/* a bare number */
	UNIT_PIECES,				/* what requests and cases are counted by */
	UNIT_MONEY,
	UNIT_OTHER					/* something else, or nothing we know */
} NumberUnit;

/* Characters of a sentence that are looked at; the rest is passed over. */
#define SENTENCE_CHARS 1500
/* Unlike any character: a place where words part. */
#define CHAR_BREAK 0

/* A sentence without blanks, line ends and quotation marks, folded. */
typedef struct Sentence
{
	const char *prose;			/* of the section */
	int			count;
	uint16_t	chars[SENTENCE_CHARS + 1];
	uint32_t	place[SENTENCE_CHARS + 1];	/* bytes into the prose */
	uint32_t	number[SENTENCE_CHARS + 1]; /* characters into the prose */
	uint8_t		quoted[SENTENCE_CHARS + 1]; /* 1 in quotation marks, 2 in a title */
	bool		parted[SENTENCE_CHARS + 1]; /* blanks stand before it */
	GrText		text;
	bool		heading;		/* begins with an enumerator or after a blank line */
	bool		stopped;		/* ended by more than a semicolon */
} Sentence;

typedef struct Token
{
	uint8_t		kind;
	uint8_t		unit;			/* of a number */
	bool		exact;			/* a number: as it stands, not about */
	int32_t		what;
	int16_t		first;			/* characters of the sentence */
	int16_t		end;
	int16_t		match;			/* of a bracket: the other one, or itself */
	int64_t		value;
	int64_t		slack;
} Token;

/* The tokens of a sentence. */
typedef struct Tokens
{
	const Sentence *sentence;
	int			count;
	Token		token[SENTENCE_CHARS + 1];
	TokenSet	kinds;			/* all that are there */
	bool		other_organisations;	/* organisations are told apart */
	bool		outcomes_else;	/* outcomes are named that no row is named after */
	bool		outcomes_public;	/* ... for what was public already */
	bool		requests;		/* its words together can only be about requests */
} Tokens;

/* The body that reports, and its year. */
typedef struct Reporter
{
	const GrReport *report;
	int			count;
	uint16_t	name[64];		/* folded, its last 64 characters */
	int			area;			/* level of what it governs, or 0 */
	int			area_at;		/* its place in the name */
	bool		office;			/* a government's office */
	bool		school;			/* a university or the like */
	bool		judge;			/* it may decide reconsiderations against others */
	bool		wide;			/* its figures may be those of all its area */
} Reporter;

/* narrative_words.c: fills the table of words; cheap when it has run before. */
extern void narrative_words_init(void);

/* The longest word at a place: its length, or 0. */
extern int	narrative_word(const uint16_t *chars, int count, TokenKind *kind, int *what);

/* narrative_sentence.c: the next sentence from *p, *number; false at the end. */
extern bool narrative_sentence(const char *prose, const char *end, const GrArena *arena,
							   const char **p, uint32_t *number, Sentence *sentence);

/* narrative_tokens.c */
extern void narrative_tokens(const Sentence *sentence, const Reporter *reporter, Tokens *tokens);

/* narrative_reporter.c: who reports; and whose a name at a place is. */
extern void narrative_reporter(const GrReport *report, Reporter *reporter);
extern int	narrative_own_name(const Reporter *reporter, const uint16_t *chars, int count);
extern bool narrative_is_own(const Reporter *reporter, const Token *token);

/* narrative_number.c: a number at a place, with its unit; its length or 0. */
extern int	narrative_number(const Sentence *sentence, int at, Token *token);

/* Whose and which year's a number is, as far as a sentence was read. */
typedef struct Scope
{
	bool		this_year;		/* named */
	bool		other_time;
	bool		cumulative;
	bool		plan;
	bool		other_body;
	bool		compare;		/* in this clause */
	bool		wrong;			/* in this clause */
	bool		among;			/* what follows is a part of something */
	bool		of_row;			/* the last number was of one row of requests */
	bool		of_applicant;	/* the last number was of one kind of applicants */
	bool		one_applicant;	/* ... and some number before, in this sentence */
	bool		each_applicant; /* outcomes are of one kind of applicants only */
	int64_t		total;			/* requests counted last in the sentence, or -1 */
	bool		part_concluded; /* some are concluded, or taken back, beside those counted */
} Scope;

/* Brackets within brackets that are told apart. */
#define SCOPE_DEPTH 6

/* What remedies the results behind them are of. */
typedef enum Remedy
{
	REMEDY_NONE,
	REMEDY_RECONSIDERATION,
	REMEDY_LITIGATION,
	REMEDY_DIRECT,
	REMEDY_AFTER,
	REMEDY_MIXED				/* of more than one */
} Remedy;

/* Reading the sentences of a section, one after the other. */
typedef struct Reader
{
	const Reporter *reporter;
	const Tokens *tokens;
	GrClaimReceiver receiver;
	void	   *context;
	GrClaim		claim;			/* the one being made */
	bool		ended;			/* by the receiver */
	int			section;
	bool		chained;		/* the last sentence ended with a semicolon */
	Scope		scope;
	Scope		outer[SCOPE_DEPTH]; /* of the brackets around */
	int			depth;
	bool		counted;		/* something was counted that is not ours */
	/* what is spoken of */
	bool		on_requests;
	TokenKind	head;			/* verb of the last number of requests, or filler */
	bool		headed;			/* all requests were counted in this paragraph */
	bool		narrow;			/* the last number counted some requests only */
	Remedy		remedy;
	bool		remedy_open;	/* ... and no result was counted since */
	bool		remedied;		/* remedies of ours were counted in this sentence */
	bool		published;		/* something published is being listed */
	bool		papers;			/* papers were named since requests were counted */
	bool		decided;		/* decisions are being listed */
	bool		issued;			/* documents are being listed, in this clause */
} Reader;

/* narrative_scope.c: what a token does to the scope; and a sentence's start. */
extern void narrative_scope_start(Reader *reader);
extern void narrative_scope_token(Reader *reader, int at);
extern bool narrative_in_scope(const Reader *reader);
extern bool narrative_is_carried(const Tokens *tokens, int at, const Reporter *reporter,
								 TokenKind *kind, int *end);

/* narrative_counts.c: reads a sentence, gives its claims. */
extern void narrative_counts(Reader *reader, const Tokens *tokens);

/* What the words beside a number say. */
typedef struct Meaning
{
	TokenSet	kinds;
	bool		manner;			/* something was done in some manner */
	bool		disclosure;		/* requests are said to be of disclosure */
	bool		bad;			/* something in them is unknown, or another's */
	int			noutcomes;		/* rows and groups */
	bool		elsewhere;		/* an outcome that no row is named after */
	bool		withdrawn;		/* requests taken back */
	int			outcome;		/* a row, or GR_NONE */
	int			group;			/* a group, or GR_NONE */
	int			applicant;		/* a column, or GR_NONE */
	bool		anybody;		/* the applicant may be anybody */
	int			organisation;	/* see TOKEN_ORGANISATION, or GR_NONE */
	int			remedy_row;		/* a row, or GR_NONE */
	int			result;			/* a column, or GR_NONE */
	int			decision;		/* a row, or GR_NONE */
} Meaning;

/* narrative_meaning.c: the words from a token up to another, brackets left out. */
extern void narrative_meaning(const Reader *reader, int from, int end, Meaning *meaning);

/* narrative_claims.c: makes a claim of a number; the token is the number, or denies. */
extern void narrative_claim_start(Reader *reader, GrRuleId rule, int at, int64_t value);
extern void narrative_claim_reading(Reader *reader);
extern void narrative_claim_add(Reader *reader, int row, int column);
extern void narrative_claim_give(Reader *reader);

#endif
