"""Files as they are found: pages of electronic editions, Word files and tables of other people's making."""

from pathlib import Path

import docx
import pytest

from corpus import Article, Skipped, load

# The frame of 方正's electronic editions: tables, founder elements, a property comment, gb2312 that is GBK.
FOUNDER = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>江城日报数字报-久隆水库工程开工</title></head><body>
<!--enpproperty <articleid>1185230</articleid><date>2024-05-06 00:00:00:000</date><author></author>
<title>久隆水库工程开工</title><subtitle>建成后保障两座新城用水</subtitle><introtitle>全市重点项目提速</introtitle>
<nodename>03版：要闻</nodename>/enpproperty-->
<table><tr><td>2024年5月6日 星期一</td><td>第03版：要闻</td>
<td><a href="n2.htm">上一版</a> <a href="n4.htm">下一版</a></td>
</tr><tr><td><a href="c1.htm">市区两条公交线路调整</a><br/><a href="c2.htm">图片新闻</a></td></tr></table>
<table><tr><td><a href="c0.htm">上一篇</a> <a href="c2.htm">下一篇</a></td>
<td>放大 <a href="#">缩小</a> 默认</td></tr>
<tr><td><founder-introtitle>全市重点项目提速</founder-introtitle></td></tr>
<tr><td><founder-title>久隆水库工程开工</founder-title></td></tr>
<tr><td><founder-subtitle>建成后保障两座新城用水</founder-subtitle></td></tr>
<tr><td><founder-author>□本报记者 王芳 通讯员 李明</founder-author></td></tr>
<tr><td><founder-content><!--enpcontent--><P>　　本报讯　昨日，位于东部新区的久隆水库工程
正式开工，市长李珵出席。</P>
<P>　　市水务局局长廖暾介绍，水库总库容１．２亿立方米，总投资32亿元。</P>
<!--/enpcontent--></founder-content></td></tr>
</table><table><tr><td>江城日报社版权所有 未经书面授权不得转载</td></tr></table></body></html>"""

SITE = """<!doctype html><html><head><meta charset="utf-8"><title>三坝水库通过评审_江城晚报网</title>
<meta name="author" content="admin"><meta property="og:title" content="三坝水库通过评审">
<meta property="article:published_time" content="2024-05-07T08:30:00+08:00"></head><body>
<header><nav><a href="/">首页</a><a>新闻</a></nav></header><h1>三坝水库通过评审</h1>
<div class="meta"><span>2024-05-07 08:30</span> <span>来源：江城晚报</span>
<span>作者：赵 平</span> <span>阅读 1234</span></div>
<div class="article-content"><p>字号：大 中 小</p>
<p>作为“第三水源”的三坝水库昨日通过专家评审，总库容八千万立方米，预计明年开工。</p>
<p>评审组组长孙立说，<a href="/tag/1">水库</a>建成后每年可供水两亿立方米。</p>
<p>责任编辑：钱多</p><p>声明：本文为江城晚报原创，转载请注明出处。</p><p>扫码关注江城晚报公众号</p>
<div>分享到：<a>微信</a><a>微博</a></div><div>上一篇：<a href="1.html">公交线路调整</a></div></div>
<div class="related"><h3>相关阅读</h3><ul><li><a>水库开工</a></li></ul></div></body></html>"""

PEOPLE = """<html><head><title>大桥通车 方便两岸群众出行-江城日报-2024年05月06日 第02版:综合</title></head>
<body><div class="text_c"><h3>（经济新方位）</h3><h1>大桥通车 方便两岸群众出行</h1>
<h2>——来自小河大桥的报道</h2>
<h4>本报记者 王 芳 李明亮</h4><p class="sec">《江城日报》（2024年05月06日 第 02 版）</p>
<div><a href="a0.html">上一篇</a><a href="a2.html">下一篇</a></div><div id="ozoom">
<p>　　清晨6点，第一班公交车驶上小河大桥。“以前绕行要40分钟，现在10分钟就到了。”
家住东岸的刘阿姨说。</p>
<p>　　&nbsp;<strong>缩短通勤时间</strong></p>
<p>　　大桥全长3.2公里，双向六车道，总投资十二亿元。</p></div></div>
</body></html>"""


def read(path: Path) -> Article:
    (article,) = load([path])
    assert isinstance(article, Article)
    return article


def test_a_page_of_an_electronic_edition_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "content_1185230.htm"
    path.write_bytes(FOUNDER.encode("gb18030"))
    article = read(path)
    assert article.title == "久隆水库工程开工"
    assert (article.newspaper, str(article.published), article.page) == ("江城日报", "2024-05-06", "03")
    assert article.byline == "本报记者 王芳 通讯员 李明"  # without its ornament
    headings = [article.text[start:end] for start, end in article.headings]
    assert headings == ["全市重点项目提速", "建成后保障两座新城用水"]
    assert "李珵" in article.text  # not in GB2312, which the page says it is in
    assert not any(word in article.text for word in ("上一篇", "公交", "版权", "放大"))


def test_a_news_site_and_what_it_says_around_the_text(tmp_path: Path) -> None:
    path = tmp_path / "site.html"
    path.write_text(SITE, encoding="utf-8")
    article = read(path)
    assert (article.newspaper, str(article.published), article.byline) == ("江城晚报", "2024-05-07", "赵平")
    assert article.text.startswith("作为“第三水源”")
    assert article.text.endswith("每年可供水两亿立方米。")


def test_a_byline_of_spaced_names_among_the_decks(tmp_path: Path) -> None:
    path = tmp_path / "people.html"
    path.write_text(PEOPLE, encoding="utf-8")
    article = read(path)
    assert article.byline == "本报记者 王芳 李明亮"
    assert (article.newspaper, article.page, article.section) == ("江城日报", "02", "综合")
    headings = [article.text[start:end] for start, end in article.headings]
    assert headings == ["（经济新方位）", "——来自小河大桥的报道", "缩短通勤时间"]


def test_frames_and_lists_of_links_are_no_articles(tmp_path: Path) -> None:
    frames = (
        "<html><title>江城日报数字版</title><frameset rows='80,*'><frame src='top.htm'></frameset></html>"
    )
    links = "<html><body><table><tr><td>第01版<td><a href='c1.htm'>久隆水库开工</a></td></tr></table>"
    for name, html in (("index.htm", frames), ("node_1.htm", links)):
        (tmp_path / name).write_bytes(html.encode("gbk"))
        (item,) = load([tmp_path / name])
        assert isinstance(item, Skipped)
        assert item.reason.startswith("no article text")


def test_a_word_file_with_header_table_and_list(tmp_path: Path) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "江城日报 内部稿件"
    file.add_heading("久隆水库工程开工", 0)
    file.add_paragraph("2024年5月6日 江城日报 记者 王 芳")
    file.add_paragraph("昨日，位于东部新区的久隆水库工程正式开工。")
    file.add_heading("投资与工期", 1)
    table = file.add_table(rows=2, cols=2)
    for row, values in enumerate([("总库容", "1.2亿立方米"), ("总投资", "32亿元")]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    wide = file.add_table(rows=1, cols=3)
    wide.cell(0, 0).merge(wide.cell(0, 2)).text = "各区供水量"
    beside = file.add_table(rows=1, cols=2)  # two texts side by side: paragraphs, not values
    beside.cell(
        0, 0
    ).text = "左栏说，水库建成后每年可供水两亿立方米，保障两座新城的用水，也为下游补水，工期约三年半。"
    beside.cell(0, 1).text = "右栏说，大桥昨日通车。"
    file.add_paragraph("第一，加快前期工作。", style="List Number")
    file.save(str(tmp_path / "word.docx"))
    article = read(tmp_path / "word.docx")
    assert (article.newspaper, str(article.published), article.byline) == (
        "江城日报",
        "2024-05-06",
        "记者 王芳",
    )
    lines = article.text.split("\n")
    assert lines[1:5] == ["投资与工期", "总库容 1.2亿立方米", "总投资 32亿元", "各区供水量"]
    assert lines[-2:] == ["右栏说，大桥昨日通车。", "第一，加快前期工作。"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("title,text,published,newspaper\r\n{},2024-05-06,江城日报\r\n", "utf-8-sig"),
        ("标题;正文;日期;报纸\n{};2024年5月6日;江城日报\n", "gbk"),
        ("Title\tContent\tDate\tPaper\n{}\t2024-05-06 08:00:00\t江城日报\n", "utf-16"),
        ("sep=;\r\nTITLE;TEXT;DATE;PAPER\r\n{};2024/5/6;江城日报\r\n", "utf-8"),
        ("标题,正文,见报日期,媒体\r{},2024.5.6,江城日报\r", "utf-8"),
    ],
    ids=["bom", "semicolons, GBK", "tabs, UTF-16", "Excel's sep", "old Mac"],
)
def test_tables_from_elsewhere(tmp_path: Path, text: str, encoding: str) -> None:
    comma = next(c for c in ";\t," if c in text)
    end = "\r\n" if "\r\n" in text else text[-1]
    row = f'水库开工{comma}"市水务局说，{end}""工程""开工。"'
    (tmp_path / "table.csv").write_bytes(text.format(row).encode(encoding))
    article = read(tmp_path / "table.csv")
    assert (article.title, article.text) == ("水库开工", '市水务局说，\n"工程"开工。')
    assert (article.newspaper, str(article.published)) == ("江城日报", "2024-05-06")


def test_records_with_fields_of_other_names(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(
        '{"标题": "水库", "正文": "说。", "text": "市水务局说。", "日期": "2024-05-06"}\n', encoding="utf-8"
    )
    article = read(path)
    assert (article.title, article.text, str(article.published)) == ("水库", "市水务局说。", "2024-05-06")
