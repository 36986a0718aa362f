/*
 * test_traditional.c
 *		Traditional characters: the table itself, labels, numbers and reports
 *		printed in them.
 */
#include "labels.h"
#include "numbers.h"
#include "test.h"

/* The words of traditional.def: a simplified character, then its glyphs. */
static const char *const words[] = {
#define TRADITIONAL(words) words,
#include "traditional.def"
#undef TRADITIONAL
};

/* Characters of labels that are the same in every print. */
static const char same[] =
	"一七三上下不中主之九予事二五人仍他以件企位作供保信元全八公六其具再分列到加勾十危及反取另可"
	"告和商四因在增外大存安定容密尚工已年府度形律性息情成或打投持按掌接推措提握收改政效整文新方施"
	"明有服期未本果案止正步求然版物理用由申的益目直相知研社禁科程稽章第等算管自行被要起述通部重量金"
	"集需";

/* A character of the table: what it is there. */
typedef enum Role
{
	NO_ROLE, SIMPLIFIED, GLYPH
} Role;

static uint8_t roles[0x10000];

/* The nth glyph of each simplified character, 0 where there is none. */
#define GLYPHS_MAX 4
static uint16_t glyphs[0x10000][GLYPHS_MAX];

/* Does the character stand in the string? */
static bool
stands_in(uint32_t wanted, const char *string)
{
	while (*string != '\0')
	{
		uint32_t	c;

		string = gr_next(string, &c);
		if (c == wanted)
			return true;
	}
	return false;
}

/* Reads the table, and checks what its comment promises. */
static void
check_table(void)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		uint32_t	simplified = 0;
		int			n = 0;

		for (const char *p = words[i]; *p != '\0';)
		{
			uint32_t	c;
			const char *next = gr_next(p, &c);

			if (c == ' ')
			{
				CHECK(n > 0, "no glyph: %s", words[i]);
				simplified = 0;
				n = 0;
				p = next;
				continue;
			}
			CHECK(next - p == 3 && gr_kind[c] == GR_CHAR_WORD, "%.3s", p);
			CHECK(roles[c] == NO_ROLE, "twice: %.3s", p);
			roles[c] = simplified == 0 ? SIMPLIFIED : GLYPH;
			if (simplified == 0)
			{
				simplified = c;
				CHECK(gr_fold[c] == c, "%.3s is folded itself", p);
			}
			else if (CHECK(n < GLYPHS_MAX, "too many glyphs: %.3s", p))
			{
				glyphs[simplified][n++] = (uint16_t) c;
				CHECK(gr_fold[c] == simplified, "%.3s", p);
			}
			p = next;
		}
		CHECK(n > 0, "no glyph: %s", words[i]);
	}
}

/* Adds a character to a string. */
static char *
put(char *out, uint32_t c)
{
	if (c < 0x80)
		*out++ = (char) c;
	else if (c < 0x800)
	{
		*out++ = (char) (0xC0 | c >> 6);
		*out++ = (char) (0x80 | (c & 0x3F));
	}
	else
	{
		*out++ = (char) (0xE0 | c >> 12);
		*out++ = (char) (0x80 | (c >> 6 & 0x3F));
		*out++ = (char) (0x80 | (c & 0x3F));
	}
	return out;
}

/* A text with every character in its nth glyph, as far as it has so many. */
static GrText
in_glyphs(const char *string, int n, char *out, size_t size)
{
	char	   *p = out;

	while (*string != '\0' && p + 4 < out + size)
	{
		uint32_t	c;

		string = gr_next(string, &c);
		for (int i = n; i >= 0; i--)
			if (glyphs[c][i] != 0)
			{
				c = glyphs[c][i];
				break;
			}
		p = put(p, c);
	}
	*p = '\0';
	return (GrText) {out, (size_t) (p - out)};
}

/*
 * Every label is found in all glyphs of its characters; and every character of
 * a label has glyphs, or is known to need none: a label with a new character
 * must not go without.
 */
static void
check_labels(void)
{
	char		buffer[1024];

	for (int i = 0; i < gr_nlabels; i++)
	{
		const char *spelling = gr_labels[i].spelling;

		for (const char *p = spelling; *p != '\0';)
		{
			uint32_t	c;
			const char *next = gr_next(p, &c);

			CHECK(c < 0x3400 || gr_kind[c] != GR_CHAR_WORD ||
				  (roles[c] == SIMPLIFIED) != stands_in(c, same), "%.3s of %s", p, spelling);
			p = next;
		}
		for (int n = 0; n < GLYPHS_MAX; n++)
		{
			GrText		text = in_glyphs(spelling, n, buffer, sizeof(buffer));
			int			skip = gr_kind_at(spelling) == GR_CHAR_OPEN ? (int) strlen("（") : 0;
			GrMatch		plain;
			GrMatch		match;

			/* a label is looked for behind its bracket */
			CHECK(gr_match_label(spelling + skip, spelling + strlen(spelling), false, &plain) &&
				  gr_match_label(text.data + skip, text.data + text.len, false, &match) &&
				  match.label == plain.label &&
				  match.end - text.data == plain.end - spelling, "%s", buffer);
		}
	}
}

