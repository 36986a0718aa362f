/*
 * narrative_counts.c
 *		What each number of a sentence counts, by the words before it in its part
 *		of the clause or, where those say nothing, by the words behind it.
 */
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
/* Words that part the clause, or end it. */
#define PARTS (SET(COMMA) | SET(COLON) | SET(LIST) | SET(OPEN) | SET(NUMBER))

/* Tokens behind a denial that are looked at. */
#define DENIAL_TOKENS 64

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

static bool
has(const Meaning *meaning, TokenSet kinds)
{
	return (meaning->kinds & kinds) != 0;
}

static TokenKind
kind_at(const Tokens *tokens, int at)
{
	return at >= 0 && at < tokens->count ? (TokenKind) tokens->token[at].kind : TOKEN_COMMA;
}

/* A claim that one figure is the number. */
static bool
claim_figure(Reader *reader, const Count *count, GrRuleId rule, int row, int column)
{
	narrative_claim_start(reader, rule, count->at, count->value);
	narrative_claim_reading(reader);
	narrative_claim_figure(reader, row, column);
	narrative_claim_give(reader);
	return true;
}

/* ---- requests ---- */

/* Rows of requests that a number of them can be about: readings, as sets. */
#define READ_RECEIVED 1
#define READ_WITH_CARRIED_IN 2
#define READ_CONCLUDED 4

/* The readings of verbs, as what is done with requests can mean several rows. */
static int
verb_readings(TokenSet kinds)
{
	if ((kinds & VERBS) == SET(NEW))
		return READ_RECEIVED;
	if ((kinds & VERBS) == SET(CONCLUDE))
		return READ_CONCLUDED;
	if ((kinds & RECEIVES) && !(kinds & (SET(ACCEPT) | SET(HANDLE) | SET(CONCLUDE))))
		return READ_RECEIVED | READ_WITH_CARRIED_IN;
	return READ_RECEIVED | READ_WITH_CARRIED_IN | READ_CONCLUDED;
}

/* One reading: a row of requests, of some columns from one up to another. */
static void
add_reading(Reader *reader, int rows, int column, int end)
{
	narrative_claim_reading(reader);
	for (; column < end; column++)
	{
		if (rows & (READ_RECEIVED | READ_WITH_CARRIED_IN))
			narrative_claim_figure(reader, GR_ROW_received, column);
		if (rows & READ_WITH_CARRIED_IN)
			narrative_claim_figure(reader, GR_ROW_carried_in, column);
		if (rows & READ_CONCLUDED)
			narrative_claim_figure(reader, GR_ROW_concluded, column);
	}
}

/* The readings of a set of rows, for some columns. */
static void
add_readings(Reader *reader, int readings, int column, int end)
{
	for (int row = READ_RECEIVED; row <= READ_CONCLUDED; row <<= 1)
		if (readings & row)
			add_reading(reader, row, column, end);
}

/* Which kind of verb a number of requests has, to be what its parts are of. */
static TokenKind
head_of(const Meaning *meaning)
{
	int			readings = verb_readings(meaning->kinds);

	if (readings == READ_RECEIVED)
		return TOKEN_NEW;
	if (readings == READ_CONCLUDED)
		return TOKEN_CONCLUDE;
	return readings & READ_CONCLUDED ? TOKEN_HANDLE : TOKEN_RECEIVE;
}

