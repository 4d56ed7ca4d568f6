"""The article beside the chat."""

import re

from hypothesis import given
from hypothesis import strategies as st

from qa.web.source import article_html, body_html, gone_html, source_of
from tests.web.reader import HOSTILE, TEXT, Reader, article


@given(
    st.text("甲乙<&\n", max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.integers(1, 3))),
)
def test_the_text_is_whole_and_every_cited_character_is_marked(
    words: str, cited: list[tuple[int, int, int]]
) -> None:
    html = body_html(article(words), cited)
    assert Reader(html).text == words.replace("\n", "")
    marks = "".join(Reader(part).text for part in re.findall(r"<mark[^>]*>(.*?)</mark>", html))
    inside = {i for a, b, _ in cited for i in range(max(a, 0), min(b, len(words)))}
    assert marks == "".join(words[i] for i in sorted(inside) if words[i] != "\n")


def test_headings_byline_section_and_reprints_are_shown() -> None:
    one = article(section="要闻", headings=((0, TEXT.index("\n")),))
    html = article_html(one, [(0, 5, 1)], [article(title="转载", newspaper="四川日报")], "zh", page=True)
    assert re.search(r"<h3><bdi><mark data-number=\"1\">市水务局局</mark>", html)
    words = Reader(html).text
    for said in (
        "水务报道",
        "成都日报",
        "2023年3月20日",
        "第03版",
        "要闻",
        "记者 李颖",
        "另载于四川日报",
        "原版面",
    ):
        assert said in words
    assert "原版面" not in article_html(one, [], [], "zh", page=False)


def test_hostile_articles_stay_text() -> None:
    for bad in HOSTILE:
        html = article_html(
            article(bad, bad, newspaper=bad, byline=bad), [(0, 99, 1)], [article(bad, bad)], "en", page=True
        )
        assert Reader(html).text.count(bad) >= 4
        assert not [
            n for tag, held in Reader(html).tags for n in [tag, *held] if n in ("script", "img", "onerror")
        ]


def test_what_a_browser_sends_is_taken_with_care() -> None:
    assert source_of({"article": "x", "spans": [[1, 2, 3], [1], "12", [True, 1, 2], [1.0, 2, 3]]}) == (
        "x",
        [(1, 2, 3)],
    )
    for nonsense in (None, "x", 7, {}, {"article": 5, "spans": 6}):
        assert source_of(nonsense) == ("", [])
    assert "移除" in gone_html("zh")
