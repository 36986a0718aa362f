/*
 * style.c
 *		How a report spells labels and numbers.
 */
#include "generator.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What the labels of real reports were found to be changed to. */
static const GrFormAlias row_misprints[] = {
	{GR_ROW_refused_prohibited_by_law, "其他法律行政止公开"},
	{GR_ROW_not_processed_petition, "信访举报投诉类申情"},
	{GR_ROW_unavailable_not_held, "本机关不掌握相关信息"},
	{GR_ROW_received, "本年新收政府信息公开申请数"},
	{GR_NONE, NULL}
};

/* Chooses this report's habits, as far as its layout can bear them. */
void
style_make(Case *c)
{
	static const char *const zeros[] = {"0", "0", "0", "0", "0", "０", "零"};
	static const char *const marks[] = {"/", "/", "-", "—", "无"};
	static const char *const pages[] = {
		"- %d -", "-%d-", "— %d —", "— %d—", "P. %d", "%d", "第%d页"
	};
	Random	   *random = &c->random;
	Style	   *style = &c->style;
	unsigned	flags = c->layout->flags;

	style->brackets = random_below(random, BRACKETS);
	style->numbering = random_chance(random, 50) ? NUMBERING_DOT :
		random_below(random, NUMBERINGS);
	style->narrow_punctuation = random_chance(random, 25);
	style->quotes = random_chance(random, 60) ? 0 : random_below(random, 3);
	style->blanks = random_chance(random, 70) ? 0 : random_between(random, 5, 40);
	style->aliases = random_chance(random, 50) ? 0 : random_between(random, 5, 50);
	style->misprints = random_chance(random, 70) ? 0 : random_between(random, 5, 20);
	style->thousands = random_chance(random, 12);
	style->wide_digits = random_chance(random, 8);
	style->remarks = random_chance(random, 85) ? 0 : 20;
	style->units = random_chance(random, 85) ? 0 : random_between(random, 10, 90);
	style->zero = RANDOM_PICK(random, zeros);
	style->not_applicable = RANDOM_PICK(random, marks);
	style->blank = "";
	style->padding = "";
	style->total_row = 1;
	style->heads_split = random_chance(random, 7);
	if (flags & LAYOUT_GRIDS)
	{
		static const char *const blanks[] = {"", "", "\u00a0", " ", "　", "&nbsp;"};
		static const char *const paddings[] = {"", "", "", "  ", "\u00a0", "　"};

		style->blank = RANDOM_PICK(random, blanks);
		style->padding = RANDOM_PICK(random, paddings);
		style->split_numbers = random_chance(random, 94) ? 0 : 20;
		if (random_chance(random, 15))
			style->total_row = random_below(random, 3);
	}
	style->digits_spaced = random_chance(random, 30);
	style->blank_lines = random_chance(random, 40);
	style->indent = random_chance(random, 30);
	style->page_number = RANDOM_PICK(random, pages);
	style->page_breaks = (flags & LAYOUT_PAGED) && random_chance(random, 80);
	style->heads_repeated = random_chance(random, 30);
	style->groups_repeated = random_chance(random, 50);
	style->heads_broken = random_chance(random, 20);
	style->crlf = random_chance(random, 8);
	style->bom = random_chance(random, 4);
	if (flags & LAYOUT_PLAIN)
	{
		style->thousands = style->wide_digits = false;
		style->remarks = style->units = style->split_numbers = 0;
		style->zero = "0";
		style->heads_split = false;
	}
	if (flags & LAYOUT_EXACT_LABELS)
		style->blanks = style->misprints = 0;
	if ((flags & LAYOUT_GLUED) && style->numbering == NUMBERING_NONE)
		style->numbering = NUMBERING_DOT;
}

/* Half width punctuation and the report's quotation marks and brackets. */
const char *
style_punctuation(Case *c, const char *text)
{
	static const struct
	{
		const char *wide;
		const char *narrow;
	}			marks[] = {{"，", ","}, {"：", ":"}};
	static const char *const open[] = {"“", "\"", "「"};
	static const char *const close[] = {"”", "\"", "」"};
	const char *brackets[2] = {"（", "）"};
	const char *result = text;

	if (c->style.brackets != BRACKETS_WIDE)
	{
		brackets[0] = "(";
		brackets[1] = ")";
	}
	for (int step = 0; step < 6; step++)
	{
		Text		out = {0};

		if (step < 2 && c->style.narrow_punctuation)
			text_replace(&out, result, marks[step].wide, marks[step].narrow);
		else if (step == 2)
			text_replace(&out, result, "（", brackets[0]);
		else if (step == 3)
			text_replace(&out, result, "）", brackets[1]);
		else if (step == 4)
			text_replace(&out, result, "“", open[c->style.quotes]);
		else if (step == 5)
			text_replace(&out, result, "”", close[c->style.quotes]);
		else
			continue;
		result = case_keep(c, out.data);
		text_free(&out);
	}
	return result;
}

