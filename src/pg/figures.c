/*
 * figures.c
 *		Figures as SQL sees them: by key, as numeric, in the form's order.
 */
#include "govreport_pg.h"

#include "nodes/primnodes.h"
#include "utils/fmgrprotos.h"

/* The key that a call of figure() or state() was last given. */
typedef struct KeyCache
{
	bool		constant;		/* every call of the query gives it */
	int			figure;			/* what it names */
	size_t		len;			/* of key */
	char		key[NAMEDATALEN];
} KeyCache;

/*
 * Is the argument of a call a constant?  Parameters are not, which PL/pgSQL
 * changes from call to call.
 */
static bool
is_constant(const Node *call, int argument)
{
	const List *arguments = NIL;

	if (call != NULL && IsA(call, FuncExpr))
		arguments = ((const FuncExpr *) call)->args;
	else if (call != NULL && IsA(call, OpExpr))
		arguments = ((const OpExpr *) call)->args;
	return argument < list_length(arguments) && IsA(list_nth(arguments, argument), Const);
}

/*
 * The figure that a text argument names.  A query mostly asks for the same key
 * in every row, so the last one is kept with the call, and not even looked at
 * again if it is a constant.
 */
int
gov_figure_argument(FunctionCallInfo fcinfo, int argument)
{
	KeyCache   *cache = (KeyCache *) fcinfo->flinfo->fn_extra;
	text	   *key;
	const char *data;
	size_t		len;
	int			figure;

	if (cache != NULL && cache->constant)
		return cache->figure;
	key = PG_GETARG_TEXT_PP(argument);
	data = VARDATA_ANY(key);
	len = VARSIZE_ANY_EXHDR(key);
	if (cache != NULL && cache->len == len && memcmp(cache->key, data, len) == 0)
		return cache->figure;
	figure = gr_figure_find(data, len);
	if (figure == GR_NONE)
		gov_unknown_key(data, len);
	if (len > sizeof(cache->key))
		return figure;
	if (cache == NULL)
		cache = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(KeyCache));
	fcinfo->flinfo->fn_extra = cache;
	cache->constant = is_constant(fcinfo->flinfo->fn_expr, argument);
	cache->figure = figure;
	cache->len = len;
	memcpy(cache->key, data, len);
	return figure;
}

/*
 * A figure's number: whole, or an amount with no more decimals than it needs.
 * Amounts go by way of text, because int64_div_fast_to_numeric() drops the
 * decimals in early releases of 14.
 */
Numeric
gov_figure_numeric(int figure, int64_t value)
{
	char		number[32];

	if (!gr_figure_is_amount(figure))
		return int64_to_numeric(value);
	gr_number_print(figure, value, number, sizeof(number));
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(number),
											   ObjectIdGetDatum(InvalidOid),
											   Int32GetDatum(-1)));
}

/*
 * The figure at a place of the printed form, both editions together: table by
 * table, row by row, column by column.
 */
int
gov_figure_at_position(int position)
{
	static int	figures[GR_FIGURES];
	static bool filled = false;

	if (!filled)
	{
		int			count = 0;

		for (int table = 0; table < GR_TABLES; table++)
		{
			int			rows[GR_ROWS];
			int			nrows = gr_table_rows(table, rows);

			for (int i = 0; i < nrows; i++)
				for (int column = gr_table_first_column(table);
					 column < gr_table_end_column(table); column++)
					if (gr_figure_at(rows[i], column) != GR_NONE)
						figures[count++] = gr_figure_at(rows[i], column);
		}
		Assert(count == GR_FIGURES);
		filled = true;
	}
	return figures[position];
}

/*
 * Walks the figures of a report in the form's order: those its edition prints,
 * and any other it has.
 */
int
gov_figure_next(const GrReport *report, int *position)
{
	int			edition = gr_edition_mask(report->edition);

	while (*position < GR_FIGURES)
	{
		int			figure = gov_figure_at_position((*position)++);

		if ((gr_figures[figure].editions & edition) != 0 ||
			report->state[figure] != GR_ABSENT)
			return figure;
	}
	return GR_NONE;
}

/* The edition whose words name a figure: the one asked for if it prints it. */
int
gov_figure_edition(int figure, int edition)
{
	int			editions = gr_figures[figure].editions;

	if ((editions & edition) != 0)
		return edition;
	return (editions & GR_2021) != 0 ? GR_2021 : GR_2019;
}

/* A row's label as printed, with its enumerator. */
char *
gov_row_label(int figure, int edition)
{
	int			row = gr_figures[figure].row;

	return psprintf("%s%s", gr_rows[row].enumerator, gr_row_label(row, edition));
}
