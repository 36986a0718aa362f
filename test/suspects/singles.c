/*
 * singles.c
 *		Every figure of table three wrong alone, in every way numbers go wrong.
 */
#include "suspects_test.h"

#include <inttypes.h>

/* Ways a number goes wrong. */
typedef enum Way
{
	WAY_MORE,					/* one more */
	WAY_LESS,					/* one less */
	WAY_TEN_TIMES,				/* a 0 too many */
	WAY_DROP_FIRST,				/* first digit lost */
	WAY_DROP_LAST,				/* last digit lost */
	WAY_TRANSPOSE,				/* last two digits in wrong order */
	WAY_ZERO,
	WAY_RANDOM,					/* up to 999 */
	WAY_HUGE,					/* as large as a count can be */
	WAY_BLANK,					/* left out */
	WAYS
} Way;

static const char *const way_names[WAYS] = {
	"one more", "one less", "0 added", "first digit dropped", "last digit dropped",
	"last digits transposed", "0 instead", "any number up to 999", "largest bigint",
	"blank instead"
};

/* The reason a way should be given, or GR_NONE where it depends. */
static const int way_reasons[WAYS] = {
	GR_NONE, GR_NONE, GR_SUSPECT_ADDED, GR_SUSPECT_DROPPED, GR_SUSPECT_DROPPED,
	GR_SUSPECT_TRANSPOSED, GR_NONE, GR_NONE, GR_NONE, GR_SUSPECT_IMPLIED
};

/* A number without its first digit. */
static int64_t
without_first(int64_t value)
{
	int64_t		scale = 1;

	while (value / scale >= 10)
		scale *= 10;
	return value % scale;
}

/* The number, gone wrong. */
static int64_t
go_wrong(Random *random, int64_t value, Way way)
{
	switch (way)
	{
		case WAY_MORE:
			return value + 1;
		case WAY_LESS:
			return value > 0 ? value - 1 : 0;
		case WAY_TEN_TIMES:
			return value * 10;
		case WAY_DROP_FIRST:
			return value >= 10 ? without_first(value) : value;
		case WAY_DROP_LAST:
			return value >= 10 ? value / 10 : value;
		case WAY_TRANSPOSE:
			return value >= 10 ? value / 100 * 100 + value % 10 * 10 + value / 10 % 10 : value;
		case WAY_RANDOM:
			return random_below(random, 1000);
		case WAY_HUGE:
			return INT64_MAX;
		default:
			return 0;
	}
}

/* Is the wrong number one digit shorter?  A 0 behind a lost first digit goes, too. */
static bool
drops_one(int64_t value, int64_t wrong)
{
	int64_t		scale = 1;

	while (value / scale >= 10)
		scale *= 10;
	return wrong >= scale / 10 && (scale == 10 || wrong > 0);
}

/* One figure wrong in one way: must be named, alone, with its number. */
static void
try_single(Random *random, const GrReport *truth, int figure, Way way, Tally *tally)
{
	GrReport	damaged = *truth;
	int			reason = way_reasons[way];
	int64_t		value = truth->value[figure];
	int64_t		wrong = go_wrong(random, value, way);
	Tally		one = {0};

	if (wrong == value)
		return;
	if (way == WAY_TRANSPOSE && value < 100 && value % 10 == 0)
		reason = GR_SUSPECT_DROPPED;
	if (way == WAY_DROP_FIRST && !drops_one(value, wrong))
		reason = GR_NONE;
	damaged.value[figure] = wrong;
	if (way == WAY_BLANK)
		damaged.state[figure] = GR_BLANK;
	judge(&one, truth, &damaged, reason);
	CHECK(one.agree == 0 && one.unique == 1 && one.explanations == 1,
		  "%s: %" PRId64 " for %" PRId64 ": agree %ld, unique %ld, of %ld",
		  gr_figures[figure].key, wrong, value, one.agree, one.unique, one.explanations);
	CHECK(reason == GR_NONE || one.reason == 1, "%s: %" PRId64 " for %" PRId64 ": reason",
		  gr_figures[figure].key, wrong, value);
	tally->tried++;
	tally->agree += one.agree;
	tally->among += one.among;
	tally->first += one.first;
	tally->unique += one.unique;
	tally->reason += one.reason;
	tally->misled += one.misled;
	tally->explanations += one.explanations;
}

void
run_singles(Random *random, long tables)
{
	Tally		tallies[WAYS] = {0};

	for (long i = 0; i < tables; i++)
	{
		int			figures[GR_FIGURES];
		GrReport	truth;
		int			count;

		make_any(random, &truth);
		CHECK(requests_hold(&truth), "the generated table is consistent");
		count = table_figures(&truth, figures);
		for (int k = 0; k < count; k++)
			for (int way = 0; way < WAYS; way++)
				try_single(random, &truth, figures[k], (Way) way, &tallies[way]);
	}
	printf("\nEvery figure of %ld tables wrong alone\n", tables);
	print_tally_head();
	for (int way = 0; way < WAYS; way++)
	{
		tallies[way].kind = way_names[way];
		print_tally(&tallies[way]);
	}
}
