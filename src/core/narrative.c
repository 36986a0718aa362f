/*
 * narrative.c
 *		The claims of a report's prose: sections, their sentences, their tokens.
 *
 * A number is a claim only where every word that belongs to it is known
 * (narrative_words.def): what is not understood is passed over, because a
 * warning about a right sentence is worse than none about a wrong one.
 */
#include "narrative_words.h"

#include <string.h>

/* Sections that speak of the figures, and sentences between two polls. */
static const int sections[] = {1, 3, 4};
#define SENTENCES_PER_POLL 64

/* A section of prose begins. */
static void
start_section(Reader *reader, int section)
{
	memset(&reader->scope, 0, sizeof(reader->scope));
	reader->section = section;
	reader->chained = reader->counted = false;
	reader->on_requests = section == 3;
	reader->head = TOKEN_FILLER;
	reader->headed = reader->narrow = false;
	reader->remedy = REMEDY_NONE;
	reader->remedy_open = reader->remedied = false;
	reader->papers = false;
}

/* All claims of one section. */
static bool
read_section(Reader *reader, const GrSection *section, const GrArena *arena,
			 Sentence *sentence, Tokens *tokens)
{
	const char *p = section->prose.data;
	const char *end;
	uint32_t	number = 0;
	int			sentences = 0;

	if (p == NULL)
		return true;
	/* places are kept in 32 bits */
	end = p + (section->prose.len < INT32_MAX ? section->prose.len : INT32_MAX);
	start_section(reader, section->number);
	while (narrative_sentence(section->prose.data, end, arena, &p, &number, sentence))
	{
		if (++sentences % SENTENCES_PER_POLL == 0 && arena->poll != NULL)
			arena->poll(arena->context);
		narrative_tokens(sentence, reader->reporter, tokens);
		if (sentence->heading && section->number == 1)
			start_section(reader, section->number);
		narrative_counts(reader, tokens);
		if (reader->ended)
			return false;
		reader->chained = !sentence->stopped;
	}
	return true;
}

bool
gr_claims(const GrReport *report, const GrArena *arena,
		  GrClaimReceiver receiver, void *context)
{
	Reporter	reporter;
	Reader		reader;
	Sentence	sentence;
	Tokens		tokens;

	narrative_words_init();
	narrative_reporter(report, &reporter);
	memset(&reader, 0, sizeof(reader));
	reader.reporter = &reporter;
	reader.receiver = receiver;
	reader.context = context;
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
	{
		const GrSection *section = gr_report_section(report, sections[i]);

		if (section != NULL && !read_section(&reader, section, arena, &sentence, &tokens))
			return false;
	}
	return true;
}
