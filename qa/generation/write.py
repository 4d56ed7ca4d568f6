"""A chat model words what the extractive path found; only what the articles bear out is let through."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal

from index import Hit
from qa.answer import Answer
from qa.generation.beside import beside
from qa.generation.draft import drafted, with_all_items
from qa.generation.errors import ModelError
from qa.generation.excerpts import CHARACTERS, ITEMS, Excerpt, chosen
from qa.generation.limits import Limits, guarded
from qa.generation.notes import another_answer, as_it_is, fallen_back, left_out
from qa.generation.prompt import UNSAID, Message, messages
from qa.generation.sentences import bare, sentences_of
from qa.generation.verify import Checked, check
from qa.question import Question

# Messages in, the reply out piece by piece; `ModelError` where there is none. Closing it stops the model.
Speak = Callable[[Sequence[Message]], Iterator[str]]
Unproved = Literal["drop", "mark"]  # what becomes of a sentence that nothing bears out
LEAST = 0.5  # share of the sentences that must hold: where most were made up, the rest is beside the point
REPEATED = 2  # times that a sentence may be said again before the model counts as stuck


def _nothing() -> None:
    """Nothing to load."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model to write with."""

    speak: Speak
    name: str  # as it is shown
    limits: Limits = field(default_factory=Limits)
    unproved: Unproved = "drop"
    reads: int = CHARACTERS  # characters of excerpts that it is shown
    load: Callable[[], None] = _nothing  # what takes time once, and doesn't count as an answer's


def write(writer: Writer, question: Question, extracted: Answer, hits: Sequence[Hit]) -> Iterator[Answer]:
    """Ever longer answers in the model's words; the last is whole, or `extracted` where they don't hold.

    `extracted` decides whether anything is said at all: a refusal stays one, unasked of the model.
    """
    excerpts = [] if extracted.refused else chosen(question, extracted, hits, writer.reads)
    if extracted.events or extracted.versions or len(extracted.items) > ITEMS:
        yield replace(extracted, note=as_it_is(question.english))
        return
    if not excerpts:
        yield extracted
        return
    started, first = time.perf_counter(), 0.0
    said: list[Checked] = []
    trouble: ModelError | None = None
    try:
        for checked in _said(writer, question, extracted, excerpts):
            first = first or time.perf_counter() - started
            said.append(checked)
            if checked.findings:
                yield drafted(question, extracted, said, writer.unproved == "mark")
    except ModelError as error:
        trouble = error
    seconds = {**extracted.seconds, "first sentence": first, "generate": time.perf_counter() - started}
    yield replace(_concluded(writer, question, extracted, said, trouble), seconds=seconds)


def _said(
    writer: Writer, question: Question, extracted: Answer, excerpts: Sequence[Excerpt]
) -> Iterator[Checked]:
    """The model's sentences, each checked as soon as it is complete; repeated ones once."""
    writer.load()
    told = messages(question, excerpts, extracted)
    heard: list[str] = []
    with closing(guarded(lambda: writer.speak(told), writer.limits)) as pieces:
        for sentence in sentences_of(pieces):
            text = bare(sentence)
            if not any(c.isalnum() for c in text):
                continue
            if text in heard:
                heard.append(text)
                if heard.count(text) > REPEATED + 1:
                    return
                continue
            heard.append(text)
            yield check(sentence, excerpts, question, [item.name for item in extracted.items])


def _concluded(
    writer: Writer,
    question: Question,
    extracted: Answer,
    said: Sequence[Checked],
    trouble: ModelError | None,
) -> Answer:
    """What stands in the end: the model's sentences that hold, or the extractive answer; and why."""
    english = question.english
    kept = [checked for checked in said if checked.findings]
    unsaid = len(said) == 1 and bool(UNSAID.fullmatch(said[0].text))
    if not kept or len(kept) < LEAST * len(said):
        why = trouble.told(english) if trouble else ""
        return replace(extracted, note=fallen_back(english, why, unsaid, len(said), len(kept)))
    if beside(question, extracted, kept):
        return replace(extracted, note=another_answer(english))
    answer = drafted(question, extracted, said, writer.unproved == "mark")
    if extracted.items:
        answer = with_all_items(question, extracted, said, writer.unproved == "mark")
    why = trouble.told(english) if trouble else ""
    return replace(answer, note=left_out(english, why, len(said), len(kept), writer.unproved == "mark"))
