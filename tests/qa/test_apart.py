"""A question put of several at once is asked of each, and the answer tells each from the others."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot, cite
from qa.ways.apart import parts

TEXTS = (
    ("2023-03-01", "“要把节水放在首位。”市水务局局长周明宇说。市图书馆馆长李文博表示，读书节将延长到五月。"),
    ("2023-03-02", "双流区委书记陈雨新昨日调研青河公园。"),
)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("周明宇和李文博分别是什么职务？", ["周明宇是什么职务？", "李文博是什么职务？"]),
        (
            "北京、上海和天津的面积分别是多少？",
            ["北京的面积是多少？", "上海的面积是多少？", "天津的面积是多少？"],
        ),
        ("《远山》和《近水》的票房分别是多少？", ["《远山》的票房是多少？", "《近水》的票房是多少？"]),
        ("双流区和新都区各自的面积是多少？", ["双流区的面积是多少？", "新都区的面积是多少？"]),
        ("金牛区委书记和都江堰市委书记分别是谁？", ["金牛区委书记是谁？", "都江堰市委书记是谁？"]),
        ("周明宇和李文博是什么关系？", []),
        ("死亡和受伤人数分别是多少？", []),
        ("这些城市分别有多少人口？", []),
        ("北京分别有哪些区？", []),
        ("北京和北京分别多大？", []),
        ("", []),
    ],
)
def test_the_questions_in_one(text: str, asked: list[str]) -> None:
    assert [question for _, question in parts(text)] == asked


def test_each_has_a_line_of_its_own(bot: Chatbot) -> None:
    answer = bot.ask("周明宇和李文博分别是什么职务？")
    assert cite.check(answer) == []
    assert answer.text == "周明宇：市水务局局长[1]\n李文博：市图书馆馆长[2]"
    assert [item.name for item in answer.items] == ["市水务局局长", "市图书馆馆长"]
    assert answer.understood[0][0] == "分别问"
    said = bot.ask("周明宇和李文博分别说了什么？")
    assert cite.check(said) == []
    assert said.text == "周明宇：要把节水放在首位[1]\n李文博：读书节将延长到五月[2]"


def test_of_whom_nothing_is_told_is_said_so(bot: Chatbot) -> None:
    answer = bot.ask("周明宇和王建国分别是什么职务？")
    assert cite.check(answer) == []
    assert answer.text == "周明宇：市水务局局长[1]（其余的文中没有提到）"
    assert bot.ask("王建国和张伟分别是什么职务？").refused
