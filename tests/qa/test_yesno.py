"""Yes and no: borne out, denied, planned only, or not said."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot, cite

TEXTS = (
    ("2023-03-01", "久安水库工程已经开工，预计明年建成。青石大桥即将合龙，白鹭大桥没有停工。"),
    ("2023-03-02", "参保率达到90%。市交通局局长周明宇否认涨价。要把江城港建成枢纽港。"),
    ("2023-03-03", "梅山隧道尚未贯通。"),
    ("2023-03-09", "梅山隧道昨天正式贯通。"),
)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=None)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("久安水库开工了吗？", "是", "已经开工"),
        ("久安水库建成了吗？", "不是", "预计明年建成"),  # planned is not done
        ("青石大桥合龙了吗？", "不是", "即将合龙"),
        ("青石大桥即将合龙吗？", "是", "即将合龙"),
        ("白鹭大桥停工了吗？", "不是", "没有停工"),
        ("参保率是80%吗？", "不是", "90%"),
        ("参保率达到90%了吗？", "是", "90%"),
        ("江城港建成枢纽港了吗？", "不是", "要把江城港"),
        ("梅山隧道贯通了吗？", "是", "昨天正式贯通"),  # the later article has it
        ("周明宇是市交通局局长吗？", "是", "周明宇"),
        ("何丽是市交通局局长吗？", "不是", "周明宇"),
    ],
)
def test_what_the_articles_decide(bot: Chatbot, question: str, verdict: str, words: str) -> None:
    answer = bot.ask(question)
    assert cite.check(answer) == []
    assert answer.kind == "fact"
    assert answer.text.split("：")[0] == verdict
    assert words in answer.text


@pytest.mark.parametrize("question", ["久安水库养鱼了吗？", "红叶水库开工了吗？", "周明宇辞职了吗？"])
def test_what_they_leave_open_is_refused(bot: Chatbot, question: str) -> None:
    assert bot.ask(question).refused
