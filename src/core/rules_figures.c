/*
 * rules_figures.c
 *		The rules figure.*: cells that are no numbers, or numbers that cannot be.
 */
#include "checking.h"

/* How many raw texts of one kind of note a check quotes. */
#define QUOTES_MAX 3

/* A check of one figure. */
static GrCheck *
begin_figure(GrChecking *checking, GrRuleId rule, int figure)
{
	GrCheck    *check = gr_checking_begin(checking, rule);

	check->place = GR_PLACE_FIGURE;
	gr_checking_key(checking, figure);
	return check;
}

/* Is the figure a number below zero that counts something? */
static bool
is_negative(const GrReport *report, int figure)
{
	return report->state[figure] == GR_NUMBER && report->value[figure] < 0 &&
		gr_figure_unit(figure) != GR_UNIT_CHANGE;
}

/* figure.negative: one check for each, or a pass. */
static bool
check_negative(GrChecking *checking)
{
	const GrReport *report = checking->report;
	bool		found = false;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		GrCheck    *check;

		if (!is_negative(report, figure))
			continue;
		found = true;
		check = begin_figure(checking, GR_RULE_figure_negative, figure);
		check->has_expected = check->has_actual = true;
		check->amount = gr_figure_is_amount(figure);
		check->actual = report->value[figure];
		if (!gr_checking_give(checking, GR_STATUS_FAIL))
			return false;
	}
	return found ||
		gr_checking_whole(checking, GR_RULE_figure_negative, GR_STATUS_PASS);
}

/* figure.unreadable: one check for each, or a pass. */
static bool
check_unreadable(GrChecking *checking)
{
	const GrReport *report = checking->report;
	bool		found = false;

	for (int figure = 0; figure < GR_FIGURES; figure++)
	{
		if (report->state[figure] != GR_UNREADABLE)
			continue;
		found = true;
		begin_figure(checking, GR_RULE_figure_unreadable, figure)->text =
			gr_report_raw(report, figure);
		gr_checking_missing(checking, figure);
		if (!gr_checking_give(checking, GR_STATUS_FAIL))
			return false;
	}
	return found ||
		gr_checking_whole(checking, GR_RULE_figure_unreadable, GR_STATUS_PASS);
}

/* figure.blank: one check with all of them. */
static bool
check_blank(GrChecking *checking)
{
	const GrReport *report = checking->report;
	GrCheck    *check = gr_checking_begin(checking, GR_RULE_figure_blank);

	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (report->state[figure] == GR_BLANK)
		{
			gr_checking_key(checking, figure);
			gr_checking_missing(checking, figure);
		}
	return gr_checking_give(checking, check->nkeys > 0 ? GR_STATUS_FAIL : GR_STATUS_PASS);
}

/* Marks the figures corrected after they were read: no remark on them counts. */
static void
mark_corrected(const GrReport *report, bool *corrected)
{
	for (int i = 0; i < report->nnotes; i++)
		if (report->notes[i].code == GR_NOTE_CORRECTED &&
			report->notes[i].figure != GR_NONE)
			corrected[report->notes[i].figure] = true;
}

/* Adds the text of a note that is about no figure to those quoted. */
static void
quote(GrBuffer *buffer, GrText raw, int *quotes)
{
	if (raw.len == 0 || ++*quotes > QUOTES_MAX)
		return;
	gr_buffer_string(buffer, *quotes == 1 ? ": " : "; ");
	gr_buffer_add(buffer, raw.data, raw.len);
}

/*
 * The check of all notes of one code that limit trust.  Its words are the
 * note's, with the source's text where no figure tells what it is about.
 */
static bool
check_notes_of(GrChecking *checking, GrNoteCode code, const bool *corrected, bool *found)
{
	const GrReport *report = checking->report;
	GrCheck    *check = gr_checking_begin(checking, GR_RULE_figure_uncertain);
	bool		seen[GR_FIGURES] = {false};
	GrBuffer	words;
	int			quotes = 0;
	int			count = 0;

	gr_buffer_init(&words, checking->arena, 0);
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		if (note->code != code ||
			(note->figure != GR_NONE && corrected[note->figure]))
			continue;
		if (count++ == 0)
			gr_buffer_string(&words, gr_note_message(code));
		if (note->figure == GR_NONE)
			quote(&words, note->raw, &quotes);
		else if (!seen[note->figure])
		{
			seen[note->figure] = true;
			gr_checking_key(checking, note->figure);
		}
	}
	if (count == 0)
		return true;
	*found = true;
	check->detail = (int) code + 1;
	check->text.data = words.ok ? words.data : gr_note_message(code);
	check->text.len = words.ok ? words.len : 0;
	if (check->nkeys == 1)
		check->place = GR_PLACE_FIGURE;
	return gr_checking_give(checking, GR_STATUS_FAIL);
}

/* figure.uncertain: one check for each code of note that limits trust. */
static bool
check_uncertain(GrChecking *checking)
{
	bool		present[GR_NOTES] = {false};
	bool		corrected[GR_FIGURES] = {false};
	bool		found = false;

	if (checking->report->nnotes == 0 && !checking->has_texts)
		return gr_checking_whole(checking, GR_RULE_figure_uncertain,
								 GR_STATUS_NOT_EVALUABLE);
	mark_corrected(checking->report, corrected);
	for (int i = 0; i < checking->report->nnotes; i++)
		present[checking->report->notes[i].code] = true;
	for (int code = 0; code < GR_NOTES; code++)
		if (present[code] && gr_note_is_doubt(code) &&
			!check_notes_of(checking, code, corrected, &found))
			return false;
	return found ||
		gr_checking_whole(checking, GR_RULE_figure_uncertain, GR_STATUS_PASS);
}

/* The rules figure.*. */
bool
gr_check_figures(GrChecking *checking)
{
	static const GrRuleCheck checks[] = {
		{GR_RULE_figure_negative, check_negative},
		{GR_RULE_figure_unreadable, check_unreadable},
		{GR_RULE_figure_blank, check_blank},
		{GR_RULE_figure_uncertain, check_uncertain},
	};

	return gr_checking_run(checking, checks, sizeof(checks) / sizeof(checks[0]));
}
