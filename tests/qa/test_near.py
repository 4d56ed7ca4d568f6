"""Of several values in a sentence, the one that the question's words speak of; and of which time it tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from qa.finding import Finding
from qa.texts.names import Span
from qa.texts.value import dates, numbers
from qa.ways.near import nearness
from qa.ways.times import told_of_another


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("甲厂产值3亿元，乙厂产值5亿元。", ["乙厂", "产值"], "5亿元"),
        ("甲厂产值3亿元，乙厂产值5亿元。", ["甲厂", "产值"], "3亿元"),
        ("今年镇里共投放虾苗15斤、鱼苗12斤、鳝苗6斤。", ["镇里", "投放", "鳝苗"], "6斤"),
        ("全国21个省中，目前有17个省为风险区。", ["全国", "风险区"], "17个"),
        ("股权回报率近14%，债券回报率为2.3%。", ["债券", "回报率"], "2.3%"),
    ],
)
def test_the_value_that_the_words_speak_of_is_nearest(text: str, words: list[str], right: str) -> None:
    sentence, values = Span(0, len(text)), numbers(text)
    near = {text[v.start : v.end]: nearness(words, text, sentence, v, values) for v in values}
    assert max(near, key=lambda value: near[value]) == right
    assert list(near.values()).count(near[right]) == 1


def test_of_two_dates_the_one_beside_the_name() -> None:
    text = "雄猫“阿福”2008年8月8日出生，雌猫“阿圆”2009年7月13日出生于雅安。"
    first, second = dates(text)
    words = ["阿圆", "出生"]
    assert nearness(words, text, Span(0, len(text)), second, [first, second]) == 1.0
    assert nearness(words, text, Span(0, len(text)), first, [first, second]) < 1.0


@given(st.text("甲乙35，。亿元产"), st.lists(st.text("甲乙产", min_size=1, max_size=2)))
def test_it_is_a_share(text: str, words: list[str]) -> None:
    values = numbers(text)
    for value in values:
        assert 0.0 <= nearness(words, text, Span(0, len(text)), value, values) <= 1.0
        assert nearness(words, text, Span(0, len(text)), value, [value]) == 1.0


@pytest.mark.parametrize(
    ("asked", "sentence", "another"),
    [
        ("镇里去年投放了多少虾苗？", "今年镇里投放虾苗15斤。", True),
        ("镇里今年投放了多少虾苗？", "今年镇里投放虾苗15斤。", False),
        ("2021年产值多少？", "2022年产值5亿元。", True),
        ("2022年产值多少？", "去年产值5亿元。", False),
        ("2021年产值多少？", "2021年产值3亿元，2022年5亿元。", False),
        ("产值多少？", "2022年产值5亿元。", False),
        ("2021年产值多少？", "产值5亿元。", False),
    ],
)
def test_another_time_than_the_one_asked_about(asked: str, sentence: str, another: bool) -> None:
    finding = Finding(Article("a", "", sentence, published=date(2023, 8, 1)), Span(0, 2))
    assert told_of_another(asked, finding) is another
    undated = Finding(Article("a", "", sentence), Span(0, 2))
    assert not told_of_another(asked, undated)