/* Requests received, handled or concluded. */
static bool
claim_requests(Reader *reader, const Count *count, const Meaning *meaning)
{
	int			readings = verb_readings(meaning->kinds);
	GrRuleId	rule = readings == READ_CONCLUDED ?
		GR_RULE_narrative_concluded : GR_RULE_narrative_received;

	if (has(meaning, SET(PUBLISH) | SET(ISSUE) | SET(DECIDE) | SET(CAUSE) | SET(FEES) | SET(TITLE)))
		return false;
	/* of these, so many were received: some only, but for those of this year */
	if (has(meaning, SET(AMONG)) && !has(meaning, SET(THIS_YEAR)) && readings != READ_RECEIVED && readings != READ_CONCLUDED)
		return false;
	if (!has(meaning, VERBS))
	{
		/* "申请5件" after "收到申请20件" are some of them */
		if (!has(meaning, SET(REQUEST)) || !(reader->on_requests || meaning->disclosure) || reader->headed || reader->scope.among || !count->bounded)
			return false;
	}
	/* other requests are handled too: only those said to be of disclosure, or received */
	else if (!reader->on_requests && !meaning->disclosure && !has(meaning, SET(INFORMATION)) &&
			 !count->disclosure_behind && (!has(meaning, SET(RECEIVE)) || reader->published))
		return false;
	else if (!has(meaning, SET(REQUEST)) && !count->request_behind &&
			 !(has(meaning, SET(INFORMATION)) && has(meaning, RECEIVES)) &&
			 !(reader->on_requests && count->bounded))
		return false;
	if (readings == READ_CONCLUDED &&
		(reader->narrow || (meaning->manner && reader->scope.among)))
		return false;
	narrative_claim_start(reader, rule, count->at, count->value);
	add_readings(reader, readings, GR_COLUMN_total, GR_COLUMN_total + 1);
	narrative_claim_give(reader);
	reader->head = head_of(meaning);
	reader->headed = true;
	reader->narrow = false;
	reader->on_requests = true;
	return true;
}

/* Requests carried in, carried forward, or one of the two. */
static bool
claim_carried(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (has(meaning, OUTCOMES | APPLICANTS | REMEDIES | SET(CONCLUDE) | SET(FEES) | SET(DOCUMENT)) ||
		!(reader->on_requests || meaning->disclosure) || reader->narrow)
		return false;
	if (has(meaning, SET(CARRIED_IN)))
		return claim_figure(reader, count, GR_RULE_narrative_carried_in,
							GR_ROW_carried_in, GR_COLUMN_total);
	narrative_claim_start(reader, GR_RULE_narrative_carried_forward, count->at, count->value);
	narrative_claim_reading(reader);
	narrative_claim_figure(reader, GR_ROW_carried_forward, GR_COLUMN_total);
	if (!has(meaning, SET(CARRIED_FORWARD)))
	{
		narrative_claim_reading(reader);
		narrative_claim_figure(reader, GR_ROW_carried_in, GR_COLUMN_total);
	}
	narrative_claim_give(reader);
	return true;
}

/* All rows of a group; "other processing" has one row of its own in edition 2019. */
static void
add_group(Reader *reader, int group)
{
	narrative_claim_reading(reader);
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].table == GR_REQUESTS &&
			((int) gr_rows[row].group == group ||
			 (group == GR_GROUP_other && row == GR_ROW_other_unspecified)))
			narrative_claim_figure(reader, row, GR_COLUMN_total);
}

/* An outcome of requests, or a group of outcomes. */
static bool
claim_outcome(Reader *reader, const Count *count, const Meaning *meaning)
{
	bool		row_of_group = meaning->outcome != GR_NONE && meaning->group != GR_NONE &&
		(int) gr_rows[meaning->outcome].group == meaning->group;

	if (!reader->on_requests || reader->narrow ||
		has(meaning, RECEIVES | SET(ACCEPT) | APPLICANTS | REMEDIES | CARRIES | SET(PUBLISH) |
			SET(ISSUE) | SET(DOCUMENT) | SET(DECISION) | SET(FEES)) ||
		(meaning->noutcomes != 1 && !(meaning->noutcomes == 2 && row_of_group)))
		return false;
	narrative_claim_start(reader, GR_RULE_narrative_outcomes, count->at, count->value);
	if (meaning->outcome != GR_NONE)
	{
		narrative_claim_reading(reader);
		narrative_claim_figure(reader, meaning->outcome, GR_COLUMN_total);
	}
	if (meaning->group != GR_NONE)
		add_group(reader, meaning->group);
	narrative_claim_give(reader);
	return true;
}

/* "公开6件" beside other outcomes of requests: those granted. */
static bool
claim_published(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (!reader->on_requests || reader->narrow || !(reader->tokens->kinds & OUTCOMES) ||
		!(reader->headed || reader->section == 3) ||
		has(meaning, ~(SET(FILLER) | SET(AMONG) | SET(EACH) | SET(PUBLISH) | SET(THIS_YEAR))))
		return false;
	return claim_figure(reader, count, GR_RULE_narrative_outcomes, GR_ROW_granted, GR_COLUMN_total);
}

