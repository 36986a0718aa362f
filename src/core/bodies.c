/*
 * bodies.c
 *		What the name of a body tells of it.
 *
 * Names are read from their end.  What is not certain is unknown: 市 may be a
 * city of any rank, and a bureau without a place any bureau.
 */
#include "bodies.h"

#include "chars.h"

#include <string.h>

/* A name with more characters than this is a sentence. */
#define NAME_CHARS 60

/* The organ of a place: the place's own government, and its offices. */
static const char *const own_organs[] = {
	"党政综合办公室", "党政办公室", "办公室", "办公厅", "人民政府", "政府", "管理委员会", "管委会"
};
static const char *const town_ends[] = {
	"街道办事处", "街道办", "街道", "办事处", "镇", "乡", "苏木", "村", "社区",
	"村民委员会", "居民委员会", "村委会", "居委会"
};
static const char *const county_ends[] = {"县", "旗", "区"};
/* ... but these are more than a county, or could be */
static const char *const large_areas[] = {
	"特区", "新区", "合作区", "地区", "行政区", "自由贸易区", "自贸区"
};
static const char *const small_areas[] = {"高新区"};
static const char *const city_ends[] = {"市", "州", "盟"};
static const char *const province_ends[] = {"省", "自治区"};
static const char *const department_ends[] = {
	"局", "厅", "委员会", "委", "中心", "支队", "大队"
};
/* ... but these are organs of the party, of a village or of a place */
static const char *const other_commissions[] = {
	"县委", "市委", "区委", "省委", "州委", "旗委", "镇委", "乡委", "党委", "工委", "管委",
	"村委", "居委", "纪委"
};
static const char *const national_beginnings[] = {
	"国家", "国务院", "中华人民共和国", "中国", "全国", "中央"
};
static const char *const national_ends[] = {"总局", "总署"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Does the name end with one of the words?  Gives the word's length. */
static size_t
ends_with_any(GrText name, const char *const *words, size_t count)
{
	for (size_t i = 0; name.len > 0 && i < count; i++)
		if (gr_ends_with(name.data, name.data + name.len, words[i]))
			return strlen(words[i]);
	return 0;
}

/* Does the name begin with one of the words? */
static bool
begins_with_any(GrText name, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gr_behind_word(name.data, name.data + name.len, words[i]) != NULL)
			return true;
	return false;
}

/* The level a character stands for, given the characters on its sides. */
static GrBodyLevel
level_of(uint32_t before, uint32_t c, uint32_t after)
{
	switch (c)
	{
		case 0x53BF:			/* 县 */
		case 0x65D7:			/* 旗 */
			return GR_BODY_COUNTY;
		case 0x533A:			/* 区; but 社区, 景区, 林区, 山区, 灾区, 街区, 区域 */
			if (before == 0x6CBB)	/* 自治区 */
				return GR_BODY_PROVINCE;
			return before == 0x793E || before == 0x666F || before == 0x6797 ||
				before == 0x5C71 || before == 0x707E || before == 0x8857 ||
				after == 0x57DF ? GR_BODY_UNKNOWN : GR_BODY_COUNTY;
		case 0x5E02:			/* 市; but 城市, 市场 */
			return before == 0x57CE || after == 0x573A ? GR_BODY_UNKNOWN : GR_BODY_CITY;
		case 0x5DDE:			/* 州 */
			return GR_BODY_CITY;
		case 0x7701:			/* 省 */
			return GR_BODY_PROVINCE;
		case 0x9547:			/* 镇; but 城镇 */
		case 0x4E61:			/* 乡; but 城乡, 乡村 */
			return before == 0x57CE || after == 0x6751 ? GR_BODY_UNKNOWN : GR_BODY_TOWN;
	}
	return GR_BODY_UNKNOWN;
}

/* The level of the last place that a department's name names. */
static GrBodyLevel
last_level(GrText name)
{
	const char *p = name.data;
	const char *end = name.data + name.len;
	GrBodyLevel level = GR_BODY_UNKNOWN;
	uint32_t	before = 0;

	while (p < end)
	{
		uint32_t	c;
		uint32_t	after = 0;
		GrBodyLevel here;

		p = gr_next(p, &c);
		c = gr_fold[c];
		if (p < end)
		{
			gr_next(p, &after);
			after = gr_fold[after];
		}
		/* a place has a name before its kind */
		here = before != 0 ? level_of(before, c, after) : GR_BODY_UNKNOWN;
		if (here != GR_BODY_UNKNOWN)
			level = here;
		before = c;
	}
	return level;
}

/* A name without the organs of its place at its end. */
static GrText
without_own_organs(GrText name)
{
	static const char *const others[] = {"城市管理委员会"};
	size_t		len;

	while (!ends_with_any(name, others, COUNT(others)) &&
		   (len = ends_with_any(name, own_organs, COUNT(own_organs))) > 0)
		name.len -= len;
	return name;
}

/* A department: of the place named last, or of the state. */
static GrBody
department_of(GrText name)
{
	GrBody		body = {last_level(name), true};

	if (ends_with_any(name, national_ends, COUNT(national_ends)) ||
		(body.level == GR_BODY_UNKNOWN &&
		 begins_with_any(name, national_beginnings, COUNT(national_beginnings))))
		body.level = GR_BODY_NATIONAL;
	return body;
}

