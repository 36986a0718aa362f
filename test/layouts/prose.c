/*
 * prose.c
 *		Everything around the tables: page furniture, titles, opening words,
 *		narrative with numbers and labels that must not be taken for figures.
 *
 * In the sentences, '#' stands for a number, '~' for a digit, '@' for the
 * report's year, '{' and '}' for the years before and after it, '&' for the
 * reporting body.
 */
#include "generator.h"

#include <stdio.h>
#include <string.h>

static const char *const places[] = {
	"云川县", "临溪市", "青原区", "白河县", "东浦市", "石桥区", "南岭自治县", "海陵新区",
	"北泽省", "长湾市高新区", "松阳县大井镇", "宁溪市城北街道", "平岗乡", "三合区"
};

static const char *const organs[] = {
	"人民政府", "人民政府办公室", "财政局", "教育局", "自然资源和规划局", "水利局",
	"市场监督管理局", "政务服务数据管理局", "住房和城乡建设局", "卫生健康委员会",
	"管理委员会", "司法局", "统计局", "信访局", "机关事务服务中心"
};

static const char *const work_names[] = {
	"政府信息公开工作年度报告", "政府信息公开工作年度报告", "政府信息公开工作年度报告",
	"政府信息公开年度报告", "信息公开工作年度报告", "政府信息公开工作报告"
};

static const char *const furniture_before[] = {
	"当前位置：首页 > 政务公开 > 政府信息公开年报",
	"【字体：大 中 小】 打印 保存 收藏",
	"发布时间：}-01-1~ 16:~0    来源：& 浏览次数：#次",
	"索 引 号 | 0~/}-000~ | 发布机构 | & |",
	"发文日期 | }-01-1~ | 文 号 | |",
	"长者版 无障碍阅读 登录 | 注册",
	"微信 微博 QQ空间 全真版 文字版 文件下载 相关链接： --}",
	"字号：",
	"点击数：#",
	"Official Website of the Government   Search",
	"document.write(year + \"年\" + month + \"月\" + day + \"日\");",
	"扫一扫在手机打开当前页"
};

static const char *const furniture_after[] = {
	"附件下载",
	"上一篇：&{年政府信息公开工作年度报告",
	"主办：&  网站标识码：31~00~00~ 邮编：22~0~",
	"联系电话：05~-82~24~6",
	"扫一扫在手机打开当前页",
	"版权所有：& 未经许可不得转载",
	"打印本页 关闭窗口"
};

static const char *const lead_ins[] = {
	"本报告根据《中华人民共和国政府信息公开条例》编制，",
	"根据《中华人民共和国政府信息公开条例》（国令第711号）第五十条规定，特向社会公布本年度报告。",
	"按照国办公开办函〔2021〕30号文件的要求，&编制了本报告。"
};

static const char *const periods[] = {
	"本报告中所列数据的统计期限自@年1月1日起至@年12月31日止。",
	"本报告所列数据统计期限从@年1月1日至12月31日。",
	"统计周期为 @ 年 1 月 1 日至 12 月 31 日。",
	"报告统计年限为@年1月1日-12月31日。"
};

static const char *const contacts[] = {
	"如对本报告有疑问，请联系&（地址：中山路#号，邮编：22360~，电话：0527-8~22~4）。",
	"本报告的电子版可在政府网站“政府信息公开”专栏下载。"
};

static const char *const openings[] = {
	"@年，&认真落实政务公开工作要点，各项任务稳步推进。现将有关情况报告如下：",
	"@年以来，&坚持以公开为常态、不公开为例外，信息公开质量有所提升。",
	"@年度，&进一步健全制度、规范流程，较好完成了全年任务。"
};

