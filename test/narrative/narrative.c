/*
 * narrative.c
 *		Sentences with the claims they make, against gr_claims: how many of the
 *		claims are found, and how many warnings would be wrong.
 *
 *	test_narrative [--show] FILE
 *
 * Sets: "train" was looked at while the words were chosen, "held" was not at first.
 * The others were written one after the other, in other words, each when all
 * before it were read: "later", "third", "traps" (mostly no claims), "paragraphs"
 * and "overviews" (several sentences each), "field" and "unseen" (written without
 * a look at the words or the other sets).  "corners" is what went wrong once.
 *
 * A line of the file: id, set, kind, edition, year, section, authority ("-":
 * none), sentence ("\n" a line's end) and its claims ("none", or parted by
 * blanks: rule:reading|reading=number, a reading being keys joined by "+"),
 * parted by tabs.
 *
 * Every sentence is put into a report whose figures are what its claims say: a
 * claim found there that does not hold is a false warning.  As a claim of
 * several readings is right by any of them, this is done once for each.  All
 * other figures are large numbers that no sentence has, so that no wrong claim
 * holds by chance.  Then, for each claim, its figures are made wrong: a warning
 * must come.
 */
#define _POSIX_C_SOURCE 200809L	/* strtok_r */
#include <stdio.h>
#include <string.h>

#include "../malloc_arena.h"
#include "narrative.h"

/* What each set must reach, in percent. */
#define PRECISION_BAR 98.0
#define RECALL_BAR 90.0

#define LABELS_MAX 20
#define FIELDS 9
#define LINE_SIZE 16384
#define NAMES_MAX 64
/* Figures that no sentence speaks of begin here; those made wrong here. */
#define UNSAID 700000000
#define WRONG INT64_C(90000000000)

typedef struct Reading
{
	int			count;
	int			figures[GR_CLAIM_FIGURES];
} Reading;

/* A claim that a sentence makes. */
typedef struct Label
{
	GrRuleId	rule;
	int			nreadings;
	Reading		readings[GR_CLAIM_READINGS];
	int64_t		value;
} Label;

/* A line of the file. */
typedef struct Sentence
{
	const char *id;
	const char *set;
	const char *kind;
	const char *text;			/* as in the file */
	char		prose[LINE_SIZE];
	GrReport	report;
	int			nlabels;
	Label		labels[LABELS_MAX];
} Sentence;

/* Counts of a set or of a kind. */
typedef struct Tally
{
	char		name[64];
	int			sentences;
	int			labels;
	int			found;
	int			wrong;
	int			inexact;		/* found, with other readings than the label's */
} Tally;

static Tally sets[NAMES_MAX];
static Tally kinds[NAMES_MAX];
static bool show = false;

static _Noreturn void
die(const char *what, const char *where)
{
	fprintf(stderr, "test_narrative: %s: %s\n", what, where);
	exit(2);
}

static Tally *
tally_of(Tally *tallies, const char *name)
{
	for (int i = 0; i < NAMES_MAX; i++)
	{
		if (tallies[i].name[0] == '\0')
			snprintf(tallies[i].name, sizeof(tallies[i].name), "%s", name);
		if (strcmp(tallies[i].name, name) == 0)
			return &tallies[i];
	}
	die("too many names", name);
}

/* Adds to the counts of the sentence's set and kind. */
static void
add(const Sentence *sentence, int sentences, int labels, int found, int wrong, int inexact)
{
	Tally	   *tallies[2] = {tally_of(sets, sentence->set), tally_of(kinds, sentence->kind)};

	for (int i = 0; i < 2; i++)
	{
		tallies[i]->sentences += sentences;
		tallies[i]->labels += labels;
		tallies[i]->found += found;
		tallies[i]->wrong += wrong;
		tallies[i]->inexact += inexact;
	}
}

/* ---- reading the file ---- */

