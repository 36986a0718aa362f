/*
 * write_html_page.c
 *		The page around the tables: prose, titles, and all that sites put before,
 *		into and after an article.
 *
 * In the strings stand the marks of prose.c.
 */
#include "markup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The site's name: stands in furniture only. */
#define SITE "桃源政务在线"
/* What reports are called in links and titles outside the article. */
#define REPORT_NAME "政府信息公开工作年度报告"

/* Words that only furniture contains: none may occur in what is read as text. */
static const char *const furniture_words[] = {
	"桃源", "当前位置", "首页", "索引号", "发布机构", "发布时间", "发布日期", "公开日期",
	"发文日期", "成文日期", "文号：", "字号：", "字体：", "打印", "来源：", "浏览次数",
	"点击数", "上一篇", "下一篇", "扫一扫", "备案号", "标识码", "版权所有", "主办", "承办",
	"无障碍", "长者版", "登录", "注册", "分享到", "收藏", "QQ空间", "网站地图",
	"相关链接", "附件下载", "关闭窗口", "document.", "搜索", "返回顶部", "function",
	"主题分类", "有效性", "mso", "MsoNormal", "责任编辑", "阅读次数"
};

/* The menu's entries. */
static const char *const menu[] = {
	"首页", "桃源概况", "桃源要闻", "政务公开首页", "网站地图", "互动首页", "登录", "注册"
};

/* The words of a line below the title. */
static const char *const under_title[] = {
	"发布时间：}-01-1~ 16:~0", "来源：&", "浏览次数：~~", "字号：[ 大 中 小 ]", "【打印】",
	"收藏", "点击数：~~~", "分享到：", "责任编辑：桃源", "发布日期：}年1月1~日", "阅读次数：3~",
	"字体：【大】【中】【小】"
};

/* Pairs of an index card. */
static const char *const card[][2] = {
	{"索引号：", "00~1~3~/}-000~"}, {"发布机构：", "&"}, {"公开日期：", "}-01-1~"},
	{"文号：", ""}, {"主题分类：", "桃源政务"}, {"有效性：", "有效"},
	{"成文日期：", "}年01月1~日"}, {"名称：", "&@年" REPORT_NAME}
};

/* Lines of the foot. */
static const char *const foot[] = {
	"主办单位：&  承办：桃源信息中心", "联系电话：05~~-82~24~6", "备案号：桃ICP备05~~~~号-1",
	"网站标识码：31~00~00~~", ("版权所有：" SITE), "网站地图 | 联系电话 | 版权所有", "返回顶部",
	"扫一扫在手机打开当前页"
};

const char *
markup_furniture_in(const char *text)
{
	for (int i = 0; i < COUNT_OF(furniture_words); i++)
		if (strstr(text, furniture_words[i]) != NULL)
			return furniture_words[i];
	return NULL;
}

/* ---- prose ---- */

/* The words below a title: when, whence, how often. */
static void
put_under_title(Case *c, Text *out)
{
	static const char *const elements[] = {"div", "p", "li", "td"};
	const char *element = RANDOM_PICK(&c->random, elements);
	int			n = random_between(&c->random, 1, 5);
	int			first = random_below(&c->random, COUNT_OF(under_title));
	bool		table = strcmp(element, "td") == 0;
	bool		list = strcmp(element, "li") == 0;

	text_put(out, table ? "<table class=\"info\"><tr>" : list ? "<ul class=\"info\">" : "");
	if (!table && !list)
		markup_open_class(c, out, "div", random_chance(&c->random, 50) ? "info" : "article-attr");
	for (int i = 0; i < n; i++)
		markup_element(c, out, element, NULL,
					 prose_fill(c, under_title[(first + i) % COUNT_OF(under_title)]));
	if (table || list)
		text_put(out, table ? "</tr></table>" : "</ul>");
	else
		markup_close_surely(c, out, "div");
	markup_line(c, out);
}