/* Natural persons' requests, or organisations'. */
static bool
claim_applicants(Reader *reader, const Count *count, const Meaning *meaning)
{
	TokenSet	verbs = has(meaning, VERBS) ? meaning->kinds :
		reader->head == TOKEN_FILLER ? 0 : TOKEN_SET(reader->head);
	int			readings = verb_readings(verbs);
	int			first = meaning->applicant;
	int			end = first + 1;

	if (!(reader->on_requests || meaning->disclosure) || reader->narrow ||
		has(meaning, OUTCOMES | REMEDIES | CARRIES | SET(PUBLISH) | SET(ISSUE) | SET(DOCUMENT) |
			SET(DECISION) | SET(DECIDE) | SET(CAUSE)))
		return false;
	/* "收到公民申请": of anybody */
	if (meaning->anybody && has(meaning, VERBS))
		return false;
	if (readings == READ_CONCLUDED)
		readings |= READ_RECEIVED | READ_WITH_CARRIED_IN;
	if (meaning->organisation != GR_NONE)
	{
		if (first != GR_NONE || meaning->organisation == 2 || reader->tokens->other_organisations)
			return false;
		first = GR_COLUMN_enterprise;
		end = GR_COLUMN_total;
	}
	narrative_claim_start(reader, GR_RULE_narrative_applicants, count->at, count->value);
	if (meaning->organisation == 1)
	{
		/* enterprises, or whatever is none of the natural persons */
		if (readings & READ_CONCLUDED)
			readings &= ~READ_WITH_CARRIED_IN;
		add_readings(reader, readings, first, first + 1);
	}
	add_readings(reader, readings, first, end);
	narrative_claim_give(reader);
	return true;
}

/* ---- reconsideration and litigation ---- */

/* Rows of table four that a kind of remedy has. */
static void
add_remedy(Reader *reader, Remedy remedy, int column)
{
	narrative_claim_reading(reader);
	if (remedy == REMEDY_RECONSIDERATION)
		narrative_claim_figure(reader, GR_ROW_reconsideration, column);
	if (remedy == REMEDY_LITIGATION || remedy == REMEDY_DIRECT)
		narrative_claim_figure(reader, GR_ROW_direct_litigation, column);
	if (remedy == REMEDY_LITIGATION || remedy == REMEDY_AFTER)
		narrative_claim_figure(reader, GR_ROW_litigation_after_reconsideration, column);
}

/* What remedy the words name. */
static Remedy
remedy_of(const Meaning *meaning)
{
	if (meaning->remedy_row != GR_NONE)
		return meaning->remedy_row == GR_ROW_direct_litigation ? REMEDY_DIRECT : REMEDY_AFTER;
	if (has(meaning, SET(RECONSIDERATION)))
		return has(meaning, SET(LITIGATION)) ? REMEDY_MIXED : REMEDY_RECONSIDERATION;
	return has(meaning, SET(LITIGATION)) ? REMEDY_LITIGATION : REMEDY_NONE;
}

/* The remedy spoken of from here on: of several, results are of no one. */
static void
turn_to_remedy(Reader *reader, Remedy remedy)
{
	bool		part = (reader->remedy == REMEDY_LITIGATION || reader->remedy == REMEDY_MIXED) &&
		(remedy == REMEDY_DIRECT || remedy == REMEDY_AFTER);

	if (reader->remedy_open && remedy != reader->remedy && !(part && reader->remedy != REMEDY_MIXED))
		remedy = REMEDY_MIXED;
	reader->remedy = remedy;
	reader->remedy_open = true;
}

/* Is disclosure's part of what a number counts told behind it? */
static bool
is_told_apart(const Reader *reader, int at)
{
	bool		among = false;

	for (int i = at + 1; i < reader->tokens->count; i++)
		if (kind_at(reader->tokens, i) == TOKEN_AMONG)
			among = true;
		else if (among && kind_at(reader->tokens, i) == TOKEN_INFORMATION)
			return true;
	return false;
}

/*
 * Remedies against this body's own disclosure, not those it decides for others.
 * None at all are none of disclosure as well.
 */
