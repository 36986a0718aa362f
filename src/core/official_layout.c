/*
 * official_layout.c
 *		Walking the tables of the form in the official layout.
 *
 * Spans become empty cells: a label stands in the first cell of its span.
 */
#include "official_layout.h"

#include <string.h>

/* Room for the longest heads of a table and the longest label cells of a row. */
#define LINES_SIZE 4096

/* Lines under construction. */
typedef struct Lines
{
	char		data[LINES_SIZE];
	size_t		len;
} Lines;

/* Figures of a block or a row, in printed order. */
typedef struct FigureList
{
	int			figures[GR_FIGURES];
	int			n;
} FigureList;

/* Which figures of table two a block takes, and whose labels. */
typedef struct Form
{
	int			edition;		/* whose labels it prints */
	int			wanted;			/* a figure must be of one of these editions */
	int			unwanted;		/* and of none of these */
	int			columns[GR_COLUMNS];	/* set by set_columns() */
	int			ncolumns;
} Form;

/* Starts lines; their bytes need no clearing. */
static void
begin(Lines *lines)
{
	lines->len = 0;
}

/* Adds a string; the form's labels fit, whatever they are. */
static void
add(Lines *lines, const char *string)
{
	size_t		len = strlen(string);

	if (len > LINES_SIZE - lines->len)
		return;
	memcpy(lines->data + lines->len, string, len);
	lines->len += len;
}

/* Adds a cell that spans n columns, each with its tab. */
static void
add_span(Lines *lines, const char *enumerator, const char *label, int n)
{
	add(lines, enumerator);
	add(lines, label);
	for (; n > 0; n--)
		add(lines, "\t");
}

/* Turns the tab behind the last cell of a line into its newline. */
static void
end_line(Lines *lines)
{
	if (lines->len > 0)
		lines->data[lines->len - 1] = '\n';
}

/* The lines as a text, which lives as long as they. */
static GrText
lines_text(const Lines *lines)
{
	GrText		text = {lines->data, lines->len};

	return text;
}

/* The nth word of a table's head, from 0, in the form's order. */
static const char *
table_head(GrTable table, int n)
{
	for (const GrFormAlias *head = gr_heads; head->label != NULL; head++)
		if (head->id == (int) table && n-- == 0)
			return head->label;
	return "";
}

/* ---------- table two: a block for each group ---------- */

/* The figure of a row and column if the form takes it, or GR_NONE. */
static int
form_figure(const Form *form, int row, int column)
{
	int			figure = gr_figure_at(row, column);

	if (figure == GR_NONE || (gr_figures[figure].editions & form->wanted) == 0 ||
		(gr_figures[figure].editions & form->unwanted) != 0)
		return GR_NONE;
	return figure;
}

/* True when some row of the group has a figure of the column in the form. */
static bool
group_has_column(const Form *form, int group, int column)
{
	for (int row = gr_table_first_row(GR_PROACTIVE); row < gr_table_end_row(GR_PROACTIVE); row++)
		if ((int) gr_rows[row].group == group && form_figure(form, row, column) != GR_NONE)
			return true;
	return false;
}

/* Finds the columns that a group has in the form. */
static void
set_columns(Form *form, int group)
{
	form->ncolumns = 0;
	for (int column = gr_table_first_column(GR_PROACTIVE);
		 column < gr_table_end_column(GR_PROACTIVE); column++)
		if (group_has_column(form, group, column))
			form->columns[form->ncolumns++] = column;
}

/* The figures of a group that are of the one edition and not of the other. */
static void
exclusive_figures(int group, int edition, int other, FigureList *list)
{
	Form		form = {.edition = edition, .wanted = edition, .unwanted = other};

	list->n = 0;
	for (int row = gr_table_first_row(GR_PROACTIVE); row < gr_table_end_row(GR_PROACTIVE); row++)
		for (int column = gr_table_first_column(GR_PROACTIVE);
			 column < gr_table_end_column(GR_PROACTIVE); column++)
			if ((int) gr_rows[row].group == group && form_figure(&form, row, column) != GR_NONE)
				list->figures[list->n++] = form_figure(&form, row, column);
}