/* A title, its second line with it where it has one. */
static void
put_title(Case *c, const Block *block, Text *out)
{
	static const char *const elements[] = {"h1", "h1", "h2", "p", "div"};
	const char *element = RANDOM_PICK(&c->random, elements);
	bool		strong = element[0] != 'h' && random_chance(&c->random, 50);
	bool		first = block == c->blocks || block[-1].kind != BLOCK_TITLE;
	bool		more = block + 1 < c->blocks + c->nblocks && block[1].kind == BLOCK_TITLE;

	if (!first && random_chance(&c->random, 30))
		markup_break(c, out);
	markup_open_class(c, out, element, random_chance(&c->random, 50) ? "article-title" : NULL);
	if (strong)
		markup_open(c, out, "strong");
	markup_inline(c, out, block->text);
	/* both lines in one element */
	if (more && random_chance(&c->random, 50))
	{
		markup_break(c, out);
		markup_inline(c, out, block[1].text);
		c->markup.title_joined = true;
		more = false;
	}
	if (strong)
		markup_close_surely(c, out, "strong");
	markup_close(c, out, element);
	markup_line(c, out);
	if (!more && (markup_has(c, HTML_FURNITURE) || random_chance(&c->random, 20)))
		put_under_title(c, out);
}

/* A paragraph, as this page sets them. */
static void
put_paragraph(Case *c, const Block *block, Text *out)
{
	static const char *const indents[] = {
		"", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;", "\u3000\u3000", "\n    "
	};

	switch (c->markup.paragraph)
	{
		case 1:
		case 2:
			text_put(out, c->markup.paragraph == 1 ? "　　" : "&nbsp; &nbsp; ");
			markup_inline(c, out, block->text);
			markup_break(c, out);
			if (c->style.blank_lines)
				markup_break(c, out);
			break;
		case 3:
			markup_open_class(c, out, "div", "paragraph");
			markup_inline(c, out, block->text);
			markup_close_surely(c, out, "div");
			break;
		default:
			markup_open(c, out, "p");
			text_put(out, RANDOM_PICK(&c->random, indents));
			markup_inline(c, out, block->text);
			markup_close(c, out, "p");
			if (c->style.blank_lines)
				text_put(out, "<p>&nbsp;</p>");
			break;
	}
	markup_line(c, out);
}

/* A section's title. */
static void
put_heading(Case *c, const Block *block, Text *out)
{
	static const char *const elements[] = {"p", "p", "h2", "h3", "div", "h4"};
	const char *element = RANDOM_PICK(&c->random, elements);
	bool		strong = random_chance(&c->random, 40);

	if (c->markup.paragraph == 1 || c->markup.paragraph == 2)
	{
		put_paragraph(c, block, out);
		return;
	}
	markup_open(c, out, element);
	if (strong)
		markup_open(c, out, "b");
	markup_inline(c, out, block->text);
	if (strong)
		markup_close_surely(c, out, "b");
	markup_close(c, out, element);
	markup_line(c, out);
}

/* A block of the article. */
void
prose_html(Case *c, const Block *block, Text *out)
{
	static const char *const elements[] = {"div", "p", "h5", "section"};

	if (markup_has(c, HTML_HIDDEN) && random_chance(&c->random, 4))
		markup_hidden(c, out);
	switch (block->kind)
	{
		case BLOCK_TITLE:
			if (!c->markup.title_joined)
				put_title(c, block, out);
			else
				c->markup.title_joined = false;
			break;
		case BLOCK_HEADING:
			put_heading(c, block, out);
			break;
		case BLOCK_FURNITURE:
			/* what only a crawler takes for text */
			if (strstr(block->text, "document.") != NULL)
			{
				text_printf(out, "<script>%s</script>", block->text);
				break;
			}
			markup_element(c, out, RANDOM_PICK(&c->random, elements),
						 random_chance(&c->random, 50) ? "tools" : NULL, block->text);
			break;
		case BLOCK_PARAGRAPH:
		case BLOCK_TABLE:
			put_paragraph(c, block, out);
			break;
	}
}