static bool
claim_remedies(Reader *reader, const Count *count, const Meaning *meaning)
{
	Remedy		named = remedy_of(meaning);
	bool		ours = reader->section == 4 || reader->remedied ||
		has(meaning, SET(INFORMATION)) || meaning->disclosure ||
		(has(meaning, SET(CAUSE)) && has(meaning, SET(REQUEST))) ||
		(reader->on_requests && has(meaning, SET(CAUSE))) || count->value == 0;

	if (named == REMEDY_MIXED || !ours || (!has(meaning, SET(INFORMATION)) && is_told_apart(reader, count->at)) ||
		has(meaning, SET(ACCEPT) | SET(HANDLE) | SET(NEW) | SET(CONCLUDE) | OUTCOMES | APPLICANTS |
			SET(PUBLISH) | SET(ISSUE) | SET(DOCUMENT) | SET(DECISION) | SET(FEES) | SET(DECIDE) | CARRIES))
		return false;
	if (named == REMEDY_NONE)
		named = reader->remedy;
	else if (meaning->result == GR_NONE)
		turn_to_remedy(reader, named);
	if (named == REMEDY_NONE || named == REMEDY_MIXED)
		return false;
	if (meaning->result != GR_NONE)
		reader->remedy_open = false;
	narrative_claim_start(reader, named == REMEDY_RECONSIDERATION ?
						  GR_RULE_narrative_reconsiderations : GR_RULE_narrative_litigations,
						  count->at, count->value);
	add_remedy(reader, named, meaning->result != GR_NONE ?
			   meaning->result : GR_COLUMN_remedies_total);
	narrative_claim_give(reader);
	reader->remedied = true;
	return true;
}

/* ---- section two's figures ---- */

/* Documents issued, not those published, reviewed or in force. */
static bool
claim_documents(Reader *reader, const Count *count, const Meaning *meaning, bool listed)
{
	int			column = reader->reporter->report->edition == 2019 ?
		GR_COLUMN_made : GR_COLUMN_issued;

	if (!(has(meaning, SET(ISSUE)) || (listed && reader->issued)) ||
		has(meaning, VERBS | OUTCOMES | APPLICANTS | REMEDIES | SET(PUBLISH) | SET(DECISION) | SET(FEES)))
		return false;
	return claim_figure(reader, count, GR_RULE_narrative_normative_documents,
						GR_ROW_normative_documents, column);
}

/* Decisions made, not matters listed or information published. */
static bool
claim_decisions(Reader *reader, const Count *count, const Meaning *meaning)
{
	bool		decided = has(meaning, SET(DECIDE) | SET(HANDLE));

	if ((!decided && !(reader->decided && !has(meaning, SET(AMONG)))) ||
		(!decided && reader->published) ||
		has(meaning, RECEIVES | SET(ACCEPT) | SET(CONCLUDE) | SET(REQUEST) | SET(PUBLISH) | SET(INFORMATION) |
			SET(ISSUE) | OUTCOMES | APPLICANTS | REMEDIES | SET(DOCUMENT) | SET(FEES) | SET(CAUSE) | SET(TITLE)))
		return false;
	reader->decided = true;
	if (meaning->decision == GR_ROW_licensing)
		return claim_figure(reader, count, GR_RULE_narrative_licensing,
							GR_ROW_licensing, GR_COLUMN_decisions);
	if (meaning->decision == GR_ROW_penalties)
		return claim_figure(reader, count, GR_RULE_narrative_penalties,
							GR_ROW_penalties, GR_COLUMN_decisions);
	return false;
}

/* Money: fees of the body, which only edition 2021 asks for. */
static bool
claim_fees(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (reader->reporter->report->edition == 2019 ||
		has(meaning, ~(SET(FILLER) | SET(THIS_YEAR) | SET(SELF) | SET(AREA) | SET(GOVERNMENT) |
					   SET(UNITS) | SET(FEES) | SET(EACH))))
		return false;
	narrative_claim_start(reader, GR_RULE_narrative_fees, count->at, count->value);
	reader->claim.amount = true;
	narrative_claim_reading(reader);
	narrative_claim_figure(reader, GR_ROW_fees, GR_COLUMN_fees_amount);
	narrative_claim_give(reader);
	return true;
}

/* ---- which of them ---- */

