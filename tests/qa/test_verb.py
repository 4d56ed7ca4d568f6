"""什么 beside a verb: the reading is cut to what stands in its place."""

import pytest

from qa.question import understand
from qa.texts.names import Span
from qa.ways.verb import beside_verb, of_verb


@pytest.mark.parametrize(
    ("question", "text", "read", "value"),
    [
        (
            "改革要打通什么？",
            "首先要打通服务的“最后一公里”，再健全链条。",
            "首先要打通服务的“最后一公里”",
            "服务的“最后一公里”",
        ),
        ("他们发现了什么？", "专家们昨日发现了一座宋代古墓。", "发现了一座宋代古墓", "一座宋代古墓"),
        (
            "什么要落地临川？",
            "会上说，国家装备中心马上落地临川。",
            "国家装备中心马上落地临川",
            "国家装备中心",
        ),
        ("什么获得了金奖？", "青河牌米酒昨天获得了金奖。", "青河牌米酒", "青河牌米酒"),
        ("改革要打通什么？", "改革涉及最后一公里。", "最后一公里", "最后一公里"),
        ("他是什么？", "他是一名教师。", "他是一名教师", "他是一名教师"),  # 是 says nothing of its own
        ("造价是什么？", "造价三亿元。", "三亿元", "三亿元"),
    ],
)
def test_a_reading_is_cut_to_what_is_asked(question: str, text: str, read: str, value: str) -> None:
    start = text.index(read)
    span = of_verb(text, Span(start, start + len(read)), understand(question))
    assert text[span.start : span.end] == value


@pytest.mark.parametrize(
    ("question", "value", "beside"),
    [
        ("改革要打通什么？", "血脉", True),
        ("改革要打通什么？", "良好生态", False),
        ("什么要落地临川？", "创新中心", True),
        ("什么要落地临川？", "良好生态", False),
        ("谁要落地临川？", "创新中心", False),
    ],
)
def test_what_stands_beside_the_verb_of_the_question(question: str, value: str, beside: bool) -> None:
    text = "改革要打通血脉，创新中心马上落地临川，形成良好生态。"
    start = text.index(value)
    assert beside_verb(text, Span(start, start + len(value)), understand(question)) is beside
