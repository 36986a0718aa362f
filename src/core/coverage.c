/*
 * coverage.c
 *		Writing and reading the counts of a consolidated report (coverage.h).
 */
#include "coverage.h"

/* Both signs of what is stored are a bit longer than that. */
_Static_assert(GR_REPORTS_MAX < INT64_MAX / 8, "counts must fit a signed varint");

/* How many reports were added up in a report: 1 in one as published. */
int64_t
gr_report_reports(const GrReport *report)
{
	return report->others + 1;
}

/* How many of them gave a number for a figure. */
int64_t
gr_report_coverage(const GrReport *report, int figure)
{
	if (report->state[figure] != GR_NUMBER)
		return 0;
	return report->others + 1 - report->lacking[figure];
}

/* Sets both counts of a report; coverage counts for numbers only. */
bool
gr_report_set_coverage(GrReport *report, int figure, int64_t coverage)
{
	if (report->state[figure] != GR_NUMBER ||
		coverage > GR_REPORTS_MAX || coverage < -GR_REPORTS_MAX)
		return false;
	report->lacking[figure] = report->others + 1 - coverage;
	return true;
}

/* Is a count one that can be stored? */
static bool
is_count(int64_t count)
{
	return count <= GR_REPORTS_MAX && count >= -GR_REPORTS_MAX;
}

/* Is there anything that a report as published does not have? */
bool
gr_is_consolidated(const GrReport *report)
{
	if (report->others != 0)
		return true;
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] == GR_NUMBER && report->lacking[i] != 0)
			return true;
	return false;
}

/* Can the counts be stored?  The order of the looks keeps sums in range. */
bool
gr_coverage_valid(const GrReport *report)
{
	if (report->others > GR_REPORTS_MAX - 1 || report->others < -GR_REPORTS_MAX - 1)
		return false;
	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] == GR_NUMBER &&
			(report->lacking[i] > 2 * GR_REPORTS_MAX ||
			 report->lacking[i] < -2 * GR_REPORTS_MAX ||
			 !is_count(gr_report_coverage(report, i))))
			return false;
	return true;
}

/* The next figure from one on that is a number, or GR_FIGURES. */
static int
next_number(const GrReport *report, int figure)
{
	while (figure < GR_FIGURES && report->state[figure] != GR_NUMBER)
		figure++;
	return figure;
}

/* Finds the run that begins at a number: gives the number behind it. */
static int
end_of_run(const GrReport *report, int figure, uint64_t *count)
{
	int64_t		lacking = report->lacking[figure];

	*count = 0;
	do
	{
		figure = next_number(report, figure + 1);
		(*count)++;
	}
	while (figure < GR_FIGURES && report->lacking[figure] == lacking);
	return figure;
}

/* Writes the part. */
unsigned char *
gr_coverage_write(const GrReport *report, unsigned char *out)
{
	uint64_t	runs = 0;
	uint64_t	wanted = 0;
	uint64_t	count;

	for (int i = next_number(report, 0); i < GR_FIGURES;)
	{
		int64_t		lacking = report->lacking[i];

		i = end_of_run(report, i, &count);
		runs++;
		if (lacking != 0)
			wanted = runs;
	}
	out = gr_put_signed(out, gr_report_reports(report));
	out = gr_put_varint(out, wanted);
	for (int i = next_number(report, 0); wanted > 0; wanted--)
	{
		int64_t		lacking = report->lacking[i];

		i = end_of_run(report, i, &count);
		out = gr_put_varint(out, count);
		out = gr_put_signed(out, lacking);
	}
	return out;
}

/* Reads a run into the numbers from one on; gives the number behind it. */
static int
read_run(GrReader *reader, GrReport *report, int figure, int64_t *lacking)
{
	uint64_t	count;

	if (!gr_get_varint(reader, GR_FIGURES, &count) || count == 0 ||
		!gr_get_signed(reader, lacking))
		return GR_NONE;
	for (; count > 0; count--)
	{
		if (figure >= GR_FIGURES)
			return GR_NONE;
		report->lacking[figure] = *lacking;
		figure = next_number(report, figure + 1);
	}
	return figure;
}

/* Reads the part. */
bool
gr_coverage_read(GrReader *reader, GrReport *report)
{
	int64_t		reports;
	uint64_t	runs;
	int64_t		lacking = 0;
	int			figure = next_number(report, 0);

	if (!gr_get_signed(reader, &reports) || !is_count(reports) ||
		!gr_get_varint(reader, GR_FIGURES, &runs))
		return false;
	report->others = reports - 1;
	for (uint64_t i = 0; i < runs; i++)
	{
		int64_t		before = lacking;

		figure = read_run(reader, report, figure, &lacking);
		if (figure == GR_NONE || (i > 0 && lacking == before))
			return false;
	}
	/* a last run of full coverage, or nothing to tell, would not be written */
	return (runs == 0 ? reports != 1 : lacking != 0) && gr_coverage_valid(report);
}

/* Passes over the part. */
bool
gr_coverage_skip(GrReader *reader)
{
	int64_t		reports;
	uint64_t	runs;
	uint64_t	count;
	int64_t		lacking;

	if (!gr_get_signed(reader, &reports) || !gr_get_varint(reader, GR_FIGURES, &runs))
		return false;
	for (; runs > 0; runs--)
		if (!gr_get_varint(reader, GR_FIGURES, &count) || !gr_get_signed(reader, &lacking))
			return false;
	return true;
}