/* Makes the claim that the words make; false when they make none. */
static bool
claim(Reader *reader, const Count *count, const Meaning *meaning, bool listed)
{
	if (meaning->bad)
		return false;
	if (count->money)
		return has(meaning, SET(FEES)) && claim_fees(reader, count, meaning);
	if (has(meaning, SET(FEES)))
		return false;
	if (has(meaning, REMEDIES | SET(RESULT)))
		return claim_remedies(reader, count, meaning);
	if (has(meaning, SET(DOCUMENT)))
		return claim_documents(reader, count, meaning, listed);
	if (has(meaning, SET(DECISION)))
		return claim_decisions(reader, count, meaning);
	if (has(meaning, CARRIES))
		return claim_carried(reader, count, meaning);
	if (has(meaning, OUTCOMES))
		return claim_outcome(reader, count, meaning);
	if (has(meaning, APPLICANTS))
		return claim_applicants(reader, count, meaning);
	if (has(meaning, VERBS | SET(REQUEST)))
		return claim_requests(reader, count, meaning);
	if (has(meaning, SET(PUBLISH)))
		return claim_published(reader, count, meaning);
	return false;
}

/* ---- the words beside a number ---- */

/*
 * Where the words before a number begin: behind what parts the clause.  A colon
 * right before it is passed over, and brackets are.
 */
static int
left_start(const Tokens *tokens, int at)
{
	bool		words = false;

	for (int i = at - 1; i >= 0; i--)
	{
		TokenKind	kind = kind_at(tokens, i);

		if (kind == TOKEN_CLOSE && tokens->token[i].match < i)
		{
			i = tokens->token[i].match;
			continue;
		}
		if ((TOKEN_SET(kind) & PARTS) && !(kind == TOKEN_COLON && !words))
			return i + 1;
		words |= kind != TOKEN_FILLER && kind != TOKEN_COLON && kind != TOKEN_THIS_YEAR;
	}
	return 0;
}

/* Where the words behind a number end, or -1 when another number stands there. */
static int
right_end(const Tokens *tokens, int at)
{
	int			i;

	for (i = at + 1; i < tokens->count; i++)
	{
		TokenKind	kind = kind_at(tokens, i);

		if (kind == TOKEN_NUMBER)
			return -1;
		if ((TOKEN_SET(kind) & PARTS) || kind == TOKEN_CLOSE)
			break;
	}
	return i;
}

/* Claims of the names listed before a number that is said of each of them. */
static bool
claim_each(Reader *reader, const Count *count, int start)
{
	const Tokens *tokens = reader->tokens;
	bool		claimed = false;

	while (start > 0 && (TOKEN_SET(kind_at(tokens, start - 1)) & (SET(LIST) | SET(COMMA))))
	{
		int			end = start - 1;
		Meaning		meaning;

		start = left_start(tokens, end);
		narrative_meaning(reader, start, end, &meaning);
		if (meaning.bad || !has(&meaning, NOUNS | VERBS))
			break;
		claimed |= claim(reader, count, &meaning, false);
	}
	return claimed;
}

/* Does a list of names that have no number of their own stand before the words? */
static bool
names_before(const Reader *reader, int start)
{
	const Tokens *tokens = reader->tokens;
	Meaning		meaning;
	int			from;

	if (start < 2 || kind_at(tokens, start - 1) != TOKEN_LIST || kind_at(tokens, start - 2) == TOKEN_NUMBER)
		return false;
	from = left_start(tokens, start - 1);
	narrative_meaning(reader, from, start - 1, &meaning);
	return has(&meaning, (NOUNS | SET(PUBLISH)) & ~SET(REQUEST)) && !(kind_at(tokens, start - 2) == TOKEN_CLOSE);
}

/* What words behind a number make of it, where those before it are only fillers or a verb. */
static bool
claim_by_right(Reader *reader, const Count *count, const Meaning *left)
{
	const Tokens *tokens = reader->tokens;
	int			end = right_end(tokens, count->at);
	Meaning		right;

	if (end < 0 || left->bad || tokens->token[count->at].unit != UNIT_PIECES)
		return false;
	narrative_meaning(reader, count->at + 1, end, &right);
	if (right.bad)
		return false;
	if (has(left, SET(ISSUE)))
	{
		if (has(left, VERBS | NOUNS) || !has(&right, SET(DOCUMENT)))
			return false;
		right.kinds |= SET(ISSUE);
		return claim_documents(reader, count, &right, false);
	}
	if (has(left, SET(DECIDE) | SET(HANDLE)) && has(&right, SET(DECISION)))
	{
		right.kinds |= left->kinds;
		return claim_decisions(reader, count, &right);
	}
	if (has(left, VERBS | NOUNS | SET(PUBLISH) | SET(DECIDE) | SET(CAUSE)) ||
		has(&right, REMEDIES | SET(RESULT) | SET(DOCUMENT) | SET(DECISION) | SET(FEES) | SET(NOT) | SET(CAUSE)))
		return false;
	if (has(&right, SET(REQUEST)) && !has(&right, OUTCOMES | CARRIES | APPLICANTS | SET(NEW)))
		return false;
	if (has(&right, SET(CONCLUDE)) && !has(&right, OUTCOMES) && (!reader->headed || right.manner))
		return false;
	if (!has(&right, OUTCOMES | CARRIES | APPLICANTS | SET(NEW) | SET(CONCLUDE)))
		return false;
	if (has(&right, SET(RECEIVE) | SET(ACCEPT)))
		return false;
	{
		Count		behind = *count;

		behind.bounded = true;
		return claim(reader, &behind, &right, false);
	}
}