static const char *const narrative[] = {
	"（一）主动公开情况。全年通过门户网站发布信息#条，其中规范性文件#件，政策解读#篇。",
	"（二）依申请公开情况。@年共收到政府信息公开申请#件，予以公开#件，部分公开#件，不予公开#件。",
	"（三）政府信息管理。规章#件（含新制定#件、修改#件、废止#件），清理行政规范性文件#件。",
	"（四）平台建设。政务新媒体#个，全年访问量#万余次，占比51.8~%。",
	"（五）监督保障。举办培训#期，参加#余人次；社会评议满意率为98.~%。",
	"全年办理行政许可#件、行政处罚#件、行政强制#件，行政事业性收费#万元。",
	"受理申请#件，比{年（#件）下降29%，其中自然人#件，商业企业#件。",
	"因政府信息公开引起的行政复议#件，行政诉讼#件，结果维持#件，结果纠正#件。",
	"结转下年度继续办理#件，均已按期答复；上年结转#件全部办结。",
	"按照要求，及时公开了《&{年度政府信息公开年度报告》，并报上级备案。",
	"1.加强组织领导。召开专题会议#次，印发通知#份。",
	"2.其他工作。开展检查#次，整改问题#个。",
	"3.完善制度。修订办事指南#项，办理时限压缩#个工作日。",
	"（七）总计投入经费#万元，购置设备#台。",
	"其中不予处理#件，无法提供#件，其他处理#件；重复申请#件不再重复答复。",
	"依申请公开方面，网络申请#件、信函申请#件、当面申请#件。",
	"落实《条例》第二十条第（一）项、第（五）项要求，公开目录更新#条。"
};

static const char *const headings_inside[] = {
	"（一）主动公开", "（二）依申请公开", "（三）政府信息管理",
	"（四）政府信息公开平台建设", "（五）监督保障", "1.主动公开情况", "一是主动公开"
};

static const char *const problems[] = {
	"存在的问题：一是公开内容不够全面，二是解读形式单一，全年图解仅#篇。",
	"@年工作虽有进展，但与群众期盼相比仍有差距：队伍力量不足，专职人员仅#名。",
	"（一）存在的主要问题。个别单位答复不规范，被纠正#件。",
	"（二）改进情况。}年将加强培训，计划举办#期，覆盖#个单位。",
	"下一步，}年我们将完善机制，逐项落实，力争申请办理时限缩短#天。"
};

static const char *const others[] = {
	"无", "无。", "无其他需要报告的事项。", "@年收取信息处理费0元。",
	"依据《政府信息公开信息处理费管理办法》，@年发出收费通知#件，收取信息处理费#元。",
	"本年度未收取信息处理费。"
};

static const char *const intros[] = {
	"该部分以表格形式报告。表格如下：", "具体情况见下表。", "（单位：件）",
	"全年制发行政规范性文件#件，废止#件，规章0件。",
	"@年收到申请#件，其中自然人#件，予以公开#件，结转下年度#件。详见下表：",
	"行政复议#件，行政诉讼#件，其中结果维持#件。"
};

static const char *const footnotes[] = {
	"注：行政复议、行政诉讼数量含上年度结转数量。", "注：以上数据截至@年12月31日。"
};

/* A number for a sentence, now and then with blanks around it. */
static void
put_decoy_number(Case *c, Text *out)
{
	static const int most[] = {5, 10, 100, 1000};
	const char *blank = c->style.digits_spaced ? " " : "";

	text_printf(out, "%s%d%s", blank,
				random_between(&c->random, 1, RANDOM_PICK(&c->random, most)), blank);
}

const char *
prose_fill(Case *c, const char *sentence)
{
	Text		out = {0};
	const char *result;
	const char *blank = c->style.digits_spaced ? " " : "";

	for (; *sentence; sentence++)
	{
		switch (*sentence)
		{
			case '#':
				put_decoy_number(c, &out);
				break;
			case '~':
				text_printf(&out, "%d", random_between(&c->random, 1, 9));
				break;
			case '@':
				text_printf(&out, "%d%s", c->year, blank);
				break;
			case '{':
				text_printf(&out, "%d%s", c->year - 1, blank);
				break;
			case '}':
				text_printf(&out, "%d", c->year + 1);
				break;
			case '&':
				text_put(&out, c->body);
				break;
			default:
				text_add(&out, sentence, 1);
				break;
		}
	}
	result = case_keep(c, out.data ? out.data : "");
	text_free(&out);
	return result;
}

