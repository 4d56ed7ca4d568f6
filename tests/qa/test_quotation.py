"""Who said what: the marks of speech, titles, nested quotes, topics."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot, cite

TEXTS = (
    ("2023-03-01", "“水是生命之源，要把节水放在首位。”市水务局局长周明宇说，今年将改造管网200公里。"),
    ("2023-03-02", "市图书馆馆长李文博表示：“读书节将延长到五月。”作家陈雨新认为，阅读‘贵在坚持’。"),
    ("2023-03-03", "据市气象台首席预报员何丽介绍，周末有大到暴雨。在陈雨新看来，雨声适合读书。"),
)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=None)


@pytest.mark.parametrize(
    ("quotation", "speaker", "title"),
    [
        ("要把节水放在首位", "周明宇", "市水务局局长周明宇"),
        ("读书节将延长到五月", "李文博", "市图书馆馆长李文博"),
        ("阅读“贵在坚持”", "陈雨新", "作家陈雨新"),  # the marks within differ
        ("周末有大到暴雨", "何丽", "首席预报员何丽"),
    ],
)
def test_the_speaker_of_a_quotation(bot: Chatbot, quotation: str, speaker: str, title: str) -> None:
    answer = bot.ask(f"“{quotation}”这句话是谁说的？")
    assert cite.check(answer) == []
    assert answer.text == f"{speaker}[1]"
    assert title in answer.citations[0].quote
    assert quotation.replace("“", "‘").replace("”", "’") in answer.citations[0].quote


def test_what_nobody_said_has_no_speaker(bot: Chatbot) -> None:
    assert bot.ask("“明天会更好”这句话是谁说的？").refused


def test_everything_that_somebody_said(bot: Chatbot) -> None:
    answer = bot.ask("周明宇说了什么？")
    assert cite.check(answer) == []
    assert answer.kind == "list"
    assert [item.name for item in answer.items] == [
        "水是生命之源，要把节水放在首位",
        "今年将改造管网200公里",
    ]
    assert answer.text.startswith("周明宇：水是生命之源")
    both = bot.ask("陈雨新说了什么？")
    assert {item.name for item in both.items} == {"阅读‘贵在坚持’", "雨声适合读书"}


def test_what_was_said_about_a_topic(bot: Chatbot) -> None:
    answer = bot.ask("谁谈到了节水？")
    assert cite.check(answer) == []
    assert "周明宇" in answer.text
    assert "李文博" not in answer.text


def test_somebody_who_says_nothing(bot: Chatbot) -> None:
    assert bot.ask("王小明说了什么？").refused


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("市水务局局长说了什么？", {"水是生命之源，要把节水放在首位", "今年将改造管网200公里"}),
        ("市图书馆馆长谈了什么？", {"读书节将延长到五月"}),
        (
            "What did the director of the water bureau say?",
            {"水是生命之源，要把节水放在首位", "今年将改造管网200公里"},
        ),
    ],
)
def test_what_the_holder_of_an_office_said(bot: Chatbot, question: str, words: set[str]) -> None:
    answer = bot.ask(question)
    assert cite.check(answer) == []
    assert {item.name for item in answer.items} == words


def test_an_office_that_nobody_holds_said_nothing(bot: Chatbot) -> None:
    assert bot.ask("市交通局局长说了什么？").refused


def test_who_put_forward_what_is_quoted(bot: Chatbot) -> None:
    assert bot.ask("谁提出了“贵在坚持”？").text == "陈雨新[1]"