/*
 * A number of some requests: outcomes behind it may be of these alone.  Ways of
 * asking, listed after the number of all, are none.
 */
static void
take_narrow(Reader *reader, const Meaning *meaning)
{
	bool		channel = has(meaning, SET(CHANNEL)) && !has(meaning, SET(UNKNOWN));

	if (channel && !has(meaning, VERBS) && reader->headed)
		return;
	if (has(meaning, VERBS | SET(REQUEST)) || reader->scope.among)
		reader->narrow = true;
}

/* Is nothing that could go on with the number right behind it? */
static bool
is_bounded(const Tokens *tokens, int at)
{
	return kind_at(tokens, at + 1) == TOKEN_COMPARE ||
		(TOKEN_SET(kind_at(tokens, at + 1)) &
		 (SET(COMMA) | SET(COLON) | SET(LIST) | SET(OPEN) | SET(CLOSE)));
}

/* Are requests what the number is of, by the words right behind it? */
static void
look_behind(const Tokens *tokens, Count *count)
{
	int			i = count->at + 1;

	count->bounded = is_bounded(tokens, count->at);
	while (kind_at(tokens, i) == TOKEN_INFORMATION || kind_at(tokens, i) == TOKEN_FILLER)
		i++;
	count->request_behind = kind_at(tokens, i) == TOKEN_REQUEST;
	count->disclosure_behind = count->request_behind && tokens->token[i].what == 1;
}

/* Is the token the particle that makes what stands before it an attribute? */
static bool
is_of(const Tokens *tokens, int at)
{
	return kind_at(tokens, at) == TOKEN_FILLER &&
		tokens->sentence->chars[tokens->token[at].end - 1] == 0x7684 /* 的 */ ;
}

/* A number of the sentence. */
static void
take_number(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	const Token *token = &tokens->token[at];
	int			start = left_start(tokens, at);
	Meaning		meaning;
	Count		count = {at, token->value, token->unit == UNIT_MONEY, false, false, false};
	bool		listed = start > 0 && kind_at(tokens, start - 1) == TOKEN_LIST;
	bool		claimed = false;

	if (token->unit == UNIT_OTHER)
		return;
	look_behind(tokens, &count);
	narrative_meaning(reader, start, at, &meaning);
	if (!narrative_in_scope(reader))
	{
		reader->counted |= token->unit == UNIT_PIECES && !reader->scope.compare && !reader->scope.wrong;
		return;
	}
	if (!token->exact)
		return;
	/* words that follow a number directly may belong to it */
	if (start > 0 && kind_at(tokens, start - 1) == TOKEN_NUMBER)
		return;
	if (token->unit == UNIT_NONE && !has(&meaning, NOUNS | VERBS))
		return;
	/* "不予公开的3件申请": some that are known, perhaps not all */
	if (count.request_behind && is_of(tokens, at - 1) && !has(&meaning, CARRIES | SET(NEW)))
		return;
	if (has(&meaning, SET(EACH)))
		claimed = claim_each(reader, &count, start);
	else if (names_before(reader, start))
		return;
	if (claim(reader, &count, &meaning, listed) || claimed)
		return;
	if (claim_by_right(reader, &count, &meaning))
		return;
	if (meaning.bad)
		take_narrow(reader, &meaning);
}

/* ---- denials ---- */

