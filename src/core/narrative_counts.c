/*
 * narrative_counts.c
 *		What each number of a sentence counts, by the words before it in its part
 *		of the clause or, where those say nothing, by the words behind it.
 */
#include "narrative_claims.h"

/* Words that part the clause, or end it. */
#define PARTS (SET(COMMA) | SET(COLON) | SET(LIST) | SET(OPEN) | SET(NUMBER))

/* Makes the claim that the words make; false when they make none. */
static bool
claim(Reader *reader, const Count *count, const Meaning *meaning, bool listed)
{
	if (meaning->bad || meaning->elsewhere)
		return false;
	if (count->money)
		return has(meaning, SET(FEES)) && narrative_claim_fees(reader, count, meaning);
	if (has(meaning, SET(FEES)))
		return false;
	if (has(meaning, REMEDIES | SET(RESULT)))
		return narrative_claim_remedies(reader, count, meaning);
	if (has(meaning, SET(DOCUMENT)))
		return narrative_claim_documents(reader, count, meaning, listed);
	if (has(meaning, SET(DECISION)))
		return narrative_claim_decisions(reader, count, meaning);
	if (has(meaning, CARRIES))
		return narrative_claim_carried(reader, count, meaning);
	if (has(meaning, OUTCOMES))
		return narrative_claim_outcome(reader, count, meaning);
	if (has(meaning, APPLICANTS))
		return narrative_claim_applicants(reader, count, meaning);
	if (has(meaning, VERBS | SET(REQUEST)))
		return narrative_claim_requests(reader, count, meaning);
	if (has(meaning, SET(PUBLISH)))
		return narrative_claim_published(reader, count, meaning);
	return false;
}

/* ---- the words beside a number ---- */

/*
 * Where the words before a number begin: behind what parts the clause.  A colon
 * right before it is passed over, and brackets are.
 */
int
narrative_left_start(const Tokens *tokens, int at)
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

		start = narrative_left_start(tokens, end);
		narrative_meaning(reader, start, end, &meaning);
		if (meaning.bad || !has(&meaning, NOUNS | VERBS))
			break;
		/* "及时办理申请，……均为0": something done, no name */
		if (kind_at(tokens, end) == TOKEN_COMMA &&
			(meaning.manner || has(&meaning, SET(HANDLE) | SET(CONCLUDE))))
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
	from = narrative_left_start(tokens, start - 1);
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
	if (right.bad || right.elsewhere)
		return false;
	if (has(left, SET(ISSUE)))
	{
		if (has(left, VERBS | NOUNS) || !has(&right, SET(DOCUMENT)))
			return false;
		right.kinds |= SET(ISSUE);
		return narrative_claim_documents(reader, count, &right, false);
	}
	if (has(left, SET(DECIDE) | SET(HANDLE)) && has(&right, SET(DECISION)))
	{
		right.kinds |= left->kinds;
		return narrative_claim_decisions(reader, count, &right);
	}
	if (has(left, VERBS | NOUNS | SET(PUBLISH) | SET(DECIDE) | SET(CAUSE)) ||
		has(&right, SET(DOCUMENT) | SET(DECISION) | SET(FEES)) ||
		(has(&right, SET(CAUSE)) && !has(&right, OUTCOMES | REMEDIES)))
		return false;
	if (has(&right, REMEDIES | SET(RESULT)))
		return narrative_claim_remedies(reader, count, &right);
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

/* "在办结的57件申请中": all that are concluded, as their parts follow? */
static bool
is_all_concluded(const Tokens *tokens, int at, const Meaning *meaning)
{
	int			i = at + 1;

	if (has(meaning, ~(SET(FILLER) | SET(CONCLUDE) | SET(THIS_YEAR))) || meaning->manner)
		return false;
	while (kind_at(tokens, i) == TOKEN_INFORMATION)
		i++;
	return kind_at(tokens, i) == TOKEN_REQUEST && kind_at(tokens, i + 1) == TOKEN_FILLER &&
		tokens->sentence->chars[tokens->token[i + 1].end - 1] == 0x4E2D /* 中 */ &&
		kind_at(tokens, i + 2) == TOKEN_COMMA;
}

/*
 * Words that only name what the clause behind them is about, "行政许可方面，":
 * where they begin, or -1.
 */