/* What a name tells. */
GrBody
gr_body_of(GrText name)
{
	GrBody		body = {GR_BODY_UNKNOWN, false};

	if (name.len == 0 || gr_count_chars(name.data, name.data + name.len) > NAME_CHARS)
		return body;
	name = without_own_organs(name);
	/* a place has a name before its kind */
	if (gr_count_chars(name.data, name.data + name.len) < 2)
		return body;
	if (ends_with_any(name, town_ends, COUNT(town_ends)))
	{
		/* 驻京办事处 */
		if (gr_find(name.data, name.data + name.len, "驻") == NULL)
			body.level = GR_BODY_TOWN;
	}
	else if (ends_with_any(name, province_ends, COUNT(province_ends)))
		body.level = GR_BODY_PROVINCE;
	else if (ends_with_any(name, county_ends, COUNT(county_ends)))
	{
		if (!ends_with_any(name, large_areas, COUNT(large_areas)) ||
			ends_with_any(name, small_areas, COUNT(small_areas)))
			body.level = GR_BODY_COUNTY;
	}
	else if (ends_with_any(name, city_ends, COUNT(city_ends)))
		body.level = GR_BODY_CITY;
	else if (ends_with_any(name, department_ends, COUNT(department_ends)) &&
			 !ends_with_any(name, other_commissions, COUNT(other_commissions)))
		return department_of(name);
	return body;
}

/* ---------- two names ---------- */

/* Characters that names of many bodies share, and that tell none from another. */
static const char common[] =
	"省市州县区旗盟镇乡街道村社人民政府党办公室厅事处站所和与及管理局委员会务服中心综合行执法城"
	"机关族自治监督分总本级的";

/* Does the character tell bodies apart? */
static bool
tells(uint32_t c)
{
	for (const char *p = common; *p != '\0';)
	{
		uint32_t	other;

		p = gr_next(p, &other);
		if (other == c)
			return false;
	}
	return gr_kind[c] == GR_CHAR_WORD;
}

/* Does the character stand in the name? */
static bool
stands_in(uint32_t c, GrText name)
{
	for (const char *p = name.data; p < name.data + name.len;)
	{
		uint32_t	other;

		p = gr_next(p, &other);
		if (gr_fold[other] == c)
			return true;
	}
	return false;
}

/* Drops the places at the beginning that both names share. */
static void
drop_shared_places(GrText *a, GrText *b)
{
	const char *p = a->data;
	const char *q = b->data;
	size_t		drop_a = 0;
	size_t		drop_b = 0;
	uint32_t	before = 0;

	while (p < a->data + a->len && q < b->data + b->len)
	{
		uint32_t	c;
		uint32_t	d;

		p = gr_next(p, &c);
		q = gr_next(q, &d);
		c = gr_fold[c];
		if (c != gr_fold[d])
			break;
		if (before != 0 && level_of(before, c, 0) != GR_BODY_UNKNOWN)
		{
			drop_a = (size_t) (p - a->data);
			drop_b = (size_t) (q - b->data);
		}
		before = c;
	}
	*a = (GrText) {a->data + drop_a, a->len - drop_a};
	*b = (GrText) {b->data + drop_b, b->len - drop_b};
}

/* Have both names something of their own, and nothing in common? */
static bool
are_disjoint(GrText a, GrText b)
{
	bool		own_a = false;
	bool		own_b = false;

	for (const char *p = a.data; p < a.data + a.len;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		c = gr_fold[c];
		if (!tells(c))
			continue;
		if (stands_in(c, b))
			return false;
		own_a = true;
	}
	for (const char *p = b.data; p < b.data + b.len && !own_b;)
	{
		uint32_t	c;

		p = gr_next(p, &c);
		own_b = tells(gr_fold[c]);
	}
	return own_a && own_b;
}

/* Is it a bureau or commission?  Other departments may be part of one. */
static bool
is_bureau(GrText name)
{
	static const char *const ends[] = {"局", "厅", "委员会", "委"};

	return ends_with_any(without_own_organs(name), ends, COUNT(ends)) > 0;
}

/* Are these the names of two bodies, beyond doubt? */
bool
gr_bodies_differ(GrText a, GrText b)
{
	GrBody		body_a = gr_body_of(a);
	GrBody		body_b = gr_body_of(b);
	bool		town_a = body_a.level == GR_BODY_TOWN && !body_a.department;
	bool		town_b = body_b.level == GR_BODY_TOWN && !body_b.department;

	if ((body_a.department && !is_bureau(a)) || (body_b.department && !is_bureau(b)))
		return false;
	/* a department may write the report of its government, and a superior's
	 * office that of a town */
	if (!((town_a || body_a.department) && (town_b || body_b.department)) &&
		!(body_a.level == GR_BODY_COUNTY && body_b.level == GR_BODY_COUNTY &&
		  body_a.department == body_b.department))
		return false;
	drop_shared_places(&a, &b);
	return are_disjoint(a, b);
}