/* What one part of a denial's list denies. */
static void
deny(Reader *reader, int at, int from, int end, bool first)
{
	Count		count = {at, 0, false, true, false, false};
	Meaning		meaning;

	narrative_meaning(reader, from, end, &meaning);
	if (has(&meaning, REMEDIES))
		claim_remedies(reader, &count, &meaning);
	else if (has(&meaning, OUTCOMES | APPLICANTS | SET(PUBLISH) | SET(CONCLUDE) | SET(FEES)))
		return;
	else if (has(&meaning, SET(DOCUMENT)))
		claim_documents(reader, &count, &meaning, false);
	else if (has(&meaning, SET(CARRIED_IN) | SET(CARRIED_FORWARD)))
		claim_carried(reader, &count, &meaning);
	else if (has(&meaning, SET(DECISION)))
	{
		if (has(&meaning, SET(DECIDE)))
			claim_decisions(reader, &count, &meaning);
	}
	else if (first && !has(&meaning, SET(CAUSE) | SET(HANDLE)) &&
			 has(&meaning, SET(REQUEST) | RECEIVES) &&
			 (has(&meaning, SET(REQUEST) | SET(INFORMATION)) || reader->on_requests))
		claim_figure(reader, &count, GR_RULE_narrative_received, GR_ROW_received, GR_COLUMN_total);
}

/* A denial: everything behind it in the clause must be understood. */
static void
take_denial(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	Meaning		meaning;
	int			start = left_start(tokens, at);
	int			end;
	int			from = at + 1;

	if (!narrative_in_scope(reader))
		return;
	narrative_meaning(reader, start, at, &meaning);
	if (meaning.bad || has(&meaning, VERBS | OUTCOMES | APPLICANTS | SET(DECIDE)))
		return;
	for (end = at + 1; end < tokens->count && end - at <= DENIAL_TOKENS && kind_at(tokens, end) != TOKEN_COMMA &&
		 kind_at(tokens, end) != TOKEN_CLOSE; end++)
		if (kind_at(tokens, end) == TOKEN_NUMBER)
			return;
	if (end - at > DENIAL_TOKENS)
		return;
	narrative_meaning(reader, at + 1, end, &meaning);
	if (meaning.bad || meaning.result != GR_NONE)
		return;
	for (int i = from; i <= end; i++)
		if (i == end || kind_at(tokens, i) == TOKEN_LIST)
		{
			deny(reader, at, from, i, from == at + 1);
			from = i + 1;
		}
}

/* What is spoken of, by words that need no number. */
static void
take_topic(Reader *reader, int at)
{
	const Token *token = &reader->tokens->token[at];
	TokenKind	before = kind_at(reader->tokens, at - 1);

	switch (token->kind)
	{
		case TOKEN_REQUEST:
			if (token->what == 1)
				reader->on_requests = true;
			else if (before == TOKEN_RECONSIDERATION || before == TOKEN_DECISION)
				reader->on_requests = false;
			break;
		case TOKEN_OTHER_TOPIC:
			/* "主动公开5件" among the outcomes of requests */
			if (!(reader->headed && kind_at(reader->tokens, at + 1) == TOKEN_NUMBER))
				reader->on_requests = false;
			reader->published = true;
			break;
		case TOKEN_PUBLISH:
			reader->published = true;
			break;
		case TOKEN_ISSUE:
			reader->issued = true;
			break;
		default:
			break;
	}
}

/* A sentence begins. */
static void
start_sentence(Reader *reader)
{
	narrative_scope_start(reader);
	if (!reader->chained)
	{
		reader->published = reader->decided = reader->remedied = false;
		/* behind a stop all requests are spoken of again */
		if (reader->headed && kind_at(reader->tokens, 0) != TOKEN_AMONG)
			reader->narrow = false;
		if (reader->section == 3)
			reader->on_requests = true;
	}
	reader->issued = false;
	reader->remedy_open = false;
}

/* The claims of a sentence. */
void
narrative_counts(Reader *reader, const Tokens *tokens)
{
	reader->tokens = tokens;
	start_sentence(reader);
	for (int i = 0; i < tokens->count && !reader->ended; i++)
	{
		const Token *token = &tokens->token[i];

		narrative_scope_token(reader, i);
		take_topic(reader, i);
		if (token->kind == TOKEN_NUMBER)
			take_number(reader, i);
		else if (token->kind == TOKEN_NOT)
			take_denial(reader, i);
	}
}
