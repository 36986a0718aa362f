/*
 * run.c
 *		Generates reports in every layout, reads them, and counts.
 *
 *	run [--text | --html | --wrapped] [--seed N] [--count N] [--layout NAME]
 *		[--strict] [--show N] [--dump DIR] [--list]
 *
 * Every layout is a test; --strict makes every report one.  --text are the
 * layouts of text, --html those of web pages; both without either.  --wrapped
 * puts every layout of text into pages, by paragraphs, line breaks and as
 * preformatted text, and compares what is read with what the text gives.
 *
 * --count is per layout.  --dump writes NAME-SEED.txt and .json instead of
 * reading.  --show prints the first N reports that differ and keeps their text
 * in the current directory.  --only SEED makes exactly that report.
 */
#include "generator.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a layout must reach to pass: percent right, and wrong in a million. */
#define FLOOR_RIGHT 99.8
#define CEILING_WRONG 500

typedef struct Options
{
	uint64_t	seed;
	int			count;
	const char *layout;
	const char *dump;
	int			show;
	const char *only;			/* the seed of one report, or NULL */
	bool		strict;			/* any report with anything amiss fails */
	bool		list;
	bool		text;			/* layouts of text */
	bool		html;			/* layouts of pages */
	bool		wrapped;		/* layouts of text in pages */
} Options;

/* What a report's file ends in. */
static const char *
suffix_of(const Case *c, const Options *options)
{
	return options->wrapped || (c->layout->flags & HTML_PAGE) ? "html" : "txt";
}

/* Writes a text to DIR/NAME-SEED.SUFFIX. */
static bool
write_file(const char *dir, const Case *c, const char *suffix, const Text *text)
{
	char		path[1024];
	FILE	   *file;
	bool		ok;

	snprintf(path, sizeof(path), "%s/%s-%" PRIu64 ".%s", dir, c->layout->name,
			 c->seed, suffix);
	file = fopen(path, "wb");
	if (file == NULL)
	{
		fprintf(stderr, "cannot write %s\n", path);
		return false;
	}
	ok = fwrite(text->data, 1, text->len, file) == text->len;
	return fclose(file) == 0 && ok;
}

/* The seed of a layout's nth report: far from its neighbours. */
static uint64_t
report_seed(const Options *options, const Layout *layout, int n)
{
	Random		random = {options->seed};
	uint64_t	mixed = random_next(&random);

	for (const char *p = layout->name; *p; p++)
		mixed = mixed * 31 + (unsigned char) *p;
	random.state = mixed + (uint64_t) n;
	return options->only ? strtoull(options->only, NULL, 10) : random_next(&random);
}

/* Prints what differs in a report and keeps its text. */
static void
show(const Case *c, const char *suffix, const Text *why)
{
	printf("%s --only %" PRIu64 ", kept in %s-%" PRIu64 ".%s\n%s", c->layout->name,
		   c->seed, c->layout->name, c->seed, suffix, why->data);
	write_file(".", c, suffix, &c->out);
}

/* Judges a report, as it is or as a page of each kind; shows what differs. */
static bool
judge_report(const Options *options, Case *c, uint64_t seed, Score *score, int *shown)
{
	bool		all = true;

	for (int wrap = 0; wrap < (options->wrapped ? WRAPS : 1); wrap++)
	{
		Text		why = {0};
		bool		ok;

		if (wrap > 0)
		{
			const Layout *layout = c->layout;

			case_free(c);
			case_make(c, layout, seed);
		}
		ok = options->wrapped ? judge_wrapped(c, wrap, score, &why) : judge(c, score, &why);
		if (!ok && *shown < options->show)
		{
			char		suffix[16];

			snprintf(suffix, sizeof(suffix), "%s%s%s", options->wrapped ? wrap_names[wrap] : "",
					 options->wrapped ? "." : "", suffix_of(c, options));
			show(c, suffix, &why);
			(*shown)++;
		}
		all = all && ok;
		text_free(&why);
	}
	return all;
}

/* One report: dumped or judged. */
static bool
run_report(const Options *options, const Layout *layout, int n, Score *score, int *shown)
{
	static Case c;
	uint64_t	seed = report_seed(options, layout, n);
	bool		ok;

	case_make(&c, layout, seed);
	if (options->dump)
	{
		Text		json = {0};

		truth_json(&c, &json);
		ok = write_file(options->dump, &c, suffix_of(&c, options), &c.out) &&
			write_file(options->dump, &c, "json", &json);
		text_free(&json);
	}
	else
		ok = judge_report(options, &c, seed, score, shown);
	case_free(&c);
	return ok;
}

/* Figures of a layout that were read right, in percent. */
static double
percent_right(const Score *s)
{
	long		bad = s->wrong + s->missed + s->invented;

	return s->figures ? 100.0 * (double) (s->figures - bad) / (double) s->figures : 0.0;
}

