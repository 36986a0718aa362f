/*
 * read_figures.c
 *		Setting the report's figures, each with its source and its notes.
 */
#include "canonical.h"
#include "reader.h"

#include <string.h>

static void
set_source(Reader *r, int figure, int line, GrText raw)
{
	GrSource   *source = &r->reading->source[figure];

	source->line = line;
	source->column = 0;
	source->raw = raw;
}

void
set_value(Reader *r, int figure, int64_t value, int line, GrText raw)
{
	r->report->state[figure] = GR_NUMBER;
	r->report->value[figure] = value;
	set_source(r, figure, line, raw);
}

void
set_blank(Reader *r, int figure, int line)
{
	r->report->state[figure] = GR_BLANK;
	r->report->value[figure] = 0;
	set_source(r, figure, line, (GrText) {NULL, 0});
}

/*
 * The figure is there but unreadable: a note tells why and keeps its text.
 */
void
set_unreadable(Reader *r, int figure, GrNoteCode code, int line, GrText raw)
{
	r->report->state[figure] = GR_UNREADABLE;
	r->report->value[figure] = 0;
	set_source(r, figure, line, raw);
	reader_note(r, code, figure, line, raw);
}

/* Does the number state a unit that changes its value? */
static bool
unit_counts(GrStatedUnit unit)
{
	return unit != GR_STATED_NONE && unit != GR_STATED_PIECES &&
		unit != GR_STATED_TEN_THOUSAND_YUAN;
}

/* Sets a figure to what a cell says; unit is the head's. */
void
set_item(Reader *r, int figure, const Item *item, GrStatedUnit unit)
{
	const GrNumber *number = &item->number;
	int64_t		value;

	switch (item->kind)
	{
		case ITEM_NOT_APPLICABLE:
			r->report->state[figure] = GR_NOT_APPLICABLE;
			r->report->value[figure] = 0;
			set_source(r, figure, item->line, item->raw);
			return;
		case ITEM_TEXT:
			/* canonical text that was edited still says what is absent */
			if (item->raw.len == strlen(GR_CELL_ABSENT) &&
				memcmp(item->raw.data, GR_CELL_ABSENT, item->raw.len) == 0)
				return;
			set_unreadable(r, figure, GR_NOTE_UNREADABLE, item->line, item->raw);
			return;
		case ITEM_BLANK:
		case ITEM_FILLER:
			set_blank(r, figure, item->line);
			return;
		case ITEM_NUMBER:
			break;
	}
	if (!gr_number_as_figure(number, figure, unit, &value))
	{
		set_unreadable(r, figure, GR_NOTE_UNREADABLE, item->line, item->raw);
		return;
	}
	set_value(r, figure, value, item->line, item->raw);
	if (number->remark)
		reader_note(r, GR_NOTE_NUMBER_REMARK, figure, item->line, item->raw);
	if (unit_counts(number->unit) ||
		(number->unit == GR_STATED_NONE && unit_counts(unit) && value != 0))
		reader_note(r, GR_NOTE_NUMBER_UNIT, figure, item->line, item->raw);
	else if (gr_figure_unit(figure) == GR_UNIT_AMOUNT_ANY && value != 0 &&
			 unit == GR_STATED_NONE && number->unit == GR_STATED_NONE)
		reader_note(r, GR_NOTE_UNIT_ASSUMED, figure, item->line, item->raw);
}

/* Is a figure what a cell says, none standing for an empty one? */
bool
is_item(const Reader *r, int figure, const Item *item, GrStatedUnit unit)
{
	GrState		state = r->report->state[figure];
	int64_t		value;

	if (item == NULL || item->kind == ITEM_BLANK || item->kind == ITEM_FILLER)
		return state == GR_BLANK;
	if (item->kind == ITEM_NOT_APPLICABLE)
		return state == GR_NOT_APPLICABLE;
	return item->kind == ITEM_NUMBER && state == GR_NUMBER &&
		gr_number_as_figure(&item->number, figure, unit, &value) &&
		value == r->report->value[figure];
}
