/*
 * narrative_claims.h
 *		Claims by what is counted: requests, remedies, the acts of section two.
 */
#ifndef GR_NARRATIVE_CLAIMS_H
#define GR_NARRATIVE_CLAIMS_H

#include "narrative_words.h"

#define SET(kind) TOKEN_SET(TOKEN_##kind)
/* What is done with requests. */
#define RECEIVES (SET(RECEIVE) | SET(NEW))
#define VERBS (RECEIVES | SET(ACCEPT) | SET(HANDLE) | SET(CONCLUDE))
#define OUTCOMES (SET(OUTCOME) | SET(OUTCOME_GROUP))
#define APPLICANTS (SET(APPLICANT) | SET(ORGANISATION))
#define REMEDIES (SET(RECONSIDERATION) | SET(LITIGATION) | SET(REMEDY_ROW))
#define CARRIES (SET(CARRIED_IN) | SET(CARRIED_FORWARD) | SET(CARRIED))
/* What a number can be a number of. */
#define NOUNS (OUTCOMES | APPLICANTS | REMEDIES | CARRIES | SET(RESULT) | SET(DOCUMENT) | \
			   SET(DECISION) | SET(FEES) | SET(REQUEST))

/* A number being claimed. */
typedef struct Count
{
	int			at;				/* its token, or the denial's */
	int64_t		value;
	bool		money;
	bool		bounded;		/* nothing stands right behind it */
	bool		request_behind; /* requests are named right behind it */
	bool		disclosure_behind;	/* ... of disclosure */
} Count;

/* Do the words include one of these kinds? */
static inline bool
has(const Meaning *meaning, TokenSet kinds)
{
	return (meaning->kinds & kinds) != 0;
}

/* The kind of a token; beyond the sentence a comma's. */
static inline TokenKind
kind_at(const Tokens *tokens, int at)
{
	return at >= 0 && at < tokens->count ? (TokenKind) tokens->token[at].kind : TOKEN_COMMA;
}

/* narrative_counts.c: where the words before a place begin. */
extern int	narrative_left_start(const Tokens *tokens, int at);

/* narrative_denials.c: the claims of a denial at a token. */
extern void narrative_denial(Reader *reader, int at);

/* narrative_claims.c: a claim that one figure is the number; true. */
extern bool narrative_claim_figure(Reader *reader, const Count *count, GrRuleId rule,
								   int row, int column);

/*
 * All below give the claim that the words make, or return false.  They are asked
 * only when the words name what they are about.
 */

/* narrative_requests.c */
extern bool narrative_claim_requests(Reader *reader, const Count *count, const Meaning *meaning);
extern bool narrative_claim_carried(Reader *reader, const Count *count, const Meaning *meaning);
extern bool narrative_claim_outcome(Reader *reader, const Count *count, const Meaning *meaning);
extern bool narrative_claim_published(Reader *reader, const Count *count, const Meaning *meaning);
extern bool narrative_claim_applicants(Reader *reader, const Count *count, const Meaning *meaning);

/* narrative_remedies.c */
extern bool narrative_claim_remedies(Reader *reader, const Count *count, const Meaning *meaning);

/* narrative_acts.c; listed: words before these in the clause count for them too */
extern bool narrative_claim_documents(Reader *reader, const Count *count,
									  const Meaning *meaning, bool listed);
extern bool narrative_claim_decisions(Reader *reader, const Count *count, const Meaning *meaning);
extern bool narrative_claim_fees(Reader *reader, const Count *count, const Meaning *meaning);

#endif
