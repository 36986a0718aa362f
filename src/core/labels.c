/*
 * labels.c
 *		The trie of all labels, and likeness to them.
 */
#include "labels.h"

#include <assert.h>
#include <string.h>

GrLabel		gr_labels[GR_LABELS_MAX];
int			gr_nlabels = 0;

/* The words of each label as classes: every distinct character has one. */
static uint8_t label_words[GR_LABELS_MAX][GR_LABEL_WORDS_MAX];

/* A bit for each class (modulo 64) that stands in the label. */
static uint64_t label_classes[GR_LABELS_MAX];

/* Class of a character that stands in a label, from 1; 0 for all others. */
static uint8_t char_class[0x10000];
static int	nclasses = 0;

/* The same for every character as it stands, before folding. */
static uint8_t raw_class[0x10000];

/* A bit for each character that begins a label. */
uint8_t		gr_label_starts[0x10000 / 8];

/* Bit per pair of classes: some label begins so. */
static uint8_t may_begin[256][32];

/* A node of the trie; children of a node are a list by sibling. */
typedef struct TrieNode
{
	uint8_t		class;
	int16_t		label;			/* that ends here, or GR_NONE */
	int16_t		only;			/* the one label below, if all below name the
								 * same thing; else GR_NONE */
	int16_t		child;			/* 0: none */
	int16_t		sibling;		/* 0: none */
} TrieNode;

#define TRIE_NODES 4096
static TrieNode trie[TRIE_NODES];	/* node 0 is the root */
static int	ntrie = 0;
static int16_t root_child[256];

/*
 * All words of a table's labels in a row, labels parted by 0, to look up
 * fragments in.
 */
#define FRAGMENTS_SIZE 4096
static uint8_t fragments[GR_TABLES][FRAGMENTS_SIZE];
static int	nfragments[GR_TABLES];

/* More marks and blanks than this between two words part them. */
#define MARKS_MAX 64

static int
class_of(uint32_t c)
{
	return raw_class[c];
}

/* The words of a label's spelling; returns their number. */
static int
spelling_words(const char *spelling, uint8_t *words)
{
	const char *end = spelling + strlen(spelling);
	int			count = 0;

	for (const char *p = spelling; p < end;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] != GR_CHAR_WORD)
			continue;
		if (char_class[gr_fold[c]] == 0)
			char_class[gr_fold[c]] = (uint8_t) ++nclasses;
		assert(nclasses < 256 && count < GR_LABEL_WORDS_MAX);
		words[count++] = char_class[gr_fold[c]];
	}
	return count;
}

/* The child of a node with a class, or 0. */
static inline int
trie_child(int node, int class)
{
	int			child = node == 0 ? root_child[class] : trie[node].child;

	while (child != 0 && trie[child].class != class)
		child = trie[child].sibling;
	return child;
}

static int
trie_add_child(int node, int class)
{
	int			child = trie_child(node, class);

	if (child != 0)
		return child;
	assert(ntrie + 1 < TRIE_NODES);
	child = ++ntrie;
	trie[child].class = (uint8_t) class;
	trie[child].label = GR_NONE;
	trie[child].only = GR_NONE;
	trie[child].child = 0;
	if (node == 0)
	{
		trie[child].sibling = root_child[class];
		root_child[class] = (int16_t) child;
	}
	else
	{
		trie[child].sibling = trie[node].child;
		trie[node].child = (int16_t) child;
	}
	return child;
}

/* Do two labels name the same row, column ...? */
static bool
same_thing(int a, int b)
{
	return gr_labels[a].kind == gr_labels[b].kind && gr_labels[a].id == gr_labels[b].id;
}

