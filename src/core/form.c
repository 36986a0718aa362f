/*
 * form.c
 *		The form's tables, made of form.def.
 */
#include "form.h"

#include <stdio.h>
#include <string.h>

const GrFormGroup gr_groups[GR_GROUPS] = {
#define GROUP(id, table, enumerator, label) {GR_##table, enumerator, label},
#include "form_macros.h"
};

const GrFormRow gr_rows[GR_ROWS] = {
#define ROW(id, key, table, group, order, editions, enumerator, label, label19) \
	{key, GR_##table, GR_GROUP_##group, order, editions, enumerator, label, label19},
#include "form_macros.h"
};

const GrFormColumn gr_columns[GR_COLUMNS] = {
#define COLUMN(id, key, table, unit, label, label19) \
	{key, GR_##table, GR_UNIT_##unit, label, label19},
#include "form_macros.h"
};

const char *const gr_section_titles[GR_FORM_SECTIONS + 1] = {
#define SECTION(number, title) [number] = title,
#include "form_macros.h"
};

const char *const gr_section_numerals[GR_FORM_SECTIONS + 1] = {
	"", "一", "二", "三", "四", "五", "六"
};

const GrFormAlias gr_section_aliases[] = {
#define SECTION_ALIAS(number, title) {number, title},
#include "form_macros.h"
	{GR_NONE, NULL}
};

const GrFormAlias gr_group_aliases[] = {
#define GROUP_ALIAS(id, label) {GR_GROUP_##id, label},
#include "form_macros.h"
	{GR_NONE, NULL}
};

const GrFormAlias gr_row_aliases[] = {
#define ROW_ALIAS(id, label) {GR_ROW_##id, label},
#include "form_macros.h"
	{GR_NONE, NULL}
};

const GrFormAlias gr_column_aliases[] = {
#define COLUMN_ALIAS(id, label) {GR_COLUMN_##id, label},
#include "form_macros.h"
	{GR_NONE, NULL}
};

const GrFormAlias gr_heads[] = {
#define HEAD(table, label) {GR_##table, label},
#include "form_macros.h"
	{GR_NONE, NULL}
};

/* The figures of section two, in the vocabulary's order. */
static const struct
{
	GrRowId		row;
	GrColumnId	column;
	int			editions;
}			proactive_figures[] = {
#define PROACTIVE_FIGURE(row, column, editions) \
	{GR_ROW_##row, GR_COLUMN_##column, editions},
#include "form_macros.h"
};

static const char *const table_keys[GR_TABLES] = {
	"proactive", "requests", "remedies"
};

GrFormFigure gr_figures[GR_FIGURES];
int			gr_column_editions[GR_COLUMNS];

/* Longest key: "remedies.litigation_after_reconsideration.corrected" and some. */
#define KEY_SIZE 64
static char key_text[GR_FIGURES][KEY_SIZE];
static int16_t figure_of[GR_ROWS][GR_COLUMNS];

/* Keys by hash, open addressing; a power of two well above GR_FIGURES. */
#define KEY_SLOTS 1024
static int16_t key_slot[KEY_SLOTS];
static bool initialised = false;

static uint32_t
key_hash(const char *key, size_t len)
{
	uint32_t	hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) key[i]) * 16777619u;
	return hash;
}

static void
add_figure(int figure, int row, int column, int editions)
{
	GrFormFigure *f = &gr_figures[figure];
	uint32_t	slot;

	f->table = gr_rows[row].table;
	snprintf(key_text[figure], KEY_SIZE, "%s.%s.%s", table_keys[f->table],
			 gr_rows[row].key, gr_columns[column].key);
	f->key = key_text[figure];
	f->row = row;
	f->column = column;
	f->editions = editions;
	figure_of[row][column] = figure;
	gr_column_editions[column] |= editions;
	slot = key_hash(f->key, strlen(f->key)) % KEY_SLOTS;
	while (key_slot[slot] != GR_NONE)
		slot = (slot + 1) % KEY_SLOTS;
	key_slot[slot] = figure;
}

void
gr_form_init(void)
{
	int			figure = 0;

	if (initialised)
		return;
	memset(figure_of, 0xff, sizeof(figure_of));
	memset(key_slot, 0xff, sizeof(key_slot));
	for (size_t i = 0; i < sizeof(proactive_figures) / sizeof(proactive_figures[0]); i++)
		add_figure(figure++, proactive_figures[i].row,
				   proactive_figures[i].column, proactive_figures[i].editions);
	for (int table = GR_REQUESTS; table <= GR_REMEDIES; table++)
		for (int row = gr_table_first_row(table); row < gr_table_end_row(table); row++)
			for (int column = gr_table_first_column(table);
				 column < gr_table_end_column(table); column++)
				add_figure(figure++, row, column, gr_rows[row].editions);
	initialised = true;
}

int
gr_figure_at(int row, int column)
{
	return figure_of[row][column];
}

int
gr_figure_find(const char *key, size_t len)
{
	uint32_t	slot = key_hash(key, len) % KEY_SLOTS;

	for (; key_slot[slot] != GR_NONE; slot = (slot + 1) % KEY_SLOTS)
	{
		const char *candidate = gr_figures[key_slot[slot]].key;

		if (strncmp(candidate, key, len) == 0 && candidate[len] == '\0')
			return key_slot[slot];
	}
	return GR_NONE;
}

/* Edit distance of two short strings, by rows of the usual matrix. */
static int
key_distance(const char *a, size_t alen, const char *b, size_t blen)
{
	int			row[KEY_SIZE + 1];

	for (size_t j = 0; j <= blen; j++)
		row[j] = (int) j;
	for (size_t i = 1; i <= alen; i++)
	{
		int			diagonal = row[0];

		row[0] = (int) i;
		for (size_t j = 1; j <= blen; j++)
		{
			int			best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[blen];
}

int
gr_figure_nearest(const char *key, size_t len)
{
	int			nearest = GR_NONE;
	int			least = KEY_SIZE;

	/* a key far longer than any of ours has no neighbour worth naming */
	if (len == 0 || len >= 2 * KEY_SIZE)
		return GR_NONE;
	for (int i = 0; i < GR_FIGURES; i++)
	{
		int			distance = key_distance(key, len, gr_figures[i].key,
											strlen(gr_figures[i].key));

		if (distance < least)
		{
			least = distance;
			nearest = i;
		}
	}
	return nearest;
}

GrUnit
gr_figure_unit(int figure)
{
	return gr_columns[gr_figures[figure].column].unit;
}

bool
gr_figure_is_amount(int figure)
{
	GrUnit		unit = gr_figure_unit(figure);

	return unit == GR_UNIT_AMOUNT || unit == GR_UNIT_AMOUNT_ANY;
}

const char *
gr_row_label(int row, int edition)
{
	const GrFormRow *r = &gr_rows[row];

	return edition == GR_2019 && r->label_2019 ? r->label_2019 : r->label;
}

const char *
gr_column_label(int column, int edition)
{
	const GrFormColumn *c = &gr_columns[column];

	return edition == GR_2019 && c->label_2019 ? c->label_2019 : c->label;
}

int
gr_edition_mask(int edition)
{
	return edition == 2021 ? GR_2021 : edition == 2019 ? GR_2019 : 0;
}

int
gr_table_first_row(GrTable table)
{
	return table == GR_PROACTIVE ? 0 :
		table == GR_REQUESTS ? GR_ROW_received : GR_ROW_reconsideration;
}

int
gr_table_end_row(GrTable table)
{
	return table == GR_REMEDIES ? GR_ROWS : gr_table_first_row(table + 1);
}

int
gr_table_first_column(GrTable table)
{
	return table == GR_PROACTIVE ? 0 :
		table == GR_REQUESTS ? GR_COLUMN_natural_person : GR_COLUMN_upheld;
}

int
gr_table_end_column(GrTable table)
{
	return table == GR_REMEDIES ? GR_COLUMNS : gr_table_first_column(table + 1);
}

int
gr_table_rows(GrTable table, int rows[GR_ROWS])
{
	int			count = 0;

	for (int row = gr_table_first_row(table); row < gr_table_end_row(table); row++)
	{
		int			at = count++;

		while (at > 0 && gr_rows[rows[at - 1]].order > gr_rows[row].order)
		{
			rows[at] = rows[at - 1];
			at--;
		}
		rows[at] = row;
	}
	return count;
}