/* ---- what nobody sees ---- */

/* Tables in a script's strings, with ends that end nothing. */
static void
put_script(Case *c, GrTable table, Text *out)
{
	markup_open(c, out, "script");
	text_put(out, "\nfunction show() { var year = 2018, month = 1; if (a<b && c>d) x = '</td>';\n");
	text_put(out, "document.write(year + \"年\" + month + \"月\");\ndocument.write('<div>");
	markup_decoy_table(c, table, out);
	text_put(out, "</table></div>');\n}\n");
	markup_close_surely(c, out, "script");
}

void
markup_hidden(Case *c, Text *out)
{
	static const char *const hidings[] = {
		"<div style=\"display:none\">", "<div style='width:10px; DISPLAY : none ;'>",
		"<div hidden>", "<div style=\"visibility:hidden\">", "<div hidden=\"hidden\" class=x>",
		"<template>", "<noscript>", "<div style=\"color:red;display:none!important\">"
	};
	GrTable		table = random_below(&c->random, GR_TABLES);
	const char *hiding = RANDOM_PICK(&c->random, hidings);

	switch (random_below(&c->random, 7))
	{
		case 6:
			text_put(out, "<input type=\"hidden\" value=\"规章 9 9 9 &lt;/td&gt;\"><select><option>规章 8</option></select>");
			break;
		case 0:
			text_put(out, "<!-- ");
			markup_decoy_table(c, table, out);
			text_put(out, " -->");
			break;
		case 1:
			text_put(out, "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml>");
			markup_decoy_table(c, table, out);
			text_put(out, "<![endif]-->");
			break;
		case 2:
			put_script(c, table, out);
			break;
		default:
			text_put(out, hiding);
			if (random_chance(&c->random, 40))
				text_put(out, "<h1>桃源县2018年" REPORT_NAME "</h1><p>桃源搜索2018年</p>");
			markup_decoy_table(c, table, out);
			text_put(out, strncmp(hiding, "<template", 9) == 0 ? "</template>" :
					 strncmp(hiding, "<noscript", 9) == 0 ? "</noscript>" : "</div>");
			break;
	}
	markup_line(c, out);
}

/* ---- the page ---- */

/* True when the article itself prints a title of this form. */
static const char *
first_title(const Case *c)
{
	for (int i = 0; i < c->nblocks; i++)
		if (c->blocks[i].kind == BLOCK_TITLE)
			return c->blocks[i].text;
	return NULL;
}

/* The page's <title>; it may be the only one, or speak of something else. */
static const char *
choose_page_title(Case *c)
{
	static const char *const joints[] = {"_", "-", " - ", "|", "——", " _ "};
	const char *title = first_title(c);
	const char *joint = RANDOM_PICK(&c->random, joints);

	if (title == NULL && markup_has(c, HTML_TITLES) && random_chance(&c->random, 70))
	{
		/* nothing else names the report */
		snprintf(c->authority, sizeof(c->authority), "%s", c->body);
		title = case_printf(c, "%s%d年" REPORT_NAME, c->body, c->year);
		return case_printf(c, "%s%s%s", title, joint, SITE);
	}
	if (title == NULL || random_chance(&c->random, 20))
		return SITE;
	if (markup_has(c, HTML_TITLES) && random_chance(&c->random, 40))
		return random_chance(&c->random, 50) ? "政府信息公开年报-" SITE :
			case_printf(c, "桃源县%d年" REPORT_NAME "_" SITE, c->year - 2);
	return random_chance(&c->random, 30) ? title : case_printf(c, "%s%s%s", title, joint, SITE);
}

const char	markup_site[] = SITE;