/* Adds a block. */
static void
add(Case *c, BlockKind kind, const char *text)
{
	if (c->nblocks < BLOCKS_MAX)
	{
		Block	   *block = &c->blocks[c->nblocks++];

		block->kind = kind;
		block->text = text;
		block->table = GR_PROACTIVE;
	}
}

static void
add_table(Case *c, GrTable table)
{
	add(c, BLOCK_TABLE, "");
	c->blocks[c->nblocks - 1].table = table;
}

/* Some sentences of a list, in any order but without repeating a neighbour. */
static void
add_sentences(Case *c, BlockKind kind, const char *const *list, int count, int from, int to)
{
	int			n = random_between(&c->random, from, to);
	int			last = -1;

	while (n-- > 0)
	{
		int			pick = random_below(&c->random, count);

		if (pick != last)
			add(c, kind, prose_fill(c, list[pick]));
		last = pick;
	}
}

/* Invents the body that reports. */
static void
make_body(Case *c)
{
	const char *place = RANDOM_PICK(&c->random, places);
	const char *organ = RANDOM_PICK(&c->random, organs);
	bool		town = strstr(place, "镇") || strstr(place, "街道") || strstr(place, "乡");

	if (town)
		organ = strstr(place, "街道") ? "办事处" : "人民政府";
	snprintf(c->body, sizeof(c->body), "%s%s", place,
			 random_chance(&c->random, 15) ? "" : organ);
}

/* Where the year is said: the title may leave it to the opening words. */
typedef enum TitleForm
{
	TITLE_PLAIN,				/* X2022年... */
	TITLE_BLANKS,				/* X 2022 年... */
	TITLE_YEAR_FIRST,			/* 2022年度X... */
	TITLE_TWO_LINES,			/* X2022年政府信息公开 / 工作年度报告 */
	TITLE_BODY_APART,			/* X / 2022年... */
	TITLE_TWICE,
	TITLE_NO_BODY,				/* 2022年... */
	TITLE_NO_YEAR,				/* X... */
	TITLE_YEAR_LAST,			/* X...（2022年） */
	TITLE_NONE,
	TITLE_FORMS
} TitleForm;

static TitleForm
choose_title(Case *c)
{
	unsigned	flags = c->layout->flags;
	TitleForm	form = random_chance(&c->random, 40) ? TITLE_PLAIN :
		random_below(&c->random, TITLE_FORMS);

	if (c->period_differs && (form == TITLE_NONE || form == TITLE_NO_YEAR))
		form = TITLE_PLAIN;
	if ((flags & LAYOUT_ONE_LINE) &&
		(form == TITLE_TWO_LINES || form == TITLE_BODY_APART || form == TITLE_TWICE))
		form = TITLE_PLAIN;
	return form;
}

/* The title's lines; sets what the report says of its authority. */
static void
add_title(Case *c, TitleForm form)
{
	const char *name = RANDOM_PICK(&c->random, work_names);
	const char *body = c->body;
	const char *mark = random_chance(&c->random, 30) ? "年度" : "年";
	int			year = c->year;

	snprintf(c->authority, sizeof(c->authority), "%s",
			 form == TITLE_NONE || form == TITLE_NO_BODY ? "" : body);
	switch (form)
	{
		case TITLE_PLAIN:
			add(c, BLOCK_TITLE, case_printf(c, "%s%d%s%s", body, year, mark, name));
			break;
		case TITLE_BLANKS:
			add(c, BLOCK_TITLE, case_printf(c, "%s %d %s %s", body, year, mark, name));
			break;
		case TITLE_YEAR_FIRST:
			add(c, BLOCK_TITLE, case_printf(c, "%d%s%s%s", year, mark, body, name));
			break;
		case TITLE_TWO_LINES:
			name = work_names[0];
			add(c, BLOCK_TITLE, case_printf(c, "%s%d年%.*s", body, year,
											char_offset(name, 6), name));
			add(c, BLOCK_TITLE, name + char_offset(name, 6));
			break;
		case TITLE_BODY_APART:
			add(c, BLOCK_TITLE, body);
			add(c, BLOCK_TITLE, case_printf(c, "%d%s%s", year, mark, name));
			break;
		case TITLE_TWICE:
			add(c, BLOCK_TITLE, case_printf(c, "%s%d%s%s", body, year, mark, name));
			add(c, BLOCK_FURNITURE, prose_fill(c, furniture_before[2]));
			add(c, BLOCK_TITLE, case_printf(c, "%s%d%s%s", body, year, mark, name));
			break;
		case TITLE_NO_BODY:
			add(c, BLOCK_TITLE, case_printf(c, "%d%s%s", year, mark, name));
			break;
		case TITLE_NO_YEAR:
			add(c, BLOCK_TITLE, case_printf(c, "%s%s", body, name));
			break;
		case TITLE_YEAR_LAST:
			add(c, BLOCK_TITLE, case_printf(c, "%s%s（%d年）", body, name, year));
			break;
		case TITLE_NONE:
		case TITLE_FORMS:
			break;
	}
}

