/*
 * layouts.c
 *		The layouts, and how a report is made in one of them.
 *
 * To add a layout: a table writer in a write_*.c file and a line here.
 */
#include "generator.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES (LAYOUT_DROPS)
#define GLUED (LAYOUT_PLAIN | LAYOUT_DROPS | LAYOUT_NO_MARKS | LAYOUT_GLUED)
#define PAGE (HTML_PAGE | LAYOUT_GRIDS)
#define ASIDE (LAYOUT_PLAIN | LAYOUT_DROPS | LAYOUT_NO_MARKS | LAYOUT_SOFT | \
			   LAYOUT_EDITION_UNSURE)
#define DAMAGED (LAYOUT_PLAIN | LAYOUT_DROPS | LAYOUT_NO_MARKS | LAYOUT_EXACT_LABELS)

/* Damage, once among cells told apart by marks and once by lines and blanks. */
#define DAMAGE(name, about) \
	{"damage-" name "-grid", about ", tabs or pipes", write_any_grid, prose_lines, DAMAGED, name}, \
	{"damage-" name "-lines", about ", lines or blanks", write_any_lines, prose_lines, DAMAGED, name}

/* ... and in a page. */
#define HTML_DAMAGE(name, about) \
	{"html-damage-" name, about ", in a page", write_html, prose_html, DAMAGED | HTML_PAGE, name}

/* Copies of reports, made from some of the layouts. */
#define COPIES(name, about, flags) \
	{name "-tabs", about ", tab-separated", write_tabs, prose_lines, LAYOUT_GRIDS | (flags), NULL}, \
	{name "-pipes", about ", a row per line", write_pipe_rows, prose_lines, LAYOUT_GRIDS | (flags), NULL}, \
	{name "-paragraphs", about ", a cell per paragraph", write_paragraphs, prose_lines, LINES | (flags), NULL}, \
	{name "-spaces", about ", cells joined by blanks", write_spaces, prose_pages, LINES | LAYOUT_PAGED | (flags), NULL}, \
	{name "-pdf", about ", columns aligned", write_pdf_layout, prose_pages, LINES | LAYOUT_PAGED | (flags), NULL}, \
	{name "-glued", about ", in one line", write_glued, prose_one_line, GLUED | LAYOUT_ONE_LINE | (flags), NULL}, \
	{name "-html", about ", a page", write_html, prose_html, PAGE | HTML_CELLS | HTML_FURNITURE | (flags), NULL}

