/*
 * fuzz_narrative.c
 *		Fuzz target: any text as the prose of a report.  Every claim found is whole:
 *		figures of the form, a place in the prose.
 */
#include "fuzzing.h"
#include "narrative.h"

/* Checks a claim. */
static bool
take_claim(void *context, const GrClaim *claim)
{
	const GrReport *report = context;
	const GrText prose = gr_report_section(report, claim->section)->prose;
	const char *end = claim->sentence.data + claim->sentence.len;

	require(claim->rule >= GR_RULE_narrative_received && claim->rule <= GR_RULE_narrative_fees);
	require(claim->nreadings > 0 && claim->nreadings <= GR_CLAIM_READINGS && claim->starts[0] == 0);
	for (int i = 0; i < claim->nreadings; i++)
		require(claim->starts[i] < claim->starts[i + 1]);
	for (int i = 0; i < claim->starts[claim->nreadings]; i++)
		require(claim->figures[i] >= 0 && claim->figures[i] < GR_FIGURES);
	require(claim->value >= 0 && claim->slack >= 0);
	require(claim->offset > 0 && (size_t) claim->offset <= prose.len);
	require(claim->sentence.data >= prose.data && end <= prose.data + prose.len);
	require(gr_utf8_valid(claim->sentence.data, claim->sentence.len, NULL));
	return true;
}

/* The target: what stands before the first line's end is the body's name. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int numbers[] = {1, 3, 4};
	char	   *text = repaired(data, size);
	char	   *line = size > 0 ? memchr(text, '\n', size) : NULL;
	MallocArena arena;
	GrReport	report;

	malloc_arena_init(&arena);
	gr_form_init();
	gr_report_init(&report, size % 2 == 0 ? 2021 : 2019);
	report.year = size % 3 == 0 ? 0 : 2023;
	if (line != NULL)
		report.authority = (GrText) {text, (size_t) (line - text)};
	for (int i = 0; i < 3; i++)
	{
		GrSection  *section = &report.sections[report.nsections++];

		memset(section, 0, sizeof(*section));
		section->number = numbers[i];
		section->prose = (GrText) {text, size};
	}
	require(gr_claims(&report, &arena.arena, take_claim, &report));
	malloc_arena_reset(&arena);
	free(text);
	return 0;
}
