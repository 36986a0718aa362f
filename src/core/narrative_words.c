/*
 * narrative_words.c
 *		The words of prose as a table: those of narrative_words.def and the form's
 *		labels, found by their first character.
 */
#include "narrative_words.h"

#include <string.h>

/* Room for words and their characters; narrative_words_init() stays within. */
#define WORDS_MAX 1600
#define POOL_MAX 9000
#define BUCKETS 1024

typedef struct Word
{
	uint8_t		kind;
	uint8_t		len;
	int32_t		what;
	int16_t		start;			/* in the pool */
	int16_t		next;			/* with the same bucket, or -1 */
} Word;

static Word words[WORDS_MAX];
static uint16_t pool[POOL_MAX];
static int16_t buckets[BUCKETS];
static int	nwords;
static int	npool;
static bool ready;

/* One line of narrative_words.def. */
typedef struct WordList
{
	TokenKind	kind;
	int			what;
	const char *words;
} WordList;

static const WordList lists[] = {
#define WORDS(kind, what, words) {TOKEN_##kind, what, words},
#include "narrative_words.def"
#undef WORDS
};

/* Adds a word, given as a span; quotation marks are dropped as from prose. */
static void
add_word(TokenKind kind, int what, const char *p, const char *end)
{
	Word	   *word = &words[nwords];
	int			start = npool;

	if (nwords >= WORDS_MAX)
		return;
	while (p < end && npool < POOL_MAX && npool - start < UINT8_MAX)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_fold[c] != '"')
			pool[npool++] = gr_fold[c];
	}
	if (npool == start)
		return;
	word->kind = (uint8_t) kind;
	word->what = what;
	word->start = (int16_t) start;
	word->len = (uint8_t) (npool - start);
	word->next = buckets[pool[start] % BUCKETS];
	buckets[pool[start] % BUCKETS] = (int16_t) nwords++;
}

/* Adds a label of the form, and what of it stands before a remark in brackets. */
static void
add_label(TokenKind kind, int what, const char *label)
{
	const char *end;
	const char *remark;

	if (label == NULL)
		return;
	end = label + strlen(label);
	add_word(kind, what, label, end);
	for (remark = label; remark < end && gr_kind_at(remark) != GR_CHAR_OPEN;)
		remark = gr_next(remark, &(uint32_t) {0});
	if (remark > label && remark < end)
		add_word(kind, what, label, remark);
}

/* Is a row of section three one outcome, with words of its own? */
static bool
is_outcome(int row)
{
	return gr_rows[row].table == GR_REQUESTS && gr_rows[row].group != GR_GROUP_requests &&
		row != GR_ROW_concluded && row != GR_ROW_other_other && row != GR_ROW_other_unspecified;
}

/* What a row's label tells; TOKEN_KINDS where it is no word of prose. */
static TokenKind
row_kind(int row)
{
	if (is_outcome(row))
		return TOKEN_OUTCOME;
	switch (row)
	{
		case GR_ROW_carried_forward:
			return TOKEN_CARRIED_FORWARD;
		case GR_ROW_reconsideration:
			return TOKEN_RECONSIDERATION;
		case GR_ROW_direct_litigation:
		case GR_ROW_litigation_after_reconsideration:
			return TOKEN_REMEDY_ROW;
		case GR_ROW_normative_documents:
			return TOKEN_DOCUMENT;
		case GR_ROW_licensing:
		case GR_ROW_penalties:
		case GR_ROW_coercive_measures:
			return TOKEN_DECISION;
		case GR_ROW_fees:
			return TOKEN_FEES;
		default:
			return TOKEN_KINDS;
	}
}

/* Likewise a column's. */
static TokenKind
column_kind(int column)
{
	switch (gr_columns[column].table)
	{
		case GR_REQUESTS:
			return column == GR_COLUMN_total || column == GR_COLUMN_other ?
				TOKEN_KINDS : TOKEN_APPLICANT;
		case GR_REMEDIES:
			return column == GR_COLUMN_remedies_total ? TOKEN_KINDS : TOKEN_RESULT;
		default:
			return TOKEN_KINDS;
	}
}

/* The labels of the form that prose uses. */
static void
add_labels(void)
{
	for (int row = 0; row < GR_ROWS; row++)
		if (row_kind(row) != TOKEN_KINDS)
		{
			add_label(row_kind(row), row, gr_rows[row].label);
			add_label(row_kind(row), row, gr_rows[row].label_2019);
		}
	for (const GrFormAlias *alias = gr_row_aliases; alias->label != NULL; alias++)
		if (row_kind(alias->id) != TOKEN_KINDS)
			add_label(row_kind(alias->id), alias->id, alias->label);
	for (int column = 0; column < GR_COLUMNS; column++)
		if (column_kind(column) != TOKEN_KINDS)
			add_label(column_kind(column), column, gr_columns[column].label);
	for (const GrFormAlias *alias = gr_column_aliases; alias->label != NULL; alias++)
		if (column_kind(alias->id) != TOKEN_KINDS)
			add_label(column_kind(alias->id), alias->id, alias->label);
	for (int group = GR_GROUP_refused; group <= GR_GROUP_other; group++)
		add_label(TOKEN_OUTCOME_GROUP, group, gr_groups[group].label);
	add_label(TOKEN_LITIGATION, 0, gr_groups[GR_GROUP_litigation].label);
	/* the head over the columns of organisations */
	for (const GrFormAlias *head = gr_heads; head->label != NULL; head++)
		if (head->id == GR_REQUESTS &&
			gr_ends_with(head->label, head->label + strlen(head->label), "组织"))
			add_label(TOKEN_ORGANISATION, 0, head->label);
}

/* Fills the table: the later of two equal words is the one found. */
void
narrative_words_init(void)
{
	if (ready)
		return;
	gr_chars_init();
	gr_form_init();
	for (int i = 0; i < BUCKETS; i++)
		buckets[i] = GR_NONE;
	nwords = npool = 0;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (const char *p = lists[i].words; *p != '\0';)
		{
			const char *end = p + strcspn(p, " ");

			add_word(lists[i].kind, lists[i].what, p, end);
			p = end + strspn(end, " ");
		}
	add_labels();
	ready = true;
}

int
narrative_word(const uint16_t *chars, int count, TokenKind *kind, int *what)
{
	int			longest = 0;

	if (count <= 0)
		return 0;
	for (int i = buckets[chars[0] % BUCKETS]; i != GR_NONE; i = words[i].next)
	{
		const Word *word = &words[i];

		if (word->len > longest && word->len <= count &&
			memcmp(chars, pool + word->start, word->len * sizeof(chars[0])) == 0)
		{
			longest = word->len;
			*kind = (TokenKind) word->kind;
			*what = word->what;
		}
	}
	return longest;
}
