"""A question's way through the server, with a chatbot that says what the test tells it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from qa.answer import Answer
from qa.web.asking import opened, replies, stopped
from qa.web.choices import Choices
from qa.web.composer import LONGEST_QUESTION
from qa.web.conversations import Conversations
from tests.web.reader import FACT

ANSWER = Answer(FACT.question, "refusal", "没有说到。", refused=True)


class Unused:
    """An encoder of an archive that stays empty."""

    def encode(self, texts: list[str]) -> Any:
        raise AssertionError(texts)


class Bot:
    """A chatbot that says its answers, then fails if it is told to."""

    engines = ("extract",)
    writer = None

    def __init__(self, archive: Archive, *answers: Answer, error: Exception | None = None) -> None:
        self.archive, self.answers, self.error = archive, answers, error
        self.heard: list[tuple[str, int, dict[str, Any]]] = []

    def stream(self, question: str, history: list[Answer], **about: Any) -> Iterator[Answer]:
        self.heard.append((question, len(history), about))
        yield from self.answers
        if self.error:
            raise self.error


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", Unused()) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "c.sqlite")


def ask(bot: Bot, store: Conversations, key: str = "", question: str = "问", **sent: Any) -> list[str]:
    about = {"question": question, "conversation": key, **sent}
    return [shown.now for shown in replies(bot, store, "我", about, "zh")]  # type: ignore[arg-type]


def test_a_question_is_kept_answered_and_found_again(archive: Archive, store: Conversations) -> None:
    bot = Bot(archive, replace(ANSWER, text="没"), ANSWER)
    pages = ask(bot, store)
    assert ["aria-busy" in page for page in pages] == [True, True, True, False]
    assert "正在查找" in pages[0]
    [kept] = store.all("我")
    assert f'data-conversation="{kept.id}"' in pages[0]
    assert opened(archive, store, "我", kept.id, "zh").now == pages[-1]
    ask(bot, store, kept.id)
    assert [count for _, count, _ in bot.heard] == [0, 1]
    both = opened(archive, store, "我", kept.id, "zh")
    assert 'id="a1"' in str(both.past)
    assert 'id="a2"' in both.now
    assert opened(archive, store, "别人", kept.id, "zh").now == ""


def test_filters_reach_the_chatbot_and_hold_when_the_conversation_is_opened(
    archive: Archive, store: Conversations
) -> None:
    bot = Bot(archive, ANSWER)
    chosen = {"since": "2023-03-01", "until": "so", "newspaper": " 成都日报 ", "engine": "x"}
    ask(bot, store, choices=chosen, without="dates,nonsense")
    about = bot.heard[0][2]
    assert (about["since"], about["until"], about["newspaper"], about["without"]) == (
        date(2023, 3, 1),
        None,
        "成都日报",
        ["dates"],
    )
    held = opened(archive, store, "我", store.all("我")[0].id, "zh").choices
    assert held == Choices(date(2023, 3, 1), None, "成都日报")


def test_what_the_user_can_mend_is_said_and_the_rest_is_not_leaked(
    archive: Archive, store: Conversations, caplog: pytest.LogCaptureFixture
) -> None:
    assert (
        "档案由&lt;别的&gt;编码器建成"
        in ask(Bot(archive, error=ValueError("档案由<别的>编码器建成")), store)[-1]
    )
    page = ask(Bot(archive, ANSWER, error=RuntimeError("/secret/path")), store)[-1]
    assert "secret" not in page
    assert 'data-act="again"' in page
    assert "/secret/path" in caplog.text


def test_a_question_too_long_or_blank_is_not_asked(archive: Archive, store: Conversations) -> None:
    bot = Bot(archive, error=AssertionError("asked"))
    [page] = ask(bot, store, question="长" * (LONGEST_QUESTION + 1))
    assert f"最多 {LONGEST_QUESTION}" in page
    assert ask(bot, store, question=" \n") == []
    assert (bot.heard, store.all("我")) == ([], [])


def test_a_question_that_is_stopped_is_kept_with_a_way_to_ask_again(
    archive: Archive, store: Conversations
) -> None:
    pages = replies(Bot(archive, ANSWER, ANSWER), store, "我", {"question": "问"}, "zh")  # type: ignore[arg-type]
    next(pages), next(pages)
    pages.close()  # type: ignore[attr-defined]
    key = store.all("我")[0].id
    assert 'data-act="again"' in opened(archive, store, "我", key, "zh").now
    assert "已停止" in stopped(archive, store, "我", {"conversation": key, "number": 1}, "zh")


def test_a_conversation_deleted_in_another_tab_begins_anew(archive: Archive, store: Conversations) -> None:
    bot = Bot(archive, ANSWER)
    ask(bot, store)
    gone = store.all("我")[0].id
    store.delete("我", gone)
    assert "没有说到" in ask(bot, store, gone)[-1]
    assert store.all("我")[0].id != gone


def test_a_conversation_deleted_while_it_is_answered_still_shows_the_answer_or_says_why(
    archive: Archive, store: Conversations
) -> None:
    pages = replies(Bot(archive, ANSWER), store, "我", {"question": "问"}, "zh")  # type: ignore[arg-type]
    next(pages)
    store.delete("我", store.all("我")[0].id)
    *_, last = pages
    assert "deleted" in last.now
