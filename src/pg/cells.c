/*
 * cells.c
 *		A report as rows: cells(r) and notes(r).
 */
#include "govreport_pg.h"

PG_FUNCTION_INFO_V1(gov_cells);
PG_FUNCTION_INFO_V1(gov_notes);

/* Columns of cells() and notes(). */
#define CELLS_COLUMNS 7
#define NOTES_COLUMNS 5

/* The row of a cell. */
static void
cell_row(const GrReport *report, int figure, Datum *values, bool *nulls)
{
	const GrFormFigure *f = &gr_figures[figure];
	int			edition = gov_figure_edition(figure, gr_edition_mask(report->edition));
	GrState		state = report->state[figure];
	GrText		raw = {NULL, 0};

	if (state == GR_UNREADABLE)
		raw = gr_report_raw(report, figure);
	values[0] = gov_string_datum(f->key);
	values[1] = Int32GetDatum((int) f->table + 2);
	values[2] = gov_string_datum(gov_row_label(figure, edition));
	values[3] = gov_string_datum(gr_column_label(f->column, edition));
	if (state == GR_NUMBER)
		values[4] = NumericGetDatum(gov_figure_numeric(figure, report->value[figure]));
	else
		nulls[4] = true;
	values[5] = gov_string_datum(gr_state_name(state));
	if (raw.len > 0)
		values[6] = gov_text_datum(raw);
	else
		nulls[6] = true;
}

/* The row of a note. */
static void
note_row(const GrNote *note, Datum *values, bool *nulls)
{
	values[0] = gov_string_datum(gr_note_code(note->code));
	if (note->figure != GR_NONE)
		values[1] = gov_string_datum(gr_figures[note->figure].key);
	else
		nulls[1] = true;
	if (note->line > 0)
		values[2] = Int32GetDatum(note->line);
	else
		nulls[2] = true;
	if (note->raw.len > 0)
		values[3] = gov_text_datum(note->raw);
	else
		nulls[3] = true;
	values[4] = gov_string_datum(gr_note_message(note->code));
}

/*
 * cells(r): the cells of the report's edition, and any other the report has, in
 * the order of the form.
 */
Datum
gov_cells(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	GovWalk    *walk;
	int			figure;
	Datum		values[CELLS_COLUMNS] = {0};
	bool		nulls[CELLS_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		gov_walk_begin(fcinfo);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	figure = gov_figure_next(&walk->report, &walk->next);
	if (figure == GR_NONE)
		SRF_RETURN_DONE(rows);
	cell_row(&walk->report, figure, values, nulls);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}

/* notes(r): what the reader remarked, in its order. */
Datum
gov_notes(PG_FUNCTION_ARGS)
{
	FuncCallContext *rows;
	GovWalk    *walk;
	Datum		values[NOTES_COLUMNS] = {0};
	bool		nulls[NOTES_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		gov_walk_begin(fcinfo);
	rows = SRF_PERCALL_SETUP();
	walk = rows->user_fctx;
	if (walk->next >= walk->report.nnotes)
		SRF_RETURN_DONE(rows);
	note_row(&walk->report.notes[walk->next++], values, nulls);
	SRF_RETURN_NEXT(rows, gov_row(rows, values, nulls));
}
