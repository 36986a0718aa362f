--
-- Raw text of some of the layouts in which reports are found.  The tests of the
-- reader itself are elsewhere; this is the way through the server.
--
CREATE TEMP TABLE raw (name text PRIMARY KEY, content text);
-- as copied from a web page: tabs, empty cells for spans
INSERT INTO raw VALUES ('tabs', $$河湾县2023年政府信息公开工作年度报告
本报告按照规定编制，统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
全年收到政府信息公开申请9件，办结8件。
二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年制发件数	本年废止件数	现行有效件数
规章	0	0	0
行政规范性文件	3	1	17
第二十条第（五）项
信息内容	本年处理决定数量
行政许可	1204
第二十条第（六）项
信息内容	本年处理决定数量
行政处罚	56
行政强制	2
第二十条第（八）项
信息内容	本年收费金额（单位：万元）
行政事业性收费	24.3105
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）	申请人情况
	自然人	法人或其他组织	总计
		商业企业	科研机构	社会公益组织	法律服务机构	其他
一、本年新收政府信息公开申请数量			6	2	0	0	1	0	9
二、上年结转政府信息公开申请数量			1	0	0	0	0	0	1
三、本年度办理结果	（一）予以公开		4	1	0	0	1	0	6
	（二）部分公开（区分处理的，只计这一情形，不计其他情形）		1	0	0	0	0	0	1
	（三）不予公开	1.属于国家秘密	0	0	0	0	0	0	0
		2.其他法律行政法规禁止公开	0	0	0	0	0	0	0
		3.危及“三安全一稳定”	0	0	0	0	0	0	0
		4.保护第三方合法权益	0	0	0	0	0	0	0
		5.属于三类内部事务信息	0	0	0	0	0	0	0
		6.属于四类过程性信息	0	0	0	0	0	0	0
		7.属于行政执法案卷	0	0	0	0	0	0	0
		8.属于行政查询事项	0	0	0	0	0	0	0
	（四）无法提供	1.本机关不掌握相关政府信息	1	0	0	0	0	0	1
		2.没有现成信息需要另行制作	0	0	0	0	0	0	0
		3.补正后申请内容仍不明确	0	0	0	0	0	0	0
	（五）不予处理	1.信访举报投诉类申请	0	0	0	0	0	0	0
		2.重复申请	0	0	0	0	0	0	0
		3.要求提供公开出版物	0	0	0	0	0	0	0
		4.无正当理由大量反复申请	0	0	0	0	0	0	0
		5.要求行政机关确认或重新出具已获取信息	0	0	0	0	0	0	0
	（六）其他处理	1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请	0	0	0	0	0	0	0
		2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请	0	0	0	0	0	0	0
		3.其他	0	0	0	0	0	0	0
	（七）总计		6	1	0	0	1	0	8
四、结转下年度继续办理			1	1	0	0	0	0	2
四、政府信息公开行政复议、行政诉讼情况
行政复议	行政诉讼
结果维持	结果纠正	其他结果	尚未审结	总计	未经复议直接起诉	复议后起诉
					结果维持	结果纠正	其他结果	尚未审结	总计	结果维持	结果纠正	其他结果	尚未审结	总计
1	0	0	1	2	0	0	0	0	0	3	0	0	0	3
五、存在的主要问题及改进情况
目录更新不够及时，将按季度核对。
六、其他需要报告的事项
全年未收取信息处理费。
$$);
-- the same report, cells ended by a bar, one on each line
INSERT INTO raw SELECT 'bars', regexp_replace(content, E'\t', E' |\n', 'g') FROM raw WHERE name = 'tabs';
-- the same report as rows of a text table
INSERT INTO raw SELECT 'rows', regexp_replace(content, E'\t', ' | ', 'g') FROM raw WHERE name = 'tabs';
-- line ends of other systems
INSERT INTO raw SELECT 'crlf', replace(content, E'\n', E'\r\n') FROM raw WHERE name = 'tabs';

CREATE TEMP TABLE report AS SELECT name, content::gov_disclosure_report AS r FROM raw;

SELECT name, (r).year, (r).edition, (r).authority, (r).title FROM report ORDER BY name;
SELECT name, section(r, 1), section(r, 5), section(r, 6) FROM report ORDER BY name;
SELECT c.key, c.value FROM report, cells(r) c WHERE name = 'tabs' AND c.value <> 0;
-- all layouts say the same
SELECT name, count(*) AS cells, count(c.value) AS numbers, sum(c.value) AS sum,
	count(*) FILTER (WHERE c.value IS DISTINCT FROM t.value) AS different
FROM report JOIN LATERAL cells(r) c ON true
	JOIN (SELECT c.* FROM report, cells(r) c WHERE name = 'tabs') t USING (key)
GROUP BY name ORDER BY name;
SELECT name, n.code, n.key, n.raw FROM report, notes(r) n WHERE name = 'tabs';
-- what came in is a value like any other
SELECT name, r::text::gov_disclosure_report = r AS by_text, r::jsonb::gov_disclosure_report = r AS by_json,
	r::text::gov_disclosure_report::text = r::text AS canonical
FROM report ORDER BY name;
-- canonical text reads well
SELECT regexp_split_to_table(r::text, E'\n') AS line FROM report WHERE name = 'tabs' LIMIT 12;

-- every figure with its place in the text
SELECT t.key, t.value, t.state, t.line, t."column", t.raw FROM raw, gov_disclosure_trace(content) t
WHERE name = 'tabs' AND t.key IN ('proactive.fees.amount', 'requests.received.total', 'remedies.reconsideration.total');
SELECT count(*) AS figures, count(*) FILTER (WHERE t.raw = substr((string_to_array(content, E'\n'))[t.line], t."column", length(t.raw))) AS in_place,
	count(*) FILTER (WHERE t.value = r -> t.key) AS equal
FROM raw JOIN report USING (name), gov_disclosure_trace(content) t
WHERE name = 'tabs' AND t.value IS NOT NULL;

-- COPY reads a report in a field, with its line ends and tabs escaped
CREATE TEMP TABLE loaded (r gov_disclosure_report);
COPY loaded FROM stdin;
二、主动公开政府信息情况\n行政许可\t12\n行政处罚\t\n行政强制\t/
\.
SELECT r -> 'proactive.licensing.decisions' AS licensing, state(r, 'proactive.penalties.decisions'),
	state(r, 'proactive.coercive_measures.decisions'), state(r, 'proactive.fees.amount') FROM loaded;