/* A blank or two inside a label, as justified print leaves them. */
static const char *
with_blanks(Case *c, const char *label)
{
	int			length = char_count(label);
	Text		out = {0};
	const char *result;
	int			first = random_between(&c->random, 1, length - 1);
	int			second = random_chance(&c->random, 30) ?
		random_between(&c->random, 1, length - 1) : first;
	bool		all = length <= 3;	/* "总 计", "自 然 人" */

	for (int i = 0; *label; i++)
	{
		int			size = char_size(label);

		if (i > 0 && (all || i == first || i == second))
			text_put(&out, " ");
		text_add(&out, label, (size_t) size);
		label += size;
	}
	result = case_keep(c, out.data);
	text_free(&out);
	return result;
}

/* One character deleted, doubled, exchanged or replaced. */
static const char *
with_edit(Case *c, const char *label)
{
	static const char *const strays[] = {"的", "工", "件", "己", "公", "末", "类", "为"};
	int			at = random_below(&c->random, char_count(label));
	int			from = char_offset(label, at);
	int			size = char_size(label + from);
	Text		out = {0};
	const char *result;

	text_add(&out, label, (size_t) from);
	switch (random_below(&c->random, 3))
	{
		case 0:
			break;
		case 1:
			text_put(&out, RANDOM_PICK(&c->random, strays));
			break;
		default:
			text_put(&out, RANDOM_PICK(&c->random, strays));
			text_add(&out, label + from, (size_t) size);
			break;
	}
	text_put(&out, label + from + size);
	result = case_keep(c, out.data);
	text_free(&out);
	return result;
}

/* Lowers least to a spelling's distance to a label that is not its own. */
static void
approach(const char *spelling, const char *own, const char *label,
		 const char *label_of, int *least)
{
	int			distance;

	if (strcmp(label_of, own) == 0 || label[0] == '\0')
		return;
	distance = char_distance(spelling, label);
	if (distance < *least)
		*least = distance;
}

/* The least distance of a spelling to any label of the form but its own. */
static int
distance_to_others(const char *spelling, const char *own)
{
	int			least = 1000;

	for (int row = 0; row < GR_ROWS; row++)
		approach(spelling, own, gr_rows[row].label, gr_rows[row].label, &least);
	for (const GrFormAlias *a = gr_row_aliases; a->label; a++)
		approach(spelling, own, a->label, gr_rows[a->id].label, &least);
	for (int group = 0; group < GR_GROUPS; group++)
		approach(spelling, own, gr_groups[group].label, gr_groups[group].label, &least);
	for (int column = 0; column < GR_COLUMNS; column++)
		approach(spelling, own, gr_columns[column].label, gr_columns[column].label, &least);
	return least;
}

/* A misprint of a long label that stays far nearer to it than to any other. */
static const char *
with_misprint(Case *c, const char *label)
{
	int			length = char_count(label);
	const char *result = label;

	if (length < 7)
		return label;
	result = with_edit(c, result);
	if (length >= 10 && random_chance(&c->random, 30))
		result = with_edit(c, result);
	/* another unit would be another statement, not a misprint */
	if (strstr(label, "万元") != NULL && strstr(result, "万元") == NULL)
		return label;
	return distance_to_others(result, label) > 4 ? result : label;
}

/* One of a list's spellings for an identifier, or the label. */
static const char *
other_spelling(Case *c, const GrFormAlias *list, int id, const char *label)
{
	int			count = 0;

	for (const GrFormAlias *a = list; a->label; a++)
		count += a->id == id;
	if (count == 0)
		return label;
	count = random_below(&c->random, count);
	for (const GrFormAlias *a = list; a->label; a++)
		if (a->id == id && count-- == 0)
			return a->label;
	return label;
}