/* Everything before the body's content. */
void
markup_open_page(Case *c, const char *title, Text *out)
{
	static const char *const doctypes[] = {
		"<!DOCTYPE html>\n", "<!doctype html>", "", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n",
		"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
	};
	static const char *const metas[] = {
		"<meta charset=\"utf-8\">", "<META http-equiv=Content-Type content=\"text/html; charset=utf-8\">",
		"<meta charset=\"UTF-8\" />", ""
	};

	text_put(out, RANDOM_PICK(&c->random, doctypes));
	text_put(out, c->markup.upper ? "<HTML>" : "<html lang=\"zh-CN\">");
	markup_line(c, out);
	text_put(out, "<head>");
	text_put(out, RANDOM_PICK(&c->random, metas));
	markup_line(c, out);
	text_put(out, "<title>");
	markup_text(c, out, title);
	text_put(out, "</title>");
	markup_line(c, out);
	text_printf(out, "<meta name=\"description\" content=\"%s 规章 9 9 9\">", SITE);
	text_put(out, "<style type=\"text/css\">\np.MsoNormal { mso-style-parent: \"\"; }\ntd > p:before { content: \"1\"; }\n</style>");
	markup_line(c, out);
	text_put(out, "</head>");
	markup_line(c, out);
	markup_open(c, out, "body");
	markup_line(c, out);
}

/* Everything behind it, which many pages leave out. */
void
markup_close_page(Case *c, Text *out)
{
	if (!(c->markup.unclosed && random_chance(&c->random, 50)))
		text_put(out, "</body>\n</html>\n");
}

/* A list of links. */
static void
put_links(Case *c, Text *out, const char *class_, const char *const *texts, int n)
{
	const char *outer = random_chance(&c->random, 60) ? "ul" : "div";
	const char *inner = outer[0] == 'u' ? "li" : "span";

	markup_open_class(c, out, outer, class_);
	for (int i = 0; i < n; i++)
	{
		markup_open(c, out, inner);
		markup_link(c, out, "/桃源/index.html?a=1&amp;b=2", texts[i]);
		markup_close(c, out, inner);
		markup_line(c, out);
	}
	markup_close_surely(c, out, outer);
	markup_line(c, out);
}

/* Reports of other years, as links. */
static void
put_other_years(Case *c, Text *out)
{
	const char *texts[4];
	int			n = random_between(&c->random, 1, COUNT_OF(texts));

	for (int i = 0; i < n; i++)
		texts[i] = case_printf(c, "桃源县%d年" REPORT_NAME, c->year - 2 - i);
	markup_element(c, out, "h3", NULL, "相关链接");
	put_links(c, out, "related", texts, n);
}

/* The index card. */
static void
put_card(Case *c, Text *out)
{
	int			rows = random_between(&c->random, 1, COUNT_OF(card) / 2);

	text_put(out, "<table class=\"table_content\"><tbody>");
	for (int row = 0; row < rows; row++)
	{
		markup_open(c, out, "tr");
		for (int i = 0; i < 4; i++)
			markup_element(c, out, "td", NULL, prose_fill(c, card[row * 2 + i / 2][i % 2]));
		markup_close(c, out, "tr");
		markup_line(c, out);
	}
	text_put(out, "</tbody></table>");
	markup_line(c, out);
}

/* What stands above the article. */
static void
put_before(Case *c, Text *out)
{
	bool		semantic = random_chance(&c->random, 50);
	const char *nav = semantic ? "nav" : "div";

	if (semantic)
		markup_open(c, out, "header");
	markup_element(c, out, "div", "top", "长者版 无障碍阅读 登录 | 注册");
	markup_element(c, out, "h2", "site", SITE);
	markup_open_class(c, out, nav, "nav");
	put_links(c, out, "menu", menu, random_between(&c->random, 3, COUNT_OF(menu)));
	markup_close_surely(c, out, nav);
	text_put(out, "<form action=\"/s\"><input type=\"text\" value=\"搜索\"><select><option>搜索</option></select><button>搜索</button></form>");
	if (semantic)
		markup_close_surely(c, out, "header");
	markup_open_class(c, out, "div", random_chance(&c->random, 50) ? "position" : "location");
	text_put(out, "当前位置：");
	markup_link(c, out, "/", "首页");
	text_put(out, " &gt; ");
	markup_link(c, out, "/zwgk", SITE);
	text_put(out, random_chance(&c->random, 50) ? " &gt; 政府信息公开年报" : " > ");
	markup_close_surely(c, out, "div");
	markup_line(c, out);
	if (random_chance(&c->random, 60))
		put_card(c, out);
}

