/*
 * write_text.c
 *		A report as canonical text (see canonical.h).
 */
#include "canonical.h"
#include "coverage.h"
#include "official_layout.h"

#include <inttypes.h>
#include <string.h>

/* What the walk over a table carries along. */
typedef struct TableWriter
{
	const GrReport *report;
	GrBuffer   *buffer;
	int			lines;			/* written so far */
} TableWriter;

/* True for a character that stands for itself in escaped text. */
static inline bool
is_plain(char c)
{
	return (unsigned char) c >= 0x20 && c != '\\' && c != 0x7F;
}

/* Adds a text as part of one line. */
static void
add_escaped(GrBuffer *buffer, GrText text)
{
	size_t		from = 0;

	for (size_t i = 0; i < text.len; i++)
	{
		char		c = text.data[i];

		if (is_plain(c))
			continue;
		gr_buffer_add(buffer, text.data + from, i - from);
		from = i + 1;
		if (c == '\\')
			gr_buffer_string(buffer, "\\\\");
		else if (c == '\n')
			gr_buffer_string(buffer, "\\n");
		else if (c == '\t')
			gr_buffer_string(buffer, "\\t");
		else if (c == '\r')
			gr_buffer_string(buffer, "\\r");
		else
			gr_buffer_printf(buffer, "\\x%02x", (unsigned char) c);
	}
	if (text.len > from)
		gr_buffer_add(buffer, text.data + from, text.len - from);
}

/* How many lines add_lines() makes of a text. */
static size_t
count_lines(GrText text)
{
	size_t		lines = 0;
	const char *p = text.data;
	const char *end;

	if (text.len == 0)
		return 0;
	end = text.data + text.len;
	while ((p = memchr(p, '\n', (size_t) (end - p))) != NULL)
	{
		lines++;
		p++;
	}
	return lines + 1;
}

/* Adds a text as it is, as whole lines; nothing for no text. */
static void
add_lines(GrBuffer *buffer, GrText text)
{
	if (text.len == 0)
		return;
	gr_buffer_add(buffer, text.data, text.len);
	gr_buffer_char(buffer, '\n');
}

/* True when one of the figures is in the report; GR_NONE never is. */
static bool
any_present(const GrReport *report, const int *figures, int nfigures)
{
	for (int i = 0; i < nfigures; i++)
		if (figures[i] != GR_NONE && report->state[figures[i]] != GR_ABSENT)
			return true;
	return false;
}

/* Adds a figure's cell. */
static void
add_cell(GrBuffer *buffer, const GrReport *report, int figure)
{
	char		number[32];

	if (figure == GR_NONE)
		return;
	switch ((GrState) report->state[figure])
	{
		case GR_NUMBER:
			gr_number_print(figure, report->value[figure], number, sizeof(number));
			gr_buffer_string(buffer, number);
			break;
		case GR_BLANK:
			break;
		case GR_NOT_APPLICABLE:
			gr_buffer_string(buffer, GR_CELL_NOT_APPLICABLE);
			break;
		case GR_UNREADABLE:
			gr_buffer_string(buffer, GR_CELL_UNREADABLE);
			break;
		case GR_ABSENT:
			gr_buffer_string(buffer, GR_CELL_ABSENT);
			break;
	}
}

/* Writes a block's heads if one of its figures is in the report. */
static bool
write_block(void *context, GrText heads, const int *figures, int nfigures)
{
	TableWriter *writer = context;

	if (!any_present(writer->report, figures, nfigures))
		return false;
	gr_buffer_add(writer->buffer, heads.data, heads.len);
	writer->lines += (int) count_lines(heads) - 1;
	return true;
}

/* Writes a row if one of its figures is in the report. */
static bool
write_row(void *context, GrText prefix, const int *figures, int nfigures)
{
	TableWriter *writer = context;

	if (!any_present(writer->report, figures, nfigures))
		return false;
	gr_buffer_add(writer->buffer, prefix.data, prefix.len);
	for (int i = 0; i < nfigures; i++)
	{
		if (i > 0)
			gr_buffer_char(writer->buffer, '\t');
		add_cell(writer->buffer, writer->report, figures[i]);
	}
	gr_buffer_char(writer->buffer, '\n');
	writer->lines++;
	return true;
}

/* True when the report has a figure of the table. */
static bool
has_table(const GrReport *report, int table)
{
	for (int i = 0; i < GR_FIGURES; i++)
		if ((int) gr_figures[i].table == table && report->state[i] != GR_ABSENT)
			return true;
	return false;
}

/* Writes a table; gives the number of its lines. */
static int
write_table(const GrReport *report, int table, GrBuffer *buffer)
{
	TableWriter writer = {report, buffer, 0};
	GrLayoutVisitor visitor = {&writer, write_block, write_row};

	gr_layout_walk((GrTable) table, gr_edition_mask(report->edition), &visitor);
	return writer.lines;
}

