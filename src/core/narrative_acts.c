/*
 * narrative_acts.c
 *		Claims about section two's figures: documents issued, decisions, fees.
 */
#include "narrative_claims.h"

/* Documents issued, not those published, reviewed or in force. */
bool
narrative_claim_documents(Reader *reader, const Count *count, const Meaning *meaning, bool listed)
{
	int			column = reader->reporter->report->edition == 2019 ?
		GR_COLUMN_made : GR_COLUMN_issued;

	if (!(has(meaning, SET(ISSUE)) || (listed && reader->issued)) ||
		has(meaning, VERBS | OUTCOMES | APPLICANTS | REMEDIES | SET(PUBLISH) | SET(DECISION) | SET(FEES)))
		return false;
	return narrative_claim_figure(reader, count, GR_RULE_narrative_normative_documents,
						GR_ROW_normative_documents, column);
}

/*
 * Decisions made, not matters listed or information published.  None needs no
 * verb.
 */
bool
narrative_claim_decisions(Reader *reader, const Count *count, const Meaning *meaning)
{
	bool		decided = has(meaning, SET(DECIDE) | SET(HANDLE));

	if ((!decided && !((reader->decided || count->value == 0) && !has(meaning, SET(AMONG)))) ||
		(!decided && reader->published) ||
		has(meaning, RECEIVES | SET(ACCEPT) | SET(CONCLUDE) | SET(REQUEST) | SET(PUBLISH) | SET(INFORMATION) |
			SET(ISSUE) | OUTCOMES | APPLICANTS | REMEDIES | SET(DOCUMENT) | SET(FEES) | SET(CAUSE) | SET(TITLE)))
		return false;
	reader->decided = true;
	if (meaning->decision == GR_ROW_licensing)
		return narrative_claim_figure(reader, count, GR_RULE_narrative_licensing,
							GR_ROW_licensing, GR_COLUMN_decisions);
	if (meaning->decision == GR_ROW_penalties)
		return narrative_claim_figure(reader, count, GR_RULE_narrative_penalties,
							GR_ROW_penalties, GR_COLUMN_decisions);
	return false;
}

/* Money: fees of the body, which only edition 2021 asks for. */
bool
narrative_claim_fees(Reader *reader, const Count *count, const Meaning *meaning)
{
	if (reader->reporter->report->edition == 2019 ||
		has(meaning, ~(SET(FILLER) | SET(THIS_YEAR) | SET(SELF) | SET(AREA) | SET(GOVERNMENT) |
					   SET(UNITS) | SET(FEES) | SET(EACH))))
		return false;
	narrative_claim_start(reader, GR_RULE_narrative_fees, count->at, count->value);
	reader->claim.amount = true;
	narrative_claim_reading(reader);
	narrative_claim_add(reader, GR_ROW_fees, GR_COLUMN_fees_amount);
	narrative_claim_give(reader);
	return true;
}