/* One sentence that names all six sections: no title, though it reads so. */
static const char *
section_list(Case *c)
{
	Text		out = {0};
	const char *result;

	text_put(&out, "本报告包括");
	for (int n = 1; n <= GR_FORM_SECTIONS; n++)
	{
		text_put(&out, gr_section_titles[n]);
		text_put(&out, n < GR_FORM_SECTIONS - 1 ? "、" :
				 n == GR_FORM_SECTIONS - 1 ? "和" : "等六个部分。");
	}
	result = case_keep(c, out.data);
	text_free(&out);
	return result;
}

/* How the sections are numbered. */
typedef enum SectionNumbers
{
	SECTIONS_NUMBERED, SECTIONS_BLANK, SECTIONS_UNNUMBERED,
	SECTIONS_SHIFTED,			/* section two is numbered one, and so on */
	SECTIONS_RESTARTED,			/* the same, after a numbered narrative */
	SECTIONS_UNTITLED			/* tables without titles */
} SectionNumbers;

/* A section's title in one of its spellings and ways of numbering. */
static void
add_heading(Case *c, SectionNumbers numbers, int n)
{
	const char *title = gr_section_titles[n];
	bool		shifted = numbers == SECTIONS_SHIFTED || numbers == SECTIONS_RESTARTED;
	int			shown = shifted && n > 1 ? n - 1 : n;

	if (random_chance(&c->random, 20))
	{
		int			count = 0;

		for (const GrFormAlias *a = gr_section_aliases; a->label; a++)
			count += a->id == n;
		count = random_below(&c->random, count);
		for (const GrFormAlias *a = gr_section_aliases; a->label; a++)
			if (a->id == n && count-- == 0)
				title = a->label;
	}
	if ((numbers == SECTIONS_UNTITLED && n >= 2 && n <= 4) ||
		(numbers == SECTIONS_RESTARTED && n == 1))
		return;
	if (n == 1 && random_chance(&c->random, 10))
		title = case_printf(c, "%d年%s", c->year, title);
	if (numbers == SECTIONS_UNNUMBERED)
		add(c, BLOCK_HEADING, title);
	else
		add(c, BLOCK_HEADING,
			case_printf(c, "%s、%s%s", gr_section_numerals[shown],
						numbers == SECTIONS_BLANK ? " " : "", title));
}

/* A section that holds a table. */
static void
add_table_section(Case *c, SectionNumbers numbers, GrTable table)
{
	add_heading(c, numbers, (int) table + 2);
	if (random_chance(&c->random, 20))
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, intros)));
	add_table(c, table);
	if (c->twice == (int) table)
		add_table(c, table);
	if (random_chance(&c->random, 12))
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, footnotes)));
}