const Layout layouts[] = {
	{"tabs", "tab-separated, empty cells for spans", write_tabs, prose_lines, LAYOUT_GRIDS, NULL},
	{"tabs-ragged", "... with other empty cells on every page", write_tabs_ragged, prose_lines, LAYOUT_DROPS, NULL},
	{"tabs-labels-joined", "group and row label in one cell", write_several_labels, prose_lines, LAYOUT_DROPS, NULL},
	{"pipe-lines", "a cell per line ending in a pipe, filler on its own line", write_pipe_lines, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-lines-behind", "... filler behind the row's last cell", write_pipe_lines_behind, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-lines-bare", "... without filler", write_pipe_lines_bare, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-lines-dropped", "... blank cells gone into the filler", write_pipe_lines_dropped, prose_lines, LAYOUT_DROPS | LAYOUT_GAPS, NULL},
	{"pipe-rows-filled", "a row per line, filler pipes at its end", write_pipe_rows_filled, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-rows", "... without filler", write_pipe_rows, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-rows-grid", "... blank cells for spans", write_pipe_rows_grid, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-rows-leading", "Markdown rows without rule", write_pipe_rows_leading, prose_lines, LAYOUT_GRIDS, NULL},
	{"markdown", "Markdown with rule", write_markdown, prose_markdown, LAYOUT_GRIDS, NULL},
	{"markdown-groups", "small Markdown tables under invented heads", write_markdown_groups, prose_markdown, LAYOUT_GRIDS, NULL},
	{"pipe-opened", "a lone pipe, then cells on their own lines", write_pipe_opened, prose_lines, LAYOUT_GRIDS, NULL},
	{"pipe-alone", "text line, then a line with a pipe", write_pipe_alone, prose_lines, LAYOUT_DROPS, NULL},
	{"pipe-row-opened", "a lone pipe opens the row", write_pipe_row_opened, prose_lines, LAYOUT_GRIDS, NULL},
	{"paragraphs", "a cell per paragraph", write_paragraphs, prose_lines, LINES, NULL},
	{"cell-lines", "a cell per line", write_cell_lines, prose_lines, LINES, NULL},
	{"spaces", "cells joined by single blanks", write_spaces, prose_pages, LINES | LAYOUT_PAGED, NULL},
	{"pdf-raw", "a document in reading order", write_pdf_raw, prose_pages, LINES | LAYOUT_PAGED, NULL},
	{"pdf-layout", "a document with its columns aligned", write_pdf_layout, prose_pages, LINES | LAYOUT_PAGED, NULL},
	{"pdf-layout-blanks", "... with blank cells", write_pdf_layout, prose_pages, LINES | LAYOUT_PAGED | LAYOUT_GAPS, NULL},
	{"w3m-spaces", "a page with its columns aligned by display width", write_w3m_spaces, prose_pages, LINES, NULL},
	{"box", "line drawing characters", write_box, prose_pages, LAYOUT_DROPS, NULL},
	{"pandoc", "grid of plus, minus and pipe", write_pandoc, prose_pages, LAYOUT_DROPS, NULL},
	{"glued-rows", "digits glued to the label, row by row", write_glued_rows, prose_lines, GLUED, NULL},
	{"glued", "the whole report in one line", write_glued, prose_one_line, GLUED | LAYOUT_ONE_LINE, NULL},
	{"glued-spaced", "... with stray blanks", write_glued_spaced, prose_one_line, GLUED | LAYOUT_ONE_LINE, NULL},
	{"column-major", "all labels, then the numbers by columns", write_column_major, prose_pages, ASIDE, NULL},
	{"markdown-mixed", "labels and numbers apart, in Markdown", write_markdown_mixed, prose_markdown, ASIDE, NULL},
	{"labels-lost", "labels of nested rows lost", write_labels_lost, prose_lines, ASIDE, NULL},
	{"deduplicated", "every distinct string once", write_deduplicated, prose_lines, ASIDE, NULL},
	DAMAGE("row-moved", "two rows exchanged"),
	DAMAGE("row-missing", "a row missing"),
	DAMAGE("row-unknown", "a row the form does not have"),
	DAMAGE("subtotal", "a group with numbers of its own"),
	DAMAGE("row-repeated", "a row twice, the same"),
	DAMAGE("row-conflict", "a row twice, different"),
	DAMAGE("six-numbers", "a number missing"),
	DAMAGE("eight-numbers", "a number too many"),
	DAMAGE("no-totals", "no column of totals"),
	DAMAGE("table-twice", "a table printed twice"),
	DAMAGE("label-broken", "a page ends inside a label"),
	DAMAGE("heads-cut", "two heads cut to the same word"),
	DAMAGE("year-conflict", "two years"),
	{"damage-column-moved-grid", "two columns exchanged, tabs or pipes", write_any_grid, prose_lines, DAMAGED, "column-moved"},
	{"html", "a table with its spans", write_html, prose_html, PAGE, NULL},
	{"html-cells", "... with markup and invisible characters in cells", write_html, prose_html, PAGE | HTML_CELLS, NULL},
	{"html-word", "... pasted from a word processor", write_html, prose_html, PAGE | HTML_CELLS | HTML_WORD, NULL},
	{"html-furniture", "... among all that sites put around a text", write_html, prose_html, PAGE | HTML_FURNITURE, NULL},
	{"html-titles", "... titled elsewhere, otherwise, or twice", write_html, prose_html, PAGE | HTML_TITLES | HTML_FURNITURE, NULL},
	{"html-hidden", "... among hidden tables", write_html, prose_html, PAGE | HTML_HIDDEN, NULL},
	{"html-split", "the form's tables as several each", write_html_split, prose_html, PAGE | HTML_CELLS, NULL},
	{"html-rows", "every row a table", write_html_rows, prose_html, PAGE | HTML_CELLS, NULL},
	{"html-nested", "tables in tables", write_html_nested, prose_html, PAGE | HTML_CELLS, NULL},
	{"html-frames", "... in a page laid out by tables", write_html_nested, prose_html, PAGE | HTML_FRAMES | HTML_FURNITURE, NULL},
	{"html-mobile", "every table twice, for two kinds of screens", write_html_mobile, prose_html, PAGE | HTML_FURNITURE, NULL},
	{"html-broken", "as only browsers accept it", write_html, prose_html, PAGE | HTML_CELLS | HTML_BROKEN, NULL},
	{"html-spans", "absurd spans", write_html, prose_html, PAGE | HTML_SPANS, NULL},
	{"html-fragment", "no html, head or body", write_html, prose_html, PAGE | HTML_FRAGMENT, NULL},
	{"html-markdown", "tables within Markdown", write_html, prose_markdown, PAGE | HTML_FRAGMENT | HTML_MARKDOWN, NULL},
	{"html-divs", "cells that are no table's", write_html_divs, prose_html, HTML_PAGE | LINES, NULL},
	{"html-any", "all of it at once", write_html_any, prose_html, PAGE | HTML_ANY, NULL},
	HTML_DAMAGE("row-moved", "two rows exchanged"),
	HTML_DAMAGE("row-missing", "a row missing"),
	HTML_DAMAGE("row-unknown", "a row the form does not have"),
	HTML_DAMAGE("subtotal", "a group with numbers of its own"),
	HTML_DAMAGE("row-repeated", "a row twice, the same"),
	HTML_DAMAGE("row-conflict", "a row twice, different"),
	HTML_DAMAGE("six-numbers", "a number missing"),
	HTML_DAMAGE("eight-numbers", "a number too many"),
	HTML_DAMAGE("no-totals", "no column of totals"),
	HTML_DAMAGE("table-twice", "a table printed twice"),
	HTML_DAMAGE("heads-cut", "two heads cut to the same word"),
	HTML_DAMAGE("year-conflict", "two years"),
	HTML_DAMAGE("column-moved", "two columns exchanged"),
	COPIES("traditional", "traditional characters", LAYOUT_TRADITIONAL),
	COPIES("pinyin", "pronunciations behind them", LAYOUT_TRADITIONAL | LAYOUT_PINYIN),
};
const int	nlayouts = COUNT_OF(layouts);

/* One of the layouts with marks between cells, the same for a whole report. */
void
write_any_grid(Case *c, const Grid *grid, Text *out)
{
	switch (c->seed % 4)
	{
		case 0:
			write_tabs(c, grid, out);
			break;
		case 1:
			write_pipe_rows_grid(c, grid, out);
			break;
		case 2:
			write_pipe_rows(c, grid, out);
			break;
		default:
			write_markdown(c, grid, out);
			break;
	}
}

/* One of the layouts with lines or blanks only. */
void
write_any_lines(Case *c, const Grid *grid, Text *out)
{
	switch (c->seed % 4)
	{
		case 0:
			write_paragraphs(c, grid, out);
			break;
		case 1:
			write_cell_lines(c, grid, out);
			break;
		case 2:
			write_pipe_lines(c, grid, out);
			break;
		default:
			write_spaces(c, grid, out);
			break;
	}
}

const char *
case_keep(Case *c, const char *string)
{
	size_t		size = strlen(string) + 1;
	char	   *copy = malloc(size);

	if ((c->npool & (c->npool - 1)) == 0)
		c->pool = realloc(c->pool, sizeof(char *) * (size_t) (c->npool ? c->npool * 2 : 1));
	if (copy == NULL || c->pool == NULL)
		abort();
	memcpy(copy, string, size);
	c->pool[c->npool++] = copy;
	return copy;
}

const char *
case_printf(Case *c, const char *format,...)
{
	char		buffer[2048];
	va_list		args;

	va_start(args, format);
	vsnprintf(buffer, sizeof(buffer), format, args);
	va_end(args);
	return case_keep(c, buffer);
}

void
case_require(Case *c, uint64_t notes)
{
	if (c->nrequired < REQUIRED_MAX)
		c->required[c->nrequired++] = notes;
}

void
case_soften_row(Case *c, int row)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].row == (GrRowId) row)
			c->soft[figure] = true;
}

