"""Questions to begin with are some that the archive answers."""

from typing import Any

import pytest

from qa.answer import Answer
from qa.web import examples
from qa.web.words import LANGUAGES


class Bot:
    """Answers what it is told to, refuses the rest; its archive holds so many articles."""

    def __init__(self, **said: str) -> None:
        self.said = said
        self.archive: Any = self
        self.articles = 1

    def counts(self) -> tuple[int, int]:
        return self.articles, self.articles

    def ask(self, question: str) -> Answer:
        text = self.said.get(question, "")
        return Answer(question, "fact" if text else "refusal", text or "没有。", refused=not text)


def test_those_of_the_sample_page_where_all_are_answered() -> None:
    bot: Any = Bot(**dict.fromkeys([*examples.EXAMPLES["zh"], *examples.EXAMPLES["en"]], "是"))
    for language in LANGUAGES:
        assert examples.answered(bot, language) == list(examples.EXAMPLES[language])


def test_english_ones_ask_for_what_the_articles_have() -> None:
    bot: Any = Bot(**{"Which rivers do the articles mention?": "江[1]", examples.EXAMPLES["en"][0]: "库[1]"})
    assert examples.answered(bot, "en") == ["Which rivers do the articles mention?"]


def test_else_drafts_whose_answer_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts: list[dict[str, Any]] = [
        {"type": "fact", "question": "填空：____", "answers": ["甲"]},
        {"type": "fact", "question": "谁？", "answers": ["甲"]},
        {"type": "fact", "question": "哪里？", "answers": ["乙"]},
        {"type": "list", "question": "哪些？", "items": [["丙"], ["丁"]]},
        {"type": "refuse", "question": "没有的？"},
        {"type": "fact", "question": "距省城多少公里？", "answers": ["戊"]},
    ]
    monkeypatch.setattr(examples, "draft", lambda archive, n: drafts)
    bot: Any = Bot(
        谁="",
        **{
            "谁？": "甲[1]",
            "哪里？": "错[1]",
            "哪些？": "丁[1]",
            "距省城多少公里？": "戊",
            examples.EXAMPLES["zh"][0]: "是",
        },
    )
    assert examples.answered(bot, "zh") == ["谁？", "哪些？"]


def test_an_archive_that_was_empty_is_asked_anew_once_it_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    bot: Any = Bot()
    bot.articles = 0
    sought: list[int] = []

    class Sought:
        def __init__(self, **_: Any) -> None:
            sought.append(bot.articles)

        def start(self) -> None:
            pass

    monkeypatch.setattr(examples, "Thread", Sought)
    found = examples.Examples(bot)
    found.ready("zh")
    bot.articles = 3
    found.ready("zh")
    found.ready("en")
    assert sought == [0, 3]
