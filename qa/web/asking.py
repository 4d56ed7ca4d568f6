"""A question's way through the server: kept, answered, shown as it grows, kept again."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus import InputError
from index import Archive
from qa import Chatbot
from qa.web.choices import Choices
from qa.web.composer import LONGEST_QUESTION
from qa.web.conversations import Conversations, Turn
from qa.web.turn import turn_html, turns_html
from qa.web.words import Language, say
from qa.web.words.reasons import in_words_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is to show: the current turn, and those before it where they changed."""

    now: str
    past: str | None = None
    choices: Choices | None = None


def opened(archive: Archive, store: Conversations, who: str, key: str, language: Language) -> Shown:
    """A conversation as it was left; an empty one where `key` is none of this reader's."""
    try:
        turns = store.turns(who, key, archive) if key else []
    except InputError:
        turns = []
    if not turns:
        return Shown("", "")
    now = turn_html(turns[-1], language, conversation=key)
    return Shown(now, turns_html(turns[:-1], language, key), Choices.of(turns[-1].chosen))


def replies(
    bot: Chatbot, store: Conversations, who: str, sent: Mapping[str, Any], language: Language
) -> Iterator[Shown]:
    """The page while one question is answered. `sent`: question, conversation, choices, without."""
    question = str(sent.get("question") or "").strip()
    choices = sent.get("choices")
    chosen = Choices.of(choices if isinstance(choices, Mapping) else {})
    aside = [
        part for part in ("dates", "category", "latest") if part in str(sent.get("without") or "").split(",")
    ]
    if not question:
        return
    if len(question) > LONGEST_QUESTION:
        long = say("turn.long", language, length=len(question), most=LONGEST_QUESTION)
        turn = Turn(0, question[:60] + "……", {}, "failed", message=long)
        yield Shown(turn_html(turn, language))
        return
    kept = {**chosen.to_dict(), **({"without": ",".join(aside)} if aside else {})}
    if chosen.engine == "generate" and bot.writer:
        kept["model"] = bot.writer.name
    try:
        key, before = _conversation(store, who, str(sent.get("conversation") or ""), bot.archive)
        number = store.begin(who, key, question, kept)
    except ValueError as error:  # what the caller can mend, in one line: a full disk, a damaged archive
        why = in_words_of(str(error), language)
        yield Shown(turn_html(Turn(0, question, kept, "failed", message=why), language))
        return
    turn = Turn(number, question, kept, "asking")
    yield Shown(turn_html(turn, language, busy=True, conversation=key), turns_html(before, language, key))
    yield from _answers(bot, store, who, key, turn, before, language)


def _answers(
    bot: Chatbot,
    store: Conversations,
    who: str,
    key: str,
    turn: Turn,
    before: list[Turn],
    language: Language,
) -> Iterator[Shown]:
    """The turn with ever more of its answer; the last one is kept."""
    chosen, answer = Choices.of(turn.chosen), None
    about: dict[str, Any] = {"since": chosen.since, "until": chosen.until}
    about |= {"newspaper": chosen.newspaper or None, "section": chosen.section or None}
    about["without"] = turn.chosen.get("without", "").split(",")
    if chosen.engine in bot.engines:
        about["engine"] = chosen.engine
    try:
        for answer in bot.stream(turn.question, [t.answer for t in before if t.answer], **about):
            growing = Turn(turn.number, turn.question, turn.chosen, "answered", answer)
            yield Shown(turn_html(growing, language, busy=True, conversation=key))
        if answer is None:
            raise RuntimeError("the chatbot said nothing")
        store.finish(who, key, turn.number, answer)
        done = Turn(turn.number, turn.question, turn.chosen, "answered", answer)
    except GeneratorExit:  # the reader stopped it or went away
        store.fail(who, key, turn.number, say("turn.stopped", language))
        raise
    except ValueError as error:
        done = _failed(store, who, key, turn, in_words_of(str(error), language))
    except Exception:
        logging.exception("no answer to a question")
        done = _failed(store, who, key, turn, say("turn.failed", language))
    yield Shown(turn_html(done, language, conversation=key))


def stopped(
    archive: Archive, store: Conversations, who: str, sent: Mapping[str, Any], language: Language
) -> str:
    """The current turn after its reader stopped it; an answer that was complete before that stays."""
    key, number = str(sent.get("conversation") or ""), sent.get("number")
    for turn in store.turns(who, key, archive):
        if turn.number == number:
            if turn.state == "asking":
                turn = _failed(store, who, key, turn, say("turn.stopped", language))
            return turn_html(turn, language, conversation=key)
    return ""


def _failed(store: Conversations, who: str, key: str, turn: Turn, message: str) -> Turn:
    try:
        store.fail(who, key, turn.number, message)
    except InputError:
        logging.exception("a turn could not be kept")
    return Turn(turn.number, turn.question, turn.chosen, "failed", message=message)


def _conversation(store: Conversations, who: str, key: str, archive: Archive) -> tuple[str, list[Turn]]:
    """The conversation asked for with its turns; a new one where it is none, or was deleted meanwhile."""
    try:
        return (key, store.turns(who, key, archive)) if key else (store.new(who), [])
    except InputError:
        return store.new(who), []