void
case_soften_table(Case *c, GrTable table)
{
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table == table)
			c->soft[figure] = true;
}

/* Edition and year: the form of 2019 lived on in some reports. */
static void
choose_edition(Case *c)
{
	c->edition = random_chance(&c->random, 30) ? 2019 : 2021;
	c->year = c->edition == 2021 ? random_between(&c->random, 2021, 2025) :
		random_chance(&c->random, 15) ? random_between(&c->random, 2021, 2023) :
		random_between(&c->random, 2019, 2020);
	c->mixed = c->edition == 2021 && random_chance(&c->random, 5) &&
		!c->layout->damage && !(c->layout->flags & LAYOUT_EDITION_UNSURE);
	c->other_as_one_row = !c->mixed && c->edition == 2021 && random_chance(&c->random, 8);
	c->ask_edition = !c->mixed && !(c->layout->flags & LAYOUT_EDITION_UNSURE);
	if (c->mixed)
		case_require(c, NOTE_BIT(EDITION_MIXED));
	c->ask_year = true;
	c->ask_authority = true;
}

/* Which cells are without number: only what the layout can show. */
static Gaps
choose_gaps(Case *c)
{
	static const Gaps marks[] = {GAPS_ZERO_NA, GAPS_SOME_NA, GAPS_ALL_NA};
	static const Gaps blanks[] = {
		GAPS_ZERO_BLANK, GAPS_SOME_BLANK, GAPS_MIDDLE_BLANK, GAPS_TOTALS_ONLY,
		GAPS_TEMPLATE
	};
	unsigned	flags = c->layout->flags;
	int			dice = random_below(&c->random, 100);

	if (flags & LAYOUT_GAPS)
		return RANDOM_PICK(&c->random, blanks);
	if (dice < 70 || c->layout->damage)
		return GAPS_NONE;
	if (dice < 80)
		return flags & LAYOUT_NO_MARKS ? GAPS_NONE : RANDOM_PICK(&c->random, marks);
	if (flags & LAYOUT_GRIDS)
		return RANDOM_PICK(&c->random, blanks);
	return dice < 82 ? GAPS_TEMPLATE : GAPS_NONE;
}