/* "1." or "（一）" or "一、" as this report writes it. */
static void
put_enumerator(Case *c, Text *out, const char *enumerator)
{
	static const char *const dots[NUMBERINGS] = {".", ". ", "．", "、", ""};

	if (enumerator[0] >= '0' && enumerator[0] <= '9')
	{
		if (c->style.numbering == NUMBERING_NONE)
			return;
		text_add(out, enumerator, 1);
		text_put(out, dots[c->style.numbering]);
		return;
	}
	text_put(out, enumerator);
	if (c->style.brackets == BRACKETS_NARROW_BLANK &&
		strncmp(enumerator, "（", strlen("（")) == 0)
		text_put(out, " ");
}

/* A label with its number, varied. */
const char *
style_label(Case *c, const char *enumerator, const char *label,
			const GrFormAlias *aliases, int id)
{
	Text		out = {0};
	const char *result;

	if (aliases != NULL && random_chance(&c->random, c->style.aliases))
		label = other_spelling(c, aliases, id, label);
	if (random_chance(&c->random, c->style.misprints))
		label = with_misprint(c, label);
	if (random_chance(&c->random, c->style.blanks))
		label = with_blanks(c, label);
	put_enumerator(c, &out, enumerator);
	text_put(&out, label);
	result = style_punctuation(c, case_keep(c, out.data));
	text_free(&out);
	return result;
}

/* The label of a row. */
const char *
style_row_label(Case *c, int row)
{
	const GrFormAlias *list = gr_row_aliases;
	const char *label = gr_row_label(row, case_edition(c, gr_rows[row].table));

	if (random_chance(&c->random, c->style.misprints))
		list = row_misprints;
	label = style_label(c, gr_rows[row].enumerator, label, list, row);
	if (row == GR_ROW_normative_documents && random_chance(&c->random, c->style.remarks))
		label = style_punctuation(c, case_printf(c, "%s（指本机关印发的有正式文号的文件）", label));
	return label;
}

/* The label of a group. */
const char *
style_group_label(Case *c, int group)
{
	return style_label(c, gr_groups[group].enumerator, gr_groups[group].label,
					   gr_group_aliases, group);
}

/* The label of a column. */
const char *
style_column_label(Case *c, int column)
{
	const char *label = gr_column_label(column, case_edition(c, gr_columns[column].table));
	const char *hit = strstr(label, "（单位");
	const char *remark = NULL;

	if (c->column_text[column])
		return c->column_text[column];
	if (column == GR_COLUMN_items_last_year)
		remark = case_printf(c, "（指%d年的事项数）", c->year - 1);
	else if (column == GR_COLUMN_change)
		remark = "（减少的用负数表示，如-8）";
	else if (column == GR_COLUMN_decisions)
		remark = case_printf(c, "（指%d年办件量）", c->year);
	if (remark && random_chance(&c->random, c->style.remarks))
		return style_punctuation(c, case_printf(c, "%s%s", label, remark));

	/* the amount's head in many provinces: "..., 4 decimals" before the bracket */
	if (hit != NULL && random_chance(&c->random, 20))
	{
		size_t		len = strlen(label) - strlen("）");

		label = case_printf(c, "%.*s，保留4位小数）", (int) len, label);
	}
	return style_label(c, "", label, gr_column_aliases, column);
}

/* The nth further word of a table's head. */
const char *
style_head(Case *c, GrTable table, int nth)
{
	for (const GrFormAlias *a = gr_heads; a->label; a++)
		if (a->id == (int) table && nth-- == 0)
			return style_label(c, "", a->label, NULL, 0);
	return "";
}

/* Whole number with thousands separators, if the report has them. */
static void
put_count(Case *c, Text *out, uint64_t value)
{
	char		digits[32];
	int			len = snprintf(digits, sizeof(digits), "%" PRIu64, value);

	for (int i = 0; i < len; i++)
	{
		text_add(out, digits + i, 1);
		if (c->style.thousands && i + 1 < len && (len - 1 - i) % 3 == 0)
			text_put(out, ",");
	}
}

/* An amount: whole, point, as many decimals as it has. */
static void
put_amount(Case *c, Text *out, int64_t value)
{
	int64_t		rest = value % GR_AMOUNT_SCALE;
	char		digits[16];
	int			len;

	put_count(c, out, (uint64_t) (value / GR_AMOUNT_SCALE));
	if (rest == 0)
		return;
	len = snprintf(digits, sizeof(digits), "%06" PRId64, rest);
	while (digits[len - 1] == '0')
		digits[--len] = '\0';
	text_printf(out, ".%s", digits);
}