/* The rule of a name without "narrative.". */
static GrRuleId
rule_of(const char *name)
{
	static const char *const names[GR_RULES] = {
#define RULE(id, name, severity, editions, origin, statement, statement_zh, basis, message) \
	[GR_RULE_##id] = name,
#include "rules.def"
#undef RULE
	};

	for (int i = GR_RULE_narrative_received; i <= GR_RULE_narrative_fees; i++)
		if (strcmp(strchr(names[i], '.') + 1, name) == 0)
			return (GrRuleId) i;
	die("no such rule", name);
}

/* "rule:reading|reading=number" */
static void
read_label(char *text, Label *label)
{
	char	   *readings = strchr(text, ':');
	char	   *number = strrchr(text, '=');
	char	   *save = NULL;

	if (readings == NULL || number == NULL)
		die("no claim", text);
	*readings++ = *number++ = '\0';
	label->rule = rule_of(text);
	label->nreadings = 0;
	for (char *part = strtok_r(readings, "|", &save); part != NULL; part = strtok_r(NULL, "|", &save))
	{
		Reading    *reading = &label->readings[label->nreadings++];
		char	   *save_key = NULL;

		reading->count = 0;
		for (char *key = strtok_r(part, "+", &save_key); key != NULL; key = strtok_r(NULL, "+", &save_key))
		{
			int			figure = gr_figure_find(key, strlen(key));

			if (figure == GR_NONE)
				die("no such key", key);
			reading->figures[reading->count++] = figure;
		}
	}
	if (!gr_number_parse(label->readings[0].figures[0], number, strlen(number), &label->value))
		die("no number", number);
}

/* Copies the sentence, "\n" becoming line ends. */
static void
copy_prose(char *to, const char *from)
{
	while (*from != '\0')
		if (from[0] == '\\' && from[1] == 'n')
		{
			*to++ = '\n';
			from += 2;
		}
		else
			*to++ = *from++;
	*to = '\0';
}

static void
read_line(char *line, Sentence *sentence)
{
	char	   *fields[FIELDS];
	char	   *save = NULL;
	GrSection  *section;

	for (int i = 0; i < FIELDS; i++)
		if ((fields[i] = strtok_r(i == 0 ? line : NULL, "\t\n", &save)) == NULL)
			die("too few fields", line);
	sentence->id = fields[0];
	sentence->set = fields[1];
	sentence->kind = fields[2];
	sentence->text = fields[7];
	copy_prose(sentence->prose, fields[7]);
	gr_report_init(&sentence->report, atoi(fields[3]));
	sentence->report.year = atoi(fields[4]);
	if (strcmp(fields[6], "-") != 0)
		sentence->report.authority = (GrText) {fields[6], strlen(fields[6])};
	sentence->report.nsections = 1;
	section = &sentence->report.sections[0];
	memset(section, 0, sizeof(*section));
	section->number = atoi(fields[5]);
	section->prose = (GrText) {sentence->prose, strlen(sentence->prose)};
	sentence->nlabels = 0;
	if (strcmp(fields[8], "none") == 0)
		return;
	for (char *label = strtok_r(fields[8], " ", &save); label != NULL; label = strtok_r(NULL, " ", &save))
	{
		if (sentence->nlabels == LABELS_MAX)
			die("too many claims", sentence->id);
		read_label(label, &sentence->labels[sentence->nlabels++]);
	}
}

/* ---- figures for a sentence ---- */

/*
 * Makes one reading of a label true without changing what is fixed; false, with
 * nothing changed, when that cannot be.
 */
static bool
make_true(GrReport *report, const Reading *reading, int64_t value, bool *fixed)
{
	int64_t		rest = value;
	int			free_figure = GR_NONE;

	for (int i = 0; i < reading->count; i++)
		if (fixed[reading->figures[i]])
			rest -= report->value[reading->figures[i]];
		else if (free_figure == GR_NONE)
			free_figure = reading->figures[i];
	if (rest < 0 || (free_figure == GR_NONE && rest != 0))
		return false;
	for (int i = 0; i < reading->count; i++)
	{
		int			figure = reading->figures[i];

		if (!fixed[figure])
			report->value[figure] = figure == free_figure ? rest : 0;
		fixed[figure] = true;
	}
	return true;
}

/* Makes a label true by the reading of a variant, or else by another. */
static bool
make_label_true(GrReport *report, const Label *label, int variant, bool *fixed)
{
	for (int i = 0; i < label->nreadings; i++)
		if (make_true(report, &label->readings[(variant + i) % label->nreadings], label->value, fixed))
			return true;
	return false;
}

/*
 * Figures that are what the labels say, those of few readings and figures first;
 * false when they contradict one another.
 */
static bool
set_figures(Sentence *sentence, int variant)
{
	GrReport   *report = &sentence->report;
	bool		fixed[GR_FIGURES] = {false};

	for (int i = 0; i < GR_FIGURES; i++)
	{
		report->state[i] = GR_NUMBER;
		report->value[i] = UNSAID + INT64_C(1000) * i * i;
	}
	for (int readings = 1; readings <= GR_CLAIM_READINGS; readings++)
		for (int size = 1; size <= GR_CLAIM_FIGURES; size++)
			for (int i = 0; i < sentence->nlabels; i++)
			{
				const Label *label = &sentence->labels[i];

				if (label->nreadings == readings && label->readings[0].count == size &&
					!make_label_true(report, label, variant, fixed))
					return false;
			}
	return true;
}

/* Makes every figure of a label wrong. */
static void
make_wrong(GrReport *report, const Label *label)
{
	for (int i = 0; i < label->nreadings; i++)
		for (int j = 0; j < label->readings[i].count; j++)
			report->value[label->readings[i].figures[j]] = WRONG + label->readings[i].figures[j];
}

/* ---- judging claims ---- */

/* Does the claim hold, by any of its readings? */
static bool
holds(const GrReport *report, const GrClaim *claim)
{
	for (int i = 0; i < claim->nreadings; i++)
	{
		int64_t		sum = 0;

		for (int j = claim->starts[i]; j < claim->starts[i + 1]; j++)
			sum += report->value[claim->figures[j]];
		if (sum >= claim->value - claim->slack && sum <= claim->value + claim->slack)
			return true;
	}
	return false;
}

/* Is a reading of the label among the claim's? */
static bool
has_reading(const GrClaim *claim, const Reading *reading)
{
	for (int i = 0; i < claim->nreadings; i++)
	{
		int			count = claim->starts[i + 1] - claim->starts[i];
		int			same = 0;

		for (int j = 0; j < count; j++)
			for (int k = 0; k < reading->count; k++)
				same += claim->figures[claim->starts[i] + j] == reading->figures[k];
		if (count == reading->count && same == count)
			return true;
	}
	return false;
}

/* Is it the label's claim, in its first reading at least? */
static bool
is_label(const GrClaim *claim, const Label *label)
{
	return claim->rule == label->rule && claim->value == label->value &&
		has_reading(claim, &label->readings[0]);
}

static bool
is_exact(const GrClaim *claim, const Label *label)
{
	for (int i = 0; i < label->nreadings; i++)
		if (!has_reading(claim, &label->readings[i]))
			return false;
	return claim->nreadings == label->nreadings;
}

/* What is looked for among the claims of a sentence. */
typedef struct Search
{
	const Sentence *sentence;
	const Label *label;			/* NULL: count the claims that do not hold */
	int			wrong;
	bool		found;
	bool		exact;
} Search;

static bool
take_claim(void *context, const GrClaim *claim)
{
	Search	   *search = context;
	const GrReport *report = &search->sentence->report;

	if (holds(report, claim))
		return true;
	if (search->label == NULL)
	{
		search->wrong++;
		if (show)
			printf("%s %s WRONG %s = %lld at %ld: %s\n", search->sentence->id, search->sentence->set,
				   gr_figures[claim->figures[0]].key, (long long) claim->value, claim->offset,
				   search->sentence->text);
	}
	else if (is_label(claim, search->label))
	{
		search->found = true;
		search->exact |= is_exact(claim, search->label);
	}
	return true;
}

static Search
search_claims(const Sentence *sentence, const Label *label)
{
	Search		search = {sentence, label, 0, false, false};
	MallocArena arena;

	malloc_arena_init(&arena);
	gr_claims(&sentence->report, &arena.arena, take_claim, &search);
	malloc_arena_reset(&arena);
	return search;
}

/* Runs a sentence in all its reports. */
static void
run_sentence(Sentence *sentence)
{
	int			wrong = 0;

	for (int variant = 0; variant < GR_CLAIM_READINGS; variant++)
	{
		if (set_figures(sentence, variant))
		{
			int			now = search_claims(sentence, NULL).wrong;

			if (now > wrong)
				wrong = now;
		}
		else if (variant == 0)
			die("labels contradict one another", sentence->id);
	}
	add(sentence, 1, 0, 0, wrong, 0);
	for (int i = 0; i < sentence->nlabels; i++)
	{
		Search		search;

		set_figures(sentence, 0);
		make_wrong(&sentence->report, &sentence->labels[i]);
		search = search_claims(sentence, &sentence->labels[i]);
		add(sentence, 0, 1, search.found, 0, search.found && !search.exact);
		if (!search.found && show)
			printf("%s %s MISSED %s = %lld: %s\n", sentence->id, sentence->set,
				   gr_figures[sentence->labels[i].readings[0].figures[0]].key,
				   (long long) sentence->labels[i].value, sentence->text);
	}
}

/* ---- the result ---- */

static double
percent(int part, int whole)
{
	return whole == 0 ? 100.0 : 100.0 * part / whole;
}

static void
print_tally(const Tally *tally)
{
	printf("%-12s %4d sentences %4d claims %4d found %3d missed %3d false %3d otherwise read"
		   "  precision %6.2f %%  recall %6.2f %%\n",
		   tally->name, tally->sentences, tally->labels, tally->found,
		   tally->labels - tally->found, tally->wrong, tally->inexact,
		   percent(tally->found, tally->found + tally->wrong),
		   percent(tally->found, tally->labels));
}

/* Prints everything; counts the sets below their bars. */
static int
print_result(void)
{
	int			passed = 0;
	int			failed = 0;

	for (int i = 0; i < NAMES_MAX && kinds[i].name[0] != '\0'; i++)
		print_tally(&kinds[i]);
	printf("--\n");
	for (int i = 0; i < NAMES_MAX && sets[i].name[0] != '\0'; i++)
	{
		const Tally *tally = &sets[i];
		bool		precise = percent(tally->found, tally->found + tally->wrong) >= PRECISION_BAR;
		bool		complete = percent(tally->found, tally->labels) >= RECALL_BAR;

		print_tally(tally);
		passed += precise + complete;
		failed += !precise + !complete;
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0 || passed == 0;
}

int
main(int argc, char **argv)
{
	const char *path = NULL;
	static char line[LINE_SIZE];
	static Sentence sentence;
	FILE	   *file = NULL;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--show") == 0)
			show = true;
		else
			path = argv[i];
	if (path == NULL)
		die("which sentences?", "no file given");
	file = fopen(path, "r");
	if (file == NULL)
		die("cannot open the sentences", path);
	gr_form_init();
	while (fgets(line, sizeof(line), file) != NULL)
		if (line[0] != '#' && line[0] != '\n')
		{
			read_line(line, &sentence);
			run_sentence(&sentence);
		}
	fclose(file);
	return print_result();
}
