"""Clauses announced as the members of a class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import Words
from qa.texts.announced import announced
from qa.texts.groups import groups
from qa.texts.members import Asked


@pytest.mark.parametrize(
    ("head", "text", "members"),
    [
        (
            "服务",
            "社区将推出以下三种服务：上门助浴，集餐饮，集阅览于一体的院落，为孤寡、失能、高龄老人送餐。",
            ["上门助浴", "集餐饮，集阅览于一体的院落", "为孤寡、失能、高龄老人送餐"],
        ),
        (
            "任务",
            "今年有两项重点任务，即修通东岭、西岭的山路；建成社区食堂。",
            ["修通东岭、西岭的山路", "建成社区食堂"],
        ),
        (
            "做法",
            "村里有以下几种做法：甲户养蜂，乙户种茶；各户轮流送货。",
            ["甲户养蜂，乙户种茶", "各户轮流送货"],
        ),
        # of as many as announced nothing can be made: the clauses whole
        (
            "模式",
            "推出两种模式：种茶、养蜂、酿蜜一条线，加工成品，送货到户。",
            ["种茶、养蜂、酿蜜一条线，加工成品，送货到户"],
        ),
    ],
)
def test_the_clauses_are_the_members(head: str, text: str, members: list[str]) -> None:
    best = max(groups(Words(text), Asked(head, ""), 0, len(text)), key=lambda group: group.fit)
    assert [text[slice(*member)] for member in best.members] == members


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("模式", "推出三种模式：种茶、养蜂、酿蜜，为增收开路。"),  # a row of its own
        ("模式", "推出三种服务：送餐，助浴，陪诊。"),  # of another class
        ("模式", "三种模式并行，各有所长。"),  # nothing is announced
        ("活动", "一周的活动：种茶、养蜂，各有所长。"),
    ],
)
def test_nothing_else_is_announced(head: str, text: str) -> None:
    found = announced(text, Asked(head, ""), 0, len(text))
    assert found is None or found.group is None


def test_works_and_people_are_told_by_name() -> None:
    text = "有两部影片入围：林溪的《渡口》，周野执导的《长路》。"
    assert announced(text, Asked("影片", "work"), 0, len(text)) is None


@given(st.text("甲乙集，；、（）“”。", max_size=30))
def test_members_stand_in_order_within_what_is_announced(body: str) -> None:
    text = f"推出三种模式：{body}"
    found = announced(text, Asked("模式", ""), 0, len(text))
    members = found.group.members if found and found.group else ()
    edges = [edge for member in members for edge in member]
    assert edges == sorted(edges)
    assert not edges or (found and found.body.start <= edges[0] and edges[-1] <= found.body.end)
