"""Articles out of paragraphs and headings."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Piece, articles_of, merged
from corpus.masthead import Masthead
from corpus.normalise import normalise

NOTHING = Masthead()
texts = st.text("水库工程 开工，。\n\u3000", min_size=1, max_size=40)
pieces = st.lists(st.builds(Piece, texts, st.sampled_from([0, 0, 0, 1, 2, 3])), max_size=12)


def squeezed(text: str) -> str:
    return "".join(normalise(text).split())


@given(pieces)
def test_no_character_is_lost_but_headlines_without_a_text(given_pieces: list[Piece]) -> None:
    found = list(articles_of(given_pieces, NOTHING, NOTHING))
    kept = "".join(squeezed(article.text) for article in found)
    for article in found:
        assert all(line.strip() for line in article.text.split("\n"))
        headings = [article.text[start:end] for start, end in article.headings]
        assert all("\n" not in heading and heading for heading in headings)
        assert set(headings) <= set(article.text.split("\n"))
    for piece in given_pieces:
        lines = [line for line in normalise(piece.text).split("\n") if line.strip()]
        titles = "".join(squeezed(article.title) for article in found)
        if piece.level == 0:
            assert all(squeezed(line) in kept + titles for line in lines)


def test_masthead_byline_and_furniture_at_the_edges() -> None:
    lines = ["江城日报 2024年5月6日 第3版", "□ 记者 王芳", "大桥昨日通车。", "记者 王芳", "工程顺利。"]
    tail = ["一。", "二。", "三。", "四。", "责任编辑：张三"]
    body = [Piece("大桥通车", 1), *map(Piece, lines), *map(Piece, [f"第{n}段。" for n in range(6)] + tail)]
    (article,) = articles_of(body, NOTHING, Masthead("海州日报", date(2020, 1, 2), "09", "城事"))
    assert article.text.startswith("大桥昨日通车。\n")
    assert article.text.endswith("四。")
    assert "王芳" in article.byline
    assert (article.newspaper, article.published) == ("江城日报", date(2024, 5, 6))
    assert (article.page, article.section) == ("03", "城事")


def test_what_is_before_the_first_headline_is_an_article_if_it_has_a_text() -> None:
    before = [Piece("导语第一段讲大桥的事。"), Piece("第二段。")]
    found = list(articles_of([*before, Piece("水库开工", 1), Piece("开工了。")], NOTHING, NOTHING))
    assert [article.title for article in found] == ["导语第一段讲大桥的事", "水库开工"]
    found = list(articles_of([Piece("要闻"), Piece("水库开工", 1), Piece("开工了。")], NOTHING, NOTHING))
    assert [(article.title, article.section) for article in found] == [("水库开工", "要闻")]


def test_a_text_of_nothing_but_a_full_stop_has_a_title() -> None:
    (article,) = articles_of([Piece("。")], NOTHING, NOTHING)
    assert (article.title, article.text) == ("。", "。")


def test_a_headline_without_a_text_makes_no_article() -> None:
    assert list(articles_of([Piece("只有标题", 1), Piece("小标题", 2)], NOTHING, NOTHING)) == []


def test_what_the_user_gives_counts_first() -> None:
    given_ = {"newspaper": "江城 晚报", "page": "A1"}
    assert merged(given_, Masthead("海州日报", None, "02", "要闻")) == Masthead(
        "江城 晚报", None, "A1", "要闻"
    )