/* Section one: narrative, perhaps with headings that look like the tables'. */
static void
add_overview(Case *c, bool must_name_year)
{
	bool		headings = random_chance(&c->random, 30);
	int			n = random_between(&c->random, 2, 7);

	if (must_name_year || random_chance(&c->random, 60))
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, openings)));
	while (n-- > 0)
	{
		if (headings && !(c->layout->flags & LAYOUT_ONE_LINE))
			add(c, BLOCK_PARAGRAPH, RANDOM_PICK(&c->random, headings_inside));
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, narrative)));
	}
}

/* A narrative whose parts are numbered as the form's sections are. */
static void
add_numbered_narrative(Case *c)
{
	static const char *const parts[] = {
		"加强组织领导", "深化公开内容", "规范申请办理", "强化监督保障", "做好舆情回应"
	};
	int			n = random_between(&c->random, 3, COUNT_OF(parts));

	for (int i = 0; i < n; i++)
	{
		add(c, BLOCK_PARAGRAPH, case_printf(c, "%s、%s", gr_section_numerals[i + 1], parts[i]));
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, narrative)));
	}
}

/* A section the form does not have. */
static void
add_seventh_section(Case *c)
{
	add(c, BLOCK_HEADING, "七、附件及说明");
	add(c, BLOCK_PARAGRAPH, prose_fill(c, "附件#份，公开指南更新#次，统计报表#张。"));
}

/* What stands before section one; says whether the period was named. */
static bool
add_opening(Case *c)
{
	bool		period = c->period_differs || random_chance(&c->random, 60);
	char		body[sizeof(c->body)];

	/* opening words copied from another body's report: the title decides */
	memcpy(body, c->body, sizeof(body));
	if (random_chance(&c->random, 4))
		make_body(c);
	if (random_chance(&c->random, 60))
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, lead_ins)));
	if (random_chance(&c->random, 40))
		add(c, BLOCK_PARAGRAPH, section_list(c));
	c->year -= c->period_differs;
	if (period)
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, periods)));
	c->year += c->period_differs;
	if (random_chance(&c->random, 40))
		add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(&c->random, contacts)));
	memcpy(c->body, body, sizeof(body));
	return period;
}

/* The signature at the end. */
static void
add_signature(Case *c)
{
	if (!random_chance(&c->random, 30))
		return;
	add(c, BLOCK_PARAGRAPH, c->body);
	add(c, BLOCK_PARAGRAPH, case_printf(c, "%d年1月%d日", c->year + 1,
										random_between(&c->random, 2, 31)));
}

/* All blocks of the report. */
void
prose_make(Case *c)
{
	Random	   *random = &c->random;
	TitleForm	form = choose_title(c);
	SectionNumbers numbers = random_chance(random, 60) ? SECTIONS_NUMBERED :
		random_below(random, SECTIONS_UNTITLED + 1);
	bool		named;

	make_body(c);
	if (random_chance(random, 30) && !(c->layout->flags & LAYOUT_ONE_LINE))
	{
		int			n = random_between(random, 1, 4);

		while (n-- > 0)
			add(c, BLOCK_FURNITURE, prose_fill(c, RANDOM_PICK(random, furniture_before)));
	}
	add_title(c, form);
	named = form != TITLE_NONE && form != TITLE_NO_YEAR;
	named |= add_opening(c);
	add_heading(c, numbers, 1);
	add_overview(c, !named);
	if (numbers == SECTIONS_RESTARTED)
		add_numbered_narrative(c);
	for (int table = 0; table < GR_TABLES; table++)
		add_table_section(c, numbers, table);
	add_heading(c, numbers, 5);
	add_sentences(c, BLOCK_PARAGRAPH, problems, COUNT_OF(problems), 1, 4);
	add_heading(c, numbers, 6);
	add(c, BLOCK_PARAGRAPH, prose_fill(c, RANDOM_PICK(random, others)));
	if (random_chance(random, 6))
		add_seventh_section(c);
	add_signature(c);
	if (random_chance(random, 25) && !(c->layout->flags & LAYOUT_ONE_LINE))
		add_sentences(c, c->layout->flags & HTML_PAGE ? BLOCK_FURNITURE : BLOCK_PARAGRAPH,
					  furniture_after, COUNT_OF(furniture_after), 1, 3);
}