/* Offers the rows of a group's block. */
static void
walk_group_rows(int group, const Form *form, const GrLayoutVisitor *visitor)
{
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(GR_PROACTIVE, rows);

	for (int i = 0; i < nrows; i++)
	{
		Lines		prefix;
		FigureList	list;
		bool		any = false;

		if ((int) gr_rows[rows[i]].group != group)
			continue;
		list.n = 0;
		for (int j = 0; j < form->ncolumns; j++)
		{
			list.figures[list.n] = form_figure(form, rows[i], form->columns[j]);
			any |= list.figures[list.n++] != GR_NONE;
		}
		if (!any)
			continue;
		begin(&prefix);
		add_span(&prefix, gr_rows[rows[i]].enumerator,
				 gr_row_label(rows[i], form->edition), 1);
		visitor->row(visitor->context, lines_text(&prefix), list.figures, list.n);
	}
}

/* Offers a group's block in a form; the figures say whether it is there. */
static bool
walk_group(int group, Form *form, const FigureList *list,
		   const GrLayoutVisitor *visitor)
{
	Lines		heads;

	if (list->n == 0)
		return false;
	set_columns(form, group);
	begin(&heads);
	add_span(&heads, gr_groups[group].enumerator, gr_groups[group].label, 1);
	end_line(&heads);
	add_span(&heads, "", table_head(GR_PROACTIVE, 0), 1);
	for (int i = 0; i < form->ncolumns; i++)
		add_span(&heads, "", gr_column_label(form->columns[i], form->edition), 1);
	end_line(&heads);
	if (!visitor->block(visitor->context, lines_text(&heads), list->figures, list->n))
		return false;
	walk_group_rows(group, form, visitor);
	return true;
}

/*
 * Offers the groups of table two.  A group with figures that only the other
 * edition has is printed in that edition's form; what then is left of the
 * report's own edition follows in its form.  So each figure is offered once.
 */
static void
walk_proactive(int edition, const GrLayoutVisitor *visitor)
{
	int			other = GR_BOTH & ~edition;

	for (int group = 0; group < GR_GROUPS; group++)
	{
		Form		foreign = {.edition = other, .wanted = other, .unwanted = 0};
		Form		own = {.edition = edition, .wanted = edition, .unwanted = 0};
		FigureList	list;

		if (gr_groups[group].table != GR_PROACTIVE)
			continue;
		exclusive_figures(group, other, edition, &list);
		if (walk_group(group, &foreign, &list, visitor))
			own.unwanted = other;
		exclusive_figures(group, edition, own.unwanted, &list);
		walk_group(group, &own, &list, visitor);
	}
}

/* ---------- table three: rows by columns of applicants ---------- */

/* All figures of a table's rows, in printed order. */
static void
table_figures(GrTable table, FigureList *list)
{
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(table, rows);

	list->n = 0;
	for (int i = 0; i < nrows; i++)
		for (int column = gr_table_first_column(table);
			 column < gr_table_end_column(table); column++)
			list->figures[list->n++] = gr_figure_at(rows[i], column);
}

/*
 * The three lines of heads.  All columns but the first and the last, natural
 * persons and the total, stand below a common head.
 */
static void
add_request_heads(Lines *heads)
{
	int			first = gr_table_first_column(GR_REQUESTS);
	int			last = gr_table_end_column(GR_REQUESTS) - 1;

	add_span(heads, "", table_head(GR_REQUESTS, 2), 3);
	add_span(heads, "", table_head(GR_REQUESTS, 0), last - first + 1);
	end_line(heads);
	add_span(heads, "", "", 3);
	add_span(heads, "", gr_columns[first].label, 1);
	add_span(heads, "", table_head(GR_REQUESTS, 1), last - first - 1);
	add_span(heads, "", gr_columns[last].label, 1);
	end_line(heads);
	add_span(heads, "", "", 4);
	for (int column = first + 1; column < last; column++)
		add_span(heads, "", gr_columns[column].label, 1);
	add_span(heads, "", "", 1);
	end_line(heads);
}

/*
 * The three label cells of a row: the outcomes' common label, the group's or
 * the row's, the row's.  A group's label stands on its first row only; seen
 * says which groups have had theirs.
 */
