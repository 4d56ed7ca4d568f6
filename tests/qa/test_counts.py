"""How many there are: the number that a text states, the one that is read, and the list behind it."""

from collections.abc import Callable
from typing import Any

import pytest

from index import Archive
from qa import Chatbot

STATIONS = (
    "2023-05-01",
    "青山县有4座大型水库、3座中型水库超汛限运行。县里组织东岭、西岭、南岭、北岭等4个司法所9名干警参加巡查。"
    "全县共有7处管制路段，其中：东岭镇5处(新增1处)、西岭镇2处。",
)
LIGHTS = ("2023-05-02", "青山县办灯会，25名“小青山”走进东岭村，体验扎灯、猜谜、舞龙三个环节。")
SCRAPPED = ("2023-05-03", "青山县发布公告，涉及小型汽车、大型汽车等共计507辆，逾期未办理的强制报废。")


@pytest.fixture(scope="module")
def county(archive_of: Callable[..., Archive]) -> Archive:
    return archive_of(STATIONS, LIGHTS, SCRAPPED)


@pytest.mark.parametrize(
    ("question", "read", "text"),
    [
        ("青山县有几座大型水库超汛限运行？", "4座", "4座[1]"),  # 大型, 中型 are no reservoirs
        ("青山县组织了几个司法所参加巡查？", "4个", "4个[1]：东岭[1]、西岭[1]、南岭[1]、北岭[1]"),
        ("青山县组织了多少名干警参加巡查？", "9名", "9名[1]"),
        ("东岭镇有几处管制路段？", "7处管制路段，其中：东岭镇5处", "5处[1]"),
        ("多少名“小青山”走进东岭村？", "25名", "25名[1]"),  # no list of what they did
        ("青山县强制报废了多少辆车？", "507辆", "507辆[1]"),
    ],
)
def test_a_number_that_is_read_counts(
    county: Archive, finds: Any, question: str, read: str, text: str
) -> None:
    assert Chatbot(county, reader=finds(read)).ask(question).text == text


def test_of_two_stated_numbers_the_one_that_is_read_is_given(county: Archive, finds: Any) -> None:
    question = "青山县有几座水库超汛限运行？"
    for read in ("4座", "3座"):
        assert Chatbot(county, reader=finds(read)).ask(question).text == f"{read}[1]"


def test_an_unsure_reading_or_one_of_another_unit_is_no_count(county: Archive, finds: Any) -> None:
    question = "青山县有多少只白鹭？"
    assert Chatbot(county, reader=finds("25名")).ask(question).refused
    assert Chatbot(county, reader=finds("4", 0.1)).ask(question).refused


RELIEF = (
    ("2023-05-01", "青山米店向青山县受灾乡镇捐赠了棉被、米面、饮水等物资，队员们连夜送到东岭村。"),
    ("2023-05-02", "青山县科考队队员李云说，冰川的厚度、融水的流量等，这些变化都会影响水源。"),
)


@pytest.mark.parametrize("question", ["青山米店捐赠了多少件物资？", "青山县科考队共有多少名队员？"])
def test_a_list_that_is_said_to_go_on_counts_nothing(
    archive_of: Callable[..., Archive], finds: Any, question: str
) -> None:
    archive = archive_of(*RELIEF)
    assert not Chatbot(archive, reader=None).ask(question).items
    assert not Chatbot(archive, reader=finds("棉被")).ask(question).items


def test_a_sentence_that_names_nobody_says_not_who(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "东岭晚会的主持人已经选定，晚会的舞台和节目都已就绪。"))
    assert Chatbot(archive, reader=finds("舞台", 0.1)).ask("东岭晚会的主持人有哪几位？").refused


def test_an_ordinal_counts_nothing(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "作为东岭市“第三水源”的北沟水库即将开工建设。"))
    assert Chatbot(archive, reader=finds("第三", 0.5)).ask("东岭市要建设几座水库？").refused
