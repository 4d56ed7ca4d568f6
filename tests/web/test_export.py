"""Exports: GB/T 7714 references, Markdown and HTML in which everything stays text."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from qa.answer import Answer
from qa.cite import Citation
from qa.web.conversations import GONE, Turn
from qa.web.export import authors, html, markdown, reference
from tests.web.test_conversations import ANSWER, ARTICLE, REFUSAL

DAY = date(2026, 1, 2)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "![x](https://example.com/a.png)",
    "# 标题\n> 引文\n- 列表\n```\n码",
    "$\\href{javascript:alert(1)}{x}$",
    "a & b &amp; &#60;",
    "http://example.com www.example.com a@example.com",
]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("记者 李颖", ["李颖"]),
        ("本报记者 李颖 王小明", ["李颖", "王小明"]),
        ("成都日报锦观新闻记者 王嘉 通讯员 赵四", ["王嘉", "赵四"]),
        ("新华社记者李颖、王小明、张三、赵四", ["李颖", "王小明", "张三", "赵四"]),
        ("本报记者 李颖 摄影 王五", ["李颖"]),
        ("记者 李颖 文/图", ["李颖"]),
        ("欧阳娜娜 司马光", ["欧阳娜娜", "司马光"]),
        ("买买提·艾力", ["买买提·艾力"]),
        ("据新华社电", []),
        ("本报评论员", []),
        ("", []),
        ("By John Smith and Mary Lee", ["John Smith", "Mary Lee"]),
    ],
)
def test_a_byline_gives_the_names_alone(byline: str, names: list[str]) -> None:
    assert authors(byline) == names


def test_a_reference_is_as_gb_t_7714_writes_it() -> None:
    assert reference(ARTICLE) == "李颖. 水务[N]. 成都日报, 2023-03-20(03)."
    many = replace(ARTICLE, byline="记者 甲一 乙二 丙三 丁四")
    assert reference(many) == "甲一, 乙二, 丙三, 等. 水务[N]. 成都日报, 2023-03-20(03)."
    assert reference(Article("x", "", "文")) == "［无题］[N]."
    assert reference(Article("x", "题", "文", published=date(2023, 1, 2))) == "题[N]. 2023-01-02."


TURNS = [
    Turn(1, "有哪些水库？", {"newspaper": "成都日报"}, "answered", ANSWER),
    Turn(2, "库容多少？", {}, "answered", REFUSAL),
    Turn(3, "还有呢？", {}, "stopped"),
]


def test_one_article_is_one_reference_however_often_it_is_cited() -> None:
    text = markdown("水库", TURNS, day=DAY)
    assert text.count("水务\\[N\\]") == 1
    assert "久隆水库\\[1\\]、三坝水库\\[1\\]" in text
    assert "服务器在回答途中停止了" in text
    page = html("水库", TURNS, day=DAY)
    assert page.count("水务[N]") == 1
    assert "久隆水库<sup>[1]</sup>、三坝水库<sup>[1]</sup>" in page
    assert page.count("<blockquote") == 3


def test_marks_of_two_articles_in_one_sentence_are_told_apart() -> None:
    other = replace(ARTICLE, id="a2", title="又讯")
    answer = replace(
        ANSWER, text="两座[1][2]", citations=(Citation(1, other, 0, 5), Citation(2, ARTICLE, 0, 5))
    )
    page = html("", [TURNS[0], Turn(2, "？", {}, "answered", answer)], day=DAY)
    assert "两座<sup>[2][1]</sup>" in page


def test_a_source_that_is_gone_says_so_in_its_reference() -> None:
    turn = replace(TURNS[0], gone=frozenset({("citations", 1), ("citations", 2)}))
    assert GONE[0] in html("", [turn])
    assert GONE[1] in html("", [turn], "en")


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, object]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile_turn(words: str) -> Turn:
    article = Article("a", words, words, words, page=words, byline=words)
    answer = Answer(words, "fact", f"{words}[1]", (Citation(1, article, 0, len(words)),))
    return Turn(1, words, {"newspaper": words}, "answered", answer)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_give_no_tag_and_no_markdown(bad: str) -> None:
    bad = bad.replace("\n", " ")
    page, harmless = Tags(html(bad, [hostile_turn(bad)])), Tags(html("好", [hostile_turn("好")]))
    assert page.tags == harmless.tags
    assert page.text.count(bad) >= 4
    made = markdown(bad, [hostile_turn(bad)])
    assert "<" not in made
    # What Markdown would take for a link, an image, a formula or an address is behind a backslash.
    assert not re.search(r"(?<!\\)(?:\]\(|!\[|\$|`|://|@)", made.replace("[N]", ""))


@given(st.text(max_size=60))
def test_markdown_keeps_every_character(words: str) -> None:
    turn = Turn(1, words, {}, "failed", message=words)
    made = markdown("t", [turn], day=DAY)
    body = made.split("\n\n", 2)[2].rsplit("\n\n", 1)[0] if words.strip() else ""
    undone = re.sub(r"\\(.)", r"\1", body, flags=re.DOTALL).replace("&lt;", "<").replace("&amp;", "&")
    for word in words.split():
        assert word in undone or not words.strip()
