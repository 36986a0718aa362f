/*
 * read_tokens.c
 *		Collecting a table's labels and cells as the lines give them.
 */
#include "reader.h"

#include <string.h>

/*
 * The label of a spelling's list that belongs to a table, or GR_NONE.
 */
int
label_for_table(int label, int table)
{
	for (; label != GR_NONE; label = gr_labels[label].next_same)
		if (gr_labels[label].table == table)
			return label;
	return GR_NONE;
}

/* The section whose title is among a spelling's list, or 0. */
int
label_section(int label)
{
	for (; label != GR_NONE; label = gr_labels[label].next_same)
		if (gr_labels[label].kind == GR_LABEL_SECTION)
			return gr_labels[label].id;
	return 0;
}

/*
 * Can this label open a table by itself, outside any table section?  Its words
 * must be the form's own, long enough not to stand in prose as a whole cell.
 */
bool
label_is_strong(int label)
{
	for (; label != GR_NONE; label = gr_labels[label].next_same)
	{
		const GrLabel *l = &gr_labels[label];

		switch (l->kind)
		{
			case GR_LABEL_SECTION:
				break;
			case GR_LABEL_GROUP:
				if (l->table == GR_PROACTIVE)
					return true;
				break;
			case GR_LABEL_HEAD:
				return true;
			case GR_LABEL_COLUMN:
				if (l->words >= 4 && l->table != GR_REQUESTS)
					return true;
				break;
			case GR_LABEL_ROW:
				if (l->words >= (l->table == GR_REMEDIES ? 5 : 10))
					return true;
				break;
		}
	}
	return false;
}

/* The enumerator the form prints before a row or group. */
GrEnumerator
label_enumerator(int number)
{
	const GrLabel *label = &gr_labels[number];
	const char *text = label->kind == GR_LABEL_ROW ? gr_rows[label->id].enumerator :
		label->kind == GR_LABEL_GROUP ? gr_groups[label->id].enumerator : "";
	GrEnumerator enumerator;

	gr_scan_enumerator(text, text + strlen(text), &enumerator);
	return enumerator;
}

/*
 * Which of the things spelt alike is meant?  The one whose enumerator is
 * printed; else, inside a head, the column; else the row.
 */
static int
choose_label(const Table *table, int number, int label, GrEnumerator enumerator)
{
	int			row = GR_NONE;
	int			column = GR_NONE;
	int			any = GR_NONE;

	for (; label != GR_NONE; label = gr_labels[label].next_same)
	{
		const GrLabel *l = &gr_labels[label];
		GrEnumerator own = label_enumerator(label);

		if (l->table != number)
			continue;
		if (enumerator.kind != GR_ENUM_NONE && own.kind == enumerator.kind &&
			own.number == enumerator.number)
			return label;
		if (l->kind == GR_LABEL_COLUMN && column == GR_NONE)
			column = label;
		else if (l->kind == GR_LABEL_ROW &&
				 (row == GR_NONE || own.kind == enumerator.kind))
			row = label;
		if (any == GR_NONE)
			any = label;
	}
	if (row != GR_NONE && column != GR_NONE)
		return enumerator.kind != GR_ENUM_NONE ? row :
			table->in_head || table->last_row == GR_NONE ? column : row;
	return row != GR_NONE ? row : column != GR_NONE ? column : any;
}

static Entry *
add_entry(Reader *r, Table *table)
{
	Entry	   *entry;

	if (table->nentries >= ENTRIES_MAX)
	{
		table->overflow = true;
		return NULL;
	}
	if (!reader_grow(r, (void **) &table->entries, &table->entries_size, table->nentries,
					 sizeof(Entry)))
		return NULL;
	entry = &table->entries[table->nentries++];
	memset(entry, 0, sizeof(*entry));
	entry->row = entry->group = GR_NONE;
	entry->line = r->line;
	entry->first = table->nitems;
	entry->head = table->heads_start;
	entry->nheads = table->nheads - table->heads_start;
	return entry;
}

static void
add_head(Reader *r, Table *table, const GrLabel *label, GrText raw)
{
	Head	   *head;

	if (!table->in_head)
		table->heads_start = table->nheads;
	table->in_head = true;
	if (table->nheads >= HEADS_MAX ||
		!reader_grow(r, (void **) &table->heads, &table->heads_size, table->nheads,
					 sizeof(Head)))
		return;
	head = &table->heads[table->nheads++];
	memset(head, 0, sizeof(*head));
	head->column = label->kind == GR_LABEL_COLUMN ? label->id : GR_NONE;
	head->editions = label->editions;
	head->cell = r->cell;
	head->line = r->line;
	/* a head over two lines stands where it ends */
	for (size_t i = 0; i < raw.len; i++)
		head->line += raw.data[i] == '\n';
	head->unit = gr_scan_unit(raw.data, raw.data + raw.len);
}