static void
add_label(GrLabelKind kind, int id, int table, int editions, const char *spelling)
{
	int			number = gr_nlabels;
	GrLabel    *label = &gr_labels[number];
	int			node = 0;
	int			at;

	if (spelling == NULL || spelling[0] == '\0')
		return;
	assert(gr_nlabels < GR_LABELS_MAX);
	gr_nlabels++;
	label->kind = kind;
	label->id = id;
	label->table = table;
	label->editions = editions;
	label->spelling = spelling;
	label->next_same = GR_NONE;
	label->words = spelling_words(spelling, label_words[number]);
	for (int i = 0; i < label->words; i++)
	{
		label_classes[number] |= UINT64_C(1) << label_words[number][i] % 64;
		node = trie_add_child(node, label_words[number][i]);
		if (i == 1)
			may_begin[label_words[number][0]][label_words[number][1] / 8] |=
				(uint8_t) (1 << label_words[number][1] % 8);
	}
	if (trie[node].label == GR_NONE)
		trie[node].label = (int16_t) number;
	else
	{
		/* the same spelling for several things: a list, first come first */
		for (at = trie[node].label; gr_labels[at].next_same != GR_NONE;)
			at = gr_labels[at].next_same;
		gr_labels[at].next_same = number;
	}
	if (table != GR_NONE)
	{
		assert(nfragments[table] + label->words + 1 < FRAGMENTS_SIZE);
		memcpy(fragments[table] + nfragments[table], label_words[number], label->words);
		nfragments[table] += label->words;
		fragments[table][nfragments[table]++] = 0;
	}
}

/*
 * Marks the nodes below which all labels name one thing.  Walked per label
 * instead of per node: no recursion.
 */
static void
mark_only(void)
{
	static int16_t first[TRIE_NODES];
	static bool several[TRIE_NODES];

	memset(first, 0xff, sizeof(first));
	for (int number = 0; number < gr_nlabels; number++)
	{
		int			node = 0;

		for (int i = 0; i < gr_labels[number].words; i++)
		{
			node = trie_child(node, label_words[number][i]);
			if (first[node] == GR_NONE)
				first[node] = (int16_t) number;
			else if (!same_thing(first[node], number))
				several[node] = true;
		}
	}
	for (int node = 1; node <= ntrie; node++)
		trie[node].only = several[node] ? GR_NONE : first[node];
}

static void
add_aliases(const GrFormAlias *aliases, GrLabelKind kind)
{
	for (; aliases->label != NULL; aliases++)
	{
		int			id = aliases->id;

		switch (kind)
		{
			case GR_LABEL_SECTION:
				add_label(kind, id, GR_NONE, GR_BOTH, aliases->label);
				break;
			case GR_LABEL_GROUP:
				add_label(kind, id, gr_groups[id].table, GR_BOTH, aliases->label);
				break;
			case GR_LABEL_ROW:
				add_label(kind, id, gr_rows[id].table, gr_rows[id].editions, aliases->label);
				break;
			case GR_LABEL_COLUMN:
				add_label(kind, id, gr_columns[id].table, GR_BOTH, aliases->label);
				break;
			case GR_LABEL_HEAD:
				add_label(kind, id, id, GR_BOTH, aliases->label);
				break;
		}
	}
}

void
gr_labels_init(void)
{
	if (gr_nlabels > 0)
		return;
	gr_chars_init();
	gr_form_init();
	for (int section = 1; section <= GR_FORM_SECTIONS; section++)
		add_label(GR_LABEL_SECTION, section, GR_NONE, GR_BOTH, gr_section_titles[section]);
	add_aliases(gr_section_aliases, GR_LABEL_SECTION);
	for (int row = 0; row < GR_ROWS; row++)
	{
		const GrFormRow *r = &gr_rows[row];

		add_label(GR_LABEL_ROW, row, r->table, r->editions, r->label);
		add_label(GR_LABEL_ROW, row, r->table, GR_2019, r->label_2019);
	}
	add_aliases(gr_row_aliases, GR_LABEL_ROW);
	for (int group = 0; group < GR_GROUPS; group++)
		add_label(GR_LABEL_GROUP, group, gr_groups[group].table, GR_BOTH,
				  gr_groups[group].label);
	add_aliases(gr_group_aliases, GR_LABEL_GROUP);
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		const GrFormColumn *c = &gr_columns[column];

		add_label(GR_LABEL_COLUMN, column, c->table, c->label_2019 ? GR_2021 : GR_BOTH, c->label);
		add_label(GR_LABEL_COLUMN, column, c->table, GR_2019, c->label_2019);
	}
	add_aliases(gr_column_aliases, GR_LABEL_COLUMN);
	add_aliases(gr_heads, GR_LABEL_HEAD);
	mark_only();
	for (uint32_t c = 0; c < 0x10000; c++)
	{
		raw_class[c] = char_class[gr_fold[c]];
		if (raw_class[c] != 0 && root_child[raw_class[c]] != 0)
			gr_label_starts[c / 8] |= (uint8_t) (1 << c % 8);
	}
}