/* The line of a layout. */
static void
print_score(const char *name, const Score *s)
{
	printf("%-30s %6ld %8ld %6ld %6ld %6ld %6ld %7ld/%-7ld %5ld %5ld %5ld %5ld %9.4f %6ld\n",
		   name, s->reports, s->figures, s->wrong, s->missed, s->invented, s->states,
		   s->soft_missed, s->soft, s->identity, s->notes, s->prose, s->refused,
		   percent_right(s),
		   s->failed);
}

/* Adds a layout's score to the sum. */
static void
add_score(Score *sum, const Score *s)
{
	sum->reports += s->reports;
	sum->figures += s->figures;
	sum->wrong += s->wrong;
	sum->missed += s->missed;
	sum->invented += s->invented;
	sum->states += s->states;
	sum->soft_missed += s->soft_missed;
	sum->soft += s->soft;
	sum->identity += s->identity;
	sum->notes += s->notes;
	sum->prose += s->prose;
	sum->refused += s->refused;
	sum->failed += s->failed;
}

/* The value of an option, or the end of the program. */
static const char *
value_of(int argc, char **argv, int *i)
{
	if (++*i >= argc)
	{
		fprintf(stderr, "%s: value missing\n", argv[*i - 1]);
		exit(2);
	}
	return argv[*i];
}

static void
read_options(int argc, char **argv, Options *o)
{
	for (int i = 1; i < argc; i++)
	{
		if (strcmp(argv[i], "--seed") == 0)
			o->seed = strtoull(value_of(argc, argv, &i), NULL, 10);
		else if (strcmp(argv[i], "--count") == 0)
			o->count = atoi(value_of(argc, argv, &i));
		else if (strcmp(argv[i], "--layout") == 0)
			o->layout = value_of(argc, argv, &i);
		else if (strcmp(argv[i], "--dump") == 0)
			o->dump = value_of(argc, argv, &i);
		else if (strcmp(argv[i], "--show") == 0)
			o->show = atoi(value_of(argc, argv, &i));
		else if (strcmp(argv[i], "--only") == 0)
			o->only = value_of(argc, argv, &i);
		else if (strcmp(argv[i], "--strict") == 0)
			o->strict = true;
		else if (strcmp(argv[i], "--text") == 0)
			o->text = true;
		else if (strcmp(argv[i], "--html") == 0)
			o->html = true;
		else if (strcmp(argv[i], "--wrapped") == 0)
			o->wrapped = true;
		else if (strcmp(argv[i], "--list") == 0)
			o->list = true;
		else
		{
			fprintf(stderr, "%s: no such option\n", argv[i]);
			exit(2);
		}
	}
	if (o->only)
		o->count = 1;
}

/* True when the options ask for a layout. */
static bool
is_asked(const Options *options, const Layout *layout)
{
	bool		page = (layout->flags & HTML_PAGE) != 0;

	if (options->layout)
		return strcmp(options->layout, layout->name) == 0;
	if (options->wrapped)
		return !page;
	return (options->text == options->html) || options->html == page;
}

/* All reports of a layout. */
static bool
run_layout(const Options *options, const Layout *layout, Score *sum, int *shown)
{
	Score		score = {0};

	if (options->list)
	{
		printf("%-30s %s\n", layout->name, layout->about);
		return true;
	}
	for (int n = 0; n < options->count; n++)
		if (!run_report(options, layout, n, &score, shown) && options->dump)
			exit(1);
	if (!options->dump)
		print_score(layout->name, &score);
	add_score(sum, &score);
	return percent_right(&score) >= FLOOR_RIGHT &&
		score.wrong * 1000000.0 <= CEILING_WRONG * (double) score.figures;
}

int
main(int argc, char **argv)
{
	Options		options = {.seed = 1, .count = 60};
	Score		sum = {0};
	int			shown = 0;
	int			ran = 0;
	int			below = 0;

	read_options(argc, argv, &options);
	gr_form_init();
	if (!options.dump && !options.list)
		printf("%-30s %6s %8s %6s %6s %6s %6s %15s %5s %5s %5s %5s %9s %6s\n", "layout",
			   "report", "figures", "WRONG", "unread", "invent", "state",
			   "open unread/of", "ident", "note", "prose", "error", "right %", "failed");
	for (int i = 0; i < nlayouts; i++)
		if (is_asked(&options, &layouts[i]))
		{
			below += !run_layout(&options, &layouts[i], &sum, &shown);
			ran++;
		}
	if (ran == 0)
	{
		fprintf(stderr, "%s: no such layout (--list names them)\n", options.layout);
		return 2;
	}
	if (options.dump || options.list)
		return 0;
	print_score("all", &sum);
	printf("reports with anything amiss: %ld of %ld; the aim is none\n", sum.failed, sum.reports);
	if (options.strict)
	{
		printf("%ld passed, %ld failed\n", sum.reports - sum.failed, sum.failed);
		return sum.failed > 0;
	}
	/* what the reader has reached must not be lost again */
	printf("a layout passes with %.1f %% of its figures right and at most %d in a million wrong\n",
		   FLOOR_RIGHT, CEILING_WRONG);
	printf("%d passed, %d failed\n", ran - below, below);
	return below > 0;
}
