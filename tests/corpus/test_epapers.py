"""Six ways in which Chinese e-papers really mark up an article; the texts were written for these tests."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from corpus.html import read_html

PARTS = (
    "昨日上午，全长三公里的东河隧道正式通车，市交通局局长周明在现场介绍了情况。",
    "隧道双向六车道，设计时速六十公里，总投资二十一亿元，历时四年建成。",
    "通车以后，从老城到新区只要八分钟，沿线五个街道的二十万居民受益。",
)
DAY = date(2024, 5, 6)
AREAS = "".join(
    f'<area coords="{n}0,10,{n}9,90" shape="polygon" href="content_{n}.htm?div=-1">' for n in range(1, 4)
)


@dataclass(frozen=True)
class Edition:
    """A page and what is to be read off it."""

    html: str
    decks: tuple[str, ...] = ("历时四年建成", "老城到新区八分钟")
    byline: str = "李芸"
    page: str = "03"
    section: str = "要闻"


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>　　{part}</{tag}>" for part in PARTS)


# Founder's older e-papers: tables, the page's picture with its areas, custom elements for each part.
FOUNDER_TABLE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>江城日报数字报-东河隧道通车</title></head><body leftmargin="0">
<table><tr><td><a href="../../2024-05/06/node_2.htm">第01版：头版</a></td></tr>
<tr><td><strong>第03版：要闻</strong></td></tr></table>
<img src="page.jpg" usemap="#PagePicMap"><map name="PagePicMap">{AREAS}</map>
<table id="main-ed-articlenav-list"><tr><td><a href="content_2.htm"><div>菜市场新规下月施行</div>
</a></td></tr>
</table>
<table width="100%"><tbody>
<tr valign="top"><td class="font02" align="center">
<founder-introtitle>历时四年建成</founder-introtitle></td></tr>
<tr valign="top"><td class="font01" align="center"><founder-title>东河隧道通车</founder-title></td></tr>
<tr valign="top"><td class="font02" align="center">
<founder-subtitle>老城到新区八分钟</founder-subtitle></td></tr>
<tr valign="top"><td class="font02" align="center"><founder-author>本报记者 李芸</founder-author>
</td></tr>
</tbody></table>
<table><tr><td><table><tr><td><img src="1.jpg"></td></tr><tr><td class="font6">通车现场。张三 摄</td></tr>
</table></td></tr></table>
<div id="ozoom" style="zoom:100%"><founder-content>{paragraphs()}</founder-content></div>
<table><tr><td>2024年05月06日 星期一</td><td><a href="x">上一篇</a> <a href="y">下一篇</a></td></tr></table>
<p>版权所有 江城日报社 未经授权禁止转载</p></body></html>"""

# Kicker, headline and subtitle as h3, h1, h2; who, which paper and page in one line.
CENTRAL = f"""<html><head><title>东河隧道通车-江城日报</title></head><body>
<div class="swiper-container"><div class="swiper-slide"><a href="node_03.html">第03版：要闻</a>
</div></div>
<div class="paper"><img usemap="#pagepicmap">
<map id="pagepicmap" name="pagepicmap">{AREAS}</map></div>
<div class="article-box"><div class="article">
<h3>历时四年建成</h3><h1>东河隧道通车</h1><h2>老城到新区八分钟</h2>
<p class="sec">本报记者　李　芸<br><span class="date">《江城日报》（2024年05月06日　第 03 版）</span></p>
<div class="attachment"><table class="pci_c"><tr><td><img src="1.jpg"></td></tr><tr><td><p>通车现场。</p>
</td></tr></table></div>
<div id="ozoom"><!--enpcontent-->{paragraphs("P")}<!--/enpcontent--></div></div>
<div class="art-btn"><a href="a">上一篇</a><a href="b">下一篇</a></div></div></body></html>"""

