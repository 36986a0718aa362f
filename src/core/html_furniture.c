/*
 * html_furniture.c
 *		Lines that a website puts around and into an article.
 */
#include "html_page.h"

#include "chars.h"

#include <string.h>

/* A longer line is a sentence of somebody's. */
#define FURNITURE_CHARS 120

/* What a website's lines consist of, blanks aside, with those of ends[]. */
static const char *const words[] = {
	"发布时间", "发布日期", "发表时间", "发表日期", "发文日期", "公开日期", "公开时间", "成文日期",
	"生成日期", "更新时间", "采集时间", "时间", "日期", "标题", "名称", "作者", "编辑", "责任编辑",
	"来源", "信息来源", "文章来源", "稿件来源", "浏览", "浏览次数", "浏览量", "阅读", "阅读次数",
	"阅读量", "访问量", "访问次数", "访问人数", "点击", "点击数", "点击量", "点击率", "点击次数",
	"字号", "字体", "文字大小", "大", "中", "小", "默认", "打印", "打印本页", "打印本文", "保存", "收藏", "收藏本页",
	"关闭", "关闭窗口", "关闭本页", "返回顶部", "分享", "分享到", "朗读", "索引号", "文号", "发文字号",
	"发布机构", "发文机关", "公开方式", "公开范围", "有效性", "主题分类", "体裁分类", "分类", "主题词",
	"关键词", "内容概述", "单位", "当前位置", "您的位置", "您现在的位置", "您当前的位置", "您所在的位置",
	"你的位置", "位置", "首页", "无障碍", "无障碍阅读", "长者版", "长者模式", "关怀版", "语音播报", "登录",
	"注册", "繁體", "繁體版", "简体", "English", "视力保护色", "扫一扫", "扫描二维码", "扫一扫在手机打开当前页",
	"用手机扫一扫", "微信", "微博", "新浪微博", "QQ空间", "微信好友", "附件下载", "相关附件", "我要纠错", "纠错",
	"相关解读", "主办", "承办", "备案号", "网站声明", "全真版", "文字版", "文件下载"
};
#define NWORDS (sizeof(words) / sizeof(words[0]))

/* Those that stand below an article only, with nothing of it behind. */
static const char *const ends[] = {
	"上一篇", "下一篇", "上一条", "下一条", "相关链接", "相关信息", "相关文章", "相关阅读", "友情链接",
	"网站地图", "网站标识码", "主办单位", "承办单位", "版权所有", "关于我们", "联系我们"
};
#define NENDS (sizeof(ends) / sizeof(ends[0]))

/* Of both lists, the word of a number. */
static const char *
word_at(size_t i)
{
	return i < NWORDS ? words[i] : ends[i - NWORDS];
}

/* Behind the words if they stand at p, blanks and width aside; else NULL. */
static const char *
behind_words(const char *p, const char *end, const char *spelling)
{
	const char *spelling_end = spelling + strlen(spelling);

	while (spelling < spelling_end)
	{
		uint32_t	c;
		uint32_t	wanted;

		p = gr_skip_blanks(p, end);
		if (p >= end)
			return NULL;
		p = gr_next(p, &c);
		spelling = gr_next(spelling, &wanted);
		if (gr_fold[c] != gr_fold[wanted])
			return NULL;
	}
	return p;
}

/* The characters that words begin with: the quickest filter. */
static uint8_t starts[0x10000 / 8];

/* May one of the words stand at p? */
static bool
may_begin(const char *p, const char *end)
{
	static bool filled = false;
	uint32_t	c;

	p = gr_skip_blanks(p, end);
	if (p >= end)
		return false;
	for (size_t i = 0; !filled && i < NWORDS + NENDS; i++)
	{
		gr_next(word_at(i), &c);
		starts[gr_fold[c] / 8] |= (uint8_t) (1 << gr_fold[c] % 8);
	}
	filled = true;
	gr_next(p, &c);
	return starts[gr_fold[c] / 8] >> gr_fold[c] % 8 & 1;
}

/* Behind the longest of the words that stands at p, or NULL. */
static const char *
behind_any(const char *p, const char *end)
{
	const char *longest = NULL;

	if (!may_begin(p, end))
		return NULL;
	for (size_t i = 0; i < NWORDS + NENDS; i++)
	{
		const char *behind = behind_words(p, end, word_at(i));

		if (behind != NULL && (longest == NULL || behind > longest))
			longest = behind;
	}
	return longest;
}

/* Behind marks and brackets. */
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

/* Does a sentence end in the line? */
static bool
has_stop(const char *p, const char *end)
{
	while (p < end)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		if (c == 0x3002 || c == 0xFF1B)
			return true;
	}
	return false;
}

/*
 * Is what follows a line's first words not a sentence: the line's end, a mark
 * or digits, or more such words?
 */
static bool
ends_words(const char *p, const char *end)
{
	uint32_t	c;

	if (gr_skip_blanks(p, end) > p)
		p = gr_skip_blanks(p, end);
	if (p >= end)
		return true;
	gr_next(p, &c);
	/* 打印、复印: a list of a sentence */
	if (c == 0x3001 || gr_fold[c] == ',')
		return false;
	return gr_kind[c] != GR_CHAR_WORD || behind_any(p, end) != NULL;
}

HtmlFurniture
html_furniture(const char *p, const char *end)
{
	const char *behind;

	if ((size_t) (end - p) > 4 * FURNITURE_CHARS)
		return HTML_FURNITURE_NONE;
	p = behind_marks(p, end);
	behind = behind_any(p, end);
	if (behind == NULL || !ends_words(behind, end) || has_stop(p, end) ||
		gr_count_chars(p, end) > FURNITURE_CHARS)
		return HTML_FURNITURE_NONE;
	for (size_t i = 0; i < NENDS; i++)
		if (behind_words(p, end, ends[i]) == behind)
			return HTML_FURNITURE_END;
	return HTML_FURNITURE_LINE;
}
