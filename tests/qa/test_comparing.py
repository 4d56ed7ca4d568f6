"""Yes or no by a number: the number is found as a fact's, and set against the one asked about."""

from collections.abc import Callable, Sequence

import pytest

from index import Archive, Passage
from qa import Chatbot, cite
from qa.read import Reading
from qa.texts.value import numbers

TEXTS = (
    ("2023-03-01", "白鹭市上半年处置闲置土地2296亩。青石大桥全长3.2公里。"),
    ("2023-03-02", "久安公司一季度净利润1.78亿元，同比上升38%。红叶公司一季度净利润2亿元，同比下降5%。"),
    ("2023-03-03", "梅山机场当日计划执行航班867架次。江城博览会逾2万人参观。"),
)


class Numbers:
    """A reader that finds every number, surest where the passage says most of what is asked."""

    threshold = 0.1

    def read(self, question: str, passages: Sequence[Passage], *, each: int = 1) -> list[Reading]:
        found = []
        for p in passages:
            for start, end in numbers(p.text):
                before = p.text[max(0, start - 12) : start]
                shared = sum(character in question for character in before) / 13
                found.append(Reading(p, p.start + start, p.start + end, 0.4 + shared / 10))
        return sorted(found, key=lambda reading: -reading.probability)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=Numbers())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("白鹭市上半年处置闲置土地超过2000亩了吗？", "是", "2296亩"),
        ("白鹭市上半年处置闲置土地超过3000亩了吗？", "不是", "2296亩"),
        ("白鹭市上半年处置闲置土地不到1平方公里吗？", "不是", "2296亩"),  # 1.53, converted
        ("青石大桥全长超过3000米吗？", "是", "3.2公里"),
        ("梅山机场当日计划执行航班超过900架次了吗？", "不是", "867架次"),
        ("梅山机场当日计划执行航班没有超过900架次吗？", "是", "867架次"),
        ("久安公司一季度净利润同比下降了吗？", "不是", "同比上升38%"),
        ("红叶公司一季度净利润同比下降了吗？", "是", "同比下降5%"),
    ],
)
def test_what_the_number_decides(bot: Chatbot, question: str, verdict: str, words: str) -> None:
    answer = bot.ask(question)
    assert cite.check(answer) == []
    assert answer.text.split("：")[0] == verdict
    assert words in answer.text


@pytest.mark.parametrize("question", ["白鹭市去年人口超过200万人吗？", "梅山机场造价超过3亿美元了吗？"])
def test_without_the_number_nothing_is_decided(bot: Chatbot, question: str) -> None:
    assert bot.ask(question).refused