/* May a label's words go on over this character? */
static inline bool
skippable(GrCharKind kind, bool across)
{
	switch (kind)
	{
		case GR_CHAR_BLANK:
		case GR_CHAR_IGNORED:
		case GR_CHAR_MARK:
		case GR_CHAR_OPEN:
		case GR_CHAR_CLOSE:
			return true;
		case GR_CHAR_TAB:
		case GR_CHAR_BAR:
		case GR_CHAR_NEWLINE:
		case GR_CHAR_RULE:
			return across;
		default:
			return false;
	}
}

bool
gr_match_label(const char *p, const char *end, bool across, GrMatch *match)
{
	int			node = 0;
	int			marks = 0;

	match->label = GR_NONE;
	match->end = p;
	match->whole = false;
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		int			class = class_of(c);

		/* all characters with a class are words */
		if (class != 0)
		{
			if ((node = trie_child(node, class)) == 0)
				break;
			if (trie[node].label != GR_NONE)
			{
				match->label = trie[node].label;
				match->end = next;
				match->whole = true;
			}
			marks = 0;
		}
		else if (node == 0 || !skippable(gr_kind[c], across) || ++marks > MARKS_MAX)
			break;
		p = next;
	}
	return match->whole;
}

bool
gr_match_beginning(const char *p, const char *end, GrMatch *match)
{
	int			node = 0;

	match->end = end;
	match->whole = false;
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] == GR_CHAR_WORD)
		{
			int			class = class_of(c);

			if (class == 0 || (node = trie_child(node, class)) == 0)
				return false;
		}
		else if (!skippable(gr_kind[c], false))
			return false;
	}
	match->label = node == 0 ? GR_NONE : trie[node].only;
	return match->label != GR_NONE;
}

bool
gr_label_may_begin(uint32_t first, uint32_t second)
{
	int			a = class_of(first);
	int			b = class_of(second);

	return a != 0 && (may_begin[a][b / 8] >> b % 8 & 1);
}

/* The words from p to end as classes (unknown characters as 0), up to max + 1. */
static int
text_words(const char *p, const char *end, uint8_t *words, int max)
{
	int			count = 0;

	while (p < end && count <= max)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (gr_kind[c] != GR_CHAR_WORD)
			continue;
		if (count < max)
			words[count] = (uint8_t) class_of(c);
		count++;
	}
	return count;
}

/*
 * Edit distance of two word sequences; the text may be a beginning of the
 * label only if free_end is set.  Bounded: lengths are at most
 * GR_LABEL_WORDS_MAX.
 */
