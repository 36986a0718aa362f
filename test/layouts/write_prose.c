/*
 * write_prose.c
 *		Blocks of prose as web pages, documents and crawlers print them.
 */
#include "generator.h"

#include <stdio.h>
#include <string.h>

/* Ends a page: the number on a line of its own, blank lines around it. */
void
page_break(Case *c, Text *out)
{
	char		number[64];
	const char *format = c->style.page_number;
	const char *mark = strstr(format, "%d");
	int			indent = random_chance(&c->random, 50) ?
		random_below(&c->random, 60) : 0;

	c->page++;
	snprintf(number, sizeof(number), "%.*s%d%s", (int) (mark - format), format,
			 c->page, mark + 2);
	text_repeat(out, "\n", random_below(&c->random, 3));
	text_repeat(out, " ", indent);
	text_put(out, number);
	text_put(out, "\n");
	if (random_chance(&c->random, 20))
		text_put(out, "\f");
	else
		text_repeat(out, "\n", random_below(&c->random, 3));
}

/* A block as a paragraph on one line. */
void
prose_lines(Case *c, const Block *block, Text *out)
{
	if (c->style.indent && block->kind == BLOCK_PARAGRAPH)
		text_put(out, random_chance(&c->random, 50) ? "　　" : "    ");
	text_put(out, block->text);
	text_put(out, c->style.blank_lines ? "\n\n" : "\n");
}

/* A block broken into lines of a document's page. */
void
prose_pages(Case *c, const Block *block, Text *out)
{
	const char *text = block->text;
	int			width = random_between(&c->random, 26, 38);
	int			used = 0;

	if (block->kind == BLOCK_PARAGRAPH && c->style.indent)
	{
		text_put(out, "    ");
		used = 2;
	}
	else if (block->kind == BLOCK_TITLE && random_chance(&c->random, 40))
		text_repeat(out, " ", random_below(&c->random, 20));
	while (*text)
	{
		int			size = char_size(text);

		/* a number is not broken, nor does punctuation begin a line */
		if (used >= width && size >= 3 && strncmp(text, "，", 3) != 0 &&
			strncmp(text, "。", 3) != 0 && strncmp(text, "、", 3) != 0)
		{
			text_put(out, "\n");
			used = 0;
			if (c->style.page_breaks && random_chance(&c->random, 4))
				page_break(c, out);
		}
		text_add(out, text, (size_t) size);
		text += size;
		used++;
	}
	text_put(out, "\n");
	if (c->style.page_breaks && random_chance(&c->random, 5))
		page_break(c, out);
}

/* A block run into the one before it. */
void
prose_one_line(Case *c, const Block *block, Text *out)
{
	bool		first = out->len == 0;

	if (!first && (block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING) &&
		random_chance(&c->random, 40))
		text_put(out, " ");
	text_put(out, block->text);
	if (block->kind == BLOCK_TITLE ||
		(block->kind == BLOCK_HEADING && random_chance(&c->random, 40)))
		text_put(out, " ");
}

/* A block as Markdown: titles with hashes or bold. */
void
prose_markdown(Case *c, const Block *block, Text *out)
{
	if (block->kind == BLOCK_TITLE && random_chance(&c->random, 70))
		text_put(out, "# ");
	else if (block->kind == BLOCK_HEADING && random_chance(&c->random, 70))
		text_put(out, "## ");
	else if (block->kind == BLOCK_HEADING && random_chance(&c->random, 50))
	{
		text_printf(out, "**%s**\n\n", block->text);
		return;
	}
	text_put(out, block->text);
	text_put(out, "\n\n");
}
