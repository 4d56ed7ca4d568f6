"""甲和乙……前者售价3元，后者5元: of the two values, that of the one asked about."""

import re

from index.fold import fold
from qa.question import Question
from qa.texts.names import Span
from qa.texts.value import dates, line_of, numbers, quantity
from qa.ways.evidence import things

_PAIR = re.compile(
    r"(?P<one>[^，。；：、\n]{2,30}?)(?:、|和|与|及|以及)(?P<other>[^，。；、\n]{2,40})[，。；]?[^，。；\n]{0,12}$"
)
BACK = 80  # characters before 前者 in which the two are named


def of_the_two(text: str, sentence: Span, span: Span, question: Question) -> Span:
    """The value beside 前者 or 后者 that is told of the one asked about, where `span` is that of the other.

    `span` itself where no two are named before, or the question names neither or both alike.
    """
    former = text.find("前者", sentence.start, sentence.end)
    latter = text.find("后者", former, sentence.end) if former >= 0 else -1
    if latter < 0 or span.start < former:
        return span
    pair = _PAIR.search(text, max(line_of(text, span).start, former - BACK), former)
    said = [_said(question, pair[part], pair["other"]) for part in ("one", "other")] if pair else [0, 0]
    if said[0] == said[1]:
        return span
    place = Span(former, latter) if said[0] > said[1] else Span(latter, sentence.end)
    if place.start <= span.start < place.end:
        return span
    return next((v for v in _values(text, place) if _kind(text, v) == _kind(text, span)), span)


def _said(question: Question, part: str, last: str) -> int:
    """How much of what the question names a part names: characters; a head at the end is that of both."""
    named = set(things(question) or question.terms)
    own = [word for word in named if word == last or not last.endswith(word)]
    return sum(len(word) for word in own if fold(word) in fold(part))


def _values(text: str, place: Span) -> list[Span]:
    return [*dates(text, *place), *numbers(text, *place)]


def _kind(text: str, span: Span) -> str:
    """date, or the unit of a number; "" for anything else."""
    value = text[span.start : span.end]
    if dates(value):
        return "date"
    found = quantity(value)
    return found[1] if found else ""
