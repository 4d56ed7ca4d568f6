"""前者 and 后者 in a text: whose value it is."""

import pytest

from qa.question import understand
from qa.texts.names import Span
from qa.ways.former import of_the_two

CARDS = "甲社推出了X 7900和X 7800显卡，前者售价3999元（约500美元），后者2499元。"


@pytest.mark.parametrize(
    ("question", "text", "read", "right"),
    [
        ("X 7800多少钱？", CARDS, "3999元", "2499元"),
        ("X 7900多少钱？", CARDS, "2499元", "3999元"),
        ("X 7900多少钱？", CARDS, "3999元", "3999元"),
        ("显卡多少钱？", CARDS, "3999元", "3999元"),  # neither is named
        ("青石大桥和白鹭大桥多长？", "青石大桥与白鹭大桥开工，前者长3公里，后者长5公里。", "3公里", "3公里"),
        ("白鹭大桥多长？", "青石大桥与白鹭大桥开工，前者长3公里，后者长5公里。", "3公里", "5公里"),
        ("白鹭大桥何时开工？", "青石大桥与白鹭大桥，前者3月5日开工，后者4月6日。", "3月5日", "4月6日"),
        ("白鹭大桥多长？", "青石大桥与白鹭大桥，前者长3公里，后者更长。", "3公里", "3公里"),
        ("白鹭大桥多长？", "前者长3公里，后者长5公里。", "3公里", "3公里"),
    ],
)
def test_the_value_of_the_one_asked_about(question: str, text: str, read: str, right: str) -> None:
    start = text.index(read)
    span = of_the_two(text, Span(0, len(text)), Span(start, start + len(read)), understand(question))
    assert text[span.start : span.end] == right
