/*
 * support.c
 *		What the planner is told of cells(r): how many rows it gives.
 */
#include "govreport_pg.h"

#include "nodes/primnodes.h"
#include "nodes/supportnodes.h"

PG_FUNCTION_INFO_V1(gov_cells_support);

/* How many cells the report of a value has. */
static double
count_cells(Datum datum)
{
	GrReport	report;
	int			position = 0;
	double		rows = 0;

	gov_decode_figures(datum, &report);
	while (gov_figure_next(&report, &position) != GR_NONE)
		rows++;
	return rows;
}

/*
 * The planner's support function of cells(r).  The rows of a constant are
 * counted; of others the number that the function declares is good enough, for
 * all reports have about as many.
 */
Datum
gov_cells_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *rows = (SupportRequestRows *) request;
	const Node *argument;

	if (!IsA(request, SupportRequestRows) || rows->node == NULL || !IsA(rows->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	argument = linitial(((FuncExpr *) rows->node)->args);
	if (!IsA(argument, Const) || ((const Const *) argument)->constisnull)
		PG_RETURN_POINTER(NULL);
	rows->rows = count_cells(((const Const *) argument)->constvalue);
	PG_RETURN_POINTER(request);
}
