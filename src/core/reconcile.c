/*
 * reconcile.c
 *		The figures in which two reports differ.
 */
#include "reconcile.h"

#include <stdlib.h>

/* Compares one figure; adds it to the list if it differs. */
static void
compare_figure(const GrReport *a, const GrReport *b, int figure,
			   GrDifference *differences, int *count)
{
	GrDifference *difference = &differences[*count];

	if (a->state[figure] == b->state[figure] && a->value[figure] == b->value[figure])
		return;
	difference->figure = figure;
	difference->position = *count;
	difference->state_a = (GrState) a->state[figure];
	difference->state_b = (GrState) b->state[figure];
	difference->a = a->value[figure];
	difference->b = b->value[figure];
	difference->numbers = difference->state_a == GR_NUMBER && difference->state_b == GR_NUMBER;
	difference->difference = difference->numbers ?
		(GrWide) difference->a - difference->b : 0;
	(*count)++;
}

/* Lists the figures that differ, in the form's order. */
int
gr_differences(const GrReport *a, const GrReport *b, GrDifference differences[GR_FIGURES])
{
	int			count = 0;

	gr_form_init();
	for (int table = 0; table < GR_TABLES; table++)
	{
		int			rows[GR_ROWS];
		int			nrows = gr_table_rows((GrTable) table, rows);

		for (int i = 0; i < nrows; i++)
			for (int column = gr_table_first_column((GrTable) table);
				 column < gr_table_end_column((GrTable) table); column++)
			{
				int			figure = gr_figure_at(rows[i], column);

				if (figure != GR_NONE)
					compare_figure(a, b, figure, differences, &count);
			}
	}
	return count;
}

/* How large a difference is, in millionths of what the figure counts. */
static GrWide
magnitude(const GrDifference *difference)
{
	GrWide		size = difference->difference;

	if (!gr_figure_is_amount(difference->figure))
		size *= GR_AMOUNT_SCALE;
	return size < 0 ? -size : size;
}

/* The order of two differences by size. */
static int
compare_sizes(const void *one, const void *other)
{
	const GrDifference *a = one;
	const GrDifference *b = other;
	GrWide		size_a = magnitude(a);
	GrWide		size_b = magnitude(b);

	if (a->numbers != b->numbers)
		return a->numbers ? -1 : 1;
	if (size_a != size_b)
		return size_a > size_b ? -1 : 1;
	return a->position - b->position;
}

/* Orders the list by size. */
void
gr_differences_by_size(GrDifference *differences, int count)
{
	if (count > 1)
		qsort(differences, (size_t) count, sizeof(differences[0]), compare_sizes);
}
