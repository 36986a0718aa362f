/*
 * read_edition.c
 *		Which edition of the form the report follows.
 *
 * The heads of section two tell; failing them, the rows only one edition has;
 * failing those, the year.
 */
#include "reader.h"

/* First year whose reports follow edition 2021. */
#define FIRST_YEAR_2021 2021

/* Is anything of a row there? */
static bool
row_present(const GrReport *report, int row)
{
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			figure = gr_figure_at(row, column);

		if (figure != GR_NONE && report->state[figure] != GR_ABSENT)
			return true;
	}
	return false;
}

/* Was a label of this row met, with or without cells? */
static bool
row_met(const Reader *r, int row)
{
	const Table *table = &r->tables[gr_rows[row].table];

	for (int i = 0; i < table->nentries; i++)
		if (table->entries[i].row == row && !table->entries[i].tentative)
			return true;
	return false;
}

/*
 * Sets the report's edition.  Called once section three is read and before
 * section two is, whose columns it decides where their heads are lost.
 */
void
read_edition(Reader *r)
{
	const Table *table = &r->tables[GR_PROACTIVE];
	int			heads[GR_BOTH + 1] = {0};
	int			rows[GR_BOTH + 1] = {0};

	for (int i = 0; i < table->nheads; i++)
		if (table->heads[i].column != GR_NONE)
			heads[gr_column_editions[table->heads[i].column] & table->heads[i].editions]++;
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].editions != GR_BOTH &&
			(gr_rows[row].table == GR_PROACTIVE ? row_met(r, row) : row_present(r->report, row)))
			rows[gr_rows[row].editions]++;
	if (heads[GR_2021] + heads[GR_2019] > 0)
		r->report->edition = heads[GR_2021] >= heads[GR_2019] ? 2021 : 2019;
	else if (rows[GR_2021] + rows[GR_2019] > 0)
		r->report->edition = rows[GR_2021] >= rows[GR_2019] ? 2021 : 2019;
	else
		r->report->edition = r->report->year != 0 && r->report->year < FIRST_YEAR_2021 ? 2019 : 2021;
	if ((heads[GR_2021] > 0 || rows[GR_2021] > 0) && (heads[GR_2019] > 0 || rows[GR_2019] > 0))
		reader_note(r, GR_NOTE_EDITION_MIXED, GR_NONE, 0, (GrText) {NULL, 0});
	else if (heads[GR_2021] + heads[GR_2019] == 0)
		reader_note(r, GR_NOTE_EDITION_INFERRED, GR_NONE, 0, (GrText) {NULL, 0});
}
