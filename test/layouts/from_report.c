/*
 * from_report.c
 *		A report that was read somewhere, made into a case as if its figures had
 *		been invented here: so real figures and prose go through the writers.
 */
#include "generator.h"

#include <stdio.h>
#include <string.h>

/* True when the report prints a figure of the row in its table. */
static bool
has_row(const GrReport *report, int row)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].row == (GrRowId) row && report->state[figure] != GR_ABSENT)
			return true;
	return false;
}

/* The rows that the report prints, whatever its edition. */
static void
take_rows(Case *c, const GrReport *report)
{
	for (int table = 0; table < GR_TABLES; table++)
	{
		int			rows[GR_ROWS];
		int			count = gr_table_rows(table, rows);

		for (int i = 0; i < count; i++)
			if (has_row(report, rows[i]))
			{
				RowSpec    *spec = &c->rows[table][c->nrows[table]++];

				memset(spec, 0, sizeof(*spec));
				spec->row = rows[i];
				spec->group = gr_rows[rows[i]].group;
				spec->skip = GR_NONE;
			}
	}
	for (int column = gr_table_first_column(GR_REQUESTS);
		 column < gr_table_end_column(GR_REQUESTS); column++)
		c->columns[c->ncolumns++] = column;
}

/* True when section two is that of 2019 though the report is of 2021. */
static bool
is_mixed(const GrReport *report)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table == GR_PROACTIVE && report->edition == 2021 &&
			gr_figures[figure].editions == GR_2019 && report->state[figure] != GR_ABSENT)
			return true;
	return false;
}

/* Adds a block with a copy of its text. */
static Block *
add(Case *c, BlockKind kind, const char *data, size_t len)
{
	Block	   *block;
	Text		text = {0};

	if (c->nblocks == BLOCKS_MAX)
		return NULL;
	text_add(&text, data, len);
	block = &c->blocks[c->nblocks++];
	block->kind = kind;
	block->text = case_keep(c, text.data);
	text_free(&text);
	return block;
}

/* Prose, a paragraph per line. */
static void
add_prose(Case *c, GrText prose)
{
	const char *p = prose.data;
	const char *end = prose.data + prose.len;

	while (prose.len > 0 && p < end)
	{
		const char *stop = memchr(p, '\n', (size_t) (end - p));
		size_t		len = (size_t) ((stop ? stop : end) - p);

		if (len > 0)
			add(c, BLOCK_PARAGRAPH, p, len);
		p += len + 1;
	}
}

/* A section with its title, its prose, and its table if it has one. */
static void
add_section(Case *c, const GrReport *report, int n)
{
	const GrSection *section = gr_report_section(report, n);
	int			table = n - 2;
	const char *title;

	if (section && section->heading.len > 0)
		add(c, BLOCK_HEADING, section->heading.data, section->heading.len);
	else if (n <= GR_FORM_SECTIONS)
	{
		title = case_printf(c, "%s、%s", gr_section_numerals[n], gr_section_titles[n]);
		add(c, BLOCK_HEADING, title, strlen(title));
	}
	if (section)
		add_prose(c, section->prose);
	if (table >= 0 && table < GR_TABLES && c->nrows[table] > 0)
	{
		Block	   *block = add(c, BLOCK_TABLE, "", 0);

		if (block)
			block->table = table;
	}
}

/* Title, opening words, sections. */
static void
take_prose(Case *c, const GrReport *report)
{
	if (report->title.len > 0)
		add(c, BLOCK_TITLE, report->title.data, report->title.len);
	add_prose(c, report->preamble);
	for (int n = 1; n <= GR_FORM_SECTIONS; n++)
		add_section(c, report, n);
}

void
case_of_report(Case *c, const Layout *layout, uint64_t seed, const GrReport *report)
{
	case_start(c, layout, seed);
	c->edition = report->edition;
	c->year = report->year;
	c->mixed = is_mixed(report);
	snprintf(c->body, sizeof(c->body), "%.*s", (int) report->authority.len,
			 report->authority.data ? report->authority.data : "");
	memcpy(c->state, report->state, sizeof(c->state));
	memcpy(c->value, report->value, sizeof(c->value));
	take_rows(c, report);
	grids_make(c);
	take_prose(c, report);
	case_write(c);
}