/* What stands below it. */
static void
put_after(Case *c, Text *out)
{
	const char *element = random_chance(&c->random, 40) ? "footer" : "div";
	int			n = random_between(&c->random, 1, COUNT_OF(foot));

	if (random_chance(&c->random, 50))
		markup_element(c, out, random_chance(&c->random, 50) ? "div" : "p", NULL, "附件下载");
	if (random_chance(&c->random, 60))
		markup_element(c, out, "div", "share", "分享到：微信 微博 QQ空间");
	if (random_chance(&c->random, 60))
		for (int i = 0; i < 2; i++)
			markup_element(c, out, random_chance(&c->random, 50) ? "p" : "div", NULL,
						 case_printf(c, "%s：桃源县%d年" REPORT_NAME, i ? "下一篇" : "上一篇",
									 c->year - 2));
	if (random_chance(&c->random, 60))
		put_other_years(c, out);
	markup_open_class(c, out, element, "foot");
	for (int i = 0; i < n; i++)
		markup_element(c, out, random_chance(&c->random, 50) ? "p" : "span", NULL,
					 prose_fill(c, foot[(i + n) % COUNT_OF(foot)]));
	markup_close_surely(c, out, element);
	markup_line(c, out);
}

/* The article in its place: a division, an element of its own, a table's cell. */
static void
put_article(Case *c, const Text *article, Text *out)
{
	const char *element = random_chance(&c->random, 30) ? "article" : "div";

	if (markup_has(c, HTML_FRAMES))
	{
		text_put(out, "<table width=\"1000\"><tr><td width=\"200\">");
		put_links(c, out, "left", menu, random_between(&c->random, 2, 5));
		text_put(out, "</td><td>");
		if (random_chance(&c->random, 40))
			text_put(out, "<table><tbody><tr><td>&nbsp;</td></tr><tr><td>");
	}
	markup_open_class(c, out, element, "article-content");
	markup_line(c, out);
	text_add(out, article->data, article->len);
	markup_close_surely(c, out, element);
	if (markup_has(c, HTML_BROKEN) && random_chance(&c->random, 40))
		text_put(out, "</div></div></span>");
	markup_line(c, out);
	if (markup_has(c, HTML_FRAMES))
	{
		if (random_chance(&c->random, 80))
			text_put(out, "</td></tr></table>");
		text_put(out, "</td></tr></table>");
	}
}

void
markup_frame(Case *c)
{
	Text		article = c->out;
	bool		furniture = markup_has(c, HTML_FURNITURE);
	Text	   *out = &c->out;

	memset(out, 0, sizeof(*out));
	if (markup_has(c, HTML_MARKDOWN))
	{
		c->out = article;
		return;
	}
	if (!markup_has(c, HTML_FRAGMENT))
		markup_open_page(c, choose_page_title(c), out);
	if (furniture)
		put_before(c, out);
	if (markup_has(c, HTML_HIDDEN))
		markup_hidden(c, out);
	put_article(c, &article, out);
	if (furniture)
		put_after(c, out);
	if (markup_has(c, HTML_HIDDEN))
		markup_hidden(c, out);
	if (!markup_has(c, HTML_FRAGMENT))
		markup_close_page(c, out);
	text_free(&article);
}
