"""Electronic editions: the usual layouts, written for these tests; text never is HTML."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, InputError
from corpus.html import decode_html, read_html

FIRST = "小河大桥昨日正式通车，市交通局局长李强出席通车仪式并讲话。"
SECOND = "大桥全长三公里，双向六车道，总投资十二亿元，历时三年建成。"
THIRD = "通车以后，城东到城西只要十分钟。"
BODY = (
    f"<p>　　{FIRST}</p><p>\n 大桥全长三公里，双向\n六车道，总投资十二亿元，历时三年建成。</p>"
    f"<p><strong>缓解拥堵</strong></p><p>{THIRD}</p>"
)
TEXT = f"{FIRST}\n{SECOND}\n缓解拥堵\n{THIRD}"
DAY = date(2024, 5, 6)


def read(html: str, path: str = "", **facts: object) -> list[Article]:
    return list(read_html(html.encode(), Path(path), facts))


def test_a_founder_e_paper() -> None:
    html = f"""<html><head><title>江城日报多媒体数字报</title><script>var secret = "脚本";</script></head>
    <body>    <!--enpproperty <articleid>1</articleid><date>2024-05-06 00:00:00:0</date><author>王芳</author>
    <title>小河大桥通车</title><subtitle>全长三公里</subtitle><introtitle>历时三年</introtitle>
    <nodename>03版：要闻</nodename>/enpproperty-->
    <table><tr><td><a href="n1.htm">第01版：头版</a></td></tr><tr><td>第03版：要闻</td></tr></table>
    <div id="ozoom" style="zoom:1"><!--enpcontent--><founder-content>{BODY}</founder-content>
    <!--/enpcontent--></div><p>责任编辑：张三</p></body></html>"""
    (article,) = read(html)
    assert (article.title, article.byline) == ("小河大桥通车", "王芳")
    assert article.text == f"历时三年\n全长三公里\n{TEXT}"
    assert [article.text[slice(*span)] for span in article.headings] == ["历时三年", "全长三公里", "缓解拥堵"]
    assert (article.newspaper, article.published) == ("江城日报", DAY)
    assert (article.page, article.section) == ("03", "要闻")


def test_an_e_paper_without_property_comment() -> None:
    html = f"""<html><head><title>小河大桥通车--江城日报</title></head><body><div class="left">
    <p class="left ban">第03版：要闻</p><ul><li><a href=a>第01版：头版</a></li></ul></div>
    <div class="article"><h3>历时三年</h3><h1>小河大桥通车</h1><h2>全长三公里</h2>
    <p class="sec">作者：王 芳<br>    <span class="date">《江城日报》（2024年05月06日 　第 03 版）</span></p>
    <div id="ozoom">{BODY}</div></div></body>"""
    (article,) = read(html)
    assert (article.title, article.newspaper, article.published) == ("小河大桥通车", "江城日报", DAY)
    assert (article.page, article.section, article.byline) == ("03", "要闻", "王芳")
    assert article.text == f"历时三年\n全长三公里\n{TEXT}"


def test_a_news_site_without_known_names() -> None:
    html = f"""<html><head><title>小河大桥通车_新闻中心_江城网</title>
    <meta property="article:published_time" content="2024-05-06T08:00:00+08:00">
    <script type="application/ld+json">
    [{{"@graph": [{{"@type": "NewsArticle", "author": {{"name": "王芳"}}}}]}}]</script>
    </head><body><nav><a href=/>首页</a></nav><h1>小河大桥通车</h1><div class=info>来源：江城晚报</div>
    <div class="wrap"><div>{BODY}<p><a href=1>相关新闻一</a> <a href=2>相关新闻二</a></p></div></div>
    <ul><li><a href=3>{"很长的链接标题" * 20}</a></li></ul><div style="display:none">看不见的字</div>
    <footer>版权所有</footer></body></html>"""
    (article,) = read(html)
    assert (article.title, article.text, article.byline) == ("小河大桥通车", TEXT, "王芳")
    assert (article.newspaper, article.published) == ("江城晚报", DAY)


def test_text_broken_by_br_in_a_table() -> None:
    html = f"<body><table><tr><td>{FIRST}<br>　　{SECOND}<br><br>{THIRD}</td></tr></table></body>"
    (article,) = read(html, "江城日报/2024-05-06/A03.html")
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert (article.newspaper, article.published, article.page) == ("江城日报", DAY, "A03")


def test_several_articles_on_one_page() -> None:
    html = f"""<body><article><h2>小河大桥通车</h2>{BODY}</article>
    <article><h2>水库开工</h2><p>{SECOND}{FIRST}</p></article></body>"""
    first, second = read(html)
    assert (first.title, first.text) == ("小河大桥通车", TEXT)
    assert (second.title, second.text) == ("水库开工", SECOND + FIRST)
    assert first.id != second.id


def test_what_the_user_gives_counts_before_the_page() -> None:
    html = f'<meta name="pubdate" content="2024-05-06"><h1>题</h1><div id="content-text">{BODY}</div>'
    (article,) = read(html, newspaper="海州日报", published=date(2020, 1, 2), page="9", section="城事")
    assert (article.newspaper, article.published) == ("海州日报", date(2020, 1, 2))
    assert (article.page, article.section) == ("9", "城事")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<ul>" + '<li><a href="c.htm">新闻标题很长很长很长很长</a></li>' * 30 + "</ul>", "only links"),
        ("<html><body></body></html>", "no article"),
        ("<p>短。</p>", "no article"),
        ("<html>" + "<i></i>" * 60_000, "more than 50,000 elements"),
    ],
)
def test_pages_without_an_article(html: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(html)


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030"])
def test_declared_encodings_survive_a_damaged_character(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{FIRST * 20}</p>'.encode("gb18030")
    assert FIRST in decode_html(page)
    damaged = page[:-30] + b"\xff" + page[-30:]
    assert FIRST in decode_html(damaged)


def test_a_wrong_declaration_does_no_harm() -> None:
    page = f"<p>{FIRST}</p>"
    assert decode_html(f'<meta charset="gb2312">{page}'.encode()).endswith(page)
    assert decode_html(b'<meta charset="utf-8">' + page.encode("gb18030")).endswith(page)
    assert decode_html(b'<meta charset="no-such">' + page.encode("gb18030")).endswith(page)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("水库工程<>&\"' \n\u3000", min_size=1, max_size=30), min_size=3, max_size=8))
def test_escaped_text_comes_back_as_text(paragraphs: list[str]) -> None:
    from html import escape

    from corpus.normalise import normalise

    body = "".join(f"<p>水库工程开工建设。{escape(text)}完。</p>" for text in paragraphs)
    (article,) = read(f"<title>题</title><body><div>{body}<p>{'一' * 60}</p></div></body>")
    squeezed = "".join(normalise(f"水库工程开工建设。{text}完。") for text in paragraphs)
    assert "".join(article.text.split()).replace("-", "") == "".join(squeezed.split()) + "一" * 60
