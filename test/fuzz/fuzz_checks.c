/*
 * fuzz_checks.c
 *		Fuzz target: any bytes to the decoder; the report they give, if any, is
 *		checked in every way.  Every check's words and fingerprint are made, and
 *		what must hold of all checks does.
 */
#include "fuzzing.h"

#include "rules.h"

/* Checks that one report can have at most: its figures, claims and the rest. */
#define CHECKS_MAX 4000

/* What a run of checks has given so far. */
typedef struct Run
{
	const GrReport *report;
	const GrCheckOptions *options;
	const GrArena *arena;
	int			count;
	int			stop;			/* ends the run at this many; 0: never */
	uint64_t	hash;			/* of all fingerprints, in turn */
	GrRuleId	last;
} Run;

/* Words are valid text in one line without anything left to fill in. */
static void
check_words(const GrCheck *check, const GrArena *arena)
{
	GrBuffer	words;

	gr_buffer_init(&words, arena, 0);
	gr_check_location(check, &words);
	require(words.ok && words.len > 0 && memchr(words.data, '{', words.len) == NULL);
	require(gr_utf8_valid(words.data, words.len, NULL));
	gr_buffer_init(&words, arena, 0);
	gr_check_message(check, &words);
	require(words.ok && words.len > 0 && memchr(words.data, '\n', words.len) == NULL);
	require(gr_utf8_valid(words.data, words.len, NULL));
}

/*
 * The figures of a check are the form's, the missing ones among them: those are
 * no numbers, or numbers that not all reports of a sum gave.
 */
static void
check_keys(const GrReport *report, const GrCheck *check)
{
	require(check->nkeys >= 0 && check->nkeys <= GR_FIGURES);
	require(check->nmissing >= 0 && check->nmissing <= check->nkeys);
	for (int i = 0; i < check->nkeys; i++)
		require(check->keys[i] >= 0 && check->keys[i] < GR_FIGURES);
	for (int i = 0; i < check->nmissing; i++)
	{
		bool		found = false;

		for (int j = 0; j < check->nkeys; j++)
			found |= check->keys[j] == check->missing[i];
		require(found && (report->state[check->missing[i]] != GR_NUMBER ||
						  report->lacking[check->missing[i]] != 0));
	}
}

/* Takes a check. */
static bool
take(void *context, const GrCheck *check)
{
	Run		   *run = context;

	require(check->rule >= run->last && check->rule < GR_RULES);
	run->last = check->rule;
	require(gr_rules[check->rule].severity >= run->options->severity);
	require(check->status < GR_STATUSES);
	require(!run->options->failures_only || check->status == GR_STATUS_FAIL);
	require(check->text.len == 0 || check->text.data != NULL);
	check_keys(run->report, check);
	check_words(check, run->arena);
	run->hash = run->hash * 31 + gr_check_fingerprint(run->report, check);
	require(++run->count <= CHECKS_MAX);
	return run->count != run->stop;
}

/* Checks a report with some options; gives how many checks there were. */
static int
run_checks(const GrReport *report, const GrCheckOptions *options, int stop)
{
	MallocArena memory;
	Run			run = {report, options, &memory.arena, 0, stop, 0, (GrRuleId) 0};
	Run			again = run;
	bool		finished;

	malloc_arena_init(&memory);
	finished = gr_check(report, options, &memory.arena, take, &run);
	require(finished == (stop == 0 || run.count < stop));
	if (stop == 0)
	{
		gr_check(report, options, &memory.arena, take, &again);
		require(again.count == run.count && again.hash == run.hash);
	}
	malloc_arena_reset(&memory);
	return run.count;
}

/* All combinations of options. */
static void
check_report(const GrReport *report, bool sound)
{
	for (int missing = 0; missing < GR_MISSING_POLICIES; missing++)
	{
		int			counts[GR_SEVERITIES][2];

		for (int severity = 0; severity < GR_SEVERITIES; severity++)
			for (int failures_only = 0; failures_only < 2; failures_only++)
			{
				GrCheckOptions options = {(GrSeverity) severity, (GrMissing) missing, failures_only};

				counts[severity][failures_only] = run_checks(report, &options, 0);
				if (counts[severity][failures_only] > 0)
					run_checks(report, &options, 1 + counts[severity][failures_only] / 2);
				require(severity == 0 ||
						counts[severity][failures_only] <= counts[severity - 1][failures_only]);
			}
		require(!sound || counts[GR_SEVERITY_ERROR][1] == 0);
	}
}

/* The target. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *) data;
	MallocArena arena;
	static GrReport report;
	GrError		error;
	bool		sound = gr_surely_sound(bytes, size);

	malloc_arena_init(&arena);
	if (sound)
		require(gr_decode_figures(bytes, size, &report, &error));
	if (gr_decode(bytes, size, &arena.arena, &report, &error))
		check_report(&report, sound);
	malloc_arena_reset(&arena);
	return 0;
}