static int
topic_start(const Tokens *tokens, int comma)
{
	int			start;
	bool		noun = false;

	if (kind_at(tokens, comma) != TOKEN_COMMA && kind_at(tokens, comma) != TOKEN_COLON)
		return -1;
	start = narrative_left_start(tokens, comma);
	for (int i = start; i < comma; i++)
	{
		TokenSet	set = TOKEN_SET(kind_at(tokens, i));

		noun |= (set & (SET(DECISION) | SET(DOCUMENT) | SET(FEES))) != 0;
		if (!(set & (SET(DECISION) | SET(DOCUMENT) | SET(FEES) | SET(FILLER) | SET(THIS_YEAR))))
			return -1;
	}
	return noun ? start : -1;
}

/* Adds to words that name nothing what stands before them as a topic. */
static void
add_topic(Reader *reader, int start, Meaning *meaning)
{
	int			topic = start > 0 ? topic_start(reader->tokens, start - 1) : -1;
	Meaning		named;

	if (topic < 0 || !has(meaning, SET(ISSUE) | SET(DECIDE) | SET(HANDLE) | SET(FILLER)) ||
		has(meaning, ~(SET(ISSUE) | SET(DECIDE) | SET(HANDLE) | SET(FILLER) | SET(THIS_YEAR))))
		return;
	narrative_meaning(reader, topic, start - 1, &named);
	if (named.bad)
		return;
	meaning->kinds |= named.kinds;
	meaning->decision = named.decision;
}

/*
 * Do the words go on with a list?  Beyond a comma they do behind a number:
 * "制发规章0件，规范性文件2件".
 */
static bool
is_listed(const Tokens *tokens, int start)
{
	return (start > 0 && kind_at(tokens, start - 1) == TOKEN_LIST) ||
		(start > 1 && kind_at(tokens, start - 1) == TOKEN_COMMA &&
		 kind_at(tokens, start - 2) == TOKEN_NUMBER && kind_at(tokens, start) != TOKEN_AMONG);
}

/* Keeps what the number is of, for those that follow. */
static void
note_what(Reader *reader, const Meaning *meaning, int64_t value)
{
	Scope	   *scope = &reader->scope;

	if (has(meaning, CARRIES | OUTCOMES))
		scope->of_row = true;
	else if (has(meaning, VERBS))
		scope->of_row = false;
	scope->of_applicant = has(meaning, APPLICANTS) && !has(meaning, OUTCOMES);
	/* outcomes behind one kind are of that kind, unless all are of it */
	if (scope->of_applicant && reader->depth == 0)
		scope->each_applicant = !scope->one_applicant && value != scope->total;
	scope->one_applicant |= scope->of_applicant && reader->depth == 0;
	if (has(meaning, VERBS) && !has(meaning, APPLICANTS))
	{
		scope->each_applicant = false;
		scope->total = value;
	}
	scope->part_concluded |= meaning->withdrawn;
}

/* A number of the sentence. */
static void
take_number(Reader *reader, int at)
{
	const Tokens *tokens = reader->tokens;
	const Token *token = &tokens->token[at];
	int			start = narrative_left_start(tokens, at);
	Meaning		meaning;
	Count		count = {at, token->value, token->unit == UNIT_MONEY, false, false, false};
	bool		listed = is_listed(tokens, start);
	bool		claimed = false;

	if (token->unit == UNIT_OTHER)
		return;
	look_behind(tokens, &count);
	narrative_meaning(reader, start, at, &meaning);
	add_topic(reader, start, &meaning);
	note_what(reader, &meaning, token->value);
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
	if ((count.request_behind || !count.bounded) && is_of(tokens, at - 1) &&
		!has(&meaning, CARRIES | SET(NEW)) && !is_all_concluded(tokens, at, &meaning))
		return;
	/* none of several is none of each */
	if (has(&meaning, SET(EACH)) || (token->value == 0 && names_before(reader, start)))
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
		case TOKEN_PAPER:
		case TOKEN_DOCUMENT:
			reader->papers = true;
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
		reader->published = reader->decided = reader->remedied = reader->papers = false;
		/* behind a stop all requests of the body are spoken of again */
		if (reader->headed && kind_at(reader->tokens, 0) != TOKEN_AMONG)
			reader->narrow = reader->scope.other_body = false;
		if (reader->section == 3)
			reader->on_requests = true;
	}
	reader->issued = false;
	reader->remedy_open = false;
	if (reader->tokens->requests)
		reader->on_requests = true;
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
			narrative_denial(reader, i);
	}
}
