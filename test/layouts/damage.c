/*
 * damage.c
 *		What goes wrong with tables on their way, and what may then be expected:
 *		the figures as far as they are certain, and a note.
 */
#include "generator.h"

#include <string.h>

/* Inserts a copy of a row spec at a place of the table of requests. */
static RowSpec *
insert_row(Case *c, int at, const RowSpec *spec)
{
	RowSpec    *rows = c->rows[GR_REQUESTS];

	memmove(rows + at + 1, rows + at,
			(size_t) (c->nrows[GR_REQUESTS] - at) * sizeof(RowSpec));
	rows[at] = *spec;
	c->nrows[GR_REQUESTS]++;
	return &rows[at];
}

static int
any_row(Case *c)
{
	return random_below(&c->random, c->nrows[GR_REQUESTS]);
}

/* Two rows of one group change places. */
static void
move_row(Case *c)
{
	RowSpec    *rows = c->rows[GR_REQUESTS];
	int			i;
	int			k;
	RowSpec		spec;

	do
	{
		i = any_row(c);
		k = any_row(c);
	} while (i == k || rows[i].group != rows[k].group);
	spec = rows[i];
	rows[i] = rows[k];
	rows[k] = spec;
	case_require(c, NOTE_BIT(ROW_ORDER));
}

/* A row is not there. */
static void
lose_row(Case *c)
{
	GrTable		table = random_chance(&c->random, 70) ? GR_REQUESTS : GR_PROACTIVE;
	int			at = random_below(&c->random, c->nrows[table]);
	int			row = c->rows[table][at].row;

	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].row == (GrRowId) row)
		{
			c->state[figure] = GR_ABSENT;
			c->value[figure] = 0;
		}
	memmove(&c->rows[table][at], &c->rows[table][at + 1],
			(size_t) (c->nrows[table] - at - 1) * sizeof(RowSpec));
	c->nrows[table]--;
}

/* A row with numbers that no edition of the form has. */
static void
add_unknown_row(Case *c)
{
	static const char *const labels[] = {
		"其中：通过网络提交", "（八）移送有关机关", "9.涉及个人隐私的", "平均办理天数",
		"申请人撤回"
	};
	int			at = any_row(c);
	RowSpec		spec = {0};

	spec.row = GR_NONE;
	spec.group = c->rows[GR_REQUESTS][at].group;
	spec.text = style_punctuation(c, RANDOM_PICK(&c->random, labels));
	spec.skip = GR_NONE;
	for (int i = 0; i < c->ncolumns; i++)
		spec.numbers[i] = case_printf(c, "%d", random_below(&c->random, 40));
	insert_row(c, at + 1, &spec);
	case_require(c, NOTE_BIT(ROW_UNKNOWN));
}

/* A group's own line with the sums of its rows, as older drafts had it. */
static void
add_subtotal(Case *c)
{
	static const int groups[] = {
		GR_GROUP_refused, GR_GROUP_unavailable, GR_GROUP_not_processed
	};
	int			group = RANDOM_PICK(&c->random, groups);
	RowSpec		spec = {0};
	int			at = 0;

	while (c->rows[GR_REQUESTS][at].group != group)
		at++;
	spec.row = GR_NONE;
	spec.group = group;
	spec.subtotal = true;
	spec.text = style_group_label(c, group);
	spec.skip = GR_NONE;
	for (int i = 0; i < c->ncolumns; i++)
	{
		int64_t		sum = 0;

		for (int row = 0; row < GR_ROWS; row++)
			if (gr_rows[row].group == (GrGroupId) group)
				sum += c->value[gr_figure_at(row, c->columns[i])];
		spec.numbers[i] = case_printf(c, "%lld", (long long) sum);
	}
	insert_row(c, at, &spec);
	case_require(c, NOTE_BIT(ROW_SUBTOTAL) | NOTE_BIT(ROW_UNKNOWN));
}

/* A row given twice with the same numbers. */
static void
repeat_row(Case *c)
{
	int			at = any_row(c);
	RowSpec		spec = c->rows[GR_REQUESTS][at];

	insert_row(c, at, &spec);
	case_require(c, NOTE_BIT(ROW_REPEATED));
}

/* A row given twice with different numbers. */
static void
contradict_row(Case *c)
{
	int			at = any_row(c);
	RowSpec		spec = c->rows[GR_REQUESTS][at];
	int			column = random_below(&c->random, c->ncolumns);
	int			figure = gr_figure_at(spec.row, c->columns[column]);

	spec.numbers[column] = case_printf(c, "%lld", (long long) c->value[figure] +
									   random_between(&c->random, 1, 9));
	insert_row(c, at + random_below(&c->random, 2), &spec);
	case_soften_row(c, spec.row);
	case_require(c, NOTE_BIT(ROW_CONFLICT));
}