/* The amount of purchases: in yuan, in 10,000 yuan, or without unit. */
static void
put_purchase(Case *c, Text *out, int64_t value)
{
	if (value > 0 && random_chance(&c->random, 40) &&
		!(c->layout->flags & LAYOUT_PLAIN))
	{
		put_count(c, out, (uint64_t) (value / 100));
		if (value % 100 != 0)
			text_printf(out, ".%02d", (int) (value % 100));
		text_put(out, "元");
		return;
	}
	put_amount(c, out, value);
	if (value > 0 && random_chance(&c->random, 40) &&
		!(c->layout->flags & LAYOUT_PLAIN))
		text_put(out, "万元");
}

/* A change: "-8", "减8", "+8", "增8" or "8". */
static void
put_change(Case *c, Text *out, int64_t value)
{
	static const char *const less[] = {"-", "-", "减", "减少", "－"};
	static const char *const more[] = {"", "", "+", "增", "增加"};
	bool		words = !(c->layout->flags & LAYOUT_PLAIN);

	if (value < 0)
		text_put(out, words ? RANDOM_PICK(&c->random, less) : "-");
	else if (value > 0)
		text_put(out, words ? RANDOM_PICK(&c->random, more) : "");
	put_count(c, out, (uint64_t) (value < 0 ? -value : value));
}

/* Full width digits. */
static const char *
widened(Case *c, const char *text)
{
	Text		out = {0};
	const char *result;

	for (; *text; text++)
	{
		if (*text >= '0' && *text <= '9')
		{
			char		wide[4] = {(char) 0xef, (char) 0xbc, (char) (0x90 + *text - '0'), 0};

			text_put(&out, wide);
		}
		else
			text_add(&out, text, 1);
	}
	result = case_keep(c, out.data ? out.data : "");
	text_free(&out);
	return result;
}

/* The number of a figure as this report prints it. */
static const char *
number_text(Case *c, int figure)
{
	Text		out = {0};
	int64_t		value = c->value[figure];
	const char *result;

	switch (gr_figure_unit(figure))
	{
		case GR_UNIT_CHANGE:
			put_change(c, &out, value);
			break;
		case GR_UNIT_AMOUNT:
			put_amount(c, &out, value);
			if (random_chance(&c->random, c->style.units))
				text_put(&out, "万元");
			break;
		case GR_UNIT_AMOUNT_ANY:
			put_purchase(c, &out, value);
			break;
		case GR_UNIT_COUNT:
			if (value == 0)
				text_put(&out, c->style.zero);
			else
				put_count(c, &out, (uint64_t) value);
			if (random_chance(&c->random, c->style.units) &&
				gr_figures[figure].table == GR_PROACTIVE)
				text_put(&out, "件");
			else if (value > 3 && random_chance(&c->random, c->style.remarks) &&
					 gr_figures[figure].row == GR_ROW_normative_documents)
				text_printf(&out, "（其中修订 %d 件）",
							random_between(&c->random, 1, value > 500 ? 500 : (int) value));
			break;
	}
	result = c->style.wide_digits ? widened(c, out.data) : case_keep(c, out.data);
	text_free(&out);
	return result;
}

/* A blank inside a long number, as where a cell's line was broken. */
static const char *
split(Case *c, const char *number)
{
	int			at = random_between(&c->random, 1, (int) strlen(number) - 1);

	return case_printf(c, "%.*s %s", at, number, number + at);
}

/* What stands in a figure's cell. */
const char *
style_figure(Case *c, int figure)
{
	const char *number;

	switch ((GrState) c->state[figure])
	{
		case GR_NUMBER:
			number = number_text(c, figure);
			if (strlen(number) >= 3 && strspn(number, "0123456789") == strlen(number) &&
				random_chance(&c->random, c->style.split_numbers))
				number = split(c, number);
			return c->style.padding[0] ? case_printf(c, "%s%s", c->style.padding, number) :
				number;
		case GR_NOT_APPLICABLE:
			return c->style.not_applicable;
		case GR_BLANK:
			return c->style.blank;
		case GR_ABSENT:
		case GR_UNREADABLE:
			break;
	}
	return "";
}