static void
add_request_label(Lines *prefix, int row, int edition, const bool *seen)
{
	const GrFormRow *r = &gr_rows[row];
	const GrFormGroup *outcome = &gr_groups[GR_GROUP_outcome];
	const GrFormGroup *group = &gr_groups[r->group];

	if (r->group == GR_GROUP_requests)
	{
		add_span(prefix, r->enumerator, gr_row_label(row, edition), 3);
		return;
	}
	if (!seen[GR_GROUP_outcome])
		add_span(prefix, outcome->enumerator, outcome->label, 1);
	else
		add_span(prefix, "", "", 1);
	if (r->group == GR_GROUP_outcome)
	{
		add_span(prefix, r->enumerator, gr_row_label(row, edition), 2);
		return;
	}
	if (!seen[r->group])
		add_span(prefix, group->enumerator, group->label, 1);
	else
		add_span(prefix, "", "", 1);
	add_span(prefix, r->enumerator, gr_row_label(row, edition), 1);
}

/* Offers table three: the rows of both editions, which keep apart. */
static void
walk_requests(int edition, const GrLayoutVisitor *visitor)
{
	Lines		heads;
	FigureList	list;
	bool		seen[GR_GROUPS] = {false};
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(GR_REQUESTS, rows);
	int			ncolumns = gr_table_end_column(GR_REQUESTS) - gr_table_first_column(GR_REQUESTS);

	begin(&heads);
	add_request_heads(&heads);
	table_figures(GR_REQUESTS, &list);
	if (!visitor->block(visitor->context, lines_text(&heads), list.figures, list.n))
		return;
	for (int i = 0; i < nrows; i++)
	{
		Lines		prefix;
		GrGroupId	group = gr_rows[rows[i]].group;

		begin(&prefix);
		add_request_label(&prefix, rows[i], edition, seen);
		if (!visitor->row(visitor->context, lines_text(&prefix),
						  list.figures + i * ncolumns, ncolumns))
			continue;
		seen[group] = true;
		if (group != GR_GROUP_requests)
			seen[GR_GROUP_outcome] = true;
	}
}

/* ---------- table four: all in one row ---------- */

/* True when a row of table four is its group's only one and bears its name. */
static bool
is_group_itself(int row)
{
	return strcmp(gr_rows[row].label, gr_groups[gr_rows[row].group].label) == 0;
}

/* Adds the labels of all columns of a table. */
static void
add_column_labels(Lines *lines, GrTable table)
{
	for (int column = gr_table_first_column(table); column < gr_table_end_column(table); column++)
		add_span(lines, "", gr_columns[column].label, 1);
}

/* The three lines of heads: groups, rows, columns; each row a span of columns. */
static void
add_remedy_heads(Lines *heads, const int *rows, int nrows)
{
	int			span = gr_table_end_column(GR_REMEDIES) - gr_table_first_column(GR_REMEDIES);

	for (int i = 0; i < nrows; i++)
	{
		GrGroupId	group = gr_rows[rows[i]].group;
		bool		first = i == 0 || gr_rows[rows[i - 1]].group != group;

		add_span(heads, "", first ? gr_groups[group].label : "", span);
	}
	end_line(heads);
	for (int i = 0; i < nrows; i++)
		if (is_group_itself(rows[i]))
			add_column_labels(heads, GR_REMEDIES);
		else
			add_span(heads, "", gr_rows[rows[i]].label, span);
	end_line(heads);
	for (int i = 0; i < nrows; i++)
		if (is_group_itself(rows[i]))
			add_span(heads, "", "", span);
		else
			add_column_labels(heads, GR_REMEDIES);
	end_line(heads);
}

/* Offers table four; its one row has no label. */
static void
walk_remedies(const GrLayoutVisitor *visitor)
{
	Lines		heads;
	GrText		prefix = {"", 0};
	FigureList	list;
	int			rows[GR_ROWS];
	int			nrows = gr_table_rows(GR_REMEDIES, rows);

	begin(&heads);
	add_remedy_heads(&heads, rows, nrows);
	table_figures(GR_REMEDIES, &list);
	if (visitor->block(visitor->context, lines_text(&heads), list.figures, list.n))
		visitor->row(visitor->context, prefix, list.figures, list.n);
}

/* Walks a table as a report of an edition (GR_2019 or GR_2021) prints it. */
void
gr_layout_walk(GrTable table, int edition, const GrLayoutVisitor *visitor)
{
	if (table == GR_PROACTIVE)
		walk_proactive(edition, visitor);
	else if (table == GR_REQUESTS)
		walk_requests(edition, visitor);
	else
		walk_remedies(visitor);
}