/* True when a row prints some numbers and leaves other cells blank. */
static bool
row_has_holes(const Case *c, int row)
{
	int			blanks = 0;
	int			printed = 0;

	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].row == (GrRowId) row)
		{
			blanks += c->state[figure] == GR_BLANK;
			printed += c->state[figure] == GR_NUMBER;
		}
	return blanks > 0 && printed > 0;
}

/* Where blank cells leave no trace, rows with some are open. */
static void
soften_holes(Case *c)
{
	bool		remedies = false;
	int			numbers = 0;
	int			blanks = 0;

	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].table != GR_REMEDIES && row_has_holes(c, row))
			case_soften_row(c, row);
	for (int figure = 0; figure < GR_FIGURES; figure++)
		if (gr_figures[figure].table == GR_REMEDIES)
		{
			numbers += c->state[figure] == GR_NUMBER;
			blanks += c->state[figure] == GR_BLANK;
		}
	remedies = numbers > 0 && blanks > 0;
	if (remedies)
		case_soften_table(c, GR_REMEDIES);
}

/* What of the truth a reader need not see. */
static void
soften(Case *c)
{
	unsigned	flags = c->layout->flags;

	if (flags & LAYOUT_DROPS)
		soften_holes(c);
	if ((flags & LAYOUT_GLUED) && c->gaps == GAPS_NONE)
		cuts_soften(c);
	if (flags & LAYOUT_SOFT)
		for (int table = 0; table < GR_TABLES; table++)
			case_soften_table(c, table);
}

/* Other line ends and a byte order mark, as files carry them. */
static void
end_lines(Case *c)
{
	Text		out = {0};

	if (c->style.bom)
		text_put(&out, "\xef\xbb\xbf");
	text_replace(&out, c->out.data, "\n", c->style.crlf ? "\r\n" : "\n");
	text_free(&c->out);
	c->out = out;
}

void
case_start(Case *c, const Layout *layout, uint64_t seed)
{
	memset(c, 0, sizeof(*c));
	gr_form_init();
	c->layout = layout;
	c->seed = seed;
	c->random.state = seed;
	c->twice = GR_NONE;
	choose_edition(c);
	style_make(c);
	if (layout->flags & HTML_PAGE)
		markup_make(c);
}

void
case_write(Case *c)
{
	const Layout *layout = c->layout;

	if (layout->flags & LAYOUT_TRADITIONAL)
		traditional_make(c);
	for (int i = 0; i < c->nblocks; i++)
		if (c->blocks[i].kind == BLOCK_TABLE)
			layout->table(c, &c->grids[c->blocks[i].table], &c->out);
		else
			layout->prose(c, &c->blocks[i], &c->out);
	if (layout->flags & HTML_PAGE)
		markup_frame(c);
	if (layout->flags & LAYOUT_PINYIN)
		pinyin_put(c);
	end_lines(c);
}

void
case_make(Case *c, const Layout *layout, uint64_t seed)
{
	Damage		damage = damage_named(layout->damage);

	case_start(c, layout, seed);
	c->gaps = choose_gaps(c);
	truth_make(c);
	truth_gaps(c);
	rows_make(c);
	if (damage)
		damage(c);
	grids_make(c);
	prose_make(c);
	soften(c);
	case_write(c);
}

void
case_free(Case *c)
{
	for (int i = 0; i < c->npool; i++)
		free(c->pool[i]);
	free(c->pool);
	text_free(&c->out);
	if (c->markup.decoy)
	{
		case_free(c->markup.decoy);
		free(c->markup.decoy);
	}
	memset(c, 0, sizeof(*c));
}