/* Writes the line above a section: its own heading, or else the form's. */
static void
write_heading(const GrSection *section, int number, GrBuffer *buffer)
{
	if (section != NULL && section->heading.len > 0)
		add_escaped(buffer, section->heading);
	else if (number <= GR_FORM_SECTIONS)
		gr_buffer_printf(buffer, "%s、%s", gr_section_numerals[number],
						 gr_section_titles[number]);
	else
		gr_buffer_printf(buffer, "%d、", number);
	gr_buffer_char(buffer, '\n');
}

/*
 * Writes all sections and tables by number, those of the form's that are not
 * in the report only if they have a table; fills in the tables' lines.
 */
static void
write_body(const GrReport *report, GrBuffer *buffer, int table_lines[GR_TABLES])
{
	int			next = 0;

	for (int number = 1; number <= GR_SECTION_NUMBER_MAX; number++)
	{
		const GrSection *section = NULL;
		int			table = GR_SECTION_TABLE(number);
		bool		tabled = table >= 0 && table < GR_TABLES && has_table(report, table);

		if (next < report->nsections && report->sections[next].number == number)
			section = &report->sections[next++];
		if (section == NULL && !tabled)
			continue;
		write_heading(section, number, buffer);
		if (tabled)
			table_lines[table] = write_table(report, table, buffer);
		if (section != NULL)
			add_lines(buffer, section->prose);
	}
}

/* Writes the trailer's lines that hold something of the report. */
static void
write_notes(const GrReport *report, GrBuffer *buffer)
{
	for (int i = 0; i < report->nnotes; i++)
	{
		const GrNote *note = &report->notes[i];

		gr_buffer_printf(buffer, GR_TRAILER_NOTE "%s\t%s\t%d\t",
						 gr_note_code(note->code),
						 note->figure == GR_NONE ? GR_TRAILER_NONE : gr_figures[note->figure].key,
						 note->line);
		add_escaped(buffer, note->raw);
		gr_buffer_char(buffer, '\n');
	}
	if (report->authority.len > 0)
	{
		gr_buffer_string(buffer, GR_TRAILER_AUTHORITY);
		add_escaped(buffer, report->authority);
		gr_buffer_char(buffer, '\n');
	}
}

/* Writes the lines of figures that not all reports gave; tells how many. */
static int
write_coverage(const GrReport *report, GrBuffer *buffer)
{
	int			lines = 0;

	for (int i = 0; i < GR_FIGURES; i++)
		if (report->state[i] == GR_NUMBER && report->lacking[i] != 0)
		{
			gr_buffer_printf(buffer, GR_TRAILER_COVERAGE "%s\t%" PRId64 "\n",
							 gr_figures[i].key, gr_report_coverage(report, i));
			lines++;
		}
	return lines;
}

/* Writes the last line, which says what all the others are. */
static void
write_counts(const GrReport *report, const int table_lines[GR_TABLES], GrBuffer *buffer)
{
	const char *separator = "";

	gr_buffer_printf(buffer, GR_TRAILER_LAST "edition=%d year=", report->edition);
	if (report->year == 0)
		gr_buffer_string(buffer, GR_TRAILER_NONE);
	else
		gr_buffer_printf(buffer, "%d", report->year);
	gr_buffer_printf(buffer, " title=%d preamble=%zu sections=",
					 report->title.len > 0, count_lines(report->preamble));
	for (int i = 0; i < report->nsections; i++)
	{
		const GrSection *section = &report->sections[i];

		gr_buffer_printf(buffer, "%s%d%s:%zu", separator, section->number,
						 section->heading.len > 0 ? "h" : "",
						 count_lines(section->prose));
		separator = ",";
	}
	if (report->nsections == 0)
		gr_buffer_string(buffer, GR_TRAILER_NONE);
	separator = " tables=";
	for (int table = 0; table < GR_TABLES; table++)
	{
		gr_buffer_printf(buffer, "%s%d", separator, table_lines[table]);
		separator = ",";
	}
	gr_buffer_printf(buffer, " notes=%d authority=%d", report->nnotes,
					 report->authority.len > 0);
}

/* Writes a report as canonical text. */
void
gr_write_text(const GrReport *report, GrBuffer *buffer)
{
	int			table_lines[GR_TABLES] = {0};
	int			coverage;

	gr_form_init();
	if (report->title.len > 0)
	{
		add_escaped(buffer, report->title);
		gr_buffer_char(buffer, '\n');
	}
	add_lines(buffer, report->preamble);
	write_body(report, buffer, table_lines);
	write_notes(report, buffer);
	coverage = write_coverage(report, buffer);
	write_counts(report, table_lines, buffer);
	if (gr_is_consolidated(report))
		gr_buffer_printf(buffer, " reports=%" PRId64 " coverage=%d",
						 gr_report_reports(report), coverage);
}
