/*
 * work.c
 *		Working memory for reading one text.
 *
 * It can be many times the value's size, so it is thrown away after each; but
 * its first block stays with the call, because COPY and scans call for row after
 * row.  A direct call has nowhere to keep it.
 */
#include "govreport_pg.h"

#include "utils/memutils.h"

/* First block of the working memory: enough for most reports. */
#define WORK_FIRST_BLOCK ((Size) 256 * 1024)

/* Switches to the call's working memory, which is empty, and returns it. */
MemoryContext
gov_work_begin(FunctionCallInfo fcinfo)
{
	FmgrInfo   *call = fcinfo->flinfo;
	MemoryContext work;

	if (call != NULL && call->fn_extra != NULL)
	{
		work = (MemoryContext) call->fn_extra;
		MemoryContextReset(work);	/* an error may have left it full */
	}
	else
	{
		work = AllocSetContextCreate(call != NULL ? call->fn_mcxt : CurrentMemoryContext,
									 "gov_disclosure_report input", 0,
									 WORK_FIRST_BLOCK, ALLOCSET_DEFAULT_MAXSIZE);
		if (call != NULL)
			call->fn_extra = work;
	}
	MemoryContextSwitchTo(work);
	return work;
}

/* Ends the use of working memory; the caller has switched back. */
void
gov_work_end(FunctionCallInfo fcinfo, MemoryContext work)
{
	if (fcinfo->flinfo != NULL)
		MemoryContextReset(work);
	else
		MemoryContextDelete(work);
}
