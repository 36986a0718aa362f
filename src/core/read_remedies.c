/*
 * read_remedies.c
 *		Table four: reconsideration and litigation.
 *
 * One row of fifteen figures below heads in three lines, or one table of five
 * for each of the three groups.  What is certain is the order of the groups as
 * their labels stand, and that the figures come in fives.
 */
#include "reader.h"

#include <string.h>

#define FIRST_ROW GR_ROW_reconsideration
#define GROUPS (GR_ROW_litigation_after_reconsideration - GR_ROW_reconsideration + 1)
#define FIRST_COLUMN GR_COLUMN_upheld
#define COLUMNS (GR_COLUMN_remedies_total - GR_COLUMN_upheld + 1)

static const CutSum sums[GROUPS] = {
	{0, COLUMNS - 1}, {COLUMNS, 2 * COLUMNS - 1}, {2 * COLUMNS, 3 * COLUMNS - 1}
};

/* What the reading has come to. */
typedef struct Remedies
{
	int			order[GROUPS];	/* groups in the order of their figures */
	int			met[GROUPS];	/* groups in the order of their labels */
	int			nlabels;		/* how many of them have been met */
	int			last;			/* group of the last label, or GR_NONE */
	int			fresh;			/* labels met since the last block */
	int			done;			/* groups whose figures have been set */
	bool		set[GROUPS];	/* by place in order */
} Remedies;

/*
 * Takes a group's label in.  The order of the labels counts only once all of
 * them have been met.
 */
static void
meet_label(Remedies *remedies, int row)
{
	int			group = row - FIRST_ROW;

	for (int i = 0; i < remedies->nlabels; i++)
		if (remedies->met[i] == group)
			return;
	remedies->met[remedies->nlabels++] = group;
	remedies->last = group;
	remedies->fresh++;
	if (remedies->nlabels == GROUPS && remedies->done == 0)
		memcpy(remedies->order, remedies->met, sizeof(remedies->met));
}

static int
figure_of(const Remedies *remedies, int group, int column)
{
	return gr_figure_at(FIRST_ROW + remedies->order[group], FIRST_COLUMN + column);
}

/* Sets so many groups, from one on, from the fit or the cut of a block. */
static void
set_groups(Reader *r, const Table *table, Remedies *remedies, int group, int groups,
		   const Entry *block, const Fit *fit, const Cut *cut, GrNoteCode failure)
{
	GrText		raw = entry_raw(table, block);

	for (int g = 0; g < groups; g++)
	{
		for (int c = 0; c < COLUMNS; c++)
		{
			int			figure = figure_of(remedies, group + g, c);
			int			at = g * COLUMNS + c;

			if (fit != NULL && fit->cell[at] == GR_NONE)
				set_blank(r, figure, block->line);
			else if (fit != NULL)
				set_item(r, figure, &table->items[fit->cell[at]], GR_STATED_NONE);
			else if (cut != NULL && cut->blank[at])
				set_blank(r, figure, block->line);
			else if (cut != NULL)
				set_value(r, figure, cut->value[at], block->line, cut->raw[at]);
			else
				set_unreadable(r, figure, failure, block->line, raw);
		}
		remedies->set[group + g] = true;
		remedies->done++;
	}
}

/* Does a block repeat what is set already? */
static bool
repeats(const Reader *r, const Table *table, const Remedies *remedies, const Fit *fit)
{
	for (int g = 0; g < GROUPS; g++)
		for (int c = 0; c < COLUMNS; c++)
		{
			int			cell = fit->cell[g * COLUMNS + c];

			if (!is_item(r, figure_of(remedies, g, c), cell == GR_NONE ? NULL : &table->items[cell],
						 GR_STATED_NONE))
				return false;
		}
	return true;
}

/* The first group from a place on that has no figures yet, or GR_NONE. */
static int
next_group(const Remedies *remedies, int from)
{
	for (int g = from; g < GROUPS; g++)
		if (!remedies->set[g])
			return g;
	return GR_NONE;
}

