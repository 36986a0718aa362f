/*
 * html_furniture.c
 *		Lines that a website puts around and into an article.
 */
#include "html_page.h"

#include "chars.h"

#include <string.h>

/* A longer line is a sentence of somebody's. */
#define FURNITURE_CHARS 120

/* What such lines begin with, blanks aside. */
typedef struct Words
{
	const char *words;
	HtmlFurniture furniture;
} Words;

static const Words beginnings[] = {
	{"发布时间", HTML_FURNITURE_LINE},
	{"发布日期", HTML_FURNITURE_LINE},
	{"发表时间", HTML_FURNITURE_LINE},
	{"发表日期", HTML_FURNITURE_LINE},
	{"发文日期", HTML_FURNITURE_LINE},
	{"公开日期", HTML_FURNITURE_LINE},
	{"公开时间", HTML_FURNITURE_LINE},
	{"成文日期", HTML_FURNITURE_LINE},
	{"生成日期", HTML_FURNITURE_LINE},
	{"更新时间", HTML_FURNITURE_LINE},
	{"采集时间", HTML_FURNITURE_LINE},
	{"时间：", HTML_FURNITURE_LINE},
	{"日期：", HTML_FURNITURE_LINE},
	{"标题：", HTML_FURNITURE_LINE},
	{"名称：", HTML_FURNITURE_LINE},
	{"作者：", HTML_FURNITURE_LINE},
	{"编辑：", HTML_FURNITURE_LINE},
	{"责任编辑", HTML_FURNITURE_LINE},
	{"来源：", HTML_FURNITURE_LINE},
	{"信息来源", HTML_FURNITURE_LINE},
	{"文章来源", HTML_FURNITURE_LINE},
	{"稿件来源", HTML_FURNITURE_LINE},
	{"浏览次数", HTML_FURNITURE_LINE},
	{"浏览量", HTML_FURNITURE_LINE},
	{"阅读次数", HTML_FURNITURE_LINE},
	{"阅读量", HTML_FURNITURE_LINE},
	{"访问量", HTML_FURNITURE_LINE},
	{"访问次数", HTML_FURNITURE_LINE},
	{"点击数", HTML_FURNITURE_LINE},
	{"点击量", HTML_FURNITURE_LINE},
	{"点击率", HTML_FURNITURE_LINE},
	{"字号：", HTML_FURNITURE_LINE},
	{"字号大", HTML_FURNITURE_LINE},
	{"字体：", HTML_FURNITURE_LINE},
	{"字体大", HTML_FURNITURE_LINE},
	{"打印", HTML_FURNITURE_LINE},
	{"保存", HTML_FURNITURE_LINE},
	{"收藏", HTML_FURNITURE_LINE},
	{"关闭窗口", HTML_FURNITURE_LINE},
	{"关闭本页", HTML_FURNITURE_LINE},
	{"分享", HTML_FURNITURE_LINE},
	{"索引号", HTML_FURNITURE_LINE},
	{"文号：", HTML_FURNITURE_LINE},
	{"发文字号", HTML_FURNITURE_LINE},
	{"发布机构", HTML_FURNITURE_LINE},
	{"发文机关", HTML_FURNITURE_LINE},
	{"有效性", HTML_FURNITURE_LINE},
	{"主题分类", HTML_FURNITURE_LINE},
	{"主题词", HTML_FURNITURE_LINE},
	{"关键词", HTML_FURNITURE_LINE},
	{"当前位置", HTML_FURNITURE_LINE},
	{"您的位置", HTML_FURNITURE_LINE},
	{"您现在的位置", HTML_FURNITURE_LINE},
	{"您当前的位置", HTML_FURNITURE_LINE},
	{"你的位置", HTML_FURNITURE_LINE},
	{"位置：", HTML_FURNITURE_LINE},
	{"首页>", HTML_FURNITURE_LINE},
	{"无障碍", HTML_FURNITURE_LINE},
	{"长者版", HTML_FURNITURE_LINE},
	{"长者模式", HTML_FURNITURE_LINE},
	{"关怀版", HTML_FURNITURE_LINE},
	{"语音播报", HTML_FURNITURE_LINE},
	{"登录|", HTML_FURNITURE_LINE},
	{"繁體", HTML_FURNITURE_LINE},
	{"视力保护色", HTML_FURNITURE_LINE},
	{"扫一扫", HTML_FURNITURE_LINE},
	{"扫描二维码", HTML_FURNITURE_LINE},
	{"微信微博", HTML_FURNITURE_LINE},
	{"附件下载", HTML_FURNITURE_LINE},
	{"上一篇", HTML_FURNITURE_END},
	{"下一篇", HTML_FURNITURE_END},
	{"上一条", HTML_FURNITURE_END},
	{"下一条", HTML_FURNITURE_END},
	{"相关链接", HTML_FURNITURE_END},
	{"相关信息", HTML_FURNITURE_END},
	{"相关文章", HTML_FURNITURE_END},
	{"相关阅读", HTML_FURNITURE_END},
	{"友情链接", HTML_FURNITURE_END},
	{"网站地图", HTML_FURNITURE_END},
	{"网站标识码", HTML_FURNITURE_END},
	{"主办：", HTML_FURNITURE_END},
	{"主办单位", HTML_FURNITURE_END},
	{"承办单位", HTML_FURNITURE_END},
	{"版权所有", HTML_FURNITURE_END},
	{"关于我们", HTML_FURNITURE_END},
	{"联系我们", HTML_FURNITURE_END}
};
#define NBEGINNINGS (sizeof(beginnings) / sizeof(beginnings[0]))

/* Is this what the line begins with, width and blanks aside? */
static bool
begins_with(const char *p, const char *end, const char *words)
{
	const char *words_end = words + strlen(words);

	while (words < words_end)
	{
		uint32_t	c;
		uint32_t	word;

		p = gr_skip_blanks(p, end);
		if (p >= end)
			return false;
		p = gr_next(p, &c);
		words = gr_next(words, &word);
		if (gr_fold[c] != gr_fold[word])
			return false;
	}
	return true;
}

/* Behind brackets and marks a line opens with: 【字体：大 中 小】. */
static const char *
behind_marks(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;
		const char *next = gr_next(p, &c);
		GrCharKind	kind = gr_kind[c];

		if (kind == GR_CHAR_WORD || kind == GR_CHAR_DIGIT)
			break;
		p = next;
	}
	return p;
}

HtmlFurniture
html_furniture(const char *p, const char *end)
{
	if ((size_t) (end - p) > 4 * FURNITURE_CHARS || gr_count_chars(p, end) > FURNITURE_CHARS)
		return HTML_FURNITURE_NONE;
	p = behind_marks(p, end);
	for (size_t i = 0; i < NBEGINNINGS; i++)
		if (begins_with(p, end, beginnings[i].words))
			return beginnings[i].furniture;
	return HTML_FURNITURE_NONE;
}