# text_c with its own line for author and paper, the text in an element of its own.
TEXT_C = f"""<html><head><title>东河隧道通车-《江城日报》-江城网</title>
<meta name="publishdate" content="2024-05-06"></head><body>
<div class="list_l"><div class="list_c"><div id="pgn">03版：综合新闻</div></div></div>
<div class="text_c"><h3>历时四年建成</h3><h1>东河隧道通车</h1><h2>老城到新区八分钟</h2>
<div class="lai"><span>作者：李芸 </span> <b>《江城日报》（ 2024年05月06日　 03版）</b></div>
<div id="articleContent"><!--enpcontent-->{paragraphs()}<!--/enpcontent--></div>
<div class="zuozhe">上一篇：<a href="x">菜市场新规下月施行</a></div></div></body></html>"""

# A property comment, and a text of one element whose paragraphs are br and full-width blanks.
PROPERTIES = f"""<html><head><title>江城日报电子版</title></head><body>
<!--enpproperty <articleid>77</articleid><date>2024-05-06 00:00:00:0</date><author>李芸</author>
<title>东河隧道通车</title><subtitle>老城到新区八分钟</subtitle><introtitle>历时四年建成</introtitle>
<siteid>1</siteid><nodeid>3</nodeid><nodename>A03版：城事</nodename>/enpproperty-->
<div class="title1">历时四年建成</div>
<div class="title2">东河隧道通车</div>
<div class="title3">老城到新区八分钟</div>
<div id="zoom" class="content"><!--enpcontent-->{"<br><br>".join("&nbsp;&nbsp;" + p for p in PARTS)}
<!--/enpcontent--></div><map name="m">{AREAS}</map></body></html>"""

# Built of div alone: titles by class, date and page in the crumbs, the text in div instead of p.
DIVS = f"""<html><head><meta name="keywords" content="江城日报,数字报">
<title>东河隧道通车 - 江城日报数字报刊平台</title></head><body><div class="header">江城日报
<span class="time">2024年05月06日 星期一</span></div>
<div class="crumbs">当前位置：<a href="n">第03版：要闻</a> &gt; 正文</div>
<div class="news-list"><ul><li><a href="c1">东河隧道通车</a></li><li><a href="c2">菜市场新规下月施行</a>
</li></ul></div>
<div class="content-box"><div class="introtitle">历时四年建成</div><div class="title">东河隧道通车</div>
<div class="subtitle">老城到新区八分钟</div><div class="author">□ 本报记者 李芸</div>
<div class="content-text">{paragraphs("div")}</div>
<div class="share">分享到：<a href="w">微博</a></div></div>
</body></html>"""

# The meta elements of public web sites, an h1, and inline styles instead of classes.
METAS = f"""<html><head><title>东河隧道通车_江城日报</title><meta name="ArticleTitle" content="东河隧道通车">
<meta name="PubDate" content="2024-05-06 07:30"><meta name="ContentSource" content="江城日报">
<meta name="Author" content="李芸"><meta name="ColumnName" content="要闻"></head><body>
<div><a href="/">首页</a> &gt; <a href="/yw">要闻</a></div><h1>东河隧道通车</h1>
<div style="text-align:center">来源：江城日报 &nbsp; 发布时间：2024-05-06 07:30 &nbsp; 版次：03</div>
<div class="TRS_Editor"><style>.TRS_Editor P{{margin:0}}</style>{paragraphs()}
<p style="text-align:right">（责任编辑：王五）</p></div></body></html>"""

EDITIONS = {
    "founder table": Edition(FOUNDER_TABLE, byline="本报记者 李芸"),
    "central": Edition(CENTRAL, byline="本报记者 李芸"),
    "text_c": Edition(TEXT_C, section="综合新闻"),
    "properties": Edition(PROPERTIES, page="A03", section="城事"),
    "divs": Edition(DIVS, byline="本报记者 李芸"),
    "metas": Edition(METAS, decks=()),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition(name: str) -> None:
    edition = EDITIONS[name]
    (article,) = read_html(edition.html.encode(), Path("content_1.htm"), {})
    assert article.title == "东河隧道通车"
    assert article.text == "\n".join([*edition.decks, *PARTS])
    assert tuple(article.text[slice(*span)] for span in article.headings) == edition.decks
    assert (article.newspaper, article.published) == ("江城日报", DAY)
    assert (article.page, article.section, article.byline) == (edition.page, edition.section, edition.byline)