/* Adds a label of the current table. */
void
table_add_label(Reader *r, int label, GrEnumerator enumerator, GrText raw,
				LabelHow how, bool followed)
{
	Table	   *table = &r->tables[r->table];
	int			chosen = choose_label(table, r->table, label, enumerator);
	const GrLabel *l;
	Entry	   *entry;

	if (chosen == GR_NONE)
		return;
	l = &gr_labels[chosen];
	if (l->kind == GR_LABEL_COLUMN || l->kind == GR_LABEL_HEAD)
	{
		add_head(r, table, l, raw);
		return;
	}
	if (l->kind == GR_LABEL_GROUP)
	{
		table->group = l->id;
		/* a group of section two has heads of its own */
		if (r->table == GR_PROACTIVE)
		{
			table->in_head = false;
			table->heads_start = table->nheads;
		}
	}
	if ((entry = add_entry(r, table)) == NULL)
		return;
	entry->label = raw;
	entry->how = how;
	if (l->kind == GR_LABEL_GROUP)
		entry->group = l->id;
	else
	{
		/* a label that may be a head as well counts once cells follow */
		for (int same = label; same != GR_NONE; same = gr_labels[same].next_same)
			if (gr_labels[same].table == r->table &&
				gr_labels[same].kind == GR_LABEL_COLUMN &&
				enumerator.kind == GR_ENUM_NONE && !followed)
				entry->tentative = true;
		entry->row = l->id;
		table->cells = 0;
		table->last_row = l->id;
		table->in_head = false;
	}
}

/* Was the last row's label cut, and are its cells still to come? */
bool
table_awaits_rest(const Reader *r)
{
	const Table *table = &r->tables[r->table];
	const Entry *last;

	if (table->nentries == 0)
		return false;
	last = &table->entries[table->nentries - 1];
	return last->row != GR_NONE && last->how != LABEL_EXACT &&
		last->significant == 0;
}

/* The row of the last entry, or GR_NONE. */
int
table_last_row(const Reader *r)
{
	const Table *table = &r->tables[r->table];

	return table->nentries > 0 ? table->entries[table->nentries - 1].row : GR_NONE;
}

/* Adds a text that is no label but stands where one would. */
void
table_add_unknown(Reader *r, GrText raw)
{
	Table	   *table = &r->tables[r->table];
	Entry	   *entry;

	/* the rest of a label that was cut: nothing of its own */
	if (table_awaits_rest(r))
		return;
	if ((entry = add_entry(r, table)) != NULL)
	{
		entry->unknown = true;
		entry->label = raw;
	}
}

/*
 * Does a group's heading stand beside a row of several lines?  The row before
 * it has no cells yet, and it was cut or is one of the group's own.
 */
bool
table_is_beside(const Entry *heading, const Entry *row)
{
	int			group = heading->row == GR_ROW_other_unspecified ? GR_GROUP_other : heading->group;

	return group != GR_NONE && row->row != GR_NONE && row->significant == 0 &&
		(row->how == LABEL_CUT || (int) gr_rows[row->row].group == group);
}

/* Are cells of the last row still to come?  Only where its width is known. */
bool
table_awaits_cells(const Reader *r)
{
	const Table *table = &r->tables[r->table];
	int			columns = r->table == GR_REQUESTS ?
		GR_COLUMN_total - GR_COLUMN_natural_person + 1 : 0;

	if (r->table == GR_PROACTIVE)
		for (int i = table->heads_start; i < table->nheads; i++)
			columns += table->heads[i].column != GR_NONE;
	return table->last_row != GR_NONE && !table->in_head && table->cells < columns;
}

/*
 * Behind a group's heading on this line stands the rest of a row's label that
 * was cut on the line above: the cells that follow are the row's.
 */
bool
table_resume_cut(Reader *r)
{
	Table	   *table = &r->tables[r->table];
	const Entry *last;
	const Entry *cut;
	Entry	   *entry;

	if (table->nentries < 2)
		return false;
	last = &table->entries[table->nentries - 1];
	cut = last - 1;
	if (last->count > 0 || !table_is_beside(last, cut))
		return false;
	if ((entry = add_entry(r, table)) != NULL)
	{
		cut = &table->entries[table->nentries - 3];
		entry->row = cut->row;
		entry->label = cut->label;
		entry->how = cut->how;
	}
	return entry != NULL;
}

/*
 * Counts an item in: numbers that share a cell of a grid are one with a blank
 * inside.
 */
static void
count_item(const Table *table, Entry *entry, const Item *item)
{
	entry->count++;
	if (item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
		return;
	entry->significant++;
	if (item->cell == GR_NONE || entry->count == 1 ||
		table->items[table->nitems - 2].cell != item->cell ||
		table->items[table->nitems - 2].line != item->line ||
		table->items[table->nitems - 2].kind == ITEM_BLANK)
		entry->filled++;
}

/*
 * Adds a cell to the entry of the current line; a line without label gets an
 * entry of its own.
 */
Item *
table_add_item(Reader *r, ItemKind kind, GrText raw)
{
	Table	   *table = &r->tables[r->table];
	Entry	   *entry;
	Item	   *item;

	if (table->nitems >= ITEMS_MAX)
	{
		table->overflow = true;
		return NULL;
	}
	entry = table->nentries > 0 ? &table->entries[table->nentries - 1] : NULL;
	if (entry == NULL || entry->line != r->line)
		if ((entry = add_entry(r, table)) == NULL)
			return NULL;
	if (!reader_grow(r, (void **) &table->items, &table->items_size, table->nitems,
					 sizeof(Item)))
		return NULL;
	item = &table->items[table->nitems++];
	memset(item, 0, sizeof(*item));
	item->kind = kind;
	item->raw = raw;
	item->line = r->line;
	item->cell = r->cell;
	table->cells += kind != ITEM_FILLER;
	count_item(table, entry, item);
	return item;
}
