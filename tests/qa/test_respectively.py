"""Rows told in one order: what belongs to whom."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.question import understand
from qa.texts.names import Span
from qa.ways.respectively import aligned


def found(question: str, text: str, read: str) -> str:
    start = text.index(read)
    span = aligned(text, Span(0, len(text)), Span(start, start + len(read)), understand(question))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "text", "read", "right"),
    [
        ("乙县粮食产量是多少？", "甲县、乙县和丙县的粮食产量分别为3万吨、5万吨和8万吨。", "3万吨", "5万吨"),
        ("W7800售价是多少？", "W7900、W7800分别售3999美元、2499美元。", "3999美元", "售2499美元"[1:]),
        ("财务总监是谁？", "公司总经理和财务总监分别由王强和李明担任。", "王强", "李明担任"),
        (
            "自9月6日24时起，柴油价格每吨降多少？",
            "自9月6日24时起，国内汽、柴油价格每吨分别降95元、90元。",
            "95元",
            "90元",
        ),
        (
            "自9月6日24时起，汽油价格每吨降多少？",
            "自9月6日24时起，国内汽、柴油价格每吨分别降95元、90元。",
            "90元",
            "降95元",
        ),
        ("5月全市进口额是多少？", "5月全市出口额和进口额分别为8亿元、6亿元。", "8亿元", "6亿元"),
        ("5月全市出口额是多少？", "5月全市出口额和进口额分别为8亿元、6亿元。", "6亿元", "8亿元"),
        ("2022年的利润是多少？", "2021年、2022年利润分别为3亿元、4亿元。", "3亿元", "4亿元"),
    ],
)
def test_the_place_in_the_row_decides(question: str, text: str, read: str, right: str) -> None:
    assert found(question, text, read) == right


@pytest.mark.parametrize(
    ("question", "text", "read"),
    [
        ("乙县的产量是多少？", "甲县、乙县、丙县分别为3万吨、5万吨。", "3万吨"),  # rows of other lengths
        ("丁县的产量是多少？", "甲县、乙县分别为3万吨、5万吨。", "3万吨"),  # none of the row
        ("乙县有多少人？", "乙县有12万人，甲县、乙县产量分别为3万吨、5万吨。", "12万人"),  # outside the rows
        ("乙县的产量是多少？", "乙县的产量是5万吨。", "5万吨"),
    ],
)
def test_else_the_reading_stands(question: str, text: str, read: str) -> None:
    assert found(question, text, read) == read


@settings(deadline=None)
@given(st.text(alphabet="甲乙县、和分别为3万吨，。", max_size=40), st.integers(0, 30), st.integers(1, 5))
def test_always_a_place_of_the_text(text: str, start: int, length: int) -> None:
    span = aligned(text, Span(0, len(text)), Span(start, start + length), understand("乙县的产量是多少？"))
    assert span == Span(start, start + length) or 0 <= span.start <= span.end <= len(text)
