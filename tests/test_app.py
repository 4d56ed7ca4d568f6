"""The page's HTML: pure functions of an Answer, every outside character escaped."""

import re
import socket
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import (
    EXAMPLES,
    LONGEST_QUESTION,
    SHOWN,
    _replies,
    answer_html,
    marked_html,
    masthead_html,
    serve,
    turn_html,
)
from corpus import Article, InputError
from qa.answer import Answer, Item, Scanned
from qa.cite import Citation

TEXT = "市水务局局长廖暾介绍，久隆水库已纳入规划。\n三坝水库正在加快建设，久隆水库年内开工。"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</blockquote></li></ol><h1>假标题</h1>",
    "<!-- 注释",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "[链接](javascript:alert(1)) **粗** `码` $x^2$",
    "${alert(1)} {{7*7}} {{{constructor}}}",
    "\u202e反向\u2066隔离\u200b零宽",
]


class Reader(HTMLParser):
    """What a browser would see: the tags with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def article(text: str = TEXT, title: str = "水务报道", **more: object) -> Article:
    fields = {"newspaper": "成都日报", "published": date(2023, 3, 20), "page": "03", "byline": "记者 李颖"}
    return Article("a1", title, text, **{**fields, **more})  # type: ignore[arg-type]


def cite(number: int, words: str, *highlights: str, of: Article | None = None) -> Citation:
    source = of or article()
    start = source.text.index(words)
    spans = tuple((source.text.index(h, start), source.text.index(h, start) + len(h)) for h in highlights)
    return Citation(number, source, start, start + len(words), spans)


FIRST, SECOND = TEXT.split("\n")
LIST = Answer(
    "有哪些水库？",
    "list",
    "久隆水库[1]、三坝水库[2]",
    (cite(1, FIRST), cite(2, SECOND)),
    (Item("久隆水库", 2, (1, 2)), Item("三坝水库", 1, (2,))),
    scanned=Scanned(2, 31, True),
    seconds={"total": 0.0876},
)


def blockquotes(html: str) -> list[str]:
    return re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(bad: str) -> None:
    """The same answer with harmless words in every field gives the same tags and attributes."""

    def page(words: str) -> Reader:
        source = article(f"前{words}后", words, newspaper=words, page=words, section=words, byline=words)
        citation = Citation(1, source, 0, len(source.text), ((1, 1 + len(words)),))
        found = Answer(words, "list", f"{words}[1]", (citation,), (Item(words, 1, (1,)),), engine=words)
        refused = Answer(words, "refusal", words, refused=True, nearest=(citation,))
        return Reader(answer_html(found, 1) + answer_html(refused, 2) + turn_html(words, "", 3))

    hostile, harmless = page(bad), page("好")
    assert hostile.tags == harmless.tags
    assert hostile.text.count(bad) == harmless.text.count("好")


@given(st.text(max_size=60), st.data())
def test_marked_html_loses_and_adds_no_character(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    start, end = sorted((data.draw(offsets), data.draw(offsets)))
    spans = data.draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    html = marked_html(text, start, end, spans)
    inside = {i for a, b in spans for i in range(max(a, start), min(b, end))}
    # Read the HTML back, character by character, with whether each was marked.
    seen: list[tuple[str, bool]] = []
    for piece, marked in _pieces(html):
        seen += [(c, marked) for c in piece]
    assert seen == [(text[i], i in inside) for i in range(start, end)]


def _pieces(html: str) -> list[tuple[str, bool]]:
    """(text, marked) in order, by our own reading: entities undone, `<mark>` tags as switches."""
    body = html.removeprefix("<bdi>").removesuffix("</bdi>")
    pieces, marked = [], False
    for part in re.split(r"(</?mark>)", body):
        if part in ("<mark>", "</mark>"):
            assert marked == (part == "</mark>"), "marks must not nest"
            marked = not marked
        elif part:
            assert "<" not in part
            assert ">" not in part
            undone = part.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
            pieces.append((undone.replace("&#x27;", "'").replace("&amp;", "&"), marked))
    return pieces


def test_overlapping_and_outlying_highlights_are_merged_and_clipped() -> None:
    assert marked_html("甲乙丙丁戊", 1, 4, [(0, 2), (1, 3), (3, 9)]) == "<bdi><mark>乙丙丁</mark></bdi>"
    assert marked_html("甲乙丙丁戊", 1, 4, [(0, 1), (4, 5), (2, 2)]) == "<bdi>乙丙丁</bdi>"
    assert marked_html("甲乙丙丁戊", 0, 5, [(4, 5), (0, 1)]) == (
        "<bdi><mark>甲</mark>乙丙丁<mark>戊</mark></bdi>"
    )


def test_a_fact_shows_its_highlight_and_source() -> None:
    answer = Answer("局长是谁？", "fact", "廖暾[1]", (cite(1, FIRST, "廖暾"),))
    html = answer_html(answer, 3)
    assert blockquotes(html) == ["<bdi>" + FIRST.replace("廖暾", "<mark>廖暾</mark>") + "</bdi>"]
    words = Reader(html).text
    for shown in ("局长是谁？", "廖暾[1]", "水务报道", "成都日报", "2023年3月20日", "第03版", "记者 李颖"):
        assert shown in words


def test_every_mark_leads_to_an_excerpt_of_its_own_turn() -> None:
    tags = Reader(answer_html(LIST, 7)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert ids == ["a7", "a7-1", "a7-2"]
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert links == ["#a7-1", "#a7-2", "#a7-1", "#a7-2", "#a7-2"]


def test_only_a_number_that_is_cited_becomes_a_mark() -> None:
    answer = Answer("？", "fact", "见[1]、[9]、[一]", (cite(1, FIRST),))
    reader = Reader(answer_html(answer))
    assert [a["href"] for tag, a in reader.tags if tag == "a"] == ["#a1-1"]
    assert "见[1]、[9]、[一]" in reader.text


def test_what_was_understood_stands_above_the_answer_as_text() -> None:
    assert "understood" not in answer_html(LIST)
    read = (("类型", "列表"), ("类别", HOSTILE[0]))
    html = answer_html(replace(LIST, understood=read))
    assert html.index("类型") < html.index("列表") < html.index('class="answer"')
    assert HOSTILE[0] in Reader(html).text
    assert HOSTILE[0] not in html


def test_a_list_has_a_table_and_marks_its_names_in_the_excerpts() -> None:
    html = answer_html(LIST)
    assert "共 2 项" in html
    assert re.findall(r"<td>(\d+) 次</td>", html) == ["2", "1"]
    first, second = blockquotes(html)
    assert first.count("<mark>") == 1
    assert re.findall("<mark>(.*?)</mark>", second) == ["三坝水库", "久隆水库"]


def test_a_long_list_folds_its_later_excerpts() -> None:
    many = replace(LIST, citations=tuple(replace(LIST.citations[0], number=n) for n in range(1, SHOWN + 4)))
    open_part, _, folded = answer_html(many).partition("<details>")
    assert len(blockquotes(open_part)) == SHOWN
    assert len(blockquotes(folded)) == 3
    assert "其余 3 段摘录" in folded
    assert "<details>" not in answer_html(replace(many, citations=many.citations[:SHOWN]))


def test_what_was_searched_and_how_long_it_took() -> None:
    assert "已检索 2 篇文章、31 段，逐段查遍摘自原文0.09 秒" in Reader(answer_html(LIST)).text


def test_a_refusal_folds_the_nearest_excerpts_away() -> None:
    answer = Answer("？", "refusal", "文章里没有说到。", refused=True, nearest=(cite(1, FIRST, FIRST),))
    html = answer_html(answer)
    assert re.search(r"<details><summary>看最接近的 1 段原文</summary>.*" + FIRST, html, re.DOTALL)
    assert "<details open" not in html
    assert "<mark>" not in html


def test_an_article_without_title_or_date_still_has_a_card() -> None:
    bare = Article("b", "", FIRST)
    words = Reader(answer_html(Answer("？", "fact", "是[1]", (cite(1, FIRST, of=bare),)))).text
    assert "（无题）" in words
    assert "第版" not in words


def test_an_empty_archive_says_how_to_fill_it() -> None:
    assert "baowen add" in masthead_html(0, 0)
    assert "baowen add" not in masthead_html(2, 31)
    assert "2 篇文章，31 段" in masthead_html(2, 31)


class FakeArchive:
    def counts(self) -> tuple[int, int]:
        return 0, 0


class FakeBot:
    archive = FakeArchive()

    def __init__(self, *answers: Answer, error: Exception | None = None) -> None:
        self.answers, self.error = answers, error

    def stream(self, question: str, history: object = ()) -> object:
        yield from self.answers
        if self.error:
            raise self.error


def replies(bot: FakeBot, question: str = "问") -> list[tuple[str, Answer | None]]:
    return list(_replies(bot, question, [LIST]))  # type: ignore[arg-type]


def test_replies_start_with_a_notice_and_grow() -> None:
    shown = replies(FakeBot(LIST, LIST))
    assert "正在查找" in shown[0][0]
    assert [answer for _, answer in shown] == [None, None, None, LIST]
    assert ["aria-busy" in html for html, _ in shown] == [True, True, True, False]
    assert 'id="a2"' in shown[-1][0]


def test_a_question_too_long_is_told_so_and_not_asked() -> None:
    shown = replies(FakeBot(error=AssertionError("asked")), "长" * (LONGEST_QUESTION + 1))
    assert len(shown) == 1
    assert f"最多 {LONGEST_QUESTION}" in shown[0][0]
    assert shown[0][1] is None


def test_what_the_user_can_mend_is_said_and_the_rest_is_not_leaked(caplog: pytest.LogCaptureFixture) -> None:
    html, answer = replies(FakeBot(LIST, error=ValueError("档案由<别的>编码器建成")))[-1]
    assert "档案由&lt;别的&gt;编码器建成" in html
    assert answer is None
    html, answer = replies(FakeBot(error=RuntimeError("/secret/path")))[-1]
    assert "secret" not in html
    assert answer is None
    assert "/secret/path" in caplog.text


def test_four_examples() -> None:
    assert len(set(EXAMPLES)) == 4


def test_a_taken_port_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"^can't listen on 127\.0\.0\.1:{port} .*--port$"):
            serve(FakeBot(), port=port)  # type: ignore[arg-type]