/* Numbers with their units in traditional characters. */
static void
check_numbers(void)
{
	static const struct
	{
		const char *text;
		int64_t		mantissa;
		GrStatedUnit unit;
	}			cases[] = {
		{"25萬元", 25, GR_STATED_TEN_THOUSAND_YUAN},
		{"3億元", 3, GR_STATED_HUNDRED_MILLION_YUAN},
		{"3 億", 3, GR_STATED_HUNDRED_MILLION},
		{"12萬餘", 12, GR_STATED_TEN_THOUSAND},
		{"4個", 4, GR_STATED_PIECES},
		{"4項", 4, GR_STATED_PIECES},
		{"14條", 14, GR_STATED_PIECES},
		{"14戶", 14, GR_STATED_PIECES},
		{"減4", -4, GR_STATED_NONE},
		{"減少4件", -4, GR_STATED_PIECES},
		{"增加4", 4, GR_STATED_NONE}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const char *text = cases[i].text;
		GrNumber	number;

		CHECK(gr_scan_number(text, text + strlen(text), &number) != NULL &&
			  number.mantissa == cases[i].mantissa && number.unit == cases[i].unit,
			  "%s: %ld, unit %d", text, (long) number.mantissa, number.unit);
	}
}

/* Finding words: in all glyphs, at both ends, and not half of a character. */
static void
check_words(void)
{
	static const char text[] = "福建省財政廳年度報告";
	const char *end = text + strlen(text);
	const char *unit = "（單位：萬元）";

	CHECK(gr_find(text, end, "报告") == text + 24, "報告");
	CHECK(gr_find(text, end, "报") == text + 24, "報");
	CHECK(gr_find(text, end, "财政厅") == text + 9, "財政廳");
	CHECK(gr_find(text, end, "福建省") == text, "福建省");
	CHECK(gr_find(text, end - 1, "报告") == NULL, "cut off");
	CHECK(gr_find(text, end, "报纸") == NULL, "報紙");
	CHECK(gr_find(text, text, "年") == NULL, "nothing");
	CHECK(gr_ends_with(text, end, "报告") && !gr_ends_with(text, end, "报"), "ends");
	CHECK(gr_behind_word(text, end, "福建省财政厅") == text + 18, "begins");
	CHECK(gr_behind_word(text, text + 17, "福建省财政厅") == NULL, "begins, cut off");
	CHECK(gr_scan_unit(unit, unit + strlen(unit)) == GR_STATED_TEN_THOUSAND_YUAN, "unit");
}

/* A small report with the title line given; table four alone is enough. */
static void
check_identity(const char *title, const char *authority, int year)
{
	static const char rest[] =
		"\n本報告所列數據的統計期限自2023年1月1日起至2023年12月31日止。\n"
		"一、總體情況\n本年度各項工作照常進行。\n"
		"四、政府信息公開行政複議、行政訴訟情況\n"
		"結果維持\t結果糾正\t其他結果\t尚未審結\t總計\n"
		"行政復議\t1\t2\t0\t無\t3\n"
		"五、存在的主要問題及改進情況\n有待改進。\n六、其他需要報告的事項\n無\n";
	MallocArena memory;
	GrReading	reading;
	GrError		error;
	char		text[2048];
	const GrReport *r = &reading.report;

	malloc_arena_init(&memory);
	snprintf(text, sizeof(text), "%s%s", title, rest);
	if (CHECK(gr_read(text, strlen(text), &memory.arena, &reading, &error), "%s: %s", title,
			  error.message))
	{
		int			upheld = gr_figure_find("remedies.reconsideration.upheld",
											strlen("remedies.reconsideration.upheld"));
		int			pending = gr_figure_find("remedies.reconsideration.pending",
											 strlen("remedies.reconsideration.pending"));

		CHECK(r->year == year, "%s: %d", title, r->year);
		CHECK(r->authority.len == strlen(authority) &&
			  memcmp(r->authority.data, authority, r->authority.len) == 0, "%s: \"%.*s\"", title,
			  (int) r->authority.len, r->authority.data ? r->authority.data : "");
		CHECK(upheld != GR_NONE && r->state[upheld] == GR_NUMBER && r->value[upheld] == 1,
			  "%s: a number", title);
		CHECK(pending != GR_NONE && r->state[pending] == GR_NOT_APPLICABLE, "%s: 無", title);
		/* titles, headings and prose stay as they are printed */
		CHECK(r->nsections == 4 &&
			  r->sections[0].prose.len == strlen("本年度各項工作照常進行。") &&
			  r->sections[1].number == 4 &&
			  r->sections[1].heading.len == strlen("四、政府信息公開行政複議、行政訴訟情況"),
			  "%s: %d sections", title, r->nsections);
	}
	malloc_arena_reset(&memory);
}

/* The suite. */
void
test_traditional(void)
{
	gr_labels_init();
	check_table();
	check_labels();
	check_numbers();
	check_words();
	check_identity("雲浦省財政廳2023年政府信息公開工作年度報告", "雲浦省財政廳", 2023);
	check_identity("雲浦縣人民政府2023年政府資訊公開工作年度報告", "雲浦縣人民政府", 2023);
	check_identity("雲浦縣城關鎮\n2023年政府信息公開工作年度報告", "雲浦縣城關鎮", 2023);
	check_identity("2023年度雲浦市市場監督管理局政務公開年報", "雲浦市市場監督管理局", 2023);
	check_identity("關於雲浦區人民政府辦公室2023年度的信息公開工作報告", "雲浦區人民政府辦公室", 2023);
	check_identity("雲浦鄉政府信息公開工作年度報告", "雲浦鄉", 2023);
}
