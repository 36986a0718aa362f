/*
 * labels.h
 *		Finding the form's labels in text: exactly (a trie over all labels and
 *		their aliases), by prefix, and by bounded similarity.
 *
 * Labels are compared by their words alone: blanks, brackets, quotes and other
 * marks count for nothing, full and half width are one.
 */
#ifndef GR_LABELS_H
#define GR_LABELS_H

#include "chars.h"
#include "form.h"

typedef enum GrLabelKind
{
	GR_LABEL_SECTION,			/* id is the section's number */
	GR_LABEL_GROUP,
	GR_LABEL_ROW,
	GR_LABEL_COLUMN,
	GR_LABEL_HEAD				/* id is the table */
} GrLabelKind;

/* One label or alias. */
typedef struct GrLabel
{
	GrLabelKind kind;
	int			id;
	int			table;			/* GrTable, or GR_NONE for sections */
	int			editions;		/* of a column's or row's spelling */
	int			words;			/* length in word characters */
	int			next_same;		/* another label of the same spelling, or GR_NONE */
	const char *spelling;
} GrLabel;

/* Upper bound of labels; the form has about 150. */
#define GR_LABELS_MAX 256
/* Longest label in word characters. */
#define GR_LABEL_WORDS_MAX 64

extern GrLabel gr_labels[GR_LABELS_MAX];
extern int	gr_nlabels;

/* What was found at a place. */
typedef struct GrMatch
{
	int			label;			/* first label of that spelling, or GR_NONE */
	const char *end;			/* behind its last word */
	bool		whole;			/* false: only a beginning of the label is there */
} GrMatch;

/* Fills the tables; cheap when it has run before. */
extern void gr_labels_init(void);

/*
 * The longest label that begins at p and ends by end.  Blanks and marks inside
 * are skipped; bars, tabs and line ends only when across is set.
 */
extern bool gr_match_label(const char *p, const char *end, bool across,
						   GrMatch *match);

/*
 * A beginning of a label that fills the text from p to end and that only one
 * row (or column, group ...) has.
 */
extern bool gr_match_beginning(const char *p, const char *end, GrMatch *match);

/* True when a label begins with this character: the quickest filter. */
extern uint8_t gr_label_starts[0x10000 / 8];
static inline bool
gr_label_starts_with(uint32_t c)
{
	return gr_label_starts[c / 8] >> c % 8 & 1;
}

/* True when a label may begin with these two characters: the next one. */
extern bool gr_label_may_begin(uint32_t first, uint32_t second);

/*
 * The label of a kind and table most similar to the text, within the bound of
 * about one edit in four words; GR_NONE when none is or two are alike.
 */
extern int	gr_similar_label(const char *p, const char *end, GrLabelKind kind,
							 int table);

/* Similarity of a text to the section titles: best section, or 0. */
extern int	gr_similar_title(const char *p, const char *end, int *percent);

/* True when the words from p to end stand inside some label of the table. */
extern bool gr_is_fragment(const char *p, const char *end, int table);

/* True when they stand inside a label of the row. */
extern bool gr_is_fragment_of_row(const char *p, const char *end, int row);

/* Number of word characters from p to end, up to limit. */
extern int	gr_count_words(const char *p, const char *end, int limit);

#endif
