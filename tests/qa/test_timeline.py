"""Timelines: the days of events, in order, each with its citation."""

from collections.abc import Callable
from datetime import date

import pytest

from index import Archive
from qa import Chatbot, cite
from qa.ways.timeline import day_of

ISSUE = date(2023, 3, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年12月9日，大桥开工。", date(2022, 12, 9)),
        ("3月18日，大桥合龙。", date(2023, 3, 18)),
        ("12月1日，大桥封顶。", date(2022, 12, 1)),  # last December, not one to come
        ("昨天，大桥通车。", date(2023, 3, 19)),
        ("15日上午，大桥通车。", date(2023, 3, 15)),
        ("本报3月20日电 18日，大桥通车。", date(2023, 3, 18)),  # the dateline is not the event's
        ("第5号台风登陆。", None),
        ("大桥在2021年开工。", None),  # a year is no day
    ],
)
def test_the_day_of_an_event(text: str, day: date | None) -> None:
    assert day_of(text, ISSUE) == day


def test_events_in_order(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        ("2023-03-20", "昨天，青石大桥正式通车。白鹭大桥3月1日合龙。"),
        ("2022-12-10", "12月9日，青石大桥合龙。市民拍照留念。"),
        ("2021-05-02", "青石大桥2021年5月1日开工建设。"),
    )
    answer = Chatbot(archive, reader=None).ask("青石大桥的建设经过是怎样的？")
    assert cite.check(answer) == []
    assert answer.kind == "summary"
    assert answer.text.splitlines() == [
        "2021-05-01　青石大桥2021年5月1日开工建设。[1]",
        "2022-12-09　12月9日，青石大桥合龙。[2]",
        "2023-03-19　昨天，青石大桥正式通车。[3]",
    ]
    assert [(str(event.day), event.citation) for event in answer.events] == [
        ("2021-05-01", 1),
        ("2022-12-09", 2),
        ("2023-03-19", 3),
    ]