static int
edit_distance(const uint8_t *text, int ntext, const uint8_t *label, int nlabel,
			  bool free_end)
{
	int			row[GR_LABEL_WORDS_MAX + 1] = {0};
	int			best;

	for (int j = 0; j <= nlabel; j++)
		row[j] = j;
	for (int i = 1; i <= ntext; i++)
	{
		int			diagonal = row[0];

		row[0] = i;
		for (int j = 1; j <= nlabel; j++)
		{
			int			cost = diagonal + (text[i - 1] == 0 || text[i - 1] != label[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < cost)
				cost = row[j] + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			row[j] = cost;
		}
	}
	best = row[nlabel];
	if (free_end)
		for (int j = ntext > 2 ? ntext - 2 : 0; j < nlabel; j++)
			if (row[j] < best)
				best = row[j];
	return best;
}

/* Edits allowed between a text and a label of so many words. */
static int
edits_allowed(int words)
{
	return words < 4 ? 0 : words < 8 ? 1 : words < 12 ? 2 : words < 20 ? 3 : 5;
}

/* Is the text's word sequence left when some of the label's words are dropped? */
static bool
is_shortened(const uint8_t *text, int ntext, const uint8_t *label, int nlabel)
{
	int			i = 0;

	for (int j = 0; j < nlabel && i < ntext; j++)
		if (text[i] != 0 && text[i] == label[j])
			i++;
	return i == ntext;
}

/* At most so many of the text's words stand in the label. */
static int
words_in_common(const uint8_t *text, int ntext, int number)
{
	int			count = 0;

	for (int i = 0; i < ntext; i++)
		count += text[i] != 0 && (label_classes[number] >> text[i] % 64 & 1);
	return count;
}

int
gr_similar_label(const char *p, const char *end, GrLabelKind kind, int table)
{
	uint8_t		words[GR_LABEL_WORDS_MAX];
	int			count = text_words(p, end, words, GR_LABEL_WORDS_MAX);
	int			best = GR_NONE;
	int			least = 1000;
	bool		tie = false;

	if (count < 3 || count > GR_LABEL_WORDS_MAX)
		return GR_NONE;
	for (int number = 0; number < gr_nlabels; number++)
	{
		const GrLabel *label = &gr_labels[number];
		int			distance;

		/* words the label does not have are edits: the quick way out */
		if (label->kind != kind || label->table != table || label->words < 3 ||
			count - words_in_common(words, count, number) > edits_allowed(label->words))
			continue;
		distance = edit_distance(words, count, label_words[number], label->words, false);
		if (distance > edits_allowed(label->words) &&
			count >= 4 && count * 3 >= label->words * 2 &&
			is_shortened(words, count, label_words[number], label->words))
			distance = edits_allowed(label->words);
		if (distance > edits_allowed(label->words) && count >= 6 && count < label->words)
		{
			/* a misprinted label cut by a line end */
			distance = edit_distance(words, count, label_words[number], label->words, true);
			if (distance > edits_allowed(count))
				continue;
		}
		if (distance > edits_allowed(label->words))
			continue;
		if (distance < least)
		{
			tie = false;
			least = distance;
			best = number;
		}
		else if (distance == least && !same_thing(best, number))
			tie = true;
	}
	return tie ? GR_NONE : best;
}

/* Length of the longest common subsequence. */
static int
common_words(const uint8_t *a, int na, const uint8_t *b, int nb)
{
	int			row[GR_LABEL_WORDS_MAX + 1] = {0};

	for (int i = 0; i < na; i++)
	{
		int			diagonal = 0;

		for (int j = 1; j <= nb; j++)
		{
			int			above = row[j];

			if (a[i] != 0 && a[i] == b[j - 1])
				row[j] = diagonal + 1;
			else if (row[j - 1] > row[j])
				row[j] = row[j - 1];
			diagonal = above;
		}
	}
	return row[nb];
}

int
gr_similar_title(const char *p, const char *end, int *percent)
{
	uint8_t		words[GR_LABEL_WORDS_MAX];
	int			count = text_words(p, end, words, GR_LABEL_WORDS_MAX);
	int			best = 0;

	*percent = 0;
	if (count < 3 || count > GR_LABEL_WORDS_MAX)
		return 0;
	for (int number = 0; number < gr_nlabels; number++)
	{
		const GrLabel *label = &gr_labels[number];
		int			likeness;

		if (label->kind != GR_LABEL_SECTION ||
			200 * words_in_common(words, count, number) / (count + label->words) <= *percent)
			continue;
		likeness = 200 * common_words(words, count, label_words[number], label->words) /
			(count + label->words);
		if (likeness > *percent)
		{
			*percent = likeness;
			best = label->id;
		}
	}
	return best;
}

/* Do the words stand one after another between at and stop? */
static bool
contains(const uint8_t *at, const uint8_t *stop, const uint8_t *words, int count)
{
	while (stop - at >= count && (at = memchr(at, words[0], stop - at - count + 1)) != NULL)
	{
		if (memcmp(at, words, count) == 0)
			return true;
		at++;
	}
	return false;
}

bool
gr_is_fragment(const char *p, const char *end, int table)
{
	uint8_t		words[GR_LABEL_WORDS_MAX];
	int			count = text_words(p, end, words, GR_LABEL_WORDS_MAX);

	if (count == 0)
		return true;
	return count <= GR_LABEL_WORDS_MAX && words[0] != 0 &&
		contains(fragments[table], fragments[table] + nfragments[table], words, count);
}

bool
gr_is_fragment_of_row(const char *p, const char *end, int row)
{
	uint8_t		words[GR_LABEL_WORDS_MAX];
	int			count = text_words(p, end, words, GR_LABEL_WORDS_MAX);

	if (count == 0 || count > GR_LABEL_WORDS_MAX || words[0] == 0)
		return false;
	for (int number = 0; number < gr_nlabels; number++)
		if (gr_labels[number].kind == GR_LABEL_ROW && gr_labels[number].id == row &&
			contains(label_words[number], label_words[number] + gr_labels[number].words,
					 words, count))
			return true;
	return false;
}

int
gr_count_words(const char *p, const char *end, int limit)
{
	int			count = 0;

	while (p < end && count < limit)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		count += gr_kind[c] == GR_CHAR_WORD;
	}
	return count;
}