/* The place in the order of a block of fewer than all figures, or GR_NONE. */
static int
place_of_block(const Remedies *remedies, const Entry *block, int groups)
{
	int			place = next_group(remedies, 0);

	/* below the heads of all groups, fewer figures than heads tell nothing */
	if (groups < GROUPS && remedies->nlabels == GROUPS && remedies->done == 0 &&
		block->row == GR_NONE)
		return GR_NONE;

	/* the label right before it, unless all labels stood before all blocks */
	if (groups == 1 && remedies->last != GR_NONE &&
		(remedies->nlabels < GROUPS || remedies->done > 0))
		for (int i = 0; i < GROUPS; i++)
			if (remedies->order[i] == remedies->last && !remedies->set[i] &&
				(remedies->nlabels < GROUPS || i == place || remedies->fresh == 1))
				return i;
	return place != GR_NONE && place + groups <= GROUPS ? place : GR_NONE;
}

/*
 * The groups that a page's row has cells for, the empty ones counted and the
 * places others span not; GROUPS when that is no whole number of them.
 */
static int
groups_of_cells(const Table *table, const Entry *block)
{
	int			cells = 0;
	int			last = GR_NONE;

	for (int i = 0; table->true_grid && i < block->count; i++)
	{
		const Item *item = &table->items[block->first + i];

		cells += item->kind != ITEM_FILLER && item->cell != last;
		last = item->cell;
	}
	return cells > 0 && cells % COLUMNS == 0 && cells < GROUPS * COLUMNS ? cells / COLUMNS : GROUPS;
}

/* Takes a block of cells in; false when it fits no groups as it is. */
static bool
read_block(Reader *r, Table *table, Remedies *remedies, Entry *block)
{
	int			count = block->significant;
	int			groups;
	int			group;
	Fit			fit;

	for (groups = groups_of_cells(table, block); groups >= 1; groups--)
	{
		fit_cells(r, table, block, groups * COLUMNS, sums, groups, &fit);
		if (fit.kind == FIT_CELLS && (count == groups * COLUMNS || groups == GROUPS ||
									  block->count == groups * COLUMNS ||
									  (table->true_grid && block->filled == groups * COLUMNS)))
			break;
	}
	if (groups == GROUPS && remedies->done > 0)
	{
		if (repeats(r, table, remedies, &fit))
			reader_note(r, GR_NOTE_TABLE_REPEATED, GR_NONE, block->line, (GrText) {NULL, 0});
		else
			set_groups(r, table, remedies, 0, GROUPS, block, NULL, NULL, GR_NOTE_ROW_CONFLICT);
		return true;
	}
	group = groups > 0 ? place_of_block(remedies, block, groups) : GR_NONE;
	if (group == GR_NONE)
		return false;
	set_groups(r, table, remedies, group, groups, block, &fit, NULL, GR_NOTES);
	if (fit.inferred)
		reader_note(r, GR_NOTE_CELLS_MISSING, figure_of(remedies, group, 0), block->line,
					entry_raw(table, block));
	return true;
}

/* A block that does not fit as it is: cut by its sums, or unreadable. */
static void
cut_block(Reader *r, Table *table, Remedies *remedies, const Entry *block)
{
	int			count = block->significant;
	bool		forced;
	bool		glued = cut_is_glued(table, block, GROUPS * COLUMNS, &forced);
	Cut		   *cuts;

	if (r->cuts == NULL)
		r->cuts = reader_alloc(r, sizeof(Cut) * CUTS_MAX);
	cuts = r->cuts;
	if (cuts == NULL)
		return;
	if (cut_row(r, table, block, GROUPS * COLUMNS, sums, GROUPS, cuts) == 1)
	{
		set_groups(r, table, remedies, 0, GROUPS, block, NULL, cuts, GR_NOTES);
		reader_note(r, glued ? GR_NOTE_GLUED_CUT :
					count < GROUPS * COLUMNS ? GR_NOTE_CELLS_MISSING : GR_NOTE_CELLS_EXTRA,
					figure_of(remedies, 0, 0), block->line, entry_raw(table, block));
	}
	else
		set_groups(r, table, remedies, 0, GROUPS, block, NULL, NULL,
				   glued ? GR_NOTE_GLUED_AMBIGUOUS : GR_NOTE_CELLS_AMBIGUOUS);
}

