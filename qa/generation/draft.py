"""From checked sentences to an answer: in the model's order, each with its citations, no list item lost."""

import re
from collections.abc import Sequence

from index.fold import fold
from qa.answer import Answer, Item
from qa.compose import Piece, told_answer
from qa.finding import Finding
from qa.generation.figures import figures
from qa.generation.notes import also, namely, unproved
from qa.generation.support import is_phrase
from qa.generation.verify import Checked
from qa.question import Question
from qa.texts.names import Span

_STOP = re.compile(r"[。！？!?.；;]+[”’」』）)\"]*$")


def drafted(question: Question, extracted: Answer, said: Sequence[Checked], marked: bool) -> Answer:
    """The sentences that hold; with `marked`, the others too, each with a word that says so."""
    pieces = _pieces(question, said, marked, [])
    if len(pieces) == 1 and is_phrase(said[0].text) and not _STOP.search(said[0].text):
        pieces = [(*pieces[0][:2], "")]  # a name or value alone needs no stop
    return told_answer(question, extracted, pieces, [])


def with_all_items(question: Question, extracted: Answer, said: Sequence[Checked], marked: bool) -> Answer:
    """The same of a list: every item is cited where it is named, and what the model left out is added."""
    places = [_place(extracted, item) for item in extracted.items]
    named = list(zip(extracted.items, places, strict=True))
    pieces = _pieces(question, said, marked, named)
    text = fold("".join(checked.text for checked in said if checked.findings))
    left = [(item, place) for item, place in named if fold(item.name) not in text]
    between, end = (", ", ".") if question.english else ("、", "。")
    for number, (item, place) in enumerate(left):
        lead = "" if number else namely(question.english) if left == named else also(question.english)
        pieces.append((lead + item.name, (place,), end if number == len(left) - 1 else between))
    return told_answer(question, extracted, pieces, places)


def _pieces(
    question: Question, said: Sequence[Checked], marked: bool, named: Sequence[tuple[Item, Finding]]
) -> list[Piece]:
    """The words of each sentence, what is cited for them, and its stop."""
    pieces: list[Piece] = []
    for checked in said:
        blank = " " * question.english
        for number, (text, findings) in enumerate(checked.parts, 1):
            words, stop = _apart(text, question.english)
            items = [place for item, place in named if fold(item.name) in fold(words)]
            behind = stop + blank if number == len(checked.parts) else ""
            pieces.append((words, (*findings, *items), behind))
        if marked and not checked.parts and checked.reason not in ("quotation", "instruction"):
            words, stop = _apart(checked.text, question.english)
            if not figures(words):  # a number that stands in no cited quote is never shown
                pieces.append((words + unproved(question.english), (), stop + blank))
    return pieces


def _apart(text: str, english: bool) -> tuple[str, str]:
    """A sentence's words and its stop."""
    stop = _STOP.search(text)
    return (text[: stop.start()], stop.group()) if stop else (text, "." if english else "。")


def _place(extracted: Answer, item: Item) -> Finding:
    """Where an item of the extractive list stands."""
    cited = next(c for c in extracted.citations if c.number == item.citations[0])
    wanted = re.sub(r"\s+", "", fold(item.name))
    for start, end in cited.highlights:
        if re.sub(r"\s+", "", fold(cited.article.text[start:end])) == wanted:
            return Finding(cited.article, Span(start, end))
    start, end = cited.highlights[0] if cited.highlights else (cited.start, cited.end)
    return Finding(cited.article, Span(start, end))