/* A number is lost, its cell with it. */
static void
lose_number(Case *c)
{
	RowSpec    *spec = &c->rows[GR_REQUESTS][any_row(c)];

	spec->skip = random_below(&c->random, c->ncolumns);
	case_soften_row(c, spec->row);
	case_require(c, NOTE_BIT(CELLS_MISSING) | NOTE_BIT(CELLS_AMBIGUOUS));
}

/* A row has a number too many. */
static void
add_number(Case *c)
{
	RowSpec    *spec = &c->rows[GR_REQUESTS][any_row(c)];

	spec->surplus = case_printf(c, "%d", random_below(&c->random, 3));
	case_soften_row(c, spec->row);
	case_require(c, NOTE_BIT(CELLS_EXTRA) | NOTE_BIT(CELLS_AMBIGUOUS));
}

/* The table has no column of totals. */
static void
lose_totals(Case *c)
{
	c->ncolumns--;
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].column == GR_COLUMN_total)
		{
			c->state[figure] = GR_ABSENT;
			c->value[figure] = 0;
		}
	case_require(c, NOTE_BIT(COLUMN_MISSING));
}

/* Two columns have changed places, heads and numbers alike. */
static void
move_column(Case *c)
{
	int			i = random_between(&c->random, 1, c->ncolumns - 3);
	int			column = c->columns[i];

	c->columns[i] = c->columns[i + 1];
	c->columns[i + 1] = column;
	case_require(c, NOTE_BIT(COLUMN_ORDER));
}

/* A table is printed twice. */
static void
repeat_table(Case *c)
{
	c->twice = random_below(&c->random, GR_TABLES);
	case_require(c, NOTE_BIT(TABLE_REPEATED) | NOTE_BIT(ROW_REPEATED));
}

/* A label with a page's end in its middle. */
static const char *
broken_label(Case *c, const char *label)
{
	int			half = char_offset(label, char_count(label) / 2);

	c->page++;
	return case_printf(c, "%.*s\n\n-%d-\n\n%s", half, label, c->page, label + half);
}

/* A row's and a group's label are broken by a page. */
static void
break_label(Case *c)
{
	RowSpec    *spec = &c->rows[GR_REQUESTS][any_row(c)];
	int			group = random_between(&c->random, GR_GROUP_refused, GR_GROUP_not_processed);

	if (char_count(gr_rows[spec->row].label) >= 4)
		spec->text = broken_label(c, style_row_label(c, spec->row));
	c->group_text[group] = broken_label(c, style_group_label(c, group));
}

/* The first two heads of section two are cut to the words they share. */
static void
cut_heads(Case *c)
{
	int			columns[2] = {GR_COLUMN_issued, GR_COLUMN_repealed};

	if (c->edition == 2019)
	{
		columns[0] = GR_COLUMN_made;
		columns[1] = GR_COLUMN_newly_disclosed;
	}
	for (int i = 0; i < 2; i++)
	{
		const char *label = gr_columns[columns[i]].label;

		c->column_text[columns[i]] = case_printf(c, "%.*s", char_offset(label, 3), label);
	}
	case_soften_row(c, GR_ROW_regulations);
	case_soften_row(c, GR_ROW_normative_documents);
}

/* Title and statistical period name different years. */
static void
contradict_year(Case *c)
{
	c->period_differs = true;
	case_require(c, NOTE_BIT(YEAR_CONFLICT));
}

Damage
damage_named(const char *name)
{
	static const struct
	{
		const char *name;
		Damage		damage;
	}			damages[] = {
		{"row-moved", move_row}, {"row-missing", lose_row},
		{"row-unknown", add_unknown_row}, {"subtotal", add_subtotal},
		{"row-repeated", repeat_row}, {"row-conflict", contradict_row},
		{"six-numbers", lose_number}, {"eight-numbers", add_number},
		{"no-totals", lose_totals}, {"column-moved", move_column},
		{"table-twice", repeat_table}, {"label-broken", break_label},
		{"heads-cut", cut_heads}, {"year-conflict", contradict_year}
	};

	for (int i = 0; i < COUNT_OF(damages); i++)
		if (name != NULL && strcmp(damages[i].name, name) == 0)
			return damages[i].damage;
	return NULL;
}