/* Does an entry go on with the cells of the block before it? */
static bool
continues(const Table *table, const Entry *block, const Entry *entry)
{
	/* a page's row of empty cells is a row of its own */
	if (table->true_grid && entry->significant == 0)
		return false;
	return entry->row == GR_NONE && entry->group == GR_NONE && !entry->unknown &&
		entry->head + entry->nheads == block->head + block->nheads &&
		block->filled < GROUPS * COLUMNS;
}

static void
note_unplaced(Reader *r, const Table *table, const Entry *block)
{
	reader_note(r, GR_NOTE_NUMBERS_UNPLACED, GR_NONE, block->line, entry_raw(table, block));
}

/* Does an entry hold cells, be they empty? */
static bool
has_cells(const Table *table, const Entry *entry)
{
	for (int i = 0; i < entry->count; i++)
		if (table->items[entry->first + i].kind != ITEM_FILLER)
			return true;
	return false;
}

/* Does a block's line hold nothing but cells: no label, no heads? */
static bool
is_line_of_cells(const Table *table, const Entry *block)
{
	for (int i = 0; i < table->nheads; i++)
		if (table->heads[i].line == block->line)
			return false;
	return block->row == GR_NONE && block->group == GR_NONE;
}

/*
 * A page's row of empty cells: blank figures of the group whose label stands
 * right above it.  Elsewhere it only keeps tables apart.
 */
static void
read_blank_block(Reader *r, Table *table, Remedies *remedies, const Entry *block)
{
	Fit			fit = {.kind = FIT_CELLS};
	int			cells = 0;

	for (int i = 0; i < block->count; i++)
		cells += table->items[block->first + i].kind == ITEM_BLANK;
	if (!table->true_grid || cells != COLUMNS || remedies->fresh != 1 ||
		!is_line_of_cells(table, block))
		return;
	for (int i = 0; i < COLUMNS; i++)
		fit.cell[i] = GR_NONE;
	for (int i = 0; i < GROUPS; i++)
		if (remedies->order[i] == remedies->last && !remedies->set[i])
			set_groups(r, table, remedies, i, 1, block, &fit, NULL, GR_NOTES);
	remedies->fresh = 0;
}

void
read_remedies(Reader *r)
{
	Table	   *table = &r->tables[GR_REMEDIES];
	Remedies	remedies = {.last = GR_NONE};
	Remedies	at_unfit = remedies;
	Entry		unfit = {.count = 0};
	bool		met = table->nheads >= COLUMNS - 1;

	for (int g = 0; g < GROUPS; g++)
		remedies.order[g] = g;
	for (int i = 0; i < table->nentries; i++)
	{
		Entry	   *entry = &table->entries[i];
		Entry		block;
		bool		placed;

		if (entry->row != GR_NONE)
			meet_label(&remedies, entry->row);
		if (!has_cells(table, entry))
			continue;
		block = *entry;
		while (i + 1 < table->nentries && continues(table, &block, &table->entries[i + 1]))
		{
			const Entry *next = &table->entries[++i];

			block.count = next->first + next->count - block.first;
			block.significant += next->significant;
			block.filled += next->filled;
			block.cells = 0;
		}
		if (block.significant == 0)
		{
			read_blank_block(r, table, &remedies, &block);
			continue;
		}
		placed = read_block(r, table, &remedies, &block);
		remedies.fresh = 0;
		if (placed)
			continue;
		/* the longest that does not fit; page numbers are short */
		if (unfit.count == 0 || entry_raw(table, &block).len > entry_raw(table, &unfit).len)
		{
			if (unfit.count > 0)
				note_unplaced(r, table, &unfit);
			unfit = block;
			at_unfit = remedies;	/* labels further on tell nothing of it */
		}
		else
			note_unplaced(r, table, &block);
	}
	if (unfit.count > 0 && remedies.done == 0)
		{
		cut_block(r, table, &at_unfit, &unfit);
		remedies.done = at_unfit.done;
	}
	else if (unfit.count > 0)
		note_unplaced(r, table, &unfit);
	if (remedies.done > 0 || (remedies.nlabels == 0 && !met))
		return;
	/* heads without a figure: the cells are blank */
	for (int g = 0; g < GROUPS; g++)
		for (int c = 0; c < COLUMNS; c++)
			set_blank(r, figure_of(&remedies, g, c), r->line);
}
