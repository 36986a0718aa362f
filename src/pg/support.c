/*
 * support.c
 *		What the planner is told about our functions.
 */
#include "govreport_pg.h"

#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"

PG_FUNCTION_INFO_V1(gov_cells_support);

/* How many rows cells(r) has. */
static int
count_cells(Datum datum)
{
	GrReport	report;
	int			position = 0;
	int			count = 0;

	gov_decode_figures(datum, &report);
	while (gov_figure_next(&report, &position) != GR_NONE)
		count++;
	return count;
}

/* What a call's argument is known to be when it is planned, or NULL. */
static const Const *
known_argument(PlannerInfo *root, Node *call)
{
	Node	   *argument;

	if (!is_funcclause(call) || list_length(((FuncExpr *) call)->args) != 1)
		return NULL;
	argument = estimate_expression_value(root, linitial(((FuncExpr *) call)->args));
	return IsA(argument, Const) ? (const Const *) argument : NULL;
}

/*
 * Planner support of cells(): its rows are counted if the report is known; else
 * the planner takes what is declared.
 */
Datum
gov_cells_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *rows;
	const Const *report;

	if (!IsA(request, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	rows = (SupportRequestRows *) request;
	report = known_argument(rows->root, rows->node);
	if (report == NULL)
		PG_RETURN_POINTER(NULL);
	rows->rows = report->constisnull ? 0 : count_cells(report->constvalue);
	PG_RETURN_POINTER(rows);
}
